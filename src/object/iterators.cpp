// The iterators of list and tuple, and those that iter() makes for the old sequence protocol and
// for callables.

#include "object/containers.h"

namespace ts::object {

namespace {

Iterator* as_iterator(Value v) { return static_cast<Iterator*>(v.cell()); }

Value exhausted(Iterator* it) {
  it->source = Value();
  return kStop;
}

Value list_next(Thread&, Value self) {
  Iterator* it = as_iterator(self);
  if (!it->source) return kStop;
  List* list = static_cast<List*>(it->source.cell());
  if (static_cast<size_t>(it->index) >= list->length) return exhausted(it);
  return list->storage->items[it->index++];
}

Value list_reverse_next(Thread&, Value self) {
  Iterator* it = as_iterator(self);
  if (!it->source) return kStop;
  List* list = static_cast<List*>(it->source.cell());
  if (it->index < 0 || static_cast<size_t>(it->index) >= list->length) return exhausted(it);
  return list->storage->items[it->index--];
}

Value tuple_next(Thread&, Value self) {
  Iterator* it = as_iterator(self);
  if (!it->source) return kStop;
  Tuple* tuple = static_cast<Tuple*>(it->source.cell());
  if (static_cast<size_t>(it->index) >= tuple->length) return exhausted(it);
  return tuple->items()[it->index++];
}

Value list_length_hint(Thread& t, Value self) {
  Iterator* it = as_iterator(self);
  intptr_t n =
      it->source ? static_cast<intptr_t>(static_cast<List*>(it->source.cell())->length) - it->index
                 : 0;
  return make_int(t, n < 0 ? 0 : n);
}

Value list_reverse_length_hint(Thread& t, Value self) {
  Iterator* it = as_iterator(self);
  intptr_t n = it->source ? it->index + 1 : 0;
  bool shorter = n && static_cast<size_t>(n) > static_cast<List*>(it->source.cell())->length;
  return make_int(t, shorter ? 0 : n);
}

Value tuple_length_hint(Thread& t, Value self) {
  Iterator* it = as_iterator(self);
  return make_int(t, it->source ? static_cast<Tuple*>(it->source.cell())->length - it->index : 0);
}

/// The built-in function with that name, for __reduce__.
Value builtin(Thread& t, const Str* name) { return get_attr(t, t.vm->roots.builtins, name); }

Value iterator_reduce(Thread& t, Value self) {
  Iterator* it = as_iterator(self);
  bool reverse = it->type_number() == numbers::kListReverseIterator;
  if (!it->source) {
    Value empty = TS_TRY(make_tuple(t, std::initializer_list<Value>{}));
    Value arguments = TS_TRY(make_tuple(t, {empty}));
    return make_tuple(t, {TS_TRY(builtin(t, TS_NAME(iter))), arguments});
  }
  Value function = TS_TRY(builtin(t, reverse ? TS_NAME(reversed) : TS_NAME(iter)));
  Value arguments = TS_TRY(make_tuple(t, {it->source}));
  Value state = TS_TRY(make_int(t, it->index));
  return make_tuple(t, {function, arguments, state});
}

Value iterator_setstate(Thread& t, Value self, Value state) {
  intptr_t i;
  if (!to_index(t, state, i)) return {};
  Iterator* it = as_iterator(self);
  intptr_t lowest = it->type_number() == numbers::kListReverseIterator ? -1 : 0;
  if (it->source) it->index = i < lowest ? lowest : i;
  return kNone;
}

constexpr const char* kHintDoc = "Private method returning an estimate of len(list(it)).";
constexpr const char* kReduceDoc = "Return state information for pickling.";
constexpr const char* kStateDoc = "Set state information for unpickling.";

#define TS_ITERATOR_METHODS(T, hint)                                             \
  TS_METHOD(T, hint, TS_NAME(__length_hint__), "self, /", kHintDoc),             \
      TS_METHOD(T, iterator_reduce, TS_NAME(__reduce__), "self, /", kReduceDoc), \
      TS_METHOD(T, iterator_setstate, TS_NAME(__setstate__), "self, state, /", kStateDoc)

const Native kListIteratorNatives[] = {
    TS_ITERATOR_METHODS(numbers::kListIterator, list_length_hint)};
const Native kListReverseNatives[] = {
    TS_ITERATOR_METHODS(numbers::kListReverseIterator, list_reverse_length_hint)};
const Native kTupleIteratorNatives[] = {
    TS_ITERATOR_METHODS(numbers::kTupleIterator, tuple_length_hint)};
#undef TS_ITERATOR_METHODS

constinit const Attributes kListIteratorAttributes{kListIteratorNatives, {}, {}, nullptr};
constinit const Attributes kListReverseAttributes{kListReverseNatives, {}, {}, nullptr};
constinit const Attributes kTupleIteratorAttributes{kTupleIteratorNatives, {}, {}, nullptr};
constinit const Attributes kNoAttributes{};

constinit const Slots kListIteratorSlots{
    .hash = hash_identity, .iter = iter_self, .next = list_next};
constinit const Slots kListReverseSlots{
    .hash = hash_identity, .iter = iter_self, .next = list_reverse_next};
constinit const Slots kTupleIteratorSlots{
    .hash = hash_identity, .iter = iter_self, .next = tuple_next};

// --- the old sequence protocol

Value sequence_next(Thread& t, Value self) {
  Iterator* it = as_iterator(self);
  if (!it->source) return kStop;
  if (!check_stack(t)) return {};
  Value position = TS_TRY(make_int(t, it->index));
  Value item = get_item(t, it->source, position);
  if (item) [[likely]] {
    it->index++;
    return item;
  }
  if (!pending_matches(t, numbers::kIndexError) && !pending_matches(t, numbers::kStopIteration))
    return {};
  take_pending(t);
  return exhausted(it);
}

Value sequence_length_hint(Thread& t, Value self) {
  Iterator* it = as_iterator(self);
  if (!it->source) return Value::from_int(0);
  intptr_t n = length(t, it->source);
  if (n < 0) {
    if (!pending_matches(t, numbers::kTypeError)) return {};
    take_pending(t);
    return kNotImplemented;
  }
  return make_int(t, n > it->index ? n - it->index : 0);
}

const Native kSequenceNatives[] = {TS_METHOD(numbers::kSequenceIterator, sequence_length_hint,
                                             TS_NAME(__length_hint__), "self, /", kHintDoc)};
constinit const Attributes kSequenceAttributes{kSequenceNatives, {}, {}, nullptr};
constinit const Slots kSequenceSlots{
    .hash = hash_identity, .iter = iter_self, .next = sequence_next};

// --- iter(callable, sentinel)

struct CallableIterator : Cell {
  Value callable;  ///< all-zero once exhausted
  Value sentinel;
};

Value callable_next(Thread& t, Value self) {
  CallableIterator* it = static_cast<CallableIterator*>(self.cell());
  if (!it->callable) return kStop;
  if (!check_stack(t)) return {};
  Value result = call(t, it->callable, {});
  if (result) {
    if (!it->callable) return kStop;  // exhausted by the call
    if (!TS_TRY_INT(equal(t, it->sentinel, result))) return result;
  } else {
    if (!pending_matches(t, numbers::kStopIteration)) return {};
    take_pending(t);
  }
  it->callable = Value();
  it->sentinel = Value();
  return kStop;
}

constinit const Slots kCallableSlots{
    .hash = hash_identity, .iter = iter_self, .next = callable_next};

}  // namespace

extern constinit const Type kListIteratorType = bind::make_type(
    numbers::kListIterator, TS_NAME(list_iterator), &kObjectType, &kListIteratorSlots,
    &kListIteratorAttributes, kIteratorLayout, bind::kTypeNoWeakReferences);
extern constinit const Type kListReverseIteratorType = bind::make_type(
    numbers::kListReverseIterator, TS_NAME(list_reverseiterator), &kObjectType, &kListReverseSlots,
    &kListReverseAttributes, kIteratorLayout, bind::kTypeNoWeakReferences);
extern constinit const Type kTupleIteratorType = bind::make_type(
    numbers::kTupleIterator, TS_NAME(tuple_iterator), &kObjectType, &kTupleIteratorSlots,
    &kTupleIteratorAttributes, kIteratorLayout, bind::kTypeNoWeakReferences);
extern constinit const Type kSequenceIteratorType =
    bind::make_type(numbers::kSequenceIterator, TS_NAME(iterator), &kObjectType, &kSequenceSlots,
                    &kSequenceAttributes, kIteratorLayout, bind::kTypeNoWeakReferences);
extern constinit const Type kCallableIteratorType = bind::make_type(
    numbers::kCallableIterator, TS_NAME(callable_iterator), &kObjectType, &kCallableSlots,
    &kNoAttributes, layout_all<CallableIterator>(), bind::kTypeNoWeakReferences);

Value make_iterator(Thread& t, TypeNumber type, Value source, intptr_t index, intptr_t extra) {
  Iterator* it = heap::allocate<Iterator>(t, type);
  if (!it) return {};
  it->index = index;
  it->extra = extra;
  it->source = source;
  return it;
}

Value make_sequence_iterator(Thread& t, Value sequence) {
  return make_iterator(t, numbers::kSequenceIterator, sequence);
}

Value make_callable_iterator(Thread& t, Value callable, Value sentinel) {
  CallableIterator* it = heap::allocate<CallableIterator>(t, numbers::kCallableIterator);
  if (!it) return {};
  it->callable = callable;
  it->sentinel = sentinel;
  return it;
}

}  // namespace ts::object
