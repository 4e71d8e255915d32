# oracle: 3.11
# Containers and iterators nested a hundred thousand deep, or in circles: native recursion may end in RecursionError,
# never in a crash. How deep is deep enough is not compared.
def survives(f):
    try: f()
    except RecursionError: pass
    return True

def nest(make, depth=100000):
    x = make(None)
    for _ in range(depth): x = make(x)
    return x

a = []; b = [a]; a.append(b)
print(survives(lambda: a == b))
c, d = {}, {}; c[1] = d; d[1] = c
print(survives(lambda: c == d))
for name, make in (("list", lambda x: [x]), ("tuple", lambda x: (x,)), ("dict", lambda x: {1: x}),
                   ("slice", lambda x: slice(x, 1))):
    x, y = nest(make), nest(make)
    print(name, survives(lambda: repr(x)), survives(lambda: x == y), survives(lambda: hash(x) if name == "tuple" else 0))
for name, make in (("map", lambda x: map(abs, x or ())), ("zip", lambda x: zip(x or ())),
                   ("filter", lambda x: filter(None, x or ())), ("enumerate", lambda x: enumerate(x or ()))):
    print(name, survives(lambda: next(nest(make, 3000), None)))
del x, y
print("done")
