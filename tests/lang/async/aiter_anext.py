# oracle: 3.11
# row: aiter-anext
def run(c):
    try:
        while True: c.send(None)
    except StopIteration as stop: return stop.value
class It:
    n = 0
    def __aiter__(self): return self
    async def __anext__(self):
        self.n += 1
        if self.n > 2: raise StopAsyncIteration
        return self.n
async def main():
    i = aiter(It())
    print(await anext(i), await anext(i), await anext(i, "default"))
    try: await anext(i)
    except StopAsyncIteration: print("end")
run(main())
for source in ("aiter(1)", "anext(1)", "aiter()", "aiter(iter([]))"):
    try: eval(source)
    except TypeError as error: print(error)
