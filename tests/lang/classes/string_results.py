# oracle: 3.11
# Differences that MicroPython documents for classes, as CPython has them.
class S(str): pass
class A:
    def __str__(self): return S("subclass")
    def __dir__(self): return ("b", "a")
print(type(str(A())).__name__, dir(A()), type(f"{A()}").__name__)
class B:
    def __str__(self): return 5
try: str(B())
except TypeError as error: print(error)
class E(Exception):
    def __init__(self):
        try: raise self
        except E: print("raised inside __init__")
        super().__init__("done")
print(E().args)
class L(list):
    def __init__(self): self.append(1); super().__init__(); self.append(2)
print(L())
class P:
    @property
    def p(self): return 1
class Q(P):
    @property
    def p(self): return super().p + 1
print(Q().p)
