// Searching for a run of bytes in another: what `in`, find, count, split and replace of str, bytes
// and bytearray use. UTF-8 needs no other search. The worst case is linear (two-way algorithm,
// Crochemore and Perrin 1991); the usual case looks for the first byte with memchr.

#pragma once

#include <cstddef>
#include <string_view>

namespace ts::object {

inline constexpr size_t kNotFound = static_cast<size_t>(-1);

/// Offset of the first occurrence, or kNotFound. An empty needle is found at 0.
size_t find_text(std::string_view haystack, std::string_view needle);
/// Offset of the last occurrence, or kNotFound. An empty needle is found at the end.
size_t rfind_text(std::string_view haystack, std::string_view needle);
/// Number of occurrences that do not overlap, at most `limit`. The needle is not empty.
size_t count_text(std::string_view haystack, std::string_view needle, size_t limit = kNotFound);

}  // namespace ts::object
