// slice objects and the arithmetic of slices and positions that all sequences share.
// Follows the Language Reference 3.3.7 (emulating containers) and CPython's Objects/sliceobject.c
// in results.

#include "object/containers.h"
#include "object/tuple.h"

namespace ts::object {

namespace {

Slice* as_slice(Value v) { return static_cast<Slice*>(v.cell()); }

Value slice_repr(Thread& t, Value self) {
  Slice* s = as_slice(self);
  if (!check_stack(t)) return {};
  StrBuilder out(t);
  out.append("slice(");
  out.append(TS_TRY(repr(t, s->start)));
  out.append(", ");
  out.append(TS_TRY(repr(t, s->stop)));
  out.append(", ");
  out.append(TS_TRY(repr(t, s->step)));
  out.append(")");
  return out.finish();
}

Value parts_tuple(Thread& t, Slice* s) { return make_tuple(t, {s->start, s->stop, s->step}); }

bool slice_hash(Thread& t, Value self, intptr_t& out) {
  Slice* s = as_slice(self);
  const Value parts[] = {s->start, s->stop, s->step};
  uint64_t sum;
  if (!check_stack(t) || !hash_lanes(t, parts, sum)) return false;
  out = static_cast<intptr_t>(sum == UINT64_MAX ? 1546275796u : sum);
  return true;
}

Value slice_compare(Thread& t, Value a, Value b, CompareOp op) {
  if (!is_slice(a) || !is_slice(b)) return kNotImplemented;
  if (a == b)
    return Value::from_bool(op == CompareOp::kEq || op == CompareOp::kLe || op == CompareOp::kGe);
  Value x = TS_TRY(parts_tuple(t, as_slice(a)));
  Value y = TS_TRY(parts_tuple(t, as_slice(b)));
  return compare(t, x, y, op);
}

Value slice_construct(Thread& t, Value type, const Arguments& a) {
  if (!check_no_keywords(t, a, as_type(type), "slice") || !check_positional(t, a, "slice", 1, 3))
    return {};
  if (a.positional == 1) return make_slice(t, kNone, a[0], kNone);
  return make_slice(t, a[0], a[1], a.positional == 3 ? a[2] : kNone);
}

Value slice_indices(Thread& t, Slice* self, Value length) {
  Value n = TS_TRY(index(t, length));
  Value zero = Value::from_int(0);
  if (TS_TRY_INT(compare_truth(t, n, zero, CompareOp::kLt))) {
    return raise(t, numbers::kValueError, "length should not be negative");
  }
  // Exact for ints of any size: bounds as CPython's _PySlice_GetLongIndices.
  Value step = Value::from_int(1);
  if (!self->step.is_none()) {
    if (!has_index(t, self->step)) {
      return raise(t, numbers::kTypeError,
                   "slice indices must be integers or None or have an __index__ method");
    }
    step = TS_TRY(index(t, self->step));
    if (step == zero) return raise(t, numbers::kValueError, "slice step cannot be zero");
  }
  bool down = TS_TRY_INT(compare_truth(t, step, zero, CompareOp::kLt));
  Value lower = down ? Value::from_int(-1) : zero;
  Value upper = n;
  if (down) upper = TS_TRY(binary(t, n, lower, BinaryOp::kAdd));
  Value bounds[2] = {self->start, self->stop};
  for (int i = 0; i < 2; i++) {
    Value& bound = bounds[i];
    if (bound.is_none()) {
      bound = (i == 0) == down ? upper : lower;
      continue;
    }
    if (!has_index(t, bound)) {
      return raise(t, numbers::kTypeError,
                   "slice indices must be integers or None or have an __index__ method");
    }
    bound = TS_TRY(index(t, bound));
    if (TS_TRY_INT(compare_truth(t, bound, zero, CompareOp::kLt))) {
      bound = TS_TRY(binary(t, bound, n, BinaryOp::kAdd));
      if (TS_TRY_INT(compare_truth(t, bound, lower, CompareOp::kLt))) bound = lower;
    } else if (TS_TRY_INT(compare_truth(t, bound, upper, CompareOp::kGt))) {
      bound = upper;
    }
  }
  return make_tuple(t, {bounds[0], bounds[1], step});
}

Value slice_reduce(Thread& t, Slice* self) {
  Value parts = TS_TRY(parts_tuple(t, self));
  return make_tuple(t, {Value(&kSliceType), parts});
}

Value get_start(Thread&, Value self) { return as_slice(self)->start; }
Value get_stop(Thread&, Value self) { return as_slice(self)->stop; }
Value get_step(Thread&, Value self) { return as_slice(self)->step; }

constinit const Slots kSliceSlots{
    .repr = slice_repr, .hash = slice_hash, .compare = slice_compare, .construct = slice_construct};
const Native kSliceNatives[] = {
    TS_METHOD(numbers::kSlice, slice_indices, TS_NAME(indices), "self, len, /",
              "S.indices(len) -> (start, stop, stride)"),
    TS_METHOD(numbers::kSlice, slice_reduce, TS_NAME(__reduce__), "self, /",
              "Return state information for pickling."),
};
constinit const GetSet kSliceGetSets[] = {
    TS_GETSET(numbers::kSlice, get_start, nullptr, TS_NAME(start), nullptr),
    TS_GETSET(numbers::kSlice, get_stop, nullptr, TS_NAME(stop), nullptr),
    TS_GETSET(numbers::kSlice, get_step, nullptr, TS_NAME(step), nullptr),
};
constinit const Attributes kSliceAttributes{
    kSliceNatives,
    kSliceGetSets,
    {},
    "slice(stop)\nslice(start, stop[, step])\n\n"
    "Create a slice object.  This is used for extended slicing (e.g. a[0:10:2])."};

}  // namespace

extern constinit const Type kSliceType =
    bind::make_type(numbers::kSlice, TS_NAME(slice), &kObjectType, &kSliceSlots, &kSliceAttributes,
                    layout_all<Slice>(), bind::kTypeNoWeakReferences);

Value make_slice(Thread& t, Value start, Value stop, Value step) {
  Slice* s = heap::allocate<Slice>(t, numbers::kSlice);
  if (!s) return {};
  s->start = start;
  s->stop = stop;
  s->step = step;
  return s;
}

bool unpack_slice(Thread& t, const Slice* slice, SliceBounds& out) {
  out.step = 1;
  if (!slice->step.is_none()) {
    if (!slice_bound(t, slice->step, out.step)) return false;
    if (out.step == 0) {
      raise(t, numbers::kValueError, "slice step cannot be zero");
      return false;
    }
    if (out.step < -INTPTR_MAX) out.step = -INTPTR_MAX;  // so that it can be negated
  }
  out.start = out.step < 0 ? INTPTR_MAX : 0;
  out.stop = out.step < 0 ? INTPTR_MIN : INTPTR_MAX;
  if (!slice->start.is_none() && !slice_bound(t, slice->start, out.start)) return false;
  return slice->stop.is_none() || slice_bound(t, slice->stop, out.stop);
}

void adjust_slice(SliceBounds& b, intptr_t length) {
  auto clamp = [&](intptr_t& bound) {
    if (bound < 0) {
      bound += length;
      if (bound < 0) bound = b.step < 0 ? -1 : 0;
    } else if (bound >= length) {
      bound = b.step < 0 ? length - 1 : length;
    }
  };
  clamp(b.start);
  clamp(b.stop);
  if (b.step < 0) {
    b.count = b.stop < b.start ? (b.start - b.stop - 1) / -b.step + 1 : 0;
  } else {
    b.count = b.start < b.stop ? (b.stop - b.start - 1) / b.step + 1 : 0;
  }
}

bool slice_bounds(Thread& t, const Slice* slice, intptr_t length, SliceBounds& out) {
  if (!unpack_slice(t, slice, out)) return false;
  adjust_slice(out, length);
  return true;
}

intptr_t item_position(Thread& t, Value key, intptr_t length, const char* type,
                       const char* range_message) {
  intptr_t i;
  if (key.is_small_int()) {
    i = key.small_int();
  } else {
    if (!has_index(t, key)) {
      raise(t, numbers::kTypeError, "{} indices must be integers or slices, not {}", type,
            TypeOf{key});
      return -1;
    }
    Value n = index(t, key);
    if (!n) return -1;
    i = n.is_bool() ? n.is_true() : clamp_to_word(n);
    if (n.is_cell() && (i == INTPTR_MAX || i == INTPTR_MIN)) {
      raise(t, numbers::kIndexError, "cannot fit '{}' into an index-sized integer", TypeOf{key});
      return -1;
    }
  }
  if (i < 0) i += length;
  if (i >= 0 && i < length) return i;
  raise(t, numbers::kIndexError, range_message);
  return -1;
}

int repeat_count(Thread& t, Value other, intptr_t& count) {
  if (!has_index(t, other)) return 0;
  if (!to_index(t, other, count)) return -1;
  if (count < 0) count = 0;
  return 1;
}

}  // namespace ts::object
