// What many native types need: identity hash, iterators that are their own iterator, checks of
// constructor arguments, layouts, and loops over an iterable.

#pragma once

#include "object/runtime.h"

namespace ts::object {

/// Index of the word at `bytes` from the start of a cell, for Layout.
constexpr uint8_t word_index(size_t bytes) { return static_cast<uint8_t>(bytes / sizeof(void*)); }

/// Layout of a fixed cell T whose references run from `first_byte` to its end.
template <class T>
constexpr Layout layout_from(size_t first_byte) {
  return {.fixed_bytes = sizeof(T), .first = word_index(first_byte), .last = word_index(sizeof(T))};
}
/// Layout of a fixed cell T, all of whose words behind the header are references.
template <class T>
constexpr Layout layout_all() {
  return layout_from<T>(sizeof(Cell));
}
/// Layout of a cell with a count and then references to its end, as a tuple.
template <class T>
constexpr Layout layout_tail() {
  return {.fixed_bytes = sizeof(T),
          .element_bytes = sizeof(Value),
          .first = word_index(sizeof(T)),
          .last = Layout::kToEnd};
}

/// Slot `hash` of types that compare by identity.
inline bool hash_identity(Thread& t, Value self, intptr_t& out) {
  out = static_cast<intptr_t>(t.vm->heap.identity_hash(*t.vm, self.cell()));
  return true;
}
/// Slot `iter` of iterators.
inline Value iter_self(Thread&, Value self) { return self; }

inline const Type* as_type(Value v) { return static_cast<const Type*>(v.cell()); }

/// A new cell T for `type`, which is its native type or a subclass.
template <class T>
T* new_cell(Thread& t, Value type) {
  return static_cast<T*>(allocate_native(t, as_type(type), sizeof(T)));
}

/// Checks the number of positional arguments of a constructor; CPython's messages.
bool check_positional(Thread& t, const Arguments& a, const char* name, uint32_t minimum,
                      uint32_t maximum);
/// Refuses keyword arguments, except for subclasses (whose __init__ may take them).
bool check_no_keywords(Thread& t, const Arguments& a, const Type* type, const char* name);
/// Takes the value of one of `names` for each keyword argument into `out` behind the positional
/// ones. Omitted ones stay all-zero.
bool take_arguments(Thread& t, const Arguments& a, const char* function,
                    std::span<const Str* const> names, uint32_t required, Value* out);

/// `v` is an int or has __index__.
bool has_index(const Thread& t, Value v);
/// __index__ of `v` as a bound of a slice: clamped to intptr_t.
bool slice_bound(Thread& t, Value v, intptr_t& out);
/// An argument like the start of list.index: counted from the end when negative, brought into
/// 0..length. All-zero: `otherwise`.
bool clamped_bound(Thread& t, Value v, intptr_t length, intptr_t otherwise, intptr_t& out);
/// An exact int brought into the range of intptr_t.
intptr_t clamp_to_word(Value exact_int);

/// Calls `body(context, item)` for each item of `iterable` until it returns false. False with an
/// exception pending, or when `body` returned false. Lists and tuples are walked in place, also
/// while they change. Every step is a safe point.
bool for_each_item(Thread& t, Value iterable, bool (*body)(void* context, Value item),
                   void* context);

/// The same for a lambda.
template <class F>
bool for_each(Thread& t, Value iterable, F body) {
  return for_each_item(
      t, iterable, [](void* f, Value item) -> bool { return (*static_cast<F*>(f))(item); }, &body);
}

/// Registers above the running frame's, as exactly traced memory for native code whose references
/// must not pin.
class RegisterWindow {
 public:
  RegisterWindow(Thread& t, size_t n) : thread_(t), start_(t.top), count_(n) {
    valid_ = static_cast<size_t>(t.registers_end - t.top) > n;
    if (!valid_) {
      recursion_error(t);
      return;
    }
    for (size_t i = 0; i < n; i++) start_[i] = kNone;
    t.top += n;
    if (t.high_water < t.top) t.high_water = t.top;
  }
  ~RegisterWindow() {
    if (!valid_) return;
    for (size_t i = 0; i < count_; i++) start_[i] = kNone;
    thread_.top = start_;
  }
  RegisterWindow(const RegisterWindow&) = delete;
  RegisterWindow& operator=(const RegisterWindow&) = delete;

  bool valid() const { return valid_; }  ///< false: RecursionError pending
  Value& operator[](size_t i) { return start_[i]; }

 private:
  Thread& thread_;
  Value* start_;
  size_t count_;
  bool valid_;
};

}  // namespace ts::object
