# row: slots
class A:
    __slots__ = ("x", "y")
    def __init__(self): self.x = 1
a = A(); a.y = 2; print(a.x, a.y, hasattr(a, "__dict__"), A.__slots__, type(A.x).__name__)
del a.y
for source in ("a.y", "a.z = 1", "del a.y", "a.__dict__", "A.x.__get__(1)", "A.x.__set__(1, 2)"):
    try: exec(source)
    except (AttributeError, TypeError) as error: print(type(error).__name__, error)
class B(A): pass
b = B(); b.z = 3; b.x = 4; print(b.__dict__, b.x)
class C(A): __slots__ = "single"
c = C(); c.single = 1; c.x = 2; print(c.single, C.__slots__, hasattr(c, "__dict__"))
class D: __slots__ = ["__dict__", "s"]
d = D(); d.s = 1; d.free = 2; print(d.__dict__, d.s)
class E: __slots__ = {"doc": "text"}
print(E.__slots__, E().__class__.doc.__doc__ if 0 else "")
class F: __slots__ = ("__private",); get = lambda self: self._F__private
f = F(); f._F__private = 5; print(f.get())
for source in ("class X:\n  __slots__ = ('x',)\n  x = 1", "class X:\n  __slots__ = (1,)", "class X:\n  __slots__ = ('a b',)", "class X(int):\n  __slots__ = ('x',)", "class X(tuple):\n  __slots__ = ('x',)", "class X(tuple): __slots__ = ()", "class Y:\n  __slots__ = ('a',)\nclass Z:\n  __slots__ = ('b',)\nclass X(Y, Z): pass", "class X:\n  __slots__ = ('__dict__', '__dict__')", "a.__class__ = B", "b.__class__ = A"):
    try: exec(source); print("fine")
    except (TypeError, ValueError) as error: print(type(error).__name__, error)
class G(list): __slots__ = ("n",)
g = G([1]); g.n = 1; print(g, g.n)
