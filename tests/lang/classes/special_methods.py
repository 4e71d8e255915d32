# oracle: 3.11
# Special methods are looked up on the type; containers, calls, context, conversion.
class S:
    def __len__(self): return 3
    def __getitem__(self, i): print("get", i); return i
    def __setitem__(self, i, v): print("set", i, v)
    def __delitem__(self, i): print("del", i)
    def __contains__(self, x): return x == 1
    def __iter__(self): return iter([1, 2])
    def __reversed__(self): return iter([2, 1])
    def __call__(self, *a, **k): return a, k
    def __int__(self): return 7
    def __float__(self): return 1.5
    def __complex__(self): return 1j
    def __index__(self): return 2
    def __str__(self): return "str"
    def __repr__(self): return "repr"
    def __format__(self, spec): return f"format<{spec}>"
    def __bytes__(self): return b"bytes"
    def __hash__(self): return 99
    def __bool__(self): return False
    def __neg__(self): return "neg"
    def __pos__(self): return "pos"
    def __invert__(self): return "inv"
    def __abs__(self): return "abs"
    def __round__(self, n=None): return ("round", n)
    def __trunc__(self): return 5
    def __floor__(self): return "floor"
    def __ceil__(self): return "ceil"
    def __dir__(self): return ["z", "a"]
    def __sizeof__(self): return 1
    def __length_hint__(self): return 4
import math
s = S()
print(len(s), s[1], s[1:2], 1 in s, 2 in s, list(s), list(reversed(s)), s(1, k=2), int(s), float(s), complex(s), [10, 20, 30][s], str(s), repr(s), f"{s:x}", format(s), bytes(s), hash(s), bool(s), -s, +s, ~s, abs(s), round(s), round(s, 2), math.trunc(s), math.floor(s), math.ceil(s), dir(s), hex(s), bin(s), "%s %r" % (s, s), [s], range(5)[s], "ab" * s, chr(s))
s[5] = 6; del s[5]; a, b = s; print(a, b, [*s], max(s))
s.__len__ = lambda: 99; s.__call__ = lambda: "instance"; print(len(s), s())
class Bad:
    def __len__(self): return "x"
    def __str__(self): return 1
    def __repr__(self): return 2
    def __hash__(self): return "h"
    def __int__(self): return 1.5
    def __float__(self): return 1
    def __index__(self): return "i"
    def __iter__(self): return 5
    def __bool__(self): return "b"
    def __bytes__(self): return "s"
    def __format__(self, s): return 1
    def __dir__(self): return 5
    def __contains__(self, x): raise KeyError(x)
    def __init__(self, *a): return None
b = Bad()
for source in ("len(b)", "str(b)", "repr(b)", "hash(b)", "int(b)", "float(b)", "[1][b]", "iter(b)", "bool(b)", "bytes(b)", "format(b)", "dir(b)", "1 in b", "b()", "b[0]", "b + 1", "-b", "abs(b)", "reversed(b)", "next(b)", "round(b)"):
    try: eval(source); print("fine")
    except Exception as error: print(source, type(error).__name__, error)
class I:
    def __init__(self): return 1
try: I()
except TypeError as error: print(error)
class Neg:
    def __len__(self): return -1
class Huge:
    def __len__(self): return 2**100
for c in (Neg, Huge):
    try: len(c())
    except (ValueError, OverflowError) as error: print(type(error).__name__)
