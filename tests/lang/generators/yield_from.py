# oracle: 3.11
# yield from: values, send, throw, close passed on; result; any iterable.
def inner():
    try:
        x = yield 1
        print("inner got", x)
        y = yield 2
    except KeyError as error: print("inner caught", error); yield "recovered"
    finally: print("inner finally")
    return "inner result"
def outer():
    r = yield from inner()
    print("result", r)
    yield from [10, 20]
    yield from "ab"
    yield from {1: 2}
    z = yield from range(2)
    print(z)
    return "outer result"
print(list(outer()))
o = outer(); print(next(o), o.send("sent"), o.throw(KeyError("k")), next(o)); o.close()
o = outer(); next(o); o.close()
o = outer(); next(o)
try: o.throw(ValueError("v"))
except ValueError as error: print("through", error)
def chain(n):
    if n: yield from chain(n - 1)
    yield n
print(sum(chain(50)))
class It:
    def __iter__(self): return self
    def __next__(self): raise StopIteration("value")
    def throw(self, *a): print("throw", len(a)); return "thrown result"
def d(): return (yield from It())
def run(gen):
    try:
        while True: next(gen)
    except StopIteration as stop: return stop.value
print(run(d()))
def e(): yield from 5
try: next(e())
except TypeError as error: print(error)
def sendbad(): yield from iter([1, 2])
s = sendbad(); next(s)
try: s.send(1)
except AttributeError as error: print(error)
def nested():
    def a(): r = yield 1; return r
    return ((yield from a()), (yield from a()))
n = nested(); next(n); n.send("x")
try: n.send("y")
except StopIteration as stop: print(stop.value)
