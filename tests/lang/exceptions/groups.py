# row: pep654
# ExceptionGroup and except*.
eg = ExceptionGroup("g", [ValueError(1), TypeError("t"), ExceptionGroup("inner", [ValueError(2), KeyError("k")])])
print(eg, repr(eg), eg.message, eg.exceptions, eg.args)
print(eg.split(ValueError), eg.subgroup(KeyError), eg.subgroup(OSError), eg.split(lambda e: isinstance(e, TypeError)), eg.derive([OSError()]))
def run(exc):
    try:
        try: raise exc
        except* ValueError as e: print("values", repr(e))
        except* (TypeError, KeyError) as e: print("others", repr(e))
        else: print("else")
        finally: print("finally")
    except BaseException as e: print("left", repr(e))
for x in (eg, ValueError("naked"), OSError("not matched"), ExceptionGroup("o", [OSError(), ValueError()]), BaseExceptionGroup("b", [KeyboardInterrupt(), ValueError()])): run(x)
try:
    try: raise ExceptionGroup("a", [ValueError(1), TypeError(2)])
    except* ValueError: raise KeyError("new")
    except* TypeError as e: raise
except ExceptionGroup as e: print(repr(e), repr(e.exceptions[0].__context__))
try:
    try: raise ValueError("n")
    except* ValueError as e: raise OSError("only") from e
except* OSError as e: print(repr(e), repr(e.exceptions[0].__cause__))
try: 1
except* ValueError: print("no")
else: print("else")
def loop():
    for i in range(2):
        try: raise ExceptionGroup("l", [ValueError(i)])
        except* ValueError as e: x = e
    return "e" in locals()
print(loop())
class MyGroup(ExceptionGroup):
    def derive(self, e): return MyGroup(self.message + "!", e)
m = MyGroup("mine", [ValueError(1), KeyError(2)]); m.add_note("note")
a, b = m.split(ValueError); print(repr(a), repr(b), a.__notes__)
print(type(BaseExceptionGroup("x", [ValueError()])).__name__, type(BaseExceptionGroup("x", [SystemExit()])).__name__)
for source in ("ExceptionGroup('m', [])", "ExceptionGroup('m')", "ExceptionGroup('m', [1])", "ExceptionGroup('m', [KeyboardInterrupt()])", "ExceptionGroup(1, [ValueError()])", "ExceptionGroup('m', 1)"):
    try: eval(source)
    except (TypeError, ValueError) as e: print(type(e).__name__, e)
for source in ("try: pass\nexcept* E: pass\nexcept F: pass", "try: pass\nexcept*: pass", "def f():\n  try: pass\n  except* E: return", "while 1:\n  try: pass\n  except* E: break", "while 1:\n  try: pass\n  except* E: continue", "for x in y:\n  try: pass\n  except* E:\n    for z in y: break", "try: pass\nexcept *E: pass", "try: pass\nexcept* E as e: pass\nexcept* F: pass\nelse: pass\nfinally: pass", "try: pass\nexcept* A, B: pass", "def f():\n  try: pass\n  except* E:\n    def g(): return 1"):
    try: compile(source, "s", "exec"); print(repr(source), "fine")
    except SyntaxError as e: print(repr(source), e.msg)
try:
    try: raise ValueError
    except* ExceptionGroup: pass
except TypeError as e: print(e)
