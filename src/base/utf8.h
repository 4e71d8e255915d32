// UTF-8: decode, encode, validate, count and step. Python's str may hold lone surrogates
// (U+D800 to U+DFFF); text in memory is therefore UTF-8 "extended" by their three-byte forms, while
// files and sockets speak strict UTF-8. Follows RFC 3629 and Unicode 15, 3.9 (table 3-7).
#pragma once

#include <cstddef>
#include <cstdint>
#include <string_view>

namespace ts::base {

enum class Utf8Kind : uint8_t {
  kStrict,    ///< RFC 3629: no surrogates
  kExtended,  ///< lone surrogates allowed, as in memory
};

inline constexpr char32_t kMaxCodePoint = 0x10FFFF;
inline constexpr size_t kMaxUtf8Length = 4;

/// Why a sequence is wrong, in the order of CPython's UnicodeDecodeError reasons.
enum class Utf8Error : uint8_t {
  kNone,
  kInvalidStart,         ///< "invalid start byte"
  kInvalidContinuation,  ///< "invalid continuation byte"
  kUnexpectedEnd,        ///< "unexpected end of data"
};

struct Utf8Decoded {
  char32_t code_point;  ///< meaningless after an error
  uint8_t length;       ///< bytes read; after an error, bytes that a decoder replaces (1 to 3)
  Utf8Error error;
};

/// Decodes the first code point of `text`, which is not empty.
Utf8Decoded utf8_decode(std::string_view text, Utf8Kind kind);

/// Bytes that the encoding of `c` takes.
constexpr size_t utf8_length(char32_t c) {
  return c < 0x80 ? 1 : c < 0x800 ? 2 : c < 0x10000 ? 3 : 4;
}
/// Writes the (extended) encoding of `c` <= kMaxCodePoint to `out`; returns its length.
size_t utf8_encode(char32_t c, char* out);

struct Utf8Check {
  size_t position;  ///< of the first error, or the length of the text
  uint8_t length;   ///< bytes of the error, as in Utf8Decoded
  Utf8Error error;
};
/// Finds the first error.
Utf8Check utf8_validate(std::string_view text, Utf8Kind kind);

/// Whether every byte is below 0x80.
bool is_ascii(std::string_view text);

// The functions below take text that is valid (extended) UTF-8.

constexpr bool utf8_is_continuation(char byte) {
  return (static_cast<uint8_t>(byte) & 0xC0) == 0x80;
}
/// Bytes of the sequence that starts with `first`.
constexpr size_t utf8_sequence_length(char first) {
  const uint8_t byte = static_cast<uint8_t>(first);
  return byte < 0x80 ? 1 : byte < 0xE0 ? 2 : byte < 0xF0 ? 3 : 4;
}
/// Number of code points.
size_t utf8_count(std::string_view text);
/// The code point at `text`.
char32_t utf8_at_unchecked(const char* text);
/// The code point at `*position`, which moves behind it.
char32_t utf8_next_unchecked(const char** position);
/// The code point that ends before `*position`, which moves to its start.
char32_t utf8_previous_unchecked(const char** position);
/// Byte offset of code point `index`; the length of the text when there are fewer.
size_t utf8_offset(std::string_view text, size_t index);

}  // namespace ts::base
