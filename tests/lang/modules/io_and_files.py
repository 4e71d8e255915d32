# oracle: 3.11
# open, text and binary files, StringIO, BytesIO, os basics; in a folder under /tmp.
import io, os
d = "/tmp/threadsnake-io-test-%d" % os.getpid()
os.mkdir(d); p = d + "/file.txt"
with open(p, "w") as f: print(f.write("line 1\nzweite é\n"), f.writelines(["a\n", "b"]), f.name == p, f.mode, f.closed)
print(f.closed)
with open(p) as f: print(f.read()); print(repr(f.read()), f.seek(0), f.readline(), f.readlines(), f.tell() > 0)
with open(p) as f: print([l for l in f])
with open(p, "rb") as f: print(f.read(4), f.seek(-1, 2), f.read(), f.tell(), type(f.seek(0)).__name__, f.readline(), bytes(f.readinto(bytearray(2))) == b"\0\0")
with open(p, "a") as f: f.write("appended")
with open(p, "r+") as f: f.write("LINE"); f.seek(0); print(f.readline())
with open(p, "wb") as f: f.write(b"a\r\nb\rc\n")
print([open(p, newline=n).read() for n in (None, "", "\n", "\r\n")], open(p).readlines())
for source in ("open('/nonexistent/x')", "open(p, 'x')", "open(p, 'q')", "open(p, 'rw')", "open(d)", "open(p).write('x')", "open(p, 'w').read()", "open(p, 'rb', encoding='utf-8')", "f.read()", "open(p, 'wb').write('text')", "open(p, 'w').write(b'bytes')"):
    try: print(eval(source))
    except Exception as e: print(source, "|", type(e).__name__)
s = io.StringIO("a\nb\nc"); print(s.readline(), s.read(1), s.tell(), list(s), s.getvalue(), s.seek(0), s.truncate(1), s.getvalue()); s.write("zz"); print(s.getvalue())
b = io.BytesIO(b"abc"); print(b.read(2), b.getvalue(), b.seek(1), b.write(b"XYZ"), b.getvalue(), b.read(), b.seek(0), b.readline())
s.close()
try: s.read()
except ValueError as e: print(e)
print(sorted(os.listdir(d)), os.stat(p).st_size >= 0, os.path.exists(p), os.path.join("a", "b"), os.path.basename(p), os.path.dirname(p) == d, os.path.splitext("a.b.c"), os.path.isdir(d), os.path.isfile(p), os.sep, os.getcwd() != "", os.environ.get("NOPE_X"), os.getenv("NOPE_X", "d"))
os.rename(p, p + "2"); os.remove(p + "2"); os.rmdir(d); print(os.path.exists(d))
try: os.remove(p)
except FileNotFoundError as e: print(e.errno)
