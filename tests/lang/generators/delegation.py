# yield from into generators, plain iterators and objects with throw() and close().
def show(f, *a):
    try: r = f(*a)
    except BaseException as e: print(type(e).__name__, e.args, type(e.__context__).__name__, type(e.__cause__).__name__)
    else: print("->", r)
def inner():
    try:
        while True:
            try: x = yield "i"
            except KeyError as e: print("inner KeyError", e); yield "handled"
            else:
                print("inner got", x)
                if x == "stop": return "inner result"
    finally: print("inner fin")
def outer():
    r = yield from inner()
    print("outer r", r)
    try: r2 = yield from inner()
    except ValueError as e: print("outer caught", e)
    yield "end"
    return "outer result"
a = outer()
show(next, a); show(a.send, 1); show(a.throw, KeyError("k")); show(next, a); show(a.send, "stop"); show(a.throw, ValueError("v")); show(next, a)
a = outer(); next(a); show(a.close)
a = outer(); next(a); show(a.throw, GeneratorExit)
a = outer(); next(a); show(a.throw, OSError("o"))
# non-generator iterators
class It:
    def __init__(self, n): self.n = n
    def __iter__(self): return self
    def __next__(self):
        self.n -= 1
        if self.n < 0: raise StopIteration("it result")
        return self.n
def o2(it):
    r = yield from it
    print("r", r)
    yield "last"
a = o2(It(2)); show(next, a); show(a.send, 5); 
a = o2(It(2)); show(next, a); show(next, a); show(next, a); show(next, a)
a = o2(It(2)); show(next, a); show(a.throw, ValueError("nothrow")); show(next, a)
a = o2(It(2)); show(next, a); show(a.close)
class Full(It):
    def send(self, v): print("send", v); return next(self)
    def throw(self, *args):
        print("throw", [x if isinstance(x, type) else type(x).__name__ for x in args])
        if self.n == 1: raise StopIteration("from throw")
        return "thrown ok"
    def close(self): print("close")
a = o2(Full(3)); show(next, a); show(a.send, 9); show(a.throw, ValueError("q")); show(next, a)
a = o2(Full(3)); show(next, a); show(a.throw, ValueError("q2")); show(a.close)
class BadClose(It):
    def close(self): raise RuntimeError("close failed")
a = o2(BadClose(3)); next(a); show(a.close)
a = o2(BadClose(3)); next(a); show(a.throw, GeneratorExit("ge"))
a = o2([1, 2]); show(next, a); show(a.throw, IndexError("x"))
show(next, o2(5))
a = o2("ab"); print(next(a), a.gi_yieldfrom is not None, a.gi_suspended); 
def chain(n):
    if n: return (yield from chain(n - 1))
    try: x = yield "deep"
    except ValueError as e: x = ("caught", str(e))
    return x
a = chain(50); print(next(a)); show(a.send, "hello")
a = chain(50); print(next(a)); show(a.throw, ValueError("deep v"))
a = chain(50); print(next(a)); show(a.close)
def tb():
    yield from tb2()
def tb2():
    yield 1
    raise ZeroDivisionError
a = tb(); next(a)
try: next(a)
except ZeroDivisionError as e:
    t = e.__traceback__
    while t: print(t.tb_lineno, t.tb_frame.f_code.co_name if hasattr(t, "tb_frame") else ""); t = t.tb_next
a = tb(); next(a)
try: a.throw(KeyError("thrown"))
except KeyError as e:
    t = e.__traceback__
    while t: print(t.tb_lineno); t = t.tb_next
# reentrancy while delegating
def self_ref():
    yield from Loop()
class Loop:
    def __iter__(self): return self
    def __next__(self):
        show(me.send, None)
        return 1
    def throw(self, e):
        show(me.send, None); show(me.close)
        print(me.gi_running)
        return 2
me = self_ref(); print(next(me)); print(me.throw(ValueError)); print(me.gi_running)
# wide registers
src = "def w():\n" + "".join(f"    v{i} = {i}\n" for i in range(300)) + "    r = yield from inner()\n    print('w r', r, v299)\n    yield r\n"
exec(src)
a = w(); show(next, a); show(a.send, 3); show(a.throw, KeyError("wide")); show(next, a); show(a.send, "stop"); show(next, a)
a = w(); show(next, a); show(a.throw, ValueError("wide")); print(a.gi_yieldfrom)
a = w(); show(next, a); print(a.gi_yieldfrom.__name__); show(a.close)
a = w()
for i, v in enumerate(a):
    if i > 2: break
    print(i, v)
a.close()
