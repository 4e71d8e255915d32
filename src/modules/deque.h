// The cell of collections.deque and its types' tables, for the module _collections.

#pragma once

#include "object/objects.h"

namespace ts::modules {

/// A ring of items. Its words outside the items are all-zero.
struct Deque : heap::Cell {
  static constexpr heap::TypeNumber kType = heap::type_numbers::kDeque;
  uintptr_t length;
  uintptr_t start;      ///< index in storage of the first item
  intptr_t maximum;     ///< maxlen; negative: no limit
  uintptr_t version;    ///< changes when items come or go: iterators check it
  heap::ValueArray* storage;  ///< capacity: 0 (nullptr) or a power of two

  /// The place of item `i`, which may be -1 or `length` when there is room.
  heap::Value& at(uintptr_t i) const { return storage->items[(start + i) & (storage->capacity - 1)]; }
  uintptr_t capacity() const { return storage ? storage->capacity : 0; }
};

}  // namespace ts::modules
