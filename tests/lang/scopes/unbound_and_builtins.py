# oracle: 3.11
# Unbound names, shadowed builtins, deletion, conditional definition.
def f():
    try: print(x)
    except UnboundLocalError as e: print(e)
    if 0: x = 1
    try: x += 1
    except UnboundLocalError as e: print(e)
    for x in (): pass
    try: return x
    except UnboundLocalError as e: return str(e)
print(f())
len = lambda x: "shadowed"; print(len([])); del len; print(len([]))
import builtins
builtins.added = 5; print(added); del builtins.added
try: added
except NameError as e: print(e)
try: del added
except NameError as e: print(e)
def g():
    global made
    made = 1
g(); print(made); del made
try: g.__globals__["made"]
except KeyError: print("gone")
def h(flag):
    if flag: y = 1
    def i(): return y
    try: return i()
    except NameError as e: return str(e)
print(h(1), h(0))
def exc():
    try: raise ValueError
    except ValueError as e: pass
    try: e
    except UnboundLocalError as x: return str(x)
print(exc())
def aug():
    n = [1]
    def k(): n[0] += 1; return n
    return k()
print(aug(), print.__name__, __name__, __builtins__ is builtins or isinstance(__builtins__, dict))
def shadow(print): return print
print(shadow(5), (lambda abs: abs)(1), [sum for sum in (1, 2)], sum([1, 2]))
class C:
    x = 1
    def len(self): return len("abc")
    def m(self): return x if "x" in globals() else "class scope is skipped"
print(C().len(), C().m())
def params(a, b=lambda: a if "a" in globals() else "default sees no parameter"): return b()
print(params(1))
