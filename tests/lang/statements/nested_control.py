# oracle: 3.11
# Loops, try, with and functions nested in each other, leaving by every way.
class M:
    def __enter__(self): log.append("in"); return self
    def __exit__(self, *a): log.append("out" if a[0] is None else "err"); return False
def f(how):
    for i in range(3):
        with M():
            try:
                for j in range(3):
                    try:
                        if how == "break": break
                        if how == "continue": continue
                        if how == "return": return (i, j)
                        if how == "raise": raise KeyError(how)
                        if how == "inner": 1 / 0
                    except ZeroDivisionError: log.append("zero"); break
                    finally: log.append("f1")
                else: log.append("else")
            except KeyError: log.append("key"); continue
            finally: log.append("f2")
    return "end"
for how in ("none", "break", "continue", "return", "raise", "inner"):
    log = []; print(how, f(how), log)
def g():
    while True:
        try:
            while True:
                try: raise ValueError
                except ValueError: break
            return "out of both"
        finally: log.append("finally")
log = []; print(g(), log)
def h(n):
    try:
        if n == 0: return "zero"
        try: return h(n - 1) + str(n)
        finally: log.append(n)
    finally: log.append(-n)
log = []; print(h(3), log)
