# oracle: 3.11
# Native functions that call Python that calls native functions, many levels deep.
def deep(n):
    if n == 0: return 0
    return sorted([n], key=lambda x: -deep(n - 1))[0] and n
print(deep(40))
class D(dict):
    def __missing__(self, k): return 0 if k == 0 else self[k - 1] + 1
print(D()[100])
class E:
    def __init__(self, n): self.n = n
    def __eq__(self, o): return self.n == 0 or E(self.n - 1) in [o]
    __hash__ = None
print(E(30) == E(5))
print(sum(map(lambda x: sum(map(lambda y: sum(map(lambda z: z, [y])), [x])), [1, 2, 3])))
class R:
    def __init__(self, n): self.n = n
    def __repr__(self): return f"R{self.n}" + (repr([R(self.n - 1)]) if self.n else "")
print(repr(R(20)))
def recurse(n): return max(map(recurse, [n - 1])) if n else "bottom"
print(recurse(60))
try: recurse(10**6)
except RecursionError: print("RecursionError")
