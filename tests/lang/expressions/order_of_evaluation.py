# oracle: 3.11
# The order in which the parts of expressions and statements are evaluated.
class Log:
    def __init__(self, name): self.name = name
    def __getattr__(self, name): print("get", self.name, name); return Log(name)
    def __setattr__(self, name, value):
        if name == "name": object.__setattr__(self, name, value)
        else: print("set", self.name, name, value)
    def __getitem__(self, key): print("item", self.name, key); return 1
    def __setitem__(self, key, value): print("setitem", self.name, key, value)
    def __delitem__(self, key): print("delitem", self.name, key)
    def __call__(self, *args, **kwargs): print("call", self.name, args, kwargs); return self
def v(value):
    if callable(value): value = "function"
    print("v", value)
    return value
a, b = Log("a"), Log("b")
a.x = v(1)
a[v(1)] = v(2)
a[v(1)], b.y = v(2), v(3)
a[v("i")] += v(4)
a.f = b[v(0)] = v(5)
{v("k1"): v("v1"), v("k2"): v("v2")}
a(v(1), *[v(2)], k=v(3), **{"m": v(4)})
a.m(v(1))
v(1) + v(2) * v(3) - v(4)
v(2) ** v(3) ** v(0)
[v(1), v(2)][v(0)]
v("x") if v(0) else v("y")
a[v(1):v(2):v(3)]
del a[v(1)], b[v(2)]
(lambda p=v("default"): p)()
@(lambda f: v(f) and f)
@(lambda f: print("inner decorator") or f)
def g(p: "never" = v("d1"), *, k=v("d2")): pass
assert v(1), v("not evaluated")
f"{v(1)}{v(2):{v(3)}}"
for a[v("target")] in v([7]): pass
print((a := v(1)) + (b := v(2)))
x = [v(0), v(1)]
i = 0
i, x[i] = 1, "assigned left to right"
print(i, x)
