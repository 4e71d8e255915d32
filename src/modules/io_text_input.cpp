// Where characters and lines end in the encoded bytes of a text file.

#include "modules/io_text_input.h"

#include <algorithm>

#include "base/utf8.h"

namespace ts::modules {

namespace {

constexpr uint32_t kChunkBytes = heap::kWide ? 8192 : 256;

size_t unit_bytes(Charset charset) {
  switch (charset) {
    case Charset::kUtf8:
    case Charset::kSingleByte:
      return 1;
    case Charset::kUtf16Le:
    case Charset::kUtf16Be:
      return 2;
    default:
      return 4;
  }
}

/// The code unit at `data`, of which there are enough bytes.
uint32_t unit_at(Charset charset, const uint8_t* data) {
  switch (charset) {
    case Charset::kUtf8:
    case Charset::kSingleByte:
      return data[0];
    case Charset::kUtf16Le:
      return data[0] | data[1] << 8;
    case Charset::kUtf16Be:
      return data[1] | data[0] << 8;
    case Charset::kUtf32Le:
      return data[0] | data[1] << 8 | data[2] << 16 | uint32_t{data[3]} << 24;
    case Charset::kUtf32Be:
      return data[3] | data[2] << 8 | data[1] << 16 | uint32_t{data[0]} << 24;
  }
  return 0;
}

/// Bytes of the code point at `data`, 0 when some are missing.
size_t code_point_bytes(Charset charset, const uint8_t* data, size_t n) {
  if (charset == Charset::kSingleByte) return 1;
  if (charset == Charset::kUtf8) {
    if (data[0] < 0x80) return 1;
    auto decoded =
        base::utf8_decode({reinterpret_cast<const char*>(data), n}, base::Utf8Kind::kStrict);
    if (decoded.error == base::Utf8Error::kUnexpectedEnd && n < 4) return 0;
    return decoded.length;
  }
  size_t unit = unit_bytes(charset);
  if (n < unit) return 0;
  bool utf16 = unit == 2;
  if (utf16 && (unit_at(charset, data) & 0xFC00) == 0xD800) return n < 4 ? 0 : 4;
  return unit;
}

bool is_line_end(const TextFile* file, uint32_t unit) {
  switch (file->newline) {
    case Newline::kLf:
      return unit == '\n';
    case Newline::kCr:
    case Newline::kCrLf:
      return unit == '\r';
    default:
      return unit == '\n' || unit == '\r';
  }
}

}  // namespace

Transfer TextInput::fill() { return below_ ? buffered_fill(thread_, below_) : fill_chunk(); }

Transfer TextInput::fill_chunk() {
  Value read1 = find_attr(thread_, file_->buffer, TS_NAME(read1));
  if (read1 && read1.is_absent()) read1 = get_attr(thread_, file_->buffer, TS_NAME(read));
  if (!read1) return Transfer::kError;
  Value part = call(thread_, read1, {Value::from_int(kChunkBytes)});
  if (!part) return Transfer::kError;
  if (part.is_none()) return Transfer::kBlocked;
  Buffer bytes;
  if (!is_instance_of_native(*thread_.vm, part, numbers::kBytes) &&
      !is_instance_of_native(*thread_.vm, part, numbers::kByteArrayObject)) {
    raise(thread_, numbers::kTypeError,
          "underlying read1() should have returned a bytes-like object, not '{}'", TypeOf{part});
    return Transfer::kError;
  }
  if (!get_buffer(thread_, part, bytes)) return Transfer::kError;
  size_t left = file_->end - file_->start, n = bytes.bytes;
  if (n > 0) {
    auto* chunk = file_->chunk;
    if (!chunk || chunk->capacity < left + n) {
      chunk = heap::allocate<ByteArray>(thread_, numbers::kByteArray, left + n);
      if (chunk) chunk->capacity = left + n;
    }
    if (chunk) {
      if (left > 0) std::memmove(chunk->bytes, file_->chunk->bytes + file_->start, left);
      std::memcpy(chunk->bytes + left, bytes.data, n);
      file_->chunk = chunk;
      file_->start = 0;
      file_->end = static_cast<uint32_t>(left + n);
    }
    release_buffer(thread_, bytes);
    return chunk ? Transfer::kData : Transfer::kError;
  }
  release_buffer(thread_, bytes);
  return Transfer::kEnd;
}

Transfer TextInput::next_character(size_t& n) {
  n = character_bytes(file_, data(), size(), false);
  while (n == 0) {
    Transfer result = fill();
    if (result == Transfer::kError) return result;
    bool at_end = result != Transfer::kData;
    n = character_bytes(file_, data(), size(), at_end);
    if (at_end) break;
  }
  return Transfer::kData;
}

Value TextInput::read_all() {
  if (below_) return call_method(thread_, file_->buffer, TS_NAME(read));
  BytesBuilder all(thread_);
  if (size() > 0 && !all.append(data(), size())) return {};
  drop();
  Value rest = TS_TRY(call_method(thread_, file_->buffer, TS_NAME(read)));
  if (rest.is_none()) return all.used() > 0 ? all.finish() : rest;
  if (all.used() == 0) return rest;
  Buffer bytes;
  if (!get_buffer(thread_, rest, bytes)) return {};
  bool done = all.append(bytes.data, bytes.bytes);
  release_buffer(thread_, bytes);
  return done ? all.finish() : Value();
}

size_t character_bytes(const TextFile* file, const uint8_t* data, size_t n, bool at_end) {
  if (n == 0) return 0;
  size_t first = code_point_bytes(file->charset, data, n);
  if (first == 0) return at_end ? n : 0;
  size_t unit = unit_bytes(file->charset);
  if (file->newline != Newline::kTranslate || unit_at(file->charset, data) != '\r') return first;
  if (n < 2 * unit) return at_end ? first : 0;
  return unit_at(file->charset, data + unit) == '\n' ? 2 * unit : unit;
}

uint32_t last_unit(Charset charset, const uint8_t* data, size_t n) {
  size_t unit = unit_bytes(charset);
  return n < unit ? 0 : unit_at(charset, data + n - unit);
}

namespace {

/// line_bytes for code units of one byte.
size_t line_bytes_narrow(Newline newline, const uint8_t* data, size_t n, bool at_end) {
  auto find = [data](char c, size_t length) {
    const void* at = length ? std::memchr(data, c, length) : nullptr;
    return at ? static_cast<size_t>(static_cast<const uint8_t*>(at) - data) : SIZE_MAX;
  };
  size_t lf = newline == Newline::kCr ? SIZE_MAX : find('\n', n);
  if (newline == Newline::kLf) return lf + 1;
  size_t cr = find('\r', newline == Newline::kCr || lf == SIZE_MAX ? n : lf);
  if (cr == SIZE_MAX) return lf + 1;
  if (newline == Newline::kCr) return cr + 1;
  if (cr + 1 == n) return at_end ? n : 0;
  return data[cr + 1] == '\n' ? cr + 2 : cr + 1;
}

}  // namespace

size_t line_bytes(const TextFile* file, const uint8_t* data, size_t n, bool at_end) {
  const size_t unit = unit_bytes(file->charset);
  if (unit == 1 && file->newline != Newline::kCrLf) {
    return line_bytes_narrow(file->newline, data, n, at_end);
  }
  for (size_t i = 0; i + unit <= n; i += unit) {
    uint32_t c = unit_at(file->charset, data + i);
    if (!is_line_end(file, c)) continue;
    if (c == '\n' || file->newline == Newline::kCr) return i + unit;
    bool more = i + 2 * unit <= n;
    if (!more && !at_end) return 0;
    if (more && unit_at(file->charset, data + i + unit) == '\n') return i + 2 * unit;
    if (file->newline != Newline::kCrLf) return i + unit;
  }
  return 0;
}

}  // namespace ts::modules
