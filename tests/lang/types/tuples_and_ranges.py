# oracle: 3.11
t = (1, 2, 3)
print(t[0], t[-1], t[1:], t[::-1], t + (4,), t * 2, 2 in t, t.index(2), t.count(1), len(t), (), (1,), ((1,),), t == (1, 2, 3), t < (1, 3), hash(t) == hash((1, 2, 3)), (1, [2])[1], tuple([1]), tuple("ab"))
for source in ("t[5]", "t['a']", "t.index(9)", "t + [1]", "t < 1", "hash(([],))", "t.append", "t * 1.5"):
    try: print(eval(source))
    except Exception as e: print(source, "|", type(e).__name__, e)
try: t[0] = 1
except TypeError as e: print(e)
try: del t[0]
except TypeError as e: print(e)
r = range(10, 0, -3)
print(r, list(r), len(r), r[1], r[-1], r[1:], r[::-1], 7 in r, 8 in r, 7.0 in r, r.index(4), r.count(4), r.start, r.stop, r.step, range(0), range(5) == range(0, 5), range(0) == range(2, 2), hash(range(3)) == hash(range(0, 3)), range(1, 10, 2)[::2], bool(range(0)), range(10**20)[10**19], len(range(0, 10**15, 7)), 10**18 in range(10**20), range(2**70, 2**70 + 3)[1], list(range(-5, 5, 3)))
for source in ("range(3)[5]", "range(1, 2, 0)", "range('a')", "range(1.5)", "range(3).index(5)", "len(range(10**30))", "range(3).x", "range(3) + range(2)", "range(1, 2, 3, 4)", "range(3)['a']"):
    try: print(eval(source))
    except Exception as e: print(source, "|", type(e).__name__, e)
print(max(range(5)), sum(range(101)), list(reversed(range(0, 10, 3))), [*range(3)], list(zip(range(3), range(5, 8))), (i for i in range(3)).__next__(), list(range(True, 5)))
