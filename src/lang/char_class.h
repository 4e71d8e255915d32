// Classes of bytes for the lexer: one table of flags.

#pragma once

#include <array>
#include <cstdint>

namespace ts::lang {

namespace detail {
enum : uint8_t { kLetter = 1, kDigit = 2, kHexLetter = 4 };

inline constexpr std::array<uint8_t, 256> kByteClasses = [] {
  std::array<uint8_t, 256> classes{};
  for (int c = 'a'; c <= 'z'; ++c) classes[c] = classes[c - 32] = kLetter;
  for (int c = 'a'; c <= 'f'; ++c) classes[c] = classes[c - 32] = kLetter | kHexLetter;
  for (int c = '0'; c <= '9'; ++c) classes[c] = kDigit;
  for (int c = 0x80; c <= 0xFF; ++c) classes[c] = kLetter;
  classes['_'] = kLetter;
  return classes;
}();

constexpr uint8_t byte_class(char c) { return kByteClasses[static_cast<uint8_t>(c)]; }
}  // namespace detail

/// Bytes of non-ASCII characters count as letters; identifier.h looks closer.
constexpr bool is_identifier_start(char c) {
  return (detail::byte_class(c) & detail::kLetter) != 0;
}
constexpr bool is_identifier_part(char c) { return detail::byte_class(c) != 0; }
constexpr bool is_digit(char c) { return detail::byte_class(c) == detail::kDigit; }
constexpr bool is_hex_digit(char c) {
  return (detail::byte_class(c) & (detail::kDigit | detail::kHexLetter)) != 0;
}
/// The value of a hexadecimal digit.
constexpr uint32_t hex_value(char c) {
  return static_cast<uint32_t>(is_digit(c) ? c - '0' : (c | 0x20) - 'a' + 10);
}

}  // namespace ts::lang
