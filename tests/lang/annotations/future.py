# row: pep563
# With the future import, annotations are their source text, normalised.
from __future__ import annotations
def f(a: int, b: undefined[ 'x' ], *c: (1,2), d: lambda x : x+1, e: not  a, **g: {'k':[1, ...]}) -> "quoted": pass
print(f.__annotations__)
class C:
    x: list[int] = 1
    y: a if b else c
    z: f"{x}"
    w: -1 ** 2
    v: (yield_)
print(C.__annotations__)
m: dict[str, int]
n: a.b.c(d, *e, **g)[1:2, ::3] = 1
print(__annotations__)
def h(a: [x for x in y if z], b: {**a, 1: 2}, c: {1, *b}, d: a < b == c, e: a or b and not c, i: a @ b, j: ~a, k: 1_000, l: 0xff, m: 1j, n: b'x', o: 'a' 'b', p: (), q: (1,), r: a[()], s: a[b, c], t: (a, b)[0]): pass
print(list(h.__annotations__.values()))
