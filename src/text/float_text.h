// Floats to text and back, exactly: shortest digits, any number of correctly rounded digits, and
// correctly rounded parsing of texts of any length; Python's repr, format types and float.hex on
// top. Works for double and float alike (Float below; only these two). No allocation.
// Shortest digits follow R. Giulietti, "The Schubfach way to render doubles" (2020).
#pragma once

#include <cstddef>
#include <cstdint>
#include <span>
#include <string_view>

#include "base/limbs.h"

namespace ts::text {

/// A positive number 0.d1d2d3... * 10^point, or zero as no digits.
struct Decimal {
  size_t count;  ///< digits
  int point;     ///< where the decimal point stands, counted from the first digit
};

/// Digits that the shortest text of a double may have.
inline constexpr size_t kMaxShortestDigits = 17;

/// The fewest digits that read back as |value|, and of those the closest; value is finite.
/// Writes '0'..'9' to `digits`, of at least kMaxShortestDigits; the last is not '0'.
template <typename Float>
Decimal shortest_digits(Float value, char* digits);

/// |value|, finite, rounded half to even to `count` >= 1 significant digits, all of them written.
/// Zero gives `count` zeros and point 1.
Decimal significant_digits(double value, char* digits, size_t count);
/// |value|, finite, rounded half to even to `places` digits behind the point. Writes every digit
/// from the first non-zero one on, so that count == max(0, point + places); `digits` has room for
/// fixed_capacity() characters.
Decimal fixed_digits(double value, char* digits, size_t places);
/// Characters that `fixed_digits` may need.
size_t fixed_capacity(double value, size_t places);

/// Characters that `write_repr` may need.
inline constexpr size_t kMaxReprLength = 25;
/// repr(value) as Python writes it; returns the length.
template <typename Float>
size_t write_repr(Float value, char* out);

/// How to write a float: the parsed fields of a format specification, without alignment.
struct FloatFormat {
  /// One of e E f F g G n %; 'r' is repr() with its digits; 0 is format()'s default (as 'r', or
  /// as 'g' with a precision, and in both cases with ".0" where nothing else says float).
  char type = 0;
  int precision = -1;             ///< -1: 6, or for 'r' and 0 as many as needed
  char sign = '-';                ///< '-', '+' or ' '
  bool alternate = false;         ///< '#': keep the point, and the zeros of 'g'
  bool no_negative_zero = false;  ///< 'z'
  bool dot_zero = true;        ///< types 'r' and 0 only: ".0" behind an integer (complex has none)
  char grouping = 0;           ///< ',' or '_' between thousands, 0 for none
  char fraction_grouping = 0;  ///< the same behind the point (Python 3.14)
  size_t zero_width = 0;  ///< pad with zeros behind the sign to this width ('0' or '=' with '0')
};
/// Characters that `format_float` may need.
template <typename Float>
size_t format_capacity(Float value, const FloatFormat& format);
/// Writes `value` in this format (sign, digits, "inf", "nan", '%'); returns the length.
template <typename Float>
size_t format_float(Float value, const FloatFormat& format, char* out);

/// Length of `digits` digits in groups of `group`, padded with zeros to at least `min_width` (a
/// separator is never first, so the result may be min_width + 1). For int's formats as well.
size_t grouped_length(size_t digits, size_t group, size_t min_width);
/// Writes them; returns grouped_length(). A separator of 0 pads only.
size_t write_grouped(char* out, std::string_view digits, char separator, size_t group,
                     size_t min_width);

/// Reads the longest float at the start of `text`: sign, digits with single underscores between
/// them, point, exponent, or inf, infinity, nan in any case. Returns the number of characters read,
/// 0 when there is no float. Rounds half to even; too large gives infinity, too small zero.
template <typename Float>
size_t parse_float(std::string_view text, Float* value);

/// Characters that `write_hex` may need.
inline constexpr size_t kMaxHexLength = 25;
/// float.hex(value); returns the length.
size_t write_hex(double value, char* out);

enum class HexError : uint8_t {
  kNone,
  kInvalid,   ///< "invalid hexadecimal floating-point string"
  kTooLarge,  ///< OverflowError, "hexadecimal value too large to represent as a float"
};
/// float.fromhex(text) of the whole text, whose surrounding white space has been removed.
template <typename Float>
HexError parse_hex(std::string_view text, Float* value);

/// a * 2^exponent rounded half to even; `sticky` says that a little (less than one unit of a's
/// lowest bit) is missing. Infinity when too large. For int to float and int / int.
enum class Sticky : uint8_t { kExact, kMore };
template <typename Float>
Float float_from_limbs(base::ConstLimbs a, int64_t exponent, Sticky sticky);

}  // namespace ts::text
