// Text to floats, correctly rounded, decimal and hexadecimal. Decimals: 19 digits times a power of
// ten in 128 bits give an interval; nearly always all of it rounds to the same float. Otherwise the
// text is compared, digit by digit, with the exact expansion of the halfway point in question, so
// that texts of any length need no memory.
#include <algorithm>
#include <bit>

#include "text/float_parts.h"
#include "text/float_text.h"

namespace ts::text {
namespace {

bool is_decimal_digit(char c) { return c >= '0' && c <= '9'; }

char lower_case(char c) { return c >= 'A' && c <= 'Z' ? static_cast<char>(c | 0x20) : c; }

bool starts_with_word(std::string_view text, std::string_view word) {
  if (text.size() < word.size()) return false;
  for (size_t i = 0; i < word.size(); ++i) {
    if (lower_case(text[i]) != word[i]) return false;
  }
  return true;
}

// Characters of the longest run of digits with single underscores between them.
size_t digit_run(std::string_view text) {
  size_t i = 0;
  while (i < text.size()) {
    if (is_decimal_digit(text[i])) {
      ++i;
    } else if (text[i] == '_' && i > 0 && text[i - 1] != '_' && i + 1 < text.size() &&
               is_decimal_digit(text[i + 1])) {
      ++i;
    } else {
      break;
    }
  }
  return i;
}

// The number 0.d1d2d3... * 10^point, whose digits are in `text` from d1 != 0 on, among points and
// underscores. All zero: no text.
struct DecimalText {
  std::string_view text;
  int64_t point;
};

// Takes the digits out of a DecimalText, one after the other; zeros behind the last.
class DigitReader {
 public:
  explicit DigitReader(std::string_view text) : text_(text) {}

  uint64_t take(size_t count) {
    uint64_t value = 0;
    for (; count > 0; --count) value = value * 10 + take_one();
    return value;
  }

  bool rest_is_zero() const {
    return std::all_of(text_.begin(), text_.end(),
                       [](char c) { return c == '0' || c == '.' || c == '_'; });
  }

 private:
  unsigned take_one() {
    while (!text_.empty()) {
      const char c = text_.front();
      text_.remove_prefix(1);
      if (is_decimal_digit(c)) return static_cast<unsigned>(c - '0');
    }
    return 0;
  }

  std::string_view text_;
};

constexpr int64_t kExponentLimit = int64_t{1} << 60;

// Value of a sign and digits with underscores, cut off at kExponentLimit.
int64_t read_exponent(std::string_view text) {
  const bool negative = text.front() == '-';
  int64_t value = 0;
  for (const char c : text) {
    if (is_decimal_digit(c) && value < kExponentLimit / 16) value = value * 10 + (c - '0');
  }
  return negative ? -value : value;
}

// Reads an exponent part that starts with `letter`, if there is a whole one; returns its length.
size_t scan_exponent(std::string_view text, char letter, int64_t* exponent) {
  *exponent = 0;
  if (text.empty() || lower_case(text[0]) != letter) return 0;
  size_t start = 1;
  if (start < text.size() && (text[start] == '+' || text[start] == '-')) ++start;
  const size_t digits = digit_run(text.substr(start));
  if (digits == 0) return 0;
  *exponent = read_exponent(text.substr(1, start - 1 + digits));
  return start + digits;
}

// Reads digits, point and exponent without a sign; returns the length, 0 if there is no number.
size_t scan_decimal(std::string_view text, DecimalText* decimal) {
  const size_t whole = digit_run(text);
  size_t end = whole;
  size_t fraction = 0;
  if (end < text.size() && text[end] == '.') {
    fraction = digit_run(text.substr(end + 1));
    if (whole + fraction == 0) return 0;
    end += 1 + fraction;
  }
  if (end == 0) return 0;
  const std::string_view digits = text.substr(0, end);
  const size_t first = digits.find_first_not_of("0._");
  if (first == std::string_view::npos) {
    *decimal = {{}, 0};
  } else {
    // Digits between the first one that counts and the point; negative: zeros behind the point.
    const auto between = [&](size_t from, size_t to) {
      return static_cast<int64_t>(to - from) -
             std::count(text.begin() + static_cast<ptrdiff_t>(from),
                        text.begin() + static_cast<ptrdiff_t>(to), '_');
    };
    const int64_t point = first < whole ? between(first, whole) : -between(whole + 1, first);
    *decimal = {digits.substr(first), point};
  }
  int64_t exponent;
  end += scan_exponent(text.substr(end), 'e', &exponent);
  decimal->point += exponent;
  return end;
}

// Compares the text with mantissa * 2^exponent exactly.
int compare_exactly(const DecimalText& decimal, uint64_t mantissa, int exponent) {
  DigitStream stream(mantissa, exponent);
  if (decimal.point != stream.point()) return decimal.point < stream.point() ? -1 : 1;
  DigitReader reader(decimal.text);
  while (true) {
    if (stream.exhausted()) return reader.rest_is_zero() ? 0 : 1;
    const uint64_t expected = stream.next();
    const uint64_t actual = reader.take(kChunkDigits);
    if (actual != expected) return actual < expected ? -1 : 1;
  }
}

void add_wide(Wide* a, Wide b) {
  a->low += b.low;
  const uint64_t carry = a->low < b.low;
  const uint64_t high = a->high + b.high;
  const bool overflow = high < b.high || high + carry < high;
  a->high = high + carry;
  if (overflow) *a = {~uint64_t{0}, ~uint64_t{0}};
}

uint64_t bits_of_decimal(const DecimalText& decimal, const FloatLayout& layout) {
  constexpr int kDigits = 19;
  constexpr uint64_t kZero = 0;
  if (decimal.text.empty() || decimal.point < -330) return kZero;
  if (decimal.point > 310) return put_together(0, layout.max_exponent + 1, layout);
  DigitReader reader(decimal.text);
  const uint64_t digits = reader.take(kDigits);
  const bool more = !reader.rest_is_zero();
  const int power = static_cast<int>(decimal.point) - kDigits;

  // The number is between lower * 2^exponent and upper * 2^exponent.
  const int shift = std::countl_zero(digits);
  const Wide ten = power_of_ten(power);
  const Wide low = multiply_wide(ten.low, digits << shift);
  Wide lower = multiply_wide(ten.high, digits << shift);
  lower.low += low.high;
  lower.high += lower.low < low.high;
  const int exponent = floor_log2_of_power10(power) - 63 - shift;
  Wide upper = lower;
  if (more) add_wide(&upper, {ten.high >> (63 - shift) >> 1, ten.high << shift});
  add_wide(&upper, {0, 2 + 16});  // what was cut off: of two products; of ten.low, shifted by 4

  const int top = exponent + 127 - std::countl_zero(lower.high);
  const int mantissa_exponent = rounded_exponent(top, layout);
  const int drop = mantissa_exponent - exponent;
  uint64_t mantissa = round_off(lower, drop, Ties::kDown);
  if (mantissa != round_off(upper, drop, Ties::kUp)) {
    // A halfway point is in between: 2 * mantissa + 1 half units.
    const int order = compare_exactly(decimal, 2 * mantissa + 1, mantissa_exponent - 1);
    mantissa += order > 0 || (order == 0 && (mantissa & 1) != 0);
  }
  return put_together(mantissa, mantissa_exponent, layout);
}

// Reads a word, "inf" or "nan"; returns its length, 0 if there is none.
size_t scan_special(std::string_view text, const FloatLayout& layout, uint64_t* bits) {
  const uint64_t infinity = put_together(0, layout.max_exponent + 1, layout);
  if (starts_with_word(text, "inf")) {
    *bits = infinity;
    return starts_with_word(text, "infinity") ? 8 : 3;
  }
  if (starts_with_word(text, "nan")) {
    *bits = infinity | infinity >> 1;
    return 3;
  }
  return 0;
}

size_t parse_bits(std::string_view text, const FloatLayout& layout, uint64_t* bits) {
  const bool has_sign = !text.empty() && (text[0] == '-' || text[0] == '+');
  const std::string_view number = text.substr(has_sign);
  DecimalText decimal;
  size_t length = scan_decimal(number, &decimal);
  if (length > 0) {
    *bits = bits_of_decimal(decimal, layout);
  } else {
    length = scan_special(number, layout, bits);
    if (length == 0) return 0;
  }
  if (has_sign && text[0] == '-') *bits |= sign_bit(layout);
  return length + has_sign;
}

// --- Hexadecimal ----------------------------------------------------------------------------

// The first digits of a hexadecimal number, and whether set bits follow.
struct HexDigits {
  uint64_t high = 0;  // the value is high * 2^exponent and a little more
  uint64_t sticky = 0;
  int64_t exponent = 0;

  void add(unsigned digit) {
    if (high >> 60 == 0) {
      high = high << 4 | digit;
    } else {
      sticky |= digit;
      exponent += 4;
    }
  }
};

HexError parse_hex_bits(std::string_view text, const FloatLayout& layout, uint64_t* bits) {
  const bool has_sign = !text.empty() && (text[0] == '-' || text[0] == '+');
  const uint64_t sign = has_sign && text[0] == '-' ? sign_bit(layout) : 0;
  text.remove_prefix(has_sign);
  const size_t word = scan_special(text, layout, bits);
  if (word > 0) {
    *bits |= sign;
    return word == text.size() ? HexError::kNone : HexError::kInvalid;
  }
  if (starts_with_word(text, "0x")) text.remove_prefix(2);

  HexDigits digits;
  size_t count = 0;
  bool after_point = false;
  for (; !text.empty(); text.remove_prefix(1)) {
    if (text.front() == '.' && !after_point) {
      after_point = true;
      continue;
    }
    const unsigned digit = base::digit_of(text.front());
    if (digit >= 16) break;
    digits.add(digit);
    if (after_point) digits.exponent -= 4;
    ++count;
  }
  int64_t exponent = 0;
  if (count == 0) return HexError::kInvalid;
  if (!text.empty()) {
    if (text.find('_') != text.npos || scan_exponent(text, 'p', &exponent) != text.size()) {
      return HexError::kInvalid;
    }
  }
  *bits = sign;
  if (digits.high == 0) return HexError::kNone;
  const int shift = std::countl_zero(digits.high);
  *bits |= round_to_bits({digits.high << shift, digits.sticky},
                         exponent + digits.exponent - shift - 64, layout);
  const uint64_t infinity = put_together(0, layout.max_exponent + 1, layout);
  return (*bits & ~sign_bit(layout)) == infinity ? HexError::kTooLarge : HexError::kNone;
}

uint64_t bits_of_limbs(base::ConstLimbs a, int64_t exponent, Sticky sticky,
                       const FloatLayout& layout) {
  a = base::normalized(a);
  if (a.empty()) return 0;
  // The top 64 bits, and whether anything is below them.
  const size_t length = base::bit_length(a);
  const size_t position = length > 64 ? length - 64 : 0;
  uint64_t high = 0;
  uint64_t rest = sticky == Sticky::kMore;
  for (size_t i = 0; i < a.size(); ++i) {
    const int64_t shift =
        static_cast<int64_t>(i * base::kLimbBits) - static_cast<int64_t>(position);
    if (shift >= 0) {
      high |= uint64_t{a[i]} << shift;
    } else if (-shift < static_cast<int64_t>(base::kLimbBits)) {
      high |= uint64_t{a[i]} >> -shift;
      rest |= (a[i] & ((base::Limb{1} << -shift) - 1)) != 0;
    } else {
      rest |= a[i] != 0;
    }
  }
  const int up = std::countl_zero(high);
  return round_to_bits({high << up, rest}, exponent + static_cast<int64_t>(position) - up - 64,
                       layout);
}

}  // namespace

template <typename Float>
size_t parse_float(std::string_view text, Float* value) {
  uint64_t bits;
  const size_t length = parse_bits(text, layout_of<Float>(), &bits);
  if (length > 0) *value = float_of_bits<Float>(bits);
  return length;
}
template size_t parse_float(std::string_view text, double* value);
template size_t parse_float(std::string_view text, float* value);

template <typename Float>
HexError parse_hex(std::string_view text, Float* value) {
  uint64_t bits;
  const HexError error = parse_hex_bits(text, layout_of<Float>(), &bits);
  if (error == HexError::kNone) *value = float_of_bits<Float>(bits);
  return error;
}
template HexError parse_hex(std::string_view text, double* value);
template HexError parse_hex(std::string_view text, float* value);

template <typename Float>
Float float_from_limbs(base::ConstLimbs a, int64_t exponent, Sticky sticky) {
  return float_of_bits<Float>(bits_of_limbs(a, exponent, sticky, layout_of<Float>()));
}
template double float_from_limbs(base::ConstLimbs a, int64_t exponent, Sticky sticky);
template float float_from_limbs(base::ConstLimbs a, int64_t exponent, Sticky sticky);

}  // namespace ts::text
