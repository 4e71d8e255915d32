# Generators driven by hand: send, throw, close in every state; errors and contexts.
def show(f, *a):
    try: r = f(*a)
    except BaseException as e: print(type(e).__name__, e.args, type(e.__context__).__name__, type(e.__cause__).__name__)
    else: print("->", r)
def g():
    x = yield 1
    print("got", x)
    try:
        y = yield 2
        print("got", y)
    except ValueError as e:
        print("caught", e, repr(e.__context__))
        yield "v"
    finally:
        print("fin")
    return "result"
a = g()
show(a.send, 5); show(a.send, None); show(a.send, "x"); show(a.throw, ValueError("boom")); show(a.send, 0); show(a.send, 0); show(next, a); show(a.throw, KeyError(1)); show(a.close)
a = g(); show(a.throw, KeyError("early")); show(next, a)
a = g(); next(a); show(a.throw, KeyError); show(next, a)
a = g(); show(a.close); show(next, a)
a = g(); next(a); next(a); show(a.close)
a = g(); show(a.throw, 5); show(a.throw); show(a.throw, ValueError, 1, 2); show(a.throw, ValueError("x"), 3)
a = g(); show(a.throw, ValueError, "msg")
a = g(); show(a.throw, ValueError, ("m1", "m2"))
a = g(); show(a.throw, ValueError, ValueError("inst"), None)
def ign():
    try: yield 1
    except GeneratorExit: print("ignored"); yield 2
a = ign(); next(a); show(a.close); show(a.close)
def ret_on_close():
    try: yield 1
    except GeneratorExit: return 42
a = ret_on_close(); next(a); show(a.close)
def reent():
    try: me.send(None)
    except ValueError as e: print(e)
    try: me.close()
    except ValueError as e: print(e)
    try: me.throw(ValueError)
    except ValueError as e: print(e)
    try: next(me)
    except ValueError as e: print(e)
    yield 1
me = reent(); print(next(me))
def si(): yield 1; raise StopIteration("inner")
a = si(); next(a); show(next, a)
a = si(); show(a.throw, StopIteration("thrown"))
a = si(); next(a); show(a.throw, StopIteration("thrown"))
def ctx():
    try: yield 1
    except TypeError as e:
        print(type(e.__context__))
        yield 2
a = ctx(); next(a)
try: raise KeyError("outer")
except KeyError:
    print(a.throw(TypeError("t")))
import sys
def handled():
    print("in", sys.exc_info()[1])
    try: raise ValueError("v")
    except ValueError:
        yield 1
        print("after", sys.exc_info()[1])
        try: raise
        except ValueError as e: print("re", e)
    print("end", sys.exc_info()[1])
    yield 3
a = handled()
try: raise KeyError("k")
except KeyError:
    next(a)
    print(sys.exc_info()[1])
next(a)
print(sys.exc_info()[1])
# next default, in for
print(next(g(), "d"), list(x for x in range(3)))
def r(): return 7; yield
show(next, r()); show(r().send, None); show(r().__next__); print(next(r(), "dd"))
# result tuple / exception
def rt(): return (1, 2); yield
show(next, rt())
def re_(): return ValueError(1); yield
show(next, re_())
print(type(g()), repr(g()).startswith("<generator object g at 0x"))
show(lambda: type(g())())
class Foo:
    def m(self): yield
print(Foo().m().__qualname__, repr(Foo().m())[:28])
x = g()
show(setattr, x, "__name__", 3)
show(setattr, x, "foo", 3)
def deleg_name(): delattr(x, "__name__")
show(deleg_name)
print(iter(x) is x, hash(x) == hash(x))
def own():
    try: raise OSError("own")
    except OSError:
        try: yield 1
        except TypeError as e: print(repr(e.__context__)); yield 2
a = own(); next(a); print(a.throw(TypeError("t")))
def unstarted(): yield
try: raise KeyError
except KeyError:
    show(unstarted().throw, ValueError("u"))
    a = unstarted(); a.close(); show(a.throw, ValueError("f"))
def tb_lines(e):
    t, lines = e.__traceback__, []
    while t: lines.append(t.tb_lineno); t = t.tb_next
    return lines
try: unstarted().throw(ValueError)
except ValueError as e: print(tb_lines(e))
a = own(); next(a)
try: a.throw(KeyError)
except KeyError as e: print(tb_lines(e), repr(e.__context__))
def raises_si(): yield 1; raise StopIteration
a = raises_si(); next(a)
try: next(a)
except RuntimeError as e: print(tb_lines(e), tb_lines(e.__cause__))
