# oracle: 3.11
# row: pep498
# row: fstring-equals
x, y, s, d = 5, 3.14159, "text", {"k": "v"}
print(f"{x}", f"{x + 1}", f"{s!r}", f"{s!s}", f"{'é'!a}", f"{y:.2f}", f"{x:>5}|{x:<5}|{x:^5}|{x:05}", f"{s:*^10}", f"{x!r:>4}")
print(f"{x=}", f"{x = }", f"{x=!s}", f"{s=}", f"{s=!s:>6}", f"{y=:.1f}", f"{x+1=}", f"{ x =}")
print(f"{{}}", f"{{{x}}}", f"{{x}}", f"a{{b}}c{x}d", f"{d['k']}", f'{d["k"]}', f"{ {1: 2}[1] }", f"{(lambda a: a * 2)(3)}")
print(f"{y:{x}.{2}f}|{y:{'>'}{10}.3}|{x:{'0' + '4'}d}|{s:{x * 2}}|", f"{x:{''}}", f"{x:x}{x:b}{255:X}{255:#x}{1e10:g}{0.5:%}")
print(f"a" "b{x}" f"{x}" "{y}", f"{x}" f"{s}" "", "plain" f"{x}", f"", f"{''}", f"{x}{y}{s}")
print(f"{x if x else y}", f"{x, s}", f"{x,}", f"{[i for i in range(3)]}", f"{x == 5}", f"{x != 5}", f"{x >= 5}", f"{not x}", f"{(z := 4)}", z)
class F:
    def __format__(self, spec): return f"<{spec}>"
    def __str__(self): return "str"
    def __repr__(self): return "repr"
f = F(); print(f"{f}", f"{f:spec}", f"{f!s}", f"{f!r:>6}", f"{f!a}", f"{f: x y }", f"{f:{x}}", f"{f:a{x}b{x}c}", f"{f:%H:%M}", "")
print(f"""multi
{x}
line {s
}""", f"{x}\n\t\x41\u00e9\N{SNAKE}", rf"\n{x}\d", fr"{x:>{x}}\{x}", f'{x}' "'", f"{'a' 'b'}")
print(f"{3.0:}", f"{True:d}", f"{None}", f"{1_000_000:,}", f"{1234.5:_.1f}", f"{-5:+}{5:+}{5: }", f"{'x':>{3}}", f"{3!r:^5}")
def g(n): return f"{n}" + (f"{n - 1}{g(n - 1)}" if n else "")
print(g(3), [f"{i}" for i in "ab"])
for source in ("f'{1:d}' + f'{1.5:d}'", "f'{\"a\":d}'", "f'{[]:x}'", "f'{undefined}'", "f'{None:>5}'"):
    try: print(eval(source))
    except Exception as e: print(type(e).__name__, e)
