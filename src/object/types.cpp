// Types as the machine sees them: the table by number, attribute lookup along the MRO with its cache, slot wrappers.

#include "object/special.h"

namespace ts::object {

namespace {

constexpr SpecialMethod kSpecialMethods[] = {
#define SPECIAL(name, kind, operand) {TS_NAME(name), SpecialKind::k##kind, operand},
#include "object/special_methods.def"
#undef SPECIAL
};

/// Which operators the binary, inplace and unary slots of a native type serve: bits by BinaryOp and UnaryOp. The
/// slots answer NotImplemented for the rest; here it decides which special methods the type shows.
struct OperatorMask {
  TypeNumber type;
  uint16_t binary, inplace, unary;
};
constexpr uint16_t bits(std::initializer_list<BinaryOp> ops) {
  uint16_t mask = 0;
  for (auto op : ops) mask |= static_cast<uint16_t>(1u << static_cast<unsigned>(op));
  return mask;
}
using enum BinaryOp;
constexpr uint16_t kSequenceOps = bits({kAdd, kMul});
constexpr uint16_t kSetOps = bits({kSub, kAnd, kOr, kXor});
constexpr uint16_t kIntOps = 0x3FFF & ~bits({kMatMul});
constexpr uint16_t kFloatOps = bits({kAdd, kSub, kMul, kDiv, kFloorDiv, kMod, kPow, kDivMod});
constexpr OperatorMask kOperators[] = {
    {numbers::kInt, kIntOps, 0, 0x7F},
    {numbers::kBool, bits({kAnd, kOr, kXor}), 0, 1 << 2},
    {numbers::kFloat, kFloatOps, 0, 0x3B},
    {numbers::kComplex, bits({kAdd, kSub, kMul, kDiv, kPow}), 0, 0x0B},
    {numbers::kStr, kSequenceOps | bits({kMod}), 0, 0},
    {numbers::kBytes, kSequenceOps | bits({kMod}), 0, 0},
    {numbers::kByteArrayObject, kSequenceOps | bits({kMod}), kSequenceOps, 0},
    {numbers::kList, kSequenceOps, kSequenceOps, 0},
    {numbers::kTuple, kSequenceOps, 0, 0},
    {numbers::kDict, bits({kOr}), bits({kOr}), 0},
    {numbers::kMappingProxy, bits({kOr}), 0, 0},
    {numbers::kSet, kSetOps, kSetOps, 0},
    {numbers::kFrozenSet, kSetOps, 0, 0},
    {numbers::kDictKeys, kSetOps, 0, 0},
    {numbers::kDictItems, kSetOps, 0, 0},
    {numbers::kType, bits({kOr}), 0, 0},
    {numbers::kGenericAlias, bits({kOr}), 0, 0},
    {numbers::kUnion, bits({kOr}), 0, 0},
    {numbers::kTypeVar, bits({kOr}), 0, 0},
    {numbers::kTypeAlias, bits({kOr}), 0, 0},
    {numbers::kTemplate, bits({kAdd}), 0, 0},
    {numbers::kDeque, kSequenceOps, kSequenceOps, 0},
    {numbers::kDefaultDict, bits({kOr}), bits({kOr}), 0},
};

const OperatorMask* operators_of(TypeNumber type) {
  for (const auto& mask : kOperators) {
    if (mask.type == type) return &mask;
  }
  return nullptr;
}

/// The words of a Slots structure that matter for `id`, as presence tests.
bool has_slot(const Slots& s, TypeNumber type, const SpecialMethod& m) {
  const OperatorMask* mask = operators_of(type);
  switch (m.kind) {
    case SpecialKind::kRepr: return s.repr;
    case SpecialKind::kStr: return s.str;
    case SpecialKind::kHash: return s.hash;
    case SpecialKind::kCompare: return s.compare;
    case SpecialKind::kBinary:
    case SpecialKind::kReflected: {
      if (!s.binary || !mask || !(mask->binary >> m.operand & 1)) return false;
      if (m.kind == SpecialKind::kBinary) return true;
      // Sequences have no reflected concatenation; they do have __rmul__, strs __rmod__.
      bool sequence = mask->binary & kSequenceOps && !(mask->binary & bits({kSub}));
      return !(sequence && m.operand == static_cast<uint8_t>(kAdd));
    }
    case SpecialKind::kInplace: return s.inplace && mask && (mask->inplace >> m.operand & 1);
    case SpecialKind::kUnary: return s.unary && mask && (mask->unary >> m.operand & 1);
    case SpecialKind::kTruth: return s.truth && mask && mask->unary;
    case SpecialKind::kLen: return s.len;
    case SpecialKind::kGetItem: return s.get_item;
    case SpecialKind::kSetItem:
    case SpecialKind::kDelItem: return s.set_item;
    case SpecialKind::kContains: return s.contains;
    case SpecialKind::kIter: return s.iter;
    case SpecialKind::kNext: return s.next;
    case SpecialKind::kCall: return s.call;
    case SpecialKind::kGetAttribute: return s.get_attr;
    case SpecialKind::kSetAttr:
    case SpecialKind::kDelAttr: return s.set_attr;
    case SpecialKind::kDescrGet: return s.descr_get;
    case SpecialKind::kDescrSet:
    case SpecialKind::kDescrDelete: return s.descr_set;
    case SpecialKind::kNew: return s.construct;
    case SpecialKind::kInit: return s.init;
  }
  return false;
}

/// A slot that a type shares with its base is its base's.
bool same_slot(const Slots& a, const Slots& b, const SpecialMethod& m) {
  switch (m.kind) {
    case SpecialKind::kRepr: return a.repr == b.repr;
    case SpecialKind::kStr: return a.str == b.str;
    case SpecialKind::kHash: return a.hash == b.hash;
    case SpecialKind::kCompare: return a.compare == b.compare;
    case SpecialKind::kBinary:
    case SpecialKind::kReflected: return a.binary == b.binary;
    case SpecialKind::kInplace: return a.inplace == b.inplace;
    case SpecialKind::kUnary: return a.unary == b.unary;
    case SpecialKind::kTruth: return a.truth == b.truth;
    case SpecialKind::kLen: return a.len == b.len;
    case SpecialKind::kGetItem: return a.get_item == b.get_item;
    case SpecialKind::kSetItem:
    case SpecialKind::kDelItem: return a.set_item == b.set_item;
    case SpecialKind::kContains: return a.contains == b.contains;
    case SpecialKind::kIter: return a.iter == b.iter;
    case SpecialKind::kNext: return a.next == b.next;
    case SpecialKind::kCall: return a.call == b.call;
    case SpecialKind::kGetAttribute: return a.get_attr == b.get_attr;
    case SpecialKind::kSetAttr:
    case SpecialKind::kDelAttr: return a.set_attr == b.set_attr;
    case SpecialKind::kDescrGet: return a.descr_get == b.descr_get;
    case SpecialKind::kDescrSet:
    case SpecialKind::kDescrDelete: return a.descr_set == b.descr_set;
    case SpecialKind::kNew: return a.construct == b.construct;
    case SpecialKind::kInit: return a.init == b.init;
  }
  return false;
}

size_t cache_slot(TypeNumber type, const Str* name) {
  uintptr_t key = reinterpret_cast<uintptr_t>(name) >> 3;
  return (key ^ (key >> 9) ^ type * 31u) & (Vm::kMethodCacheSize - 1);
}

}  // namespace

const SpecialMethod& special_method(uint8_t id) { return kSpecialMethods[id]; }

int find_special(const Str* name) {
  if (name->bytes < 6 || name->text()[0] != '_' || !name->is_static()) return -1;
  for (uint8_t i = 0; i < special::kCount; i++) {
    if (kSpecialMethods[i].name == name) return i;
  }
  return -1;
}

bool native_has_special(const Type* type, uint8_t id) {
  const SpecialMethod& m = kSpecialMethods[id];
  if (!type->slots) return false;
  if (!has_slot(*type->slots, type->number, m)) return false;
  if (!type->base) return true;
  auto* base = static_cast<const Type*>(type->base.cell());
  return !(base->slots && has_slot(*base->slots, base->number, m) && same_slot(*type->slots, *base->slots, m));
}

const Type* type_at(const Vm& vm, TypeNumber number) {
  if (number < heap::kFirstClass) return bind::kNativeTypes[number];
  return static_cast<const Type*>(vm.classes[number - heap::kFirstClass].type);
}

const Type* type_of(const Vm& vm, Value v) {
  TypeNumber number = heap::type_number(v);
  // A native function's cell is the same whether it is a method or not; Python sees two types.
  if (number == numbers::kNative && static_cast<const Native*>(v.cell())->kind == bind::NativeKind::kMethod) {
    number = numbers::kClassNative;
  }
  return type_at(vm, number);
}

const Type* type_or_null(const Thread& t, Value v) {
  if (!v.is_cell()) return nullptr;
  TypeNumber number = v.cell()->type_number();
  if (number == numbers::kType || (number >= heap::kFirstClass && type_at(*t.vm, number)->native_base == numbers::kType)) {
    return static_cast<const Type*>(v.cell());
  }
  return nullptr;
}

bool is_exact(Value v, TypeNumber type) { return heap::type_number(v) == type; }

std::string_view view_of(Value str) { return as_str(str)->view(); }

std::string_view type_name(const Thread& t, Value v) { return view_of(type_of(t, v)->name); }

const Type* mro_at(const Vm&, const Type* type, size_t i) {
  if (type->mro) {
    auto* mro = static_cast<const Tuple*>(type->mro.cell());
    return i < mro->length ? static_cast<const Type*>(mro->items()[i].cell()) : nullptr;
  }
  while (i-- && type) type = static_cast<const Type*>(type->base ? type->base.cell() : nullptr);
  return type;
}

Value mro_tuple(Thread& t, const Type* type) {
  if (type->mro) return type->mro;
  size_t n = 0;
  while (mro_at(*t.vm, type, n)) n++;
  Tuple* tuple = TS_TRY(allocate_tuple(t, n));
  for (size_t i = 0; i < n; i++) tuple->items()[i] = Value(mro_at(*t.vm, type, i));
  return tuple;
}

bool is_subtype(const Vm& vm, const Type* a, const Type* b) {
  if (a == b) return true;
  if (a->mro) {
    auto* mro = static_cast<const Tuple*>(a->mro.cell());
    for (uint32_t i = 0; i < mro->length; i++) {
      if (mro->items()[i].cell() == b) return true;
    }
    return false;
  }
  (void)vm;
  for (; a; a = static_cast<const Type*>(a->base ? a->base.cell() : nullptr)) {
    if (a == b) return true;
  }
  return false;
}

const Str* canonical_name(const Str* name) {
  if (name->is_static() || name->has(heap::kFlagKind1)) return name;
  const Str* known = find_static_str(name->view());
  return known ? known : name;
}

Value own_attribute(const Vm& vm, const Type* type, const Str* name) {
  if (type->dict) return dict_get_str(static_cast<const Dict*>(type->dict.cell()), name);
  if (vm.roots.type_dicts) {
    Value dict = dict_get_str(static_cast<const Dict*>(vm.roots.type_dicts.cell()), as_str(type->name));
    if (dict.is_cell()) {
      Value v = dict_get_str(static_cast<const Dict*>(dict.cell()), name);
      if (!v.is_absent()) return v;
    }
  }
  if (!name->is_static()) return kAbsent;
  if (const Attributes* attributes = type->attributes) {
    for (const Native& native : attributes->natives) {
      if (native.name == name) return Value(&native);
    }
    for (const GetSet& getset : attributes->getsets) {
      if (getset.name == name) return Value(&getset);
    }
    for (const auto& constant : attributes->constants) {
      if (constant.name == name) return constant.value;
    }
  }
  int id = find_special(name);
  if (id >= 0 && native_has_special(type, static_cast<uint8_t>(id))) {
    return slot_wrapper(type->number, static_cast<uint8_t>(id));
  }
  if (id == special::__hash__id && type->slots && type->slots->compare && !type->slots->hash) return kNone;
  return kAbsent;
}

Value lookup(const Vm& vm, const Type* type, const Str* name) {
  name = canonical_name(name);
  bool cacheable = name->is_static() || name->has(heap::kFlagKind1);
  auto& cache = const_cast<Vm&>(vm).method_cache[cache_slot(type->number, name)];
  if (cacheable && cache.name == name && cache.type == type->number) return cache.value;
  Value found = kAbsent;
  for (size_t i = 0; const Type* at = mro_at(vm, type, i); i++) {
    found = own_attribute(vm, at, name);
    if (!found.is_absent()) break;
  }
  if (cacheable) cache = {type->number, 0, name, found};
  return found;
}

void type_modified(Thread& t, Type* type) {
  (void)type;
  t.vm->type_epoch++;
  for (auto& entry : t.vm->method_cache) entry = {};
  heap::flush_inline_caches(*t.vm);
}

namespace {
bool native_instance(const Vm& vm, Value v, TypeNumber type) {
  TypeNumber number = heap::type_number(v);
  if (number == type) return true;
  const Type* have = type_at(vm, number);
  if (number >= heap::kFirstClass) {
    number = have->native_base;
    if (number == type) return true;
    have = type_at(vm, number);
  }
  const Type* wanted = bind::kNativeTypes[type];
  for (; have; have = static_cast<const Type*>(have->base ? have->base.cell() : nullptr)) {
    if (have == wanted) return true;
  }
  return false;
}
}  // namespace

}  // namespace ts::object

bool ts::bind::is_instance_of_native(const Vm& vm, Value v, TypeNumber type) {
  return object::native_instance(vm, v, type);
}

namespace ts::heap {

const Layout& native_layout(TypeNumber type) { return bind::kNativeTypes[type]->layout; }

uint32_t code_cache_count(const Cell* code) { return static_cast<const object::Code*>(code)->cache_count; }

Cell* code_blob(const Cell* code) { return static_cast<const object::Code*>(code)->blob; }

const uint8_t* running_code_start(const Thread& thread) {
  return static_cast<object::Function*>(thread.base[-2].cell())->code->code;
}

void flush_inline_caches(Vm& vm) {
  for (Cell* cell = vm.code_handles; cell; cell = static_cast<object::Code*>(cell)->next) {
    auto* code = static_cast<object::Code*>(cell);
    if (!code->caches) continue;
    for (uint32_t i = 0; i < code->cache_count; i++) code->caches[i] = {};
  }
}

}  // namespace ts::heap
