// UTF-8, see utf8.h.
#include "base/utf8.h"

#include <bit>
#include <cstring>

namespace ts::base {
namespace {

using Word = uintptr_t;
constexpr Word kOnes = ~Word{0} / 0xFF;  // 0x01 in every byte
constexpr Word kTopBits = kOnes << 7;

Word load_word(const char* text) {
  Word word;
  std::memcpy(&word, text, sizeof word);
  return word;
}

// Bytes of the word that start a sequence: all but 10xxxxxx.
size_t starts_in(Word word) {
  const Word continuation = (word >> 7) & (~word >> 6) & kOnes;
  return sizeof(Word) - static_cast<size_t>(std::popcount(continuation));
}

// Whether `byte` may follow `first` (Unicode 15, table 3-7: no overlong forms, nothing above
// U+10FFFF, and surrogates only if extended).
bool is_second_byte(uint8_t first, uint8_t byte, Utf8Kind kind) {
  switch (first) {
    case 0xE0:
      return byte >= 0xA0 && byte <= 0xBF;
    case 0xED:
      return byte >= 0x80 && byte <= (kind == Utf8Kind::kStrict ? 0x9F : 0xBF);
    case 0xF0:
      return byte >= 0x90 && byte <= 0xBF;
    case 0xF4:
      return byte >= 0x80 && byte <= 0x8F;
    default:
      return byte >= 0x80 && byte <= 0xBF;
  }
}

}  // namespace

Utf8Decoded utf8_decode(std::string_view text, Utf8Kind kind) {
  const uint8_t first = static_cast<uint8_t>(text[0]);
  if (first < 0x80) return {first, 1, Utf8Error::kNone};
  if (first < 0xC2 || first > 0xF4) return {0, 1, Utf8Error::kInvalidStart};
  const size_t length = utf8_sequence_length(text[0]);
  char32_t code_point = first & (0x7Fu >> length);
  for (size_t i = 1; i < length; ++i) {
    const uint8_t read = static_cast<uint8_t>(i);
    if (i == text.size()) return {0, read, Utf8Error::kUnexpectedEnd};
    const uint8_t byte = static_cast<uint8_t>(text[i]);
    const bool valid = i == 1 ? is_second_byte(first, byte, kind) : utf8_is_continuation(text[i]);
    if (!valid) return {0, read, Utf8Error::kInvalidContinuation};
    code_point = code_point << 6 | (byte & 0x3F);
  }
  return {code_point, static_cast<uint8_t>(length), Utf8Error::kNone};
}

size_t utf8_encode(char32_t c, char* out) {
  const size_t length = utf8_length(c);
  if (length == 1) {
    out[0] = static_cast<char>(c);
    return 1;
  }
  for (size_t i = length - 1; i > 0; --i) {
    out[i] = static_cast<char>(0x80 | (c & 0x3F));
    c >>= 6;
  }
  out[0] = static_cast<char>((0xF00u >> length) | c);
  return length;
}

Utf8Check utf8_validate(std::string_view text, Utf8Kind kind) {
  size_t i = 0;
  while (i < text.size()) {
    const uint8_t first = static_cast<uint8_t>(text[i]);
    if (first < 0x80) {
      const bool word = text.size() - i >= sizeof(Word) && (load_word(text.data() + i) & kTopBits) == 0;
      i += word ? sizeof(Word) : 1;
      continue;
    }
    if (first >= 0xC2 && first < 0xE0 && i + 1 < text.size() && utf8_is_continuation(text[i + 1])) {
      i += 2;
      continue;
    }
    const Utf8Decoded decoded = utf8_decode(text.substr(i), kind);
    if (decoded.error != Utf8Error::kNone) return {i, decoded.length, decoded.error};
    i += decoded.length;
  }
  return {text.size(), 0, Utf8Error::kNone};
}

bool is_ascii(std::string_view text) {
  size_t i = 0;
  for (; text.size() - i >= 4 * sizeof(Word); i += 4 * sizeof(Word)) {
    const char* p = text.data() + i;
    const Word words = load_word(p) | load_word(p + sizeof(Word)) | load_word(p + 2 * sizeof(Word)) |
                       load_word(p + 3 * sizeof(Word));
    if ((words & kTopBits) != 0) return false;
  }
  for (; text.size() - i >= sizeof(Word); i += sizeof(Word)) {
    if ((load_word(text.data() + i) & kTopBits) != 0) return false;
  }
  uint8_t bits = 0;
  for (; i < text.size(); ++i) bits |= static_cast<uint8_t>(text[i]);
  return bits < 0x80;
}

size_t utf8_count(std::string_view text) {
  size_t count = 0;
  size_t i = 0;
  for (; text.size() - i >= sizeof(Word); i += sizeof(Word)) {
    count += starts_in(load_word(text.data() + i));
  }
  for (; i < text.size(); ++i) count += !utf8_is_continuation(text[i]);
  return count;
}

char32_t utf8_at_unchecked(const char* text) { return utf8_next_unchecked(&text); }

char32_t utf8_next_unchecked(const char** position) {
  const char* p = *position;
  const size_t length = utf8_sequence_length(*p);
  char32_t c = static_cast<uint8_t>(*p);
  if (length > 1) {
    c &= 0x7Fu >> length;
    for (size_t i = 1; i < length; ++i) c = c << 6 | (static_cast<uint8_t>(p[i]) & 0x3F);
  }
  *position = p + length;
  return c;
}

char32_t utf8_previous_unchecked(const char** position) {
  const char* p = *position - 1;
  while (utf8_is_continuation(*p)) --p;
  *position = p;
  return utf8_at_unchecked(p);
}

size_t utf8_offset(std::string_view text, size_t index) {
  size_t i = 0;
  // Words of which all starts lie before the one looked for.
  for (; text.size() - i >= sizeof(Word); i += sizeof(Word)) {
    const size_t starts = starts_in(load_word(text.data() + i));
    if (starts > index) break;
    index -= starts;
  }
  for (; i < text.size(); ++i) {
    if (utf8_is_continuation(text[i])) continue;
    if (index == 0) return i;
    --index;
  }
  return text.size();
}

}  // namespace ts::base
