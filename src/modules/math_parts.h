// What the files of the modules math and cmath share. Private to modules/*math*.cpp.

#pragma once

#include <bit>
#include <cmath>

#include "object/number_ops.h"

namespace ts::modules {

using namespace object;

inline constexpr double kPi = 3.141592653589793;
inline constexpr double kTau = 6.283185307179586;
inline constexpr double kE = 2.718281828459045;

/// A float in flash.
constexpr Float static_float(double d) { return Float{heap::static_header(numbers::kFloat), d}; }

/// The value of a float in flash: its word where it fits one.
constexpr Value constant_float(const Float& cell) {
  if constexpr (heap::kWide) {
    const uint64_t bits = std::rotl(std::bit_cast<uint64_t>(cell.value) + (uint64_t{1} << 60), 4);
    const Value v = Value::from_bits(static_cast<uintptr_t>(bits));
    if (v.is_immediate_float()) return v;
  }
  return Value(&cell);
}

inline constexpr Float kPiCell = static_float(kPi);
inline constexpr Float kTauCell = static_float(kTau);
inline constexpr Float kECell = static_float(kE);
inline constexpr Float kInfCell = static_float(HUGE_VAL);
inline constexpr Float kNanCell = static_float(__builtin_nan(""));

inline Value domain_error(Thread& t) { return raise(t, numbers::kValueError, "math domain error"); }
inline Value range_error(Thread& t) {
  return raise(t, numbers::kOverflowError, "math range error");
}

// --- math_integers.cpp
Value math_comb(Thread& t, Value n, Value k);
Value math_factorial(Thread& t, Value n);
Value math_gcd(Thread& t, Args integers);
Value math_isqrt(Thread& t, Value n);
Value math_lcm(Thread& t, Args integers);
Value math_perm(Thread& t, Value n, Value k);

// --- math_sums.cpp
Value math_dist(Thread& t, Value p, Value q);
Value math_fsum(Thread& t, Value seq);
Value math_hypot(Thread& t, Args coordinates);
Value math_prod(Thread& t, Value iterable, Value start);
Value math_sumprod(Thread& t, Value p, Value q);

}  // namespace ts::modules
