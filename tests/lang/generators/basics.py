# oracle: 3.11
# Generators: laziness, send, throw, close, return values, StopIteration.
def g():
    print("start")
    x = yield 1
    print("got", x)
    try: y = yield 2
    except ValueError as error: print("caught", error); y = "from except"
    print("y", y)
    return "result"
i = g(); print(next(i), i.send("a"))
try: i.throw(ValueError("thrown"))
except StopIteration as stop: print(stop.value, stop.args)
print(list(i), next(i, "default"))
def closer():
    try:
        yield 1
        yield 2
    except GeneratorExit: print("GeneratorExit"); raise
    finally: print("finally")
c = closer(); next(c); print(c.close(), c.close()); closer().close()
def stubborn():
    while True:
        try: yield 1
        except GeneratorExit: print("ignored"); yield 2
s = stubborn(); next(s)
try: s.close()
except RuntimeError as error: print(error)
def quiet():
    try: yield 1
    except GeneratorExit: return 5
q = quiet(); next(q); q.close()
i = g()
try: i.send(1)
except TypeError as error: print(error)
i.close()
try: next(i)
except StopIteration as stop: print("stopped", stop.value)
t = g()
try: t.throw(KeyError("before start"))
except KeyError as error: print(error)
print(list(t))
def infinite():
    n = 0
    while True: n += 1; yield n
it = infinite(); print([next(it) for _ in range(5)], sum(x for x, _ in zip(infinite(), range(10))))
def bare():
    x = yield
    print(x)
b = bare(); print(next(b))
try: b.send(3)
except StopIteration: pass
def me(): yield next(h)
h = me()
try: next(h)
except ValueError as error: print(error)
def e(): 
    return
    yield
print(list(e()), iter(i) is i, [*e()], type(i).__name__)
try: i.throw()
except TypeError as error: print("throw needs arguments")
def throws():
    try: yield
    except Exception as error: yield repr(error)
x = throws(); next(x); print(x.throw(ValueError))
y = throws(); next(y); print(y.throw(ValueError("v")))
try: y.throw(5)
except TypeError as error: print(error)
