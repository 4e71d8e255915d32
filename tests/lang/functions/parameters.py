# row: pep570
# row: pep468
# Parameters of every kind, how arguments reach them, and CPython's words when they do not.
def f(a, b=2, /, c=3, *args, d, e=5, **kw): return a, b, c, args, d, e, kw
print(f(1, d=4), f(1, 2, 3, 4, 5, d=6, z=7), f(1, c=9, d=4), f(1, d=4, a=10, b=11))
def g(a, /): return a
def h(*, k): return k
def i(a, b): return a, b
def j(a, b=1, *, c, d=2): return a, b, c, d
def n(): pass
def order(**kw): return list(kw)
print(order(z=1, a=2, m=3, **{"y": 4, "b": 5}), order(**{"not an identifier": 1, "": 2}))
class C:
    def m(self, a): pass
    @classmethod
    def c(cls, a): pass
    @staticmethod
    def s(a): pass
for source in ("g()", "g(1, 2)", "g(a=1)", "h()", "h(1)", "h(k=1, x=2)", "i()", "i(1)", "i(1, 2, 3)", "i(1, a=1)", "i(b=1)", "i(1, 2, c=3)", "j()", "j(1)", "j(1, 2, 3, c=4)", "j(1, c=1, e=2)", "n(1)", "n(x=1)", "n(1, 2)", "f()", "f(1)", "C().m()", "C().m(1, 2)", "C.m()", "C.c()", "C.s()", "C(1)", "i(*1)", "i(**1)", "i(*[1], **[2])", "order(**{1: 2})", "order(a=1, **{'a': 2})", "i(1, **{'a': 1})", "(lambda x: x)()", "j(*[1, 2, 3, 4])", "g(**{'a': 1})", "h(**{'k': 1, 'l': 2, 'm': 3})", "len()", "len(1, 2)", "len(x=1)", "print(x=1)", "int(1, 2, 3)"):
    try: print(source, eval(source))
    except TypeError as error: print(source, "|", error)
