// The insertion-ordered hash table that dict and set share. Entries stand densely in insertion
// order; a hash index of 1-, 2- or 4-byte slots exists only for tables with room for more than 8
// entries; hashes are stored only once a key is not exactly a str, bytes, int, float, bool or None.
// Deleted entries leave kDeleted until the table is compacted. Not here: what dict and set make of
// it, and the order of errors that Python sees.

#pragma once

#include "object/runtime.h"

namespace ts::object::table {

using heap::kDeleted;

/// Words an entry takes: a set's key, or a dict's key and value.
enum class Shape : uint8_t { kSet = 1, kDict = 2 };

inline constexpr intptr_t kMissing = -1;  ///< no entry has the key
inline constexpr intptr_t kFailed = -2;   ///< an exception is pending

inline constexpr size_t kUnindexed =
    8;  ///< tables with room for at most that many entries have no index

/// The 32 bits of a hash that tables work with. A str's own 32-bit hash is its fold, zero- or
/// sign-extended.
inline uint32_t fold_hash(intptr_t hash) {
  uint64_t wide = static_cast<uint64_t>(static_cast<int64_t>(hash));
  int32_t high = static_cast<int32_t>(wide >> 32);
  return static_cast<uint32_t>(wide) ^ (static_cast<uint32_t>(high ^ (high >> 31)) * 0x9E3779B1u);
}

inline Value& key_at(const Table* table, size_t i, Shape shape) {
  return table->entries->items[i * static_cast<unsigned>(shape)];
}
inline Value& value_at(const Dict* dict, size_t i) { return dict->entries->items[2 * i + 1]; }
inline bool is_live(Value key) { return key && !(key == kDeleted); }

/// Hash of a key; TypeError in the words of dict or set when it has none. May run Python.
bool key_hash(Thread& t, Value key, Shape shape, uint32_t& out);
/// Index of the entry whose key equals `key`, kMissing or kFailed. May run Python for keys that are
/// not plain.
intptr_t find(Thread& t, const Table* table, Value key, uint32_t hash, Shape shape);
/// Index of the entry with that text, or kMissing. Never runs Python, never raises, never
/// allocates.
intptr_t find_str_nogc(const Table* table, const Str* key, Shape shape);
/// Adds a key that is not there. False with MemoryError pending; the table is unchanged then.
bool insert(Thread& t, Table* table, Value key, uint32_t hash, Value value, Shape shape);
/// Removes entry `i`. Its place is not used again before the table is compacted.
void remove_at(Thread& t, Table* table, size_t i, Shape shape);
/// Removes entry `i`, behind which no entry is live, and gives its place free.
void remove_last(Thread& t, Table* table, size_t i, Shape shape);
void clear(Thread& t, Table* table, Shape shape);
/// Makes room for `more` further entries.
bool reserve(Thread& t, Table* table, size_t more, Shape shape);
/// Makes the empty table `to` a copy of `from` (same shape).
bool copy(Thread& t, Table* to, const Table* from, Shape shape);
/// Stored or recomputed hash of entry `i`. Never runs Python.
uint32_t hash_at(Thread& t, const Table* table, size_t i, Shape shape);
/// Steps `position` to the next live entry and past it; its index, or kMissing at the end.
inline intptr_t next(const Table* table, uint32_t& position, Shape shape) {
  while (position < table->used) {
    uint32_t i = position++;
    if (is_live(key_at(table, i, shape))) return i;
  }
  return kMissing;
}
/// The same backwards: start with position = used.
inline intptr_t previous(const Table* table, uint32_t& position, Shape shape) {
  if (position > table->used) position = table->used;
  while (position > 0) {
    uint32_t i = --position;
    if (is_live(key_at(table, i, shape))) return i;
  }
  return kMissing;
}
/// Notes a change of the set of keys or of the entries' positions.
inline void touch(Thread& t, Table* table, Shape shape) {
  table->version++;
  if (shape == Shape::kDict && table->watched) t.vm->globals_epoch++;
}

}  // namespace ts::object::table
