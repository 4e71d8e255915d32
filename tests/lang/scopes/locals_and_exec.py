# row: pep667
# locals(), globals(), vars(), exec, eval, compile: which names they see and change.
def f(a):
    b = 2
    l = locals(); l["b"] = 99; l["new"] = 1
    b += 1
    return sorted(l.items(), key=str), b, "new" in locals(), locals() is locals()
print(f(1))
def g():
    x = 1
    exec("x = 2; y = 3"); r = x
    d = {}; exec("z = x if 'x' in globals() else 'none'", {"x": 5}, d)
    return r, d, eval("x + 1"), "y" in locals(), eval("x", {"x": "globals"}), eval("x", {}, {"x": "locals"})
print(g())
exec("module_level = 5"); print(module_level, eval("module_level * 2"))
ns = {}; exec("a = 1\ndef f(): return a\nclass C: b = a", ns); print(ns["f"](), ns["C"].b, sorted(k for k in ns if k[0] != "_"), "__builtins__" in ns)
code = compile("q = 1 + 2\nq", "name", "exec"); print(exec(code, ns), ns["q"], type(code).__name__, code.co_filename, eval(compile("1 + 1", "", "eval")), eval(code, ns))
exec(compile("5 + 5\nNone\n'text'", "", "single") if 0 else compile("5 + 5", "", "single")); print(_ if "_" in globals() else "no _")
print(sorted(locals()) == sorted(globals()), locals() is globals(), vars() is globals(), "f" in dir())
class C:
    a = 1
    locals()["b"] = 2
    exec("c = 3")
    print(sorted(k for k in locals() if k[0] != "_"), eval("a"))
print(C.b, C.c)
def h():
    def inner(): return sorted(locals())
    used = 1
    def closure(): used; return sorted(locals())
    return inner(), closure()
print(h())
def dele():
    a = 1; b = 2
    del a
    return locals()
print(dele())
for source in ("exec('1 +')", "eval('x = 1')", "eval('')", "eval('1; 2')", "exec(1)", "eval(1)", "exec('a', 1)", "exec('a', {}, 1)", "compile('a', 'f', 'bad')", "compile('a\\0b', 'f', 'exec')", "eval('a', {'__builtins__': {}})", "eval('len([])', {'__builtins__': {}})", "exec('x', {})", "eval(' 1')", "exec('\\n\\n  ')", "eval('(1\\n)')", "vars(1)", "eval(b'1 + 1')", "eval(bytearray(b'2'))", "compile('1', 'f', 'eval', 0, True) and 1"):
    try: print(source, "|", eval(source))
    except Exception as e: print(source, "|", type(e).__name__, e if not isinstance(e, SyntaxError) else e.msg)
class Map(dict):
    def __missing__(self, k): return f"<{k}>"
print(eval("a + b", {}, Map()), eval("undefined_name", {"__builtins__": {}}, Map()))
def keyword(): return eval("x", globals={"x": 1}), eval("y", locals={"y": 2})
print(keyword())
exec("def z(): return here"); here = "found"; print(z())
