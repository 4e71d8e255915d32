# stderr: compare
# row: pep657
# Columns of every kind of expression that fails; printed by sys.excepthook.
import sys
a, b, l, d, s = 1, 0, [1], {}, "s"
class O: pass
o = O()
def f(x): return x
def t1(): return a / b
def t2(): return a + s
def t3(): return l[5]
def t4(): return d["missing"]["deeper"]
def t5(): return o.x.y
def t6(): return (a
                  + s)
def t7(): return f(a)(b, *l)
def t8(): return -s
def t9(): return l[a:b:0]
def t10(): return [i / b for i in l]
def t11(): return a if a / b else b
def t12(): return not (a < s)
def t13(): return f"{a} {b} {a / b}"
def t14(): return o.method(1, 2)
def t15(): return a in b
def t16(): x, y = l
def t17(): del d[a]
def t18(): assert a == b, "message"
def t19(): import nothing.at_all
def t20(): raise ValueError(a / b)
def t21():
    for i in a: pass
def t22():
    with o: pass
def t23(): o.x += 1
def t24(): l[9] = 1
def t25(): return (yes := undefined)
def t26(): é = "ñ" + 1
def t27(): return print(a, b, c_undefined, sep="")
def t28(): o.b.c = 1
def t29(): return f(f(f(1 / 0)))
def t30(): return "%d" % s
def t31(): return l[0][1]
def t32(): return a @ b
def t33(): return a < b < s
def t34(): return {**a}
def t35(): return [*a]
def t36(): return f(*a)
def t37(): return f(**a)
def t38(): return (f)(1)(2)
for t in [t1, t2, t3, t4, t5, t6, t7, t8, t9, t10, t11, t12, t13, t14, t15, t16, t17, t18, t19, t20, t21, t22, t23, t24, t25, t26, t27, t28, t29, t30, t31, t32, t33, t34, t35, t36, t37, t38]:
    try: t()
    except Exception as error: sys.excepthook(type(error), error.with_traceback(error.__traceback__.tb_next), error.__traceback__)
