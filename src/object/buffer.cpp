// The buffer protocol for native code: views of the bytes of bytes, bytearray, memoryview, array
// and others.

#include "object/bytes.h"
#include "object/memoryview.h"

namespace ts::object {

namespace {

/// The slots that speak for the memory of `v`: those of its native type, also for instances of
/// subclasses.
const Slots& native_slots(const Thread& t, Value v) {
  const Type* type = type_of(t, v);
  if (type->flags & bind::kTypeHeap) type = type_at(*t.vm, type->native_base);
  return *type->slots;
}

bool has_buffer_method(const Thread& t, Value v) {
  const Type* type = type_of(t, v);
  return type->flags & bind::kTypeHeap && lookup(*t.vm, type, TS_NAME(__buffer__)) != kAbsent;
}

/// PEP 688: a class in Python gives a memoryview.
bool acquire_from_method(Thread& t, Value o, Buffer& out, bool writable) {
  Value view = TS_TRY(make_exported_view(t, o, writable));
  return native_slots(t, view).buffer(t, view, out, writable);
}

bool acquire(Thread& t, Value o, Buffer& out, bool writable) {
  out = Buffer{};
  const Slots& slots = native_slots(t, o);
  if (slots.buffer) return slots.buffer(t, o, out, writable);
  if (has_buffer_method(t, o)) return acquire_from_method(t, o, out, writable);
  raise(t, numbers::kTypeError,
        writable ? "a read-write bytes-like object is required, not '{}'"
                 : "a bytes-like object is required, not '{}'",
        TypeOf{o});
  return false;
}

}  // namespace

bool has_buffer(const Thread& t, Value v) {
  return native_slots(t, v).buffer || has_buffer_method(t, v);
}

bool get_buffer(Thread& t, Value o, Buffer& out) { return acquire(t, o, out, false); }

bool get_writable_buffer(Thread& t, Value o, Buffer& out) { return acquire(t, o, out, true); }

void release_buffer(Thread& t, Buffer& buffer) {
  if (!buffer.owner) return;
  const Slots& slots = native_slots(t, buffer.owner);
  if (slots.release_buffer) slots.release_buffer(t, buffer.owner);
  buffer.owner = Value();
  buffer.data = nullptr;
}

}  // namespace ts::object
