// Arithmetic on natural numbers of any size, as little-endian arrays of machine words.
// Spans in, spans out: nothing here allocates, and nothing knows Python's int, which puts the sign
// and the object around it. Follows Knuth, The Art of Computer Programming 2, 4.3, and Brent and
// Zimmermann, Modern Computer Arithmetic (MCA), chapters 1.3 to 1.7.
#pragma once

#include <cstddef>
#include <cstdint>
#include <span>

namespace ts::base {

#if defined(__SIZEOF_INT128__)
using Limb = uint64_t;
__extension__ using DoubleLimb = unsigned __int128;
#else
using Limb = uint32_t;
using DoubleLimb = uint64_t;
#endif

inline constexpr size_t kLimbBits = sizeof(Limb) * 8;

using Limbs = std::span<Limb>;
using ConstLimbs = std::span<const Limb>;

/// Called during long operations at least every millisecond or so; false asks to stop.
struct Poll {
  bool (*step)(void* context) = nullptr;
  void* context = nullptr;
};

/// How an operation ended. After kStopped the contents of all outputs are unspecified.
enum class [[nodiscard]] Progress : uint8_t{kDone, kStopped};

// Numbers need not be normalised (their top limbs may be zero) unless a function says so. "n" in
// a comment is the number of limbs. An output may be larger than the result: the rest is zeroed.
// Outputs may be the same array as an input only where the comment says so.

/// Number of limbs without zeros at the top; 0 for the number zero.
size_t normalized_size(ConstLimbs a);
/// `a` without zeros at the top.
inline ConstLimbs normalized(ConstLimbs a) { return a.first(normalized_size(a)); }
/// Negative, zero or positive, as a < b, a == b, a > b.
int compare(ConstLimbs a, ConstLimbs b);
/// Position of the highest set bit plus one; 0 for zero.
size_t bit_length(ConstLimbs a);
/// Number of set bits.
size_t popcount(ConstLimbs a);
/// Number of zero bits below the lowest set bit; 0 for zero.
size_t trailing_zeros(ConstLimbs a);
/// Bit `index`, counted from the lowest; false above the top.
bool test_bit(ConstLimbs a, size_t index);

/// out = a + b; returns the carry out of `out`, whose size is at least that of a and of b.
/// `out` may be `a` or `b` (the same first limb).
Limb add(Limbs out, ConstLimbs a, ConstLimbs b);
/// out = a - b; returns the borrow (1 when a < b). Sizes and aliasing as for `add`, and
/// b.size() <= a.size().
Limb sub(Limbs out, ConstLimbs a, ConstLimbs b);
/// out = a + b for one limb; returns the carry. out.size() >= a.size(), `out` may be `a`.
Limb add_limb(Limbs out, ConstLimbs a, Limb b);
/// out = a - b for one limb; returns the borrow. out.size() >= a.size(), `out` may be `a`.
Limb sub_limb(Limbs out, ConstLimbs a, Limb b);
/// out = a * b + carry; returns the limb above. out.size() == a.size(), `out` may be `a`.
Limb mul_limb(Limbs out, ConstLimbs a, Limb b, Limb carry = 0);
/// quotient = a / b; returns the remainder. b > 0, quotient.size() == a.size(), may be `a`.
Limb div_limb(Limbs quotient, ConstLimbs a, Limb b);
/// a % b for b > 0.
Limb mod_limb(ConstLimbs a, Limb b);

/// Scratch limbs that `mul` needs for factors of these sizes; 0 for small ones.
size_t mul_scratch(size_t a_size, size_t b_size);
/// out = a * b, where out.size() >= a.size() + b.size(). `out` overlaps neither factor.
Progress mul(Limbs out, ConstLimbs a, ConstLimbs b, Limb* scratch, const Poll& poll);
/// Scratch limbs that `sqr` needs.
size_t sqr_scratch(size_t size);
/// out = a * a, about a third faster than `mul`. out.size() >= 2 * a.size(), no overlap.
Progress sqr(Limbs out, ConstLimbs a, Limb* scratch, const Poll& poll);

/// Scratch limbs that `divmod` needs.
size_t divmod_scratch(size_t a_size, size_t b_size);
/// quotient = a / b rounded down, remainder = a % b. b is not zero and normalised;
/// quotient.size() >= a.size() - b.size() + 1 (any size when a.size() < b.size()),
/// remainder.size() >= b.size(). Either output may be the array `a`; neither overlaps the other.
Progress divmod(Limbs quotient, Limbs remainder, ConstLimbs a, ConstLimbs b, Limb* scratch,
                const Poll& poll);
/// One step of long division: a becomes a % b, the quotient is returned. The top bit of b is set,
/// a.size() == b.size() + 1 >= 3, and the quotient fits a limb (the top b.size() limbs of a are
/// less than b).
Limb div_step(Limbs a, ConstLimbs b);

/// out = a << count. out.size() * kLimbBits >= bit_length(a) + count; `out` may be `a`.
void shift_left(Limbs out, ConstLimbs a, size_t count);
/// out = a >> count; returns whether a set bit was dropped. out.size() >= a.size() - count /
/// kLimbBits (or 0); `out` may be `a`.
bool shift_right(Limbs out, ConstLimbs a, size_t count);

/// A number with a sign, whose bits Python sees as two's complement without end.
struct SignedLimbs {
  ConstLimbs magnitude;
  bool negative;
};
enum class BitOperation : uint8_t { kAnd, kOr, kXor };
/// out = magnitude of `a operation b`; returns whether the result is negative.
/// out.size() >= max(a, b) + 1; `out` may be the array of a or of b.
bool bitwise(BitOperation operation, Limbs out, SignedLimbs a, SignedLimbs b);
/// out = magnitude of a >> count rounded down (floor), as Python shifts; returns whether a set bit
/// was dropped. out.size() >= a.size() - count / kLimbBits + 1 (or 1); `out` may be the array of a.
bool shift_right_floor(Limbs out, SignedLimbs a, size_t count);

/// Scratch limbs that `isqrt` needs.
size_t isqrt_scratch(size_t size);
/// root = the largest r with r * r <= a. root.size() >= (a.size() + 1) / 2, no overlap.
Progress isqrt(Limbs root, ConstLimbs a, Limb* scratch, const Poll& poll);

/// Characters that `to_text` may need: the number of digits or up to 4 % + 2 more.
size_t text_capacity(ConstLimbs a, unsigned base);
/// Scratch limbs that `to_text` needs.
size_t to_text_scratch(size_t size, unsigned base);
/// Writes the digits of `a` in base 2 to 36 (lower-case letters, no leading zeros, "0" for zero)
/// to the front of `out`, of at least text_capacity() characters, and their number to `length`.
Progress to_text(std::span<char> out, size_t* length, ConstLimbs a, unsigned base, Limb* scratch,
                 const Poll& poll);

/// Limbs that hold any number of `digits` digits in `base`.
size_t from_text_size(size_t digits, unsigned base);
/// Scratch limbs that `from_text` needs.
size_t from_text_scratch(size_t digits, unsigned base);
/// out = the number written with `digits`: only digits valid in `base` (either case), at least one;
/// the caller has removed sign, prefix and underscores. out.size() >= from_text_size().
Progress from_text(Limbs out, std::span<const char> digits, unsigned base, Limb* scratch,
                   const Poll& poll);

/// Value of a digit character (0 to 35), or 255 when it is none in any base.
constexpr unsigned digit_of(char c) {
  if (c >= '0' && c <= '9') return static_cast<unsigned>(c - '0');
  if (c >= 'a' && c <= 'z') return static_cast<unsigned>(c - 'a') + 10;
  if (c >= 'A' && c <= 'Z') return static_cast<unsigned>(c - 'A') + 10;
  return 255;
}

}  // namespace ts::base
