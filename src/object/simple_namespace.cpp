// types.SimpleNamespace: an object with a dict and nothing else.

#include "object/native_support.h"
#include "object/repr_guard.h"
#include "object/special.h"

namespace ts::object {

namespace {

struct Namespace : Cell {
  Value dict;
};

Value construct(Thread& t, Value type, const Arguments&) {
  auto* n = new_cell<Namespace>(t, type);
  return n ? Value(n) : Value();
}

bool init(Thread& t, Value self, const Arguments& a) {
  Value* slot = dict_slot(t, self, true);
  if (!slot) return false;
  if (a.positional > 1) {
    raise(t, numbers::kTypeError, "types.SimpleNamespace expected at most 1 argument, got {}", a.positional);
    return false;
  }
  if (a.positional && !dict_update(t, static_cast<Dict*>(slot->cell()), a[0])) return false;
  for (uint32_t i = 0; i < a.keywords; i++) {
    Value name = static_cast<Tuple*>(a.names.cell())->items()[i];
    if (!dict_set(t, static_cast<Dict*>(dict_slot(t, self, true)->cell()), name, a[a.positional + i])) return false;
  }
  return true;
}

Value namespace_repr(Thread& t, Value self) {
  Value* slot = TS_TRY(dict_slot(t, self, true));
  StrBuilder b(t);
  b.append(type_of(t, self) == &kSimpleNamespaceType ? std::string_view("namespace") : type_name(t, self));
  b.append("(");
  Dict* copy = TS_TRY(dict_copy(t, static_cast<Dict*>(slot->cell())));
  uint32_t position = 0;
  Value key, v;
  bool first = true;
  while (dict_next(copy, position, key, v)) {
    if (!first) b.append(", ");
    first = false;
    b.append(is_str(key) ? key : TS_TRY(str(t, key)));
    b.append("=");
    b.append(TS_TRY(repr(t, v)));
  }
  b.append(")");
  return b.finish();
}

Value namespace_compare(Thread& t, Value a, Value b, CompareOp op) {
  if ((op != CompareOp::kEq && op != CompareOp::kNe) || !is_instance_of_native(*t.vm, b, numbers::kSimpleNamespace)) return kNotImplemented;
  Value da = TS_TRY(instance_dict(t, a));
  Value db = TS_TRY(instance_dict(t, b));
  return compare(t, da, db, op);
}

const Slots kNamespaceSlots{.repr = namespace_repr, .compare = namespace_compare, .construct = construct, .init = init};
const Attributes kNamespaceAttributes{{}, {}, {}, "A simple attribute-based namespace."};

}  // namespace

extern constinit const Type kSimpleNamespaceType =
    bind::make_type(numbers::kSimpleNamespace, TS_NAME(SimpleNamespace), &kObjectType, &kNamespaceSlots, &kNamespaceAttributes,
                    layout_all<Namespace>(), bind::kTypeBase | bind::kTypeInstanceDict, TS_NAME(types));

}  // namespace ts::object
