// Native types that are tuples with named fields: time.struct_time, os.stat_result,
// sys.version_info. A type is declared as constant data:
//
//   constinit const GetSet kFields[] = {
//       TS_STRUCT_FIELD(numbers::kStructTime, 0, TS_NAME(tm_year), "year, for example, 1993"),
//       ...};
//   constinit const Constant kCounts[] = {TS_STRUCT_COUNTS(9, 11, 0)};
//   constinit const Attributes kAttributes{kStructSequenceNatives, kFields, kCounts, "doc"};
//   extern constinit const Type kStructTimeType =
//       make_struct_type(numbers::kStructTime, TS_NAME(struct_time), TS_NAME(time), &kAttributes);
//
// Fields beyond the visible ones are reached by name only. Instances: make_struct_type_instance
// with all fields. repr shows the names of the first getsets, as many as there are visible fields.

#pragma once

#include "object/native_support.h"

namespace ts::object {

extern const Slots kStructSequenceSlots;        ///< struct_time(sequence) works
extern const Slots kClosedStructSequenceSlots;  ///< "cannot create 'sys.flags' instances"
extern const Native kStructSequenceNatives[2];  ///< __replace__, __reduce__

/// Getter of field I.
template <size_t I>
Value struct_field(Thread&, Value self) {
  Value v = static_cast<Tuple*>(self.cell())->items()[I];
  return v ? v : kNone;
}

consteval Type make_struct_type(TypeNumber number, const Str* name, const Str* module,
                                const Attributes* attributes,
                                const Slots* slots = &kStructSequenceSlots) {
  return bind::make_type(number, name, &kTupleType, slots, attributes, layout_tail<Tuple>(),
                         bind::kTypeSequencePattern | bind::kTypeNoWeakReferences, module);
}

}  // namespace ts::object

#define TS_STRUCT_FIELD(T, index, name, doc) \
  TS_GETSET(T, &::ts::object::struct_field<index>, nullptr, name, doc)
/// `visible` fields are items of the tuple, `all` can be had by name or as items, `unnamed` as
/// items only.
#define TS_STRUCT_COUNTS(visible, all, unnamed)                       \
  {TS_NAME(n_sequence_fields), ::ts::heap::Value::from_int(visible)}, \
      {TS_NAME(n_fields), ::ts::heap::Value::from_int(all)}, {        \
    TS_NAME(n_unnamed_fields), ::ts::heap::Value::from_int(unnamed)   \
  }
