// typing.TypeAliasType (the `type` statement, PEP 695) and typing.Generic, the base of generic
// classes.

#include "object/special.h"
#include "object/typing_objects.h"

namespace ts::object {

namespace {

TypeAlias* as_alias(Value v) { return static_cast<TypeAlias*>(v.cell()); }
Value empty_tuple(Thread& t) { return object::make_tuple(t, std::span<const Value>()); }

Value new_type_alias(Thread& t, Value name, Value type_params, Value value, Value evaluate) {
  Value module = TS_TRY(current_module_name(t));
  auto* alias = TS_TRY(heap::allocate<TypeAlias>(t, numbers::kTypeAlias));
  alias->name = name;
  alias->type_params = type_params;
  alias->value = value;
  alias->evaluate = evaluate;
  alias->module = is_str(module) ? module : kNone;
  return Value(alias);
}

Value get_name(Thread&, Value self) { return as_alias(self)->name; }
Value get_module(Thread&, Value self) { return as_alias(self)->module; }
Value get_type_params(Thread& t, Value self) {
  return as_alias(self)->type_params ? as_alias(self)->type_params : empty_tuple(t);
}
Value get_evaluate(Thread&, Value self) {
  return as_alias(self)->evaluate ? as_alias(self)->evaluate : kNone;
}

Value get_value(Thread& t, Value self) {
  if (!as_alias(self)->value) {
    Value v = TS_TRY(call(t, as_alias(self)->evaluate, {Value::from_int(1)}));
    as_alias(self)->value = v;
  }
  return as_alias(self)->value;
}

/// As __type_params__, but a TypeVarTuple stands unpacked.
Value get_parameters(Thread& t, Value self) {
  Value params = TS_TRY(get_type_params(t, self));
  List* list = TS_TRY(make_list(t));
  for (Value v : static_cast<Tuple*>(params.cell())->span()) {
    if (is_exact(v, numbers::kTypeVarTuple)) v = TS_TRY(make_starred(t, v));
    if (!list_append(t, list, v)) return {};
  }
  return object::make_tuple(t, list->span());
}

Value alias_repr(Thread&, Value self) { return as_alias(self)->name; }

Value alias_get_item(Thread& t, Value self, Value item) {
  if (!as_alias(self)->type_params ||
      static_cast<Tuple*>(as_alias(self)->type_params.cell())->length == 0) {
    return raise(t, numbers::kTypeError, "Only generic type aliases are subscriptable");
  }
  return make_generic_alias(t, self, item);
}

Value alias_construct(Thread& t, Value, const Arguments& a) {
  const Str* const names[] = {TS_NAME(name), TS_NAME(value), TS_NAME(type_params)};
  Value v[3];
  if (!take_arguments(t, a, "typealias", names, 2, v)) return {};
  if (!is_instance_of_native(*t.vm, v[0], numbers::kStr)) {
    return raise(t, numbers::kTypeError, "typealias() argument 'name' must be str, not {}",
                 TypeOf{v[0]});
  }
  if (v[2] && !is_instance_of_native(*t.vm, v[2], numbers::kTuple)) {
    return raise(t, numbers::kTypeError, "type_params must be a tuple");
  }
  return new_type_alias(t, v[0], v[2], v[1], Value());
}

Value alias_iter(Thread& t, Value self) {
  Value starred = TS_TRY(make_starred(t, self));
  Value tuple = TS_TRY(object::make_tuple(t, {starred}));
  return iter(t, tuple);
}

Value alias_reduce(Thread&, Value self) { return as_alias(self)->name; }

const Native kAliasNatives[] = {
    TS_METHOD(numbers::kTypeAlias, alias_reduce, TS_NAME(__reduce__), "self, /", nullptr)};
const GetSet kAliasGetSets[] = {
    TS_GETSET(numbers::kTypeAlias, get_name, nullptr, TS_NAME(__name__), nullptr),
    TS_GETSET(numbers::kTypeAlias, get_module, nullptr, TS_NAME(__module__), nullptr),
    TS_GETSET(numbers::kTypeAlias, get_value, nullptr, TS_NAME(__value__), nullptr),
    TS_GETSET(numbers::kTypeAlias, get_type_params, nullptr, TS_NAME(__type_params__), nullptr),
    TS_GETSET(numbers::kTypeAlias, get_parameters, nullptr, TS_NAME(__parameters__), nullptr),
    TS_GETSET(numbers::kTypeAlias, get_evaluate, nullptr, TS_NAME(evaluate_value), nullptr),
};
const Attributes kAliasAttributes{kAliasNatives, kAliasGetSets, {}, "Type alias."};
const Slots kAliasSlots{
    .repr = alias_repr,
    .hash = hash_identity,
    .binary = union_binary,
    .get_item = alias_get_item,
    .iter = alias_iter,
    .construct = alias_construct,
};

// --- Generic

/// What Generic[...] may hold: type variables, each once.
bool check_generic_arguments(Thread& t, Tuple* items) {
  if (items->length == 0) {
    raise(t, numbers::kTypeError, "Parameter list to Generic[...] cannot be empty");
    return false;
  }
  for (uint32_t i = 0; i < items->length; i++) {
    Value v = items->items()[i];
    bool starred = is_generic_alias(t, v) &&
                   is_exact(static_cast<GenericAlias*>(v.cell())->origin, numbers::kTypeVarTuple);
    if (!starred && !is_type_variable(v)) {
      raise(t, numbers::kTypeError,
            "Parameters to Generic[...] must all be type variables or parameter specification "
            "variables.");
      return false;
    }
    for (uint32_t j = 0; j < i; j++) {
      if (items->items()[j] != v) continue;
      raise(t, numbers::kTypeError, "Parameters to Generic[...] must all be unique");
      return false;
    }
  }
  return true;
}

Value generic_class_get_item(Thread& t, Value cls, Value item) {
  Value args = item;
  if (!is_instance_of_native(*t.vm, item, numbers::kTuple))
    args = TS_TRY(object::make_tuple(t, {item}));
  if (cls == Value(&kGenericType)) {
    if (!check_generic_arguments(t, static_cast<Tuple*>(args.cell()))) return {};
    return make_generic_alias(t, cls, args);
  }
  Value parameters = TS_TRY(find_attr(t, cls, TS_NAME(__parameters__)));
  if (!is_instance_of_native(*t.vm, parameters, numbers::kTuple))
    parameters = TS_TRY(empty_tuple(t));
  // For the checks of number and kind, and defaults.
  args = TS_TRY(substitute_parameters(t, cls, parameters, parameters, item));
  List* flat = TS_TRY(make_list(t));
  std::span<Value> names = static_cast<Tuple*>(parameters.cell())->span();
  std::span<Value> values = static_cast<Tuple*>(args.cell())->span();
  for (size_t i = 0; i < values.size(); i++) {
    bool several = i < names.size() && is_exact(names[i], numbers::kTypeVarTuple) &&
                   is_exact(values[i], numbers::kTuple);
    if (!several && !list_append(t, flat, values[i])) return {};
    if (!several) continue;
    for (Value v : static_cast<Tuple*>(values[i].cell())->span()) {
      if (!list_append(t, flat, v)) return {};
    }
  }
  args = TS_TRY(object::make_tuple(t, flat->span()));
  return make_generic_alias(t, cls, args);
}

Value generic_init_subclass(Thread& t, Value cls, Args args, Kwargs keywords) {
  // The next __init_subclass__ behind Generic's.
  Value super = TS_TRY(super_object(t, &kGenericType, cls));
  Value hook = TS_TRY(get_attr(t, super, TS_NAME(__init_subclass__)));
  Value positional = TS_TRY(object::make_tuple(t, std::span<const Value>(args.values, args.count)));
  TS_TRY(call_tuple_dict(t, hook, positional, keywords.dict));
  Value own = own_attribute(*t.vm, as_type(cls), TS_NAME(__orig_bases__));
  if (!is_instance_of_native(*t.vm, own, numbers::kTuple)) {
    Value none = TS_TRY(empty_tuple(t));
    return set_attr(t, cls, TS_NAME(__parameters__), none) ? kNone : Value();
  }
  // Generic[...] among the bases says which and in what order.
  Value source = own;
  for (Value base : static_cast<Tuple*>(own.cell())->span()) {
    if (is_generic_alias(t, base) &&
        static_cast<GenericAlias*>(base.cell())->origin == Value(&kGenericType)) {
      source = static_cast<GenericAlias*>(base.cell())->args;
    }
  }
  Value parameters = TS_TRY(collect_parameters(t, static_cast<Tuple*>(source.cell())->span()));
  return set_attr(t, cls, TS_NAME(__parameters__), parameters) ? kNone : Value();
}

const Native kGenericNatives[] = {
    TS_CLASS_METHOD(numbers::kGeneric, generic_class_get_item, TS_NAME(__class_getitem__),
                    "cls, params, /", nullptr),
    TS_CLASS_METHOD(numbers::kGeneric, generic_init_subclass, TS_NAME(__init_subclass__),
                    "cls, *args, **kwargs", nullptr),
};
const Attributes kGenericAttributes{
    kGenericNatives, {}, {}, "Abstract base class for generic types."};
const Slots kGenericSlots{};

/// Instances of generic classes are plain objects.
consteval Type generic_type() {
  Type type = bind::make_type(
      numbers::kGeneric, TS_NAME(Generic), &kObjectType, &kGenericSlots, &kGenericAttributes,
      Layout{.fixed_bytes = sizeof(Cell), .first = 1, .last = Layout::kToEnd},
      bind::kTypeBase | bind::kTypeNoDict, TS_NAME(typing));
  type.native_base = numbers::kObject;
  return type;
}

}  // namespace

extern constinit const Type kTypeAliasType =
    bind::make_type(numbers::kTypeAlias, TS_NAME(TypeAliasType), &kObjectType, &kAliasSlots,
                    &kAliasAttributes, layout_all<TypeAlias>(), 0, TS_NAME(typing));
extern constinit const Type kGenericType = generic_type();

Value make_type_alias(Thread& t, Value name, Value type_params, Value evaluate) {
  return new_type_alias(t, name, type_params.is_none() ? Value() : type_params, Value(), evaluate);
}

Value subscript_generic(Thread& t, Value parameters) {
  List* items = TS_TRY(make_list(t));
  for (Value v : static_cast<Tuple*>(parameters.cell())->span()) {
    if (is_exact(v, numbers::kTypeVarTuple)) v = TS_TRY(make_starred(t, v));
    if (!list_append(t, items, v)) return {};
  }
  Value args = TS_TRY(object::make_tuple(t, items->span()));
  return make_generic_alias(t, Value(&kGenericType), args);
}

}  // namespace ts::object
