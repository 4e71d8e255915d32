# row: pep701
# What the grammar allows since 3.12: any quotes, nesting, backslashes, comments, several lines.
x, d = 5, {"k": "v"}
print(f"{"quotes"}", f"{d["k"]}", f'{d['k']}', f"{'\n'.join(["a", "b"])}", f"{"\x41"}", f"{"{"}{"}"}", f"{f"{f"{f"{x}"}"}"}")
print(f"{
    x  # a comment with " and } and {
    + 1
}", f"{x:{
    3
}}", f'''{
"""triple"""
}''')
print(f"{x!r:{"^"}{10}}|", f"{"a" if x else "b"}", f"{ {"a": {"b": 1}}["a"]["b"] }", f"{[f"{i}" for i in "xyz"]}", f"{"a" "b"}", f"{'''a
b'''}")
print(f"{(lambda: 1)()}", f"{(lambda x: f"{x}")(2)}", f"{x:{"{"}>{5}}", f"{"}"}", f"{x=}{x = !r:>3}", f"{"x"=}", f"{x
=}", f"{f"{x=}"=}")
print(f"{'"'}", f'{"'"}', f"{"""'"'"""}", f"{r"\n"}", rf"{"\n"}" == "\n", f"\N{SNAKE}{"\N{SNAKE}"}", f"{b"bytes"}", f"{"é":>3}")
print(f"{{{"{{"}}}", f"{"#"}", f"#{x}#", f"{"not # a comment"}", f"{*[1, 2],}", f"{*"ab", 3}")
def gen():
    got = f"{yield 1}{(yield 2)}"
    yield got
g = gen(); next(g); g.send("a"); print(g.send("b"))
print(f"{x:=5}", f"{x!s:}", f"{x:{''}}", f"{x:%}")
print(f"{x:\x3e5}", f"{x:\N{GREATER-THAN SIGN}5}", rf"{x:\x3e5}" if 0 else "", f"{'a':{'\x3e'}5}")
