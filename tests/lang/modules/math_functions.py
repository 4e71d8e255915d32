# oracle: 3.11
import math
print(math.pi, math.e, math.tau, math.inf, math.nan, math.floor(-2.5), math.ceil(-2.5), math.trunc(-2.7), math.floor(1e20), math.sqrt(16), math.isqrt(10**30), math.gcd(12, 18, 30), math.lcm(4, 6), math.factorial(25), math.comb(50, 25), math.perm(10, 3), math.hypot(3, 4), math.copysign(1, -0.0), math.fabs(-3), math.fmod(-7, 3), math.modf(-2.5), math.frexp(10.0), math.ldexp(0.5, 5), math.fsum([0.1] * 10), math.prod([1, 2, 3], start=2), math.dist((0, 0), (3, 4)))
print(math.exp(0), math.log(1), math.log(8, 2), math.log2(8), math.log10(1000), math.log1p(0), math.expm1(0), math.log(10**400), math.sin(0), math.cos(0), math.atan2(1, -1), math.degrees(math.pi), math.radians(180), math.pow(2, 0.5), math.isnan(math.nan), math.isinf(-math.inf), math.isfinite(1), math.isclose(0.1 + 0.2, 0.3), math.remainder(5, 3), math.nextafter(1, 2), math.ulp(1.0), math.exp2(3), math.erf(0), math.gamma(5), math.lgamma(1))
for source in ("math.sqrt(-1)", "math.log(0)", "math.factorial(-1)", "math.floor(math.nan)", "math.ceil(math.inf)", "math.fmod(1, 0)", "math.pow(0, -1)", "math.exp(1000)", "math.sqrt('a')", "math.gcd(1.5)", "math.isqrt(-1)", "math.acos(2)", "math.comb(-1, 2)", "math.factorial(1.5)", "math.log(-1)", "math.ldexp(1.0, 5000)"):
    try: print(source, eval(source))
    except Exception as e: print(source, "|", type(e).__name__)
class T:
    def __floor__(self): return "f"
    def __ceil__(self): return "c"
    def __trunc__(self): return "t"
    def __float__(self): return 2.25
print(math.floor(T()), math.ceil(T()), math.trunc(T()), math.sqrt(T()))
