# row: del-finalizers
# __del__ runs, once; resurrection; errors inside are reported and dropped.
import gc
class A:
    def __init__(self, n): self.n = n
    def __del__(self): print("del", self.n)
a = A(1); del a; gc.collect(); print("after 1")
def f(): A(2)
f(); gc.collect(); print("after 2")
c = A(3); c.me = c; del c; gc.collect(); print("after cycle")
kept = []
class R:
    def __del__(self): print("resurrect"); kept.append(self)
r = R(); del r; gc.collect(); print(len(kept)); kept.clear(); gc.collect(); print("once only", len(kept))
l = [A(i) for i in (5,)]; l.clear(); gc.collect(); print("list cleared")
class Sub(A):
    def __del__(self): print("sub"); super().__del__()
s = Sub(6); s = None; gc.collect()
def g():
    try: yield 1
    finally: print("generator closed")
x = g(); next(x); del x; gc.collect()
def h():
    with Ctx(): yield 1
class Ctx:
    def __enter__(self): pass
    def __exit__(self, *a): print("exit", a[0].__name__)
y = h(); next(y); y = None; gc.collect()
