# oracle: 3.11
# row: pep634
def f(x):
    match x:
        case []: return "empty"
        case [a]: return f"one {a}"
        case [1, *rest]: return f"1 then {rest}"
        case (a, [b, *_, c], *d): return f"nested {a} {b} {c} {d}"
        case [*_, "end"]: return "ends"
        case [a, b]: return f"two {a} {b}"
        case *a, b, c: return f"star {a} {b} {c}"
    return "no sequence"
class S:
    def __len__(self): return 2
    def __getitem__(self, i): return i
for v in ([], (), [5], (1, 2, 3), [0, [1, 2, 3], 4], [0, (1, 2)], ["x", "y", "end"], range(2), (5, 6, 7), "ab", b"ab", bytearray(b"ab"), {1: 2}, {1, 2}, 5, None, iter([1]), S(), memoryview(b"xy"), [[]]): print(f(v))
match [1, [2, [3, [4]]]]:
    case [a, [b, [c, [d]]]]: print(a, b, c, d)
match (1, 2, 3):
    case (a, b): print("no")
    case (a, *_): print("a", a)
class L(list): pass
match L([1, 2]):
    case [x, y]: print("subclass", x, y)
match [1, 2]:
    case [x, x1] if x > x1: print("no", x)
    case [_, _]: print("bound even though the guard failed", x)
match ([1], 2):
    case ([int(p)], q): print(p, q)
match ():
    case (): print("unit")
match [1]:
    case (1): print("parenthesised is not a sequence")
    case (1,): print("sequence")
