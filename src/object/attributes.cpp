// Attribute access: the generic lookups of objects and of types, descriptors, and what errors say.

#include "object/special.h"

namespace ts::object {

namespace {

bool is_function_like(Value v) {
  TypeNumber n = heap::type_number(v);
  return n == numbers::kFunction || n == numbers::kNative || n == numbers::kSlotWrapper;
}

}  // namespace

bool is_data_descriptor(Thread& t, Value v) {
  switch (heap::type_number(v)) {
    case numbers::kGetSet:
    case numbers::kMember:
    case numbers::kProperty: return true;
    default: break;
  }
  const Type* type = type_of(t, v);
  if (!(type->flags & bind::kTypeHeap)) return false;
  return !lookup(*t.vm, type, TS_NAME(__set__)).is_absent() || !lookup(*t.vm, type, TS_NAME(__delete__)).is_absent();
}

bool check_receiver(Thread& t, TypeNumber owner, const Str* name, Value o) {
  // A class may hold a native attribute of a type that it does not derive from: `f = float.hex` in its body.
  if (is_instance_of_native(*t.vm, o, owner)) return true;
  if (owner == numbers::kNative && is_exact(o, numbers::kNativeMethod)) return true;  // they share their attributes
  raise(t, numbers::kTypeError, "descriptor '{}' for '{}' objects doesn't apply to a '{}' object", Value(name),
        type_at(*t.vm, owner)->name, TypeOf{o});
  return false;
}

Value bind_attribute(Thread& t, Value attribute, Value instance, const Type* owner) {
  switch (heap::type_number(attribute)) {
    case numbers::kFunction: return instance ? make_method(t, attribute, instance) : attribute;
    case numbers::kNative: {
      auto* native = static_cast<const Native*>(attribute.cell());
      switch (native->kind) {
        case bind::NativeKind::kMethod:
          if (!instance) return attribute;
          return check_receiver(t, native->owner, native->name, instance) ? make_native_method(t, native, instance)
                                                                          : Value();
        case bind::NativeKind::kClassMethod: return make_native_method(t, native, Value(owner));
        default: return attribute;
      }
    }
    case numbers::kSlotWrapper:
      if (!instance || special_method(slot_wrapper_id(attribute)).kind == SpecialKind::kNew) return attribute;
      return make_method(t, attribute, instance);
    case numbers::kGetSet: {
      if (!instance) return attribute;
      auto* getset = static_cast<const GetSet*>(attribute.cell());
      return check_receiver(t, getset->owner, getset->name, instance) ? getset->get(t, instance) : Value();
    }
    case numbers::kMember: {
      if (!instance) return attribute;
      auto* member = static_cast<Member*>(attribute.cell());
      if (!is_subtype(*t.vm, type_of(t, instance), static_cast<const Type*>(member->owner.cell()))) {
        return raise(t, numbers::kTypeError, "descriptor '{}' for '{}' objects doesn't apply to a '{}' object",
                     member->name, static_cast<const Type*>(member->owner.cell())->name, TypeOf{instance});
      }
      Value v = static_cast<Instance*>(instance.cell())->slots()[member->slot];
      return v ? v : attribute_error(t, instance, member->name);
    }
    case numbers::kStaticMethod: return static_cast<Wrapper*>(attribute.cell())->function;
    case numbers::kClassMethod: {
      Value f = static_cast<Wrapper*>(attribute.cell())->function;
      return bind_attribute(t, f, Value(owner), type_of(t, Value(owner)));
    }
    default: break;
  }
  const Type* type = type_of(t, attribute);
  if (type->slots && type->slots->descr_get) return type->slots->descr_get(t, attribute, instance, Value(owner));
  return attribute;
}

Value attribute_error(Thread& t, Value o, Value name) {
  Value message;
  if (const Type* type = type_or_null(t, o)) {
    message = raise(t, numbers::kAttributeError, "type object '{}' has no attribute '{}'", type->name, name);
  } else if (o.is_cell() && heap::type_number(o) == numbers::kModule) {
    Value module_name = dict_get_str(static_cast<Dict*>(static_cast<Module*>(o.cell())->dict.cell()), TS_NAME(__name__));
    if (module_name.is_absent() && static_cast<Module*>(o.cell())->definition) {
      module_name = Value(static_cast<Module*>(o.cell())->definition->name);
    }
    message = is_str(module_name)
                  ? raise(t, numbers::kAttributeError,
                          o.cell()->has(kModuleRunning) ? "partially initialized module '{}' has no attribute '{}' (most likely due to a circular import)"
                                                        : "module '{}' has no attribute '{}'",
                          module_name, name)
                  : raise(t, numbers::kAttributeError, "module has no attribute '{}'", name);
  } else {
    message = raise(t, numbers::kAttributeError, "'{}' object has no attribute '{}'", TypeOf{o}, name);
  }
  if (t.pending.is_cell() && heap::type_number(t.pending) == numbers::kAttributeError) {
    Value fields = make_tuple(t, {name, o});
    if (fields) static_cast<Exception*>(t.pending.cell())->fields = fields;
  }
  return message;
}

Value generic_find_attr(Thread& t, Value o, Str* name) {
  const Type* type = type_of(t, o);
  Value attribute = lookup(*t.vm, type, name);
  if (!attribute.is_absent() && is_data_descriptor(t, attribute)) {
    // A descriptor that only sets does not hide what the instance itself has.
    const Type* kind = type_of(t, attribute);
    bool only_sets = kind->flags & bind::kTypeHeap && lookup(*t.vm, kind, TS_NAME(__get__)).is_absent();
    if (!only_sets) return bind_attribute(t, attribute, o, type);
  }
  if (o.is_cell() && !o.cell()->is_static()) {
    Value own = instance_get(t, o.cell(), type, name);
    if (!own.is_absent()) return own;
    if (t.pending) return {};
  }
  if (attribute.is_absent()) return kAbsent;
  return bind_attribute(t, attribute, o, type);
}

Value generic_get_attr(Thread& t, Value o, Str* name) {
  Value v = generic_find_attr(t, o, name);
  return v.is_absent() ? attribute_error(t, o, Value(name)) : v;
}

bool generic_set_attr(Thread& t, Value o, Str* name, Value v) {
  const Type* type = type_of(t, o);
  Value attribute = lookup(*t.vm, type, name);
  if (!attribute.is_absent()) {
    switch (heap::type_number(attribute)) {
      case numbers::kGetSet: {
        auto* getset = static_cast<const GetSet*>(attribute.cell());
        if (!getset->set) {
          raise(t, numbers::kAttributeError, "attribute '{}' of '{}' objects is not writable", Value(getset->name), type->name);
          return false;
        }
        return check_receiver(t, getset->owner, getset->name, o) && getset->set(t, o, v);
      }
      case numbers::kMember: {
        auto* member = static_cast<Member*>(attribute.cell());
        if (!is_subtype(*t.vm, type, static_cast<const Type*>(member->owner.cell()))) break;
        Value& slot = static_cast<Instance*>(o.cell())->slots()[member->slot];
        if (!v && !slot) return raise_value(t, numbers::kAttributeError, Value(name)), false;
        slot = v;
        return true;
      }
      default: {
        const Type* kind = type_of(t, attribute);
        if (kind->slots && kind->slots->descr_set && is_data_descriptor(t, attribute)) {
          return kind->slots->descr_set(t, attribute, o, v);
        }
      }
    }
  }
  bool has_storage = o.is_cell() && !o.cell()->is_static() &&
                     ((type->flags & bind::kTypeSlotInstance && !(type->flags & bind::kTypeNoDict)) ||
                      (!(type->flags & bind::kTypeSlotInstance) && dict_slot(t, o, static_cast<bool>(v))));
  if (!has_storage) {
    if (t.pending) return false;
    if (!attribute.is_absent()) {
      raise(t, numbers::kAttributeError, "'{}' object attribute '{}' is read-only", TypeOf{o}, Value(name));
    } else if (v) {
      raise(t, numbers::kAttributeError, "'{}' object has no attribute '{}' and no __dict__ for setting new attributes",
            TypeOf{o}, Value(name));
    } else {
      attribute_error(t, o, Value(name));
    }
    return false;
  }
  if (v) return instance_set(t, o.cell(), type, name, v);
  int removed = instance_delete(t, o.cell(), type, name);
  if (removed == 0) attribute_error(t, o, Value(name));
  return removed > 0;
}

Value type_find_attr(Thread& t, const Type* type, const Str* name) {
  const Type* metatype = type_of(t, Value(type));
  Value meta = lookup(*t.vm, metatype, name);
  if (!meta.is_absent() && is_data_descriptor(t, meta)) return bind_attribute(t, meta, Value(type), metatype);
  Value own = lookup(*t.vm, type, name);
  if (!own.is_absent()) return is_function_like(own) && heap::type_number(own) == numbers::kFunction
                                   ? own
                                   : bind_attribute(t, own, Value(), type);
  if (!meta.is_absent()) return bind_attribute(t, meta, Value(type), metatype);
  return kAbsent;
}

Value type_get_attr(Thread& t, Value self, Str* name) {
  Value v = type_find_attr(t, static_cast<const Type*>(self.cell()), name);
  return v.is_absent() ? attribute_error(t, self, Value(name)) : v;
}

Value get_attr(Thread& t, Value o, const Str* name) {
  const Slots& slots = slots_of(t, o);
  if (slots.get_attr) return slots.get_attr(t, o, const_cast<Str*>(name));
  return generic_get_attr(t, o, const_cast<Str*>(name));
}

Value get_attr(Thread& t, Value o, Value name) {
  if (!is_instance_of_native(*t.vm, name, numbers::kStr)) {
    return raise(t, numbers::kTypeError, "attribute name must be string, not '{}'", TypeOf{name});
  }
  return get_attr(t, o, as_str(name));
}

Value find_attr(Thread& t, Value o, const Str* name) {
  const Slots& slots = slots_of(t, o);
  Value v;
  if (!slots.get_attr) {
    v = generic_find_attr(t, o, const_cast<Str*>(name));
  } else if (const Type* type = type_or_null(t, o); type && slots.get_attr == kTypeType.slots->get_attr) {
    v = type_find_attr(t, type, name);
  } else if (const Type* own = type_of(t, o); &slots == &kClassSlots && !(own->flags & bind::kTypeHasGetAttr)) {
    v = type ? type_find_attr(t, type, name) : native_find_attr(t, o, own, const_cast<Str*>(name));
  } else {
    v = slots.get_attr(t, o, const_cast<Str*>(name));
  }
  // A descriptor may raise AttributeError, too.
  if (v || !pending_matches(t, numbers::kAttributeError)) return v;
  take_pending(t);
  return kAbsent;
}

bool set_attr(Thread& t, Value o, const Str* name, Value v) {
  const Slots& slots = slots_of(t, o);
  if (slots.set_attr) return slots.set_attr(t, o, const_cast<Str*>(name), v);
  return generic_set_attr(t, o, const_cast<Str*>(name), v);
}

BoundMethod lookup_special(Thread& t, Value o, const Str* name) {
  const Type* type = type_of(t, o);
  Value f = lookup(*t.vm, type, name);
  if (f.is_absent()) return {kAbsent, false};
  switch (heap::type_number(f)) {
    case numbers::kFunction: return {f, true};
    case numbers::kSlotWrapper: return {f, special_method(slot_wrapper_id(f)).kind != SpecialKind::kNew};
    case numbers::kNative:
      if (static_cast<const Native*>(f.cell())->kind == bind::NativeKind::kMethod) return {f, true};
      [[fallthrough]];
    default: return {bind_attribute(t, f, o, type), false};
  }
}

Value call_special(Thread& t, Value o, const Str* name, std::initializer_list<Value> arguments) {
  BoundMethod m = lookup_special(t, o, name);
  if (m.function.is_absent() || !m.function) return m.function;
  Value values[5];
  size_t n = 0;
  if (m.with_self) values[n++] = o;
  for (Value v : arguments) values[n++] = v;
  return call(t, m.function, std::span<const Value>(values, n));
}

Value call_method(Thread& t, Value o, const Str* name, std::initializer_list<Value> arguments) {
  Value f = TS_TRY(get_attr(t, o, name));
  return call(t, f, arguments);
}

}  // namespace ts::object
