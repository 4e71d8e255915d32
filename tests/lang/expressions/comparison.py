# Comparison, chains (each operand evaluated once), identity, membership.
def show(value):
    print("eval", value, end="; ")
    return value
print(show(1) < show(2) < show(3))
print(show(3) < show(2) < show(1))
print(1 < 2 > 1 != 3 == 3 is not None in [None, True, False])
print(1 == 1.0 == True, 2**53 == float(2**53), 2**53 + 1 == float(2**53), 2**53 + 1 > float(2**53), 1 == 1 + 0j)
nan = float("nan"); inf = float("inf")
print(nan == nan, nan != nan, nan < 1, nan in [nan], [nan] == [nan], inf > 10**400, -inf < -10**400, 10**400 < inf)
print("a" < "b", "a" < "B", "" < "a", "abc" < "abd", "é" > "z", "\ud800" < "\U00010000", b"a" < b"b", b"a" == "a")
print((1, 2) < (1, 3), (1,) < (1, 0), [] < [0], [1, "a"] == [1, "a"], (1, 2) == [1, 2], (nan,) == (nan,))
print({1, 2} < {1, 2, 3}, {1} <= {1}, {1} < {1}, {1, 2} > {3}, {1: 2} == {1: 2.0}, {1: 2} != {1: 3})
print(1 is 1, None is not None, [] is [], not 1 in [1], 1 not in [2], "a" in "cat", "" in "", b"a" in b"cat", 97 in b"cat", 3 in range(0, 10, 3))
for source in ("1 < 'a'", "[] < ()", "None < None", "1j < 2j", "{} < {}", "1 in 2", "1 in 'a'", "'a' in b'a'", "300 in b'a'", "(1, 'a') < (1, 2)"):
    try:
        print(source, eval(source))
    except Exception as error:
        print(source, type(error).__name__, error)
