# oracle: 3.11
# assert: messages of any kind, evaluated only when needed.
def boom(): raise RuntimeError("evaluated")
assert 1, boom()
assert (1, "always true tuple is a warning")[0]
for check in (lambda: exec("assert 0"), lambda: exec("assert [], 'text'"), lambda: exec("assert None, (1, 2)"), lambda: exec("assert 0, None"), lambda: exec("assert 0, boom()")):
    try: check()
    except Exception as error: print(type(error).__name__, error.args, str(error))
AssertionError = 5
try: assert 0, "builtin, not the global"
except Exception as error: print(type(error).__name__, error)
