// The type float: slots, construction and methods. Digits and parsing are in text/float_text.h,
// arithmetic in number_ops.cpp. Library Reference, "Additional Methods on Float".

#include <bit>
#include <cmath>

#include "object/bytes.h"
#include "object/format_spec.h"
#include "object/number_ops.h"
#include "text/float_text.h"

namespace ts::object {

namespace {

// --- slots

Value float_repr(Thread& t, Value self) {
  char text[text::kMaxReprLength];
  return make_str(t, {text, text::write_repr(float_value(self), text)});
}

bool float_hash(Thread& t, Value self, intptr_t& out) {
  out = static_cast<intptr_t>(hash_number(t, self));
  return true;
}

Value float_compare(Thread& t, Value a, Value b, CompareOp op) {
  return mixed_compare(t, a, b, op);
}

Value float_binary_slot(Thread& t, Value a, Value b, BinaryOp op) {
  if (is_int_value(t, a) && is_int_value(t, b)) return kNotImplemented;
  return mixed_binary(t, a, b, op);
}

Value float_unary_slot(Thread& t, Value self, UnaryOp op) {
  const double d = float_value(self);
  switch (op) {
    case UnaryOp::kNeg:
      return make_float(t, -d);
    case UnaryOp::kPos:
    case UnaryOp::kFloat:
      return is_exact(self, numbers::kFloat) ? self : make_float(t, d);
    case UnaryOp::kAbs:
      return make_float(t, std::fabs(d));
    case UnaryOp::kInt:
      return int_from_double(t, d);
    case UnaryOp::kInvert:
    case UnaryOp::kIndex:
      break;
  }
  return kNotImplemented;
}

int float_truth(Thread&, Value self) { return float_value(self) != 0; }

// --- construction

Value float_parse(Thread& t, std::string_view text, Value source, double& out) {
  Value keep;
  std::string_view digits = text;
  if (is_instance_of_native(*t.vm, source, numbers::kStr)) {
    if (!ascii_number_text(t, digits, keep)) return {};
  } else {
    strip_ascii_spaces(digits);
  }
  if (!digits.empty() && text::parse_float(digits, &out) == digits.size()) return kTrue;
  return raise(t, numbers::kValueError, "could not convert string to float: {}", Repr{source});
}

// float(x). False with an exception pending.
bool float_from_object(Thread& t, Value x, double& out) {
  if (is_instance_of_native(*t.vm, x, numbers::kStr)) {
    return static_cast<bool>(float_parse(t, as_str(x)->view(), x, out));
  }
  const RealKind kind = any_to_double(t, x, out);
  if (kind != RealKind::kNotNumber) return kind == RealKind::kReal;
  if (!has_buffer(t, x)) {
    raise(t, numbers::kTypeError, "float() argument must be a string or a real number, not '{}'",
          TypeOf{x});
    return false;
  }
  Buffer buffer;
  if (!get_buffer(t, x, buffer)) return false;
  Value ok = float_parse(t, {reinterpret_cast<const char*>(buffer.data), buffer.bytes}, x, out);
  release_buffer(t, buffer);
  return static_cast<bool>(ok);
}

Value float_construct(Thread& t, Value type_value, const Arguments& arguments) {
  const Type* type = static_cast<const Type*>(type_value.cell());
  if (arguments.keywords && type->number == numbers::kFloat) {
    return raise(t, numbers::kTypeError, "float() takes no keyword arguments");
  }
  if (arguments.positional > 1) {
    return raise(t, numbers::kTypeError, "float expected at most 1 argument, got {}",
                 arguments.positional);
  }
  double d = 0;
  if (arguments.positional) {
    Value x = arguments[0];
    if (type->number == numbers::kFloat && is_exact(x, numbers::kFloat)) return x;
    if (!float_from_object(t, x, d)) return {};
  }
  return float_of_type(t, type, d);
}

// --- methods

Value float_as_integer_ratio(Thread& t, Value self) {
  const double d = float_value(self);
  if (std::isinf(d))
    return raise(t, numbers::kOverflowError, "cannot convert Infinity to integer ratio");
  if (std::isnan(d)) return raise(t, numbers::kValueError, "cannot convert NaN to integer ratio");
  if (d == 0) return make_tuple(t, {Value::from_int(0), Value::from_int(1)});
  int exponent;
  auto mantissa = static_cast<int64_t>(std::ldexp(std::frexp(d, &exponent), 53));
  exponent -= 53;
  const int zeros = std::countr_zero(static_cast<uint64_t>(mantissa));
  mantissa >>= zeros;
  exponent += zeros;
  Value numerator = TS_TRY(make_int(t, mantissa));
  Value denominator = Value::from_int(1);
  Value& scaled = exponent > 0 ? numerator : denominator;
  scaled = TS_TRY(int_shift_left(t, scaled, Value::from_int(exponent > 0 ? exponent : -exponent)));
  return make_tuple(t, {numerator, denominator});
}

Value float_same(Thread& t, Value self) {
  return is_exact(self, numbers::kFloat) ? self : make_float(t, float_value(self));
}
Value float_is_integer(Thread&, Value self) {
  const double d = float_value(self);
  return Value::from_bool(std::isfinite(d) && std::floor(d) == d);
}
Value float_trunc(Thread& t, Value self) { return int_from_double(t, float_value(self)); }
Value float_floor(Thread& t, Value self) {
  return int_from_double(t, std::floor(float_value(self)));
}
Value float_ceil(Thread& t, Value self) { return int_from_double(t, std::ceil(float_value(self))); }

Value float_hex(Thread& t, Value self) {
  char text[text::kMaxHexLength];
  return make_str(t, {text, text::write_hex(float_value(self), text)});
}

Value float_of_class(Thread& t, Value type, double d) {
  Value v = TS_TRY(make_float(t, d));
  return static_cast<const Type*>(type.cell())->number == numbers::kFloat ? v : call(t, type, {v});
}

Value float_fromhex(Thread& t, Value type, Str* string) {
  std::string_view text = string->view();
  Value keep;
  if (!ascii_number_text(t, text, keep)) return {};
  double d;
  switch (text::parse_hex(text, &d)) {
    case text::HexError::kNone:
      return float_of_class(t, type, d);
    case text::HexError::kInvalid:
      break;
    case text::HexError::kTooLarge:
      return raise(t, numbers::kOverflowError,
                   "hexadecimal value too large to represent as a float");
  }
  return raise(t, numbers::kValueError, "invalid hexadecimal floating-point string");
}

Value float_from_number(Thread& t, Value type, Value number) {
  if (is_exact(number, numbers::kFloat) &&
      static_cast<const Type*>(type.cell())->number == numbers::kFloat) {
    return number;
  }
  double d;
  return to_double(t, number, d) ? float_of_class(t, type, d) : Value();
}

Value float_getformat(Thread& t, Value, Str* kind) {
  if (kind->view() == "double") return TS_STR("IEEE, little-endian");
  if (kind->view() == "float") return TS_STR("IEEE, little-endian");
  return raise(t, numbers::kValueError, "__getformat__() argument 1 must be 'double' or 'float'");
}

Value float_format_method(Thread& t, Value self, Str* spec) {
  return format_float(t, self, spec->view());
}

Value float_getnewargs(Thread& t, Value self) {
  Value v = TS_TRY(make_float(t, float_value(self)));
  return make_tuple(t, {v});
}

// --- rounding

// The double nearest to 0.d1d2d3... * 10^point, with the sign of `sign`.
double from_decimal(char* text, const text::Decimal& decimal, double sign) {
  // `text` has room for an exponent behind the digits.
  if (decimal.count == 0) return std::copysign(0.0, sign);
  char* p = text + decimal.count;
  int exponent = decimal.point - static_cast<int>(decimal.count);
  *p++ = 'e';
  *p++ = exponent < 0 ? '-' : '+';
  if (exponent < 0) exponent = -exponent;
  for (int unit = 1000; unit > 0; unit /= 10) *p++ = static_cast<char>('0' + exponent / unit % 10);
  return std::copysign(double_from_text({text, static_cast<size_t>(p - text)}), sign);
}

constexpr size_t kExponentRoom = 8;

// |d| compared with 5 * 10^point / 10, half of the unit: more than half rounds up.
bool is_above_half(double d, int point) {
  constexpr size_t kDigits = 60;  // a double that is no tie differs from one well before
  char digits[kDigits];
  const text::Decimal decimal = text::significant_digits(d, digits, kDigits);
  if (decimal.point != point) return decimal.point > point;
  if (digits[0] != '5') return digits[0] > '5';
  for (size_t i = 1; i < kDigits; i++) {
    if (digits[i] != '0') return true;
  }
  return false;
}

// round(d, -places) for places > 0 and finite d.
double round_left(double d, int places) {
  char digits[text::kMaxShortestDigits + kExponentRoom];
  const int point = text::shortest_digits(d, digits).point;
  if (point > places) {
    const auto count = static_cast<size_t>(point - places);
    return count >= text::kMaxShortestDigits
               ? d
               : from_decimal(digits, text::significant_digits(d, digits, count), d);
  }
  if (point < places || !is_above_half(d, places)) return std::copysign(0.0, d);
  digits[0] = '1';
  return from_decimal(digits, {1, places + 1}, d);
}

Value float_round(Thread& t, Value self, Value digits_value) {
  const double d = float_value(self);
  if (!digits_value || digits_value.is_none()) return int_from_double(t, std::nearbyint(d));
  Value n = TS_TRY(index(t, digits_value));
  intptr_t digits;
  if (!int_to_intptr(n, digits)) digits = int_sign(n) < 0 ? INTPTR_MIN : INTPTR_MAX;
  constexpr intptr_t kMaxDigits = 323, kMinDigits = -308;
  constexpr double kAllWhole = 4503599627370496.0;  // 2^52: no fraction from here on
  if (!std::isfinite(d) || d == 0 || digits > kMaxDigits ||
      (digits >= 0 && std::fabs(d) >= kAllWhole)) {
    return make_float(t, d);
  }
  if (digits < kMinDigits) return make_float(t, std::copysign(0.0, d));
  double result;
  if (digits < 0) {
    result = round_left(d, static_cast<int>(-digits));
  } else {
    TextBuffer buffer;
    const auto places = static_cast<size_t>(digits);
    if (!buffer.reserve(t, text::fixed_capacity(d, places) + kExponentRoom)) return {};
    result = from_decimal(buffer.data(), text::fixed_digits(d, buffer.data(), places), d);
  }
  if (std::isinf(result))
    return raise(t, numbers::kOverflowError, "rounded value too large to represent");
  return make_float(t, result);
}

Value get_zero(Thread& t, Value) { return make_float(t, 0.0); }

const Slots kFloatSlots{
    .repr = float_repr,
    .hash = float_hash,
    .compare = float_compare,
    .binary = float_binary_slot,
    .unary = float_unary_slot,
    .truth = float_truth,
    .construct = float_construct,
};

const Native kFloatNatives[] = {
    TS_METHOD(numbers::kFloat, float_as_integer_ratio, TS_NAME(as_integer_ratio), "self, /",
              "Return a pair of integers, whose ratio is exactly equal to the original float."),
    TS_METHOD(numbers::kFloat, float_same, TS_NAME(conjugate), "self, /",
              "Return self, the complex conjugate of any float."),
    TS_CLASS_METHOD(numbers::kFloat, float_from_number, TS_NAME(from_number), "type, number, /",
                    "Convert real number to a floating-point number."),
    TS_CLASS_METHOD(numbers::kFloat, float_fromhex, TS_NAME(fromhex), "type, string, /",
                    "Create a floating-point number from a hexadecimal string."),
    TS_METHOD(numbers::kFloat, float_hex, TS_NAME(hex), "self, /",
              "Return a hexadecimal representation of a floating-point number."),
    TS_METHOD(numbers::kFloat, float_is_integer, TS_NAME(is_integer), "self, /",
              "Return True if the float is an integer."),
    TS_METHOD(numbers::kFloat, float_ceil, TS_NAME(__ceil__), "self, /",
              "Return the ceiling as an Integral."),
    TS_METHOD(numbers::kFloat, float_floor, TS_NAME(__floor__), "self, /",
              "Return the floor as an Integral."),
    TS_METHOD(numbers::kFloat, float_format_method, TS_NAME(__format__), "self, format_spec, /",
              "Formats the float according to format_spec."),
    TS_CLASS_METHOD(numbers::kFloat, float_getformat, TS_NAME(__getformat__), "type, typestr, /",
                    "You probably don't want to use this function."),
    TS_METHOD(numbers::kFloat, float_getnewargs, TS_NAME(__getnewargs__), "self, /", ""),
    TS_METHOD(numbers::kFloat, float_round, TS_NAME(__round__), "self, ndigits=None, /",
              "Return the Integral closest to x, rounding half toward even."),
    TS_METHOD(numbers::kFloat, float_trunc, TS_NAME(__trunc__), "self, /",
              "Return the Integral closest to x between 0 and x."),
};

const GetSet kFloatGetSets[] = {
    TS_GETSET(numbers::kFloat, get_zero, nullptr, TS_NAME(imag),
              "the imaginary part of a complex number"),
    TS_GETSET(numbers::kFloat, float_same, nullptr, TS_NAME(real),
              "the real part of a complex number"),
};

const Attributes kFloatAttributes{
    kFloatNatives,
    kFloatGetSets,
    {},
    "Convert a string or number to a floating-point number, if possible."};

}  // namespace

extern constinit const Type kFloatType =
    bind::make_type(numbers::kFloat, TS_NAME(float), &kObjectType, &kFloatSlots, &kFloatAttributes,
                    Layout{.fixed_bytes = sizeof(Float), .element_bytes = 0, .first = 0, .last = 0},
                    bind::kTypeBase | bind::kTypeMatchSelf);

}  // namespace ts::object
