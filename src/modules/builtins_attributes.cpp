// Built-in functions about objects, their attributes and classes: getattr, dir, isinstance, id ...
// Follows the Library Reference, "Built-in Functions".

#include "modules/builtins_functions.h"
#include "vm/builtins.h"

namespace ts::modules {

namespace {

/// The interned attribute name, or all-zero with TypeError pending.
Value attribute_name(Thread& t, Value name) {
  if (!is_instance_of_native(*t.vm, name, numbers::kStr)) {
    return raise(t, numbers::kTypeError, "attribute name must be string, not '{}'", TypeOf{name});
  }
  return intern(t, name);
}

}  // namespace

Value builtin_delattr(Thread& t, Value object, Value name) {
  name = TS_TRY(attribute_name(t, name));
  if (!set_attr(t, object, as_str(name), Value())) return {};
  return kNone;
}

Value builtin_setattr(Thread& t, Value object, Value name, Value value) {
  name = TS_TRY(attribute_name(t, name));
  if (!set_attr(t, object, as_str(name), value)) return {};
  return kNone;
}

Value builtin_getattr(Thread& t, Value object, Value name, Value otherwise) {
  name = TS_TRY(attribute_name(t, name));
  if (!otherwise) return get_attr(t, object, as_str(name));
  Value v = TS_TRY(find_attr(t, object, as_str(name)));
  return v.is_absent() ? otherwise : v;
}

Value builtin_hasattr(Thread& t, Value object, Value name) {
  name = TS_TRY(attribute_name(t, name));
  Value v = TS_TRY(find_attr(t, object, as_str(name)));
  return Value::from_bool(!v.is_absent());
}

Value builtin_dir(Thread& t, Value object) {
  Value names;
  if (!object) {
    Value locals = TS_TRY(vm::frame_locals(t));
    names = TS_TRY(call_method(t, locals, TS_NAME(keys)));
  } else {
    names = TS_TRY(call_special(t, object, TS_NAME(__dir__)));
    if (names.is_absent()) {
      return raise(t, numbers::kTypeError, "object does not provide __dir__");
    }
  }
  Value list = TS_TRY(make_list_from(t, names));
  TS_TRY(call_method(t, list, TS_NAME(sort)));
  return list;
}

Value builtin_vars(Thread& t, Value object) {
  if (!object) return vm::frame_locals(t);
  Value dict = TS_TRY(find_attr(t, object, TS_NAME(__dict__)));
  if (dict.is_absent()) {
    return raise(t, numbers::kTypeError, "vars() argument must have __dict__ attribute");
  }
  return dict;
}

Value builtin_id(Thread& t, Value object) {
  // An immediate is its own identity; a cell's address serves once the cell may not move any more.
  if (object.is_cell() && !object.cell()->is_static()) object.cell()->set(heap::kFlagIdPinned);
  return make_int_unsigned(t, object.bits());
}

Value builtin_isinstance(Thread& t, Value object, Value class_or_tuple) {
  int result = TS_TRY_INT(is_instance(t, object, class_or_tuple));
  return Value::from_bool(result);
}

Value builtin_issubclass(Thread& t, Value type, Value class_or_tuple) {
  int result = TS_TRY_INT(is_subclass(t, type, class_or_tuple));
  return Value::from_bool(result);
}

}  // namespace ts::modules
