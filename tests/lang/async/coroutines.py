# row: pep492
# row: dunder-await
# Coroutines driven by hand: await, results, exceptions, __await__, async with, async for.
class Wait:
    def __init__(self, v): self.v = v
    def __await__(self): r = yield ("wait", self.v); return r
async def inner(n):
    print("inner", n)
    r = await Wait(n)
    return r, n
async def main():
    a = await inner(1)
    b = await inner(2)
    try: await boom()
    except ValueError as error: print("caught", error)
    return a, b
async def boom(): raise ValueError("boom")
c = main(); print(type(c).__name__, c.send(None), c.send("x"))
try: c.send("y")
except StopIteration as stop: print(stop.value)
def run(coroutine, *sends):
    value = None
    try:
        while True: value = coroutine.send(None); print("yielded", value)
    except StopIteration as stop: return stop.value
class CM:
    async def __aenter__(self): print("aenter"); await Wait("in"); return "cm"
    async def __aexit__(self, t, v, tb): print("aexit", t and t.__name__); await Wait("out"); return t is KeyError
class It:
    def __init__(self, n): self.n = n
    def __aiter__(self): return self
    async def __anext__(self):
        if not self.n: raise StopAsyncIteration
        self.n -= 1
        return await Wait(self.n) or self.n
async def uses():
    async with CM() as x, CM(): print(x)
    async with CM(): raise KeyError
    async with (CM() as y, CM() as z,): pass
    async for i in It(2): print("i", i)
    else: print("else")
    async for i in It(3):
        if i == 1: break
        continue
    else: print("no else")
    return "done"
print(run(uses()))
async def nothing(): pass
print(run(nothing()))
try: run(c)
except RuntimeError as error: print(error)
for source in ("await 1", "await (i for i in ())", "await None"):
    ns = {}; exec(f"async def f(): {source}", ns)
    try: run(ns["f"]())
    except TypeError as error: print(error)
class BadAwait:
    def __await__(self): return 5
class BadIter:
    def __aiter__(self): return 5
class NoEnter: pass
for body in ("await BadAwait()", "async for x in BadIter(): pass", "async for x in []: pass", "async with NoEnter(): pass"):
    ns = dict(globals()); exec(f"async def f():\n {body}", ns)
    try: run(ns["f"]())
    except (TypeError, AttributeError) as error: print(type(error).__name__, error)
n = nothing(); n.close()
t = inner(9); t.send(None)
try: t.throw(OSError("thrown"))
except OSError as error: print(error)
async def cleanup():
    try: await Wait(1)
    finally: print("cleanup")
k = cleanup(); k.send(None); k.close()
async def si(): raise StopIteration(1)
try: run(si())
except RuntimeError as error: print(error)
f = lambda: nothing(); d = f(); print(run(d), (lambda: (await_ := 1))())
async def args(a, /, b=2, *c, d, **e): return a, b, c, d, e
print(run(args(1, d=4)), args.__name__)
class M:
    async def m(self): return await inner(5)
    @staticmethod
    async def s(): return "s"
    @classmethod
    async def k(cls): return cls.__name__
print(run(M().m()), run(M.s()), run(M.k()))
