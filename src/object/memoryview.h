// The cell of memoryview, and what bytearray must know of it.

#pragma once

#include "object/runtime.h"

namespace ts::object {

/// A view of the memory of `owner`. The address is looked up at each access, since the owner's
/// storage may move: a view holds an offset into it. `dimensions` lengths stand behind, then as
/// many strides in bytes.
struct MemoryView : Cell {
  static constexpr TypeNumber kType = numbers::kMemoryView;
  uint32_t extents;  ///< 2 * dimensions: words that stand behind
  uint32_t item_bytes;
  intptr_t offset;   ///< of the first item
  char format[4];    ///< struct format of an item
  uint32_t exports;  ///< buffers handed out to native code
  uint8_t readonly;
  uint8_t released;
  uint8_t hashed;     ///< `hash` is valid
  uint8_t temporary;  ///< made by get_buffer: released with its last buffer
  uint32_t hash;
  Value owner;     ///< whose buffer it is; never a memoryview
  Value object;    ///< what memoryview() was called on: the attribute obj
  Value exported;  ///< what the object's __buffer__ gave, for its __release_buffer__; or all-zero
  size_t dimensions() const { return extents / 2; }
  intptr_t* shape() { return reinterpret_cast<intptr_t*>(this + 1); }
  intptr_t* strides() { return shape() + dimensions(); }
};

/// Whether a memoryview that is alive and not released looks at `a`. May collect.
bool has_live_views(Thread& t, ByteArrayObject* a);

/// memoryview(object).
Value make_memory_view(Thread& t, Value object);
/// The view that a class's own __buffer__ gives (PEP 688), as a view of `object`.
Value make_exported_view(Thread& t, Value object, bool writable);

}  // namespace ts::object
