# str.format, format_map, __format__ of str.


def show(f, *args, **kw):
    try:
        print(repr(f(*args, **kw)))
    except Exception as e:
        print(type(e).__name__, e)


class P:
    x = 3
    name = "pé"
    items = [1, {"k": "v"}]

    def __format__(self, spec):
        return f"<{spec}>"

    def __str__(self):
        return "strP"

    def __repr__(self):
        return "reprP\xe9"


p = P()
print("{} {}".format(1, 2), "{0} {1} {0}".format("a", "b"), "{a} {b}".format(a=1, b=2), "{{}} {{{}}}".format(5))
print("{0.x} {0.items[0]} {0.items[1][k]} {p.name}".format(p, p=p))
print("{} {:spec} {!s} {!r} {!a} {!s:>8} {!r:*^12}".format(p, p, p, p, p, p, p))
print("{:{}}|{:{w}.{p}f}|{:{}{}}".format("a", 5, 3.14159, 7, "<", 9, w=8, p=2))
print("{:5}|{:<5}|{:>5}|{:^5}|{:*^6}|{:.2}|{:5.1}|{:é>4}|{:05}|{:s}".format(*["abc"] * 10))
print("{[key]} {[0]} {[a b]}".format({"key": 1}, [7], {"a b": 2}))
print("{a[0]}{a[-1]}".format(a={0: 1, "-1": 2}))
print("{:d} {:x} {:,} {:.3e} {:%} {:08.3f} {:+d} {:#b}".format(42, 255, 1234567, 12345.678, 0.25, 3.14159, 5, 5))
print("{m[a]} {n}".format_map({"m": {"a": 1}, "n": 2}))


class D(dict):
    def __missing__(self, key):
        return f"?{key}?"


print("{x} {y.real}".format_map(D(y=5)))
for text in ["{", "}", "{0", "{0!}", "{0!x}", "{0!r:", "{0!rx}", "{0.}", "{0[}", "{0[]}", "{0[a}", "{0]}", "{a}", "{1}", "{0.zz}",
             "{0[zz]}", "{:{:{}}}", "a}b", "a{b", "{!r", "{0[0]x}", "{99999999999999999999}", "{0:zz}", "{} {0}", "{0} {}", "{0{1}}",
             "{:}}", "{ 0}", "{-1}", "{0!é}", "{0!", "{:10q}", "{!}"]:
    show(text.format, "A", "B")
show("{}".format)
show("{a}".format)
show("{}".format_map, {})
show("{a.b}".format, a=1)
show("{0[x]}".format, [1])
for spec in ["", "s", "10", "<10", ">10.2", "^10", "=10", "+", " ", "#", "010", ",", "_", "z", "d", ".3s", "é<6", "10.0", "}>5", "xx",
             "1.", "s5"]:
    show(format, "héllo", spec)
show(format, "x", 5)
show("abc".__format__, "5")
