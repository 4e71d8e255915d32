// Module objects: names come from the module's dict, then from its definition in flash.

#include "object/native_support.h"
#include "object/special.h"

namespace ts::object {

namespace {

Module* self_module(Value v) { return static_cast<Module*>(v.cell()); }

/// A name of the definition's tables, kAbsent.
Value find_defined(const bind::ModuleDefinition* d, const Str* name) {
  name = canonical_name(name);
  if (!name->is_static()) return kAbsent;
  for (const auto& native : d->functions) {
    if (native.name == name) return Value(&native);
  }
  for (const auto& constant : d->constants) {
    if (constant.name == name) return constant.value;
  }
  return kAbsent;
}

/// What stands for importlib's ModuleSpec; made when a program asks for it and kept. None for __main__.
Value module_spec(Thread& t, Module* m) {
  auto get = [&](const Str* name) {
    Value v = dict_get_str(static_cast<Dict*>(m->dict.cell()), name);
    return v.is_absent() ? kNone : v;
  };
  Value name = get(TS_NAME(__name__));
  Value spec = kNone;
  if (is_str(name) && view_of(name) != "__main__") {
    Value path = get(TS_NAME(__path__));
    Value file = get(TS_NAME(__file__));
    Value origin = file.is_none() && path.is_none() ? Value(TS_STR("built-in")) : file;
    Value parent = path.is_none() ? get(TS_NAME(__package__)) : name;
    Value values[] = {name, kNone, origin, path, parent, Value::from_bool(!file.is_none()), kNone};
    Value names = TS_TRY(object::make_tuple(t, {TS_NAME(name), TS_NAME(loader), TS_NAME(origin), TS_NAME(submodule_search_locations),
                                                TS_NAME(parent), TS_NAME(has_location), TS_NAME(cached)}));
    spec = TS_TRY(call_keywords(t, Value(&kSimpleNamespaceType), values, names));
  }
  return dict_set_str(t, static_cast<Dict*>(m->dict.cell()), TS_NAME(__spec__), spec) ? spec : Value();
}

Value module_find_attr(Thread& t, Value self, Str* name) {
  auto* m = self_module(self);
  Value v = dict_get_str(static_cast<Dict*>(m->dict.cell()), name);
  if (!v.is_absent()) return v;
  if (m->definition) {
    v = find_defined(m->definition, name);
    if (!v.is_absent()) return v;
  }
  v = generic_find_attr(t, self, name);
  if (!v.is_absent()) return v;
  if (name->view() == "__spec__") return module_spec(t, self_module(self));
  Value hook = dict_get_str(static_cast<Dict*>(self_module(self)->dict.cell()), TS_NAME(__getattr__));
  return hook.is_absent() ? kAbsent : call(t, hook, {Value(name)});
}

Value module_get_attr(Thread& t, Value self, Str* name) {
  Value v = module_find_attr(t, self, name);
  return v.is_absent() ? attribute_error(t, self, Value(name)) : v;
}

bool module_set_attr(Thread& t, Value self, Str* name, Value v) {
  auto* m = self_module(self);
  const Type* type = type_of(t, self);
  Value attribute = lookup(*t.vm, type, name);
  if (!attribute.is_absent() && is_data_descriptor(t, attribute)) return generic_set_attr(t, self, name, v);
  if (!v && m->definition && !find_defined(m->definition, name).is_absent() && !module_fill(t, m)) return false;
  Value key = intern(t, Value(name));
  if (!key) return false;
  auto* dict = static_cast<Dict*>(m->dict.cell());
  t.vm->globals_epoch++;
  if (v) return dict_set_str(t, dict, as_str(key), v);
  int removed = dict_remove(t, dict, key);
  if (removed == 0) attribute_error(t, self, Value(name));
  return removed > 0;
}

Value get_dict(Thread& t, Value self) { return module_fill(t, self_module(self)) ? self_module(self)->dict : Value(); }

Value get_annotations(Thread& t, Value self) {
  auto* dict = static_cast<Dict*>(self_module(self)->dict.cell());
  Value v = dict_get_str(dict, TS_NAME(__annotations__));
  if (!v.is_absent()) return v;
  Value annotate = dict_get_str(dict, TS_NAME(__annotate__));
  if (annotate.is_absent() || annotate.is_none()) {
    v = Value(TS_TRY(make_dict(t)));
  } else {
    v = TS_TRY(call(t, annotate, {Value::from_int(1)}));
  }
  return dict_set_str(t, static_cast<Dict*>(self_module(self)->dict.cell()), TS_NAME(__annotations__), v) ? v : Value();
}

bool set_annotations(Thread& t, Value self, Value v) {
  auto* dict = static_cast<Dict*>(self_module(self)->dict.cell());
  if (v) return dict_set_str(t, dict, TS_NAME(__annotations__), v);
  int removed = dict_remove(t, dict, Value(TS_NAME(__annotations__)));
  if (removed == 0) attribute_error(t, self, Value(TS_NAME(__annotations__)));
  return removed > 0;
}

Value module_dir(Thread& t, Value self) {
  if (!module_fill(t, self_module(self))) return {};
  auto* dict = static_cast<Dict*>(self_module(self)->dict.cell());
  Value hook = dict_get_str(dict, TS_NAME(__dir__));
  return hook.is_absent() ? make_list_from(t, Value(dict)) : call(t, hook, {});
}

Value module_repr(Thread& t, Value self) {
  auto* dict = static_cast<Dict*>(self_module(self)->dict.cell());
  Value name = dict_get_str(dict, TS_NAME(__name__));
  Value file = dict_get_str(dict, TS_NAME(__file__));
  StrBuilder b(t);
  b.append("<module ");
  Value quoted = name.is_absent() ? Value(TS_STR("'?'")) : repr(t, name);
  if (!quoted) return {};
  b.append(quoted);
  if (is_instance_of_native(*t.vm, file, numbers::kStr)) {
    Value path = TS_TRY(repr(t, file));
    b.append(" from ");
    b.append(path);
  } else if (self_module(self)->definition) {
    b.append(" (built-in)");
  }
  b.append(">");
  return b.finish();
}

Value construct_module(Thread& t, Value type, const Arguments&) {
  auto* m = TS_TRY(new_cell<Module>(t, type));
  Dict* d = TS_TRY(make_dict(t));
  m->dict = Value(d);
  return Value(m);
}

bool init_module(Thread& t, Value self, const Arguments& a) {
  static constexpr const Str* kNames[] = {TS_NAME(name), TS_NAME(doc)};
  Value v[2];
  if (!take_arguments(t, a, "module", kNames, 1, v)) return false;
  if (!is_instance_of_native(*t.vm, v[0], numbers::kStr)) {
    raise(t, numbers::kTypeError, "module() argument 'name' must be str, not {}", TypeOf{v[0]});
    return false;
  }
  auto set = [&](const Str* name, Value value) { return dict_set_str(t, static_cast<Dict*>(self_module(self)->dict.cell()), name, value); };
  return set(TS_NAME(__name__), v[0]) && set(TS_NAME(__doc__), v[1] ? v[1] : kNone) && set(TS_NAME(__package__), kNone) &&
         set(TS_NAME(__loader__), kNone) && set(TS_NAME(__spec__), kNone);
}

const Native kModuleNatives[] = {TS_METHOD(numbers::kModule, module_dir, TS_NAME(__dir__), "self, /", "__dir__() -> list")};
const GetSet kModuleGetSets[] = {
    TS_GETSET(numbers::kModule, get_dict, nullptr, TS_NAME(__dict__), nullptr),
    TS_GETSET(numbers::kModule, get_annotations, set_annotations, TS_NAME(__annotations__), nullptr),
};
const Attributes kModuleAttributes{kModuleNatives, kModuleGetSets, {}, "Create a module object."};
const Slots kModuleSlots{.repr = module_repr, .hash = hash_identity, .get_attr = module_get_attr, .set_attr = module_set_attr, .construct = construct_module, .init = init_module};

}  // namespace

bool module_fill(Thread& t, Module* m) {
  const bind::ModuleDefinition* d = m->definition;
  if (!d) return true;
  auto add = [&](const Str* name, Value v) {
    auto* dict = static_cast<Dict*>(m->dict.cell());
    return !dict_get_str(dict, name).is_absent() || dict_set_str(t, dict, name, v);
  };
  for (const auto& native : d->functions) {
    if (!add(native.name, Value(&native))) return false;
  }
  for (const auto& constant : d->constants) {
    if (!add(constant.name, constant.value)) return false;
  }
  m->definition = nullptr;
  t.vm->globals_epoch++;
  return true;
}

Value make_module(Thread& t, const bind::ModuleDefinition* definition, Value name) {
  auto* m = TS_TRY(heap::allocate<Module>(t, numbers::kModule));
  Dict* d = TS_TRY(make_dict(t));
  m->dict = Value(d);
  m->definition = definition;
  Value doc = definition && definition->doc ? make_str(t, definition->doc) : kNone;
  auto set = [&](const Str* key, Value v) { return dict_set_str(t, static_cast<Dict*>(m->dict.cell()), key, v); };
  if (!doc || !set(TS_NAME(__name__), name) || !set(TS_NAME(__doc__), doc) || !set(TS_NAME(__package__), definition ? Value(TS_STR("")) : kNone) ||
      !set(TS_NAME(__loader__), kNone)) {
    return {};
  }
  return Value(m);
}

extern constinit const Type kModuleType =
    bind::make_type(numbers::kModule, TS_NAME(module), &kObjectType, &kModuleSlots, &kModuleAttributes,
                    layout_from<Module>(offsetof(Module, dict)), bind::kTypeBase | bind::kTypeInstanceDict);

}  // namespace ts::object

bool ts::bind::module_set(Thread& t, Value dict, const Str* name, Value value) {
  return object::dict_set_str(t, static_cast<object::Dict*>(dict.cell()), name, value);
}
