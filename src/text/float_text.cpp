// Floats as Python writes them: repr, the types of format specifications and %, float.hex.
// Follows the Library Reference, "Format Specification Mini-Language" and "float.hex".
#include "text/float_text.h"

#include <algorithm>
#include <cstring>

#include "text/float_parts.h"

namespace ts::text {

size_t grouped_length(size_t digits, size_t group, size_t min_width) {
  const auto length = [group](size_t n) { return n + (n - 1) / group; };
  digits = std::max<size_t>(digits, 1);
  if (length(digits) >= min_width) return length(digits);
  // min_width = n + (n - 1) / group has a solution except where a separator would be in front.
  return min_width % (group + 1) == 0 ? min_width + 1 : min_width;
}

namespace {

size_t integer_length(size_t digits, char separator, size_t group, size_t min_width) {
  return separator != 0 ? grouped_length(digits, group, min_width) : std::max(digits, min_width);
}

// Writes `length` characters of the number whose digit i, counted from its last, is digit(i).
template <typename DigitAt>
void write_groups(char* out, size_t length, char separator, size_t group, DigitAt digit) {
  size_t index = 0;
  for (size_t column = 0; column < length; ++column) {
    const bool is_separator = separator != 0 && column % (group + 1) == group;
    out[length - 1 - column] = is_separator ? separator : digit(index++);
  }
}

}  // namespace

size_t write_grouped(char* out, std::string_view digits, char separator, size_t group,
                     size_t min_width) {
  const size_t length = integer_length(digits.size(), separator, group, min_width);
  write_groups(out, length, separator, group, [digits](size_t i) {
    return i < digits.size() ? digits[digits.size() - 1 - i] : '0';
  });
  return length;
}

namespace {

constexpr int kDefaultPrecision = 6;
constexpr size_t kThousands = 3;
// 'e', sign and three digits.
constexpr size_t kMaxExponentLength = 5;

char lower_type(char type) { return static_cast<char>(type | 0x20); }
bool is_upper_type(char type) { return type == 'E' || type == 'F' || type == 'G'; }

// What the types come down to.
enum class Style : uint8_t { kExponent, kFixed, kGeneral, kShortest };

Style style_of(const FloatFormat& format) {
  switch (lower_type(format.type)) {
    case 'e':
      return Style::kExponent;
    case 'f':
      return Style::kFixed;
    case 'g':
    case 'n':
      return Style::kGeneral;
    default:
      break;
  }
  if (format.type == '%') return Style::kFixed;
  return format.type == 0 && format.precision >= 0 ? Style::kGeneral : Style::kShortest;
}

size_t precision_of(const FloatFormat& format, Style style) {
  const int precision = format.precision < 0 ? kDefaultPrecision : format.precision;
  if (style == Style::kGeneral && precision == 0) return 1;
  return static_cast<size_t>(precision);
}

// Room for the digits that the conversion makes.
size_t digits_capacity(const FloatParts& parts, const FloatFormat& format) {
  const Style style = style_of(format);
  const size_t precision = precision_of(format, style);
  switch (style) {
    case Style::kExponent:
      return precision + 1;
    case Style::kFixed:
      return fixed_capacity(parts, precision);
    case Style::kGeneral:
      return precision;
    case Style::kShortest:
      break;
  }
  return kMaxShortestDigits;
}

// Digits and where they go.
struct Layout {
  Decimal decimal;
  const char* digits;
  int point;        // digits before the point; none or negative: "0" and zeros behind the point
  size_t fraction;  // digits behind it
  bool has_exponent;
  int exponent;

  char digit(int64_t index) const {
    return index >= 0 && index < static_cast<int64_t>(decimal.count) ? digits[index] : '0';
  }
};

Layout lay_out(const FloatParts& parts, const FloatLayout& layout, const FloatFormat& format,
               char* digits) {
  const Style style = style_of(format);
  const size_t precision = precision_of(format, style);
  Layout result{};
  Decimal& decimal = result.decimal;
  result.digits = digits;
  // Numbers of this many digits before the point and more get an exponent.
  int limit = 17;
  const bool dot_zero = format.dot_zero && (format.type == 0 || format.type == 'r');
  switch (style) {
    case Style::kExponent:
      decimal = significant_digits(parts, digits, precision + 1);
      limit = -100'000;
      break;
    case Style::kFixed:
      decimal = fixed_digits(parts, digits, precision);
      limit = 100'000;
      break;
    case Style::kGeneral:
      decimal = significant_digits(parts, digits, precision);
      limit = static_cast<int>(std::min<size_t>(precision, 100'000)) + 1 - dot_zero;
      if (!format.alternate) {
        while (decimal.count > 0 && digits[decimal.count - 1] == '0') --decimal.count;
      }
      break;
    case Style::kShortest:
      decimal = shortest_digits(parts, layout, digits);
      break;
  }
  const bool is_tiny = style != Style::kFixed && decimal.point <= -4;
  result.has_exponent = is_tiny || decimal.point >= limit;
  result.exponent = decimal.point - 1;
  result.point = result.has_exponent ? 1 : decimal.point;
  if (style == Style::kExponent || style == Style::kFixed) {
    result.fraction = precision;
  } else {
    const int64_t rest = static_cast<int64_t>(decimal.count) - result.point;
    result.fraction = static_cast<size_t>(std::max<int64_t>(rest, 0));
    if (dot_zero && !result.has_exponent && result.fraction == 0) result.fraction = 1;
  }
  return result;
}

char* write_exponent(char* out, int exponent, char letter) {
  *out++ = letter;
  *out++ = exponent < 0 ? '-' : '+';
  const unsigned value = static_cast<unsigned>(exponent < 0 ? -exponent : exponent);
  const size_t digits = value >= 100 ? 3 : 2;
  write_decimal(out + digits, value, digits);
  return out + digits;
}

size_t fraction_length(size_t digits, char separator) {
  return separator != 0 && digits > 0 ? digits + (digits - 1) / kThousands : digits;
}

char* write_fraction(char* out, const Layout& layout, char separator) {
  for (size_t i = 0; i < layout.fraction; ++i) {
    if (separator != 0 && i > 0 && i % kThousands == 0) *out++ = separator;
    *out++ = layout.digit(layout.point + static_cast<int64_t>(i));
  }
  return out;
}

char* write_sign(char* out, bool negative, char sign) {
  if (negative) {
    *out++ = '-';
  } else if (sign != '-') {
    *out++ = sign;
  }
  return out;
}

size_t write_special(const FloatParts& parts, const FloatFormat& format, char* out) {
  const bool is_nan = parts.kind == FloatClass::kNan;
  char* end = write_sign(out, parts.negative && !is_nan, format.sign);
  const bool percent = format.type == '%';
  const size_t before = static_cast<size_t>(end - out) + 3 + percent;
  if (format.zero_width > before) {
    const size_t zeros = format.zero_width - before;
    std::memset(end, '0', zeros);  // CPython puts no separators between these
    end += zeros;
  }
  const char* lower = is_nan ? "nan" : "inf";
  const char* upper = is_nan ? "NAN" : "INF";
  std::memcpy(end, is_upper_type(format.type) ? upper : lower, 3);
  end += 3;
  if (percent) *end++ = '%';
  return static_cast<size_t>(end - out);
}

// Characters of the text without its digits' conversion buffer.
size_t text_capacity(const FloatParts& parts, const FloatFormat& format) {
  const size_t point = parts.mantissa == 0 ? 1 : fixed_capacity(parts, 0);
  const size_t integer = grouped_length(std::max<size_t>(point, 1), kThousands, format.zero_width);
  const size_t fraction = std::max(precision_of(format, style_of(format)), kMaxShortestDigits) + 4;
  // Sign, point and percent sign.
  return integer + fraction_length(fraction, '_') + kMaxExponentLength + 3;
}

size_t format_capacity(const FloatParts& parts, const FloatFormat& format) {
  if (parts.kind != FloatClass::kFinite) return std::max<size_t>(8, format.zero_width + 8);
  return text_capacity(parts, format) + digits_capacity(parts, format);
}

size_t format_float(const FloatParts& parts, const FloatLayout& float_layout,
                    const FloatFormat& format, char* out) {
  if (parts.kind != FloatClass::kFinite) return write_special(parts, format, out);
  // The digits are made behind the text.
  char* digits = out + text_capacity(parts, format);
  const Layout layout = lay_out(parts, float_layout, format, digits);
  const bool is_zero =
      std::all_of(digits, digits + layout.decimal.count, [](char c) { return c == '0'; });
  const bool negative = parts.negative && !(format.no_negative_zero && is_zero);

  char* end = write_sign(out, negative, format.sign);
  char exponent_text[kMaxExponentLength];
  size_t exponent_length = 0;
  if (layout.has_exponent) {
    const char letter = is_upper_type(format.type) ? 'E' : 'e';
    const char* stop = write_exponent(exponent_text, layout.exponent, letter);
    exponent_length = static_cast<size_t>(stop - exponent_text);
  }
  const bool has_point = layout.fraction > 0 || format.alternate;
  const bool percent = format.type == '%';
  const size_t others = static_cast<size_t>(end - out) + has_point +
                        fraction_length(layout.fraction, format.fraction_grouping) +
                        exponent_length + percent;
  const size_t width = format.zero_width > others ? format.zero_width - others : 0;
  const int64_t whole = std::max(layout.point, 1);
  const size_t length =
      integer_length(static_cast<size_t>(whole), format.grouping, kThousands, width);
  write_groups(end, length, format.grouping, kThousands, [&layout, whole](size_t i) {
    const int64_t index = whole - 1 - static_cast<int64_t>(i);
    return layout.point > 0 ? layout.digit(index) : '0';
  });
  end += length;
  if (has_point) *end++ = '.';
  end = write_fraction(end, layout, format.fraction_grouping);
  std::memcpy(end, exponent_text, exponent_length);
  end += exponent_length;
  if (percent) *end++ = '%';
  return static_cast<size_t>(end - out);
}

template <typename Float>
FloatParts parts_to_format(Float value, const FloatFormat& format) {
  return take_apart(format.type == '%' ? static_cast<Float>(value * 100) : value);
}

}  // namespace

template <typename Float>
size_t format_capacity(Float value, const FloatFormat& format) {
  return format_capacity(parts_to_format(value, format), format);
}
template size_t format_capacity(double value, const FloatFormat& format);
template size_t format_capacity(float value, const FloatFormat& format);

template <typename Float>
size_t format_float(Float value, const FloatFormat& format, char* out) {
  return format_float(parts_to_format(value, format), layout_of<Float>(), format, out);
}
template size_t format_float(double value, const FloatFormat& format, char* out);
template size_t format_float(float value, const FloatFormat& format, char* out);

// format_float for the most common format, without its buffer.
template <typename Float>
size_t write_repr(Float value, char* out) {
  const FloatParts parts = take_apart(value);
  FloatFormat format;
  format.type = 'r';
  if (parts.kind != FloatClass::kFinite) return write_special(parts, format, out);
  char digits[kMaxShortestDigits];
  const Decimal decimal = shortest_digits(parts, layout_of<Float>(), digits);
  const int count = static_cast<int>(decimal.count);
  const bool has_exponent = decimal.point <= -4 || decimal.point > 16;
  const int point = has_exponent ? 1 : decimal.point;
  char* end = write_sign(out, parts.negative, '-');
  if (point <= 0) *end++ = '0';
  for (int i = std::min(point, 0); i < std::max(count, point); ++i) {
    if (i == point) *end++ = '.';
    *end++ = i >= 0 && i < count ? digits[i] : '0';
  }
  if (has_exponent) {
    end = write_exponent(end, decimal.point - 1, 'e');
  } else if (point >= count) {
    *end++ = '.';
    *end++ = '0';
  }
  return static_cast<size_t>(end - out);
}
template size_t write_repr(double value, char* out);
template size_t write_repr(float value, char* out);

size_t write_hex(double value, char* out) {
  const FloatParts parts = take_apart(value);
  if (parts.kind != FloatClass::kFinite) return write_special(parts, FloatFormat{}, out);
  constexpr int kFractionBits = kDoubleLayout.mantissa_bits - 1;
  char* end = write_sign(out, parts.negative, '-');
  *end++ = '0';
  *end++ = 'x';
  *end++ = static_cast<char>('0' + (parts.mantissa >> kFractionBits));
  *end++ = '.';
  if (parts.mantissa == 0) {
    *end++ = '0';
  } else {
    for (int shift = kFractionBits - 4; shift >= 0; shift -= 4) {
      *end++ = "0123456789abcdef"[parts.mantissa >> shift & 15];
    }
  }
  *end++ = 'p';
  const int exponent = parts.mantissa == 0 ? 0 : parts.exponent + kFractionBits;
  *end++ = exponent < 0 ? '-' : '+';
  const unsigned magnitude = static_cast<unsigned>(exponent < 0 ? -exponent : exponent);
  const size_t digits = 1 + (magnitude >= 10) + (magnitude >= 100) + (magnitude >= 1000);
  write_decimal(end + digits, magnitude, digits);
  return static_cast<size_t>(end + digits - out);
}

}  // namespace ts::text
