// property, classmethod, staticmethod, super, and the descriptors of native attributes and __slots__.

#include "object/native_support.h"
#include "object/special.h"

namespace ts::object {

namespace {

Property* self_property(Value v) { return static_cast<Property*>(v.cell()); }

// --- property

Value property_get(Thread& t, Value self, Value instance, Value) {
  if (!instance) return self;
  auto* p = self_property(self);
  if (!p->get || p->get.is_none()) {
    Value name = p->name ? p->name : Value();
    if (name) return raise(t, numbers::kAttributeError, "property {} of {} object has no getter", Repr{name}, Repr{Value(type_of(t, instance)->name)});
    return raise(t, numbers::kAttributeError, "property of {} object has no getter", Repr{Value(type_of(t, instance)->name)});
  }
  return call(t, p->get, {instance});
}

bool property_set(Thread& t, Value self, Value instance, Value v) {
  auto* p = self_property(self);
  Value f = v ? p->set : p->remove;
  if (!f || f.is_none()) {
    const char* what = v ? "setter" : "deleter";
    if (p->name) {
      raise(t, numbers::kAttributeError, "property {} of {} object has no {}", Repr{p->name}, Repr{Value(type_of(t, instance)->name)}, what);
    } else {
      raise(t, numbers::kAttributeError, "property of {} object has no {}", Repr{Value(type_of(t, instance)->name)}, what);
    }
    return false;
  }
  return static_cast<bool>(v ? call(t, f, {instance, v}) : call(t, f, {instance}));
}

Value construct_property(Thread& t, Value type, const Arguments&) {
  auto* p = new_cell<Property>(t, type);
  return p ? Value(p) : Value();
}

bool init_property(Thread& t, Value self, const Arguments& a) {
  static constexpr const Str* kNames[] = {TS_NAME(fget), TS_NAME(fset), TS_NAME(fdel), TS_NAME(doc)};
  Value v[4];
  if (!take_arguments(t, a, "property", kNames, 0, v)) return false;
  auto* p = self_property(self);
  p->get = v[0] && !v[0].is_none() ? v[0] : Value();
  p->set = v[1] && !v[1].is_none() ? v[1] : Value();
  p->remove = v[2] && !v[2].is_none() ? v[2] : Value();
  p->doc = v[3] && !v[3].is_none() ? v[3] : Value();
  if (!p->doc && p->get) {
    Value doc = find_attr(t, p->get, TS_NAME(__doc__));
    if (!doc) return false;
    if (!doc.is_absent() && !doc.is_none()) {
      self_property(self)->doc = doc;
      // A subclass instance shows it through its own dict.
      if (type_of(t, self)->flags & bind::kTypeHeap && !set_attr(t, self, TS_NAME(__doc__), doc)) {
        if (!pending_matches(t, numbers::kAttributeError)) return false;
        take_pending(t);
      }
    }
  }
  return true;
}

template <Value Property::*Field>
Value with_accessor(Thread& t, Value self, Value f) {
  auto* p = self_property(self);
  Value get = p->get, set = p->set, remove = p->remove, name = p->name;
  if (Field == &Property::get) get = f;
  if (Field == &Property::set) set = f;
  if (Field == &Property::remove) remove = f;
  Value made = TS_TRY(call(t, Value(type_of(t, self)), {get ? get : kNone, set ? set : kNone, remove ? remove : kNone,
                                                       Field != &Property::get && p->doc ? p->doc : kNone}));
  if (is_instance_of_native(*t.vm, made, numbers::kProperty)) self_property(made)->name = name;
  return made;
}

Value property_set_name(Thread&, Value self, Value, Value name) {
  self_property(self)->name = name;
  return kNone;
}

template <Value Property::*Field>
Value get_property_field(Thread&, Value self) {
  return self_property(self)->*Field ? self_property(self)->*Field : kNone;
}
bool set_property_doc(Thread&, Value self, Value v) {
  self_property(self)->doc = v;
  return true;
}
Value get_property_name(Thread& t, Value self) {
  auto* p = self_property(self);
  if (p->name) return p->name;
  if (p->get) return get_attr(t, p->get, TS_NAME(__name__));
  return attribute_error(t, self, Value(TS_NAME(__name__)));
}
bool set_property_name(Thread&, Value self, Value v) {
  self_property(self)->name = v;
  return true;
}
Value get_property_abstract(Thread& t, Value self) {
  auto* p = self_property(self);
  for (Value f : {p->get, p->set, p->remove}) {
    if (!f) continue;
    Value v = TS_TRY(find_attr(t, f, TS_NAME(__isabstractmethod__)));
    if (!v.is_absent() && TS_TRY_INT(truth(t, v))) return kTrue;
  }
  return kFalse;
}

const Native kPropertyNatives[] = {
    TS_METHOD(numbers::kProperty, with_accessor<&Property::get>, TS_NAME(getter), "self, object, /", "Descriptor to obtain a copy of the property with a different getter."),
    TS_METHOD(numbers::kProperty, with_accessor<&Property::set>, TS_NAME(setter), "self, object, /", "Descriptor to obtain a copy of the property with a different setter."),
    TS_METHOD(numbers::kProperty, with_accessor<&Property::remove>, TS_NAME(deleter), "self, object, /", "Descriptor to obtain a copy of the property with a different deleter."),
    TS_METHOD(numbers::kProperty, property_set_name, TS_NAME(__set_name__), "self, owner, name, /", "Method to set name of a property."),
};
const GetSet kPropertyGetSets[] = {
    TS_GETSET(numbers::kProperty, get_property_field<&Property::get>, nullptr, TS_NAME(fget), nullptr),
    TS_GETSET(numbers::kProperty, get_property_field<&Property::set>, nullptr, TS_NAME(fset), nullptr),
    TS_GETSET(numbers::kProperty, get_property_field<&Property::remove>, nullptr, TS_NAME(fdel), nullptr),
    TS_GETSET(numbers::kProperty, get_property_field<&Property::doc>, set_property_doc, TS_NAME(__doc__), nullptr),
    TS_GETSET(numbers::kProperty, get_property_name, set_property_name, TS_NAME(__name__), nullptr),
    TS_GETSET(numbers::kProperty, get_property_abstract, nullptr, TS_NAME(__isabstractmethod__), nullptr),
};
const Attributes kPropertyAttributes{kPropertyNatives, kPropertyGetSets, {}, "Property attribute."};
const Slots kPropertySlots{.hash = hash_identity, .descr_get = property_get, .descr_set = property_set, .construct = construct_property, .init = init_property};

// --- classmethod and staticmethod

Wrapper* self_wrapper(Value v) { return static_cast<Wrapper*>(v.cell()); }

Value construct_wrapper(Thread& t, Value type, const Arguments&) {
  auto* w = new_cell<Wrapper>(t, type);
  return w ? Value(w) : Value();
}
bool init_wrapper(Thread& t, Value self, const Arguments& a) {
  if (a.positional != 1 || a.keywords) {
    raise(t, numbers::kTypeError, "{} expected 1 argument, got {}", TypeOf{self}, a.positional);
    return false;
  }
  self_wrapper(self)->function = a[0];
  // functools.update_wrapper's attributes, as CPython copies them.
  for (const Str* name : {TS_NAME(__module__), TS_NAME(__name__), TS_NAME(__qualname__), TS_NAME(__doc__)}) {
    Value v = find_attr(t, a[0], name);
    if (!v) {
      if (!pending_matches(t, numbers::kAttributeError)) return false;
      take_pending(t);
      continue;
    }
    if (v.is_absent()) continue;
    Value* slot = dict_slot(t, self, true);
    if (!slot || !dict_set_str(t, static_cast<Dict*>(slot->cell()), name, v)) return false;
  }
  return true;
}
Value get_wrapped(Thread&, Value self) { return self_wrapper(self)->function ? self_wrapper(self)->function : kNone; }
Value get_wrapper_abstract(Thread& t, Value self) {
  Value v = TS_TRY(find_attr(t, self_wrapper(self)->function, TS_NAME(__isabstractmethod__)));
  if (v.is_absent()) return kFalse;
  return Value::from_bool(TS_TRY_INT(truth(t, v)));
}
Value wrapper_repr(Thread& t, Value self) {
  Value inner = TS_TRY(repr(t, self_wrapper(self)->function));
  StrBuilder b(t);
  b.append("<");
  b.append(type_name(t, self));
  b.append("(");
  b.append(inner);
  b.append(")>");
  return b.finish();
}
Value classmethod_get(Thread& t, Value self, Value instance, Value owner) {
  const Type* type = owner ? static_cast<const Type*>(owner.cell()) : type_of(t, instance);
  return bind_attribute(t, self_wrapper(self)->function, Value(type), type_of(t, Value(type)));
}
Value staticmethod_get(Thread&, Value self, Value, Value) { return self_wrapper(self)->function; }
Value staticmethod_call(Thread& t, Value self, const Arguments& a) { return call_with(t, self_wrapper(self)->function, a); }

#define WRAPPER_GETSETS(T)                                                             \
  {                                                                                    \
    TS_GETSET(T, get_wrapped, nullptr, TS_NAME(__func__), nullptr),                    \
    TS_GETSET(T, get_wrapped, nullptr, TS_NAME(__wrapped__), nullptr),                 \
    TS_GETSET(T, get_wrapper_abstract, nullptr, TS_NAME(__isabstractmethod__), nullptr) \
  }
const GetSet kClassMethodGetSets[] = WRAPPER_GETSETS(numbers::kClassMethod);
const GetSet kStaticMethodGetSets[] = WRAPPER_GETSETS(numbers::kStaticMethod);
const Attributes kClassMethodAttributes{{}, kClassMethodGetSets, {}, "Convert a function to be a class method."};
const Attributes kStaticMethodAttributes{{}, kStaticMethodGetSets, {}, "Convert a function to be a static method."};
const Slots kClassMethodSlots{.repr = wrapper_repr, .hash = hash_identity, .descr_get = classmethod_get, .construct = construct_wrapper, .init = init_wrapper};
const Slots kStaticMethodSlots{.repr = wrapper_repr, .hash = hash_identity, .call = staticmethod_call, .descr_get = staticmethod_get, .construct = construct_wrapper, .init = init_wrapper};

// --- super

Super* self_super(Value v) { return static_cast<Super*>(v.cell()); }

/// The type whose MRO super(type, object) follows.
const Type* super_check(Thread& t, const Type* type, Value o) {
  const Type* as = type_or_null(t, o);
  if (as && is_subtype(*t.vm, as, type)) return as;
  if (is_subtype(*t.vm, type_of(t, o), type)) return type_of(t, o);
  raise(t, numbers::kTypeError, "super(type, obj): obj ({} {}) is not an instance or subtype of type ({}).",
        as ? "type" : "instance of", as ? as->name : type_of(t, o)->name, type->name);
  return nullptr;
}

Value super_get_attr(Thread& t, Value self, Str* name) {
  auto* s = self_super(self);
  if (!s->object_type || (name->view() == "__class__")) return generic_get_attr(t, self, name);
  auto* start = static_cast<const Type*>(s->object_type.cell());
  auto* behind = static_cast<const Type*>(s->type.cell());
  const Str* key = canonical_name(name);
  bool past = false;
  for (size_t i = 0; const Type* at = mro_at(*t.vm, start, i); i++) {
    if (past) {
      Value v = own_attribute(*t.vm, at, key);
      if (!v.is_absent()) {
        bool through_class = s->object == Value(start);
        return bind_attribute(t, v, through_class ? Value() : s->object, start);
      }
    }
    past = past || at == behind;
  }
  Value own = generic_find_attr(t, self, name);
  if (!own.is_absent()) return own;
  return raise(t, numbers::kAttributeError, "'super' object has no attribute '{}'", Value(name));
}

Value construct_super(Thread& t, Value type, const Arguments&) {
  auto* s = new_cell<Super>(t, type);
  return s ? Value(s) : Value();
}

bool init_super(Thread& t, Value self, const Arguments& a) {
  Value type, object = kNone;
  if (a.positional == 0) {
    if (!super_arguments(t, type, object)) return false;
  } else {
    type = a[0];
    if (a.positional > 1) object = a[1];
    if (a.positional > 2 || a.keywords) {
      raise(t, numbers::kTypeError, "super() expected at most 2 arguments, got {}", a.positional);
      return false;
    }
  }
  const Type* as = type_or_null(t, type);
  if (!as) {
    raise(t, numbers::kTypeError, "super() argument 1 must be a type, not {}", TypeOf{type});
    return false;
  }
  auto* s = self_super(self);
  s->type = type;
  if (object.is_none()) return true;
  const Type* checked = super_check(t, as, object);
  if (!checked) return false;
  s = self_super(self);
  s->object = object;
  s->object_type = Value(checked);
  return true;
}

Value super_repr(Thread& t, Value self) {
  auto* s = self_super(self);
  StrBuilder b(t);
  b.append("<super: <class '");
  b.append(s->type ? static_cast<Type*>(s->type.cell())->name : Value(TS_STR("NULL")));
  b.append("'>, ");
  if (s->object_type) {
    b.append("<");
    b.append(static_cast<Type*>(s->object_type.cell())->name);
    b.append(" object>>");
  } else {
    b.append("NULL>");
  }
  return b.finish();
}

Value super_descr_get(Thread& t, Value self, Value instance, Value) {
  auto* s = self_super(self);
  if (!instance || s->object) return self;
  return super_object(t, static_cast<const Type*>(s->type.cell()), instance);
}

template <Value Super::*Field>
Value get_super_field(Thread&, Value self) {
  return self_super(self)->*Field ? self_super(self)->*Field : kNone;
}
const GetSet kSuperGetSets[] = {
    TS_GETSET(numbers::kSuper, get_super_field<&Super::type>, nullptr, TS_NAME(__thisclass__), nullptr),
    TS_GETSET(numbers::kSuper, get_super_field<&Super::object>, nullptr, TS_NAME(__self__), nullptr),
    TS_GETSET(numbers::kSuper, get_super_field<&Super::object_type>, nullptr, TS_NAME(__self_class__), nullptr),
};
const Attributes kSuperAttributes{{}, kSuperGetSets, {}, "super() -> same as super(__class__, <first argument>)"};
const Slots kSuperSlots{.repr = super_repr, .hash = hash_identity, .get_attr = super_get_attr, .descr_get = super_descr_get, .construct = construct_super, .init = init_super};

// --- descriptors of native attributes and of __slots__

Value getset_descr_get(Thread& t, Value self, Value instance, Value) {
  if (!instance) return self;
  auto* g = static_cast<const GetSet*>(self.cell());
  if (g->owner != numbers::kObject && !is_instance_of_native(*t.vm, instance, g->owner)) {
    return raise(t, numbers::kTypeError, "descriptor '{}' for '{}' objects doesn't apply to a '{}' object", Value(g->name), type_at(*t.vm, g->owner)->name, TypeOf{instance});
  }
  return g->get(t, instance);
}
bool getset_descr_set(Thread& t, Value self, Value instance, Value v) {
  auto* g = static_cast<const GetSet*>(self.cell());
  if (g->set) return check_receiver(t, g->owner, g->name, instance) && g->set(t, instance, v);
  raise(t, numbers::kAttributeError, "attribute '{}' of '{}' objects is not writable", Value(g->name), type_at(*t.vm, g->owner)->name);
  return false;
}
Value getset_repr(Thread& t, Value self) {
  auto* g = static_cast<const GetSet*>(self.cell());
  StrBuilder b(t);
  b.append("<attribute '");
  b.append(Value(g->name));
  b.append("' of '");
  b.append(type_at(*t.vm, g->owner)->name);
  b.append("' objects>");
  return b.finish();
}
Value get_getset_name(Thread&, Value self) { return Value(static_cast<const GetSet*>(self.cell())->name); }
Value get_getset_doc(Thread& t, Value self) {
  auto* g = static_cast<const GetSet*>(self.cell());
  return g->doc ? make_str(t, g->doc) : kNone;
}
Value get_getset_owner(Thread& t, Value self) { return Value(type_at(*t.vm, static_cast<const GetSet*>(self.cell())->owner)); }
bool hash_static(Thread&, Value self, intptr_t& out) {
  out = static_cast<intptr_t>(self.bits() >> 3);
  return true;
}
const GetSet kGetSetGetSets[] = {
    TS_GETSET(numbers::kGetSet, get_getset_name, nullptr, TS_NAME(__name__), nullptr),
    TS_GETSET(numbers::kGetSet, get_getset_name, nullptr, TS_NAME(__qualname__), nullptr),
    TS_GETSET(numbers::kGetSet, get_getset_doc, nullptr, TS_NAME(__doc__), nullptr),
    TS_GETSET(numbers::kGetSet, get_getset_owner, nullptr, TS_NAME(__objclass__), nullptr),
};
const Attributes kGetSetAttributes{{}, kGetSetGetSets, {}, nullptr};
const Slots kGetSetSlots{.repr = getset_repr, .hash = hash_static, .descr_get = getset_descr_get, .descr_set = getset_descr_set};

Member* self_member(Value v) { return static_cast<Member*>(v.cell()); }
Value member_descr_get(Thread& t, Value self, Value instance, Value) { return bind_attribute(t, self, instance, nullptr); }
bool member_descr_set(Thread& t, Value self, Value instance, Value v) {
  auto* m = self_member(self);
  if (!is_subtype(*t.vm, type_of(t, instance), static_cast<const Type*>(m->owner.cell()))) {
    raise(t, numbers::kTypeError, "descriptor '{}' for '{}' objects doesn't apply to a '{}' object", m->name, static_cast<Type*>(m->owner.cell())->name, TypeOf{instance});
    return false;
  }
  Value& slot = static_cast<Instance*>(instance.cell())->slots()[m->slot];
  if (!v && !slot) return raise_value(t, numbers::kAttributeError, m->name), false;
  slot = v;
  return true;
}
Value member_repr(Thread& t, Value self) {
  StrBuilder b(t);
  b.append("<member '");
  b.append(self_member(self)->name);
  b.append("' of '");
  b.append(static_cast<Type*>(self_member(self)->owner.cell())->name);
  b.append("' objects>");
  return b.finish();
}
Value get_member_name(Thread&, Value self) { return self_member(self)->name; }
Value get_member_owner(Thread&, Value self) { return self_member(self)->owner; }
const GetSet kMemberGetSets[] = {
    TS_GETSET(numbers::kMember, get_member_name, nullptr, TS_NAME(__name__), nullptr),
    TS_GETSET(numbers::kMember, get_member_owner, nullptr, TS_NAME(__objclass__), nullptr),
};
const Attributes kMemberAttributes{{}, kMemberGetSets, {}, nullptr};
const Slots kMemberSlots{.repr = member_repr, .hash = hash_identity, .descr_get = member_descr_get, .descr_set = member_descr_set};

// --- None, Ellipsis, NotImplemented

Value none_repr(Thread&, Value) { return Value(TS_STR("None")); }
Value ellipsis_repr(Thread&, Value) { return Value(TS_STR("Ellipsis")); }
Value not_implemented_repr(Thread&, Value) { return Value(TS_STR("NotImplemented")); }
int none_truth(Thread&, Value) { return 0; }
int not_implemented_truth(Thread& t, Value) {
  raise(t, numbers::kTypeError, "NotImplemented should not be used in a boolean context");
  return -1;
}
template <heap::SpecialId Id>
Value construct_singleton(Thread& t, Value type, const Arguments& a) {
  if (a.positional || a.keywords) return raise(t, numbers::kTypeError, "{} takes no arguments", static_cast<const Type*>(type.cell())->name);
  return Value::special(Id);
}
Value none_binary(Thread& t, Value a, Value b, BinaryOp op) {
  if (op != BinaryOp::kOr) return kNotImplemented;
  if ((a.is_none() && type_or_null(t, b)) || (b.is_none() && type_or_null(t, a))) return make_union(t, a, b);
  return kNotImplemented;
}
const Slots kNoneSlots{.repr = none_repr, .hash = hash_static, .binary = none_binary, .truth = none_truth, .construct = construct_singleton<heap::SpecialId::kNone>};
const Slots kEllipsisSlots{.repr = ellipsis_repr, .hash = hash_static, .construct = construct_singleton<heap::SpecialId::kEllipsis>};
const Slots kNotImplementedSlots{.repr = not_implemented_repr, .hash = hash_static, .truth = not_implemented_truth, .construct = construct_singleton<heap::SpecialId::kNotImplemented>};

}  // namespace

Value super_object(Thread& t, const Type* type, Value o) {
  const Type* checked = TS_TRY(super_check(t, type, o));
  auto* s = TS_TRY(heap::allocate<Super>(t, numbers::kSuper));
  s->type = Value(type);
  s->object = o;
  s->object_type = Value(checked);
  return Value(s);
}

Value make_property(Thread& t, Value get, Value set, Value remove, Value doc) {
  auto* p = TS_TRY(heap::allocate<Property>(t, numbers::kProperty));
  p->get = get;
  p->set = set;
  p->remove = remove;
  p->doc = doc;
  return Value(p);
}

#define SIMPLE(kind, text, slots, attributes, layout, flags) \
  extern constinit const Type k##kind##Type = bind::make_type(numbers::k##kind, TS_STR(text), &kObjectType, slots, attributes, layout, flags)
SIMPLE(Property, "property", &kPropertySlots, &kPropertyAttributes, layout_all<Property>(), bind::kTypeBase | bind::kTypeDescriptor | bind::kTypeDataDescriptor);
SIMPLE(ClassMethod, "classmethod", &kClassMethodSlots, &kClassMethodAttributes, layout_all<Wrapper>(), bind::kTypeBase | bind::kTypeDescriptor | bind::kTypeInstanceDict);
SIMPLE(StaticMethod, "staticmethod", &kStaticMethodSlots, &kStaticMethodAttributes, layout_all<Wrapper>(), bind::kTypeBase | bind::kTypeDescriptor | bind::kTypeInstanceDict);
SIMPLE(Super, "super", &kSuperSlots, &kSuperAttributes, layout_all<Super>(), bind::kTypeBase | bind::kTypeDescriptor);
SIMPLE(GetSet, "getset_descriptor", &kGetSetSlots, &kGetSetAttributes, Layout{.fixed_bytes = sizeof(GetSet)}, bind::kTypeDescriptor | bind::kTypeDataDescriptor);
SIMPLE(Member, "member_descriptor", &kMemberSlots, &kMemberAttributes, layout_from<Member>(offsetof(Member, name)), bind::kTypeDescriptor | bind::kTypeDataDescriptor);
SIMPLE(NoneType, "NoneType", &kNoneSlots, nullptr, Layout{.fixed_bytes = 8}, 0);
SIMPLE(EllipsisType, "ellipsis", &kEllipsisSlots, nullptr, Layout{.fixed_bytes = 8}, 0);
SIMPLE(NotImplementedType, "NotImplementedType", &kNotImplementedSlots, nullptr, Layout{.fixed_bytes = 8}, 0);
// Cells of the heap's own, which Python never sees.
SIMPLE(Filler, "filler", &kNoneSlots, nullptr, Layout{.fixed_bytes = 8}, 0);
SIMPLE(ValueArray, "values", &kNoneSlots, nullptr, (Layout{.fixed_bytes = sizeof(ValueArray), .element_bytes = sizeof(Value), .first = word_index(sizeof(ValueArray)), .last = Layout::kToEnd}), 0);
SIMPLE(ByteArray, "bytes storage", &kNoneSlots, nullptr, (Layout{.fixed_bytes = sizeof(ByteArray), .element_bytes = 1}), 0);
SIMPLE(WeakArray, "weak values", &kNoneSlots, nullptr, (Layout{.fixed_bytes = sizeof(ValueArray), .element_bytes = sizeof(Value), .special = Layout::kWeakTable}), 0);
SIMPLE(CodeBlob, "code blob", &kNoneSlots, nullptr, (Layout{.fixed_bytes = sizeof(ByteArray), .element_bytes = 1}), 0);
#undef SIMPLE

}  // namespace ts::object
