// The format specification mini-language that int, float, complex and str share: parsing and its
// errors, and the alignment of a finished text. What a presentation type means is each type's own
// business (number_format.cpp, str.__format__). Follows the Library Reference, "Format
// Specification Mini-Language", of Python 3.14.

#pragma once

#include "object/runtime.h"

namespace ts::object {

/// [[fill]align][sign]["z"]["#"]["0"][width][grouping]["." [precision][grouping]][type]
struct FormatSpec {
  char32_t fill = ' ';
  char align = '>';               ///< one of < > ^ =; the type's default when the text has none
  char sign = 0;                  ///< '+', '-', ' ', or 0: none given
  bool no_negative_zero = false;  ///< 'z'
  bool alternate = false;         ///< '#'
  char grouping = 0;              ///< ',' or '_' between groups of digits, 0: none
  char fraction_grouping = 0;     ///< the same behind the point
  intptr_t width = -1;            ///< in code points; -1: none given
  intptr_t precision = -1;        ///< -1: none given
  char32_t type = 0;              ///< presentation type; the type's default when the text has none
};

/// What a type takes where the text says nothing.
struct FormatDefaults {
  char type;   ///< 'd' for int, 's' for str, 0 for float and complex
  char align;  ///< '>' for numbers, '<' for str
};

/// Parses `text` (UTF-8) for formatting `object`, which names the type in messages. False with
/// ValueError pending.
bool parse_format_spec(Thread& t, Value object, std::string_view text, FormatDefaults defaults,
                       FormatSpec& spec);

/// Raises ValueError: Unknown format code 'z' for object of type 'int'.
Value unknown_format_code(Thread& t, char32_t type, Value object);

/// Raises ValueError: Cannot specify ',' with 's'.
Value bad_grouping(Thread& t, char grouping, char32_t type);

/// Appends `text`, of `characters` code points, padded with the fill to the width. The first
/// `prefix` bytes of `text` (sign, "0x") stay left of the padding when the alignment is '='. False
/// with an exception pending.
bool append_aligned(StrBuilder& out, const FormatSpec& spec, std::string_view text,
                    size_t characters, size_t prefix = 0);

/// Formats a number for its __format__; `spec` is the text of the specification. `self` may be of a
/// subclass.
Value format_int(Thread& t, Value self, std::string_view spec);
Value format_float(Thread& t, Value self, std::string_view spec);
Value format_complex(Thread& t, Value self, std::string_view spec);

}  // namespace ts::object
