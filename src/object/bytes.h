// What other files need of bytes and bytearray beyond runtime.h: making them, resizing, reading
// arguments.

#pragma once

#include "object/runtime.h"

namespace ts::object {

/// A bytes object of `n` zero bytes; nullptr with MemoryError pending.
Bytes* allocate_bytes(Thread& t, size_t n);
/// A bytearray with a copy of the data (zeroed when `data` is nullptr); nullptr with MemoryError
/// pending.
ByteArrayObject* make_bytearray(Thread& t, const void* data, size_t n);
/// Changes the length; new bytes are zero. BufferError while buffers are exported, MemoryError.
bool bytearray_resize(Thread& t, ByteArrayObject* a, size_t n);
/// Replaces `count` bytes at `at` by `n` bytes of `data`, which may lie inside the bytearray.
bool bytearray_replace(Thread& t, ByteArrayObject* a, size_t at, size_t count, const void* data,
                       size_t n);

/// The bytes that bytes(v), bytearray(v) take from a source that is no int and no str, appended to
/// `out`.
bool bytearray_extend(Thread& t, ByteArrayObject* out, Value source);
/// A value for one byte: an int in range(256). `message` is the ValueError's.
bool to_byte(Thread& t, Value v, uint8_t& out,
             const char* message = "byte must be in range(0, 256)");

inline bool is_bytes(const Thread& t, Value v) {
  return is_instance_of_native(*t.vm, v, numbers::kBytes);
}
inline bool is_bytearray(const Thread& t, Value v) {
  return is_instance_of_native(*t.vm, v, numbers::kByteArrayObject);
}

/// Whether get_buffer can succeed: a native type with a buffer, a subclass of one, or a class with
/// __buffer__.
bool has_buffer(const Thread& t, Value v);

/// A buffer for the length of a scope.
class BufferScope {
 public:
  explicit BufferScope(Thread& t) : thread_(t) {}
  ~BufferScope() {
    if (held_) release_buffer(thread_, buffer_);
  }
  BufferScope(const BufferScope&) = delete;
  BufferScope& operator=(const BufferScope&) = delete;
  bool get(Value v) { return held_ = get_buffer(thread_, v, buffer_); }
  bool get_writable(Value v) { return held_ = get_writable_buffer(thread_, v, buffer_); }
  std::string_view view() const {
    return {reinterpret_cast<const char*>(buffer_.data), buffer_.bytes};
  }
  const Buffer& operator*() const { return buffer_; }
  const Buffer* operator->() const { return &buffer_; }

 private:
  Thread& thread_;
  Buffer buffer_;
  bool held_ = false;
};

/// Collects bytes; the buffer is in the heap. The result is a bytes object.
class BytesBuilder {
 public:
  explicit BytesBuilder(Thread& t) : thread_(t) {}
  bool append(std::string_view data);
  bool append_byte(uint8_t byte) { return append({reinterpret_cast<const char*>(&byte), 1}); }
  bool append_repeated(uint8_t byte, size_t n);
  size_t size() const { return used_; }
  Value finish();
  Value finish_bytearray();

 private:
  bool reserve(size_t more);
  Thread& thread_;
  ByteArray* buffer_ = nullptr;
  size_t used_ = 0;
};

/// Appends b'...', with a backslash before quotes as needed and before every `also_escaped`.
bool append_bytes_repr(StrBuilder& out, std::string_view data, char also_escaped = 0);

/// Helpers that bytes and bytearray share (bytes_methods.cpp).
Value bytes_format(Thread& t, Value self, Value arguments);  ///< the % operator (str_percent.cpp)
Value bytes_get_item(Thread& t, Value self, Value key);
int bytes_contains(Thread& t, Value self, Value item);
Value bytes_compare(Thread& t, Value a, Value b, CompareOp op);
/// Writes `n` copies of `size` bytes.
void fill_repeated(char* out, const char* data, size_t size, size_t n);
/// The text of hex(): `sep` and `bytes_per_sep` as given or all-zero.
Value hex_text(Thread& t, std::string_view data, Value sep, Value bytes_per_sep);
/// bytes or bytearray (the type of `self`) from hexadecimal text; `type` is the class fromhex was
/// called on.
Value bytes_from_hex(Thread& t, Value type, Value text);

}  // namespace ts::object
