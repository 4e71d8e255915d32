// OSError: its arguments, the subclass that goes with an error number (PEP 3151), its text.

#include "object/exception_slots.h"
#include "object/special.h"

namespace ts::object {

namespace {

using heap::kFirstClass;

enum OsField : uint8_t { kErrno, kStrerror, kFilename, kFilename2, kCharactersWritten };

Value os_field(Value self, OsField i) { return exception_field(self, i, kOsErrorFields); }

/// Linux's numbers, as everywhere (base/errno_names.def).
TypeNumber class_for(intptr_t error_number) {
  switch (error_number) {
    case 1:
    case 13:
      return numbers::kPermissionError;
    case 2:
      return numbers::kFileNotFoundError;
    case 3:
      return numbers::kProcessLookupError;
    case 4:
      return numbers::kInterruptedError;
    case 10:
      return numbers::kChildProcessError;
    case 11:
    case 114:
    case 115:
      return numbers::kBlockingIOError;
    case 17:
      return numbers::kFileExistsError;
    case 20:
      return numbers::kNotADirectoryError;
    case 21:
      return numbers::kIsADirectoryError;
    case 32:
    case 108:
      return numbers::kBrokenPipeError;
    case 103:
      return numbers::kConnectionAbortedError;
    case 104:
      return numbers::kConnectionResetError;
    case 110:
      return numbers::kTimeoutError;
    case 111:
      return numbers::kConnectionRefusedError;
    default:
      return numbers::kOSError;
  }
}

bool os_error_init(Thread& t, Value self, const Arguments& a);
Value os_error_construct(Thread& t, Value type, const Arguments& a);

/// As CPython: the arguments are taken in __new__, except by a class that has an __init__ and no
/// __new__ of its own: such an __init__ may call this one with others.
bool arguments_in_init(Thread& t, const Type* type) {
  if (!(type->flags & bind::kTypeHeap)) return false;
  auto slots_behind = [&](const Str* name) -> const Slots* {
    Value f = lookup(*t.vm, type, name);
    return f.is_slot_wrapper() ? type_at(*t.vm, slot_wrapper_type(f))->slots : nullptr;
  };
  const Slots* create = slots_behind(TS_NAME(__new__));
  const Slots* init = slots_behind(TS_NAME(__init__));
  return (!init || init->init != os_error_init) && create &&
         create->construct == os_error_construct;
}

bool take_os_arguments(Thread& t, Value self, const Arguments& a) {
  if (a.keywords) {
    raise(t, numbers::kTypeError, "{}() takes no keyword arguments", TypeOf{self});
    return false;
  }
  uint32_t n = a.positional;
  if (n < 2 || n > 5) return exception_set_args(t, self, std::span<const Value>(a.values, n));
  Value file = n > 2 ? a[2] : kNone;
  bool has_file = !file.is_none();
  bool written =
      has_file && is_exception_of(t, self, numbers::kBlockingIOError) && has_index(t, file);
  if (!set_exception_field(t, self, kErrno, kOsErrorFields, a[0]) ||
      !set_exception_field(t, self, kStrerror, kOsErrorFields, a[1])) {
    return false;
  }
  if (written) {
    file = TS_TRY(index(t, file));
    if (!set_exception_field(t, self, kCharactersWritten, kOsErrorFields, file)) return false;
  } else if (has_file) {
    if (!set_exception_field(t, self, kFilename, kOsErrorFields, file)) return false;
    if (n > 4 && !set_exception_field(t, self, kFilename2, kOsErrorFields, a[4])) return false;
    n = 2;
  }
  return exception_set_args(t, self, std::span<const Value>(a.values, n));
}

Value os_error_construct(Thread& t, Value type, const Arguments& a) {
  const Type* cls = as_type(type);
  if (arguments_in_init(t, cls))
    return exception_construct(t, type, Arguments{a.values, 0, 0, Value()});
  if (cls == &kOSErrorType && a.positional >= 2 && a.positional <= 5 && a[0].is_small_int()) {
    const Type* special = type_at(*t.vm, class_for(a[0].small_int()));
    if (special) cls = special;
  }
  Value self = TS_TRY(exception_construct(t, Value(cls), a));
  return take_os_arguments(t, self, a) ? self : Value();
}

bool os_error_init(Thread& t, Value self, const Arguments& a) {
  return !arguments_in_init(t, type_of(t, self)) || take_os_arguments(t, self, a);
}

Value os_error_str(Thread& t, Value self) {
  Value number = os_field(self, kErrno), text = os_field(self, kStrerror);
  Value file = os_field(self, kFilename), file2 = os_field(self, kFilename2);
  if (file.is_none() && (number.is_none() || text.is_none())) return exception_str(t, self);
  StrBuilder out(t);
  out.append("[Errno ");
  out.append(TS_TRY(str(t, number)));
  out.append("] ");
  out.append(TS_TRY(str(t, text)));
  if (!file.is_none()) {
    out.append(": ");
    out.append(TS_TRY(repr(t, file)));
  }
  if (!file.is_none() && !file2.is_none()) {
    out.append(" -> ");
    out.append(TS_TRY(repr(t, file2)));
  }
  return out.finish();
}

Value os_error_reduce(Thread& t, Exception* self) {
  Value o(self), args = self->args;
  Value file = os_field(o, kFilename), file2 = os_field(o, kFilename2);
  auto* tuple = static_cast<Tuple*>(args.cell());
  if (tuple->length == 2 && !file.is_none()) {
    Value first = tuple->items()[0], second = tuple->items()[1];
    args = file2.is_none() ? TS_TRY(object::make_tuple(t, {first, second, file}))
                           : TS_TRY(object::make_tuple(t, {first, second, file, kNone, file2}));
  }
  return exception_reduce(t, o, args, Value());
}

Value get_written(Thread& t, Value self) {
  Value v = os_field(self, kCharactersWritten);
  return v.is_none() ? raise(t, numbers::kAttributeError, "characters_written") : v;
}

bool set_written(Thread& t, Value self, Value v) {
  if (!v) {
    if (!get_written(t, self)) return false;
  } else {
    v = TS_TRY(index(t, v));
  }
  return set_exception_field(t, self, kCharactersWritten, kOsErrorFields, v);
}

const Native kNatives[] = {
    TS_METHOD(numbers::kBaseException, os_error_reduce, TS_NAME(__reduce__), "self, /", nullptr)};

constexpr auto get_errno = get_field<kErrno, kOsErrorFields>;
constexpr auto set_errno = set_field<kErrno, kOsErrorFields>;
constexpr auto get_strerror = get_field<kStrerror, kOsErrorFields>;
constexpr auto set_strerror = set_field<kStrerror, kOsErrorFields>;
constexpr auto get_filename = get_field<kFilename, kOsErrorFields>;
constexpr auto set_filename = set_field<kFilename, kOsErrorFields>;
constexpr auto get_filename2 = get_field<kFilename2, kOsErrorFields>;
constexpr auto set_filename2 = set_field<kFilename2, kOsErrorFields>;
const GetSet kGetSets[] = {
    TS_GETSET(numbers::kOSError, get_errno, set_errno, TS_NAME(errno), "POSIX exception code"),
    TS_GETSET(numbers::kOSError, get_strerror, set_strerror, TS_NAME(strerror),
              "exception strerror"),
    TS_GETSET(numbers::kOSError, get_filename, set_filename, TS_NAME(filename),
              "exception filename"),
    TS_GETSET(numbers::kOSError, get_filename2, set_filename2, TS_NAME(filename2),
              "second exception filename"),
    TS_GETSET(numbers::kOSError, get_written, set_written, TS_NAME(characters_written), nullptr),
};

}  // namespace

const Attributes kOsErrorAttributes{kNatives, kGetSets, {}, "Base class for I/O related errors."};
const Slots kOsErrorSlots{.repr = exception_repr,
                          .str = os_error_str,
                          .hash = hash_identity,
                          .construct = os_error_construct,
                          .init = os_error_init};

}  // namespace ts::object
