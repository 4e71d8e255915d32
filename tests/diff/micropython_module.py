# reason: the modules micropython and gc have MicroPython's functions, which CPython lacks
import gc, micropython, time
print(micropython.const(5), micropython.opt_level(), micropython.stack_use() > 0)
@micropython.native
def f(x): return x + 1
@micropython.viper
def g(x): return x + 2
print(f(1), g(1))
r = micropython.RingIO(8)
print(r.any(), r.write(b"hello\nworld"), r.any(), r.readline(), r.read(1), r.read(), r.read())
b = bytearray(4); print(r.write(b"xyz"), r.readinto(b), b, r.close())
for bad in ("a", 0, b"ab"):
    try: micropython.RingIO(bad)
    except (TypeError, ValueError) as e: print(type(e).__name__, e)
out = []
micropython.schedule(out.append, 7)
for i in range(10): pass
print(out)
print(gc.mem_free() > 0, gc.mem_alloc() > 0, gc.threshold(), gc.threshold(100000), gc.threshold())
gc.threshold(-1)
print(gc.threshold(), isinstance(gc.collect(), int))
print(time.ticks_add(5, -10) == 2**30 - 5, time.ticks_diff(time.ticks_add(5, -10), 5), time.ticks_diff(0, 2**30 - 1))
t = time.ticks_ms(); time.sleep_ms(5); print(time.ticks_diff(time.ticks_ms(), t) >= 5)
t = time.ticks_us(); time.sleep_us(500); print(time.ticks_diff(time.ticks_us(), t) >= 500, isinstance(time.ticks_cpu(), int))
try: time.ticks_add(0, 2**29)
except OverflowError as e: print(e)
