// range and its iterators. Ints of machine size take a fast path; all others go through the number
// protocol. Follows the Library Reference, "Ranges".

#include "object/containers.h"

namespace ts::object {

namespace {

Range* as_range(Value v) { return static_cast<Range*>(v.cell()); }
constexpr Value kZero = Value::from_int(0);
constexpr Value kOne = Value::from_int(1);

Value add(Thread& t, Value a, Value b) { return binary(t, a, b, BinaryOp::kAdd); }
Value subtract(Thread& t, Value a, Value b) { return binary(t, a, b, BinaryOp::kSub); }
Value multiply(Thread& t, Value a, Value b) { return binary(t, a, b, BinaryOp::kMul); }
int is_less(Thread& t, Value a, Value b) { return compare_truth(t, a, b, CompareOp::kLt); }

/// Number of values from `start` to `stop` by `step`, an exact int.
Value count_values(Thread& t, Value start, Value stop, Value step) {
  if (Value::both_small_int(start, stop) && step.is_small_int()) {
    // The difference of two small ints fits: they have two bits (one on 32-bit machines) to spare.
    intptr_t a = start.small_int(), b = stop.small_int(), s = step.small_int();
    if (s > 0 ? a >= b : a <= b) return kZero;
    return make_int(t, s > 0 ? (b - a - 1) / s + 1 : (a - b - 1) / -s + 1);
  }
  if (TS_TRY_INT(is_less(t, step, kZero))) {
    std::swap(start, stop);
    step = TS_TRY(unary(t, step, UnaryOp::kNeg));
  }
  if (!TS_TRY_INT(is_less(t, start, stop))) return kZero;
  Value n = TS_TRY(subtract(t, stop, start));
  n = TS_TRY(subtract(t, n, kOne));
  n = TS_TRY(binary(t, n, step, BinaryOp::kFloorDiv));
  return add(t, n, kOne);
}

Value new_range(Thread& t, Value start, Value stop, Value step) {
  Value n = TS_TRY(count_values(t, start, stop, step));
  Range* r = heap::allocate<Range>(t, numbers::kRange);
  if (!r) return {};
  r->start = start;
  r->stop = stop;
  r->step = step;
  r->length = n;
  return r;
}

/// start + i * step
Value value_at(Thread& t, Range* r, Value i) {
  Value offset = TS_TRY(multiply(t, i, r->step));
  return add(t, r->start, offset);
}

Value range_construct(Thread& t, Value type, const Arguments& a) {
  if (!check_no_keywords(t, a, as_type(type), "range") || !check_positional(t, a, "range", 1, 3))
    return {};
  Value start = kZero, step = kOne;
  if (a.positional > 1) start = TS_TRY(index(t, a[0]));
  Value stop = TS_TRY(index(t, a[a.positional > 1]));
  if (a.positional == 3) {
    step = TS_TRY(index(t, a[2]));
    if (step == kZero) return raise(t, numbers::kValueError, "range() arg 3 must not be zero");
  }
  return new_range(t, start, stop, step);
}

Value range_repr(Thread& t, Value self) {
  Range* r = as_range(self);
  StrBuilder out(t);
  out.append("range(");
  out.append(TS_TRY(repr(t, r->start)));
  out.append(", ");
  out.append(TS_TRY(repr(t, r->stop)));
  if (!(r->step == kOne)) {
    out.append(", ");
    out.append(TS_TRY(repr(t, r->step)));
  }
  out.append(")");
  return out.finish();
}

bool range_hash(Thread& t, Value self, intptr_t& out) {
  Range* r = as_range(self);
  Value key = TS_TRY(make_tuple(t, {r->length, r->length == kZero ? kNone : r->start,
                                    r->length == kZero || r->length == kOne ? kNone : r->step}));
  return hash(t, key, out);
}

int ranges_equal(Thread& t, Range* a, Range* b) {
  if (a == b) return 1;
  int same = equal(t, a->length, b->length);
  if (same <= 0 || a->length == kZero) return same;
  same = equal(t, a->start, b->start);
  if (same <= 0 || a->length == kOne) return same;
  return equal(t, a->step, b->step);
}

Value range_compare(Thread& t, Value a, Value b, CompareOp op) {
  if (!is_exact(b, numbers::kRange) || (op != CompareOp::kEq && op != CompareOp::kNe))
    return kNotImplemented;
  int same = TS_TRY_INT(ranges_equal(t, as_range(a), as_range(b)));
  return Value::from_bool((same != 0) == (op == CompareOp::kEq));
}

int range_truth(Thread&, Value self) { return !(as_range(self)->length == kZero); }

intptr_t range_len(Thread& t, Value self) {
  Value n = as_range(self)->length;
  intptr_t result = clamp_to_word(n);
  if (n.is_small_int() || result != INTPTR_MAX) return result;
  raise(t, numbers::kOverflowError, "Python int too large to convert to C ssize_t");
  return -1;
}

Value range_slice(Thread& t, Range* r, Slice* slice) {
  Value bounds = TS_TRY(call_method(t, Value(slice), TS_NAME(indices), {r->length}));
  Value* b = static_cast<Tuple*>(bounds.cell())->items();
  Value start = TS_TRY(value_at(t, r, b[0]));
  Value stop = TS_TRY(value_at(t, r, b[1]));
  Value step = TS_TRY(multiply(t, r->step, b[2]));
  return new_range(t, start, stop, step);
}

Value range_get_item(Thread& t, Value self, Value key) {
  Range* r = as_range(self);
  if (is_slice(key)) return range_slice(t, r, static_cast<Slice*>(key.cell()));
  if (!has_index(t, key)) {
    return raise(t, numbers::kTypeError, "range indices must be integers or slices, not {}",
                 TypeOf{key});
  }
  Value i = TS_TRY(index(t, key));
  if (TS_TRY_INT(is_less(t, i, kZero))) i = TS_TRY(add(t, i, r->length));
  if (TS_TRY_INT(is_less(t, i, kZero)) || !TS_TRY_INT(is_less(t, i, r->length))) {
    return raise(t, numbers::kIndexError, "range object index out of range");
  }
  return value_at(t, r, i);
}

bool is_plain_int(Value v) { return v.is_small_int() || v.is_bool() || is_exact(v, numbers::kInt); }

/// Position of the int `v` in the range; kAbsent when it is not there.
Value position_of(Thread& t, Range* r, Value v) {
  if (v.is_bool()) v = Value::from_int(v.is_true());
  Value offset = TS_TRY(subtract(t, v, r->start));
  Value parts = TS_TRY(binary(t, offset, r->step, BinaryOp::kDivMod));
  Value* quotient_rest = static_cast<Tuple*>(parts.cell())->items();
  Value i = quotient_rest[0];
  if (!(quotient_rest[1] == kZero)) return kAbsent;
  if (TS_TRY_INT(is_less(t, i, kZero)) || !TS_TRY_INT(is_less(t, i, r->length))) return kAbsent;
  return i;
}

int range_contains(Thread& t, Value self, Value item) {
  Range* r = as_range(self);
  if (is_plain_int(item)) {
    if (item.is_small_int() && Value::both_small_int(r->start, r->step) &&
        r->length.is_small_int()) {
      intptr_t offset = item.small_int() - r->start.small_int(), step = r->step.small_int();
      return offset % step == 0 && offset / step >= 0 && offset / step < r->length.small_int();
    }
    Value i = position_of(t, r, item);
    return !i ? -1 : !i.is_absent();
  }
  int found = 0;
  bool done = for_each(t, self, [&](Value v) {
    found = equal(t, v, item);
    return found == 0;
  });
  return done ? 0 : found > 0 ? 1 : -1;
}

/// The iterator over `count` values; the values all between start and start + (count - 1) * step.
Value make_range_iterator(Thread& t, Value start, Value step, Value count) {
  intptr_t last;
  if (Value::both_small_int(start, step) && count.is_small_int() &&
      !__builtin_mul_overflow(count.small_int(), step.small_int(), &last) &&
      !__builtin_add_overflow(last, start.small_int(), &last) && Value::fits_int(last)) {
    RangeIterator* it = heap::allocate<RangeIterator>(t, numbers::kRangeIterator);
    if (!it) return {};
    it->next = start.small_int();
    it->step = step.small_int();
    it->remaining = count.small_int();
    return it;
  }
  Range* it = heap::allocate<Range>(t, numbers::kLongRangeIterator);
  if (!it) return {};
  it->start = start;
  it->stop = kNone;
  it->step = step;
  it->length = count;
  return it;
}

Value range_iter(Thread& t, Value self) {
  Range* r = as_range(self);
  return make_range_iterator(t, r->start, r->step, r->length);
}

Value range_reversed(Thread& t, Range* self) {
  Value last = TS_TRY(subtract(t, self->length, kOne));
  last = TS_TRY(value_at(t, self, last));
  Value step = TS_TRY(unary(t, self->step, UnaryOp::kNeg));
  return make_range_iterator(t, last, step, self->length);
}

Value range_count(Thread& t, Range* self, Value item) {
  if (is_plain_int(item)) return Value::from_int(TS_TRY_INT(range_contains(t, self, item)));
  intptr_t n = 0;
  if (!for_each(t, self, [&](Value v) {
        int same = equal(t, v, item);
        n += same > 0;
        return same >= 0;
      })) {
    return {};
  }
  return Value::from_int(n);
}

Value range_index(Thread& t, Range* self, Value item) {
  if (is_plain_int(item)) {
    Value i = TS_TRY(position_of(t, self, item));
    if (!i.is_absent()) return i;
    return raise(t, numbers::kValueError, "{} is not in range", Repr{item});
  }
  intptr_t n = 0;
  int same = 0;
  bool done = for_each(t, self, [&](Value v) {
    same = equal(t, v, item);
    n += same == 0;
    return same == 0;
  });
  if (done) return raise(t, numbers::kValueError, "sequence.index(x): x not in sequence");
  return same > 0 ? Value::from_int(n) : Value();
}

Value range_reduce(Thread& t, Range* self) {
  Value parts = TS_TRY(make_tuple(t, {self->start, self->stop, self->step}));
  return make_tuple(t, {Value(&kRangeType), parts});
}

Value get_start(Thread&, Value self) { return as_range(self)->start; }
Value get_stop(Thread&, Value self) { return as_range(self)->stop; }
Value get_step(Thread&, Value self) { return as_range(self)->step; }

constinit const Slots kRangeSlots{.repr = range_repr,
                                  .hash = range_hash,
                                  .compare = range_compare,
                                  .truth = range_truth,
                                  .len = range_len,
                                  .get_item = range_get_item,
                                  .contains = range_contains,
                                  .iter = range_iter,
                                  .construct = range_construct};
const Native kRangeNatives[] = {
    TS_METHOD(numbers::kRange, range_count, TS_NAME(count), "self, value, /",
              "rangeobject.count(value) -> integer -- return number of occurrences of value"),
    TS_METHOD(numbers::kRange, range_index, TS_NAME(index), "self, value, /",
              "rangeobject.index(value) -> integer -- return index of value.\n"
              "Raise ValueError if the value is not present."),
    TS_METHOD(numbers::kRange, range_reversed, TS_NAME(__reversed__), "self, /",
              "Return a reverse iterator."),
    TS_METHOD(numbers::kRange, range_reduce, TS_NAME(__reduce__), "self, /", nullptr),
};
constinit const GetSet kRangeGetSets[] = {
    TS_GETSET(numbers::kRange, get_start, nullptr, TS_NAME(start), nullptr),
    TS_GETSET(numbers::kRange, get_stop, nullptr, TS_NAME(stop), nullptr),
    TS_GETSET(numbers::kRange, get_step, nullptr, TS_NAME(step), nullptr),
};
constinit const Attributes kRangeAttributes{
    kRangeNatives,
    kRangeGetSets,
    {},
    "range(stop) -> range object\nrange(start, stop[, step]) -> range object\n\n"
    "Return an object that produces a sequence of integers from start (inclusive)\n"
    "to stop (exclusive) by step.  range(i, j) produces i, i+1, i+2, ..., j-1.\n"
    "start defaults to 0, and stop is omitted!  range(4) produces 0, 1, 2, 3.\n"
    "These are exactly the valid indices for a list of 4 elements.\n"
    "When step is given, it specifies the increment (or decrement)."};

// --- iterators

Value range_iterator_next(Thread&, Value self) {
  RangeIterator* it = static_cast<RangeIterator*>(self.cell());
  if (it->remaining <= 0) return kStop;
  it->remaining--;
  intptr_t n = it->next;
  it->next += it->step;  // fits: one step past the last value is a small int
  return Value::from_int(n);
}

Value range_iterator_length_hint(Thread& t, Value self) {
  return make_int(t, static_cast<RangeIterator*>(self.cell())->remaining);
}

Value long_iterator_next(Thread& t, Value self) {
  Range* it = as_range(self);
  if (it->length == kZero) return kStop;
  Value result = it->start;
  Value following = TS_TRY(add(t, it->start, it->step));
  Value rest = TS_TRY(subtract(t, it->length, kOne));
  it->start = following;
  it->length = rest;
  return result;
}

Value long_iterator_length_hint(Thread&, Value self) { return as_range(self)->length; }

constinit const Slots kRangeIteratorSlots{
    .hash = hash_identity, .iter = iter_self, .next = range_iterator_next};
constinit const Slots kLongIteratorSlots{
    .hash = hash_identity, .iter = iter_self, .next = long_iterator_next};
const Native kRangeIteratorNatives[] = {
    TS_METHOD(numbers::kRangeIterator, range_iterator_length_hint, TS_NAME(__length_hint__),
              "self, /", "Private method returning an estimate of len(list(it)).")};
const Native kLongIteratorNatives[] = {
    TS_METHOD(numbers::kLongRangeIterator, long_iterator_length_hint, TS_NAME(__length_hint__),
              "self, /", "Private method returning an estimate of len(list(it)).")};
constinit const Attributes kRangeIteratorAttributes{kRangeIteratorNatives, {}, {}, nullptr};
constinit const Attributes kLongIteratorAttributes{kLongIteratorNatives, {}, {}, nullptr};

}  // namespace

extern constinit const Type kRangeType =
    bind::make_type(numbers::kRange, TS_NAME(range), &kObjectType, &kRangeSlots, &kRangeAttributes,
                    layout_all<Range>(), bind::kTypeSequencePattern | bind::kTypeNoWeakReferences);
extern constinit const Type kRangeIteratorType =
    bind::make_type(numbers::kRangeIterator, TS_NAME(range_iterator), &kObjectType,
                    &kRangeIteratorSlots, &kRangeIteratorAttributes,
                    Layout{.fixed_bytes = sizeof(RangeIterator)}, bind::kTypeNoWeakReferences);
extern constinit const Type kLongRangeIteratorType = bind::make_type(
    numbers::kLongRangeIterator, TS_NAME(longrange_iterator), &kObjectType, &kLongIteratorSlots,
    &kLongIteratorAttributes, layout_all<Range>(), bind::kTypeNoWeakReferences);

Value make_range(Thread& t, intptr_t start, intptr_t stop, intptr_t step) {
  Value first = TS_TRY(make_int(t, start));
  Value end = TS_TRY(make_int(t, stop));
  return new_range(t, first, end, TS_TRY(make_int(t, step)));
}

}  // namespace ts::object
