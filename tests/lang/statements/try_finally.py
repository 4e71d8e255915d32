# row: continue-finally
# try, except, else, finally in every combination with return, break, continue, raise.
import warnings
warnings.simplefilter("ignore")
def f(n):
    try:
        print("try", n, end=" ")
        if n == 1: raise ValueError("v")
        if n == 2: raise KeyError("k")
        if n == 3: return "returned"
        if n == 4: raise TypeError("t")
    except ValueError as error: print("except", error, end=" ")
    except (KeyError, IndexError): print("tuple", end=" "); return "from except"
    else: print("else", end=" ")
    finally: print("finally", end=" ")
    return "end"
for n in range(4): print(f(n))
try: f(4)
except TypeError as error: print("outer", error)
def g():
    try: return 1
    finally: print("cleanup")
def h():
    for i in range(3):
        try:
            if i == 1: break
            continue
        finally: print("loop finally", i)
    return i
print(g(), h())
exec("""
def swallow():
    while True:
        try: 1 / 0
        finally: break
    for i in range(3):
        try: raise KeyError
        finally: continue
    try: return "no"
    finally: return i
print(swallow())
def value():
    x = 1
    try: return x
    finally: x = 2
print(value())
""")
def nested():
    try:
        try: 1 / 0
        finally: print("inner finally")
    except ZeroDivisionError as error:
        try: raise ValueError("second") from error
        except ValueError as second: return repr(second.__cause__), repr(second.__context__)
print(nested())
try: pass
except: pass
else: print("else runs")
finally: print("and finally")
try:
    try: raise KeyError(1)
    except ValueError: print("no")
    finally: print("passes through")
except KeyError: print("caught outside")
e = "kept?"
try: raise ValueError
except ValueError as e: pass
print("e" in globals())
def loop():
    while 1:
        try:
            try: return "a"
            finally: print("f1", end=" ")
        finally: print("f2", end=" ")
print(loop())
for bad in ("try: pass", "try: pass\nelse: pass", "try: pass\nexcept: pass\nexcept E: pass", "try: pass\nfinally: pass\nelse: pass", "except: pass", "finally: pass", "try: pass\nexcept E as 1: pass", "try: pass\nexcept E as a.b: pass"):
    try: compile(bad, "s", "exec"); print("fine")
    except SyntaxError as error: print(repr(bad), error.msg)
try:
    try: 1 / 0
    except 1: pass
except TypeError as error: print(error)
try:
    try: 1 / 0
    except (ValueError, "x"): pass
except TypeError as error: print(error)
