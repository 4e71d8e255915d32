// How native functions are declared. The C++ signature is the declaration: `Value f(Thread&, List* self, Value item)`
// gets its conversions and checks from its parameter types, and its names, defaults and arity from the signature
// text "self, item, /" in CPython's notation. Descriptors are constant data in flash.
//
//   const Native kListNatives[] = {
//       TS_METHOD(kList, list_append, TS_NAME(append), "self, object, /", "Append object to the end of the list."),
//       TS_METHOD(kList, list_sort, TS_NAME(sort), "self, /, *, key=None, reverse=False", "..."),
//   };
//
// Parameter types (after Thread&):
//   Value              any object; the all-zero word when the argument was omitted
//   T* (T : Cell)      (T::kType is the type number) an instance of T::kType or of a subclass; nullptr when omitted (None is a TypeError)
//   intptr_t           through __index__; Opt<intptr_t> when it may be omitted
//   double             through __float__ / __index__; Opt<double>
//   bool               truth value; false when omitted
//   Args               all further positional arguments (signature: *args)
//   Kwargs             keyword arguments that match no name (signature: **kwargs): a dict or all-zero

#pragma once

#include <span>
#include <tuple>
#include <utility>

#include "bind/name.h"

namespace ts::bind {

/// Arguments of a call as they stand in the caller's window: positionals, then keyword values.
struct Arguments {
  Value* values;             ///< positional arguments, then the values of the keywords
  uint32_t positional;
  uint32_t keywords;
  Value names;               ///< tuple of `keywords` strs, or all-zero

  Value operator[](size_t i) const { return values[i]; }
};

struct Native;

/// Called with exactly `native.parameters` slots in `args` (all-zero: omitted).
using Thunk = Value (*)(Thread& thread, const Native& native, Value* args, size_t count, Value rest);

enum class NativeKind : uint8_t { kFunction, kMethod, kClassMethod, kStaticMethod };

/// A native function, in flash. Python sees a builtin_function_or_method, method_descriptor ...
struct Native : Cell {
  static constexpr TypeNumber kType = heap::type_numbers::kNative;
  const Str* name;
  Thunk thunk;
  void (*function)();
  const char* signature;
  const char* doc;
  TypeNumber owner;         ///< type of a method; of a function all-zero
  uint8_t minimum;          ///< positional parameters without default
  uint8_t maximum;          ///< positional parameters
  uint8_t parameters;       ///< named parameters in all (keyword-only included)
  NativeKind kind : 4;
  bool variadic : 1;        ///< has *args
  bool keywords : 1;        ///< has **kwargs
  bool named : 1;           ///< some parameter can be given by keyword
};

/// A computed attribute, in flash.
struct GetSet : Cell {
  static constexpr TypeNumber kType = heap::type_numbers::kGetSet;
  const Str* name;
  Value (*get)(Thread&, Value self);
  bool (*set)(Thread&, Value self, Value value);  ///< nullptr: read-only; all-zero value: delete
  TypeNumber owner;
  const char* doc;
};

/// An optional argument.
template <class T>
struct Opt {
  T value{};
  bool given = false;
  T or_else(T other) const { return given ? value : other; }
};

/// The rest of the positional arguments.
struct Args {
  Value* values;
  size_t count;
  Value operator[](size_t i) const { return values[i]; }
  Value* begin() const { return values; }
  Value* end() const { return values + count; }
};

/// Keyword arguments without a parameter: a dict, or all-zero when there are none.
struct Kwargs {
  Value dict;
};

// --- conversions; defined by object/ (arguments.cpp). False: exception pending
bool to_index(Thread& thread, Value v, intptr_t& out);   ///< __index__, OverflowError beyond intptr_t
bool to_double(Thread& thread, Value v, double& out);    ///< __float__, __index__
int to_truth(Thread& thread, Value v);                   ///< 1, 0, -1
bool is_instance_of_native(const Vm& vm, Value v, TypeNumber type);
/// Raises the TypeError for argument `index` of `native` that should be a `type`. Returns the all-zero Value.
Value argument_type_error(Thread& thread, const Native& native, size_t index, TypeNumber type, Value got);

namespace detail {

template <class T>
struct Convert;

template <>
struct Convert<Value> {
  static bool from(Thread&, const Native&, size_t, Value v, Value& out) {
    out = v;
    return true;
  }
};
template <>
struct Convert<intptr_t> {
  static bool from(Thread& t, const Native&, size_t, Value v, intptr_t& out) { return to_index(t, v, out); }
};
template <>
struct Convert<double> {
  static bool from(Thread& t, const Native&, size_t, Value v, double& out) { return to_double(t, v, out); }
};
template <>
struct Convert<bool> {
  static bool from(Thread& t, const Native&, size_t, Value v, bool& out) {
    int truth = v ? to_truth(t, v) : 0;
    out = truth > 0;
    return truth >= 0;
  }
};
template <class T>
struct Convert<Opt<T>> {
  static bool from(Thread& t, const Native& n, size_t i, Value v, Opt<T>& out) {
    out.given = static_cast<bool>(v);
    return !v || Convert<T>::from(t, n, i, v, out.value);
  }
};
template <std::derived_from<Cell> T>
struct Convert<T*> {
  static bool from(Thread& t, const Native& n, size_t i, Value v, T*& out) {
    out = nullptr;
    if (!v) return true;
    if (!is_instance_of_native(*t.vm, v, T::kType)) {
      argument_type_error(t, n, i, T::kType, v);
      return false;
    }
    out = static_cast<T*>(v.cell());
    return true;
  }
};

template <class... P>
struct Caller {
  template <size_t... I>
  static Value call(Thread& t, [[maybe_unused]] const Native& n, Value (*f)(Thread&, P...),
                    [[maybe_unused]] Value* args, [[maybe_unused]] size_t count, [[maybe_unused]] Value rest,
                    std::index_sequence<I...>) {
    std::tuple<P...> values;
    if (!(argument<P>(t, n, I, args, count, rest, std::get<I>(values)) && ...)) return Value();
    return f(t, std::get<I>(values)...);
  }
  template <class T>
  static bool argument(Thread& t, const Native& n, size_t i, Value* args, size_t count, Value rest, T& out) {
    if constexpr (std::is_same_v<T, Args>) {
      size_t named = n.parameters < count ? n.parameters : count;
      out = Args{args + named, count - named};
      return true;
    } else if constexpr (std::is_same_v<T, Kwargs>) {
      out.dict = rest;
      return true;
    } else {
      return Convert<T>::from(t, n, i, i < count ? args[i] : Value(), out);
    }
  }
};

template <class... P>
Value thunk(Thread& t, const Native& n, Value* args, size_t count, Value rest) {
  auto f = reinterpret_cast<Value (*)(Thread&, P...)>(n.function);
  return Caller<P...>::call(t, n, f, args, count, rest, std::index_sequence_for<P...>());
}

/// Counts of a signature text, at compile time.
struct SignatureCounts {
  uint8_t minimum = 0, maximum = 0, parameters = 0;
  bool variadic = false, keywords = false, named = false;
};

consteval SignatureCounts parse_signature(const char* s) {
  SignatureCounts c;
  bool keyword_only = false;
  uint8_t since_slash = 0;
  while (*s) {
    while (*s == ' ' || *s == ',') s++;
    if (!*s) break;
    if (*s == '/') {
      since_slash = 0;
      c.named = false;
      s++;
      continue;
    }
    if (s[0] == '*' && s[1] == '*') {
      c.keywords = true;
    } else if (*s == '*') {
      keyword_only = true;
      if (s[1] && s[1] != ',') c.variadic = true;
    } else {
      bool has_default = false;
      int depth = 0;
      for (const char* p = s; *p && (depth || *p != ','); p++) {
        if (*p == '(' || *p == '\'') depth = *p == '(' ? depth + 1 : !depth;
        if (*p == ')') depth--;
        if (*p == '=') has_default = true;
      }
      c.parameters++;
      if (!keyword_only) {
        c.maximum++;
        if (!has_default) c.minimum = c.maximum;
      }
      c.named = true;
      since_slash++;
    }
    int depth = 0;
    while (*s && (depth || *s != ',')) {
      if (*s == '(') depth++;
      if (*s == ')') depth--;
      if (*s == '\'') depth = !depth;
      s++;
    }
  }
  (void)since_slash;
  return c;
}

template <class F>
struct FunctionTraits;
template <class... P>
struct FunctionTraits<Value (*)(Thread&, P...)> {
  static constexpr Thunk kThunk = &thunk<P...>;
};

}  // namespace detail

}  // namespace ts::bind

/// Initialises a Native in a constant table. The cast of the function pointer is why this is a macro: it may stand in
/// a constant initialiser, but not in a constant expression.
#define TS_NATIVE(native_kind, owner_type, function_, name_, signature_, doc_)                         \
  {                                                                                                    \
    {::ts::heap::static_header(::ts::heap::type_numbers::kNative).header}, name_,                      \
        ::ts::bind::detail::FunctionTraits<decltype(&function_)>::kThunk,                              \
        reinterpret_cast<void (*)()>(&function_), signature_, doc_, owner_type,                        \
        ::ts::bind::detail::parse_signature(signature_).minimum,                                       \
        ::ts::bind::detail::parse_signature(signature_).maximum,                                       \
        ::ts::bind::detail::parse_signature(signature_).parameters, native_kind,                       \
        ::ts::bind::detail::parse_signature(signature_).variadic,                                      \
        ::ts::bind::detail::parse_signature(signature_).keywords,                                      \
        ::ts::bind::detail::parse_signature(signature_).named                                          \
  }

/// A method of native type T (a type number): its first parameter is self.
#define TS_METHOD(T, function, name, signature, doc) \
  TS_NATIVE(::ts::bind::NativeKind::kMethod, T, function, name, signature, doc)
/// A class method: its first parameter is the class.
#define TS_CLASS_METHOD(T, function, name, signature, doc) \
  TS_NATIVE(::ts::bind::NativeKind::kClassMethod, T, function, name, signature, doc)
#define TS_STATIC_METHOD(T, function, name, signature, doc) \
  TS_NATIVE(::ts::bind::NativeKind::kStaticMethod, T, function, name, signature, doc)
/// A function of a module.
#define TS_FUNCTION(function, name, signature, doc) \
  TS_NATIVE(::ts::bind::NativeKind::kFunction, 0, function, name, signature, doc)
/// A computed attribute of native type T. `setter` may be nullptr.
#define TS_GETSET(T, getter, setter, name, doc)                                                        \
  {{::ts::heap::static_header(::ts::heap::type_numbers::kGetSet).header}, name, getter, setter, T, doc}
