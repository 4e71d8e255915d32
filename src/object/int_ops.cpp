// Arithmetic on ints: see int_ops.h. Signs and rounding follow the Language Reference 6.5 to 6.9;
// operands of one limb take short ways without working memory.

#include "object/int_ops.h"

#include <bit>
#include <cmath>
#include <utility>

#include "object/number_ops.h"
#include "text/float_text.h"

namespace ts::object {

using base::DoubleLimb;
using base::kLimbBits;
using base::Progress;

namespace {

// The magnitude of both operands fits a limb.
bool both_short(const IntView& a, const IntView& b) { return a.size() <= 1 && b.size() <= 1; }

Value stopped() { return {}; }  // the poll left an exception

Value zero_division(Thread& t) { return raise(t, numbers::kZeroDivisionError, "division by zero"); }

// |a| + |b| or |a| - |b| with the signs put right.
Value add_signed(Thread& t, const IntView& a, const IntView& b, bool b_negative) {
  if (a.negative() == b_negative) {
    if (both_short(a, b)) return int_from_double_limb(t, DoubleLimb{a.low()} + b.low(), b_negative);
    const size_t n = a.size() > b.size() ? a.size() : b.size();
    Int* out = TS_TRY(allocate_int(t, n + 1));
    base::add({out->data(), n + 1}, a.limbs(), b.limbs());
    return finish_int(t, out, b_negative);
  }
  const int order = base::compare(a.limbs(), b.limbs());
  if (order == 0) return Value::from_int(0);
  const IntView& large = order > 0 ? a : b;
  const IntView& small = order > 0 ? b : a;
  const bool negative = order > 0 ? a.negative() : b_negative;
  if (both_short(a, b)) return int_from_double_limb(t, large.low() - small.low(), negative);
  Int* out = TS_TRY(allocate_int(t, large.size()));
  base::sub({out->data(), large.size()}, large.limbs(), small.limbs());
  return finish_int(t, out, negative);
}

}  // namespace

Value int_add(Thread& t, Value a, Value b) {
  if (Value::both_small_int(a, b)) return make_int(t, int64_t{a.small_int()} + b.small_int());
  const IntView x(a), y(b);
  return add_signed(t, x, y, y.negative());
}

Value int_sub(Thread& t, Value a, Value b) {
  if (Value::both_small_int(a, b)) return make_int(t, int64_t{a.small_int()} - b.small_int());
  const IntView x(a), y(b);
  return add_signed(t, x, y, !y.negative());
}

Value int_mul(Thread& t, Value a, Value b) {
  const IntView x(a), y(b);
  const bool negative = x.negative() != y.negative();
  if (both_short(x, y)) return int_from_double_limb(t, DoubleLimb{x.low()} * y.low(), negative);
  if (x.is_zero() || y.is_zero()) return Value::from_int(0);
  Int* out = TS_TRY(allocate_int(t, x.size() + y.size()));
  const Limbs product(out->data(), x.size() + y.size());
  if (x.size() == 1 || y.size() == 1) {
    const IntView& one = x.size() == 1 ? x : y;
    const IntView& many = x.size() == 1 ? y : x;
    product[many.size()] = base::mul_limb(product.first(many.size()), many.limbs(), one.low());
    return finish_int(t, out, negative);
  }
  const bool square = a == b;
  Limb* scratch;
  if (!allocate_limbs(
          t, square ? base::sqr_scratch(x.size()) : base::mul_scratch(x.size(), y.size()), scratch))
    return {};
  const base::Poll poll = limbs_poll(t);
  const Progress progress = square ? base::sqr(product, x.limbs(), scratch, poll)
                                   : base::mul(product, x.limbs(), y.limbs(), scratch, poll);
  return progress == Progress::kDone ? finish_int(t, out, negative) : stopped();
}

namespace {

// Quotient and remainder of magnitudes, for b != 0. Either output may be nullptr: not wanted.
struct Division {
  Int* quotient;   // one limb more than it needs, so that it can be rounded up
  Int* remainder;  // as many limbs as b
};
bool divide_magnitudes(Thread& t, const IntView& a, const IntView& b, Division& out) {
  const size_t quotient_size = a.size() >= b.size() ? a.size() - b.size() + 2 : 1;
  if (!(out.quotient = allocate_int(t, quotient_size))) return false;
  if (!(out.remainder = allocate_int(t, b.size()))) return false;
  const Limbs quotient(out.quotient->data(), quotient_size),
      remainder(out.remainder->data(), b.size());
  if (b.size() == 1) {
    remainder[0] = base::div_limb(quotient.first(a.size()), a.limbs(), b.low());
    return true;
  }
  Limb* scratch;
  if (!allocate_limbs(t, base::divmod_scratch(a.size(), b.size()), scratch)) return false;
  return base::divmod(quotient, remainder, a.limbs(), b.limbs(), scratch, limbs_poll(t)) ==
         Progress::kDone;
}

// Remainder with the sign of b, from that of the magnitudes.
Value floor_remainder_limb(Thread& t, Limb remainder, const IntView& a, const IntView& b) {
  if (remainder != 0 && a.negative() != b.negative()) remainder = b.low() - remainder;
  return int_from_double_limb(t, remainder, b.negative());
}

}  // namespace

bool int_divide(Thread& t, Value a, Value b, Value& quotient, Value& remainder) {
  const IntView x(a), y(b);
  if (y.is_zero()) return static_cast<bool>(zero_division(t));
  const bool differ = x.negative() != y.negative();
  if (both_short(x, y)) {
    const Limb r = x.low() % y.low();
    quotient = int_from_double_limb(t, DoubleLimb{x.low() / y.low()} + (differ && r != 0), differ);
    if (!quotient) return false;
    remainder = floor_remainder_limb(t, r, x, y);
    return static_cast<bool>(remainder);
  }
  Division d;
  if (!divide_magnitudes(t, x, y, d)) return false;
  const Limbs q(d.quotient->data(), d.quotient->limbs), r(d.remainder->data(), d.remainder->limbs);
  if (differ && base::normalized_size(r) != 0) {
    base::add_limb(q, q, 1);
    base::sub(r, y.limbs(), r);
  }
  quotient = finish_int(t, d.quotient, differ);
  remainder = finish_int(t, d.remainder, y.negative());
  return true;
}

Value int_floor_divide(Thread& t, Value a, Value b) {
  Value quotient, remainder;
  if (!int_divide(t, a, b, quotient, remainder)) return {};
  return quotient;
}

Value int_modulo(Thread& t, Value a, Value b) {
  const IntView x(a), y(b);
  if (y.size() == 1) return floor_remainder_limb(t, base::mod_limb(x.limbs(), y.low()), x, y);
  if (!y.is_zero() && x.negative() == y.negative() && base::compare(x.limbs(), y.limbs()) < 0)
    return int_exact(t, a);
  Value quotient, remainder;
  if (!int_divide(t, a, b, quotient, remainder)) return {};
  return remainder;
}

bool int_divide_nearest(Thread& t, Value a, Value b, Value& quotient, Value& remainder) {
  if (!int_divide(t, a, b, quotient, remainder)) return false;
  // remainder has the sign of b: round up when 2|r| > |b|, or = with an odd quotient
  Value twice = int_add(t, remainder, remainder);
  if (!twice) return false;
  const IntView r(twice), y(b), q(quotient);
  const int order = base::compare(r.limbs(), y.limbs());
  if (order < 0 || (order == 0 && !(q.low() & 1))) return true;
  quotient = int_add(t, quotient, Value::from_int(1));
  if (!quotient) return false;
  remainder = int_sub(t, remainder, b);
  return static_cast<bool>(remainder);
}

namespace {

constexpr size_t kExactBits = 53;

// |a| / |b| rounded once: the quotient of a * 2^shift and b has at least 65 bits, and a sticky bit
// stands for the rest (Modern Computer Arithmetic 3.1.6).
bool divide_to_double(Thread& t, const IntView& a, const IntView& b, double& out) {
  const auto a_bits = static_cast<int64_t>(base::bit_length(a.limbs()));
  const auto b_bits = static_cast<int64_t>(base::bit_length(b.limbs()));
  constexpr int64_t kTooLarge = 1026, kTooSmall = -1080;
  out = a_bits - b_bits > kTooLarge ? HUGE_VAL : 0.0;
  if (a_bits - b_bits > kTooLarge || a_bits - b_bits < kTooSmall) return true;
  const int64_t shift = b_bits - a_bits + 66;
  const size_t n = static_cast<size_t>(b_bits + 67) / kLimbBits +
                   2;  // of the shifted a, which has b_bits + 66 bits
  Limb* work;
  const size_t quotient_size = n - b.size() + 1;
  if (!allocate_limbs(t, n + quotient_size + b.size() + base::divmod_scratch(n, b.size()), work))
    return false;
  const Limbs scaled(work, n), quotient(work + n, quotient_size);
  const Limbs remainder(work + n + quotient_size, b.size());
  bool more = false;
  if (shift >= 0) {
    base::shift_left(scaled, a.limbs(), static_cast<size_t>(shift));
  } else {
    more = base::trailing_zeros(a.limbs()) < static_cast<size_t>(-shift);
    base::shift_right(scaled, a.limbs(), static_cast<size_t>(-shift));
  }
  Limb* scratch = work + n + quotient_size + b.size();
  const ConstLimbs dividend = base::normalized(scaled);
  if (base::divmod(quotient, remainder, dividend, b.limbs(), scratch, limbs_poll(t)) !=
      Progress::kDone)
    return false;
  more |= base::normalized_size(remainder) != 0;
  out = text::float_from_limbs<double>(base::normalized(quotient), -shift,
                                       more ? text::Sticky::kMore : text::Sticky::kExact);
  return true;
}

}  // namespace

Value int_true_divide(Thread& t, Value a, Value b) {
  const IntView x(a), y(b);
  if (y.is_zero()) return zero_division(t);
  const bool negative = x.negative() != y.negative();
  double d = 0;
  if (base::bit_length(x.limbs()) <= kExactBits && base::bit_length(y.limbs()) <= kExactBits) {
    double numerator, denominator;
    if (!int_to_double(t, a, numerator) || !int_to_double(t, b, denominator)) return {};
    return make_float(t, numerator / denominator);
  }
  if (!divide_to_double(t, x, y, d)) return {};
  if (std::isinf(d))
    return raise(t, numbers::kOverflowError, "integer division result too large for a float");
  return make_float(t, negative ? -d : d);
}

// --- powers

namespace {

// base^exponent for a base of at least two limbs or a large exponent, by squaring from the top bit
// down.
Value power_by_squaring(Thread& t, const IntView& base_view, uint64_t exponent, bool negative) {
  const size_t bits = base::bit_length(base_view.limbs());
  uint64_t total_bits;
  if (__builtin_mul_overflow(uint64_t{bits}, exponent, &total_bits) ||
      total_bits / kLimbBits > UINT32_MAX / sizeof(Limb)) {
    return raise_no_memory(t);
  }
  const size_t n = static_cast<size_t>(total_bits / kLimbBits) + 3;
  Int* current = TS_TRY(allocate_int(t, n));
  Int* next = TS_TRY(allocate_int(t, n));
  const size_t sqr_need = base::sqr_scratch(n / 2 + 1);
  const size_t mul_need = base::mul_scratch(n - base_view.size(), base_view.size());
  Limb* scratch;
  if (!allocate_limbs(t, sqr_need > mul_need ? sqr_need : mul_need, scratch)) return {};
  const base::Poll poll = limbs_poll(t);
  size_t size = base_view.size();
  std::memcpy(current->data(), base_view.limbs().data(), base_view.limbs().size_bytes());
  for (int bit = 62 - std::countl_zero(exponent); bit >= 0; bit--) {
    if (base::sqr({next->data(), 2 * size}, {current->data(), size}, scratch, poll) !=
        Progress::kDone)
      return {};
    std::swap(current, next);
    size = base::normalized_size({current->data(), 2 * size});
    if (!((exponent >> bit) & 1)) continue;
    const Limbs out(next->data(), size + base_view.size());
    if (base::mul(out, {current->data(), size}, base_view.limbs(), scratch, poll) !=
        Progress::kDone)
      return {};
    std::swap(current, next);
    size = base::normalized_size(out);
  }
  std::memset(current->data() + size, 0, (n - size) * sizeof(Limb));
  return finish_int(t, current, negative);
}

// |base|^exponent when it fits a limb.
bool short_power(Limb base, uint64_t exponent, Limb& out) {
  out = 1;
  for (;;) {
    if ((exponent & 1) && __builtin_mul_overflow(out, base, &out)) return false;
    exponent >>= 1;
    if (exponent == 0) return true;
    if (__builtin_mul_overflow(base, base, &base)) return false;
  }
}

}  // namespace

Value int_power(Thread& t, Value a, Value b) {
  const IntView x(a), y(b);
  if (y.negative()) {
    double base, exponent;
    if (!int_to_double(t, a, base) || !int_to_double(t, b, exponent)) return {};
    return float_power(t, base, exponent);
  }
  const bool odd = y.low() & 1;
  const bool negative = x.negative() && odd;
  if (y.is_zero()) return Value::from_int(1);
  if (x.is_zero()) return Value::from_int(0);
  if (x.size() == 1 && x.low() == 1) return Value::from_int(negative ? -1 : 1);
  uint64_t exponent;
  if (!int_to_uint64(b, exponent)) return raise_no_memory(t);
  if (x.size() == 1) {
    Limb result;
    if (short_power(x.low(), exponent, result)) return int_from_double_limb(t, result, negative);
    if (std::has_single_bit(x.low())) {
      uint64_t shift;
      if (__builtin_mul_overflow(exponent, static_cast<uint64_t>(std::countr_zero(x.low())),
                                 &shift)) {
        return raise_no_memory(t);
      }
      Value count = TS_TRY(make_int_unsigned(t, shift));
      return int_shift_left(t, Value::from_int(negative ? -1 : 1), count);
    }
  }
  return power_by_squaring(t, x, exponent, negative);
}

namespace {

// Modulus of one limb.
Limb short_power_modulo(Limb base, const IntView& exponent, Limb modulus) {
  Limb result = 1 % modulus;
  for (size_t i = base::bit_length(exponent.limbs()); i-- > 0;) {
    result = static_cast<Limb>(DoubleLimb{result} * result % modulus);
    if (base::test_bit(exponent.limbs(), i))
      result = static_cast<Limb>(DoubleLimb{result} * base % modulus);
  }
  return result;
}

// Working memory of one modular exponentiation: everything in one block.
class ModularPower {
 public:
  ModularPower(Thread& t, ConstLimbs modulus) : poll_(limbs_poll(t)), modulus_(modulus) {}

  bool allocate(Thread& t) {
    const size_t n = modulus_.size();
    size_t need = base::sqr_scratch(n);
    if (base::mul_scratch(n, n) > need) need = base::mul_scratch(n, n);
    if (base::divmod_scratch(2 * n, n) > need) need = base::divmod_scratch(2 * n, n);
    if (!allocate_limbs(t, kTable * n + n + 2 * n + (n + 1) + need, block_)) return false;
    table_ = block_;
    result_ = table_ + kTable * n;
    product_ = result_ + n;
    quotient_ = product_ + 2 * n;
    scratch_ = quotient_ + n + 1;
    return true;
  }

  // `base` < modulus, of modulus.size() limbs at most.
  bool run(ConstLimbs base, ConstLimbs exponent) {
    if (!fill_table(base)) return false;
    const size_t bits = base::bit_length(exponent);
    size_t done = (bits + kWindow - 1) / kWindow;
    std::memset(result_, 0, modulus_.size_bytes());
    result_[0] = 1;
    while (done-- > 0) {
      unsigned digit = 0;
      for (size_t i = kWindow; i-- > 0;) {
        if (!square(result_)) return false;
        digit = digit * 2 + base::test_bit(exponent, done * kWindow + i);
      }
      if (digit && !multiply(result_, result_, table_ + digit * modulus_.size())) return false;
    }
    return true;
  }
  ConstLimbs result() const { return {result_, modulus_.size()}; }

 private:
  static constexpr size_t kWindow = 4;
  static constexpr size_t kTable = size_t{1} << kWindow;

  bool fill_table(ConstLimbs base) {
    const size_t n = modulus_.size();
    std::memset(table_, 0, 2 * n * sizeof(Limb));
    std::memcpy(table_ + n, base.data(), base.size_bytes());
    for (size_t i = 2; i < kTable; i++) {
      if (!multiply(table_ + i * n, table_ + (i - 1) * n, table_ + n)) return false;
    }
    return true;
  }
  bool multiply(Limb* out, const Limb* a, const Limb* b) {
    const size_t n = modulus_.size();
    return base::mul({product_, 2 * n}, {a, n}, {b, n}, scratch_, poll_) == Progress::kDone &&
           reduce(out);
  }
  bool square(Limb* a) {
    const size_t n = modulus_.size();
    return base::sqr({product_, 2 * n}, {a, n}, scratch_, poll_) == Progress::kDone && reduce(a);
  }
  bool reduce(Limb* out) {
    const size_t n = modulus_.size();
    return base::divmod({quotient_, n + 1}, {out, n}, {product_, 2 * n}, modulus_, scratch_,
                        poll_) == Progress::kDone;
  }

  base::Poll poll_;
  ConstLimbs modulus_;
  Limb* block_ = nullptr;
  Limb* table_ = nullptr;
  Limb* result_ = nullptr;
  Limb* product_ = nullptr;
  Limb* quotient_ = nullptr;
  Limb* scratch_ = nullptr;
};

// The inverse of a modulo m > 0 by the extended Euclidean algorithm; m == 1 gives 0.
Value modular_inverse(Thread& t, Value a, Value m) {
  Value r0 = m, r1 = TS_TRY(int_modulo(t, a, m));
  Value s0 = Value::from_int(0), s1 = Value::from_int(1);
  while (int_sign(r1) != 0) {
    TS_POLL(t);
    Value quotient, remainder;
    if (!int_divide(t, r0, r1, quotient, remainder)) return {};
    Value product = TS_TRY(int_mul(t, quotient, s1));
    Value next = TS_TRY(int_sub(t, s0, product));
    s0 = s1;
    s1 = next;
    r0 = r1;
    r1 = remainder;
  }
  if (!(r0 == Value::from_int(1))) {
    return raise(t, numbers::kValueError, "base is not invertible for the given modulus");
  }
  return int_modulo(t, s0, m);
}

// base ^ exponent % modulus, all non-negative, base < modulus.
Value power_modulo(Thread& t, Value base_value, Value exponent_value, Value modulus_value) {
  const IntView base(base_value), exponent(exponent_value), modulus(modulus_value);
  if (modulus.size() == 1) {
    return int_from_double_limb(t, short_power_modulo(base.low(), exponent, modulus.low()), false);
  }
  ModularPower power(t, modulus.limbs());
  if (!power.allocate(t) || !power.run(base.limbs(), exponent.limbs())) return {};
  return int_from_limbs(t, power.result(), false);
}

}  // namespace

Value int_power_modulo(Thread& t, Value a, Value b, Value modulus) {
  const int sign = int_sign(modulus);
  if (sign == 0) return raise(t, numbers::kValueError, "pow() 3rd argument cannot be 0");
  Value m = TS_TRY(int_absolute(t, modulus));
  Value base = a, exponent = b;
  if (int_sign(b) < 0) {
    exponent = TS_TRY(int_negate(t, b));
    base = TS_TRY(modular_inverse(t, a, m));
  }
  base = TS_TRY(int_modulo(t, base, m));
  Value result = TS_TRY(power_modulo(t, base, exponent, m));
  return sign < 0 && int_sign(result) != 0 ? int_add(t, result, modulus) : result;
}

// --- bits

Value int_bitwise(Thread& t, base::BitOperation operation, Value a, Value b) {
  const IntView x(a), y(b);
  if (operation == base::BitOperation::kAnd) {  // masking to a limb needs no working memory
    const IntView& mask = y.size() <= 1 && !y.negative() ? y : x;
    const IntView& other = &mask == &y ? x : y;
    if (mask.size() <= 1 && !mask.negative()) {
      const Limb low = other.negative() ? Limb{0} - other.low() : other.low();
      return int_from_double_limb(t, low & mask.low(), false);
    }
  }
  const size_t n = (x.size() > y.size() ? x.size() : y.size()) + 1;
  Int* out = TS_TRY(allocate_int(t, n));
  const bool negative = base::bitwise(operation, {out->data(), n}, x.with_sign(), y.with_sign());
  return finish_int(t, out, negative);
}

Value int_shift_left(Thread& t, Value a, Value b) {
  const IntView x(a);
  if (int_sign(b) < 0) return raise(t, numbers::kValueError, "negative shift count");
  if (x.is_zero()) return Value::from_int(0);
  uint64_t count;
  constexpr uint64_t kMaxCount = uint64_t{1} << 62;
  if (!int_to_uint64(b, count) || count >= kMaxCount) {
    return raise(t, numbers::kOverflowError, "too many digits in integer");
  }
  if (x.size() == 1 && count < kLimbBits) {
    return int_from_double_limb(t, DoubleLimb{x.low()} << count, x.negative());
  }
  const uint64_t limbs = x.size() + count / kLimbBits + 1;
  if (limbs > UINT32_MAX / sizeof(Limb)) return raise_no_memory(t);
  Int* out = TS_TRY(allocate_int(t, static_cast<size_t>(limbs)));
  base::shift_left({out->data(), out->limbs}, x.limbs(), static_cast<size_t>(count));
  return finish_int(t, out, x.negative());
}

Value int_shift_right(Thread& t, Value a, Value b) {
  const IntView x(a);
  if (int_sign(b) < 0) return raise(t, numbers::kValueError, "negative shift count");
  intptr_t count;
  if (!int_to_intptr(b, count) || static_cast<size_t>(count) / kLimbBits >= x.size()) {
    return Value::from_int(x.negative() ? -1 : 0);
  }
  const size_t n = x.size() - static_cast<size_t>(count) / kLimbBits + 1;
  if (n <= 3) {
    Limb out[3];
    base::shift_right_floor({out, n}, x.with_sign(), static_cast<size_t>(count));
    return int_from_limbs(t, {out, n}, x.negative());
  }
  Int* out = TS_TRY(allocate_int(t, n));
  base::shift_right_floor({out->data(), n}, x.with_sign(), static_cast<size_t>(count));
  return finish_int(t, out, x.negative());
}

// --- one operand

Value int_negate(Thread& t, Value a) {
  if (a.is_small_int()) return make_int(t, -int64_t{a.small_int()});
  const IntView x(a);
  return int_from_limbs(t, x.limbs(), !x.negative());
}

Value int_absolute(Thread& t, Value a) {
  return int_sign(a) < 0 ? int_negate(t, a) : int_exact(t, a);
}

Value int_invert(Thread& t, Value a) {
  if (a.is_small_int()) return Value::from_int(~a.small_int());
  return int_sub(t, Value::from_int(-1), a);
}

int int_compare(Value a, Value b) {
  if (Value::both_small_int(a, b))
    return a.small_int() < b.small_int() ? -1 : a.small_int() > b.small_int();
  const IntView x(a), y(b);
  if (x.negative() != y.negative()) return x.negative() ? -1 : 1;
  const int order = base::compare(x.limbs(), y.limbs());
  return x.negative() ? -order : order;
}

Value int_square_root(Thread& t, Value a) {
  const IntView x(a);
  if (x.is_zero()) return Value::from_int(0);
  Int* root = TS_TRY(allocate_int(t, (x.size() + 1) / 2));
  Limb* scratch;
  if (!allocate_limbs(t, base::isqrt_scratch(x.size()), scratch)) return {};
  if (base::isqrt({root->data(), root->limbs}, x.limbs(), scratch, limbs_poll(t)) !=
      Progress::kDone)
    return {};
  return finish_int(t, root, false);
}

Value int_binary(Thread& t, Value a, Value b, BinaryOp op) {
  switch (op) {
    case BinaryOp::kAdd:
      return int_add(t, a, b);
    case BinaryOp::kSub:
      return int_sub(t, a, b);
    case BinaryOp::kMul:
      return int_mul(t, a, b);
    case BinaryOp::kDiv:
      return int_true_divide(t, a, b);
    case BinaryOp::kFloorDiv:
      return int_floor_divide(t, a, b);
    case BinaryOp::kMod:
      return int_modulo(t, a, b);
    case BinaryOp::kAnd:
      return int_bitwise(t, base::BitOperation::kAnd, a, b);
    case BinaryOp::kOr:
      return int_bitwise(t, base::BitOperation::kOr, a, b);
    case BinaryOp::kXor:
      return int_bitwise(t, base::BitOperation::kXor, a, b);
    case BinaryOp::kShl:
      return int_shift_left(t, a, b);
    case BinaryOp::kShr:
      return int_shift_right(t, a, b);
    case BinaryOp::kPow:
      return int_power(t, a, b);
    case BinaryOp::kDivMod: {
      Value quotient, remainder;
      if (!int_divide(t, a, b, quotient, remainder)) return {};
      return make_tuple(t, {quotient, remainder});
    }
    case BinaryOp::kMatMul:
      break;
  }
  return kNotImplemented;
}

}  // namespace ts::object
