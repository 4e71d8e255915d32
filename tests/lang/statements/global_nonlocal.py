# row: global-nonlocal
# global and nonlocal, and what the compiler refuses.
x = 1
def f():
    global x, y
    x = 2; y = 3
    def g():
        global x
        x += 10
    g()
f(); print(x, y)
def outer():
    n = 0
    def inc():
        nonlocal n
        n += 1
        return n
    def deeper():
        def deepest():
            nonlocal n
            n *= 10
        deepest()
    inc(); inc(); deeper()
    return n
print(outer())
class C:
    global z
    z = "from class"
    def m(self):
        v = 1
        class D:
            nonlocal v
            v = 2
        return v
print(z, C().m())
global w
w = 5; print(w)
for source in ("def f():\n  x = 1\n  global x", "def f():\n  print(x)\n  global x", "def f(x):\n  global x", "def f(x):\n  nonlocal x", "nonlocal x", "def f():\n  nonlocal x", "x = 1\ndef f():\n  nonlocal x", "def f():\n  x = 1\n  def g():\n    global x\n    nonlocal x", "def f():\n  x = 1\n  def g():\n    print(x)\n    nonlocal x", "class C:\n  x = 1\n  def f(self):\n    nonlocal x", "def f():\n  global x\n  def g():\n    nonlocal x", "def f():\n  for global_ in (): pass\n  global global_", "def f():\n  x: int\n  global x", "def f():\n  global x\n  x: int = 1", "def f():\n  import x\n  global x", "def f():\n  def x(): pass\n  global x", "def f():\n  nonlocal __class__", "global x, y,", "global", "def f():\n  x += 1\n  global x", "print(x)\nglobal x", "def f():\n  nonlocal x\n  def x(): pass"):
    try:
        compile(source, "s", "exec")
        print(repr(source), "fine")
    except SyntaxError as error:
        print(repr(source), "|", error.msg, error.lineno)
