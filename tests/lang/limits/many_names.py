# oracle: 3.11
# Many constants, names, branches and a long function: operands wider than a byte.
body = "\n".join(f"  if x == {i}: y = {i + 100000}; z{i % 300} = 'text{i}'" for i in range(1500))
exec(f"def f(x):\n  y = 0\n{body}\n  return y")
print(f(0), f(749), f(1499), f(5000))
exec("def g(x):\n  for i in range(3):\n" + "\n".join(f"    x += {i}" for i in range(3000)) + "\n  return x")
print(g(0))
exec("\n".join(f"name{i} = {i}.5" for i in range(1000)) + "\nprint(name0 + name999)")
exec("class C:\n" + "\n".join(f"  def m{i}(self): return {i}" for i in range(500))); print(C().m0(), C().m499())
exec("def h():\n  try:\n" + "\n".join(f"    a{i} = [{i}]" for i in range(400)) + "\n    1 / 0\n  except ZeroDivisionError: return a399\n"); print(h())
exec("def k(x):\n  while x:\n    x -= 1\n    if x == 1: continue\n    if x == -5: break\n" + "    pass; x = x + 0\n" * 2000 + "  else: return 'else'\n"); print(k(3))
class D: pass
d = D()
for i in range(100): setattr(d, f"a{i}", i)
print(sum(vars(d).values()), d.a99, list(vars(d))[:3])
print(eval("x.a0 + x.a99", {"x": d}), len(str(eval("[" + "1.5," * 500 + "]"))))
