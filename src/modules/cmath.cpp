// The module cmath. The functions are those of ISO C, <complex.h> with Annex G's special values;
// here are Python's errors. Library Reference, "cmath".

#include "modules/math_parts.h"

extern "C" {
double _Complex cacos(double _Complex);
double _Complex cacosh(double _Complex);
double _Complex casin(double _Complex);
double _Complex casinh(double _Complex);
double _Complex catan(double _Complex);
double _Complex catanh(double _Complex);
double _Complex ccos(double _Complex);
double _Complex ccosh(double _Complex);
double _Complex cexp(double _Complex);
double _Complex clog(double _Complex);
double _Complex csin(double _Complex);
double _Complex csinh(double _Complex);
double _Complex csqrt(double _Complex);
double _Complex ctan(double _Complex);
double _Complex ctanh(double _Complex);
}

namespace ts::modules {

namespace {

using C = ComplexNumber;

constexpr Complex static_complex(double real, double imag) {
  Complex c{};
  c.header = heap::static_header(numbers::kComplex).header;
  c.real = real;
  c.imag = imag;
  return c;
}
constexpr Complex kInfJCell = static_complex(0.0, HUGE_VAL);
constexpr Complex kNanJCell = static_complex(0.0, __builtin_nan(""));

using CFunction = double _Complex (*)(double _Complex);

C apply(CFunction f, C z) {
  double _Complex in;
  __real__ in = z.real;
  __imag__ in = z.imag;
  const double _Complex out = f(in);
  return {__real__ out, __imag__ out};
}

bool is_infinite(C z) { return std::isinf(z.real) || std::isinf(z.imag); }
bool is_finite(C z) { return std::isfinite(z.real) && std::isfinite(z.imag); }
Value make(Thread& t, C z) { return make_complex(t, z.real, z.imag); }

// --- where a function has no value
bool never(C) { return false; }
bool exp_domain(C z) { return std::isinf(z.imag) && (std::isfinite(z.real) || z.real > 0); }
bool cosh_domain(C z) { return std::isinf(z.imag) && !std::isnan(z.real); }
bool cos_domain(C z) { return std::isinf(z.real) && !std::isnan(z.imag); }
bool tanh_domain(C z) { return std::isinf(z.imag) && std::isfinite(z.real); }
bool tan_domain(C z) { return std::isinf(z.real) && std::isfinite(z.imag); }
bool atanh_domain(C z) { return std::fabs(z.real) == 1 && z.imag == 0; }
bool atan_domain(C z) { return z.real == 0 && std::fabs(z.imag) == 1; }
bool log_domain(C z) { return z.real == 0 && z.imag == 0; }

Value function_of_one(Thread& t, Value v, CFunction function, bool (*outside)(C)) {
  C z;
  if (!to_complex(t, v, z)) return {};
  if (outside(z)) return domain_error(t);
  const C r = apply(function, z);
  return is_infinite(r) && is_finite(z) ? range_error(t) : make(t, r);
}

Value cmath_acos(Thread& t, Value z) { return function_of_one(t, z, cacos, never); }
Value cmath_acosh(Thread& t, Value z) { return function_of_one(t, z, cacosh, never); }
Value cmath_asin(Thread& t, Value z) { return function_of_one(t, z, casin, never); }
Value cmath_asinh(Thread& t, Value z) { return function_of_one(t, z, casinh, never); }
Value cmath_atan(Thread& t, Value z) { return function_of_one(t, z, catan, atan_domain); }
Value cmath_atanh(Thread& t, Value z) { return function_of_one(t, z, catanh, atanh_domain); }
Value cmath_cos(Thread& t, Value z) { return function_of_one(t, z, ccos, cos_domain); }
Value cmath_cosh(Thread& t, Value z) { return function_of_one(t, z, ccosh, cosh_domain); }
Value cmath_exp(Thread& t, Value z) { return function_of_one(t, z, cexp, exp_domain); }
Value cmath_sin(Thread& t, Value z) { return function_of_one(t, z, csin, cos_domain); }
Value cmath_sinh(Thread& t, Value z) { return function_of_one(t, z, csinh, cosh_domain); }
Value cmath_sqrt(Thread& t, Value z) { return function_of_one(t, z, csqrt, never); }
Value cmath_tan(Thread& t, Value z) { return function_of_one(t, z, ctan, tan_domain); }
Value cmath_tanh(Thread& t, Value z) { return function_of_one(t, z, ctanh, tanh_domain); }

// --- logarithms

bool log_of(Thread& t, Value v, C& out) {
  C z;
  if (!to_complex(t, v, z)) return false;
  if (log_domain(z)) {
    domain_error(t);
    return false;
  }
  out = apply(clog, z);
  return true;
}

Value cmath_log(Thread& t, Value v, Value base) {
  C result;
  if (!log_of(t, v, result)) return {};
  if (!base) return make(t, result);
  C divisor;
  if (!log_of(t, base, divisor)) return {};
  if (divisor.real == 0 && divisor.imag == 0) return domain_error(t);
  Value a = TS_TRY(make(t, result));
  Value b = TS_TRY(make(t, divisor));
  return kComplexType.slots->binary(t, a, b, BinaryOp::kDiv);
}

Value cmath_log10(Thread& t, Value v) {
  C result;
  if (!log_of(t, v, result)) return {};
  constexpr double kLn10 = 2.302585092994046;
  return make(t, {result.real / kLn10, result.imag / kLn10});
}

// --- polar coordinates

Value cmath_phase(Thread& t, Value v) {
  C z;
  return to_complex(t, v, z) ? make_float(t, std::atan2(z.imag, z.real)) : Value();
}

Value cmath_polar(Thread& t, Value v) {
  C z;
  if (!to_complex(t, v, z)) return {};
  const double length = std::hypot(z.real, z.imag);
  if (std::isinf(length) && is_finite(z)) return range_error(t);
  Value r = TS_TRY(make_float(t, length));
  Value phi = TS_TRY(make_float(t, std::atan2(z.imag, z.real)));
  return make_tuple(t, {r, phi});
}

Value cmath_rect(Thread& t, double r, double phi) {
  if (std::isinf(phi) && r != 0 && !std::isnan(r)) return domain_error(t);
  if (phi == 0) return make(t, {r, r * phi});
  if (r == 0 && !std::isfinite(phi)) return make(t, {0.0, 0.0});
  if (std::isinf(r) && std::isnan(phi)) return make(t, {HUGE_VAL, phi});
  return make(t, {r * std::cos(phi), r * std::sin(phi)});
}

// --- predicates

Value cmath_isfinite(Thread& t, Value v) {
  C z;
  return to_complex(t, v, z) ? Value::from_bool(is_finite(z)) : Value();
}
Value cmath_isinf(Thread& t, Value v) {
  C z;
  return to_complex(t, v, z) ? Value::from_bool(is_infinite(z)) : Value();
}
Value cmath_isnan(Thread& t, Value v) {
  C z;
  return to_complex(t, v, z) ? Value::from_bool(std::isnan(z.real) || std::isnan(z.imag)) : Value();
}

double length_of(C z) { return std::hypot(z.real, z.imag); }

Value cmath_isclose(Thread& t, Value a_value, Value b_value, Opt<double> relative,
                    Opt<double> absolute) {
  C a, b;
  if (!to_complex(t, a_value, a) || !to_complex(t, b_value, b)) return {};
  const double rel = relative.or_else(1e-09), abs = absolute.or_else(0.0);
  if (rel < 0 || abs < 0) return raise(t, numbers::kValueError, "tolerances must be non-negative");
  if (a.real == b.real && a.imag == b.imag) return kTrue;
  if (is_infinite(a) || is_infinite(b)) return kFalse;
  const double difference = length_of({a.real - b.real, a.imag - b.imag});
  return Value::from_bool(difference <= rel * length_of(b) || difference <= rel * length_of(a) ||
                          difference <= abs);
}

const Native kFunctions[] = {
    TS_FUNCTION(cmath_acos, TS_NAME(acos), "z, /", "Return the arc cosine of z."),
    TS_FUNCTION(cmath_acosh, TS_NAME(acosh), "z, /", "Return the inverse hyperbolic cosine of z."),
    TS_FUNCTION(cmath_asin, TS_NAME(asin), "z, /", "Return the arc sine of z."),
    TS_FUNCTION(cmath_asinh, TS_NAME(asinh), "z, /", "Return the inverse hyperbolic sine of z."),
    TS_FUNCTION(cmath_atan, TS_NAME(atan), "z, /", "Return the arc tangent of z."),
    TS_FUNCTION(cmath_atanh, TS_NAME(atanh), "z, /", "Return the inverse hyperbolic tangent of z."),
    TS_FUNCTION(cmath_cos, TS_NAME(cos), "z, /", "Return the cosine of z."),
    TS_FUNCTION(cmath_cosh, TS_NAME(cosh), "z, /", "Return the hyperbolic cosine of z."),
    TS_FUNCTION(cmath_exp, TS_NAME(exp), "z, /", "Return the exponential value e**z."),
    TS_FUNCTION(cmath_isclose, TS_NAME(isclose), "a, b, *, rel_tol=1e-09, abs_tol=0.0",
                "Determine whether two complex numbers are close in value."),
    TS_FUNCTION(cmath_isfinite, TS_NAME(isfinite), "z, /",
                "Return True if both the real and imaginary parts of z are finite, else False."),
    TS_FUNCTION(cmath_isinf, TS_NAME(isinf), "z, /",
                "Checks if the real or imaginary part of z is infinite."),
    TS_FUNCTION(cmath_isnan, TS_NAME(isnan), "z, /",
                "Checks if the real or imaginary part of z not a number (NaN)."),
    TS_FUNCTION(cmath_log, TS_NAME(log), "z, base=cmath.e, /",
                "log(z[, base]) -> the logarithm of z to the given base."),
    TS_FUNCTION(cmath_log10, TS_NAME(log10), "z, /", "Return the base-10 logarithm of z."),
    TS_FUNCTION(cmath_phase, TS_NAME(phase), "z, /",
                "Return argument, also known as the phase angle, of a complex."),
    TS_FUNCTION(cmath_polar, TS_NAME(polar), "z, /",
                "Convert a complex from rectangular coordinates to polar coordinates."),
    TS_FUNCTION(cmath_rect, TS_NAME(rect), "r, phi, /",
                "Convert from polar coordinates to rectangular coordinates."),
    TS_FUNCTION(cmath_sin, TS_NAME(sin), "z, /", "Return the sine of z."),
    TS_FUNCTION(cmath_sinh, TS_NAME(sinh), "z, /", "Return the hyperbolic sine of z."),
    TS_FUNCTION(cmath_sqrt, TS_NAME(sqrt), "z, /", "Return the square root of z."),
    TS_FUNCTION(cmath_tan, TS_NAME(tan), "z, /", "Return the tangent of z."),
    TS_FUNCTION(cmath_tanh, TS_NAME(tanh), "z, /", "Return the hyperbolic tangent of z."),
};

constexpr bind::Constant kConstants[] = {
    {TS_NAME(e), constant_float(kECell)},     {TS_NAME(inf), constant_float(kInfCell)},
    {TS_NAME(infj), Value(&kInfJCell)},       {TS_NAME(nan), constant_float(kNanCell)},
    {TS_NAME(nanj), Value(&kNanJCell)},       {TS_NAME(pi), constant_float(kPiCell)},
    {TS_NAME(tau), constant_float(kTauCell)},
};

}  // namespace

extern const bind::ModuleDefinition kCmathModule{
    TS_NAME(cmath), "This module provides access to mathematical functions for complex numbers.",
    kFunctions, kConstants};

}  // namespace ts::modules
