// bytes: making them, the type's slots, its constructor and its iterator; BytesBuilder. Methods:
// bytes_methods.cpp.

#include "object/bytes.h"

#include "object/bytes_methods.h"
#include "object/codecs.h"
#include "object/str.h"
#include "object/text_ops.h"

namespace ts::object {

// --- making

namespace {

constexpr size_t kMaxBytes = UINT32_MAX - 64;

}  // namespace

Bytes* allocate_bytes(Thread& t, size_t n) {
  if (n > kMaxBytes) {
    raise(t, numbers::kMemoryError, "");
    return nullptr;
  }
  auto* b = heap::allocate<Bytes>(t, numbers::kBytes, n);
  if (b) b->length = static_cast<uint32_t>(n);
  return b;
}

Value make_bytes(Thread& t, const void* data, size_t n) {
  Bytes* b = allocate_bytes(t, n);
  if (!b) return {};
  if (data && n) std::memcpy(b->data(), data, n);
  return Value(b);
}

// As StrBuilder: the data of bytes stand where those of the array stand, or a little behind on
// 32-bit machines.
namespace {
constexpr size_t kSkipped = sizeof(Bytes) - sizeof(ByteArray);
}  // namespace

bool BytesBuilder::reserve(size_t more) {
  size_t room = buffer_ ? buffer_->capacity - kSkipped : 0;
  if (more <= room - used_) return true;
  size_t wanted;
  if (__builtin_add_overflow(used_, more, &wanted) || wanted > kMaxBytes) {
    raise(thread_, numbers::kMemoryError, "");
    return false;
  }
  if (wanted < used_ + used_ / 2) wanted = used_ + used_ / 2;
  if (wanted < 32) wanted = 32;
  wanted = (wanted + kSkipped + heap::kGranule - 1) & ~(heap::kGranule - 1);
  auto* larger = heap::allocate<ByteArray>(thread_, numbers::kByteArray, wanted);
  if (!larger) return false;
  larger->capacity = wanted;
  if (used_) std::memcpy(larger->bytes + kSkipped, buffer_->bytes + kSkipped, used_);
  buffer_ = larger;
  return true;
}

bool BytesBuilder::append(std::string_view data) {
  if (data.empty()) return true;
  if (!reserve(data.size())) return false;
  std::memcpy(buffer_->bytes + kSkipped + used_, data.data(), data.size());
  used_ += data.size();
  return true;
}

bool BytesBuilder::append_repeated(uint8_t byte, size_t n) {
  if (n == 0) return true;
  if (!reserve(n)) return false;
  std::memset(buffer_->bytes + kSkipped + used_, byte, n);
  used_ += n;
  return true;
}

Value BytesBuilder::finish() {
  if (used_ == 0) return make_bytes(thread_, nullptr, 0);
  thread_.vm->heap.shrink(thread_, buffer_, sizeof(Bytes) + used_);
  auto* result = reinterpret_cast<Bytes*>(buffer_);
  result->set_type_number(numbers::kBytes);
  result->length = static_cast<uint32_t>(used_);
  result->hash_ = 0;
  buffer_ = nullptr;
  used_ = 0;
  return Value(result);
}

Value BytesBuilder::finish_bytearray() {
  return Value(make_bytearray(thread_, buffer_ ? buffer_->bytes + kSkipped : nullptr, used_));
}

bool append_bytes_repr(StrBuilder& out, std::string_view data, char also_escaped) {
  bool single = data.find('\'') != std::string_view::npos;
  char quote = single && data.find('"') == std::string_view::npos ? '"' : '\'';
  if (!out.append_char('b') || !out.append_char(static_cast<char32_t>(quote))) return false;
  for (char c : data) {
    uint8_t byte = static_cast<uint8_t>(c);
    bool good;
    if (c == quote || c == '\\' || (c == also_escaped && c)) {
      good = out.append_char('\\') && out.append_char(byte);
    } else if (c == '\t' || c == '\n' || c == '\r') {
      good = out.append(c == '\t' ? "\\t" : c == '\n' ? "\\n" : "\\r");
    } else if (byte < 0x20 || byte >= 0x7F) {
      const char text[] = {'\\', 'x', "0123456789abcdef"[byte >> 4], "0123456789abcdef"[byte & 15]};
      good = out.append({text, 4});
    } else {
      good = out.append_char(byte);
    }
    if (!good) return false;
  }
  return out.append_char(static_cast<char32_t>(quote));
}

// --- constructor

bool to_byte(Thread& t, Value v, uint8_t& out, const char* message) {
  intptr_t n;
  if (v.is_small_int()) {
    n = v.small_int();
  } else if (!to_index(t, v, n)) {
    if (!pending_matches(t, numbers::kOverflowError)) return false;
    take_pending(t);
    n = -1;
  }
  if (n < 0 || n > 255) {
    raise(t, numbers::kValueError, message);
    return false;
  }
  out = static_cast<uint8_t>(n);
  return true;
}

namespace {

/// bytes of an iterable of ints.
Value bytes_of_items(Thread& t, Value source, const char* function) {
  Value it = iter(t, source);
  if (!it) {
    if (!pending_matches(t, numbers::kTypeError)) return {};
    take_pending(t);
    return raise(t, numbers::kTypeError, "cannot convert '{}' object to {}", TypeOf{source},
                 function);
  }
  const char* message = std::string_view(function) == "bytes" ? "bytes must be in range(0, 256)"
                                                              : "byte must be in range(0, 256)";
  BytesBuilder out(t);
  for (;;) {
    Value v = TS_TRY(next(t, it));
    if (v.is_stop()) return out.finish();
    TS_POLL(t);
    uint8_t byte;
    if (!to_byte(t, v, byte, message) || !out.append_byte(byte)) return {};
  }
}

Value bytes_of_object(Thread& t, Value source, const char* function) {
  if (is_exact(source, numbers::kBytes)) return source;
  if (has_buffer(t, source)) {
    BufferScope data(t);
    if (!data.get(source)) return {};
    return make_bytes(t, data->data, data->bytes);
  }
  if (is_str_like(t, source))
    return raise(t, numbers::kTypeError, "string argument without an encoding");
  return bytes_of_items(t, source, function);
}

/// What __bytes__ gives; kAbsent when the object has none.
Value call_bytes_method(Thread& t, Value source) {
  if (is_exact(source, numbers::kBytes)) return kAbsent;
  Value v = TS_TRY(call_special(t, source, TS_NAME(__bytes__)));
  if (v == kAbsent || is_bytes(t, v)) return v;
  return raise(t, numbers::kTypeError, "__bytes__ returned non-bytes (type {})", TypeOf{v});
}

}  // namespace

Value bytes_from_arguments(Thread& t, const char* function, const Arguments& arguments,
                           Value& size) {
  static constexpr const Str* kNames[] = {TS_NAME(source), TS_NAME(encoding), TS_NAME(errors)};
  Value v[3];
  if (!take_arguments(t, arguments, function, kNames, 0, v)) return {};
  for (size_t i = 1; i < 3; i++) {
    if (v[i] && !is_str_like(t, v[i])) {
      return raise(t, numbers::kTypeError, "{}() argument '{}' must be str, not {}", function,
                   kNames[i]->view(), TypeOf{v[i]});
    }
  }
  if (v[1] || v[2]) {
    if (!v[0] || !is_str_like(t, v[0])) {
      return raise(
          t, numbers::kTypeError,
          v[1] ? "encoding without a string argument" : "errors without a string argument");
    }
    if (!v[1]) return raise(t, numbers::kTypeError, "string argument without an encoding");
    return encode(t, as_str(v[0]), as_str(v[1])->view(), v[2] ? as_str(v[2])->view() : "strict");
  }
  if (!v[0]) return kAbsent;
  if (std::string_view(function) == "bytes") {
    Value made = TS_TRY(call_bytes_method(t, v[0]));
    if (made != kAbsent) return made;
  }
  if (!is_str_like(t, v[0]) && !has_buffer(t, v[0]) && has_index(t, v[0])) {
    intptr_t n;
    if (!to_index(t, v[0], n)) {
      if (!pending_matches(t, numbers::kOverflowError)) return {};
      take_pending(t);
      return raise(t, numbers::kOverflowError, "cannot fit '{}' into an index-sized integer",
                   TypeOf{v[0]});
    }
    if (n < 0) return raise(t, numbers::kValueError, "negative count");
    size = Value::from_int(n);
    return kAbsent;
  }
  return bytes_of_object(t, v[0], function);
}

bool bytearray_extend(Thread& t, ByteArrayObject* out, Value source) {
  if (has_buffer(t, source)) {
    BufferScope data(t);
    if (!data.get(source)) return false;
    if (data->owner == Value(out)) {  // its own bytes: a copy, for the buffer forbids resizing
      Value copy = TS_TRY(make_bytes(t, data->data, data->bytes));
      release_buffer(t, const_cast<Buffer&>(*data));
      auto* bytes = static_cast<Bytes*>(copy.cell());
      return bytearray_replace(t, out, out->length, 0, bytes->data(), bytes->length);
    }
    return bytearray_replace(t, out, out->length, 0, data->data, data->bytes);
  }
  Value items = TS_TRY(bytes_of_object(t, source, "bytearray"));
  auto* bytes = static_cast<Bytes*>(items.cell());
  return bytearray_replace(t, out, out->length, 0, bytes->data(), bytes->length);
}

// --- slots

namespace {

Bytes* as_bytes(Value v) { return static_cast<Bytes*>(v.cell()); }

Value slot_repr(Thread& t, Value self) {
  StrBuilder out(t);
  Bytes* b = as_bytes(self);
  if (!append_bytes_repr(out, {reinterpret_cast<char*>(b->data()), b->length})) return {};
  return out.finish();
}

bool slot_hash(Thread&, Value self, intptr_t& out) {
  Bytes* b = as_bytes(self);
  if (b->hash_ == 0) {
    uint32_t hash = bind::hash_text(reinterpret_cast<char*>(b->data()), b->length);
    if (b->is_static()) {
      out = static_cast<intptr_t>(hash);
      return true;
    }
    b->hash_ = hash;
  }
  out = static_cast<intptr_t>(b->hash_);
  return true;
}

Value slot_binary(Thread& t, Value a, Value b, BinaryOp op) {
  switch (op) {
    case BinaryOp::kAdd:
      return is_bytes(t, a) ? bytes_concatenate(t, a, b) : kNotImplemented;
    case BinaryOp::kMul:
      return is_bytes(t, a) ? bytes_repeat(t, a, b) : bytes_repeat(t, b, a);
    case BinaryOp::kMod:
      return is_bytes(t, a) ? bytes_format(t, a, b) : kNotImplemented;
    default:
      return kNotImplemented;
  }
}

intptr_t slot_len(Thread&, Value self) { return static_cast<intptr_t>(as_bytes(self)->length); }

Value slot_iter(Thread& t, Value self) {
  auto* it = TS_TRY(heap::allocate<Iterator>(t, numbers::kBytesIterator));
  it->source = self;
  return Value(it);
}

bool slot_buffer(Thread& t, Value self, Buffer& out, bool writable) {
  if (writable) {
    raise(t, numbers::kTypeError, "a read-write bytes-like object is required, not '{}'",
          TypeOf{self});
    return false;
  }
  out.data = as_bytes(self)->data();
  out.bytes = as_bytes(self)->length;
  out.owner = self;
  return true;
}

Value slot_construct(Thread& t, Value type, const Arguments& arguments) {
  Value size = Value::from_int(0);
  Value result = TS_TRY(bytes_from_arguments(t, "bytes", arguments, size));
  if (result == kAbsent)
    result = TS_TRY(make_bytes(t, nullptr, static_cast<size_t>(size.small_int())));
  auto* made = static_cast<const Type*>(type.cell());
  if (made->number == numbers::kBytes) return result;
  Bytes* source = as_bytes(result);
  auto* b = static_cast<Bytes*>(TS_TRY(allocate_native(t, made, sizeof(Bytes) + source->length)));
  b->length = source->length;
  std::memcpy(b->data(), source->data(), source->length);
  return Value(b);
}

}  // namespace

constexpr Slots kBytesSlots{
    .repr = slot_repr,
    .hash = slot_hash,
    .compare = bytes_compare,
    .binary = slot_binary,
    .len = slot_len,
    .get_item = bytes_get_item,
    .contains = bytes_contains,
    .iter = slot_iter,
    .buffer = slot_buffer,
    .construct = slot_construct,
};

extern constinit const Type kBytesType =
    bind::make_type(numbers::kBytes, TS_NAME(bytes), &kObjectType, &kBytesSlots, &kBytesAttributes,
                    Layout{.fixed_bytes = sizeof(Bytes), .element_bytes = 1},
                    bind::kTypeBase | bind::kTypeMatchSelf);

// --- iterators

namespace {

template <class T>
Value iterator_next(Thread&, Value self) {
  auto* it = static_cast<Iterator*>(self.cell());
  if (!it->source) return kStop;
  auto* source = static_cast<T*>(it->source.cell());
  if (static_cast<size_t>(it->index) >= source->length) {
    it->source = Value();
    return kStop;
  }
  return Value::from_int(source->data()[it->index++]);
}

Value iterator_length_hint(Thread& t, Value self) {
  auto* it = static_cast<Iterator*>(self.cell());
  Text text;
  if (!it->source) return Value::from_int(0);
  if (!bytes_text(t, it->source, text)) return {};
  auto size = static_cast<intptr_t>(text.size);
  return Value::from_int(size > it->index ? size - it->index : 0);
}

Value iterator_reduce(Thread& t, Value self) {
  auto* it = static_cast<Iterator*>(self.cell());
  Value builtins = TS_TRY(import_module(t, "builtins"));
  Value iter_function = TS_TRY(get_attr(t, builtins, TS_NAME(iter)));
  Value source = it->source ? it->source : TS_TRY(make_tuple(t, std::span<const Value>()));
  Value arguments = TS_TRY(make_tuple(t, {source}));
  if (!it->source) return make_tuple(t, {iter_function, arguments});
  return make_tuple(t, {iter_function, arguments, Value::from_int(it->index)});
}

Value iterator_setstate(Thread&, Value self, intptr_t state) {
  auto* it = static_cast<Iterator*>(self.cell());
  if (it->source) it->index = state < 0 ? 0 : state;
  return kNone;
}

constexpr Slots kBytesIteratorSlots{.iter = iter_self, .next = iterator_next<Bytes>};
constexpr Slots kByteArrayIteratorSlots{.iter = iter_self, .next = iterator_next<ByteArrayObject>};
#define ITERATOR_NATIVES(T)                                                      \
  {                                                                              \
    TS_METHOD(T, iterator_length_hint, TS_NAME(__length_hint__), "self, /",      \
              "Private method returning an estimate of len(list(it))."),         \
        TS_METHOD(T, iterator_reduce, TS_NAME(__reduce__), "self, /",            \
                  "Return state information for pickling."),                     \
        TS_METHOD(T, iterator_setstate, TS_NAME(__setstate__), "self, state, /", \
                  "Set state information for unpickling."),                      \
  }
const Native kBytesIteratorNatives[] = ITERATOR_NATIVES(numbers::kBytesIterator);
const Native kByteArrayIteratorNatives[] = ITERATOR_NATIVES(numbers::kByteArrayIterator);
#undef ITERATOR_NATIVES
const Attributes kBytesIteratorAttributes{kBytesIteratorNatives, {}, {}, nullptr};
const Attributes kByteArrayIteratorAttributes{kByteArrayIteratorNatives, {}, {}, nullptr};

}  // namespace

extern constinit const Type kBytesIteratorType = bind::make_type(
    numbers::kBytesIterator, TS_NAME(bytes_iterator), &kObjectType, &kBytesIteratorSlots,
    &kBytesIteratorAttributes, kIteratorLayout, bind::kTypeNoWeakReferences);
extern constinit const Type kByteArrayIteratorType =
    bind::make_type(numbers::kByteArrayIterator, TS_NAME(bytearray_iterator), &kObjectType,
                    &kByteArrayIteratorSlots, &kByteArrayIteratorAttributes, kIteratorLayout,
                    bind::kTypeNoWeakReferences);

}  // namespace ts::object
