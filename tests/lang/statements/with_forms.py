# Which forms of with parse.
for source in ("with a: pass", "with a,: pass", "with (a,): pass", "with (a, b): pass", "with (a as b): pass", "with (a as b,): pass", "with (a as b, c as d): pass", "with (a, b) as c: pass", "with (a as b), c: pass", "with (a), (b): pass", "with (a).b as c: pass", "with (a, b).c as d: pass", "with () as x: pass", "with (): pass", "with (yield): pass", "with (a for a in b): pass", "with (a if b else c) as d: pass", "with a as b.c, d as e[0]: pass", "with a as (b, c): pass", "with a as b, c, d as e: pass", "with (\n a as b,\n c\n): pass", "with (a as b) as c: pass", "with (*a, b): pass", "with *a: pass", "with a as *b: pass", "with a as b + c: pass", "with: pass", "with a as: pass", "with (a as b, c as d) as e: pass", "with (a := b): pass", "with (a, b := c): pass", "with a or b as c: pass", "with lambda: x as y: pass", "with (open('a')) as b, (open('c')) as d: pass", "with a as b c: pass"):
    try:
        compile("def f():\n  " + source.replace("\n", "\n  "), "s", "exec")
        print(repr(source), "fine")
    except SyntaxError as error:
        print(repr(source), "SyntaxError")
