// A small hash map from one or two ids to a number, in a workspace. The compiler's only lookup
// structure: names in scopes, constants in a code object. Keys are never removed one by one.

#pragma once

#include <cstdint>

#include "base/workspace.h"

namespace ts::lang {

class IdMap {
 public:
  static constexpr uint32_t kMissing = UINT32_MAX;

  explicit IdMap(base::Workspace& workspace) : slots_(workspace) {}

  /// The number of key (a, b), or kMissing.
  uint32_t find(uint32_t a, uint32_t b) const {
    if (slots_.empty()) return kMissing;
    for (uint32_t i = hash(a, b) & mask();; i = (i + 1) & mask()) {
      const Slot& slot = slots_[i];
      if (slot.value == kMissing || (slot.a == a && slot.b == b)) return slot.value;
    }
  }

  /// Adds a key that is not there, or changes the number of one that is.
  void set(uint32_t a, uint32_t b, uint32_t value) {
    if ((used_ + 1) * 4 > slots_.size() * 3 && !grow()) return;
    place({a, b, value});
  }

  void clear() {
    slots_.release();
    used_ = 0;
  }

 private:
  struct Slot {
    uint32_t a = 0;
    uint32_t b = 0;
    uint32_t value = kMissing;
  };
  static constexpr uint32_t kFirstSize = 8;

  static uint32_t hash(uint32_t a, uint32_t b) {
    uint32_t h = (a ^ b * 0x9E3779B1U) * 0x85EBCA6BU;
    return h ^ h >> 15;
  }
  uint32_t mask() const { return slots_.size() - 1; }

  void place(const Slot& entry) {
    uint32_t i = hash(entry.a, entry.b) & mask();
    for (; slots_[i].value != kMissing; i = (i + 1) & mask()) {
      if (slots_[i].a == entry.a && slots_[i].b == entry.b) {
        slots_[i].value = entry.value;
        return;
      }
    }
    slots_[i] = entry;
    used_ += 1;
  }

  bool grow() {
    const uint32_t size = slots_.empty() ? kFirstSize : slots_.size() * 2;
    IdMap bigger(slots_.workspace());
    if (!bigger.slots_.reserve(size)) return false;
    for (uint32_t i = 0; i < size; i++) bigger.slots_.push({});
    for (const Slot& slot : slots_) {
      if (slot.value != kMissing) bigger.place(slot);
    }
    slots_.swap(bigger.slots_);
    used_ = bigger.used_;
    return true;
  }

  base::Array<Slot> slots_;
  uint32_t used_ = 0;
};

}  // namespace ts::lang
