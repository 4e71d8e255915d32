# oracle: 3.11
# StringIO and BytesIO: positions, newlines, errors, subclasses.
import io
def err(f):
    try: return f()
    except Exception as e: return type(e).__name__ + ": " + str(e)
s = io.StringIO("añb\ncd\r\ne")
print(s.read(2), s.tell(), s.readline(), s.readlines(), s.read(), s.seek(0), s.read(), s.seek(1), s.write("ZZ"), s.getvalue(), s.tell())
s = io.StringIO(); print(s.write("abc"), s.seek(5), s.write("x"), ascii(s.getvalue()), s.truncate(2), s.getvalue(), s.tell(), s.seek(0, 2), s.tell(), s.newlines, s.line_buffering)
s = io.StringIO("a\r\nb\rc\n", newline=None); print(list(s), s.newlines); s = io.StringIO("a\r\nb\rc\n", newline=""); print(list(s)); s = io.StringIO("a\nb", newline="\r\n"); print(ascii(s.getvalue()), list(s))
print(err(lambda: io.StringIO(3)), err(lambda: io.StringIO().write(3)), err(lambda: io.StringIO().seek(-1)), err(lambda: io.StringIO().seek(1, 1)), err(lambda: io.StringIO().fileno()), err(lambda: io.StringIO(newline="x")))
with io.StringIO() as s: print("x", 1, file=s); v = s.getvalue()
print(repr(v), s.closed, err(s.getvalue), err(lambda: print("a", file=s)))
b = io.BytesIO(b"hello\nworld"); print(b.read(2), b.readline(), b.read(), b.seek(0), b.readlines(), b.seek(-2, 2), b.read(), b.seek(20), b.write(b"x"), b.getvalue(), b.truncate(3), b.getvalue(), b.tell())
b = io.BytesIO(); print(b.write(bytearray(b"ab")), b.write(memoryview(b"cd")), b.getvalue(), err(lambda: b.write("x")), err(lambda: b.seek(-1)), list(io.BytesIO(b"a\nb\n")), b.readable(), b.writable(), b.seekable(), b.isatty())
buf = bytearray(3); b = io.BytesIO(b"hello"); print(b.readinto(buf), buf, b.readinto(buf), buf, b.read1(1), b.getbuffer().nbytes)
m = b.getbuffer(); m[0] = 72; print(b.getvalue()); m.release()
b.close(); print(err(b.read), err(b.getvalue), b.closed)
class Up(io.StringIO):
    def write(self, s): return super().write(s.upper())
u = Up(); print("abc", file=u); print(u.getvalue()); u.extra = 1; print(u.extra)
for line in io.StringIO("x\ny\n"): print(repr(line))
print(next(io.BytesIO(b"q\nw")), io.StringIO("abc").readline(2), io.BytesIO(b"abc").readline(2), io.StringIO().read(), io.StringIO("a").read(None), io.StringIO("abc").read(-5))
s = io.StringIO("x"); s.close(); s.close(); print(s.closed)
print(io.BytesIO(initial_bytes=b"a").read(), io.StringIO(initial_value="a").read(), err(lambda: io.BytesIO("a")), err(lambda: io.BytesIO(3)))
s = io.StringIO(); s.writelines(["a", "b"]); print(s.getvalue())
