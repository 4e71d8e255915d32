// Raising from native code: messages, making exceptions, the pending exception and its context. The
// types are in exception_*.cpp, the `raise` statement in vm/raising.cpp.

#include "object/exceptions.h"

#include "base/errno.h"
#include "object/special.h"

namespace ts::object {

namespace {

bool append_number(StrBuilder& out, int64_t n) {
  char digits[20];
  size_t at = sizeof digits;
  uint64_t magnitude = n < 0 ? uint64_t{0} - static_cast<uint64_t>(n) : static_cast<uint64_t>(n);
  do {
    digits[--at] = static_cast<char>('0' + magnitude % 10);
    magnitude /= 10;
  } while (magnitude);
  if (n < 0 && !out.append("-")) return false;
  return out.append({digits + at, sizeof digits - at});
}

bool append_part(Thread& t, StrBuilder& out, const MessagePart& part) {
  switch (part.kind) {
    case MessagePart::kText:
      return out.append(part.text);
    case MessagePart::kInt:
      return append_number(out, part.number);
    case MessagePart::kStr:
    case MessagePart::kRepr: {
      if (!part.value) return true;
      Value text = part.kind == MessagePart::kRepr ? repr(t, part.value)
                   : is_str(part.value)            ? part.value
                                                   : str(t, part.value);
      return text && out.append(text);
    }
  }
  return true;
}

/// The text of `format` with {} replaced by the parts in turn.
Value format_message(Thread& t, std::string_view format, std::span<const MessagePart> parts) {
  if (parts.empty()) return make_str(t, format);
  StrBuilder out(t);
  size_t next = 0;
  for (;;) {
    size_t hole = next < parts.size() ? format.find("{}") : std::string_view::npos;
    if (!out.append(format.substr(0, hole))) return {};
    if (hole == std::string_view::npos) return out.finish();
    if (!append_part(t, out, parts[next++])) return {};
    format.remove_prefix(hole + 2);
  }
}

}  // namespace

MessagePart message_part(Thread&, std::string_view text) {
  return {MessagePart::kText, text, 0, {}};
}
MessagePart message_part(Thread&, const char* text) {
  return {MessagePart::kText, text ? text : "", 0, {}};
}
MessagePart message_part(Thread&, Value v) { return {MessagePart::kStr, {}, 0, v}; }
MessagePart message_part(Thread& t, TypeOf v) {
  const Type* type = type_of(t, v.value);
  if (!(type->flags & bind::kTypeHeap) && type->module) {  // as in CPython's tp_name
    StrBuilder name(t);
    Value full = name.append(type->module) && name.append(".") && name.append(type->name) ? name.finish() : Value();
    if (full) return {MessagePart::kStr, {}, 0, full};
    take_pending(t);
  }
  return {MessagePart::kText, type_name(t, v.value), 0, {}};
}
MessagePart message_part(Thread&, Repr v) { return {MessagePart::kRepr, {}, 0, v.value}; }

Value raise_parts(Thread& t, TypeNumber exception, const char* format,
                  std::span<const MessagePart> parts) {
  if (!*format) {
    Value e = TS_TRY(make_exception(t, exception, {}));
    return raise_object(t, e);
  }
  Value message = TS_TRY(format_message(t, format, parts));
  return raise_value(t, exception, message);
}

Value make_exception(Thread& t, TypeNumber type, std::span<const Value> args) {
  Arguments a{const_cast<Value*>(args.data()), static_cast<uint32_t>(args.size()), 0, Value()};
  return call_type(t, type_at(*t.vm, type), a);
}

Value make_memory_error(Thread& t) { return make_exception(t, numbers::kMemoryError, {}); }

Value raise_value(Thread& t, TypeNumber exception, Value argument) {
  Value e = TS_TRY(make_exception(t, exception, std::span<const Value>(&argument, 1)));
  return raise_object(t, e);
}

Value raise_object(Thread& t, Value exception) {
  set_exception_context(t, exception);
  t.pending = exception;
  return {};
}

Value raise_os_error(Thread& t, int error_number, Value filename, Value filename2) {
  const char* text = base::errno_message(error_number);
  const MessagePart number = message_part(t, error_number);
  Value message = TS_TRY(text ? make_str(t, text)
                              : format_message(t, "Unknown error {}", std::span(&number, 1)));
  Value args[5] = {Value::from_int(error_number), message, filename, kNone, filename2};
  size_t count = filename2 ? 5 : filename ? 3 : 2;
  if (!filename) args[2] = kNone;
  Value e = TS_TRY(make_exception(t, numbers::kOSError, std::span<const Value>(args, count)));
  return raise_object(t, e);
}

Value raise_stop_iteration(Thread& t, Value value) {
  bool empty = !value || value.is_none();
  Value e = TS_TRY(
      make_exception(t, numbers::kStopIteration, std::span<const Value>(&value, empty ? 0 : 1)));
  return raise_object(t, e);
}

bool pending_matches(const Thread& t, TypeNumber exception) {
  return t.pending && is_exception_of(t, t.pending, exception);
}

Value take_pending(Thread& t) {
  Value e = t.pending;
  t.pending = Value();
  return e;
}

bool recursion_error(Thread& t) {
  raise(t, numbers::kRecursionError, "maximum recursion depth exceeded");
  return false;
}

const Type* exception_class(const Thread& t, Value v) {
  const Type* type = type_or_null(t, v);
  return type && type->flags & bind::kTypeException ? type : nullptr;
}

bool is_exception_of(const Thread& t, Value v, TypeNumber type) {
  const Type* wanted = type_at(*t.vm, type);
  return wanted && is_subtype(*t.vm, type_of(t, v), wanted);
}

void set_exception_context(Thread& t, Value exception) {
  Value handled = t.handled;
  if (!handled || handled.is_none() || handled == exception ||
      exception == t.vm->roots.memory_error)
    return;
  // The chain of the handled exception must not lead back here. Python code can make it a cycle: a
  // second walker at half the speed notices.
  Exception* slow = as_exception(handled);
  bool step = false;
  for (Exception* e = slow; e->context && !e->context.is_none();) {
    if (e->context == exception) {
      e->context = Value();
      break;
    }
    e = as_exception(e->context);
    if (e == slow) break;
    if (step) slow = as_exception(slow->context);
    step = !step;
  }
  as_exception(exception)->context = handled;
}

void set_exception_cause(Exception* e, Value cause) {
  e->cause = cause;
  e->suppress_context = 1;
}

Value exception_field(Value exception, size_t i, size_t count) {
  Value fields = as_exception(exception)->fields;
  if (!fields || !is_exact(fields, numbers::kTuple)) return kNone;
  auto* tuple = static_cast<Tuple*>(fields.cell());
  return tuple->length == count ? tuple->items()[i] : kNone;
}

bool set_exception_field(Thread& t, Value exception, size_t i, size_t count, Value v) {
  Value fields = as_exception(exception)->fields;
  if (!fields || !is_exact(fields, numbers::kTuple) ||
      static_cast<Tuple*>(fields.cell())->length != count) {
    Tuple* fresh = TS_TRY(allocate_tuple(t, count));
    for (Value& item : fresh->span()) item = kNone;
    fields = as_exception(exception)->fields = Value(fresh);
  }
  static_cast<Tuple*>(fields.cell())->items()[i] = v ? v : kNone;
  return true;
}

}  // namespace ts::object
