# row: pep709
# row: pep667
# locals() seen from comprehensions, generator expressions and lambdas (3.13 and later).
def f():
    a = 1
    return [sorted(locals()) for b in (1,)][0], list(sorted(locals()) for c in (1,))[0], (lambda d: sorted(locals()))(1), {k: sorted(locals()) for k in (1,)}
print(f())
class C:
    x = 1
    y = [sorted(n for n in locals() if n[0] != "_") for z in (1,)]
print(C.y)
def g():
    e = 1
    def h(): return e, sorted(locals())
    return h()
print(g())
