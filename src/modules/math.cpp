// The module math: functions of floats, after ISO C with Python's errors; ints and sums are in
// math_integers.cpp and math_sums.cpp. Library Reference, "math".

#include "modules/math_parts.h"

#include "text/float_text.h"

namespace ts::modules {

namespace {

// Messages of ValueErrors; {} shows the argument.
constexpr char kDomain[] = "math domain error";
constexpr char kFinite[] = "expected a finite input, got {}";
constexpr char kUnitRange[] = "expected a number in range from -1 up to 1, got {}";
constexpr char kOpenUnitRange[] = "expected a number between -1 and 1, got {}";
constexpr char kFromOne[] = "expected argument value not less than 1, got {}";
constexpr char kAboveMinusOne[] = "expected argument value > -1, got {}";
constexpr char kNonNegative[] = "expected a nonnegative input, got {}";
constexpr char kPositive[] = "expected a positive input, got {}";
constexpr char kPositiveInt[] = "expected a positive input";
constexpr char kNoPole[] = "expected a noninteger or positive integer, got {}";

Value bad_argument(Thread& t, const char* message, double x) {
  Value v = TS_TRY(make_float(t, x));
  return raise(t, numbers::kValueError, message, Repr{v});
}

/// What an infinite result of a finite argument means.
enum class Infinite : uint8_t { kOverflow, kPole };

// The result `r` of a function at x: nan and infinities that x does not explain are errors.
Value checked_result(Thread& t, double x, double r, Infinite infinite, const char* message) {
  if (std::isnan(r) && !std::isnan(x)) return bad_argument(t, message, x);
  if (std::isinf(r) && std::isfinite(x)) {
    return infinite == Infinite::kOverflow ? range_error(t) : bad_argument(t, message, x);
  }
  return make_float(t, r);
}

// --- gamma

bool is_pole(double x) { return x <= 0 && (std::floor(x) == x); }

double gamma(double x) {
  if (is_pole(x)) return NAN;
  constexpr double kLastExact = 23;
  if (x == std::floor(x) && x <= kLastExact) {
    double product = 1;
    for (double i = 2; i < x; i++) product *= i;
    return product;
  }
  return std::tgamma(x);
}

double log_gamma(double x) {
  if (std::isinf(x)) return HUGE_VAL;
  return is_pole(x) ? NAN : std::lgamma(x);
}

// The library's result may be off by a unit, even for cubes of whole numbers: one Newton step.
double cube_root(double x) {
  const double r = std::cbrt(x);
  const double square = r * r;
  if (!std::isfinite(square) || square < 0x1p-900) return r;
  const double low = std::fma(r, r, -square);  // r * r = square + low
  const double cube = square * r;
  const double error = std::fma(square, r, -cube) + low * r + (cube - x);
  return r - error / (3 * square);
}

double degrees(double x) { return x * (180.0 / kPi); }
double radians(double x) { return x * (kPi / 180.0); }

// --- logarithms

/// One of log, log2, log10, and its value for 2.
struct Logarithm {
  double (*function)(double);
  double of_two;
};

// For ints of any size: m * 2^e, with 1/2 <= m < 1. False with an exception pending.
bool log_of_int(Thread& t, Value v, const Logarithm& log, double& out) {
  const IntView view(v);
  if (view.is_zero() || view.negative()) {
    raise(t, numbers::kValueError, kPositiveInt);
    return false;
  }
  double d = text::float_from_limbs<double>(view.limbs(), 0, text::Sticky::kExact);
  if (!std::isinf(d)) {
    out = log.function(d);
    return true;
  }
  auto bits = static_cast<int64_t>(base::bit_length(view.limbs()));
  d = text::float_from_limbs<double>(view.limbs(), -bits, text::Sticky::kExact);
  if (d == 1) {  // rounded up to the next power of two
    d = 0.5;
    bits++;
  }
  out = log.function(d) + log.of_two * static_cast<double>(bits);
  return true;
}

bool log_of(Thread& t, Value v, const Logarithm& log, double& out) {
  if (is_int_value(t, v)) return log_of_int(t, v, log, out);
  double x;
  if (!to_double(t, v, x)) return false;
  if (x <= 0) {
    bad_argument(t, kPositive, x);
    return false;
  }
  out = log.function(x);
  return true;
}

constexpr Logarithm kLog{std::log, 0.6931471805599453};
constexpr Logarithm kLog2{std::log2, 1.0};
constexpr Logarithm kLog10{std::log10, 0.3010299956639812};

Value math_log(Thread& t, Value x, Value base) {
  double result, divisor;
  if (!log_of(t, x, kLog, result)) return {};
  if (!base) return make_float(t, result);
  if (!log_of(t, base, kLog, divisor)) return {};
  if (divisor == 0) return raise(t, numbers::kZeroDivisionError, "division by zero");
  return make_float(t, result / divisor);
}

Value math_log2(Thread& t, Value x) {
  double result;
  return log_of(t, x, kLog2, result) ? make_float(t, result) : Value();
}

Value math_log10(Thread& t, Value x) {
  double result;
  return log_of(t, x, kLog10, result) ? make_float(t, result) : Value();
}

// --- rounding to ints

Value math_ceil(Thread& t, Value x) {
  if (is_exact(x, numbers::kFloat)) return int_from_double(t, std::ceil(float_value(x)));
  Value result = TS_TRY(call_special(t, x, TS_NAME(__ceil__)));
  if (!result.is_absent()) return result;
  double d;
  return to_double(t, x, d) ? int_from_double(t, std::ceil(d)) : Value();
}

Value math_floor(Thread& t, Value x) {
  if (is_exact(x, numbers::kFloat)) return int_from_double(t, std::floor(float_value(x)));
  Value result = TS_TRY(call_special(t, x, TS_NAME(__floor__)));
  if (!result.is_absent()) return result;
  double d;
  return to_double(t, x, d) ? int_from_double(t, std::floor(d)) : Value();
}

Value math_trunc(Thread& t, Value x) {
  if (is_exact(x, numbers::kFloat)) return int_from_double(t, float_value(x));
  Value result = TS_TRY(call_special(t, x, TS_NAME(__trunc__)));
  if (!result.is_absent()) return result;
  return raise(t, numbers::kTypeError, "type {} doesn't define __trunc__ method", TypeOf{x});
}

// --- functions of two and three

// A nan that no argument explains is a domain error.
Value checked(Thread& t, double r, double x, double y) {
  return std::isnan(r) && !std::isnan(x) && !std::isnan(y) ? domain_error(t) : make_float(t, r);
}

Value math_atan2(Thread& t, double y, double x) { return make_float(t, std::atan2(y, x)); }
Value math_copysign(Thread& t, double x, double y) { return make_float(t, std::copysign(x, y)); }
Value math_fmod(Thread& t, double x, double y) { return checked(t, std::fmod(x, y), x, y); }
Value math_remainder(Thread& t, double x, double y) {
  return checked(t, std::remainder(x, y), x, y);
}

Value math_pow(Thread& t, double x, double y) {
  const double r = std::pow(x, y);
  if (std::isinf(r) && std::isfinite(x) && std::isfinite(y))
    return x == 0 ? domain_error(t) : range_error(t);
  return checked(t, r, x, y);
}

Value math_fma(Thread& t, double x, double y, double z) {
  const double r = std::fma(x, y, z);
  if (std::isnan(r) && !std::isnan(x) && !std::isnan(y) && !std::isnan(z)) {
    return raise(t, numbers::kValueError, "invalid operation in fma");
  }
  if (std::isinf(r) && std::isfinite(x) && std::isfinite(y) && std::isfinite(z)) {
    return raise(t, numbers::kOverflowError, "overflow in fma");
  }
  return make_float(t, r);
}

Value math_ldexp(Thread& t, double x, Value i) {
  if (!is_int_value(t, i))
    return raise(t, numbers::kTypeError, "Expected an int as second argument to ldexp.");
  if (x == 0 || !std::isfinite(x)) return make_float(t, x);
  constexpr intptr_t kLimit = 10000;  // beyond any float
  intptr_t exponent;
  if (!int_to_intptr(i, exponent)) exponent = int_sign(i) * kLimit;
  if (exponent > kLimit) exponent = kLimit;
  if (exponent < -kLimit) exponent = -kLimit;
  const double r = std::ldexp(x, static_cast<int>(exponent));
  return std::isinf(r) ? range_error(t) : make_float(t, r);
}

Value math_frexp(Thread& t, double x) {
  int exponent = 0;
  const double mantissa = std::isfinite(x) ? std::frexp(x, &exponent) : x;
  Value m = TS_TRY(make_float(t, mantissa));
  return make_tuple(t, {m, Value::from_int(exponent)});
}

Value math_modf(Thread& t, double x) {
  double whole;
  const double fraction = std::modf(x, &whole);
  Value f = TS_TRY(make_float(t, fraction));
  Value w = TS_TRY(make_float(t, whole));
  return make_tuple(t, {f, w});
}

// --- neighbours

// Floats in order as integers: negative ones mirrored.
int64_t to_order(double d) {
  const auto bits = std::bit_cast<int64_t>(d);
  return bits < 0 ? INT64_MIN - bits : bits;
}
double from_order(int64_t n) { return std::bit_cast<double>(n < 0 ? INT64_MIN - n : n); }

Value next_after_steps(Thread& t, double x, double y, Value steps) {
  Value n = TS_TRY(index(t, steps));
  if (int_sign(n) < 0)
    return raise(t, numbers::kValueError, "steps must be a non-negative integer");
  uint64_t count;
  if (!int_to_uint64(n, count)) count = UINT64_MAX;
  if (std::isnan(x) || std::isnan(y)) return make_float(t, std::isnan(x) ? x : y);
  if (x == y || count == 0) return make_float(t, count == 0 ? x : y);
  const int64_t from = to_order(x), to = to_order(y);
  const uint64_t distance = to > from ? static_cast<uint64_t>(to) - static_cast<uint64_t>(from)
                                      : static_cast<uint64_t>(from) - static_cast<uint64_t>(to);
  if (count >= distance) return make_float(t, y);
  const auto moved = static_cast<int64_t>(count);
  const double r = from_order(to > from ? from + moved : from - moved);
  return make_float(t, r == 0 ? std::copysign(0.0, x) : r);
}

Value math_nextafter(Thread& t, double x, double y, Value steps) {
  if (steps && !steps.is_none()) return next_after_steps(t, x, y, steps);
  return make_float(t, std::nextafter(x, y));
}

Value math_ulp(Thread& t, double x) {
  if (std::isnan(x)) return make_float(t, x);
  x = std::fabs(x);
  if (std::isinf(x)) return make_float(t, x);
  const double above = std::nextafter(x, HUGE_VAL);
  return make_float(t, std::isinf(above) ? x - std::nextafter(x, 0.0) : above - x);
}

// --- predicates

Value math_isfinite(Thread&, double x) { return Value::from_bool(std::isfinite(x)); }
Value math_isinf(Thread&, double x) { return Value::from_bool(std::isinf(x)); }
Value math_isnan(Thread&, double x) { return Value::from_bool(std::isnan(x)); }

Value math_isclose(Thread& t, double a, double b, Opt<double> relative, Opt<double> absolute) {
  const double rel = relative.or_else(1e-09), abs = absolute.or_else(0.0);
  if (rel < 0 || abs < 0) return raise(t, numbers::kValueError, "tolerances must be non-negative");
  if (a == b) return kTrue;
  if (std::isinf(a) || std::isinf(b)) return kFalse;
  const double difference = std::fabs(b - a);
  return Value::from_bool(difference <= std::fabs(rel * b) || difference <= std::fabs(rel * a) ||
                          difference <= abs);
}

constexpr Infinite kOver = Infinite::kOverflow, kPole = Infinite::kPole;

Value math_acos(Thread& t, double x) {
  return checked_result(t, x, std::acos(x), kPole, kUnitRange);
}
Value math_acosh(Thread& t, double x) {
  return checked_result(t, x, std::acosh(x), kPole, kFromOne);
}
Value math_asin(Thread& t, double x) {
  return checked_result(t, x, std::asin(x), kPole, kUnitRange);
}
Value math_asinh(Thread& t, double x) {
  return checked_result(t, x, std::asinh(x), kPole, kDomain);
}
Value math_atan(Thread& t, double x) { return checked_result(t, x, std::atan(x), kPole, kDomain); }
Value math_atanh(Thread& t, double x) {
  return checked_result(t, x, std::atanh(x), kPole, kOpenUnitRange);
}
Value math_cbrt(Thread& t, double x) { return checked_result(t, x, cube_root(x), kPole, kDomain); }
Value math_cos(Thread& t, double x) { return checked_result(t, x, std::cos(x), kPole, kFinite); }
Value math_cosh(Thread& t, double x) { return checked_result(t, x, std::cosh(x), kOver, kDomain); }
Value math_degrees(Thread& t, double x) { return make_float(t, degrees(x)); }
Value math_erf(Thread& t, double x) { return make_float(t, std::erf(x)); }
Value math_erfc(Thread& t, double x) { return make_float(t, std::erfc(x)); }
Value math_exp(Thread& t, double x) { return checked_result(t, x, std::exp(x), kOver, kDomain); }
Value math_exp2(Thread& t, double x) { return checked_result(t, x, std::exp2(x), kOver, kDomain); }
Value math_expm1(Thread& t, double x) {
  return checked_result(t, x, std::expm1(x), kOver, kDomain);
}
Value math_fabs(Thread& t, double x) { return make_float(t, std::fabs(x)); }
Value math_gamma(Thread& t, double x) { return checked_result(t, x, gamma(x), kOver, kNoPole); }
Value math_lgamma(Thread& t, double x) {
  return checked_result(t, x, log_gamma(x), kOver, kNoPole);
}
Value math_log1p(Thread& t, double x) {
  return checked_result(t, x, std::log1p(x), kPole, kAboveMinusOne);
}
Value math_radians(Thread& t, double x) { return make_float(t, radians(x)); }
Value math_sin(Thread& t, double x) { return checked_result(t, x, std::sin(x), kPole, kFinite); }
Value math_sinh(Thread& t, double x) { return checked_result(t, x, std::sinh(x), kOver, kDomain); }
Value math_sqrt(Thread& t, double x) {
  return checked_result(t, x, std::sqrt(x), kPole, kNonNegative);
}
Value math_tan(Thread& t, double x) { return checked_result(t, x, std::tan(x), kPole, kFinite); }
Value math_tanh(Thread& t, double x) { return checked_result(t, x, std::tanh(x), kPole, kDomain); }

const Native kFunctions[] = {
    TS_FUNCTION(math_acos, TS_NAME(acos), "x, /",
                "Return the arc cosine (measured in radians) of x."),
    TS_FUNCTION(math_acosh, TS_NAME(acosh), "x, /", "Return the inverse hyperbolic cosine of x."),
    TS_FUNCTION(math_asin, TS_NAME(asin), "x, /",
                "Return the arc sine (measured in radians) of x."),
    TS_FUNCTION(math_asinh, TS_NAME(asinh), "x, /", "Return the inverse hyperbolic sine of x."),
    TS_FUNCTION(math_atan, TS_NAME(atan), "x, /",
                "Return the arc tangent (measured in radians) of x."),
    TS_FUNCTION(math_atan2, TS_NAME(atan2), "y, x, /",
                "Return the arc tangent (measured in radians) of y/x."),
    TS_FUNCTION(math_atanh, TS_NAME(atanh), "x, /", "Return the inverse hyperbolic tangent of x."),
    TS_FUNCTION(math_cbrt, TS_NAME(cbrt), "x, /", "Return the cube root of x."),
    TS_FUNCTION(math_ceil, TS_NAME(ceil), "x, /", "Return the ceiling of x as an Integral."),
    TS_FUNCTION(
        math_comb, TS_NAME(comb), "n, k, /",
        "Number of ways to choose k items from n items without repetition and without order."),
    TS_FUNCTION(math_copysign, TS_NAME(copysign), "x, y, /",
                "Return a float with the magnitude (absolute value) of x but the sign of y."),
    TS_FUNCTION(math_cos, TS_NAME(cos), "x, /", "Return the cosine of x (measured in radians)."),
    TS_FUNCTION(math_cosh, TS_NAME(cosh), "x, /", "Return the hyperbolic cosine of x."),
    TS_FUNCTION(math_degrees, TS_NAME(degrees), "x, /", "Convert angle x from radians to degrees."),
    TS_FUNCTION(math_dist, TS_NAME(dist), "p, q, /",
                "Return the Euclidean distance between two points p and q."),
    TS_FUNCTION(math_erf, TS_NAME(erf), "x, /", "Error function at x."),
    TS_FUNCTION(math_erfc, TS_NAME(erfc), "x, /", "Complementary error function at x."),
    TS_FUNCTION(math_exp, TS_NAME(exp), "x, /", "Return e raised to the power of x."),
    TS_FUNCTION(math_exp2, TS_NAME(exp2), "x, /", "Return 2 raised to the power of x."),
    TS_FUNCTION(math_expm1, TS_NAME(expm1), "x, /", "Return exp(x)-1."),
    TS_FUNCTION(math_fabs, TS_NAME(fabs), "x, /", "Return the absolute value of the float x."),
    TS_FUNCTION(math_factorial, TS_NAME(factorial), "n, /", "Find n!."),
    TS_FUNCTION(math_floor, TS_NAME(floor), "x, /", "Return the floor of x as an Integral."),
    TS_FUNCTION(math_fma, TS_NAME(fma), "x, y, z, /", "Fused multiply-add operation."),
    TS_FUNCTION(math_fmod, TS_NAME(fmod), "x, y, /", "Return fmod(x, y), according to platform C."),
    TS_FUNCTION(math_frexp, TS_NAME(frexp), "x, /",
                "Return the mantissa and exponent of x, as pair (m, e)."),
    TS_FUNCTION(math_fsum, TS_NAME(fsum), "seq, /",
                "Return an accurate floating-point sum of values in the iterable seq."),
    TS_FUNCTION(math_gamma, TS_NAME(gamma), "x, /", "Gamma function at x."),
    TS_FUNCTION(math_gcd, TS_NAME(gcd), "*integers", "Greatest Common Divisor."),
    TS_FUNCTION(math_hypot, TS_NAME(hypot), "*coordinates",
                "Multidimensional Euclidean distance from the origin to a point."),
    TS_FUNCTION(math_isclose, TS_NAME(isclose), "a, b, *, rel_tol=1e-09, abs_tol=0.0",
                "Determine whether two floating-point numbers are close in value."),
    TS_FUNCTION(math_isfinite, TS_NAME(isfinite), "x, /",
                "Return True if x is neither an infinity nor a NaN, and False otherwise."),
    TS_FUNCTION(math_isinf, TS_NAME(isinf), "x, /",
                "Return True if x is a positive or negative infinity, and False otherwise."),
    TS_FUNCTION(math_isnan, TS_NAME(isnan), "x, /",
                "Return True if x is a NaN (not a number), and False otherwise."),
    TS_FUNCTION(math_isqrt, TS_NAME(isqrt), "n, /",
                "Return the integer part of the square root of the input."),
    TS_FUNCTION(math_lcm, TS_NAME(lcm), "*integers", "Least Common Multiple."),
    TS_FUNCTION(math_ldexp, TS_NAME(ldexp), "x, i, /", "Return x * (2**i)."),
    TS_FUNCTION(math_lgamma, TS_NAME(lgamma), "x, /",
                "Natural logarithm of absolute value of Gamma function at x."),
    TS_FUNCTION(
        math_log, TS_NAME(log), "x, base=math.e, /",
        "Return the logarithm of x to the given base; without base, the natural logarithm."),
    TS_FUNCTION(math_log10, TS_NAME(log10), "x, /", "Return the base 10 logarithm of x."),
    TS_FUNCTION(math_log1p, TS_NAME(log1p), "x, /",
                "Return the natural logarithm of 1+x (base e)."),
    TS_FUNCTION(math_log2, TS_NAME(log2), "x, /", "Return the base 2 logarithm of x."),
    TS_FUNCTION(math_modf, TS_NAME(modf), "x, /", "Return the fractional and integer parts of x."),
    TS_FUNCTION(math_nextafter, TS_NAME(nextafter), "x, y, /, *, steps=None",
                "Return the floating-point value the given number of steps after x towards y."),
    TS_FUNCTION(math_perm, TS_NAME(perm), "n, k=None, /",
                "Number of ways to choose k items from n items without repetition and with order."),
    TS_FUNCTION(math_pow, TS_NAME(pow), "x, y, /", "Return x**y (x to the power of y)."),
    TS_FUNCTION(math_prod, TS_NAME(prod), "iterable, /, *, start=1",
                "Calculate the product of all the elements in the input iterable."),
    TS_FUNCTION(math_radians, TS_NAME(radians), "x, /", "Convert angle x from degrees to radians."),
    TS_FUNCTION(math_remainder, TS_NAME(remainder), "x, y, /",
                "Difference between x and the closest integer multiple of y."),
    TS_FUNCTION(math_sin, TS_NAME(sin), "x, /", "Return the sine of x (measured in radians)."),
    TS_FUNCTION(math_sinh, TS_NAME(sinh), "x, /", "Return the hyperbolic sine of x."),
    TS_FUNCTION(math_sqrt, TS_NAME(sqrt), "x, /", "Return the square root of x."),
    TS_FUNCTION(math_sumprod, TS_NAME(sumprod), "p, q, /",
                "Return the sum of products of values from two iterables p and q."),
    TS_FUNCTION(math_tan, TS_NAME(tan), "x, /", "Return the tangent of x (measured in radians)."),
    TS_FUNCTION(math_tanh, TS_NAME(tanh), "x, /", "Return the hyperbolic tangent of x."),
    TS_FUNCTION(math_trunc, TS_NAME(trunc), "x, /",
                "Truncates the Real x to the nearest Integral toward 0."),
    TS_FUNCTION(math_ulp, TS_NAME(ulp), "x, /",
                "Return the value of the least significant bit of the float x."),
};

constexpr bind::Constant kConstants[] = {
    {TS_NAME(e), constant_float(kECell)},     {TS_NAME(inf), constant_float(kInfCell)},
    {TS_NAME(nan), constant_float(kNanCell)}, {TS_NAME(pi), constant_float(kPiCell)},
    {TS_NAME(tau), constant_float(kTauCell)},
};

}  // namespace

extern const bind::ModuleDefinition kMathModule{
    TS_NAME(math),
    "This module provides access to the mathematical functions\ndefined by the C standard.",
    kFunctions, kConstants};

}  // namespace ts::modules
