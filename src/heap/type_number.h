// The type numbers of the native types, from type_numbers.def.

#pragma once

#include "heap/cell.h"

namespace ts::heap {

namespace type_numbers {
enum : TypeNumber {
#define TYPE(name) k##name,
#include "heap/type_numbers.def"
#undef TYPE
  kNativeCount
};
}  // namespace type_numbers

inline constexpr TypeNumber kFirstClass = type_numbers::kNativeCount;  ///< number of a Vm's first class

/// Type number of any value but the all-zero word.
inline TypeNumber type_number(Value v) {
  using namespace type_numbers;
  if (v.is_cell()) return v.cell()->type_number();
  if (v.is_small_int()) return kInt;
  if (!v.is_special()) return kFloat;
  switch (v.special_id()) {
    case SpecialId::kNone: return kNoneType;
    case SpecialId::kFalse:
    case SpecialId::kTrue: return kBool;
    case SpecialId::kEllipsis: return kEllipsisType;
    case SpecialId::kNotImplemented: return kNotImplementedType;
    case SpecialId::kSlotWrapper: return kSlotWrapper;
    default: return kInternal;
  }
}

}  // namespace ts::heap
