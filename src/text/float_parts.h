// Inside of the float conversions: floats taken apart and put together, powers of ten, and the
// exact digit stream. Private to float_*.cpp.
#pragma once

#include <bit>
#include <cstddef>
#include <cstdint>
#include <type_traits>

#include "base/limbs.h"

namespace ts::text {

/// A binary floating-point format of IEEE 754: finite values are mantissa * 2^exponent.
struct FloatLayout {
  int mantissa_bits;  ///< with the leading bit
  int min_exponent;   ///< of subnormals and of the smallest normals
  int max_exponent;
};
inline constexpr FloatLayout kDoubleLayout{53, -1074, 971};
inline constexpr FloatLayout kSingleLayout{24, -149, 104};

/// Values of the exponent field that are finite: those from 0 (subnormals) to this.
constexpr int max_exponent_field(const FloatLayout& layout) {
  return layout.max_exponent - layout.min_exponent + 1;
}
constexpr uint64_t sign_bit(const FloatLayout& layout) {
  return (static_cast<uint64_t>(max_exponent_field(layout)) + 2) << (layout.mantissa_bits - 1);
}
static_assert(sign_bit(kDoubleLayout) == uint64_t{1} << 63);
static_assert(sign_bit(kSingleLayout) == uint64_t{1} << 31);

template <typename Float>
constexpr const FloatLayout& layout_of() {
  static_assert(std::is_same_v<Float, double> || std::is_same_v<Float, float>);
  return std::is_same_v<Float, double> ? kDoubleLayout : kSingleLayout;
}

enum class FloatClass : uint8_t { kFinite, kInfinite, kNan };

/// The absolute value mantissa * 2^exponent (if finite), and the sign.
struct FloatParts {
  uint64_t mantissa;
  int exponent;
  FloatClass kind;
  bool negative;
};

FloatParts take_apart(uint64_t bits, const FloatLayout& layout);

template <typename Float>
FloatParts take_apart(Float value) {
  if constexpr (std::is_same_v<Float, double>) {
    return take_apart(std::bit_cast<uint64_t>(value), kDoubleLayout);
  } else {
    return take_apart(std::bit_cast<uint32_t>(value), kSingleLayout);
  }
}

template <typename Float>
Float float_of_bits(uint64_t bits) {
  if constexpr (std::is_same_v<Float, double>) {
    return std::bit_cast<double>(bits);
  } else {
    return std::bit_cast<float>(static_cast<uint32_t>(bits));
  }
}

struct Wide {
  uint64_t high;
  uint64_t low;
};

/// a * b.
Wide multiply_wide(uint64_t a, uint64_t b);

/// floor(log2(10^k)) for |k| <= 400.
constexpr int floor_log2_of_power10(int k) { return (k * 1741647) >> 19; }
/// floor(log10(2^e)) for |e| <= 1200.
constexpr int floor_log10_of_power2(int e) { return (e * 1262611) >> 22; }
/// floor(log10(3/4 * 2^e)) for |e| <= 1200.
constexpr int floor_log10_of_three_quarters(int e) { return (e * 1262611 - 524031) >> 22; }

inline constexpr int kMinPower10 = -351;
inline constexpr int kMaxPower10 = 350;
/// 10^k / 2^(floor_log2_of_power10(k) - 127) rounded down: the top 128 bits of 10^k.
Wide power_of_ten(int k);
/// Whether power_of_ten() drops nothing.
constexpr bool power_of_ten_is_exact(int k) { return k >= 0 && k <= 55; }

enum class Ties : uint8_t { kDown, kUp, kEven };
/// value / 2^shift rounded to the nearest, for shift > 64.
uint64_t round_off(Wide value, int shift, Ties ties);
/// Exponent of the lowest mantissa bit when rounding a number whose top bit has weight 2^top.
int rounded_exponent(int top, const FloatLayout& layout);
/// The format's bits for mantissa * 2^exponent, with an exponent of rounded_exponent() and a
/// mantissa of at most 2^mantissa_bits; infinity when too large.
uint64_t put_together(uint64_t mantissa, int exponent, const FloatLayout& layout);
/// value * 2^exponent rounded half to even, where value.high has its top bit set.
uint64_t round_to_bits(Wide value, int64_t exponent, const FloatLayout& layout);

/// Writes the `count` lowest decimal digits of `value` so that they end before `end`.
void write_decimal(char* end, uint64_t value, size_t count);

/// Digits in a chunk of DigitStream, and ten to that power.
inline constexpr size_t kChunkDigits = sizeof(base::Limb) == 8 ? 19 : 9;
inline constexpr base::Limb kChunkPower =
    static_cast<base::Limb>(sizeof(base::Limb) == 8 ? 10'000'000'000'000'000'000U : 1'000'000'000U);

/// The exact decimal expansion of mantissa * 2^exponent > 0, of which a double or halfway between
/// two doubles is the most that fits. The number is 0.d1d2d3... * 10^point, d1 not zero.
class DigitStream {
 public:
  DigitStream(uint64_t mantissa, int exponent);
  int point() const { return point_; }
  /// The next kChunkDigits digits as a number.
  base::Limb next();
  /// Whether all digits that follow are zero.
  bool exhausted() const;

 private:
  // Denominator: at most 2^770 (subnormals) or 5^310 with its top bit moved to the top of a limb.
  static constexpr size_t kMaxLimbs = 832 / base::kLimbBits;

  base::Limbs numerator() { return {numerator_, size_ + 1}; }
  base::Limbs denominator() { return {denominator_, size_}; }

  // What is left is numerator / denominator < 1.
  base::Limb numerator_[kMaxLimbs + 1];
  base::Limb denominator_[kMaxLimbs];
  size_t size_;
  int point_;
};

struct Decimal;

/// The functions of float_text.h on floats taken apart.
Decimal shortest_digits(const FloatParts& parts, const FloatLayout& layout, char* digits);
Decimal significant_digits(const FloatParts& parts, char* digits, size_t count);
Decimal fixed_digits(const FloatParts& parts, char* digits, size_t places);
size_t fixed_capacity(const FloatParts& parts, size_t places);

}  // namespace ts::text
