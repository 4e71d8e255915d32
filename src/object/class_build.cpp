// Making classes: bases, C3 order, layout, __slots__, hooks; and calling a type to make an instance.

#include "object/special.h"

namespace ts::object {

namespace {

/// C3 linearisation (Python's method resolution order).
Value compute_mro(Thread& t, Type* type, Tuple* bases) {
  // Every list is a tuple: the MROs of the bases, then the bases themselves. heads[i] is how far list i is used up.
  uint32_t n = bases->length + 1;
  for (uint32_t i = 0; i < bases->length; i++) {
    for (uint32_t j = i + 1; j < bases->length; j++) {
      if (bases->items()[i] != bases->items()[j]) continue;
      return raise(t, numbers::kTypeError, "duplicate base class {}", static_cast<Type*>(bases->items()[i].cell())->name);
    }
  }
  Tuple* lists = TS_TRY(allocate_tuple(t, n));
  for (uint32_t i = 0; i < bases->length; i++) {
    Value mro = TS_TRY(mro_tuple(t, static_cast<Type*>(bases->items()[i].cell())));
    lists->items()[i] = mro;
  }
  lists->items()[n - 1] = Value(bases);
  List* result = TS_TRY(make_list(t, 8));
  if (!list_append(t, result, Value(type))) return {};
  Bytes* heads = static_cast<Bytes*>(TS_TRY(make_bytes(t, nullptr, n * 2)).cell());
  auto head = [&](uint32_t i) { return reinterpret_cast<uint16_t*>(heads->data()) + i; };
  for (;;) {
    bool all_empty = true;
    Value pick;
    for (uint32_t i = 0; i < n && !pick; i++) {
      auto* list = static_cast<Tuple*>(lists->items()[i].cell());
      if (*head(i) >= list->length) continue;
      all_empty = false;
      Value candidate = list->items()[*head(i)];
      bool in_tail = false;
      for (uint32_t j = 0; j < n && !in_tail; j++) {
        auto* other = static_cast<Tuple*>(lists->items()[j].cell());
        for (uint32_t k = *head(j) + 1u; k < other->length; k++) in_tail = in_tail || other->items()[k] == candidate;
      }
      if (!in_tail) pick = candidate;
    }
    if (all_empty) return object::make_tuple(t, result->span());
    if (!pick) {
      // The classes at the heads of what could not be merged, each once.
      StrBuilder names(t);
      for (uint32_t i = 0; i < n; i++) {
        auto* list = static_cast<Tuple*>(lists->items()[i].cell());
        if (*head(i) >= list->length) continue;
        Value candidate = list->items()[*head(i)];
        bool seen = false;
        for (uint32_t j = 0; j < i; j++) {
          auto* other = static_cast<Tuple*>(lists->items()[j].cell());
          seen = seen || (*head(j) < other->length && other->items()[*head(j)] == candidate);
        }
        if (seen) continue;
        if (names.bytes()) names.append(", ");
        names.append(static_cast<Type*>(candidate.cell())->name);
      }
      Value text = TS_TRY(names.finish());
      return raise(t, numbers::kTypeError, "Cannot create a consistent method resolution order (MRO) for bases {}", text);
    }
    if (!list_append(t, result, pick)) return {};
    for (uint32_t i = 0; i < n; i++) {
      auto* list = static_cast<Tuple*>(lists->items()[i].cell());
      if (*head(i) < list->length && list->items()[*head(i)] == pick) (*head(i))++;
    }
  }
}

TypeNumber new_class_number(Thread& t) {
  Vm& vm = *t.vm;
  for (uint32_t i = 0; i < vm.class_count; i++) {
    if (!vm.classes[i].type) return heap::kFirstClass + i;
  }
  if (vm.class_count == vm.class_capacity) {
    uint32_t more = vm.class_capacity ? vm.class_capacity * 2 : 16;
    void* grown = vm.resize_memory(vm.memory_context, vm.classes, vm.class_capacity * sizeof(heap::ClassEntry),
                                   more * sizeof(heap::ClassEntry));
    if (!grown || heap::kFirstClass + more >= (1u << 23)) {
      t.pending = vm.roots.memory_error;
      return 0;
    }
    vm.classes = static_cast<heap::ClassEntry*>(grown);
    vm.class_capacity = more;
  }
  vm.classes[vm.class_count] = {};
  return heap::kFirstClass + vm.class_count++;
}

/// The base that decides the layout: the one with the most specific native type.
const Type* best_base(Thread& t, Tuple* bases) {
  const Type* best = nullptr;
  for (uint32_t i = 0; i < bases->length; i++) {
    auto* base = static_cast<const Type*>(bases->items()[i].cell());
    if (!(base->flags & (bind::kTypeBase | bind::kTypeHeap))) {
      raise(t, numbers::kTypeError, "type '{}' is not an acceptable base type", base->name);
      return nullptr;
    }
    if (!best) {
      best = base;
      continue;
    }
    const Type* a = type_at(*t.vm, best->native_base);
    const Type* b = type_at(*t.vm, base->native_base);
    bool a_extends_b = is_subtype(*t.vm, a, b), b_extends_a = is_subtype(*t.vm, b, a);
    // Exceptions without fields of their own share one layout.
    bool both_exceptions = a->flags & b->flags & bind::kTypeException;
    if (!a_extends_b && !b_extends_a && !both_exceptions) {
      raise(t, numbers::kTypeError, "multiple bases have instance lay-out conflict");
      return nullptr;
    }
    if (b_extends_a && !a_extends_b) best = base;
    if (a == b && base->member_slots && best->member_slots && base != best) {
      if (is_subtype(*t.vm, base, best)) {
        best = base;
      } else if (!is_subtype(*t.vm, best, base)) {
        raise(t, numbers::kTypeError, "multiple bases have instance lay-out conflict");
        return nullptr;
      }
    } else if (a == b && base->member_slots > best->member_slots) {
      best = base;
    }
  }
  return best;
}

bool append_slot_name(Thread& t, Type* type, Value name) {
  auto* table = type->slot_names ? static_cast<ValueArray*>(type->slot_names.cell()) : nullptr;
  if (!table || table->capacity == type->slot_count) {
    size_t capacity = table ? table->capacity + 8 : 4;
    auto* grown = heap::allocate<ValueArray>(t, numbers::kValueArray, capacity * sizeof(Value));
    if (!grown) return false;
    grown->capacity = capacity;
    for (unsigned i = 0; i < type->slot_count; i++) grown->items[i] = table->items[i];
    type->slot_names = Value(grown);
    table = grown;
  }
  table->items[type->slot_count++] = name;
  return true;
}

/// _C__x for __x in class C.
Value mangle(Thread& t, Value class_name, Value name) {
  std::string_view text = view_of(name);
  if (text.size() < 3 || text.substr(0, 2) != "__" || text.substr(text.size() - 2) == "__") return name;
  std::string_view cls = view_of(class_name);
  while (!cls.empty() && cls[0] == '_') cls.remove_prefix(1);
  if (cls.empty()) return name;
  StrBuilder b(t);
  b.append("_");
  b.append(cls);
  b.append(text);
  Value mangled = TS_TRY(b.finish());
  return intern(t, mangled);
}

bool add_slots(Thread& t, Type* type, Dict* dict, Value slots, bool base_has_dict) {
  Value items = is_instance_of_native(*t.vm, slots, numbers::kStr) ? object::make_tuple(t, {slots}) : make_tuple_from(t, slots);
  if (!items) return false;
  bool wants_dict = base_has_dict;
  bool wants_weak = false;
  for (Value base : static_cast<Tuple*>(type->bases.cell())->span()) {
    auto* b = static_cast<const Type*>(base.cell());
    wants_weak = wants_weak || (b != &kObjectType && !(b->flags & bind::kTypeNoWeakReferences));
  }
  auto* names = static_cast<Tuple*>(items.cell());
  const Layout& native_layout = type_at(*t.vm, type->native_base)->layout;
  bool variable_size = native_layout.element_bytes || type->flags & bind::kTypeIntLike;
  if (names->length && variable_size && !(names->length == 1 && view_of(names->items()[0]) == "__dict__")) {
    raise(t, numbers::kTypeError, "nonempty __slots__ not supported for subtype of '{}'", static_cast<const Type*>(type->base.cell())->name);
    return false;
  }
  for (uint32_t i = 0; i < names->length; i++) {
    Value name = names->items()[i];
    if (!is_instance_of_native(*t.vm, name, numbers::kStr)) {
      raise(t, numbers::kTypeError, "__slots__ items must be strings, not '{}'", TypeOf{name});
      return false;
    }
    if (view_of(name) == "__dict__") {
      if (wants_dict) {
        raise(t, numbers::kTypeError, "__dict__ slot disallowed: we already got one");
        return false;
      }
      wants_dict = true;
      continue;
    }
    if (view_of(name) == "__weakref__") {
      wants_weak = true;
      continue;
    }
    Value is_name = TS_TRY(call_method(t, name, TS_NAME(isidentifier)));
    if (!is_name.is_true()) {
      raise(t, numbers::kTypeError, "__slots__ must be identifiers");
      return false;
    }
    if (!(type->flags & bind::kTypeSlotInstance)) continue;  // instances of natives keep such attributes in their dict
    name = TS_TRY(mangle(t, type->name, intern(t, name)));
    if (Value known = dict_get_str(dict, as_str(name)); !known.is_absent()) {
      if (is_exact(known, numbers::kMember) && static_cast<Member*>(known.cell())->owner == Value(type)) continue;  // named twice
      raise(t, numbers::kValueError, "{} in __slots__ conflicts with class variable", Repr{name});
      return false;
    }
    auto* member = heap::allocate<Member>(t, numbers::kMember);
    if (!member) return false;
    member->slot = type->slot_count;
    member->name = name;
    member->owner = Value(type);
    if (!append_slot_name(t, type, name)) return false;
    if (!dict_set(t, dict, name, Value(member))) return false;
  }
  type->member_slots = type->slot_count;
  if (!wants_dict) type->flags |= bind::kTypeNoDict;
  if (!wants_weak) type->flags |= bind::kTypeNoWeakReferences;
  return true;
}

/// Flags that spare lookups later.
void set_flags_from_methods(Thread& t, Type* type) {
  auto has = [&](const Str* name) {
    Value v = lookup(*t.vm, type, name);
    return !v.is_absent() && !v.is_slot_wrapper();
  };
  if (has(TS_NAME(__del__))) type->flags |= bind::kTypeHasFinalizer;
  if (has(TS_NAME(__getattr__)) || has(TS_NAME(__getattribute__))) type->flags |= bind::kTypeHasGetAttr;
  if (has(TS_NAME(__setattr__)) || has(TS_NAME(__delattr__))) type->flags |= bind::kTypeHasSetAttr;
}

bool set_names(Thread& t, Type* type, Dict* dict) {
  Dict* copy = TS_TRY(dict_copy(t, dict));
  uint32_t position = 0;
  Value key, v;
  while (dict_next(copy, position, key, v)) {
    const Type* kind = type_of(t, v);
    if (!(kind->flags & bind::kTypeHeap) && !(kind == &kPropertyType)) continue;
    Value f = lookup(*t.vm, kind, TS_NAME(__set_name__));
    if (f.is_absent()) continue;
    if (!call_special(t, v, TS_NAME(__set_name__), {Value(type), key})) {
      if (t.pending.is_cell()) {
        Value saved = take_pending(t);
        StrBuilder note(t);
        note.append("Error calling __set_name__ on '");
        note.append(type_name(t, v));
        note.append("' instance ");
        Value quoted = repr(t, key);
        if (quoted) note.append(quoted);
        note.append(" in '");
        note.append(type->name);
        note.append("'");
        Value text = note.finish();
        if (text) call_method(t, saved, TS_NAME(add_note), {text});
        t.pending = saved;
      }
      return false;
    }
  }
  return true;
}

const Type* winner_metatype(Thread& t, const Type* metatype, Tuple* bases) {
  const Type* winner = metatype;
  for (uint32_t i = 0; i < bases->length; i++) {
    const Type* candidate = type_of(t, bases->items()[i]);
    if (is_subtype(*t.vm, winner, candidate)) continue;
    if (is_subtype(*t.vm, candidate, winner)) {
      winner = candidate;
      continue;
    }
    raise(t, numbers::kTypeError,
          "metaclass conflict: the metaclass of a derived class must be a (non-strict) subclass of the metaclasses of all its bases");
    return nullptr;
  }
  return winner;
}

}  // namespace

const Type* calculate_metatype(Thread& t, const Type* metatype, Tuple* bases) { return winner_metatype(t, metatype, bases); }

Value build_type(Thread& t, const Type* metatype, Value name, Value bases_value, Dict* namespace_dict, Value keywords) {
  auto* bases = static_cast<Tuple*>(bases_value.cell());
  for (uint32_t i = 0; i < bases->length; i++) {
    if (type_or_null(t, bases->items()[i])) continue;
    if (!TS_TRY(find_attr(t, bases->items()[i], TS_NAME(__mro_entries__))).is_absent()) {
      return raise(t, numbers::kTypeError, "type() doesn't support MRO entry resolution; use types.new_class()");
    }
    return raise(t, numbers::kTypeError, "bases must be types");
  }
  metatype = TS_TRY(winner_metatype(t, metatype, bases));
  if (view_of(name).find('\0') != std::string_view::npos) {
    return raise(t, numbers::kValueError, "type name must not contain null characters");
  }
  if (bases->length == 0) {
    bases_value = TS_TRY(object::make_tuple(t, {Value(&kObjectType)}));
    bases = static_cast<Tuple*>(bases_value.cell());
  }
  const Type* base = TS_TRY(best_base(t, bases));
  Dict* dict = TS_TRY(dict_copy(t, namespace_dict));
  TypeNumber number = new_class_number(t);
  if (!number) return {};
  // The number is taken only once the class exists: allocation may collect and must not see half an entry.
  Cell* cell = TS_TRY(allocate_native(t, metatype, sizeof(Type)));
  auto* type = static_cast<Type*>(cell);
  const Type* native = type_at(*t.vm, base->native_base);
  type->slots = &kClassSlots;
  type->number = number;
  type->native_base = base->native_base;
  constexpr uint32_t kInherited = bind::kTypeException | bind::kTypeSequencePattern | bind::kTypeMappingPattern |
                                  bind::kTypeIntLike | bind::kTypeMetaclass | bind::kTypeHasFinalizer;
  type->flags = bind::kTypeHeap | bind::kTypeBase | (base->flags & kInherited) | (native->flags & bind::kTypeInstanceDict);
  for (uint32_t i = 0; i < bases->length; i++) {
    type->flags |= static_cast<Type*>(bases->items()[i].cell())->flags & (bind::kTypeSequencePattern | bind::kTypeMappingPattern);
  }
  bool plain = base->native_base == numbers::kObject;
  if (plain) type->flags |= bind::kTypeSlotInstance;
  type->layout = native->layout;
  if (plain) {
    type->layout = Layout{.fixed_bytes = sizeof(Cell), .first = 1, .last = Layout::kToEnd};
  } else if (!(native->flags & bind::kTypeInstanceDict)) {
    type->layout.trailing = 1;
  }
  type->name = name;
  type->base = Value(base);
  type->bases = bases_value;
  type->dict = Value(dict);
  t.vm->classes[number - heap::kFirstClass] = {type, type->layout};
  type->mro = TS_TRY(compute_mro(t, type, bases));
  Value custom_mro = lookup(*t.vm, metatype, TS_NAME(mro));
  if (metatype != &kTypeType && is_exact(custom_mro, numbers::kFunction)) {
    Value list = TS_TRY(call_special(t, Value(type), TS_NAME(mro)));
    type->mro = TS_TRY(make_tuple_from(t, list));
  }
  for (auto& entry : t.vm->method_cache) {
    if (entry.type == number) entry = {};
  }

  // Names of the namespace that belong to the class itself.
  Value v = dict_get_str(dict, TS_NAME(__qualname__));
  if (!v.is_absent()) {
    if (!is_instance_of_native(*t.vm, v, numbers::kStr)) {
      return raise(t, numbers::kTypeError, "type __qualname__ must be a str, not {}", TypeOf{v});
    }
    type->qualname = v;
    if (dict_remove(t, dict, Value(TS_NAME(__qualname__))) < 0) return {};
  }
  Value seeds = t.vm->roots.class_seeds;
  t.vm->roots.class_seeds = Value();
  Value class_cell = dict_get_str(dict, TS_NAME(__classcell__));
  if (!class_cell.is_absent() && dict_remove(t, dict, Value(TS_NAME(__classcell__))) < 0) return {};
  Value dict_cell = dict_get_str(dict, TS_NAME(__classdictcell__));
  if (!dict_cell.is_absent()) {
    if (dict_remove(t, dict, Value(TS_NAME(__classdictcell__))) < 0) return {};
    if (is_exact(dict_cell, numbers::kCellVariable)) static_cast<CellVariable*>(dict_cell.cell())->content = Value(dict);
  }
  for (const Str* method : {TS_NAME(__init_subclass__), TS_NAME(__class_getitem__)}) {
    Value f = dict_get_str(dict, method);
    if (!is_exact(f, numbers::kFunction)) continue;
    auto* wrapper = heap::allocate<Wrapper>(t, numbers::kClassMethod);
    if (!wrapper) return {};
    wrapper->function = f;
    if (!dict_set_str(t, dict, method, Value(wrapper))) return {};
  }
  Value create = dict_get_str(dict, TS_NAME(__new__));
  if (is_exact(create, numbers::kFunction)) {
    auto* wrapper = heap::allocate<Wrapper>(t, numbers::kStaticMethod);
    if (!wrapper) return {};
    wrapper->function = create;
    if (!dict_set_str(t, dict, TS_NAME(__new__), Value(wrapper))) return {};
  }
  if (dict_get_str(dict, TS_NAME(__hash__)).is_absent() && !dict_get_str(dict, TS_NAME(__eq__)).is_absent()) {
    if (!dict_set_str(t, dict, TS_NAME(__hash__), kNone)) return {};
  }
  if (dict_get_str(dict, TS_NAME(__doc__)).is_absent() && !dict_set_str(t, dict, TS_NAME(__doc__), kNone)) return {};

  // Slots: those of the base come first, then __slots__, then names the methods are seen to store.
  bool base_has_dict = !plain || (base != &kObjectType && !(base->flags & bind::kTypeNoDict));
  for (uint32_t i = 0; plain && i < bases->length; i++) {
    auto* b = static_cast<const Type*>(bases->items()[i].cell());
    if (b->flags & bind::kTypeHeap && !(b->flags & bind::kTypeNoDict)) base_has_dict = true;
  }
  if (base->slot_names && plain) {
    auto* table = static_cast<ValueArray*>(base->slot_names.cell());
    for (unsigned i = 0; i < base->member_slots; i++) {
      if (!append_slot_name(t, type, table->items[i])) return {};
    }
    type->member_slots = type->slot_count;
  }
  Value slots = dict_get_str(dict, TS_NAME(__slots__));
  if (!slots.is_absent() && !add_slots(t, type, dict, slots, base_has_dict)) return {};
  if (plain && !(type->flags & bind::kTypeNoDict)) {
    auto* table = base->slot_names ? static_cast<ValueArray*>(base->slot_names.cell()) : nullptr;
    for (unsigned i = base->member_slots; table && i < base->slot_count && i < 24; i++) {
      if (!append_slot_name(t, type, table->items[i])) return {};
    }
    auto* names = seeds.is_cell() && is_exact(seeds, numbers::kTuple) ? static_cast<Tuple*>(seeds.cell()) : nullptr;
    for (uint32_t i = 0; names && i < names->length && type->slot_count < 24; i++) {
      bool known = false;
      auto* own = type->slot_names ? static_cast<ValueArray*>(type->slot_names.cell()) : nullptr;
      for (unsigned j = 0; j < type->slot_count; j++) known = known || own->items[j] == names->items()[i];
      if (!known && dict_get_str(dict, as_str(names->items()[i])).is_absent() && !append_slot_name(t, type, names->items()[i])) return {};
    }
  }
  set_flags_from_methods(t, type);

  if (!class_cell.is_absent()) {
    if (!is_exact(class_cell, numbers::kCellVariable)) {
      return raise(t, numbers::kTypeError, "type.__new__(): __classcell__ must be a nonlocal cell, not {}", Repr{Value(type_of(t, class_cell))});
    }
    static_cast<CellVariable*>(class_cell.cell())->content = Value(type);
  }
  if (!set_names(t, type, dict)) return {};
  // __init_subclass__ of the next class in the MRO.
  Value super = TS_TRY(super_object(t, type, Value(type)));
  Value hook = TS_TRY(get_attr(t, super, TS_NAME(__init_subclass__)));
  Value empty = TS_TRY(object::make_tuple(t, std::span<const Value>()));
  TS_TRY(call_tuple_dict(t, hook, empty, keywords));
  return Value(type);
}

bool set_bases(Thread& t, Type* type, Value v) {
  if (!v || !is_instance_of_native(*t.vm, v, numbers::kTuple)) {
    raise(t, numbers::kTypeError, "can only assign tuple to {}.__bases__, not {}", type->name, TypeOf{v ? v : kNone});
    return false;
  }
  auto* bases = static_cast<Tuple*>(v.cell());
  if (!bases->length) {
    raise(t, numbers::kTypeError, "can only assign non-empty tuple to {}.__bases__, not ()", type->name);
    return false;
  }
  for (Value base : bases->span()) {
    const Type* as = type_or_null(t, base);
    if (!as) {
      raise(t, numbers::kTypeError, "{}.__bases__ must be tuple of classes, not '{}'", type->name, TypeOf{base});
      return false;
    }
    if (is_subtype(*t.vm, as, type)) {
      raise(t, numbers::kTypeError, "a __bases__ item causes an inheritance cycle");
      return false;
    }
  }
  const Type* best = best_base(t, bases);
  if (!best) return false;
  auto* old = static_cast<const Type*>(type->base.cell());
  if (best->native_base != type->native_base || best->member_slots != old->member_slots || old == &kObjectType) {
    raise(t, numbers::kTypeError, "__bases__ assignment: '{}' object layout differs from '{}'", best->name, old->name);
    return false;
  }
  Value mro = compute_mro(t, type, bases);
  if (!mro) return false;
  type->bases = v;
  type->base = Value(best);
  type->mro = mro;
  for (uint32_t i = 0; i < t.vm->class_count; i++) {
    auto* sub = static_cast<Type*>(t.vm->classes[i].type);
    if (!sub || sub == type || !sub->mro || !is_subtype(*t.vm, sub, type)) continue;
    Value sub_mro = compute_mro(t, sub, static_cast<Tuple*>(sub->bases.cell()));
    if (!sub_mro) return false;
    sub->mro = sub_mro;
  }
  set_flags_from_methods(t, type);
  type_modified(t, type);
  return true;
}

Value call_type(Thread& t, const Type* type, const Arguments& a) {
  if (type == &kTypeType && a.positional == 1 && a.keywords == 0) return Value(type_of(t, a[0]));
  if (type == &kTypeType && a.positional != 3) return raise(t, numbers::kTypeError, "type() takes 1 or 3 arguments");
  if (!(type->flags & bind::kTypeHeap)) {
    if (!type->slots->construct) return raise(t, numbers::kTypeError, "cannot create '{}' instances", type->name);
    Value o = TS_TRY(type->slots->construct(t, Value(type), a));
    if (type->slots->init && is_instance_of_native(*t.vm, o, type->number) && !type->slots->init(t, o, a)) return {};
    return o;
  }
  Value create = lookup(*t.vm, type, TS_NAME(__new__));
  Value o;
  if (create.is_slot_wrapper()) {
    const Type* owner = type_at(*t.vm, slot_wrapper_type(create));
    o = TS_TRY(owner->slots->construct(t, Value(type), a));
  } else {
    // __new__ gets the class in front.
    Value f = TS_TRY(bind_attribute(t, create, Value(), type));
    Value bound = TS_TRY(make_method(t, f, Value(type)));
    o = TS_TRY(call_with(t, bound, a));
    if (!is_subtype(*t.vm, type_of(t, o), type)) return o;
  }
  const Type* made = type_of(t, o);
  Value init = lookup(*t.vm, made, TS_NAME(__init__));
  if (init.is_slot_wrapper()) {
    const Type* owner = type_at(*t.vm, slot_wrapper_type(init));
    if (owner->number == numbers::kObject && create.is_slot_wrapper() && slot_wrapper_type(create) != numbers::kObject) return o;
    return owner->slots->init(t, o, a) ? o : Value();
  }
  if (init.is_absent()) return o;
  Value bound = TS_TRY(bind_attribute(t, init, o, made));
  Value result = TS_TRY(call_with(t, bound, a));
  if (!result.is_none()) return raise(t, numbers::kTypeError, "__init__() should return None, not '{}'", TypeOf{result});
  return o;
}

}  // namespace ts::object
