// The module _collections: deque, defaultdict and a counting loop, which CPython's collections takes
// from C. Follows the Library Reference, "collections". OrderedDict and namedtuple's fields are the
// Python code's own.

#include "modules/deque.h"
#include "modules/iteration.h"
#include "modules/modules.h"
#include "object/containers.h"
#include "object/repr_guard.h"

namespace ts::modules {

using namespace object;

namespace {

// --- defaultdict

struct DefaultDict : Dict {
  static constexpr TypeNumber kType = numbers::kDefaultDict;
  Value factory;  ///< None, or all-zero: none
};

/// What dict does for a slot.
template <auto kSlot>
struct OfDict;
template <class R, class... P, R (*Slots::*kSlot)(P...)>
struct OfDict<kSlot> {
  static R call(P... arguments) { return (object::kDictType.slots->*kSlot)(arguments...); }
};

DefaultDict* as_default(Value v) { return static_cast<DefaultDict*>(v.cell()); }
Value factory_of(Value self) {
  Value factory = as_default(self)->factory;
  return factory ? factory : kNone;
}

Value missing(Thread& t, DefaultDict* d, Value key) {
  Value factory = factory_of(d);
  if (factory.is_none()) return raise_value(t, numbers::kKeyError, key);
  Value v = TS_TRY(call(t, factory, {}));
  return set_item(t, d, key, v) ? v : Value();
}

Value copy(Thread& t, DefaultDict* d) {
  return call(t, Value(type_of(t, d)), {factory_of(d), Value(d)});
}

Value reduce(Thread& t, DefaultDict* d) {
  Value factory = factory_of(d);
  Value arguments = TS_TRY(factory.is_none() ? make_tuple(t, {}) : make_tuple(t, {factory}));
  Value items = TS_TRY(call_method(t, d, TS_NAME(items)));
  Value it = TS_TRY(iter(t, items));
  return make_tuple(t, {Value(type_of(t, d)), arguments, kNone, kNone, it});
}

Value get_factory(Thread&, Value self) { return factory_of(self); }
bool set_factory(Thread&, Value self, Value v) {
  as_default(self)->factory = v;
  return true;
}

Value construct(Thread& t, Value type, const Arguments&) { return new_cell<DefaultDict>(t, type); }

bool initialize(Thread& t, Value self, const Arguments& a) {
  Arguments rest = a;
  Value factory = kNone;
  if (a.positional) {
    factory = a[0];
    if (!factory.is_none() && !is_callable(t, factory)) {
      raise(t, numbers::kTypeError, "first argument must be callable or None");
      return false;
    }
    rest.values++;
    rest.positional--;
  }
  as_default(self)->factory = factory;
  return kDictType.slots->init(t, self, rest);
}

Value print(Thread& t, Value self) {
  if (!check_stack(t)) return {};
  Value items = TS_TRY(kDictType.slots->repr(t, self));
  Value factory = TS_STR("...");
  {
    ReprGuard guard(self);
    if (guard.entered()) factory = TS_TRY(repr(t, factory_of(self)));
  }
  StrBuilder out(t);
  out.append(type_name(t, self));
  out.append("(");
  out.append(factory);
  out.append(", ");
  out.append(items);
  out.append(")");
  return out.finish();
}

Value combine(Thread& t, Value a, Value b, BinaryOp op) {
  if (op != BinaryOp::kOr || !is_instance_of_native(*t.vm, a, numbers::kDict) ||
      !is_instance_of_native(*t.vm, b, numbers::kDict)) {
    return kNotImplemented;
  }
  Value model = is_instance_of_native(*t.vm, a, DefaultDict::kType) ? a : b;
  Value result = TS_TRY(call(t, Value(type_of(t, model)), {factory_of(model), a}));
  if (!is_instance_of_native(*t.vm, result, numbers::kDict)) return kNotImplemented;
  return dict_update(t, static_cast<Dict*>(result.cell()), b) ? result : Value();
}

const Native kDefaultDictNatives[] = {
    TS_METHOD(DefaultDict::kType, missing, TS_NAME(__missing__), "self, key, /",
              "__missing__(key) # Called by __getitem__ for missing key; pseudo-code:\n"
              "if self.default_factory is None: raise KeyError((key,))\n"
              "self[key] = value = self.default_factory()\nreturn value"),
    TS_METHOD(DefaultDict::kType, copy, TS_NAME(copy), "self, /", "D.copy() -> a shallow copy of D."),
    TS_METHOD(DefaultDict::kType, copy, TS_NAME(__copy__), "self, /", "D.copy() -> a shallow copy of D."),
    TS_METHOD(DefaultDict::kType, reduce, TS_NAME(__reduce__), "self, /",
              "Return state information for pickling."),
};
const GetSet kDefaultDictGetSets[] = {
    TS_GETSET(DefaultDict::kType, get_factory, set_factory, TS_NAME(default_factory),
              "Factory for default value called by __missing__()."),
};
constinit const Attributes kDefaultDictAttributes{
    kDefaultDictNatives,
    kDefaultDictGetSets,
    {},
    "defaultdict(default_factory=None, /, [...]) --> dict with default factory\n\n"
    "The default factory is called without arguments to produce\n"
    "a new value when a key is not present, in __getitem__ only.\n"
    "A defaultdict compares equal to a dict with the same items.\n"
    "All remaining arguments are treated the same as if they were\n"
    "passed to the dict constructor, including keyword arguments."};
constinit const Slots kDefaultDictSlots{
    .repr = print,
    .compare = OfDict<&Slots::compare>::call,
    .binary = combine,
    .inplace = OfDict<&Slots::inplace>::call,
    .len = OfDict<&Slots::len>::call,
    .get_item = OfDict<&Slots::get_item>::call,
    .set_item = OfDict<&Slots::set_item>::call,
    .contains = OfDict<&Slots::contains>::call,
    .iter = OfDict<&Slots::iter>::call,
    .construct = construct,
    .init = initialize,
};

// --- counting

/// Nothing between the mapping's get and item assignment and those of dict.
bool counts_like_dict(Thread& t, Value mapping) {
  if (!is_instance_of_native(*t.vm, mapping, numbers::kDict)) return false;
  const Type* type = type_of(t, mapping);
  return lookup(*t.vm, type, TS_NAME(get)) == lookup(*t.vm, &kDictType, TS_NAME(get)) &&
         lookup(*t.vm, type, TS_NAME(__setitem__)) == lookup(*t.vm, &kDictType, TS_NAME(__setitem__));
}

Value count_elements(Thread& t, Value mapping, Value iterable) {
  bool direct = counts_like_dict(t, mapping);
  Value zero = Value::from_int(0);
  Iteration items(t);
  if (!items.start(iterable)) return {};
  for (;;) {
    Value key = TS_TRY(items.next());
    if (key.is_stop()) return kNone;
    Value old = TS_TRY(direct ? dict_get(t, static_cast<Dict*>(mapping.cell()), key)
                              : call_method(t, mapping, TS_NAME(get), {key, zero}));
    Value now = TS_TRY(binary(t, old.is_absent() ? zero : old, Value::from_int(1), BinaryOp::kAdd));
    if (direct ? !dict_set(t, static_cast<Dict*>(mapping.cell()), key, now)
               : !set_item(t, mapping, key, now)) {
      return {};
    }
  }
}

const Native kFunctions[] = {
    TS_FUNCTION(count_elements, TS_NAME(_count_elements), "mapping, iterable, /",
                "Count elements in the iterable, updating the mapping"),
};
constinit const bind::Constant kConstants[] = {
    {TS_NAME(deque), &object::kDequeType},
    {TS_NAME(defaultdict), &object::kDefaultDictType},
    {TS_NAME(_deque_iterator), &object::kDequeIteratorType},
    {TS_NAME(_deque_reverse_iterator), &object::kDequeReverseIteratorType},
};

}  // namespace

constinit const bind::ModuleDefinition kCollectionsModule{
    TS_NAME(_collections), "High performance data structures.", kFunctions, kConstants};

}  // namespace ts::modules

namespace ts::object {

using namespace modules;

extern constinit const Type kDefaultDictType = bind::make_type(
    numbers::kDefaultDict, TS_NAME(defaultdict), &kDictType, &kDefaultDictSlots, &kDefaultDictAttributes,
    layout_from<DefaultDict>(sizeof(Dict) - sizeof(ValueArray*) - 2 * sizeof(ByteArray*)),
    bind::kTypeBase | bind::kTypeGeneric | bind::kTypeMappingPattern, TS_NAME(collections));

}  // namespace ts::object
