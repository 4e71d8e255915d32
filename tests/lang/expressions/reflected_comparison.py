# oracle: 3.11
# Rich comparison of user classes: reflection, NotImplemented, subclasses first, results of any type.
class A:
    def __init__(self, n): self.n = n
    def __lt__(self, o): print("A.lt", end=" "); return NotImplemented
    def __gt__(self, o): print("A.gt", end=" "); return "greater"
    def __eq__(self, o): print("A.eq", end=" "); return NotImplemented
class B(A):
    def __gt__(self, o): print("B.gt", end=" "); return "B greater"
    def __eq__(self, o): print("B.eq", end=" "); return []
a, b = A(1), B(2)
print(a < 1 if False else a > 1, a < b, b < a, a == b, a != b, a == a, a == A(1), not a == 1)
for source in ("a < 1", "a <= a", "1 > a"):
    try:
        print(eval(source))
    except TypeError as error:
        print(error)
try:
    hash(a)
except TypeError as error:
    print(error)
class N:
    def __ne__(self, o): return "ne"
print(N() != 1, N() == 1, object() == object(), object.__eq__(1, 2), (1).__eq__("a"), (1).__lt__(2.5))
class C:
    def __contains__(self, x): return [x]
class I:
    def __iter__(self): return iter([1, 2])
class G:
    def __getitem__(self, i):
        if i > 2: raise IndexError
        return i * 10
print(1 in C(), 2 in I(), 5 in I(), 20 in G(), 30 in G(), list(G()), 3 not in G())
