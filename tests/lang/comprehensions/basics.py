# oracle: 3.11
# row: pep709
# Comprehensions: nesting, conditions, scope, evaluation order, class bodies.
print([x for x in range(5)], [x for x in range(10) if x % 2 if x > 3], [(x, y) for x in range(3) for y in range(x)], [[y for y in range(x)] for x in range(4)])
print({x % 3 for x in range(9)}, {k: v for k, v in zip("ab", [1, 2])}, {x: {y: x * y for y in range(2)} for x in range(2)}, [a + b for a, (b, *c) in [(1, (2, 3)), (4, [5])]])
x = "outer"; l = [x for x in range(3)]; print(x, l, [x for _ in range(2)])
def f():
    y = 10
    r = [y + z for z in range(2)]
    fs = [lambda: y + i for i in range(3)]
    y = 100
    return r, [g() for g in fs], [(lambda j=j: j)() for j in range(2)]
print(f())
def v(n): print(n, end=" "); return n
print({v(1): v(2) for _ in (1,)}, [v(3) if v(1) else v(4) for _ in (1,)], [v(i) for i in [1, 2] if v(i + 10)])
class C:
    a = 3
    b = [i for i in range(a)]
    try: c = [a for i in range(2)]
    except NameError as e: c = str(e)
    d = {k: k for k in b}
print(C.b, C.c, C.d)
print([i for i in range(3) for i in range(i)], [*[1], *(i for i in "ab")], [i for i in [j for j in [k for k in range(3)]]], [not i for i in (0, 1)], [i if i else -1 for i in range(3)], [i for i in 0 or [5]], [i for i in (lambda: [7])()])
def g(n): return [h for h in [i for i in range(n)] if [j for j in range(h) if j == h - 1]]
print(g(4))
try: [undefined for _ in (1,)]
except NameError as e: print(e)
try: print([i for i in range(3)] and i)
except NameError as e: print(e)
def loc():
    a = 1
    r = [sorted(locals()) for b in (1,)]
    return sorted(locals()), len(r)
print(loc()[1], loc()[0])
def deep():
    n = 0
    def inc():
        nonlocal n; n += 1; return n
    return [[inc() for _ in range(2)] for _ in range(2)], n
print(deep())
def err():
    for i in range(2):
        try: [1 / (1 - j) for j in range(3)]
        except ZeroDivisionError: i = "kept"
    return i
print(err())
it = iter(range(10)); print([a + b for a, b in zip(it, it)], [[*it]])
def arg(x): return [x for x in [x, x + 1]], x
print(arg(1), [lambda: i for i in range(2)][0](), (lambda: [i for i in range(2)])())
