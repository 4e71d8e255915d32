# Integer and float arithmetic: signs, rounding, mixed types, errors.
for a in (7, -7, 0, 1, 2**40, -2**40, 2**70 + 3, -2**70 - 3):
    for b in (2, -2, 3, -3, 2**33, -2**65 - 1):
        print(a, b, a + b, a - b, a * b, a // b, a % b, divmod(a, b), a & b, a | b, a ^ b)
for a in (7.5, -7.5, 0.0, -0.0, 1e300):
    for b in (2, -2, 0.75, -3.5):
        print(a, b, a + b, a - b, a * b, a / b, a // b, a % b, divmod(a, b))
print(2 ** 10, 2 ** -1, (-2) ** 3, 2 ** 100, 0 ** 0, 2.0 ** 0.5, (-8) ** (1 / 3), pow(3, 5, 7), pow(3, -1, 7), pow(-3, 5, -7))
print(1 << 70, -1 << 3, 1 << 0, 2**70 >> 69, -5 >> 1, -1 >> 100, 5 >> 100, ~5, ~-6, +True, -True, ~0)
print(7 / 2, 6 / 2, 2**70 / 2**69, -7 / 2, 10**400 / 10**399, True + True, True / 2)
for source in ("1 / 0", "1 // 0", "1 % 0", "1.0 / 0", "1.0 // 0", "1.0 % 0", "divmod(1, 0)", "1 << -1", "1 >> -1", "10**400 / 1", "1.0 * 10**400", "0 ** -1", "0.0 ** -1", "'a' + 1", "1 + 'a'", "[] - []", "-'a'", "~1.5", "1.5 & 1", "'a' * 1.5", "[] * []", "None + 1", "'a' % 1", "pow(2, 3, 0)", "pow(2, -1, 4)", "pow(2.0, 3, 4)"):
    try:
        print(source, eval(source))
    except Exception as error:
        print(source, type(error).__name__, error)
