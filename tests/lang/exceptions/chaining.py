# oracle: 3.11
# __cause__, __context__, __suppress_context__, raise forms.
def info(e): return repr(e), repr(e.__cause__), repr(e.__context__), e.__suppress_context__
try:
    try: 1 / 0
    except ZeroDivisionError as z: raise ValueError("v") from z
except ValueError as e: print(info(e))
try:
    try: 1 / 0
    except ZeroDivisionError: raise ValueError("v")
except ValueError as e: print(info(e))
try:
    try: 1 / 0
    except ZeroDivisionError: raise ValueError from None
except ValueError as e: print(info(e))
try: raise KeyError("k") from TypeError
except KeyError as e: print(info(e))
for source in ("raise", "raise 1", "raise 'text'", "raise int", "raise ValueError from 1", "raise ValueError from int", "raise None", "raise object()"):
    try: exec(source)
    except Exception as e: print(source, "|", type(e).__name__, e)
try:
    try: raise KeyError("first")
    except KeyError:
        try: raise ValueError("second")
        except ValueError: pass
        raise
except KeyError as e: print(info(e))
def reraise():
    try: raise OSError("o")
    except OSError:
        try: raise
        finally: print("finally")
try: reraise()
except OSError as e: print(info(e))
e = ValueError("x"); e.__cause__ = KeyError("set"); print(info(e))
for attribute, value in (("__cause__", 1), ("__context__", 1), ("__traceback__", 1), ("args", 1)):
    try: setattr(e, attribute, value)
    except TypeError as error: print(error)
try:
    try: raise e
    finally: raise TypeError("replaces")
except TypeError as t: print(t.__context__ is e)
a = ValueError("a")
try:
    try: raise a
    except ValueError: raise a
except ValueError as x: print(x.__context__)
class E(Exception):
    def __init__(self): raise KeyError("in init")
try: raise E
except KeyError as k: print(info(k))
try: raise ValueError("with tb").with_traceback(None)
except ValueError as v: print(v.__traceback__ is not None, v.__traceback__.tb_lineno, v.__traceback__.tb_next)
try:
    try: raise ValueError
    except ValueError as v: raise v from v
except ValueError as v: print(v.__cause__ is v)
