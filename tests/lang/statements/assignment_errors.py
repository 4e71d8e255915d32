# Targets that cannot be assigned, deleted or augmented, in CPython's words.
for source in ("1 = x", "f() = 1", "a + b = c", "x if y else z = 1", "'a' = 1", "f'{x}' = 1", "None = 1", "[a, 1] = x", "(a, b) += 1", "[a] += 1", "f() += 1", "a < b = 1", "-a = 1", "lambda: 1 = 2", "[x for x in y] = 1", "(x for x in y) = 1", "{1} = 1", "{1: 2} = 1", "... = 1", "a and b = 1", "not a = 1", "*a = 1", "*a, *b = 1", "(*a) = 1", "del f()", "del 1", "del a + b", "del (a, 1)", "del *a", "del", "for 1 in x: pass", "for f() in x: pass", "with a as 1: pass", "with a as f(): pass", "import a as 1", "import a.b as c.d", "x = = 1", "x =", "= 1", "a = b += 1", "(a = 1)", "print(a.b = 1)", "f(1 = 2)", "f(a.b=1)", "if x = 1: pass", "while x = 1: pass", "{a = 1}", "[a = 1]", "x == 1 = 2", "await x = 1", "a, b = c = 1 = d"):
    try:
        compile(source, "s", "exec")
        print(source, "fine")
    except SyntaxError as error:
        print(source, "|", error.msg, error.lineno, error.offset)
