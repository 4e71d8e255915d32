// Properties and case mappings of code points, and normalisation, as Python's str methods and
// identifiers need them. unicode.cpp answers from tables made by tools/unicode_tables.py;
// unicode_ascii.cpp knows Latin-1 only and takes no tables: a board's feature row picks one file.
#pragma once

#include <cstddef>
#include <cstdint>
#include <span>

namespace ts::text {

/// "15.0.0", the version of the Unicode Character Database in use.
extern const char* const kUnicodeVersion;

bool is_alpha(char32_t c);       ///< str.isalpha: general category L*
bool is_decimal(char32_t c);     ///< str.isdecimal
bool is_digit(char32_t c);       ///< str.isdigit: decimals, superscripts ...
bool is_numeric(char32_t c);     ///< str.isnumeric: anything with a numeric value
bool is_space(char32_t c);       ///< str.isspace, and what split() and strip() remove
bool is_line_break(char32_t c);  ///< where str.splitlines splits
bool is_printable(char32_t c);   ///< shown by repr() as it is
bool is_lower(char32_t c);
bool is_upper(char32_t c);
bool is_title(char32_t c);  ///< general category Lt
bool is_cased(char32_t c);
bool is_case_ignorable(char32_t c);
bool is_xid_start(char32_t c);     ///< may start an identifier: XID_Start or '_'
bool is_xid_continue(char32_t c);  ///< may go on in an identifier
inline bool is_alnum(char32_t c) { return is_alpha(c) || is_numeric(c); }

int decimal_value(char32_t c);  ///< 0 to 9, or -1
int digit_value(char32_t c);    ///< 0 to 9, or -1

/// Code points that a mapping of one code point may give.
inline constexpr size_t kMaxCaseMapping = 3;
/// Full mappings; each writes 1 to kMaxCaseMapping code points and returns their number. The final
/// sigma is the caller's affair (it sees the neighbours): U+03A3 gives U+03C3.
size_t to_lower(char32_t c, char32_t* out);
size_t to_upper(char32_t c, char32_t* out);
size_t to_title(char32_t c, char32_t* out);
size_t to_casefold(char32_t c, char32_t* out);

/// What `normalize` returns when the output is too small.
inline constexpr size_t kTooLong = static_cast<size_t>(-1);
enum class NormalForm : uint8_t { kNfc, kNfd, kNfkc, kNfkd };
/// Normalises `text` into `out`. Returns the number of code points written, or kTooLong when
/// out.size() does not suffice. `out` holds the decomposed text on the way: four times the input
/// always suffices for NFC and NFD, 18 times for NFKC and NFKD (rarely used up: U+FDFA). The two
/// do not overlap.
size_t normalize(NormalForm form, std::span<const char32_t> text, std::span<char32_t> out);
/// Whether `c` and its neighbours may need work for NFKC; false for all of ASCII. A text without
/// such a code point is its own normal form.
bool may_change_in_nfkc(char32_t c);

/// General category as two letters ("Lu"), for unicodedata.
const char* general_category(char32_t c);
/// Canonical combining class, 0 to 240.
int combining_class(char32_t c);

}  // namespace ts::text
