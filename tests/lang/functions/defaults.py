# oracle: 3.11
# Defaults are evaluated once, at definition; function attributes that show them.
def f(a, x=[], *, y={}): x.append(a); y[a] = 1; return x, y
print(f(1), f(2), f(3, [0]), f.__defaults__, f.__kwdefaults__)
i = 5
def g(a=i): return a
i = 6; print(g())
f.__defaults__ = (["new"],); print(f(9)); f.__defaults__ = None
try: f(1)[0]
except TypeError as error: print(error)
g.__kwdefaults__ = None; g.__defaults__ = (1,); print(g())
def h(a, b, c=3): pass
print(h.__code__.co_argcount, h.__code__.co_varnames, h.__code__.co_name, h.__code__.co_kwonlyargcount, h.__code__.co_posonlyargcount)
print([k(2) for k in [lambda x, n=n: x + n for n in range(3)]])
