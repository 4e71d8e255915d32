// Unit tests of base/utf8, text/unicode and text/unicode_names. Facts are those of Unicode 15, as
// Python's unicodedata and str methods tell them; tables are also walked from end to end.
#include <cstring>
#include <string>
#include <string_view>
#include <vector>

#include "base/utf8.h"
#include "check.h"
#include "text/unicode.h"
#include "text/unicode_names.h"

namespace {

using namespace ts::base;
using namespace ts::text;

// --- UTF-8 ----------------------------------------------------------------------------------

bool is_surrogate(char32_t c) { return c >= 0xD800 && c <= 0xDFFF; }

void test_utf8_round_trip() {
  int bad = 0;
  std::string all;
  size_t count = 0;
  for (char32_t c = 0; c <= kMaxCodePoint; ++c) {
    char buffer[kMaxUtf8Length];
    const size_t length = utf8_encode(c, buffer);
    const std::string_view text(buffer, length);
    const Utf8Decoded extended = utf8_decode(text, Utf8Kind::kExtended);
    const Utf8Decoded strict = utf8_decode(text, Utf8Kind::kStrict);
    bad += length != utf8_length(c) || utf8_sequence_length(buffer[0]) != length;
    bad +=
        extended.error != Utf8Error::kNone || extended.code_point != c || extended.length != length;
    bad += (strict.error == Utf8Error::kNone) == is_surrogate(c);
    bad += utf8_at_unchecked(buffer) != c;
    const char* end = buffer + length;
    bad += utf8_previous_unchecked(&end) != c || end != buffer;
    if (c % 7 == 0) {
      all.append(text);
      ++count;
    }
  }
  CHECK(bad == 0);
  CHECK(utf8_count(all) == count);
  CHECK(utf8_validate(all, Utf8Kind::kExtended).error == Utf8Error::kNone);
  CHECK(utf8_validate(all, Utf8Kind::kStrict).position == utf8_offset(all, (0xD800 + 6) / 7));
  for (size_t index = 0; index < count; index += 997) {
    const size_t offset = utf8_offset(all, index);
    bad += utf8_at_unchecked(all.data() + offset) != index * 7;
  }
  CHECK(bad == 0);
  CHECK(utf8_offset(all, count) == all.size() && utf8_offset(all, count + 99) == all.size());
}

void check_error(std::string_view text, size_t position, int length, Utf8Error error) {
  const Utf8Check result = utf8_validate(text, Utf8Kind::kStrict);
  CHECK(result.position == position && result.length == length && result.error == error);
}

void test_utf8_errors() {
  // The ranges that CPython's UnicodeDecodeError names.
  check_error("abc\x80", 3, 1, Utf8Error::kInvalidStart);
  check_error("\xC0\x80", 0, 1, Utf8Error::kInvalidStart);
  check_error("\xF5\x80\x80\x80", 0, 1, Utf8Error::kInvalidStart);
  check_error("\xE0\x80\x80", 0, 1, Utf8Error::kInvalidContinuation);
  check_error("\xED\xA0\x80", 0, 1, Utf8Error::kInvalidContinuation);
  check_error("\xF0\x80\x80\x80", 0, 1, Utf8Error::kInvalidContinuation);
  check_error("\xF4\x90\x80\x80", 0, 1, Utf8Error::kInvalidContinuation);
  check_error("\xE2\x82x", 0, 2, Utf8Error::kInvalidContinuation);
  check_error("\xF0\x9F\x98x", 0, 3, Utf8Error::kInvalidContinuation);
  check_error("ab\xE2\x82", 2, 2, Utf8Error::kUnexpectedEnd);
  check_error("ab\xF0\x9F\x98", 2, 3, Utf8Error::kUnexpectedEnd);
  check_error("12345678901234567\xC3", 17, 1, Utf8Error::kUnexpectedEnd);
  check_error("", 0, 0, Utf8Error::kNone);
}

void test_ascii() {
  std::string text(40, 'a');
  CHECK(is_ascii(text) && is_ascii("") && utf8_count(text) == 40);
  for (size_t i = 0; i < text.size(); ++i) {
    text[i] = '\x80';
    CHECK(!is_ascii(text) && is_ascii(std::string_view(text).substr(i + 1)));
    text[i] = 'a';
  }
}

// --- Properties -----------------------------------------------------------------------------

using Mapping = size_t (*)(char32_t, char32_t*);

std::u32string map(Mapping mapping, char32_t c) {
  char32_t out[kMaxCaseMapping];
  return std::u32string(out, mapping(c, out));
}

void test_properties() {
  CHECK(is_alpha(U'ß') && is_alpha(U'中') && is_alpha(U'ʰ') && !is_alpha(U'1') && !is_alpha(U'Ⅷ'));
  CHECK(is_decimal(U'٣') && decimal_value(U'٣') == 3 && decimal_value(U'𝟗') == 9);
  CHECK(!is_decimal(U'²') && is_digit(U'²') && digit_value(U'²') == 2 && digit_value(U'x') == -1);
  CHECK(is_numeric(U'½') && !is_digit(U'½') && is_numeric(U'五') && is_numeric(U'Ⅷ'));
  CHECK(is_space(0x1C) && is_space(0x3000) && is_space(0x85) && !is_space(0x200B));
  CHECK(is_line_break(0x2028) && is_line_break(0x0B) && !is_line_break(0x1F));
  CHECK(is_printable(U' ') && !is_printable(0xA0) && !is_printable(0xAD) && !is_printable(0x7F));
  CHECK(is_printable(U'é') && !is_printable(0xD800) && !is_printable(0xE000));
  CHECK(!is_printable(0x378) && !is_printable(0x10FFFF) && is_printable(0x1F40D));
  CHECK(is_lower(U'ª') && is_upper(U'Ⓐ') && is_title(U'ǅ') && is_cased(U'ǅ'));
  CHECK(is_case_ignorable(U'\'') && is_case_ignorable(0xAD) && !is_case_ignorable(U'-'));
  CHECK(is_xid_start(U'_') && is_xid_start(U'℘') && !is_xid_start(U'1') && !is_xid_start(0x37A));
  CHECK(is_xid_continue(U'·') && is_xid_continue(0x300) && !is_xid_continue(U'-'));
  CHECK(std::string_view(general_category(U'A')) == "Lu");
  CHECK(std::string_view(general_category(0x378)) == "Cn" && combining_class(0x301) == 230);
}

void test_case() {
  CHECK(map(to_upper, U'ß') == U"SS" && map(to_title, U'ß') == U"Ss");
  CHECK(map(to_casefold, U'ß') == U"ss" && map(to_lower, U'ẞ') == U"ß");
  CHECK(map(to_lower, U'İ') == U"i\u0307" && map(to_upper, U'ı') == U"I");
  CHECK(map(to_upper, U'ΐ') == U"\u0399\u0308\u0301" && map(to_upper, U'ﬃ') == U"FFI");
  CHECK(map(to_title, U'ǆ') == U"ǅ" && map(to_upper, U'ǆ') == U"Ǆ" && map(to_lower, U'ǅ') == U"ǆ");
  CHECK(map(to_title, U'ა') == U"ა" && map(to_upper, U'ა') == U"Ა");
  CHECK(map(to_casefold, U'Ꭰ') == U"Ꭰ" && map(to_casefold, U'ꭰ') == U"Ꭰ");
  CHECK(map(to_casefold, U'ς') == U"σ" && map(to_lower, U'Σ') == U"σ");
  CHECK(map(to_upper, U'ÿ') == U"Ÿ" && map(to_upper, U'µ') == U"Μ" && map(to_lower, U'𐐀') == U"𐐨");
  // Mapping twice is mapping once, and characters that are neither case have no mapping.
  int bad = 0;
  for (char32_t c = 0; c <= kMaxCodePoint; ++c) {
    for (const Mapping mapping : {to_lower, to_casefold}) {
      const std::u32string once = map(mapping, c);
      std::u32string twice;
      for (const char32_t x : once) twice += map(mapping, x);
      bad += once != twice;
    }
  }
  CHECK(bad == 0);
}

// --- Normalisation --------------------------------------------------------------------------

std::u32string normal(NormalForm form, std::u32string_view text) {
  std::vector<char32_t> out(text.size() * 18);
  const size_t length = normalize(form, {text.data(), text.size()}, out);
  return std::u32string(out.data(), length);
}

void test_normalization() {
  CHECK(normal(NormalForm::kNfc, U"e\u0301") == U"é");
  CHECK(normal(NormalForm::kNfd, U"ệ") == U"e\u0323\u0302");
  CHECK(normal(NormalForm::kNfc, U"e\u0302\u0323") == U"ệ");
  CHECK(normal(NormalForm::kNfkc, U"ﬁ２ℌ") == U"fi2H" && normal(NormalForm::kNfc, U"ﬁ") == U"ﬁ");
  CHECK(normal(NormalForm::kNfkd, U"\uFDFA").size() == 18);
  CHECK(normal(NormalForm::kNfd, U"각") == U"\u1100\u1161\u11A8");
  CHECK(normal(NormalForm::kNfc, U"\u1100\u1161\u11A8") == U"각");
  CHECK(normal(NormalForm::kNfc, U"\u0958") == U"\u0915\u093C");  // excluded from composition
  CHECK(normal(NormalForm::kNfc, U"\U00011099\U000110BA") == U"\U0001109A");
  char32_t small[1];
  const char32_t wide[] = {0xFB01};
  CHECK(normalize(NormalForm::kNfkc, wide, small) == kTooLong);
  int bad = 0;
  for (char32_t c = 0; c <= kMaxCodePoint; ++c) {
    const std::u32string text(1, c);
    const std::u32string nfkc = normal(NormalForm::kNfkc, text);
    bad += nfkc != text && !may_change_in_nfkc(c);
    bad += normal(NormalForm::kNfkc, nfkc) != nfkc;
    bad +=
        normal(NormalForm::kNfd, normal(NormalForm::kNfc, text)) != normal(NormalForm::kNfd, text);
  }
  CHECK(bad == 0);
}

// --- Names ----------------------------------------------------------------------------------

std::string name(char32_t c) {
  char out[kMaxNameLength];
  return std::string(out, name_of(c, out));
}

void test_names() {
  CHECK(code_point_named("SNAKE") == 0x1F40D && code_point_named("snake") == 0x1F40D);
  CHECK(code_point_named("SPACE") == 0x20 && code_point_named("LATIN SMALL LETTER A") == U'a');
  CHECK(code_point_named("LINE FEED") == 0x0A && code_point_named("NBSP") == 0xA0);
  CHECK(code_point_named("HANGUL SYLLABLE GAGG") == 0xAC02 &&
        name(0xAC01) == "HANGUL SYLLABLE GAG");
  CHECK(code_point_named("CJK UNIFIED IDEOGRAPH-4E2D") == 0x4E2D);
  CHECK(code_point_named("CJK UNIFIED IDEOGRAPH-04E2D") == kNoCodePoint);
  CHECK(code_point_named("CJK UNIFIED IDEOGRAPH-41") == kNoCodePoint);
  CHECK(code_point_named("CJK COMPATIBILITY IDEOGRAPH-F900") == 0xF900);
  for (const char* bad : {"", "X", "SNAK", "SNAKES", "SNAKE ", " SNAKE", "HANGUL SYLLABLE ",
                          "HANGUL SYLLABLE GAGX", "CJK UNIFIED IDEOGRAPH-"}) {
    CHECK(code_point_named(bad) == kNoCodePoint);
  }
  CHECK(name(0x41) == "LATIN CAPITAL LETTER A" && name(0x0A).empty() && name(0x378).empty());
  CHECK(name(0x2A6D0) == "CJK UNIFIED IDEOGRAPH-2A6D0" && name(0xE0100) == "VARIATION SELECTOR-17");
  int bad = 0;
  for (char32_t c = 0; c <= kMaxCodePoint; c += c < 0x3000 ? 37 : 2003) {
    const std::string text = name(c);
    bad += !text.empty() && code_point_named(text) != c;
  }
  CHECK(bad == 0);
}

}  // namespace

int main() {
  test_utf8_round_trip();
  test_utf8_errors();
  test_ascii();
  test_properties();
  test_case();
  test_normalization();
  test_names();
  return ts::test::finish();
}
