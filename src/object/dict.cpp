// dict: methods, operators and the functions of runtime.h about dicts. The table itself is in
// table.h, views and iterators are in dict_views.cpp. Follows the Library Reference, "Mapping
// Types", and CPython's messages.

#include "object/containers.h"
#include "object/repr_guard.h"

namespace ts::object {

using table::kFailed;
using table::kMissing;
using table::Shape;

namespace {

constexpr Shape kShape = Shape::kDict;

/// Index of the entry for `key`, kMissing or kFailed, and the key's hash.
intptr_t find_entry(Thread& t, Dict* d, Value key, uint32_t& hash) {
  if (!table::key_hash(t, key, kShape, hash)) return kFailed;
  return table::find(t, d, key, hash, kShape);
}

bool set_hashed(Thread& t, Dict* d, Value key, uint32_t hash, Value v) {
  intptr_t i = table::find(t, d, key, hash, kShape);
  if (i >= 0) {
    table::value_at(d, static_cast<size_t>(i)) = v;
    return true;
  }
  return i == kMissing && table::insert(t, d, key, hash, v, kShape);
}

bool merge_dict(Thread& t, Dict* d, Dict* other) {
  if (d == other || !other->live) return true;
  if (!d->used && !d->entries) return table::copy(t, d, other, kShape);
  if (!d->used && !table::reserve(t, d, other->live, kShape)) return false;
  uint32_t position = 0;
  for (intptr_t i; (i = table::next(other, position, kShape)) >= 0;) {
    size_t at = static_cast<size_t>(i);
    uint32_t live = other->live;
    Value key = table::key_at(other, at, kShape);
    Value value = table::value_at(other, at);
    if (!set_hashed(t, d, key, table::hash_at(t, other, at, kShape), value)) return false;
    if (other->live != live) {
      raise(t, numbers::kRuntimeError, "dict mutated during update");
      return false;
    }
    TS_POLL(t);
  }
  return true;
}

bool merge_mapping(Thread& t, Dict* d, Value mapping, Value keys_method) {
  Value keys = TS_TRY(call(t, keys_method, {}));
  return for_each(t, keys, [&](Value key) {
    Value value = get_item(t, mapping, key);
    return value && dict_set(t, d, key, value);
  });
}

/// Words the TypeError for an item of a list of pairs that is not iterable. Always false.
[[gnu::cold]] bool not_a_pair(Thread& t, size_t number) {
  if (!pending_matches(t, numbers::kTypeError)) return false;
  take_pending(t);
  raise(t, numbers::kTypeError, "object is not iterable");
  Value error = take_pending(t);
  StrBuilder note(t);
  note.append("Cannot convert dictionary update sequence element #");
  note.append(TS_TRY(str(t, TS_TRY(make_int(t, static_cast<int64_t>(number))))));
  note.append(" to a sequence");
  TS_TRY(call_method(t, error, TS_NAME(add_note), {TS_TRY(note.finish())}));
  raise_object(t, error);
  return false;
}

bool merge_pairs(Thread& t, Dict* d, Value pairs) {
  size_t number = 0;
  return for_each(t, pairs, [&](Value item) {
    Value keep;
    std::span<Value> pair;
    if (!sequence_items(t, item, keep, pair)) {
      return not_a_pair(t, number);
    }
    if (pair.size() != 2) {
      raise(t, numbers::kValueError,
            "dictionary update sequence element #{} has length {}; 2 is required", number,
            pair.size());
      return false;
    }
    number++;
    return dict_set(t, d, pair[0], pair[1]);
  });
}

// --- slots

Value dict_repr(Thread& t, Value self) {
  Dict* d = static_cast<Dict*>(self.cell());
  if (!d->live) return TS_STR("{}");
  ReprGuard guard(self);
  if (!guard.entered()) return TS_STR("{...}");
  if (!check_stack(t)) return {};
  StrBuilder out(t);
  out.append("{");
  uint32_t position = 0;
  bool first = true;
  for (Value key, value; dict_next(d, position, key, value); first = false) {
    if (!first) out.append(", ");
    out.append(TS_TRY(repr(t, key)));
    out.append(": ");
    out.append(TS_TRY(repr(t, value)));
    TS_POLL(t);
  }
  out.append("}");
  return out.finish();
}

int dicts_equal(Thread& t, Dict* a, Dict* b) {
  if (a->live != b->live) return 0;
  uint32_t position = 0;
  for (intptr_t i; (i = table::next(a, position, kShape)) >= 0;) {
    size_t at = static_cast<size_t>(i);
    Value key = table::key_at(a, at, kShape);
    Value value = table::value_at(a, at);
    intptr_t j = table::find(t, b, key, table::hash_at(t, a, at, kShape), kShape);
    if (j < 0) return j == kMissing ? 0 : -1;
    int same = equal(t, value, table::value_at(b, static_cast<size_t>(j)));
    if (same <= 0) return same;
    if (t.poll.load(std::memory_order_relaxed) && !poll(t)) return -1;
  }
  return 1;
}

Value dict_compare(Thread& t, Value a, Value b, CompareOp op) {
  if ((op != CompareOp::kEq && op != CompareOp::kNe) ||
      !is_instance_of_native(*t.vm, b, numbers::kDict)) {
    return kNotImplemented;
  }
  if (!check_stack(t)) return {};
  int same = TS_TRY_INT(dicts_equal(t, static_cast<Dict*>(a.cell()), static_cast<Dict*>(b.cell())));
  return Value::from_bool((same != 0) == (op == CompareOp::kEq));
}

Value dict_binary(Thread& t, Value a, Value b, BinaryOp op) {
  if (op != BinaryOp::kOr || !is_instance_of_native(*t.vm, a, numbers::kDict) ||
      !is_instance_of_native(*t.vm, b, numbers::kDict)) {
    return kNotImplemented;
  }
  Dict* result = TS_TRY(dict_copy(t, static_cast<Dict*>(a.cell())));
  if (!dict_update(t, result, b)) return {};
  return result;
}

Value dict_inplace(Thread& t, Value a, Value b, BinaryOp op) {
  if (op != BinaryOp::kOr) return kNotImplemented;
  if (!dict_update(t, static_cast<Dict*>(a.cell()), b)) return {};
  return a;
}

intptr_t dict_len(Thread&, Value self) { return static_cast<Dict*>(self.cell())->live; }

Value dict_get_item(Thread& t, Value self, Value key) {
  Value v = dict_get(t, static_cast<Dict*>(self.cell()), key);
  if (!v.is_absent()) [[likely]]
    return v;
  if (!is_exact(self, numbers::kDict)) {
    Value missing = TS_TRY(call_special(t, self, TS_NAME(__missing__), {key}));
    if (!missing.is_absent()) return missing;
  }
  return raise_value(t, numbers::kKeyError, key);
}

bool dict_set_item(Thread& t, Value self, Value key, Value value) {
  Dict* d = static_cast<Dict*>(self.cell());
  if (value) return dict_set(t, d, key, value);
  int removed = dict_remove(t, d, key);
  if (removed == 0) raise_value(t, numbers::kKeyError, key);
  return removed > 0;
}

int dict_contains(Thread& t, Value self, Value key) {
  uint32_t hash;
  intptr_t i = find_entry(t, static_cast<Dict*>(self.cell()), key, hash);
  return i == kFailed ? -1 : i >= 0;
}

Value dict_iter(Thread& t, Value self) {
  return make_dict_iterator(t, numbers::kDictKeyIterator, static_cast<Dict*>(self.cell()));
}

Value dict_construct(Thread& t, Value type, const Arguments&) { return new_cell<Dict>(t, type); }

bool dict_init(Thread& t, Value self, const Arguments& a) {
  Dict* d = static_cast<Dict*>(self.cell());
  if (!dict_update_arguments(t, d, "dict", Args{a.values, a.positional}, {})) return false;
  for (uint32_t i = 0; i < a.keywords; i++) {
    if (!dict_set(t, d, static_cast<Tuple*>(a.names.cell())->items()[i],
                  a.values[a.positional + i]))
      return false;
  }
  return true;
}

// --- methods

Value dict_clear(Thread& t, Dict* self) {
  table::clear(t, self, kShape);
  return kNone;
}

Value dict_copy_method(Thread& t, Dict* self) { return dict_copy(t, self); }

Value dict_fromkeys(Thread& t, Value type, Value iterable, Value value) {
  if (!value) value = kNone;
  Value result = TS_TRY(call(t, type, {}));
  bool plain = is_exact(result, numbers::kDict);
  if (!for_each(t, iterable, [&](Value key) {
        return plain ? dict_set(t, static_cast<Dict*>(result.cell()), key, value)
                     : set_item(t, result, key, value);
      })) {
    return {};
  }
  return result;
}

Value dict_get_method(Thread& t, Dict* self, Value key, Value otherwise) {
  Value v = dict_get(t, self, key);
  if (!v.is_absent()) return v;
  return otherwise ? otherwise : kNone;
}

template <TypeNumber kView>
Value dict_view(Thread& t, Dict* self) {
  View* view = heap::allocate<View>(t, kView);
  if (view) view->mapping = self;
  return view;
}

Value dict_pop(Thread& t, Dict* self, Value key, Value otherwise) {
  uint32_t hash;
  intptr_t i = self->live                              ? find_entry(t, self, key, hash)
               : table::key_hash(t, key, kShape, hash) ? kMissing
                                                       : kFailed;
  if (i == kFailed) return {};
  if (i == kMissing) return otherwise ? otherwise : raise_value(t, numbers::kKeyError, key);
  Value v = table::value_at(self, static_cast<size_t>(i));
  table::remove_at(t, self, static_cast<size_t>(i), kShape);
  return v;
}

Value dict_popitem(Thread& t, Dict* self) {
  if (!self->live)
    return raise_value(t, numbers::kKeyError, TS_STR("popitem(): dictionary is empty"));
  Tuple* pair = TS_TRY(allocate_tuple(t, 2));
  if (!dict_pop_last(t, self, pair->items()[0], pair->items()[1])) return {};
  return pair;
}

Value dict_setdefault(Thread& t, Dict* self, Value key, Value otherwise) {
  uint32_t hash;
  intptr_t i = find_entry(t, self, key, hash);
  if (i == kFailed) return {};
  if (i >= 0) return table::value_at(self, static_cast<size_t>(i));
  Value v = otherwise ? otherwise : kNone;
  return table::insert(t, self, key, hash, v, kShape) ? v : Value();
}

Value dict_update_method(Thread& t, Dict* self, Args positional, Kwargs keywords) {
  return dict_update_arguments(t, self, "update", positional, keywords.dict) ? kNone : Value();
}

Value dict_reversed(Thread& t, Dict* self) {
  return make_dict_iterator(t, numbers::kDictReverseKeyIterator, self);
}

Value dict_sizeof(Thread& t, Dict* self) {
  size_t bytes = heap::Heap::cell_bytes(*t.vm, self);
  for (Cell* part : {static_cast<Cell*>(self->entries), static_cast<Cell*>(self->index),
                     static_cast<Cell*>(self->hashes)}) {
    if (part) bytes += heap::Heap::cell_bytes(*t.vm, part);
  }
  return make_int(t, static_cast<int64_t>(bytes));
}

constinit const Slots kDictSlots{
    .repr = dict_repr,
    .compare = dict_compare,
    .binary = dict_binary,
    .inplace = dict_inplace,
    .len = dict_len,
    .get_item = dict_get_item,
    .set_item = dict_set_item,
    .contains = dict_contains,
    .iter = dict_iter,
    .construct = dict_construct,
    .init = dict_init,
};

const Native kDictNatives[] = {
    TS_METHOD(numbers::kDict, dict_clear, TS_NAME(clear), "self, /",
              "Remove all items from the dict."),
    TS_METHOD(numbers::kDict, dict_copy_method, TS_NAME(copy), "self, /",
              "Return a shallow copy of the dict."),
    TS_CLASS_METHOD(numbers::kDict, dict_fromkeys, TS_NAME(fromkeys),
                    "type, iterable, value=None, /",
                    "Create a new dictionary with keys from iterable and values set to value."),
    TS_METHOD(numbers::kDict, dict_get_method, TS_NAME(get), "self, key, default=None, /",
              "Return the value for key if key is in the dictionary, else default."),
    TS_METHOD(numbers::kDict, dict_view<numbers::kDictItems>, TS_NAME(items), "self, /",
              "Return a set-like object providing a view on the dict's items."),
    TS_METHOD(numbers::kDict, dict_view<numbers::kDictKeys>, TS_NAME(keys), "self, /",
              "Return a set-like object providing a view on the dict's keys."),
    TS_METHOD(numbers::kDict, dict_pop, TS_NAME(pop), "self, key, default=<unrepresentable>, /",
              "Remove specified key and return the corresponding value."),
    TS_METHOD(numbers::kDict, dict_popitem, TS_NAME(popitem), "self, /",
              "Remove and return a (key, value) pair as a 2-tuple, in last-in, first-out order."),
    TS_METHOD(numbers::kDict, dict_setdefault, TS_NAME(setdefault), "self, key, default=None, /",
              "Insert key with a value of default if key is not in the dictionary."),
    TS_METHOD(
        numbers::kDict, dict_update_method, TS_NAME(update), "self, /, *args, **kwargs",
        "Update the dict from a mapping or an iterable of pairs, and from keyword arguments."),
    TS_METHOD(numbers::kDict, dict_view<numbers::kDictValues>, TS_NAME(values), "self, /",
              "Return an object providing a view on the dict's values."),
    TS_METHOD(numbers::kDict, dict_reversed, TS_NAME(__reversed__), "self, /",
              "Return a reverse iterator over the dict keys."),
    TS_METHOD(numbers::kDict, dict_sizeof, TS_NAME(__sizeof__), "self, /",
              "Return the size of the dict in memory."),
};

constinit const Attributes kDictAttributes{
    kDictNatives,
    {},
    {},
    "dict() -> new empty dictionary\n"
    "dict(mapping) -> new dictionary initialized from a mapping object's\n    (key, value) pairs\n"
    "dict(iterable) -> new dictionary initialized as if via:\n"
    "    d = {}\n    for k, v in iterable:\n        d[k] = v\n"
    "dict(**kwargs) -> new dictionary initialized with the name=value pairs\n"
    "    in the keyword argument list.  For example:  dict(one=1, two=2)"};

}  // namespace

extern constinit const Type kDictType =
    bind::make_type(numbers::kDict, TS_NAME(dict), &kObjectType, &kDictSlots, &kDictAttributes,
                    layout_from<Dict>(sizeof(Dict) - 3 * sizeof(void*)),
                    bind::kTypeBase | bind::kTypeMappingPattern | bind::kTypeMatchSelf |
                        bind::kTypeGeneric | bind::kTypeNoWeakReferences);

// --- runtime.h and containers.h

Dict* make_dict(Thread& t, size_t expected) {
  Dict* d = heap::allocate<Dict>(t, numbers::kDict);
  if (d && expected && !table::reserve(t, d, expected, kShape)) return nullptr;
  return d;
}

Value dict_get(Thread& t, Dict* d, Value key) {
  if (is_str(key) && !d->hashes) return dict_get_str(d, as_str(key));
  uint32_t hash;
  intptr_t i = find_entry(t, d, key, hash);
  if (i >= 0) [[likely]]
    return table::value_at(d, static_cast<size_t>(i));
  return i == kMissing ? kAbsent : Value();
}

Value dict_get_str(const Dict* d, const Str* key) {
  intptr_t i = table::find_str_nogc(d, key, kShape);
  return i >= 0 ? table::value_at(d, static_cast<size_t>(i)) : kAbsent;
}

bool dict_set(Thread& t, Dict* d, Value key, Value v) {
  if (is_str(key) && !d->hashes) return dict_set_str(t, d, as_str(key), v);
  uint32_t hash;
  return table::key_hash(t, key, kShape, hash) && set_hashed(t, d, key, hash, v);
}

bool dict_set_str(Thread& t, Dict* d, const Str* key, Value v) {
  intptr_t i = table::find_str_nogc(d, key, kShape);
  if (i >= 0) {
    table::value_at(d, static_cast<size_t>(i)) = v;
    return true;
  }
  return table::insert(t, d, key, key->hash(), v, kShape);
}

int dict_remove(Thread& t, Dict* d, Value key) {
  uint32_t hash;
  intptr_t i = find_entry(t, d, key, hash);
  if (i < 0) return i == kMissing ? 0 : -1;
  table::remove_at(t, d, static_cast<size_t>(i), kShape);
  return 1;
}

bool is_plain_dict(const Thread& t, Value v) {
  if (is_exact(v, numbers::kDict)) return true;
  if (!is_instance_of_native(*t.vm, v, numbers::kDict)) return false;
  const Type* type = type_of(t, v);
  return lookup(*t.vm, type, TS_NAME(__iter__)) == lookup(*t.vm, &kDictType, TS_NAME(__iter__)) &&
         lookup(*t.vm, type, TS_NAME(keys)) == lookup(*t.vm, &kDictType, TS_NAME(keys)) &&
         lookup(*t.vm, type, TS_NAME(__getitem__)) ==
             lookup(*t.vm, &kDictType, TS_NAME(__getitem__));
}

bool dict_update(Thread& t, Dict* d, Value source) {
  if (is_plain_dict(t, source)) return merge_dict(t, d, static_cast<Dict*>(source.cell()));
  Value keys = TS_TRY(find_attr(t, source, TS_NAME(keys)));
  return keys.is_absent() ? merge_pairs(t, d, source) : merge_mapping(t, d, source, keys);
}

bool dict_update_arguments(Thread& t, Dict* d, const char* name, Args positional, Value keywords) {
  if (positional.count > 1) {
    raise(t, numbers::kTypeError, "{} expected at most 1 argument, got {}", name, positional.count);
    return false;
  }
  if (positional.count && !dict_update(t, d, positional[0])) return false;
  return !keywords || merge_dict(t, d, static_cast<Dict*>(keywords.cell()));
}

bool dict_pop_last(Thread& t, Dict* d, Value& key, Value& value) {
  uint32_t position = d->used;
  intptr_t i = table::previous(d, position, kShape);
  if (i < 0) {
    raise_value(t, numbers::kKeyError, TS_STR("popitem(): dictionary is empty"));
    return false;
  }
  size_t at = static_cast<size_t>(i);
  key = table::key_at(d, at, kShape);
  value = table::value_at(d, at);
  table::remove_last(t, d, at, kShape);
  return true;
}

Dict* dict_copy(Thread& t, Dict* d) {
  Dict* result = heap::allocate<Dict>(t, numbers::kDict);
  return result && table::copy(t, result, d, kShape) ? result : nullptr;
}

bool dict_next(const Dict* d, uint32_t& position, Value& key, Value& value) {
  intptr_t i = table::next(d, position, kShape);
  if (i < 0) return false;
  key = table::key_at(d, static_cast<size_t>(i), kShape);
  value = table::value_at(d, static_cast<size_t>(i));
  return true;
}

}  // namespace ts::object
