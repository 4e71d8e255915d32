// The algorithms that str, bytes and bytearray share: they work on bytes (UTF-8 text needs no other
// treatment) and make results of the kind they were given. Pad widths and limits are the caller's,
// in its own units.

#pragma once

#include "object/bytes.h"
#include "object/str.h"
#include "object/text_search.h"

namespace ts::object {

enum class TextKind : uint8_t { kAscii, kUnicode, kBytes, kByteArray };

/// The receiver of a method. `data` stays valid while the receiver is not resized.
struct Text {
  Value owner;
  const char* data;
  size_t size;
  TextKind kind;
  std::string_view view() const { return {data, size}; }
  bool is_str() const { return kind <= TextKind::kUnicode; }
};

Text text_of(const Str* s);
/// The text of a bytes or bytearray; TypeError for anything else (an unbound method called on a
/// foreign object).
bool bytes_text(Thread& t, Value self, Text& out);

/// A new object of that kind with a copy of `content`.
Value make_text(Thread& t, TextKind kind, std::string_view content);
/// Bytes [from, to) of a text: the object itself where it is immutable and the piece is all of it.
Value piece(Thread& t, const Text& text, size_t from, size_t to);
/// A new object whose content the caller fills in. For kUnicode `characters` must be right.
struct Fresh {
  Value object;
  char* data;
  explicit operator bool() const { return static_cast<bool>(object); }
};
Fresh allocate_result(Thread& t, TextKind kind, size_t bytes, size_t characters);

// maximum: splits at most; negative: all
Value split_text(Thread& t, const Text& text, std::string_view separator, intptr_t maximum);
Value rsplit_text(Thread& t, const Text& text, std::string_view separator, intptr_t maximum);
Value split_space(Thread& t, const Text& text, intptr_t maximum);
Value rsplit_space(Thread& t, const Text& text, intptr_t maximum);
Value split_lines(Thread& t, const Text& text, bool keep_ends);
enum class Side : uint8_t { kLeft = 1, kRight = 2, kBoth = 3 };
Value strip_text(Thread& t, const Text& text, Side side, const std::string_view* characters);
/// partition (kLeft) and rpartition (kRight); `separator` is the object that the result holds.
Value partition_text(Thread& t, const Text& text, std::string_view text_separator, Value separator,
                     Side side);
Value replace_text(Thread& t, const Text& text, std::string_view from, std::string_view to,
                   intptr_t maximum);
/// `left` and `right` copies of `fill` around the text.
Value pad_text(Thread& t, const Text& text, size_t left, size_t right, std::string_view fill);
Value expand_tabs(Thread& t, const Text& text, intptr_t tab_size);
/// zfill: `width` and `length` in characters.
Value zero_fill(Thread& t, const Text& text, intptr_t width, size_t length);
/// Length in characters of a text.
size_t text_length(const Text& text);

enum class AsciiCase : uint8_t { kLower, kUpper, kSwap, kCapitalize, kTitle };
/// Case mapping of ASCII letters (all of bytes' case methods; str's for ASCII texts).
Value map_ascii_case(Thread& t, const Text& text, AsciiCase mapping);
enum class AsciiTest : uint8_t { kAlpha, kDigit, kAlnum, kSpace, kLower, kUpper, kTitle };
/// The is... methods for bytes and ASCII texts.
bool test_ascii(const Text& text, AsciiTest test);

}  // namespace ts::object
