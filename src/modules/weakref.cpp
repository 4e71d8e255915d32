// The module weakref: ref and proxies. The collector clears a reference when its target dies and
// queues its callback (docs/heap.md). The collections and finalize are in python/weakref.py.
// Follows the Library Reference, "weakref".

#include "modules/modules.h"
#include "modules/python_sources.h"
#include "object/native_support.h"

namespace ts::modules {

using namespace object;

namespace {

// How many references an existing one is looked for among, so that ref(x) is ref(x) as a rule but
// making many references stays cheap.
constexpr unsigned kSearchLimit = 64;

WeakRef* as_ref(Value v) { return static_cast<WeakRef*>(v.cell()); }

WeakRef* next_of(WeakRef* reference) { return static_cast<WeakRef*>(reference->next); }

/// The basic types, which have no weak references in CPython (their subclasses may).
bool is_plain_data(TypeNumber number) {
  if (number == numbers::kType || number == numbers::kMemoryView || number == numbers::kSet ||
      number == numbers::kFrozenSet) {
    return false;
  }
  return number <= numbers::kSlice;
}

bool check_target(Thread& t, Value target) {
  const Type* type = type_of(t, target);
  if (target.is_cell() && !(type->flags & bind::kTypeNoWeakReferences) &&
      !is_plain_data(type->number)) {
    return true;
  }
  raise(t, numbers::kTypeError, "cannot create weak reference to '{}' object", TypeOf{target});
  return false;
}

WeakRef* find_plain(const Vm& vm, Value target, TypeNumber type) {
  if (!target.cell()->has(heap::kFlagWeaklyReferenced)) return nullptr;
  auto* reference = static_cast<WeakRef*>(vm.weak_references);
  for (unsigned i = 0; reference && i < kSearchLimit; i++, reference = next_of(reference)) {
    if (reference->target == target.cell() && !reference->callback &&
        reference->type_number() == type) {
      return reference;
    }
  }
  return nullptr;
}

Value make_reference(Thread& t, const Type* type, Value target, Value callback) {
  if (!check_target(t, target)) return {};
  if (callback && callback.is_none()) callback = Value();
  bool plain = !callback && !(type->flags & bind::kTypeHeap);
  if (plain) {
    if (WeakRef* known = find_plain(*t.vm, target, type->number)) return Value(known);
  }
  auto* reference = static_cast<WeakRef*>(TS_TRY(allocate_native(t, type, sizeof(WeakRef))));
  reference->target = target.cell();
  reference->callback = callback;
  reference->next = t.vm->weak_references;
  t.vm->weak_references = reference;
  if (!target.cell()->is_static()) target.cell()->set(heap::kFlagWeaklyReferenced);
  return Value(reference);
}

// ----------------------------------------------------------------------------------------- ref

Value ref_construct(Thread& t, Value type, const Arguments& arguments) {
  bool subclass = as_type(type)->flags & bind::kTypeHeap;
  if (arguments.keywords && !subclass) {
    return raise(t, numbers::kTypeError, "ref() takes no keyword arguments");
  }
  uint32_t n = arguments.positional;
  if (n < 1 || (n > 2 && !subclass)) {
    return raise(t, numbers::kTypeError, "__new__ expected at {} {} argument{}, got {}",
                 n < 1 ? "least" : "most", n < 1 ? 1 : 2, n < 1 ? "" : "s", n);
  }
  return make_reference(t, as_type(type), arguments[0], n > 1 ? arguments[1] : Value());
}

bool ref_init(Thread&, Value, const Arguments&) { return true; }

Value target_or_none(WeakRef* reference) {
  return reference->target ? Value(reference->target) : kNone;
}

Value ref_call(Thread& t, Value self, const Arguments& arguments) {
  if (arguments.positional || arguments.keywords) {
    return raise(t, numbers::kTypeError, "ref expected 0 arguments, got {}",
                 arguments.positional + arguments.keywords);
  }
  return target_or_none(as_ref(self));
}

bool ref_hash(Thread& t, Value self, intptr_t& out) {
  WeakRef* reference = as_ref(self);
  if (reference->hash == 0) {
    if (!reference->target) {
      raise(t, numbers::kTypeError, "weak object has gone away");
      return false;
    }
    intptr_t hash;
    if (!object::hash(t, Value(reference->target), hash)) return false;
    reference->hash = hash ? hash : 1;
  }
  out = reference->hash;
  return true;
}

Value ref_compare(Thread& t, Value a, Value b, CompareOp op) {
  bool equality = op == CompareOp::kEq || op == CompareOp::kNe;
  if (!equality || !is_instance_of_native(*t.vm, a, numbers::kWeakRef) ||
      !is_instance_of_native(*t.vm, b, numbers::kWeakRef)) {
    return kNotImplemented;
  }
  Value x = target_or_none(as_ref(a)), y = target_or_none(as_ref(b));
  if (!as_ref(a)->target || !as_ref(b)->target) {
    return Value::from_bool((a == b) == (op == CompareOp::kEq));
  }
  int same = TS_TRY_INT(equal(t, x, y));
  return Value::from_bool((same != 0) == (op == CompareOp::kEq));
}

bool append_address(StrBuilder& text, const void* address) {
  char digits[2 * sizeof(uintptr_t)];
  size_t n = 0;
  for (auto bits = reinterpret_cast<uintptr_t>(address); bits || n == 0; bits >>= 4) {
    digits[n++] = "0123456789abcdef"[bits & 15];
  }
  text.append("0x");
  while (n > 0) {
    if (!text.append(std::string_view(&digits[--n], 1))) return false;
  }
  return true;
}

Value ref_repr(Thread& t, Value self) {
  StrBuilder text(t);
  bool proxy = !is_instance_of_native(*t.vm, self, numbers::kWeakRef);
  text.append(proxy ? "<weakproxy at " : "<weakref at ");
  append_address(text, self.cell());
  if (Cell* target = as_ref(self)->target) {
    text.append("; to '");
    text.append(type_name(t, Value(target)));
    text.append("' at ");
    append_address(text, target);
  } else {
    text.append("; dead");
  }
  text.append(">");
  return text.finish();
}

Value ref_callback(Thread&, Value self) {
  WeakRef* reference = as_ref(self);
  return reference->target && reference->callback ? reference->callback : kNone;
}

const GetSet kRefGetSets[] = {
    TS_GETSET(numbers::kWeakRef, ref_callback, nullptr, TS_NAME(__callback__), nullptr),
};

const Slots kRefSlots{.repr = ref_repr,
                      .hash = ref_hash,
                      .compare = ref_compare,
                      .call = ref_call,
                      .construct = ref_construct,
                      .init = ref_init};

const Attributes kRefAttributes{{}, kRefGetSets, {}, nullptr};

// --------------------------------------------------------------------------------------- proxy

/// The target of a proxy, anything else itself; all-zero with ReferenceError when the target died.
Value unwrap(Thread& t, Value v) {
  bool proxy = is_exact(v, numbers::kWeakProxy) || is_exact(v, numbers::kWeakCallableProxy);
  if (!proxy) return v;
  if (as_ref(v)->target) return Value(as_ref(v)->target);
  return raise(t, numbers::kReferenceError, "weakly-referenced object no longer exists");
}

Value proxy_str(Thread& t, Value self) { return str(t, TS_TRY(unwrap(t, self))); }

Value proxy_compare(Thread& t, Value a, Value b, CompareOp op) {
  a = TS_TRY(unwrap(t, a));
  b = TS_TRY(unwrap(t, b));
  return compare(t, a, b, op);
}
Value proxy_binary(Thread& t, Value a, Value b, BinaryOp op) {
  a = TS_TRY(unwrap(t, a));
  b = TS_TRY(unwrap(t, b));
  return binary(t, a, b, op);
}
Value proxy_inplace(Thread& t, Value a, Value b, BinaryOp op) {
  a = TS_TRY(unwrap(t, a));
  b = TS_TRY(unwrap(t, b));
  return inplace(t, a, b, op);
}
Value proxy_unary(Thread& t, Value self, UnaryOp op) {
  return unary(t, TS_TRY(unwrap(t, self)), op);
}
int proxy_truth(Thread& t, Value self) {
  Value target = unwrap(t, self);
  return target ? truth(t, target) : -1;
}
intptr_t proxy_len(Thread& t, Value self) {
  Value target = unwrap(t, self);
  return target ? length(t, target) : -1;
}
Value proxy_get_item(Thread& t, Value self, Value key) {
  return get_item(t, TS_TRY(unwrap(t, self)), key);
}
bool proxy_set_item(Thread& t, Value self, Value key, Value v) {
  Value target = unwrap(t, self);
  return target && set_item(t, target, key, v);
}
int proxy_contains(Thread& t, Value self, Value item) {
  Value target = unwrap(t, self);
  return target ? contains(t, target, item) : -1;
}
Value proxy_iter(Thread& t, Value self) { return iter(t, TS_TRY(unwrap(t, self))); }

Value proxy_next(Thread& t, Value self) {
  Value target = TS_TRY(unwrap(t, self));
  if (slots_of(t, target).next) return next(t, target);
  return raise(t, numbers::kTypeError, "Weakref proxy referenced a non-iterator '{}' object",
               TypeOf{target});
}
Value proxy_call(Thread& t, Value self, const Arguments& arguments) {
  return call_with(t, TS_TRY(unwrap(t, self)), arguments);
}
Value proxy_get_attr(Thread& t, Value self, Str* name) {
  return get_attr(t, TS_TRY(unwrap(t, self)), name);
}
bool proxy_set_attr(Thread& t, Value self, Str* name, Value v) {
  Value target = unwrap(t, self);
  return target && set_attr(t, target, name, v);
}

constexpr Slots proxy_slots(bool callable) {
  Slots slots{.repr = ref_repr,
              .str = proxy_str,
              .compare = proxy_compare,
              .binary = proxy_binary,
              .inplace = proxy_inplace,
              .unary = proxy_unary,
              .truth = proxy_truth,
              .len = proxy_len,
              .get_item = proxy_get_item,
              .set_item = proxy_set_item,
              .contains = proxy_contains,
              .iter = proxy_iter,
              .next = proxy_next,
              .get_attr = proxy_get_attr,
              .set_attr = proxy_set_attr};
  if (callable) slots.call = proxy_call;
  return slots;
}

constexpr Slots kProxySlots = proxy_slots(false);
constexpr Slots kCallableProxySlots = proxy_slots(true);
const Attributes kNoAttributes{};

// ----------------------------------------------------------------------------------- functions

Value weakref_proxy(Thread& t, Value object, Value callback) {
  const Type* type = is_callable(t, object) ? &kWeakCallableProxyType : &kWeakProxyType;
  return make_reference(t, type, object, callback);
}

Value weakref_count(Thread& t, Value object) {
  intptr_t n = 0;
  auto* reference = static_cast<WeakRef*>(t.vm->weak_references);
  for (; object.is_cell() && reference; reference = next_of(reference)) {
    n += reference->target == object.cell();
  }
  return Value::from_int(n);
}

Value weakref_list(Thread& t, Value object) {
  List* list = TS_TRY(make_list(t));
  if (!object.is_cell()) return Value(list);
  // The walk may allocate: a reference that stands in a local is alive, so is the list behind it.
  auto* reference = static_cast<WeakRef*>(t.vm->weak_references);
  for (; reference; reference = next_of(reference)) {
    if (reference->target == object.cell() && !list_append(t, list, Value(reference))) return {};
  }
  return Value(list);
}

const Native kFunctions[] = {
    TS_FUNCTION(weakref_count, TS_NAME(getweakrefcount), "object, /",
                "Return the number of weak references to 'object'."),
    TS_FUNCTION(weakref_list, TS_NAME(getweakrefs), "object, /",
                "Return a list of all weak reference objects pointing to 'object'."),
    TS_FUNCTION(weakref_proxy, TS_NAME(proxy), "object, callback=None, /",
                "Create a proxy object that weakly references 'object'."),
};

const bind::Constant kConstants[] = {
    {TS_NAME(ref), &kWeakRefType},
    {TS_NAME(ReferenceType), &kWeakRefType},
    {TS_NAME(ProxyType), &kWeakProxyType},
    {TS_NAME(CallableProxyType), &kWeakCallableProxyType},
};

constexpr Layout kLayout{.fixed_bytes = sizeof(WeakRef),
                         .first = word_index(sizeof(WeakRef) - sizeof(Value)),
                         .last = word_index(sizeof(WeakRef)),
                         .special = Layout::kWeakReference};

}  // namespace

extern const bind::ModuleDefinition kWeakrefModule{
    TS_NAME(weakref), "Weak references.", kFunctions, kConstants, nullptr, kWeakrefSource};

extern const bind::ModuleDefinition kNativeWeakrefModule{
    TS_NAME(_weakref), "Weak references: the native part.", kFunctions, kConstants};

}  // namespace ts::modules

namespace ts::object {

using namespace modules;

extern constinit const Type kWeakRefType = bind::make_type(
    numbers::kWeakRef, TS_NAME(ReferenceType), &kObjectType, &kRefSlots, &kRefAttributes, kLayout,
    bind::kTypeBase | bind::kTypeGeneric, TS_NAME(weakref));
extern constinit const Type kWeakProxyType =
    bind::make_type(numbers::kWeakProxy, TS_NAME(ProxyType), &kObjectType, &kProxySlots,
                    &kNoAttributes, kLayout, bind::kTypeNoWeakReferences, TS_NAME(weakref));
extern constinit const Type kWeakCallableProxyType = bind::make_type(
    numbers::kWeakCallableProxy, TS_NAME(CallableProxyType), &kObjectType, &kCallableProxySlots,
    &kNoAttributes, kLayout, bind::kTypeNoWeakReferences, TS_NAME(weakref));

}  // namespace ts::object
