# oracle: 3.11
# hostile: 500
# Source nested deeply ends in an exception or works, never in a crash.
import sys
def attempt(name, source, mode="eval"):
    try: compile(source, "s", mode); return
    except (SyntaxError, MemoryError, RecursionError) as e: return
n = 10000
for name, source in {"parentheses": "(" * n + "1" + ")" * n, "lists": "[" * n + "]" * n, "dicts": "{1:" * n + "1" + "}" * n, "unary": "-" * n + "1", "not": "not " * n + "1", "calls": "f(" * n + ")" * n, "lambda": "lambda:" * n + "1", "conditional": "1 if 1 else " * n + "1", "attributes": "a" + ".b" * n, "subscripts": "a" + "[0]" * n, "power": "1" + "**1" * n, "open only": "(" * n, "mixed": "([{1:" * (n // 3), "comparison": "1" + "<1" * n, "addition": "1" + "+1" * n, "fstrings": "f'{" * 100 + "1", "await": "await " * n + "x"}.items():
    attempt(name, source)
blocks = "".join(" " * i + "if 1:\n" for i in range(n // 10)) + " " * (n // 10) + "pass\n"
attempt("blocks", blocks, "exec")
attempt("defs", "".join(" " * i + f"def f{i}():\n" for i in range(200)) + " " * 200 + "pass\n", "exec")
attempt("patterns", "match x:\n case " + "[" * n + "]" * n + ": pass", "exec")
attempt("targets", "(" * n + "x" + ")" * n + " = 1", "exec")
attempt("elif", "if 0: pass\n" + "elif 0: pass\n" * n, "exec")
attempt("decorators", "@d\n" * n + "def f(): pass", "exec")
print("survived")
