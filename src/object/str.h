// What other files need of str beyond runtime.h: making, indexing, slices, and the parts of its
// methods that stand in several files. A str that is not ASCII has a table behind its text, aligned
// to 4 bytes: the byte offsets of characters 64, 128, ... It is there when the text has 128 bytes
// or more, and filled by the first index operation.

#pragma once

#include "object/containers.h"

namespace ts::object {

/// A str whose `bytes` bytes of ASCII text the caller fills in; nullptr with MemoryError pending.
Str* allocate_ascii(Thread& t, size_t bytes);
/// A str with that text, which is ASCII.
Value make_ascii(Thread& t, std::string_view text);
/// As allocate_ascii, for text that has a character outside ASCII.
Str* allocate_text(Thread& t, size_t bytes, size_t characters);
/// The same for a subclass of str: a copy of `text`.
Value make_str_of(Thread& t, const Type* type, std::string_view text);

/// Byte offset of code point `index` (at most the length).
size_t str_offset(const Str* s, size_t index);
/// Code points before byte `offset`, which is at the border of a character.
size_t str_index_of(const Str* s, size_t offset);
/// The exact str with the text of `s`: `s` itself unless it is of a subclass.
Value str_exact(Thread& t, Str* s);

inline bool is_str_like(const Thread& t, Value v) {
  return is_str(v) || is_instance_of_native(*t.vm, v, numbers::kStr);
}

/// A slice of a sequence, resolved: items start, start + step, ... `count` of them.
struct SliceRange {
  intptr_t start, step;
  size_t count;
};
inline bool resolve_slice(Thread& t, Value slice, size_t length, SliceRange& out) {
  SliceBounds b;
  if (!slice_bounds(t, static_cast<Slice*>(slice.cell()), static_cast<intptr_t>(length), b))
    return false;
  out = {b.start, b.step, static_cast<size_t>(b.count)};
  return true;
}
/// Both bounds as positions in a sequence of `length`; start may exceed stop (nothing is found
/// then).
bool search_range(Thread& t, Value start, Value stop, size_t length, size_t& from, size_t& to,
                  bool& empty);

// Parts of str in files of their own.
Value str_format_percent(Thread& t, Str* format, Value arguments);  ///< %  (str_percent.cpp)
/// str.format; `positional` nullptr: format_map. `mapping`: the keyword arguments, all-zero when
/// there are none.
Value str_format_fields(Thread& t, Str* format, const Args* positional, Value mapping);
bool append_str_repr(StrBuilder& out, std::string_view text);
extern const Attributes kStrAttributes;

}  // namespace ts::object
