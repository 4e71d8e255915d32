// The type complex: slots, arithmetic, construction, methods. Mixed operations keep real operands
// real (Library Reference, "Numeric Types", as of Python 3.14); infinities are recovered as in ISO
// C, Annex G.5.1.

#include <cmath>
#include <utility>

#include "object/format_spec.h"
#include "object/number_ops.h"
#include "text/float_text.h"

namespace ts::object {

namespace {

using C = ComplexNumber;

// --- arithmetic

// Infinite parts become signed ones, others signed zeros: the direction of an infinite number.
C unit_of_infinity(C z) {
  return {std::copysign(std::isinf(z.real) ? 1.0 : 0.0, z.real),
          std::copysign(std::isinf(z.imag) ? 1.0 : 0.0, z.imag)};
}
bool is_infinite(C z) { return std::isinf(z.real) || std::isinf(z.imag); }
bool is_finite(C z) { return std::isfinite(z.real) && std::isfinite(z.imag); }
C zero_for_nan(C z) {
  return {std::isnan(z.real) ? std::copysign(0.0, z.real) : z.real,
          std::isnan(z.imag) ? std::copysign(0.0, z.imag) : z.imag};
}

C multiply(C a, C b) {
  const double ac = a.real * b.real, bd = a.imag * b.imag, ad = a.real * b.imag,
               bc = a.imag * b.real;
  C r{ac - bd, ad + bc};
  if (!std::isnan(r.real) || !std::isnan(r.imag)) return r;
  bool recover = false;
  if (is_infinite(a)) {
    a = unit_of_infinity(a);
    b = zero_for_nan(b);
    recover = true;
  }
  if (is_infinite(b)) {
    b = unit_of_infinity(b);
    a = zero_for_nan(a);
    recover = true;
  }
  if (!recover && (std::isinf(ac) || std::isinf(bd) || std::isinf(ad) || std::isinf(bc))) {
    a = zero_for_nan(a);
    b = zero_for_nan(b);
    recover = true;
  }
  if (!recover) return r;
  return {HUGE_VAL * (a.real * b.real - a.imag * b.imag),
          HUGE_VAL * (a.real * b.imag + a.imag * b.real)};
}

// a / b for b != 0: scaled by the larger part of b (R. Smith, "Algorithm 116: Complex division").
C divide(C a, C b) {
  C r{NAN, NAN};
  if (std::fabs(b.real) >= std::fabs(b.imag)) {
    const double ratio = b.imag / b.real, scale = b.real + b.imag * ratio;
    r = {(a.real + a.imag * ratio) / scale, (a.imag - a.real * ratio) / scale};
  } else if (std::fabs(b.imag) >= std::fabs(b.real)) {
    const double ratio = b.real / b.imag, scale = b.real * ratio + b.imag;
    r = {(a.real * ratio + a.imag) / scale, (a.imag * ratio - a.real) / scale};
  }
  if (!std::isnan(r.real) || !std::isnan(r.imag)) return r;
  if (is_infinite(a) && is_finite(b)) {
    const C u = unit_of_infinity(a);
    return {HUGE_VAL * (u.real * b.real + u.imag * b.imag),
            HUGE_VAL * (u.imag * b.real - u.real * b.imag)};
  }
  if (is_infinite(b) && is_finite(a)) {
    const C u = unit_of_infinity(b);
    return {0.0 * (a.real * u.real + a.imag * u.imag), 0.0 * (a.imag * u.real - a.real * u.imag)};
  }
  return r;
}

Value make(Thread& t, C z) { return make_complex(t, z.real, z.imag); }

Value zero_division(Thread& t) { return raise(t, numbers::kZeroDivisionError, "division by zero"); }

bool is_zero(C z) { return z.real == 0 && z.imag == 0; }

// Both operands complex.
Value binary_complex(Thread& t, C a, C b, BinaryOp op) {
  switch (op) {
    case BinaryOp::kAdd:
      return make(t, {a.real + b.real, a.imag + b.imag});
    case BinaryOp::kSub:
      return make(t, {a.real - b.real, a.imag - b.imag});
    case BinaryOp::kMul:
      return make(t, multiply(a, b));
    case BinaryOp::kDiv:
      return is_zero(b) ? zero_division(t) : make(t, divide(a, b));
    case BinaryOp::kPow: {
      C out;
      return complex_power(t, a, b, out) ? make(t, out) : Value();
    }
    default:
      return kNotImplemented;
  }
}

// A complex and a real operand.
Value binary_complex_real(Thread& t, C a, double b, BinaryOp op) {
  switch (op) {
    case BinaryOp::kAdd:
      return make(t, {a.real + b, a.imag});
    case BinaryOp::kSub:
      return make(t, {a.real - b, a.imag});
    case BinaryOp::kMul:
      return make(t, {a.real * b, a.imag * b});
    case BinaryOp::kDiv:
      return b == 0 ? zero_division(t) : make(t, {a.real / b, a.imag / b});
    default:
      return binary_complex(t, a, {b, 0}, op);
  }
}

// a / b for real a: as divide(), without an imaginary part that is not there.
C divide_real(double a, C b) {
  C r{NAN, NAN};
  if (std::fabs(b.real) >= std::fabs(b.imag)) {
    const double ratio = b.imag / b.real, scale = b.real + b.imag * ratio;
    r = {a / scale, -a * ratio / scale};
  } else if (std::fabs(b.imag) >= std::fabs(b.real)) {
    const double ratio = b.real / b.imag, scale = b.real * ratio + b.imag;
    r = {a * ratio / scale, -a / scale};
  }
  if (std::isnan(r.real) && std::isnan(r.imag) && std::isfinite(a) && is_infinite(b)) {
    const C u = unit_of_infinity(b);
    return {0.0 * (a * u.real), 0.0 * (-a * u.imag)};
  }
  return r;
}

Value binary_real_complex(Thread& t, double a, C b, BinaryOp op) {
  switch (op) {
    case BinaryOp::kAdd:
      return make(t, {a + b.real, b.imag});
    case BinaryOp::kSub:
      return make(t, {a - b.real, -b.imag});
    case BinaryOp::kMul:
      return make(t, {a * b.real, a * b.imag});
    case BinaryOp::kDiv:
      return is_zero(b) ? zero_division(t) : make(t, divide_real(a, b));
    default:
      return binary_complex(t, {a, 0}, b, op);
  }
}

C value_of(Value v) {
  const Complex* c = static_cast<const Complex*>(v.cell());
  return {c->real, c->imag};
}

bool supports(BinaryOp op) {
  return op == BinaryOp::kAdd || op == BinaryOp::kSub || op == BinaryOp::kMul ||
         op == BinaryOp::kDiv || op == BinaryOp::kPow;
}

Value complex_binary(Thread& t, Value a, Value b, BinaryOp op) {
  if (!supports(op)) return kNotImplemented;
  const bool a_complex = is_complex_value(t, a), b_complex = is_complex_value(t, b);
  if (a_complex && b_complex) return binary_complex(t, value_of(a), value_of(b), op);
  if (!a_complex && !b_complex) return kNotImplemented;
  double real;
  const RealKind kind = real_to_double(t, a_complex ? b : a, real);
  if (kind == RealKind::kNotNumber) return kNotImplemented;
  if (kind == RealKind::kError) return {};
  return a_complex ? binary_complex_real(t, value_of(a), real, op)
                   : binary_real_complex(t, real, value_of(b), op);
}

// z^n for a positive whole n.
C whole_power(C z, unsigned n) {
  C result{1, 0};
  for (;;) {
    if (n & 1) result = multiply(result, z);
    n >>= 1;
    if (n == 0) return result;
    z = multiply(z, z);
  }
}

// --- slots

// A part as repr() shows it: a whole one has no ".0".
size_t write_part(double d, char* out) {
  const size_t n = text::write_repr(d, out);
  return n > 2 && out[n - 1] == '0' && out[n - 2] == '.' ? n - 2 : n;
}

Value complex_repr(Thread& t, Value self) {
  const C z = value_of(self);
  char text[2 * text::kMaxReprLength + 4];
  size_t n = 0;
  const bool imag_only = z.real == 0 && !std::signbit(z.real);
  if (!imag_only) {
    text[n++] = '(';
    n += write_part(z.real, text + n);
    if (std::isnan(z.imag) || !std::signbit(z.imag)) text[n++] = '+';
  }
  n += write_part(z.imag, text + n);
  text[n++] = 'j';
  if (!imag_only) text[n++] = ')';
  return make_str(t, {text, n});
}

bool complex_hash(Thread& t, Value self, intptr_t& out) {
  out = static_cast<intptr_t>(hash_number(t, self));
  return true;
}

Value complex_compare(Thread& t, Value a, Value b, CompareOp op) {
  if (op != CompareOp::kEq && op != CompareOp::kNe) return kNotImplemented;
  if (!is_complex_value(t, a)) std::swap(a, b);
  const C z = value_of(a);
  bool same;
  if (is_complex_value(t, b)) {
    const C other = value_of(b);
    same = z.real == other.real && z.imag == other.imag;
  } else if (is_int_value(t, b)) {
    same = z.imag == 0 && compare_int_double(b, z.real) == 0;
  } else if (is_float_value(t, b)) {
    same = z.imag == 0 && z.real == float_value(b);
  } else {
    return kNotImplemented;
  }
  return Value::from_bool(same == (op == CompareOp::kEq));
}

Value complex_absolute(Thread& t, C z) {
  const double d = std::hypot(z.real, z.imag);
  if (std::isinf(d) && is_finite(z))
    return raise(t, numbers::kOverflowError, "absolute value too large");
  return make_float(t, d);
}

Value complex_unary(Thread& t, Value self, UnaryOp op) {
  const C z = value_of(self);
  switch (op) {
    case UnaryOp::kNeg:
      return make(t, {-z.real, -z.imag});
    case UnaryOp::kPos:
      return is_exact(self, numbers::kComplex) ? self : make(t, z);
    case UnaryOp::kAbs:
      return complex_absolute(t, z);
    default:
      return kNotImplemented;
  }
}

int complex_truth(Thread&, Value self) { return !is_zero(value_of(self)); }

// --- construction

Value complex_of_type(Thread& t, const Type* type, C z) {
  if (type->number == numbers::kComplex) return make(t, z);
  Complex* cell = static_cast<Complex*>(TS_TRY(allocate_native(t, type, sizeof(Complex))));
  cell->real = z.real;
  cell->imag = z.imag;
  return Value(cell);
}

// A float at the front of `text`, which is shortened.
bool take_float(std::string_view& text, double& out) {
  const size_t n = text::parse_float(text, &out);
  text.remove_prefix(n);
  return n != 0;
}

// A sign alone counts as 1 before the "j".
bool take_unit(std::string_view& text, double& out) {
  out = 1;
  if (!text.empty() && (text[0] == '+' || text[0] == '-')) {
    if (text[0] == '-') out = -1;
    text.remove_prefix(1);
  }
  return !text.empty() && (text[0] == 'j' || text[0] == 'J');
}

bool take_j(std::string_view& text) {
  if (text.empty() || (text[0] != 'j' && text[0] != 'J')) return false;
  text.remove_prefix(1);
  return true;
}

// [real] [imag "j"], of which one must be there.
bool parse_parts(std::string_view& text, C& out) {
  out = {0, 0};
  double first;
  if (!take_float(text, first)) return take_unit(text, out.imag) && take_j(text);
  if (!text.empty() && (text[0] == '+' || text[0] == '-')) {
    out.real = first;
    return (take_float(text, out.imag) || take_unit(text, out.imag)) && take_j(text);
  }
  (take_j(text) ? out.imag : out.real) = first;
  return true;
}

bool complex_parse(Thread& t, Value source, C& out) {
  std::string_view text = as_str(source)->view();
  Value keep;
  if (!ascii_number_text(t, text, keep)) return false;
  const bool parenthesis = !text.empty() && text[0] == '(';
  if (parenthesis) {
    text.remove_prefix(1);
    strip_ascii_spaces(text);
  }
  bool ok = parse_parts(text, out);
  strip_ascii_spaces(text);
  if (ok && parenthesis) {
    ok = !text.empty() && text[0] == ')';
    if (ok) text.remove_prefix(1);
  }
  if (ok && text.empty()) return true;
  raise(t, numbers::kValueError, "complex() arg is a malformed string");
  return false;
}

// The value of `v` through __complex__. 1 found, 0 not, -1 error.
int through_complex_method(Thread& t, Value v, C& out) {
  if (is_exact(v, numbers::kComplex)) {
    out = value_of(v);
    return 1;
  }
  if (type_of(t, v)->flags & bind::kTypeHeap) {
    Value result = call_special(t, v, TS_NAME(__complex__));
    if (!result) return -1;
    if (!result.is_absent()) {
      if (!is_complex_value(t, result)) {
        raise(t, numbers::kTypeError, "__complex__ returned non-complex (type {})", TypeOf{result});
        return -1;
      }
      out = value_of(result);
      return 1;
    }
  }
  if (!is_complex_value(t, v)) return 0;
  out = value_of(v);
  return 1;
}

// complex(x): text, __complex__, or a real number.
bool complex_from_object(Thread& t, Value x, C& out) {
  if (is_instance_of_native(*t.vm, x, numbers::kStr)) return complex_parse(t, x, out);
  if (int found = through_complex_method(t, x, out)) return found > 0;
  out.imag = 0;
  const RealKind kind = any_to_double(t, x, out.real);
  if (kind == RealKind::kNotNumber) {
    raise(t, numbers::kTypeError, "complex() argument must be a string or a number, not {}",
          TypeOf{x});
  }
  return kind == RealKind::kReal;
}

// The argument `name` of complex(real, imag): a real number, or (deprecated in CPython) a complex
// one.
struct Part {
  C value;
  bool is_complex;
};
bool complex_part(Thread& t, Value x, const char* name, Part& out) {
  out = {{0, 0}, false};
  if (!x) return true;
  const bool is_real = std::string_view(name) == "real";
  if (is_real || is_complex_value(t, x)) {
    const int found = through_complex_method(t, x, out.value);
    out.is_complex = found > 0;
    if (found) return found > 0;
  }
  const RealKind kind = any_to_double(t, x, out.value.real);
  if (kind == RealKind::kNotNumber) {
    raise(t, numbers::kTypeError, "complex() argument '{}' must be a real number, not {}", name,
          TypeOf{x});
  }
  return kind == RealKind::kReal;
}

Value complex_construct(Thread& t, Value type_value, const Arguments& arguments) {
  const Type* type = static_cast<const Type*>(type_value.cell());
  if (arguments.positional + arguments.keywords > 2) {
    return raise(t, numbers::kTypeError, "complex() takes at most 2 arguments ({} given)",
                 arguments.positional + arguments.keywords);
  }
  static constexpr const Str* kNames[] = {TS_NAME(real), TS_NAME(imag)};
  Value values[2];
  if (!bind_arguments(t, arguments, {"complex", kNames}, values)) return {};
  C z{0, 0};
  if (values[0] && !values[1]) {
    if (type->number == numbers::kComplex && is_exact(values[0], numbers::kComplex))
      return values[0];
    return complex_from_object(t, values[0], z) ? complex_of_type(t, type, z) : Value();
  }
  Part real, imag;
  if (!complex_part(t, values[0], "real", real)) return {};
  if (!complex_part(t, values[1], "imag", imag)) return {};
  // real + imag * 1j, without touching parts that are not there: their zeros have signs.
  z = {real.value.real, imag.value.real};
  if (imag.is_complex) z.real -= imag.value.imag;
  if (real.is_complex) z.imag += real.value.imag;
  return complex_of_type(t, type, z);
}

// --- methods

Value complex_conjugate(Thread& t, Value self) {
  const C z = value_of(self);
  return make(t, {z.real, -z.imag});
}
Value complex_same(Thread& t, Value self) {
  return is_exact(self, numbers::kComplex) ? self : make(t, value_of(self));
}
Value complex_getnewargs(Thread& t, Value self) {
  const C z = value_of(self);
  Value real = TS_TRY(make_float(t, z.real));
  Value imag = TS_TRY(make_float(t, z.imag));
  return make_tuple(t, {real, imag});
}
Value complex_format_method(Thread& t, Value self, Str* spec) {
  return format_complex(t, self, spec->view());
}

Value complex_from_number(Thread& t, Value type, Value number) {
  const bool exact_type = static_cast<const Type*>(type.cell())->number == numbers::kComplex;
  if (exact_type && is_exact(number, numbers::kComplex)) return number;
  C z;
  if (!to_complex(t, number, z)) return {};
  Value v = TS_TRY(make(t, z));
  return exact_type ? v : call(t, type, {v});
}

Value get_real(Thread& t, Value self) { return make_float(t, value_of(self).real); }
Value get_imag(Thread& t, Value self) { return make_float(t, value_of(self).imag); }

const Slots kComplexSlots{
    .repr = complex_repr,
    .hash = complex_hash,
    .compare = complex_compare,
    .binary = complex_binary,
    .unary = complex_unary,
    .truth = complex_truth,
    .construct = complex_construct,
};

const Native kComplexNatives[] = {
    TS_METHOD(numbers::kComplex, complex_conjugate, TS_NAME(conjugate), "self, /",
              "Return the complex conjugate of its argument. (3-4j).conjugate() == 3+4j."),
    TS_CLASS_METHOD(numbers::kComplex, complex_from_number, TS_NAME(from_number), "type, number, /",
                    "Convert number to a complex floating-point number."),
    TS_METHOD(numbers::kComplex, complex_same, TS_NAME(__complex__), "self, /",
              "Convert this value to exact type complex."),
    TS_METHOD(numbers::kComplex, complex_format_method, TS_NAME(__format__), "self, format_spec, /",
              "Convert to a string according to format_spec."),
    TS_METHOD(numbers::kComplex, complex_getnewargs, TS_NAME(__getnewargs__), "self, /", ""),
};

const GetSet kComplexGetSets[] = {
    TS_GETSET(numbers::kComplex, get_imag, nullptr, TS_NAME(imag),
              "the imaginary part of a complex number"),
    TS_GETSET(numbers::kComplex, get_real, nullptr, TS_NAME(real),
              "the real part of a complex number"),
};

const Attributes kComplexAttributes{
    kComplexNatives, kComplexGetSets, {}, "Create a complex number from a string or numbers."};

}  // namespace

bool complex_power(Thread& t, ComplexNumber a, ComplexNumber b, ComplexNumber& out) {
  constexpr double kMaxWhole = 100;
  const bool whole = b.imag == 0 && b.real == std::floor(b.real) && std::fabs(b.real) <= kMaxWhole;
  if (is_zero(a) && !is_zero(b) && (b.imag != 0 || b.real < 0)) {
    raise(t, numbers::kZeroDivisionError, "zero to a negative or complex power");
    return false;
  }
  if (whole) {
    out = whole_power(a, static_cast<unsigned>(std::fabs(b.real)));
    if (b.real < 0) out = is_zero(out) ? C{0, 0} : divide({1, 0}, out);
  } else if (is_zero(a)) {
    out = {0, 0};
  } else {
    const double magnitude = std::hypot(a.real, a.imag), angle = std::atan2(a.imag, a.real);
    double length = std::pow(magnitude, b.real), phase = angle * b.real;
    if (b.imag != 0) {
      length *= std::exp(-angle * b.imag);
      phase += b.imag * std::log(magnitude);
    }
    out = {length * std::cos(phase), length * std::sin(phase)};
  }
  if (!is_infinite(out)) return true;
  raise(t, numbers::kOverflowError, "complex exponentiation");
  return false;
}

bool to_complex(Thread& t, Value v, ComplexNumber& out) {
  if (int found = through_complex_method(t, v, out)) return found > 0;
  out.imag = 0;
  return to_double(t, v, out.real);
}

extern constinit const Type kComplexType = bind::make_type(
    numbers::kComplex, TS_NAME(complex), &kObjectType, &kComplexSlots, &kComplexAttributes,
    Layout{.fixed_bytes = sizeof(Complex), .element_bytes = 0, .first = 0, .last = 0},
    bind::kTypeBase);

}  // namespace ts::object
