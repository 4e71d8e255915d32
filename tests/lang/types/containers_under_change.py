# Containers that change while their own methods run: __eq__, __hash__, __index__, __repr__ and iterables that modify
# the container they are used with. Nothing may crash; what CPython defines is printed.
import sys

def attempt(f):
    try: return f()
    except Exception as e: return f"{type(e).__name__}: {e}"

class Key:
    def __init__(self, n, action=None): self.n, self.action = n, action
    def __hash__(self): return self.n % 4
    def __eq__(self, other):
        action, self.action = self.action, None
        if action: action()
        return isinstance(other, Key) and self.n == other.n
    def __repr__(self): return f"K{self.n}"

# a lookup during which the dict is cleared, grows, shrinks
for size in (3, 8, 9, 40, 300):
    for change in ("clear", "grow", "shrink", "replace", "copy"):
        d = {Key(i): i for i in range(size)}
        def act():
            if change == "clear": d.clear()
            if change == "grow": d.update({Key(i): i for i in range(1000, 1000 + size)})
            if change == "shrink":
                for k in list(d)[: size // 2]: del d[k]
            if change == "replace":
                k = next(iter(d)); v = d.pop(k); d[k] = v
            if change == "copy": d.copy()
        list(d)[-1].action = act
        result = attempt(lambda: d.get(Key(size - 1), "gone"))
        print(size, change, result, len(d), list(d.values())[:4], end="; ")
        if d: list(d)[-1].action = act
        d[Key(7)] = "new"
        print(len(d), d.get(Key(7)), len(list(d)), len(set(d)))

# __hash__ that changes the set
class Rehash:
    def __init__(self, s): self.s = s
    def __hash__(self):
        self.s.clear()
        return 1
s = {1, 2, 3}
s.add(Rehash(s))
print(len(s))

# lists that shrink while they are searched, compared, sliced, printed
class Shrinker:
    def __init__(self, l, equal=False): self.l, self.equal = l, equal
    def __eq__(self, other):
        self.l.clear()
        return self.equal
    def __index__(self):
        self.l.clear()
        return 1
    def __repr__(self):
        self.l.clear()
        return "S"
    __hash__ = None
def fresh(n=6):
    l = [object() for _ in range(n)]
    return l, Shrinker(l)
l, x = fresh(); print(attempt(lambda: x in l), l)
l, x = fresh(); print(attempt(lambda: l.index(x)), l)
l, x = fresh(); print(attempt(lambda: l.count(x)), l)
l, x = fresh(); x.equal = True; print(attempt(lambda: l.remove(x)), l)
l, x = fresh(); print(attempt(lambda: l[x]), l)
l, x = fresh(); print(attempt(lambda: l[x:]), l)
l, x = fresh(); print(attempt(lambda: l.__setitem__(x, 5)), l)
l, x = fresh(); print(attempt(lambda: l.__delitem__(x)), l)
l, x = fresh(); print(attempt(lambda: l.insert(x, 5)), l)
l, x = fresh(); print(attempt(lambda: l.pop(x)), l)
l, x = fresh(); l.insert(0, x); print(attempt(lambda: repr(l)), l)
l, x = fresh(); l.append(x); m = [Shrinker(l)] + l[1:]; print(attempt(lambda: l == m), len(l))
l, x = fresh(); print(attempt(lambda: l.__setitem__(slice(None, x), [1, 2])), l)

# iterables that change the list they extend or replace
l = [1, 2, 3]
def feed():
    for i in range(3):
        l.clear()
        yield i
l.extend(feed()); print(l)
l = [1, 2, 3, 4]; l[1:3] = feed(); print(l)
l = list(range(8)); print(attempt(lambda: l.__setitem__(slice(None, None, 2), feed())), l)
l = [0]
for x in l:
    if len(l) < 10: l.append(x + 1)
print(l)
l = list(range(10))
for x in l: l.remove(x)
print(l)

# changes during iteration
def loop(make, change, limit=20):
    c = make()
    seen = 0
    for _ in c:
        seen += 1
        change(c)
        if seen == limit: break
    return seen
print(attempt(lambda: loop(lambda: {1: 1, 2: 2}, lambda d: d.pop(1, None))))
print(attempt(lambda: loop(lambda: {1: 1, 2: 2}, lambda d: d.update({3: 3}))))
print(attempt(lambda: loop(lambda: {1: 1, 2: 2}, lambda d: d.update({1: 5}))))
print(attempt(lambda: loop(lambda: {1, 2}, lambda d: d.discard(1))))
print(attempt(lambda: loop(lambda: {1: 1}.items(), lambda v: v.mapping.get(1))))
d = {i: i for i in range(5)}
it = iter(d); next(it); d[9] = 9
print(attempt(lambda: next(it)), "|", attempt(lambda: next(it)), "|", it.__length_hint__())
d = {1: 2}; it = iter(d.items()); list(it); d[5] = 6; print(attempt(lambda: next(it, "end")))

# updates from a dict that changes
class Mutating:
    def __init__(self, d): self.d = d
    def __hash__(self): return 1
    def __eq__(self, other):
        self.d[object()] = 1
        return False
target, source = {}, {}
target[Mutating(source)] = 1
source[Mutating({})] = 1
print(attempt(lambda: target.update(source)))

# containers that hold themselves
l = []; l.append(l); print(l, [l])
d = {}; d[1] = d; print(d, d.values(), d.items())
t = ([],); t[0].append(t); print(t)
class L(list): pass
class S(set): pass
l = L([1]); l.append(l); print(l, S({1}), S(), frozenset({S}.__class__ and [1]))
print(attempt(lambda: l == L([1, l])))
