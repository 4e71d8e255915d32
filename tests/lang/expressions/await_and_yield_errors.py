# Where await, yield and friends may not stand.
for source in ("yield 1", "await x", "class C: yield 1", "class C:\n  x = await y", "def f(): await x", "def f(): [await x for x in y]", "lambda: await x", "async def f(): yield from x", "async def f():\n  yield 1\n  return 2", "async def f():\n  yield 1\n  return", "def f():\n  async for x in y: pass", "def f():\n  async with x: pass", "async with x: pass", "[x async for x in y]", "def f(): return [x async for x in y]", "async def f(): return [x async for x in y]", "def f(): [(yield 1) for x in y]", "def f(x=(yield)): pass", "async def f(): [(yield) for x in y]", "async def f(): return (await x for x in y)", "def f(): return (x async for x in y)", "return 1", "class C: return", "break", "continue", "def f(): break", "while 1:\n  def f(): continue", "for x in y: pass\nelse: break", "if 1: continue", "class C:\n  for x in y: break", "x = yield = 1", "def f(): yield = 1", "def f(): (yield) += 1", "def f(): await = 1", "async = 1", "async def f(): await", "await"):
    try:
        compile(source, "s", "exec")
        print(repr(source), "fine")
    except SyntaxError as error:
        print(repr(source), "|", error.msg)
