// See memory_items.h.

#include "object/memory_items.h"

#include "object/bytes.h"
#include "object/native_support.h"

namespace ts::object {

namespace {

enum class ItemKind : uint8_t { kSigned, kUnsigned, kFloat, kBool, kChar };

struct ItemFormat {
  char code;
  uint8_t bytes;
  ItemKind kind;
};

constexpr ItemFormat kFormats[] = {
    {'B', 1, ItemKind::kUnsigned},
    {'b', 1, ItemKind::kSigned},
    {'c', 1, ItemKind::kChar},
    {'h', sizeof(short), ItemKind::kSigned},
    {'H', sizeof(short), ItemKind::kUnsigned},
    {'i', sizeof(int), ItemKind::kSigned},
    {'I', sizeof(int), ItemKind::kUnsigned},
    {'l', sizeof(long), ItemKind::kSigned},
    {'L', sizeof(long), ItemKind::kUnsigned},
    {'q', sizeof(long long), ItemKind::kSigned},
    {'Q', sizeof(long long), ItemKind::kUnsigned},
    {'n', sizeof(size_t), ItemKind::kSigned},
    {'N', sizeof(size_t), ItemKind::kUnsigned},
    {'f', sizeof(float), ItemKind::kFloat},
    {'d', sizeof(double), ItemKind::kFloat},
    {'?', 1, ItemKind::kBool},
    {'P', sizeof(void*), ItemKind::kUnsigned},
};

static_assert(std::endian::native == std::endian::little, "items are read through a 64-bit word");

const ItemFormat* find_format(char code) {
  for (const ItemFormat& f : kFormats) {
    if (f.code == code) return &f;
  }
  return nullptr;
}

bool bad_type(Thread& t, char code) {
  raise(t, numbers::kTypeError, "memoryview: invalid type for format '{}'",
        std::string_view(&code, 1));
  return false;
}

bool bad_value(Thread& t, char code) {
  raise(t, numbers::kValueError, "memoryview: invalid value for format '{}'",
        std::string_view(&code, 1));
  return false;
}

/// An int of any size as 64 bits; false when it does not fit (`negative` says how the bits are
/// meant).
bool to_bits(Value exact, uint64_t& bits, bool& negative) {
  if (exact.is_small_int() || exact.is_bool()) {
    intptr_t n = exact.is_bool() ? exact.is_true() : exact.small_int();
    negative = n < 0;
    bits = static_cast<uint64_t>(n);
    return true;
  }
  const auto* big = static_cast<Int*>(exact.cell());
  if (big->limbs * sizeof(base::Limb) > sizeof(bits)) return false;
  bits = 0;
  std::memcpy(&bits, big->data(), big->limbs * sizeof(base::Limb));
  negative = big->negative;
  if (!negative) return true;
  bits = 0 - bits;
  return static_cast<int64_t>(bits) <= 0;
}

bool pack_integer(Thread& t, const ItemFormat& f, Value v, PackedItem& out) {
  if (!has_index(t, v)) return bad_type(t, f.code);
  Value exact = TS_TRY(index(t, v));
  uint64_t bits;
  bool negative;
  if (!to_bits(exact, bits, negative)) return bad_value(t, f.code);
  unsigned unused = 64 - 8 * f.bytes;
  bool fits;
  if (f.kind == ItemKind::kUnsigned) {
    fits = !negative && bits << unused >> unused == bits;
  } else {
    auto number = static_cast<int64_t>(bits);
    fits = (number < 0) == negative && static_cast<int64_t>(bits << unused) >> unused == number;
  }
  if (!fits) return bad_value(t, f.code);
  std::memcpy(out.bytes, &bits, sizeof(bits));
  return true;
}

bool pack_float(Thread& t, const ItemFormat& f, Value v, PackedItem& out) {
  double d;
  if (!to_double(t, v, d)) {
    if (!pending_matches(t, numbers::kTypeError)) return false;
    take_pending(t);
    return bad_type(t, f.code);
  }
  if (f.bytes == sizeof(double)) {
    std::memcpy(out.bytes, &d, sizeof(d));
  } else {
    float narrow = static_cast<float>(d);
    std::memcpy(out.bytes, &narrow, sizeof(narrow));
  }
  return true;
}

}  // namespace

char item_code(const char* format) {
  if (*format == '@') format++;
  return *format && !format[1] ? *format : 0;
}

bool is_known_code(char code) { return find_format(code) != nullptr; }

size_t code_bytes(char code) {
  const ItemFormat* f = find_format(code);
  return f ? f->bytes : 0;
}

Value unpack_item(Thread& t, char code, const uint8_t* data) {
  if (code == 'B') return Value::from_int(*data);
  const ItemFormat* f = find_format(code);
  if (!f) return raise(t, numbers::kNotImplementedError, "memoryview: format is not supported");
  uint64_t bits = 0;
  std::memcpy(&bits, data, f->bytes);
  unsigned unused = 64 - 8 * f->bytes;
  switch (f->kind) {
    case ItemKind::kUnsigned:
      return make_int_unsigned(t, bits);
    case ItemKind::kSigned:
      return make_int(t, static_cast<int64_t>(bits << unused) >> unused);
    case ItemKind::kBool:
      return Value::from_bool(bits != 0);
    case ItemKind::kChar:
      return make_bytes(t, data, 1);
    default:
      break;
  }
  if (f->bytes == sizeof(double)) return make_float(t, std::bit_cast<double>(bits));
  return make_float(t, static_cast<double>(std::bit_cast<float>(static_cast<uint32_t>(bits))));
}

bool pack_item(Thread& t, char code, Value v, PackedItem& out) {
  const ItemFormat* f = find_format(code);
  if (!f)
    return raise(t, numbers::kNotImplementedError, "memoryview: format is not supported"), false;
  switch (f->kind) {
    case ItemKind::kFloat:
      return pack_float(t, *f, v, out);
    case ItemKind::kBool: {
      int truth_value = truth(t, v);
      out.bytes[0] = truth_value > 0;
      return truth_value >= 0;
    }
    case ItemKind::kChar: {
      if (!is_bytes(t, v)) return bad_type(t, code);
      auto* bytes = static_cast<Bytes*>(v.cell());
      if (bytes->length != 1) return bad_value(t, code);
      out.bytes[0] = bytes->data()[0];
      return true;
    }
    default:
      return pack_integer(t, *f, v, out);
  }
}

}  // namespace ts::object
