# oracle: 3.11
# row: pep479
# StopIteration that leaves a generator's body is a RuntimeError; return values may be tuples.
def a(): yield 1; raise StopIteration("x")
def b(): yield next(iter([]))
def c(): yield from a()
for g in (a, b, c):
    try: list(g())
    except RuntimeError as error: print(error, repr(error.__cause__), error.__cause__ is error.__context__)
try: list(next(iter([])) for _ in range(2))
except RuntimeError as error: print(error)
def t(): yield; return (1, 2)
g = t(); next(g)
try: next(g)
except StopIteration as stop: print(stop.value, stop.args)
def u(): yield; return StopIteration(5)
g = u(); next(g)
try: next(g)
except StopIteration as stop: print(repr(stop.value))
print(StopIteration().value, StopIteration(1, 2).value, StopIteration(1, 2).args)
