# oracle: 3.11
# row: pep614
# Decorators: any expression, order, classes and methods, with arguments.
def tag(name):
    def decorate(f): print("decorate", name, f.__name__); return f
    return decorate
@tag("outer")
@tag("inner")
def f(): return 1
class Box: d = [tag("item")]; n = {"k": tag}
x = Box()
@x.d[0]
def g(): pass
@x.n["k"]("call")
class C: pass
@(lambda f: "replaced")
def h(): pass
@tag("a") if 1 else tag("b")
def i(): pass
@(y := tag("walrus"))
def j(): pass
@[tag("list")][0]
def k(): pass
print(h, f())
class M:
    @staticmethod
    @tag("method")
    def s(a): return a
    @property
    def p(self): return "p"
    @p.setter
    def p(self, v): print("set", v)
    @p.deleter
    def p(self): print("del")
    @classmethod
    def c(cls): return cls.__name__
m = M(); print(m.s(1), m.p, m.c(), M.s(2)); m.p = 3; del m.p
def counted(f):
    def wrapper(*a, **k):
        wrapper.n += 1
        return f(*a, **k)
    wrapper.n = 0
    return wrapper
@counted
def fact(n): return 1 if n < 2 else n * fact(n - 1)
print(fact(5), fact.n)
try:
    @1
    def z(): pass
except TypeError as error: print(error)
class Deco:
    def __init__(self, f): self.f = f
    def __call__(self, *a): return ("called", self.f(*a))
    def __get__(self, o, t=None): return lambda *a: self(o, *a)
class U:
    @Deco
    def m(self, x): return x * 2
print(U().m(4))
