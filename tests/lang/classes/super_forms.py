# super() and __class__ in nested functions, comprehensions, static and class methods.
class A:
    def f(self): return "A.f"
    @staticmethod
    def s(): return "A.s"
    @classmethod
    def c(cls): return ("A.c", cls.__name__)
    attr = "A.attr"
class B(A):
    def f(self):
        def inner(me): return super(B, me).f()
        return super().f(), inner(self), [super(B, self).f() for _ in range(1)], __class__.__name__, [__class__ for _ in (1,)][0] is B
    def __new__(cls, *a): x = super().__new__(cls); x.made = True; return x
    @classmethod
    def c(cls): return super().c()
    def g(self): return super().attr, super().__class__, super().s()
    def h(me, *a): return super().f()
    def comp(self): return [super().f() for _ in range(2)]
    def lam(self): return (lambda: super().f)
    def bad(*args): return super().f()
    @staticmethod
    def none(): return super().f()
    def deleted(self):
        del self
        return super().f()
b = B(); print(b.f(), b.c(), B.c(), b.g(), b.h(), b.made)
for name in ("bad", "none", "deleted", "comp"):
    try: print(name, getattr(b, name)())
    except (RuntimeError, TypeError) as error: print(name, type(error).__name__, error)
try: b.lam()()
except RuntimeError as error: print(error)
def free(self): return super().f()
try: free(b)
except RuntimeError as error: print(error)
class S(A):
    def set(self): super().attr = 1
try: S().set()
except AttributeError as error: print(error)
try: super(B, b).nope
except AttributeError as error: print(error)
print(repr(super(B, b))[:32], repr(super(B)))
