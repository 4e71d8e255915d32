# oracle: 3.11
# row: pep634
class K: KEY = "dotted"
def f(x):
    match x:
        case {"a": 1}: return "a is 1"
        case {"a": a, "b": [b, *_], **rest}: return f"{a} {b} {rest}"
        case {K.KEY: v}: return f"dotted {v}"
        case {-1: n, None: m, 2.5: k}: return (n, m, k)
        case {"t": str() | int() as t}: return t
        case {**rest} if rest: return f"rest {rest}"
        case {}: return "empty or any mapping"
    return "none"
class D(dict):
    def __missing__(self, k): return "missing"
for v in ({"a": 1, "z": 0}, {"a": 2, "b": [3, 4], "c": 5}, {"dotted": 1}, {-1: 1, None: 2, 2.5: 3}, {"t": "x"}, {"t": 1.5}, {}, [], 5, D(q=1), "a"): print(f(v))
match D():
    case {"anything": x}: print("no: get, not []")
    case {}: print("yes")
d = {"x": 1, "y": 2}
match d:
    case {"x": x, **others}: others["new"] = 1; print(x, others, d)
for source in ("match x:\n case {'a': 1, 'a': 2}: pass", "match x:\n case {**rest, 'a': 1}: pass", "match x:\n case {**_}: pass", "match x:\n case {a: 1}: pass", "match x:\n case {1: _, 1.0: _}: pass"):
    try: exec("x = {}\n" + source); print("fine")
    except (SyntaxError, ValueError) as e: print(type(e).__name__, e.msg if hasattr(e, "msg") else e)
