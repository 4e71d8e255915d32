// Functions of the containers for other native code, beyond what runtime.h declares.

#pragma once

#include "object/native_support.h"
#include "object/table.h"

namespace ts::object {

// --- dict
/// True when iterating the dict subclass instance `v` is what dict does: entries may be walked
/// natively.
bool is_plain_dict(const Thread& t, Value v);
/// dict.update(*arguments, **keywords); `name` is for the message about too many arguments.
bool dict_update_arguments(Thread& t, Dict* d, const char* name, Args positional, Value keywords);
/// Removes and returns the last entry's key and value; false with KeyError when empty.
bool dict_pop_last(Thread& t, Dict* d, Value& key, Value& value);
/// Iterator over a dict. `expected` is its number of entries at the start, UINT32_MAX once a change
/// was noticed.
struct DictIterator : Cell {
  uint32_t position, expected, remaining, unused;
  Value source;  ///< all-zero once exhausted
};
Value make_dict_iterator(Thread& t, TypeNumber type, Dict* d);
/// What keys(), values() and items() give, and a mappingproxy: a cell around a mapping.
struct View : Cell {
  Value mapping;
};
Value make_mapping_proxy(Thread& t, Value mapping);

// --- set
inline bool is_any_set(const Thread& t, Value v) {
  return is_instance_of_native(*t.vm, v, numbers::kSet) ||
         is_instance_of_native(*t.vm, v, numbers::kFrozenSet);
}
bool set_update(Thread& t, Set* s, Value iterable);
bool set_difference_update(Thread& t, Set* s, Value iterable);
bool set_intersection_update(Thread& t, Set* s, Value iterable);
bool set_symmetric_update(Thread& t, Set* s, Value iterable);
int set_discard(Thread& t, Set* s, Value item);  ///< 1 removed, 0 was not there, -1

// --- list
bool list_reserve(Thread& t, List* list, size_t capacity);
/// list.extend(iterable).
bool list_extend(Thread& t, List* list, Value iterable);
bool list_insert(Thread& t, List* list, size_t at, Value v);
/// Replaces items [from, to) by `items`, which must not stand in the list's own storage.
bool list_replace(Thread& t, List* list, size_t from, size_t to, std::span<const Value> items);
/// list.sort(key=, reverse=): `key` all-zero or None for none.
bool sort_list(Thread& t, List* list, Value key, bool reverse);
/// Comparison of two runs of items as list and tuple do it; `a` and `b` give the items anew after
/// each call of Python.
Value compare_sequences(Thread& t, Value a, Value b, CompareOp op);

/// The count of `sequence * other`, not negative: 1; 0 when `other` is no int (kNotImplemented), -1
/// with an exception.
int repeat_count(Thread& t, Value other, intptr_t& count);
/// The items of a list or tuple as they are now.
inline std::span<Value> items_of(Value v) {
  bool list = v.cell()->type_number() == numbers::kList;
  return list ? static_cast<List*>(v.cell())->span() : static_cast<Tuple*>(v.cell())->span();
}

// --- slice
/// Bounds of a slice for a sequence of `length` items, as slice.indices() gives them.
struct SliceBounds {
  intptr_t start, stop, step, count;
};
bool slice_bounds(Thread& t, const Slice* slice, intptr_t length, SliceBounds& out);
/// The parts of a slice without a length; follow with adjust_slice when the length is known
/// (__index__ may change it).
bool unpack_slice(Thread& t, const Slice* slice, SliceBounds& out);
void adjust_slice(SliceBounds& bounds, intptr_t length);
inline bool is_slice(Value v) { return is_exact(v, numbers::kSlice); }
/// `key` as a position in a sequence of `length` items: -1 with an exception: TypeError or, when
/// out of range, IndexError with the text `range_message`.
intptr_t item_position(Thread& t, Value key, intptr_t length, const char* type,
                       const char* range_message);

// --- iterators
Value make_sequence_iterator(Thread& t,
                             Value sequence);  ///< old protocol: __getitem__ with 0, 1, 2 ...
Value make_callable_iterator(Thread& t, Value callable,
                             Value sentinel);  ///< iter(callable, sentinel)
/// An Iterator cell of native type `type` over `source`.
Value make_iterator(Thread& t, TypeNumber type, Value source, intptr_t index = 0,
                    intptr_t extra = 0);
/// reversed(sequence): through __reversed__ or __len__ and __getitem__.
Value make_reversed(Thread& t, Value sequence);
Value make_range(Thread& t, intptr_t start, intptr_t stop, intptr_t step);

/// Layout of an Iterator.
inline constexpr Layout kIteratorLayout = layout_from<Iterator>(sizeof(Iterator) - sizeof(Value));

}  // namespace ts::object
