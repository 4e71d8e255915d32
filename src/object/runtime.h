// The object protocol for native code, and the few functions by which object/ reaches up into the machine (the last
// section: defined by vm/). All functions that return a Value return the all-zero word with an exception pending;
// bool functions return false, int functions -1. Unless said otherwise they may allocate, collect and run Python.
// Native code may hold plain pointers to cells in locals: they pin what they point to (docs/heap.md).

#pragma once

#include <initializer_list>

#include "object/objects.h"

namespace ts::object {

/// Passes the error on: `Value v = TS_TRY(get_attr(...));` for anything whose false value means "exception pending".
#define TS_TRY(expression)                  \
  ({                                        \
    auto ts_result_ = (expression);         \
    if (!ts_result_) [[unlikely]] return {};\
    ts_result_;                             \
  })
/// The same for results where a negative number means "exception pending".
#define TS_TRY_INT(expression)                  \
  ({                                            \
    auto ts_result_ = (expression);             \
    if (ts_result_ < 0) [[unlikely]] return {}; \
    ts_result_;                                 \
  })
/// A safe point inside a native loop: leaves the function when Ctrl-C or a limit struck. Cheap.
#define TS_POLL(thread) \
  if ((thread).poll.load(std::memory_order_relaxed) && !::ts::object::poll(thread)) [[unlikely]] return {}

// --- types
const Type* type_of(const Vm& vm, Value v);
inline const Type* type_of(const Thread& t, Value v) { return type_of(*t.vm, v); }
/// The type with that number, or nullptr when the product lacks it.
const Type* type_at(const Vm& vm, TypeNumber number);
/// `v` is an instance of the native type or of a subclass (no __instancecheck__).
using bind::is_instance_of_native;
bool is_exact(Value v, TypeNumber type);             ///< exactly that native type
bool is_subtype(const Vm& vm, const Type* a, const Type* b);  ///< by MRO
inline const Slots& slots_of(const Thread& t, Value v) { return *type_of(t, v)->slots; }
std::string_view type_name(const Thread& t, Value v);    ///< __name__ of its type, UTF-8

// --- raising. Placeholders {} take: const char*, std::string_view, integers, Value (as str()), TypeOf{v} (the name of
// --- its type), Repr{v}
struct TypeOf { Value value; };
struct Repr { Value value; };
struct MessagePart {
  enum Kind : uint8_t { kText, kInt, kStr, kRepr } kind;
  std::string_view text;
  int64_t number = 0;
  Value value;
};
Value raise_parts(Thread& t, TypeNumber exception, const char* format, std::span<const MessagePart> parts);
MessagePart message_part(Thread& t, std::string_view text);
MessagePart message_part(Thread& t, const char* text);
MessagePart message_part(Thread& t, Value v);
MessagePart message_part(Thread& t, TypeOf v);
MessagePart message_part(Thread& t, Repr v);
template <std::integral I>
MessagePart message_part(Thread&, I n) {
  return {MessagePart::kInt, {}, static_cast<int64_t>(n), {}};
}
/// Raises `exception` (a type number) with a formatted message. Always returns the all-zero Value.
template <class... P>
[[gnu::cold]] Value raise(Thread& t, TypeNumber exception, const char* format, P... parts) {
  if constexpr (sizeof...(P) == 0) {
    return raise_parts(t, exception, format, {});
  } else {
    const MessagePart list[] = {message_part(t, parts)...};
    return raise_parts(t, exception, format, list);
  }
}
Value raise_value(Thread& t, TypeNumber exception, Value argument);  ///< exception(argument): KeyError(key)
Value raise_object(Thread& t, Value exception);        ///< an instance made elsewhere
Value raise_os_error(Thread& t, int error_number, Value filename = {}, Value filename2 = {});
Value raise_stop_iteration(Thread& t, Value value);    ///< all-zero or None: without argument
bool pending_matches(const Thread& t, TypeNumber exception);  ///< is the pending exception a subclass?
Value take_pending(Thread& t);                         ///< clears and returns it
bool recursion_error(Thread& t);                       ///< raises RecursionError, returns false
/// False with RecursionError pending when native recursion is too deep: call it in every recursive native function.
inline bool check_stack(Thread& t) { return !heap::stack_is_short(t) || recursion_error(t); }

// --- the protocol
Value get_attr(Thread& t, Value o, const Str* name);
Value get_attr(Thread& t, Value o, Value name);        ///< name must be a str
/// As get_attr, but gives kAbsent instead of an AttributeError.
Value find_attr(Thread& t, Value o, const Str* name);
bool set_attr(Thread& t, Value o, const Str* name, Value v);  ///< all-zero v: delete
Value generic_get_attr(Thread& t, Value o, Str* name);        ///< object.__getattribute__; raises AttributeError
Value generic_find_attr(Thread& t, Value o, Str* name);       ///< kAbsent when missing
bool generic_set_attr(Thread& t, Value o, Str* name, Value v);
/// Looks `name` up along the MRO of `type`; the raw attribute, kAbsent when missing. Never raises, never collects.
Value lookup(const Vm& vm, const Type* type, const Str* name);
/// Looks a special method up on the type of `o` and binds it: function and whether self goes in front. kAbsent: none.
struct BoundMethod { Value function; bool with_self; };
BoundMethod lookup_special(Thread& t, Value o, const Str* name);
Value attribute_error(Thread& t, Value o, Value name);        ///< raises CPython's AttributeError

Value call(Thread& t, Value f, std::span<const Value> arguments);
inline Value call(Thread& t, Value f, std::initializer_list<Value> a) { return call(t, f, std::span(a.begin(), a.size())); }
Value call_keywords(Thread& t, Value f, std::span<const Value> values, Value names);  ///< last values are named
Value call_tuple_dict(Thread& t, Value f, Value positional, Value keywords);  ///< tuple, dict or all-zero
Value call_method(Thread& t, Value o, const Str* name, std::initializer_list<Value> arguments = {});
/// Calls special method `name` of o's type; kAbsent when the type has none.
Value call_special(Thread& t, Value o, const Str* name, std::initializer_list<Value> arguments = {});
bool is_callable(const Thread& t, Value v);

Value repr(Thread& t, Value o);                        ///< a str
Value str(Thread& t, Value o);                         ///< a str
Value ascii(Thread& t, Value o);
Value format(Thread& t, Value o, Value spec);          ///< spec: a str or all-zero
bool hash(Thread& t, Value o, intptr_t& out);
Value compare(Thread& t, Value a, Value b, CompareOp op);     ///< any object, as the operators give
int compare_truth(Thread& t, Value a, Value b, CompareOp op); ///< 1, 0, -1. No identity short cut
int equal(Thread& t, Value a, Value b);                ///< 1, 0, -1: identity, then ==
using bind::to_double;
using bind::to_index;
inline int truth(Thread& t, Value v) { return v.is_bool() ? v.is_true() : bind::to_truth(t, v); }
Value binary(Thread& t, Value a, Value b, BinaryOp op);
Value inplace(Thread& t, Value a, Value b, BinaryOp op);
Value unary(Thread& t, Value a, UnaryOp op);
Value power(Thread& t, Value a, Value b, Value modulus);
Value index(Thread& t, Value v);                       ///< __index__: an exact int of any size
intptr_t length(Thread& t, Value o);                   ///< -1
intptr_t length_hint(Thread& t, Value o, intptr_t otherwise);
Value get_item(Thread& t, Value o, Value key);
bool set_item(Thread& t, Value o, Value key, Value v); ///< all-zero: delete
int contains(Thread& t, Value o, Value item);
Value iter(Thread& t, Value o);
/// Next item; kStop at the end (StopIteration already cleared).
Value next(Thread& t, Value iterator);
bool get_buffer(Thread& t, Value o, Buffer& out);              ///< TypeError "a bytes-like object is required, not 'X'"
bool get_writable_buffer(Thread& t, Value o, Buffer& out);
void release_buffer(Thread& t, Buffer& buffer);                ///< always after get_buffer
int is_instance(Thread& t, Value o, Value type_or_tuple);      ///< with __instancecheck__
int is_subclass(Thread& t, Value o, Value type_or_tuple);

// --- making things
Value make_int(Thread& t, int64_t n);
Value make_int_unsigned(Thread& t, uint64_t n);
Value make_float(Thread& t, double d);
Value make_complex(Thread& t, double real, double imag);
Value make_str(Thread& t, std::string_view utf8);      ///< valid UTF-8 (lone surrogates allowed); not checked
Value make_char(Thread& t, char32_t c);
Value make_bytes(Thread& t, const void* data, size_t n);  ///< data may be nullptr: zeroed
Value make_tuple(Thread& t, std::span<const Value> items);
inline Value make_tuple(Thread& t, std::initializer_list<Value> a) { return make_tuple(t, std::span(a.begin(), a.size())); }
/// (An exact match, so that argument-dependent lookup does not find std::make_tuple.)
inline Value make_tuple(Thread& t, std::span<Value> items) { return make_tuple(t, std::span<const Value>(items)); }
Tuple* allocate_tuple(Thread& t, size_t n);            ///< items all-zero: fill all before the next allocation or set kNone
List* make_list(Thread& t, size_t capacity = 0);
bool list_append(Thread& t, List* list, Value v);
Value make_list_from(Thread& t, Value iterable);       ///< a new list
Value make_tuple_from(Thread& t, Value iterable);      ///< the tuple itself when it is one
/// Items of a tuple or list without a copy, else of a new list: {items, count}. False with TypeError.
bool sequence_items(Thread& t, Value iterable, Value& keep, std::span<Value>& items);
Value make_slice(Thread& t, Value start, Value stop, Value step);
Value make_property(Thread& t, Value get, Value set, Value remove, Value doc);
Value make_method(Thread& t, Value function, Value self);
Value make_native_method(Thread& t, const Native* native, Value self);
Value make_cell(Thread& t, Value content);
Value make_exception(Thread& t, TypeNumber type, std::span<const Value> args);
Str* intern(Thread& t, std::string_view text);         ///< the one str with that text: static or dynamic
Value intern(Thread& t, Value str);                    ///< same for an existing str
const Str* find_static_str(std::string_view text);     ///< the static str with that text, or nullptr

// --- dicts and sets (Python-visible order and semantics). Lookups run __hash__ and __eq__ where keys have them
Dict* make_dict(Thread& t, size_t expected = 0);
Value dict_get(Thread& t, Dict* d, Value key);         ///< kAbsent when missing; all-zero: exception
Value dict_get_str(const Dict* d, const Str* key);     ///< key interned or not; kAbsent when missing. Never raises, never collects
bool dict_set(Thread& t, Dict* d, Value key, Value v);
bool dict_set_str(Thread& t, Dict* d, const Str* key, Value v);
int dict_remove(Thread& t, Dict* d, Value key);        ///< 1 removed, 0 was not there, -1 error
bool dict_update(Thread& t, Dict* d, Value mapping_or_pairs);  ///< dict.update(x)
Dict* dict_copy(Thread& t, Dict* d);
/// Walks the entries: start with position 0; false at the end. Safe when the dict changes (no crash).
bool dict_next(const Dict* d, uint32_t& position, Value& key, Value& value);
Set* make_set(Thread& t, TypeNumber type = numbers::kSet);
bool set_add(Thread& t, Set* s, Value v);
int set_contains(Thread& t, Set* s, Value v);
bool set_next(const Set* s, uint32_t& position, Value& key);

// --- strs
/// Collects text; the result is one str. Keeps its buffer in the heap (pinned while it stands in a native local).
class StrBuilder {
 public:
  explicit StrBuilder(Thread& t) : thread_(t) {}
  bool append(std::string_view utf8);
  bool append(Value str);
  bool append_char(char32_t c);
  bool append_repeated(char c, size_t n);
  size_t bytes() const { return used_; }
  Value finish();   ///< all-zero with MemoryError when any append failed
 private:
  bool reserve(size_t more);
  Thread& thread_;
  ByteArray* buffer_ = nullptr;
  size_t used_ = 0;
  bool failed_ = false;
};
size_t str_length(const Str* s);                       ///< in code points
Value str_slice_bytes(Thread& t, Str* s, size_t from, size_t to);  ///< byte offsets at character borders
int str_compare(const Str* a, const Str* b);           ///< -1, 0, 1 by code point
bool str_equal(const Str* a, const Str* b);
inline bool is_str(Value v) { return v.is_cell() && v.cell()->type_number() == numbers::kStr; }  ///< exact
inline Str* as_str(Value v) { return static_cast<Str*>(v.cell()); }

// --- classes and instances
Value new_instance(Thread& t, const Type* type);       ///< object.__new__: no arguments checked
/// Where instances of heap subclasses of built-in types keep their attribute dict (last word of the cell).
Value* trailing_dict(const Vm& vm, Cell* cell);
/// A new cell of native layout `number` for `type` (the native type itself or a heap subclass): header and trailing
/// word done, the rest zeroed.
Cell* allocate_native(Thread& t, const Type* type, size_t bytes);
Value make_struct_type_instance(Thread& t, TypeNumber type, std::span<const Value> fields);  ///< struct_time, stat_result: tuple layout

// ------------------------------------------------------------------------------------------------------------------
// Reaching up: defined by vm/ and modules/.
bool poll(Thread& t);                                   ///< serves the poll word; false: exception pending
Value run_function(Thread& t, Function* f, const Arguments& arguments);    ///< calls a Python function from native code
Value call_with(Thread& t, Value f, const Arguments& arguments);           ///< calls anything
Value import_module(Thread& t, std::string_view name);  ///< import of an absolute name: the module itself (not the top package)

}  // namespace ts::object
