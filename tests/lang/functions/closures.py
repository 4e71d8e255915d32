# oracle: 3.11
# Closures: cells shared, loops, deletion, recursion, class scopes skipped.
def counter():
    n = 0
    def inc(by=1):
        nonlocal n
        n += by
        return n
    def get(): return n
    return inc, get
a, b = counter(); a(); a(5); print(b(), counter()[1]())
def late():
    def f(): return later
    later = "bound later"
    return f()
print(late())
def unbound():
    def f(): return never
    if 0: never = 1
    try: f()
    except NameError as error: print(type(error).__name__, error)
unbound()
def loops():
    fs = []
    for i in range(3):
        def f(i=i): return i
        fs.append((f, lambda: i))
    return [(f(), g()) for f, g in fs]
print(loops())
x = "global"
def scope():
    x = "function"
    class C:
        y = x
        x = "class"
        z = x
        def m(self): return x
        l = [x for _ in range(1)]
        g = (lambda: x)()
    return C.y, C.z, C().m(), C.l, C.g
print(*[])
try: print(scope())
except NameError as error: print(error)
def scope2():
    x = "function"
    class C:
        def m(self): return x
        l = [x for _ in range(1)]
        x = "class" if 0 else x
    return C().m(), C.l, C.x
try: print(scope2())
except NameError as error: print(error)
def deep(): 
    a = 1
    def b():
        def c():
            def d(): return a
            return d
        return c
    return b()()()
print(deep())
def args(*a, **k): return lambda: (a, k)
print(args(1, x=2)())
def rebind(p):
    def f(): return p
    p = p + 1
    return f()
print(rebind(1))
def recursive(n):
    def fib(n): return n if n < 2 else fib(n - 1) + fib(n - 2)
    return fib(n)
print(recursive(12))
def swap():
    a, b = 1, 2
    def s():
        nonlocal a, b
        a, b = b, a
    s(); return a, b
print(swap())
