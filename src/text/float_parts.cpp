// Floats taken apart and put together, powers of ten, the exact digit stream. See float_parts.h.
#include "text/float_parts.h"

#include <algorithm>

namespace ts::text {
namespace {

// Powers of ten in 192 bits, rounded down, 27 apart: together with a power of five in 64 bits they
// give every power in 128 bits (the unit test compares all of them with exact arithmetic).
constexpr int kStep = 27;
constexpr uint64_t kCoarsePowers[][3] = {
    {0x8049A4AC0C5811AE, 0x205B896D777D6278, 0xAC261E9F5141430B},  // 10^-351
    {0xCF42894A5DCE35EA, 0x52064CAC828675B9, 0x475F2B7D7DF1AD7A},  // 10^-324
    {0xA76C582338ED2621, 0xAF2AF2B80AF6F24E, 0x657C8F4D43323A36},  // 10^-297
    {0x873E4F75E2224E68, 0x5A7744A6E804A291, 0xCC35EDDFCF0996D7},  // 10^-270
    {0xDA7F5BF590966848, 0xAF39A475506A899E, 0xA30294CC2934E662},  // 10^-243
    {0xB080392CC4349DEC, 0xBD8D794D96AACFB3, 0xFE13A5C86AF64418},  // 10^-216
    {0x8E938662882AF53E, 0x547EB47B7282EE9C, 0x41B0230E1421487D},  // 10^-189
    {0xE65829B3046B0AFA, 0x0CB4A5A3112A5112, 0xA3B561B1CB208396},  // 10^-162
    {0xBA121A4650E4DDEB, 0x92F34D62616CE413, 0x21A0183E10583CD3},  // 10^-135
    {0x964E858C91BA2655, 0x3A6A07F8D510F86F, 0xE9082F25E9C5E9EC},  // 10^-108
    {0xF2D56790AB41C2A2, 0xFAE27299423FB9C3, 0x3695DAD7E8858901},  // 10^-81
    {0xC428D05AA4751E4C, 0xAA97E14C3C26B886, 0x96842DC95323F5A8},  // 10^-54
    {0x9E74D1B791E07E48, 0x775EA264CF55347D, 0xCA49F1C05120C9C7},  // 10^-27
    {0x8000000000000000, 0x0000000000000000, 0x0000000000000000},  // 10^0
    {0xCECB8F27F4200F3A, 0x0000000000000000, 0x0000000000000000},  // 10^27
    {0xA70C3C40A64E6C51, 0x999090B65F67D924, 0x0000000000000000},  // 10^54
    {0x86F0AC99B4E8DAFD, 0x69A028BB3DED71A3, 0xDF9F915627C04E28},  // 10^81
    {0xDA01EE641A708DE9, 0xE80E6F4820CC9495, 0xD74BAAD03BC1D8D3},  // 10^108
    {0xB01AE745B101E9E4, 0x5EC05DCFF72E7F8F, 0xC04C79FFE324301F},  // 10^135
    {0x8E41ADE9FBEBC27D, 0x14588F13BE847307, 0x23BD6A2059C002F5},  // 10^162
    {0xE5D3EF282A242E81, 0x8F1668C8A86DA5FA, 0xF0B5CCF5176ECC7C},  // 10^189
    {0xB9A74A0637CE2EE1, 0x6D953E2BD7173692, 0x88EFB0037AC08BDE},  // 10^216
    {0x95F83D0A1FB69CD9, 0x4ABDAF101564F98E, 0x0D5A4AF7B3A98E47},  // 10^243
    {0xF24A01A73CF2DCCF, 0xBC633B39673C8CEC, 0x3D9C44CD2F36917C},  // 10^270
    {0xC3B8358109E84F07, 0x0A862F80EC4700C8, 0x02606EA01029DC37},  // 10^297
    {0x9E19DB92B4E31BA9, 0x6C07A2C26A8346D1, 0x4944D9F52CD0DEC2},  // 10^324
};
static_assert(std::size(kCoarsePowers) == (kMaxPower10 + 1 - kMinPower10) / kStep);

struct FinePowers {
  uint64_t power[kStep];
};
constexpr FinePowers kFinePowers = [] {
  FinePowers table{};
  uint64_t power = 1;
  for (uint64_t& entry : table.power) {
    entry = power;
    power *= 5;
  }
  return table;
}();

}  // namespace

FloatParts take_apart(uint64_t bits, const FloatLayout& layout) {
  const int stored_bits = layout.mantissa_bits - 1;
  const uint64_t sign = sign_bit(layout);
  const uint64_t mantissa = bits & ((uint64_t{1} << stored_bits) - 1);
  const int exponent = static_cast<int>((bits & (sign - 1)) >> stored_bits);
  FloatParts parts{mantissa, layout.min_exponent, FloatClass::kFinite, (bits & sign) != 0};
  if (exponent > max_exponent_field(layout)) {
    parts.kind = mantissa == 0 ? FloatClass::kInfinite : FloatClass::kNan;
  } else if (exponent > 0) {
    parts.mantissa |= uint64_t{1} << stored_bits;
    parts.exponent += exponent - 1;
  }
  return parts;
}

Wide multiply_wide(uint64_t a, uint64_t b) {
#if defined(__SIZEOF_INT128__)
  const base::DoubleLimb product = base::DoubleLimb{a} * b;
  return {static_cast<uint64_t>(product >> 64), static_cast<uint64_t>(product)};
#else
  const uint64_t a0 = static_cast<uint32_t>(a);
  const uint64_t a1 = a >> 32;
  const uint64_t b0 = static_cast<uint32_t>(b);
  const uint64_t b1 = b >> 32;
  const uint64_t lower = a0 * b0;
  const uint64_t middle = a1 * b0 + (lower >> 32);
  const uint64_t middle2 = a0 * b1 + static_cast<uint32_t>(middle);
  return {a1 * b1 + (middle >> 32) + (middle2 >> 32), middle2 << 32 | static_cast<uint32_t>(lower)};
#endif
}

Wide power_of_ten(int k) {
  const int row = (k - kMinPower10) / kStep;
  const uint64_t* coarse = kCoarsePowers[row];
  const uint64_t fine = kFinePowers.power[(k - kMinPower10) % kStep];
  // 192 * 64 bits, of which the upper three words matter.
  const Wide lowest = multiply_wide(coarse[2], fine);
  const Wide middle = multiply_wide(coarse[1], fine);
  const Wide highest = multiply_wide(coarse[0], fine);
  const uint64_t w1 = middle.low + lowest.high;
  const uint64_t carry1 = w1 < middle.low;
  const uint64_t w2_partial = highest.low + middle.high;
  const uint64_t carry2 = w2_partial < highest.low;
  const uint64_t w2 = w2_partial + carry1;
  const uint64_t w3 = highest.high + carry2 + (w2 < carry1);
  const int shift = std::countl_zero(w3);
  if (w3 == 0) return {w2, w1};
  if (shift == 0) return {w3, w2};
  return {w3 << shift | w2 >> (64 - shift), w2 << shift | w1 >> (64 - shift)};
}

uint64_t round_off(Wide value, int shift, Ties ties) {
  if (shift > 128) return 0;
  const int over = shift - 64;  // 1 to 64
  uint64_t quotient = over == 64 ? 0 : value.high >> over;
  const uint64_t half = uint64_t{1} << (over - 1);
  const uint64_t rest = value.high & (half + (half - 1));
  const bool is_tie = rest == half && value.low == 0;
  if (is_tie) {
    quotient += ties == Ties::kUp || (ties == Ties::kEven && (quotient & 1) != 0);
  } else {
    quotient += rest >= half;
  }
  return quotient;
}

int rounded_exponent(int top, const FloatLayout& layout) {
  return std::max(top + 1 - layout.mantissa_bits, layout.min_exponent);
}

uint64_t put_together(uint64_t mantissa, int exponent, const FloatLayout& layout) {
  const int stored_bits = layout.mantissa_bits - 1;
  const uint64_t steps =
      static_cast<unsigned>(std::min(exponent, layout.max_exponent + 1) - layout.min_exponent);
  // The leading bit of a normal mantissa adds one to the exponent field; a mantissa rounded up to
  // the next power of two does so once more, up to infinity.
  if (exponent > layout.max_exponent) return (steps + 1) << stored_bits;
  return (steps << stored_bits) + mantissa;
}

uint64_t round_to_bits(Wide value, int64_t exponent, const FloatLayout& layout) {
  const int top = static_cast<int>(std::clamp<int64_t>(exponent + 127, -100'000, 100'000));
  const int low = rounded_exponent(top, layout);
  return put_together(round_off(value, low - (top - 127), Ties::kEven), low, layout);
}

void write_decimal(char* end, uint64_t value, size_t count) {
  // In pieces of 32 bits, which small processors divide.
  while (count > 0) {
    uint32_t piece = static_cast<uint32_t>(value % 1'000'000'000);
    value /= 1'000'000'000;
    for (size_t i = std::min<size_t>(count, 9); i > 0; --i, --count) {
      *--end = static_cast<char>('0' + piece % 10);
      piece /= 10;
    }
  }
}

DigitStream::DigitStream(uint64_t mantissa, int exponent) {
  using base::Limb;
  using base::Limbs;
  const int top = exponent + static_cast<int>(std::bit_width(mantissa)) - 1;
  // 10^point_ is above the number, by a factor of up to 100.
  point_ = floor_log10_of_power2(top) + 2;

  const Limbs numerator(numerator_);
  const Limbs denominator(denominator_);
  std::fill(numerator.begin(), numerator.end(), Limb{0});
  std::fill(denominator.begin(), denominator.end(), Limb{0});
  for (size_t i = 0; i < sizeof mantissa / sizeof(Limb); ++i) {
    numerator[i] = static_cast<Limb>(mantissa >> (i * base::kLimbBits));
  }
  denominator[0] = 1;
  const Limbs& scaled = point_ < 0 ? numerator : denominator;
  constexpr int kFivesInLimb = sizeof(Limb) == 8 ? 26 : 13;
  for (int fives = point_ < 0 ? -point_ : point_; fives > 0;) {
    const int now = std::min(fives, kFivesInLimb);
    base::mul_limb(scaled, scaled, static_cast<Limb>(kFinePowers.power[now]));
    fives -= now;
  }
  int numerator_shift = std::max(0, exponent - point_);
  int denominator_shift = std::max(0, point_ - exponent);
  // Move the top bit of the denominator to the top of a limb, of the second one at least.
  const int bits = static_cast<int>(base::bit_length(denominator)) + denominator_shift;
  const int limb_bits = static_cast<int>(base::kLimbBits);
  size_ = static_cast<size_t>(std::max(2, (bits + limb_bits - 1) / limb_bits));
  const int up = static_cast<int>(size_) * limb_bits - bits;
  numerator_shift += up;
  denominator_shift += up;
  base::shift_left(denominator, denominator, static_cast<size_t>(denominator_shift));
  base::shift_left(numerator, numerator, static_cast<size_t>(numerator_shift));

  // Below a tenth: one digit less. (A tenth is tried on the number times ten.)
  Limb* const n = numerator_;
  base::mul_limb({n, size_ + 1}, {n, size_ + 1}, 10);
  if (base::compare({n, size_ + 1}, {denominator_, size_}) < 0) {
    --point_;
  } else {
    base::div_limb({n, size_ + 1}, {n, size_ + 1}, 10);
  }
}

base::Limb DigitStream::next() {
  base::mul_limb(numerator(), numerator(), kChunkPower);
  return base::div_step(numerator(), denominator());
}

bool DigitStream::exhausted() const { return base::normalized_size({numerator_, size_ + 1}) == 0; }

}  // namespace ts::text
