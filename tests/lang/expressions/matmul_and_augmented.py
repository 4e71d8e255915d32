# oracle: 3.11
# row: pep465
# Operators of user classes: plain, reflected, in place; NotImplemented and its errors.
class V:
    def __init__(self, x): self.x = x
    def __repr__(self): return f"V({self.x})"
    def __matmul__(self, other): return ("matmul", self, other)
    def __rmatmul__(self, other): return ("rmatmul", self, other)
    def __imatmul__(self, other): self.x = ("imatmul", other); return self
    def __add__(self, other): return NotImplemented
    def __iadd__(self, other): return NotImplemented
    def __isub__(self, other): self.x -= other; return self
    def __mul__(self, other): return V(self.x * other)
    __rmul__ = __mul__
    def __pow__(self, e, m=None): return ("pow", e, m)
    def __rpow__(self, b, m=None): return ("rpow", b)
    def __ipow__(self, e): return V(("ipow", e))
    def __divmod__(self, o): return ("divmod", o)
    def __rdivmod__(self, o): return ("rdivmod", o)
print(V(1) @ 2, 2 @ V(1), V(3) * 2, 2 * V(3), V(1) ** 2, 2 ** V(1), pow(V(1), 2, 3), divmod(V(1), 2), divmod(2, V(1)))
v = w = V(1); v @= 5; print(v, v is w)
v = w = V(9); v -= 4; print(v, v is w)
v = w = V(2); v *= 3; print(v, w)
v **= 2; print(v)
for source in ("v + 1", "1 + v", "v / 1", "1 @ 2", "v << 1", "-v", "v < 1", "v @ v"):
    try:
        print(source, eval(source))
    except TypeError as error:
        print(source, error)
try:
    v += 1
except TypeError as error:
    print(error)
l = m = [1]; l += (2, 3); l += "ab"; l *= 2; print(l, l is m)
t = u = (1,); t += (2,); print(t, u)
s = q = {1, 2}; s |= {3}; s &= {2, 3}; s ^= {3, 4}; s -= {4}; print(s, s is q)
x = 5; x //= 2; x <<= 3; x >>= 1; x |= 1; x &= 0xF; x ^= 3; x %= 7; x **= 3; x /= 2; print(x)
class Sub(V):
    def __rmatmul__(self, other): return "sub first"
print(V(1) @ Sub(2), Sub(1) @ V(2))
d = {"a": [1]}; d["a"] += [2]; d["b"] = d.get("b", 0) + 1; print(d)
t = ([1],)
try:
    t[0] += [2]
except TypeError as error:
    print(error, t)
