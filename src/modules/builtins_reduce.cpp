// all any max min sum sorted: built-in functions that walk an iterable. Lists, tuples and ranges
// are walked without an iterator; every loop is interruptible.
// Follows the Library Reference, "Built-in Functions".

#include <cmath>

#include "modules/builtins_functions.h"
#include "modules/iteration.h"

namespace ts::modules {

namespace {

Value all_or_any(Thread& t, Value iterable, bool stop_at) {
  Iteration items(t);
  if (!items.start(iterable)) return {};
  for (;;) {
    Value item = TS_TRY(items.next());
    if (item.is_stop()) return Value::from_bool(!stop_at);
    int truth = object::truth(t, item);
    if (truth < 0) return {};
    if ((truth != 0) == stop_at) return Value::from_bool(stop_at);
  }
}

Value extreme(Thread& t, const char* name, CompareOp op, Value key, Value otherwise, Args args) {
  if (args.count == 0) {
    return raise(t, numbers::kTypeError, "{} expected at least 1 argument, got 0", name);
  }
  bool several = args.count > 1;
  if (several && otherwise) {
    return raise(t, numbers::kTypeError,
                 "Cannot specify a default for {}() with multiple positional arguments", name);
  }
  if (key && key.is_none()) key = Value();
  Iteration items(t);
  if (!several && !items.start(args[0])) return {};
  Value best, best_key;
  for (size_t i = 0;; i++) {
    Value item = several ? (i < args.count ? args[i] : kStop) : TS_TRY(items.next());
    if (item.is_stop()) break;
    Value item_key = key ? TS_TRY(call(t, key, {item})) : item;
    if (best) {
      int better;
      if (Value::both_small_int(item_key, best_key)) {
        bool less = item_key.small_int() < best_key.small_int();
        better = op == CompareOp::kLt ? less : item_key.small_int() > best_key.small_int();
      } else {
        better = compare_truth(t, item_key, best_key, op);
        if (better < 0) return {};
      }
      if (!better) continue;
    }
    best = item;
    best_key = item_key;
  }
  if (best) return best;
  if (otherwise) return otherwise;
  return raise(t, numbers::kValueError, "{}() iterable argument is empty", name);
}

/// A running total: machine int first, then float with Neumaier's compensation, then any object.
/// (CPython adds floats the same way since 3.12.)
class Total {
 public:
  explicit Total(Thread& t) : thread_(t) {}

  void start(Value v) {
    if (v.is_small_int()) {
      kind_ = kInteger;
      integer_ = v.small_int();
    } else if (is_exact(v, numbers::kFloat)) {
      kind_ = kReal;
      to_double(thread_, v, real_);
    } else {
      kind_ = kObject;
      object_ = v;
    }
  }

  bool add(Value v) {
    if (kind_ == kInteger) {
      if (v.is_small_int() && !__builtin_add_overflow(integer_, v.small_int(), &integer_)) {
        return true;
      }
      return add_to_integer(v);
    }
    if (kind_ == kReal && add_to_real(v)) return true;
    return add_to_object(v);
  }

  Value result() {
    switch (kind_) {
      case kInteger:
        return make_int(thread_, integer_);
      case kReal:
        return make_float(thread_, real_value());
      default:
        return object_;
    }
  }

 private:
  enum Kind : uint8_t { kInteger, kReal, kObject };

  double real_value() const {
    return compensation_ != 0 && std::isfinite(compensation_) ? real_ + compensation_ : real_;
  }

  /// What add() does not do itself. A small int comes here when the sum has wrapped around: that is
  /// taken back, and big ints go on.
  bool add_to_integer(Value v) {
    if (v.is_small_int()) {
      integer_ = static_cast<intptr_t>(static_cast<uintptr_t>(integer_) -
                                       static_cast<uintptr_t>(v.small_int()));
    } else if (is_exact(v, numbers::kFloat)) {
      double d;
      to_double(thread_, v, d);
      real_ = static_cast<double>(integer_);
      kind_ = kReal;
      return add_double(d);
    } else if (v.is_bool()) {
      return add(Value::from_int(v.is_true()));
    }
    return add_to_object(v);
  }

  bool add_double(double x) {
    double sum = real_ + x;
    if (std::fabs(real_) >= std::fabs(x)) {
      compensation_ += (real_ - sum) + x;
    } else {
      compensation_ += (x - sum) + real_;
    }
    real_ = sum;
    return true;
  }

  bool add_to_real(Value v) {
    if (v.is_immediate_float()) return add_double(v.immediate_float());
    if (is_exact(v, numbers::kFloat)) return add_double(static_cast<Float*>(v.cell())->value);
    if (v.is_small_int() || v.is_bool()) {
      real_ += v.is_bool() ? v.is_true() : static_cast<double>(v.small_int());
      return true;
    }
    return false;
  }

  bool add_to_object(Value v) {
    if (kind_ != kObject) {
      object_ = result();
      if (!object_) return false;
      kind_ = kObject;
    }
    object_ = binary(thread_, object_, v, BinaryOp::kAdd);
    return static_cast<bool>(object_);
  }

  Thread& thread_;
  Kind kind_ = kInteger;
  intptr_t integer_ = 0;
  double real_ = 0, compensation_ = 0;
  Value object_;
};

/// Adds a range whose bounds are machine ints; false: it is not one, nothing was added.
bool is_small_range(Value v) {
  if (!is_exact(v, numbers::kRange)) return false;
  auto* range = static_cast<Range*>(v.cell());
  return range->start.is_small_int() && range->step.is_small_int() && range->length.is_small_int();
}

bool add_range(Thread& t, Total& total, Value v) {
  auto* range = static_cast<Range*>(v.cell());
  intptr_t item = range->start.small_int();
  const intptr_t step = range->step.small_int();
  for (intptr_t left = range->length.small_int(); left > 0; left--) {
    TS_POLL(t);
    if (!total.add(Value::from_int(item))) return false;
    if (left > 1) item += step;
  }
  return true;
}

}  // namespace

Value builtin_all(Thread& t, Value iterable) { return all_or_any(t, iterable, false); }

Value builtin_any(Thread& t, Value iterable) { return all_or_any(t, iterable, true); }

Value builtin_max(Thread& t, Value key, Value otherwise, Args items) {
  return extreme(t, "max", CompareOp::kGt, key, otherwise, items);
}

Value builtin_min(Thread& t, Value key, Value otherwise, Args items) {
  return extreme(t, "min", CompareOp::kLt, key, otherwise, items);
}

Value builtin_sum(Thread& t, Value iterable, Value start) {
  Total total(t);
  if (start) {
    if (is_instance_of_native(*t.vm, start, numbers::kStr)) {
      return raise(t, numbers::kTypeError, "sum() can't sum strings [use ''.join(seq) instead]");
    }
    if (is_instance_of_native(*t.vm, start, numbers::kBytes)) {
      return raise(t, numbers::kTypeError, "sum() can't sum bytes [use b''.join(seq) instead]");
    }
    if (is_instance_of_native(*t.vm, start, numbers::kByteArrayObject)) {
      return raise(t, numbers::kTypeError, "sum() can't sum bytearray [use b''.join(seq) instead]");
    }
    total.start(start);
  }
  if (is_small_range(iterable)) {
    if (!add_range(t, total, iterable)) return {};
    return total.result();
  }
  Iteration items(t);
  if (!items.start(iterable)) return {};
  for (;;) {
    Value item = TS_TRY(items.next());
    if (item.is_stop()) return total.result();
    if (!total.add(item)) return {};
  }
}

Value builtin_sorted(Thread& t, Value key, Value reverse, Args args) {
  if (args.count != 1) {
    return raise(t, numbers::kTypeError, "sorted expected 1 argument, got {}", args.count);
  }
  Value list = TS_TRY(make_list_from(t, args[0]));
  Value sort = TS_TRY(get_attr(t, list, TS_NAME(sort)));
  Value names = TS_TRY(make_tuple(t, {Value(TS_NAME(key)), Value(TS_NAME(reverse))}));
  const Value arguments[] = {key ? key : kNone, reverse ? reverse : kFalse};
  TS_TRY(call_keywords(t, sort, arguments, names));
  return list;
}

}  // namespace ts::modules
