// The objects behind type annotations that the machine itself makes: list[int], int | str, type
// parameters (PEP 695) and type aliases. The module typing is built on them.

#pragma once

#include "object/native_support.h"

namespace ts::object {

struct GenericAlias : Cell {
  static constexpr TypeNumber kType = numbers::kGenericAlias;
  uintptr_t starred;  ///< 1: *list[int], one item of an unpacking
  Value origin, args;
  Value parameters;  ///< tuple, once asked for, or all-zero
};

struct Union : Cell {
  static constexpr TypeNumber kType = numbers::kUnion;
  Value args, parameters;
};

/// TypeVar, ParamSpec and TypeVarTuple.
struct TypeVariable : Cell {
  static constexpr TypeNumber kType = numbers::kTypeVar;
  enum Flags : uintptr_t { kCovariant = 1, kContravariant = 2, kInferVariance = 4 };
  uintptr_t flags;
  Value name, module;
  Value bound, constraints,
      standard;  ///< values, all-zero while the functions below have not been called
  Value evaluate_bound, evaluate_constraints, evaluate_default;
};

/// P.args and P.kwargs.
struct ParamSpecPart : Cell {
  Value origin;
};

struct TypeAlias : Cell {
  static constexpr TypeNumber kType = numbers::kTypeAlias;
  Value name, type_params, module;
  Value value;  ///< all-zero while `evaluate` has not been called
  Value evaluate;
};

/// typing.NoDefault
extern const Cell kNoDefaultObject;

inline bool is_generic_alias(const Thread& t, Value v) {
  return is_instance_of_native(*t.vm, v, numbers::kGenericAlias);
}
inline bool is_type_variable(Value v) {
  TypeNumber n = heap::type_number(v);
  return n == numbers::kTypeVar || n == numbers::kParamSpec || n == numbers::kTypeVarTuple;
}

/// Type parameters of the machine: `kind` is kTypeVar, kParamSpec or kTypeVarTuple; evaluators may
/// be all-zero.
Value make_type_variable(Thread& t, TypeNumber kind, Value name, Value evaluate_bound,
                         Value evaluate_constraints);
Value make_type_alias(Thread& t, Value name, Value type_params, Value evaluate);
/// Generic[*parameters]
Value subscript_generic(Thread& t, Value parameters);
/// *v for a TypeVarTuple or generic alias: the one item that unpacking gives.
Value make_starred(Thread& t, Value v);

/// The type variables among `args`, each once, in order: a tuple.
Value collect_parameters(Thread& t, std::span<const Value> args);
/// `args` with `parameters` replaced by `item` (a tuple for several): a tuple. `self` is for
/// messages.
Value substitute_parameters(Thread& t, Value self, Value args, Value parameters, Value item);
/// An argument as list[...] shows it: int, module.Class, ... or its repr.
bool append_type_text(Thread& t, StrBuilder& out, Value v);
/// a | b, for the binary slot of all that may stand in a union.
Value union_binary(Thread& t, Value a, Value b, BinaryOp op);

}  // namespace ts::object
