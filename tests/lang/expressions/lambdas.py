# oracle: 3.11
# lambda with every kind of parameter, closures, defaults.
print((lambda: 1)(), (lambda x: x)(2), (lambda x, y=2, *a, k, d=4, **kw: (x, y, a, k, d, kw))(1, k=3, z=5))
print((lambda a, /, b, *, c: (a, b, c))(1, b=2, c=3), (lambda *a: a)(1, 2), (lambda **k: k)(x=1), (lambda *, a=1: a)())
fs = [lambda: i for i in range(3)]; gs = [lambda i=i: i for i in range(3)]
print([f() for f in fs], [g() for g in gs])
print((lambda f: lambda n: f(f, n))(lambda f, n: 1 if n == 0 else n * f(f, n - 1))(10))
add = lambda x: lambda y: x + y
print(add(1)(2), add.__name__, add.__qualname__, (lambda: (yield))().__class__.__name__, sorted([3, 1, 2], key=lambda x: -x))
x = lambda: (1, 2); print(x(), (lambda: [])() == [])
print([f(2) for f in (lambda x: x + 1, lambda x: x * x)])
