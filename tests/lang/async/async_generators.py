# oracle: 3.11
# row: pep525
# Asynchronous generators: asend, athrow, aclose, async for, finally, errors.
class Wait:
    def __init__(self, v): self.v = v
    def __await__(self): return (yield self.v)
def run(c):
    try:
        while True: print("  yielded", c.send(None))
    except StopIteration as stop: return stop.value
async def ag(n):
    try:
        for i in range(n):
            await Wait(f"before {i}")
            got = yield i
            if got: print("got", got)
    except ValueError as error: print("caught", error); yield "after error"
    finally: print("finally")
async def main():
    async for x in ag(2): print("x", x)
    a = ag(3); print(await a.asend(None), await a.asend("sent"), await a.athrow(ValueError("v")))
    try: await a.__anext__()
    except StopAsyncIteration: print("StopAsyncIteration")
    b = ag(5); await anext(b); await b.aclose(); await b.aclose()
    print([x async for x in ag(2)])
    try: await anext(b)
    except StopAsyncIteration: print("closed")
    c = ag(3)
    async for x in c:
        if x == 1: break
    await c.aclose()
    return "end"
print(run(main()))
print(type(ag(1)).__name__, ag(1).__aiter__() is not None)
async def raises(): yield 1; raise StopAsyncIteration
async def r():
    try:
        async for x in raises(): pass
    except RuntimeError as error: print(error)
run(r())
async def stubborn():
    try: yield 1
    finally: yield 2
async def s():
    g = stubborn(); await anext(g)
    try: await g.aclose()
    except RuntimeError as error: print(error)
run(s())
g = ag(1)
try: iter(g)
except TypeError as error: print(error)
try:
    for x in g: pass
except TypeError as error: print(error)
async def nested():
    async def inner():
        yield 1
        yield 2
    async for x in inner():
        async for y in inner(): yield x, y
async def n(): print([p async for p in nested()])
run(n())
async def empty():
    if 0: yield
async def e(): print([x async for x in empty()], await anext(empty(), "default"))
run(e())
