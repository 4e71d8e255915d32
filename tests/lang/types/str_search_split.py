# str: searching, splitting, joining, stripping, replacing, slices. Positions are code points.


def show(f, *args, **kw):
    try:
        print(repr(f(*args, **kw)))
    except Exception as e:
        print(type(e).__name__, e)


texts = ["", "a", "abcabcabc", "aXbXc", "héllo wörld", "日本語日本", "a\u0300b" * 50, "𝒳y𝒳" * 70, "é" * 200,
         "  lead and trail \t\n", "x" * 300, "ab" * 200 + "c"]
needles = ["", "a", "c", "abc", "X", "é", "日本", "𝒳", "\u0300", "xx", "bc", "ö", "zz"]
for s in texts:
    for n in needles:
        for args in [(), (1,), (1, 4), (-4,), (None, -1), (3, 1), (0, 1000), (1000,), (-1000, 7)]:
            print(s.find(n, *args), s.rfind(n, *args), s.count(n, *args), s.startswith(n, *args),
                  s.endswith(n, *args), end=" ")
        print(n in s)
        if n:
            print(s.split(n), s.split(n, 1), s.rsplit(n, 1), s.partition(n), s.rpartition(n))
        print(s.replace(n, "<>"), s.replace(n, "", 2), s.replace(n, "é", 1), s.strip(n), s.lstrip(n), s.rstrip(n))
        print(s.removeprefix(n), s.removesuffix(n))
    print(s.split(), s.rsplit(), s.split(None, 1), s.rsplit(None, 1), s.split(None, 0), s.splitlines())
    print(s[1:3], s[::-1], s[::2], s[-3:], s[5:1:-1], s[100:], s[-1:-70:-7])
    print([s[i] for i in range(-min(len(s), 3), min(len(s), 3))], len(s), list(s[:5]))
    print(s.center(9), s.ljust(9, "é"), s.rjust(8, "*"), s.zfill(7), s.expandtabs(4))

for t in ["a\nb\r\nc\rd\x0be\x0cf\x1cg\x1dh\x1ei\x85j\u2028k\u2029l", "\n", "\r\n\n", "a\n", "é\u2028"]:
    print(t.splitlines(), t.splitlines(True), t.splitlines(keepends=True))
print("\u2003a\u00a0b \x1f c\u3000".split(), "\u2003a\u00a0".strip(), ["\x1c\x1da".split()])
print("-5".zfill(5), "+é".zfill(5), "--1".zfill(6), "".zfill(3))
print("a\tbc\tdef\tg".expandtabs(), "\t|\n\ta\té\t|".expandtabs(3), "a\tb".expandtabs(0), "a\tb".expandtabs(tabsize=1))
print(" ".join([]), "-".join("abc"), "é".join("abc"), ",".join(str(i) for i in range(5)), "".join(["x"]))
show(" ".join, [1])
show(" ".join, ["a", b"b"])
show(" ".join, 5)
show("a".split, "")
show("a".partition, "")
show("a".split, 1)
show("a".index, "b")
show("a".rindex, "b")
show("abc".find, 1)
show("abc".startswith, 1)
show("abc".startswith, ("x", 1))
show("abc".startswith, ("x", "ab"))
show("abc".endswith, ())
show("abc".center, 10, "")
show("abc".center, 10, 1)
show("abc".strip, 3)
show("abc".replace, "b", "x", -1)
show("abc".replace, "b", "x", count=0)
show("abc".find, "b", "x")
show(lambda: "abc"[5])
for key in "x", 1.0:
    show(lambda: "abc"[key])
show(lambda: "abc"[2**70])
show(lambda: "abc"[: 2**70])
show(lambda: "abc"[:: -(2**70)])
show(lambda: "abc"[::0])
show(lambda: 1 in "abc")
show(lambda: "a" + 1)
show(lambda: 1 + "a")
show(lambda: "a" * "b")
show(lambda: "a" * 1.5)
show(lambda: "ab" * -1)
show(lambda: 3 * "ab")
show(lambda: "é" * 3)
show(lambda: "a" < 1)
print("a" < "b", "a" < "aa", "é" > "z", "\uffff" < "\U00010000", "a" == 1, "a" != "b", "" < "a")
print("" in "", "a" in "", max("abc"), sorted("héa𝒳"), min("ba"))
print("hello"[1], "hello"[-1], "hé"[True], "abc".__getnewargs__())
print("abc".translate({97: "é", 98: None, 99: 100}), "abc".translate(str.maketrans("ab", "xy", "c")),
      str.maketrans({"a": 1, 98: "x"}), "héé".translate({0xE9: "e"}), "aXa".translate({ord("a"): "aa"}))
show("abc".translate, {97: 2**30})
show("abc".translate, {97: 1.5})
show(str.maketrans, "a", "bc")
show(str.maketrans, "a")
show(str.maketrans, {"ab": 1})


class S(str):
    def __str__(self):
        return "custom"


s = S("héllo")
print(s, repr(s), type(s + "x").__name__, type(s[:]).__name__, type(s.strip()).__name__, type(s.upper()).__name__,
      type(s.replace("zz", "")).__name__, type("".join([s])).__name__, type(str(s)).__name__, len(s), s == "héllo",
      hash(s) == hash("héllo"), {s: 1}["héllo"], s.__class__, s.find("l"))
s.attribute = 5
print(s.attribute, vars(s))
it = iter("hé𝒳")
print(next(it), it.__length_hint__(), list(it), list(it), type(it).__name__, type(iter("a")).__name__)
print("x".join(map(str, range(100))) == "".join(f"{i}x" for i in range(100))[:-1])
a = "ab" * 1000
print(("a" * 500 + "b") in a, (a + "c").find("abc"), (a + "c").rfind("abab"), ("b" * 3000).find("b" * 100 + "a"),
      ("a" + "b" * 3000).rfind("a" + "b" * 100), ("ab" * 3000).rfind("bb" + "ab" * 50))
