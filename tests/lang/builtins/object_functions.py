# repr, str, ascii, format, type, isinstance, callable, hash, id, dir, vars, getattr and kin.
print(repr("a'b"), str(b"x"), ascii("é"), format(5, ">3"), format("x"), format(3.14159, ".2f"), repr([1, "a", (2,), {3}, {4: 5}]), repr(()), repr((1,)), repr(set()), repr(frozenset()), repr({}), repr(range(3)), repr(slice(1, None)), repr(b"\x00a'"), repr(bytearray(b"x")), repr(...), repr(int), repr(type), repr(len))
class A:
    x = 1
    def __init__(self): self.y = 2
a = A()
print(type(1), type("a") is str, callable(len), callable(1), callable(A), callable(a), hasattr(a, "x"), getattr(a, "y"), getattr(a, "z", None), vars(a), hash("a") == hash("a"), hash(1) == hash(1.0) == hash(True), id(a) == id(a), [n for n in dir(a) if n[0] != "_"])
setattr(a, "z", 3); delattr(a, "y"); print(vars(a), isinstance(a, (int, A)), isinstance(1, ((str, (int,)),)), issubclass(A, object))
print(str(b"abc", "ascii"), str(object=5), str(), bytes(3), bytes([1, 2]), bytes("é", "utf-8"), bytes(), bytes(b"x"), bytearray("a", "ascii"), bool(), list(), dict(), tuple("ab"), set(), type(frozenset("a")))
l = []; l.append(l); d = {}; d["d"] = d; t = ([],); t[0].append(t); print(l, d, t)
for source in ("hash([])", "hash({})", "hash(set())", "hash((1, []))", "{[]: 1}", "{{}}", "callable()", "repr()", "str(b'a', 'nope')", "bytes('a')", "bytes(-1)", "bytes('a', 'ascii', 'strict', 1)", "bytes(1, 'ascii')", "bytearray([256])", "list(1)", "dict(1)", "dict([1])", "dict([(1, 2, 3)])", "tuple(1)", "set(1)", "type()", "type(1, 2)", "isinstance(1)", "getattr(1)", "getattr(1, 2)", "format(1, 2)", "format(1, 'q')", "format('a', 'd')", "ascii()", "id()", "object.x", "vars(5)", "slice()", "range()", "range(1.5)", "range(1, 2, 0)", "bool(1, 2)", "print(1, nope=2)", "print(1, sep=5)", "print(1, end=5)"):
    try: print(source, eval(source))
    except Exception as e: print(source, "|", type(e).__name__, e)
print(slice(1, 2), slice(5).indices(3), slice(None, None, -1).indices(4), slice(1, 2) == slice(1, 2), slice(1, 2).start, hash(1) == hash(1 + 0j))
