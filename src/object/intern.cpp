// The intern table: one str for each text that serves as a name. Static strs come first
// (static_names.cpp); the others stand in Vm::intern_table, a weak array used as a hash table with
// open addressing. The collector turns the entries of dead strs into kDeleted. kFlagKind1 marks an
// interned str.

#include "object/str.h"

namespace ts::object {

namespace {

constexpr size_t kFirstCapacity = 64;

ValueArray* table_of(const Vm& vm) { return static_cast<ValueArray*>(vm.intern_table); }

/// The entry with that text, or where it may be put.
Value* probe(ValueArray* table, std::string_view text, uint32_t hash) {
  size_t mask = table->capacity - 1;
  Value* free = nullptr;
  for (size_t i = hash & mask;; i = (i + 1) & mask) {
    Value* entry = &table->items[i];
    if (!*entry) return free ? free : entry;
    if (!entry->is_cell()) {
      if (!free) free = entry;
      continue;
    }
    const Str* s = as_str(*entry);
    if (s->hash_ == hash && s->view() == text) return entry;
  }
}

/// Makes room for one more entry: a table of twice the live entries. May collect.
bool make_room(Thread& t) {
  Vm& vm = *t.vm;
  ValueArray* old = table_of(vm);
  if (old && (vm.intern_used + 1) * 4 <= old->capacity * 3) return true;
  size_t live = 0;
  for (size_t i = 0; old && i < old->capacity; i++) live += old->items[i].is_cell();
  size_t capacity = kFirstCapacity;
  while (capacity < live * 2 + 2) capacity *= 2;
  auto* table = heap::allocate<ValueArray>(t, numbers::kWeakArray, capacity * sizeof(Value));
  if (!table) return false;
  table->capacity = capacity;
  vm.intern_used = 0;
  for (size_t i = 0; old && i < old->capacity; i++) {
    if (!old->items[i].is_cell()) continue;
    const Str* s = as_str(old->items[i]);
    *probe(table, s->view(), s->hash_) = old->items[i];
    vm.intern_used++;
  }
  vm.intern_table = table;
  return true;
}

/// Enters `s`, an exact str that is not in the table.
Str* enter(Thread& t, Str* s) {
  uint32_t hash = s->hash();
  if (!make_room(t)) return nullptr;
  Value* entry = probe(table_of(*t.vm), s->view(), hash);
  if (!*entry) t.vm->intern_used++;
  *entry = Value(s);
  s->set(heap::kFlagKind1);
  return s;
}

Str* find_interned(const Vm& vm, std::string_view text, uint32_t hash) {
  if (!vm.intern_table) return nullptr;
  Value* entry = probe(table_of(vm), text, hash);
  return entry->is_cell() ? as_str(*entry) : nullptr;
}

/// A str of its own for the text, even where make_str shares.
Str* make_own(Thread& t, std::string_view text) {
  if (text.size() != 2) return as_str(make_str(t, text));
  bool ascii = !(text[0] & 0x80);
  Str* s = ascii ? allocate_ascii(t, 2) : allocate_text(t, 2, 1);
  if (s) std::memcpy(s->text(), text.data(), 2);
  return s;
}

}  // namespace

Str* intern(Thread& t, std::string_view text) {
  if (const Str* found = find_static_str(text)) return const_cast<Str*>(found);
  if (Str* found = find_interned(*t.vm, text, bind::hash_text(text.data(), text.size())))
    return found;
  Str* s = make_own(t, text);
  if (s && s->is_static()) return s;  // a single character
  return s ? enter(t, s) : nullptr;
}

Value intern(Thread& t, Value str) {
  Str* s = as_str(str);
  if (s->is_static() || s->has(heap::kFlagKind1)) return str;
  if (const Str* found = find_static_str(s->view())) return found;
  if (Str* found = find_interned(*t.vm, s->view(), s->hash())) return Value(found);
  if (!is_str(str)) {  // of a subclass
    str = TS_TRY(make_str(t, s->view()));
    s = as_str(str);
    if (s->is_static() || s->has(heap::kFlagKind1)) return str;
  }
  return Value(enter(t, s));
}

}  // namespace ts::object
