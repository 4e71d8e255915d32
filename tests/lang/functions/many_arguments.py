# oracle: 3.11
# row: many-arguments
# More than 255 of everything.
names = [f"a{i}" for i in range(600)]
exec(f"def f({', '.join(names)}): return a0, a299, a599")
print(eval(f"f({', '.join(map(str, range(600)))})"), eval(f"f({', '.join(f'a{i}={i}' for i in range(600))})"), f(*range(600)), f(**{n: n for n in names}))
exec(f"def g(*, {', '.join(n + '=1' for n in names)}): return a0 + a599")
print(g(), g(a599=5))
exec("def h():\n" + "".join(f"  v{i} = {i}\n" for i in range(700)) + "  return v0 + v699 + sum((v1, v350))")
print(h())
print(len(eval("[" + ",".join("x" * 0 + str(i) for i in range(1000)) + "]")), sum(eval("(" + "1," * 3000 + ")")), len(eval("{" + ",".join(f"{i}:{i}" for i in range(2000)) + "}")))
def star(*a, **k): return len(a), len(k)
print(star(*range(1000), **{str(i): i for i in range(1000)}), eval("star(" + ",".join(f"*[{i}]" for i in range(300)) + ")"))
exec("def n():\n" + "".join(f"  x{i} = lambda: x{i}\n" for i in range(300)) + "  return x299() is x299")
print(n())
exec("\n".join(f"class C{i}: a{i} = {i}" for i in range(300))); print(C299.a299)
print(eval("+".join(["1"] * 2000)), eval("'" + "'+'".join("ab" * 150) + "'") == "ab" * 150)
