# Methods that bytes and bytearray share, constructors, slices, comparison.


def show(f, *args, **kw):
    try:
        print(repr(f(*args, **kw)))
    except Exception as e:
        print(type(e).__name__, e)


data = [b"", b"a", b"abcabc", b" x y  z ", b"Hello World 1st", b"\x00\xff\x80", b"a\tb\r\nc\rd\n", b"ABC", b"+5", b"aaa" * 30]
for raw in data:
    for s in (raw, bytearray(raw)):
        print(s, s.lower(), s.upper(), s.title(), s.capitalize(), s.swapcase())
        print(s.isalnum(), s.isalpha(), s.isascii(), s.isdigit(), s.islower(), s.isspace(), s.istitle(), s.isupper())
        print(s.split(), s.rsplit(None, 1), s.splitlines(), s.splitlines(True), s.strip(), s.lstrip(b" a"), s.rstrip(b"zc "))
        print(s.center(9, b"*"), s.ljust(8), s.rjust(8, b"."), s.zfill(6), s.expandtabs(4), s.hex(), s.hex(":"), s.hex("-", 2),
              s.hex("_", -3))
        for n in (b"", b"a", b"bc", b" ", b"zz", bytearray(b"b"), memoryview(b"ab")):
            print(s.find(n), s.rfind(n), s.count(n), s.startswith(bytes(n)), s.endswith(bytes(n)), n in s, s.replace(n, b"--"),
                  s.replace(n, b"", 1), s.removeprefix(n), s.removesuffix(n))
            if len(n):
                print(s.split(n), s.rsplit(n, 1), s.partition(bytes(n)), s.rpartition(bytes(n)))
        print(s.find(97), s.rfind(97), s.count(97), 97 in s, s[1:3], s[::-1], s[::2], s[-2:], list(s)[:4], s * 2, s + b"!", s + bytearray(b"?"))
        print(s == raw, s == bytearray(raw), s < b"b", s >= b"a", s != b"", s == "x", s == memoryview(raw))
for a in [(), (3,), ([1, 2, 255],), (b"x",), (bytearray(b"y"),), (memoryview(b"z"),), (range(4),), ((),), ("é", "utf-8"), (x for x in [7]),
          ([256],), ([-1],), (["a"],), (-1,), (1.5,), (None,), ("x",), ([1.5],), (object(),), (2**100,), (True,)]:
    a = a if isinstance(a, tuple) else (list(a),)
    show(lambda: bytes(*a))
    show(lambda: bytearray(*a))


class B:
    def __bytes__(self):
        return b"custom"


class I:
    def __index__(self):
        return 3


class Bad:
    def __bytes__(self):
        return "x"


show(bytes, B())
show(bytes, I())
show(bytes, Bad())
show(bytearray, I())


class Sub(bytes):
    pass


s = Sub(b"abc")
s.x = 1
print(s, type(s).__name__, type(s[:]).__name__, type(s.upper()).__name__, type(bytes(s)).__name__, s == b"abc", hash(s) == hash(b"abc"), s.x,
      type(s.strip()).__name__, type(Sub.fromhex("00")).__name__, {b"abc": 1}[s])
for h in ["", "00ff", "00 FF\n1a", "0", "0g", "zz", "00 1", "é0", b"0a0b", bytearray(b"ff"), 5, "0 0"]:
    show(bytes.fromhex, h)
    show(bytearray.fromhex, h)
show(b"abc".hex, "ab")
show(b"abc".hex, "é")
show(b"abc".hex, 5)
show(b"abc".hex, b"|")
show(b"abc".hex, sep=" ", bytes_per_sep=2)
show(b"abc".hex, ":", 0)
show(b",".join, [b"a", bytearray(b"b"), memoryview(b"c")])
show(bytearray(b",").join, [b"a"])
show(b",".join, ["a"])
show(b",".join, 5)
show(b",".join, [1])
show(b"abc".translate, bytes.maketrans(b"ab", b"xy"))
show(b"abc".translate, None, b"b")
show(b"abc".translate, bytes.maketrans(b"a", b"z"), delete=b"c")
show(bytearray(b"abc").translate, None, delete=b"a")
show(b"abc".translate, b"short")
show(bytes.maketrans, b"a", b"")
show(b"abc".find, "a")
show(b"abc".find, 256)
show(b"abc".find, 1.5)
show(b"abc".index, b"z")
show(b"abc".split, b"")
show(b"abc".split, "b")
show(b"abc".startswith, "a")
show(b"abc".startswith, (b"x", "a"))
show(b"abc".startswith, (b"x", bytearray(b"a")))
show(b"abc".center, 9, "x")
show(b"abc".center, 9, b"xx")
show(b"abc".strip, "a")
show(b"abc".replace, b"a", "x")
show(lambda: b"abc"[5])
key = "x"
show(lambda: b"abc"[key])
show(lambda: b"abc" + "x")
show(lambda: b"abc" + 5)
show(lambda: "x" + b"abc")
show(lambda: b"abc" * 1.5)
show(lambda: "a" in b"abc")
show(lambda: 300 in b"abc")
show(lambda: b"a" < "a")
show(lambda: bytes(b"x" for _ in range(2)))
show(bytes.upper, 5)
show(bytearray.append, b"x", 1)
print(b"it's", b'"', b"'\"", b"\\\n\t\r\x00\x7f\x80", bytes(range(32)))
print(b"abc".__bytes__(), bytes(b"abc").__getnewargs__(), iter(b"ab").__length_hint__(), list(iter(bytearray(b"ab"))))
print(hash(b"") == hash(b""), b"%d" % 3, b"a" b"b", type(iter(b"")).__name__, type(iter(bytearray())).__name__)
