// collections.deque: a ring buffer that grows and shrinks by halves. Follows the Library Reference,
// "deque objects". Python code called on the way may change the deque: length and storage are read
// anew after each call.

#include "modules/deque.h"

#include "modules/iteration.h"
#include "object/containers.h"
#include "object/repr_guard.h"

namespace ts::modules {

using namespace object;

namespace {

constexpr uintptr_t kSmallest = 8;  // items of the first storage

Deque* as_deque(Value v) { return static_cast<Deque*>(v.cell()); }
bool is_deque(const Thread& t, Value v) { return is_instance_of_native(*t.vm, v, Deque::kType); }

bool resize(Thread& t, Deque* d, uintptr_t capacity) {
  auto* storage = heap::allocate<ValueArray>(t, numbers::kValueArray, capacity * sizeof(Value));
  if (!storage) return false;
  storage->capacity = capacity;
  for (uintptr_t i = 0; i < d->length; i++) storage->items[i] = d->at(i);
  d->storage = storage;
  d->start = 0;
  return true;
}

bool grow(Thread& t, Deque* d) {
  if (d->length < d->capacity()) [[likely]]
    return true;
  if (d->capacity() > SIZE_MAX / 4 / sizeof(Value)) {
    raise(t, numbers::kMemoryError, "");
    return false;
  }
  return resize(t, d, d->storage ? 2 * d->capacity() : kSmallest);
}

/// Gives memory back when most is unused. Without memory to do so, nothing happens.
void shrink(Thread& t, Deque* d) {
  if (d->capacity() <= 2 * kSmallest || d->length >= d->capacity() / 4) return;
  Value pending = t.pending;
  if (!resize(t, d, d->capacity() / 2)) t.pending = pending;
}

void reset(Deque* d) {
  d->length = d->start = 0;
  d->storage = nullptr;
  d->version++;
}

Value take_first(Thread& t, Deque* d) {
  Value v = d->at(0);
  d->at(0) = Value();
  d->start = (d->start + 1) & (d->capacity() - 1);
  d->length--;
  d->version++;
  shrink(t, d);
  return v;
}

Value take_last(Thread& t, Deque* d) {
  Value v = d->at(d->length - 1);
  d->at(d->length - 1) = Value();
  d->length--;
  d->version++;
  shrink(t, d);
  return v;
}

bool is_full(const Deque* d) {
  return d->maximum >= 0 && d->length >= static_cast<uintptr_t>(d->maximum);
}

bool push_last(Thread& t, Deque* d, Value v) {
  if (d->maximum == 0) return true;
  if (is_full(d)) take_first(t, d);
  if (!grow(t, d)) return false;
  d->at(d->length++) = v;
  d->version++;
  return true;
}

bool push_first(Thread& t, Deque* d, Value v) {
  if (d->maximum == 0) return true;
  if (is_full(d)) take_last(t, d);
  if (!grow(t, d)) return false;
  d->start = (d->start - 1) & (d->capacity() - 1);
  d->at(0) = v;
  d->length++;
  d->version++;
  return true;
}

bool extend(Thread& t, Deque* d, Value iterable, bool (*push)(Thread&, Deque*, Value)) {
  if (iterable == Value(d)) iterable = TS_TRY(make_list_from(t, iterable));
  Value it = TS_TRY(iter(t, iterable));
  for (;;) {
    TS_POLL(t);
    Value v = TS_TRY(next(t, it));
    if (v.is_stop()) return true;
    if (!push(t, d, v)) return false;
  }
}

Deque* new_like(Thread& t, Deque* d) {
  auto* copy = static_cast<Deque*>(allocate_native(t, type_at(*t.vm, Deque::kType), sizeof(Deque)));
  if (copy) copy->maximum = d->maximum;
  return copy;
}

/// Removes item `i` by moving those behind it.
void remove_at(Thread& t, Deque* d, uintptr_t i) {
  for (; i + 1 < d->length; i++) d->at(i) = d->at(i + 1);
  take_last(t, d);
}

void rotate_right(Deque* d, uintptr_t steps) {
  bool full = d->length == d->capacity();
  for (; steps; steps--) {
    uintptr_t before = (d->start - 1) & (d->capacity() - 1);
    if (!full) {
      Value v = d->at(d->length - 1);
      d->at(d->length - 1) = Value();
      d->storage->items[before] = v;
    }
    d->start = before;
  }
}

void rotate_left(Deque* d, uintptr_t steps) {
  bool full = d->length == d->capacity();
  for (; steps; steps--) {
    if (!full) {
      Value v = d->at(0);
      d->at(0) = Value();
      d->at(d->length) = v;
    }
    d->start = (d->start + 1) & (d->capacity() - 1);
  }
}

// --- methods

Value append(Thread& t, Deque* d, Value v) { return push_last(t, d, v) ? kNone : Value(); }
Value append_left(Thread& t, Deque* d, Value v) { return push_first(t, d, v) ? kNone : Value(); }
Value extend_right(Thread& t, Deque* d, Value v) { return extend(t, d, v, push_last) ? kNone : Value(); }
Value extend_left(Thread& t, Deque* d, Value v) { return extend(t, d, v, push_first) ? kNone : Value(); }

Value pop(Thread& t, Deque* d) {
  return d->length ? take_last(t, d) : raise(t, numbers::kIndexError, "pop from an empty deque");
}
Value pop_left(Thread& t, Deque* d) {
  return d->length ? take_first(t, d) : raise(t, numbers::kIndexError, "pop from an empty deque");
}

Value clear(Thread&, Deque* d) {
  reset(d);
  return kNone;
}

Value copy(Thread& t, Deque* d) {
  if (is_exact(d, Deque::kType)) {
    Deque* result = TS_TRY(new_like(t, d));
    return extend(t, result, d, push_last) ? Value(result) : Value();
  }
  Value type(type_of(t, d));
  return d->maximum < 0 ? call(t, type, {Value(d)})
                        : call(t, type, {Value(d), TS_TRY(make_int(t, d->maximum))});
}

Value changed(Thread& t, TypeNumber exception) {
  return raise(t, exception, "deque mutated during iteration");
}

Value count(Thread& t, Deque* d, Value v) {
  intptr_t n = 0;
  uintptr_t version = d->version;
  for (uintptr_t i = 0; i < d->length; i++) {
    TS_POLL(t);
    n += TS_TRY_INT(equal(t, d->at(i), v));
    if (d->version != version) return changed(t, numbers::kRuntimeError);
  }
  return make_int(t, n);
}

Value index(Thread& t, Deque* d, Value v, Value start, Value stop) {
  intptr_t from, to, length = static_cast<intptr_t>(d->length);
  if (!clamped_bound(t, start, length, 0, from) || !clamped_bound(t, stop, length, length, to)) {
    return {};
  }
  uintptr_t version = d->version;
  for (intptr_t i = from; i < to && i < static_cast<intptr_t>(d->length); i++) {
    TS_POLL(t);
    int same = TS_TRY_INT(equal(t, d->at(static_cast<uintptr_t>(i)), v));
    if (same) return make_int(t, i);
    if (d->version != version) return changed(t, numbers::kRuntimeError);
  }
  return raise(t, numbers::kValueError, "{} is not in deque", Repr{v});
}

Value remove(Thread& t, Deque* d, Value v) {
  uintptr_t version = d->version;
  for (uintptr_t i = 0; i < d->length; i++) {
    TS_POLL(t);
    int same = TS_TRY_INT(equal(t, d->at(i), v));
    if (d->version != version) return raise(t, numbers::kIndexError, "deque mutated during remove().");
    if (!same) continue;
    remove_at(t, d, i);
    return kNone;
  }
  return raise(t, numbers::kValueError, "{} is not in deque", Repr{v});
}

Value insert(Thread& t, Deque* d, intptr_t at, Value v) {
  if (is_full(d)) return raise(t, numbers::kIndexError, "deque already at its maximum size");
  intptr_t length = static_cast<intptr_t>(d->length);
  if (at < 0) at = at + length < 0 ? 0 : at + length;
  if (at >= length) return append(t, d, v);
  if (!push_first(t, d, v)) return {};
  for (intptr_t i = 0; i < at; i++) d->at(static_cast<uintptr_t>(i)) = d->at(static_cast<uintptr_t>(i) + 1);
  d->at(static_cast<uintptr_t>(at)) = v;
  return kNone;
}

Value reverse(Thread&, Deque* d) {
  for (uintptr_t i = 0, j = d->length; i + 1 < j; i++) {
    j--;
    std::swap(d->at(i), d->at(j));
  }
  return kNone;
}

Value rotate(Thread&, Deque* d, Opt<intptr_t> steps) {
  intptr_t length = static_cast<intptr_t>(d->length);
  if (length < 2) return kNone;
  intptr_t right = steps.or_else(1) % length;
  if (right < 0) right += length;
  if (right == 0) return kNone;
  d->version++;
  if (right <= length / 2) {
    rotate_right(d, static_cast<uintptr_t>(right));
  } else {
    rotate_left(d, static_cast<uintptr_t>(length - right));
  }
  return kNone;
}

Value reduce(Thread& t, Deque* d) {
  Value state = TS_TRY(find_attr(t, d, TS_NAME(__dict__)));
  if (state.is_absent()) state = kNone;
  Value it = TS_TRY(iter(t, d));
  Value arguments = TS_TRY(make_tuple(t, {}));
  if (d->maximum >= 0) {
    Value limit = TS_TRY(make_int(t, d->maximum));
    arguments = TS_TRY(make_tuple(t, {arguments, limit}));
  }
  return make_tuple(t, {Value(type_of(t, d)), arguments, state, it});
}

Value size_of(Thread& t, Deque* d) {
  size_t bytes = heap::Heap::cell_bytes(*t.vm, d);
  if (d->storage) bytes += heap::Heap::cell_bytes(*t.vm, d->storage);
  return make_int(t, static_cast<int64_t>(bytes));
}

Value reversed(Thread& t, Deque* d) {
  return make_iterator(t, numbers::kDequeReverseIterator, d, 0, static_cast<intptr_t>(d->version));
}

Value get_maximum(Thread& t, Value self) {
  Deque* d = as_deque(self);
  return d->maximum < 0 ? kNone : make_int(t, d->maximum);
}

// --- slots

Value construct(Thread& t, Value type, const Arguments&) {
  Deque* d = TS_TRY(new_cell<Deque>(t, type));
  d->maximum = -1;
  return d;
}

bool initialize(Thread& t, Value self, const Arguments& a) {
  static constexpr const Str* const kNames[] = {TS_NAME(iterable), TS_NAME(maxlen)};
  Value values[2];
  if (!take_arguments(t, a, "deque", kNames, 0, values)) return false;
  intptr_t maximum = -1;
  if (values[1] && !values[1].is_none()) {
    if (!is_instance_of_native(*t.vm, values[1], numbers::kInt)) {
      raise(t, numbers::kTypeError, "an integer is required");
      return false;
    }
    if (!to_index(t, values[1], maximum)) return false;
    if (maximum < 0) {
      raise(t, numbers::kValueError, "maxlen must be non-negative");
      return false;
    }
  }
  Deque* d = as_deque(self);
  d->maximum = maximum;
  if (d->length) reset(d);
  return !values[0] || extend(t, d, values[0], push_last);
}

Value print(Thread& t, Value self) {
  ReprGuard guard(self);
  if (!guard.entered()) return TS_STR("[...]");
  if (!check_stack(t)) return {};
  Value items = TS_TRY(make_list_from(t, self));
  StrBuilder out(t);
  out.append(type_name(t, self));
  out.append("(");
  out.append(TS_TRY(repr(t, items)));
  if (as_deque(self)->maximum >= 0) {
    out.append(", maxlen=");
    Value limit = TS_TRY(make_int(t, as_deque(self)->maximum));
    out.append(TS_TRY(repr(t, limit)));
  }
  out.append(")");
  return out.finish();
}

Value compare_deques(Thread& t, Value a, Value b, CompareOp op) {
  if (!is_deque(t, a) || !is_deque(t, b)) return kNotImplemented;
  if (a == b) return Value::from_bool(op == CompareOp::kEq || op == CompareOp::kLe || op == CompareOp::kGe);
  if (as_deque(a)->length != as_deque(b)->length) {
    if (op == CompareOp::kEq) return kFalse;
    if (op == CompareOp::kNe) return kTrue;
  }
  Value x = TS_TRY(make_list_from(t, a));
  Value y = TS_TRY(make_list_from(t, b));
  return compare_sequences(t, x, y, op);
}

bool repeat(Thread& t, Deque* d, intptr_t times) {
  if (times <= 0) {
    reset(d);
    return true;
  }
  uintptr_t length = d->length;
  if (d->maximum >= 0 && length) {
    // Only the last `maximum` items stay: no need for more rounds than give them.
    uintptr_t rounds = (static_cast<uintptr_t>(d->maximum) + length - 1) / length + 1;
    // The result's end is the end of the items whatever the count.
    if (static_cast<uintptr_t>(times) > rounds) times = static_cast<intptr_t>(rounds);
  }
  Value items = TS_TRY(make_list_from(t, d));
  auto* list = static_cast<List*>(items.cell());
  for (intptr_t i = 1; i < times && length; i++) {
    for (uintptr_t k = 0; k < list->length; k++) {
      if (!push_last(t, d, list->items()[k])) return false;
    }
    TS_POLL(t);
  }
  return true;
}

Value combine(Thread& t, Value a, Value b, BinaryOp op) {
  if (op == BinaryOp::kAdd) {
    if (!is_deque(t, a)) return kNotImplemented;
    if (!is_deque(t, b)) {
      return raise(t, numbers::kTypeError, "can only concatenate deque (not \"{}\") to deque", TypeOf{b});
    }
    Value result = TS_TRY(copy(t, as_deque(a)));
    return extend(t, as_deque(result), b, push_last) ? result : Value();
  }
  if (op != BinaryOp::kMul) return kNotImplemented;
  bool left = is_deque(t, a);
  intptr_t times;
  if (!TS_TRY_INT(repeat_count(t, left ? b : a, times))) return kNotImplemented;
  Value result = TS_TRY(copy(t, as_deque(left ? a : b)));
  return repeat(t, as_deque(result), times) ? result : Value();
}

Value combine_in_place(Thread& t, Value a, Value b, BinaryOp op) {
  if (op == BinaryOp::kAdd) return extend(t, as_deque(a), b, push_last) ? a : Value();
  if (op != BinaryOp::kMul) return kNotImplemented;
  intptr_t times;
  if (!TS_TRY_INT(repeat_count(t, b, times))) return kNotImplemented;
  return repeat(t, as_deque(a), times) ? a : Value();
}

intptr_t length_of(Thread&, Value self) { return static_cast<intptr_t>(as_deque(self)->length); }

/// Position of an item, or -1 with an exception.
intptr_t position(Thread& t, Value self, Value key) {
  if (!has_index(t, key)) {
    raise(t, numbers::kTypeError, "sequence index must be integer, not '{}'", TypeOf{key});
    return -1;
  }
  intptr_t length = length_of(t, self);
  intptr_t i = item_position(t, key, length, "deque", "deque index out of range");
  if (i >= length_of(t, self)) {  // __index__ may have changed the deque
    raise(t, numbers::kIndexError, "deque index out of range");
    return -1;
  }
  return i;
}

Value get(Thread& t, Value self, Value key) {
  return as_deque(self)->at(static_cast<uintptr_t>(TS_TRY_INT(position(t, self, key))));
}

bool set(Thread& t, Value self, Value key, Value v) {
  uintptr_t i = static_cast<uintptr_t>(TS_TRY_INT(position(t, self, key)));
  if (v) {
    as_deque(self)->at(i) = v;
  } else {
    remove_at(t, as_deque(self), i);
  }
  return true;
}

int has(Thread& t, Value self, Value v) {
  Deque* d = as_deque(self);
  uintptr_t version = d->version;
  for (uintptr_t i = 0; i < d->length; i++) {
    int same = t.poll.load(std::memory_order_relaxed) && !poll(t) ? -1 : equal(t, d->at(i), v);
    if (same) return same;
    if (d->version != version) {
      changed(t, numbers::kRuntimeError);
      return -1;
    }
  }
  return 0;
}

Value iterate(Thread& t, Value self) {
  return make_iterator(t, numbers::kDequeIterator, self, 0,
                       static_cast<intptr_t>(as_deque(self)->version));
}

// --- iterators

template <bool kReverse>
Value iterator_next(Thread& t, Value self) {
  auto* it = static_cast<Iterator*>(self.cell());
  if (!it->source) return kStop;
  Deque* d = as_deque(it->source);
  if (static_cast<intptr_t>(d->version) != it->extra) {
    it->source = Value();
    return changed(t, numbers::kRuntimeError);
  }
  uintptr_t i = static_cast<uintptr_t>(it->index);
  if (i >= d->length) {
    it->source = Value();
    return kStop;
  }
  it->index++;
  return d->at(kReverse ? d->length - 1 - i : i);
}

Value iterator_length_hint(Thread& t, Value self) {
  auto* it = static_cast<Iterator*>(self.cell());
  return make_int(t, it->source ? static_cast<intptr_t>(as_deque(it->source)->length) - it->index : 0);
}

template <TypeNumber kIterator>
Value iterator_construct(Thread& t, Value type, const Arguments& a) {
  if (!check_no_keywords(t, a, as_type(type), "_deque_iterator") ||
      !check_positional(t, a, "_deque_iterator", 1, 2)) {
    return {};
  }
  if (!is_deque(t, a[0])) {
    return raise(t, numbers::kTypeError, "argument 1 must be collections.deque, not {}", TypeOf{a[0]});
  }
  intptr_t skip = 0;
  if (a.positional > 1 && !to_index(t, a[1], skip)) return {};
  return make_iterator(t, kIterator, a[0], skip < 0 ? 0 : skip,
                       static_cast<intptr_t>(as_deque(a[0])->version));
}

template <TypeNumber kIterator>
Value iterator_reduce(Thread& t, Value self) {
  auto* it = static_cast<Iterator*>(self.cell());
  Value source = it->source ? it->source : TS_TRY(call(t, Value(type_at(*t.vm, Deque::kType)), {}));
  Value skip = TS_TRY(make_int(t, it->index));
  Value arguments = TS_TRY(make_tuple(t, {source, skip}));
  return make_tuple(t, {Value(type_at(*t.vm, kIterator)), arguments});
}

#define TS_DEQUE(function, name, signature, doc) \
  TS_METHOD(Deque::kType, function, name, signature, doc)
const Native kNatives[] = {
    TS_DEQUE(append, TS_NAME(append), "self, item, /", "Add an element to the right side of the deque."),
    TS_DEQUE(append_left, TS_NAME(appendleft), "self, item, /", "Add an element to the left side of the deque."),
    TS_DEQUE(clear, TS_NAME(clear), "self, /", "Remove all elements from the deque."),
    TS_DEQUE(copy, TS_NAME(copy), "self, /", "Return a shallow copy of a deque."),
    TS_DEQUE(copy, TS_NAME(__copy__), "self, /", "Return a shallow copy of a deque."),
    TS_DEQUE(count, TS_NAME(count), "self, value, /", "Return number of occurrences of value."),
    TS_DEQUE(extend_right, TS_NAME(extend), "self, iterable, /",
             "Extend the right side of the deque with elements from the iterable."),
    TS_DEQUE(extend_left, TS_NAME(extendleft), "self, iterable, /",
             "Extend the left side of the deque with elements from the iterable."),
    TS_DEQUE(index, TS_NAME(index), "self, value, start=0, stop=9223372036854775807, /",
             "Return first index of value.\n\nRaises ValueError if the value is not present."),
    TS_DEQUE(insert, TS_NAME(insert), "self, index, value, /", "Insert value before index."),
    TS_DEQUE(pop, TS_NAME(pop), "self, /", "Remove and return the rightmost element."),
    TS_DEQUE(pop_left, TS_NAME(popleft), "self, /", "Remove and return the leftmost element."),
    TS_DEQUE(remove, TS_NAME(remove), "self, value, /", "Remove first occurrence of value."),
    TS_DEQUE(reverse, TS_NAME(reverse), "self, /", "Reverse *IN PLACE*."),
    TS_DEQUE(rotate, TS_NAME(rotate), "self, n=1, /",
             "Rotate the deque n steps to the right.  If n is negative, rotates left."),
    TS_DEQUE(reversed, TS_NAME(__reversed__), "self, /", "Return a reverse iterator over the deque."),
    TS_DEQUE(reduce, TS_NAME(__reduce__), "self, /", "Return state information for pickling."),
    TS_DEQUE(size_of, TS_NAME(__sizeof__), "self, /", "Return the size of the deque in memory, in bytes."),
};
#undef TS_DEQUE
const GetSet kGetSets[] = {
    TS_GETSET(Deque::kType, get_maximum, nullptr, TS_NAME(maxlen),
              "maximum size of a deque or None if unbounded"),
};
constinit const Attributes kAttributes{
    kNatives, kGetSets, {}, "A list-like sequence optimized for data accesses near its endpoints."};
constinit const Slots kSlots{
    .repr = print,
    .compare = compare_deques,
    .binary = combine,
    .inplace = combine_in_place,
    .len = length_of,
    .get_item = get,
    .set_item = set,
    .contains = has,
    .iter = iterate,
    .construct = construct,
    .init = initialize,
};

constexpr const char* kHintDoc = "Private method returning an estimate of len(list(it)).";
constexpr const char* kReduceDoc = "Return state information for pickling.";
const Native kIteratorNatives[] = {
    TS_METHOD(numbers::kDequeIterator, iterator_length_hint, TS_NAME(__length_hint__), "self, /", kHintDoc),
    TS_METHOD(numbers::kDequeIterator, iterator_reduce<numbers::kDequeIterator>, TS_NAME(__reduce__),
              "self, /", kReduceDoc),
};
const Native kReverseIteratorNatives[] = {
    TS_METHOD(numbers::kDequeReverseIterator, iterator_length_hint, TS_NAME(__length_hint__), "self, /",
              kHintDoc),
    TS_METHOD(numbers::kDequeReverseIterator, iterator_reduce<numbers::kDequeReverseIterator>,
              TS_NAME(__reduce__), "self, /", kReduceDoc),
};
constinit const Attributes kIteratorAttributes{kIteratorNatives, {}, {}, nullptr};
constinit const Attributes kReverseIteratorAttributes{kReverseIteratorNatives, {}, {}, nullptr};
constinit const Slots kIteratorSlots{.hash = hash_identity,
                                     .iter = iter_self,
                                     .next = iterator_next<false>,
                                     .construct = iterator_construct<numbers::kDequeIterator>};
constinit const Slots kReverseIteratorSlots{
    .hash = hash_identity,
    .iter = iter_self,
    .next = iterator_next<true>,
    .construct = iterator_construct<numbers::kDequeReverseIterator>};

}  // namespace

}  // namespace ts::modules

namespace ts::object {

using namespace modules;

extern constinit const Type kDequeType =
    bind::make_type(numbers::kDeque, TS_NAME(deque), &kObjectType, &kSlots, &kAttributes,
                    layout_from<Deque>(sizeof(Deque) - sizeof(Value)),
                    bind::kTypeBase | bind::kTypeGeneric | bind::kTypeSequencePattern, TS_NAME(collections));
extern constinit const Type kDequeIteratorType =
    bind::make_type(numbers::kDequeIterator, TS_NAME(_deque_iterator), &kObjectType, &kIteratorSlots,
                    &kIteratorAttributes, kIteratorLayout, bind::kTypeNoWeakReferences, TS_NAME(collections));
extern constinit const Type kDequeReverseIteratorType = bind::make_type(
    numbers::kDequeReverseIterator, TS_NAME(_deque_reverse_iterator), &kObjectType, &kReverseIteratorSlots,
    &kReverseIteratorAttributes, kIteratorLayout, bind::kTypeNoWeakReferences, TS_NAME(collections));

}  // namespace ts::object
