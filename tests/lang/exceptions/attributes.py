# row: pep678
# What exceptions carry: args, notes, names, OSError's subclasses, SystemExit, UnicodeError, ImportError.
print(ValueError().args, ValueError(1, "a").args, str(ValueError()), str(ValueError(1)), str(ValueError(1, 2)), repr(ValueError("x")), repr(ValueError(1, 2)), str(KeyError("k")), str(KeyError()), repr(KeyError("k")))
e = ValueError("v"); e.add_note("one"); e.add_note("two"); print(e.__notes__, hasattr(ValueError(), "__notes__")); e.x = 1; print(e.x, e.__dict__)
try: e.add_note(1)
except TypeError as t: print(t)
print(SystemExit().code, SystemExit(3).code, SystemExit(1, 2).code, StopIteration(4).value, hasattr(ValueError(), "value"), hasattr(ValueError(), "errno"))
for source in ("{}['k']", "[][1]", "x.y", "undefined", "(1).nope", "int('z')", "import no_such_module", "from sys import nope", "'é'.encode('ascii')", "b'\\xff'.decode()", "chr(-1)", "ord('ab')", "[].remove(1)", "{}.popitem()", "set().pop()", "[].pop()", "next(iter([]))", "float('x')", "int([])", "bytes([300])", "'abc'.index('z')", "b''.join([1])", "''.join([1])", "exec('1+')", "complex('x')"):
    try: exec(source)
    except Exception as x: print(source, "|", type(x).__name__, x, x.args)
try: undefined
except NameError as x: print(x.name)
try: (1).nope
except AttributeError as x: print(x.name, x.obj)
try: import no_such_module
except ImportError as x: print(x.name, x.path, x.msg)
u = UnicodeDecodeError("utf-8", b"ab", 0, 1, "why"); print(u, u.encoding, u.object, u.start, u.end, u.reason)
u = UnicodeEncodeError("ascii", "aé", 1, 2, "why"); print(u)
try: compile("a b", "file", "exec")
except SyntaxError as s: print(s.msg, s.filename, s.lineno, s.offset, s.text, s.end_lineno, s.end_offset, s.args)
print(SyntaxError("m"), SyntaxError("m", ("f", 1, 2, "t")), ImportError("m", name="n", path="p").name, BaseException.__init__(ValueError(), 1), AttributeError("m", name="n", obj=1).obj)
class C(Exception): pass
print(repr(C()), repr(C("a")), C("a") == C("a"), C.__mro__[1:3])
class D(Exception):
    def __init__(self, a, *, k=0): self.k = k; super().__init__(a)
    def __str__(self): return f"D:{self.args} {self.k}"
print(D(1, k=2), repr(D(1, k=2)))
print(BaseException.__new__(ValueError, 5).args, Exception.__init__.__name__, ValueError("x").__reduce__()[1])
