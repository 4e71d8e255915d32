// Sums, products and norms of math: fsum, sumprod, prod, hypot, dist. Exactness comes from
// error-free transformations: J. R. Shewchuk, "Adaptive Precision Floating-Point Arithmetic"
// (1997); T. Ogita, S. Rump, S. Oishi, "Accurate sum and dot product" (2005).

#include <utility>

#include "modules/math_parts.h"

namespace ts::modules {

namespace {

/// A number as the sum of a double and what it lacks.
struct Pair {
  double high, low;
};

// a + b exactly (Knuth's TwoSum).
Pair two_sum(double a, double b) {
  const double sum = a + b;
  const double part = sum - a;
  return {sum, (a - (sum - part)) + (b - part)};
}

// a * b exactly.
Pair two_product(double a, double b) {
  const double product = a * b;
  return {product, std::fma(a, b, -product)};
}

/// Doubles in working memory of the heap.
class DoubleArray {
 public:
  bool reserve(Thread& t, size_t count) {
    if (count <= kSmall) {
      data_ = small_;
      capacity_ = kSmall;
      return true;
    }
    ByteArray* cell = allocate_scratch(t, count * sizeof(double));
    if (!cell) return false;
    double* data = reinterpret_cast<double*>(cell->bytes);
    if (data_) std::memcpy(data, data_, capacity_ * sizeof(double));
    data_ = data;
    capacity_ = count;
    return true;
  }
  size_t capacity() const { return capacity_; }
  double& operator[](size_t i) { return data_[i]; }

 private:
  static constexpr size_t kSmall = 8;
  double small_[kSmall];
  double* data_ = nullptr;
  size_t capacity_ = 0;
};

/// Shewchuk's growing expansion: partials of increasing magnitude that do not overlap.
class ExactSum {
 public:
  bool start(Thread& t) { return partials_.reserve(t, 8); }

  // False with an exception pending.
  bool add(Thread& t, double x) {
    const double given = x;
    size_t kept = 0;
    for (size_t i = 0; i < count_; i++) {
      const Pair sum = two_sum(x, partials_[i]);
      if (sum.low != 0) partials_[kept++] = sum.low;
      x = sum.high;
    }
    count_ = kept;
    if (x == 0) return true;
    if (!std::isfinite(x)) return add_special(t, given);
    if (count_ == partials_.capacity() && !partials_.reserve(t, 2 * count_)) return false;
    partials_[count_++] = x;
    return true;
  }

  Value finish(Thread& t) {
    if (special_ != 0) {
      if (std::isnan(infinite_)) return raise(t, numbers::kValueError, "-inf + inf in fsum");
      return make_float(t, special_);
    }
    double sum = 0, low = 0;
    while (count_ > 0 && low == 0) {
      const Pair pair = two_sum(sum, partials_[--count_]);
      sum = pair.high;
      low = pair.low;
    }
    // A tie was broken by `low` alone: what lies below decides, when it points the same way.
    if (count_ > 0 &&
        ((low < 0 && partials_[count_ - 1] < 0) || (low > 0 && partials_[count_ - 1] > 0))) {
      const double twice = low * 2, moved = sum + twice;
      if (twice == moved - sum) sum = moved;
    }
    return make_float(t, sum);
  }

 private:
  bool add_special(Thread& t, double given) {
    if (std::isfinite(given)) {
      raise(t, numbers::kOverflowError, "intermediate overflow in fsum");
      return false;
    }
    if (std::isinf(given)) infinite_ += given;
    special_ += given;
    count_ = 0;
    return true;
  }

  DoubleArray partials_;
  size_t count_ = 0;
  double special_ = 0, infinite_ = 0;  // sums of infinities and nans, of infinities
};

// Square root of the sum of squares, nearly always correctly rounded: scaled by a power of two,
// squares summed with their errors, and one Newton step on the root.
double vector_norm(DoubleArray& x, size_t n) {
  double largest = 0;
  bool nan = false;
  for (size_t i = 0; i < n; i++) {
    nan |= std::isnan(x[i]);
    if (std::fabs(x[i]) > largest) largest = std::fabs(x[i]);
  }
  if (std::isinf(largest)) return largest;
  if (nan) return NAN;
  if (largest == 0) return 0;
  int exponent;
  std::frexp(largest, &exponent);
  double sum = 0, lost = 0;
  for (size_t i = 0; i < n; i++) {
    const double scaled = std::ldexp(x[i], -exponent);
    const Pair square = two_product(scaled, scaled);
    const Pair total = two_sum(sum, square.high);
    sum = total.high;
    lost += total.low + square.low;
  }
  double root = std::sqrt(sum + lost);
  const Pair back = two_product(-root, root);
  const Pair difference = two_sum(sum, back.high);
  root += (difference.high + (difference.low + lost + back.low)) / (2 * root);
  return std::ldexp(root, exponent);
}

}  // namespace

Value math_fsum(Thread& t, Value seq) {
  Value iterator = TS_TRY(iter(t, seq));
  ExactSum sum;
  if (!sum.start(t)) return {};
  for (;;) {
    TS_POLL(t);
    Value item = TS_TRY(next(t, iterator));
    if (item.is_stop()) return sum.finish(t);
    double d;
    if (!to_double(t, item, d) || !sum.add(t, d)) return {};
  }
}

Value math_prod(Thread& t, Value iterable, Value start) {
  Value result = start ? start : Value::from_int(1);
  Value iterator = TS_TRY(iter(t, iterable));
  for (;;) {
    TS_POLL(t);
    Value item = TS_TRY(next(t, iterator));
    if (item.is_stop()) return result;
    result = TS_TRY(binary(t, result, item, BinaryOp::kMul));
  }
}

namespace {

/// Sum of products in three doubles (Dot3 of Ogita, Rump and Oishi).
class TripleSum {
 public:
  // False, unchanged, when the result would not be finite.
  bool add_product(double a, double b) {
    const Pair product = two_product(a, b);
    const Pair high = two_sum(high_, product.high);
    const Pair low = two_sum(low_, product.low);
    const Pair carry = two_sum(low.high, high.low);
    const double tiny = tiny_ + low.low + carry.low;
    if (!std::isfinite(high.high) || !std::isfinite(carry.high) || !std::isfinite(tiny))
      return false;
    high_ = high.high;
    low_ = carry.high;
    tiny_ = tiny;
    return true;
  }
  double value() const {
    const Pair last = two_sum(low_, tiny_);
    const Pair total = two_sum(high_, last.high);
    return total.high + (last.low + total.low);
  }

 private:
  double high_ = 0, low_ = 0, tiny_ = 0;
};

/// The running state of sumprod: exact ints first, then floats with extra precision, then anything.
class SumProduct {
 public:
  explicit SumProduct(Thread& t) : t_(t) {}

  bool add(Value a, Value b) {
    if (ints_ && is_exact(a, numbers::kInt) && is_exact(b, numbers::kInt)) return add_objects(a, b);
    ints_ = false;
    if (floats_ && add_floats(a, b)) return true;
    return leave_floats() && add_objects(a, b);
  }
  Value finish() { return leave_floats() ? total_ : Value(); }

 private:
  static bool as_double(Value v, double& out) {
    if (is_exact(v, numbers::kFloat)) {
      out = float_value(v);
      return true;
    }
    if (!v.is_small_int()) return false;
    out = static_cast<double>(v.small_int());
    return true;
  }
  // Two floats, or a float and an int that a double holds near enough.
  bool add_floats(Value a, Value b) {
    double x, y;
    if (!is_exact(a, numbers::kFloat) && !is_exact(b, numbers::kFloat)) return false;
    if (!as_double(a, x) || !as_double(b, y) || !sum_.add_product(x, y)) return false;
    used_ = true;
    return true;
  }
  bool leave_floats() {
    floats_ = false;
    if (!used_) return true;
    used_ = false;
    Value f = make_float(t_, sum_.value());
    if (!f) return false;
    total_ = binary(t_, total_, f, BinaryOp::kAdd);
    return static_cast<bool>(total_);
  }
  bool add_objects(Value a, Value b) {
    Value product = binary(t_, a, b, BinaryOp::kMul);
    if (!product) return false;
    total_ = binary(t_, total_, product, BinaryOp::kAdd);
    return static_cast<bool>(total_);
  }

  Thread& t_;
  Value total_ = Value::from_int(0);
  TripleSum sum_;
  bool ints_ = true, floats_ = true, used_ = false;
};

}  // namespace

Value math_sumprod(Thread& t, Value p, Value q) {
  Value p_iterator = TS_TRY(iter(t, p));
  Value q_iterator = TS_TRY(iter(t, q));
  SumProduct sum(t);
  for (;;) {
    TS_POLL(t);
    Value a = TS_TRY(next(t, p_iterator));
    Value b = TS_TRY(next(t, q_iterator));
    if (a.is_stop() != b.is_stop())
      return raise(t, numbers::kValueError, "Inputs are not the same length");
    if (a.is_stop()) return sum.finish();
    if (!sum.add(a, b)) return {};
  }
}

Value math_hypot(Thread& t, Args coordinates) {
  DoubleArray x;
  if (!x.reserve(t, coordinates.count)) return {};
  for (size_t i = 0; i < coordinates.count; i++) {
    double d;
    if (!to_double(t, coordinates[i], d)) return {};
    x[i] = d;
  }
  return make_float(t, vector_norm(x, coordinates.count));
}

Value math_dist(Thread& t, Value p, Value q) {
  Value p_tuple = TS_TRY(make_tuple_from(t, p));
  Value q_tuple = TS_TRY(make_tuple_from(t, q));
  Tuple* a = static_cast<Tuple*>(p_tuple.cell());
  Tuple* b = static_cast<Tuple*>(q_tuple.cell());
  if (a->length != b->length) {
    return raise(t, numbers::kValueError, "both points must have the same number of dimensions");
  }
  DoubleArray x;
  if (!x.reserve(t, a->length)) return {};
  for (uint32_t i = 0; i < a->length; i++) {
    double from, to;
    if (!to_double(t, a->items()[i], from) || !to_double(t, b->items()[i], to)) return {};
    x[i] = from - to;
  }
  return make_float(t, vector_norm(x, a->length));
}

}  // namespace ts::modules
