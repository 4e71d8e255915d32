// list: methods, operators and the functions of runtime.h about lists. Sorting is in sort.cpp.
// Follows the Library Reference, "Mutable Sequence Types". Storage grows by about an eighth; its
// words behind the length are all-zero, which every function here keeps up.

#include "object/containers.h"
#include "object/repr_guard.h"

namespace ts::object {

namespace {

List* as_list(Value v) { return static_cast<List*>(v.cell()); }
bool is_list(const Thread& t, Value v) { return is_instance_of_native(*t.vm, v, numbers::kList); }
size_t capacity_of(const List* list) { return list->storage ? list->storage->capacity : 0; }

/// Makes room for `length` items with some to spare: an eighth; a quarter for long lists, whose
/// copying costs more than the room.
bool grow(Thread& t, List* list, size_t length) {
  if (length <= capacity_of(list)) [[likely]]
    return true;
  size_t spare = length >> (length < 4096 ? 3 : 2);
  return list_reserve(t, list, (length + spare + 6) & ~size_t{3});
}

/// Sets a smaller length: clears the words behind it and gives memory back when much is unused.
void cut(Thread& t, List* list, size_t length) {
  for (size_t i = length; i < list->length; i++) list->storage->items[i] = Value();
  list->length = length;
  if (length == 0) {
    list->storage = nullptr;
  } else if (capacity_of(list) > 16 && length < capacity_of(list) / 2) {
    size_t room = length + (length >> 3) + 4;
    t.vm->heap.shrink(t, list->storage, sizeof(ValueArray) + room * sizeof(Value));
    list->storage->capacity = room;
  }
}

List* copy_items(Thread& t, std::span<const Value> items) {
  List* list = make_list(t, items.size());
  if (!list) return nullptr;
  for (size_t i = 0; i < items.size(); i++) list->storage->items[i] = items[i];
  list->length = items.size();
  return list;
}

// --- slots

Value list_repr(Thread& t, Value self) {
  List* list = as_list(self);
  if (list->length == 0) return TS_STR("[]");
  ReprGuard guard(self);
  if (!guard.entered()) return TS_STR("[...]");
  if (!check_stack(t)) return {};
  StrBuilder out(t);
  out.append("[");
  for (size_t i = 0; i < list->length; i++) {
    if (i) out.append(", ");
    out.append(TS_TRY(repr(t, list->storage->items[i])));
    TS_POLL(t);
  }
  out.append("]");
  return out.finish();
}

Value list_compare(Thread& t, Value a, Value b, CompareOp op) {
  return is_list(t, b) ? compare_sequences(t, a, b, op) : kNotImplemented;
}

Value list_repeat(Thread& t, List* list, intptr_t count) {
  size_t total, n = list->length;
  if (__builtin_mul_overflow(n, static_cast<size_t>(count), &total)) total = SIZE_MAX;
  List* result = TS_TRY(make_list(t, total));
  for (size_t i = 0; i < total; i++) {
    result->storage->items[i] = i < n ? list->storage->items[i] : result->storage->items[i - n];
  }
  result->length = total;
  return result;
}

Value list_binary(Thread& t, Value a, Value b, BinaryOp op) {
  if (op == BinaryOp::kAdd) {
    if (!is_list(t, a) || !is_list(t, b)) return kNotImplemented;
    size_t n = as_list(a)->length, m = as_list(b)->length;
    List* result = TS_TRY(make_list(t, n + m));
    for (size_t i = 0; i < n; i++) result->storage->items[i] = as_list(a)->storage->items[i];
    for (size_t i = 0; i < m; i++) result->storage->items[n + i] = as_list(b)->storage->items[i];
    result->length = n + m;
    return result;
  }
  if (op != BinaryOp::kMul) return kNotImplemented;
  bool left = is_list(t, a);
  intptr_t count;
  if (!TS_TRY_INT(repeat_count(t, left ? b : a, count))) return kNotImplemented;
  return list_repeat(t, as_list(left ? a : b), count);
}

Value list_inplace(Thread& t, Value a, Value b, BinaryOp op) {
  List* list = as_list(a);
  if (op == BinaryOp::kAdd) return list_extend(t, list, b) ? a : Value();
  if (op != BinaryOp::kMul) return kNotImplemented;
  intptr_t count;
  if (!TS_TRY_INT(repeat_count(t, b, count))) return kNotImplemented;
  size_t n = list->length, total;
  if (__builtin_mul_overflow(n, static_cast<size_t>(count), &total)) total = SIZE_MAX / 32;
  if (total <= n) {
    cut(t, list, total);
    return a;
  }
  if (!list_reserve(t, list, total)) return {};
  for (size_t i = n; i < total; i++) list->storage->items[i] = list->storage->items[i - n];
  list->length = total;
  return a;
}

intptr_t list_len(Thread&, Value self) { return static_cast<intptr_t>(as_list(self)->length); }

Value list_get_slice(Thread& t, List* list, Slice* slice) {
  SliceBounds b;
  if (!unpack_slice(t, slice, b)) return {};
  adjust_slice(b, static_cast<intptr_t>(list->length));
  List* result = TS_TRY(make_list(t, static_cast<size_t>(b.count)));
  for (intptr_t i = 0; i < b.count; i++)
    result->storage->items[i] = list->storage->items[b.start + i * b.step];
  result->length = static_cast<size_t>(b.count);
  return result;
}

Value list_get_item(Thread& t, Value self, Value key) {
  List* list = as_list(self);
  if (is_slice(key)) return list_get_slice(t, list, static_cast<Slice*>(key.cell()));
  intptr_t n = static_cast<intptr_t>(list->length);
  intptr_t i = TS_TRY_INT(item_position(t, key, n, "list", "list index out of range"));
  // __index__ may have changed the list
  if (static_cast<size_t>(i) >= list->length)
    return raise(t, numbers::kIndexError, "list index out of range");
  return list->storage->items[i];
}

bool delete_slice(Thread& t, List* list, SliceBounds b) {
  if (b.count == 0) return true;
  if (b.step < 0) {
    b.start += (b.count - 1) * b.step;
    b.step = -b.step;
  }
  Value* items = list->storage->items;
  size_t to = static_cast<size_t>(b.start);
  size_t next_removed = to, removed = 0;
  for (size_t from = to; from < list->length; from++) {
    if (from == next_removed && removed < static_cast<size_t>(b.count)) {
      removed++;
      next_removed += static_cast<size_t>(b.step);
    } else {
      items[to++] = items[from];
    }
  }
  cut(t, list, to);
  return true;
}

bool assign_slice(Thread& t, List* list, SliceBounds b, Value iterable) {
  Value keep;
  std::span<Value> items;
  if (iterable == Value(list)) {  // a[i:j] = a needs a copy
    keep = TS_TRY(copy_items(t, list->span()));
    items = items_of(keep);
  } else if (!sequence_items(t, iterable, keep, items)) {
    if (pending_matches(t, numbers::kTypeError) && !slots_of(t, iterable).iter) {
      take_pending(t);
      raise(t, numbers::kTypeError, "must assign iterable to extended slice");
    }
    return false;
  }
  adjust_slice(b, static_cast<intptr_t>(
                      list->length));  // now: walking the iterable may have changed the list
  if (b.step == 1) {
    size_t from = static_cast<size_t>(b.start);
    return list_replace(t, list, from, b.stop > b.start ? static_cast<size_t>(b.stop) : from,
                        items);
  }
  if (static_cast<size_t>(b.count) != items.size()) {
    raise(t, numbers::kValueError,
          "attempt to assign sequence of size {} to extended slice of size {}", items.size(),
          b.count);
    return false;
  }
  for (intptr_t i = 0; i < b.count; i++)
    list->storage->items[b.start + i * b.step] = items[static_cast<size_t>(i)];
  return true;
}

bool list_set_item(Thread& t, Value self, Value key, Value value) {
  List* list = as_list(self);
  if (is_slice(key)) {
    SliceBounds b;
    if (!unpack_slice(t, static_cast<Slice*>(key.cell()), b)) return false;
    if (value) return assign_slice(t, list, b, value);
    adjust_slice(b, static_cast<intptr_t>(list->length));
    return delete_slice(t, list, b);
  }
  const char* message = "list assignment index out of range";
  intptr_t i =
      TS_TRY_INT(item_position(t, key, static_cast<intptr_t>(list->length), "list", message));
  if (static_cast<size_t>(i) >= list->length) {
    raise(t, numbers::kIndexError, message);
    return false;
  }
  if (!value) return list_replace(t, list, static_cast<size_t>(i), static_cast<size_t>(i) + 1, {});
  list->storage->items[i] = value;
  return true;
}

int list_contains(Thread& t, Value self, Value item) {
  List* list = as_list(self);
  for (size_t i = 0; i < list->length; i++) {
    int same = equal(t, list->storage->items[i], item);
    if (same) return same;
    if (t.poll.load(std::memory_order_relaxed) && !poll(t)) return -1;
  }
  return 0;
}

Value list_iter(Thread& t, Value self) { return make_iterator(t, numbers::kListIterator, self); }

Value list_construct(Thread& t, Value type, const Arguments&) { return new_cell<List>(t, type); }

bool list_init(Thread& t, Value self, const Arguments& a) {
  if (!check_no_keywords(t, a, type_of(t, self), "list") || !check_positional(t, a, "list", 0, 1))
    return false;
  List* list = as_list(self);
  cut(t, list, 0);
  return !a.positional || list_extend(t, list, a[0]);
}

// --- methods

Value list_append_method(Thread& t, List* self, Value item) {
  return list_append(t, self, item) ? kNone : Value();
}

Value list_clear(Thread& t, List* self) {
  cut(t, self, 0);
  return kNone;
}

Value list_copy(Thread& t, List* self) { return copy_items(t, self->span()); }

Value list_count(Thread& t, List* self, Value item) {
  intptr_t n = 0;
  for (size_t i = 0; i < self->length; i++) {
    n += TS_TRY_INT(equal(t, self->storage->items[i], item));
    TS_POLL(t);
  }
  return Value::from_int(n);
}

Value list_extend_method(Thread& t, List* self, Value iterable) {
  return list_extend(t, self, iterable) ? kNone : Value();
}

Value list_index(Thread& t, List* self, Value item, Value start, Value stop) {
  intptr_t from, to, n = static_cast<intptr_t>(self->length);
  if (!clamped_bound(t, start, n, 0, from) || !clamped_bound(t, stop, n, INTPTR_MAX, to)) return {};
  for (intptr_t i = from; i < to && static_cast<size_t>(i) < self->length; i++) {
    if (TS_TRY_INT(equal(t, self->storage->items[i], item))) return Value::from_int(i);
    TS_POLL(t);
  }
  return raise(t, numbers::kValueError, "list.index(x): x not in list");
}

Value list_insert_method(Thread& t, List* self, Value at, Value item) {
  intptr_t i;
  if (!to_index(t, at, i)) return {};
  intptr_t n = static_cast<intptr_t>(self->length);
  if (i < 0) i = i + n < 0 ? 0 : i + n;
  return list_insert(t, self, static_cast<size_t>(i > n ? n : i), item) ? kNone : Value();
}

Value list_pop(Thread& t, List* self, Opt<intptr_t> at) {
  if (self->length == 0) return raise(t, numbers::kIndexError, "pop from empty list");
  intptr_t n = static_cast<intptr_t>(self->length);
  intptr_t i = at.or_else(n - 1);
  if (i < 0) i += n;
  if (i < 0 || i >= n) return raise(t, numbers::kIndexError, "pop index out of range");
  Value item = self->storage->items[i];
  list_replace(t, self, static_cast<size_t>(i), static_cast<size_t>(i) + 1, {});
  return item;
}

Value list_remove(Thread& t, List* self, Value item) {
  for (size_t i = 0; i < self->length; i++) {
    int same = TS_TRY_INT(equal(t, self->storage->items[i], item));
    if (same) {
      if (i < self->length) list_replace(t, self, i, i + 1, {});
      return kNone;
    }
    TS_POLL(t);
  }
  return raise(t, numbers::kValueError, "list.remove(x): x not in list");
}

Value list_reverse(Thread&, List* self) {
  for (size_t i = 0, j = self->length; i + 1 < j; i++)
    std::swap(self->storage->items[i], self->storage->items[--j]);
  return kNone;
}

Value list_reversed(Thread& t, List* self) {
  return make_iterator(t, numbers::kListReverseIterator, self,
                       static_cast<intptr_t>(self->length) - 1);
}

Value list_sort(Thread& t, List* self, Value key, bool reverse) {
  return sort_list(t, self, key, reverse) ? kNone : Value();
}

Value list_sizeof(Thread& t, List* self) {
  size_t bytes = heap::Heap::cell_bytes(*t.vm, self);
  if (self->storage) bytes += heap::Heap::cell_bytes(*t.vm, self->storage);
  return make_int(t, static_cast<int64_t>(bytes));
}

constinit const Slots kListSlots{.repr = list_repr,
                                 .compare = list_compare,
                                 .binary = list_binary,
                                 .inplace = list_inplace,
                                 .len = list_len,
                                 .get_item = list_get_item,
                                 .set_item = list_set_item,
                                 .contains = list_contains,
                                 .iter = list_iter,
                                 .construct = list_construct,
                                 .init = list_init};
const Native kListNatives[] = {
    TS_METHOD(numbers::kList, list_append_method, TS_NAME(append), "self, object, /",
              "Append object to the end of the list."),
    TS_METHOD(numbers::kList, list_clear, TS_NAME(clear), "self, /", "Remove all items from list."),
    TS_METHOD(numbers::kList, list_copy, TS_NAME(copy), "self, /",
              "Return a shallow copy of the list."),
    TS_METHOD(numbers::kList, list_count, TS_NAME(count), "self, value, /",
              "Return number of occurrences of value."),
    TS_METHOD(numbers::kList, list_extend_method, TS_NAME(extend), "self, iterable, /",
              "Extend list by appending elements from the iterable."),
    TS_METHOD(numbers::kList, list_index, TS_NAME(index),
              "self, value, start=0, stop=9223372036854775807, /", "Return first index of value."),
    TS_METHOD(numbers::kList, list_insert_method, TS_NAME(insert), "self, index, object, /",
              "Insert object before index."),
    TS_METHOD(numbers::kList, list_pop, TS_NAME(pop), "self, index=-1, /",
              "Remove and return item at index (default last)."),
    TS_METHOD(numbers::kList, list_remove, TS_NAME(remove), "self, value, /",
              "Remove first occurrence of value."),
    TS_METHOD(numbers::kList, list_reverse, TS_NAME(reverse), "self, /", "Reverse *IN PLACE*."),
    TS_METHOD(numbers::kList, list_sort, TS_NAME(sort), "self, /, *, key=None, reverse=False",
              "Sort the list in ascending order and return None."),
    TS_METHOD(numbers::kList, list_reversed, TS_NAME(__reversed__), "self, /",
              "Return a reverse iterator over the list."),
    TS_METHOD(numbers::kList, list_sizeof, TS_NAME(__sizeof__), "self, /",
              "Return the size of the list in memory, in bytes."),
};
constinit const Attributes kListAttributes{kListNatives,
                                           {},
                                           {},
                                           "Built-in mutable sequence.\n\nIf no argument is given, "
                                           "the constructor creates a new empty list.\n"
                                           "The argument must be an iterable if specified."};

}  // namespace

extern constinit const Type kListType =
    bind::make_type(numbers::kList, TS_NAME(list), &kObjectType, &kListSlots, &kListAttributes,
                    layout_from<List>(sizeof(List) - sizeof(void*)),
                    bind::kTypeBase | bind::kTypeSequencePattern | bind::kTypeMatchSelf |
                        bind::kTypeGeneric | bind::kTypeNoWeakReferences);

// --- runtime.h and containers.h

bool list_reserve(Thread& t, List* list, size_t capacity) {
  if (capacity <= capacity_of(list)) return true;
  if (capacity > SIZE_MAX / 4 / sizeof(Value))
    capacity = SIZE_MAX / 4 / sizeof(Value);  // MemoryError
  ValueArray* storage =
      heap::allocate<ValueArray>(t, numbers::kValueArray, capacity * sizeof(Value));
  if (!storage) return false;
  storage->capacity = capacity;
  if (list->length) std::memcpy(storage->items, list->storage->items, list->length * sizeof(Value));
  list->storage = storage;
  return true;
}

List* make_list(Thread& t, size_t capacity) {
  List* list = heap::allocate<List>(t, numbers::kList);
  return list && list_reserve(t, list, capacity) ? list : nullptr;
}

bool list_append(Thread& t, List* list, Value v) {
  size_t n = list->length;
  if (!grow(t, list, n + 1)) return false;
  list->storage->items[n] = v;
  list->length = n + 1;
  return true;
}

bool list_insert(Thread& t, List* list, size_t at, Value v) {
  return list_replace(t, list, at, at, {&v, 1});
}

bool list_replace(Thread& t, List* list, size_t from, size_t to, std::span<const Value> items) {
  size_t old = list->length;
  size_t length = old - (to - from) + items.size();
  if (length > old && !grow(t, list, length)) return false;
  if (old == 0 && length == 0) return true;
  Value* data = list->storage->items;
  if (length != old)
    std::memmove(data + from + items.size(), data + to, (old - to) * sizeof(Value));
  for (size_t i = 0; i < items.size(); i++) data[from + i] = items[i];
  if (length < old) {
    cut(t, list, length);
  } else {
    list->length = length;
  }
  return true;
}

bool list_extend(Thread& t, List* list, Value iterable) {
  if (is_exact(iterable, numbers::kList) || is_exact(iterable, numbers::kTuple)) {
    size_t n = list->length, more = items_of(iterable).size();
    if (more == 0) return true;
    if (n == 0 ? !list_reserve(t, list, more) : !grow(t, list, n + more)) return false;
    const Value* from = items_of(iterable).data();  // after growing: it may be the same list
    for (size_t i = 0; i < more; i++) list->storage->items[n + i] = from[i];
    list->length = n + more;
    return true;
  }
  intptr_t hint = 0;
  Value iterator = TS_TRY(iter(t, iterable));
  hint = TS_TRY_INT(length_hint(t, iterable, 0));
  // The hint of a Python class may be far too large.
  bool trusted = hint < 4096 || !(type_of(t, iterable)->flags & bind::kTypeHeap);
  if (hint > 0 && trusted && !list_reserve(t, list, list->length + static_cast<size_t>(hint)))
    return false;
  for (;;) {
    Value item = TS_TRY(next(t, iterator));
    if (item.is_stop()) break;
    if (!list_append(t, list, item)) return false;
    TS_POLL(t);
  }
  if (list->length && capacity_of(list) > list->length + list->length / 8 + 8) {
    t.vm->heap.shrink(t, list->storage, sizeof(ValueArray) + list->length * sizeof(Value));
    list->storage->capacity = list->length;
  }
  return true;
}

Value make_list_from(Thread& t, Value iterable) {
  List* list = TS_TRY(make_list(t));
  return list_extend(t, list, iterable) ? Value(list) : Value();
}

}  // namespace ts::object
