// The types `type` and `object`: what every class and every object has.

#include "object/native_support.h"
#include "object/special.h"

namespace ts::object {

namespace {

const Type* self_type(Value v) { return static_cast<const Type*>(v.cell()); }
Type* heap_type(Value v) { return static_cast<Type*>(v.cell()); }
bool is_heap(Value v) { return self_type(v)->flags & bind::kTypeHeap; }

bool immutable(Thread& t, Value self, const Str* name) {
  raise(t, numbers::kTypeError, "cannot set '{}' attribute of immutable type '{}'", Value(name), self_type(self)->name);
  return false;
}

Value module_of(Thread& t, const Type* type) {
  if (type->flags & bind::kTypeHeap) {
    Value v = dict_get_str(static_cast<Dict*>(type->dict.cell()), TS_NAME(__module__));
    (void)t;
    return v;
  }
  return type->module ? type->module : Value(TS_NAME(builtins));
}

// --- attributes of types

Value get_name(Thread&, Value self) { return self_type(self)->name; }

bool set_name(Thread& t, Value self, Value v) {
  if (!is_heap(self)) return immutable(t, self, TS_NAME(__name__));
  if (!v || !is_instance_of_native(*t.vm, v, numbers::kStr)) {
    raise(t, numbers::kTypeError, "can only assign string to {}.__name__, not '{}'", self_type(self)->name, TypeOf{v ? v : kNone});
    return false;
  }
  heap_type(self)->name = v;
  return true;
}

Value get_qualname(Thread&, Value self) { return self_type(self)->qualname ? self_type(self)->qualname : self_type(self)->name; }

bool set_qualname(Thread& t, Value self, Value v) {
  if (!is_heap(self)) return immutable(t, self, TS_NAME(__qualname__));
  if (!v || !is_instance_of_native(*t.vm, v, numbers::kStr)) {
    raise(t, numbers::kTypeError, "can only assign string to {}.__qualname__, not '{}'", self_type(self)->name, TypeOf{v ? v : kNone});
    return false;
  }
  heap_type(self)->qualname = v;
  return true;
}

Value get_module(Thread& t, Value self) {
  Value v = module_of(t, self_type(self));
  return v.is_absent() ? attribute_error(t, self, Value(TS_NAME(__module__))) : v;
}

bool set_class_entry(Thread& t, Value self, const Str* name, Value v) {
  if (!is_heap(self)) return immutable(t, self, name);
  auto* dict = static_cast<Dict*>(heap_type(self)->dict.cell());
  if (v) {
    if (!dict_set_str(t, dict, name, v)) return false;
  } else if (int removed = dict_remove(t, dict, Value(name)); removed <= 0) {
    if (removed == 0) attribute_error(t, self, Value(name));
    return false;
  }
  type_modified(t, heap_type(self));
  return true;
}

bool set_module(Thread& t, Value self, Value v) { return set_class_entry(t, self, TS_NAME(__module__), v); }

Value get_bases(Thread& t, Value self) {
  auto* type = self_type(self);
  if (type->bases) return type->bases;
  if (!type->base) return object::make_tuple(t, std::span<const Value>());
  return object::make_tuple(t, {type->base});
}

bool set_type_bases(Thread& t, Value self, Value v) {
  if (!is_heap(self)) return immutable(t, self, TS_NAME(__bases__));
  return set_bases(t, heap_type(self), v);
}

Value get_base(Thread&, Value self) { return self_type(self)->base ? self_type(self)->base : kNone; }
Value get_mro(Thread& t, Value self) { return mro_tuple(t, self_type(self)); }

Value get_class_dict(Thread& t, Value self) {
  auto* type = self_type(self);
  Dict* dict;
  if (type->dict) {
    dict = static_cast<Dict*>(type->dict.cell());
  } else {
    dict = TS_TRY(make_dict(t));
    if (const Attributes* attributes = type->attributes) {
      for (const Native& n : attributes->natives) {
        if (!dict_set_str(t, dict, n.name, Value(&n))) return {};
      }
      for (const GetSet& g : attributes->getsets) {
        if (!dict_set_str(t, dict, g.name, Value(&g))) return {};
      }
      for (const auto& c : attributes->constants) {
        if (!dict_set_str(t, dict, c.name, c.value)) return {};
      }
    }
    for (uint8_t id = 0; id < special::kCount; id++) {
      if (native_has_special(type, id) && !dict_set_str(t, dict, special_method(id).name, slot_wrapper(type->number, id))) return {};
    }
    if (type->slots->compare && !type->slots->hash && !dict_set_str(t, dict, TS_NAME(__hash__), kNone)) return {};
    Value doc = type->attributes && type->attributes->doc ? make_str(t, type->attributes->doc) : kNone;
    if (!doc || !dict_set_str(t, dict, TS_NAME(__doc__), doc)) return {};
  }

  return make_mapping_proxy(t, Value(dict));
}

Value get_doc(Thread& t, Value self) {
  auto* type = self_type(self);
  if (type->flags & bind::kTypeHeap) {
    Value v = dict_get_str(static_cast<Dict*>(type->dict.cell()), TS_NAME(__doc__));
    if (v.is_absent()) return kNone;
    return bind_attribute(t, v, Value(), type);
  }
  return type->attributes && type->attributes->doc ? make_str(t, type->attributes->doc) : kNone;
}

bool set_doc(Thread& t, Value self, Value v) { return set_class_entry(t, self, TS_NAME(__doc__), v); }

Value get_annotate(Thread& t, Value self) {
  if (!is_heap(self)) return attribute_error(t, self, Value(TS_NAME(__annotate__)));
  auto* dict = static_cast<Dict*>(self_type(self)->dict.cell());
  for (const Str* name : {TS_NAME(__annotate_func__), TS_NAME(__annotate__)}) {
    Value v = dict_get_str(dict, name);
    if (!v.is_absent()) return v;
  }
  return kNone;
}

bool set_annotate(Thread& t, Value self, Value v) {
  if (!v) {
    raise(t, numbers::kTypeError, "cannot delete __annotate__ attribute");
    return false;
  }
  auto* dict = static_cast<Dict*>(heap_type(self)->dict.cell());
  if (dict_remove(t, dict, Value(TS_NAME(__annotations_cache__))) < 0) return false;
  return set_class_entry(t, self, TS_NAME(__annotate_func__), v);
}

Value get_annotations(Thread& t, Value self) {
  if (!is_heap(self)) return attribute_error(t, self, Value(TS_NAME(__annotations__)));
  auto* dict = static_cast<Dict*>(self_type(self)->dict.cell());
  for (const Str* name : {TS_NAME(__annotations__), TS_NAME(__annotations_cache__)}) {
    Value v = dict_get_str(dict, name);
    if (!v.is_absent()) return bind_attribute(t, v, Value(), self_type(self));
  }
  Value annotate = TS_TRY(get_annotate(t, self));
  Value result;
  if (annotate.is_none()) {
    Dict* d = TS_TRY(make_dict(t));
    result = Value(d);
  } else {
    result = TS_TRY(call(t, annotate, {Value::from_int(1)}));
    if (!is_instance_of_native(*t.vm, result, numbers::kDict)) {
      return raise(t, numbers::kTypeError, "__annotate__ returned non-dict of type '{}'", TypeOf{result});
    }
  }
  dict = static_cast<Dict*>(self_type(self)->dict.cell());
  return dict_set_str(t, dict, TS_NAME(__annotations_cache__), result) ? result : Value();
}

bool set_annotations(Thread& t, Value self, Value v) {
  if (!is_heap(self)) return immutable(t, self, TS_NAME(__annotations__));
  auto* dict = static_cast<Dict*>(heap_type(self)->dict.cell());
  const Str* name = dict_get_str(dict, TS_NAME(__annotations__)).is_absent() ? TS_NAME(__annotations_cache__) : TS_NAME(__annotations__);
  return set_class_entry(t, self, name, v);
}

Value get_type_params(Thread& t, Value self) {
  if (is_heap(self)) {
    Value v = dict_get_str(static_cast<Dict*>(self_type(self)->dict.cell()), TS_NAME(__type_params__));
    if (!v.is_absent()) return v;
  }
  return object::make_tuple(t, std::span<const Value>());
}

bool set_type_params(Thread& t, Value self, Value v) { return set_class_entry(t, self, TS_NAME(__type_params__), v); }

Value get_abstract(Thread& t, Value self) {
  if (is_heap(self)) {
    Value v = dict_get_str(static_cast<Dict*>(self_type(self)->dict.cell()), TS_NAME(__abstractmethods__));
    if (!v.is_absent()) return v;
  }
  return raise(t, numbers::kAttributeError, "type object '{}' has no attribute '__abstractmethods__'", self_type(self)->name);
}

bool set_abstract(Thread& t, Value self, Value v) {
  int any = v ? truth(t, v) : 0;
  if (any < 0 || !set_class_entry(t, self, TS_NAME(__abstractmethods__), v)) return false;
  if (any) {
    heap_type(self)->flags |= bind::kTypeAbstract;
  } else {
    heap_type(self)->flags &= ~uint32_t{bind::kTypeAbstract};
  }
  return true;
}

Value get_flags(Thread& t, Value self) {
  // What portable code asks for: heap type (1 << 9), base type (1 << 10), abstract (1 << 20).
  auto flags = self_type(self)->flags;
  int64_t bits = (flags & bind::kTypeHeap ? 1 << 9 : 0) | (flags & (bind::kTypeBase | bind::kTypeHeap) ? 1 << 10 : 0) |
                 (flags & bind::kTypeAbstract ? 1 << 20 : 0);
  return make_int(t, bits);
}

// --- methods of types

Value type_mro(Thread& t, Value self) {
  Value mro = TS_TRY(mro_tuple(t, self_type(self)));
  return make_list_from(t, mro);
}

Value type_subclasses(Thread& t, Value self) {
  List* list = TS_TRY(make_list(t));
  auto* type = self_type(self);
  for (TypeNumber n = 0; n < heap::kFirstClass; n++) {
    const Type* native = type_at(*t.vm, n);
    if (native && native->base == Value(type) && !list_append(t, list, Value(native))) return {};
  }
  for (uint32_t i = 0; i < t.vm->class_count; i++) {
    auto* candidate = static_cast<Type*>(t.vm->classes[i].type);
    if (!candidate || !candidate->bases) continue;
    auto* bases = static_cast<Tuple*>(candidate->bases.cell());
    for (uint32_t j = 0; j < bases->length; j++) {
      if (bases->items()[j] != Value(type)) continue;
      if (!list_append(t, list, Value(candidate))) return {};
      break;
    }
  }
  return Value(list);
}

Value type_instancecheck(Thread& t, Value self, Value o) {
  int yes = TS_TRY_INT(plain_is_instance(t, o, self_type(self)));
  return Value::from_bool(yes);
}

Value type_subclasscheck(Thread& t, Value self, Value o) {
  int yes = TS_TRY_INT(plain_is_subclass(t, o, self_type(self)));
  return Value::from_bool(yes);
}

Value type_prepare(Thread& t, Value, Args, Kwargs) {
  Dict* d = TS_TRY(make_dict(t));
  return Value(d);
}

bool add_names(Thread& t, Dict* names, const Type* type) {
  if (type->dict) return dict_update(t, names, type->dict);
  if (const Attributes* attributes = type->attributes) {
    for (const Native& n : attributes->natives) {
      if (!dict_set_str(t, names, n.name, kNone)) return false;
    }
    for (const GetSet& g : attributes->getsets) {
      if (!dict_set_str(t, names, g.name, kNone)) return false;
    }
    for (const auto& c : attributes->constants) {
      if (!dict_set_str(t, names, c.name, kNone)) return false;
    }
  }
  for (uint8_t id = 0; id < special::kCount; id++) {
    if (native_has_special(type, id) && !dict_set_str(t, names, special_method(id).name, kNone)) return false;
  }
  return true;
}

Value type_dir(Thread& t, Value self) {
  Dict* names = TS_TRY(make_dict(t));
  for (size_t i = 0; const Type* at = mro_at(*t.vm, self_type(self), i); i++) {
    if (!add_names(t, names, at)) return {};
  }
  return make_list_from(t, Value(names));
}

// --- slots of type

Value type_call(Thread& t, Value self, const Arguments& a) { return call_type(t, self_type(self), a); }

bool type_set_attr(Thread& t, Value self, Str* name, Value v) {
  auto* type = self_type(self);
  const Type* meta = type_of(t, self);
  Value attribute = lookup(*t.vm, meta, name);
  if (!attribute.is_absent() && is_data_descriptor(t, attribute)) {
    if (is_exact(attribute, numbers::kGetSet)) {
      auto* getset = static_cast<const GetSet*>(attribute.cell());
      if (!getset->set) {
        raise(t, numbers::kAttributeError, "attribute '{}' of 'type' objects is not writable", Value(name));
        return false;
      }
      return check_receiver(t, getset->owner, getset->name, self) && getset->set(t, self, v);
    }
    return type_of(t, attribute)->slots->descr_set(t, attribute, self, v);
  }
  if (!(type->flags & bind::kTypeHeap)) return immutable(t, self, name);
  auto* dict = static_cast<Dict*>(type->dict.cell());
  Value key = intern(t, Value(name));
  if (!key) return false;
  Value old = dict_get_str(dict, as_str(key));
  if (v) {
    if (!dict_set_str(t, dict, as_str(key), v)) return false;
  } else {
    if (old.is_absent()) return attribute_error(t, self, Value(name)), false;
    if (dict_remove(t, dict, key) < 0) return false;
  }
  auto* changed = heap_type(self);
  type_modified(t, changed);
  std::string_view text = name->view();
  if (text.size() > 4 && text.substr(0, 2) == "__") {
    // Special methods decide flags, of subclasses too.
    for (uint32_t i = 0; i < t.vm->class_count; i++) {
      auto* sub = static_cast<Type*>(t.vm->classes[i].type);
      if (!sub || !is_subtype(*t.vm, sub, changed)) continue;
      auto mark = [&](const Str* method, uint32_t flag) {
        Value f = lookup(*t.vm, sub, method);
        if (!f.is_absent() && !f.is_slot_wrapper()) sub->flags |= flag;
      };
      mark(TS_NAME(__del__), bind::kTypeHasFinalizer);
      mark(TS_NAME(__getattr__), bind::kTypeHasGetAttr);
      mark(TS_NAME(__getattribute__), bind::kTypeHasGetAttr);
      mark(TS_NAME(__setattr__), bind::kTypeHasSetAttr);
      mark(TS_NAME(__delattr__), bind::kTypeHasSetAttr);
    }
  }
  // An attribute that instances may have too hides or is hidden: such lookups are not cached.
  for (uint32_t i = 0; v && old.is_absent() && i < t.vm->class_count; i++) {
    auto* sub = static_cast<Type*>(t.vm->classes[i].type);
    if (!sub || !sub->slot_names || !is_subtype(*t.vm, sub, changed)) continue;
    auto* table = static_cast<ValueArray*>(sub->slot_names.cell());
    for (unsigned j = 0; j < sub->slot_count; j++) {
      if (table->items[j] == key) sub->flags |= bind::kTypeShadowed;
    }
  }
  return true;
}

Value construct_type(Thread& t, Value metatype, const Arguments& a) {
  if (a.positional != 3) return raise(t, numbers::kTypeError, "type.__new__() takes exactly 3 arguments ({} given)", a.positional);
  if (!is_instance_of_native(*t.vm, a[0], numbers::kStr)) {
    return raise(t, numbers::kTypeError, "type.__new__() argument 1 must be str, not {}", TypeOf{a[0]});
  }
  if (!is_instance_of_native(*t.vm, a[1], numbers::kTuple)) {
    return raise(t, numbers::kTypeError, "type.__new__() argument 2 must be tuple, not {}", TypeOf{a[1]});
  }
  if (!is_instance_of_native(*t.vm, a[2], numbers::kDict)) {
    return raise(t, numbers::kTypeError, "type.__new__() argument 3 must be dict, not {}", TypeOf{a[2]});
  }
  Value keywords;
  if (a.keywords) {
    Dict* d = TS_TRY(make_dict(t));
    for (uint32_t i = 0; i < a.keywords; i++) {
      Value key = static_cast<Tuple*>(a.names.cell())->items()[i];
      if (!dict_set(t, d, key, a[a.positional + i])) return {};
    }
    keywords = Value(d);
  }
  const Type* winner = TS_TRY(calculate_metatype(t, self_type(metatype), static_cast<Tuple*>(a[1].cell())));
  if (winner != self_type(metatype) && !lookup(*t.vm, winner, TS_NAME(__new__)).is_slot_wrapper()) {
    Value arguments = TS_TRY(make_tuple(t, {Value(winner), a[0], a[1], a[2]}));
    return call_tuple_dict(t, TS_TRY(get_attr(t, Value(winner), TS_NAME(__new__))), arguments, keywords);
  }
  auto* dict = static_cast<Dict*>(a[2].cell());
  if (dict_get_str(dict, TS_NAME(__module__)).is_absent()) {
    Value module = current_module_name(t);
    Dict* copy = TS_TRY(dict_copy(t, dict));
    if (module && !module.is_absent() && !dict_set_str(t, copy, TS_NAME(__module__), module)) return {};
    dict = copy;
  }
  return build_type(t, winner, a[0], a[1], dict, keywords);
}

bool init_type(Thread& t, Value, const Arguments& a) {
  if (a.positional == 1 || a.positional == 3) return true;
  raise(t, numbers::kTypeError, "type.__init__() takes 1 or 3 arguments");
  return false;
}

Value union_of_types(Thread& t, Value a, Value b, BinaryOp op) {
  if (op != BinaryOp::kOr) return kNotImplemented;
  return make_union(t, a, b);
}

bool hash_type(Thread& t, Value self, intptr_t& out) {
  out = static_cast<intptr_t>(t.vm->heap.identity_hash(*t.vm, self.cell()));
  return true;
}

const Native kTypeNatives[] = {
    TS_METHOD(numbers::kType, type_mro, TS_NAME(mro), "self, /", "Return a type's method resolution order."),
    TS_METHOD(numbers::kType, type_subclasses, TS_NAME(__subclasses__), "self, /", "Return a list of immediate subclasses."),
    TS_METHOD(numbers::kType, type_instancecheck, TS_NAME(__instancecheck__), "self, instance, /", "Check if an object is an instance."),
    TS_METHOD(numbers::kType, type_subclasscheck, TS_NAME(__subclasscheck__), "self, subclass, /", "Check if a class is a subclass."),
    TS_CLASS_METHOD(numbers::kType, type_prepare, TS_NAME(__prepare__), "cls, *args, **kwargs", "Create the namespace for the class statement"),
    TS_METHOD(numbers::kType, type_dir, TS_NAME(__dir__), "self, /", "Specialized __dir__ implementation for types."),
};

const GetSet kTypeGetSets[] = {
    TS_GETSET(numbers::kType, get_name, set_name, TS_NAME(__name__), nullptr),
    TS_GETSET(numbers::kType, get_qualname, set_qualname, TS_NAME(__qualname__), nullptr),
    TS_GETSET(numbers::kType, get_module, set_module, TS_NAME(__module__), nullptr),
    TS_GETSET(numbers::kType, get_bases, set_type_bases, TS_NAME(__bases__), nullptr),
    TS_GETSET(numbers::kType, get_base, nullptr, TS_NAME(__base__), nullptr),
    TS_GETSET(numbers::kType, get_mro, nullptr, TS_NAME(__mro__), nullptr),
    TS_GETSET(numbers::kType, get_class_dict, nullptr, TS_NAME(__dict__), nullptr),
    TS_GETSET(numbers::kType, get_doc, set_doc, TS_NAME(__doc__), nullptr),
    TS_GETSET(numbers::kType, get_annotations, set_annotations, TS_NAME(__annotations__), nullptr),
    TS_GETSET(numbers::kType, get_annotate, set_annotate, TS_NAME(__annotate__), nullptr),
    TS_GETSET(numbers::kType, get_type_params, set_type_params, TS_NAME(__type_params__), nullptr),
    TS_GETSET(numbers::kType, get_abstract, set_abstract, TS_NAME(__abstractmethods__), nullptr),
    TS_GETSET(numbers::kType, get_flags, nullptr, TS_NAME(__flags__), nullptr),
};

const Attributes kTypeAttributes{kTypeNatives, kTypeGetSets, {}, "type(object) -> the object's type\ntype(name, bases, dict, **kwds) -> a new type"};

const Slots kTypeSlots{
    .repr = type_repr,
    .hash = hash_type,
    .binary = union_of_types,
    .call = type_call,
    .get_attr = type_get_attr,
    .set_attr = type_set_attr,
    .construct = construct_type,
    .init = init_type,
};

// --- object

Value get_class(Thread& t, Value self) { return Value(type_of(t, self)); }

bool set_class(Thread& t, Value self, Value v) {
  const Type* wanted = v ? type_or_null(t, v) : nullptr;
  if (!wanted) {
    raise(t, numbers::kTypeError, "__class__ must be set to a class, not '{}' object", TypeOf{v ? v : kNone});
    return false;
  }
  const Type* now = type_of(t, self);
  bool both_heap = now->flags & wanted->flags & bind::kTypeHeap;
  bool same_layout = both_heap && now->native_base == wanted->native_base && now->member_slots == wanted->member_slots &&
                     (now->flags & bind::kTypeNoDict) == (wanted->flags & bind::kTypeNoDict);
  if (!both_heap) {
    raise(t, numbers::kTypeError, "__class__ assignment only supported for mutable types or ModuleType subclasses");
    return false;
  }
  if (!same_layout) {
    raise(t, numbers::kTypeError, "__class__ assignment: '{}' object layout differs from '{}'", wanted->name, now->name);
    return false;
  }
  if (now->flags & bind::kTypeSlotInstance && !(now->flags & bind::kTypeNoDict) && !instance_dict(t, self)) return false;
  self.cell()->set_type_number(wanted->number);
  return true;
}

Value get_instance_dict(Thread& t, Value self) {
  Value d = instance_dict(t, self);
  return d.is_absent() ? attribute_error(t, self, Value(TS_NAME(__dict__))) : d;
}

bool set_instance_dict(Thread& t, Value self, Value v) {
  Value d = instance_dict(t, self);
  if (!d) return false;
  if (d.is_absent()) return attribute_error(t, self, Value(TS_NAME(__dict__))), false;
  if (!v || !is_instance_of_native(*t.vm, v, numbers::kDict)) {
    raise(t, numbers::kTypeError, "__dict__ must be set to a dictionary, not a '{}'", TypeOf{v ? v : kNone});
    return false;
  }
  const Type* type = type_of(t, self);
  if (type->flags & bind::kTypeSlotInstance) {
    static_cast<Instance*>(self.cell())->slots()[type->member_slots] = v;
  } else {
    *dict_slot(t, self, true) = v;
  }
  return true;
}

Value get_object_doc(Thread& t, Value self) { return get_doc(t, Value(type_of(t, self))); }

Value get_object_module(Thread& t, Value self) {
  Value v = module_of(t, type_of(t, self));
  return v.is_absent() ? attribute_error(t, self, Value(TS_NAME(__module__))) : v;
}

Value object_format(Thread& t, Value self, Value spec) {
  if (is_str(spec) && as_str(spec)->bytes == 0) return str(t, self);
  return raise(t, numbers::kTypeError, "unsupported format string passed to {}.__format__", TypeOf{self});
}

Value object_init_subclass(Thread& t, Value cls, Args args, Kwargs keywords) {
  if (args.count || keywords.dict) {
    return raise(t, numbers::kTypeError, "{}.__init_subclass__() takes no keyword arguments", self_type(cls)->name);
  }
  return kNone;
}

Value object_subclasshook(Thread&, Value, Value) { return kNotImplemented; }

Value object_dir(Thread& t, Value self) {
  Dict* names = TS_TRY(make_dict(t));
  Value own = find_attr(t, self, TS_NAME(__dict__));
  if (!own) return {};
  if (is_instance_of_native(*t.vm, own, numbers::kDict) && !dict_update(t, names, own)) return {};
  for (size_t i = 0; const Type* at = mro_at(*t.vm, type_of(t, self), i); i++) {
    if (!add_names(t, names, at)) return {};
  }
  return make_list_from(t, Value(names));
}

Value object_sizeof(Thread& t, Value self) {
  if (!self.is_cell() || self.cell()->is_static()) return make_int(t, sizeof(Value));
  return make_int(t, static_cast<int64_t>(heap::Heap::cell_bytes(*t.vm, self.cell())));
}

Value object_reduce(Thread& t, Value self) { return reduce_by_copyreg(t, self, Value::from_int(0)); }

const Native kObjectNatives[] = {
    TS_METHOD(numbers::kObject, object_format, TS_NAME(__format__), "self, format_spec, /", "Default object formatter."),
    TS_CLASS_METHOD(numbers::kObject, object_init_subclass, TS_NAME(__init_subclass__), "cls, *args, **kwargs", "This method is called when a class is subclassed."),
    TS_CLASS_METHOD(numbers::kObject, object_subclasshook, TS_NAME(__subclasshook__), "cls, object, /", "Abstract classes can override this to customize issubclass()."),
    TS_METHOD(numbers::kObject, object_dir, TS_NAME(__dir__), "self, /", "Default dir() implementation."),
    TS_METHOD(numbers::kObject, object_sizeof, TS_NAME(__sizeof__), "self, /", "Size of object in memory, in bytes."),
    TS_METHOD(numbers::kObject, object_state, TS_NAME(__getstate__), "self, /", "Helper for pickle."),
    TS_METHOD(numbers::kObject, object_reduce, TS_NAME(__reduce__), "self, /", "Helper for pickle."),
    TS_METHOD(numbers::kObject, reduce_object, TS_NAME(__reduce_ex__), "self, protocol, /", "Helper for pickle."),
};

const GetSet kObjectGetSets[] = {
    TS_GETSET(numbers::kObject, get_class, set_class, TS_NAME(__class__), "the object's class"),
    TS_GETSET(numbers::kObject, get_instance_dict, set_instance_dict, TS_NAME(__dict__), nullptr),
    TS_GETSET(numbers::kObject, get_object_doc, nullptr, TS_NAME(__doc__), nullptr),
    TS_GETSET(numbers::kObject, get_object_module, nullptr, TS_NAME(__module__), nullptr),
};

const Attributes kObjectAttributes{kObjectNatives, kObjectGetSets, {}, "The base class of the class hierarchy."};

bool excess(const Arguments& a) { return a.positional || a.keywords; }

Value construct_object(Thread& t, Value type_value, const Arguments& a) {
  auto* type = self_type(type_value);
  if (excess(a)) {
    Value create = lookup(*t.vm, type, TS_NAME(__new__));
    if (create != slot_wrapper(numbers::kObject, special::__new__id)) {
      return raise(t, numbers::kTypeError, "object.__new__() takes exactly one argument (the type to instantiate)");
    }
    if (lookup(*t.vm, type, TS_NAME(__init__)) == slot_wrapper(numbers::kObject, special::__init__id)) {
      return raise(t, numbers::kTypeError, "{}() takes no arguments", type->name);
    }
  }
  if (type->flags & bind::kTypeAbstract) {
    Value names = TS_TRY(get_attr(t, type_value, TS_NAME(__abstractmethods__)));
    Value sorted = TS_TRY(make_list_from(t, names));
    TS_TRY(call_method(t, sorted, TS_NAME(sort)));
    auto* list = static_cast<List*>(sorted.cell());
    StrBuilder text(t);
    for (size_t i = 0; i < list->length; i++) {
      text.append(i ? ", '" : "'");
      text.append(list->items()[i]);
      text.append("'");
    }
    Value joined = TS_TRY(text.finish());
    return raise(t, numbers::kTypeError, "Can't instantiate abstract class {} without an implementation for abstract method{} {}",
                 type->name, list->length == 1 ? "" : "s", joined);
  }
  return new_instance(t, type);
}

bool init_object(Thread& t, Value self, const Arguments& a) {
  if (!excess(a)) return true;
  const Type* type = type_of(t, self);
  if (lookup(*t.vm, type, TS_NAME(__init__)) != slot_wrapper(numbers::kObject, special::__init__id)) {
    raise(t, numbers::kTypeError, "object.__init__() takes exactly one argument (the instance to initialize)");
    return false;
  }
  if (lookup(*t.vm, type, TS_NAME(__new__)) == slot_wrapper(numbers::kObject, special::__new__id)) {
    raise(t, numbers::kTypeError, "{}() takes no arguments", type->name);
    return false;
  }
  return true;
}

Value compare_object(Thread& t, Value a, Value b, CompareOp op) {
  if (op == CompareOp::kEq) return a == b ? kTrue : kNotImplemented;
  if (op == CompareOp::kNe) {
    Value same = TS_TRY(compare(t, a, b, CompareOp::kEq));
    int yes = TS_TRY_INT(truth(t, same));
    return Value::from_bool(!yes);
  }
  return kNotImplemented;
}

bool hash_object(Thread& t, Value self, intptr_t& out) {
  out = self.is_cell() ? static_cast<intptr_t>(t.vm->heap.identity_hash(*t.vm, self.cell())) : static_cast<intptr_t>(self.bits() >> 3);
  return true;
}

const Slots kObjectSlots{
    .repr = object_repr,
    .str = repr,
    .hash = hash_object,
    .compare = compare_object,
    .get_attr = generic_get_attr,
    .set_attr = generic_set_attr,
    .construct = construct_object,
    .init = init_object,
};

}  // namespace

Value type_repr(Thread& t, Value self) {
  Value module = module_of(t, self_type(self));
  Value qualname = get_qualname(t, self);
  if (!is_instance_of_native(*t.vm, module, numbers::kStr) || view_of(module) == "builtins") {
    StrBuilder b(t);
    b.append("<class '");
    b.append(qualname);
    b.append("'>");
    return b.finish();
  }
  StrBuilder b(t);
  b.append("<class '");
  b.append(module);
  b.append(".");
  b.append(qualname);
  b.append("'>");
  return b.finish();
}

Value object_repr(Thread& t, Value o) {
  const Type* type = type_of(t, o);
  Value module = module_of(t, type);
  StrBuilder b(t);
  b.append("<");
  if (is_instance_of_native(*t.vm, module, numbers::kStr) && view_of(module) != "builtins") {
    b.append(module);
    b.append(".");
  }
  b.append(get_qualname(t, Value(type)));
  b.append(" object at 0x");
  uintptr_t address = o.bits();
  char digits[17];
  int n = 0;
  for (int shift = 60; shift >= 0; shift -= 4) {
    unsigned d = static_cast<unsigned>(uint64_t{address} >> shift) & 15;
    if (shift < 48) digits[n++] = "0123456789abcdef"[d];
  }
  b.append(std::string_view(digits, static_cast<size_t>(n)));
  b.append(">");
  return b.finish();
}

Value class_get_item(Thread& t, Value type, Value key) {
  auto* cls = self_type(type);
  Value f = TS_TRY(type_find_attr(t, cls, TS_NAME(__class_getitem__)));
  if (!f.is_absent()) return call(t, f, {key});
  if (cls == &kTypeType || (!(cls->flags & bind::kTypeHeap) && cls->flags & bind::kTypeGeneric)) return make_generic_alias(t, type, key);
  if (cls->flags & bind::kTypeHeap && type_at(*t.vm, cls->native_base)->flags & bind::kTypeGeneric) return make_generic_alias(t, type, key);
  return raise(t, numbers::kTypeError, "type '{}' is not subscriptable", cls->name);
}

extern constinit const Type kTypeType =
    bind::make_type(numbers::kType, TS_NAME(type), &kObjectType, &kTypeSlots, &kTypeAttributes,
                    Layout{.fixed_bytes = sizeof(Type), .first = word_index(offsetof(Type, name)), .last = word_index(sizeof(Type))},
                    bind::kTypeBase | bind::kTypeInstanceDict | bind::kTypeMetaclass);

extern constinit const Type kObjectType =
    bind::make_type(numbers::kObject, TS_NAME(object), nullptr, &kObjectSlots, &kObjectAttributes,
                    Layout{.fixed_bytes = sizeof(Cell), .first = 1, .last = Layout::kToEnd}, bind::kTypeBase);

}  // namespace ts::object
