# oracle: 3.11
# Generator expressions: laziness, the first iterable is evaluated at once, scope.
def source(): print("evaluated"); return range(3)
g = (x for x in source()); print("made"); print(list(g), list(g))
n = 2; h = (x * n for x in range(3)); n = 10; print(list(h))
print(sum(x for x in range(5) if x % 2), max((y, x) for x in range(3) for y in range(x)), dict((k, v) for k, v in zip("ab", "cd")))
try: (x for x in 5)
except TypeError as error: print(error)
try: (y for x in range(1) for y in undefined); print("lazy")
except NameError: print("no")
print([*(x for x in "ab")], tuple(x for x in ()), set(x % 2 for x in range(4)), " ".join(str(x) for x in range(3)), any(x > 2 for x in range(10**9)))
class C:
    a = 5
    b = list(x for x in range(a))
print(C.b)
def f(): 
    g = (yield_ for yield_ in [1])
    return next(g), g.__name__, type(g).__name__, g.__qualname__
print(f())
def gen_with_local():
    total = 0
    for v in (total + i for i in range(3)): total += v
    return total
print(gen_with_local())
nested = ((i, j) for i in range(2) for j in (k * i for k in range(3))); print(list(nested))
