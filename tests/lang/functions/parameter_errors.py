# Parameter lists and argument lists that do not parse.
for source in ("def f(a, a): pass", "def f(a=1, b): pass", "def f(*): pass", "def f(*, **k): pass", "def f(**k, a): pass", "def f(**k, *a): pass", "def f(*a, *b): pass", "def f(a, /, b, /): pass", "def f(/, a): pass", "def f(*, a, /): pass", "def f(*a, /): pass", "def f(a, *, /): pass", "def f(*a=1): pass", "def f(**k=1): pass", "def f((a, b)): pass", "def f(a, (b)): pass", "def f(1): pass", "def f(a.b): pass", "def f(*, a=1, b): pass", "lambda a, a: 1", "lambda *: 1", "lambda a=1, b: 1", "lambda (a): 1", "lambda a: int: 1", "f(a=1, 2)", "f(**a, 1)", "f(**a, *b)", "f(a=1, a=2)", "f(x for x in y, 1)", "f(1, x for x in y)", "f(x for x in y)", "f(*a, **b, c=1, *d)", "f(a=1, *b, c)", "f(*)", "f(**)", "f(a b)", "f(1=2)", "f(None=1)", "f(a+b=1)", "f(*a=1)", "f(**a=1)", "f(a:=1, b=2)", "f(a=b:=1)", "f(,)", "f(a,,b)", "class C(a=1, a=2): pass", "class C(*a, **b): pass", "class C(**a, *b): pass", "class C(x for x in y): pass", "def f: pass", "def f() pass", "def (): pass", "def f() -> : pass", "def f(a:): pass", "def f(*, a): pass", "def f(a, /): pass", "def f(a, *, b=1, c, **d): pass"):
    try:
        compile(source, "s", "exec")
        print(source, "fine")
    except SyntaxError as error:
        print(source, "|", error.msg)
