# oracle: 3.11
# row: pep530
def run(c):
    try:
        while True: c.send(None)
    except StopIteration as stop: return stop.value
async def ag(n):
    for i in range(n): yield i
async def val(x): return x * 10
async def main():
    print([x async for x in ag(3)], {x async for x in ag(1)}, {x: y async for x in ag(2) async for y in ag(2)})
    print([await val(x) for x in range(3)], [x async for x in ag(5) if x % 2], [x for x in range(3) if await val(x)])
    print([(x, y) for x in range(2) async for y in ag(x + 1)], [[y async for y in ag(x)] for x in range(3)])
    g = (x async for x in ag(3)); print(type(g).__name__, [y async for y in g])
    h = (await val(x) for x in range(2)); print(type(h).__name__, [y async for y in h])
    print({await val(1): await val(2)}, f"{await val(3)}", [await val(1), *[await val(2)]], (await val(4), 5), await val(await val(1)))
    z = [await val(y) async for y in ag(3) if await val(y) > 0]; print(z)
    return (await val(1)) + 1, -await val(2), await val(2) ** 2 if await val(0) == 0 else None
print(run(main()))
async def closure(n):
    return [[i * n async for i in ag(2)] for n in range(n)]
print(run(closure(3)))
