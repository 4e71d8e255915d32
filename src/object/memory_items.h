// Items of raw memory as Python objects and back, by struct's native single-character formats. Used
// by memoryview; the sizes are those of the machine, as in CPython.

#pragma once

#include "object/runtime.h"

namespace ts::object {

/// The code of a format text, without the '@' that may stand before it; 0 when it is something
/// longer.
char item_code(const char* format);
bool is_known_code(char code);
/// Bytes of an item; 0 for an unknown code.
size_t code_bytes(char code);
inline bool is_byte_code(char code) { return code == 'B' || code == 'b' || code == 'c'; }
/// Whether items are equal exactly when their bytes are.
inline bool compares_as_bytes(char code) {
  return code != 'f' && code != 'd' && code != 'e' && code != '?';
}

/// The object for the item at `data`. NotImplementedError for an unknown code.
Value unpack_item(Thread& t, char code, const uint8_t* data);

struct PackedItem {
  uint8_t bytes[8];
};
/// The bytes of an item. TypeError or ValueError when the object does not suit the format.
bool pack_item(Thread& t, char code, Value v, PackedItem& out);

}  // namespace ts::object
