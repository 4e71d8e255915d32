# os.path: path names with "/" between their parts. Follows the Library Reference, "os.path".

import posix

__all__ = [
    "normcase", "isabs", "join", "splitdrive", "splitroot", "split", "splitext", "basename",
    "dirname", "commonprefix", "getsize", "getmtime", "getatime", "getctime", "islink", "exists",
    "lexists", "isdir", "isfile", "ismount", "expanduser", "expandvars", "normpath", "abspath",
    "samefile", "curdir", "pardir", "sep", "pathsep", "defpath", "altsep", "extsep", "devnull",
    "realpath", "supports_unicode_filenames", "relpath", "commonpath", "isjunction",
]

curdir = "."
pardir = ".."
extsep = "."
sep = "/"
pathsep = ":"
defpath = "/bin:/usr/bin"
altsep = None
devnull = "/dev/null"
supports_unicode_filenames = False


def _text(p):
    """The path as str or bytes, and the constants "/", "." and ".." of the same type."""
    p = posix.fspath(p)
    if isinstance(p, bytes):
        return p, b"/", b".", b".."
    return p, "/", ".", ".."


def _same_type(function, paths):
    kinds = {type(p) for p in paths}
    if len(kinds) > 1:
        raise TypeError("Can't mix strings and bytes in path components")


def normcase(s):
    """Normalize case of pathname. Has no effect here."""
    return posix.fspath(s)


def isabs(s):
    """Test whether a path is absolute."""
    s, slash, _, _ = _text(s)
    return s.startswith(slash)


def join(a, /, *p):
    """Join two or more pathname components, inserting '/' as needed."""
    path, slash, _, _ = _text(a)
    parts = []
    for part in p:
        if not isinstance(part, (str, bytes)) and not hasattr(type(part), "__fspath__"):
            raise TypeError("join() argument must be str, bytes, or os.PathLike object, "
                            f"not {type(part).__name__!r}")
        parts.append(posix.fspath(part))
    _same_type("join", [path, *parts])
    for part in parts:
        if part.startswith(slash) or not path:
            path = part
        elif path.endswith(slash):
            path += part
        else:
            path += slash + part
    return path


def split(p):
    """Split a pathname. Returns tuple "(head, tail)"."""
    p, slash, _, _ = _text(p)
    i = p.rfind(slash) + 1
    head, tail = p[:i], p[i:]
    if head and head != slash * len(head):
        head = head.rstrip(slash)
    return head, tail


def splitext(p):
    """Split the extension from a pathname: the last dot and what follows."""
    p, slash, dot, _ = _text(p)
    start = p.rfind(slash) + 1
    i = p.rfind(dot)
    if i > start and p[start:i].strip(dot):
        return p[:i], p[i:]
    return p, p[:0]


def splitdrive(p):
    """Split a pathname into drive and path. The drive is always empty."""
    p = posix.fspath(p)
    return p[:0], p


def splitroot(p):
    """Split a pathname into drive, root and tail."""
    p, slash, _, _ = _text(p)
    if p[:1] != slash:
        return p[:0], p[:0], p
    if p[1:2] != slash or p[2:3] == slash:
        return p[:0], slash, p[1:]
    return p[:0], p[:2], p[2:]


def basename(p):
    """Returns the final component of a pathname."""
    return split(p)[1]


def dirname(p):
    """Returns the directory component of a pathname."""
    return split(p)[0]


def commonprefix(m):
    """Given a list of pathnames, returns the longest common leading component."""
    if not m:
        return ""
    m = [p if isinstance(p, (list, tuple)) else posix.fspath(p) for p in m]
    low, high = min(m), max(m)
    for i, c in enumerate(low):
        if c != high[i]:
            return low[:i]
    return low


def commonpath(paths):
    """Given a sequence of path names, returns the longest common sub-path."""
    paths = [posix.fspath(p) for p in paths]
    if not paths:
        raise ValueError("commonpath() arg is an empty sequence")
    _same_type("commonpath", paths)
    _, slash, dot, _ = _text(paths[0])
    absolute = {p.startswith(slash) for p in paths}
    if len(absolute) > 1:
        raise ValueError("Can't mix absolute and relative paths")
    split_paths = [[part for part in p.split(slash) if part and part != dot] for p in paths]
    low, high = min(split_paths), max(split_paths)
    common = low
    for i, part in enumerate(low):
        if i >= len(high) or part != high[i]:
            common = low[:i]
            break
    return (slash if absolute.pop() else slash[:0]) + slash.join(common)


def getsize(filename):
    """Return the size of a file, reported by os.stat()."""
    return posix.stat(filename).st_size


def getmtime(filename):
    """Return the last modification time of a file, reported by os.stat()."""
    return posix.stat(filename).st_mtime


def getatime(filename):
    """Return the last access time of a file, reported by os.stat()."""
    return posix.stat(filename).st_atime


def getctime(filename):
    """Return the metadata change time of a file, reported by os.stat()."""
    return posix.stat(filename).st_ctime


def _mode(path, stat=posix.stat):
    try:
        return stat(path).st_mode & 0o170000
    except (OSError, ValueError):
        return 0


def exists(path):
    """Test whether a path exists. Returns False for broken symbolic links."""
    return _mode(path) != 0


def lexists(path):
    """Test whether a path exists. Returns True for broken symbolic links."""
    return _mode(path, posix.lstat) != 0


def isfile(path):
    """Test whether a path is a regular file."""
    return _mode(path) == 0o100000


def isdir(s):
    """Return true if the pathname refers to an existing directory."""
    return _mode(s) == 0o040000


def islink(path):
    """Test whether a path is a symbolic link."""
    return _mode(path, posix.lstat) == 0o120000


def isjunction(path):
    """Test whether a path is a junction. There are none here."""
    posix.fspath(path)
    return False


def ismount(path):
    """Test whether a path is a mount point."""
    try:
        here = posix.lstat(path)
        if here.st_mode & 0o170000 == 0o120000:
            return False
        path, _, _, up = _text(path)
        above = posix.lstat(realpath(join(path, up)))
    except (OSError, ValueError):
        return False
    return here.st_dev != above.st_dev or here.st_ino == above.st_ino


def samefile(f1, f2):
    """Test whether two pathnames reference the same actual file or directory."""
    a, b = posix.stat(f1), posix.stat(f2)
    return a.st_ino == b.st_ino and a.st_dev == b.st_dev


def expanduser(path):
    """Expand ~ into the value of HOME."""
    path, slash, _, _ = _text(path)
    tilde = b"~" if isinstance(path, bytes) else "~"
    if path != tilde and not path.startswith(tilde + slash):
        return path
    from os import environ, fsencode
    home = environ.get("HOME")
    if home is None:
        return path
    if isinstance(path, bytes):
        home = fsencode(home)
    return (home.rstrip(slash) + path[1:]) or slash


def expandvars(path):
    """Expand shell variables of form $var and ${var}. Unknown variables are left unchanged."""
    from os import environ, fsdecode, fsencode
    path = posix.fspath(path)
    if isinstance(path, bytes):
        return fsencode(expandvars(fsdecode(path)))
    out = []
    i = 0
    while i < len(path):
        start = i
        c = path[i]
        i += 1
        if c == "$" and path[i:i + 1] == "{":
            end = path.find("}", i)
            if end < 0:
                out.append(path[start:])
                break
            name = path[i + 1:end]
            i = end + 1
        elif c == "$":
            end = i
            while end < len(path) and path[end].isascii() and (path[end].isalnum() or path[end] == "_"):
                end += 1
            name = path[i:end]
            i = end
        else:
            out.append(c)
            continue
        out.append(environ.get(name, path[start:i]) if name else path[start:i])
    return "".join(out)


def normpath(path):
    """Normalize path, eliminating double slashes, etc."""
    path, slash, dot, up = _text(path)
    if not path:
        return dot
    _, root, rest = splitroot(path)
    parts = []
    for part in rest.split(slash):
        if not part or part == dot:
            continue
        if part != up or (not root and not parts) or (parts and parts[-1] == up):
            parts.append(part)
        elif parts:
            parts.pop()
    return (root + slash.join(parts)) or dot


def abspath(path):
    """Return an absolute path."""
    path, slash, _, _ = _text(path)
    if not path.startswith(slash):
        here = posix.getcwd()
        path = join(here.encode() if isinstance(path, bytes) else here, path)
    return normpath(path)


def realpath(filename, *, strict=False):
    """Return the canonical path, eliminating symbolic links."""
    filename, slash, dot, up = _text(filename)
    rest = [part for part in reversed(_from_here(filename).split(slash)) if part]
    path = slash
    links = 0
    while rest:
        part = rest.pop()
        if part == dot:
            continue
        if part == up:
            path = dirname(path)
            continue
        new = join(path, part)
        try:
            is_link = posix.lstat(new).st_mode & 0o170000 == 0o120000
        except OSError:
            if strict:
                raise
            is_link = False
        if not is_link:
            path = new
            continue
        links += 1
        if links > 40:
            if strict:
                posix.stat(new)
            path = new
            continue
        target = posix.readlink(new)
        if isinstance(filename, bytes):
            target = target.encode()
        if target.startswith(slash):
            path = slash
        rest.extend(p for p in reversed(target.split(slash)) if p)
    return path


def _from_here(path):
    here = posix.getcwd()
    return join(here.encode() if isinstance(path, bytes) else here, path)


def relpath(path, start=None):
    """Return a relative version of a path."""
    path, slash, dot, up = _text(path)
    if not path:
        raise ValueError("no path specified")
    start = dot if start is None else posix.fspath(start)
    _same_type("relpath", [path, start])
    start_parts = [p for p in abspath(start).split(slash) if p]
    parts = [p for p in abspath(path).split(slash) if p]
    common = 0
    for a, b in zip(start_parts, parts):
        if a != b:
            break
        common += 1
    return slash.join([up] * (len(start_parts) - common) + parts[common:]) or dot
