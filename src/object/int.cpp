// The type int: slots, construction and methods. Arithmetic is in int_ops.cpp, text in
// int_text.cpp. Library Reference, "Additional Methods on Integer Types".

#include "object/bytes.h"
#include "object/format_spec.h"
#include "object/number_ops.h"

namespace ts::object {

namespace {

using base::kLimbBits;

// --- slots

Value int_repr(Thread& t, Value self) { return int_to_str(t, self); }

bool int_hash(Thread&, Value self, intptr_t& out) {
  out = static_cast<intptr_t>(hash_int(self));
  return true;
}

Value int_compare_slot(Thread& t, Value a, Value b, CompareOp op) {
  if (!is_int_value(t, a) || !is_int_value(t, b)) return kNotImplemented;
  const int order = int_compare(a, b);
  return compare_result(order < 0 ? -1 : order > 0, op);
}

Value int_binary_slot(Thread& t, Value a, Value b, BinaryOp op) {
  if (!is_int_value(t, a) || !is_int_value(t, b)) return kNotImplemented;
  return int_binary(t, a, b, op);
}

Value int_unary_slot(Thread& t, Value self, UnaryOp op) {
  switch (op) {
    case UnaryOp::kNeg:
      return int_negate(t, self);
    case UnaryOp::kInvert:
      return int_invert(t, self);
    case UnaryOp::kAbs:
      return int_absolute(t, self);
    case UnaryOp::kPos:
    case UnaryOp::kInt:
    case UnaryOp::kIndex:
      return int_exact(t, self);
    case UnaryOp::kFloat: {
      double d;
      return int_to_double(t, self, d) ? make_float(t, d) : Value();
    }
  }
  return kNotImplemented;
}

int int_truth(Thread&, Value self) { return int_sign(self) != 0; }

// --- bool: an int whose bit operations stay bool

Value bool_repr(Thread&, Value self) {
  return self.is_true() ? Value(TS_NAME(True)) : Value(TS_NAME(False));
}

Value bool_binary_slot(Thread& t, Value a, Value b, BinaryOp op) {
  if (!is_int_value(t, a) || !is_int_value(t, b)) return kNotImplemented;
  return mixed_binary(t, a, b, op);
}

// --- construction

// Text of a str, bytes or anything else with a buffer. `found` is false for other objects.
Value int_from_text_object(Thread& t, Value x, int base, bool& found) {
  found = true;
  if (is_instance_of_native(*t.vm, x, numbers::kStr))
    return int_parse(t, as_str(x)->view(), base, x);
  found = has_buffer(t, x);
  if (!found) return {};
  Buffer buffer;
  if (!get_buffer(t, x, buffer)) return {};
  Value result = int_parse(t, {reinterpret_cast<const char*>(buffer.data), buffer.bytes}, base, x);
  release_buffer(t, buffer);
  return result;
}

// int(x): __int__, __index__, or text.
Value int_from_object(Thread& t, Value x) {
  if (is_int_value(t, x) && !(type_of(t, x)->flags & bind::kTypeHeap)) return int_exact(t, x);
  Value n = TS_TRY(unary_slot(t, x, UnaryOp::kInt));
  if (!n.is_not_implemented()) {
    if (is_int_value(t, n)) return int_exact(t, n);
    return raise(t, numbers::kTypeError, "__int__ returned non-int (type {})", TypeOf{n});
  }
  n = TS_TRY(unary_slot(t, x, UnaryOp::kIndex));
  if (!n.is_not_implemented()) return index(t, x);
  bool found;
  Value result = int_from_text_object(t, x, 10, found);
  if (found) return result;
  return raise(t, numbers::kTypeError,
               "int() argument must be a string, a bytes-like object or a real number, not '{}'",
               TypeOf{x});
}

Value int_with_base(Thread& t, Value x, Value base_value) {
  intptr_t base;
  Value n = TS_TRY(index(t, base_value));
  if (!int_to_intptr(n, base) || base < 0 || base == 1 || base > 36) {
    return raise(t, numbers::kValueError, "int() base must be >= 2 and <= 36, or 0");
  }
  const bool bytes = is_instance_of_native(*t.vm, x, numbers::kBytes) ||
                     is_instance_of_native(*t.vm, x, numbers::kByteArrayObject);
  if (bytes || is_instance_of_native(*t.vm, x, numbers::kStr)) {
    bool found;
    return int_from_text_object(t, x, static_cast<int>(base), found);
  }
  return raise(t, numbers::kTypeError, "int() can't convert non-string with explicit base");
}

Value int_construct(Thread& t, Value type, const Arguments& arguments) {
  if (arguments.keywords && arguments.positional + arguments.keywords > 2) {
    return raise(t, numbers::kTypeError, "int() takes at most 2 arguments ({} given)",
                 arguments.positional + arguments.keywords);
  }
  if (arguments.positional > 2) {
    return raise(t, numbers::kTypeError, "int expected at most 2 arguments, got {}",
                 arguments.positional);
  }
  static constexpr const Str* kNames[] = {nullptr, TS_NAME(base)};
  Value values[2];
  if (!bind_arguments(t, arguments, {"int", kNames}, values)) return {};
  Value n = Value::from_int(0);
  if (!values[0]) {
    if (values[1]) return raise(t, numbers::kTypeError, "int() missing string argument");
  } else {
    n = TS_TRY(values[1] ? int_with_base(t, values[0], values[1]) : int_from_object(t, values[0]));
  }
  return int_of_type(t, static_cast<const Type*>(type.cell()), n);
}

Value bool_construct(Thread& t, Value, const Arguments& arguments) {
  if (arguments.keywords) return raise(t, numbers::kTypeError, "bool() takes no keyword arguments");
  if (arguments.positional > 1) {
    return raise(t, numbers::kTypeError, "bool expected at most 1 argument, got {}",
                 arguments.positional);
  }
  return Value::from_bool(arguments.positional && TS_TRY_INT(truth(t, arguments[0])));
}

// --- methods

Value int_bit_length_method(Thread& t, Value self) {
  return make_int_unsigned(t, int_bit_length(self));
}

Value int_bit_count(Thread& t, Value self) {
  return make_int_unsigned(t, base::popcount(IntView(self).limbs()));
}

Value int_same(Thread& t, Value self) { return int_exact(t, self); }

Value int_as_integer_ratio(Thread& t, Value self) {
  Value n = TS_TRY(int_exact(t, self));
  return make_tuple(t, {n, Value::from_int(1)});
}

Value int_is_integer(Thread&, Value) { return kTrue; }

// round(self, -places): half to even.
Value round_to_power(Thread& t, Value self, Value places) {
  intptr_t n;
  // 10^n is more than twice any int of fewer than 3 n bits: the result is 0.
  if (!int_to_intptr(places, n) || static_cast<size_t>(n) > int_bit_length(self) / 3 + 2)
    return Value::from_int(0);
  Value unit = TS_TRY(int_power(t, Value::from_int(10), places));
  Value quotient, remainder;
  if (!int_divide_nearest(t, self, unit, quotient, remainder)) return {};
  return int_sub(t, self, remainder);
}

Value int_round(Thread& t, Value self, Value digits) {
  if (!digits || digits.is_none()) return int_exact(t, self);
  Value n = TS_TRY(index(t, digits));
  if (int_sign(n) >= 0) return int_exact(t, self);
  Value places = TS_TRY(int_negate(t, n));
  return round_to_power(t, self, places);
}

Value int_format_method(Thread& t, Value self, Str* spec) {
  return format_int(t, self, spec->view());
}

Value int_getnewargs(Thread& t, Value self) {
  Value n = TS_TRY(int_exact(t, self));
  return make_tuple(t, {n});
}

Value int_sizeof(Thread& t, Value self) {
  return make_int_unsigned(
      t, self.is_cell() ? sizeof(Int) + IntView(self).limbs().size_bytes() : sizeof(Value));
}

// "little" or "big" (the default). False with ValueError.
bool parse_byte_order(Thread& t, Str* order, bool& little) {
  little = order && order->view() == "little";
  if (!order || little || order->view() == "big") return true;
  raise(t, numbers::kValueError, "byteorder must be either 'little' or 'big'");
  return false;
}

// The magnitude must fit `bytes` bytes, as two's complement when signed.
bool fits_bytes(const IntView& view, size_t bytes, bool is_signed) {
  const size_t bits = base::bit_length(view.limbs());
  if (bytes > SIZE_MAX / 8 || !is_signed) return bits <= bytes * 8 || bytes > SIZE_MAX / 8;
  if (bits < bytes * 8 || bits == 0) return true;
  // -2^(n-1) is the one negative number with its top bit set
  return view.negative() && bits == bytes * 8 && base::trailing_zeros(view.limbs()) == bits - 1;
}

void store_bytes(const IntView& view, uint8_t* out, size_t bytes, bool little) {
  unsigned carry = view.negative();
  const unsigned flip = view.negative() ? 0xFF : 0;
  for (size_t i = 0; i < bytes; i++) {
    const size_t limb = i / sizeof(Limb);
    unsigned byte = limb < view.size() ? (view.limbs()[limb] >> (i % sizeof(Limb) * 8)) & 0xFF : 0;
    byte = (byte ^ flip) + carry;
    carry = byte >> 8;
    out[little ? i : bytes - 1 - i] = static_cast<uint8_t>(byte);
  }
}

Value int_to_bytes(Thread& t, Value self, Opt<intptr_t> length, Str* order, bool is_signed) {
  bool little;
  if (!parse_byte_order(t, order, little)) return {};
  const intptr_t bytes = length.or_else(1);
  if (bytes < 0) return raise(t, numbers::kValueError, "length argument must be non-negative");
  const IntView view(self);
  if (view.negative() && !is_signed) {
    return raise(t, numbers::kOverflowError, "can't convert negative int to unsigned");
  }
  if (!fits_bytes(view, static_cast<size_t>(bytes), is_signed)) {
    return raise(t, numbers::kOverflowError, "int too big to convert");
  }
  Value result = TS_TRY(make_bytes(t, nullptr, static_cast<size_t>(bytes)));
  store_bytes(view, static_cast<Bytes*>(result.cell())->data(), static_cast<size_t>(bytes), little);
  return result;
}

Value int_load_bytes(Thread& t, const uint8_t* data, size_t bytes, bool little, bool is_signed) {
  const bool negative = is_signed && bytes && (data[little ? bytes - 1 : 0] & 0x80);
  const unsigned flip = negative ? 0xFF : 0;
  unsigned carry = negative;
  Int* out = TS_TRY(allocate_int(t, bytes / sizeof(Limb) + 1));
  for (size_t i = 0; i < bytes; i++) {
    const unsigned byte = (data[little ? i : bytes - 1 - i] ^ flip) + carry;
    carry = byte >> 8;
    out->data()[i / sizeof(Limb)] |= Limb{byte & 0xFF} << (i % sizeof(Limb) * 8);
  }
  if (carry) out->data()[bytes / sizeof(Limb)] |= Limb{1} << (bytes % sizeof(Limb) * 8);
  return finish_int(t, out, negative);
}

Value int_from_bytes(Thread& t, Value type, Value source, Str* order, bool is_signed) {
  bool little;
  if (!parse_byte_order(t, order, little)) return {};
  if (!has_buffer(t, source)) {
    if (is_int_value(t, source) || is_instance_of_native(*t.vm, source, numbers::kStr)) {
      return raise(t, numbers::kTypeError, "cannot convert '{}' object to bytes", TypeOf{source});
    }
    source = TS_TRY(call(t, Value(&kBytesType), {source}));
  }
  Buffer buffer;
  if (!get_buffer(t, source, buffer)) return {};
  Value n = int_load_bytes(t, buffer.data, buffer.bytes, little, is_signed);
  release_buffer(t, buffer);
  if (!n || static_cast<const Type*>(type.cell())->number == numbers::kInt) return n;
  return call(t, type, {n});
}

// --- attributes

Value get_real(Thread& t, Value self) { return int_exact(t, self); }
Value get_zero(Thread&, Value) { return Value::from_int(0); }
Value get_one(Thread&, Value) { return Value::from_int(1); }

constexpr Slots make_int_slots() {
  Slots s;
  s.repr = int_repr;
  s.hash = int_hash;
  s.compare = int_compare_slot;
  s.binary = int_binary_slot;
  s.unary = int_unary_slot;
  s.truth = int_truth;
  s.construct = int_construct;
  return s;
}

constexpr Slots make_bool_slots() {
  Slots s = make_int_slots();
  s.repr = bool_repr;
  s.binary = bool_binary_slot;
  s.construct = bool_construct;
  return s;
}

constexpr Slots kIntSlots = make_int_slots();
constexpr Slots kBoolSlots = make_bool_slots();

const Native kIntNatives[] = {
    TS_METHOD(numbers::kInt, int_as_integer_ratio, TS_NAME(as_integer_ratio), "self, /",
              "Return a pair of integers, whose ratio is equal to the original int."),
    TS_METHOD(numbers::kInt, int_bit_count, TS_NAME(bit_count), "self, /",
              "Number of ones in the binary representation of the absolute value of self."),
    TS_METHOD(numbers::kInt, int_bit_length_method, TS_NAME(bit_length), "self, /",
              "Number of bits necessary to represent self in binary."),
    TS_METHOD(numbers::kInt, int_same, TS_NAME(conjugate), "self, /",
              "Returns self, the complex conjugate of any int."),
    TS_CLASS_METHOD(numbers::kInt, int_from_bytes, TS_NAME(from_bytes),
                    "type, /, bytes, byteorder='big', *, signed=False",
                    "Return the integer represented by the given array of bytes."),
    TS_METHOD(numbers::kInt, int_is_integer, TS_NAME(is_integer), "self, /",
              "Returns True. Exists for duck type compatibility with float.is_integer."),
    TS_METHOD(numbers::kInt, int_to_bytes, TS_NAME(to_bytes),
              "self, /, length=1, byteorder='big', *, signed=False",
              "Return an array of bytes representing an integer."),
    TS_METHOD(numbers::kInt, int_same, TS_NAME(__ceil__), "self, /",
              "Ceiling of an Integral returns itself."),
    TS_METHOD(numbers::kInt, int_same, TS_NAME(__floor__), "self, /",
              "Flooring an Integral returns itself."),
    TS_METHOD(numbers::kInt, int_format_method, TS_NAME(__format__), "self, format_spec, /",
              "Convert to a string according to format_spec."),
    TS_METHOD(numbers::kInt, int_getnewargs, TS_NAME(__getnewargs__), "self, /", ""),
    TS_METHOD(numbers::kInt, int_round, TS_NAME(__round__), "self, ndigits=None, /",
              "Rounding an Integral returns itself."),
    TS_METHOD(numbers::kInt, int_sizeof, TS_NAME(__sizeof__), "self, /",
              "Returns size in memory, in bytes."),
    TS_METHOD(numbers::kInt, int_same, TS_NAME(__trunc__), "self, /",
              "Truncating an Integral returns itself."),
};

const GetSet kIntGetSets[] = {
    TS_GETSET(numbers::kInt, get_one, nullptr, TS_NAME(denominator),
              "the denominator of a rational number in lowest terms"),
    TS_GETSET(numbers::kInt, get_zero, nullptr, TS_NAME(imag),
              "the imaginary part of a complex number"),
    TS_GETSET(numbers::kInt, get_real, nullptr, TS_NAME(numerator),
              "the numerator of a rational number in lowest terms"),
    TS_GETSET(numbers::kInt, get_real, nullptr, TS_NAME(real), "the real part of a complex number"),
};

const Attributes kIntAttributes{
    kIntNatives,
    kIntGetSets,
    {},
    "int([x]) -> integer\nint(x, base=10) -> integer\n\nConvert a number or string to "
    "an integer, or return 0 if no arguments are given."};
const Attributes kBoolAttributes{
    {}, {}, {}, "Returns True when the argument is true, False otherwise."};

}  // namespace

extern constinit const Type kIntType = bind::make_type(
    numbers::kInt, TS_NAME(int), &kObjectType, &kIntSlots, &kIntAttributes,
    Layout{.fixed_bytes = sizeof(Int), .element_bytes = sizeof(Limb), .first = 0, .last = 0},
    bind::kTypeBase | bind::kTypeIntLike | bind::kTypeMatchSelf);

extern constinit const Type kBoolType =
    bind::make_type(numbers::kBool, TS_NAME(bool), &kIntType, &kBoolSlots, &kBoolAttributes,
                    Layout{.fixed_bytes = sizeof(Cell), .element_bytes = 0, .first = 0, .last = 0},
                    bind::kTypeIntLike | bind::kTypeMatchSelf);

}  // namespace ts::object
