// The greatest common divisor of ints, by Lehmer's algorithm: the quotients of many Euclidean steps
// follow from the top limbs alone, and are applied to the whole numbers at once. Knuth, The Art of
// Computer Programming 2, 4.5.2, algorithm L, with the condition of T. Jebelean, "A double-digit
// Lehmer-Euclid algorithm" (1995).

#include <bit>
#include <utility>

#include "object/int_ops.h"

namespace ts::object {

using base::DoubleLimb;
using base::kLimbBits;
using base::Progress;

namespace {

Limb short_gcd(Limb a, Limb b) {
  while (b != 0) {
    const Limb r = a % b;
    a = b;
    b = r;
  }
  return a;
}

/// Several Euclidean steps at once. After an even number of them the pair (a, b) has become
/// (a0 a - b0 b, b1 b - a1 a), after an odd number the negative of that. All factors are below
/// 2^(kLimbBits / 2).
struct Steps {
  Limb a0 = 1, b0 = 0, a1 = 0, b1 = 1;
  bool odd = false;

  // x and y are the top limb's worth of bits of a and b: the steps are those of a and b themselves.
  void run(Limb x, Limb y) {
    while (y != 0) {
      const Limb q = x / y, r = x % y;
      Limb b2;
      if (__builtin_mul_overflow(q, b1, &b2) || __builtin_add_overflow(b2, b0, &b2)) return;
      if (r < b2 || y - r < b2 + b1) return;
      const Limb a2 = a0 + q * a1;
      a0 = std::exchange(a1, a2);
      b0 = std::exchange(b1, b2);
      odd = !odd;
      x = y;
      y = r;
    }
  }
  bool none() const { return a1 == 0; }

  void apply(Limb* a, Limb* b, size_t n) const {
    DoubleLimb a_carry = 0, b_carry = 0;  // two's complement, small in magnitude
    for (size_t i = 0; i < n; i++) {
      const DoubleLimb x = DoubleLimb{a0} * a[i] - DoubleLimb{b0} * b[i];
      const DoubleLimb y = DoubleLimb{b1} * b[i] - DoubleLimb{a1} * a[i];
      a_carry += odd ? 0 - x : x;
      b_carry += odd ? 0 - y : y;
      a[i] = static_cast<Limb>(a_carry);
      b[i] = static_cast<Limb>(b_carry);
      a_carry = shift_signed(a_carry);
      b_carry = shift_signed(b_carry);
    }
  }

 private:
  static DoubleLimb shift_signed(DoubleLimb v) {
    const DoubleLimb shifted = v >> kLimbBits;
    const bool negative = v >> (2 * kLimbBits - 1);
    return negative ? shifted | (~DoubleLimb{0} << kLimbBits) : shifted;
  }
};

// kLimbBits bits of `a` (of at least two limbs' room) whose lowest stands `zeros` bits below limb n
// - 1.
Limb window(const Limb* a, size_t n, int zeros) {
  return zeros == 0 ? a[n - 1]
                    : (a[n - 1] << zeros) | (a[n - 2] >> (static_cast<int>(kLimbBits) - zeros));
}

}  // namespace

Value int_gcd(Thread& t, Value a_value, Value b_value) {
  const IntView x(a_value), y(b_value);
  const IntView& large = base::compare(x.limbs(), y.limbs()) >= 0 ? x : y;
  const IntView& small = &large == &x ? y : x;
  if (small.is_zero()) return int_from_limbs(t, large.limbs(), false);
  if (small.size() == 1) {
    return int_from_double_limb(
        t, short_gcd(small.low(), base::mod_limb(large.limbs(), small.low())), false);
  }
  const size_t room = large.size();
  Limb* a;  // both numbers, the quotient of a division, and its scratch, which is largest for room
            // by room / 2
  if (!allocate_limbs(t, 3 * room + 1 + base::divmod_scratch(room + 2, room / 2 + 1) + room, a))
    return {};
  Limb* b = a + room;
  Limb* quotient = b + room;
  Limb* scratch = quotient + room + 1;
  std::memcpy(a, large.limbs().data(), large.limbs().size_bytes());
  std::memcpy(b, small.limbs().data(), small.limbs().size_bytes());
  size_t a_size = large.size(), b_size = small.size();
  const base::Poll poll = limbs_poll(t);
  while (b_size > 1) {
    TS_POLL(t);
    Steps steps;
    if (a_size - b_size <= 1) {
      const int zeros = std::countl_zero(a[a_size - 1]);
      steps.run(window(a, a_size, zeros), window(b, a_size, zeros));
    }
    if (steps.none()) {  // the remainder takes the place of the dividend
      if (base::divmod({quotient, a_size - b_size + 1}, {a, a_size}, {a, a_size}, {b, b_size},
                       scratch, poll) != Progress::kDone) {
        return {};
      }
      std::swap(a, b);
      a_size = b_size;
    } else {
      steps.apply(a, b, a_size);
      a_size = base::normalized_size({a, a_size});
    }
    b_size = base::normalized_size({b, a_size});
  }
  if (b_size == 0) return int_from_limbs(t, {a, a_size}, false);
  return int_from_double_limb(t, short_gcd(b[0], base::mod_limb({a, a_size}, b[0])), false);
}

}  // namespace ts::object
