// BytesIO: a binary file in memory. Follows the Library Reference, "io".

#include <algorithm>

#include "modules/io_objects.h"

namespace ts::modules {

namespace {

BytesFile* as_file(Value v) { return static_cast<BytesFile*>(v.cell()); }

bool check_usable(Thread& t, BytesFile* self) {
  if (!self->closed) return true;
  raise_closed(t);
  return false;
}

/// Refuses to change the size while a memoryview looks at the data.
bool check_exports(Thread& t, BytesFile* self) {
  if (self->exports == 0) return true;
  raise(t, numbers::kBufferError, "Existing exports of data: object cannot be re-sized");
  return false;
}

bool reserve(Thread& t, BytesFile* self, size_t n) {
  if (self->data && self->data->capacity >= n) return true;
  if (n > UINT32_MAX - 64) {
    raise(t, numbers::kOverflowError, "new position too large");
    return false;
  }
  size_t capacity = std::max<size_t>(n, self->data ? self->data->capacity * 3 / 2 : 0);
  auto* data = heap::allocate<ByteArray>(t, numbers::kByteArray, capacity);
  if (!data) return false;
  data->capacity = capacity;
  if (self->length > 0) std::memcpy(data->bytes, self->data->bytes, self->length);
  self->data = data;
  return true;
}

bool write_at(Thread& t, BytesFile* self, const uint8_t* data, size_t n) {
  if (n == 0) return true;
  size_t end = size_t{self->position} + n;
  if (end > self->length && !check_exports(t, self)) return false;
  if (!reserve(t, self, end)) return false;
  if (self->position > self->length) {
    std::memset(self->data->bytes + self->length, 0, self->position - self->length);
  }
  std::memmove(self->data->bytes + self->position, data, n);
  self->position = static_cast<uint32_t>(end);
  self->length = std::max(self->length, self->position);
  return true;
}

/// The next `n` bytes at most (-1: all), and moves behind them.
std::span<const uint8_t> take(BytesFile* self, intptr_t n) {
  size_t left = self->length > self->position ? self->length - self->position : 0;
  size_t count = n < 0 ? left : std::min(left, static_cast<size_t>(n));
  if (count == 0) return {};
  const uint8_t* from = self->data->bytes + self->position;
  self->position += static_cast<uint32_t>(count);
  return {from, count};
}

Value as_bytes(Thread& t, std::span<const uint8_t> part) {
  return make_bytes(t, part.empty() ? nullptr : part.data(), part.size());
}

Value bytes_construct(Thread& t, Value type, const Arguments&) {
  return Value(TS_TRY(new_cell<BytesFile>(t, type)));
}

Value bytes_init(Thread& t, BytesFile* self, Value initial) {
  if (!check_exports(t, self)) return {};
  self->closed = 0;
  self->length = self->position = 0;
  self->data = nullptr;
  if (!initial || initial.is_none()) return kNone;
  Buffer in;
  if (!get_buffer(t, initial, in)) return {};
  bool done = write_at(t, self, in.data, in.bytes);
  release_buffer(t, in);
  self->position = 0;
  return done ? kNone : Value();
}

const Native kBytesInit =
    TS_METHOD(numbers::kBytesIO, bytes_init, TS_NAME(__init__), "self, initial_bytes=b''", nullptr);

bool bytes_init_slot(Thread& t, Value self, const Arguments& arguments) {
  return initialize_with(t, kBytesInit, self, arguments);
}

Value bytes_read(Thread& t, BytesFile* self, Value size) {
  intptr_t n;
  if (!check_usable(t, self) || !size_argument(t, size, n)) return {};
  return as_bytes(t, take(self, n));
}

Value bytes_readline(Thread& t, BytesFile* self, Value size) {
  intptr_t limit;
  if (!check_usable(t, self) || !size_argument(t, size, limit)) return {};
  if (self->position >= self->length) return make_bytes(t, nullptr, 0);
  size_t left = self->length - self->position;
  if (limit >= 0) left = std::min(left, static_cast<size_t>(limit));
  const uint8_t* from = self->data->bytes + self->position;
  const void* newline = left ? std::memchr(from, '\n', left) : nullptr;
  if (newline) left = static_cast<size_t>(static_cast<const uint8_t*>(newline) - from) + 1;
  return as_bytes(t, take(self, static_cast<intptr_t>(left)));
}

Value bytes_next(Thread& t, Value v) {
  if (!is_exact(v, numbers::kBytesIO)) return file_next(t, v);
  Value line = TS_TRY(bytes_readline(t, as_file(v), Value()));
  return static_cast<Bytes*>(line.cell())->length ? line : kStop;
}

Value bytes_readinto(Thread& t, BytesFile* self, Value target) {
  if (!check_usable(t, self)) return {};
  Buffer out;
  if (!get_writable_buffer(t, target, out)) return {};
  auto part = take(self, static_cast<intptr_t>(out.bytes));
  if (!part.empty()) std::memcpy(out.data, part.data(), part.size());
  release_buffer(t, out);
  return make_int(t, static_cast<int64_t>(part.size()));
}

Value bytes_write(Thread& t, BytesFile* self, Value data) {
  if (!check_usable(t, self)) return {};
  Buffer in;
  if (!get_buffer(t, data, in)) return {};
  bool done = write_at(t, self, in.data, in.bytes);
  size_t n = in.bytes;
  release_buffer(t, in);
  return done ? make_int(t, static_cast<int64_t>(n)) : Value();
}

Value bytes_seek(Thread& t, BytesFile* self, intptr_t offset, Opt<intptr_t> mode) {
  if (!check_usable(t, self)) return {};
  intptr_t whence = mode.or_else(0);
  if (whence < 0 || whence > 2) {
    return raise(t, numbers::kValueError, "invalid whence ({}, should be 0, 1 or 2)", whence);
  }
  if (whence == 0 && offset < 0) {
    return raise(t, numbers::kValueError, "negative seek value {}", offset);
  }
  int64_t base = whence == 0 ? 0 : (whence == 1 ? self->position : self->length);
  int64_t target = base;
  if (__builtin_add_overflow(base, static_cast<int64_t>(offset), &target) || target > UINT32_MAX) {
    return raise(t, numbers::kOverflowError, "new position too large");
  }
  self->position = target < 0 ? 0 : static_cast<uint32_t>(target);
  return make_int(t, self->position);
}

Value bytes_tell(Thread& t, BytesFile* self) {
  if (!check_usable(t, self)) return {};
  return make_int(t, self->position);
}

Value bytes_truncate(Thread& t, BytesFile* self, Value size) {
  if (!check_usable(t, self) || !check_exports(t, self)) return {};
  intptr_t n = self->position;
  if (size && !size.is_none() && !to_index(t, size, n)) return {};
  if (n < 0) return raise(t, numbers::kValueError, "negative size value {}", n);
  if (static_cast<size_t>(n) < self->length) self->length = static_cast<uint32_t>(n);
  return make_int(t, n);
}

Value bytes_getvalue(Thread& t, BytesFile* self) {
  if (!check_usable(t, self)) return {};
  return make_bytes(t, self->length ? self->data->bytes : nullptr, self->length);
}

Value bytes_getbuffer(Thread& t, BytesFile* self) {
  if (!check_usable(t, self)) return {};
  return call(t, &kMemoryViewType, {Value(self)});
}

Value bytes_close(Thread& t, BytesFile* self) {
  if (!check_exports(t, self)) return {};
  self->closed = 1;
  self->data = nullptr;
  self->length = self->position = 0;
  return kNone;
}

Value bytes_true(Thread& t, BytesFile* self) {
  if (!check_usable(t, self)) return {};
  return kTrue;
}

bool bytes_buffer(Thread& t, Value v, Buffer& out, bool) {
  BytesFile* self = as_file(v);
  if (!check_usable(t, self) || !reserve(t, self, 1)) return false;
  out.data = self->data->bytes;
  out.bytes = self->length;
  out.readonly = false;
  out.owner = v;
  self->exports++;
  return true;
}

void bytes_release(Thread&, Value v) { as_file(v)->exports--; }

#define METHOD(function, name, signature) \
  TS_METHOD(numbers::kBytesIO, function, name, signature, nullptr)

const Native kBytesNatives[] = {
    METHOD(bytes_close, TS_NAME(close), "self, /"),
    METHOD(bytes_getbuffer, TS_NAME(getbuffer), "self, /"),
    METHOD(bytes_getvalue, TS_NAME(getvalue), "self, /"),
    METHOD(bytes_read, TS_NAME(read), "self, size=-1, /"),
    METHOD(bytes_read, TS_NAME(read1), "self, size=-1, /"),
    METHOD(bytes_true, TS_NAME(readable), "self, /"),
    METHOD(bytes_readinto, TS_NAME(readinto), "self, buffer, /"),
    METHOD(bytes_readinto, TS_NAME(readinto1), "self, buffer, /"),
    METHOD(bytes_readline, TS_NAME(readline), "self, size=-1, /"),
    METHOD(bytes_seek, TS_NAME(seek), "self, pos, whence=0, /"),
    METHOD(bytes_true, TS_NAME(seekable), "self, /"),
    METHOD(bytes_tell, TS_NAME(tell), "self, /"),
    METHOD(bytes_truncate, TS_NAME(truncate), "self, size=None, /"),
    METHOD(bytes_true, TS_NAME(writable), "self, /"),
    METHOD(bytes_write, TS_NAME(write), "self, b, /"),
};

#undef METHOD

const Slots kBytesFileSlots{.hash = hash_identity,
                            .iter = file_iter,
                            .next = bytes_next,
                            .buffer = bytes_buffer,
                            .release_buffer = bytes_release,
                            .construct = bytes_construct,
                            .init = bytes_init_slot};

const Attributes kBytesFileAttributes{
    kBytesNatives, {}, {}, "Buffered I/O implementation using an in-memory bytes buffer."};

}  // namespace

}  // namespace ts::modules

namespace ts::object {

using namespace modules;

extern constinit const Type kBytesIOType = bind::make_type(
    numbers::kBytesIO, TS_NAME(BytesIO), &kBufferedIOBaseType, &kBytesFileSlots,
    &kBytesFileAttributes, layout_from<BytesFile>(sizeof(BytesFile) - sizeof(Value)),
    bind::kTypeBase, TS_NAME(_io));

}  // namespace ts::object
