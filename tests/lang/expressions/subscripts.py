# Subscripts and slices: what __getitem__ gets.
# row: pep646
# row: walrus-bare
class Key:
    def __getitem__(self, key): return key
    def __setitem__(self, key, value): print("set", key, value)
    def __delitem__(self, key): print("del", key)
k = Key()
rest = [1, 2]
print(k[1], k[1, 2], k[1,], k[()], k[:], k[1:], k[:1], k[::2], k[1:2:3], k[:, 1], k[..., 1:2], k[1:2, ::3])
print(k[*rest], k[*rest, 3], k[0, *rest], k[*rest, *rest], k[*()], k[x := 5], x, k[y := 1, 2], y, k[(z := 1):2], z)
print({w := 4, 5} == {4, 5}, w, {q := 1}, q)
k[*rest] = 1
del k[*rest, 1:2]
k[:] = k[0] = 3
print(k[lambda: 1].__name__, k[not 1], k["a" if 0 else "b"], k[(1, 2), 3])
for source in ("k[]", "k[*]", "k[*a:b]", "k[**a]", "k[x=1]", "k[yield]", "k[x:=1:2]"):
    try:
        compile(source, "s", "eval")
        print(source, "fine")
    except SyntaxError as error:
        print(source, "SyntaxError")
