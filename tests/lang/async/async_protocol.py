# asend, athrow, aclose and anext driven by hand in every state.
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
async def ag():
    try:
        x = yield 1
        print("got", x)
        r = await A("mid")
        print(r)
        try: yield 2
        except KeyError as e: print("caught", e); yield "k"
    finally:
        await A("fin")
        print("fin done")
a = ag()
s = a.asend(None); show(s.send, None); show(s.send, None)
s = a.asend("sent"); show(s.send, None); show(s.send, "mm"); show(s.close)
s = a.athrow(KeyError("kk")); show(s.send, None); show(s.send, None)
s = a.aclose(); show(s.send, None); show(s.send, None); show(s.send, None)
show(a.aclose().send, None); show(a.asend(None).send, None); show(a.athrow(ValueError).send, None)
a = ag(); show(a.asend(5).send, None)
a = ag(); show(a.aclose().send, 5)
a = ag(); show(a.aclose().send, None); show(a.__anext__().send, None)
a = ag(); show(a.athrow(ValueError("first")).send, None); show(a.__anext__().send, None)
# running
a = ag(); drive(a.__anext__()); s = a.__anext__(); show(s.send, None)
show(a.__anext__().send, None); show(a.aclose().send, None); show(a.athrow(ValueError).send, None); print(a.ag_running, a.ag_await is not None)
show(s.throw, ValueError("into mid")); show(s.throw, ValueError("closed"))
show(s.close)
a = ag(); drive(a.__anext__()); s = a.aclose(); show(s.throw, IndexError("into aclose")); show(s.send, None)
async def ign():
    try: yield 1
    except GeneratorExit: yield 2
a = ign(); drive(a.__anext__()); show(a.aclose().send, None)
a = ign(); drive(a.__anext__()); show(a.athrow(GeneratorExit).send, None)
async def m():
    print(await anext(ag()), await anext(E(), "default"), await anext(E2(), "d2"))
    try: await anext(E())
    except StopAsyncIteration as e: print("SAI", e.args)
class E:
    def __aiter__(s): return s
    async def __anext__(s): raise StopAsyncIteration
class E2:
    def __aiter__(s): return s
    async def __anext__(s): return await A("e2")
print(drive(m(), "v"))
x = anext(E2(), "dd"); show(x.send, None); show(x.send, "q")
x = anext(E(), "dd"); show(x.send, None)
x = anext(E2(), "dd"); print(next(x)); 
x = anext(E2(), "dd"); show(x.throw, ValueError("t"))
x = anext(E2(), "dd"); show(x.close)
async def total(): return [x async for x in cnt() if x % 2], sum([x async for x in cnt()])
async def cnt():
    for i in range(6): yield i
print(drive(total()))
async def gx(): return [y async for y in (x * 2 async for x in cnt())]
print(drive(gx()))
async def brk():
    async for x in ag():
        print("brk", x); break
    else: print("no")
    return "b"
print(drive(brk()))
async def err():
    async for x in ag():
        raise OSError("loop")
print(drive(err()))
async def raiser():
    yield 1
    raise StopAsyncIteration
a = raiser(); drive(a.__anext__()); show(a.__anext__().send, None)
async def raiser2():
    yield 1
    raise StopIteration
a = raiser2(); drive(a.__anext__()); show(a.__anext__().send, None)
print(repr(ag())[:29], type(ag().asend(1)).__name__, type(ag().aclose()).__name__)
a = ag(); print(a.__aiter__() is a, a.ag_frame is not None, a.ag_code.co_name, a.__name__)
show(lambda: iter(ag())); show(lambda: next(ag()))
s = ag().asend(None); print(s.__await__() is s, iter(s) is s)
try: next(s)
except StopIteration as e: print(e.value)
