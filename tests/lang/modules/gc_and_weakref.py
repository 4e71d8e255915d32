# oracle: 3.11
# weakref.ref, callbacks, proxies; gc.collect, gc.enable.
import gc, weakref
class A: pass
a = A(); r = weakref.ref(a); print(r() is a, type(r).__name__, weakref.ref(a) is r, weakref.getweakrefcount(a))
called = []
s = weakref.ref(a, lambda ref: called.append(ref() is None)); del a; gc.collect(); print(r(), s(), called)
b = A(); b.self = b; t = weakref.ref(b); del b; gc.collect(); print(t())
c = A(); p = weakref.proxy(c); p.x = 5; print(c.x, p.x); del c; gc.collect()
try: p.x
except ReferenceError as e: print(e)
for bad in (1, "a", None, (), [], {}):
    try: weakref.ref(bad)
    except TypeError as e: print(e)
x, y = A(), A(); print(weakref.ref(x) == weakref.ref(x), weakref.ref(x) == weakref.ref(y), hash(weakref.ref(x)) == hash(x))
f = lambda: 1; w = weakref.ref(f); print(w()()); del f; gc.collect(); print(w())
print(gc.isenabled(), gc.disable(), gc.isenabled(), gc.enable(), gc.isenabled(), isinstance(gc.collect(), int))
s = {1}; ws = weakref.ref(s); print(ws() is s)
class S:
    __slots__ = ("__weakref__",)
class NoWeak: __slots__ = ()
o = S(); print(weakref.ref(o)() is o)
try: weakref.ref(NoWeak())
except TypeError as e: print(e)
