# oracle: 3.11
# Arbitrary precision: every operation on numbers of many digits, checked by identities.
a, b = 3**200 + 7, 7**120 - 5
print(a, b, a * b, a + b, a - b, a // b, a % b, -a // b, -a % b, a // -b, divmod(-a, -b))
print(a & b, a | b, a ^ b, -a & b, -a | -b, -a ^ b, ~a, a << 77, a >> 55, -a >> 55, a >> 1000, -a >> 1000)
print(all((x // y) * y + x % y == x for x in (a, -a, a * b, 2**64, 2**63 - 1, -2**63) for y in (b, -b, 3, -7, 2**32, 2**61, -2**62, 10**18)))
print(int(str(a * a)) == a * a, a == int(hex(a), 16), int(oct(b), 8) == b, int(bin(a), 2) == a, (a**5) // a**4 == a, pow(a, b, 10**9 + 7), a.bit_length(), hash(a) == hash(a + 0), float(a), a / b, round(a / 3**200, 10))
for n in (2**30, 2**31, 2**32, 2**61, 2**62, 2**63, 2**64):
    print(n, -n, n - 1, -n - 1, n * n, (n - 1) * (n + 1), n + n, -n - n, n // 3, n * -1, ~n, n ^ (n - 1), (n * 2) // 2 == n, n - n, n % 1000, (-n) % 1000)
f = 1
for i in range(1, 101): f *= i
print(f, f % 10**24, len(str(f * f)), sum(int(c) for c in str(f)))
print(2**1000 % 97, 10**50 // 7**20, -(10**50) // 7**20, 123456789**10, (2**127 - 1) % 13, 1 << 200, (1 << 200) >> 199, 0 * a, a * 0, a ** 0, a - a, 5 * a == a * 5 == a + a + a + a + a, a > b > 0 > -b > -a, a != a + 1, min(a, b) == b, int(1e30), int(-1.5e25), 10**22 == 1e22, 10**23 == 1e23)
x, y = 1, 1
while len(str(x)) < 60: x, y = y, x + y
print(x, x % y, int("9" * 40) + 1, int("-" + "9" * 40) - 1, f"{10**40:,}", f"{10**40:_x}", f"{2**100:>50}", "%d" % 2**100, "%x" % -2**100, str(10**18), str(-10**19), 10**17 * 10**17)
