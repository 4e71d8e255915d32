# oracle: 3.11
# Small programs with generators: tree walk, primes, permutations, coroutine pipeline.
def walk(t):
    if isinstance(t, list):
        for x in t: yield from walk(x)
    else: yield t
print(list(walk([1, [2, [3, [4]], 5], []])))
def primes():
    seen, n = [], 2
    while True:
        if all(n % p for p in seen): seen.append(n); yield n
        n += 1
p = primes(); print([next(p) for _ in range(15)])
def perms(s):
    if not s: yield ""
    for i, c in enumerate(s):
        for r in perms(s[:i] + s[i + 1:]): yield c + r
print(list(perms("abc")))
def average():
    total = n = 0; value = None
    while True: x = yield value; total += x; n += 1; value = total / n
a = average(); next(a); print([a.send(x) for x in (10, 20, 60)])
def hanoi(n, a="A", b="B", c="C"):
    if n: yield from hanoi(n - 1, a, c, b); yield a + c; yield from hanoi(n - 1, b, a, c)
print(" ".join(hanoi(4)))
def queens(n, row=0, cols=()):
    if row == n: yield cols
    else:
        for c in range(n):
            if all(c != k and abs(c - k) != row - i for i, k in enumerate(cols)): yield from queens(n, row + 1, cols + (c,))
print(len(list(queens(6))), next(queens(8)))
