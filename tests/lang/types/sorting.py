# Sorting: stability, patterns that exercise runs and galloping, key functions and comparisons that fail, change the
# list, or allocate. A linear congruential generator replaces random.
def numbers(n, seed=1):
    for _ in range(n):
        seed = (seed * 1103515245 + 12345) & 0x7FFFFFFF
        yield seed >> 8

class Item:
    compared = 0
    def __init__(self, key, tag): self.key, self.tag = key, tag
    def __lt__(self, other):
        Item.compared += 1
        return self.key < other.key

def insertion_sorted(items, key):
    result = []
    for item in items:
        i = len(result)
        while i and key(item) < key(result[i - 1]): i -= 1
        result.insert(i, item)
    return result

patterns = {
    "random": lambda n: [x % 50 for x in numbers(n)],
    "sorted": lambda n: list(range(n)),
    "reversed": lambda n: list(range(n, 0, -1)),
    "equal": lambda n: [7] * n,
    "sawtooth": lambda n: [i % 9 for i in range(n)],
    "two runs": lambda n: list(range(0, n, 2)) + list(range(1, n, 2)),
    "blocks": lambda n: list(range(n // 2, n)) + list(range(n // 2)),
    "mostly sorted": lambda n: [i if i % 11 else 0 for i in range(n)],
}
for name, make in patterns.items():
    for n in (0, 1, 2, 5, 63, 64, 65, 200):
        source = make(n)
        expected = insertion_sorted(source, lambda x: x)
        assert sorted(source) == expected, (name, n)
        assert sorted(source, reverse=True) == expected[::-1], (name, n)
        assert sorted(map(float, source)) == expected, (name, n)
        assert sorted(map("{:06}".format, source)) == list(map("{:06}".format, expected)), (name, n)
        pairs = [(x, i) for i, x in enumerate(source)]
        assert sorted(pairs) == insertion_sorted(pairs, lambda p: p), (name, n)
        assert sorted(pairs, key=lambda p: p[0]) == insertion_sorted(pairs, lambda p: p[0]), (name, n)
        down = sorted(pairs, key=lambda p: p[0], reverse=True)
        assert down == insertion_sorted(pairs, lambda p: -p[0]), (name, n)
        items = sorted([Item(x, i) for x, i in pairs])
        assert [(x.key, x.tag) for x in items] == insertion_sorted(pairs, lambda p: p[0]), (name, n)
    print(name, sorted(make(12)), sorted(make(12), reverse=True)[:3])

Item.compared = 0
sorted([Item(i, i) for i in range(1000)])
print("comparisons of a sorted list:", Item.compared)
Item.compared = 0
sorted([Item(x, 0) for x in numbers(1000)])
print("few comparisons:", Item.compared < 10000)

big = [x + (1 << 70) for x in numbers(50)]
assert sorted(big + list(range(5)))[:5] == [0, 1, 2, 3, 4]
print(sorted([3, 1.5, True, 2, 0.25, False, -1, 1 << 80, -(1 << 80)]))
print(sorted([0.0, -0.0, 1.0, -1.0, 1e300, -1e300, 1e-300, float("inf"), -float("inf")]))
print(sorted(["b", "a", "é", "", "ab", "Z", "\U0001F600", "\uFFFF", "aa"]))
print(sorted("hello", key=str.upper), sorted({3: 1, 1: 2}), sorted((b"b", b"a")), sorted([[2, 1], [1, 2], [1]]))
print(sorted([1, 2, 3, 4], key=lambda x: x % 2), sorted([1, 2, 3, 4], key=lambda x: x % 2, reverse=True))

def attempt(f):
    try: print(f())
    except Exception as e: print(type(e).__name__, e)

attempt(lambda: sorted([1, "a"]))
attempt(lambda: sorted([1, 2], key=5))
attempt(lambda: sorted([1j, 2j]))
attempt(lambda: sorted(None))
attempt(lambda: sorted([1], reverse=None))
attempt(lambda: [3, 1].sort(key=None, reverse=1))
attempt(lambda: [].sort(key=lambda: 0))

l = [5, 4, 3, 2, 1]
def grow(x):
    l.append(x)
    return x
attempt(lambda: l.sort(key=grow))
print(l)
seen = []
l = [3, 1, 2]
def look(x):
    seen.append(list(l))
    return x
l.sort(key=look)
print(seen, l)

class Failing:
    left = 0
    def __init__(self, n): self.n = n
    def __lt__(self, other):
        Failing.left -= 1
        if Failing.left == 0: raise ValueError("enough")
        return self.n < other.n
for limit in (1, 10, 100, 300, 600):
    Failing.left = limit
    l = [Failing(x) for x in numbers(150)]
    before = set(map(id, l))
    try: l.sort()
    except ValueError as e: print(limit, e, len(l), set(map(id, l)) == before)
    else: print(limit, "sorted", [x.n for x in l] == sorted(x.n for x in l))

class Odd:
    def __lt__(self, other): return NotImplemented
attempt(lambda: sorted([Odd(), Odd()]))
class Truth:
    def __init__(self, v): self.v = v
    def __bool__(self): return self.v
class Lt:
    def __init__(self, n): self.n = n
    def __lt__(self, other): return Truth(self.n < other.n)
print([x.n for x in sorted(map(Lt, [3, 1, 2]))])
# keys and comparisons that allocate, and sort on their own
print(sorted(range(30), key=lambda x: sorted([str(x)] * 3, key=lambda s: s * 2) + [[x] * 10])[:12])
