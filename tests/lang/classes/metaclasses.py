# oracle: 3.11
# row: metaclasses
# row: pep520
# Metaclasses: __prepare__, __call__, conflicts, attributes looked up on the metaclass.
class Meta(type):
    @classmethod
    def __prepare__(m, name, bases, **kw): print("prepare", name, bases, kw); return {"injected": 1}
    def __new__(m, name, bases, ns, **kw): print("new", [k for k in ns if k[:2] != "__"]); return super().__new__(m, name, bases, dict(ns))
    def __init__(c, name, bases, ns, **kw): print("init", kw); super().__init__(name, bases, ns)
    def __call__(c, *a, **k): print("call", a, k); return super().__call__(*a, **k)
    def __getattr__(c, name): return f"meta {name}"
    def __len__(c): return 42
    def __contains__(c, x): return x == 1
    def __getitem__(c, k): return ("meta item", k)
    def __iter__(c): return iter("ab")
    def __instancecheck__(c, o): return o == "instance"
    def __subclasscheck__(c, o): return o is int
    def __repr__(c): return f"<{c.__name__}>"
    def __add__(c, o): return ("add", o)
    prop = property(lambda c: c.__name__.lower())
class A(metaclass=Meta, key="word"):
    b = 1; a = 2
    def __init__(self, *a): pass
class B(A): pass
print(A(1).b, A.injected, A.nope, len(A), 1 in A, A[2], list(B), isinstance("instance", A), issubclass(int, A), A, B + 1, B.prop, type(B) is Meta)
try: A(1).nope
except AttributeError as error: print(error)
try: A(1).prop
except AttributeError as error: print(error)
class M1(type): pass
class M2(type): pass
class X(metaclass=M1): pass
class Y(metaclass=M2): pass
try:
    class Z(X, Y): pass
except TypeError as error: print(error)
class M3(M1, M2): pass
class W(X, Y, metaclass=M3): pass
print(type(W).__name__)
def function_meta(name, bases, ns, **kw): return name, bases, sorted(k for k in ns if k[:2] != "__"), kw
class F(metaclass=function_meta, x=1): y = 2
print(F)
T = type("T", (A,), {"c": 3}) if 0 else type("T", (), {"c": 3}); print(T().c, T.__name__, type(T), type("E", (int,), {})(5) + 1)
class Ordered(dict):
    def __setitem__(self, k, v): k[:2] == "__" or print("store", k); super().__setitem__(k, v)
class OM(type):
    def __prepare__(n, b): return Ordered()
    def __new__(m, n, b, ns): return super().__new__(m, n, b, ns)
class O(metaclass=OM):
    z = 1
    def f(self): pass
    y = 2
print([k for k in O.__dict__ if k[0] != "_"])
for bad in ("type('a')and type()", "type('a', 1, {})", "type(1, (), {})", "type('a', (), 1)", "type('a', (1,), {})", "type('a\\0', (), {})"):
    try: eval(bad)
    except (TypeError, ValueError) as error: print(bad, "|", error)
class Singleton(type):
    _i = {}
    def __call__(c, *a):
        if c not in c._i: c._i[c] = super().__call__(*a)
        return c._i[c]
class One(metaclass=Singleton): pass
print(One() is One())
