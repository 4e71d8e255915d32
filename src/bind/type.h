// How a type is declared: its slots, its attributes, its layout; built-in types are constant data in flash and cost
// no RAM. A class made by Python code is the same structure in the heap.

#pragma once

#include "bind/native.h"

namespace ts::bind {

enum class CompareOp : uint8_t { kLt, kLe, kEq, kNe, kGt, kGe };

enum class BinaryOp : uint8_t {
  kAdd, kSub, kMul, kDiv, kFloorDiv, kMod, kAnd, kOr, kXor, kShl, kShr, kPow, kMatMul, kDivMod
};

enum class UnaryOp : uint8_t { kNeg, kPos, kInvert, kAbs, kInt, kFloat, kIndex };

/// A view of an object's bytes. `owner` keeps it alive; exporting objects count exports (release when done).
struct Buffer {
  uint8_t* data = nullptr;
  size_t bytes = 0;
  const char* format = "B";  ///< struct format of an element
  uint32_t item_bytes = 1;
  bool readonly = true;
  Value owner;
};

/// What an object of a type can do. An empty slot means "not supported". Functions return the all-zero Value (or
/// false / -1) with an exception pending. `binary` and `compare` return kNotImplemented for operands they don't know.
/// Classes made by Python code use one set of slots whose functions look for the special methods.
struct Slots {
  Value (*repr)(Thread&, Value self) = nullptr;
  Value (*str)(Thread&, Value self) = nullptr;            ///< empty: repr
  bool (*hash)(Thread&, Value self, intptr_t& out) = nullptr;  ///< empty: unhashable
  Value (*compare)(Thread&, Value a, Value b, CompareOp op) = nullptr;  ///< empty: identity
  Value (*binary)(Thread&, Value a, Value b, BinaryOp op) = nullptr;    ///< self may be a or b, as in CPython
  Value (*inplace)(Thread&, Value a, Value b, BinaryOp op) = nullptr;
  Value (*unary)(Thread&, Value self, UnaryOp op) = nullptr;  ///< kNotImplemented: not supported
  int (*truth)(Thread&, Value self) = nullptr;            ///< 1, 0, -1 error. Empty: by len, else true
  intptr_t (*len)(Thread&, Value self) = nullptr;         ///< -1: error
  Value (*get_item)(Thread&, Value self, Value key) = nullptr;
  bool (*set_item)(Thread&, Value self, Value key, Value value) = nullptr;  ///< all-zero value: delete
  int (*contains)(Thread&, Value self, Value item) = nullptr;               ///< 1, 0, -1 error
  Value (*iter)(Thread&, Value self) = nullptr;
  Value (*next)(Thread&, Value self) = nullptr;           ///< kStop at the end
  Value (*call)(Thread&, Value self, const Arguments& arguments) = nullptr;
  Value (*get_attr)(Thread&, Value self, Str* name) = nullptr;              ///< empty: generic lookup
  bool (*set_attr)(Thread&, Value self, Str* name, Value value) = nullptr;  ///< empty: generic; all-zero: delete
  Value (*descr_get)(Thread&, Value self, Value instance, Value owner) = nullptr;  ///< instance all-zero: via class
  bool (*descr_set)(Thread&, Value self, Value instance, Value value) = nullptr;   ///< all-zero value: delete
  bool (*buffer)(Thread&, Value self, Buffer& out, bool writable) = nullptr;
  void (*release_buffer)(Thread&, Value self) = nullptr;
  Value (*construct)(Thread&, Value type, const Arguments& arguments) = nullptr;  ///< __new__: type is a Type
  bool (*init)(Thread&, Value self, const Arguments& arguments) = nullptr;        ///< __init__
};

enum TypeFlags : uint32_t {
  kTypeBase = 1,            ///< may be subclassed
  kTypeHeap = 2,            ///< made by Python code: in the heap
  kTypeException = 4,       ///< derives from BaseException
  kTypeSequencePattern = 8, ///< matches a sequence pattern
  kTypeMappingPattern = 16,
  kTypeInstanceDict = 32,   ///< instances have a __dict__
  kTypeHasFinalizer = 64,
  kTypeHasGetAttr = 128,    ///< defines __getattr__ or __getattribute__
  kTypeHasSetAttr = 256,    ///< defines __setattr__ or __delattr__
  kTypeSlotInstance = 512,  ///< instances are slots: plain object layout
  kTypeIntLike = 1024,      ///< int or a subclass
  kTypeMatchSelf = 2048,    ///< class pattern with one positional matches the subject itself
  kTypeMetaclass = 4096,    ///< derives from type
  kTypeNoWeakReferences = 8192,
  kTypeAbstract = 16384,    ///< __abstractmethods__ is not empty
  kTypeDataDescriptor = 32768,  ///< instances define __set__ or __delete__
  kTypeDescriptor = 65536,      ///< instances define __get__
  kTypeImmutable = 1 << 17,     ///< attributes can't be set (built-in)
  kTypeIsAsyncIterable = 1 << 18,
  kTypeGeneric = 1 << 19,       ///< type[item] gives a GenericAlias
  kTypeShadowed = 1 << 20,      ///< some instance has an attribute of the same name as the class: not cached
  kTypeNoDict = 1 << 21,        ///< heap type whose instances have no __dict__ (__slots__)
};

/// A constant among a type's or module's attributes.
struct Constant {
  const Str* name;
  Value value;
};

/// The attributes of a built-in type.
struct Attributes {
  std::span<const Native> natives;
  std::span<const GetSet> getsets;
  std::span<const Constant> constants;
  const char* doc = nullptr;
};

/// A type. Words before `name` are raw; from `name` on they are references.
struct Type : Cell {
  static constexpr TypeNumber kType = heap::type_numbers::kType;
  const Slots* slots;
  const Attributes* attributes;   ///< built-in types only
  heap::Layout layout;            ///< of instances
  TypeNumber number;
  uint32_t flags;
  TypeNumber native_base;         ///< the nearest built-in type: decides the layout and what native code may assume
  uint16_t slot_count;            ///< heap types: names in slot_names
  uint16_t member_slots;          ///< heap types: how many of them, from the first on, come from __slots__
  uint16_t confirmed;             ///< heap types: slots that some instance has used; their order is settled
  uint16_t unused;
  Value name;                     ///< a str: __name__
  Value base;                     ///< a Type, or all-zero for object
  Value bases;                    ///< tuple, or all-zero for (base,)
  Value mro;                      ///< tuple, or all-zero for the chain of bases
  Value dict;                     ///< dict of a heap type, else all-zero (see Roots::type_dicts)
  Value qualname;                 ///< a str, or all-zero: name
  Value module;                   ///< a str, or all-zero: builtins
  Value slot_names;               ///< heap types: ValueArray of the names of instance slots, in order
  Value extra;                    ///< heap types: dict for what is rare (abstract methods, annotations cache)
};

/// A built-in type as constant data. `flags` must repeat what the base has of kTypeException, kTypeIntLike.
consteval Type make_type(TypeNumber number, const Str* name, const Type* base, const Slots* slots,
                         const Attributes* attributes, heap::Layout layout, uint32_t flags,
                         const Str* module = nullptr) {
  Type t{};
  t.header = heap::static_header(heap::type_numbers::kType).header;
  t.slots = slots;
  t.attributes = attributes;
  t.layout = layout;
  t.number = number;
  t.flags = flags | kTypeImmutable;
  t.native_base = number;
  t.name = Value(name);
  t.base = base ? Value(base) : Value();
  t.module = module ? Value(module) : Value();
  return t;
}

/// The native types by number; an entry is nullptr where the product lacks the type. Defined by the application.
extern const Type* const kNativeTypes[];

/// Declares the native types of heap/type_numbers.def as `extern const Type kStrType;` and so on. A product that
/// leaves one out leaves its table entry empty.
#define TYPE(name) extern const Type k##name##Type;
}  // namespace ts::bind
namespace ts::object {
using bind::Type;
#include "heap/type_numbers.def"
#undef TYPE
}  // namespace ts::object
