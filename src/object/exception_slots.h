// Between the files of the exception types: the slots and attribute tables that exception_types.cpp
// joins to types, and the functions that the special ones share with BaseException. Not for others.

#pragma once

#include "object/exceptions.h"

namespace ts::object {

Value exception_construct(Thread& t, Value type, const Arguments& a);
bool exception_init(Thread& t, Value self, const Arguments& a);
/// What init does after the keywords: args = (positional, ...).
bool exception_set_args(Thread& t, Value self, std::span<const Value> args);
Value exception_str(Thread& t, Value self);
Value exception_repr(Thread& t, Value self);
/// (type, args) or (type, args, state); all-zero state: the instance's dict.
Value exception_reduce(Thread& t, Value self, Value args, Value state);
/// Takes keyword arguments of the given names into `out`; others are a TypeError of `function`.
bool take_keywords(Thread& t, const Arguments& a, const char* function,
                   std::span<const Str* const> names, Value* out);

/// Getter and setter of field I of N.
template <size_t I, size_t N>
Value get_field(Thread&, Value self) {
  return exception_field(self, I, N);
}
template <size_t I, size_t N>
bool set_field(Thread& t, Value self, Value v) {
  return set_exception_field(t, self, I, N, v);
}

extern const Slots kBaseExceptionSlots, kStopIterationSlots, kSystemExitSlots, kKeyErrorSlots,
    kAttributeErrorSlots, kNameErrorSlots, kImportErrorSlots, kOsErrorSlots, kSyntaxErrorSlots,
    kUnicodeDecodeErrorSlots, kUnicodeEncodeErrorSlots, kUnicodeTranslateErrorSlots,
    kExceptionGroupSlots;

extern const Attributes kBaseExceptionAttributes, kStopIterationAttributes, kSystemExitAttributes,
    kAttributeErrorAttributes, kNameErrorAttributes, kImportErrorAttributes, kOsErrorAttributes,
    kSyntaxErrorAttributes, kUnicodeDecodeErrorAttributes, kUnicodeEncodeErrorAttributes,
    kUnicodeTranslateErrorAttributes, kBaseExceptionGroupAttributes;

}  // namespace ts::object
