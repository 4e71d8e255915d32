# oracle: 3.11
# proxies, WeakMethod, weak dictionaries and sets, finalize, subclasses of ref.
import weakref, gc
class A:
    def __init__(self, n=0): self.n = n
    def m(self): return self.n
    def __len__(self): return 7
    def __getitem__(self, i): return i * 2
    def __add__(self, o): return ("add", o)
    def __call__(self, *a): return a
    def __iter__(self): return iter([1])
    def __contains__(self, x): return x == 3
    def __bool__(self): return False
    def __eq__(self, o): return isinstance(o, A) and self.n == o.n
    def __hash__(self): return 5
    def __str__(self): return "strA"
a = A(1); p = weakref.proxy(a)
print(p.n, len(p), p[4], p + 1, p(1, 2), list(p), 3 in p, bool(p), str(p), p == A(1), type(p).__name__, isinstance(p, A), p.m())
p.n = 5; print(a.n)
try: hash(p)
except TypeError as e: print("unhashable")
w = weakref.WeakMethod(a.m); print(w()(), w() == a.m); r = weakref.ref(a); print(hash(r), r.__callback__, repr(r)[:9], "to 'A' at" in repr(r))
d = weakref.WeakValueDictionary(); d["k"] = a; d["j"] = a; print(len(d), d["k"] is a, sorted(d), "k" in d, list(d.items())[0][1] is a, d.get("z"), d.pop("j") is a, dict(d) == {"k": a})
class B: pass
k = B(); kd = weakref.WeakKeyDictionary(); kd[k] = 1; print(len(kd), kd[k], k in kd, list(kd.keys())[0] is k, kd.get(B(), 9), list(kd.values()))
s = weakref.WeakSet([k]); b2 = B(); s.add(b2); print(len(s), k in s, B() in s, s == {k, b2} or len(s)); s.discard(b2); print(len(s))
log = []
f = weakref.finalize(k, log.append, "final"); print(f.alive, f.peek()[2], log)
r2 = weakref.ref(k, lambda r: log.append("cb"))
del k, p, b2, a, w
gc.collect()
print(len(kd), len(s), sorted(log), f.alive, r2() is None, "dead" in repr(r2), len(d), r())
class S(set): pass
x = S(); print(weakref.ref(x)() is x)
class R(weakref.ref):
    def __init__(self, o, cb=None, tag=None):
        super().__init__(o, cb); self.tag = tag
    def __new__(cls, o, cb=None, tag=None): return super().__new__(cls, o, cb)
rr = R(x, None, "t"); print(rr() is x, rr.tag, isinstance(rr, weakref.ref), rr == weakref.ref(x))
for bad in (1, "s", 1.5, None, (), [], {}, 3j, b""):
    try: weakref.ref(bad)
    except TypeError as e: print(e)
for ok in (print.__class__, A, A.m, (i for i in ()), set(), frozenset(), weakref, lambda: 0): print(weakref.ref(ok)() is ok, end=" ")
print(); f1 = weakref.finalize(x, print, "bye", end="!\n"); print(f1()); print(f1(), f1.alive)
class D:
    def __del__(self): print("del")
d1 = D(); wr = weakref.ref(d1); del d1; gc.collect(); print(wr())
