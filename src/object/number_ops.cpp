// Operators over mixed numbers: see number_ops.h. Floats follow the Language Reference 6.7 and, for
// powers, ISO C's pow() (Annex F) with Python's errors.

#include "object/number_ops.h"

#include <cmath>

namespace ts::object {

Value compare_result(int order, CompareOp op) {
  switch (op) {
    case CompareOp::kLt:
      return Value::from_bool(order == -1);
    case CompareOp::kLe:
      return Value::from_bool(order == -1 || order == 0);
    case CompareOp::kEq:
      return Value::from_bool(order == 0);
    case CompareOp::kNe:
      return Value::from_bool(order != 0);
    case CompareOp::kGt:
      return Value::from_bool(order == 1);
    case CompareOp::kGe:
      return Value::from_bool(order == 1 || order == 0);
  }
  return kNotImplemented;
}

static int compare_doubles(double a, double b) { return a < b ? -1 : a > b ? 1 : a == b ? 0 : 2; }

Value mixed_compare(const Thread& t, Value a, Value b, CompareOp op) {
  const bool a_int = is_int_value(t, a), b_int = is_int_value(t, b);
  if ((!a_int && !is_float_value(t, a)) || (!b_int && !is_float_value(t, b)))
    return kNotImplemented;
  int order;
  if (a_int && b_int) {
    order = int_compare(a, b);
    order = order < 0 ? -1 : order > 0;
  } else if (a_int) {
    order = compare_int_double(a, float_value(b));
  } else if (b_int) {
    order = compare_int_double(b, float_value(a));
    if (order != 2) order = -order;
  } else {
    order = compare_doubles(float_value(a), float_value(b));
  }
  return compare_result(order, op);
}

double float_modulo(double a, double b) {
  double r = std::fmod(a, b);
  if (r == 0) return std::copysign(0.0, b);
  return (r < 0) != (b < 0) ? r + b : r;
}

double float_floor_divide(double a, double b) {
  const double r = std::fmod(a, b);
  double quotient = (a - r) / b;  // very nearly whole
  if (r != 0 && (r < 0) != (b < 0)) quotient -= 1;
  if (quotient == 0) return std::copysign(0.0, a / b);
  const double floor = std::floor(quotient);
  return quotient - floor > 0.5 ? floor + 1 : floor;
}

static Value float_overflow(Thread& t) {
  constexpr intptr_t kErange = 34;
  Value arguments[] = {Value::from_int(kErange), TS_STR("Numerical result out of range")};
  Value exception = TS_TRY(make_exception(t, numbers::kOverflowError, arguments));
  return raise_object(t, exception);
}

Value float_power(Thread& t, double a, double b) {
  if (a == 0 && b < 0 && std::isfinite(b)) {
    return raise(t, numbers::kZeroDivisionError, "zero to a negative power");
  }
  if (a < 0 && std::isfinite(a) && std::isfinite(b) && b != std::floor(b)) {
    ComplexNumber out;
    return complex_power(t, {a, 0}, {b, 0}, out) ? make_complex(t, out.real, out.imag) : Value();
  }
  const double d = std::pow(a, b);
  if (std::isinf(d) && std::isfinite(a) && std::isfinite(b)) return float_overflow(t);
  return make_float(t, d);
}

Value float_binary(Thread& t, double a, double b, BinaryOp op) {
  const bool divides = op == BinaryOp::kDiv || op == BinaryOp::kFloorDiv || op == BinaryOp::kMod ||
                       op == BinaryOp::kDivMod;
  if (divides && b == 0) return raise(t, numbers::kZeroDivisionError, "division by zero");
  switch (op) {
    case BinaryOp::kAdd:
      return make_float(t, a + b);
    case BinaryOp::kSub:
      return make_float(t, a - b);
    case BinaryOp::kMul:
      return make_float(t, a * b);
    case BinaryOp::kDiv:
      return make_float(t, a / b);
    case BinaryOp::kFloorDiv:
      return make_float(t, float_floor_divide(a, b));
    case BinaryOp::kMod:
      return make_float(t, float_modulo(a, b));
    case BinaryOp::kPow:
      return float_power(t, a, b);
    case BinaryOp::kDivMod: {
      Value quotient = TS_TRY(make_float(t, float_floor_divide(a, b)));
      Value remainder = TS_TRY(make_float(t, float_modulo(a, b)));
      return make_tuple(t, {quotient, remainder});
    }
    default:
      return kNotImplemented;
  }
}

static bool is_bit_operation(BinaryOp op) {
  return op == BinaryOp::kAnd || op == BinaryOp::kOr || op == BinaryOp::kXor ||
         op == BinaryOp::kShl || op == BinaryOp::kShr || op == BinaryOp::kMatMul;
}

Value mixed_binary(Thread& t, Value a, Value b, BinaryOp op) {
  const bool a_int = is_int_value(t, a), b_int = is_int_value(t, b);
  if (a_int && b_int) {
    if (a.is_bool() && b.is_bool()) {
      if (op == BinaryOp::kAnd) return Value::from_bool(a.is_true() && b.is_true());
      if (op == BinaryOp::kOr) return Value::from_bool(a.is_true() || b.is_true());
      if (op == BinaryOp::kXor) return Value::from_bool(a.is_true() != b.is_true());
    }
    return int_binary(t, a, b, op);
  }
  if (is_bit_operation(op)) return kNotImplemented;
  if ((!a_int && !is_float_value(t, a)) || (!b_int && !is_float_value(t, b)))
    return kNotImplemented;
  double x, y;
  if (real_to_double(t, a, x) != RealKind::kReal || real_to_double(t, b, y) != RealKind::kReal)
    return {};
  return float_binary(t, x, y, op);
}

}  // namespace ts::object
