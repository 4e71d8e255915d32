# row: pep618
# len, sorted, min, max, sum, zip, map, filter, enumerate, reversed, any, all, iter, next.
print(sorted([3, 1, 2]), sorted("bca", reverse=True), sorted([(1, "b"), (1, "a"), (0, "c")], key=lambda p: p[0]), sorted({3: 1, 2: 2}), sorted([], key=1))
print(min(3, 1, 2), max([1, 5, 3], key=lambda x: -x), min([], default="d"), max("b", "a", "c"), min((2, "b"), (2, "a")), max([1, 1.0, True]), min([1.0, 1]))
print(sum([1, 2]), sum([1.5, 2]), sum([[1], [2]], []), sum((), 5), sum([0.1] * 10), sum([1e16, 1.0, -1e16]), sum(range(10**5)), sum([True, 2]), sum([1, 2.5, 3j]))
print(list(zip([1, 2, 3], "ab")), list(zip()), list(zip([1])), list(zip("ab", [1, 2], strict=True)), dict(zip("ab", range(2))))
for bad in (lambda: list(zip([1], [1, 2], strict=True)), lambda: list(zip([1, 2], [1], strict=True)), lambda: list(zip([1], [1], [], strict=True)), lambda: zip(1), lambda: sum(["a"], ""), lambda: sum([b"a"], b""), lambda: sum(["a"]), lambda: min(), lambda: min([]), lambda: max(1), lambda: min(1, "a"), lambda: max([1], [2], default=3), lambda: sorted(1), lambda: sorted([1, "a"]), lambda: sorted([1], 1), lambda: reversed({1}), lambda: next(1), lambda: next(iter([])), lambda: iter(1), lambda: iter(1, 2), lambda: len(1), lambda: enumerate(1), lambda: map(1), lambda: list(map(1, [1])), lambda: filter(None), lambda: all(1), lambda: any(None), lambda: sorted(key=1)):
    try: print(bad())
    except Exception as e: print(type(e).__name__, e)
print(list(map(lambda a, b: a + b, [1, 2, 3], [10, 20])), list(map(str, "ab")), list(filter(None, [0, 1, "", "a"])), list(filter(lambda x: x > 1, [1, 2, 3])))
print(list(enumerate("ab", 5)), list(enumerate([], start=1)), list(reversed([1, 2, 3])), "".join(reversed("abc")), list(reversed(range(5))), list(reversed((1, 2))))
print(any([0, "", 1]), all([]), any([]), all([1, 0]), next(iter([1])), next(iter([]), "default"), list(iter(lambda c=iter([1, 2, 3]): next(c), 3)))
class Rev:
    def __len__(self): return 3
    def __getitem__(self, i): return i * 10
print(list(reversed(Rev())), list(Rev.__getitem__(Rev(), i) for i in range(2)))
l = [3, 1, 2]; print(l.sort(), l, l.sort(key=lambda x: -x, reverse=True), l, sorted([2, 1, 3], key=None))
try:
    m = [3, 2, 1]
    m.sort(key=lambda x: m.append(1) or x)
except ValueError as e: print(e, m)
print(sorted([float("inf"), -1, 0.5, 10**30, -10**30, True]), sorted(["é", "z", "a", "Z"]), sorted([b"b", b"a"]), sorted([[2], [1, 5], [1]]))
stable = sorted([(i % 3, i) for i in range(20)], key=lambda p: p[0]); print(stable == sorted(stable), stable[:8], sorted([(i % 3, i) for i in range(7)], key=lambda p: p[0], reverse=True))
import itertools; print(list(zip(range(3), itertools.count())), list(map(max, [1, 5], [3, 2])))
z = zip(iter([1, 2]), iter([1])); next(z); print(list(z), type(z).__name__, type(map(int, [])).__name__)
