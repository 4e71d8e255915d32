// The module itertools, first part: the iterators that walk other iterators, and the module itself.
// Combinatoric ones are in itertools_combinatorics.cpp. Follows the Library Reference, "itertools",
// of CPython 3.14.

#include "modules/itertools.h"

namespace ts::modules {

namespace {

// --- count

struct Count : Cell {
  Value next, step;
};

bool is_number(Thread& t, Value v) {
  return is_instance_of_native(*t.vm, v, numbers::kInt) ||
         is_instance_of_native(*t.vm, v, numbers::kFloat) ||
         is_instance_of_native(*t.vm, v, numbers::kComplex) || has_index(t, v) ||
         !lookup(*t.vm, type_of(t, v), TS_NAME(__float__)).is_absent() ||
         !lookup(*t.vm, type_of(t, v), TS_NAME(__complex__)).is_absent();
}

Value count_construct(Thread& t, Value type, const Arguments& a) {
  const Str* const names[] = {TS_NAME(start), TS_NAME(step)};
  Value arguments[2];
  if (!take_arguments(t, a, "count", names, 0, arguments)) return {};
  Value start = arguments[0] ? arguments[0] : Value::from_int(0);
  Value step = arguments[1] ? arguments[1] : Value::from_int(1);
  if (!is_number(t, start) || !is_number(t, step))
    return raise(t, numbers::kTypeError, "a number is required");
  Count* c = TS_TRY(new_cell<Count>(t, type));
  c->next = start;
  c->step = step;
  return c;
}

Value count_next(Thread& t, Value self) {
  Count* c = static_cast<Count*>(self.cell());
  Value result = c->next;
  c->next = TS_TRY(binary(t, result, c->step, BinaryOp::kAdd));
  return result;
}

Value count_repr(Thread& t, Value self) {
  Count* c = static_cast<Count*>(self.cell());
  StrBuilder out(t);
  out.append("count(");
  out.append(TS_TRY(repr(t, c->next)));
  if (!(c->step == Value::from_int(1))) {
    out.append(", ");
    out.append(TS_TRY(repr(t, c->step)));
  }
  out.append(")");
  return out.finish();
}

constinit const Attributes kCountAttributes{
    {},
    {},
    {},
    "Return a count object whose .__next__() method returns consecutive values.\n\n"
    "Equivalent to:\n    def count(firstval=0, step=1):\n        x = firstval\n        while 1:\n"
    "            yield x\n            x += step"};
constinit const Slots kCountSlots{.repr = count_repr,
                                  .hash = hash_identity,
                                  .iter = iter_self,
                                  .next = count_next,
                                  .construct = count_construct};

// --- cycle

struct Cycle : Cell {
  intptr_t index;
  Value iterator;  ///< all-zero once it has ended
  List* saved;
};

Value cycle_construct(Thread& t, Value type, const Arguments& a) {
  if (!check_no_keywords(t, a, as_type(type), "cycle") || !check_positional(t, a, "cycle", 1, 1))
    return {};
  Value it = TS_TRY(iter(t, a[0]));
  List* saved = TS_TRY(make_list(t));
  Cycle* c = TS_TRY(new_cell<Cycle>(t, type));
  c->iterator = it;
  c->saved = saved;
  return c;
}

Value cycle_next(Thread& t, Value self) {
  Cycle* c = static_cast<Cycle*>(self.cell());
  if (!check_stack(t)) return {};
  if (c->iterator) {
    Value item = TS_TRY(next(t, c->iterator));
    if (!item.is_stop()) return list_append(t, c->saved, item) ? item : Value();
    c->iterator = Value();
  }
  if (c->saved->length == 0) return kStop;
  if (static_cast<size_t>(c->index) >= c->saved->length) c->index = 0;
  return c->saved->items()[c->index++];
}

constinit const Attributes kCycleAttributes{{},
                                            {},
                                            {},
                                            "Return elements from the iterable until it is "
                                            "exhausted. Then repeat the sequence indefinitely."};
constinit const Slots kCycleSlots{
    .hash = hash_identity, .iter = iter_self, .next = cycle_next, .construct = cycle_construct};

// --- repeat

struct Repeat : Cell {
  intptr_t remaining;  ///< -1: without end
  Value item;
};

Value repeat_construct(Thread& t, Value type, const Arguments& a) {
  const Str* const names[] = {TS_NAME(object), TS_NAME(times)};
  Value arguments[2];
  if (!take_arguments(t, a, "repeat", names, 1, arguments)) return {};
  intptr_t times = -1;
  if (arguments[1]) {
    if (!to_index(t, arguments[1], times)) return {};
    if (times < 0) times = 0;
  }
  Repeat* r = TS_TRY(new_cell<Repeat>(t, type));
  r->remaining = times;
  r->item = arguments[0];
  return r;
}

Value repeat_next(Thread&, Value self) {
  Repeat* r = static_cast<Repeat*>(self.cell());
  if (r->remaining == 0) return kStop;
  if (r->remaining > 0) r->remaining--;
  return r->item;
}

Value repeat_repr(Thread& t, Value self) {
  Repeat* r = static_cast<Repeat*>(self.cell());
  if (!check_stack(t)) return {};
  StrBuilder out(t);
  out.append("repeat(");
  out.append(TS_TRY(repr(t, r->item)));
  if (r->remaining >= 0) {
    out.append(", ");
    out.append(TS_TRY(repr(t, TS_TRY(make_int(t, r->remaining)))));
  }
  out.append(")");
  return out.finish();
}

Value repeat_length_hint(Thread& t, Value self) {
  Repeat* r = static_cast<Repeat*>(self.cell());
  if (r->remaining < 0) return raise(t, numbers::kTypeError, "len() of unsized object");
  return make_int(t, r->remaining);
}

const Native kRepeatNatives[] = {
    TS_METHOD(numbers::kItertoolsRepeat, repeat_length_hint, TS_NAME(__length_hint__), "self, /",
              "Private method returning an estimate of len(list(it)).")};
constinit const Attributes kRepeatAttributes{
    kRepeatNatives,
    {},
    {},
    "repeat(object [,times]) -> create an iterator which returns the object\n"
    "for the specified number of times.  If not specified, returns the object\nendlessly."};
constinit const Slots kRepeatSlots{.repr = repeat_repr,
                                   .hash = hash_identity,
                                   .iter = iter_self,
                                   .next = repeat_next,
                                   .construct = repeat_construct};

// --- accumulate

struct Accumulate : Cell {
  Value iterator, function, total, initial;  ///< all-zero when there is none
};

Value accumulate_construct(Thread& t, Value type, const Arguments& a) {
  const Str* const names[] = {TS_NAME(iterable), TS_NAME(func), TS_NAME(initial)};
  Value arguments[3];
  if (a.positional > 2) {
    return raise(t, numbers::kTypeError,
                 "accumulate() takes at most 2 positional arguments ({} given)", a.positional);
  }
  if (!take_arguments(t, a, "accumulate", names, 1, arguments)) return {};
  Value it = TS_TRY(iter(t, arguments[0]));
  Accumulate* acc = TS_TRY(new_cell<Accumulate>(t, type));
  acc->iterator = it;
  if (arguments[1] && !arguments[1].is_none()) acc->function = arguments[1];
  if (arguments[2] && !arguments[2].is_none()) acc->initial = arguments[2];
  return acc;
}

Value accumulate_next(Thread& t, Value self) {
  Accumulate* a = static_cast<Accumulate*>(self.cell());
  if (!check_stack(t)) return {};
  if (a->initial) {
    a->total = a->initial;
    a->initial = Value();
    return a->total;
  }
  Value item = TS_TRY(next(t, a->iterator));
  if (item.is_stop()) return kStop;
  if (a->total) {
    item = TS_TRY(a->function ? call(t, a->function, {a->total, item})
                              : binary(t, a->total, item, BinaryOp::kAdd));
  }
  return a->total = item;
}

constinit const Attributes kAccumulateAttributes{
    {}, {}, {}, "Return series of accumulated sums (or other binary function results)."};
constinit const Slots kAccumulateSlots{.hash = hash_identity,
                                       .iter = iter_self,
                                       .next = accumulate_next,
                                       .construct = accumulate_construct};

// --- batched

struct Batched : Cell {
  intptr_t size;
  uintptr_t strict;
  Value iterator;  ///< all-zero once exhausted
};

Value batched_construct(Thread& t, Value type, const Arguments& a) {
  const Str* const names[] = {TS_NAME(iterable), TS_NAME(n), TS_NAME(strict)};
  Value arguments[3];
  if (a.positional > 2) {
    return raise(t, numbers::kTypeError,
                 "batched() takes exactly 2 positional arguments ({} given)", a.positional);
  }
  if (!take_arguments(t, a, "batched", names, 2, arguments)) return {};
  intptr_t n;
  if (!to_index(t, arguments[1], n)) return {};
  int strict = arguments[2] ? TS_TRY_INT(truth(t, arguments[2])) : 0;
  if (n < 1) return raise(t, numbers::kValueError, "n must be at least one");
  Value it = TS_TRY(iter(t, arguments[0]));
  Batched* b = TS_TRY(new_cell<Batched>(t, type));
  b->size = n;
  b->strict = strict;
  b->iterator = it;
  return b;
}

Value batched_next(Thread& t, Value self) {
  Batched* b = static_cast<Batched*>(self.cell());
  if (!b->iterator) return kStop;
  if (!check_stack(t)) return {};
  List* batch = TS_TRY(make_list(t, b->size < 16 ? static_cast<size_t>(b->size) : 16));
  while (static_cast<intptr_t>(batch->length) < b->size) {
    Value item = TS_TRY(next(t, b->iterator));
    if (item.is_stop()) {
      b->iterator = Value();
      if (batch->length == 0) return kStop;
      if (b->strict) return raise(t, numbers::kValueError, "batched(): incomplete batch");
      break;
    }
    if (!list_append(t, batch, item)) return {};
    if (!b->iterator) return kStop;  // ended by a re-entrant call
    TS_POLL(t);
  }
  return object::make_tuple(t, batch->span());
}

constinit const Attributes kBatchedAttributes{
    {},
    {},
    {},
    "Batch data into tuples of length n. The last batch may be shorter than n.\n\n"
    "Loops over the input iterable and accumulates data into tuples up to size\n"
    "n.  The input is consumed lazily, just enough to fill a batch.  The\n"
    "result is yielded as soon as a batch is full or when the input iterable\nis exhausted.\n\n"
    "If \"strict\" is True, raises a ValueError if the final batch is shorter\nthan n."};
constinit const Slots kBatchedSlots{
    .hash = hash_identity, .iter = iter_self, .next = batched_next, .construct = batched_construct};

// --- chain

struct Chain : Cell {
  Value sources;  ///< iterator of iterables; all-zero once exhausted
  Value active;   ///< iterator, or all-zero
};

Value new_chain(Thread& t, Value type, Value iterables) {
  Value sources = TS_TRY(iter(t, iterables));
  Chain* c = TS_TRY(new_cell<Chain>(t, type));
  c->sources = sources;
  return c;
}

Value chain_construct(Thread& t, Value type, const Arguments& a) {
  if (!check_no_keywords(t, a, as_type(type), "chain")) return {};
  Value iterables = TS_TRY(object::make_tuple(t, std::span<const Value>(a.values, a.positional)));
  return new_chain(t, type, iterables);
}

Value chain_from_iterable(Thread& t, Value type, Value iterable) {
  return new_chain(t, type, iterable);
}

Value chain_next(Thread& t, Value self) {
  Chain* c = static_cast<Chain*>(self.cell());
  if (!check_stack(t)) return {};
  while (c->sources) {
    if (!c->active) {
      Value iterable = next(t, c->sources);
      if (!iterable || iterable.is_stop()) {
        c->sources = Value();
        return iterable;
      }
      Value it = iter(t, iterable);
      if (!it) {
        c->sources = Value();
        return {};
      }
      c->active = it;
    }
    Value item = TS_TRY(next(t, c->active));
    if (!item.is_stop()) return item;
    c->active = Value();
    TS_POLL(t);
  }
  return kStop;
}

const Native kChainNatives[] = {TS_CLASS_METHOD(
    numbers::kItertoolsChain, chain_from_iterable, TS_NAME(from_iterable), "type, iterable, /",
    "Alternative chain() constructor taking a single iterable argument that evaluates lazily.")};
constinit const Attributes kChainAttributes{
    kChainNatives,
    {},
    {},
    "Return a chain object whose .__next__() method returns elements from the\n"
    "first iterable until it is exhausted, then elements from the next\n"
    "iterable, until all of the iterables are exhausted."};
constinit const Slots kChainSlots{
    .hash = hash_identity, .iter = iter_self, .next = chain_next, .construct = chain_construct};

// --- compress

struct Compress : Cell {
  Value data, selectors;
};

Value compress_construct(Thread& t, Value type, const Arguments& a) {
  const Str* const names[] = {TS_NAME(data), TS_NAME(selectors)};
  Value arguments[2];
  if (!take_arguments(t, a, "compress", names, 2, arguments)) return {};
  Value data = TS_TRY(iter(t, arguments[0]));
  Value selectors = TS_TRY(iter(t, arguments[1]));
  Compress* c = TS_TRY(new_cell<Compress>(t, type));
  c->data = data;
  c->selectors = selectors;
  return c;
}

Value compress_next(Thread& t, Value self) {
  Compress* c = static_cast<Compress*>(self.cell());
  if (!check_stack(t)) return {};
  for (;;) {
    Value item = TS_TRY(next(t, c->data));
    if (item.is_stop()) return kStop;
    Value selector = TS_TRY(next(t, c->selectors));
    if (selector.is_stop()) return kStop;
    if (TS_TRY_INT(truth(t, selector))) return item;
    TS_POLL(t);
  }
}

constinit const Attributes kCompressAttributes{
    {},
    {},
    {},
    "Return data elements corresponding to true selector elements.\n\n"
    "Forms a shorter iterator from selected data elements using the selectors to\nchoose the data "
    "elements."};
constinit const Slots kCompressSlots{.hash = hash_identity,
                                     .iter = iter_self,
                                     .next = compress_next,
                                     .construct = compress_construct};

// --- dropwhile, takewhile, filterfalse, starmap: a function and an iterator

struct Guided : Cell {
  uintptr_t state;  ///< dropwhile: 1 once dropping has ended; takewhile: 1 once ended
  Value function, iterator;
};
constexpr Layout kGuidedLayout = layout_from<Guided>(sizeof(Guided) - 2 * sizeof(Value));

Value guided_construct(Thread& t, Value type, const Arguments& a, const char* name) {
  if (!check_no_keywords(t, a, as_type(type), name) || !check_positional(t, a, name, 2, 2))
    return {};
  Value it = TS_TRY(iter(t, a[1]));
  Guided* g = TS_TRY(new_cell<Guided>(t, type));
  g->function = a[0];
  g->iterator = it;
  return g;
}

Value dropwhile_construct(Thread& t, Value type, const Arguments& a) {
  return guided_construct(t, type, a, "dropwhile");
}
Value takewhile_construct(Thread& t, Value type, const Arguments& a) {
  return guided_construct(t, type, a, "takewhile");
}
Value filterfalse_construct(Thread& t, Value type, const Arguments& a) {
  return guided_construct(t, type, a, "filterfalse");
}
Value starmap_construct(Thread& t, Value type, const Arguments& a) {
  return guided_construct(t, type, a, "starmap");
}

Value dropwhile_next(Thread& t, Value self) {
  Guided* g = static_cast<Guided*>(self.cell());
  if (!check_stack(t)) return {};
  for (;;) {
    Value item = TS_TRY(next(t, g->iterator));
    if (item.is_stop() || g->state) return item;
    Value verdict = TS_TRY(call(t, g->function, {item}));
    if (!TS_TRY_INT(truth(t, verdict))) {
      g->state = 1;
      return item;
    }
    TS_POLL(t);
  }
}

Value takewhile_next(Thread& t, Value self) {
  Guided* g = static_cast<Guided*>(self.cell());
  if (g->state) return kStop;
  if (!check_stack(t)) return {};
  Value item = TS_TRY(next(t, g->iterator));
  if (item.is_stop()) return kStop;
  Value verdict = TS_TRY(call(t, g->function, {item}));
  if (TS_TRY_INT(truth(t, verdict))) return item;
  g->state = 1;
  return kStop;
}

Value filterfalse_next(Thread& t, Value self) {
  Guided* g = static_cast<Guided*>(self.cell());
  if (!check_stack(t)) return {};
  for (;;) {
    Value item = TS_TRY(next(t, g->iterator));
    if (item.is_stop()) return kStop;
    Value verdict = item;
    if (!g->function.is_none() && !(g->function == Value(&object::kBoolType))) {
      verdict = TS_TRY(call(t, g->function, {item}));
    }
    if (!TS_TRY_INT(truth(t, verdict))) return item;
    TS_POLL(t);
  }
}

Value starmap_next(Thread& t, Value self) {
  Guided* g = static_cast<Guided*>(self.cell());
  if (!check_stack(t)) return {};
  Value item = TS_TRY(next(t, g->iterator));
  if (item.is_stop()) return kStop;
  Value arguments = TS_TRY(make_tuple_from(t, item));
  return call(t, g->function, static_cast<Tuple*>(arguments.cell())->span());
}

constinit const Attributes kDropWhileAttributes{
    {},
    {},
    {},
    "Drop items from the iterable while predicate(item) is true.\n\n"
    "Afterwards, return every element until the iterable is exhausted."};
constinit const Attributes kTakeWhileAttributes{
    {},
    {},
    {},
    "Return successive entries from an iterable as long as the predicate evaluates to true for "
    "each entry."};
constinit const Attributes kFilterFalseAttributes{
    {},
    {},
    {},
    "Return those items of iterable for which function(item) is false.\n\n"
    "If function is None, return the items that are false."};
constinit const Attributes kStarMapAttributes{
    {},
    {},
    {},
    "Return an iterator whose values are returned from the function evaluated with an argument "
    "tuple taken from the "
    "given sequence."};
constinit const Slots kDropWhileSlots{.hash = hash_identity,
                                      .iter = iter_self,
                                      .next = dropwhile_next,
                                      .construct = dropwhile_construct};
constinit const Slots kTakeWhileSlots{.hash = hash_identity,
                                      .iter = iter_self,
                                      .next = takewhile_next,
                                      .construct = takewhile_construct};
constinit const Slots kFilterFalseSlots{.hash = hash_identity,
                                        .iter = iter_self,
                                        .next = filterfalse_next,
                                        .construct = filterfalse_construct};
constinit const Slots kStarMapSlots{
    .hash = hash_identity, .iter = iter_self, .next = starmap_next, .construct = starmap_construct};

// --- groupby

struct GroupBy : Cell {
  Value iterator, key_function;  ///< key_function all-zero: the items themselves
  Value target_key, current_key, current_value;
  Value group;  ///< the Grouper that may still take items
};

struct Grouper : Cell {
  Value parent, target_key;
};

Value groupby_construct(Thread& t, Value type, const Arguments& a) {
  const Str* const names[] = {TS_NAME(iterable), TS_NAME(key)};
  Value arguments[2];
  if (!take_arguments(t, a, "groupby", names, 1, arguments)) return {};
  Value it = TS_TRY(iter(t, arguments[0]));
  GroupBy* g = TS_TRY(new_cell<GroupBy>(t, type));
  g->iterator = it;
  if (arguments[1] && !arguments[1].is_none()) g->key_function = arguments[1];
  return g;
}

/// Takes the next item and its key: 1, 0 at the end, -1.
int groupby_step(Thread& t, GroupBy* g) {
  Value item = next(t, g->iterator);
  if (!item) return -1;
  if (item.is_stop()) return 0;
  Value key = g->key_function ? call(t, g->key_function, {item}) : item;
  if (!key) return -1;
  g->current_value = item;
  g->current_key = key;
  return 1;
}

Value groupby_next(Thread& t, Value self) {
  GroupBy* g = static_cast<GroupBy*>(self.cell());
  if (!check_stack(t)) return {};
  g->group = Value();
  for (;;) {
    if (g->current_key) {
      if (!g->target_key) break;
      if (!TS_TRY_INT(equal(t, g->target_key, g->current_key))) break;
    }
    if (!TS_TRY_INT(groupby_step(t, g))) return kStop;
    TS_POLL(t);
  }
  g->target_key = g->current_key;
  Grouper* group = TS_TRY(heap::allocate<Grouper>(t, numbers::kItertoolsGrouper));
  group->parent = self;
  group->target_key = g->target_key;
  g->group = group;
  return make_tuple(t, {g->current_key, Value(group)});
}

Value grouper_next(Thread& t, Value self) {
  Grouper* group = static_cast<Grouper*>(self.cell());
  GroupBy* g = static_cast<GroupBy*>(group->parent.cell());
  if (!(g->group == self)) return kStop;
  if (!check_stack(t)) return {};
  if (!g->current_value && !TS_TRY_INT(groupby_step(t, g))) return kStop;
  if (!g->current_key || !TS_TRY_INT(equal(t, group->target_key, g->current_key))) return kStop;
  Value item = g->current_value;
  g->current_value = Value();
  return item ? item : kStop;
}

constinit const Attributes kGroupByAttributes{
    {},
    {},
    {},
    "make an iterator that returns consecutive keys and groups from the iterable\n\n"
    "  iterable\n    Elements to divide into groups according to the key function.\n  key\n"
    "    A function for computing the group category for each element.\n"
    "    If the key function is not specified or is None, the element itself\n    is used for "
    "grouping."};
constinit const Attributes kGrouperAttributes{};
constinit const Slots kGroupBySlots{
    .hash = hash_identity, .iter = iter_self, .next = groupby_next, .construct = groupby_construct};
constinit const Slots kGrouperSlots{.hash = hash_identity, .iter = iter_self, .next = grouper_next};

// --- islice

struct ISlice : Cell {
  intptr_t next, stop, step;  ///< stop -1: none
  intptr_t taken;
  Value iterator;  ///< all-zero once exhausted
};

/// An argument of islice: a number from `lowest` to INTPTR_MAX, or None.
bool islice_bound(Thread& t, Value v, intptr_t lowest, const char* message, intptr_t& out) {
  if (v.is_none()) return true;
  Value n = has_index(t, v) ? index(t, v) : Value();
  if (!n && t.pending && !pending_matches(t, numbers::kTypeError)) return false;
  intptr_t i = n ? (n.is_bool() ? n.is_true() : clamp_to_word(n)) : -1;
  bool too_large = n.is_cell() && (i == INTPTR_MAX || i == INTPTR_MIN);
  if (n && !too_large && i >= lowest) {
    out = i;
    return true;
  }
  if (t.pending) take_pending(t);
  raise(t, numbers::kValueError, message);
  return false;
}

Value islice_construct(Thread& t, Value type, const Arguments& a) {
  if (!check_no_keywords(t, a, as_type(type), "islice") || !check_positional(t, a, "islice", 2, 4))
    return {};
  const char* both = "Indices for islice() must be None or an integer: 0 <= x <= sys.maxsize.";
  const char* only =
      "Stop argument for islice() must be None or an integer: 0 <= x <= sys.maxsize.";
  intptr_t start = 0, stop = -1, step = 1;
  if (a.positional == 2) {
    if (!islice_bound(t, a[1], 0, only, stop)) return {};
  } else {
    if (!islice_bound(t, a[2], 0, only, stop) || !islice_bound(t, a[1], 0, both, start)) return {};
    if (a.positional == 4 &&
        !islice_bound(t, a[3], 1, "Step for islice() must be a positive integer or None.", step)) {
      return {};
    }
  }
  Value it = TS_TRY(iter(t, a[0]));
  ISlice* s = TS_TRY(new_cell<ISlice>(t, type));
  s->next = start;
  s->stop = stop;
  s->step = step;
  s->iterator = it;
  return s;
}

Value islice_next(Thread& t, Value self) {
  ISlice* s = static_cast<ISlice*>(self.cell());
  if (!s->iterator) return kStop;
  if (!check_stack(t)) return {};
  while (s->taken < s->next) {
    Value skipped = next(t, s->iterator);
    if (!skipped || skipped.is_stop()) {
      if (skipped) s->iterator = Value();
      return skipped;
    }
    s->taken++;
    if (!s->iterator) return kStop;
    TS_POLL(t);
  }
  if (s->stop >= 0 && s->taken >= s->stop) {
    s->iterator = Value();
    return kStop;
  }
  Value item = TS_TRY(next(t, s->iterator));
  if (item.is_stop()) {
    s->iterator = Value();
    return kStop;
  }
  s->taken++;
  if (__builtin_add_overflow(s->next, s->step, &s->next))
    s->next = s->stop >= 0 ? s->stop : INTPTR_MAX;
  if (s->stop >= 0 && s->next > s->stop) s->next = s->stop;
  return item;
}

constinit const Attributes kISliceAttributes{
    {},
    {},
    {},
    "islice(iterable, stop) --> islice object\nislice(iterable, start, stop[, step]) --> islice "
    "object\n\n"
    "Return an iterator whose next() method returns selected values from an\n"
    "iterable.  If start is specified, will skip all preceding elements;\n"
    "otherwise, start defaults to zero.  Step defaults to one.  If\n"
    "specified as another value, step determines how many values are\n"
    "skipped between successive calls.  Works like a slice() on a list\nbut returns an iterator."};
constinit const Slots kISliceSlots{
    .hash = hash_identity, .iter = iter_self, .next = islice_next, .construct = islice_construct};

// --- pairwise

struct Pairwise : Cell {
  Value iterator;  ///< all-zero once exhausted
  Value previous;  ///< all-zero before the first
};

Value pairwise_construct(Thread& t, Value type, const Arguments& a) {
  if (!check_no_keywords(t, a, as_type(type), "pairwise") ||
      !check_positional(t, a, "pairwise", 1, 1))
    return {};
  Value it = TS_TRY(iter(t, a[0]));
  Pairwise* p = TS_TRY(new_cell<Pairwise>(t, type));
  p->iterator = it;
  return p;
}

Value pairwise_next(Thread& t, Value self) {
  Pairwise* p = static_cast<Pairwise*>(self.cell());
  if (!p->iterator) return kStop;
  if (!check_stack(t)) return {};
  Value first = p->previous;
  Value second;
  if (!first) {
    first = TS_TRY(next(t, p->iterator));
    if (!first.is_stop()) p->previous = first;
    if (!p->iterator) first = kStop;  // a re-entrant call has exhausted it
  }
  if (!first.is_stop()) second = TS_TRY(next(t, p->iterator));
  if (first.is_stop() || second.is_stop()) {
    p->iterator = p->previous = Value();
    return kStop;
  }
  p->previous = second;
  return make_tuple(t, {first, second});
}

constinit const Attributes kPairwiseAttributes{
    {},
    {},
    {},
    "Return an iterator of overlapping pairs taken from the input iterator.\n\n"
    "    s -> (s0,s1), (s1,s2), (s2, s3), ..."};
constinit const Slots kPairwiseSlots{.hash = hash_identity,
                                     .iter = iter_self,
                                     .next = pairwise_next,
                                     .construct = pairwise_construct};

// --- tee: iterators over a linked list of blocks that grows as the foremost one advances

struct TeeData : Cell {
  static constexpr uint32_t kItems = 14;
  uint32_t count, running;
  Value iterator;
  Value next;
  Value items[kItems];
};

struct Tee : Cell {
  uintptr_t index;
  Value data;
};

Value new_tee_data(Thread& t, Value iterator) {
  TeeData* data = heap::allocate<TeeData>(t, numbers::kItertoolsTeeData);
  if (data) data->iterator = iterator;
  return data;
}

Value copy_tee(Thread& t, Value self) {
  Tee* from = static_cast<Tee*>(self.cell());
  Tee* copy = TS_TRY(heap::allocate<Tee>(t, numbers::kItertoolsTee));
  copy->index = from->index;
  copy->data = from->data;
  return copy;
}

Value new_tee(Thread& t, Value iterable) {
  Value it = TS_TRY(iter(t, iterable));
  if (is_exact(it, numbers::kItertoolsTee)) return copy_tee(t, it);
  Value data = TS_TRY(new_tee_data(t, it));
  Tee* tee = TS_TRY(heap::allocate<Tee>(t, numbers::kItertoolsTee));
  tee->data = data;
  return tee;
}

Value tee_construct(Thread& t, Value type, const Arguments& a) {
  if (!check_no_keywords(t, a, as_type(type), "_tee") || !check_positional(t, a, "_tee", 1, 1))
    return {};
  return new_tee(t, a[0]);
}

Value tee_next(Thread& t, Value self) {
  Tee* tee = static_cast<Tee*>(self.cell());
  TeeData* data = static_cast<TeeData*>(tee->data.cell());
  if (tee->index == TeeData::kItems) {
    if (!data->next) data->next = TS_TRY(new_tee_data(t, data->iterator));
    tee->data = data->next;
    tee->index = 0;
    data = static_cast<TeeData*>(tee->data.cell());
  }
  if (tee->index == data->count) {
    if (data->running) return raise(t, numbers::kRuntimeError, "cannot re-enter the tee iterator");
    if (!check_stack(t)) return {};
    data->running = 1;
    Value item = next(t, data->iterator);
    data->running = 0;
    if (!item || item.is_stop()) return item;
    data->items[data->count++] = item;
  }
  return data->items[tee->index++];
}

Value tee_function(Thread& t, Value iterable, Opt<intptr_t> count) {
  intptr_t n = count.or_else(2);
  if (n < 0) return raise(t, numbers::kValueError, "n must be >= 0");
  Tuple* result = TS_TRY(allocate_tuple(t, static_cast<size_t>(n)));
  Value first;
  for (intptr_t i = 0; i < n; i++) {
    Value tee = TS_TRY(i ? copy_tee(t, first) : new_tee(t, iterable));
    if (i == 0) first = tee;
    result->items()[i] = tee;
  }
  return result;
}

const Native kTeeNatives[] = {TS_METHOD(numbers::kItertoolsTee, copy_tee, TS_NAME(__copy__),
                                        "self, /", "Returns an independent iterator.")};
constinit const Attributes kTeeAttributes{
    kTeeNatives, {}, {}, "Iterator wrapped to make it copyable."};
constinit const Attributes kTeeDataAttributes{};
constinit const Slots kTeeSlots{
    .hash = hash_identity, .iter = iter_self, .next = tee_next, .construct = tee_construct};
constinit const Slots kTeeDataSlots{.hash = hash_identity};

// --- zip_longest

struct ZipLongest : Cell {
  uintptr_t active;  ///< iterators that have not ended
  Value iterators;   ///< tuple; None for an ended one
  Value fill;
};

Value zip_longest_construct(Thread& t, Value type, const Arguments& a) {
  Value fill = kNone;
  for (uint32_t k = 0; k < a.keywords; k++) {
    if (!str_equal(as_str(static_cast<Tuple*>(a.names.cell())->items()[k]), TS_NAME(fillvalue))) {
      return raise(t, numbers::kTypeError, "zip_longest() got an unexpected keyword argument");
    }
    fill = a.values[a.positional + k];
  }
  Tuple* iterators = TS_TRY(allocate_tuple(t, a.positional));
  for (uint32_t i = 0; i < a.positional; i++) {
    Value it = TS_TRY(iter(t, a[i]));
    iterators->items()[i] = it;
  }
  ZipLongest* z = TS_TRY(new_cell<ZipLongest>(t, type));
  z->active = a.positional;
  z->iterators = iterators;
  z->fill = fill;
  return z;
}

Value zip_longest_next(Thread& t, Value self) {
  ZipLongest* z = static_cast<ZipLongest*>(self.cell());
  Tuple* iterators = static_cast<Tuple*>(z->iterators.cell());
  if (!z->active) return kStop;
  if (!check_stack(t)) return {};
  Tuple* result = TS_TRY(allocate_tuple(t, iterators->length));
  for (uint32_t i = 0; i < iterators->length; i++) {
    Value it = iterators->items()[i];
    Value item = kStop;
    if (!it.is_none()) {
      item = next(t, it);
      if (!item) {
        z->active = 0;
        return {};
      }
      if (item.is_stop()) {
        if (!iterators->items()[i].is_none()) {
          iterators->items()[i] = kNone;
          z->active--;
        }
        if (!z->active) return kStop;
      }
    }
    result->items()[i] = item.is_stop() ? z->fill : item;
  }
  return result;
}

constinit const Attributes kZipLongestAttributes{
    {},
    {},
    {},
    "Return a zip_longest object whose .__next__() method returns a tuple where\n"
    "the i-th element comes from the i-th iterable argument.  The .__next__()\n"
    "method continues until the longest iterable in the argument sequence\n"
    "is exhausted and then it raises StopIteration.  When the shorter iterables\n"
    "are exhausted, the fillvalue is substituted in their place.  The fillvalue\n"
    "defaults to None or can be specified by a keyword argument."};
constinit const Slots kZipLongestSlots{.hash = hash_identity,
                                       .iter = iter_self,
                                       .next = zip_longest_next,
                                       .construct = zip_longest_construct};

// --- the module

const Native kFunctions[] = {
    TS_FUNCTION(tee_function, TS_NAME(tee), "iterable, n=2, /",
                "Returns a tuple of n independent iterators."),
};
constinit const bind::Constant kConstants[] = {
    {TS_NAME(accumulate), &object::kItertoolsAccumulateType},
    {TS_NAME(batched), &object::kItertoolsBatchedType},
    {TS_NAME(chain), &object::kItertoolsChainType},
    {TS_NAME(combinations), &object::kItertoolsCombinationsType},
    {TS_NAME(combinations_with_replacement), &object::kItertoolsCombinationsReplacementType},
    {TS_NAME(compress), &object::kItertoolsCompressType},
    {TS_NAME(count), &object::kItertoolsCountType},
    {TS_NAME(cycle), &object::kItertoolsCycleType},
    {TS_NAME(dropwhile), &object::kItertoolsDropWhileType},
    {TS_NAME(filterfalse), &object::kItertoolsFilterFalseType},
    {TS_NAME(groupby), &object::kItertoolsGroupByType},
    {TS_NAME(islice), &object::kItertoolsISliceType},
    {TS_NAME(pairwise), &object::kItertoolsPairwiseType},
    {TS_NAME(permutations), &object::kItertoolsPermutationsType},
    {TS_NAME(product), &object::kItertoolsProductType},
    {TS_NAME(repeat), &object::kItertoolsRepeatType},
    {TS_NAME(starmap), &object::kItertoolsStarMapType},
    {TS_NAME(takewhile), &object::kItertoolsTakeWhileType},
    {TS_NAME(zip_longest), &object::kItertoolsZipLongestType},
    {TS_NAME(_grouper), &object::kItertoolsGrouperType},
    {TS_NAME(_tee), &object::kItertoolsTeeType},
    {TS_NAME(_tee_dataobject), &object::kItertoolsTeeDataType},
};

}  // namespace

constinit const bind::ModuleDefinition kItertoolsModule{
    TS_NAME(itertools), "Functional tools for creating and using iterators.", kFunctions,
    kConstants};

}  // namespace ts::modules

namespace ts::object {

using namespace modules;

extern constinit const Type kItertoolsCountType = itertools_type(
    numbers::kItertoolsCount, TS_NAME(count), &kCountSlots, &kCountAttributes, layout_all<Count>());
extern constinit const Type kItertoolsCycleType =
    itertools_type(numbers::kItertoolsCycle, TS_NAME(cycle), &kCycleSlots, &kCycleAttributes,
                   layout_from<Cycle>(sizeof(Cycle) - 2 * sizeof(Value)));
extern constinit const Type kItertoolsRepeatType =
    itertools_type(numbers::kItertoolsRepeat, TS_NAME(repeat), &kRepeatSlots, &kRepeatAttributes,
                   layout_from<Repeat>(sizeof(Repeat) - sizeof(Value)));
extern constinit const Type kItertoolsAccumulateType =
    itertools_type(numbers::kItertoolsAccumulate, TS_NAME(accumulate), &kAccumulateSlots,
                   &kAccumulateAttributes, layout_all<Accumulate>());
extern constinit const Type kItertoolsBatchedType =
    itertools_type(numbers::kItertoolsBatched, TS_NAME(batched), &kBatchedSlots,
                   &kBatchedAttributes, layout_from<Batched>(sizeof(Batched) - sizeof(Value)));
extern constinit const Type kItertoolsChainType =
    itertools_type(numbers::kItertoolsChain, TS_NAME(chain), &kChainSlots, &kChainAttributes,
                   layout_all<Chain>(), bind::kTypeGeneric);
extern constinit const Type kItertoolsCompressType =
    itertools_type(numbers::kItertoolsCompress, TS_NAME(compress), &kCompressSlots,
                   &kCompressAttributes, layout_all<Compress>());
extern constinit const Type kItertoolsDropWhileType =
    itertools_type(numbers::kItertoolsDropWhile, TS_NAME(dropwhile), &kDropWhileSlots,
                   &kDropWhileAttributes, kGuidedLayout);
extern constinit const Type kItertoolsTakeWhileType =
    itertools_type(numbers::kItertoolsTakeWhile, TS_NAME(takewhile), &kTakeWhileSlots,
                   &kTakeWhileAttributes, kGuidedLayout);
extern constinit const Type kItertoolsFilterFalseType =
    itertools_type(numbers::kItertoolsFilterFalse, TS_NAME(filterfalse), &kFilterFalseSlots,
                   &kFilterFalseAttributes, kGuidedLayout);
extern constinit const Type kItertoolsStarMapType =
    itertools_type(numbers::kItertoolsStarMap, TS_NAME(starmap), &kStarMapSlots,
                   &kStarMapAttributes, kGuidedLayout);
extern constinit const Type kItertoolsGroupByType =
    itertools_type(numbers::kItertoolsGroupBy, TS_NAME(groupby), &kGroupBySlots,
                   &kGroupByAttributes, layout_all<GroupBy>());
extern constinit const Type kItertoolsGrouperType = bind::make_type(
    numbers::kItertoolsGrouper, TS_NAME(_grouper), &kObjectType, &kGrouperSlots,
    &kGrouperAttributes, layout_all<Grouper>(), bind::kTypeNoWeakReferences, TS_NAME(itertools));
extern constinit const Type kItertoolsISliceType =
    itertools_type(numbers::kItertoolsISlice, TS_NAME(islice), &kISliceSlots, &kISliceAttributes,
                   layout_from<ISlice>(sizeof(ISlice) - sizeof(Value)));
extern constinit const Type kItertoolsPairwiseType =
    itertools_type(numbers::kItertoolsPairwise, TS_NAME(pairwise), &kPairwiseSlots,
                   &kPairwiseAttributes, layout_all<Pairwise>());
extern constinit const Type kItertoolsTeeType = bind::make_type(
    numbers::kItertoolsTee, TS_NAME(_tee), &kObjectType, &kTeeSlots, &kTeeAttributes,
    layout_from<Tee>(sizeof(Tee) - sizeof(Value)), 0, TS_NAME(itertools));
extern constinit const Type kItertoolsTeeDataType =
    bind::make_type(numbers::kItertoolsTeeData, TS_NAME(_tee_dataobject), &kObjectType,
                    &kTeeDataSlots, &kTeeDataAttributes,
                    layout_from<TeeData>(sizeof(TeeData) - (TeeData::kItems + 2) * sizeof(Value)),
                    bind::kTypeNoWeakReferences, TS_NAME(itertools));
extern constinit const Type kItertoolsZipLongestType = itertools_type(
    numbers::kItertoolsZipLongest, TS_NAME(zip_longest), &kZipLongestSlots, &kZipLongestAttributes,
    layout_from<ZipLongest>(sizeof(ZipLongest) - 2 * sizeof(Value)));

}  // namespace ts::object
