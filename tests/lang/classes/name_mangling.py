# oracle: 3.11
# row: name-mangling
class A:
    __x = 1
    __dunder__ = "not mangled"
    def __init__(self): self.__y = 2; self.__z__ = 3
    def get(self): return self.__x, self.__y, self.__z__
    def __private(self): return "private"
    def call(self): return self.__private()
    def kw(self, __k=5): return __k
    def inner(self):
        __local = 7
        def f(): return __local
        class B: __b = 1
        return f(), [n for n in vars(B) if "b" in n and "__b" in n], "_A__local" in locals()
    def names(self):
        import sys as __sys
        global __g
        __g = "global"
        try: 1 / 0
        except ZeroDivisionError as __e: return sorted(n for n in locals() if n != "self")
    def string(self): return getattr(self, "__x", "strings are not mangled")
    def glob(self): return __later
    [__c for __c in range(3)]
a = A(); print(a.get(), a.call(), a.kw(), a.kw(_A__k=6), a.inner(), a.names(), a.string(), _A__g, sorted(vars(a)))
print(sorted(n for n in vars(A) if n.startswith("_A")), A._A__x, A.__dunder__)
_A__later = "found"; print(a.glob())
class _B:
    __x = 1
class __C:
    __x = 2
class ___:
    __x = 3
print([n for n in vars(_B) if "x" in n], [n for n in vars(globals()["__C"]) if "x" in n], [n for n in vars(___) if n == "__x"])
try: a.__x
except AttributeError as error: print(error)
class D(A):
    __x = "D"
    def both(self): return self.__x, self._A__x
print(D().both(), D().get())
