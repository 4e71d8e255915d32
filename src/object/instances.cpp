// Where instances keep their attributes: slots by the class's table of names, a private dict when an instance does not
// fit the table, or the dict of a native object. DESIGN.md, "Instances are slots, not dicts".

#include "object/special.h"

namespace ts::object {

namespace {

constexpr unsigned kMaxSlots = 32;

Type* heap_type(const Type* type) { return const_cast<Type*>(type); }

ValueArray* slot_table(const Type* type) {
  return type->slot_names ? static_cast<ValueArray*>(type->slot_names.cell()) : nullptr;
}

size_t slot_capacity(const Vm& vm, Cell* cell) {
  size_t bytes = heap::Heap::cell_bytes(vm, cell) - (cell->has(heap::kFlagHashMoved) ? heap::kGranule : 0);
  return (bytes - sizeof(Cell)) / sizeof(Value);
}

/// Position of `name` among the names that instances of `type` use, -1.
int find_slot(const Type* type, const Str* name) {
  ValueArray* table = slot_table(type);
  for (int i = type->member_slots; i < type->slot_count; i++) {
    if (table->items[i].cell() == name) return i;
  }
  return -1;
}

/// How many attribute slots are filled; they are filled from the first on.
unsigned filled_slots(const Instance* instance, const Type* type, size_t capacity) {
  auto* slots = const_cast<Instance*>(instance)->slots();
  unsigned k = type->member_slots;
  while (k < type->slot_count && k < capacity && slots[k]) k++;
  return k;
}

Value move_to_dict(Thread& t, Instance* instance, const Type* type) {
  Dict* dict = TS_TRY(make_dict(t));
  size_t capacity = slot_capacity(*t.vm, instance);
  unsigned filled = filled_slots(instance, type, capacity);
  ValueArray* table = slot_table(type);
  for (unsigned i = type->member_slots; i < filled; i++) {
    if (!dict_set(t, dict, table->items[i], instance->slots()[i])) return {};
  }
  for (size_t i = type->member_slots; i < capacity; i++) instance->slots()[i] = Value();
  instance->slots()[type->member_slots] = Value(dict);
  instance->set(heap::kFlagKind0);
  return Value(dict);
}

bool append_slot_name(Thread& t, Type* type, const Str* name) {
  ValueArray* table = slot_table(type);
  if (!table || table->capacity == type->slot_count) {
    size_t capacity = table ? table->capacity + 4 : 4;
    auto* grown = heap::allocate<ValueArray>(t, numbers::kValueArray, capacity * sizeof(Value));
    if (!grown) return false;
    grown->capacity = capacity;
    if (table) std::memcpy(static_cast<void*>(grown->items), table->items, type->slot_count * sizeof(Value));
    type->slot_names = Value(grown);
    table = grown;
  }
  table->items[type->slot_count++] = Value(name);
  return true;
}

/// Remembers that instances of `type` may hide an attribute of the class: cached lookups would miss it.
void note_shadowing(Thread& t, const Type* type, const Str* name) {
  if (type->flags & bind::kTypeShadowed || lookup(*t.vm, type, name).is_absent()) return;
  heap_type(type)->flags |= bind::kTypeShadowed;
  type_modified(t, heap_type(type));
}

const Str* interned_name(Thread& t, const Str* name) {
  name = canonical_name(name);
  if (name->is_static() || name->has(heap::kFlagKind1)) return name;
  Value v = intern(t, Value(name));
  return v ? as_str(v) : nullptr;
}

}  // namespace

Value* trailing_dict(const Vm& vm, Cell* cell) {
  if (cell->type_number() < heap::kFirstClass || !vm.layout(cell->type_number()).trailing) return nullptr;
  size_t bytes = heap::Heap::cell_bytes(vm, cell) - (cell->has(heap::kFlagHashMoved) ? heap::kGranule : 0);
  return reinterpret_cast<Value*>(reinterpret_cast<uint8_t*>(cell) + bytes) - 1;
}

Cell* allocate_native(Thread& t, const Type* type, size_t bytes) {
  const Layout& layout = t.vm->layout(type->number);
  if (layout.trailing) bytes = (bytes + 7) / 8 * 8 + 8;
  Cell* cell = t.vm->heap.allocate(t, type->number, bytes);
  if (cell && type->flags & bind::kTypeHasFinalizer) {
    cell->set(heap::kFlagFinalizable);
    t.vm->heap.finalizables++;
  }
  return cell;
}

Value new_instance(Thread& t, const Type* type) {
  if (type->number < heap::kFirstClass) return Value(t.vm->heap.allocate(t, type->number, sizeof(Cell) + sizeof(Value)));
  size_t slots = type->slot_count > type->member_slots ? type->slot_count : type->member_slots;
  if (!(type->flags & bind::kTypeNoDict) && slots == type->member_slots) slots++;
  Cell* cell = TS_TRY(t.vm->heap.allocate(t, type->number, sizeof(Cell) + slots * sizeof(Value)));
  if (type->flags & bind::kTypeHasFinalizer) {
    cell->set(heap::kFlagFinalizable);
    t.vm->heap.finalizables++;
  }
  return Value(cell);
}

Value* dict_slot(Thread& t, Value o, bool create) {
  Cell* cell = o.cell();
  const Type* type = type_of(t, o);
  Value* slot = trailing_dict(*t.vm, cell);
  if (!slot) {
    TypeNumber base = type->native_base;
    const Type* native = type_at(*t.vm, base);
    if (native->flags & bind::kTypeException) {
      slot = &static_cast<Exception*>(cell)->dict;
    } else if (base == numbers::kFunction) {
      auto* f = static_cast<Function*>(cell);
      if (!f->extra && !create) return nullptr;
      FunctionExtra* extra = function_extra(t, f);
      if (!extra) return nullptr;
      slot = &extra->dict;
    } else if (base == numbers::kModule) {
      slot = &static_cast<Module*>(cell)->dict;
    } else if (base == numbers::kClassMethod || base == numbers::kStaticMethod) {
      slot = &static_cast<Wrapper*>(cell)->dict;
    } else if (base == numbers::kSimpleNamespace) {
      slot = reinterpret_cast<Value*>(cell) + 1;
    } else {
      return nullptr;
    }
  }
  if (!*slot && create) {
    Dict* dict = make_dict(t);
    if (!dict) return nullptr;
    *slot = Value(dict);
  }
  return slot;
}

Value instance_get(Thread& t, Cell* cell, const Type* type, const Str* name) {
  if (type->flags & bind::kTypeSlotInstance) {
    auto* instance = static_cast<Instance*>(cell);
    if (cell->has(heap::kFlagKind0)) {
      return dict_get_str(static_cast<Dict*>(instance->slots()[type->member_slots].cell()), name);
    }
    int i = find_slot(type, canonical_name(name));
    if (i < 0 || static_cast<size_t>(i) >= slot_capacity(*t.vm, cell)) {
      // The name may be equal to an interned one without being it.
      if (name->is_static() || name->has(heap::kFlagKind1)) return kAbsent;
      ValueArray* table = slot_table(type);
      for (i = type->member_slots; i < type->slot_count; i++) {
        if (str_equal(as_str(table->items[i]), name)) break;
      }
      if (i >= type->slot_count || static_cast<size_t>(i) >= slot_capacity(*t.vm, cell)) return kAbsent;
    }
    Value v = instance->slots()[i];
    return v ? v : kAbsent;
  }
  Value* slot = dict_slot(t, Value(cell), false);
  if (!slot || !*slot) return kAbsent;
  return dict_get_str(static_cast<Dict*>(slot->cell()), name);
}

bool instance_set(Thread& t, Cell* cell, const Type* type, const Str* name, Value v) {
  name = interned_name(t, name);
  if (!name) return false;
  if (!(type->flags & bind::kTypeSlotInstance)) {
    Value* slot = dict_slot(t, Value(cell), true);
    if (!slot) return t.pending ? false : (attribute_error(t, Value(cell), Value(name)), false);
    return dict_set_str(t, static_cast<Dict*>(slot->cell()), name, v);
  }
  if (type->flags & bind::kTypeNoDict) return attribute_error(t, Value(cell), Value(name)), false;
  auto* instance = static_cast<Instance*>(cell);
  if (cell->has(heap::kFlagKind0)) {
    return dict_set_str(t, static_cast<Dict*>(instance->slots()[type->member_slots].cell()), name, v);
  }
  size_t capacity = slot_capacity(*t.vm, cell);
  int i = find_slot(type, name);
  if (i >= 0 && static_cast<size_t>(i) < capacity && instance->slots()[i]) {
    instance->slots()[i] = v;
    return true;
  }
  note_shadowing(t, type, name);
  unsigned next = filled_slots(instance, type, capacity);
  Type* owner = heap_type(type);
  bool settled = owner->confirmed > next;  // the name of the next slot is fixed by what other instances did
  bool fits = next < capacity;
  if (i < 0 && owner->slot_count < kMaxSlots && (!settled || next >= owner->slot_count)) {
    if (!append_slot_name(t, owner, name)) return false;
    i = owner->slot_count - 1;
  }
  if (fits && i >= 0 && static_cast<unsigned>(i) != next && !settled) {
    ValueArray* table = slot_table(type);
    Value other = table->items[next];
    table->items[next] = table->items[i];
    table->items[i] = other;
    i = static_cast<int>(next);
  }
  if (fits && i >= 0 && static_cast<unsigned>(i) == next) {
    instance->slots()[next] = v;
    if (owner->confirmed < next + 1) owner->confirmed = static_cast<uint16_t>(next + 1);
    return true;
  }
  Value dict = TS_TRY(move_to_dict(t, instance, type));
  return dict_set_str(t, static_cast<Dict*>(dict.cell()), name, v);
}

int instance_delete(Thread& t, Cell* cell, const Type* type, const Str* name) {
  Value dict;
  if (type->flags & bind::kTypeSlotInstance) {
    if (instance_get(t, cell, type, name).is_absent()) return 0;
    auto* instance = static_cast<Instance*>(cell);
    dict = cell->has(heap::kFlagKind0) ? instance->slots()[type->member_slots] : move_to_dict(t, instance, type);
    if (!dict) return -1;
  } else {
    Value* slot = dict_slot(t, Value(cell), false);
    if (!slot || !*slot) return 0;
    dict = *slot;
  }
  return dict_remove(t, static_cast<Dict*>(dict.cell()), Value(name));
}

Value instance_dict(Thread& t, Value o) {
  if (!o.is_cell()) return kAbsent;
  const Type* type = type_of(t, o);
  if (type->flags & bind::kTypeSlotInstance) {
    if (type->flags & bind::kTypeNoDict) return kAbsent;
    auto* instance = static_cast<Instance*>(o.cell());
    if (instance->has(heap::kFlagKind0)) return instance->slots()[type->member_slots];
    return move_to_dict(t, instance, type);
  }
  Value* slot = dict_slot(t, o, true);
  if (!slot) return t.pending ? Value() : kAbsent;
  return *slot;
}

}  // namespace ts::object
