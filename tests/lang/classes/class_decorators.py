# oracle: 3.11
# row: class-decorators
def deco(**kw):
    def d(c): c.kw = kw; c.name = c.__name__; return c
    return d
class Base:
    def __init_subclass__(cls, **kw): cls.sub = kw
@deco(a=1)
@deco(b=2)
class C(Base, x=1, y=2): pass
print(C.kw, C.sub, C.name)
class M(type):
    def __new__(m, n, b, d, **k): c = super().__new__(m, n, b, d); c.k = k; return c
    def __init__(c, *a, **k): pass
@deco()
class D(Base if 0 else object, metaclass=M, **{"z": 1}): pass
print(D.k, D.kw)
bases = (int,)
@(lambda c: c(5))
class E(*bases): pass
print(E + 1, type(E).__name__)
