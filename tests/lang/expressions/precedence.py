# oracle: 3.11
# How tightly operators bind.
class E:
    def __init__(self, text): self.text = text
    def __repr__(self): return self.text
def binary(symbol):
    return lambda self, other: E(f"({self}{symbol}{other})")
for name, symbol in dict(add="+", sub="-", mul="*", truediv="/", floordiv="//", mod="%", matmul="@", pow="**", lshift="<<", rshift=">>", xor="^", eq="==", lt="<").items():
    setattr(E, f"__{name}__", binary(symbol))
setattr(E, "__and__", binary("&")); setattr(E, "__or__", binary("|"))
E.__neg__ = lambda self: E(f"(-{self})")
E.__invert__ = lambda self: E(f"(~{self})")
E.__pos__ = lambda self: E(f"(+{self})")
E.__call__ = lambda self, *a: E(f"{self}()")
E.__getitem__ = lambda self, i: E(f"{self}[{i}]")
a, b, c, d, e = map(E, "abcde")
print(a + b * c - d / e, a - b - c, a ** b ** c, -a ** b, a ** -b, ~a & b | c ^ d, a << b + c, a & b == c)
print(a @ b * c // d % e, -a + +b, a | b ^ c & d << e, (a + b) * c, -a[b], -a(), a(b)[c] ** d, a * -b, - -a, not a == b)
print(a if not b else c, [a or b and c], (lambda: a)() + b, a < b + c, (a, b) + (c,), a == b | c)
