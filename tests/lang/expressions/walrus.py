# Assignment expressions: where they are legal, what they bind, and where not.
# row: pep572
if (n := 10) > 5: print(n)
while (n := n - 3) > 0: print(n, end=" ")
print([y := 1, y**2, (z := 3)], y, z)
print([last := i for i in range(3)], last, any((found := i) > 1 for i in range(5)), found)
def f(x, /, *rest, k=(d := 5)): return x, rest, k
print(f(a := 1, b := 2, k=(c := 3)), a, b, c, d, f(a := 7))
x = (y := (z := 4)); print(x, y, z)
print((lambda: (inner := 3))(), "inner" in globals())
print({(k := "key"): (v := "value")}, k, v, f"{(w := 5):>3}", w, f"{w:=5}")
total = 0
print([total := total + i for i in [1, 2, 3]], total)
def g():
    [local := i for i in range(4)]
    return local
print(g())
def h():
    global shared
    [shared := i for i in range(4)]
h(); print(shared)
def outer():
    n = 0
    def inner():
        nonlocal n
        [n := i for i in range(6)]
    inner(); return n
print(outer(), (x := 1, 2), x, (1 if (t := 0) else t), not (u := 1))
for source in ("x := 1", "(x.y := 1)", "(x[0] := 1)", "((a, b) := 1)", "[i := 0 for i in range(5)]", "[[(j := 0) for i in range(5)] for j in range(5)]", "[i := 0 for i, j in ()]", "[i for i in (j := [])]", "[i + 1 for i in (lambda: (k := 1))()]", "class C: [i := 0 for j in ()]", "f(x=y := 1)", "def f(a = b := 1): pass", "lambda: x := 1", "(x := 1 for x in [])", "x = y := 0", "del (x := 1)", "for (x := 1) in []: pass", "(a := 1, b := 2) = 3", "with a as (b := 1): pass", "(None := 1)", "(x := yield)", "[a[i := 0] for i in ()]", "print(f'{x:=1}')", "assert x := 1", "(*x := 1)", "@(d := e)\ndef f(): pass", "@d := e\ndef f(): pass"):
    try:
        compile(source, "s", "exec")
        print(source, "fine")
    except SyntaxError as error:
        print(source, "|", error.msg)
