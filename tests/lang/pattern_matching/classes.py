# row: pep634
class P:
    __match_args__ = ("x", "y")
    def __init__(self, x, y): self.x, self.y = x, y
class Q(P): pass
class N: pass
def f(v):
    match v:
        case Q(0, y=yy): return f"Q {yy}"
        case P(x=0, y=0): return "origin"
        case P(0, y) | P(y, 0): return f"axis {y}"
        case P(x, P(a, b)): return f"nested {x} {a} {b}"
        case P(x=xx): return f"P {xx}"
        case int(n) if n > 100: return f"big {n}"
        case bool(b): return f"bool {b}"
        case int() | float(): return "number"
        case str(s): return f"str {s}"
        case list([a, *_]): return f"list {a}"
        case tuple() | dict(): return "container"
        case N(): return "N"
    return "?"
for v in (Q(0, 1), P(0, 0), P(0, 5), P(6, 0), P(1, P(2, 3)), P(7, 8), 200, True, 5, 1.5, "s", [1, 2], [], (1,), {}, N(), None, b"x"): print(f(v))
class A:
    __match_args__ = ("a",)
    @property
    def a(self): print("get a"); return 1
match A():
    case A(2): pass
    case A(1): print("A(1)")
match A():
    case A(missing=1): pass
    case _: print("no such attribute")
class M(type):
    def __instancecheck__(c, o): return o == 7
class V(metaclass=M): pass
match 7:
    case V(): print("virtual instance")
for source in ("match 1:\n case int(1, 2): pass", "match N():\n case N(1): pass", "match P(1,2):\n case P(1, x=1): pass", "match 1:\n case f(): pass", "match 1:\n case P(x=1, x=2): pass", "match P(1, 2):\n case P(1, 2, 3): pass", "match B():\n case B(1): pass", "match C():\n case C(1): pass"):
    class B: __match_args__ = ["a"]
    class C: __match_args__ = (1,)
    try: exec(source); print("fine")
    except (TypeError, SyntaxError) as e: print(type(e).__name__, e.msg if hasattr(e, "msg") else e)
for v in (bytearray(b"a"), b"a", {1: 2}, 1.5, frozenset([1]), {1}, (1,)):
    match v:
        case bytearray(x) | bytes(x) | dict(x) | float(x) | frozenset(x) | set(x) | tuple(x): print(type(x).__name__)
