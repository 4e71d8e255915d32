// types.GenericAlias: list[int]. Library Reference, "Generic Alias Type"; PEP 585, 646.

#include "object/exceptions.h"
#include "object/special.h"
#include "object/typing_objects.h"

namespace ts::object {

namespace {

GenericAlias* as_alias(Value v) { return static_cast<GenericAlias*>(v.cell()); }

Value new_alias(Thread& t, Value type, Value origin, Value args, uintptr_t starred) {
  auto* alias = TS_TRY(new_cell<GenericAlias>(t, type));
  alias->starred = starred;
  alias->origin = origin;
  alias->args = args;
  return Value(alias);
}

Value args_tuple(Thread& t, Value args) {
  return is_instance_of_native(*t.vm, args, numbers::kTuple) ? args : object::make_tuple(t, {args});
}

bool append_list_text(Thread& t, StrBuilder& out, std::span<const Value> items) {
  for (size_t i = 0; i < items.size(); i++) {
    if (i && !out.append(", ")) return false;
    if (!append_type_text(t, out, items[i])) return false;
  }
  return true;
}

Value alias_repr(Thread& t, Value self) {
  if (!check_stack(t)) return {};
  auto* alias = as_alias(self);
  StrBuilder out(t);
  if (is_exact(alias->origin, numbers::kTypeVarTuple)) {
    out.append("typing.Unpack[");
    if (!append_type_text(t, out, alias->origin)) return {};
    out.append("]");
    return out.finish();
  }
  if (alias->starred) out.append("*");
  if (!append_type_text(t, out, alias->origin)) return {};
  out.append("[");
  auto* args = static_cast<Tuple*>(alias->args.cell());
  if (args->length == 0) out.append("()");
  if (!append_list_text(t, out, args->span())) return {};
  out.append("]");
  return out.finish();
}

bool alias_hash(Thread& t, Value self, intptr_t& out) {
  intptr_t a, b;
  if (!hash(t, as_alias(self)->origin, a) || !hash(t, as_alias(self)->args, b)) return false;
  out = a ^ b;
  if (out == -1) out = -2;
  return true;
}

Value alias_compare(Thread& t, Value a, Value b, CompareOp op) {
  if ((op != CompareOp::kEq && op != CompareOp::kNe) || !is_generic_alias(t, a) ||
      !is_generic_alias(t, b)) {
    return kNotImplemented;
  }
  if (!check_stack(t)) return {};
  int same = as_alias(a)->starred == as_alias(b)->starred;
  if (same) same = TS_TRY_INT(equal(t, as_alias(a)->origin, as_alias(b)->origin));
  if (same) same = TS_TRY_INT(equal(t, as_alias(a)->args, as_alias(b)->args));
  return Value::from_bool(same == (op == CompareOp::kEq));
}

Value parameters_of(Thread& t, Value self) {
  if (!as_alias(self)->parameters) {
    Value parameters =
        TS_TRY(collect_parameters(t, static_cast<Tuple*>(as_alias(self)->args.cell())->span()));
    as_alias(self)->parameters = parameters;
  }
  return as_alias(self)->parameters;
}

Value alias_get_item(Thread& t, Value self, Value item) {
  if (!check_stack(t)) return {};
  Value parameters = TS_TRY(parameters_of(t, self));
  Value args = TS_TRY(substitute_parameters(t, self, as_alias(self)->args, parameters, item));
  return new_alias(t, Value(&kGenericAliasType), as_alias(self)->origin, args,
                   as_alias(self)->starred);
}

Value alias_call(Thread& t, Value self, const Arguments& a) {
  Value o = TS_TRY(call_with(t, as_alias(self)->origin, a));
  if (set_attr(t, o, TS_NAME(__orig_class__), self)) return o;
  if (!pending_matches(t, numbers::kAttributeError) && !pending_matches(t, numbers::kTypeError))
    return {};
  take_pending(t);
  return o;
}

Value alias_iter(Thread& t, Value self) {
  Value starred = TS_TRY(make_starred(t, self));
  Value tuple = TS_TRY(object::make_tuple(t, {starred}));
  return iter(t, tuple);
}

constexpr const Str* kOwnNames[] = {
    TS_NAME(__class__),       TS_NAME(__origin__),     TS_NAME(__args__),
    TS_NAME(__unpacked__),    TS_NAME(__parameters__), TS_NAME(__typing_unpacked_tuple_args__),
    TS_NAME(__mro_entries__), TS_NAME(__reduce_ex__),  TS_NAME(__reduce__),
    TS_NAME(__copy__),        TS_NAME(__deepcopy__),   TS_NAME(__bases__),
    TS_NAME(__orig_class__),
};

Value alias_get_attr(Thread& t, Value self, Str* name) {
  const Str* known = canonical_name(name);
  for (const Str* own : kOwnNames) {
    if (known == own) return generic_get_attr(t, self, name);
  }
  return get_attr(t, as_alias(self)->origin, name);
}

Value alias_construct(Thread& t, Value type, const Arguments& a) {
  if (!check_no_keywords(t, a, as_type(type), "GenericAlias") ||
      !check_positional(t, a, "GenericAlias", 2, 2))
    return {};
  Value args = TS_TRY(args_tuple(t, a[1]));
  return new_alias(t, type, a[0], args, 0);
}

Value get_origin(Thread&, Value self) { return as_alias(self)->origin; }
Value get_args(Thread&, Value self) { return as_alias(self)->args; }
Value get_unpacked(Thread&, Value self) { return Value::from_bool(as_alias(self)->starred); }

/// The items of *tuple[int, str], None for others.
Value get_unpacked_args(Thread&, Value self) {
  auto* alias = as_alias(self);
  return alias->starred && alias->origin == Value(&kTupleType) ? alias->args : kNone;
}

Value mro_entries(Thread& t, GenericAlias* self, Value bases) {
  // Generic[T] gives way to a generic base behind it, which has Generic in its MRO already.
  if (self->origin == Value(&kGenericType) && is_exact(bases, numbers::kTuple)) {
    bool behind = false;
    for (Value base : static_cast<Tuple*>(bases.cell())->span()) {
      if (behind && is_generic_alias(t, base))
        return object::make_tuple(t, std::span<const Value>());
      behind = behind || base == Value(self);
    }
  }
  return object::make_tuple(t, {self->origin});
}

Value refuse_check(Thread& t, const char* function) {
  return raise(t, numbers::kTypeError, "{}() argument 2 cannot be a parameterized generic",
               function);
}
Value instance_check(Thread& t, GenericAlias*, Value) { return refuse_check(t, "isinstance"); }
Value subclass_check(Thread& t, GenericAlias*, Value) { return refuse_check(t, "issubclass"); }

Value alias_reduce(Thread& t, GenericAlias* self) {
  Value args = TS_TRY(object::make_tuple(t, {self->origin, self->args}));
  if (!self->starred) return object::make_tuple(t, {Value(&kGenericAliasType), args});
  Value plain = TS_TRY(new_alias(t, Value(&kGenericAliasType), self->origin, self->args, 0));
  Value iterator = TS_TRY(iter(t, plain));
  Value next = TS_TRY(get_attr(t, t.vm->roots.builtins, TS_NAME(next)));
  args = TS_TRY(object::make_tuple(t, {iterator}));
  return object::make_tuple(t, {next, args});
}

const Native kNatives[] = {
    TS_METHOD(numbers::kGenericAlias, mro_entries, TS_NAME(__mro_entries__), "self, bases, /",
              nullptr),
    TS_METHOD(numbers::kGenericAlias, instance_check, TS_NAME(__instancecheck__),
              "self, instance, /", nullptr),
    TS_METHOD(numbers::kGenericAlias, subclass_check, TS_NAME(__subclasscheck__), "self, cls, /",
              nullptr),
    TS_METHOD(numbers::kGenericAlias, alias_reduce, TS_NAME(__reduce__), "self, /", nullptr),
};
const GetSet kGetSets[] = {
    TS_GETSET(numbers::kGenericAlias, get_origin, nullptr, TS_NAME(__origin__), nullptr),
    TS_GETSET(numbers::kGenericAlias, get_args, nullptr, TS_NAME(__args__), nullptr),
    TS_GETSET(numbers::kGenericAlias, get_unpacked, nullptr, TS_NAME(__unpacked__), nullptr),
    TS_GETSET(numbers::kGenericAlias, parameters_of, nullptr, TS_NAME(__parameters__),
              "Type variables in the GenericAlias."),
    TS_GETSET(numbers::kGenericAlias, get_unpacked_args, nullptr,
              TS_NAME(__typing_unpacked_tuple_args__), nullptr),
};
const Attributes kAttributes{kNatives, kGetSets, {}, "Represent a PEP 585 generic type"};
const Slots kSlots{
    .repr = alias_repr,
    .hash = alias_hash,
    .compare = alias_compare,
    .binary = union_binary,
    .get_item = alias_get_item,
    .iter = alias_iter,
    .call = alias_call,
    .get_attr = alias_get_attr,
    .construct = alias_construct,
};

}  // namespace

extern constinit const Type kGenericAliasType = bind::make_type(
    numbers::kGenericAlias, TS_NAME(GenericAlias), &kObjectType, &kSlots, &kAttributes,
    layout_from<GenericAlias>(2 * sizeof(void*)), bind::kTypeBase, TS_NAME(types));

Value make_generic_alias(Thread& t, Value origin, Value arguments) {
  Value args = TS_TRY(args_tuple(t, arguments));
  return new_alias(t, Value(&kGenericAliasType), origin, args, 0);
}

Value make_starred(Thread& t, Value v) {
  if (is_generic_alias(t, v))
    return new_alias(t, Value(&kGenericAliasType), as_alias(v)->origin, as_alias(v)->args, 1);
  Value args = TS_TRY(object::make_tuple(t, {v}));
  return new_alias(t, Value(&kGenericAliasType), v, args, 1);
}

bool append_type_text(Thread& t, StrBuilder& out, Value v) {
  if (!check_stack(t)) return false;
  if (v == kEllipsis) return out.append("...");
  if (v == Value(&kNoneTypeType)) return out.append("None");
  if (is_exact(v, numbers::kTuple)) {  // the arguments for a ParamSpec
    return out.append("[") && append_list_text(t, out, static_cast<Tuple*>(v.cell())->span()) &&
           out.append("]");
  }
  if (is_exact(v, numbers::kList)) {
    return out.append("[") && append_list_text(t, out, static_cast<List*>(v.cell())->span()) &&
           out.append("]");
  }
  if (type_or_null(t, v)) {
    Value module = find_attr(t, v, TS_NAME(__module__));
    Value name = module ? find_attr(t, v, TS_NAME(__qualname__)) : module;
    if (!name) return false;
    if (is_instance_of_native(*t.vm, name, numbers::kStr) &&
        is_instance_of_native(*t.vm, module, numbers::kStr)) {
      if (as_str(module)->view() != "builtins" && !(out.append(module) && out.append(".")))
        return false;
      return out.append(name);
    }
  }
  Value text = repr(t, v);
  return text && out.append(text);
}

// --- parameters

namespace {

bool add_parameter(Thread& t, List* list, Value v) {
  for (Value have : list->span()) {
    if (have == v) return true;
  }
  return list_append(t, list, v);
}

/// __parameters__ of something that has type arguments itself; an empty tuple for all else.
Value own_parameters(Thread& t, Value v) {
  if (!type_or_null(t, v) && v.is_cell()) {
    Value parameters = TS_TRY(find_attr(t, v, TS_NAME(__parameters__)));
    if (is_instance_of_native(*t.vm, parameters, numbers::kTuple)) return parameters;
  }
  return object::make_tuple(t, std::span<const Value>());
}

bool collect(Thread& t, List* list, std::span<const Value> args) {
  if (!check_stack(t)) return false;
  for (size_t i = 0; i < args.size(); i++) {
    Value v = args[i];
    if (is_type_variable(v)) {
      if (!add_parameter(t, list, v)) return false;
    } else if (is_exact(v, numbers::kTuple) || is_exact(v, numbers::kList)) {
      // The list may change while attributes are asked for: work on a copy.
      Value copy = make_tuple_from(t, v);
      if (!copy || !collect(t, list, static_cast<Tuple*>(copy.cell())->span())) return false;
    } else {
      Value inner = own_parameters(t, v);
      if (!inner) return false;
      for (Value parameter : static_cast<Tuple*>(inner.cell())->span()) {
        if (!add_parameter(t, list, parameter)) return false;
      }
    }
  }
  return true;
}

/// Values of the parameters, one each: a tuple for a TypeVarTuple.
struct Substitution {
  std::span<const Value> parameters;
  std::span<const Value> values;
  Value find(Value v) const {
    for (size_t i = 0; i < parameters.size(); i++) {
      if (parameters[i] == v) return values[i];
    }
    return {};
  }
};

bool append_all(Thread& t, List* out, Value tuple) {
  for (Value v : static_cast<Tuple*>(tuple.cell())->span()) {
    if (!list_append(t, out, v)) return false;
  }
  return true;
}

bool substitute(Thread& t, List* out, Value v, const Substitution& with);

Value substitute_nested(Thread& t, Value v, Value inner, const Substitution& with) {
  List* items = TS_TRY(make_list(t));
  for (Value parameter : static_cast<Tuple*>(inner.cell())->span()) {
    Value value = with.find(parameter);
    if (!value) value = parameter;
    bool several = is_exact(parameter, numbers::kTypeVarTuple) && is_exact(value, numbers::kTuple);
    if (!(several ? append_all(t, items, value) : list_append(t, items, value))) return {};
  }
  Value tuple = TS_TRY(object::make_tuple(t, items->span()));
  return get_item(t, v, items->length == 1 ? items->items()[0] : tuple);
}

/// Appends what becomes of the argument `v`.
bool substitute(Thread& t, List* out, Value v, const Substitution& with) {
  if (!check_stack(t)) return false;
  if (is_type_variable(v)) {
    Value value = with.find(v);
    return list_append(t, out, value ? value : v);
  }
  if (is_generic_alias(t, v) && as_alias(v)->starred &&
      is_exact(as_alias(v)->origin, numbers::kTypeVarTuple)) {
    Value values = with.find(as_alias(v)->origin);
    return values && is_exact(values, numbers::kTuple) ? append_all(t, out, values)
                                                       : list_append(t, out, v);
  }
  if (is_exact(v, numbers::kTuple) || is_exact(v, numbers::kList)) {
    Value copy = make_tuple_from(t, v);
    List* items = copy ? make_list(t) : nullptr;
    if (!items) return false;
    for (Value item : static_cast<Tuple*>(copy.cell())->span()) {
      if (!substitute(t, items, item, with)) return false;
    }
    Value result =
        is_exact(v, numbers::kList) ? Value(items) : object::make_tuple(t, items->span());
    return result && list_append(t, out, result);
  }
  Value inner = own_parameters(t, v);
  if (!inner) return false;
  if (static_cast<Tuple*>(inner.cell())->length) v = substitute_nested(t, v, inner, with);
  return v && list_append(t, out, v);
}

Value default_of(Thread& t, Value parameter) {
  Value v = get_attr(t, parameter, TS_NAME(__default__));
  return v && v == Value(&kNoDefaultObject) ? kAbsent : v;
}

/// One value for each parameter, from the items of a subscription: a list. TypeError when the
/// number is wrong.
List* match_items(Thread& t, Value self, std::span<const Value> parameters,
                  std::span<const Value> items) {
  List* values = TS_TRY(make_list(t));
  size_t many = parameters.size();
  for (size_t i = 0; i < parameters.size(); i++) {
    if (is_exact(parameters[i], numbers::kTypeVarTuple) && many == parameters.size()) many = i;
  }
  bool variadic = many < parameters.size();
  size_t required = parameters.size() - (variadic ? 1 : 0);
  size_t middle = items.size() > required ? items.size() - required : 0;
  size_t next = 0;
  for (size_t i = 0; i < parameters.size(); i++) {
    Value value;
    if (i == many) {
      value = TS_TRY(object::make_tuple(t, items.subspan(next, middle)));
      next += middle;
    } else if (next < items.size()) {
      value = items[next++];
      if (is_exact(parameters[i], numbers::kParamSpec) && is_exact(value, numbers::kList)) {
        value = TS_TRY(make_tuple_from(t, value));
      }
    } else if (is_type_variable(parameters[i])) {
      value = TS_TRY(default_of(t, parameters[i]));
    }
    if (!value || value.is_absent()) break;
    if (!list_append(t, values, value)) return nullptr;
  }
  if (values->length == parameters.size() && next == items.size()) return values;
  Value text = TS_TRY(repr(t, self));
  if (next < items.size()) {
    raise(t, numbers::kTypeError, "Too many arguments for {}; actual {}, expected {}", text,
          items.size(), required);
  } else {
    raise(t, numbers::kTypeError, "Too few arguments for {}; actual {}, expected at least {}", text,
          items.size(), items.size() + 1);
  }
  return nullptr;
}

}  // namespace

Value collect_parameters(Thread& t, std::span<const Value> args) {
  List* list = TS_TRY(make_list(t));
  if (!collect(t, list, args)) return {};
  return object::make_tuple(t, list->span());
}

Value substitute_parameters(Thread& t, Value self, Value args, Value parameters, Value item) {
  std::span<const Value> names = static_cast<Tuple*>(parameters.cell())->span();
  if (names.empty()) {
    Value text = TS_TRY(repr(t, self));
    return raise(t, numbers::kTypeError, "{} is not a generic class", text);
  }
  Value given = item;
  bool one_spec = names.size() == 1 && is_exact(names[0], numbers::kParamSpec);
  bool item_is_tuple = is_instance_of_native(*t.vm, item, numbers::kTuple);
  if (one_spec && item_is_tuple && static_cast<Tuple*>(item.cell())->length == 0) {
    Value text = TS_TRY(repr(t, self));
    return raise(t, numbers::kTypeError, "Too few arguments for {}", text);
  }
  if (!item_is_tuple) {
    given = TS_TRY(object::make_tuple(t, {item}));
  } else if (one_spec &&
             !(static_cast<Tuple*>(item.cell())->length == 1 &&
               is_exact(static_cast<Tuple*>(item.cell())->items()[0], numbers::kTuple))) {
    given = TS_TRY(object::make_tuple(t, {item}));
  }
  List* values = TS_TRY(match_items(t, self, names, static_cast<Tuple*>(given.cell())->span()));
  List* out = TS_TRY(make_list(t));
  Substitution with{names, values->span()};
  for (Value arg : static_cast<Tuple*>(args.cell())->span()) {
    if (!substitute(t, out, arg, with)) return {};
  }
  return object::make_tuple(t, out->span());
}

}  // namespace ts::object
