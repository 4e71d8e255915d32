// The module itertools, second part: product, permutations, combinations,
// combinations_with_replacement. Follows the equivalent Python code of the Library Reference,
// "itertools".

#include "modules/itertools.h"

namespace ts::modules {

namespace {

/// All four: picks `size` items of a pool by an array of indices (small ints), which each step
/// advances.
struct Picker : Cell {
  uintptr_t size;   ///< items in a result
  uintptr_t state;  ///< State
  Value pool;       ///< tuple of items; product: tuple of such tuples
  ValueArray* indices;
  ValueArray* cycles;  ///< permutations
};

enum State : uintptr_t { kFresh, kRunning, kEnded };

constexpr Layout kPickerLayout = layout_from<Picker>(sizeof(Picker) - 3 * sizeof(Value));

Tuple* pool_of(Picker* p) { return static_cast<Tuple*>(p->pool.cell()); }
intptr_t at(const ValueArray* array, size_t i) { return array->items[i].small_int(); }
void set(ValueArray* array, size_t i, intptr_t n) { array->items[i] = Value::from_int(n); }

ValueArray* new_indices(Thread& t, size_t n) {
  if (n > SIZE_MAX / 4 / sizeof(Value)) n = SIZE_MAX / 4 / sizeof(Value);  // MemoryError
  ValueArray* array = heap::allocate<ValueArray>(t, numbers::kValueArray, n * sizeof(Value));
  if (!array) return nullptr;
  array->capacity = n;
  for (size_t i = 0; i < n; i++) set(array, i, 0);
  return array;
}

Value new_picker(Thread& t, Value type, Value pool, size_t size, ValueArray* indices, bool empty) {
  Picker* p = TS_TRY(new_cell<Picker>(t, type));
  p->size = size;
  p->state = empty ? kEnded : kFresh;
  p->pool = pool;
  p->indices = indices;
  return p;
}

Value pick(Thread& t, Picker* p) {
  Tuple* result = TS_TRY(allocate_tuple(t, p->size));
  for (size_t i = 0; i < p->size; i++) result->items()[i] = pool_of(p)->items()[at(p->indices, i)];
  return result;
}

/// Common shape of the `next` slots: `advance` moves the indices on, false when there is no further
/// result.
template <class Advance, class Pick>
Value step(Thread& t, Value self, Advance advance, Pick pick_items) {
  Picker* p = static_cast<Picker*>(self.cell());
  if (p->state == kEnded) return kStop;
  if (p->state == kRunning && !advance(p)) {
    p->state = kEnded;
    return kStop;
  }
  p->state = kRunning;
  return pick_items(t, p);
}

/// Takes the arguments (iterable, r). `r` stays as it is when omitted or None and not required.
bool take_pool(Thread& t, const Arguments& a, const char* name, bool required, Value& pool,
               intptr_t& r) {
  const Str* const names[] = {TS_NAME(iterable), TS_NAME(r)};
  Value arguments[2];
  if (!take_arguments(t, a, name, names, required ? 2 : 1, arguments)) return false;
  pool = TS_TRY(make_tuple_from(t, arguments[0]));
  r = static_cast<Tuple*>(pool.cell())->length;
  if (arguments[1] && (required || !arguments[1].is_none())) {
    if (!required && !has_index(t, arguments[1])) {
      raise(t, numbers::kTypeError, "Expected int as r");
      return false;
    }
    if (!to_index(t, arguments[1], r)) return false;
  }
  if (r >= 0) return true;
  raise(t, numbers::kValueError, "r must be non-negative");
  return false;
}

// --- combinations

Value combinations_construct(Thread& t, Value type, const Arguments& a) {
  Value pool;
  intptr_t r;
  if (!take_pool(t, a, "combinations", true, pool, r)) return {};
  bool empty = r > static_cast<intptr_t>(static_cast<Tuple*>(pool.cell())->length);
  ValueArray* indices = TS_TRY(new_indices(t, empty ? 0 : static_cast<size_t>(r)));
  for (size_t i = 0; i < indices->capacity; i++) set(indices, i, static_cast<intptr_t>(i));
  return new_picker(t, type, pool, static_cast<size_t>(r), indices, empty);
}

bool advance_combinations(Picker* p) {
  intptr_t r = static_cast<intptr_t>(p->size), n = pool_of(p)->length;
  intptr_t i = r - 1;
  while (i >= 0 && at(p->indices, i) == i + n - r) i--;
  if (i < 0) return false;
  intptr_t value = at(p->indices, i) + 1;
  for (; i < r; i++) set(p->indices, i, value++);
  return true;
}

Value combinations_next(Thread& t, Value self) { return step(t, self, advance_combinations, pick); }

// --- combinations_with_replacement

Value replacement_construct(Thread& t, Value type, const Arguments& a) {
  Value pool;
  intptr_t r;
  if (!take_pool(t, a, "combinations_with_replacement", true, pool, r)) return {};
  ValueArray* indices = TS_TRY(new_indices(t, static_cast<size_t>(r)));
  bool empty = static_cast<Tuple*>(pool.cell())->length == 0 && r > 0;
  return new_picker(t, type, pool, static_cast<size_t>(r), indices, empty);
}

bool advance_replacement(Picker* p) {
  intptr_t r = static_cast<intptr_t>(p->size), n = pool_of(p)->length;
  intptr_t i = r - 1;
  while (i >= 0 && at(p->indices, i) == n - 1) i--;
  if (i < 0) return false;
  intptr_t value = at(p->indices, i) + 1;
  for (; i < r; i++) set(p->indices, i, value);
  return true;
}

Value replacement_next(Thread& t, Value self) { return step(t, self, advance_replacement, pick); }

// --- permutations

Value permutations_construct(Thread& t, Value type, const Arguments& a) {
  Value pool;
  intptr_t r;
  if (!take_pool(t, a, "permutations", false, pool, r)) return {};
  size_t n = static_cast<Tuple*>(pool.cell())->length;
  bool empty = static_cast<size_t>(r) > n;
  ValueArray* indices = TS_TRY(new_indices(t, n));
  ValueArray* cycles = TS_TRY(new_indices(t, empty ? 0 : static_cast<size_t>(r)));
  for (size_t i = 0; i < n; i++) set(indices, i, static_cast<intptr_t>(i));
  for (size_t i = 0; i < cycles->capacity; i++) set(cycles, i, static_cast<intptr_t>(n - i));
  Value result = TS_TRY(new_picker(t, type, pool, static_cast<size_t>(r), indices, empty));
  static_cast<Picker*>(result.cell())->cycles = cycles;
  return result;
}

bool advance_permutations(Picker* p) {
  size_t n = pool_of(p)->length;
  for (size_t i = p->size; i-- > 0;) {
    intptr_t left = at(p->cycles, i) - 1;
    if (left > 0) {
      set(p->cycles, i, left);
      std::swap(p->indices->items[i], p->indices->items[n - static_cast<size_t>(left)]);
      return true;
    }
    // Back to the start of this cycle: indices[i:] = indices[i+1:] + indices[i:i+1]
    Value first = p->indices->items[i];
    for (size_t j = i; j + 1 < n; j++) p->indices->items[j] = p->indices->items[j + 1];
    p->indices->items[n - 1] = first;
    set(p->cycles, i, static_cast<intptr_t>(n - i));
  }
  return false;
}

Value permutations_next(Thread& t, Value self) { return step(t, self, advance_permutations, pick); }

// --- product

Value product_construct(Thread& t, Value type, const Arguments& a) {
  intptr_t repeat = 1;
  for (uint32_t k = 0; k < a.keywords; k++) {
    Value name = static_cast<Tuple*>(a.names.cell())->items()[k];
    if (!str_equal(as_str(name), TS_NAME(repeat))) {
      return raise(t, numbers::kTypeError, "product() got an unexpected keyword argument '{}'",
                   name);
    }
    if (!to_index(t, a.values[a.positional + k], repeat)) return {};
    if (repeat < 0) return raise(t, numbers::kValueError, "repeat argument cannot be negative");
  }
  size_t n = repeat ? a.positional : 0, total;
  if (__builtin_mul_overflow(n, static_cast<size_t>(repeat), &total)) {
    return raise(t, numbers::kOverflowError, "repeat argument too large");
  }
  Tuple* pools = TS_TRY(allocate_tuple(t, total));
  bool empty = false;
  for (size_t i = 0; i < total; i++) {
    Value pool = i < n ? TS_TRY(make_tuple_from(t, a[i])) : pools->items()[i - n];
    pools->items()[i] = pool;
    empty |= static_cast<Tuple*>(pool.cell())->length == 0;
  }
  ValueArray* indices = TS_TRY(new_indices(t, total));
  return new_picker(t, type, pools, total, indices, empty);
}

Tuple* inner_pool(Picker* p, size_t i) {
  return static_cast<Tuple*>(pool_of(p)->items()[i].cell());
}

bool advance_product(Picker* p) {
  for (size_t i = p->size; i-- > 0;) {
    intptr_t following = at(p->indices, i) + 1;
    if (following < static_cast<intptr_t>(inner_pool(p, i)->length)) {
      set(p->indices, i, following);
      return true;
    }
    set(p->indices, i, 0);
  }
  return false;
}

Value pick_product(Thread& t, Picker* p) {
  Tuple* result = TS_TRY(allocate_tuple(t, p->size));
  for (size_t i = 0; i < p->size; i++)
    result->items()[i] = inner_pool(p, i)->items()[at(p->indices, i)];
  return result;
}

Value product_next(Thread& t, Value self) { return step(t, self, advance_product, pick_product); }

constinit const Attributes kCombinationsAttributes{
    {},
    {},
    {},
    "Return successive r-length combinations of elements in the iterable.\n\n"
    "combinations(range(4), 3) --> (0,1,2), (0,1,3), (0,2,3), (1,2,3)"};
constinit const Attributes kReplacementAttributes{
    {},
    {},
    {},
    "Return successive r-length combinations of elements in the iterable allowing individual "
    "elements to have "
    "successive repeats.\n\n"
    "combinations_with_replacement('ABC', 2) --> ('A','A'), ('A','B'), ('A','C'), ('B','B'), "
    "('B','C'), ('C','C')"};
constinit const Attributes kPermutationsAttributes{
    {},
    {},
    {},
    "Return successive r-length permutations of elements in the iterable.\n\n"
    "permutations(range(3), 2) --> (0,1), (0,2), (1,0), (1,2), (2,0), (2,1)"};
constinit const Attributes kProductAttributes{
    {},
    {},
    {},
    "Cartesian product of input iterables.  Equivalent to nested for-loops.\n\n"
    "For example, product(A, B) returns the same as:  ((x,y) for x in A for y in B).\n"
    "The leftmost iterators are in the outermost for-loop, so the output tuples\n"
    "cycle in a manner similar to an odometer (with the rightmost element changing\non every "
    "iteration).\n\n"
    "To compute the product of an iterable with itself, specify the number\n"
    "of repetitions with the optional repeat keyword argument. For example,\n"
    "product(A, repeat=4) means the same as product(A, A, A, A).\n\n"
    "product('ab', range(3)) --> ('a',0) ('a',1) ('a',2) ('b',0) ('b',1) ('b',2)\n"
    "product((0,1), (0,1), (0,1)) --> (0,0,0) (0,0,1) (0,1,0) (0,1,1) (1,0,0) ..."};
constinit const Slots kCombinationsSlots{.hash = hash_identity,
                                         .iter = iter_self,
                                         .next = combinations_next,
                                         .construct = combinations_construct};
constinit const Slots kReplacementSlots{.hash = hash_identity,
                                        .iter = iter_self,
                                        .next = replacement_next,
                                        .construct = replacement_construct};
constinit const Slots kPermutationsSlots{.hash = hash_identity,
                                         .iter = iter_self,
                                         .next = permutations_next,
                                         .construct = permutations_construct};
constinit const Slots kProductSlots{
    .hash = hash_identity, .iter = iter_self, .next = product_next, .construct = product_construct};

}  // namespace

}  // namespace ts::modules

namespace ts::object {

using namespace modules;

extern constinit const Type kItertoolsCombinationsType =
    itertools_type(numbers::kItertoolsCombinations, TS_NAME(combinations), &kCombinationsSlots,
                   &kCombinationsAttributes, kPickerLayout);
extern constinit const Type kItertoolsCombinationsReplacementType = itertools_type(
    numbers::kItertoolsCombinationsReplacement, TS_NAME(combinations_with_replacement),
    &kReplacementSlots, &kReplacementAttributes, kPickerLayout);
extern constinit const Type kItertoolsPermutationsType =
    itertools_type(numbers::kItertoolsPermutations, TS_NAME(permutations), &kPermutationsSlots,
                   &kPermutationsAttributes, kPickerLayout);
extern constinit const Type kItertoolsProductType =
    itertools_type(numbers::kItertoolsProduct, TS_NAME(product), &kProductSlots,
                   &kProductAttributes, kPickerLayout);

}  // namespace ts::object
