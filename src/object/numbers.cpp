// Reading, converting, making and hashing numbers: see numbers.h. Hashes follow the Library
// Reference, "Hashing of numeric types", with the modulus of 64-bit CPython on every machine.

#include "object/numbers.h"

#include <cmath>

#include "object/number_ops.h"
#include "text/float_text.h"

namespace ts::object {

using base::DoubleLimb;
using base::kLimbBits;

// --- reading

bool int_to_uint64(Value v, uint64_t& out) {
  const IntView view(v);
  if (view.negative() || view.size() * sizeof(Limb) > sizeof(uint64_t)) return false;
  out = 0;
  for (size_t i = view.size(); i-- > 0;)
    out = (i + 1 < view.size() ? out << (kLimbBits % 64) : 0) | view.limbs()[i];
  return true;
}

bool int_to_int64(Value v, int64_t& out) {
  if (v.is_small_int()) {
    out = v.small_int();
    return true;
  }
  const IntView view(v);
  if (view.size() * sizeof(Limb) > sizeof(uint64_t)) return false;
  uint64_t magnitude = 0;
  for (size_t i = view.size(); i-- > 0;)
    magnitude |= uint64_t{view.limbs()[i]} << (i * kLimbBits % 64);
  constexpr uint64_t kTop = uint64_t{1} << 63;
  if (magnitude > kTop || (magnitude == kTop && !view.negative())) return false;
  out = static_cast<int64_t>(view.negative() ? 0 - magnitude : magnitude);
  return true;
}

bool int_to_intptr(Value v, intptr_t& out) {
  int64_t n;
  if (!int_to_int64(v, n) || n < INTPTR_MIN || n > INTPTR_MAX) return false;
  out = static_cast<intptr_t>(n);
  return true;
}

int int_sign(Value v) {
  const IntView view(v);
  return view.is_zero() ? 0 : view.negative() ? -1 : 1;
}

size_t int_bit_length(Value v) { return base::bit_length(IntView(v).limbs()); }

bool int_to_double(Thread& t, Value v, double& out) {
  if (v.is_small_int()) {
    out = static_cast<double>(v.small_int());
    return true;
  }
  const IntView view(v);
  const double d = text::float_from_limbs<double>(view.limbs(), 0, text::Sticky::kExact);
  if (std::isinf(d)) {
    raise(t, numbers::kOverflowError, "int too large to convert to float");
    return false;
  }
  out = view.negative() ? -d : d;
  return true;
}

RealKind real_to_double(Thread& t, Value v, double& out) {
  if (is_float_value(t, v)) {
    out = float_value(v);
    return RealKind::kReal;
  }
  if (!is_int_value(t, v)) return RealKind::kNotNumber;
  return int_to_double(t, v, out) ? RealKind::kReal : RealKind::kError;
}

namespace {

// The top 64 bits of a magnitude of more than 64 bits, and whether any bit below is set.
uint64_t top_bits(ConstLimbs magnitude, size_t bits, bool& more) {
  constexpr size_t kCount = 64 / kLimbBits + 1;
  Limb top[kCount] = {};
  const size_t drop = bits - 64;
  more = base::trailing_zeros(magnitude) < drop;
  const size_t whole = drop / kLimbBits;
  base::shift_right(Limbs(top, kCount), magnitude.subspan(whole), drop % kLimbBits);
  uint64_t result = 0;
  for (size_t i = 0; i < 64 / kLimbBits; i++) result |= uint64_t{top[i]} << (i * kLimbBits % 64);
  return result;
}

int three_way(uint64_t a, uint64_t b) { return a < b ? -1 : a > b; }

// Compares a magnitude with d > 0.
int compare_magnitude_double(ConstLimbs magnitude, double d) {
  int exponent;
  double fraction = std::frexp(d, &exponent);  // d = fraction * 2^exponent, 0.5 <= fraction < 1
  if (exponent <= 0) return magnitude.empty() ? -1 : 1;
  const size_t bits = base::bit_length(magnitude);
  if (bits != static_cast<size_t>(exponent)) return bits < static_cast<size_t>(exponent) ? -1 : 1;
  if (bits > 64) {  // d has no fraction; its 53 bits stand at the top
    bool more;
    const int order =
        three_way(top_bits(magnitude, bits, more), static_cast<uint64_t>(std::ldexp(fraction, 64)));
    return order ? order : more;
  }
  uint64_t whole = 0;
  for (size_t i = 0; i < magnitude.size(); i++)
    whole |= uint64_t{magnitude[i]} << (i * kLimbBits % 64);
  const double floor = std::floor(d);
  const int order = three_way(whole, static_cast<uint64_t>(floor));
  return order ? order : floor < d ? -1 : 0;
}

}  // namespace

int compare_int_double(Value i, double d) {
  if (std::isnan(d)) return 2;
  if (std::isinf(d)) return d > 0 ? -1 : 1;
  const IntView view(i);
  const int sign = view.is_zero() ? 0 : view.negative() ? -1 : 1;
  const int other = d > 0 ? 1 : d < 0 ? -1 : 0;
  if (sign != other || sign == 0) return sign < other ? -1 : sign > other;
  return sign * compare_magnitude_double(view.limbs(), std::fabs(d));
}

// --- making

Value raise_no_memory(Thread& t) { return raise_object(t, t.vm->roots.memory_error); }

ByteArray* allocate_scratch(Thread& t, size_t bytes) {
  if (bytes > UINT32_MAX - 64) {
    raise_no_memory(t);
    return nullptr;
  }
  ByteArray* result = heap::allocate<ByteArray>(t, numbers::kByteArray, bytes);
  if (result) result->capacity = bytes;
  return result;
}

bool allocate_limbs(Thread& t, size_t count, Limb*& out) {
  out = nullptr;
  if (count == 0) return true;
  if (count > UINT32_MAX / sizeof(Limb)) {
    raise_no_memory(t);
    return false;
  }
  ByteArray* cell = allocate_scratch(t, count * sizeof(Limb));
  if (cell) out = reinterpret_cast<Limb*>(cell->bytes);
  return cell != nullptr;
}

base::Poll limbs_poll(Thread& t) {
  return {[](void* context) {
            Thread& thread = *static_cast<Thread*>(context);
            return !thread.poll.load(std::memory_order_relaxed) || poll(thread);
          },
          &t};
}

Int* allocate_int(Thread& t, size_t limbs) {
  if (limbs > (UINT32_MAX - 64) / sizeof(Limb)) {
    raise_no_memory(t);
    return nullptr;
  }
  Int* cell = heap::allocate<Int>(t, numbers::kInt, limbs * sizeof(Limb));
  if (cell) cell->limbs = static_cast<uint32_t>(limbs);
  return cell;
}

namespace {

// The small int with this normalised magnitude, or the all-zero word when it is too large for one.
Value try_small(ConstLimbs magnitude, bool negative) {
  if (magnitude.empty()) return Value::from_int(0);
  if (magnitude.size() > 1) return Value();
  const Limb limit = static_cast<Limb>(Value::kMaxInt) + negative;
  if (magnitude[0] > limit) return Value();
  const auto n = static_cast<intptr_t>(magnitude[0]);
  return Value::from_int(negative ? -n : n);
}

}  // namespace

Value finish_int(Thread& t, Int* cell, bool negative) {
  const size_t size = base::normalized_size({cell->data(), cell->limbs});
  if (Value small = try_small({cell->data(), size}, negative)) return small;
  if (size != cell->limbs) {
    t.vm->heap.shrink(t, cell, sizeof(Int) + size * sizeof(Limb));
    cell->limbs = static_cast<uint32_t>(size);
  }
  cell->negative = negative;
  return Value(cell);
}

Value int_from_limbs(Thread& t, ConstLimbs magnitude, bool negative) {
  magnitude = base::normalized(magnitude);
  if (Value small = try_small(magnitude, negative)) return small;
  Int* cell = TS_TRY(allocate_int(t, magnitude.size()));
  std::memcpy(cell->data(), magnitude.data(), magnitude.size_bytes());
  cell->negative = negative;
  return Value(cell);
}

Value int_from_double_limb(Thread& t, DoubleLimb magnitude, bool negative) {
  const Limb limbs[2] = {static_cast<Limb>(magnitude), static_cast<Limb>(magnitude >> kLimbBits)};
  return int_from_limbs(t, limbs, negative);
}

static Value int_from_magnitude64(Thread& t, uint64_t magnitude, bool negative) {
  constexpr size_t kCount = 64 / kLimbBits;
  Limb limbs[kCount];
  for (size_t i = 0; i < kCount; i++)
    limbs[i] = static_cast<Limb>(magnitude >> (i * kLimbBits % 64));
  return int_from_limbs(t, limbs, negative);
}

Value make_int(Thread& t, int64_t n) {
  if (Value::fits_int(n)) return Value::from_int(static_cast<intptr_t>(n));
  const auto bits = static_cast<uint64_t>(n);
  return int_from_magnitude64(t, n < 0 ? 0 - bits : bits, n < 0);
}

Value make_int_unsigned(Thread& t, uint64_t n) {
  if (n <= static_cast<uint64_t>(Value::kMaxInt)) return Value::from_int(static_cast<intptr_t>(n));
  return int_from_magnitude64(t, n, false);
}

Value int_from_double(Thread& t, double d) {
  if (std::isnan(d)) return raise(t, numbers::kValueError, "cannot convert float NaN to integer");
  if (std::isinf(d))
    return raise(t, numbers::kOverflowError, "cannot convert float infinity to integer");
  constexpr double kInt64Bound = 9223372036854775808.0;
  if (std::fabs(d) < kInt64Bound) return make_int(t, static_cast<int64_t>(d));
  int exponent;
  const double fraction = std::frexp(std::fabs(d), &exponent);
  const auto mantissa = static_cast<uint64_t>(std::ldexp(fraction, 64));
  Int* cell = TS_TRY(allocate_int(t, (static_cast<size_t>(exponent) + kLimbBits - 1) / kLimbBits));
  constexpr size_t kCount = 64 / kLimbBits;
  Limb limbs[kCount];
  for (size_t i = 0; i < kCount; i++)
    limbs[i] = static_cast<Limb>(mantissa >> (i * kLimbBits % 64));
  base::shift_left({cell->data(), cell->limbs}, limbs, static_cast<size_t>(exponent) - 64);
  return finish_int(t, cell, d < 0);
}

Value int_exact(Thread& t, Value v) {
  if (v.is_small_int()) return v;
  if (v.is_bool()) return Value::from_int(v.is_true());
  if (v.cell()->type_number() == numbers::kInt) return v;
  const IntView view(v);
  return int_from_limbs(t, view.limbs(), view.negative());
}

Value int_of_type(Thread& t, const Type* type, Value v) {
  if (type->number == numbers::kInt) return v;
  const IntView view(v);
  Int* cell =
      static_cast<Int*>(TS_TRY(allocate_native(t, type, sizeof(Int) + view.limbs().size_bytes())));
  cell->limbs = static_cast<uint32_t>(view.size());
  cell->negative = view.negative();
  if (!view.is_zero()) std::memcpy(cell->data(), view.limbs().data(), view.limbs().size_bytes());
  return Value(cell);
}

Value make_float(Thread& t, double d) {
  if (Value v = Value::try_float(d)) return v;
  Float* cell = TS_TRY(heap::allocate<Float>(t, numbers::kFloat));
  cell->value = d;
  return Value(cell);
}

Value float_of_type(Thread& t, const Type* type, double d) {
  if (type->number == numbers::kFloat) return make_float(t, d);
  Float* cell = static_cast<Float*>(TS_TRY(allocate_native(t, type, sizeof(Float))));
  cell->value = d;
  return Value(cell);
}

Value make_complex(Thread& t, double real, double imag) {
  Complex* cell = TS_TRY(heap::allocate<Complex>(t, numbers::kComplex));
  cell->real = real;
  cell->imag = imag;
  return Value(cell);
}

// --- hashes

static uint64_t rotate61(uint64_t h, unsigned count) {
  return ((h << count) & kHashModulus) | (h >> (61 - count));
}

int64_t hash_int(Value v) {
  const IntView view(v);
  uint64_t h = 0;
  for (size_t i = view.size(); i-- > 0;) {
    const uint64_t limb = view.limbs()[i];
    h = rotate61(h, kLimbBits % 61);  // times 2^64 is times 2^3
    h += (limb & kHashModulus) + (limb >> 61);
    while (h >= kHashModulus) h -= kHashModulus;
  }
  const int64_t hash = view.negative() ? -static_cast<int64_t>(h) : static_cast<int64_t>(h);
  return hash == -1 ? -2 : hash;
}

int64_t hash_double(double d) {
  if (std::isinf(d)) return d > 0 ? 314159 : -314159;
  int exponent;
  double fraction = std::frexp(std::fabs(d), &exponent);
  const auto mantissa = static_cast<uint64_t>(std::ldexp(fraction, 53));
  int shift = (exponent - 53) % 61;
  if (shift < 0) shift += 61;
  const uint64_t h = rotate61(mantissa, static_cast<unsigned>(shift));
  const int64_t hash = d < 0 ? -static_cast<int64_t>(h) : static_cast<int64_t>(h);
  return hash == -1 ? -2 : hash;
}

// nan has no value to hash: the identity of its cell serves.
static int64_t hash_float_cell(Thread& t, Value v, double d) {
  if (!std::isnan(d)) return hash_double(d);
  return v.is_cell() ? static_cast<int64_t>(t.vm->heap.identity_hash(*t.vm, v.cell())) : 0;
}

int64_t hash_number(Thread& t, Value v) {
  if (is_int_value(t, v)) return hash_int(v);
  if (is_float_value(t, v)) return hash_float_cell(t, v, float_value(v));
  const Complex* c = static_cast<const Complex*>(v.cell());
  constexpr uint64_t kImagFactor = 1000003;
  const auto real = static_cast<uint64_t>(hash_float_cell(t, v, c->real));
  const auto imag = static_cast<uint64_t>(hash_float_cell(t, v, c->imag));
  const auto hash = static_cast<int64_t>(real + kImagFactor * imag);
  return hash == -1 ? -2 : hash;
}

// --- the conversions that runtime.h and native.h declare

Value unary_slot(Thread& t, Value v, UnaryOp op) {
  const Slots& slots = slots_of(t, v);
  return slots.unary ? slots.unary(t, v, op) : kNotImplemented;
}

Value index(Thread& t, Value v) {
  if (v.is_small_int()) return v;
  if (is_int_value(t, v)) return int_exact(t, v);
  Value result = TS_TRY(unary_slot(t, v, UnaryOp::kIndex));
  if (result.is_not_implemented()) {
    return raise(t, numbers::kTypeError, "'{}' object cannot be interpreted as an integer",
                 TypeOf{v});
  }
  if (!is_int_value(t, result)) {
    return raise(t, numbers::kTypeError, "__index__ returned non-int (type {})", TypeOf{result});
  }
  return int_exact(t, result);
}

RealKind any_to_double(Thread& t, Value v, double& out) {
  const RealKind kind = real_to_double(t, v, out);
  if (kind != RealKind::kNotNumber) return kind;
  Value f = unary_slot(t, v, UnaryOp::kFloat);
  if (!f) return RealKind::kError;
  if (!f.is_not_implemented()) {
    if (is_float_value(t, f)) {
      out = float_value(f);
      return RealKind::kReal;
    }
    raise(t, numbers::kTypeError, "{}.__float__ returned non-float (type {})", TypeOf{v},
          TypeOf{f});
    return RealKind::kError;
  }
  Value i = unary_slot(t, v, UnaryOp::kIndex);
  if (!i) return RealKind::kError;
  if (i.is_not_implemented()) return RealKind::kNotNumber;
  if (!is_int_value(t, i)) {
    raise(t, numbers::kTypeError, "__index__ returned non-int (type {})", TypeOf{i});
    return RealKind::kError;
  }
  return int_to_double(t, i, out) ? RealKind::kReal : RealKind::kError;
}

Value power(Thread& t, Value a, Value b, Value modulus) {
  if (!modulus || modulus.is_none()) return binary(t, a, b, BinaryOp::kPow);
  if (is_int_value(t, a) && is_int_value(t, b) && is_int_value(t, modulus)) {
    return int_power_modulo(t, a, b, modulus);
  }
  Value result = kAbsent;
  if (type_of(t, a)->flags & bind::kTypeHeap) {
    result = TS_TRY(call_special(t, a, TS_NAME(__pow__), {b, modulus}));
  }
  if ((result.is_absent() || result.is_not_implemented()) &&
      (type_of(t, b)->flags & bind::kTypeHeap)) {
    result = TS_TRY(call_special(t, b, TS_NAME(__rpow__), {a, modulus}));
  }
  if (!result.is_absent() && !result.is_not_implemented()) return result;
  const Value operands[] = {a, b, modulus};
  bool all_numbers = true;
  for (Value v : operands)
    all_numbers &= is_int_value(t, v) || is_float_value(t, v) || is_complex_value(t, v);
  if (!all_numbers) {
    return raise(t, numbers::kTypeError,
                 "unsupported operand type(s) for ** or pow(): '{}', '{}', '{}'", TypeOf{a},
                 TypeOf{b}, TypeOf{modulus});
  }
  for (Value v : operands) {
    if (is_complex_value(t, v)) return raise(t, numbers::kValueError, "complex modulo");
  }
  return raise(t, numbers::kTypeError,
               "pow() 3rd argument not allowed unless all arguments are integers");
}

bool bind_arguments(Thread& t, const Arguments& arguments, const ParameterNames& names,
                    Value* out) {
  const size_t count = names.names.size();
  for (size_t i = 0; i < count; i++) out[i] = i < arguments.positional ? arguments[i] : Value();
  for (uint32_t k = 0; k < arguments.keywords; k++) {
    const Value name = static_cast<Tuple*>(arguments.names.cell())->items()[k];
    size_t i = 0;
    while (i < count && !(names.names[i] && str_equal(names.names[i], as_str(name)))) i++;
    if (i == count) {
      raise(t, numbers::kTypeError, "{}() got an unexpected keyword argument '{}'", names.function,
            name);
      return false;
    }
    if (out[i]) {
      raise(t, numbers::kTypeError, "argument for {}() given by name ('{}') and position ({})",
            names.function, name, i + 1);
      return false;
    }
    out[i] = arguments[arguments.positional + k];
  }
  return true;
}

}  // namespace ts::object

namespace ts::bind {

using namespace object;

bool to_index(Thread& t, Value v, intptr_t& out) {
  if (v.is_small_int()) {
    out = v.small_int();
    return true;
  }
  Value n = object::index(t, v);
  if (!n) return false;
  if (int_to_intptr(n, out)) return true;
  raise(t, numbers::kOverflowError, "Python int too large to convert to C ssize_t");
  return false;
}

bool to_double(Thread& t, Value v, double& out) {
  const RealKind kind = any_to_double(t, v, out);
  if (kind == RealKind::kNotNumber)
    raise(t, numbers::kTypeError, "must be real number, not {}", TypeOf{v});
  return kind == RealKind::kReal;
}

}  // namespace ts::bind
