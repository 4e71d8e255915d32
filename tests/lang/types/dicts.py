# row: dict-order
# row: pep584
# row: reversed-dict
d = {"b": 1, "a": 2, "c": 3}
del d["b"]; d["b"] = 9; d["a"] = 7; print(d, list(d), list(reversed(d)), list(reversed(d.items())), list(reversed(d.values())), list(d.keys()), list(d.items()))
print(d | {"z": 0, "a": 1}, {"x": 1} | {}, d.popitem(), d); d |= {"q": 1}; d |= [("r", 2)]; print(d)
print(d.get("nope"), d.get("a", 0), d.pop("a"), d.pop("zz", "default"), d.setdefault("s", 5), d.setdefault("s", 6), d.update(t=1), d.update({"u": 2}, v=3), d.update([("w", 4)]), d, len(d), "s" in d)
print(dict(a=1, b=2), dict([("a", 1)]), dict({"a": 1}, b=2), dict.fromkeys("ab", 0), dict.fromkeys([1]), {1: "a", 1.0: "b", True: "c"}, {(): 1, None: 2, ...: 3, 1.5: 4}, d.copy() == d, d.copy() is d)
k = d.keys(); i = d.items(); v = d.values(); d["late"] = 0
print("late" in k, ("late", 0) in i, 0 in v, len(k), k & {"s", "x"}, sorted(k | {"x"}), sorted(k - {"s"})[:2], k.isdisjoint({"zz"}), k == set(d), type(k).__name__, k.mapping["s"], {1: 2}.keys() <= {1, 3}, {1: 2}.items() == {(1, 2)}, sorted({1: 2}.items() ^ {(3, 4)}))
for source in ("{}['x']", "{}.popitem()", "{}.pop('x')", "{1: 2} | 5", "{[]: 1}", "dict.fromkeys(5)", "{} < {}", "{}.x", "{'a': 1}['b']", "{1: 1}[[]]", "{}.update(5)", "{}.update([(1,)])", "{1: 1} + {}", "reversed({1})", "[] in {}", "del_({}, 'x')"):
    def del_(d, k): del d[k]
    try: print(source, eval(source))
    except Exception as e: print(source, "|", type(e).__name__, e)
big = {i: i * i for i in range(2000)}
for n in range(0, 2000, 2): del big[n]
print(len(big), list(big)[:3], big[1999], sum(big.values()), 4 in big); big.clear(); print(big)
class H:
    def __init__(self, n): self.n = n
    def __hash__(self): return 1
    def __eq__(self, o): return isinstance(o, H) and self.n == o.n
    def __repr__(self): return f"H{self.n}"
c = {H(i): i for i in range(20)}; print(c[H(7)], H(30) in c, len(c)); del c[H(3)]; print(H(3) in c, list(c)[:4])
class Evil:
    def __hash__(self): return 1
    def __eq__(self, o): c.clear(); return False
try: c[Evil()]
except KeyError as e: print("KeyError", len(c))
it = iter({1: 1, 2: 2}); print(next(it), it.__length_hint__())
print({"a": {"b": [1, {"c": ()}]}}, {**{"a": 1}, "a": 2}, repr({1: {}}), {"x": 1} == {"x": 1.0}, {1: 2, 3: 4} == {3: 4, 1: 2})
try:
    e = {1: 1}
    for x in e: del e[x]; e[2] = 2
except RuntimeError as x: print(x)
