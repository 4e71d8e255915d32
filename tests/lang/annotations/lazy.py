# row: pep649
# row: pep484
# row: pep526
# Annotations are evaluated when asked for, with names as they are then.
def f(a: undefined_now, *b: int, c: "text" = 1, **d: list[int]) -> later: pass
try: f.__annotations__
except NameError as e: print(e)
later = "L"; undefined_now = "U"
print(f.__annotations__, f.__annotations__ is f.__annotations__, f.__annotate__(1))
class C:
    x: int
    y: "str" = 5
    z: C
    def m(self, o: C) -> C: pass
    if True: w: float
    else: v: bytes
print(C.__annotations__, C.y, hasattr(C, "x"), C.m.__annotations__, "__annotations__" in vars(C))
class D(C): pass
print(D.__annotations__, D.__annotate__, type(C.__annotate__).__name__)
i: int = 3; j: str; (k): print("not evaluated") = 4
print(i, k, "j" in globals(), __annotate__(1))
a = []; a[0:0]: print("no") = [1]; C.attr: undefined_thing = 2; print(a, C.attr)
def g():
    local: undefined_thing = 1
    other: int
    return local, sorted(locals())
print(g(), g.__annotations__, g.__annotate__)
f.__annotations__ = {"set": 1}; print(f.__annotations__, f.__annotate__); f.__annotate__ = lambda n: {"fmt": n}; print(f.__annotations__)
try: f.__annotate__ = 1
except TypeError as e: print(e)
try: f.__annotations__ = 1
except TypeError as e: print(e)
lam = lambda x: x; print(lam.__annotations__, lam.__annotate__)
def outer():
    T = int
    def inner(x: T) -> U: pass
    U = str
    return inner
print(outer().__annotations__)
class E:
    T = int
    x: T
    def m(self, y: T): pass
    T = str
print(E.__annotations__, E.m.__annotations__)
def order(b: 1, a: 2, *, d: 3, c: 4) -> 5: pass
print(order.__annotations__)
try: f.__annotate__ = lambda fmt: 5; f.__annotations__
except TypeError as e: print(e)
class Meta(type): pass
class F(metaclass=Meta): q: 1
print(F.__annotations__, {n: v for n, v in F.__annotations__.items()})
del F.__annotations__
for fmt in (2, 3, 4):
    try: order.__annotate__(fmt)
    except NotImplementedError as e: print("NotImplementedError", e)
