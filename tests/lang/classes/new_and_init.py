# oracle: 3.11
# __new__, __init__, subclasses of built-in types.
class P(tuple):
    def __new__(cls, x, y): return super().__new__(cls, (x, y))
    @property
    def x(self): return self[0]
class F(float):
    def __new__(cls, v): return super().__new__(cls, v * 2)
class N:
    def __new__(cls, *a): print("new", a); return object.__new__(cls)
    def __init__(self, *a): print("init", a)
class Other:
    def __new__(cls): return 42
    def __init__(self): print("not called")
class S(str):
    def __init__(self, *a): self.extra = a
    def upper(self): return "UP" + super().upper()
class L(list):
    def append(self, x): super().append(x * 2)
class D(dict):
    def __missing__(self, k): return f"missing {k}"
    def __setitem__(self, k, v): super().__setitem__(k, v + 1)
class I(int):
    def __add__(self, o): return I(int(self) + o + 100)
    def __repr__(self): return f"I({int(self)})"
class E(set): pass
class B(bytes): pass
class BA(bytearray): pass
class C(complex): pass
class Fr(frozenset): pass
print(P(1, 2), P(1, 2).x, F(1.5), type(F(1)).__name__, N(1) is not None, Other(), S("abc").extra, S("ab").upper(), S("ab") == "ab", hash(S("ab")) == hash("ab"))
l = L([1]); l.append(5); l.x = 1; print(l, l.x, l + [1], type(l + [1]).__name__, type(l[:]).__name__, l == [1, 10])
d = D(a=1); d["b"] = 1; print(d, d["zz"], d.get("zz"), "zz" in d, type(d.copy()).__name__, {**d})
print(I(5) + 1, I(5) * 2, type(I(5) * 2).__name__, [1, 2, 3, 4, 5, 6][I(5)], {5: "five"}[I(5)], I(5) == 5, I("7"), range(I(3)), f"{I(5)}", "%d" % I(5))
e = E([1]); e.y = 2; print(e | {2}, type(e | {2}).__name__, e.y, B(b"ab"), BA(b"x") + b"y", C(1, 2) * 2, Fr([1]) | {2})
for source in ("object.__new__(int)", "int.__new__(str)", "object.__new__()", "object.__new__(1)", "N.__new__()", "object.__init__(1, 2)", "object(1)", "tuple.__new__(P, 1)", "str.__new__(S, b'a', 'utf-8', 'strict', 1)"):
    try: print(eval(source))
    except TypeError as error: print(source, "|", error)
class NoArgs: pass
class WithInit:
    def __init__(self, a): pass
class WithNew:
    def __new__(cls, a): return object.__new__(cls)
for source in ("NoArgs(1)", "WithInit(1) and 1", "WithNew(1) and 1", "WithInit()", "WithNew()"):
    try: print(bool(eval(source)))
    except TypeError as error: print(source, "|", error)
class X(Exception):
    def __init__(self, a): self.a = a
print(X(1).args, X(2).a, str(X(3)), isinstance(True, I), issubclass(I, int), I(3).__class__.__mro__[1])
class Early(list):
    def __init__(self): self.append(1); super().__init__([9]); self.append(2)
print(Early())
