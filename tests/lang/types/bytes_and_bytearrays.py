# row: pep461
b = b"Hello, World"
print(b[0], b[-1], b[1:4], b[::-2], b + b"!", b * 2, 72 in b, b"lo" in b, len(b), list(b"ab"), b.upper(), b.lower(), b.swapcase(), b.title(), b.capitalize(), b.hex(), b"ab".hex("-"), b"abcd".hex(":", 2), bytes.fromhex("ff 00"), b.find(b"o"), b.rfind(111), b.count(b"l"), b.index(b"W"), b.startswith(b"He"), b.endswith((b"x", b"ld")))
print(b"a,b".split(b","), b" a b ".split(), b"a\nb".splitlines(), b"-".join([b"a", bytearray(b"b")]), b.replace(b"l", b"L", 2), b" x ".strip(), b"xax".strip(b"x"), b"abc".partition(b"b"), b"a".ljust(3, b"*"), b"5".zfill(3), b"a\tb".expandtabs(2), b"ab".center(6), b"abc".translate(None, b"b"), b"abc".translate(bytes.maketrans(b"ab", b"xy")), b"abc".removeprefix(b"a"), b"a1".isalnum(), b"12".isdigit(), b" ".isspace(), b"A".isupper(), b"Ab".istitle(), b"\xff".isascii())
print(b"%d %s %b %a %r %x %5.1f %c %c %% %-4d|" % (5, b"s", b"b", "é", "r", 255, 1.25, 65, b"B", 7), b"%(k)s" % {b"k": b"v"}, bytearray(b"%d") % 5, b"%04d %+d %.2e %#o" % (5, 6, 7.0, 8))
print("é".encode(), b"\xc3\xa9".decode(), b"\xe9".decode("latin-1"), b"\xff".decode("utf-8", "replace"), b"a\xff".decode("ascii", "ignore"), b"\xff".decode(errors="backslashreplace"), b"\xff".decode("utf-8", "surrogateescape").encode("utf-8", "surrogateescape"), bytes("a", encoding="utf-8"), b"a".decode(encoding="ascii"), "é".encode("UTF8"), "a".encode("US-ASCII"), "é".encode("iso-8859-1"), b"a\x00".decode("utf-16-le"))
a = bytearray(b"abc"); a.append(100); a.extend(b"ef"); a.insert(0, 65); a[1] = 66; a[2:4] = b"XYZ"; del a[0]; a += b"!"; a *= 2; print(a, a.pop(), a.pop(0), a.remove(33) if 33 in a else 0, a, a.reverse(), a, a.copy() == a, bytes(a), bytearray(3), bytearray([1, 2]), bytearray(b"a") == b"a", a[::2], len(a), a.clear(), a)
c = bytearray(range(10)); c[::2] = [0] * 5; print(list(c)); c[3:] = (i for i in [9, 9]); print(list(c)); c[1:2] = [7, 7, 7]; print(list(c)); del c[::2]; print(list(c))
for source in ("b'a' + 'b'", "b'a'[5]", "b'a'.join(['b'])", "b'a'.index(b'z')", "bytes([256])", "bytes(['a'])", "bytearray(b'a').append(256)", "bytearray(b'a').append('a')", "b'\\xff'.decode()", "b'a'.decode('nope')", "b'a'.format(1)", "b'%d' % 'a'", "b'%s' % 'a'", "b'%c' % 300", "bytes.fromhex('f')", "bytes.fromhex('gg')", "bytearray().pop()", "bytearray(b'a').remove(5)", "b'a' < 'a'", "b'a' == 'a'", "set_(b'a', 0, 1)", "set_(bytearray(b'a'), 0, 256)", "set_(bytearray(b'a'), 5, 1)", "set_(bytearray(b'ab'), slice(None, None, 2), b'xyz')", "set_(bytearray(b'a'), slice(0, 1), 5 * 'a')", "b'a'.split(b'')", "b'\\xc3'.decode()", "b'\\xed\\xa0\\x80'.decode()", "b'a\\x80'.decode('ascii')", "hash(bytearray())", "b'a'.replace('a', 'b')", "b'abc'['a']"):
    def set_(o, i, v): o[i] = v
    try: print(source, eval(source))
    except Exception as e: print(source, "|", type(e).__name__, e)
m = memoryview(bytearray(b"abcdef")); print(m[0], m[1:3].tobytes(), len(m), m.readonly, m.format, m.itemsize, m.nbytes, bytes(m[::2]), m == b"abcdef", m.tolist()); m[0] = 90; m[1:3] = b"yz"; print(m.obj, m.hex(), memoryview(b"a").readonly)
try: memoryview(b"a")[0] = 1
except TypeError as e: print(e)
x = bytearray(b"ab"); v = memoryview(x)
try: x.append(1)
except BufferError as e: print(e)
v.release(); x.append(99); print(x)
