# stderr: compare
# exit: 1
# row: pep657
# row: pep626
# An uncaught error: frames, source lines, columns.
def f(x):
    return g(x + 1) + 2
def g(y):
    values = [1, 2, 3]
    return (values[0]
            + values[y] * 2)
class C:
    def method(self):
        return [f(n) for n in (9,)]
print("before", flush=True)
C().method()
