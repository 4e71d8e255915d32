# oracle: 3.11
# row: pep564
import time
for name in ("time", "monotonic", "perf_counter"):
    a, b = getattr(time, name)(), getattr(time, name + "_ns")()
    print(name, type(a).__name__, type(b).__name__, abs(b / 1e9 - a) < 5, getattr(time, name)() >= a)
t = time.monotonic(); time.sleep(0.01); print(time.monotonic() - t >= 0.0099)
try: time.sleep(-1)
except ValueError as e: print(e)
