# bytearray: changing in place, slice assignment, exports.


def show(f, *args, **kw):
    try:
        print(repr(f(*args, **kw)))
    except Exception as e:
        print(type(e).__name__, e)


a = bytearray(b"hello")
a[0] = 72
a[-1] = ord("O")
a[1:3] = b"EY"
a += b" world"
a *= 2
print(a, len(a))
del a[0]
del a[2:5]
del a[::3]
print(a)
a[::2] = bytes(len(a[::2]))
print(a)
for key, value in [(slice(1, 1), b"abc"), (slice(0, 2), b""), (slice(None), b"0123456789"), (slice(2, 5), [1, 2]), (slice(5, 2), b"zz"),
                   (slice(None, None, -1), b"x" * 10), (slice(None, None, 2), b"x"), (slice(0, 0), "s"), (slice(0, 0), 5), (slice(0, 2), [256]),
                   (slice(1, 3), bytearray(b"qq")), (slice(0, 1), memoryview(b"mv")), (0, 256), (0, "a"), (100, 1), ("k", 1), (0, -1),
                   (slice(0, 100, 3), b""), (slice(0, 0, 2), b"")]:
    b = bytearray(b"abcdefghij")
    show(b.__setitem__, key, value)
    print(b)
for key in [0, -1, 100, slice(2, 4), slice(None, None, 2), slice(None, None, -3), slice(8, 2, -2), "x", slice(5, 2)]:
    b = bytearray(b"abcdefghij")
    show(b.__delitem__, key)
    print(b)
b = bytearray(b"abc")
b[1:2] = b
b[:0] = b
show(b.__iadd__, b)
b.extend(b)
print(b)
b.append(33)
b.insert(0, 65)
b.insert(-1, 66)
b.insert(1000, 67)
print(b, b.pop(), b.pop(0), b.pop(-2), b)
b.remove(97)
b.reverse()
print(b, b.copy() is b, b.copy() == b)
b.extend([1, 2])
b.extend(range(3))
b.extend(x for x in b"gen")
print(b)
b.clear()
print(b, bool(b), bytearray(b"x") or 1)
show(b.pop)
show(b.remove, 5)
show(bytearray(b"a").pop, 5)
show(b.append, 256)
show(b.append, "a")
show(b.extend, "abc")
show(b.extend, 5)
show(b.extend, [300])
show(lambda: hash(b))
show(b.insert, "x", 1)
show(lambda: b.__iadd__(5))
show(lambda: b + 5)
b = bytearray(b"exported")
m = memoryview(b)
show(b.append, 1)
show(b.extend, b"x")
show(b.clear)
show(lambda: b.__setitem__(slice(0, 2), b"xyz"))
show(lambda: b.__delitem__(0))
b[0:2] = b"EX"
b[3] = 0
print(b, bytes(m))
m.release()
b.append(1)
print(b)
with memoryview(b) as m2:
    show(b.pop)
b.pop()
print(b)
q = bytearray()
for i in range(2000):
    q.append(i & 255)
    if i % 3 == 0:
        q.pop(0)
print(len(q), sum(q), q[:5], q[-5:])
while q:
    del q[:100]
print(q)
big = bytearray(100000)
big[50000:] = b"x"
print(len(big), big[-2:])
print(bytearray(b"'"), bytearray(b"'\""), bytearray(b"\\'"))
big.__init__(b"again")
print(big)


class Sub(bytearray):
    pass


s = Sub(b"abc")
s.z = 1
s += b"d"
print(s, type(s).__name__, type(s + b"").__name__, type(s.upper()).__name__, s.z, repr(s), type(Sub.fromhex("00")).__name__)
it = iter(s)
next(it)
s.clear()
print(list(it))


class Evil:
    def __index__(self):
        s2.clear()
        return 1


s2 = bytearray(b"abcdef")
show(lambda: s2.__setitem__(slice(Evil(), 4), b"Z"))
s2 = bytearray(b"abcdef")
show(s2.find, b"c", Evil())
s2 = bytearray(b"abcdef")
show(s2.insert, Evil(), 5)
s2 = bytearray(b"abcdef")
show(s2.__setitem__, 3, Evil())
print(s2)
