# oracle: 3.11
# What can be called and how: bound methods kept, callables in containers, chained calls, results.
class C:
    def __init__(self): self.n = 0
    def add(self, k=1): self.n += k; return self
    def __call__(self, *a): return a
c = C(); print(c.add().add(5).add(k=2).n, c(1, 2), C()(), [c.add][0]().n, {"f": c}["f"](3))
bound = c.add; unbound = C.add; print(bound(1).n, unbound(c, 1).n, list(map(C.add, [c]))[0] is c)
print([].append(1), print.__class__.__name__, (lambda *a, **k: (a, k))(*[1], **{"a": 2}), str.upper("a"), int.__add__(1, 2), "a".__add__("b"), dict.get({"k": 1}, "k"))
f = max; print(f(1, 2), (f if 1 else min)(3, 4), [min, max][1](1, 2), (lambda: f)()(5, 6), type("T", (), {"m": lambda s: 7})().m())
def g(): return g
print(g()()() is g, callable(g()), getattr(c, "add")().n, c.__class__().n)
c.own = lambda *a: a; print(c.own(1), c.own())
C.cls = staticmethod(lambda: "s"); print(c.cls(), C.cls())
