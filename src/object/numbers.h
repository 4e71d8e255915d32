// What the number types share: reading ints and floats of any representation, conversions between
// them, making results, hashes. Arithmetic on ints is in int_ops.h, the operators over mixed types
// in number_ops.h.

#pragma once

#include "object/runtime.h"

namespace ts::object {

using base::ConstLimbs;
using base::Limb;
using base::Limbs;

// --- reading

/// int, bool or an instance of a subclass of int.
inline bool is_int_value(const Thread& t, Value v) {
  return v.is_small_int() || v.is_bool() ||
         (v.is_cell() && (v.cell()->type_number() == numbers::kInt ||
                          (v.cell()->type_number() >= heap::kFirstClass &&
                           is_instance_of_native(*t.vm, v, numbers::kInt))));
}
/// float or an instance of a subclass of float.
inline bool is_float_value(const Thread& t, Value v) {
  return v.is_immediate_float() ||
         (v.is_cell() && (v.cell()->type_number() == numbers::kFloat ||
                          (v.cell()->type_number() >= heap::kFirstClass &&
                           is_instance_of_native(*t.vm, v, numbers::kFloat))));
}
inline bool is_complex_value(const Thread& t, Value v) {
  return v.is_cell() && is_instance_of_native(*t.vm, v, numbers::kComplex);
}
/// The double of a value for which is_float_value() holds.
inline double float_value(Value v) {
  return v.is_immediate_float() ? v.immediate_float() : static_cast<const Float*>(v.cell())->value;
}

static_assert(sizeof(intptr_t) <= sizeof(Limb), "a small int must fit one limb");

/// Sign and magnitude of an int in whatever form it has; the magnitude is normalised. Valid while
/// `v` is alive.
class IntView {
 public:
  explicit IntView(Value v) {
    if (v.is_cell()) {
      const Int* cell = static_cast<const Int*>(v.cell());
      limbs_ = {cell->data(), cell->limbs};
      negative_ = cell->negative;
      return;
    }
    const intptr_t n = v.is_small_int() ? v.small_int() : v.is_true();
    negative_ = n < 0;
    small_ = negative_ ? Limb{0} - static_cast<Limb>(n) : static_cast<Limb>(n);
    limbs_ = {&small_, n != 0 ? size_t{1} : 0};
  }
  IntView(const IntView&) = delete;
  IntView& operator=(const IntView&) = delete;

  ConstLimbs limbs() const { return limbs_; }
  size_t size() const { return limbs_.size(); }
  bool negative() const { return negative_; }
  bool is_zero() const { return limbs_.empty(); }
  base::SignedLimbs with_sign() const { return {limbs_, negative_}; }
  /// The lowest limb; 0 for zero.
  Limb low() const { return limbs_.empty() ? 0 : limbs_[0]; }

 private:
  Limb small_;
  ConstLimbs limbs_;
  bool negative_;
};

/// The value of an int when it fits; false otherwise. Never raises. `v` must be an int.
bool int_to_int64(Value v, int64_t& out);
bool int_to_uint64(Value v, uint64_t& out);
bool int_to_intptr(Value v, intptr_t& out);
/// Negative, zero or positive.
int int_sign(Value v);
size_t int_bit_length(Value v);

/// Nearest double of an int, half to even; false with OverflowError pending when too large.
bool int_to_double(Thread& t, Value v, double& out);
/// The double of an int or float value; kNotNumber for anything else.
enum class RealKind : uint8_t { kReal, kNotNumber, kError };
RealKind real_to_double(Thread& t, Value v, double& out);
/// The same for any object, through __float__ and __index__.
RealKind any_to_double(Thread& t, Value v, double& out);

/// Compares exactly: -1, 0, 1, or 2 when `d` is nan.
int compare_int_double(Value i, double d);

// --- making

/// The int with this magnitude (need not be normalised), copied.
Value int_from_limbs(Thread& t, ConstLimbs magnitude, bool negative);
Value int_from_double_limb(Thread& t, base::DoubleLimb magnitude, bool negative);
/// `d` cut off towards zero; ValueError or OverflowError for nan and infinities.
Value int_from_double(Thread& t, double d);
/// A cell for a result of at most `limbs` limbs, to be passed to finish_int().
Int* allocate_int(Thread& t, size_t limbs);
/// Normalises: the small int, or the cell without its leading zeros.
Value finish_int(Thread& t, Int* cell, bool negative);
/// An exact int equal to `v`, which may be a bool or of a subclass.
Value int_exact(Thread& t, Value v);
/// An instance of `type` (int or a subclass) with the value of the exact int `v`.
Value int_of_type(Thread& t, const Type* type, Value v);
Value float_of_type(Thread& t, const Type* type, double d);

// --- text

/// The int written with `digits` (as after sign and prefix; single underscores may stand between
/// digits) in base 2 to
/// 36. For base 10 ValueError beyond Vm::int_max_str_digits.
Value int_from_text(Thread& t, std::string_view digits, int base);
/// The float at the start of `text`, all of which must be one; underscores allowed. For the
/// compiler's constants.
double double_from_text(std::string_view text);
/// int(text, base) for any text: white space, sign, prefix, decimal digits of all scripts. `source`
/// is for the message.
Value int_parse(Thread& t, std::string_view text, int base, Value source);
/// The digits of an int in base 2, 8, 10 or 16, with '-' but without prefix, appended to `out`.
bool append_int(Thread& t, StrBuilder& out, Value v, unsigned base);
/// The str of an int in base 10; ValueError beyond the limit of digits.
Value int_to_str(Thread& t, Value v);
/// Removes what C's isspace() knows from both ends.
void strip_ascii_spaces(std::string_view& text);
/// A copy of `text` as ASCII: decimal digits of all scripts as 0 to 9, white space as blanks,
/// without white space at both ends. Gives `text` itself, shortened, when it is ASCII. `keep` holds
/// the copy. False with an exception.
bool ascii_number_text(Thread& t, std::string_view& text, Value& keep);

// --- hashes: those of 64-bit CPython on every machine

inline constexpr uint64_t kHashModulus = (uint64_t{1} << 61) - 1;
int64_t hash_int(Value v);
/// Hash of a double that is not nan.
int64_t hash_double(double d);
/// Hash of int, float or complex values.
int64_t hash_number(Thread& t, Value v);

// --- helpers of this family

/// Working memory in the heap for one operation.
ByteArray* allocate_scratch(Thread& t, size_t bytes);
/// The same for limbs; nullptr for none. False with MemoryError pending.
bool allocate_limbs(Thread& t, size_t count, Limb*& out);
/// Text that is about to become part of a str: a small buffer on the stack, a cell for longer ones.
class TextBuffer {
 public:
  /// Makes data() point to room for `bytes` characters. False with MemoryError pending.
  bool reserve(Thread& t, size_t bytes) {
    if (bytes <= sizeof(small_)) {
      data_ = small_;
      return true;
    }
    ByteArray* cell = allocate_scratch(t, bytes);
    if (!cell) return false;
    data_ = reinterpret_cast<char*>(cell->bytes);
    return true;
  }
  char* data() { return data_; }

 private:
  char small_[80];
  char* data_ = nullptr;
};

/// How limbs operations reach the safe point.
base::Poll limbs_poll(Thread& t);
/// Raises the preallocated MemoryError.
Value raise_no_memory(Thread& t);
/// Calls the unary slot of v's type; kNotImplemented when there is none.
Value unary_slot(Thread& t, Value v, UnaryOp op);

/// Arguments of a constructor: positionals and keywords sorted into the named parameters.
struct ParameterNames {
  const char* function;               ///< for messages: "int"
  std::span<const Str* const> names;  ///< all parameters; nullptr: positional only
};
/// Fills `out` (one per name; all-zero: not given). False with TypeError pending.
bool bind_arguments(Thread& t, const Arguments& arguments, const ParameterNames& names, Value* out);

}  // namespace ts::object
