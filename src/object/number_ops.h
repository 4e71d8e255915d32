// The operators over any mix of int, bool and float (and complex where said), for the interpreter's
// slow paths, the generic dispatchers and the slots of the number types.

#pragma once

#include "object/int_ops.h"

namespace ts::object {

/// a op b for ints, bools, floats and instances of their subclasses, whose own special methods are
/// not looked at: the slots of the types. kNotImplemented for other operands.
Value mixed_binary(Thread& t, Value a, Value b, BinaryOp op);
/// a op b as True or False; kNotImplemented for other operands. Never raises, never allocates.
Value mixed_compare(const Thread& t, Value a, Value b, CompareOp op);

/// v is of a class made by a program, which may have special methods of its own.
inline bool is_of_class(Value v) {
  return v.is_cell() && v.cell()->type_number() >= heap::kFirstClass;
}
/// The short way for dispatchers: as above for exact ints, bools and floats; kNotImplemented for
/// all else.
inline Value number_binary(Thread& t, Value a, Value b, BinaryOp op) {
  return is_of_class(a) || is_of_class(b) ? kNotImplemented : mixed_binary(t, a, b, op);
}
inline Value number_compare(const Thread& t, Value a, Value b, CompareOp op) {
  return is_of_class(a) || is_of_class(b) ? kNotImplemented : mixed_compare(t, a, b, op);
}
/// a op b for two doubles.
Value float_binary(Thread& t, double a, double b, BinaryOp op);
/// Result of a comparison that gave -1, 0, 1 (2: unordered).
Value compare_result(int order, CompareOp op);

/// Slow paths for small int operands whose result does not fit, or of any other int form.
inline Value int_add_slow(Thread& t, Value a, Value b) { return int_add(t, a, b); }
inline Value int_sub_slow(Thread& t, Value a, Value b) { return int_sub(t, a, b); }
inline Value int_mul_slow(Thread& t, Value a, Value b) { return int_mul(t, a, b); }

/// a ** b for doubles with Python's errors; a complex for a negative base and a fractional
/// exponent.
Value float_power(Thread& t, double a, double b);
/// Python's % and // on doubles, b != 0.
double float_modulo(double a, double b);
double float_floor_divide(double a, double b);

struct ComplexNumber {
  double real, imag;
};
/// complex ** complex. False with ZeroDivisionError or OverflowError pending.
bool complex_power(Thread& t, ComplexNumber a, ComplexNumber b, ComplexNumber& out);
/// The complex value of a number or of an object with __complex__, __float__ or __index__. False
/// with TypeError
/// ("must be real number, not X") or another exception pending.
bool to_complex(Thread& t, Value v, ComplexNumber& out);

}  // namespace ts::object
