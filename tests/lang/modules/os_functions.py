# oracle: 3.11
# os and os.path on a folder of its own, os.environ, errno.
import os, time, errno, sys
def err(f):
    try: return f()
    except Exception as e: return (type(e).__name__ + ": " + str(e)).replace(d, "D")
d = "/tmp/threadsnake-os-%d" % os.getpid()
if os.path.exists(d):
    for r, ds, fs in os.walk(d, topdown=False):
        for f in fs: os.remove(os.path.join(r, f))
        for f in ds: os.rmdir(os.path.join(r, f))
    os.rmdir(d)
os.makedirs(d + "/a/b"); open(d + "/a/f", "w").write("x"); open(d + "/g", "w").close(); os.symlink("g", d + "/ln")
for t in os.walk(d): print(t[0].replace(d, "D"), sorted(t[1]), sorted(t[2]))
print([t[0].replace(d, "D") for t in os.walk(d, topdown=False)])
print(sorted(os.listdir(d)), sorted(os.listdir(d.encode())), sorted((e.name, e.is_dir(), e.is_file(), e.is_symlink()) for e in os.scandir(d)))
print(err(lambda: os.mkdir(d)), err(lambda: os.rmdir(d)), err(lambda: os.remove(d + "/zz")), err(lambda: os.rename(d + "/zz", d + "/yy")), err(lambda: os.listdir(d + "/zz")), err(lambda: os.makedirs(d)), os.makedirs(d, exist_ok=True), err(lambda: os.stat(d + "/zz")), err(lambda: os.chdir(d + "/zz")))
st = os.stat(d + "/a/f"); print(st.st_size, st[6], len(st), st.st_mode == st[0], st.st_mtime == st.st_mtime_ns / 1e9 or abs(st.st_mtime - st.st_mtime_ns / 1e9) < 1e-6, int(st.st_mtime) == st[8], oct(st.st_mode), type(st).__name__)
print(os.readlink(d + "/ln"), os.path.islink(d + "/ln"), os.lstat(d + "/ln").st_size, os.path.realpath(d + "/ln") == d + "/g", os.access(d, os.R_OK), os.path.samefile(d + "/ln", d + "/g"))
cwd = os.getcwd(); os.chdir(d); print(os.getcwd() == d, os.path.abspath("x") == d + "/x", os.listdir()); os.chdir(cwd)
os.replace(d + "/g", d + "/h"); print(os.path.exists(d + "/g"), os.path.lexists(d + "/ln"), os.path.exists(d + "/ln"))
os.utime(d + "/h", (1000, 2000)); print(os.stat(d + "/h").st_mtime, os.path.getmtime(d + "/h")); os.chmod(d + "/h", 0o600); print(oct(os.stat(d + "/h").st_mode & 0o777))
os.environ["TS_X"] = "é"; print(os.environ["TS_X"], os.getenv("TS_X"), "TS_X" in os.environ, os.environ.get("TS_NOPE", 1), os.environ.pop("TS_X"), err(lambda: os.environ["TS_X"]), err(lambda: os.environ.__setitem__(1, "a")))
p = os.path
print(p.join("a", "b", "/c", "d"), p.join("a/", "b"), p.join("", "x"), p.join("a", ""), p.split("/a/b"), p.split("/"), p.split("a"), p.splitext("a.tar.gz"), p.splitext(".bashrc"), p.splitext("a/.b"), p.splitext("x."), p.basename("/a/b/"), p.dirname("/a/b"), p.normpath("/a/./b/../c//d/"), p.normpath("../../a"), p.normpath(""), p.normpath("//a"), p.isabs("/a"), p.commonprefix(["/usr/lib", "/usr/local"]), p.commonpath(["/usr/lib", "/usr/local/x"]), p.relpath("/a/b/c", "/a/d"), p.relpath("/a", "/a"), p.splitdrive("/x"), p.expanduser("~x"), p.join(b"a", b"b"), p.splitext(b"a.b"))
os.environ["TS_V"] = "val"; print(p.expandvars("$TS_V/${TS_V}x/$NOPE/$"), err(lambda: p.join("a", 3)), err(lambda: p.join("a", b"b")))
print(os.sep, os.linesep == "\n", os.name, os.curdir, os.pardir, os.extsep, os.pathsep, os.devnull, os.altsep, os.SEEK_END, len(os.urandom(8)), type(os.getpid()).__name__, os.strerror(2), os.strerror(9999), os.cpu_count() > 0, len(os.uname()), os.uname().sysname, os.error is OSError)
fd = os.open(d + "/low", os.O_RDWR | os.O_CREAT); print(os.write(fd, b"hello"), os.lseek(fd, 1, 0), os.read(fd, 3), os.fstat(fd).st_size, os.isatty(fd)); os.ftruncate(fd, 2); os.fsync(fd); os.close(fd); print(open(d + "/low").read())
with os.fdopen(os.open(d + "/low", os.O_RDONLY)) as f: print(f.read(), f.name > 2)
print(errno.ENOENT, errno.errorcode[2], errno.EWOULDBLOCK, errno.ENOTSUP, errno.errorcode[11], len(errno.errorcode) > 100)
print(err(lambda: os.fspath(3)), os.fsencode("é"), os.fsdecode(b"\xff") == "\udcff")
import os.path as q; print(q is os.path, sys.modules["os.path"] is q, q.__name__)
from os.path import join, exists; print(join("x", "y"), exists("/"))
v = os.statvfs("/"); print(len(v), v.f_bsize > 0, v[0] == v.f_bsize)
for r, ds, fs in os.walk(d, topdown=False):
    for f in fs: os.remove(os.path.join(r, f))
    for f in ds: os.rmdir(os.path.join(r, f))
os.rmdir(d); print(os.path.exists(d))
