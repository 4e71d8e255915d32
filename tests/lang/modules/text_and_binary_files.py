# oracle: 3.11
# open() in every mode, codecs, newlines, seeking, errors; Python raw files below io classes.
import io, os
p = "/tmp/threadsnake-files-%d.txt" % os.getpid()
def err(f):
    try: return f()
    except Exception as e: return type(e).__name__ + ": " + str(e)
with open(p, "w", encoding="utf-8") as f:
    print(f.write("héllo\nwörld\r\nend"), f.tell(), f.encoding, f.errors, f.newlines, f.line_buffering, f.mode, f.name == p, f.buffer.raw.mode, f.buffer.mode)
    print(repr(f).replace(p, "P")); print(repr(f.buffer).replace(p, "P")); print(repr(f.buffer.raw).replace(p, "P"))
print(repr(f.buffer.raw), f.closed)
f = open(p, encoding="utf-8", newline="")
print(f.read(3), f.tell(), f.readline(), repr(f.readline()), f.read(), repr(f.read()))
f.seek(0); print([l for l in f])
f.seek(7); print(repr(f.read(4)), f.tell())
f.close()
f = open(p, encoding="utf-8"); print(f.readlines(), f.newlines); f.seek(0); print(repr(f.readline(2)), repr(f.readline(100)), repr(f.readline(0))); f.close()
print(err(lambda: f.read()), err(lambda: f.write("x")), err(lambda: iter(f)))
print(err(lambda: open(p, "w").read()), err(lambda: open(p).write("a")))
with open(p, "wb") as f:
    print(f.write(b"0123456789" * 3), f.tell(), f.seek(5), f.write(b"abc"), f.tell())
with open(p, "rb") as f:
    print(f.read(7), f.peek(3)[:3], f.read1(2), f.readline(), f.seek(-3, 2), f.read(), f.seekable(), f.readable(), f.writable(), f.fileno() > 2, f.isatty())
with open(p, "r+b") as f:
    print(f.read(3), f.write(b"XY"), f.read(2), f.tell(), f.seek(0), f.read(), f.truncate(4), f.seek(0), f.read())
with open(p, "ab+") as f:
    print(f.tell(), f.write(b"zz"), f.tell(), f.seek(0), f.read())
with open(p, "rb", buffering=0) as f:
    b = bytearray(3)
    print(type(f).__name__, f.readinto(b), b, f.read(), f.readall(), f.mode)
for m in ("", "rw", "rb+t", "q", "rr", "r++", "bt", "wx", "b"):
    print(m, err(lambda: open(p, m)))
print(err(lambda: open(p, "rb", encoding="x")), err(lambda: open(p, "rb", errors="x")), err(lambda: open(p, "rb", newline="x")), err(lambda: open(p, newline="x")), err(lambda: open(p, buffering=0)), err(lambda: open("/nonexistent")), err(lambda: open("/tmp")), err(lambda: open(p, encoding="nope")), err(lambda: open(-1)), err(lambda: open(None)), err(lambda: open(1.5)), err(lambda: open(p, 3)), err(lambda: open("a\0b")), err(lambda: open(p, "x")).replace(p, "P"))
for enc in ("utf-16", "utf-16-le", "utf-32", "latin-1", "cp1252", "utf-8-sig", "ascii"):
    try:
        with open(p, "w", encoding=enc) as f: f.write("a€\nb\n" if enc not in ("latin-1", "ascii") else "ab\nc\n"); f.write("second")
        print(enc, open(p, "rb").read(), ascii(open(p, encoding=enc).read()), [ascii(x) for x in open(p, encoding=enc)], ascii(open(p, encoding=enc).read(2)))
    except Exception as e: print(enc, type(e).__name__, e)
print(err(lambda: open(p, "w", encoding="ascii").write("é")))
open(p, "wb").write(b"a\xffb\n")
print(err(lambda: open(p, encoding="utf-8").read()), ascii(open(p, encoding="utf-8", errors="replace").read()), ascii(open(p, errors="surrogateescape", encoding="utf-8").read()), open(p, errors="ignore", encoding="utf-8").read())
with open(p, "w", newline="\r\n") as f: f.write("a\nb\n")
print(open(p, "rb").read())
with open(p, "wb") as f: f.write(b"a\rb\r\nc\nd")
for nl in (None, "", "\n", "\r", "\r\n"):
    f = open(p, newline=nl); print(repr(nl), list(f), f.newlines); f.seek(0); print(repr(f.read(2)), repr(f.read(1)), repr(f.readline(1)), repr(f.readline()), repr(f.read()))
big = "line é %d\n"
with open(p, "w", encoding="utf-8") as f:
    for i in range(5000): f.write(big % i)
n = 0
for i, l in enumerate(open(p, encoding="utf-8")):
    assert l == big % i, (i, l)
    n += 1
print(n, os.path.getsize(p))
f = open(p, encoding="utf-8"); s = f.read(10001); t = f.tell(); r1 = f.read(50); f.seek(t); print(f.read(50) == r1, len(s)); print(len(f.read()))
f = open(p, encoding="utf-8"); next(f); print(err(f.tell))
f = open(p, "r+", encoding="utf-8"); print(f.read(4)); f.write("END"); f.close(); print(open(p, encoding="utf-8").read()[-8:])
fd = os.open(p, os.O_RDONLY); f = open(fd, "rb", closefd=False); f.close(); print(len(os.read(fd, 5))); os.close(fd); print(err(lambda: os.close(fd)))
# user raw
class Raw(io.RawIOBase):
    def __init__(self, data): self.data = data; self.pos = 0; self.out = []
    def readable(self): return True
    def writable(self): return True
    def readinto(self, b):
        n = min(len(b), 3, len(self.data) - self.pos)
        b[:n] = self.data[self.pos:self.pos + n]; self.pos += n
        return n
    def write(self, b): self.out.append(bytes(b)); return len(b)
r = Raw(b"hello\nworld\n"); print(r.read(2), r.read(), r.readall(), r.closed, r.readable(), r.seekable())
r = Raw(b"hello\nworld\n"); print(list(r)); r = Raw(b"hello\nworld\n"); b = io.BufferedReader(r); print(b.readline(), b.peek()[:2], b.read(3), b.read()); b.close(); print(r.closed)
r = Raw(b""); b = io.BufferedWriter(r, 4); b.write(b"ab"); b.write(b"cdef"); b.flush(); print(r.out != [])
t = io.TextIOWrapper(io.BytesIO("añb\r\nc\n".encode()), encoding="utf-8"); print(t.readline(), t.tell(), t.read(1), t.read())
bio = io.BytesIO(); t = io.TextIOWrapper(bio, encoding="utf-8", newline="\n"); t.write("é\n"); t.flush(); print(bio.getvalue()); print(t.detach() is bio, err(lambda: t.read()))
for f in (lambda: io.IOBase().fileno(), lambda: io.IOBase().seek(0), lambda: io.RawIOBase().read(1), lambda: io.BufferedIOBase().read(), lambda: io.TextIOBase().readline()):
    print(err(f))
print(issubclass(io.UnsupportedOperation, OSError), issubclass(io.UnsupportedOperation, ValueError), io.UnsupportedOperation.__mro__)
print(io.SEEK_SET, io.SEEK_CUR, io.SEEK_END, io.DEFAULT_BUFFER_SIZE, isinstance(open(p), io.TextIOBase), isinstance(open(p, "rb"), io.BufferedIOBase), isinstance(open(p, "rb", 0), io.RawIOBase), isinstance(io.StringIO(), io.IOBase))
os.remove(p)
