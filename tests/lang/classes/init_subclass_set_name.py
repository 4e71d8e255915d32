# oracle: 3.11
# row: pep487
# __init_subclass__, __set_name__, class keywords.
class Base:
    registry = []
    def __init_subclass__(cls, /, tag=None, **kw):
        super().__init_subclass__(**kw)
        cls.tag = tag; Base.registry.append((cls.__name__, tag))
class A(Base): pass
class B(A, tag="b"): pass
print(Base.registry, B.tag, A.tag, type(Base.__dict__["__init_subclass__"]).__name__)
class D:
    def __set_name__(self, owner, name): print("set_name", owner.__name__, name); self.name = name
    def __get__(self, o, t): return (self.name, o is None)
class C:
    one = D(); two = D(); same = one
print(C.one, C().two)
C.late = D(); print(hasattr(C.__dict__["late"], "name"))
for source in ("class X(Base, wrong=1): pass", "class X(x=1): pass", "class X(object, x=1): pass"):
    try: exec(source)
    except TypeError as error: print(error)
class Raises:
    def __set_name__(self, o, n): raise ValueError("in set_name")
try:
    class Y: r = Raises()
except (ValueError, RuntimeError) as error: print("raised")
class Mixin:
    def __init_subclass__(cls, *, a, **kw): super().__init_subclass__(**kw); cls.a = a
class Z(Mixin, Base, a=1, tag=2): pass
print(Z.a, Z.tag)
order = []
class Meta(type):
    def __new__(m, n, b, d, **k): order.append("new"); return super().__new__(m, n, b, d, **k)
    def __init__(c, n, b, d, **k): order.append("init"); super().__init__(n, b, d)
class N:
    def __set_name__(self, o, n): order.append("set_name")
class P(metaclass=Meta):
    def __init_subclass__(cls, **k): order.append("init_subclass")
class Q(P, k=1): n = N()
print(order)
