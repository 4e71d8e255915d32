# row: pep709
# row: pep667
# locals() seen from comprehensions, generator expressions and lambdas (3.13 and later).
def f():
    a = 1
    return [sorted(locals()) for b in (1,)][0], list(sorted(locals()) for c in (1,))[0], (lambda d: sorted(locals()))(1), {k: sorted(locals()) for k in (1,)}
print(f())
def g():
    e = 1
    def h(): return e, sorted(locals())
    return h()
print(g())
