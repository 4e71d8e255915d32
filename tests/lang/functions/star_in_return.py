# oracle: 3.11
# row: star-in-return
a, b = [1, 2], "xy"
def f(): return *a, *b
def g(): return *a,
def h(): return 0, *a
def i():
    x = yield *a, 3
    y = yield *b,
    return *x, y
print(f(), g(), h())
gen = i(); print(next(gen), gen.send([7]))
try: gen.send(8)
except StopIteration as stop: print(stop.value)
x: tuple = *a, 5
y: "t" = 1,
z = *a, *b
print(x, y, z, (*a,), [*a, *b])
class C: t: int = *a, 9
print(C.t)
