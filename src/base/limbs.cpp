// Natural numbers: addition, multiplication, division, shifts, bits, square root. Text is in
// limbs_text.cpp. See limbs.h for the conventions and the sources.
#include "base/limbs.h"

#include <algorithm>
#include <bit>

#include "base/limbs_work.h"

namespace ts::base {
namespace {

// Limb counts from which the better algorithm wins, measured on x86-64 (GCC 12, -O2).
constexpr size_t kKaratsubaThreshold = 28;
constexpr size_t kKaratsubaSquareThreshold = 56;
constexpr size_t kRecursiveDivisionThreshold = 64;

constexpr Limb kLimbMax = ~Limb{0};
constexpr Limb kTopBit = Limb{1} << (kLimbBits - 1);

Limb high(DoubleLimb x) { return static_cast<Limb>(x >> kLimbBits); }
Limb low(DoubleLimb x) { return static_cast<Limb>(x); }
DoubleLimb join(Limb upper, Limb lower) { return DoubleLimb{upper} << kLimbBits | lower; }
DoubleLimb product(Limb a, Limb b) { return DoubleLimb{a} * b; }

// a + b + carry and a - b - borrow, where carry and borrow are 0 or 1 before and after.
Limb add_step(Limb a, Limb b, Limb* carry) {
  const Limb sum = a + b;
  const Limb result = sum + *carry;
  *carry = Limb{sum < a} | Limb{result < sum};
  return result;
}

Limb sub_step(Limb a, Limb b, Limb* borrow) {
  const Limb difference = a - b;
  const Limb result = difference - *borrow;
  *borrow = Limb{a < b} | Limb{difference < *borrow};
  return result;
}

Limb add_equal(Limb* out, const Limb* a, const Limb* b, size_t size, Limb carry = 0) {
  for (size_t i = 0; i < size; ++i) out[i] = add_step(a[i], b[i], &carry);
  return carry;
}

Limb sub_equal(Limb* out, const Limb* a, const Limb* b, size_t size, Limb borrow = 0) {
  for (size_t i = 0; i < size; ++i) out[i] = sub_step(a[i], b[i], &borrow);
  return borrow;
}

// out += a * b over `size` limbs; returns the limb above.
Limb add_product(Limb* out, const Limb* a, size_t size, Limb b) {
  Limb carry = 0;
  for (size_t i = 0; i < size; ++i) {
    const DoubleLimb sum = product(a[i], b) + out[i] + carry;
    out[i] = low(sum);
    carry = high(sum);
  }
  return carry;
}

// out -= a * b over `size` limbs; returns what is to be subtracted from the limb above.
Limb sub_product(Limb* out, const Limb* a, size_t size, Limb b) {
  Limb carry = 0;
  for (size_t i = 0; i < size; ++i) {
    const DoubleLimb term = product(a[i], b) + carry;
    const Limb old = out[i];
    out[i] = old - low(term);
    carry = high(term) + Limb{old < low(term)};
  }
  return carry;
}

int compare_equal(const Limb* a, const Limb* b, size_t size) {
  for (size_t i = size; i-- > 0;) {
    if (a[i] != b[i]) return a[i] < b[i] ? -1 : 1;
  }
  return 0;
}

void zero_from(Limbs out, size_t start) {
  if (start < out.size()) std::fill(out.begin() + static_cast<ptrdiff_t>(start), out.end(), 0);
}

}  // namespace

size_t normalized_size(ConstLimbs a) {
  size_t size = a.size();
  while (size > 0 && a[size - 1] == 0) --size;
  return size;
}

int compare(ConstLimbs a, ConstLimbs b) {
  a = normalized(a);
  b = normalized(b);
  if (a.size() != b.size()) return a.size() < b.size() ? -1 : 1;
  return compare_equal(a.data(), b.data(), a.size());
}

size_t bit_length(ConstLimbs a) {
  a = normalized(a);
  if (a.empty()) return 0;
  return a.size() * kLimbBits - static_cast<size_t>(std::countl_zero(a.back()));
}

size_t popcount(ConstLimbs a) {
  size_t count = 0;
  for (const Limb limb : a) count += static_cast<size_t>(std::popcount(limb));
  return count;
}

size_t trailing_zeros(ConstLimbs a) {
  for (size_t i = 0; i < a.size(); ++i) {
    if (a[i] != 0) return i * kLimbBits + static_cast<size_t>(std::countr_zero(a[i]));
  }
  return 0;
}

bool test_bit(ConstLimbs a, size_t index) {
  const size_t limb = index / kLimbBits;
  return limb < a.size() && (a[limb] >> (index % kLimbBits) & 1) != 0;
}

Limb add(Limbs out, ConstLimbs a, ConstLimbs b) {
  if (a.size() < b.size()) std::swap(a, b);
  const Limb carry = add_equal(out.data(), a.data(), b.data(), b.size());
  return add_limb(out.subspan(b.size()), a.subspan(b.size()), carry);
}

Limb sub(Limbs out, ConstLimbs a, ConstLimbs b) {
  const Limb borrow = sub_equal(out.data(), a.data(), b.data(), b.size());
  return sub_limb(out.subspan(b.size()), a.subspan(b.size()), borrow);
}

Limb add_limb(Limbs out, ConstLimbs a, Limb b) {
  if (b == 0 && out.data() == a.data() && out.size() == a.size()) return 0;
  for (size_t i = 0; i < a.size(); ++i) {
    out[i] = a[i] + b;
    b = out[i] < b;
  }
  if (out.size() == a.size()) return b;
  out[a.size()] = b;
  zero_from(out, a.size() + 1);
  return 0;
}

Limb sub_limb(Limbs out, ConstLimbs a, Limb b) {
  if (b == 0 && out.data() == a.data() && out.size() == a.size()) return 0;
  for (size_t i = 0; i < a.size(); ++i) {
    const Limb old = a[i];
    out[i] = old - b;
    b = old < b;
  }
  zero_from(out, a.size());
  return b;
}

Limb mul_limb(Limbs out, ConstLimbs a, Limb b, Limb carry) {
  for (size_t i = 0; i < a.size(); ++i) {
    const DoubleLimb term = product(a[i], b) + carry;
    out[i] = low(term);
    carry = high(term);
  }
  return carry;
}

// --- Multiplication -------------------------------------------------------------------------

namespace {

// out[0 .. a_size + b_size) = a * b (MCA 1.3.1).
bool multiply_basecase(Limb* out, const Limb* a, size_t a_size, const Limb* b, size_t b_size,
                       Work& work) {
  std::fill(out, out + a_size, Limb{0});
  for (size_t i = 0; i < b_size; ++i) {
    out[a_size + i] = add_product(out + i, a, a_size, b[i]);
    if (!work.spend(a_size)) return false;
  }
  return true;
}

// Each product of two different limbs once, doubled, then the squares.
bool square_basecase(Limb* out, const Limb* a, size_t size, Work& work) {
  out[0] = 0;
  std::fill(out, out + size, Limb{0});
  for (size_t i = 0; i + 1 < size; ++i) {
    out[size + i] = add_product(out + 2 * i + 1, a + i + 1, size - i - 1, a[i]);
    if (!work.spend(size - i)) return false;
  }
  out[2 * size - 1] = 0;
  Limb shifted_out = 0;
  Limb carry = 0;
  for (size_t i = 0; i < size; ++i) {
    const DoubleLimb square = product(a[i], a[i]);
    const Limb lower = out[2 * i];
    const Limb upper = out[2 * i + 1];
    out[2 * i] = add_step(lower << 1 | shifted_out, low(square), &carry);
    out[2 * i + 1] = add_step(upper << 1 | lower >> (kLimbBits - 1), high(square), &carry);
    shifted_out = upper >> (kLimbBits - 1);
  }
  return true;
}

// out[0 .. size) = |x - y| where y has y_size <= size limbs; returns whether x < y.
bool absolute_difference(Limb* out, const Limb* x, size_t size, const Limb* y, size_t y_size) {
  const ConstLimbs wide{x, size};
  const ConstLimbs narrow{y, y_size};
  if (compare(wide, narrow) >= 0) {
    sub({out, size}, wide, narrow);
    return false;
  }
  sub_equal(out, y, x, y_size);  // here x has no more significant limbs than y
  std::fill(out + y_size, out + size, Limb{0});
  return true;
}

bool multiply(Limb* out, const Limb* a, size_t a_size, const Limb* b, size_t b_size, Limb* scratch,
              Work& work);

// MCA 1.3.2, subtractive: a0 b1 + a1 b0 = a0 b0 + a1 b1 - (a0 - a1)(b0 - b1).
// Both factors are longer than half = ceil(a_size / 2). Recursion is logarithmic in the size.
bool multiply_karatsuba(Limb* out, const Limb* a, size_t a_size, const Limb* b, size_t b_size,
                        Limb* scratch, Work& work) {
  const size_t half = (a_size + 1) / 2;
  const size_t a_rest = a_size - half;
  const size_t b_rest = b_size - half;
  const bool square = a == b && a_size == b_size;
  Limb* middle = scratch;  // 2 * half limbs
  scratch += 2 * half;

  Limb* a_difference = out;
  Limb* b_difference = square ? out : out + half;
  bool negative = absolute_difference(a_difference, a, half, a + half, a_rest);
  if (square) {
    negative = false;
  } else {
    negative ^= absolute_difference(b_difference, b, half, b + half, b_rest);
  }
  if (!multiply(middle, a_difference, half, b_difference, half, scratch, work) ||
      !multiply(out, a, half, b, half, scratch, work) ||
      !multiply(out + 2 * half, a + half, a_rest, b + half, b_rest, scratch, work)) {
    return false;
  }
  // middle becomes a0 b0 + a1 b1 -+ middle, with `carry` above it (-1 on the way, 0 or 1 in the
  // end).
  const size_t rest = a_rest + b_rest;
  Limb carry = negative ? add_equal(middle, out, middle, 2 * half)
                        : Limb{0} - sub_equal(middle, out, middle, 2 * half);
  carry += add({middle, 2 * half}, {middle, 2 * half}, {out + 2 * half, rest});
  const Limbs upper{out + half, half + rest};  // at least 2 * half limbs, as b_rest > 0
  add(upper, upper, {middle, 2 * half});
  const Limbs top = upper.subspan(2 * half);
  add_limb(top, top, carry);
  return true;
}

// a much longer than b: multiplies pieces of a as long as b.
bool multiply_pieces(Limb* out, const Limb* a, size_t a_size, const Limb* b, size_t b_size,
                     Limb* scratch, Work& work) {
  Limb* piece_product = scratch;
  scratch += 2 * b_size;
  if (!multiply(out, a, b_size, b, b_size, scratch, work)) return false;
  for (size_t start = b_size; start < a_size;) {
    const size_t piece = std::min(b_size, a_size - start);
    if (!multiply(piece_product, b, b_size, a + start, piece, scratch, work)) return false;
    const Limb carry = add_equal(out + start, out + start, piece_product, b_size);
    add_limb({out + start + b_size, piece}, {piece_product + b_size, piece}, carry);
    start += piece;
  }
  return true;
}

// a_size >= b_size; fills a_size + b_size limbs.
bool multiply(Limb* out, const Limb* a, size_t a_size, const Limb* b, size_t b_size, Limb* scratch,
              Work& work) {
  const bool square = a == b && a_size == b_size && a_size > 0;
  if (square && a_size < kKaratsubaSquareThreshold) return square_basecase(out, a, a_size, work);
  if (b_size < kKaratsubaThreshold) return multiply_basecase(out, a, a_size, b, b_size, work);
  if (b_size <= (a_size + 1) / 2) return multiply_pieces(out, a, a_size, b, b_size, scratch, work);
  return multiply_karatsuba(out, a, a_size, b, b_size, scratch, work);
}

}  // namespace

size_t mul_scratch(size_t a_size, size_t b_size) {
  if (a_size < b_size) std::swap(a_size, b_size);
  if (b_size < kKaratsubaThreshold) return 0;
  // Karatsuba: 2 ceil(n / 2) limbs a level. Pieces: 2 b_size, then Karatsuba of that size.
  const size_t size = a_size >= 2 * b_size - 1 ? 4 * b_size : 2 * a_size;
  return size + 6 * static_cast<size_t>(std::bit_width(a_size));
}

Progress mul(Limbs out, ConstLimbs a, ConstLimbs b, Limb* scratch, const Poll& poll) {
  if (a.size() < b.size()) std::swap(a, b);
  Work work(poll);
  if (!multiply(out.data(), a.data(), a.size(), b.data(), b.size(), scratch, work)) {
    return Progress::kStopped;
  }
  zero_from(out, a.size() + b.size());
  return Progress::kDone;
}

size_t sqr_scratch(size_t size) { return mul_scratch(size, size); }

Progress sqr(Limbs out, ConstLimbs a, Limb* scratch, const Poll& poll) {
  return mul(out, a, a, scratch, poll);
}

// --- Division -------------------------------------------------------------------------------
// By multiplication with a reciprocal: N. Möller, T. Granlund, "Improved division by invariant
// integers" (2011), algorithms 4 to 6. No CPU here divides two limbs by one quickly.

namespace {

// floor((B^2 - 1) / divisor) - B, for a divisor whose top bit is set.
Limb reciprocal(Limb divisor) { return low(join(~divisor, kLimbMax) / divisor); }

// The same for the two-limb divisor (d1, d0).
Limb reciprocal_2(Limb d1, Limb d0) {
  Limb v = reciprocal(d1);
  Limb p = d1 * v + d0;
  if (p < d0) {
    --v;
    if (p >= d1) {
      --v;
      p -= d1;
    }
    p -= d1;
  }
  const DoubleLimb t = product(v, d0);
  p += high(t);
  if (p < high(t)) {
    --v;
    if (join(p, low(t)) >= join(d1, d0)) --v;
  }
  return v;
}

// (u1, u0) / d with u1 < d; the remainder replaces *u1.
Limb divide_2_by_1(Limb* u1, Limb u0, Limb d, Limb v) {
  const DoubleLimb q = product(v, *u1) + join(*u1, u0);
  Limb quotient = high(q) + 1;
  Limb remainder = u0 - quotient * d;
  if (remainder > low(q)) {
    --quotient;
    remainder += d;
  }
  if (remainder >= d) {
    ++quotient;
    remainder -= d;
  }
  *u1 = remainder;
  return quotient;
}

// (u2, u1, u0) / (d1, d0) with (u2, u1) < (d1, d0).
Limb divide_3_by_2(Limb u2, Limb u1, Limb u0, Limb d1, Limb d0, Limb v) {
  const DoubleLimb q = product(v, u2) + join(u2, u1);
  const DoubleLimb d = join(d1, d0);
  Limb quotient = high(q) + 1;
  DoubleLimb remainder = join(u1 - high(q) * d1, u0) - product(d0, high(q)) - d;
  if (high(remainder) >= low(q)) {
    --quotient;
    remainder += d;
  }
  if (remainder >= d) ++quotient;
  return quotient;
}

// a (size + 1 limbs) becomes a % b, returns a / b; requires (top of a) < b and size >= 2.
Limb divide_step(Limb* a, const Limb* b, size_t size, Limb v) {
  const Limb b1 = b[size - 1];
  const Limb b0 = b[size - 2];
  Limb quotient;
  if (a[size] == b1 && a[size - 1] == b0) {
    quotient = kLimbMax;  // the estimate would be B
  } else {
    quotient = divide_3_by_2(a[size], a[size - 1], a[size - 2], b1, b0, v);
  }
  const Limb excess = sub_product(a, b, size, quotient);
  const bool too_large = a[size] < excess;
  a[size] -= excess;
  if (too_large) {
    --quotient;
    a[size] += add_equal(a, a, b, size);
  }
  return quotient;
}

// Divides a (b_size + count limbs) by b (b_size >= 2 limbs, top bit set): `count` limbs of quotient
// to q, the remainder to the low b_size limbs of a. Returns the limb of quotient above, 0 or 1.
// *ok turns false when stopped.
Limb divide_basecase(Limb* q, Limb* a, size_t count, const Limb* b, size_t b_size, Limb v,
                     Work& work, bool* ok) {
  Limb top = 0;
  if (compare_equal(a + count, b, b_size) >= 0) {
    top = 1;
    sub_equal(a + count, a + count, b, b_size);
  }
  for (size_t i = count; i-- > 0;) {
    q[i] = divide_step(a + i, b, b_size, v);
    if (!work.spend(b_size)) {
      *ok = false;
      break;
    }
  }
  return top;
}

// The same by MCA algorithm 1.8 (RecursiveDivRem), for count <= b_size; recursion is logarithmic.
// `scratch` holds count limbs and what the products need.
Limb divide_recursive(Limb* q, Limb* a, size_t count, const Limb* b, size_t b_size, Limb v,
                      Limb* scratch, Work& work, bool* ok) {
  if (count < kRecursiveDivisionThreshold) {
    return divide_basecase(q, a, count, b, b_size, v, work, ok);
  }
  Limb top = 0;
  if (compare_equal(a + count, b, b_size) >= 0) {
    top = 1;
    sub_equal(a + count, a + count, b, b_size);
  }
  const size_t k = count / 2;
  Limb* term = scratch;  // quotient part * low part of b, at most `count` limbs
  Limb* rest = scratch + count;

  // Upper part of the quotient, from the upper limbs of a and b; then take the rest of b into
  // account, which makes it at most a few too large.
  const size_t upper = count - k;
  Limb extra = divide_recursive(q + k, a + 2 * k, upper, b + k, b_size - k, v, rest, work, ok);
  if (!*ok || !multiply(term, q + k, upper, b, k, rest, work)) {
    *ok = false;
    return 0;
  }
  Limbs window{a + k, b_size};
  Limb borrow = sub(window, window, {term, count});
  if (extra != 0) {
    const Limbs above = window.subspan(upper);
    borrow += sub(above, above, {b, k});
  }
  while (borrow != 0) {
    extra -= sub_limb({q + k, upper}, {q + k, upper}, 1);
    borrow -= add_equal(window.data(), window.data(), b, b_size);
  }

  // Lower part of the quotient.
  extra = divide_recursive(q, a + k, k, b + k, b_size - k, v, rest, work, ok);
  if (!*ok || !multiply(term, q, k, b, k, rest, work)) {
    *ok = false;
    return 0;
  }
  window = {a, b_size};
  borrow = sub(window, window, {term, 2 * k});
  if (extra != 0) {
    const Limbs above = window.subspan(k);
    borrow += sub(above, above, {b, k});
  }
  while (borrow != 0) {
    extra -= sub_limb({q, k}, {q, k}, 1);
    borrow -= add_equal(a, a, b, b_size);
  }
  return top;
}

// Any count: pieces of at most b_size limbs of quotient, from the top.
bool divide_long(Limb* q, Limb* a, size_t count, const Limb* b, size_t b_size, Limb* scratch,
                 Work& work) {
  const Limb v = reciprocal_2(b[b_size - 1], b[b_size - 2]);
  bool ok = true;
  while (count > 0 && ok) {
    const size_t piece = count % b_size != 0 ? count % b_size : b_size;
    count -= piece;
    divide_recursive(q + count, a + count, piece, b, b_size, v, scratch, work, &ok);
  }
  return ok;
}

}  // namespace

Limb div_limb(Limbs quotient, ConstLimbs a, Limb b) {
  const int shift = std::countl_zero(b);
  const Limb divisor = b << shift;
  const Limb v = reciprocal(divisor);
  Limb remainder = 0;
  if (shift == 0) {
    for (size_t i = a.size(); i-- > 0;) quotient[i] = divide_2_by_1(&remainder, a[i], divisor, v);
    return remainder;
  }
  const int down = static_cast<int>(kLimbBits) - shift;
  if (!a.empty()) remainder = a.back() >> down;
  for (size_t i = a.size(); i-- > 0;) {
    const Limb next = a[i] << shift | (i > 0 ? a[i - 1] >> down : 0);
    quotient[i] = divide_2_by_1(&remainder, next, divisor, v);
  }
  return remainder >> shift;
}

Limb mod_limb(ConstLimbs a, Limb b) {
  const int shift = std::countl_zero(b);
  const Limb divisor = b << shift;
  const Limb v = reciprocal(divisor);
  // Keeps remainder < divisor, a multiple of 2^shift in the end: (remainder, limb) shifted.
  Limb remainder = 0;
  for (size_t i = a.size(); i-- > 0;) {
    DoubleLimb value = join(remainder, a[i]) << shift;
    Limb upper = high(value);
    divide_2_by_1(&upper, low(value), divisor, v);
    remainder = upper >> shift;
  }
  return remainder;
}

size_t divmod_scratch(size_t a_size, size_t b_size) {
  if (a_size < b_size || b_size < 2) return 0;
  const size_t count = a_size - b_size + 1;
  const size_t piece = std::min(count, b_size);
  // The products' scratch is largest at the top; the terms of the levels add up to 2 * piece.
  const size_t recursion = piece < kRecursiveDivisionThreshold
                               ? 0
                               : 2 * piece + mul_scratch((piece + 1) / 2, (piece + 1) / 2) +
                                     2 * static_cast<size_t>(std::bit_width(piece));
  return a_size + 1 + b_size + recursion;
}

Progress divmod(Limbs quotient, Limbs remainder, ConstLimbs a, ConstLimbs b, Limb* scratch,
                const Poll& poll) {
  a = normalized(a);
  if (a.size() < b.size()) {
    std::copy(a.begin(), a.end(), remainder.begin());
    zero_from(remainder, a.size());
    zero_from(quotient, 0);
    return Progress::kDone;
  }
  const size_t count = a.size() - b.size() + 1;
  if (b.size() == 1) {
    const Limb rest = div_limb(quotient.first(a.size()), a, b[0]);
    zero_from(quotient, count);
    remainder[0] = rest;
    zero_from(remainder, 1);
    return Progress::kDone;
  }
  const Limbs dividend{scratch, a.size() + 1};
  const Limbs divisor{scratch + dividend.size(), b.size()};
  const size_t shift = static_cast<size_t>(std::countl_zero(b.back()));
  shift_left(dividend, a, shift);
  shift_left(divisor, b, shift);
  Work work(poll);
  if (!divide_long(quotient.data(), dividend.data(), count, divisor.data(), divisor.size(),
                   divisor.data() + divisor.size(), work)) {
    return Progress::kStopped;
  }
  zero_from(quotient, count);
  shift_right(remainder.first(b.size()), dividend.first(b.size()), shift);
  zero_from(remainder, b.size());
  return Progress::kDone;
}

Limb div_step(Limbs a, ConstLimbs b) {
  const size_t size = b.size();
  return divide_step(a.data(), b.data(), size, reciprocal_2(b[size - 1], b[size - 2]));
}

// --- Shifts and bits ------------------------------------------------------------------------

void shift_left(Limbs out, ConstLimbs a, size_t count) {
  a = normalized(a);
  const size_t limbs = count / kLimbBits;
  const unsigned bits = count % kLimbBits;
  if (a.empty()) return zero_from(out, 0);
  const size_t top = a.size() + limbs;
  if (bits == 0) {
    std::copy_backward(a.begin(), a.end(), out.begin() + static_cast<ptrdiff_t>(top));
    zero_from(out, top);
  } else {
    const unsigned down = kLimbBits - bits;
    const Limb carry = a.back() >> down;
    zero_from(out, top + 1);
    for (size_t i = a.size(); i-- > 1;) out[i + limbs] = a[i] << bits | a[i - 1] >> down;
    out[limbs] = a[0] << bits;
    if (top < out.size()) out[top] = carry;
  }
  std::fill_n(out.begin(), limbs, Limb{0});
}

bool shift_right(Limbs out, ConstLimbs a, size_t count) {
  a = normalized(a);
  const size_t limbs = count / kLimbBits;
  const unsigned bits = count % kLimbBits;
  if (limbs >= a.size()) {
    const bool dropped = !a.empty();
    zero_from(out, 0);
    return dropped;
  }
  Limb dropped = a[limbs] & ((Limb{1} << bits) - 1);
  for (size_t i = 0; i < limbs && dropped == 0; ++i) dropped = a[i];
  const size_t size = a.size() - limbs;
  if (bits == 0) {
    std::copy(a.begin() + static_cast<ptrdiff_t>(limbs), a.end(), out.begin());
  } else {
    for (size_t i = 0; i < size; ++i) {
      const Limb above = i + 1 < size ? a[i + limbs + 1] << (kLimbBits - bits) : 0;
      out[i] = a[i + limbs] >> bits | above;
    }
  }
  zero_from(out, size);
  return dropped != 0;
}

bool shift_right_floor(Limbs out, SignedLimbs a, size_t count) {
  const ConstLimbs magnitude = normalized(a.magnitude);
  const bool dropped = shift_right(out, magnitude, count);
  if (dropped && a.negative) add_limb(out, out, 1);
  return dropped;
}

namespace {

// The limbs of a signed number in two's complement, from the lowest, without end.
class TwosComplement {
 public:
  explicit TwosComplement(SignedLimbs a)
      : magnitude_(a.magnitude), flip_(a.negative ? kLimbMax : 0), carry_(a.negative) {}

  Limb at(size_t i) {
    const Limb limb = ((i < magnitude_.size() ? magnitude_[i] : 0) ^ flip_) + carry_;
    carry_ = limb < carry_;
    return limb;
  }

 private:
  ConstLimbs magnitude_;
  Limb flip_;
  Limb carry_;
};

}  // namespace

bool bitwise(BitOperation operation, Limbs out, SignedLimbs a, SignedLimbs b) {
  const size_t size = std::max(a.magnitude.size(), b.magnitude.size()) + 1;
  TwosComplement x(a);
  TwosComplement y(b);
  for (size_t i = 0; i < size; ++i) {
    const Limb left = x.at(i);
    const Limb right = y.at(i);
    out[i] = operation == BitOperation::kAnd  ? left & right
             : operation == BitOperation::kOr ? left | right
                                              : left ^ right;
  }
  zero_from(out, size);
  const bool negative = (out[size - 1] & kTopBit) != 0;
  if (negative) {
    TwosComplement magnitude({out.first(size), true});
    for (size_t i = 0; i < size; ++i) out[i] = magnitude.at(i);
  }
  return negative;
}

// --- Square root ----------------------------------------------------------------------------
// Newton's iteration whose precision doubles with each step, so that the last division costs as
// much as all before it. With n = a, c = floor((bits - 1) / 2) and d = c >> s for falling s, each
// step keeps (root - 1)^2 < n >> 2(c - d) < (root + 1)^2 (the algorithm of Python's math.isqrt).

namespace {

// The 64 bits of a from bit `position` up, cut off above.
uint64_t bits_at(ConstLimbs a, size_t position) {
  uint64_t result = 0;
  for (size_t done = 0; done < 64;) {
    const size_t limb = (position + done) / kLimbBits;
    const size_t offset = (position + done) % kLimbBits;
    if (limb >= a.size()) break;
    result |= static_cast<uint64_t>(a[limb] >> offset) << done;
    done += kLimbBits - offset;
  }
  return result;
}

}  // namespace

size_t isqrt_scratch(size_t size) {
  const size_t root = (size + 1) / 2 + 1;
  const size_t quotient = root + 2;
  const size_t dividend = size + 2;
  // The check at the end squares the root.
  const size_t square = 2 * root + sqr_scratch(root);
  return 2 * root + std::max(dividend + quotient + divmod_scratch(dividend, root), square);
}

Progress isqrt(Limbs root, ConstLimbs a, Limb* scratch, const Poll& poll) {
  a = normalized(a);
  zero_from(root, 0);
  if (a.empty()) return Progress::kDone;
  const size_t c = (bit_length(a) - 1) / 2;
  size_t s = static_cast<size_t>(std::bit_width(c));
  size_t d = 0;
  uint64_t start = 1;
  while (s > 0 && (c >> (s - 1)) <= 31) {
    const size_t e = d;
    d = c >> --s;
    start = (start << (d - e - 1)) + bits_at(a, 2 * c - e - d + 1) / start;
  }

  const size_t root_size = (a.size() + 1) / 2 + 1;
  const Limbs r{scratch, root_size};
  Limb* rest = scratch + 2 * root_size;
  const Limbs rounding{scratch + root_size, root_size};
  zero_from(r, 0);
  for (size_t i = 0; i < sizeof(uint64_t) / sizeof(Limb) && i < root_size; ++i) {
    r[i] = static_cast<Limb>(start >> (i * kLimbBits));
  }
  while (s > 0) {
    const size_t e = d;
    d = c >> --s;
    const Limbs dividend{rest, a.size()};
    shift_right(dividend, a, 2 * c - e - d + 1);
    const ConstLimbs divisor = normalized(r);
    const ConstLimbs n = normalized(dividend);
    const size_t quotient_size = n.size() >= divisor.size() ? n.size() - divisor.size() + 1 : 0;
    const Limbs quotient{rest + a.size(), quotient_size};
    if (divmod(quotient, rounding, n, divisor, quotient.data() + quotient_size, poll) ==
        Progress::kStopped) {
      return Progress::kStopped;
    }
    shift_left(r, r, d - e - 1);
    add(r, r, normalized(quotient));
  }
  const ConstLimbs result = normalized(r);
  const Limbs square{rest, 2 * result.size()};
  if (sqr(square, result, rest + square.size(), poll) == Progress::kStopped) {
    return Progress::kStopped;
  }
  if (compare(square, a) > 0) sub_limb(r, r, 1);
  const ConstLimbs final_root = normalized(r);
  std::copy(final_root.begin(), final_root.end(), root.begin());
  return Progress::kDone;
}

}  // namespace ts::base
