# oracle: 3.11
# del of names, attributes, items, slices, nested targets.
a = b = c = d = 1
del a, (b, [c])
del (d)
for name in "abcd":
    print(name in globals(), end=" ")
class O: pass
o = O(); o.x = 1; l = list(range(10)); m = {1: 2, 3: 4}
del o.x, l[0], l[-1], l[1:3], l[::2], m[1]
print(o.__dict__, l, m)
del ()
del []
for source in ("del undefined", "del o.x", "del m[1]", "del l[99]", "del (1,)[0]", "del 'a'[0]", "del o[0]", "del (1).real"):
    try: exec(source)
    except Exception as error: print(type(error).__name__, error)
def f():
    x = 1
    del x
    try: print(x)
    except UnboundLocalError as error: print(error)
    try: del x
    except UnboundLocalError as error: print(error)
    x = 2; return x
print(f())
def g():
    def h(): return y
    y = 1; print(h()); del y
    try: h()
    except NameError as error: print(error)
    y = 3; return h()
print(g())
