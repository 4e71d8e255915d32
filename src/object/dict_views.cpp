// The views of a dict (keys, values, items), their iterators, and mappingproxy.
// Follows the Library Reference, "Dictionary view objects", and collections.abc.Set.

#include "object/containers.h"
#include "object/repr_guard.h"

namespace ts::object {

using table::Shape;

namespace {

constexpr Shape kShape = Shape::kDict;

Dict* dict_of(Value view) {
  return static_cast<Dict*>(static_cast<View*>(view.cell())->mapping.cell());
}

// --- iterators

enum class Part : uint8_t { kKey, kValue, kItem };

Value part_of(Thread& t, Dict* d, size_t i, Part part) {
  Value key = table::key_at(d, i, kShape);
  Value value = table::value_at(d, i);
  if (part == Part::kKey) return key;
  return part == Part::kValue ? value : make_tuple(t, {key, value});
}

template <Part kPart, bool kReverse>
Value iterator_next(Thread& t, Value self) {
  DictIterator* it = static_cast<DictIterator*>(self.cell());
  if (!it->source) return kStop;
  Dict* d = static_cast<Dict*>(it->source.cell());
  if (it->expected != d->live) {
    it->expected = UINT32_MAX;  // the error stays
    return raise(t, numbers::kRuntimeError, "dictionary changed size during iteration");
  }
  intptr_t i =
      kReverse ? table::previous(d, it->position, kShape) : table::next(d, it->position, kShape);
  if (i < 0) {
    it->source = Value();
    return kStop;
  }
  if (!kReverse && it->remaining-- == 0) {
    it->source = Value();
    return raise(t, numbers::kRuntimeError, "dictionary keys changed during iteration");
  }
  return part_of(t, d, static_cast<size_t>(i), kPart);
}

Value iterator_length_hint(Thread& t, Value self) {
  // The table of natives is shared by six types, so that the caller could check `self` for object
  // only.
  TypeNumber number = heap::type_number(self);
  if (number < numbers::kDictKeyIterator || number > numbers::kDictReverseItemIterator) {
    return raise(t, numbers::kTypeError,
                 "descriptor '__length_hint__' doesn't apply to a '{}' object", TypeOf{self});
  }
  DictIterator* it = static_cast<DictIterator*>(self.cell());
  if (!it->source) return Value::from_int(0);
  Dict* d = static_cast<Dict*>(it->source.cell());
  if (it->expected != d->live) return Value::from_int(0);
  uint32_t position = it->position;
  intptr_t n = 0;
  bool reverse = it->type_number() >= numbers::kDictReverseKeyIterator;
  while ((reverse ? table::previous(d, position, kShape) : table::next(d, position, kShape)) >= 0)
    n++;
  return Value::from_int(n);
}

const Native kIteratorNatives[] = {
    TS_METHOD(numbers::kObject, iterator_length_hint, TS_NAME(__length_hint__), "self, /",
              "Private method returning an estimate of len(list(it))."),
};
constinit const Attributes kIteratorAttributes{kIteratorNatives, {}, {}, nullptr};

template <Part kPart, bool kReverse>
constexpr Slots iterator_slots() {
  return {.hash = hash_identity, .iter = iter_self, .next = iterator_next<kPart, kReverse>};
}

// --- views

intptr_t view_len(Thread&, Value self) { return dict_of(self)->live; }

template <TypeNumber kIterator>
Value view_iter(Thread& t, Value self) {
  return make_dict_iterator(t, kIterator, dict_of(self));
}

template <TypeNumber kIterator>
Value view_reversed(Thread& t, Value self) {
  return make_dict_iterator(t, kIterator, dict_of(self));
}

Value view_repr(Thread& t, Value self) {
  StrBuilder out(t);
  out.append(type_name(t, self));
  ReprGuard guard(self);
  if (!guard.entered()) return TS_STR("...");
  if (!check_stack(t)) return {};
  Value items = TS_TRY(make_list_from(t, self));
  out.append("(");
  out.append(TS_TRY(repr(t, items)));
  out.append(")");
  return out.finish();
}

int keys_contains(Thread& t, Value self, Value key) { return contains(t, dict_of(self), key); }

int items_contains(Thread& t, Value self, Value item) {
  if (!is_instance_of_native(*t.vm, item, numbers::kTuple)) return 0;
  Tuple* pair = static_cast<Tuple*>(item.cell());
  if (pair->length != 2) return 0;
  Value v = dict_get(t, dict_of(self), pair->items()[0]);
  if (!v) return -1;
  return v.is_absent() ? 0 : equal(t, v, pair->items()[1]);
}

bool is_set_view(Value v) {
  return is_exact(v, numbers::kDictKeys) || is_exact(v, numbers::kDictItems);
}

/// 1 when all items of `a` are in `b`.
int all_in(Thread& t, Value a, Value b) {
  int found = 1;
  bool done = for_each(t, a, [&](Value item) {
    found = contains(t, b, item);
    return found > 0;
  });
  return done ? 1 : found > 0 ? -1 : found;
}

Value view_compare(Thread& t, Value a, Value b, CompareOp op) {
  if (!is_set_view(b) && !is_any_set(t, b)) return kNotImplemented;
  intptr_t left = TS_TRY_INT(length(t, a));
  intptr_t right = TS_TRY_INT(length(t, b));
  int result = 0;
  switch (op) {
    case CompareOp::kEq:
    case CompareOp::kNe:
      if (left == right) result = TS_TRY_INT(all_in(t, a, b));
      if (op == CompareOp::kNe) result = !result;
      break;
    case CompareOp::kLt:
      result = left < right ? TS_TRY_INT(all_in(t, a, b)) : 0;
      break;
    case CompareOp::kLe:
      result = left <= right ? TS_TRY_INT(all_in(t, a, b)) : 0;
      break;
    case CompareOp::kGt:
      result = left > right ? TS_TRY_INT(all_in(t, b, a)) : 0;
      break;
    case CompareOp::kGe:
      result = left >= right ? TS_TRY_INT(all_in(t, b, a)) : 0;
      break;
  }
  return Value::from_bool(result);
}

Value view_binary(Thread& t, Value a, Value b, BinaryOp op) {
  if (op != BinaryOp::kAnd && op != BinaryOp::kOr && op != BinaryOp::kXor && op != BinaryOp::kSub)
    return kNotImplemented;
  Set* result = static_cast<Set*>(TS_TRY(make_set(t)));
  if (op == BinaryOp::kAnd) {
    if (!is_set_view(a)) std::swap(a, b);
    if (!for_each(t, b, [&](Value item) {
          int found = contains(t, a, item);
          return found == 0 || (found > 0 && set_add(t, result, item));
        })) {
      return {};
    }
    return result;
  }
  if (!set_update(t, result, a)) return {};
  bool done = op == BinaryOp::kOr    ? set_update(t, result, b)
              : op == BinaryOp::kXor ? set_symmetric_update(t, result, b)
                                     : set_difference_update(t, result, b);
  return done ? Value(result) : Value();
}

Value view_isdisjoint(Thread& t, Value self, Value other) {
  bool disjoint = true;
  bool done = for_each(t, other, [&](Value item) {
    int found = contains(t, self, item);
    disjoint = found <= 0;
    return found == 0;
  });
  if (!done && (disjoint || t.pending)) return {};
  return Value::from_bool(disjoint);
}

Value view_mapping(Thread& t, Value self) { return make_mapping_proxy(t, dict_of(self)); }

const Native kKeysNatives[] = {
    TS_METHOD(numbers::kDictKeys, view_isdisjoint, TS_NAME(isdisjoint), "self, other, /",
              "Return True if the view and the given iterable have a null intersection."),
    TS_METHOD(numbers::kDictKeys, view_reversed<numbers::kDictReverseKeyIterator>,
              TS_NAME(__reversed__), "self, /", "Return a reverse iterator over the dict keys."),
};
const Native kItemsNatives[] = {
    TS_METHOD(numbers::kDictItems, view_isdisjoint, TS_NAME(isdisjoint), "self, other, /",
              "Return True if the view and the given iterable have a null intersection."),
    TS_METHOD(numbers::kDictItems, view_reversed<numbers::kDictReverseItemIterator>,
              TS_NAME(__reversed__), "self, /", "Return a reverse iterator over the dict items."),
};
const Native kValuesNatives[] = {
    TS_METHOD(numbers::kDictValues, view_reversed<numbers::kDictReverseValueIterator>,
              TS_NAME(__reversed__), "self, /", "Return a reverse iterator over the dict values."),
};
constinit const GetSet kKeysGetSets[] = {TS_GETSET(numbers::kDictKeys, view_mapping, nullptr,
                                                   TS_NAME(mapping),
                                                   "dictionary that this view refers to")};
constinit const GetSet kItemsGetSets[] = {TS_GETSET(numbers::kDictItems, view_mapping, nullptr,
                                                    TS_NAME(mapping),
                                                    "dictionary that this view refers to")};
constinit const GetSet kValuesGetSets[] = {TS_GETSET(numbers::kDictValues, view_mapping, nullptr,
                                                     TS_NAME(mapping),
                                                     "dictionary that this view refers to")};
constinit const Attributes kKeysAttributes{kKeysNatives, kKeysGetSets, {}, nullptr};
constinit const Attributes kItemsAttributes{kItemsNatives, kItemsGetSets, {}, nullptr};
constinit const Attributes kValuesAttributes{kValuesNatives, kValuesGetSets, {}, nullptr};

constinit const Slots kKeysSlots{.repr = view_repr,
                                 .compare = view_compare,
                                 .binary = view_binary,
                                 .len = view_len,
                                 .contains = keys_contains,
                                 .iter = view_iter<numbers::kDictKeyIterator>};
constinit const Slots kItemsSlots{.repr = view_repr,
                                  .compare = view_compare,
                                  .binary = view_binary,
                                  .len = view_len,
                                  .contains = items_contains,
                                  .iter = view_iter<numbers::kDictItemIterator>};
constinit const Slots kValuesSlots{.repr = view_repr,
                                   .hash = hash_identity,
                                   .len = view_len,
                                   .iter = view_iter<numbers::kDictValueIterator>};

constinit const Slots kKeyIteratorSlots = iterator_slots<Part::kKey, false>();
constinit const Slots kValueIteratorSlots = iterator_slots<Part::kValue, false>();
constinit const Slots kItemIteratorSlots = iterator_slots<Part::kItem, false>();
constinit const Slots kReverseKeyIteratorSlots = iterator_slots<Part::kKey, true>();
constinit const Slots kReverseValueIteratorSlots = iterator_slots<Part::kValue, true>();
constinit const Slots kReverseItemIteratorSlots = iterator_slots<Part::kItem, true>();

// --- mappingproxy

Value proxied(Value self) { return static_cast<View*>(self.cell())->mapping; }

Value proxy_repr(Thread& t, Value self) {
  StrBuilder out(t);
  out.append("mappingproxy(");
  out.append(TS_TRY(repr(t, proxied(self))));
  out.append(")");
  return out.finish();
}
Value proxy_str(Thread& t, Value self) { return str(t, proxied(self)); }
bool proxy_hash(Thread& t, Value self, intptr_t& out) { return hash(t, proxied(self), out); }
Value proxy_compare(Thread& t, Value a, Value b, CompareOp op) {
  return compare(t, proxied(a), is_exact(b, numbers::kMappingProxy) ? proxied(b) : b, op);
}
Value proxy_binary(Thread& t, Value a, Value b, BinaryOp op) {
  if (op != BinaryOp::kOr) return kNotImplemented;
  return binary(t, is_exact(a, numbers::kMappingProxy) ? proxied(a) : a,
                is_exact(b, numbers::kMappingProxy) ? proxied(b) : b, op);
}
Value proxy_inplace(Thread& t, Value a, Value, BinaryOp op) {
  if (op != BinaryOp::kOr) return kNotImplemented;
  return raise(t, numbers::kTypeError, "'|=' is not supported by {}; use '|' instead", TypeOf{a});
}
intptr_t proxy_len(Thread& t, Value self) { return length(t, proxied(self)); }
Value proxy_get_item(Thread& t, Value self, Value key) { return get_item(t, proxied(self), key); }
int proxy_contains(Thread& t, Value self, Value key) { return contains(t, proxied(self), key); }
Value proxy_iter(Thread& t, Value self) { return iter(t, proxied(self)); }

Value proxy_construct(Thread& t, Value type, const Arguments& a) {
  const Str* const names[] = {TS_NAME(mapping)};
  Value mapping;
  if (!take_arguments(t, a, "mappingproxy", names, 1, &mapping)) return {};
  bool has_items = slots_of(t, mapping).get_item &&
                   !(type_of(t, mapping)->flags & bind::kTypeHeap &&
                     lookup(*t.vm, type_of(t, mapping), TS_NAME(__getitem__)).is_absent());
  if (!has_items || is_instance_of_native(*t.vm, mapping, numbers::kList) ||
      is_instance_of_native(*t.vm, mapping, numbers::kTuple)) {
    return raise(t, numbers::kTypeError, "mappingproxy() argument must be a mapping, not {}",
                 TypeOf{mapping});
  }
  View* proxy = TS_TRY(new_cell<View>(t, type));
  proxy->mapping = mapping;
  return proxy;
}

Value proxy_get(Thread& t, Value self, Value key, Value otherwise) {
  return call_method(t, proxied(self), TS_NAME(get), {key, otherwise ? otherwise : kNone});
}
Value proxy_keys(Thread& t, Value self) { return call_method(t, proxied(self), TS_NAME(keys)); }
Value proxy_values(Thread& t, Value self) { return call_method(t, proxied(self), TS_NAME(values)); }
Value proxy_items(Thread& t, Value self) { return call_method(t, proxied(self), TS_NAME(items)); }
Value proxy_copy(Thread& t, Value self) { return call_method(t, proxied(self), TS_NAME(copy)); }
Value proxy_reversed(Thread& t, Value self) {
  return call_method(t, proxied(self), TS_NAME(__reversed__));
}

constinit const Slots kProxySlots{.repr = proxy_repr,
                                  .str = proxy_str,
                                  .hash = proxy_hash,
                                  .compare = proxy_compare,
                                  .binary = proxy_binary,
                                  .inplace = proxy_inplace,
                                  .len = proxy_len,
                                  .get_item = proxy_get_item,
                                  .contains = proxy_contains,
                                  .iter = proxy_iter,
                                  .construct = proxy_construct};
const Native kProxyNatives[] = {
    TS_METHOD(numbers::kMappingProxy, proxy_get, TS_NAME(get), "self, key, default=None, /",
              "Return the value for key if key is in the mapping, else default."),
    TS_METHOD(numbers::kMappingProxy, proxy_keys, TS_NAME(keys), "self, /",
              "a set-like object providing a view on D's keys"),
    TS_METHOD(numbers::kMappingProxy, proxy_values, TS_NAME(values), "self, /",
              "an object providing a view on D's values"),
    TS_METHOD(numbers::kMappingProxy, proxy_items, TS_NAME(items), "self, /",
              "a set-like object providing a view on D's items"),
    TS_METHOD(numbers::kMappingProxy, proxy_copy, TS_NAME(copy), "self, /", "a shallow copy of D"),
    TS_METHOD(numbers::kMappingProxy, proxy_reversed, TS_NAME(__reversed__), "self, /",
              "reverse iterator over keys"),
};
constinit const Attributes kProxyAttributes{kProxyNatives, {}, {}, "Read-only proxy of a mapping."};

consteval Type iterator_type(TypeNumber number, const Str* name, const Slots* slots) {
  return bind::make_type(number, name, &kObjectType, slots, &kIteratorAttributes,
                         layout_from<DictIterator>(sizeof(DictIterator) - sizeof(Value)),
                         bind::kTypeNoWeakReferences);
}

}  // namespace

extern constinit const Type kDictKeysType =
    bind::make_type(numbers::kDictKeys, TS_NAME(dict_keys), &kObjectType, &kKeysSlots,
                    &kKeysAttributes, layout_all<View>(), bind::kTypeNoWeakReferences);
extern constinit const Type kDictItemsType =
    bind::make_type(numbers::kDictItems, TS_NAME(dict_items), &kObjectType, &kItemsSlots,
                    &kItemsAttributes, layout_all<View>(), bind::kTypeNoWeakReferences);
extern constinit const Type kDictValuesType =
    bind::make_type(numbers::kDictValues, TS_NAME(dict_values), &kObjectType, &kValuesSlots,
                    &kValuesAttributes, layout_all<View>(), bind::kTypeNoWeakReferences);
extern constinit const Type kDictKeyIteratorType =
    iterator_type(numbers::kDictKeyIterator, TS_NAME(dict_keyiterator), &kKeyIteratorSlots);
extern constinit const Type kDictValueIteratorType =
    iterator_type(numbers::kDictValueIterator, TS_NAME(dict_valueiterator), &kValueIteratorSlots);
extern constinit const Type kDictItemIteratorType =
    iterator_type(numbers::kDictItemIterator, TS_NAME(dict_itemiterator), &kItemIteratorSlots);
extern constinit const Type kDictReverseKeyIteratorType = iterator_type(
    numbers::kDictReverseKeyIterator, TS_NAME(dict_reversekeyiterator), &kReverseKeyIteratorSlots);
extern constinit const Type kDictReverseValueIteratorType =
    iterator_type(numbers::kDictReverseValueIterator, TS_NAME(dict_reversevalueiterator),
                  &kReverseValueIteratorSlots);
extern constinit const Type kDictReverseItemIteratorType =
    iterator_type(numbers::kDictReverseItemIterator, TS_NAME(dict_reverseitemiterator),
                  &kReverseItemIteratorSlots);
extern constinit const Type kMappingProxyType =
    bind::make_type(numbers::kMappingProxy, TS_NAME(mappingproxy), &kObjectType, &kProxySlots,
                    &kProxyAttributes, layout_all<View>(),
                    bind::kTypeMappingPattern | bind::kTypeGeneric | bind::kTypeNoWeakReferences);

Value make_dict_iterator(Thread& t, TypeNumber type, Dict* d) {
  DictIterator* it = heap::allocate<DictIterator>(t, type);
  if (!it) return {};
  it->position = type >= numbers::kDictReverseKeyIterator ? d->used : 0;
  it->expected = it->remaining = d->live;
  it->source = d;
  return it;
}

Value make_mapping_proxy(Thread& t, Value mapping) {
  View* proxy = heap::allocate<View>(t, numbers::kMappingProxy);
  if (proxy) proxy->mapping = mapping;
  return proxy;
}

}  // namespace ts::object
