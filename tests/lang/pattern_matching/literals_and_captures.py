# row: pep634
# Literal, capture, wildcard, value, or- and as-patterns, guards.
class Color: RED = 1; GREEN = "g"
class NS: inner = Color
def f(x):
    match x:
        case 0: return "zero"
        case -1 | -2.5: return "negative"
        case 1 + 2j | -3 - 4j: return "complex"
        case "a" "b": return "joined string"
        case b"b": return "bytes"
        case None: return "None"
        case True: return "True"
        case NS.inner.GREEN: return "dotted"
        case str() as s if len(s) > 5: return f"long {s}"
        case (1 | 2 as n) | (5 as n): return f"n={n}"
        case [] | {}: return "empty"
        case x if x == 99: return "guard"
        case _: return "other"
for v in (0, 0.0, False, -1, -2.5, 1 + 2j, -3 - 4j, "ab", b"b", None, True, 1, 2, 5, "g", "longer text", [], {}, 99, "x", ...): print(repr(v), f(v))
match 5:
    case y: pass
print(y)
match 1:
    case 2: print("no")
    case 3: print("no")
print("nothing matched")
match (1, 2):
    case a, b: print(a, b)
match 1, 2, *[3]:
    case a, *b: print(a, b)
match = 1; case = 2; _ = 3; type = 4
match match:
    case case: print(case, match, _)
print(match * case, [match], match[0] if 0 else match, match(1) if 0 else -match)
match (x := 7):
    case 7 if (y := x + 1) > 5: print(x, y)
class Eq:
    def __eq__(self, o): print("eq", o); return o == 3
match Eq():
    case 1: pass
    case 2 | 3: print("matched 3")
match -0.0:
    case 0: print("-0.0 is 0")
def g(v):
    match v:
        case int(n) | float(n) if n > 0: return n
        case int() | float(): return "not positive"
    return "neither"
print(g(1), g(-1.5), g("s"), g(True))
