# oracle: 3.11
# Deeply nested data: repr, comparison, hashing, copying end in an exception or work.
def nest(kind, n):
    x = kind()
    for _ in range(n): x = kind([x]) if kind is not dict else {1: x}
    return x
for kind in (list, tuple, dict):
    a, b = nest(kind, 20000), nest(kind, 20000)
    for test in (repr, str, lambda x: x == b, lambda x: x < b if kind is not dict else repr(x), hash if kind is tuple else repr):
        try: test(a)
        except RecursionError: pass
    del a, b
l = []; l.append(l)
try: print(l == [l])
except RecursionError: print("RecursionError")
m = []; m.append(m)
try: print(l == m)
except RecursionError: print("RecursionError")
e = ValueError(0)
for i in range(3000):
    n = ValueError(i); n.__context__ = e; e = n
del e, n
class Node:
    def __init__(self, next): self.next = next
head = None
for _ in range(50000): head = Node(head)
del head
g = None
def chain(g):
    yield 1
    if g: yield from g
f = lambda: 0
for _ in range(20000): f = (lambda f: lambda: f)(f)
del f
print("survived")
