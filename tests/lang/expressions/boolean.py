# oracle: 3.11
# and, or, not, conditional expressions: values, order, truth.
def show(value):
    print(f"<{value!r}>", end="")
    return value
print(show(0) or show("") or show([]) or show(None))
print(show(1) and show("a") and show(()))
print(show(0) and show(1) or show(2))
print(not show(0), not not show("x"))
print(show("then") if show(1) else show("else"), show("then") if show(0) else show("else"))
print(1 if 0 else 2 if 0 else 3, (lambda: 1 if 1 else 2)(), 1 or 1 / 0, 0 and 1 / 0)
class Truth:
    def __bool__(self): print("bool", end=" "); return False
class Length:
    def __len__(self): print("len", end=" "); return 0
class Bad:
    def __bool__(self): return 1
class Negative:
    def __len__(self): return -1
print(not Truth(), not Length(), bool(Truth() or Length()), bool(object()))
if Truth(): print("wrong")
elif Length(): print("wrong")
else: print("right")
while Truth(): pass
for bad in (Bad, Negative):
    try:
        bool(bad())
    except Exception as error:
        print(type(error).__name__, error)
print([bool(x) for x in (0, 0.0, 0j, "", b"", (), [], {}, set(), range(0), None, False, frozenset(), bytearray())])
print([bool(x) for x in (1, -0.1, 1j, " ", b"\0", (0,), [0], {0: 0}, {0}, range(1), ..., True, print)])
