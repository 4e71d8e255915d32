s = {1, 2, 3}
print(len(s), 2 in s, sorted(s | {4}), sorted(s & {2, 3, 5}), sorted(s - {1}), sorted(s ^ {3, 4}), s == {3, 2, 1}, s < {1, 2, 3, 4}, s <= s, s > {1}, s.isdisjoint({9}), s.issubset(range(9)), s.issuperset([1]))
print(sorted(s.union([5], (6,))), sorted(s.intersection([1, 2], {2})), sorted(s.difference([1], [2])), sorted(s.symmetric_difference("a"), key=str), {1, True, 1.0}, set("a"), frozenset([1]), {frozenset([1]): "key"}[frozenset([1])], frozenset([1, 2]) == {1, 2})
s.add(4); s.discard(1); s.discard(99); s.remove(2); print(sorted(s)); s.update([7], "a"); print(len(s)); s.intersection_update([3, 7]); s.difference_update([7]); s.symmetric_difference_update([3, 5]); print(s, s.pop(), s, s.clear(), s, s.copy())
for source in ("{1}.remove(2)", "set().pop()", "{[]}", "{1} | [1]", "{1} + {2}", "set(5)", "{1}[0]", "frozenset([1]).add(2)", "{1} < 5", "{1} == 5", "hash({1})", "{1}.union(5)", "[] in {1}", "{1} in {frozenset([1])}", "{{1}}"):
    try: print(source, eval(source))
    except Exception as e: print(source, "|", type(e).__name__, e)
f = frozenset("ab"); print(type(f | {1}).__name__, type({1} | f).__name__, f is frozenset(f), f.copy() is f, hash(f) == hash(frozenset("ba")), len(f), set(), repr(set()), repr(frozenset()), {1} <= frozenset([1]))
big = {i for i in range(1000)}; big -= {i for i in range(0, 1000, 3)}; print(len(big), 3 in big, 4 in big, sum(big), min(big), max(big))
a = b = {1}; a |= {2}; print(b); x = y = frozenset([1]); x |= {2}; print(y)
