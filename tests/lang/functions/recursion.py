# oracle: 3.11
# Deep recursion ends in RecursionError, and the program goes on.
def f(n): return f(n + 1)
def g(n):
    try: return g(n + 1)
    except ValueError: return 0
class R:
    def __repr__(self): return repr(self)
    def __eq__(self, o): return self == o
    def __getattr__(self, n): return getattr(self, n + "x")
    def __call__(self): return self()
    def __add__(self, o): return self + o
    def __len__(self): return len(self)
    def __iter__(self): return iter(self)
    def __bool__(self): return bool(self)
def h(): yield from h()
for test in (lambda: f(0), lambda: g(0), lambda: repr(R()), lambda: R() == 1, lambda: R().a, lambda: R()(), lambda: R() + 1, lambda: len(R()), lambda: list(R()), lambda: bool(R()), lambda: list(h()), lambda: [*map(lambda x: f(x), [1])], lambda: sorted([1], key=f), lambda: exec("def z(): z()\nz()", {})):
    try: test(); print("no error")
    except RecursionError as error: print(type(error).__name__)
def depth(n): return 0 if n == 0 else 1 + depth(n - 1)
print(depth(800))
import sys
sys.setrecursionlimit(200)
try: depth(300)
except RecursionError as error: print(error)
sys.setrecursionlimit(1000)
print(depth(300), sys.getrecursionlimit())
