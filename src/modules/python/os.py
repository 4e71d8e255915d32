# The part of os that is written in Python: environ, walk, makedirs, scandir, PathLike and their
# kin. What the system does is native. Follows the Library Reference, "os".

import posixpath as path
import sys

sys.modules["os.path"] = path


def fsencode(filename):
    """Encode a path to bytes as the file system wants it; bytes are returned unchanged."""
    filename = fspath(filename)
    return filename.encode("utf-8", "surrogateescape") if isinstance(filename, str) else filename


def fsdecode(filename):
    """Decode a path from the file system's bytes; str is returned unchanged."""
    filename = fspath(filename)
    return filename.decode("utf-8", "surrogateescape") if isinstance(filename, bytes) else filename


class _PathLikeType(type):
    """Whatever has __fspath__ is path-like, and what has been registered."""

    def __instancecheck__(cls, instance):
        return cls.__subclasscheck__(type(instance))

    def __subclasscheck__(cls, subclass):
        if cls is not PathLike:
            return type.__subclasscheck__(cls, subclass)
        return hasattr(subclass, "__fspath__") or any(
            issubclass(subclass, known) for known in cls._known)

    def register(cls, subclass):
        cls._known.append(subclass)
        return subclass


class PathLike(metaclass=_PathLikeType):
    """Abstract base class for implementing the file system path protocol."""

    _known = []

    def __fspath__(self):
        """Return the file system path representation of the object."""
        raise NotImplementedError

    def __class_getitem__(cls, item):
        return type(list[int])(cls, item)


class _Environ:
    """The environment as a mapping; changes reach the system."""

    def __init__(self, data):
        self._data = data

    @staticmethod
    def _check(value):
        if not isinstance(value, str):
            raise TypeError(f"str expected, not {type(value).__name__}")
        return value

    def __getitem__(self, key):
        try:
            return self._data[self._check(key)]
        except KeyError:
            raise KeyError(key) from None

    def __setitem__(self, key, value):
        putenv(self._check(key), self._check(value))
        self._data[key] = value

    def __delitem__(self, key):
        unsetenv(self._check(key))
        try:
            del self._data[key]
        except KeyError:
            raise KeyError(key) from None

    def __iter__(self):
        return iter(list(self._data))

    def __len__(self):
        return len(self._data)

    def __contains__(self, key):
        return key in self._data

    def __repr__(self):
        pairs = ", ".join(f"{key!r}: {value!r}" for key, value in self._data.items())
        return f"environ({{{pairs}}})"

    def __eq__(self, other):
        if isinstance(other, _Environ):
            return self._data == other._data
        return self._data == other if isinstance(other, dict) else NotImplemented

    __hash__ = None

    def keys(self):
        return self._data.keys()

    def values(self):
        return self._data.values()

    def items(self):
        return self._data.items()

    def get(self, key, default=None):
        return self._data.get(key, default)

    def copy(self):
        return dict(self._data)

    def setdefault(self, key, value):
        if key not in self._data:
            self[key] = value
        return self._data[key]

    def pop(self, key, *default):
        if len(default) > 1:
            raise TypeError(f"pop expected at most 2 arguments, got {1 + len(default)}")
        try:
            value = self[key]
        except KeyError:
            if default:
                return default[0]
            raise
        del self[key]
        return value

    def popitem(self):
        for key in self:
            return key, self.pop(key)
        raise KeyError

    def clear(self):
        for key in self:
            del self[key]

    def update(self, other=(), /, **keywords):
        if hasattr(other, "keys"):
            other = [(key, other[key]) for key in other.keys()]
        for key, value in other:
            self[key] = value
        for key, value in keywords.items():
            self[key] = value

    def __or__(self, other):
        new = dict(self._data)
        new.update(other)
        return new

    def __ror__(self, other):
        new = dict(other)
        new.update(self._data)
        return new

    def __ior__(self, other):
        self.update(other)
        return self


environ = _Environ(_environment())
supports_bytes_environ = False


def getenv(key, default=None):
    """Get an environment variable, return default if it doesn't exist."""
    return environ.get(key, default)


def getcwdb():
    """Return the current working directory as bytes."""
    return fsencode(getcwd())


def makedirs(name, mode=0o777, exist_ok=False):
    """Create a directory, and all directories above it that do not exist yet."""
    head, tail = path.split(name)
    if not tail:
        head, tail = path.split(head)
    if head and tail and not path.exists(head):
        try:
            makedirs(head, exist_ok=exist_ok)
        except FileExistsError:
            pass
        if tail == (b"." if isinstance(tail, bytes) else "."):
            return
    try:
        mkdir(name, mode)
    except OSError:
        if not exist_ok or not path.isdir(name):
            raise


def removedirs(name):
    """Remove a directory, and those above it as far as they are empty."""
    rmdir(name)
    head, tail = path.split(name)
    if not tail:
        head, tail = path.split(head)
    while head and tail:
        try:
            rmdir(head)
        except OSError:
            break
        head, tail = path.split(head)


def renames(old, new):
    """Rename a file, making the new directory and removing the old one when it is empty."""
    head, tail = path.split(new)
    if head and tail and not path.exists(head):
        makedirs(head)
    rename(old, new)
    head, tail = path.split(old)
    if head and tail:
        try:
            removedirs(head)
        except OSError:
            pass


class DirEntry:
    """What scandir() gives: a name, and what is known of it without asking again."""

    __slots__ = ("name", "path", "_type", "_inode", "_stat")

    def __init__(self, folder, name, kind, inode):
        self.name = name
        self.path = path.join(folder, name)
        self._type = kind
        self._inode = inode
        self._stat = None

    def inode(self):
        return self._inode

    def stat(self, *, follow_symlinks=True):
        if not follow_symlinks:
            return lstat(self.path)
        if self._stat is None:
            self._stat = stat(self.path)
        return self._stat

    def _is(self, kind, follow_symlinks):
        if self._type and (self._type != 0o120000 or not follow_symlinks):
            return self._type == kind
        try:
            return self.stat(follow_symlinks=follow_symlinks).st_mode & 0o170000 == kind
        except FileNotFoundError:
            return False

    def is_dir(self, *, follow_symlinks=True):
        return self._is(0o040000, follow_symlinks)

    def is_file(self, *, follow_symlinks=True):
        return self._is(0o100000, follow_symlinks)

    def is_symlink(self):
        return self._is(0o120000, False)

    def is_junction(self):
        return False

    def __fspath__(self):
        return self.path

    def __repr__(self):
        return f"<DirEntry {self.name!r}>"


class _Scan:
    def __init__(self, folder):
        self._folder = folder
        self._entries = ilistdir(folder)

    def __iter__(self):
        return self

    def __next__(self):
        return DirEntry(self._folder, *next(self._entries)[:3])

    def __enter__(self):
        return self

    def __exit__(self, *args):
        self.close()

    def close(self):
        self._entries = iter(())


def scandir(path="."):
    """Return an iterator of DirEntry objects for a directory."""
    return _Scan("." if path is None else fspath(path))


def walk(top, topdown=True, onerror=None, followlinks=False):
    """Directory tree generator: yields (dirpath, dirnames, filenames) for each directory."""
    stack = [fspath(top)]
    while stack:
        top = stack.pop()
        if isinstance(top, tuple):
            yield top
            continue
        folders = []
        files = []
        below = []
        try:
            entries = list(scandir(top))
        except OSError as error:
            if onerror is not None:
                onerror(error)
            continue
        for entry in entries:
            try:
                is_folder = entry.is_dir()
            except OSError:
                is_folder = False
            (folders if is_folder else files).append(entry.name)
            if is_folder and not topdown and (followlinks or not entry.is_symlink()):
                below.append(entry.path)
        if topdown:
            yield top, folders, files
            for name in reversed(folders):
                folder = path.join(top, name)
                if followlinks or not path.islink(folder):
                    stack.append(folder)
        else:
            stack.append((top, folders, files))
            stack.extend(reversed(below))


def fdopen(fd, mode="r", buffering=-1, encoding=None, *args, **keywords):
    """Return an open file object connected to a file descriptor."""
    if not isinstance(fd, int):
        raise TypeError(f"invalid fd type ({type(fd)}, expected integer)")
    from io import open
    return open(fd, mode, buffering, encoding, *args, **keywords)


def get_exec_path(env=None):
    """The directories that are searched for a program."""
    return (environ if env is None else env).get("PATH", defpath).split(pathsep)
