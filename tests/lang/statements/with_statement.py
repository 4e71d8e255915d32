# row: with-parentheses
# with: several managers, order, suppression, parentheses, targets, errors.
class M:
    def __init__(self, name, suppress=False): self.name, self.suppress = name, suppress
    def __enter__(self): print("enter", self.name); return self.name
    def __exit__(self, kind, value, traceback):
        print("exit", self.name, kind.__name__ if kind else None, value, traceback is not None); return self.suppress
with M("a"): print("body")
with M("a") as x, M("b") as y: print(x, y)
with (M("a") as x, M("b") as y,): print(x, y)
with (M("a"), M("b")): pass
with (M("c")) as z: print(z)
with (M("a") as x): print(x)
with M("t") as [*l]: print(l)
d = {}
with M("ab") as (p, q), M("i") as d["k"]: print(p, q, d)
with M("s", True): 1 / 0
print("suppressed")
try:
    with M("outer"), M("inner"): raise KeyError("k")
except KeyError as error: print("caught", error)
with M("outer", True), M("inner"): raise KeyError("k")
def f():
    for i in range(3):
        with M(i):
            if i == 0: continue
            if i == 1: return "returned"
print(f())
for i in range(2):
    with M("loop"): break
class NoExit:
    def __enter__(self): pass
class NoEnter:
    def __exit__(self, *a): pass
for bad in (1, NoExit(), NoEnter()):
    try:
        with bad: pass
    except TypeError as error: print(error)
class Replace:
    def __enter__(self): return self
    def __exit__(self, *a): raise ValueError("from exit")
try:
    with Replace(): raise KeyError("in body")
except ValueError as error: print(error, repr(error.__context__))
class BadEnter(M):
    def __enter__(self): raise OSError("enter failed")
try:
    with M("first"), BadEnter("second"): pass
except OSError as error: print(error)
with (yield_ := M("walrus")) as name: print(name, yield_.name)
with (1, 2).__class__ and M("expr"): pass
