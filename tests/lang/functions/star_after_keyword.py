# oracle: 3.11
# row: star-after-keyword
# Unpacking among keyword arguments.
def f(*a, **k): return a, k
args, kw = (1, 2), {"x": 3}
print(f(y=1, *args), f(*args, y=1, *args), f(a=1, *args, **kw, b=2), f(**kw, y=2), f(*args, 9, *[], *"ab", **{}, **kw))
print(f(*(i for i in range(3))), f(*{1: 2}), f(*range(2), **dict(a=1)), f(*args, **{}), f(*[], **{}))
print(f(0, *args, 3), f(*args, *args, k=1, **kw))
