// enumerate, zip, map, filter and reversed: the iterators among the built-in functions.
// Follows the Library Reference, "Built-in Functions", and CPython 3.14's messages.

#include "object/containers.h"

namespace ts::object {

namespace {

/// The tuple of iterators over `count` arguments.
Value make_iterators(Thread& t, const Value* arguments, size_t count) {
  Tuple* iterators = TS_TRY(allocate_tuple(t, count));
  for (size_t i = 0; i < count; i++) {
    Value it = TS_TRY(iter(t, arguments[i]));
    iterators->items()[i] = it;
  }
  return iterators;
}

/// Takes the only keyword `strict` of zip and map.
bool take_strict(Thread& t, const Arguments& a, const char* function, bool& strict) {
  strict = false;
  for (uint32_t k = 0; k < a.keywords; k++) {
    Value name = static_cast<Tuple*>(a.names.cell())->items()[k];
    if (!str_equal(as_str(name), TS_NAME(strict))) {
      raise(t, numbers::kTypeError, "{}() got an unexpected keyword argument '{}'", function, name);
      return false;
    }
    int wanted = truth(t, a.values[a.positional + k]);
    if (wanted < 0) return false;
    strict = wanted;
  }
  return true;
}

/// What a strict zip or map raises when argument `ended` (from 0) has no item; `others` had one
/// before it. kStop when all others have ended too.
Value check_strict_end(Thread& t, Tuple* iterators, size_t ended, const char* function) {
  if (ended > 0) {
    const char* arguments = ended == 1 ? " " : "s 1-";
    return raise(t, numbers::kValueError, "{}() argument {} is shorter than argument{}{}", function,
                 ended + 1, arguments, ended);
  }
  for (size_t i = 1; i < iterators->length; i++) {
    Value item = TS_TRY(next(t, iterators->items()[i]));
    if (item.is_stop()) continue;
    const char* arguments = i == 1 ? " " : "s 1-";
    return raise(t, numbers::kValueError, "{}() argument {} is longer than argument{}{}", function,
                 i + 1, arguments, i);
  }
  return kStop;
}

// --- enumerate

struct Enumerate : Cell {
  Value iterator, index;
};

/// Like take_arguments, in the words that CPython has for enumerate alone.
bool take_enumerate(Thread& t, const Arguments& a, Value* out) {
  const Str* const names[] = {TS_NAME(iterable), TS_NAME(start)};
  if (a.positional + a.keywords <= 2) {
    bool has_iterable = a.positional > 0;
    for (uint32_t k = 0; k < a.keywords; k++) {
      Value name = static_cast<Tuple*>(a.names.cell())->items()[k];
      has_iterable |= str_equal(as_str(name), names[0]);
      if (!str_equal(as_str(name), names[0]) && !str_equal(as_str(name), names[1])) {
        raise(t, numbers::kTypeError, "'{}' is an invalid keyword argument for enumerate()", name);
        return false;
      }
    }
    if (!has_iterable) {
      raise(t, numbers::kTypeError, "enumerate() missing required argument 'iterable'");
      return false;
    }
  }
  return take_arguments(t, a, "enumerate", names, 1, out);
}

Value enumerate_construct(Thread& t, Value type, const Arguments& a) {
  Value arguments[2];
  if (!take_enumerate(t, a, arguments)) return {};
  Value start = Value::from_int(0);
  if (arguments[1]) start = TS_TRY(index(t, arguments[1]));
  if (start.is_bool()) start = Value::from_int(start.is_true());
  Value it = TS_TRY(iter(t, arguments[0]));
  Enumerate* e = TS_TRY(new_cell<Enumerate>(t, type));
  e->iterator = it;
  e->index = start;
  return e;
}

Value enumerate_next(Thread& t, Value self) {
  Enumerate* e = static_cast<Enumerate*>(self.cell());
  if (!check_stack(t)) return {};
  Value item = TS_TRY(next(t, e->iterator));
  if (item.is_stop()) return kStop;
  Value i = e->index;
  Value following = i.is_small_int() ? make_int(t, int64_t{i.small_int()} + 1)
                                     : binary(t, i, Value::from_int(1), BinaryOp::kAdd);
  if (!following) return {};
  e->index = following;
  return make_tuple(t, {i, item});
}

Value enumerate_reduce(Thread& t, Value self) {
  Enumerate* e = static_cast<Enumerate*>(self.cell());
  Value arguments = TS_TRY(make_tuple(t, {e->iterator, e->index}));
  return make_tuple(t, {Value(type_of(t, self)), arguments});
}

const Native kEnumerateNatives[] = {TS_METHOD(numbers::kEnumerate, enumerate_reduce,
                                              TS_NAME(__reduce__), "self, /",
                                              "Return state information for pickling.")};
constinit const Attributes kEnumerateAttributes{
    kEnumerateNatives,
    {},
    {},
    "Return an enumerate object.\n\n  iterable\n    an object supporting iteration\n\n"
    "The enumerate object yields pairs containing a count (from start, which\n"
    "defaults to zero) and a value yielded by the iterable argument.\n\n"
    "enumerate is useful for obtaining an indexed list:\n    (0, seq[0]), (1, seq[1]), (2, "
    "seq[2]), ..."};
constinit const Slots kEnumerateSlots{.hash = hash_identity,
                                      .iter = iter_self,
                                      .next = enumerate_next,
                                      .construct = enumerate_construct};

// --- zip

struct Zip : Cell {
  uintptr_t strict;
  Value iterators;  ///< tuple
};

Value zip_construct(Thread& t, Value type, const Arguments& a) {
  bool strict;
  if (!take_strict(t, a, "zip", strict)) return {};
  Value iterators = TS_TRY(make_iterators(t, a.values, a.positional));
  Zip* z = TS_TRY(new_cell<Zip>(t, type));
  z->strict = strict;
  z->iterators = iterators;
  return z;
}

Value zip_next(Thread& t, Value self) {
  Zip* z = static_cast<Zip*>(self.cell());
  Tuple* iterators = static_cast<Tuple*>(z->iterators.cell());
  if (iterators->length == 0) return kStop;
  if (!check_stack(t)) return {};
  Tuple* result = TS_TRY(allocate_tuple(t, iterators->length));
  for (size_t i = 0; i < iterators->length; i++) {
    Value item = TS_TRY(next(t, iterators->items()[i]));
    if (item.is_stop()) return z->strict ? check_strict_end(t, iterators, i, "zip") : kStop;
    result->items()[i] = item;
  }
  return result;
}

constinit const Attributes kZipAttributes{
    {},
    {},
    {},
    "The zip object yields n-length tuples, where n is the number of iterables\n"
    "passed as positional arguments to zip().  The i-th element in every tuple\n"
    "comes from the i-th iterable argument to zip().  This continues until the\n"
    "shortest argument is exhausted.\n\n"
    "If strict is true and one of the arguments is exhausted before the others,\nraise a "
    "ValueError.\n\n"
    "   >>> list(zip('abcdefg', range(3), range(4)))\n   [('a', 0, 0), ('b', 1, 1), ('c', 2, 2)]"};
constinit const Slots kZipSlots{
    .hash = hash_identity, .iter = iter_self, .next = zip_next, .construct = zip_construct};

// --- map

struct Map : Cell {
  uintptr_t strict;
  Value function;
  Value iterators;  ///< tuple
};

Value map_construct(Thread& t, Value type, const Arguments& a) {
  bool strict;
  if (!take_strict(t, a, "map", strict)) return {};
  if (a.positional < 2)
    return raise(t, numbers::kTypeError, "map() must have at least two arguments.");
  Value iterators = TS_TRY(make_iterators(t, a.values + 1, a.positional - 1));
  Map* m = TS_TRY(new_cell<Map>(t, type));
  m->strict = strict;
  m->function = a[0];
  m->iterators = iterators;
  return m;
}

Value map_next(Thread& t, Value self) {
  Map* m = static_cast<Map*>(self.cell());
  Tuple* iterators = static_cast<Tuple*>(m->iterators.cell());
  if (!check_stack(t)) return {};
  if (iterators->length == 1) {
    Value item = TS_TRY(next(t, iterators->items()[0]));
    return item.is_stop() ? kStop : call(t, m->function, {item});
  }
  Tuple* arguments = TS_TRY(allocate_tuple(t, iterators->length));
  for (size_t i = 0; i < iterators->length; i++) {
    Value item = TS_TRY(next(t, iterators->items()[i]));
    if (item.is_stop()) return m->strict ? check_strict_end(t, iterators, i, "map") : kStop;
    arguments->items()[i] = item;
  }
  return call(t, m->function, arguments->span());
}

constinit const Attributes kMapAttributes{
    {},
    {},
    {},
    "Make an iterator that computes the function using arguments from\n"
    "each of the iterables.  Stops when the shortest iterable is exhausted.\n\n"
    "If strict is true and one of the arguments is exhausted before the others,\nraise a "
    "ValueError."};
constinit const Slots kMapSlots{
    .hash = hash_identity, .iter = iter_self, .next = map_next, .construct = map_construct};

// --- filter

struct Filter : Cell {
  Value function, iterator;
};

Value filter_construct(Thread& t, Value type, const Arguments& a) {
  if (!check_no_keywords(t, a, as_type(type), "filter") || !check_positional(t, a, "filter", 2, 2))
    return {};
  Value it = TS_TRY(iter(t, a[1]));
  Filter* f = TS_TRY(new_cell<Filter>(t, type));
  f->function = a[0];
  f->iterator = it;
  return f;
}

Value filter_next(Thread& t, Value self) {
  Filter* f = static_cast<Filter*>(self.cell());
  if (!check_stack(t)) return {};
  for (;;) {
    Value item = TS_TRY(next(t, f->iterator));
    if (item.is_stop()) return kStop;
    Value verdict = item;
    if (!f->function.is_none() && !(f->function == Value(&kBoolType))) {
      verdict = TS_TRY(call(t, f->function, {item}));
    }
    if (TS_TRY_INT(truth(t, verdict))) return item;
    TS_POLL(t);
  }
}

constinit const Attributes kFilterAttributes{
    {},
    {},
    {},
    "Return an iterator yielding those items of iterable for which function(item)\n"
    "is true. If function is None, return the items that are true."};
constinit const Slots kFilterSlots{
    .hash = hash_identity, .iter = iter_self, .next = filter_next, .construct = filter_construct};

// --- reversed: an Iterator whose index counts down

bool is_sequence(Thread& t, Value v) {
  const Type* type = type_of(t, v);
  if (type->flags & bind::kTypeHeap) {
    if (is_instance_of_native(*t.vm, v, numbers::kDict)) return false;
    return !lookup(*t.vm, type, TS_NAME(__getitem__)).is_absent() &&
           !lookup(*t.vm, type, TS_NAME(__len__)).is_absent();
  }
  return type->slots->get_item && type->slots->len && !(type->flags & bind::kTypeMappingPattern);
}

Value reversed_of(Thread& t, Value type, Value sequence) {
  Value method = lookup(*t.vm, type_of(t, sequence), TS_NAME(__reversed__));
  if (!method.is_absent() && !method.is_none())
    return call_special(t, sequence, TS_NAME(__reversed__));
  if (method.is_none() || !is_sequence(t, sequence)) {
    return raise(t, numbers::kTypeError, "'{}' object is not reversible", TypeOf{sequence});
  }
  intptr_t n = TS_TRY_INT(length(t, sequence));
  Iterator* it = TS_TRY(new_cell<Iterator>(t, type));
  it->index = n - 1;
  it->source = sequence;
  return it;
}

Value reversed_construct(Thread& t, Value type, const Arguments& a) {
  if (!check_no_keywords(t, a, as_type(type), "reversed") ||
      !check_positional(t, a, "reversed", 1, 1))
    return {};
  return reversed_of(t, type, a[0]);
}

Value reversed_next(Thread& t, Value self) {
  Iterator* it = static_cast<Iterator*>(self.cell());
  if (it->source && it->index >= 0) {
    if (!check_stack(t)) return {};
    Value position = TS_TRY(make_int(t, it->index));
    Value item = get_item(t, it->source, position);
    if (item) {
      it->index--;
      return item;
    }
    if (!pending_matches(t, numbers::kIndexError) && !pending_matches(t, numbers::kStopIteration))
      return {};
    take_pending(t);
  }
  it->index = -1;
  it->source = Value();
  return kStop;
}

Value reversed_length_hint(Thread& t, Value self) {
  Iterator* it = static_cast<Iterator*>(self.cell());
  if (!it->source) return Value::from_int(0);
  intptr_t n = TS_TRY_INT(length(t, it->source));
  return make_int(t, n < it->index + 1 ? 0 : it->index + 1);
}

const Native kReversedNatives[] = {
    TS_METHOD(numbers::kReversed, reversed_length_hint, TS_NAME(__length_hint__), "self, /",
              "Private method returning an estimate of len(list(it)).")};
constinit const Attributes kReversedAttributes{
    kReversedNatives, {}, {}, "Return a reverse iterator over the values of the given sequence."};
constinit const Slots kReversedSlots{.hash = hash_identity,
                                     .iter = iter_self,
                                     .next = reversed_next,
                                     .construct = reversed_construct};

}  // namespace

extern constinit const Type kEnumerateType = bind::make_type(
    numbers::kEnumerate, TS_NAME(enumerate), &kObjectType, &kEnumerateSlots, &kEnumerateAttributes,
    layout_all<Enumerate>(), bind::kTypeBase | bind::kTypeGeneric | bind::kTypeNoWeakReferences);
extern constinit const Type kZipType = bind::make_type(
    numbers::kZip, TS_NAME(zip), &kObjectType, &kZipSlots, &kZipAttributes,
    layout_from<Zip>(sizeof(Zip) - sizeof(Value)), bind::kTypeBase | bind::kTypeNoWeakReferences);
extern constinit const Type kMapType =
    bind::make_type(numbers::kMap, TS_NAME(map), &kObjectType, &kMapSlots, &kMapAttributes,
                    layout_from<Map>(sizeof(Map) - 2 * sizeof(Value)),
                    bind::kTypeBase | bind::kTypeNoWeakReferences);
extern constinit const Type kFilterType = bind::make_type(
    numbers::kFilter, TS_NAME(filter), &kObjectType, &kFilterSlots, &kFilterAttributes,
    layout_all<Filter>(), bind::kTypeBase | bind::kTypeNoWeakReferences);
extern constinit const Type kReversedType = bind::make_type(
    numbers::kReversed, TS_NAME(reversed), &kObjectType, &kReversedSlots, &kReversedAttributes,
    kIteratorLayout, bind::kTypeBase | bind::kTypeNoWeakReferences);

Value make_reversed(Thread& t, Value sequence) {
  return reversed_of(t, Value(&kReversedType), sequence);
}

}  // namespace ts::object
