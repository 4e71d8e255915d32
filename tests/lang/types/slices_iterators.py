# oracle: 3.11
# Iterators of built-in types: exhaustion, independence, types, slices as objects.
for make in (lambda: [1, 2], lambda: (1, 2), lambda: "ab", lambda: b"ab", lambda: {1: 2}, lambda: {1: 2}.items(), lambda: range(2), lambda: enumerate("ab"), lambda: zip("ab", "cd"), lambda: map(str, [1]), lambda: reversed([1, 2]), lambda: (i for i in "ab"), lambda: bytearray(b"ab"), lambda: iter(lambda: 1, 1), lambda: {1: 2}.values()):
    i = iter(make()); print(type(i).__name__, iter(i) is i, next(i, "end"), list(i), list(i), next(i, "end"))
l = [1, 2, 3]; i, j = iter(l), iter(l); next(i); print(next(j), next(i), list(zip(i, j)))
s = slice(1, 10, 2); print(s.start, s.stop, s.step, s.indices(5), slice(None).indices(3), slice(-3, None).indices(10), slice(None, None, -2).indices(7), s == slice(1, 10, 2), repr(s), [0, 1, 2, 3][slice(1, 3)], "abc"[slice(None, None, -1)])
for bad in (lambda: slice(0, 1, 0).indices(3), lambda: slice("a").indices(3), lambda: slice(1).indices(-1)):
    try: print(bad())
    except (ValueError, TypeError) as e: print(e)
class Seq:
    def __getitem__(self, i):
        if i >= 3: raise IndexError
        return i
it = iter(Seq()); print(next(it), list(it), type(it).__name__, list(Seq()), 2 in Seq(), [*Seq()], max(Seq()), dict(zip(Seq(), "abc")))
