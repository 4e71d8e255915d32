# The % operator of str and bytes.


def show(f):
    try:
        print(repr(f()))
    except Exception as e:
        print(type(e).__name__, e)


values = [0, 1, -1, 42, -12345, 2**70, -(2**65), True]
for spec in ["d", "i", "u", "5d", "-5d|", "05d", "+d", " d", "+05d", ".3d", "8.3d", "08.3d", "-08d|", "x", "X", "#x", "#X", "#010x",
             "o", "#o", "#.5x", "+x", "s", "r", "10s", "-10s|", ".2s", "a", "ld", "hd"]:
    for v in values:
        show(lambda: ("%" + spec) % v)
        show(lambda: (b"%" + spec.encode()) % v)
for spec in ["f", "e", "g", "F", "E", "G", ".0f", "#.0f", "10.3f", "-10.3f|", "+.2e", " g", "010.2f", "#g", ".10g", "5.1f", "+010.1f"]:
    for v in [0.0, -0.0, 1.5, -2.25, 1e100, 1e-10, 123456789.0, float("inf"), float("-inf"), float("nan"), 3, 10**20]:
        show(lambda: ("%" + spec) % v)
print("%c%c%c" % (65, "b", 233), "%5c|%-3c|" % ("x", "y"), "%%", "%d%%" % 5, "100%% %s" % "x")
print("%(a)s %(b)05d %(a)r" % {"a": "é", "b": 42}, "%(a(b))s" % {"a(b)": 1}, "no %% key" % {})
print("%*d|%-*d|%.*f|%*.*f" % (5, 42, 5, 42, 2, 3.14159, 8, 3, 2.71828), "%*d" % (-5, 42) + "|")
print("%s %s" % ("a", [1, 2]), "%s" % (("x",),), "%s" % [1], "%r %a" % ("é", "é"), "%5s|%-5s|%.1s" % ("é", "日", "日本"))
print("%s" % None, "x" % {}, "x" % [], "%s%s" % ("", ""))
print(b"%s %b %r %a %c %c %d" % (b"x", bytearray(b"y"), "é", "é", 65, b"z", 5), b"%5s|%-5b|%.1b" % (b"a", b"b", b"cd"))
print(b"%(k)s" % {b"k": b"v"}, bytearray(b"%d!") % 3, b"%x %05.1f %s" % (255, 2.5, memoryview(b"mv")))


class B:
    def __bytes__(self):
        return b"by"

    def __index__(self):
        return 7

    def __float__(self):
        return 1.5

    def __int__(self):
        return 9


print(b"%s" % B(), "%d %x %f %c" % (B(), B(), B(), B()))
for f in [lambda: "%d" % "x", lambda: "%x" % 1.5, lambda: "%d" % 1.9, lambda: "%f" % "x", lambda: "%c" % "ab", lambda: "%c" % -1,
          lambda: "%c" % 0x110000, lambda: "%c" % 1.5, lambda: "%s %s" % "a", lambda: "%s" % (), lambda: "x" % 1,
          lambda: "%s" % (1, 2), lambda: "%(a)s" % 1, lambda: "%(a)s" % {}, lambda: "%(a" % {"a": 1}, lambda: "%y" % 1,
          lambda: "abc%" % 1, lambda: "%é" % 1, lambda: "%*d" % ("x", 1), lambda: "%.*d" % (1,), lambda: b"%s" % "x",
          lambda: b"%c" % 256, lambda: b"%c" % b"ab", lambda: b"%d" % b"x", lambda: b"%z" % 1, lambda: b"x" % 1,
          lambda: "%d" % 1j, lambda: "%x" % "s", lambda: "%d" % None]:
    show(f)
