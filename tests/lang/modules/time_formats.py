# oracle: 3.11
# gmtime, strftime, strptime, mktime, struct_time and their errors.
import time
def err(f):
    try: return f()
    except Exception as e: return type(e).__name__ + ": " + str(e)
for s in (0, 1, 86399, 951782400, 946684799.9, -1, -86400.5, 1700000000, 4102444800, 253402300799):
    g = time.gmtime(s); print(tuple(g), g.tm_zone, g.tm_gmtoff, time.asctime(g), time.strftime("%Y-%m-%d %H:%M:%S %a %A %b %B %j %U %W %w %y %I %p %Z %z %% %c %x %X %G-%V-%u %C %e %D %F %R %T %r %h %n%t|", g))
print(repr(time.gmtime(0))); t = time.localtime(1700000000); print(t.tm_isdst in (0, 1), time.mktime(t), time.mktime((2024, 2, 30, 25, 61, 61, 0, 0, -1)), time.ctime(0)[:3])
print(time.struct_time(range(9)), time.struct_time((2020, 1, 2, 3, 4, 5, 6, 7, 0)).tm_year, len(time.gmtime()), time.gmtime(0)[:3], time.gmtime(0) == (1970, 1, 1, 0, 0, 0, 3, 1, 0), isinstance(time.gmtime(), tuple), time.gmtime(0).tm_zone, hash(time.gmtime(0)) == hash(tuple(time.gmtime(0))))
for f in (lambda: time.struct_time((1, 2)), lambda: time.struct_time(3), lambda: time.sleep(-1), lambda: time.sleep("a"), lambda: time.gmtime("a"), lambda: time.strftime(3), lambda: time.strftime("%Y", (1, 2)), lambda: time.asctime((2000, 13, 1, 0, 0, 0, 0, 1, 0)), lambda: time.mktime(3), lambda: time.gmtime(float("nan")), lambda: time.gmtime(1e30), lambda: time.strptime("x", "%Y"), lambda: time.strptime("2020 x", "%Y")):
    print(err(f))
print(tuple(time.strptime("2024-02-29 23:59:58", "%Y-%m-%d %H:%M:%S")), tuple(time.strptime("Tue Mar  5 07:08:09 2019")), tuple(time.strptime("05/06/07 08 PM", "%m/%d/%y %I %p")), tuple(time.strptime("2020 123", "%Y %j")), tuple(time.strptime("12 Feb", "%d %b")), tuple(time.strptime("+0130 12", "%z %H")), tuple(time.strptime("2021 10 1", "%Y %W %w")), tuple(time.strptime("2021 10 0", "%Y %U %w")), time.strptime("1 UTC", "%d %Z").tm_isdst)
a = time.perf_counter(); time.sleep(0.02); print(time.perf_counter() - a >= 0.02, type(time.time_ns()).__name__, time.monotonic() <= time.monotonic(), time.process_time() >= 0, isinstance(time.tzname, tuple), time.daylight in (0, 1), isinstance(time.timezone, int))
