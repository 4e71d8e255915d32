# oracle: 3.11
# Descriptors: data and non-data, priority, __delete__, functions as descriptors, property.
class Data:
    def __get__(self, o, t=None): return ("data get", o is not None, t and t.__name__)
    def __set__(self, o, v): print("data set", v)
    def __delete__(self, o): print("data delete")
class NonData:
    def __get__(self, o, t=None): return ("nondata get", o is not None)
class SetOnly:
    def __set__(self, o, v): o.__dict__["s"] = ("stored", v)
class C: d = Data(); n = NonData(); s = SetOnly()
c = C(); print(c.d, C.d, c.n, C.n); c.d = 1; del c.d
c.__dict__.update(d="in dict", n="in dict"); print(c.d, c.n)
print(type(c.s).__name__); c.s = 5; print(c.s)
class P:
    def __init__(self): self._v = 0
    @property
    def v(self): "doc v"; return self._v
    @v.setter
    def v(self, x): self._v = x
    @property
    def ro(self): return 1
    wo = property(None, lambda self, x: print("wo", x))
    plain = property()
p = P(); p.v = 5; p.wo = 1; print(p.v, P.v.__doc__, type(P.v).__name__, P.v.fget(p), P.ro.fset)
for source in ("p.ro = 1", "del p.v", "p.wo", "p.plain", "del p.plain", "C.d.x"):
    try: exec(source)
    except AttributeError as error: print(error)
class Q(P):
    @P.v.getter
    def v(self): return "overridden getter"
q = Q(); q.v = 9; print(q.v, q._v)
def f(self): return self
print(f.__get__(5)(), f.__get__(None, int) is f, f.__get__(c, C).__self__ is c)
c.method = f
try: c.method()
except TypeError as error: print(error)
class S:
    a = staticmethod(f); b = classmethod(f); l = len; g = classmethod(property(lambda c: 1)) if 0 else 2
print(S.a(1), S.b() is S, S().b() is S, S.l([1]), S().l("ab"), S.__dict__["a"].__func__ is f, staticmethod(f)(3), S.__dict__["b"].__func__ is f)
class Get:
    def __getattribute__(self, n): return ("gab", n) if n != "real" else object.__getattribute__(self, "val")
    val = "V"
print(Get().x, Get().val, Get().real)
class GA:
    def __getattr__(self, n):
        if n.startswith("x"): return n
        raise AttributeError(n + "!")
    def __setattr__(self, n, v): print("setattr", n, v); object.__setattr__(self, n, v)
    def __delattr__(self, n): print("delattr", n); object.__delattr__(self, n)
    @property
    def broken(self): raise AttributeError("inside")
g = GA(); g.a = 1; del g.a; print(g.xyz, hasattr(g, "q"), getattr(g, "q", 0))
for n in ("q", "broken"):
    try: getattr(g, n)
    except AttributeError as error: print(error)
