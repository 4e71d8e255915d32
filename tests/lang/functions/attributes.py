# What functions and methods carry.
def f(a: int = 1) -> str:
    "doc"
f.x = 5; f.y = [1]; f.y.append(2)
print(f.__name__, f.__qualname__, f.__doc__, f.__module__, f.__dict__, f.x, callable(f), type(f).__name__)
f.__name__ = "renamed"; f.__qualname__ = "Q.renamed"; f.__doc__ = None; del f.x
print(f.__name__, f.__doc__, repr(f)[:19], hasattr(f, "x"), f.__dict__, f.__closure__, f.__globals__ is globals())
def outer():
    a, b = 1, 2
    def inner(): return a, b
    return inner
g = outer(); print(g.__qualname__, [c.cell_contents for c in g.__closure__], g.__code__.co_freevars)
class C:
    def m(self): "method doc"; return self
    class D:
        def n(self): return (lambda: 1).__qualname__
c = C(); m = c.m
print(m.__self__ is c, m.__func__ is C.m, m.__name__, m.__doc__, m == c.m, m is c.m, C.m is C.m, hash(m) == hash(c.m), C.D().n(), m() is c)
for source in ("m.x = 1", "f.__name__ = 1", "f.__defaults__ = 1", "len.x = 1", "f.nope", "del f.__name__"):
    try: exec(source)
    except (AttributeError, TypeError) as error: print(type(error).__name__, error)
print(len.__name__, len.__self__.__name__, [].append.__name__, type([].append).__name__, type(len).__name__, type(list.append).__name__, list.append.__qualname__, str.join.__name__)
def h(): pass
h.__code__ = (lambda: 42).__code__; print(h())
