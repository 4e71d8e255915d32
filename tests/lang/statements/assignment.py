# Assignment: targets of every kind, chains, errors.
a = b = c = [1]
print(a is b is c)
(a) = 1; [b] = [2]; (c,) = (3,); d, = [4]; (e, (f, [g, *h])) = 5, (6, [7, 8, 9])
print(a, b, c, d, e, f, g, h)
class O: pass
o = O(); l = [0, 0, 0]; m = {}
o.a, l[0], m["k"], (o.b, l[1:]) = 1, 2, 3, (4, [5, 6])
print(o.a, l, m, o.b)
x, y = 1, 2; x, y = y, x; print(x, y)
x, y, z = "abc"; print(x, y, z)
x, y = {1: 2, 3: 4}; print(x, y)
x, y = (i * i for i in (2, 3)); print(x, y)
() = []; [] = (); print("empty targets")
for source in ("a, b = 1, 2, 3", "a, b = 1,", "a, b = 1", "a, b = None", "a, *b, c = 1,", "() = 1, 2", "a, b = iter([1])", "a, b, c, d = 'ab'"):
    try:
        exec(source)
        print(source)
    except Exception as error:
        print(source, type(error).__name__, error)
