# oracle: 3.11
from itertools import *
print(list(islice(count(5, 2), 3)), list(islice(cycle("ab"), 5)), list(repeat(1, 3)), list(chain([1], "a", ())), list(chain.from_iterable(["ab", [1]])), list(accumulate([1, 2, 3])), list(accumulate([1, 2, 3], lambda a, b: a * b, initial=10)), list(compress("abc", [1, 0, 1])), list(dropwhile(lambda x: x < 3, [1, 3, 2])), list(takewhile(lambda x: x < 3, [1, 3, 2])), list(filterfalse(None, [0, 1])), list(starmap(pow, [(2, 3), (3, 2)])), list(zip_longest("ab", [1], fillvalue="-")), list(pairwise("abc")))
print(list(product("ab", [1, 2])), list(product([0, 1], repeat=2)), list(permutations("abc", 2)), list(combinations("abc", 2)), list(combinations_with_replacement("ab", 2)), [(k, list(g)) for k, g in groupby("aabbb")], [(k, list(g)) for k, g in groupby([1, 3, 2, 4], key=lambda x: x % 2)], list(islice("abcdef", 1, 5, 2)), list(islice("abc", None)))
a, b = tee([1, 2, 3]); print(next(a), list(b), list(a), list(islice(count(), 2, 8, 3)), list(zip(count(), "ab")), list(product()), list(permutations([])), len(list(permutations(range(5)))), next(count(2.5, 0.5)), list(repeat("x", 0)))
for source in ("islice([], -1)", "list(islice([], 'a'))", "count('a')", "repeat()", "combinations('a', -1)", "list(starmap(pow, [1]))", "chain(1).__next__()", "tee([], -1)"):
    try: print(source, eval(source))
    except Exception as e: print(source, "|", type(e).__name__)
