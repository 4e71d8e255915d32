// Names and other constant strs that live in flash. TS_NAME(append) and TS_STR("some text") give the one static
// str with that text; a dynamic str that is interned becomes the static one when there is one.
// The index from text to static str is built from the same macros: see object/static_names.cpp.

#pragma once

#include <string_view>

#include "heap/thread.h"

namespace ts::bind {

using heap::Cell;
using heap::Thread;
using heap::TypeNumber;
using heap::Value;
using heap::Vm;

/// Hash of a text; never 0. The same at compile time and at run time.
constexpr uint32_t hash_text(const char* text, size_t length) {
  uint64_t h = 0x9E3779B97F4A7C15u ^ length;
  while (length >= 8) {
    uint64_t word = 0;
    if (std::is_constant_evaluated()) {
      for (unsigned i = 0; i < 8; i++) word |= uint64_t{static_cast<uint8_t>(text[i])} << (8 * i);
    } else {
      std::memcpy(&word, text, 8);
    }
    h = (h ^ word) * 0xFF51AFD7ED558CCDu;
    h ^= h >> 32;
    text += 8;
    length -= 8;
  }
  uint64_t word = 0;
  for (size_t i = 0; i < length; i++) word |= uint64_t{static_cast<uint8_t>(text[i])} << (8 * i);
  h = (h ^ word) * 0xC4CEB9FE1A85EC53u;
  h ^= h >> 29;
  uint32_t result = static_cast<uint32_t>(h ^ (h >> 32));
  return result ? result : 1;
}

/// A Python str: this head, then the text as UTF-8 (extended to lone surrogates).
/// ASCII strs (kFlagKind0) have their text right behind the head. Others have a TextExtra first, and behind the
/// text a table of offsets for indexing: see object/str.h.
struct Str : Cell {
  static constexpr TypeNumber kType = heap::type_numbers::kStr;
  uint32_t bytes;         ///< length of the text in bytes
  uint32_t hash_;         ///< 0: not computed yet (never so in flash)

  bool is_ascii() const { return header & heap::kFlagKind0; }
  inline const char* text() const;
  char* text() { return const_cast<char*>(static_cast<const Str*>(this)->text()); }
  std::string_view view() const { return {text(), bytes}; }
  uint32_t hash() const {
    if (hash_ == 0) const_cast<Str*>(this)->hash_ = hash_text(text(), bytes);
    return hash_;
  }
};

/// Stands between head and text of a str that is not ASCII.
struct TextExtra {
  uint32_t characters;  ///< length in code points
  uint32_t indexed;     ///< 1: the offset table behind the text is filled in
};

inline const char* Str::text() const {
  const char* after = reinterpret_cast<const char*>(this + 1);
  return is_ascii() ? after : after + sizeof(TextExtra);
}

template <size_t N>
struct FixedText {
  char text[N];
  consteval FixedText(const char (&source)[N]) {
    for (size_t i = 0; i < N; i++) text[i] = source[i];
  }
};

/// A str in flash. ASCII only.
template <size_t N>
struct StaticStr {
  Str head;
  char text[N];
};

template <FixedText T>
consteval auto make_static_str() {
  constexpr size_t n = sizeof(T.text);
  StaticStr<n> result{};
  result.head.header = heap::static_header(heap::type_numbers::kStr, heap::kFlagKind0).header;
  result.head.bytes = n - 1;
  result.head.hash_ = hash_text(T.text, n - 1);
  for (size_t i = 0; i < n; i++) result.text[i] = T.text[i];
  return result;
}

template <FixedText T>
inline constexpr auto kStaticStr = make_static_str<T>();

#define TS_STR(text) (&::ts::bind::kStaticStr<text>.head)
#define TS_NAME(identifier) TS_STR(#identifier)

}  // namespace ts::bind
