# Malformed f-strings, in CPython's words.
for source in ("f'{'", "f'}'", "f'{}'", "f'{ }'", "f'{!r}'", "f'{:x}'", "f'{a!x}'", "f'{a!}'", "f'{a! r}'", "f'{a !r}'", "f'{a!r x}'", "f'{a b}'", "f'{a:{}}'", "f'{a:{b}'", "f'{a'", "f'{a:'", "f'{a:x'", "f'{(a}'", "f'{a)}'", "f'{a]}'", "f'{a[}'", "f'{lambda x: 1}'", "f'{a = b}'", "f'{a == b}'", "f'{=}'", "f'{a=!}'", "f'{*a}'", "f'{**a}'", "f'{a;b}'", "f'{a#}'", "f'{import x}'", "f'{a:{b:{c:{d}}}}'", "f'{a!r!s}'", "f'{\n'", "f'''{\na b}'''", "f'{a $ b}'", "f'{1 +}'", "f'{yield}'", "f'{return}'", "f'{x:y:z}'", "f'{a'b}'", "f'\\N{nope}'", "f'\\x'", "f'{{}'", "f'{}}'", "f'{a}}'", "f'{{a}'", "bf'x'", "fb'x'", "uf'x'", "f'a' b'b'", "f'{f\"{}\"}'", "f'{None = }'", "f'{x!r:}'", "f'{a,}'", "f'{a := 1}'", "f'{'", "f'{x for x in y}'", "f'{not}'", "f'{-}'", "f'{a.}'", "f'{0x}'", "f'{a:{'", "f'{\"a'", "f'", "f\"\"\"{"):
    try:
        compile(source, "s", "eval"); print(repr(source), "| fine")
    except SyntaxError as e: print(repr(source), "|", e.msg)
