// The cells of the built-in types. Raw words come first, references after them, as heap/layout.h wants it.
// Behaviour is in the file named after the type.

#pragma once

#include "base/limbs.h"
#include "bind/module.h"

namespace ts::object {

using bind::Args;
using bind::Arguments;
using bind::Attributes;
using bind::BinaryOp;
using bind::Buffer;
using bind::CompareOp;
using bind::GetSet;
using bind::Kwargs;
using bind::Native;
using bind::Opt;
using bind::Slots;
using bind::Str;
using bind::Type;
using bind::UnaryOp;
using heap::ByteArray;
using heap::Cell;
using heap::kAbsent;
using heap::kEllipsis;
using heap::kFalse;
using heap::kNone;
using heap::kNotImplemented;
using heap::kStop;
using heap::kTrue;
using heap::kUnbound;
using heap::Layout;
using heap::Thread;
using heap::TypeNumber;
using heap::Value;
using heap::ValueArray;
using heap::Vm;
namespace numbers = heap::type_numbers;

/// An int beyond the small range (or an instance of a subclass of int, of any size): sign and magnitude.
struct Int : Cell {
  static constexpr TypeNumber kType = numbers::kInt;
  uint32_t limbs;      ///< count, no leading zero limbs
  uint32_t negative;   ///< 1 or 0
  base::Limb* data() { return reinterpret_cast<base::Limb*>(this + 1); }
  const base::Limb* data() const { return reinterpret_cast<const base::Limb*>(this + 1); }
};

/// A float that does not fit its word, or an instance of a subclass of float.
struct Float : Cell {
  static constexpr TypeNumber kType = numbers::kFloat;
  double value;
};

struct Complex : Cell {
  static constexpr TypeNumber kType = numbers::kComplex;
  double real, imag;
};

/// bytes: the data stand behind.
struct Bytes : Cell {
  static constexpr TypeNumber kType = numbers::kBytes;
  uint32_t length;
  uint32_t hash_;  ///< 0: not computed
  uint8_t* data() { return reinterpret_cast<uint8_t*>(this + 1); }
  const uint8_t* data() const { return reinterpret_cast<const uint8_t*>(this + 1); }
};

struct ByteArrayObject : Cell {
  static constexpr TypeNumber kType = numbers::kByteArrayObject;
  uint32_t length;
  uint32_t start;     ///< offset of the first byte in storage (cheap removal at the front)
  uint32_t exports;   ///< buffers handed out to native code: must not be resized
  ByteArray* storage; ///< or nullptr when empty
  Value views;        ///< array of WeakRefs to its memoryviews, or all-zero: they forbid resizing too
  uint8_t* data() { return storage ? storage->bytes + start : nullptr; }
};

struct Tuple : Cell {
  static constexpr TypeNumber kType = numbers::kTuple;
  uint32_t length;
  uint32_t hash_;  ///< 0: not computed
  Value* items() { return reinterpret_cast<Value*>(this + 1); }
  const Value* items() const { return reinterpret_cast<const Value*>(this + 1); }
  std::span<Value> span() { return {items(), length}; }
};

struct List : Cell {
  static constexpr TypeNumber kType = numbers::kList;
  uintptr_t length;
  ValueArray* storage;  ///< nullptr only when length is 0. Words behind `length` are all-zero
  Value* items() { return storage ? storage->items : nullptr; }
  std::span<Value> span() { return {items(), length}; }
};

/// Insertion-ordered table, the common part of dict and set: see object/table.h.
struct Table : Cell {
  uint32_t live;       ///< entries that are not deleted
  uint32_t used;       ///< entries in use, deleted ones included
  uint32_t version;    ///< changes with every change of the set of keys or of their positions
  union {
    uint32_t watched;  ///< dict: 1 when some inline cache relies on a name's absence
    uint32_t hash_;    ///< frozenset: 0 not computed
  };
  ValueArray* entries; ///< dict: key, value, key, value ...; set: keys. A deleted entry's key is kDeleted
  ByteArray* index;    ///< hash index, nullptr while there are few entries
  ByteArray* hashes;   ///< hashes of the keys, nullptr while all keys are of types whose hash is cheap
};

struct Dict : Table {
  static constexpr TypeNumber kType = numbers::kDict;
};

struct Set : Table {  // also frozenset
  static constexpr TypeNumber kType = numbers::kSet;
};

struct Range : Cell {
  static constexpr TypeNumber kType = numbers::kRange;
  Value start, stop, step, length;  ///< ints of any size
};

struct Slice : Cell {
  static constexpr TypeNumber kType = numbers::kSlice;
  Value start, stop, step;
};

/// Shared by most iterators over one object.
struct Iterator : Cell {
  intptr_t index;    ///< next position
  intptr_t extra;    ///< type-specific: version, length, step
  Value source;      ///< all-zero once exhausted
};

struct RangeIterator : Cell {
  static constexpr TypeNumber kType = numbers::kRangeIterator;
  intptr_t next, step;
  intptr_t remaining;
};

/// A code object: the RAM handle. The instructions and tables are in the blob, which may be in flash.
struct Code : Cell {
  static constexpr TypeNumber kType = numbers::kCode;
  const uint8_t* code;          ///< instructions; inside `blob` when that is a cell in the heap (the collector adjusts)
  heap::InlineCache* caches;    ///< cache_count entries outside the heap, or nullptr
  Code* next;                   ///< in Vm::code_handles (weak)
  uint32_t code_bytes, exception_bytes, line_bytes;  ///< stand one behind the other from `code` on
  uint32_t first_line;
  uint16_t flags;               ///< bytecode::CodeFlags
  uint16_t parameters, positional_only, keyword_only;
  uint16_t locals, registers;
  uint16_t cache_count, cell_count;
  uint32_t constant_count, free_count;
  Cell* blob;                   ///< heap cell that holds the instructions, or nullptr
  Value name, qualname, filename;
  Value local_names;            ///< tuple of `locals` strs
  Value free_names;             ///< tuple of `free_count` strs
  Value seeds;                  ///< class bodies: tuple of attribute names, or all-zero
  Value constants[];            ///< constant_count
  // cell_count registers (uint16_t) that hold cells stand in the blob behind the line table
};

/// What few functions need: made on demand.
struct FunctionExtra : Cell {
  static constexpr TypeNumber kType = numbers::kInternal;
  Value defaults;        ///< tuple or all-zero
  Value keyword_defaults;///< dict or all-zero
  Value dict, name, qualname, doc, module, annotate, annotations, type_params;
};

struct Function : Cell {
  static constexpr TypeNumber kType = numbers::kFunction;
  Code* code;
  Value globals;         ///< dict
  Value closure;         ///< tuple of CellVariable, or all-zero
  FunctionExtra* extra;  ///< or nullptr
};

struct CellVariable : Cell {
  static constexpr TypeNumber kType = numbers::kCellVariable;
  Value content;         ///< kUnbound when empty
};

struct Method : Cell {
  static constexpr TypeNumber kType = numbers::kMethod;
  Value function, self;
};

/// A native function bound to its self (`[].append`), or to its class.
struct NativeMethod : Cell {
  static constexpr TypeNumber kType = numbers::kNativeMethod;
  Value native, self;
};

struct Property : Cell {
  static constexpr TypeNumber kType = numbers::kProperty;
  Value get, set, remove, doc, name;
};

struct Wrapper : Cell {  // classmethod, staticmethod
  Value function, dict;
};

struct Super : Cell {
  static constexpr TypeNumber kType = numbers::kSuper;
  Value type, object, object_type;
};

/// An attribute made by __slots__.
struct Member : Cell {
  static constexpr TypeNumber kType = numbers::kMember;
  uintptr_t slot;
  Value name, owner;
};

struct Module : Cell {
  static constexpr TypeNumber kType = numbers::kModule;
  const bind::ModuleDefinition* definition;  ///< names not in dict are looked up here; nullptr once dict has them all
  Value dict;
};

/// Suspended frame of a generator, coroutine or async generator; its registers stand behind.
struct Generator : Cell {
  static constexpr TypeNumber kType = numbers::kGenerator;
  uint32_t registers;     ///< how many stand behind
  uint32_t pc;            ///< offset to resume at
  uint8_t state;          ///< GeneratorState
  uint8_t delegating;     ///< suspended in YIELDFROM
  uint8_t async_running;  ///< async generators: an asend() or athrow() is in progress
  uint8_t closing;
  uint32_t result_register;   ///< where a sent value goes
  Value function, name, qualname;
  Value handled;          ///< exception being handled inside while suspended
  Value values[];
};

enum class GeneratorState : uint8_t { kCreated, kSuspended, kRunning, kFinished };

/// Every exception; the meaning of `fields` depends on the type (StopIteration.value, OSError.errno ...).
struct Exception : Cell {
  static constexpr TypeNumber kType = numbers::kBaseException;
  uintptr_t suppress_context;
  Value args;        ///< tuple
  Value traceback;   ///< or all-zero
  Value cause, context;
  Value dict;        ///< or all-zero
  Value fields;      ///< tuple or ValueArray or single value, or all-zero
};

struct Traceback : Cell {
  static constexpr TypeNumber kType = numbers::kTraceback;
  uintptr_t pc;      ///< offset of the instruction in the code
  Value next;        ///< Traceback or None
  Value function;    ///< Function that ran: gives code and globals
  Value frame;       ///< Frame once asked for, or all-zero
};

struct WeakRef : Cell {
  static constexpr TypeNumber kType = numbers::kWeakRef;
  Cell* next;        ///< list of all (weak; the collector maintains it)
  Cell* target;      ///< weak; nullptr once dead
  intptr_t hash;     ///< 0: not computed
  Value callback;    ///< or all-zero
};

/// An instance of a Python class over plain object: its slots stand behind, in the order of Type::slot_names. With
/// kFlagKind0 the first slot holds a dict instead, which has all attributes.
struct Instance : Cell {
  static constexpr TypeNumber kType = numbers::kObject;
  Value* slots() { return reinterpret_cast<Value*>(this + 1); }
};

}  // namespace ts::object
