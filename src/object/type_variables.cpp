// Type parameters: TypeVar, ParamSpec (with P.args, P.kwargs), TypeVarTuple, and typing.NoDefault.
// PEP 484, 612, 646, 695, 696. Bounds, constraints and defaults that the compiler hands over are
// functions, called when first asked for.

#include "object/special.h"
#include "object/typing_objects.h"

namespace ts::object {

extern constinit const Cell kNoDefaultObject = heap::static_header(numbers::kNoDefault);

namespace {

TypeVariable* as_variable(Value v) { return static_cast<TypeVariable*>(v.cell()); }
Value or_none(Value v) { return v ? v : kNone; }

/// The value of a lazily evaluated part. A pointer to member names both words.
Value evaluated(Thread& t, Value self, Value TypeVariable::*value, Value TypeVariable::*evaluate,
                Value otherwise) {
  TypeVariable* variable = as_variable(self);
  if (variable->*value) return variable->*value;
  if (!(variable->*evaluate)) return otherwise;
  Value v = TS_TRY(call(t, variable->*evaluate, {Value::from_int(1)}));
  as_variable(self)->*value = v;
  return v;
}

Value get_name(Thread&, Value self) { return as_variable(self)->name; }
Value get_module(Thread&, Value self) {
  return as_variable(self)->module ? as_variable(self)->module : Value(TS_NAME(typing));
}
Value get_bound(Thread& t, Value self) {
  return evaluated(t, self, &TypeVariable::bound, &TypeVariable::evaluate_bound, kNone);
}
Value get_constraints(Thread& t, Value self) {
  Value v = TS_TRY(
      evaluated(t, self, &TypeVariable::constraints, &TypeVariable::evaluate_constraints, kNone));
  return v.is_none() ? object::make_tuple(t, std::span<const Value>()) : v;
}
Value get_default(Thread& t, Value self) {
  return evaluated(t, self, &TypeVariable::standard, &TypeVariable::evaluate_default,
                   Value(&kNoDefaultObject));
}
Value get_evaluate_bound(Thread&, Value self) { return or_none(as_variable(self)->evaluate_bound); }
Value get_evaluate_constraints(Thread&, Value self) {
  return or_none(as_variable(self)->evaluate_constraints);
}
Value get_evaluate_default(Thread&, Value self) {
  return or_none(as_variable(self)->evaluate_default);
}

template <uintptr_t Flag>
Value get_flag(Thread&, Value self) {
  return Value::from_bool(as_variable(self)->flags & Flag);
}

Value has_default(Thread&, Value self) {
  auto* variable = as_variable(self);
  bool standard = variable->standard && variable->standard != Value(&kNoDefaultObject);
  return Value::from_bool(standard || variable->evaluate_default);
}

Value refuse_subclass(Thread& t, Value self, Value) {
  return raise(t, numbers::kTypeError, "Cannot subclass an instance of {}", TypeOf{self});
}

Value substitute_self(Thread&, Value, Value argument) { return argument; }

Value reduce_name(Thread&, Value self) { return as_variable(self)->name; }

Value variable_repr(Thread& t, Value self) {
  auto* variable = as_variable(self);
  if (variable->flags & TypeVariable::kInferVariance || is_exact(self, numbers::kTypeVarTuple))
    return variable->name;
  StrBuilder out(t);
  out.append(variable->flags & TypeVariable::kCovariant       ? "+"
             : variable->flags & TypeVariable::kContravariant ? "-"
                                                              : "~");
  out.append(variable->name);
  return out.finish();
}

// --- constructors

Value new_variable(Thread& t, TypeNumber kind, Value name) {
  Value module = TS_TRY(current_module_name(t));
  auto* variable = TS_TRY(heap::allocate<TypeVariable>(t, kind));
  variable->name = name;
  if (!module.is_absent() && is_str(module)) variable->module = module;
  return Value(variable);
}

struct VariableKeywords {
  Value name, bound, standard, covariant, contravariant, infer_variance;
};

/// Takes keyword arguments; the name may be positional.
bool take_variable_arguments(Thread& t, const Arguments& a, const char* type,
                             uint32_t positional_limit, VariableKeywords& out) {
  const Str* const names[] = {TS_NAME(name),      TS_NAME(bound),         TS_NAME(default),
                              TS_NAME(covariant), TS_NAME(contravariant), TS_NAME(infer_variance)};
  Value* const targets[] = {&out.name,      &out.bound,         &out.standard,
                            &out.covariant, &out.contravariant, &out.infer_variance};
  if (a.positional > positional_limit) {
    raise(t, numbers::kTypeError, "{}() takes exactly 1 positional argument ({} given)", type,
          a.positional);
    return false;
  }
  if (a.positional) out.name = a[0];
  for (uint32_t k = 0; k < a.keywords; k++) {
    Value key = static_cast<Tuple*>(a.names.cell())->items()[k];
    size_t i = 0;
    while (i < std::size(names) && !str_equal(as_str(key), names[i])) i++;
    if (i == std::size(names)) {
      raise(t, numbers::kTypeError, "{}() got an unexpected keyword argument '{}'", type, key);
      return false;
    }
    *targets[i] = a.values[a.positional + k];
  }
  if (!out.name) {
    raise(t, numbers::kTypeError, "{}() missing required argument 'name' (pos 1)", type);
    return false;
  }
  if (!is_instance_of_native(*t.vm, out.name, numbers::kStr)) {
    raise(t, numbers::kTypeError, "{}() argument 'name' must be str, not {}", type,
          TypeOf{out.name});
    return false;
  }
  return true;
}

bool take_variance(Thread& t, const VariableKeywords& given, uintptr_t& flags) {
  const Value values[] = {given.covariant, given.contravariant, given.infer_variance};
  flags = 0;
  for (unsigned i = 0; i < 3; i++) {
    int yes = values[i] ? truth(t, values[i]) : 0;
    if (yes < 0) return false;
    if (yes) flags |= uintptr_t{1} << i;
  }
  if ((flags & 3) == 3) {
    raise(t, numbers::kValueError, "Bivariant types are not supported.");
    return false;
  }
  if (flags & TypeVariable::kInferVariance && flags & 3) {
    raise(t, numbers::kValueError, "Variance cannot be specified with infer_variance.");
    return false;
  }
  return true;
}

Value construct_variable(Thread& t, TypeNumber kind, const char* type, const Arguments& a) {
  VariableKeywords given;
  bool variable = kind == numbers::kTypeVar;
  if (!take_variable_arguments(t, a, type, variable ? UINT32_MAX : 1, given)) return {};
  uintptr_t flags;
  if (!take_variance(t, given, flags)) return {};
  Value constraints;
  if (variable && a.positional == 2) {
    return raise(t, numbers::kTypeError, "A single constraint is not allowed");
  }
  if (variable && a.positional > 2) {
    if (given.bound && !given.bound.is_none()) {
      return raise(t, numbers::kTypeError, "Constraints cannot be combined with bound=...");
    }
    constraints =
        TS_TRY(object::make_tuple(t, std::span<const Value>(a.values + 1, a.positional - 1)));
  }
  Value made = TS_TRY(new_variable(t, kind, given.name));
  auto* self = as_variable(made);
  self->flags = flags;
  self->bound = given.bound;
  self->constraints = constraints;
  self->standard = given.standard;
  return made;
}

Value construct_type_var(Thread& t, Value, const Arguments& a) {
  return construct_variable(t, numbers::kTypeVar, "typevar", a);
}
Value construct_param_spec(Thread& t, Value, const Arguments& a) {
  return construct_variable(t, numbers::kParamSpec, "paramspec", a);
}
Value construct_type_var_tuple(Thread& t, Value, const Arguments& a) {
  return construct_variable(t, numbers::kTypeVarTuple, "typevartuple", a);
}

Value variable_tuple_iter(Thread& t, Value self) {
  Value starred = TS_TRY(make_starred(t, self));
  Value tuple = TS_TRY(object::make_tuple(t, {starred}));
  return iter(t, tuple);
}

#define COMMON_NATIVES(T)                                                                          \
  TS_METHOD(numbers::T, has_default, TS_NAME(has_default), "self, /", nullptr),                    \
      TS_METHOD(numbers::T, refuse_subclass, TS_NAME(__mro_entries__), "self, bases, /", nullptr), \
      TS_METHOD(numbers::T, substitute_self, TS_NAME(__typing_subst__), "self, arg, /", nullptr),  \
      TS_METHOD(numbers::T, reduce_name, TS_NAME(__reduce__), "self, /", nullptr)
#define COMMON_GETSETS(T)                                                         \
  TS_GETSET(numbers::T, get_name, nullptr, TS_NAME(__name__), nullptr),           \
      TS_GETSET(numbers::T, get_module, nullptr, TS_NAME(__module__), nullptr),   \
      TS_GETSET(numbers::T, get_default, nullptr, TS_NAME(__default__), nullptr), \
      TS_GETSET(numbers::T, get_evaluate_default, nullptr, TS_NAME(evaluate_default), nullptr)
#define VARIANCE_GETSETS(T)                                                                      \
  TS_GETSET(numbers::T, get_bound, nullptr, TS_NAME(__bound__), nullptr),                        \
      TS_GETSET(numbers::T, get_flag<TypeVariable::kCovariant>, nullptr, TS_NAME(__covariant__), \
                nullptr),                                                                        \
      TS_GETSET(numbers::T, get_flag<TypeVariable::kContravariant>, nullptr,                     \
                TS_NAME(__contravariant__), nullptr),                                            \
      TS_GETSET(numbers::T, get_flag<TypeVariable::kInferVariance>, nullptr,                     \
                TS_NAME(__infer_variance__), nullptr)

const Native kTypeVarNatives[] = {COMMON_NATIVES(kTypeVar)};
const GetSet kTypeVarGetSets[] = {
    COMMON_GETSETS(kTypeVar),
    VARIANCE_GETSETS(kTypeVar),
    TS_GETSET(numbers::kTypeVar, get_constraints, nullptr, TS_NAME(__constraints__), nullptr),
    TS_GETSET(numbers::kTypeVar, get_evaluate_bound, nullptr, TS_NAME(evaluate_bound), nullptr),
    TS_GETSET(numbers::kTypeVar, get_evaluate_constraints, nullptr, TS_NAME(evaluate_constraints),
              nullptr),
};
const Attributes kTypeVarAttributes{kTypeVarNatives, kTypeVarGetSets, {}, "Type variable."};
const Slots kTypeVarSlots{.repr = variable_repr,
                          .hash = hash_identity,
                          .binary = union_binary,
                          .construct = construct_type_var};

const Native kTypeVarTupleNatives[] = {COMMON_NATIVES(kTypeVarTuple)};
const GetSet kTypeVarTupleGetSets[] = {COMMON_GETSETS(kTypeVarTuple)};
const Attributes kTypeVarTupleAttributes{
    kTypeVarTupleNatives, kTypeVarTupleGetSets, {}, "Type variable tuple."};
const Slots kTypeVarTupleSlots{.repr = variable_repr,
                               .hash = hash_identity,
                               .iter = variable_tuple_iter,
                               .construct = construct_type_var_tuple};

// --- ParamSpec

Value as_part_of(Thread& t, TypeNumber kind, Value self) {
  auto* part = TS_TRY(heap::allocate<ParamSpecPart>(t, kind));
  part->origin = self;
  return Value(part);
}
Value get_spec_args(Thread& t, Value self) { return as_part_of(t, numbers::kParamSpecArgs, self); }
Value get_spec_kwargs(Thread& t, Value self) {
  return as_part_of(t, numbers::kParamSpecKwargs, self);
}

const Native kParamSpecNatives[] = {COMMON_NATIVES(kParamSpec)};
const GetSet kParamSpecGetSets[] = {
    COMMON_GETSETS(kParamSpec),
    VARIANCE_GETSETS(kParamSpec),
    TS_GETSET(numbers::kParamSpec, get_spec_args, nullptr, TS_NAME(args),
              "Represents positional arguments."),
    TS_GETSET(numbers::kParamSpec, get_spec_kwargs, nullptr, TS_NAME(kwargs),
              "Represents keyword arguments."),
};
const Attributes kParamSpecAttributes{
    kParamSpecNatives, kParamSpecGetSets, {}, "Parameter specification variable."};
const Slots kParamSpecSlots{.repr = variable_repr,
                            .hash = hash_identity,
                            .binary = union_binary,
                            .construct = construct_param_spec};

Value part_origin(Value v) { return static_cast<ParamSpecPart*>(v.cell())->origin; }
Value get_part_origin(Thread&, Value self) { return part_origin(self); }

Value part_repr(Thread& t, Value self) {
  Value origin = part_origin(self);
  StrBuilder out(t);
  if (is_exact(origin, numbers::kParamSpec)) {
    out.append(as_variable(origin)->name);
  } else {
    out.append(TS_TRY(repr(t, origin)));
  }
  out.append(is_exact(self, numbers::kParamSpecArgs) ? ".args" : ".kwargs");
  return out.finish();
}

Value part_compare(Thread& t, Value a, Value b, CompareOp op) {
  if ((op != CompareOp::kEq && op != CompareOp::kNe) ||
      heap::type_number(a) != heap::type_number(b)) {
    return kNotImplemented;
  }
  return compare(t, part_origin(a), part_origin(b), op);
}

Value part_construct(Thread& t, Value type, const Arguments& a) {
  const Str* const names[] = {TS_NAME(origin)};
  Value origin;
  if (!take_arguments(t, a, "paramspecpart", names, 1, &origin)) return {};
  return as_part_of(t, as_type(type)->number, origin);
}

const Native kArgsNatives[] = {TS_METHOD(numbers::kParamSpecArgs, refuse_subclass,
                                         TS_NAME(__mro_entries__), "self, bases, /", nullptr)};
const Native kKwargsNatives[] = {TS_METHOD(numbers::kParamSpecKwargs, refuse_subclass,
                                           TS_NAME(__mro_entries__), "self, bases, /", nullptr)};
const GetSet kArgsGetSets[] = {
    TS_GETSET(numbers::kParamSpecArgs, get_part_origin, nullptr, TS_NAME(__origin__), nullptr)};
const GetSet kKwargsGetSets[] = {
    TS_GETSET(numbers::kParamSpecKwargs, get_part_origin, nullptr, TS_NAME(__origin__), nullptr)};
const Attributes kArgsAttributes{
    kArgsNatives, kArgsGetSets, {}, "The args for a ParamSpec object."};
const Attributes kKwargsAttributes{
    kKwargsNatives, kKwargsGetSets, {}, "The kwargs for a ParamSpec object."};
const Slots kPartSlots{.repr = part_repr, .compare = part_compare, .construct = part_construct};

// --- NoDefault

Value no_default_repr(Thread&, Value) { return Value(TS_STR("typing.NoDefault")); }
bool no_default_hash(Thread&, Value, intptr_t& out) { return out = 0x4E6F44, true; }
Value no_default_reduce(Thread&, Value) { return Value(TS_NAME(NoDefault)); }
Value construct_no_default(Thread& t, Value, const Arguments& a) {
  if (a.positional || a.keywords)
    return raise(t, numbers::kTypeError, "NoDefaultType takes no arguments");
  return Value(&kNoDefaultObject);
}

const Native kNoDefaultNatives[] = {
    TS_METHOD(numbers::kNoDefault, no_default_reduce, TS_NAME(__reduce__), "self, /", nullptr)};
const Attributes kNoDefaultAttributes{
    kNoDefaultNatives, {}, {}, "The type of the NoDefault singleton."};
const Slots kNoDefaultSlots{
    .repr = no_default_repr, .hash = no_default_hash, .construct = construct_no_default};

constexpr Layout kVariableLayout = layout_from<TypeVariable>(2 * sizeof(void*));

}  // namespace

Value make_type_variable(Thread& t, TypeNumber kind, Value name, Value evaluate_bound,
                         Value evaluate_constraints) {
  Value made = TS_TRY(new_variable(t, kind, name));
  as_variable(made)->module = Value();
  as_variable(made)->flags = TypeVariable::kInferVariance;
  as_variable(made)->evaluate_bound = evaluate_bound;
  as_variable(made)->evaluate_constraints = evaluate_constraints;
  return made;
}

#define TYPE(kind, name, slots, attributes, layout)            \
  extern constinit const Type k##kind##Type = bind::make_type( \
      numbers::k##kind, name, &kObjectType, &slots, &attributes, layout, 0, TS_NAME(typing));
TYPE(TypeVar, TS_NAME(TypeVar), kTypeVarSlots, kTypeVarAttributes, kVariableLayout)
TYPE(ParamSpec, TS_NAME(ParamSpec), kParamSpecSlots, kParamSpecAttributes, kVariableLayout)
TYPE(TypeVarTuple, TS_NAME(TypeVarTuple), kTypeVarTupleSlots, kTypeVarTupleAttributes,
     kVariableLayout)
TYPE(ParamSpecArgs, TS_NAME(ParamSpecArgs), kPartSlots, kArgsAttributes,
     layout_all<ParamSpecPart>())
TYPE(ParamSpecKwargs, TS_NAME(ParamSpecKwargs), kPartSlots, kKwargsAttributes,
     layout_all<ParamSpecPart>())
#undef TYPE
extern constinit const Type kNoDefaultType =
    bind::make_type(numbers::kNoDefault, TS_NAME(NoDefaultType), &kObjectType, &kNoDefaultSlots,
                    &kNoDefaultAttributes, Layout{.fixed_bytes = sizeof(Cell)}, 0);

}  // namespace ts::object
