// Names of code points: \N{...} and unicodedata.lookup() and name(). Apart from unicode.h because
// the table is large; a board without it reports \N{...} as not supported.
#pragma once

#include <cstddef>
#include <cstdint>
#include <string_view>

namespace ts::text {

/// Longest character name, with room for later versions of Unicode.
inline constexpr size_t kMaxNameLength = 96;
inline constexpr char32_t kNoCodePoint = 0xFFFFFFFF;

/// The code point with this name or alias (any case), or kNoCodePoint. Named sequences are none.
char32_t code_point_named(std::string_view name);
/// Writes the name of `c` to `out` (kMaxNameLength characters); returns its length, 0 if none.
size_t name_of(char32_t c, char* out);

}  // namespace ts::text
