# row: pep626
# Line numbers of errors in conditions, decorators, multi-line calls, finally blocks.
def line(f):
    try: f()
    except Exception as error:
        tb = error.__traceback__
        while tb.tb_next: tb = tb.tb_next
        return tb.tb_lineno - f.__code__.co_firstlineno
def a():
    n = 3
    while n / (n - 1) > 0:
        n -= 1
        if n > 10:
            continue
def b():
    return max(
        1,
        1 / 0,
        3)
def c():
    x = [
        1,
        2
    ][
        5
    ]
def d():
    try:
        pass
    finally:
        for i in (1, 0):
            1 / i
def e():
    with open("/nonexistent/file") as f, \
            f:
        pass
def g():
    @(lambda f: 1 / 0)
    def inner():
        pass
def h():
    x = (1 if
         1 / 0 else
         2)
def i():
    assert (
        1
        ==
        2
    ), "m"
def j():
    print("a"
          "b" +
          1)
def k():
    if True:
        pass
    elif 0:
        pass
    raise \
        ValueError(
            1)
def m():
    for x in [1]:
        pass
    else:
        x.y
def n():
    {}.get(
        [],
        2)
print([(f.__name__, line(f)) for f in (a, b, c, d, e, g, h, i, j, k, m, n)])
