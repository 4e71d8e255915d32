# Complex arithmetic, comparison, conversion, representation.
a, b = 3 + 4j, 1 - 2j
print(a + b, a - b, a * b, a / b, a ** 2, a ** 0.5, abs(a), -a, +a, a == 3 + 4j, a != b, a.real, a.imag, a.conjugate(), bool(0j), hash(1 + 0j) == hash(1), a + 1, 2 * a, 1.5 - a, a ** -1, 2 ** a, (1 + 0j) == 1)
print(repr(-0j), repr(complex(-0.0, -0.0)), complex("inf"), 1e20 + 1e-5j, complex(1, float("nan")), str(1j), repr(1 + 1e300j), f"{a}", f"{a:.2f}", f"{1j:>8}", complex(0, -1), 5j - 5j, 1j * 1j, 0j ** 0)
for source in ("a < b", "a // b", "a % b", "int(a)", "float(a)", "a / 0", "0j ** -1", "divmod(a, b)", "round(a)", "complex('a')", "a & b", "f'{a:d}'", "math.sqrt(a)"):
    import math
    try: print(eval(source))
    except Exception as e: print(source, "|", type(e).__name__, e)
