// StrBuilder: text collected in a byte array of the heap that doubles as it grows. An ASCII result
// becomes a str in place, without a copy: the text stands where a str's text stands.

#include "base/utf8.h"
#include "object/str.h"

namespace ts::object {

namespace {

// Bytes of the array that lie before the text of the str it may become.
constexpr size_t kSkipped = sizeof(Str) - sizeof(ByteArray);
constexpr size_t kFirstRoom = 32;
constexpr size_t kMaxBytes = UINT32_MAX - 64;

}  // namespace

bool StrBuilder::reserve(size_t more) {
  if (failed_) return false;
  size_t room = buffer_ ? buffer_->capacity - kSkipped : 0;
  if (more <= room - used_) return true;
  size_t wanted;
  if (__builtin_add_overflow(used_, more, &wanted) || wanted > kMaxBytes) {
    failed_ = true;
    raise(thread_, numbers::kMemoryError, "");
    return false;
  }
  if (wanted < used_ + used_ / 2) wanted = used_ + used_ / 2;
  if (wanted < kFirstRoom) wanted = kFirstRoom;
  wanted = (wanted + kSkipped + heap::kGranule - 1) & ~(heap::kGranule - 1);
  auto* larger = heap::allocate<ByteArray>(thread_, numbers::kByteArray, wanted);
  if (!larger) {
    failed_ = true;
    return false;
  }
  larger->capacity = wanted;
  if (used_) std::memcpy(larger->bytes + kSkipped, buffer_->bytes + kSkipped, used_);
  buffer_ = larger;
  return true;
}

bool StrBuilder::append(std::string_view utf8) {
  if (utf8.empty()) return !failed_;
  if (!reserve(utf8.size())) return false;
  std::memcpy(buffer_->bytes + kSkipped + used_, utf8.data(), utf8.size());
  used_ += utf8.size();
  return true;
}

bool StrBuilder::append(Value str) { return append(as_str(str)->view()); }

bool StrBuilder::append_char(char32_t c) {
  if (!reserve(base::kMaxUtf8Length)) return false;
  uint8_t* at = buffer_->bytes + kSkipped + used_;
  if (c < 0x80) {
    *at = static_cast<uint8_t>(c);
    used_++;
  } else {
    used_ += base::utf8_encode(c, reinterpret_cast<char*>(at));
  }
  return true;
}

bool StrBuilder::append_repeated(char c, size_t n) {
  if (n == 0) return !failed_;
  if (!reserve(n)) return false;
  std::memset(buffer_->bytes + kSkipped + used_, c, n);
  used_ += n;
  return true;
}

Value StrBuilder::finish() {
  if (failed_) {
    // Usually the exception is pending still; a caller that ignored the failed append and went on
    // gets a new one.
    return thread_.pending ? Value() : raise(thread_, numbers::kMemoryError, "");
  }
  if (used_ == 0) return TS_STR("");
  std::string_view text(reinterpret_cast<char*>(buffer_->bytes) + kSkipped, used_);
  bool wide = !base::is_ascii(text);
  size_t kept = heap::str_cell_bytes(static_cast<uint32_t>(used_), true);
  if (wide || used_ <= kFirstRoom / 2) return make_str(thread_, text);
  thread_.vm->heap.shrink(thread_, buffer_, kept);
  auto* result = reinterpret_cast<Str*>(buffer_);
  result->set_type_number(numbers::kStr);
  result->set(heap::kFlagKind0);
  result->bytes = static_cast<uint32_t>(used_);
  result->hash_ = 0;
  buffer_ = nullptr;
  used_ = 0;
  return Value(result);
}

}  // namespace ts::object
