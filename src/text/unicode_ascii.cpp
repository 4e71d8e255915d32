// The Unicode API for boards without the tables: right for Latin-1; everything above is printable
// and has no properties. general_category and combining_class are missing, and with them
// unicodedata. Latin-1 facts from the Unicode Character Database; unit-tested against the full
// tables.
#include <algorithm>

#include "text/unicode.h"

namespace ts::text {
namespace {

bool is_ascii_lower(char32_t c) { return c >= 'a' && c <= 'z'; }
bool is_ascii_upper(char32_t c) { return c >= 'A' && c <= 'Z'; }

// Letters from U+00C0 on; the two signs among them are multiplication and division.
bool is_latin_upper(char32_t c) { return c >= 0xC0 && c <= 0xDE && c != 0xD7; }
bool is_latin_lower(char32_t c) { return c >= 0xDF && c <= 0xFF && c != 0xF7; }
bool is_ordinal(char32_t c) { return c == 0xAA || c == 0xBA; }

constexpr char32_t kMicro = 0xB5;
constexpr char32_t kSharpS = 0xDF;
constexpr char32_t kYDiaeresis = 0xFF;

size_t put(char32_t c, char32_t* out) {
  *out = c;
  return 1;
}

}  // namespace

const char* const kUnicodeVersion = "0.0.0";

bool is_lower(char32_t c) {
  return is_ascii_lower(c) || is_latin_lower(c) || is_ordinal(c) || c == kMicro;
}
bool is_upper(char32_t c) { return is_ascii_upper(c) || is_latin_upper(c); }
bool is_title(char32_t) { return false; }
bool is_cased(char32_t c) { return is_lower(c) || is_upper(c); }
bool is_alpha(char32_t c) { return is_cased(c); }
bool is_decimal(char32_t c) { return c >= '0' && c <= '9'; }
bool is_digit(char32_t c) { return is_decimal(c) || c == 0xB2 || c == 0xB3 || c == 0xB9; }
bool is_numeric(char32_t c) { return is_digit(c) || (c >= 0xBC && c <= 0xBE); }
bool is_xid_start(char32_t c) { return c == '_' || is_cased(c); }
bool is_xid_continue(char32_t c) { return is_xid_start(c) || is_decimal(c) || c == 0xB7; }

bool is_space(char32_t c) {
  return (c >= 0x09 && c <= 0x0D) || (c >= 0x1C && c <= 0x20) || c == 0x85 || c == 0xA0;
}

bool is_line_break(char32_t c) {
  return (c >= 0x0A && c <= 0x0D) || (c >= 0x1C && c <= 0x1E) || c == 0x85 || c == 0x2028 ||
         c == 0x2029;
}

bool is_printable(char32_t c) {
  if (c < 0x7F) return c >= 0x20;
  if (c <= 0xA0 || c == 0xAD) return false;
  // Surrogates, private use and what is no character.
  return !(c >= 0xD800 && c <= 0xF8FF) && c < 0xF0000 && (c & 0xFFFE) != 0xFFFE;
}

bool is_case_ignorable(char32_t c) {
  switch (c) {
    case '\'':
    case '.':
    case ':':
    case '^':
    case '`':
    case 0xA8:
    case 0xAD:
    case 0xAF:
    case 0xB4:
    case 0xB7:
    case 0xB8:
      return true;
    default:
      return false;
  }
}

int decimal_value(char32_t c) { return is_decimal(c) ? static_cast<int>(c - '0') : -1; }

int digit_value(char32_t c) {
  if (c == 0xB9) return 1;
  if (c == 0xB2 || c == 0xB3) return static_cast<int>(c - 0xB0);
  return decimal_value(c);
}

size_t to_lower(char32_t c, char32_t* out) { return put(is_upper(c) ? c + 0x20 : c, out); }

size_t to_upper(char32_t c, char32_t* out) {
  if (c == kSharpS) {
    out[0] = out[1] = 'S';
    return 2;
  }
  if (c == kMicro) return put(0x39C, out);
  if (c == kYDiaeresis) return put(0x178, out);
  return put(is_ascii_lower(c) || is_latin_lower(c) ? c - 0x20 : c, out);
}

size_t to_title(char32_t c, char32_t* out) {
  const size_t length = to_upper(c, out);
  if (c == kSharpS) out[1] = 's';
  return length;
}

size_t to_casefold(char32_t c, char32_t* out) {
  if (c == kSharpS) {
    out[0] = out[1] = 's';
    return 2;
  }
  return c == kMicro ? put(0x3BC, out) : to_lower(c, out);
}

// The three letters of Latin-1 that NFKC changes; so this is right for identifiers of such letters.
size_t normalize(NormalForm form, std::span<const char32_t> text, std::span<char32_t> out) {
  if (text.size() > out.size()) return kTooLong;
  const bool compatibility = form == NormalForm::kNfkc || form == NormalForm::kNfkd;
  std::transform(text.begin(), text.end(), out.begin(), [compatibility](char32_t c) -> char32_t {
    if (!compatibility) return c;
    return c == 0xAA ? 'a' : c == 0xBA ? 'o' : c == kMicro ? 0x3BC : c;
  });
  return text.size();
}

bool may_change_in_nfkc(char32_t c) { return is_ordinal(c) || c == kMicro; }

}  // namespace ts::text
