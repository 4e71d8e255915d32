// The table behind dict and set: see table.h. Probing follows CPython's Objects/dictobject.c in
// spirit (perturbed linear congruence over a power of two), so that ints in sequence land in
// sequence. Invariant of the index: each live entry has a slot on its probe sequence before any
// empty slot. A slot may be stale (its entry deleted or behind `used`); it then matches nothing.
// The index begins with the number of its slots that are not empty, which bounds stale ones.

#include "object/table.h"

namespace ts::object::table {

namespace {

/// The slots of an index. A slot holds an entry's number plus one; 0 is empty.
class Index {
 public:
  static constexpr size_t kHead = sizeof(uint32_t);

  explicit Index(ByteArray* array) : bytes_(array->bytes) {
    size_t n = array->capacity - kHead;
    width_ = n <= 256 ? 1 : n <= 131072 ? 2 : 4;
    count_ = static_cast<uint32_t>(n / width_);
  }
  static size_t bytes_for(size_t slots) {
    return kHead + slots * (slots <= 256 ? 1 : slots <= 65536 ? 2 : 4);
  }
  /// A power of two of which `entries` fill two thirds at most.
  static size_t slots_for(size_t entries) {
    size_t slots = 16;
    while (slots / 3 * 2 < entries) slots *= 2;
    return slots;
  }

  uint32_t count() const { return count_; }
  uint32_t mask() const { return count_ - 1; }
  uint32_t usable() const { return count_ / 3 * 2; }
  uint32_t& filled() const { return *reinterpret_cast<uint32_t*>(bytes_); }

  uint32_t get(uint32_t slot) const {
    const uint8_t* p = bytes_ + kHead;
    if (width_ == 1) return p[slot];
    if (width_ == 2) return reinterpret_cast<const uint16_t*>(p)[slot];
    return reinterpret_cast<const uint32_t*>(p)[slot];
  }
  void add(uint32_t hash, uint32_t entry) const {
    uint32_t slot = hash & mask();
    for (uint32_t perturb = hash; get(slot) != 0;) {
      perturb >>= 5;
      slot = (slot * 5 + perturb + 1) & mask();
    }
    set(slot, entry + 1);
    filled()++;
  }
  void reset() const { std::memset(bytes_, 0, kHead + size_t{count_} * width_); }

 private:
  void set(uint32_t slot, uint32_t value) const {
    uint8_t* p = bytes_ + kHead;
    if (width_ == 1) {
      p[slot] = static_cast<uint8_t>(value);
    } else if (width_ == 2) {
      reinterpret_cast<uint16_t*>(p)[slot] = static_cast<uint16_t>(value);
    } else {
      reinterpret_cast<uint32_t*>(p)[slot] = value;
    }
  }

  uint8_t* bytes_;
  uint32_t width_;
  uint32_t count_;
};

unsigned words(Shape shape) { return static_cast<unsigned>(shape); }
uint32_t* hashes_of(const Table* table) {
  return reinterpret_cast<uint32_t*>(table->hashes->bytes);
}
size_t capacity_of(const Table* table, Shape shape) {
  return table->entries ? table->entries->capacity / words(shape) : 0;
}

/// Keys whose hash needs no Python and no memory.
bool is_cheap(Value key) {
  if (!key.is_cell()) return true;
  TypeNumber n = key.cell()->type_number();
  return n == numbers::kStr || n == numbers::kInt || n == numbers::kFloat || n == numbers::kBytes;
}

uint32_t cheap_hash(Thread& t, Value key) {
  if (is_str(key)) return as_str(key)->hash();
  intptr_t h = 0;
  if (key.is_small_int()) {
    h = key.small_int();
    if (h == -1) return fold_hash(-2);
    if (h > Value::kMinInt / 2 && h < Value::kMaxInt / 2) return fold_hash(h);
  }
  hash(t, key, h);
  return fold_hash(h);
}

bool same_text(const Str* a, const Str* b, uint32_t hash_of_a) {
  return a == b || (b->hash() == hash_of_a && a->bytes == b->bytes &&
                    std::memcmp(a->text(), b->text(), a->bytes) == 0);
}

/// Where a tuple or frozenset keeps its folded hash, else nullptr.
uint32_t* cached_hash(Value key) {
  if (is_exact(key, numbers::kTuple)) return &static_cast<Tuple*>(key.cell())->hash_;
  if (is_exact(key, numbers::kFrozenSet)) return &static_cast<Set*>(key.cell())->hash_;
  return nullptr;
}

/// 1, 0, or -1 with an exception. Runs Python only for keys of equal hash that are not both strs.
int matches(Thread& t, const Table* table, size_t i, Value key, uint32_t hash, Shape shape) {
  Value other = key_at(table, i, shape);
  if (other == key) return 1;
  if (Value::both_small_int(other, key) || !is_live(other)) return 0;
  if (is_str(other) && is_str(key)) return same_text(as_str(key), as_str(other), hash);
  if (hash_at(t, table, i, shape) != hash) return 0;
  return equal(t, other, key);
}

constexpr intptr_t kRestart = -3;  // a key's __eq__ changed the table

intptr_t find_unindexed(Thread& t, const Table* table, Value key, uint32_t hash, Shape shape) {
  for (uint32_t i = 0; i < table->used; i++) {
    if (key_at(table, i, shape) == key) return i;
  }
  uint32_t version = table->version;
  for (uint32_t i = 0; i < table->used; i++) {
    int m = matches(t, table, i, key, hash, shape);
    if (m < 0) return kFailed;
    if (table->version != version) return kRestart;
    if (m) return i;
  }
  return kMissing;
}

intptr_t find_indexed(Thread& t, const Table* table, Value key, uint32_t hash, Shape shape) {
  Index index(table->index);
  uint32_t version = table->version;
  uint32_t slot = hash & index.mask();
  for (uint32_t perturb = hash;;) {
    uint32_t entry = index.get(slot);
    if (entry == 0) return kMissing;
    if (entry <= table->used) {
      int m = matches(t, table, entry - 1, key, hash, shape);
      if (m < 0) return kFailed;
      if (table->version != version) return kRestart;
      if (m) return entry - 1;
      index = Index(table->index);
    }
    perturb >>= 5;
    slot = (slot * 5 + perturb + 1) & index.mask();
  }
}

/// Tables of fewer entries are not compacted: CPython's smallest dict has room for 5, and a loop
/// that replaces keys in one should end with the same error.
constexpr size_t kSmall = 5;

/// The number of entries to make room for when `need` don't fit: 3, 5, 8, 12, 18 ...
size_t grown(size_t capacity, size_t need) {
  size_t next = capacity ? capacity + capacity / 2 + (capacity < 8) : 3;
  return next > need ? next : need;
}

void fill_index(Thread& t, const Table* table, Shape shape) {
  Index index(table->index);
  index.reset();
  for (uint32_t i = 0; i < table->used; i++) {
    if (is_live(key_at(table, i, shape))) index.add(hash_at(t, table, i, shape), i);
  }
}

ByteArray* new_bytes(Thread& t, size_t bytes) {
  ByteArray* array = heap::allocate<ByteArray>(t, numbers::kByteArray, bytes);
  if (array) array->capacity = bytes;
  return array;
}

/// Slides live entries together. Positions change: the caller refills the index.
void squeeze(Table* table, Shape shape) {
  uint32_t to = 0;
  unsigned n = words(shape);
  Value* items = table->entries->items;
  for (uint32_t from = 0; from < table->used; from++) {
    if (!is_live(items[from * n])) continue;
    if (to != from) {
      for (unsigned w = 0; w < n; w++) items[to * n + w] = items[from * n + w];
      if (table->hashes) hashes_of(table)[to] = hashes_of(table)[from];
    }
    to++;
  }
  for (size_t w = size_t{to} * n; w < size_t{table->used} * n; w++) items[w] = Value();
  table->used = to;
}

/// Cuts an array down in place.
void cut(Thread& t, ByteArray* array, size_t bytes) {
  t.vm->heap.shrink(t, array, sizeof(ByteArray) + bytes);
  array->capacity = bytes;
}

void compact(Thread& t, Table* table, Shape shape) {
  squeeze(table, shape);
  if (table->index) fill_index(t, table, shape);
  touch(t, table, shape);
}

/// After removals that left little: gives memory back. Never allocates.
void compact_and_shrink(Thread& t, Table* table, Shape shape) {
  squeeze(table, shape);
  size_t room = table->live + table->live / 2 + 4;
  t.vm->heap.shrink(t, table->entries, sizeof(ValueArray) + room * words(shape) * sizeof(Value));
  table->entries->capacity = room * words(shape);
  if (table->hashes) cut(t, table->hashes, room * sizeof(uint32_t));
  if (room <= kUnindexed) {
    table->index = nullptr;
  } else if (table->index) {
    size_t bytes = Index::bytes_for(Index::slots_for(room));
    if (bytes < table->index->capacity) cut(t, table->index, bytes);
    fill_index(t, table, shape);
  }
  touch(t, table, shape);
}

/// Moves to arrays with room for `room` entries.
bool resize(Thread& t, Table* table, size_t room, Shape shape) {
  if (room > UINT32_MAX / 4) {
    t.vm->heap.allocate(t, numbers::kByteArray, SIZE_MAX / 2);  // MemoryError
    return false;
  }
  unsigned n = words(shape);
  ValueArray* entries =
      heap::allocate<ValueArray>(t, numbers::kValueArray, room * n * sizeof(Value));
  if (!entries) return false;
  entries->capacity = room * n;
  ByteArray* hashes = table->hashes;
  if (hashes && !(hashes = new_bytes(t, room * sizeof(uint32_t)))) return false;
  ByteArray* index = table->index;
  bool refill = table->live != table->used && table->used >= kSmall;
  if (room > kUnindexed && (!index || Index(index).usable() < room)) {
    if (!(index = new_bytes(t, Index::bytes_for(Index::slots_for(room))))) return false;
    refill = true;
  }
  if (refill) {
    if (table->entries) squeeze(table, shape);
    touch(t, table, shape);
  }
  if (table->entries)
    std::memcpy(entries->items, table->entries->items, size_t{table->used} * n * sizeof(Value));
  if (hashes) std::memcpy(hashes->bytes, table->hashes->bytes, table->used * sizeof(uint32_t));
  table->entries = entries;
  table->hashes = hashes;
  table->index = index;
  if (refill && index) fill_index(t, table, shape);
  return true;
}

bool start_storing_hashes(Thread& t, Table* table, Shape shape) {
  ByteArray* hashes = new_bytes(t, capacity_of(table, shape) * sizeof(uint32_t));
  if (!hashes) return false;
  for (uint32_t i = 0; i < table->used; i++) {
    Value key = key_at(table, i, shape);
    if (is_live(key)) reinterpret_cast<uint32_t*>(hashes->bytes)[i] = cheap_hash(t, key);
  }
  table->hashes = hashes;
  return true;
}

/// Makes sure that the index can take one more slot.
bool make_index_room(Thread& t, Table* table, Shape shape) {
  Index index(table->index);
  if (index.filled() < index.usable()) return true;
  if (table->used > index.count() / 2) {
    ByteArray* larger = new_bytes(t, Index::bytes_for(size_t{index.count()} * 2));
    if (!larger) return false;
    table->index = larger;
  }
  fill_index(t, table, shape);
  return true;
}

[[gnu::cold]] bool unhashable(Thread& t, Value key, Shape shape) {
  if (!t.pending || !is_exact(t.pending, numbers::kTypeError)) return false;
  Value why = take_pending(t);
  raise(t, numbers::kTypeError,
        shape == Shape::kDict ? "cannot use '{}' as a dict key ({})"
                              : "cannot use '{}' as a set element ({})",
        TypeOf{key}, why);
  return false;
}

}  // namespace

bool key_hash(Thread& t, Value key, Shape shape, uint32_t& out) {
  if (is_cheap(key)) [[likely]] {
    out = cheap_hash(t, key);
    return true;
  }
  uint32_t* cached = cached_hash(key);
  if (cached && *cached) {
    out = *cached;
    return true;
  }
  intptr_t h;
  if (!hash(t, key, h)) return unhashable(t, key, shape);
  out = fold_hash(h);
  if (cached && !key.cell()->is_static()) *cached = out;
  return true;
}

uint32_t hash_at(Thread& t, const Table* table, size_t i, Shape shape) {
  return table->hashes ? hashes_of(table)[i] : cheap_hash(t, key_at(table, i, shape));
}

intptr_t find_str_nogc(const Table* table, const Str* key, Shape shape) {
  if (!table->index) {
    for (uint32_t i = 0; i < table->used; i++) {
      if (key_at(table, i, shape) == Value(key)) return i;
    }
    uint32_t hash = key->hash();
    for (uint32_t i = 0; i < table->used; i++) {
      Value k = key_at(table, i, shape);
      if (is_str(k) && same_text(key, as_str(k), hash)) return i;
    }
    return kMissing;
  }
  Index index(table->index);
  uint32_t hash = key->hash();
  uint32_t slot = hash & index.mask();
  for (uint32_t perturb = hash;;) {
    uint32_t entry = index.get(slot);
    if (entry == 0) return kMissing;
    if (entry <= table->used) {
      Value k = key_at(table, entry - 1, shape);
      if (k == Value(key) || (is_str(k) && same_text(key, as_str(k), hash))) return entry - 1;
    }
    perturb >>= 5;
    slot = (slot * 5 + perturb + 1) & index.mask();
  }
}

intptr_t find(Thread& t, const Table* table, Value key, uint32_t hash, Shape shape) {
  for (;;) {
    if (!table->live) return kMissing;
    if (!table->hashes && is_str(key)) return find_str_nogc(table, as_str(key), shape);
    intptr_t i = table->index ? find_indexed(t, table, key, hash, shape)
                              : find_unindexed(t, table, key, hash, shape);
    if (i != kRestart) return i;
    if (t.poll.load(std::memory_order_relaxed) && !poll(t)) return kFailed;
  }
}

bool insert(Thread& t, Table* table, Value key, uint32_t hash, Value value, Shape shape) {
  size_t room = capacity_of(table, shape);
  if (table->used == room) [[unlikely]] {
    if (room >= kSmall && table->used - table->live > room / 4) {
      compact(t, table, shape);
    } else if (!resize(t, table, grown(room, 1), shape)) {
      return false;
    }
  }
  if (!table->hashes && !is_cheap(key) && !start_storing_hashes(t, table, shape)) return false;
  if (table->index) {
    if (!make_index_room(t, table, shape)) return false;
    Index(table->index).add(hash, table->used);
  }
  key_at(table, table->used, shape) = key;
  if (shape == Shape::kDict) table->entries->items[2 * size_t{table->used} + 1] = value;
  if (table->hashes) hashes_of(table)[table->used] = hash;
  table->used++;
  table->live++;
  touch(t, table, shape);
  return true;
}

void remove_at(Thread& t, Table* table, size_t i, Shape shape) {
  key_at(table, i, shape) = kDeleted;
  if (shape == Shape::kDict) table->entries->items[2 * i + 1] = Value();
  table->live--;
  touch(t, table, shape);
  size_t room = capacity_of(table, shape);
  if (room >= 32 && size_t{table->live} * 4 <= room) compact_and_shrink(t, table, shape);
}

void remove_last(Thread& t, Table* table, size_t i, Shape shape) {
  while (table->used > i + 1) key_at(table, --table->used, shape) = Value();
  remove_at(t, table, i, shape);
  // remove_at may have compacted the table: then nothing is left to free.
  if (table->used > table->live && key_at(table, table->used - 1, shape) == kDeleted) {
    key_at(table, --table->used, shape) = Value();
  }
}

void clear(Thread& t, Table* table, Shape shape) {
  table->live = table->used = 0;
  table->entries = nullptr;
  table->index = table->hashes = nullptr;
  touch(t, table, shape);
}

bool reserve(Thread& t, Table* table, size_t more, Shape shape) {
  size_t need = table->used + more;
  return need <= capacity_of(table, shape) || resize(t, table, need, shape);
}

bool copy(Thread& t, Table* to, const Table* from, Shape shape) {
  if (!from->live) return true;
  size_t count = from->used;
  unsigned n = words(shape);
  ValueArray* entries =
      heap::allocate<ValueArray>(t, numbers::kValueArray, count * n * sizeof(Value));
  if (!entries) return false;
  entries->capacity = count * n;
  ByteArray* index = from->index;
  if (index && !(index = new_bytes(t, index->capacity))) return false;
  ByteArray* hashes = from->hashes;
  if (hashes && !(hashes = new_bytes(t, count * sizeof(uint32_t)))) return false;
  std::memcpy(entries->items, from->entries->items, count * n * sizeof(Value));
  if (index) std::memcpy(index->bytes, from->index->bytes, index->capacity);
  if (hashes) std::memcpy(hashes->bytes, from->hashes->bytes, count * sizeof(uint32_t));
  to->entries = entries;
  to->index = index;
  to->hashes = hashes;
  to->live = from->live;
  to->used = from->used;
  if (to->live != to->used) {
    compact(t, to, shape);
  } else {
    touch(t, to, shape);
  }
  return true;
}

}  // namespace ts::object::table
