// Arithmetic on ints of any size: all operands are ints (small, bool, cell, of a subclass), all
// results exact ints. The algorithms are in base/limbs.h; here are signs, allocation and Python's
// errors.

#pragma once

#include "object/numbers.h"

namespace ts::object {

Value int_add(Thread& t, Value a, Value b);
Value int_sub(Thread& t, Value a, Value b);
Value int_mul(Thread& t, Value a, Value b);
Value int_floor_divide(Thread& t, Value a, Value b);
Value int_modulo(Thread& t, Value a, Value b);
/// Quotient rounded down, and remainder with the sign of b. False with an exception pending.
bool int_divide(Thread& t, Value a, Value b, Value& quotient, Value& remainder);
/// Quotient rounded to nearest, half to even, and what is left.
bool int_divide_nearest(Thread& t, Value a, Value b, Value& quotient, Value& remainder);
/// a / b, correctly rounded: a float.
Value int_true_divide(Thread& t, Value a, Value b);
/// a ** b; a float for negative b.
Value int_power(Thread& t, Value a, Value b);
Value int_power_modulo(Thread& t, Value a, Value b, Value modulus);
Value int_bitwise(Thread& t, base::BitOperation operation, Value a, Value b);
Value int_shift_left(Thread& t, Value a, Value b);
Value int_shift_right(Thread& t, Value a, Value b);
Value int_negate(Thread& t, Value a);
Value int_absolute(Thread& t, Value a);
Value int_invert(Thread& t, Value a);
/// Negative, zero or positive. Never allocates.
int int_compare(Value a, Value b);

Value int_gcd(Thread& t, Value a, Value b);
/// Largest r with r * r <= a, for a >= 0.
Value int_square_root(Thread& t, Value a);

/// Any binary operator on two ints; kMatMul gives kNotImplemented.
Value int_binary(Thread& t, Value a, Value b, BinaryOp op);

}  // namespace ts::object
