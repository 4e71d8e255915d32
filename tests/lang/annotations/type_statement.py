# row: pep695
# row: pep696
# type statements, type parameters, their lazy values and scopes.
type A = int
type B[T] = list[T]
type Rec = list[Rec] | None
type Later = undefined_yet
print(A, A.__name__, A.__value__, type(A).__name__, A.__type_params__, A.__module__, B, B.__type_params__, B[int], B[int].__origin__ is B, B[int].__args__, B.__value__, Rec.__value__)
try: Later.__value__
except NameError as e: print(e)
undefined_yet = 5; print(Later.__value__)
def f[T, *Ts, **P](a: T, *b: *Ts) -> T: return a
print(f(1), f.__type_params__, [type(p).__name__ for p in f.__type_params__], [p.__name__ for p in f.__type_params__], f.__annotations__["a"] is f.__type_params__[0])
class C[T: int, U: (int, str) = str]:
    x: T
    def m[V](self, v: V) -> T: return v, T, V
    inner = T
print(C.__type_params__, C.__type_params__[0].__bound__, C.__type_params__[1].__constraints__, C.__type_params__[1].__default__, C.__type_params__[0].has_default(), C().m(5)[0], C.inner is C.__type_params__[0], C[int], [b.__name__ for b in C.__mro__], C.__orig_bases__)
class D[T](C[T]): pass
print([b.__name__ for b in D.__mro__], D.__type_params__[0].__name__)
type G[T, U = T, *V = *tuple[int, ...], **W = [int]] = dict[T, U]
print([p.__default__ for p in G.__type_params__[1:2]], [p.has_default() for p in G.__type_params__], G.__value__)
def scope():
    n = 5
    def g[T = n](x: T = n): return x, n
    type L = n
    class K[Q: n]: pass
    n = 6
    return g(), L.__value__, K.__type_params__[0].__bound__, g.__type_params__[0].__default__
print(scope())
class Cls:
    v = "class"
    type X = v
    def h[T](self, a: v): return T
    y = [v for _ in (1,)] if 0 else 1
print(Cls.X.__value__, Cls().h.__annotations__["a"] if 0 else Cls.h.__annotations__["a"], Cls().h(1).__name__)
T = "global T"
def uses[T](): return lambda: T
print(uses()().__name__, T, A | int, int | A, B[int] | None, isinstance(A.__value__, type))
async def co[T](): pass
co().close()
@(lambda f: f)
def deco[T](x: T = 1): return x
print(deco(), deco.__name__, deco.__qualname__, C.m.__qualname__)
type = 5; type + 1; print(type); type: int = 3; print(type)
for attribute in ("__value__", "__name__"):
    try: setattr(A, attribute, 1)
    except AttributeError as e: print("AttributeError")
for source in ("type X[T, T] = int", "def f[](): pass", "class C[T, T]: pass", "type X = (yield)", "type X = (a := 1)", "type X[T: (yield)] = 1", "type x.y = 1", "type X[T=int, U] = 1", "def f[*T: int](): pass", "def f[**P: int](): pass", "type X[*T, *U] = 1", "type X", "type X =", "type X[1] = 2", "def f[T]: pass", "lambda[T]: 1", "def f[T](x: (y := 1)): pass", "class C[T]((yield)): pass", "def f[T]() -> (yield): pass", "type X[T = *a] = 1", "type X[*T = *a] = 1", "def f[T](): nonlocal T", "def f[__debug__](): pass", "class C:\n  def f[__x](self): return __x", "type X[T:] = 1", "def f[T: await x](): pass", "type None = 1", "type a, b = 1"):
    try: compile(source, "s", "exec"); print(repr(source), "| fine")
    except SyntaxError as e: print(repr(source), "|", e.msg)
