# Exceptions and generators: contexts, with inside, state of sys.exception() across yields.
import sys
def g():
    try: 1 / 0
    except ZeroDivisionError: yield sys.exception()
    yield sys.exception()
try: raise KeyError("outer")
except KeyError:
    i = g(); print(repr(next(i)), repr(sys.exception()), repr(next(i)))
print(sys.exception())
def h():
    try: yield 1
    except ValueError as error: raise TypeError("t")
i = h(); next(i)
try: i.throw(ValueError("v"))
except TypeError as error: print(repr(error.__context__))
def k():
    with M() as m:
        x = yield m
        print("sent", x)
        yield
class M:
    def __enter__(self): print("enter"); return "m"
    def __exit__(self, t, v, tb): print("exit", t and t.__name__); return t is ValueError
i = k(); print(next(i)); i.send(5)
try: i.throw(ValueError)
except StopIteration: print("suppressed")
i = k(); next(i); i.close()
def order():
    try:
        yield "a"
    finally:
        yield "in finally"
print(list(order()))
def ret():
    try: return "returned"
    finally: yield "before return"
def run(g):
    r = yield from g
    print(r)
print(list(run(ret())))
def many():
    for i in range(3):
        try:
            if i == 1: raise ValueError(i)
            yield i
        except ValueError as e: yield str(e)
        else: yield "else"
        finally: yield "finally"
print(list(many()))
