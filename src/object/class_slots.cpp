// The slots that every class made by Python code shares: each looks its special method up and calls it. And the other
// way round: calling a built-in type's special method by name (slot wrappers).

#include "object/special.h"

namespace ts::object {

namespace {

const Slots& native_slots(Thread& t, Value wrapper) { return *type_at(*t.vm, slot_wrapper_type(wrapper))->slots; }

/// Slots of the built-in type that defines special method `name` of o's class: then its slot is called without detour.
/// Not for a method that stands there under another name or on a foreign class: `__str__ = int.__repr__`.
const Slots* inherited(Thread& t, Value o, Value f, const Str* name) {
  if (!f.is_slot_wrapper() || special_method(slot_wrapper_id(f)).name != name) return nullptr;
  TypeNumber owner = slot_wrapper_type(f);
  if (owner != numbers::kObject && !is_instance_of_native(*t.vm, o, owner)) return nullptr;
  return &native_slots(t, f);
}

Value find(Thread& t, Value o, const Str* name) { return lookup(*t.vm, type_of(t, o), name); }

Value class_repr(Thread& t, Value o) {
  Value f = find(t, o, TS_NAME(__repr__));
  if (auto* s = inherited(t, o, f, TS_NAME(__repr__))) return s->repr ? s->repr(t, o) : object_repr(t, o);
  return call_special(t, o, TS_NAME(__repr__));
}

Value class_str(Thread& t, Value o) {
  Value f = find(t, o, TS_NAME(__str__));
  if (auto* s = inherited(t, o, f, TS_NAME(__str__))) return slot_wrapper_type(f) == numbers::kObject ? repr(t, o) : s->str(t, o);
  return call_special(t, o, TS_NAME(__str__));
}

bool class_hash(Thread& t, Value o, intptr_t& out) {
  Value f = find(t, o, TS_NAME(__hash__));
  if (f.is_none() || f.is_absent()) {
    raise(t, numbers::kTypeError, "unhashable type: '{}'", TypeOf{o});
    return false;
  }
  if (auto* s = inherited(t, o, f, TS_NAME(__hash__))) {
    if (slot_wrapper_type(f) != numbers::kObject) return s->hash(t, o, out);
    out = static_cast<intptr_t>(t.vm->heap.identity_hash(*t.vm, o.cell()));
    return true;
  }
  Value v = call_special(t, o, TS_NAME(__hash__));
  if (!v) return false;
  if (!is_instance_of_native(*t.vm, v, numbers::kInt)) {
    raise(t, numbers::kTypeError, "__hash__ method should return an integer");
    return false;
  }
  if (v.is_small_int()) {
    out = v.small_int() == -1 ? -2 : v.small_int();
    return true;
  }
  return hash(t, v, out);
}

constexpr uint8_t kCompareIds[] = {special::__lt__id, special::__le__id, special::__eq__id,
                                   special::__ne__id, special::__gt__id, special::__ge__id};

Value class_compare(Thread& t, Value a, Value b, CompareOp op) {
  uint8_t id = kCompareIds[static_cast<unsigned>(op)];
  Value f = find(t, a, special_method(id).name);
  if (f.is_absent()) return kNotImplemented;
  if (auto* s = inherited(t, a, f, special_method(id).name)) {
    if (slot_wrapper_type(f) == numbers::kObject) {
      if (op == CompareOp::kEq) return a == b ? kTrue : kNotImplemented;
      if (op != CompareOp::kNe) return kNotImplemented;
      // != is the opposite of == unless the class says otherwise.
      Value same = TS_TRY(class_compare(t, a, b, CompareOp::kEq));
      if (same.is_not_implemented()) return same;
      int yes = TS_TRY_INT(truth(t, same));
      return Value::from_bool(!yes);
    }
    return s->compare(t, a, b, op);
  }
  if (f.is_none()) return kNotImplemented;
  return call_special(t, a, special_method(id).name, {b});
}

Value class_binary(Thread& t, Value a, Value b, BinaryOp op) {
  auto code = static_cast<unsigned>(op);
  const Str* forward = special_method(static_cast<uint8_t>(special::__add__id + code)).name;
  const Str* reflected = special_method(static_cast<uint8_t>(special::__radd__id + code)).name;
  const Type* ta = type_of(t, a);
  const Type* tb = type_of(t, b);
  Value f = lookup(*t.vm, ta, forward);
  Value r = ta == tb ? kAbsent : lookup(*t.vm, tb, reflected);
  auto try_forward = [&]() -> Value {
    if (f.is_absent() || f.is_none()) return kNotImplemented;
    if (auto* s = inherited(t, a, f, forward)) return s->binary(t, a, b, op);
    return call_special(t, a, forward, {b});
  };
  auto try_reflected = [&]() -> Value {
    if (r.is_absent() || r.is_none()) return kNotImplemented;
    if (auto* s = inherited(t, b, r, reflected)) return s->binary(t, a, b, op);
    return call_special(t, b, reflected, {a});
  };
  if (!r.is_absent() && is_subtype(*t.vm, tb, ta) && lookup(*t.vm, ta, reflected) != r) {
    Value v = try_reflected();
    if (!v.is_not_implemented()) return v;
    return try_forward();
  }
  Value v = try_forward();
  if (!v.is_not_implemented()) return v;
  return try_reflected();
}

Value class_inplace(Thread& t, Value a, Value b, BinaryOp op) {
  if (op == BinaryOp::kDivMod) return kNotImplemented;
  const Str* name = special_method(static_cast<uint8_t>(special::__iadd__id + static_cast<unsigned>(op))).name;
  Value f = find(t, a, name);
  if (f.is_absent() || f.is_none()) return kNotImplemented;
  if (auto* s = inherited(t, a, f, name)) return s->inplace(t, a, b, op);
  return call_special(t, a, name, {b});
}

Value class_unary(Thread& t, Value o, UnaryOp op) {
  const Str* name = special_method(static_cast<uint8_t>(special::__neg__id + static_cast<unsigned>(op))).name;
  Value f = find(t, o, name);
  if (f.is_absent()) return kNotImplemented;
  if (auto* s = inherited(t, o, f, name)) return s->unary(t, o, op);
  return call_special(t, o, name);
}

intptr_t class_len(Thread& t, Value o) {
  Value f = find(t, o, TS_NAME(__len__));
  if (f.is_absent()) {
    raise(t, numbers::kTypeError, "object of type '{}' has no len()", TypeOf{o});
    return -1;
  }
  if (auto* s = inherited(t, o, f, TS_NAME(__len__))) return s->len(t, o);
  Value v = call_special(t, o, TS_NAME(__len__));
  if (!v) return -1;
  if (!is_instance_of_native(*t.vm, v, numbers::kInt)) {
    v = index(t, v);
    if (!v) return -1;
  }
  if (!v.is_small_int() && !v.is_bool()) {
    intptr_t n;
    if (!to_index(t, v, n)) {
      if (pending_matches(t, numbers::kOverflowError)) {
        take_pending(t);
        raise(t, numbers::kOverflowError, "cannot fit 'int' into an index-sized integer");
      }
      return -1;
    }
    v = Value::from_int(n);
  }
  intptr_t n = v.is_bool() ? v.is_true() : v.small_int();
  if (n < 0) {
    raise(t, numbers::kValueError, "__len__() should return >= 0");
    return -1;
  }
  return n;
}

int class_truth(Thread& t, Value o) {
  Value f = find(t, o, TS_NAME(__bool__));
  if (auto* s = inherited(t, o, f, TS_NAME(__bool__))) return s->truth(t, o);
  if (f.is_absent() || f.is_none()) {
    Value len = find(t, o, TS_NAME(__len__));
    if (len.is_absent()) return 1;
    intptr_t n = class_len(t, o);
    return n < 0 ? -1 : n > 0;
  }
  Value v = call_special(t, o, TS_NAME(__bool__));
  if (!v) return -1;
  if (v.is_bool()) return v.is_true();
  raise(t, numbers::kTypeError, "__bool__ should return bool, returned {}", TypeOf{v});
  return -1;
}

Value class_get_item_slot(Thread& t, Value o, Value key) {
  Value f = find(t, o, TS_NAME(__getitem__));
  if (auto* s = inherited(t, o, f, TS_NAME(__getitem__))) {
    // A dict subclass may define __missing__; dict's own slot asks for it.
    return s->get_item(t, o, key);
  }
  if (f.is_absent()) {
    if (type_or_null(t, o)) return class_get_item(t, o, key);
    return raise(t, numbers::kTypeError, "'{}' object is not subscriptable", TypeOf{o});
  }
  return call_special(t, o, TS_NAME(__getitem__), {key});
}

bool class_set_item(Thread& t, Value o, Value key, Value v) {
  const Str* name = v ? TS_NAME(__setitem__) : TS_NAME(__delitem__);
  Value f = find(t, o, name);
  if (auto* s = inherited(t, o, f, name)) return s->set_item(t, o, key, v);
  if (f.is_absent()) {
    raise(t, numbers::kTypeError, v ? "'{}' object does not support item assignment" : "'{}' object doesn't support item deletion", TypeOf{o});
    return false;
  }
  return static_cast<bool>(v ? call_special(t, o, name, {key, v}) : call_special(t, o, name, {key}));
}

int class_contains(Thread& t, Value o, Value item) {
  Value f = find(t, o, TS_NAME(__contains__));
  if (auto* s = inherited(t, o, f, TS_NAME(__contains__))) return s->contains(t, o, item);
  if (f.is_absent()) return contains_by_iteration(t, o, item);
  if (f.is_none()) {
    raise(t, numbers::kTypeError, "'{}' object is not a container", TypeOf{o});
    return -1;
  }
  Value v = call_special(t, o, TS_NAME(__contains__), {item});
  return v ? truth(t, v) : -1;
}

Value class_iter(Thread& t, Value o) {
  Value f = find(t, o, TS_NAME(__iter__));
  if (auto* s = inherited(t, o, f, TS_NAME(__iter__))) return s->iter(t, o);
  if (f.is_none()) return raise(t, numbers::kTypeError, "'{}' object is not iterable", TypeOf{o});
  if (f.is_absent()) {
    if (!find(t, o, TS_NAME(__getitem__)).is_absent()) return sequence_iterator(t, o);
    return raise(t, numbers::kTypeError, "'{}' object is not iterable", TypeOf{o});
  }
  Value it = TS_TRY(call_special(t, o, TS_NAME(__iter__)));
  const Type* type = type_of(t, it);
  bool is_iterator = type->flags & bind::kTypeHeap ? !lookup(*t.vm, type, TS_NAME(__next__)).is_absent() : static_cast<bool>(type->slots->next);
  if (!is_iterator) return raise(t, numbers::kTypeError, "iter() returned non-iterator of type '{}'", TypeOf{it});
  return it;
}

Value class_next(Thread& t, Value o) {
  Value f = find(t, o, TS_NAME(__next__));
  if (auto* s = inherited(t, o, f, TS_NAME(__next__))) return s->next(t, o);
  if (f.is_absent()) return raise(t, numbers::kTypeError, "'{}' object is not an iterator", TypeOf{o});
  Value v = call_special(t, o, TS_NAME(__next__));
  if (!v && pending_matches(t, numbers::kStopIteration)) {
    take_pending(t);
    return kStop;
  }
  return v;
}

Value class_call(Thread& t, Value o, const Arguments& a) {
  BoundMethod m = lookup_special(t, o, TS_NAME(__call__));
  if (!m.function) return {};
  if (m.function.is_absent()) return raise(t, numbers::kTypeError, "'{}' object is not callable", TypeOf{o});
  if (!m.with_self) return call_with(t, m.function, a);
  Value bound = TS_TRY(make_method(t, m.function, o));
  return call_with(t, bound, a);
}

Value class_get_attr(Thread& t, Value o, Str* name) {
  const Type* type = type_of(t, o);
  if (!(type->flags & bind::kTypeHasGetAttr)) {
    return is_subtype_number(type, numbers::kType) ? type_get_attr(t, o, name) : native_get_attr(t, o, type, name);
  }
  Value f = lookup(*t.vm, type, TS_NAME(__getattribute__));
  Value v;
  if (f.is_slot_wrapper() || f.is_absent()) {
    v = is_subtype_number(type, numbers::kType) ? type_find_attr(t, static_cast<Type*>(o.cell()), name) : native_find_attr(t, o, type, name);
    if (v && !v.is_absent()) return v;
    if (!v && !pending_matches(t, numbers::kAttributeError)) return {};
  } else {
    v = call_special(t, o, TS_NAME(__getattribute__), {Value(name)});
    if (v || !pending_matches(t, numbers::kAttributeError)) return v;
  }
  if (lookup(*t.vm, type, TS_NAME(__getattr__)).is_absent()) {
    if (!t.pending) attribute_error(t, o, Value(name));
    return {};
  }
  if (t.pending) take_pending(t);
  return call_special(t, o, TS_NAME(__getattr__), {Value(name)});
}

bool class_set_attr(Thread& t, Value o, Str* name, Value v) {
  const Type* type = type_of(t, o);
  const Str* special_name = v ? TS_NAME(__setattr__) : TS_NAME(__delattr__);
  Value f = type->flags & bind::kTypeHasSetAttr ? lookup(*t.vm, type, special_name) : kAbsent;
  if (f.is_absent() || f.is_slot_wrapper()) {
    const Type* native = type_at(*t.vm, type->native_base);
    if (native->slots->set_attr) return native->slots->set_attr(t, o, name, v);
    return generic_set_attr(t, o, name, v);
  }
  return static_cast<bool>(v ? call_special(t, o, special_name, {Value(name), v}) : call_special(t, o, special_name, {Value(name)}));
}

Value class_descr_get(Thread& t, Value self, Value instance, Value owner) {
  Value f = find(t, self, TS_NAME(__get__));
  if (f.is_absent()) return self;
  if (auto* s = inherited(t, self, f, TS_NAME(__get__))) return s->descr_get(t, self, instance, owner);
  return call_special(t, self, TS_NAME(__get__), {instance ? instance : kNone, owner ? owner : kNone});
}

bool class_descr_set(Thread& t, Value self, Value instance, Value v) {
  const Str* name = v ? TS_NAME(__set__) : TS_NAME(__delete__);
  Value f = find(t, self, name);
  if (f.is_absent()) {
    raise(t, numbers::kAttributeError, "{}", Value(name));
    return false;
  }
  if (auto* s = inherited(t, self, f, name)) return s->descr_set(t, self, instance, v);
  return static_cast<bool>(v ? call_special(t, self, name, {instance, v}) : call_special(t, self, name, {instance}));
}

bool class_buffer(Thread& t, Value o, Buffer& out, bool writable) {
  const Type* native = type_at(*t.vm, type_of(t, o)->native_base);
  if (native->slots->buffer) return native->slots->buffer(t, o, out, writable);
  raise(t, numbers::kTypeError, "a bytes-like object is required, not '{}'", TypeOf{o});
  return false;
}

void class_release_buffer(Thread& t, Value o) {
  const Type* native = type_at(*t.vm, type_of(t, o)->native_base);
  if (native->slots->release_buffer) native->slots->release_buffer(t, o);
}

}  // namespace

const Slots kClassSlots{
    .repr = class_repr,
    .str = class_str,
    .hash = class_hash,
    .compare = class_compare,
    .binary = class_binary,
    .inplace = class_inplace,
    .unary = class_unary,
    .truth = class_truth,
    .len = class_len,
    .get_item = class_get_item_slot,
    .set_item = class_set_item,
    .contains = class_contains,
    .iter = class_iter,
    .next = class_next,
    .call = class_call,
    .get_attr = class_get_attr,
    .set_attr = class_set_attr,
    .descr_get = class_descr_get,
    .descr_set = class_descr_set,
    .buffer = class_buffer,
    .release_buffer = class_release_buffer,
    .construct = nullptr,
    .init = nullptr,
};

Value native_find_attr(Thread& t, Value o, const Type* type, Str* name) {
  const Type* native = type_at(*t.vm, type->native_base);
  if (!native->slots->get_attr) return generic_find_attr(t, o, name);
  Value v = native->slots->get_attr(t, o, name);
  if (v || !pending_matches(t, numbers::kAttributeError)) return v;
  take_pending(t);
  return kAbsent;
}

Value native_get_attr(Thread& t, Value o, const Type* type, Str* name) {
  const Type* native = type_at(*t.vm, type->native_base);
  if (!native->slots->get_attr) return generic_get_attr(t, o, name);
  return native->slots->get_attr(t, o, name);
}

namespace {

bool expect(Thread& t, const SpecialMethod& m, const Arguments& a, unsigned low, unsigned high) {
  unsigned given = a.positional - 1;
  if (given >= low && given <= high && !a.keywords) return true;
  if (a.keywords) {
    raise(t, numbers::kTypeError, "wrapper {}() takes no keyword arguments", Value(m.name));
  } else {
    raise(t, numbers::kTypeError, "expected {} argument{}, got {}", low, low == 1 ? "" : "s", given);
  }
  return false;
}

Value from_truth(int yes) { return yes < 0 ? Value() : Value::from_bool(yes); }
Value none_if(bool ok) { return ok ? kNone : Value(); }

}  // namespace

Value call_slot_wrapper(Thread& t, Value wrapper, const Arguments& a) {
  const Type* owner = type_at(*t.vm, slot_wrapper_type(wrapper));
  const SpecialMethod& m = special_method(slot_wrapper_id(wrapper));
  const Slots& s = *owner->slots;
  if (a.positional == 0) {
    if (m.kind == SpecialKind::kNew) return raise(t, numbers::kTypeError, "{}.__new__(): not enough arguments", owner->name);
    return raise(t, numbers::kTypeError, "descriptor '{}' of '{}' object needs an argument", Value(m.name), owner->name);
  }
  Value self = a[0];
  if (m.kind == SpecialKind::kNew) {
    const Type* type = type_or_null(t, self);
    if (!type) return raise(t, numbers::kTypeError, "{}.__new__(X): X is not a type object ({})", owner->name, TypeOf{self});
    if (!is_subtype(*t.vm, type, owner)) {
      return raise(t, numbers::kTypeError, "{}.__new__({}): {} is not a subtype of {}", owner->name, type->name, type->name, owner->name);
    }
    if (type->native_base != owner->number && owner->number != numbers::kObject &&
        type_at(*t.vm, type->native_base)->slots->construct != s.construct) {
      return raise(t, numbers::kTypeError, "{}.__new__({}) is not safe, use {}.__new__()", owner->name, type->name, type_at(*t.vm, type->native_base)->name);
    }
    if (owner->number == numbers::kObject && type->native_base != numbers::kObject && type_at(*t.vm, type->native_base)->slots->construct) {
      const Type* native = type_at(*t.vm, type->native_base);
      if (native->slots->construct != s.construct) {
        return raise(t, numbers::kTypeError, "object.__new__({}) is not safe, use {}.__new__()", type->name, native->name);
      }
    }
    return s.construct(t, self, Arguments{a.values + 1, a.positional - 1, a.keywords, a.names});
  }
  if (!is_subtype(*t.vm, type_of(t, self), owner)) {
    return raise(t, numbers::kTypeError, "descriptor '{}' requires a '{}' object but received a '{}'", Value(m.name), owner->name, TypeOf{self});
  }
  auto binary_op = static_cast<BinaryOp>(m.operand);
  switch (m.kind) {
    case SpecialKind::kRepr: return expect(t, m, a, 0, 0) ? (s.repr ? s.repr(t, self) : object_repr(t, self)) : Value();
    case SpecialKind::kStr: return expect(t, m, a, 0, 0) ? (s.str ? s.str(t, self) : repr(t, self)) : Value();
    case SpecialKind::kHash: {
      if (!expect(t, m, a, 0, 0)) return {};
      intptr_t h;
      if (!s.hash(t, self, h)) return {};
      return make_int(t, h);
    }
    case SpecialKind::kCompare: return expect(t, m, a, 1, 1) ? s.compare(t, self, a[1], static_cast<CompareOp>(m.operand)) : Value();
    case SpecialKind::kBinary:
      if (binary_op == BinaryOp::kPow && a.positional == 3) return power(t, self, a[1], a[2]);
      return expect(t, m, a, 1, 1) ? s.binary(t, self, a[1], binary_op) : Value();
    case SpecialKind::kReflected: return expect(t, m, a, 1, 1) ? s.binary(t, a[1], self, binary_op) : Value();
    case SpecialKind::kInplace: return expect(t, m, a, 1, 1) ? s.inplace(t, self, a[1], binary_op) : Value();
    case SpecialKind::kUnary: return expect(t, m, a, 0, 0) ? s.unary(t, self, static_cast<UnaryOp>(m.operand)) : Value();
    case SpecialKind::kTruth: return expect(t, m, a, 0, 0) ? from_truth(s.truth(t, self)) : Value();
    case SpecialKind::kLen: {
      if (!expect(t, m, a, 0, 0)) return {};
      intptr_t n = s.len(t, self);
      return n < 0 ? Value() : make_int(t, n);
    }
    case SpecialKind::kGetItem: return expect(t, m, a, 1, 1) ? s.get_item(t, self, a[1]) : Value();
    case SpecialKind::kSetItem: return expect(t, m, a, 2, 2) ? none_if(s.set_item(t, self, a[1], a[2])) : Value();
    case SpecialKind::kDelItem: return expect(t, m, a, 1, 1) ? none_if(s.set_item(t, self, a[1], Value())) : Value();
    case SpecialKind::kContains: return expect(t, m, a, 1, 1) ? from_truth(s.contains(t, self, a[1])) : Value();
    case SpecialKind::kIter: return expect(t, m, a, 0, 0) ? s.iter(t, self) : Value();
    case SpecialKind::kNext: {
      if (!expect(t, m, a, 0, 0)) return {};
      Value v = s.next(t, self);
      return v.is_stop() ? raise_stop_iteration(t, Value()) : v;
    }
    case SpecialKind::kCall: return s.call(t, self, Arguments{a.values + 1, a.positional - 1, a.keywords, a.names});
    case SpecialKind::kGetAttribute:
    case SpecialKind::kSetAttr:
    case SpecialKind::kDelAttr: {
      unsigned extra = m.kind == SpecialKind::kSetAttr ? 2 : 1;
      if (!expect(t, m, a, extra, extra)) return {};
      if (!is_instance_of_native(*t.vm, a[1], numbers::kStr)) {
        return raise(t, numbers::kTypeError, "attribute name must be string, not '{}'", TypeOf{a[1]});
      }
      if (m.kind == SpecialKind::kGetAttribute) return s.get_attr(t, self, as_str(a[1]));
      return none_if(s.set_attr(t, self, as_str(a[1]), m.kind == SpecialKind::kSetAttr ? a[2] : Value()));
    }
    case SpecialKind::kDescrGet: {
      if (!expect(t, m, a, 1, 2)) return {};
      Value instance = a[1].is_none() ? Value() : a[1];
      Value owner_type = a.positional > 2 && !a[2].is_none() ? a[2] : instance ? Value(type_of(t, instance)) : Value();
      if (!instance && !owner_type) return raise(t, numbers::kTypeError, "__get__(None, None) is invalid");
      return s.descr_get(t, self, instance, owner_type);
    }
    case SpecialKind::kDescrSet: return expect(t, m, a, 2, 2) ? none_if(s.descr_set(t, self, a[1], a[2])) : Value();
    case SpecialKind::kDescrDelete: return expect(t, m, a, 1, 1) ? none_if(s.descr_set(t, self, a[1], Value())) : Value();
    case SpecialKind::kInit: return none_if(s.init(t, self, Arguments{a.values + 1, a.positional - 1, a.keywords, a.names}));
    case SpecialKind::kNew: break;
  }
  return {};
}

}  // namespace ts::object
