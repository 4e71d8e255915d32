// The header word that every cell begins with, and how a cell's size follows from it.
//
// Header, 64-bit: bit 0 always 1 (a threaded header is a slot address, which is even), flags in bits 1..10, size in
// granules in bits 11..31, type number in bits 32..63. 32-bit: flags in bits 1..10, size in bits 11..15, type number
// in bits 16..31. A cell too large for its size field has 0 there; its size then follows from its layout's element
// size and the count in its second word (see layout.h). docs/heap.md explains the collector that lives on this.

#pragma once

#include "heap/value.h"

namespace ts::heap {

/// Index into the one table of types: built-in types first, then the Vm's classes.
using TypeNumber = uint32_t;

inline constexpr size_t kGranule = 8;

enum CellFlags : uintptr_t {
  kFlagHeader = 1 << 0,       ///< always set
  kFlagMark = 1 << 1,
  kFlagPinned = 1 << 2,       ///< must not move in this collection
  kFlagHashed = 1 << 3,       ///< its address has served as its identity hash
  kFlagHashMoved = 1 << 4,    ///< ... and it has moved since: the old hash is in the cell's last granule
  kFlagFinalizable = 1 << 5,  ///< has a finalizer that has not run
  kFlagWeaklyReferenced = 1 << 6,
  kFlagStatic = 1 << 7,       ///< in flash: never marked, moved or written
  kFlagKind0 = 1 << 8,        ///< meaning depends on the type (str: ASCII; instance: private dict)
  kFlagKind1 = 1 << 9,        ///< the same (str: interned; containers: inside their own repr)
  kFlagIdPinned = 1 << 10,    ///< id() was taken: never moves again
};

struct Cell {
  uintptr_t header;

  static constexpr unsigned kSizeShift = 11;
  static constexpr unsigned kSizeBits = kWide ? 21 : 5;
  static constexpr uintptr_t kMaxSizeField = (uintptr_t{1} << kSizeBits) - 1;
  static constexpr unsigned kTypeShift = kWide ? 32 : 16;

  static constexpr uintptr_t make_header(TypeNumber type, uintptr_t flags, size_t granules) {
    return kFlagHeader | flags | ((granules <= kMaxSizeField ? granules : 0) << kSizeShift) |
           (uintptr_t{type} << kTypeShift);
  }

  TypeNumber type_number() const { return static_cast<TypeNumber>(header >> kTypeShift); }
  void set_type_number(TypeNumber type) {
    header = (header & ((uintptr_t{1} << kTypeShift) - 1)) | (uintptr_t{type} << kTypeShift);
  }
  bool has(CellFlags flag) const { return header & flag; }
  void set(CellFlags flag) { header |= flag; }
  void clear(CellFlags flag) { header &= ~uintptr_t{flag}; }
  bool is_static() const { return header & kFlagStatic; }
};

/// Header of a cell that lives in flash.
constexpr Cell static_header(TypeNumber type, uintptr_t flags = 0) {
  return Cell{Cell::make_header(type, flags | kFlagStatic, 0)};
}

/// A bare run of values: storage of lists, dicts, instances' overflow.
struct ValueArray : Cell {
  uintptr_t capacity;  ///< values that fit; those not in use are the all-zero word
  Value items[];
};

/// A bare run of bytes: storage of bytearrays, dict indexes, buffers.
struct ByteArray : Cell {
  uintptr_t capacity;  ///< bytes that fit
  uint8_t bytes[];
};

}  // namespace ts::heap
