// bytearray: storage and resizing, the type's slots, the methods that bytes lacks. Shared methods:
// bytes_methods.cpp.
//
// Bytes that native code looks at are counted (`exports`). Memoryviews are not: the bytearray
// refers to them weakly, so that one that nobody holds any more stops forbidding a change of size,
// as it does in CPython: when a view is in the way, a collection decides whether it is still alive.

#include "object/bytes_methods.h"
#include "object/memoryview.h"
#include "object/str.h"
#include "object/text_ops.h"

namespace ts::object {

namespace {

constexpr size_t kMaxBytes = UINT32_MAX - 64;

ByteArrayObject* as_bytearray(Value v) { return static_cast<ByteArrayObject*>(v.cell()); }

bool set_storage(Thread& t, ByteArrayObject* a, size_t capacity) {
  auto* storage = heap::allocate<ByteArray>(t, numbers::kByteArray, capacity);
  if (!storage) return false;
  storage->capacity = capacity;
  a->storage = storage;
  a->start = 0;
  return true;
}

bool may_resize(Thread& t, ByteArrayObject* a) {
  if (a->exports == 0 && (!a->views || !has_live_views(t, a))) return true;
  raise(t, numbers::kBufferError, "Existing exports of data: object cannot be re-sized");
  return false;
}

}  // namespace

ByteArrayObject* make_bytearray(Thread& t, const void* data, size_t n) {
  if (n > kMaxBytes) {
    raise(t, numbers::kMemoryError, "");
    return nullptr;
  }
  auto* a = heap::allocate<ByteArrayObject>(t, numbers::kByteArrayObject);
  if (!a || (n && !set_storage(t, a, n))) return nullptr;
  a->length = static_cast<uint32_t>(n);
  if (data && n) std::memcpy(a->data(), data, n);
  return a;
}

bool bytearray_replace(Thread& t, ByteArrayObject* a, size_t at, size_t count, const void* data,
                       size_t n) {
  auto* source = static_cast<const uint8_t*>(data);
  if (n == count) {
    if (n) std::memmove(a->data() + at, source, n);
    return true;
  }
  if (!may_resize(t, a)) return false;
  size_t tail = a->length - at - count, length = a->length - count + n;
  if (length > kMaxBytes) return raise(t, numbers::kMemoryError, ""), false;
  ByteArray* old = a->storage;
  size_t capacity = old ? old->capacity : 0;
  bool inside = old && source >= old->bytes && source < old->bytes + capacity;
  if (at == 0 && n == 0) {  // removal at the front moves nothing
    a->start += static_cast<uint32_t>(count);
    a->length = static_cast<uint32_t>(length);
    if (length == 0) a->storage = nullptr, a->start = 0;
    return true;
  }
  bool wasteful = capacity > 64 && length < capacity / 4;
  if (old && !wasteful && !(inside && n) && length <= capacity) {
    uint8_t* bytes = old->bytes + a->start;
    if (a->start + length > capacity) {  // move to the front of the storage
      std::memmove(old->bytes, bytes, a->length);
      bytes = old->bytes;
      a->start = 0;
    }
    std::memmove(bytes + at + n, bytes + at + count, tail);
    if (n && source) std::memcpy(bytes + at, source, n);
    if (n && !source) std::memset(bytes + at, 0, n);
  } else {
    const uint8_t* bytes = a->data();
    size_t spare = old && length > capacity ? length / 4 + 8 : 0;  // the first content fits exactly
    if (!set_storage(t, a, length + spare)) return false;
    if (at) std::memcpy(a->storage->bytes, bytes, at);
    if (n && source) std::memcpy(a->storage->bytes + at, source, n);
    if (tail) std::memcpy(a->storage->bytes + at + n, bytes + at + count, tail);
  }
  a->length = static_cast<uint32_t>(length);
  return true;
}

bool bytearray_resize(Thread& t, ByteArrayObject* a, size_t n) {
  return n < a->length ? bytearray_replace(t, a, n, a->length - n, nullptr, 0)
                       : bytearray_replace(t, a, a->length, 0, nullptr, n - a->length);
}

// --- slots

namespace {

Value slot_repr(Thread& t, Value self) {
  StrBuilder out(t);
  ByteArrayObject* a = as_bytearray(self);
  if (!out.append(type_name(t, self)) || !out.append_char('(') ||
      !append_bytes_repr(out, {reinterpret_cast<char*>(a->data()), a->length}, '\'') ||
      !out.append_char(')')) {
    return {};
  }
  return out.finish();
}

Value slot_binary(Thread& t, Value a, Value b, BinaryOp op) {
  switch (op) {
    case BinaryOp::kAdd:
      return is_bytearray(t, a) ? bytes_concatenate(t, a, b) : kNotImplemented;
    case BinaryOp::kMul:
      return is_bytearray(t, a) ? bytes_repeat(t, a, b) : bytes_repeat(t, b, a);
    case BinaryOp::kMod:
      return is_bytearray(t, a) ? bytes_format(t, a, b) : kNotImplemented;
    default:
      return kNotImplemented;
  }
}

Value repeat_in_place(Thread& t, ByteArrayObject* a, Value times) {
  intptr_t n;
  if (!TS_TRY_INT(repeat_count(t, times, n))) return kNotImplemented;
  size_t size = a->length, total;
  if (n < 0) n = 0;
  if (__builtin_mul_overflow(size, static_cast<size_t>(n), &total))
    return raise(t, numbers::kMemoryError, "");
  if (!bytearray_resize(t, a, total)) return {};
  if (n > 1 && size) {
    uint8_t* data = a->data();
    fill_repeated(reinterpret_cast<char*>(data + size), reinterpret_cast<char*>(data), size,
                  static_cast<size_t>(n) - 1);
  }
  return Value(a);
}

Value slot_inplace(Thread& t, Value self, Value other, BinaryOp op) {
  if (op == BinaryOp::kMul) return repeat_in_place(t, as_bytearray(self), other);
  if (op != BinaryOp::kAdd) return kNotImplemented;
  if (!has_buffer(t, other)) {
    return raise(t, numbers::kTypeError, "can't concat {} to {}", TypeOf{other}, TypeOf{self});
  }
  if (other == self &&
      as_bytearray(self)->length) {  // as in CPython, where the operand is an export
    return raise(t, numbers::kBufferError, "Existing exports of data: object cannot be re-sized");
  }
  return bytearray_extend(t, as_bytearray(self), other) ? self : Value();
}

intptr_t slot_len(Thread&, Value self) { return static_cast<intptr_t>(as_bytearray(self)->length); }

/// The bytes that an assignment takes from `v`: a bytes object of their own where they could change
/// under it.
bool assigned_bytes(Thread& t, Value v, Value& keep) {
  if (is_exact(v, numbers::kBytes)) {
    keep = v;
    return true;
  }
  if (v.is_small_int() || is_str_like(t, v) || (!has_buffer(t, v) && has_index(t, v))) {
    raise(t, numbers::kTypeError,
          "can assign only bytes, buffers, or iterables of ints in range(0, 256)");
    return false;
  }
  ByteArrayObject* items = TS_TRY(make_bytearray(t, nullptr, 0));
  if (!bytearray_extend(t, items, v)) return false;
  keep = TS_TRY(make_bytes(t, items->data(), items->length));
  return true;
}

bool set_stepped(Thread& t, ByteArrayObject* a, const SliceRange& range, Bytes* bytes) {
  if (bytes->length != range.count) {
    raise(t, numbers::kValueError,
          "attempt to assign bytes of size {} to extended slice of size {}", bytes->length,
          range.count);
    return false;
  }
  intptr_t at = range.start;
  for (size_t i = 0; i < range.count; i++, at += range.step) a->data()[at] = bytes->data()[i];
  return true;
}

bool delete_stepped(Thread& t, ByteArrayObject* a, SliceRange range) {
  if (range.count == 0) return true;
  if (!may_resize(t, a)) return false;
  if (range.step < 0) {
    range.start += static_cast<intptr_t>(range.count - 1) * range.step;
    range.step = -range.step;
  }
  uint8_t* data = a->data();
  auto start = static_cast<size_t>(range.start), step = static_cast<size_t>(range.step);
  size_t to = start;
  for (size_t i = start; i < a->length; i++) {
    bool removed = (i - start) % step == 0 && (i - start) / step < range.count;
    if (!removed) data[to++] = data[i];
  }
  return bytearray_resize(t, a, to);
}

bool set_slice(Thread& t, ByteArrayObject* a, Value key, Value value) {
  Value keep;
  if (value && !assigned_bytes(t, value, keep)) return false;
  SliceBounds bounds;
  if (!unpack_slice(t, static_cast<Slice*>(key.cell()), bounds)) return false;
  adjust_slice(bounds, a->length);
  SliceRange range{bounds.start, bounds.step, static_cast<size_t>(bounds.count)};
  Bytes* bytes = value ? static_cast<Bytes*>(keep.cell()) : nullptr;
  if (range.step == 1) {
    return bytearray_replace(t, a, static_cast<size_t>(range.start), range.count,
                             bytes ? bytes->data() : nullptr, bytes ? bytes->length : 0);
  }
  if (!bytes) return delete_stepped(t, a, range);
  if (bytes->length == 0 && range.count) return delete_stepped(t, a, range);
  return set_stepped(t, a, range, bytes);
}

bool slot_set_item(Thread& t, Value self, Value key, Value value) {
  ByteArrayObject* a = as_bytearray(self);
  if (is_exact(key, numbers::kSlice)) return set_slice(t, a, key, value);
  if (!has_index(t, key)) {
    raise(t, numbers::kTypeError, "bytearray indices must be integers or slices, not {}",
          TypeOf{key});
    return false;
  }
  intptr_t i;
  uint8_t byte = 0;
  if (!to_index(t, key, i) || (value && !to_byte(t, value, byte))) return false;
  if (i < 0) i += a->length;
  if (i < 0 || i >= static_cast<intptr_t>(a->length)) {
    raise(t, numbers::kIndexError, "bytearray index out of range");
    return false;
  }
  if (!value) return bytearray_replace(t, a, static_cast<size_t>(i), 1, nullptr, 0);
  a->data()[i] = byte;
  return true;
}

Value slot_iter(Thread& t, Value self) {
  auto* it = TS_TRY(heap::allocate<Iterator>(t, numbers::kByteArrayIterator));
  it->source = self;
  return Value(it);
}

bool slot_buffer(Thread&, Value self, Buffer& out, bool) {
  ByteArrayObject* a = as_bytearray(self);
  out.data = a->data();
  out.bytes = a->length;
  out.readonly = false;
  out.owner = self;
  a->exports++;
  return true;
}

void slot_release_buffer(Thread&, Value self) {
  ByteArrayObject* a = as_bytearray(self);
  if (a->exports) a->exports--;
}

Value slot_construct(Thread& t, Value type, const Arguments&) {
  return Value(
      TS_TRY(allocate_native(t, static_cast<const Type*>(type.cell()), sizeof(ByteArrayObject))));
}

bool slot_init(Thread& t, Value self, const Arguments& arguments) {
  ByteArrayObject* a = as_bytearray(self);
  if (a->length && !bytearray_resize(t, a, 0)) return false;
  Value size = Value::from_int(0);
  Value made = bytes_from_arguments(t, "bytearray", arguments, size);
  if (!made) return false;
  if (made == kAbsent) return bytearray_resize(t, a, static_cast<size_t>(size.small_int()));
  auto* bytes = static_cast<Bytes*>(made.cell());
  return bytearray_replace(t, a, 0, a->length, bytes->data(), bytes->length);
}

}  // namespace

constexpr Slots kByteArraySlots{
    .repr = slot_repr,
    .compare = bytes_compare,
    .binary = slot_binary,
    .inplace = slot_inplace,
    .len = slot_len,
    .get_item = bytes_get_item,
    .set_item = slot_set_item,
    .contains = bytes_contains,
    .iter = slot_iter,
    .buffer = slot_buffer,
    .release_buffer = slot_release_buffer,
    .construct = slot_construct,
    .init = slot_init,
};

extern constinit const Type kByteArrayObjectType =
    bind::make_type(numbers::kByteArrayObject, TS_NAME(bytearray), &kObjectType, &kByteArraySlots,
                    &kByteArrayAttributes,
                    Layout{.fixed_bytes = sizeof(ByteArrayObject),
                           .first = sizeof(ByteArrayObject) / sizeof(void*) - 2,  // storage, views
                           .last = sizeof(ByteArrayObject) / sizeof(void*)},
                    bind::kTypeBase | bind::kTypeMatchSelf);

// --- methods

Value bytearray_append(Thread& t, ByteArrayObject* self, Value item) {
  uint8_t byte;
  if (!to_byte(t, item, byte)) return {};
  return bytearray_replace(t, self, self->length, 0, &byte, 1) ? kNone : Value();
}

Value bytearray_clear(Thread& t, ByteArrayObject* self) {
  return bytearray_resize(t, self, 0) ? kNone : Value();
}

Value bytearray_copy(Thread& t, ByteArrayObject* self) {
  return Value(make_bytearray(t, self->data(), self->length));
}

Value bytearray_extend_method(Thread& t, ByteArrayObject* self, Value source) {
  if (is_str_like(t, source)) {
    return raise(t, numbers::kTypeError, "expected iterable of integers; got: 'str'");
  }
  if (!has_buffer(t, source) && !slots_of(t, source).iter && !slots_of(t, source).get_item) {
    return raise(t, numbers::kTypeError, "can't extend bytearray with {}", TypeOf{source});
  }
  return bytearray_extend(t, self, source) ? kNone : Value();
}

Value bytearray_insert(Thread& t, ByteArrayObject* self, intptr_t index, Value item) {
  uint8_t byte;
  if (!to_byte(t, item, byte)) return {};
  auto n = static_cast<intptr_t>(self->length);
  if (index < 0) index = index < -n ? 0 : index + n;
  if (index > n) index = n;
  return bytearray_replace(t, self, static_cast<size_t>(index), 0, &byte, 1) ? kNone : Value();
}

Value bytearray_pop(Thread& t, ByteArrayObject* self, Opt<intptr_t> index) {
  auto n = static_cast<intptr_t>(self->length);
  if (n == 0) return raise(t, numbers::kIndexError, "pop from empty bytearray");
  intptr_t i = index.or_else(-1);
  if (i < 0) i += n;
  if (i < 0 || i >= n) return raise(t, numbers::kIndexError, "pop index out of range");
  uint8_t byte = self->data()[i];
  if (!bytearray_replace(t, self, static_cast<size_t>(i), 1, nullptr, 0)) return {};
  return Value::from_int(byte);
}

Value bytearray_remove(Thread& t, ByteArrayObject* self, Value item) {
  uint8_t byte;
  if (!to_byte(t, item, byte)) return {};
  const void* found = self->length ? std::memchr(self->data(), byte, self->length) : nullptr;
  if (!found) return raise(t, numbers::kValueError, "value not found in bytearray");
  size_t at = static_cast<size_t>(static_cast<const uint8_t*>(found) - self->data());
  return bytearray_replace(t, self, at, 1, nullptr, 0) ? kNone : Value();
}

Value bytearray_reverse(Thread&, ByteArrayObject* self) {
  uint8_t* data = self->data();
  for (size_t i = 0, j = self->length; i + 1 < j; i++) std::swap(data[i], data[--j]);
  return kNone;
}

Value bytearray_resize_method(Thread& t, ByteArrayObject* self, intptr_t size) {
  if (size < 0) {
    return raise(t, numbers::kValueError, "bytearray.resize(): new size must be >= 0, got {}",
                 size);
  }
  return bytearray_resize(t, self, static_cast<size_t>(size)) ? kNone : Value();
}

Value bytearray_alloc(Thread&, ByteArrayObject* self) {
  return Value::from_int(static_cast<intptr_t>(self->storage ? self->storage->capacity : 0));
}

Value bytearray_reduce(Thread& t, ByteArrayObject* self) {
  Value data = TS_TRY(make_bytes(t, self->data(), self->length));
  Value arguments = TS_TRY(make_tuple(t, {data}));
  Value dict = TS_TRY(find_attr(t, Value(self), TS_NAME(__dict__)));
  return make_tuple(t, {Value(type_of(t, Value(self))), arguments, dict == kAbsent ? kNone : dict});
}

}  // namespace ts::object
