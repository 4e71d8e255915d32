// Tuples with named fields: see struct_sequence.h. Fields that are not items of the tuple stand
// behind the items, in words that the tuple's length does not count.

#include "object/struct_sequence.h"

#include "object/containers.h"
#include "object/repr_guard.h"
#include "object/tuple.h"

namespace ts::object {

namespace {

/// A count among the constants of the type.
size_t count_of(const Type* type, const Str* name) {
  for (const bind::Constant& c : type->attributes->constants) {
    if (c.name == name) return static_cast<size_t>(c.value.small_int());
  }
  return 0;
}
size_t visible_fields(const Type* type) { return count_of(type, TS_NAME(n_sequence_fields)); }
size_t all_fields(const Type* type) { return count_of(type, TS_NAME(n_fields)); }

/// A new instance whose fields are all None.
Tuple* new_struct(Thread& t, const Type* type) {
  size_t n = all_fields(type);
  Tuple* result = static_cast<Tuple*>(allocate_native(t, type, sizeof(Tuple) + n * sizeof(Value)));
  if (!result) return nullptr;
  result->length = static_cast<uint32_t>(visible_fields(type));
  for (size_t i = 0; i < n; i++) result->items()[i] = kNone;
  return result;
}

bool append_full_name(Thread&, StrBuilder& out, const Type* type) {
  if (type->module) {
    out.append(type->module);
    out.append(".");
  }
  return out.append(type->name);
}

Value struct_repr(Thread& t, Value self) {
  const Type* type = type_of(t, self);
  Tuple* tuple = static_cast<Tuple*>(self.cell());
  if (!check_stack(t)) return {};
  StrBuilder out(t);
  append_full_name(t, out, type);
  out.append("(");
  for (uint32_t i = 0; i < tuple->length; i++) {
    if (i) out.append(", ");
    out.append(Value(type->attributes->getsets[i].name));
    out.append("=");
    out.append(TS_TRY(repr(t, tuple->items()[i])));
  }
  out.append(")");
  return out.finish();
}

Value wrong_length(Thread& t, const Type* type, size_t given) {
  size_t low = visible_fields(type), high = all_fields(type);
  StrBuilder name(t);
  append_full_name(t, name, type);
  Value full = TS_TRY(name.finish());
  const char* how = low == high ? "a" : given < low ? "an at least" : "an at most";
  return raise(t, numbers::kTypeError, "{}() takes {} {}-sequence ({}-sequence given)", full, how,
               given < low ? low : high, given);
}

/// Index of the field that a getset reads: the visible named ones come first, then those behind the
/// visible ones.
size_t field_index(const Type* type, size_t getset) {
  size_t unnamed = count_of(type, TS_NAME(n_unnamed_fields));
  return getset < visible_fields(type) - unnamed ? getset : getset + unnamed;
}

bool fill_by_name(Thread& t, const Type* type, Tuple* result, Dict* values, size_t& used) {
  used = 0;
  for (size_t g = 0; g < type->attributes->getsets.size(); g++) {
    size_t at = field_index(type, g);
    Value v = dict_get(t, values, type->attributes->getsets[g].name);
    if (!v) return false;
    if (v.is_absent() || at >= all_fields(type)) continue;
    result->items()[at] = v;
    used++;
  }
  return true;
}

Value struct_construct(Thread& t, Value type_value, const Arguments& a) {
  const Type* type = as_type(type_value);
  const Str* const names[] = {TS_NAME(sequence), TS_NAME(dict)};
  Value arguments[2];
  if (!take_arguments(t, a, "structseq", names, 1, arguments)) return {};
  Value keep;
  std::span<Value> items;
  if (!sequence_items(t, arguments[0], keep, items)) {
    if (!pending_matches(t, numbers::kTypeError)) return {};
    take_pending(t);
    return raise(t, numbers::kTypeError, "constructor requires a sequence");
  }
  if (items.size() < visible_fields(type) || items.size() > all_fields(type))
    return wrong_length(t, type, items.size());
  Tuple* result = TS_TRY(new_struct(t, type));
  for (size_t i = 0; i < items.size(); i++) result->items()[i] = items[i];
  if (arguments[1] && !arguments[1].is_none()) {
    if (!is_instance_of_native(*t.vm, arguments[1], numbers::kDict)) {
      return raise(t, numbers::kTypeError, "{}() takes a dict as second arg, if any",
                   Value(type->name));
    }
    size_t used;
    if (!fill_by_name(t, type, result, static_cast<Dict*>(arguments[1].cell()), used)) return {};
  }
  return result;
}

Value closed_construct(Thread& t, Value type_value, const Arguments&) {
  StrBuilder name(t);
  append_full_name(t, name, as_type(type_value));
  return raise(t, numbers::kTypeError, "cannot create '{}' instances", TS_TRY(name.finish()));
}

bool is_struct(Thread& t, Value self) {
  const Type* type = type_of(t, self);
  return type->slots == &kStructSequenceSlots || type->slots == &kClosedStructSequenceSlots;
}

Value struct_replace(Thread& t, Value self, Kwargs changes) {
  if (!is_struct(t, self)) return raise(t, numbers::kTypeError, "a struct sequence is required");
  const Type* type = type_of(t, self);
  Tuple* result = TS_TRY(new_struct(t, type));
  size_t n = all_fields(type), used = 0;
  for (size_t i = 0; i < n; i++) result->items()[i] = static_cast<Tuple*>(self.cell())->items()[i];
  if (!changes.dict) return result;
  Dict* values = static_cast<Dict*>(changes.dict.cell());
  if (!fill_by_name(t, type, result, values, used)) return {};
  if (used != values->live)
    return raise(t, numbers::kTypeError, "Got unexpected field name(s): {}",
                 Repr{TS_TRY(make_list_from(t, changes.dict))});
  return result;
}

Value struct_reduce(Thread& t, Value self) {
  if (!is_struct(t, self)) return raise(t, numbers::kTypeError, "a struct sequence is required");
  const Type* type = type_of(t, self);
  Tuple* tuple = static_cast<Tuple*>(self.cell());
  Value items = TS_TRY(object::make_tuple(t, tuple->span()));
  Dict* rest = TS_TRY(make_dict(t));
  for (size_t g = 0; g < type->attributes->getsets.size(); g++) {
    size_t at = field_index(type, g);
    if (at < tuple->length) continue;
    if (!dict_set(t, rest, type->attributes->getsets[g].name, tuple->items()[at])) return {};
  }
  Value arguments = TS_TRY(make_tuple(t, {items, Value(rest)}));
  return make_tuple(t, {Value(type), arguments});
}

constexpr Slots struct_slots(Value (*construct)(Thread&, Value, const Arguments&)) {
  return {.repr = struct_repr,
          .hash = tuple_hash,
          .compare = tuple_compare,
          .binary = tuple_binary,
          .len = tuple_len,
          .get_item = tuple_get_item,
          .contains = tuple_contains,
          .iter = tuple_iter,
          .construct = construct};
}

}  // namespace

constinit const Slots kStructSequenceSlots = struct_slots(struct_construct);
constinit const Slots kClosedStructSequenceSlots = struct_slots(closed_construct);
const Native kStructSequenceNatives[2] = {
    TS_METHOD(numbers::kTuple, struct_replace, TS_NAME(__replace__), "self, /, **changes",
              "Return a copy of the structure with new values for the specified fields."),
    TS_METHOD(numbers::kTuple, struct_reduce, TS_NAME(__reduce__), "self, /", nullptr),
};

Value make_struct_type_instance(Thread& t, TypeNumber number, std::span<const Value> fields) {
  const Type* type = type_at(*t.vm, number);
  Tuple* result = TS_TRY(new_struct(t, type));
  for (size_t i = 0; i < fields.size() && i < all_fields(type); i++) result->items()[i] = fields[i];
  return result;
}

}  // namespace ts::object
