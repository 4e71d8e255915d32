# C3 method resolution, diamonds with super(), conflicts.
class O:
    def f(self): return ["O"]
class A(O):
    def f(self): return ["A"] + super().f()
class B(O):
    def f(self): return ["B"] + super().f()
class C(A, B):
    def f(self): return ["C"] + super().f()
class D(B, A): pass
print(C().f(), D().f(), [c.__name__ for c in C.__mro__], C.mro() == list(C.__mro__))
class E(C, O): pass
print([c.__name__ for c in E.__mro__])
class F: pass
class G(F): pass
for bases in ("F, G", "C, D", "F, F", "object, F", "1", "bool", "type(None)", "int, str", "type(lambda: 1)", "range", "slice"):
    try: exec(f"class X({bases}): pass"); print(bases, "fine")
    except TypeError as error: print(bases, "|", " ".join(str(error).split()))
x = C(); print(super(A, x).f(), super(C, x).f(), super(C, C).f is A.f, super(B, x).__thisclass__, super(B, x).__self__ is x)
try: super(A, 1)
except TypeError as error: print(error)
C.__bases__ = (B, A); print(C().f())
class K(C):
    @classmethod
    def c(cls): return [cls.__name__]
    @property
    def p(self): return "prop"
class L(K):
    @classmethod
    def c(cls): return super().c() + ["L"]
    @property
    def p(self): return "L" + super().p
    def g(self): return [super(L, self).p for _ in range(1)]
print(L.c(), L().p, L().g(), L().c())
