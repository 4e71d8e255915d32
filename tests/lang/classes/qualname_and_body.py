# oracle: 3.11
# row: class-qualname
# The class body as a scope; __qualname__ everywhere.
class A:
    x = 1
    y = [x for _ in range(2)] if 0 else x + 1
    for i in range(3): pass
    if x: z = "conditional"
    import sys as s
    try: 1 / 0
    except ZeroDivisionError as e: caught = str(e)
    with memoryview(b"x") as mv: line = 1
    def f(self): pass
    class B:
        def g(self):
            def h(): pass
            class C: pass
            return h, C
    print(__qualname__, __module__, "x" in locals(), sorted(n for n in dir() if n[0] != "_"))
    del x
print(A.B.__qualname__, A.f.__qualname__, A.B.g.__qualname__, A.B().g()[0].__qualname__, A.B().g()[1].__qualname__, hasattr(A, "x"), A.i, A.z)
class D: __qualname__ = "Custom.D"; n = __qualname__
print(D.__qualname__, D.n, D.__name__, repr(D), "__qualname__" in vars(D))
def f():
    class L:
        def m(self): pass
        l = lambda: 1
    return L
print(f().m.__qualname__, f().__qualname__, f().l.__qualname__, (i for i in ()).__qualname__)
x = "outer"
class E:
    print(x)
    x = "inner"
    print(x)
    del x
    print(x)
def g():
    x = "function"
    class H:
        print(x)
        y = x
        def m(self): return x
    return H.y, H().m()
print(g())
class F: global gl; gl = 5
print(gl, hasattr(F, "gl"))
class G:
    a = 1
    def a(self): return 2
    b = property(a)
print(G().a(), G().b)
def h():
    global Glob
    class Glob: pass
h(); print(Glob.__qualname__)
class K(A if 0 else object, *(), **{}): pass
