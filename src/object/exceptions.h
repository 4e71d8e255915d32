// Exceptions for native code beyond what runtime.h declares: making them, their fields, exception
// groups. What each type does stands in exception_*.cpp; the types themselves in
// exception_types.cpp.

#pragma once

#include "object/native_support.h"

namespace ts::object {

/// The MemoryError that stands ready for when nothing can be allocated; for start-up.
Value make_memory_error(Thread& t);

inline bool is_exception(const Thread& t, Value v) {
  return type_of(t, v)->flags & bind::kTypeException;
}
inline Exception* as_exception(Value v) { return static_cast<Exception*>(v.cell()); }
/// The class when `v` is one that derives from BaseException, else nullptr.
const Type* exception_class(const Thread& t, Value v);
/// Whether `v` is an instance of the native exception type (by MRO) or of a subclass.
bool is_exception_of(const Thread& t, Value v, TypeNumber type);

/// Sets __context__ of `exception` to the handled exception, without making a cycle.
void set_exception_context(Thread& t, Value exception);
/// Sets __cause__ (all-zero: None) and with it __suppress_context__.
void set_exception_cause(Exception* e, Value cause);

// Exception::fields of the types with several is a tuple that Python never sees; these numbers tell
// the types apart (a class may derive from two of them, and then has the fields of one only).
inline constexpr size_t kAttributeErrorFields = 2;  ///< name, obj
inline constexpr size_t kGroupFields = 3;           ///< message, exceptions (tuple)
inline constexpr size_t kImportErrorFields = 4;     ///< msg, name, path, name_from
inline constexpr size_t kOsErrorFields =
    5;  ///< errno, strerror, filename, filename2, characters_written
inline constexpr size_t kUnicodeErrorFields = 6;  ///< encoding, object, start, end, reason
inline constexpr size_t kSyntaxErrorFields = 9;   ///< see SyntaxField

/// Flag of an AttributeError: its object is the `self` of the method that raised it.
inline constexpr heap::CellFlags kFlagAboutSelf = heap::kFlagKind0;

enum SyntaxField : uint8_t {
  kSyntaxMessage,
  kSyntaxFilename,
  kSyntaxLine,
  kSyntaxOffset,
  kSyntaxText,
  kSyntaxEndLine,
  kSyntaxEndOffset,
  kSyntaxPrint,
  kSyntaxMetadata
};

/// Field `i` of the `count` fields that the exception's type has; None when it has them not. Never
/// raises.
Value exception_field(Value exception, size_t i, size_t count);
/// All-zero `v`: None.
bool set_exception_field(Thread& t, Value exception, size_t i, size_t count, Value v);

// --- exception groups (PEP 654)
inline bool is_exception_group(const Thread& t, Value v) {
  return is_exception_of(t, v, numbers::kBaseExceptionGroup);
}
/// The exceptions of a group: a tuple, empty when `v` is no group.
std::span<Value> group_items(Value v);
/// BaseExceptionGroup(message, exceptions), which makes an ExceptionGroup where it can.
Value make_exception_group(Thread& t, Value message, Value exceptions);
/// The part of `group` whose leaves are among the leaves of the exceptions in `keep`; None when
/// there are none.
Value group_projection(Thread& t, Value group, List* keep);

}  // namespace ts::object
