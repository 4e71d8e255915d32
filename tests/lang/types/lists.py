l = [1, 2, 3, 4, 5]
print(l[0], l[-1], l[1:3], l[::-1], l[::2], l[10:], l[-3:], l[3:1], l[-100:2], l[4:0:-2], l[:], l * 2, l + [6], 3 in l, l.index(3), l.count(1), len(l))
l[1:3] = "abc"; print(l); l[::2] = [0, 0, 0]; print(l); l[2:2] = [9, 9]; print(l); del l[::2]; print(l); l[:] = []; print(l); l[5:] = [1, 2]; print(l)
l = [3, 1]; l.append(2); l.extend("ab"); l.insert(0, "first"); l.insert(-1, "x"); l.insert(100, "end"); print(l, l.pop(), l.pop(0), l.pop(-2), l.remove("a") if "a" in l else None, l)
l.reverse(); print(l); m = l.copy(); l.clear(); print(l, m, [0] * 3, [[]] * 2, [1] * -1, 2 * [1, 2], [1, 2] == [1, 2], [1, 2] < [1, 3], [] < [1])
l = [1, 2, 3, 2]; print(l.index(2, 2), l.index(2, -1), l.count(2)); l += (4,); l *= 2; print(l)
for source in ("[][0]", "[1][2]", "[1]['a']", "[1][1.5]", "[].pop()", "[1].pop(5)", "[].remove(1)", "[1].index(2)", "[1] + (2,)", "[1] * 'a'", "[1] < 5", "set_([1], 5, 1)", "set_([1, 2, 3], slice(None, None, 2), [1])", "set_([1], slice(0, 1), 5)", "[1, 2].insert('a', 1)", "[1][::0]", "[].append()", "[].append(1, 2)", "[].extend(5)", "[1][None]", "[1][2**100]", "[1][2**100:]", "[1].index(1, 'a')"):
    def set_(l, i, v): l[i] = v
    try: print(source, eval(source))
    except (Exception, MemoryError) as e: print(source, "|", type(e).__name__, e)
a = [1, 2, 3]; a[1:2] = a; print(a); a.extend(a); print(a); a[:] = a[::-1]; print(a); a[0], a[1] = a[1], a[0]; print(a)
a = list(range(10)); a[2:8:3] = ["x", "y"]; print(a); del a[-1], a[0]; print(a); del a[1:-1]; print(a); a[len(a):] = [7]; print(a)
it = iter(a); print(next(it), it.__length_hint__(), list(it)); a.append(1); print(list(it))
r = []; r.append(r); print(r, r == r, [1, [2, [3, [4, []]]]]); n = [[i * j for j in range(3)] for i in range(3)]; print(n, [*map(list, zip(*n))])
class Index:
    def __index__(self): return 1
print([10, 20, 30][Index()], [10, 20, 30][Index():], [1, 2] * Index())
print(list("abc"), list((1, 2)), list({1: 2}), list(range(3)), list(x for x in "ab"), sorted([[2, 1], [1, 2]]))
