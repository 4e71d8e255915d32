// object.__reduce__, __reduce_ex__ and __getstate__: how copy and pickle take an object apart. Follows the Library
// Reference, "Pickling Class Instances". Protocols 0 and 1 are copyreg's Python code.

#include "object/native_support.h"
#include "object/special.h"

namespace ts::object {

namespace {

struct NewArguments {
  Value positional;  ///< tuple
  Value keywords;    ///< dict, or all-zero
  bool given = false;
};

bool find_new_arguments(Thread& t, Value self, NewArguments& out) {
  Value both = TS_TRY(call_special(t, self, TS_NAME(__getnewargs_ex__)));
  if (!both.is_absent()) {
    auto* pair = static_cast<Tuple*>(both.cell());
    if (!is_instance_of_native(*t.vm, both, numbers::kTuple) || pair->length != 2 ||
        !is_instance_of_native(*t.vm, pair->items()[0], numbers::kTuple) ||
        !is_instance_of_native(*t.vm, pair->items()[1], numbers::kDict)) {
      raise(t, numbers::kTypeError, "__getnewargs_ex__ should return a tuple of a tuple and a dict");
      return false;
    }
    out = {pair->items()[0], pair->items()[1], true};
    if (static_cast<Dict*>(out.keywords.cell())->live == 0) out.keywords = Value();
    return true;
  }
  Value positional = TS_TRY(call_special(t, self, TS_NAME(__getnewargs__)));
  if (positional.is_absent()) {
    out.positional = make_tuple(t, {});
    return static_cast<bool>(out.positional);
  }
  if (!is_instance_of_native(*t.vm, positional, numbers::kTuple)) {
    raise(t, numbers::kTypeError, "__getnewargs__ should return a tuple, not '{}'", TypeOf{positional});
    return false;
  }
  out = {positional, Value(), true};
  return true;
}

/// The function that makes the copy and its arguments.
Value constructor(Thread& t, Value self, const NewArguments& arguments) {
  Value type(type_of(t, self));
  Value copyreg = TS_TRY(import_module(t, "copyreg"));
  if (arguments.keywords) {
    Value f = TS_TRY(get_attr(t, copyreg, TS_NAME(__newobj_ex__)));
    Value all = TS_TRY(make_tuple(t, {type, arguments.positional, arguments.keywords}));
    return make_tuple(t, {f, all});
  }
  Value f = TS_TRY(get_attr(t, copyreg, TS_NAME(__newobj__)));
  Value first = TS_TRY(make_tuple(t, {type}));
  Value all = TS_TRY(binary(t, first, arguments.positional, BinaryOp::kAdd));
  return make_tuple(t, {f, all});
}

/// Protocol 2 and up.
Value reduce_parts(Thread& t, Value self) {
  NewArguments arguments;
  if (!find_new_arguments(t, self, arguments)) return {};
  bool list = is_instance_of_native(*t.vm, self, numbers::kList);
  bool dict = is_instance_of_native(*t.vm, self, numbers::kDict);
  if (!arguments.given && !list && !dict && type_of(t, self)->native_base != numbers::kObject) {
    return raise(t, numbers::kTypeError, "cannot pickle '{}' object", TypeOf{self});
  }
  Value made = TS_TRY(constructor(t, self, arguments));
  Value state = TS_TRY(call_method(t, self, TS_NAME(__getstate__)));
  Value items = kNone, pairs = kNone;
  if (list) items = TS_TRY(iter(t, self));
  if (dict) pairs = TS_TRY(iter(t, TS_TRY(call_method(t, self, TS_NAME(items)))));
  Value* parts = static_cast<Tuple*>(made.cell())->items();
  return make_tuple(t, {parts[0], parts[1], state, items, pairs});
}

}  // namespace

Value object_state(Thread& t, Value self) {
  Value state = kNone;
  Value d = TS_TRY(instance_dict(t, self));
  if (!d.is_absent() && static_cast<Dict*>(d.cell())->live) state = Value(TS_TRY(dict_copy(t, static_cast<Dict*>(d.cell()))));
  const Type* type = type_of(t, self);
  if (!(type->flags & bind::kTypeSlotInstance) || !type->member_slots) return state;
  Dict* slots = TS_TRY(make_dict(t));
  for (unsigned i = 0; i < type->member_slots; i++) {
    Value name = static_cast<ValueArray*>(type->slot_names.cell())->items[i];
    Value v = static_cast<Instance*>(self.cell())->slots()[i];
    if (v && !dict_set(t, slots, name, v)) return {};
  }
  return slots->live ? make_tuple(t, {state, Value(slots)}) : state;
}

Value reduce_object(Thread& t, Value self, Value protocol) {
  // A class with its own __reduce__ decides.
  Value reduce = lookup(*t.vm, type_of(t, self), TS_NAME(__reduce__));
  if (reduce != lookup(*t.vm, &kObjectType, TS_NAME(__reduce__))) return call_method(t, self, TS_NAME(__reduce__));
  intptr_t number = 0;
  if (!to_index(t, protocol, number)) return {};
  return number >= 2 ? reduce_parts(t, self) : reduce_by_copyreg(t, self, protocol);
}

Value reduce_by_copyreg(Thread& t, Value self, Value protocol) {
  Value copyreg = TS_TRY(import_module(t, "copyreg"));
  return call_method(t, copyreg, TS_NAME(_reduce_ex), {self, protocol});
}

}  // namespace ts::object
