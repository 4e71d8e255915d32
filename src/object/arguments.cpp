// Errors of native functions' arguments.

#include "object/special.h"

namespace ts::object {

namespace {

/// Name of parameter `index` in a signature text.
std::string_view parameter_name(const char* s, size_t index) {
  while (*s) {
    while (*s == ' ' || *s == ',') s++;
    const char* start = s;
    int depth = 0;
    while (*s && (depth || *s != ',')) {
      if (*s == '(') depth++;
      if (*s == ')') depth--;
      s++;
    }
    if (*start == '/' || *start == '*') continue;
    if (index-- == 0) {
      std::string_view text(start, static_cast<size_t>(s - start));
      size_t end = text.find_first_of("= ");
      return text.substr(0, end);
    }
  }
  return "?";
}

}  // namespace

}  // namespace ts::object

ts::heap::Value ts::bind::argument_type_error(Thread& t, const Native& native, size_t index, TypeNumber type, Value got) {
  using namespace ts::object;
  Value wanted = type_at(*t.vm, type)->name;
  if (index == 0 && native.kind == NativeKind::kMethod) {
    return raise(t, numbers::kTypeError, "descriptor '{}' for '{}' objects doesn't apply to a '{}' object", Value(native.name), wanted, TypeOf{got});
  }
  if (native.maximum == 1 + (native.kind == NativeKind::kMethod) && !native.variadic) {
    return raise(t, numbers::kTypeError, "{}() argument must be {}, not {}", Value(native.name), wanted, TypeOf{got});
  }
  if (native.named) {
    return raise(t, numbers::kTypeError, "{}() argument '{}' must be {}, not {}", Value(native.name),
                 parameter_name(native.signature, index), wanted, TypeOf{got});
  }
  return raise(t, numbers::kTypeError, "{}() argument {} must be {}, not {}", Value(native.name),
               index + 1 - (native.kind == NativeKind::kMethod), wanted, TypeOf{got});
}
