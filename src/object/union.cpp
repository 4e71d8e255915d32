// typing.Union, which is types.UnionType: int | str. Library Reference, "Union Type".

#include "object/special.h"
#include "object/typing_objects.h"

namespace ts::object {

namespace {

Union* as_union(Value v) { return static_cast<Union*>(v.cell()); }
bool is_union(Value v) { return is_exact(v, numbers::kUnion); }

bool may_stand_in_union(Thread& t, Value v) {
  if (v.is_none() || type_or_null(t, v) || is_generic_alias(t, v) || is_type_variable(v))
    return true;
  return is_union(v) || is_exact(v, numbers::kTypeAlias);
}

bool add_member(Thread& t, List* members, Value v) {
  if (v.is_none()) v = Value(&kNoneTypeType);
  if (is_union(v)) {
    for (Value member : static_cast<Tuple*>(as_union(v)->args.cell())->span()) {
      if (!add_member(t, members, member)) return false;
    }
    return true;
  }
  for (size_t i = 0; i < members->length; i++) {
    int same = equal(t, members->items()[i], v);
    if (same) return same > 0;
  }
  return list_append(t, members, v);
}

Value from_members(Thread& t, List* members) {
  if (members->length == 1) return members->items()[0];
  Value args = TS_TRY(object::make_tuple(t, members->span()));
  auto* made = TS_TRY(heap::allocate<Union>(t, numbers::kUnion));
  made->args = args;
  return Value(made);
}

Value union_repr(Thread& t, Value self) {
  StrBuilder out(t);
  bool first = true;
  for (Value member : static_cast<Tuple*>(as_union(self)->args.cell())->span()) {
    if (!first) out.append(" | ");
    first = false;
    if (!append_type_text(t, out, member)) return {};
  }
  return out.finish();
}

bool union_hash(Thread& t, Value self, intptr_t& out) {
  // The order of the members does not matter.
  out = 0x5bd1e995;
  for (Value member : static_cast<Tuple*>(as_union(self)->args.cell())->span()) {
    intptr_t h;
    if (!hash(t, member, h)) return false;
    out += h;
  }
  if (out == -1) out = -2;
  return true;
}

/// Every member of `a` is among those of `b`.
int contains_all(Thread& t, Tuple* a, Tuple* b) {
  for (Value member : a->span()) {
    int found = 0;
    for (Value other : b->span()) {
      found = equal(t, member, other);
      if (found) break;
    }
    if (found <= 0) return found;
  }
  return 1;
}

Value union_compare(Thread& t, Value a, Value b, CompareOp op) {
  if ((op != CompareOp::kEq && op != CompareOp::kNe) || !is_union(a) || !is_union(b))
    return kNotImplemented;
  auto* x = static_cast<Tuple*>(as_union(a)->args.cell());
  auto* y = static_cast<Tuple*>(as_union(b)->args.cell());
  int same = x->length == y->length;
  if (same) same = TS_TRY_INT(contains_all(t, x, y));
  if (same) same = TS_TRY_INT(contains_all(t, y, x));
  return Value::from_bool(same == (op == CompareOp::kEq));
}

Value get_args(Thread&, Value self) { return as_union(self)->args; }
Value get_origin(Thread&, Value) { return Value(&kUnionType); }

Value get_parameters(Thread& t, Value self) {
  if (!as_union(self)->parameters) {
    Value parameters =
        TS_TRY(collect_parameters(t, static_cast<Tuple*>(as_union(self)->args.cell())->span()));
    as_union(self)->parameters = parameters;
  }
  return as_union(self)->parameters;
}

/// The union of the items of a tuple.
Value union_of(Thread& t, Value args) {
  List* members = TS_TRY(make_list(t));
  for (Value v : static_cast<Tuple*>(args.cell())->span()) {
    if (!add_member(t, members, v)) return {};
  }
  return from_members(t, members);
}

Value union_get_item(Thread& t, Value self, Value item) {
  if (!check_stack(t)) return {};
  Value parameters = TS_TRY(get_parameters(t, self));
  Value args = TS_TRY(substitute_parameters(t, self, as_union(self)->args, parameters, item));
  return union_of(t, args);
}

Value union_class_get_item(Thread& t, Value, Value item) {
  if (!is_instance_of_native(*t.vm, item, numbers::kTuple))
    item = TS_TRY(object::make_tuple(t, {item}));
  if (static_cast<Tuple*>(item.cell())->length == 0) {
    return raise(t, numbers::kTypeError, "Cannot take a Union of no types.");
  }
  return union_of(t, item);
}

Value union_mro_entries(Thread& t, Union* self, Value) {
  Value text = TS_TRY(repr(t, Value(self)));
  return raise(t, numbers::kTypeError, "Cannot subclass {}", text);
}

const Native kNatives[] = {
    TS_CLASS_METHOD(numbers::kUnion, union_class_get_item, TS_NAME(__class_getitem__),
                    "cls, item, /", nullptr),
    TS_METHOD(numbers::kUnion, union_mro_entries, TS_NAME(__mro_entries__), "self, bases, /",
              nullptr),
};
const GetSet kGetSets[] = {
    TS_GETSET(numbers::kUnion, get_args, nullptr, TS_NAME(__args__), nullptr),
    TS_GETSET(numbers::kUnion, get_origin, nullptr, TS_NAME(__origin__), nullptr),
    TS_GETSET(numbers::kUnion, get_parameters, nullptr, TS_NAME(__parameters__),
              "Type variables in the types.UnionType."),
};
const Attributes kAttributes{
    kNatives, kGetSets, {}, "Represent a union type\n\nE.g. for int | str"};
const Slots kSlots{
    .repr = union_repr,
    .hash = union_hash,
    .compare = union_compare,
    .binary = union_binary,
    .get_item = union_get_item,
};

}  // namespace

extern constinit const Type kUnionType =
    bind::make_type(numbers::kUnion, TS_NAME(Union), &kObjectType, &kSlots, &kAttributes,
                    layout_all<Union>(), 0, TS_NAME(typing));

Value make_union(Thread& t, Value a, Value b) {
  bool named =
      is_type_variable(a) || is_type_variable(b);  // may be joined with a forward reference, a str
  auto valid = [&](Value v) { return may_stand_in_union(t, v) || (named && is_str(v)); };
  if (!valid(a) || !valid(b)) return kNotImplemented;
  List* members = TS_TRY(make_list(t, 2));
  if (!add_member(t, members, a) || !add_member(t, members, b)) return {};
  return from_members(t, members);
}

Value union_binary(Thread& t, Value a, Value b, BinaryOp op) {
  return op == BinaryOp::kOr ? make_union(t, a, b) : kNotImplemented;
}

}  // namespace ts::object
