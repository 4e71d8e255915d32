# row: pep750
x, name = 5, "world"
t = t"hello {name!r:>10} and {x}"
print(type(t).__name__, type(t).__module__, t.strings, t.values, len(t.interpolations))
i = t.interpolations[0]; print(type(i).__name__, i.value, i.expression, i.conversion, repr(i.format_spec))
print(t.interpolations[1].conversion, repr(t.interpolations[1].format_spec), t.interpolations[1].expression)
print([p if isinstance(p, str) else p.value for p in t], [type(p).__name__ for p in t"{x}{x}"], t"".strings, t"{x}".strings, list(t""))
print(t"{x=}".strings, t"{x=}".interpolations[0].conversion, t"{x = :>3}".strings, t"{x = }".interpolations[0].expression)
print((t"a" t"b{x}").strings, (t"{x}" + t"c").strings, t"{{}}".strings, t"{ x + 1 }".interpolations[0].expression, t"{x:{x}}".interpolations[0].format_spec, rt"\n{x}".strings, tr"\d".strings, T"{x}".values)
def render(t): return "".join(p if isinstance(p, str) else format(p.value, p.format_spec) for p in t)
print(render(t"{x:>4}|{name:*^9}|{3.14159:.2f}"), render(t"{"nested"}"), render(t"a{f"{x}"}b"), t"{t"{x}"}".values[0].values)
print(repr(t"a{x}b"), repr(t"{x!s:y}".interpolations[0]), t"{x}" == t"{x}", bool(t""))
match t"{x}":
    case _ if t"{1}".values == (1,): print("values")
for source in ("t'a' + 'b'", "'a' + t'b'", "t'a' t'b' == 1", "str(t'{1}')[:8]", "t'{undefined}'", "t'{1}'.values[0]"):
    try: print(eval(source))
    except (TypeError, NameError) as e: print(source, "|", e)
for source in ("t'a' 'b'", "'a' t'b'", "t'a' f'b'", "f'a' t'b'", "t'{'", "t'{}'", "bt'x'", "ut'x'", "ft'x'", "t'{a!x}'", "t'}'", "t'a' b'b'", "t'{a!r:{b}}'"):
    try: compile(source, "s", "eval"); print(source, "| fine")
    except SyntaxError as e: print(source, "|", e.msg)
