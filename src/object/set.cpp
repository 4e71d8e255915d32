// set and frozenset: methods, operators and the functions of runtime.h about sets. The table is in
// table.h. Follows the Library Reference, "Set Types". The hash of a frozenset is CPython's
// (Objects/setobject.c).

#include "object/containers.h"
#include "object/repr_guard.h"

namespace ts::object {

using table::kFailed;
using table::kMissing;
using table::Shape;

namespace {

constexpr Shape kShape = Shape::kSet;

Set* as_set(Value v) { return static_cast<Set*>(v.cell()); }

bool add_hashed(Thread& t, Set* s, Value key, uint32_t hash) {
  intptr_t i = table::find(t, s, key, hash, kShape);
  return i >= 0 || (i == kMissing && table::insert(t, s, key, hash, Value(), kShape));
}

/// The table behind a set or plain dict whose keys (and their hashes) can be read directly, else
/// nullptr.
Table* keyed_table(Thread& t, Value v, Shape& shape) {
  shape = Shape::kSet;
  if (is_any_set(t, v) && !(type_of(t, v)->flags & bind::kTypeHeap)) return as_set(v);
  shape = Shape::kDict;
  return is_exact(v, numbers::kDict) ? static_cast<Table*>(v.cell()) : nullptr;
}

bool merge_table(Thread& t, Set* s, Table* other, Shape shape) {
  if (other == s || !other->live) return true;
  if (shape == kShape && !s->entries) return table::copy(t, s, other, kShape);
  uint32_t position = 0;
  for (intptr_t i; (i = table::next(other, position, shape)) >= 0;) {
    size_t at = static_cast<size_t>(i);
    if (!add_hashed(t, s, table::key_at(other, at, shape), table::hash_at(t, other, at, shape)))
      return false;
    TS_POLL(t);
  }
  return true;
}

uint64_t shuffle_bits(uint64_t h) { return ((h ^ 89869747u) ^ (h << 16)) * 3644798167u; }

bool contents_hash(Thread& t, Set* s, intptr_t& out) {
  uint64_t h = 0;
  uint32_t position = 0;
  for (Value key; set_next(s, position, key);) {
    intptr_t part;
    if (!hash(t, key, part)) return false;
    h ^= shuffle_bits(static_cast<uint64_t>(static_cast<int64_t>(part)));
  }
  h ^= (uint64_t{s->live} + 1) * 1927868237u;
  h ^= (h >> 11) ^ (h >> 25);
  h = h * 69069u + 907133923u;
  out = static_cast<intptr_t>(h == UINT64_MAX ? 590923713u : h);
  return true;
}

bool frozenset_hash(Thread& t, Value self, intptr_t& out) {
  return check_stack(t) && contents_hash(t, as_set(self), out);
}

/// Index of the entry that equals `item`; a set that has no hash is looked up as the frozenset of
/// its items.
intptr_t find_item(Thread& t, Set* s, Value item) {
  uint32_t h;
  if (!table::key_hash(t, item, kShape, h)) {
    if (!is_instance_of_native(*t.vm, item, numbers::kSet) ||
        !pending_matches(t, numbers::kTypeError))
      return kFailed;
    take_pending(t);
    intptr_t full;
    if (!contents_hash(t, as_set(item), full)) return kFailed;
    h = table::fold_hash(full);
  }
  return table::find(t, s, item, h, kShape);
}

/// A new plain set or frozenset, as `like` is (or derives from).
Set* new_like(Thread& t, Value like) {
  bool frozen = is_instance_of_native(*t.vm, like, numbers::kFrozenSet);
  return make_set(t, frozen ? numbers::kFrozenSet : numbers::kSet);
}

Set* copy_set(Thread& t, Value from) {
  Set* result = new_like(t, from);
  return result && table::copy(t, result, as_set(from), kShape) ? result : nullptr;
}

void take_contents(Thread& t, Set* to, Set* from) {
  to->entries = from->entries;
  to->index = from->index;
  to->hashes = from->hashes;
  to->live = from->live;
  to->used = from->used;
  table::touch(t, to, kShape);
}

/// The items of `s` for which being in `other` is `wanted`, in a new set.
Set* filter_by(Thread& t, Set* s, Table* other, Shape shape, bool wanted) {
  Set* result = new_like(t, s);
  if (!result) return nullptr;
  uint32_t position = 0;
  for (intptr_t i; (i = table::next(s, position, kShape)) >= 0;) {
    size_t at = static_cast<size_t>(i);
    Value key = table::key_at(s, at, kShape);
    uint32_t h = table::hash_at(t, s, at, kShape);
    intptr_t found = table::find(t, other, key, h, shape);
    if (found == kFailed) return nullptr;
    if ((found >= 0) == wanted && !add_hashed(t, result, key, h)) return nullptr;
    TS_POLL(t);
  }
  return result;
}

Set* intersection(Thread& t, Set* s, Value iterable) {
  Shape shape;
  if (Table* other = keyed_table(t, iterable, shape)) {
    if (shape == Shape::kSet && other->live < s->live && s->type_number() == other->type_number()) {
      return filter_by(t, static_cast<Set*>(other), s, kShape, true);
    }
    return filter_by(t, s, other, shape, true);
  }
  Set* result = new_like(t, s);
  if (!result) return nullptr;
  bool done = for_each(t, iterable, [&](Value item) {
    uint32_t h;
    if (!table::key_hash(t, item, kShape, h)) return false;
    intptr_t i = table::find(t, s, item, h, kShape);
    return i != kFailed && (i == kMissing || add_hashed(t, result, item, h));
  });
  return done ? result : nullptr;
}

Set* difference(Thread& t, Set* s, Value iterable) {
  Shape shape;
  if (Table* other = keyed_table(t, iterable, shape)) return filter_by(t, s, other, shape, false);
  Set* result = copy_set(t, s);
  return result && set_difference_update(t, result, iterable) ? result : nullptr;
}

/// 1 when each item of `a` is in `b`, 0, -1.
int is_subset(Thread& t, Set* a, Set* b) {
  if (a->live > b->live) return 0;
  uint32_t position = 0;
  for (intptr_t i; (i = table::next(a, position, kShape)) >= 0;) {
    size_t at = static_cast<size_t>(i);
    intptr_t found =
        table::find(t, b, table::key_at(a, at, kShape), table::hash_at(t, a, at, kShape), kShape);
    if (found < 0) return found == kMissing ? 0 : -1;
  }
  return 1;
}

// --- slots

Value set_repr(Thread& t, Value self) {
  Set* s = as_set(self);
  bool plain = is_exact(self, numbers::kSet);
  StrBuilder out(t);
  ReprGuard guard(self);
  if (!plain || !s->live || !guard.entered()) {
    out.append(type_name(t, self));
    out.append("(");
  }
  if (!guard.entered()) {
    out.append("...");
  } else if (s->live) {
    if (!check_stack(t)) return {};
    out.append("{");
    uint32_t position = 0;
    bool first = true;
    for (Value key; set_next(s, position, key); first = false) {
      if (!first) out.append(", ");
      out.append(TS_TRY(repr(t, key)));
      TS_POLL(t);
    }
    out.append("}");
  }
  if (!plain || !s->live || !guard.entered()) out.append(")");
  return out.finish();
}

Value set_compare(Thread& t, Value a, Value b, CompareOp op) {
  if (!is_any_set(t, b)) return kNotImplemented;
  Set* x = as_set(a);
  Set* y = as_set(b);
  int result = 0;
  switch (op) {
    case CompareOp::kEq:
    case CompareOp::kNe:
      if (x->live == y->live) result = TS_TRY_INT(is_subset(t, x, y));
      if (op == CompareOp::kNe) result = !result;
      break;
    case CompareOp::kLe:
      result = TS_TRY_INT(is_subset(t, x, y));
      break;
    case CompareOp::kLt:
      result = x->live < y->live ? TS_TRY_INT(is_subset(t, x, y)) : 0;
      break;
    case CompareOp::kGe:
      result = TS_TRY_INT(is_subset(t, y, x));
      break;
    case CompareOp::kGt:
      result = y->live < x->live ? TS_TRY_INT(is_subset(t, y, x)) : 0;
      break;
  }
  return Value::from_bool(result);
}

Value set_binary(Thread& t, Value a, Value b, BinaryOp op) {
  if (!is_any_set(t, a) || !is_any_set(t, b)) return kNotImplemented;
  Set* result = nullptr;
  switch (op) {
    case BinaryOp::kAnd:
      return intersection(t, as_set(a), b);
    case BinaryOp::kSub:
      return difference(t, as_set(a), b);
    case BinaryOp::kOr:
      result = copy_set(t, a);
      return result && set_update(t, result, b) ? Value(result) : Value();
    case BinaryOp::kXor:
      result = copy_set(t, a);
      return result && set_symmetric_update(t, result, b) ? Value(result) : Value();
    default:
      return kNotImplemented;
  }
}

Value set_inplace(Thread& t, Value a, Value b, BinaryOp op) {
  if (!is_any_set(t, b)) return kNotImplemented;
  bool done = false;
  switch (op) {
    case BinaryOp::kAnd:
      done = set_intersection_update(t, as_set(a), b);
      break;
    case BinaryOp::kSub:
      done = set_difference_update(t, as_set(a), b);
      break;
    case BinaryOp::kOr:
      done = set_update(t, as_set(a), b);
      break;
    case BinaryOp::kXor:
      done = set_symmetric_update(t, as_set(a), b);
      break;
    default:
      return kNotImplemented;
  }
  return done ? a : Value();
}

intptr_t set_len(Thread&, Value self) { return as_set(self)->live; }
int set_contains_slot(Thread& t, Value self, Value item) {
  return set_contains(t, as_set(self), item);
}
Value set_iter(Thread& t, Value self) {
  return make_iterator(t, numbers::kSetIterator, self, 0, as_set(self)->live);
}

Value set_construct(Thread& t, Value type, const Arguments&) { return new_cell<Set>(t, type); }

bool set_init(Thread& t, Value self, const Arguments& a) {
  if (!check_no_keywords(t, a, type_of(t, self), "set") || !check_positional(t, a, "set", 0, 1))
    return false;
  Set* s = as_set(self);
  if (s->live) table::clear(t, s, kShape);
  return !a.positional || set_update(t, s, a[0]);
}

Value frozenset_construct(Thread& t, Value type, const Arguments& a) {
  if (!check_no_keywords(t, a, as_type(type), "frozenset") ||
      !check_positional(t, a, "frozenset", 0, 1))
    return {};
  bool plain = as_type(type) == &kFrozenSetType;
  if (plain && a.positional && is_exact(a[0], numbers::kFrozenSet)) return a[0];
  Set* s = TS_TRY(new_cell<Set>(t, type));
  if (a.positional && !set_update(t, s, a[0])) return {};
  return s;
}

// --- methods; `self` may be a set or a frozenset

Value set_add_method(Thread& t, Set* self, Value item) {
  return set_add(t, self, item) ? kNone : Value();
}

Value set_clear(Thread& t, Set* self) {
  table::clear(t, self, kShape);
  return kNone;
}

Value set_copy(Thread& t, Value self) {
  return is_exact(self, numbers::kFrozenSet) ? self : Value(copy_set(t, self));
}

Value set_union(Thread& t, Value self, Args others) {
  Set* result = TS_TRY(copy_set(t, self));
  for (Value other : others) {
    if (!set_update(t, result, other)) return {};
  }
  return result;
}

Value set_update_method(Thread& t, Set* self, Args others) {
  for (Value other : others) {
    if (!set_update(t, self, other)) return {};
  }
  return kNone;
}

Value set_difference(Thread& t, Value self, Args others) {
  if (others.count == 0) return copy_set(t, self);
  Set* result = TS_TRY(difference(t, as_set(self), others[0]));
  for (size_t i = 1; i < others.count; i++) {
    if (!set_difference_update(t, result, others[i])) return {};
  }
  return result;
}

Value set_difference_update_method(Thread& t, Set* self, Args others) {
  for (Value other : others) {
    if (!set_difference_update(t, self, other)) return {};
  }
  return kNone;
}

Value set_intersection(Thread& t, Value self, Args others) {
  if (others.count == 0) return copy_set(t, self);
  Set* result = as_set(self);
  for (Value other : others) result = TS_TRY(intersection(t, result, other));
  return result;
}

Value set_intersection_update_method(Thread& t, Set* self, Args others) {
  Set* result = self;
  for (Value other : others) result = TS_TRY(intersection(t, result, other));
  if (result != self) take_contents(t, self, result);
  return kNone;
}

Value set_symmetric_difference(Thread& t, Value self, Value other) {
  Set* result = TS_TRY(copy_set(t, self));
  return set_symmetric_update(t, result, other) ? Value(result) : Value();
}

Value set_symmetric_difference_update(Thread& t, Set* self, Value other) {
  return set_symmetric_update(t, self, other) ? kNone : Value();
}

/// `v` itself when it is a set, else a new set of its items.
Set* to_set(Thread& t, Value v) {
  if (is_any_set(t, v)) return as_set(v);
  Set* s = make_set(t);
  return s && set_update(t, s, v) ? s : nullptr;
}

Value set_isdisjoint(Thread& t, Value self, Value other) {
  bool disjoint = true;
  bool failed = false;
  for_each(t, other, [&](Value item) {
    uint32_t h;
    intptr_t i = table::key_hash(t, item, kShape, h) ? table::find(t, as_set(self), item, h, kShape)
                                                     : kFailed;
    failed = i == kFailed;
    disjoint = i < 0;
    return i == kMissing;
  });
  if (failed || (disjoint && t.pending)) return {};
  return Value::from_bool(disjoint);
}

Value set_issubset(Thread& t, Value self, Value other) {
  Set* s = TS_TRY(to_set(t, other));
  return Value::from_bool(TS_TRY_INT(is_subset(t, as_set(self), s)));
}

Value set_issuperset(Thread& t, Value self, Value other) {
  if (is_any_set(t, other))
    return Value::from_bool(TS_TRY_INT(is_subset(t, as_set(other), as_set(self))));
  int found = 1;
  bool done = for_each(t, other, [&](Value item) {
    uint32_t h;
    intptr_t i = table::key_hash(t, item, kShape, h) ? table::find(t, as_set(self), item, h, kShape)
                                                     : kFailed;
    found = i == kFailed ? -1 : i >= 0;
    return found > 0;
  });
  if (!done && (found < 0 || found > 0)) return {};
  return Value::from_bool(found);
}

Value set_discard_method(Thread& t, Set* self, Value item) {
  return set_discard(t, self, item) < 0 ? Value() : kNone;
}

Value set_remove(Thread& t, Set* self, Value item) {
  int removed = TS_TRY_INT(set_discard(t, self, item));
  return removed ? kNone : raise_value(t, numbers::kKeyError, item);
}

Value set_pop(Thread& t, Set* self) {
  uint32_t position = self->used;
  intptr_t i = table::previous(self, position, kShape);
  if (i < 0) return raise_value(t, numbers::kKeyError, TS_STR("pop from an empty set"));
  Value key = table::key_at(self, static_cast<size_t>(i), kShape);
  table::remove_last(t, self, static_cast<size_t>(i), kShape);
  return key;
}

Value set_reduce(Thread& t, Value self) {
  Value items = TS_TRY(make_list_from(t, self));
  Value arguments = TS_TRY(make_tuple(t, {items}));
  Value state = TS_TRY(find_attr(t, self, TS_NAME(__dict__)));
  return make_tuple(t, {Value(type_of(t, self)), arguments, state.is_absent() ? kNone : state});
}

Value set_sizeof(Thread& t, Value self) {
  Set* s = as_set(self);
  size_t bytes = heap::Heap::cell_bytes(*t.vm, s);
  for (Cell* part : {static_cast<Cell*>(s->entries), static_cast<Cell*>(s->index),
                     static_cast<Cell*>(s->hashes)}) {
    if (part) bytes += heap::Heap::cell_bytes(*t.vm, part);
  }
  return make_int(t, static_cast<int64_t>(bytes));
}

#define TS_COMMON_SET_METHODS(T)                                                              \
  TS_METHOD(T, set_copy, TS_NAME(copy), "self, /", "Return a shallow copy of a set."),        \
      TS_METHOD(T, set_union, TS_NAME(union), "self, /, *others",                             \
                "Return a set with elements from the set and all others."),                   \
      TS_METHOD(T, set_difference, TS_NAME(difference), "self, /, *others",                   \
                "Return a set with elements in the set that are not in the others."),         \
      TS_METHOD(T, set_intersection, TS_NAME(intersection), "self, /, *others",               \
                "Return a set with elements common to the set and all others."),              \
      TS_METHOD(T, set_symmetric_difference, TS_NAME(symmetric_difference), "self, other, /", \
                "Return a set with elements in either the set or other but not both."),       \
      TS_METHOD(T, set_isdisjoint, TS_NAME(isdisjoint), "self, other, /",                     \
                "Return True if two sets have a null intersection."),                         \
      TS_METHOD(T, set_issubset, TS_NAME(issubset), "self, other, /",                         \
                "Report whether another set contains this set."),                             \
      TS_METHOD(T, set_issuperset, TS_NAME(issuperset), "self, other, /",                     \
                "Report whether this set contains another set."),                             \
      TS_METHOD(T, set_reduce, TS_NAME(__reduce__), "self, /",                                \
                "Return state information for pickling."),                                    \
      TS_METHOD(T, set_sizeof, TS_NAME(__sizeof__), "self, /", "Return size in memory, in bytes.")

const Native kSetNatives[] = {
    TS_COMMON_SET_METHODS(numbers::kSet),
    TS_METHOD(numbers::kSet, set_add_method, TS_NAME(add), "self, object, /",
              "Add an element to a set."),
    TS_METHOD(numbers::kSet, set_clear, TS_NAME(clear), "self, /",
              "Remove all elements from this set."),
    TS_METHOD(numbers::kSet, set_discard_method, TS_NAME(discard), "self, object, /",
              "Remove an element from a set if it is a member."),
    TS_METHOD(numbers::kSet, set_remove, TS_NAME(remove), "self, object, /",
              "Remove an element from a set; it must be a member."),
    TS_METHOD(numbers::kSet, set_pop, TS_NAME(pop), "self, /",
              "Remove and return an arbitrary set element."),
    TS_METHOD(numbers::kSet, set_update_method, TS_NAME(update), "self, /, *others",
              "Update the set, adding elements from all others."),
    TS_METHOD(numbers::kSet, set_difference_update_method, TS_NAME(difference_update),
              "self, /, *others", "Update the set, removing elements found in others."),
    TS_METHOD(numbers::kSet, set_intersection_update_method, TS_NAME(intersection_update),
              "self, /, *others",
              "Update the set, keeping only elements found in it and all others."),
    TS_METHOD(numbers::kSet, set_symmetric_difference_update, TS_NAME(symmetric_difference_update),
              "self, other, /",
              "Update the set, keeping only elements found in either set, but not in both."),
};
const Native kFrozenSetNatives[] = {TS_COMMON_SET_METHODS(numbers::kFrozenSet)};
#undef TS_COMMON_SET_METHODS

constinit const Attributes kSetAttributes{
    kSetNatives, {}, {}, "Build an unordered collection of unique elements."};
constinit const Attributes kFrozenSetAttributes{
    kFrozenSetNatives, {}, {}, "Build an immutable unordered collection of unique elements."};

constinit const Slots kSetSlots{.repr = set_repr,
                                .compare = set_compare,
                                .binary = set_binary,
                                .inplace = set_inplace,
                                .len = set_len,
                                .contains = set_contains_slot,
                                .iter = set_iter,
                                .construct = set_construct,
                                .init = set_init};
constinit const Slots kFrozenSetSlots{.repr = set_repr,
                                      .hash = frozenset_hash,
                                      .compare = set_compare,
                                      .binary = set_binary,
                                      .len = set_len,
                                      .contains = set_contains_slot,
                                      .iter = set_iter,
                                      .construct = frozenset_construct};

// --- iterator: Iterator.index is the next position, .extra the number of entries at the start

Value set_iterator_next(Thread& t, Value self) {
  Iterator* it = static_cast<Iterator*>(self.cell());
  if (!it->source) return kStop;
  Set* s = as_set(it->source);
  if (it->extra != static_cast<intptr_t>(s->live)) {
    it->extra = -1;  // the error stays
    return raise(t, numbers::kRuntimeError, "Set changed size during iteration");
  }
  uint32_t position = static_cast<uint32_t>(it->index);
  Value key;
  if (!set_next(s, position, key)) {
    it->source = Value();
    return kStop;
  }
  it->index = static_cast<intptr_t>(position);
  return key;
}

Value set_iterator_length_hint(Thread&, Value self) {
  Iterator* it = static_cast<Iterator*>(self.cell());
  intptr_t n = 0;
  if (it->source && it->extra == static_cast<intptr_t>(as_set(it->source)->live)) {
    uint32_t position = static_cast<uint32_t>(it->index);
    while (table::next(as_set(it->source), position, kShape) >= 0) n++;
  }
  return Value::from_int(n);
}

const Native kSetIteratorNatives[] = {
    TS_METHOD(numbers::kSetIterator, set_iterator_length_hint, TS_NAME(__length_hint__), "self, /",
              "Private method returning an estimate of len(list(it))."),
};
constinit const Attributes kSetIteratorAttributes{kSetIteratorNatives, {}, {}, nullptr};
constinit const Slots kSetIteratorSlots{
    .hash = hash_identity, .iter = iter_self, .next = set_iterator_next};

}  // namespace

extern constinit const Type kSetType =
    bind::make_type(numbers::kSet, TS_NAME(set), &kObjectType, &kSetSlots, &kSetAttributes,
                    layout_from<Set>(sizeof(Set) - 3 * sizeof(void*)),
                    bind::kTypeBase | bind::kTypeMatchSelf | bind::kTypeGeneric);
extern constinit const Type kFrozenSetType =
    bind::make_type(numbers::kFrozenSet, TS_NAME(frozenset), &kObjectType, &kFrozenSetSlots,
                    &kFrozenSetAttributes, layout_from<Set>(sizeof(Set) - 3 * sizeof(void*)),
                    bind::kTypeBase | bind::kTypeMatchSelf | bind::kTypeGeneric);
extern constinit const Type kSetIteratorType =
    bind::make_type(numbers::kSetIterator, TS_NAME(set_iterator), &kObjectType, &kSetIteratorSlots,
                    &kSetIteratorAttributes, kIteratorLayout, bind::kTypeNoWeakReferences);

// --- runtime.h and containers.h

Set* make_set(Thread& t, TypeNumber type) { return heap::allocate<Set>(t, type); }

bool set_add(Thread& t, Set* s, Value v) {
  uint32_t h;
  return table::key_hash(t, v, kShape, h) && add_hashed(t, s, v, h);
}

int set_contains(Thread& t, Set* s, Value v) {
  intptr_t i = find_item(t, s, v);
  return i == kFailed ? -1 : i >= 0;
}

bool set_next(const Set* s, uint32_t& position, Value& key) {
  intptr_t i = table::next(s, position, kShape);
  if (i < 0) return false;
  key = table::key_at(s, static_cast<size_t>(i), kShape);
  return true;
}

int set_discard(Thread& t, Set* s, Value item) {
  intptr_t i = find_item(t, s, item);
  if (i < 0) return i == kMissing ? 0 : -1;
  table::remove_at(t, s, static_cast<size_t>(i), kShape);
  return 1;
}

bool set_update(Thread& t, Set* s, Value iterable) {
  Shape shape;
  if (Table* other = keyed_table(t, iterable, shape)) return merge_table(t, s, other, shape);
  return for_each(t, iterable, [&](Value item) { return set_add(t, s, item); });
}

bool set_difference_update(Thread& t, Set* s, Value iterable) {
  if (Value(s) == iterable) {
    table::clear(t, s, kShape);
    return true;
  }
  return for_each(t, iterable, [&](Value item) { return set_discard(t, s, item) >= 0; });
}

bool set_intersection_update(Thread& t, Set* s, Value iterable) {
  Set* result = TS_TRY(intersection(t, s, iterable));
  take_contents(t, s, result);
  return true;
}

bool set_symmetric_update(Thread& t, Set* s, Value iterable) {
  if (Value(s) == iterable) {
    table::clear(t, s, kShape);
    return true;
  }
  Shape shape;
  Table* other = keyed_table(t, iterable, shape);
  if (!other) {
    other = TS_TRY(to_set(t, iterable));
    shape = Shape::kSet;
  }
  uint32_t position = 0;
  for (intptr_t i; (i = table::next(other, position, shape)) >= 0;) {
    size_t at = static_cast<size_t>(i);
    Value key = table::key_at(other, at, shape);
    uint32_t h = table::hash_at(t, other, at, shape);
    intptr_t found = table::find(t, s, key, h, kShape);
    if (found == kFailed) return false;
    if (found >= 0) {
      table::remove_at(t, s, static_cast<size_t>(found), kShape);
    } else if (!table::insert(t, s, key, h, Value(), kShape)) {
      return false;
    }
    TS_POLL(t);
  }
  return true;
}

}  // namespace ts::object
