# stderr: compare
# row: pep657
# "Did you mean": misspelt names, attributes and imports, and when CPython says nothing.
import sys
class Foo:
    _hidden = 3
    def __init__(self): self.blech, self._private = 1, 2
    def bare(self): return blech
    def own(self): return self.private
some_value = 1
def t1(): return Foo().bleach
def t2(): return Foo().hidden
def t3(): return Foo().bare()
def t4(): return Foo().own()
def t5(): return some_valu
def t6(): return lenn("x")
def t7(): return [].apend(1)
def t8(): return collections.deque
def t9(): from sys import pth
def t10(): return int.foo
def t11(): return sys.pth
def t12():
    local_name = 1
    return locl_name + local_name
def t13(): return xyzzy
def t14(): return SOME_VALUE
def t15(): return Foo().Blech
def t16(): return (5).reel
for t in [t1, t2, t3, t4, t5, t6, t7, t8, t9, t10, t11, t12, t13, t14, t15, t16]:
    try: t()
    except Exception as error: sys.excepthook(type(error), error.with_traceback(error.__traceback__.tb_next), error.__traceback__)
