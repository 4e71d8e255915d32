// The functions of math on ints of any size: factorial, comb, perm, gcd, lcm, isqrt.
// Library Reference, "Number-theoretic functions".

#include <utility>

#include "modules/math_parts.h"

namespace ts::modules {

namespace {

// Product of many ints in balanced pairs, so that large factors meet large factors. Factors go in
// one by one; small ones are gathered in a word first.
class Product {
 public:
  explicit Product(Thread& t) : t_(t) {}

  bool multiply(uint64_t factor) {
    uint64_t together;
    if (!__builtin_mul_overflow(gathered_, factor, &together)) {
      gathered_ = together;
      return true;
    }
    std::swap(gathered_, factor);
    return push(make_int_unsigned(t_, factor));
  }
  bool multiply(Value factor) { return push(factor); }

  Value finish() {
    Value result = make_int_unsigned(t_, gathered_);
    while (result && depth_ > 0) result = int_mul(t_, levels_[--depth_], result);
    return result;
  }

 private:
  // levels_[i] is the product of a power of two of pushed factors, as the bits of count_ say.
  bool push(Value factor) {
    if (!factor || !poll_thread()) return false;
    for (uint32_t bits = count_++; bits & 1; bits >>= 1) {
      factor = int_mul(t_, levels_[--depth_], factor);
      if (!factor) return false;
    }
    levels_[depth_++] = factor;
    return true;
  }
  bool poll_thread() {
    TS_POLL(t_);
    return true;
  }

  Thread& t_;
  uint64_t gathered_ = 1;
  uint32_t count_ = 0;
  uint32_t depth_ = 0;
  Value levels_[32];
};

// n * (n - 1) * ... , k factors.
Value falling_product(Thread& t, Value n, uint64_t k) {
  Product product(t);
  uint64_t top;
  if (int_to_uint64(n, top)) {
    for (uint64_t i = 0; i < k; i++) {
      TS_POLL(t);
      if (!product.multiply(top - i)) return {};
    }
    return product.finish();
  }
  for (uint64_t i = 0; i < k; i++) {
    if (!product.multiply(n)) return {};
    n = TS_TRY(int_sub(t, n, Value::from_int(1)));
  }
  return product.finish();
}

// An argument that must be an int >= 0.
Value natural(Thread& t, Value v, const char* message) {
  Value n = TS_TRY(index(t, v));
  return int_sign(n) < 0 ? raise(t, numbers::kValueError, message) : n;
}

bool is_counter(Value n, uint64_t& out) { return int_to_uint64(n, out) && out <= INT64_MAX; }

}  // namespace

Value math_factorial(Thread& t, Value v) {
  Value n = TS_TRY(natural(t, v, "factorial() not defined for negative values"));
  uint64_t count;
  if (!is_counter(n, count)) {
    return raise(t, numbers::kOverflowError, "factorial() argument should not exceed {}",
                 INT64_MAX);
  }
  return falling_product(t, n, count);
}

Value math_perm(Thread& t, Value n_value, Value k_value) {
  if (!k_value || k_value.is_none()) return math_factorial(t, n_value);
  Value n = TS_TRY(index(t, n_value));
  Value k = TS_TRY(index(t, k_value));
  if (int_sign(n) < 0) return raise(t, numbers::kValueError, "n must be a non-negative integer");
  if (int_sign(k) < 0) return raise(t, numbers::kValueError, "k must be a non-negative integer");
  if (int_compare(n, k) < 0) return Value::from_int(0);
  uint64_t count;
  if (!is_counter(k, count))
    return raise(t, numbers::kOverflowError, "k must not exceed {}", INT64_MAX);
  return falling_product(t, n, count);
}

Value math_comb(Thread& t, Value n_value, Value k_value) {
  Value n = TS_TRY(index(t, n_value));
  Value k = TS_TRY(index(t, k_value));
  if (int_sign(n) < 0) return raise(t, numbers::kValueError, "n must be a non-negative integer");
  if (int_sign(k) < 0) return raise(t, numbers::kValueError, "k must be a non-negative integer");
  Value rest = TS_TRY(int_sub(t, n, k));
  if (int_sign(rest) < 0) return Value::from_int(0);
  if (int_compare(rest, k) < 0) k = rest;
  uint64_t count;
  if (!is_counter(k, count)) {
    return raise(t, numbers::kOverflowError, "min(n - k, k) must not exceed {}", INT64_MAX);
  }
  Value numerator = TS_TRY(falling_product(t, n, count));
  Value denominator = TS_TRY(falling_product(t, k, count));
  return int_floor_divide(t, numerator, denominator);
}

Value math_gcd(Thread& t, Args integers) {
  Value result = Value::from_int(0);
  for (Value v : integers) {
    Value n = TS_TRY(index(t, v));
    result = TS_TRY(int_gcd(t, result, n));
  }
  return result;
}

Value math_lcm(Thread& t, Args integers) {
  Value result = Value::from_int(1);
  for (Value v : integers) {
    Value n = TS_TRY(index(t, v));
    if (int_sign(n) == 0 || int_sign(result) == 0) {
      result = Value::from_int(0);
      continue;
    }
    Value divisor = TS_TRY(int_gcd(t, result, n));
    Value part = TS_TRY(int_floor_divide(t, result, divisor));
    Value product = TS_TRY(int_mul(t, part, n));
    result = TS_TRY(int_absolute(t, product));
  }
  return result;
}

Value math_isqrt(Thread& t, Value v) {
  Value n = TS_TRY(natural(t, v, "isqrt() argument must be nonnegative"));
  return int_square_root(t, n);
}

}  // namespace ts::modules
