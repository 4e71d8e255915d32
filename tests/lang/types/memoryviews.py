# memoryview: formats, slices, casts, shapes, comparison, release.


def show(f, *args, **kw):
    try:
        print(repr(f(*args, **kw)))
    except Exception as e:
        print(type(e).__name__, e)


b = bytearray(range(24))
m = memoryview(b)
print(m[0], m[-1], len(m), m.tolist()[:3], m.tobytes()[:3], m.hex()[:6], m.nbytes, m.itemsize, m.format, m.ndim, m.shape, m.strides, m.readonly,
      m.obj is b, m.suboffsets, m.c_contiguous, m.f_contiguous, m.contiguous)
m[0] = 255
m[1:3] = b"xy"
m[::-8] = b"abc"
print(b, m[2:5].tolist(), m[::-1][:3].tolist(), m[::5].tolist(), m[::5].tobytes(), m[::5].strides, m[20:1:-6].tolist(), bytes(m[::7]))
print(m[::2].contiguous, m[::2].hex(":"), m[5:5].tolist(), m[3:10][1:4].tolist(), m[1:][::2][::-1].tolist())
for f in "bBhHiIqQlLnN":
    c = m.cast(f)
    print(f, c.itemsize in (1, 2, 4, 8), c.tolist()[-1] if f not in "lLnN" else "", c.cast("B") == m, c.shape[0] * c.itemsize)
c = m.cast("h")
c[0] = -2
c[1] = 32767
print(c.tolist(), c[2:5].tolist(), c[::-1].tolist()[:2])
d = memoryview(bytearray(16)).cast("d")
d[0] = 1.5
d[1] = 3
print(d.tolist(), d.cast("B").tolist(), d.format, d.itemsize)
f = memoryview(bytearray(8)).cast("f")
f[0] = 0.1
print(f.tolist())
q = memoryview(bytearray(2)).cast("?")
q[1] = "yes"
print(q.tolist())
ch = memoryview(bytearray(b"abc")).cast("c")
ch[0] = b"z"
print(ch.tolist(), ch[1], ch[:2].tobytes())
n = m.cast("B", (2, 3, 4))
print(n.ndim, n.shape, n.strides, n[1, 2, 3], n[0, -1, -1], n.tolist(), len(n), n.nbytes, n.tobytes() == bytes(b), n.cast("B").shape)
n[1, 0, 0] = 9
print(n[1:].tolist(), n[::-1].tolist()[0], n[1:].shape)
z = memoryview(b"\x01\x02\x03\x04").cast("I", ())
print(z.shape, z.ndim, z.tolist(), z[()], z[...] is z)
i2 = memoryview(bytearray(range(12))).cast("B").cast("h", [2, 3])
print(i2.tolist(), i2[1, 2])
r = memoryview(b"bytes")
print(r.readonly, hash(r) == hash(b"bytes"), hash(r[1:3]) == hash(b"yt"), r == b"bytes", b"bytes" == r, r != b"x", r == memoryview(bytearray(b"bytes")), r == "bytes",
      r[::2] == b"bts", r.toreadonly().readonly, m.toreadonly().readonly, {r: 1}[b"bytes"])
print(memoryview(bytearray(b"ab\0\0")).cast("h") == memoryview(b"ab\0\0").cast("H"), memoryview(b"abcd").cast("B", [2, 2]) == b"abcd",
      memoryview(memoryview(b"x")).obj, m[2:].obj is b)
print(list(r), 98 in r, r.count(98), r.index(116), [x for x in r[::2]], list(reversed(r)), sorted(r), b"".join([r, r[::2].tobytes()]), bytearray(r[::-1]), int.from_bytes(r[:2], "big"))
for f in [lambda: r.__setitem__(0, 1), lambda: m.__setitem__(0, 256), lambda: m.__setitem__(0, "x"), lambda: m.__setitem__(100, 1), lambda: m[100],
          lambda: m["x"], lambda: m[1, 2], lambda: n[0], lambda: n[0, 0], lambda: n[0:1, 0:1], lambda: m.__setitem__(slice(0, 2), b"abc"),
          lambda: m.__setitem__(slice(0, 2), 5), lambda: m.__delitem__(0), lambda: hash(m), lambda: memoryview(5), lambda: memoryview("x"),
          lambda: memoryview(), lambda: m[::2].cast("h"), lambda: m[:5].cast("h"), lambda: c.cast("i"), lambda: m.cast("x"), lambda: m.cast("B", (5,)),
          lambda: m.cast("B", [0]), lambda: m.cast("B", 5), lambda: m.cast(5), lambda: n.cast("B", (4, 6)), lambda: r.index(0), lambda: m < m,
          lambda: c.__setitem__(0, 40000), lambda: d.__setitem__(0, "x"), lambda: ch.__setitem__(0, 5), lambda: ch.__setitem__(0, b"ab"), lambda: z[0],
          lambda: len(z), lambda: m.tobytes("X"), lambda: m[::0], lambda: m[1.5]]:
    show(f)
m3 = memoryview(b)
m3.release()
m3.release()
for f in [lambda: m3[0], lambda: len(m3), lambda: m3.tobytes(), lambda: m3.shape, lambda: m3.obj, lambda: bytes(m3), lambda: m3 == m3, lambda: m3 == b, lambda: iter(m3),
          lambda: m3.cast("B"), lambda: repr(m3)[:20], lambda: memoryview(m3)]:
    show(f)
with memoryview(b) as w:
    print(w[0], repr(w)[:11])
show(lambda: w[0])
m4 = memoryview(b"abcdef")[1:5]
print(m4.tobytes(), m4[1:3].tobytes(), memoryview(m4)[::-1].tobytes(), m4.hex(" ", 2), m4.tobytes("C"), m4.tobytes(order=None))
x = bytearray(b"overlap12345")
v = memoryview(x)
v[2:8] = v[0:6]
print(x)
v[::2] = v[::-2]
print(x)
print(b"yt" in bytes(r), b"abc".startswith(memoryview(b"ab")[:1].tobytes()), "é".encode() == memoryview("é".encode()))
