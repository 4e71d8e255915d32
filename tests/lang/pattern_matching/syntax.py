# Patterns that parse and patterns that do not; match and case as names.
for pattern in ("a.b", "a.b.c", "a | b", "1 | a", "a as b", "a as _", "a as b.c", "_ as x", "*a", "*a, *b", "[*_, *_]", "a, b", "a,", "(a)", "(a, b)", "()", "1 + 2", "1 + 2j", "-1", "+1", "--1", "1j + 1", "1 - a", "f'x'", "'a' 'b'", "a()", "a.b(c=1, d)", "a(b=1, b=2)", "a(*b)", "a(**b)", "{}", "{1: a, **b}", "{**b, 1: a}", "{'a' 'b': c}", "{f'a': b}", "{a.b: c}", "{a: c}", "None", "None.x", "True | False", "x | y", "x | 1", "(x | 1) if y", "[x, x]", "[x] | [y]", "[x, y] | [y, x]", "{'a': x, 'b': x}", "_ | 1", "1 | _", "not a", "a < b", "a[0]", "a + b", "lambda: 1", "...", "a if b", "a if b else c", "(a as b) as c", "a as (b)", "a := 1", "-1j", "1.5 - 2j", "-a", "b'x' 'y'", "int | str"):
    source = f"match x:\n  case {pattern}: pass\n"
    try: compile(source, "s", "exec"); print(pattern, "| fine")
    except SyntaxError as e: print(pattern, "|", e.msg)
for source in ("match x:\n  pass", "match x:", "match x: case 1: pass", "match x:\n  case 1: pass\n  x = 1", "match x:\n  case y: pass\n  case 1: pass", "match:\n  case 1: pass", "case 1: pass", "match x, y:\n  case 1: pass", "match *a:\n  case 1: pass", "match *a, b:\n  case 1: pass", "match (yield):\n  case 1: pass", "match x:\n\n  # comment\n  case 1: pass", "match x:\n  case 1:\n    pass\n  case _ if y: pass\n  case _: pass", "match -x:\n  case 1: pass", "match (x):\n  case 1: pass", "match [x]:\n  case 1: pass", "match {}:\n  case 1: pass", "match lambda: 1:\n  case 1: pass", "match not x:\n  case 1: pass", "match x if y else z:\n  case 1: pass", "match 'a' 'b':\n  case 1: pass", "match await_:\n  case 1: pass"):
    try: compile("def f():\n  " + source.replace("\n", "\n  "), "s", "exec"); print(repr(source), "| fine")
    except SyntaxError as e: print(repr(source), "|", e.msg)
match = lambda *a, **k: ("called", a, k)
print(match(1), match (2), match(x=3), (match) is match, match .__class__.__name__)
match, case = 1, [2]
match; match + 1; match - 1; case[0]; match.real; match if match else 0
case[0]: int = 5
match: int = 3
print(match, case, match-1, match *1, match, -match)
match[0:1] if 0 else 0
type = print; type("soft keyword"); type (1); type, x = 1, 2; print(type, x)
def match(case, type): return case, type
print(match(case=1, type=2)); _ = 5; print(_)
