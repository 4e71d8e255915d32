// micropython.RingIO: a queue of bytes with the methods of a stream, which never blocks. One byte
// of its buffer stays empty. Follows MicroPython's documentation, "micropython".

#include <algorithm>

#include "object/native_support.h"

namespace ts::modules {

using namespace object;

namespace {

struct RingIO : Cell {
  static constexpr TypeNumber kType = numbers::kRingIO;
  uint32_t size, read_at, write_at, unused;
  Value buffer;  // bytearray or another object with a writable buffer

  uint32_t used() const { return (write_at + size - read_at) % size; }
  uint32_t free() const { return size - 1 - used(); }
};

Value ring_construct(Thread& t, Value type, const Arguments& arguments) {
  if (arguments.positional != 1 || arguments.keywords) {
    return raise(t, numbers::kTypeError, "RingIO() takes exactly one argument ({} given)",
                 arguments.positional + arguments.keywords);
  }
  Value buffer = arguments[0];
  if (buffer.is_small_int()) {
    intptr_t size = buffer.small_int();
    if (size < 1) return raise(t, numbers::kValueError, "size must be positive");
    buffer = TS_TRY(call(t, &kByteArrayObjectType, {make_int(t, size + 1)}));
  }
  Buffer view;
  if (!get_writable_buffer(t, buffer, view)) return {};
  size_t size = view.bytes;
  release_buffer(t, view);
  if (size < 2) return raise(t, numbers::kValueError, "buffer too small");
  auto* self = TS_TRY(new_cell<RingIO>(t, type));
  self->size = static_cast<uint32_t>(size);
  self->buffer = buffer;
  return Value(self);
}

/// Runs `use(bytes)` on the ring's storage. False: the storage has shrunk or is gone.
template <class F>
bool with_storage(Thread& t, RingIO* self, F use) {
  Buffer view;
  if (!get_writable_buffer(t, self->buffer, view)) return false;
  bool fits = view.bytes >= self->size;
  if (fits) use(view.data);
  release_buffer(t, view);
  if (!fits) raise(t, numbers::kValueError, "buffer was resized");
  return fits;
}

uint32_t take(RingIO* self, const uint8_t* ring, uint8_t* out, uint32_t n) {
  n = std::min(n, self->used());
  for (uint32_t i = 0; i < n; i++) {
    out[i] = ring[self->read_at];
    self->read_at = (self->read_at + 1) % self->size;
  }
  return n;
}

Value ring_any(Thread&, RingIO* self) { return Value::from_int(self->used()); }

/// At most `n` bytes, up to and with a newline when `by_line`.
Value read_some(Thread& t, RingIO* self, Opt<intptr_t> limit, bool by_line) {
  uint32_t n = self->used();
  if (limit.given && limit.value >= 0)
    n = static_cast<uint32_t>(std::min<intptr_t>(n, limit.value));
  if (by_line && !with_storage(t, self, [&](const uint8_t* ring) {
        for (uint32_t i = 0; i < n; i++) {
          if (ring[(self->read_at + i) % self->size] == '\n') n = i + 1;
        }
      })) {
    return {};
  }
  Value result = TS_TRY(make_bytes(t, nullptr, n));
  auto* bytes = static_cast<Bytes*>(result.cell());
  bool one = n == 1;  // (bytes of one byte may be shared: never written to)
  uint8_t single = 0;
  if (!with_storage(t, self, [&](const uint8_t* ring) {
        take(self, ring, one ? &single : bytes->data(), n);
      })) {
    return {};
  }
  return one ? make_bytes(t, &single, 1) : result;
}

Value ring_read(Thread& t, RingIO* self, Opt<intptr_t> n) { return read_some(t, self, n, false); }

Value ring_readline(Thread& t, RingIO* self, Opt<intptr_t> n) {
  return read_some(t, self, n, true);
}

Value ring_readinto(Thread& t, RingIO* self, Value target, Opt<intptr_t> limit) {
  Buffer out;
  if (!get_writable_buffer(t, target, out)) return {};
  size_t most = limit.given && limit.value >= 0
                    ? std::min(out.bytes, static_cast<size_t>(limit.value))
                    : out.bytes;
  uint32_t n = 0;
  bool done = with_storage(t, self, [&](const uint8_t* ring) {
    n = take(self, ring, out.data, static_cast<uint32_t>(std::min<size_t>(most, UINT32_MAX)));
  });
  release_buffer(t, out);
  return done ? Value::from_int(n) : Value();
}

Value ring_write(Thread& t, RingIO* self, Value data) {
  Buffer in;
  if (!get_buffer(t, data, in)) return {};
  uint32_t n = static_cast<uint32_t>(std::min<size_t>(in.bytes, self->free()));
  bool done = with_storage(t, self, [&](uint8_t* ring) {
    for (uint32_t i = 0; i < n; i++) {
      ring[self->write_at] = in.data[i];
      self->write_at = (self->write_at + 1) % self->size;
    }
  });
  release_buffer(t, in);
  return done ? Value::from_int(n) : Value();
}

Value ring_close(Thread&, RingIO*) { return kNone; }

const Native kRingNatives[] = {
    TS_METHOD(numbers::kRingIO, ring_any, TS_NAME(any), "self, /", "Bytes that can be read."),
    TS_METHOD(numbers::kRingIO, ring_close, TS_NAME(close), "self, /", "Does nothing."),
    TS_METHOD(numbers::kRingIO, ring_read, TS_NAME(read), "self, nbytes=-1, /",
              "Read the bytes there are, or some of them."),
    TS_METHOD(numbers::kRingIO, ring_readinto, TS_NAME(readinto), "self, buf, nbytes=-1, /",
              "Read into a buffer; returns how many bytes."),
    TS_METHOD(numbers::kRingIO, ring_readline, TS_NAME(readline), "self, nbytes=-1, /",
              "Read up to and with a newline, or what there is."),
    TS_METHOD(numbers::kRingIO, ring_write, TS_NAME(write), "self, buf, /",
              "Write as many bytes as there is room for; returns how many."),
};

const Slots kRingSlots{.hash = hash_identity, .construct = ring_construct};
const Attributes kRingAttributes{kRingNatives, {}, {}, "A queue of bytes."};

}  // namespace

}  // namespace ts::modules

namespace ts::object {

extern constinit const Type kRingIOType = bind::make_type(
    numbers::kRingIO, TS_NAME(RingIO), &kObjectType, &modules::kRingSlots,
    &modules::kRingAttributes,
    layout_from<modules::RingIO>(sizeof(modules::RingIO) - sizeof(Value)), 0, TS_NAME(micropython));

}  // namespace ts::object
