// Special methods as numbers: how `list.__len__` (a slot wrapper) and the slots of classes find each other.

#pragma once

#include "object/runtime.h"

namespace ts::object {

enum class SpecialKind : uint8_t {
  kRepr, kStr, kHash, kCompare, kBinary, kReflected, kInplace, kUnary, kTruth, kLen, kGetItem, kSetItem, kDelItem,
  kContains, kIter, kNext, kCall, kGetAttribute, kSetAttr, kDelAttr, kDescrGet, kDescrSet, kDescrDelete, kNew, kInit
};

/// Positions in special_methods.def.
namespace special {
enum : uint8_t {
#define SPECIAL(name, kind, operand) name##id,
#include "object/special_methods.def"
#undef SPECIAL
  kCount
};
}  // namespace special

struct SpecialMethod {
  const Str* name;
  SpecialKind kind;
  uint8_t operand;  ///< CompareOp, BinaryOp or UnaryOp
};

const SpecialMethod& special_method(uint8_t id);
/// The special method with that name, -1 for none. `name` is a static str.
int find_special(const Str* name);

/// A slot wrapper for special method `id` of native type `type`.
inline Value slot_wrapper(TypeNumber type, uint8_t id) {
  return Value::special(heap::SpecialId::kSlotWrapper, (type << 8) | id);
}
inline TypeNumber slot_wrapper_type(Value v) { return v.special_payload() >> 8; }
inline uint8_t slot_wrapper_id(Value v) { return static_cast<uint8_t>(v.special_payload()); }

/// Whether native `type` itself has special method `id` (its base has another or none).
bool native_has_special(const Type* type, uint8_t id);
/// Calls a slot wrapper with self in front: list.__len__(x).
Value call_slot_wrapper(Thread& t, Value wrapper, const Arguments& arguments);

/// Slots of every class made by Python code.
extern const Slots kClassSlots;

/// Name, MRO and caches of types.
const Str* canonical_name(const Str* name);               ///< the static str of that text, if there is one
Value own_attribute(const Vm& vm, const Type* type, const Str* name);  ///< without bases; kAbsent
/// MRO of a type as a tuple of Types; native types get one made on demand.
Value mro_tuple(Thread& t, const Type* type);
/// Next type of `type`'s MRO behind position `i` (0 is the type itself); nullptr at the end.
const Type* mro_at(const Vm& vm, const Type* type, size_t i);
/// Call when attributes of a class change in a way that cached lookups may notice.
void type_modified(Thread& t, Type* type);

/// Attributes of instances.
Value instance_get(Thread& t, Cell* cell, const Type* type, const Str* name);   ///< kAbsent when missing; never collects
bool instance_set(Thread& t, Cell* cell, const Type* type, const Str* name, Value v);
int instance_delete(Thread& t, Cell* cell, const Type* type, const Str* name);  ///< 1, 0 missing, -1
Value instance_dict(Thread& t, Value o);                  ///< o.__dict__ (a live dict), kAbsent: it has none
/// Where a native object with kTypeInstanceDict keeps its dict; nullptr: none.
Value* dict_slot(Thread& t, Value o, bool create);

/// type(name, bases, namespace, **keywords): object/class_build.cpp.
Value build_type(Thread& t, const Type* metatype, Value name, Value bases, Dict* dict, Value keywords);
bool set_bases(Thread& t, Type* type, Value bases);        ///< type.__bases__ = bases
/// Calls a type: __new__ and __init__.
Value call_type(Thread& t, const Type* type, const Arguments& arguments);
Value type_get_attr(Thread& t, Value self, Str* name);
Value type_find_attr(Thread& t, const Type* type, const Str* name);  ///< kAbsent when missing
Value type_repr(Thread& t, Value self);
Value function_name(Thread& t, Function* f);
Value function_qualname(Thread& t, Function* f);
FunctionExtra* function_extra(Thread& t, Function* f);
Value bind_attribute(Thread& t, Value attribute, Value instance, const Type* owner);  ///< applies __get__
/// Whether a method or computed attribute of native type `owner` may be used on `o`. False with TypeError pending.
bool check_receiver(Thread& t, TypeNumber owner, const Str* name, Value o);
bool is_data_descriptor(Thread& t, Value v);
const Type* type_or_null(const Thread& t, Value v);        ///< nullptr when v is no type
Value native_call(Thread& t, const Native* native, const Arguments& arguments);
std::string_view view_of(Value str);
bool is_subtype_number(const Type* type, TypeNumber number);   ///< nearest native type is `number`
Value object_repr(Thread& t, Value o);                     ///< <module.Class object at 0x...>
Value class_get_item(Thread& t, Value type, Value key);    ///< type[key]: __class_getitem__ or GenericAlias
int contains_by_iteration(Thread& t, Value o, Value item);
Value sequence_iterator(Thread& t, Value o);
int plain_is_instance(Thread& t, Value o, const Type* type);   ///< without __instancecheck__
int plain_is_subclass(Thread& t, Value o, const Type* type);
Value native_find_attr(Thread& t, Value o, const Type* type, Str* name);  ///< by the slots of the native base; kAbsent
Value native_get_attr(Thread& t, Value o, const Type* type, Str* name);
Value make_memory_error(Thread& t);                        ///< the preallocated one, at start-up
Value make_mapping_proxy(Thread& t, Value mapping);
bool module_fill(Thread& t, Module* m);                   ///< copies the definition into the dict: m.__dict__ is wanted
Value make_module(Thread& t, const bind::ModuleDefinition* definition, Value name);
/// Bit of Code::flags: a generator that types.coroutine() made awaitable.
inline constexpr uint16_t kCodeIterableCoroutine = 1 << 14;
Value code_replace(Thread& t, Value self, Kwargs changes);     ///< code.replace(**changes)
// --- reduce.cpp: natives of object
Value object_state(Thread& t, Value self);                     ///< object.__getstate__()
Value reduce_object(Thread& t, Value self, Value protocol);    ///< object.__reduce_ex__(protocol)
Value reduce_by_copyreg(Thread& t, Value self, Value protocol);  ///< what protocols 0 and 1 do
/// Flag of a module whose code is running for its import.
inline constexpr heap::CellFlags kModuleRunning = heap::kFlagKind0;
bool super_arguments(Thread& t, Value& type, Value& object);  ///< class and first argument of the running method; vm/
Value hex_address(Thread& t, Value o);                     ///< twelve hexadecimal digits
Value make_union(Thread& t, Value a, Value b);             ///< a | b of types; kNotImplemented
Value make_generic_alias(Thread& t, Value origin, Value arguments);
Value current_module_name(Thread& t);                      ///< __name__ of the running frame's globals; kAbsent. Defined by vm/
const Type* calculate_metatype(Thread& t, const Type* metatype, Tuple* bases);  ///< nullptr: metaclass conflict
Value super_object(Thread& t, const Type* type, Value object);  ///< super(type, object)

}  // namespace ts::object
