# Coroutines driven by hand in every state; what await accepts and refuses.
import sys
class A:
    def __init__(s, v): s.v = v
    def __await__(s):
        x = yield s.v
        return ("res", s.v, x)
def drive(c, *sends):
    out = []
    try:
        out.append(c.send(None))
        for s in sends: out.append(c.send(s))
    except StopIteration as e: out.append(("stop", e.value))
    except BaseException as e: out.append((type(e).__name__, e.args))
    return out
def show(f, *a):
    try: r = f(*a)
    except BaseException as e: print(type(e).__name__, e.args, type(e.__context__).__name__, type(e.__cause__).__name__)
    else: print("->", r)
async def f(x):
    r = await A(x)
    return r
async def g():
    return [await f(1), await f(2)]
print(drive(g(), "a", "b"))
c = g(); print(drive(c, "a", "b")); show(c.send, None); show(c.throw, ValueError); show(c.close); show(c.__await__().send, None)
c = g(); show(c.send, 1); c.close(); show(c.send, None)
c = f(1); c.send(None)
async def second(): await c
show(drive, second()); print(drive(second()))
c.close()
for expr in ("1", "None", "'s'", "[]", "object()", "(x for x in [])", "agen()"):
    async def agen(): yield 1
    d = {"agen": agen}
    exec(f"async def t(): await {expr}", d)
    print(drive(d["t"]()))
class W1:
    def __await__(self): return f(1)
class W2:
    def __await__(self): return 3
class W3:
    def __await__(self): raise OSError("aw")
class W4:
    __await__ = None
class W5:
    def __await__(self): return iter([1, 2])
for w in (W1, W2, W3, W4, W5):
    async def t(): return await w()
    print(w.__name__, drive(t(), None, None))
class CM:
    def __init__(s, a, b): s.a, s.b = a, b
    def __aenter__(s): return s.a
    def __aexit__(s, *x): return s.b
async def cm(a, b):
    async with CM(a, b): print("body")
print(drive(cm(1, 2))); print(drive(cm(A("in"), 2), None)); print(drive(cm(A("in"), A("out")), None, None))
c = f(2); w = c.__await__(); print(type(w).__name__, next(w), iter(w) is w)
show(w.send, "wsent")
c = f(2); w = c.__await__(); next(w); show(w.throw, ValueError("w")); show(w.close)
async def loop():
    async for x in 5: pass
print(drive(loop()))
class I1:
    def __aiter__(s): return 5
class I2:
    def __aiter__(s): return s
    def __anext__(s): return 5
class I3:
    def __aiter__(s): return s
    async def __anext__(s): raise StopAsyncIteration(1)
for i in (I1, I2, I3):
    async def t():
        async for x in i(): pass
        return "done"
    print(i.__name__, drive(t()))
async def t():
    try:
        async for x in I2(): pass
    except TypeError as e: print(repr(e), repr(e.__cause__), repr(e.__context__))
drive(t())
show(aiter, 5); show(anext, 5); show(aiter, I1())
def yf():
    yield from f(1)
show(next, yf())
async def deep(n):
    if n: return await deep(n - 1)
    return await A("bottom")
print(drive(deep(80), "val"))
c = deep(80); c.send(None); show(c.throw, KeyError("deep"))
c = deep(80); c.send(None); show(c.close)
async def run_reent():
    try: me.send(None)
    except ValueError as e: print(e)
    try: await me
    except RuntimeError as e: print(type(e), e)
    except ValueError as e: print(type(e), e)
me = run_reent(); print(drive(me))
async def si(): raise StopIteration(3)
async def sai(): raise StopAsyncIteration(3)
print(drive(si()), drive(sai()))
async def fin():
    try: await A(1)
    except GeneratorExit: await A(2)
c = fin(); c.send(None); show(c.close)
try: c.close()
except RuntimeError as e: print(e)
async def ex():
    try: await A(1)
    except ValueError as e: return ("caught", str(e))
c = ex(); c.send(None); show(c.throw, ValueError("vv"))
print(type(c), c.cr_frame, c.cr_running, c.cr_await)
async def comp(): return [await A(i) for i in range(3)], {await A(9)}, {k: await A(k) for k in "ab"}
print(drive(comp(), 1, 2, 3, 4, 5, 6))
