// What the heap must know of a type: where a cell's references are and how large the cell is. The types themselves
// live above the heap; the functions declared here are defined by object/.

#pragma once

#include "heap/type_number.h"

namespace ts::heap {

class Vm;

/// Where the references of a type's cells stand. Raw words come first, references after them, so that two numbers
/// say it all.
struct Layout {
  uint16_t fixed_bytes = 0;    ///< size of the cell without its elements, header included
  uint8_t element_bytes = 0;   ///< size of an element; their count is the low 32 bits of the second word. 0: none
  uint8_t first = 0;           ///< index of the first word that holds a reference; 0: the cell holds none
  uint8_t last = 0;            ///< one past the last such word; kToEnd: up to the end of the cell
  uint8_t trailing = 0;        ///< 1: the cell's last word holds the attribute dict of a subclass instance

  uint8_t special = 0;         ///< see Special

  static constexpr uint8_t kToEnd = 255;
  static constexpr uint8_t kText = 255;  ///< as element_bytes: a str, see str_cell_bytes
  /// Cells that the collector must know beyond their references.
  enum Special : uint8_t { kOrdinary, kWeakReference, kCodeHandle, kWeakTable };
};

/// Size of a str cell before rounding: head, text and, where the text is not ASCII and long, room for the offsets of
/// every 64th character (object/str.h). `bytes` is the second word's low half, kFlagKind0 says ASCII.
constexpr size_t str_cell_bytes(uint32_t bytes, bool ascii) {
  size_t head = sizeof(uintptr_t) + 2 * sizeof(uint32_t);
  if (ascii) return head + bytes;
  size_t text = head + 2 * sizeof(uint32_t) + bytes;
  return bytes < 128 ? text : ((text + 3) & ~size_t{3}) + (bytes >> 6) * sizeof(uint32_t);
}

/// Layout of a built-in type. Defined by object/.
const Layout& native_layout(TypeNumber type);

struct Thread;

// What the collector asks of code objects; defined by object/.
uint32_t code_cache_count(const Cell* code);               ///< inline caches of a code object
Cell* code_blob(const Cell* code);                         ///< heap cell with its instructions, or nullptr
const uint8_t* running_code_start(const Thread& thread);   ///< first instruction of the frame at thread.base
void flush_inline_caches(Vm& vm);                          ///< forgets all cached attribute lookups

}  // namespace ts::heap
