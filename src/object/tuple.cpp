// tuple: methods, operators, and the functions of runtime.h that make tuples.
// Follows the Library Reference, "Tuples"; the hash is CPython's (Objects/tupleobject.c, from
// xxHash).

#include "object/tuple.h"

#include "object/containers.h"
#include "object/repr_guard.h"

namespace ts::object {

namespace {

constinit const Tuple kEmptyTuple{{heap::static_header(numbers::kTuple).header}, 0, 0};

Tuple* as_tuple(Value v) { return static_cast<Tuple*>(v.cell()); }
bool is_tuple(const Thread& t, Value v) { return is_instance_of_native(*t.vm, v, numbers::kTuple); }

/// items_of() also for instances of subclasses.
std::span<Value> sequence_span(const Thread& t, Value v) {
  return is_tuple(t, v) ? as_tuple(v)->span() : static_cast<List*>(v.cell())->span();
}

Value tuple_repr(Thread& t, Value self) {
  Tuple* tuple = as_tuple(self);
  if (tuple->length == 0) return TS_STR("()");
  ReprGuard guard(self);
  if (!guard.entered()) return TS_STR("(...)");
  if (!check_stack(t)) return {};
  StrBuilder out(t);
  out.append("(");
  for (uint32_t i = 0; i < tuple->length; i++) {
    if (i) out.append(", ");
    out.append(TS_TRY(repr(t, tuple->items()[i])));
    TS_POLL(t);
  }
  out.append(tuple->length == 1 ? ",)" : ")");
  return out.finish();
}

}  // namespace

constexpr uint64_t kPrime1 = 11400714785074694791u, kPrime2 = 14029467366897019727u,
                   kPrime5 = 2870177450012600261u;

bool hash_lanes(Thread& t, std::span<const Value> items, uint64_t& sum) {
  sum = kPrime5;
  for (Value item : items) {
    intptr_t lane;
    if (!hash(t, item, lane)) return false;
    sum += static_cast<uint64_t>(static_cast<int64_t>(lane)) * kPrime2;
    sum = std::rotl(sum, 31) * kPrime1;
  }
  return true;
}

bool tuple_hash(Thread& t, Value self, intptr_t& out) {
  uint64_t sum;
  if (!check_stack(t) || !hash_lanes(t, as_tuple(self)->span(), sum)) return false;
  sum += as_tuple(self)->length ^ (kPrime5 ^ 3527539u);
  out = static_cast<intptr_t>(sum == UINT64_MAX ? 1546275796u : sum);
  return true;
}

Value tuple_compare(Thread& t, Value a, Value b, CompareOp op) {
  return is_tuple(t, b) ? compare_sequences(t, a, b, op) : kNotImplemented;
}

namespace {

Value tuple_concat(Thread& t, Value a, Value b) {
  Tuple* x = as_tuple(a);
  Tuple* y = as_tuple(b);
  if (y->length == 0 && is_exact(a, numbers::kTuple)) return a;
  if (x->length == 0 && is_exact(b, numbers::kTuple)) return b;
  Tuple* result = TS_TRY(allocate_tuple(t, size_t{x->length} + y->length));
  for (uint32_t i = 0; i < x->length; i++) result->items()[i] = x->items()[i];
  for (uint32_t i = 0; i < y->length; i++) result->items()[x->length + i] = y->items()[i];
  return result;
}

Value tuple_repeat(Thread& t, Value self, intptr_t count) {
  Tuple* tuple = as_tuple(self);
  if (is_exact(self, numbers::kTuple) && (count == 1 || tuple->length == 0)) return self;
  size_t total;
  if (__builtin_mul_overflow(static_cast<size_t>(tuple->length), static_cast<size_t>(count),
                             &total))
    total = SIZE_MAX;
  Tuple* result = TS_TRY(allocate_tuple(t, total));
  for (size_t i = 0; i < total; i++) {
    result->items()[i] = i < tuple->length ? tuple->items()[i] : result->items()[i - tuple->length];
  }
  return result;
}

}  // namespace

Value tuple_binary(Thread& t, Value a, Value b, BinaryOp op) {
  if (op == BinaryOp::kAdd) {
    if (!is_tuple(t, a)) return kNotImplemented;
    return is_tuple(t, b) ? tuple_concat(t, a, b) : kNotImplemented;
  }
  if (op != BinaryOp::kMul) return kNotImplemented;
  bool left = is_tuple(t, a);
  intptr_t count;
  if (!TS_TRY_INT(repeat_count(t, left ? b : a, count))) return kNotImplemented;
  return tuple_repeat(t, left ? a : b, count);
}

intptr_t tuple_len(Thread&, Value self) { return as_tuple(self)->length; }

namespace {

Value tuple_slice(Thread& t, Value self, Slice* slice) {
  Tuple* tuple = as_tuple(self);
  SliceBounds b;
  if (!slice_bounds(t, slice, tuple->length, b)) return {};
  if (b.count == static_cast<intptr_t>(tuple->length) && b.step == 1 &&
      is_exact(self, numbers::kTuple))
    return self;
  Tuple* result = TS_TRY(allocate_tuple(t, static_cast<size_t>(b.count)));
  for (intptr_t i = 0; i < b.count; i++) result->items()[i] = tuple->items()[b.start + i * b.step];
  return result;
}

}  // namespace

Value tuple_get_item(Thread& t, Value self, Value key) {
  if (is_slice(key)) return tuple_slice(t, self, static_cast<Slice*>(key.cell()));
  intptr_t i = TS_TRY_INT(
      item_position(t, key, as_tuple(self)->length, "tuple", "tuple index out of range"));
  return as_tuple(self)->items()[i];
}

int tuple_contains(Thread& t, Value self, Value item) {
  Tuple* tuple = as_tuple(self);
  for (uint32_t i = 0; i < tuple->length; i++) {
    int same = equal(t, tuple->items()[i], item);
    if (same) return same;
    if (t.poll.load(std::memory_order_relaxed) && !poll(t)) return -1;
  }
  return 0;
}

Value tuple_iter(Thread& t, Value self) { return make_iterator(t, numbers::kTupleIterator, self); }

namespace {

Value tuple_construct(Thread& t, Value type, const Arguments& a) {
  if (!check_no_keywords(t, a, as_type(type), "tuple") || !check_positional(t, a, "tuple", 0, 1))
    return {};
  Value plain = a.positional ? TS_TRY(make_tuple_from(t, a[0])) : Value(&kEmptyTuple);
  if (as_type(type) == &kTupleType) return plain;
  uint32_t n = as_tuple(plain)->length;
  Tuple* result = static_cast<Tuple*>(
      TS_TRY(allocate_native(t, as_type(type), sizeof(Tuple) + n * sizeof(Value))));
  result->length = n;
  for (uint32_t i = 0; i < n; i++) result->items()[i] = as_tuple(plain)->items()[i];
  return result;
}

Value tuple_count(Thread& t, Tuple* self, Value item) {
  intptr_t n = 0;
  for (uint32_t i = 0; i < self->length; i++) {
    n += TS_TRY_INT(equal(t, self->items()[i], item));
    TS_POLL(t);
  }
  return Value::from_int(n);
}

Value tuple_index(Thread& t, Tuple* self, Value item, Value start, Value stop) {
  intptr_t from, to;
  if (!clamped_bound(t, start, self->length, 0, from)) return {};
  if (!clamped_bound(t, stop, self->length, self->length, to)) return {};
  for (intptr_t i = from; i < to; i++) {
    if (TS_TRY_INT(equal(t, self->items()[i], item))) return Value::from_int(i);
    TS_POLL(t);
  }
  return raise(t, numbers::kValueError, "tuple.index(x): x not in tuple");
}

Value tuple_getnewargs(Thread& t, Tuple* self) {
  Value copy = TS_TRY(object::make_tuple(t, self->span()));
  return make_tuple(t, {copy});
}

constinit const Slots kTupleSlots{.repr = tuple_repr,
                                  .hash = tuple_hash,
                                  .compare = tuple_compare,
                                  .binary = tuple_binary,
                                  .len = tuple_len,
                                  .get_item = tuple_get_item,
                                  .contains = tuple_contains,
                                  .iter = tuple_iter,
                                  .construct = tuple_construct};
const Native kTupleNatives[] = {
    TS_METHOD(numbers::kTuple, tuple_count, TS_NAME(count), "self, value, /",
              "Return number of occurrences of value."),
    TS_METHOD(numbers::kTuple, tuple_index, TS_NAME(index),
              "self, value, start=0, stop=9223372036854775807, /", "Return first index of value."),
    TS_METHOD(numbers::kTuple, tuple_getnewargs, TS_NAME(__getnewargs__), "self, /", nullptr),
};
constinit const Attributes kTupleAttributes{
    kTupleNatives,
    {},
    {},
    "Built-in immutable sequence.\n\nIf no argument is given, the constructor returns an empty "
    "tuple.\n"
    "If iterable is specified the tuple is initialized from iterable's items.\n\n"
    "If the argument is a tuple, the return value is the same object."};

}  // namespace

extern constinit const Type kTupleType =
    bind::make_type(numbers::kTuple, TS_NAME(tuple), &kObjectType, &kTupleSlots, &kTupleAttributes,
                    layout_tail<Tuple>(),
                    bind::kTypeBase | bind::kTypeSequencePattern | bind::kTypeMatchSelf |
                        bind::kTypeGeneric | bind::kTypeNoWeakReferences);

Tuple* allocate_tuple(Thread& t, size_t n) {
  if (n == 0) return const_cast<Tuple*>(&kEmptyTuple);
  if (n > UINT32_MAX / sizeof(Value)) n = SIZE_MAX / (2 * sizeof(Value));  // MemoryError
  Tuple* tuple = heap::allocate<Tuple>(t, numbers::kTuple, n * sizeof(Value));
  if (tuple) tuple->length = static_cast<uint32_t>(n);
  return tuple;
}

Value make_tuple(Thread& t, std::span<const Value> items) {
  Tuple* tuple = TS_TRY(allocate_tuple(t, items.size()));
  for (size_t i = 0; i < items.size(); i++) tuple->items()[i] = items[i];
  return tuple;
}

Value make_tuple_from(Thread& t, Value iterable) {
  if (is_exact(iterable, numbers::kTuple)) return iterable;
  if (is_exact(iterable, numbers::kList))
    return object::make_tuple(t, static_cast<List*>(iterable.cell())->span());
  Value list = TS_TRY(make_list_from(t, iterable));
  return object::make_tuple(t, static_cast<List*>(list.cell())->span());
}

bool sequence_items(Thread& t, Value iterable, Value& keep, std::span<Value>& items) {
  keep = iterable;
  if (!is_exact(iterable, numbers::kTuple) && !is_exact(iterable, numbers::kList)) {
    keep = TS_TRY(make_list_from(t, iterable));
  }
  items = items_of(keep);
  return true;
}

Value compare_sequences(Thread& t, Value a, Value b, CompareOp op) {
  if (!check_stack(t)) return {};
  bool equality = op == CompareOp::kEq || op == CompareOp::kNe;
  if (equality && sequence_span(t, a).size() != sequence_span(t, b).size()) {
    return Value::from_bool(op == CompareOp::kNe);
  }
  for (size_t i = 0;; i++) {
    std::span<Value> x = sequence_span(t, a);
    std::span<Value> y = sequence_span(t, b);
    if (i >= x.size() || i >= y.size()) {
      switch (op) {
        case CompareOp::kLt:
          return Value::from_bool(x.size() < y.size());
        case CompareOp::kLe:
          return Value::from_bool(x.size() <= y.size());
        case CompareOp::kEq:
          return Value::from_bool(x.size() == y.size());
        case CompareOp::kNe:
          return Value::from_bool(x.size() != y.size());
        case CompareOp::kGt:
          return Value::from_bool(x.size() > y.size());
        case CompareOp::kGe:
          return Value::from_bool(x.size() >= y.size());
      }
    }
    Value left = x[i];
    Value right = y[i];
    if (!TS_TRY_INT(equal(t, left, right))) {
      if (equality) return Value::from_bool(op == CompareOp::kNe);
      return compare(t, left, right, op);
    }
    TS_POLL(t);
  }
}

}  // namespace ts::object
