# row: pep448
a, b, d = [1, 2], "xy", {"k": 1}
print([*a, *b], (*a, *b), {*a, *a}, {**d, "z": 2}, [*a], (*a,), [*[], *()], {**{}, **d, **{"k": 9}}, {"k": 0, **d}, [0, *a, 3, *b, 4])
print(*a, *b, sep="-"); print(*[1], *[2], **{"sep": "+"}, end="\n")
print([*d], [*{1: 2}.items()], [*range(3), *map(str, a)], {*"ab"} == {"a", "b"}, [*(x for x in a)], (*a, *a)[1:], [*[*[*a]]], {**{**d}})
for source in ("[*1]", "[*None]", "(*1,)", "{*1}", "{**1}", "{**[1]}", "{**a}", "f(*1)", "f(**1)", "print(*1)", "dict(**{1: 2})", "{*[[]]}", "[*a, *undefined]", "f(**{'a': 1}, **{'a': 2})", "f(*a, **d, k=2)"):
    def f(*a, **k): return a, k
    try: print(source, eval(source))
    except (TypeError, NameError) as e: print(source, "|", e)
class M:
    def keys(self): return ["p", "q"]
    def __getitem__(self, k): return k * 2
print({**M()}, f(**M()), dict(M()), dict(**M()))
x, *y = a; *x1, y1 = b; (p, *q), r = (1, 2, 3), 4; [s, *[t, *u]] = "abcd"; print(x, y, x1, y1, p, q, r, s, t, u)
*z, = range(3); first, *_, last = range(10); print(z, first, last, [*z][::-1])
for h, *k in [(1, 2, 3), "ab"]: print(h, k)
def g(): return *a, *b
print(g(), [*g()], max(*a), max(*a, 5), "{}{}".format(*b), [(*a, i) for i in range(2)])
