// What instructions do when their fast path does not apply: attribute and name lookups that fill the inline caches,
// operators, unpacking, displays, with statements, pattern matching.

#include "bytecode/tables.h"
#include "vm/frame.h"

namespace ts::vm {

namespace {

using bytecode::Op;
using heap::InlineCache;
constexpr uint32_t kNativeReceiver = 1u << 31;

Str* local_name(Code* code, unsigned i) { return as_str(static_cast<Tuple*>(code->local_names.cell())->items()[i]); }

/// A name of instances of `type`, as its table has it; -1.
int slot_of(const Type* type, const Str* name) {
  if (!type->slot_names) return -1;
  auto* table = static_cast<ValueArray*>(type->slot_names.cell());
  for (int i = 0; i < type->slot_count; i++) {
    if (table->items[i].cell() == name) return i;
  }
  return -1;
}

bool generic_attributes(const Type* type) {
  return type->flags & bind::kTypeSlotInstance && !(type->flags & bind::kTypeHasGetAttr);
}

}  // namespace

Value unbound_error(Thread& t, Function* f, unsigned reg) {
  Code* code = f->code;
  if (reg >= code->locals) return raise(t, numbers::kSystemError, "unset register {}", reg);
  Str* name = local_name(code, reg);
  if (code->flags & bytecode::kCodeOptimizedLocals) {
    return raise(t, numbers::kUnboundLocalError, "cannot access local variable '{}' where it is not associated with a value", Value(name));
  }
  return name_error(t, name);
}

Value free_unbound_error(Thread& t, Function* f, unsigned index) {
  Value name = static_cast<Tuple*>(f->code->free_names.cell())->items()[index];
  return raise(t, numbers::kNameError,
               "cannot access free variable '{}' where it is not associated with a value in enclosing scope", name);
}

Value name_error(Thread& t, Str* name) {
  raise(t, numbers::kNameError, "name '{}' is not defined", Value(name));
  if (t.pending.is_cell() && heap::type_number(t.pending) == numbers::kNameError) {
    static_cast<Exception*>(t.pending.cell())->fields = Value(name);
  }
  return {};
}

// --- attributes

Value get_attr_slow(Thread& t, Value o, Str* name, InlineCache* cache) {
  const Type* type = type_of(t, o);
  if (generic_attributes(type) && o.is_cell() && !o.cell()->has(heap::kFlagKind0)) {
    int slot = slot_of(type, name);
    if (slot >= type->member_slots && slot < type->confirmed) {
      Value attribute = lookup(*t.vm, type, name);
      if (attribute.is_absent() || !is_data_descriptor(t, attribute)) {
        *cache = {type->number, static_cast<uint32_t>(slot), Value()};
      }
    } else if (slot >= 0 && slot < type->member_slots) {
      Value attribute = lookup(*t.vm, type, name);
      if (is_exact(attribute, numbers::kMember) && static_cast<Member*>(attribute.cell())->slot == static_cast<uintptr_t>(slot)) {
        *cache = {type->number, static_cast<uint32_t>(slot), Value()};
      }
    }
  }
  return get_attr(t, o, name);
}

bool set_attr_slow(Thread& t, Value o, Str* name, Value v, InlineCache* cache) {
  if (!set_attr(t, o, name, v)) return false;
  const Type* type = type_of(t, o);
  if (type->flags & bind::kTypeSlotInstance && !(type->flags & bind::kTypeHasSetAttr) && o.is_cell() &&
      !o.cell()->has(heap::kFlagKind0)) {
    int slot = slot_of(type, name);
    if (slot < 0 || slot >= type->confirmed || slot < type->member_slots) return true;
    Value attribute = lookup(*t.vm, type, name);
    if (attribute.is_absent() || !is_data_descriptor(t, attribute)) {
      *cache = {type->number, static_cast<uint32_t>(slot), Value()};
    }
  }
  return true;
}

bool load_method_slow(Thread& t, Value o, Str* name, Value* window, InlineCache* cache) {
  const Type* type = type_of(t, o);
  bool native_receiver = !(type->flags & bind::kTypeHeap);
  bool plain = native_receiver ? !type->slots->get_attr : generic_attributes(type);
  if (plain) {
    Value f = lookup(*t.vm, type, name);
    TypeNumber kind = f.is_cell() ? f.cell()->type_number() : 0;
    if (kind == numbers::kFunction ||
        (kind == numbers::kNative && static_cast<const Native*>(f.cell())->kind == bind::NativeKind::kMethod &&
         is_instance_of_native(*t.vm, o, static_cast<const Native*>(f.cell())->owner))) {
      bool own = false;
      if (o.is_cell() && (!native_receiver || type->flags & bind::kTypeInstanceDict)) {
        own = !instance_get(t, o.cell(), type, name).is_absent();
      }
      if (!own) {
        bool may_shadow = native_receiver ? static_cast<bool>(type->flags & bind::kTypeInstanceDict)
                                          : type->flags & bind::kTypeShadowed || slot_of(type, name) >= 0 ||
                                                (o.is_cell() && o.cell()->has(heap::kFlagKind0));
        if (!may_shadow && o.is_cell()) *cache = {type->number, native_receiver ? kNativeReceiver : 0, f};
        window[0] = f;
        window[3] = o;
        return true;
      }
    }
  }
  Value f = get_attr(t, o, name);
  if (!f) return false;
  window[0] = f;
  window[3] = kAbsent;
  return true;
}

bool load_special(Thread& t, Value o, unsigned which, Value* window) {
  static constexpr const Str* kNames[] = {TS_NAME(__enter__), TS_NAME(__exit__), TS_NAME(__aenter__), TS_NAME(__aexit__)};
  BoundMethod m = lookup_special(t, o, kNames[which]);
  if (!m.function) return false;
  if (m.function.is_absent()) {
    bool is_async = which >= 2;
    // CPython names the other protocol when the object has that one.
    const Str* other = kNames[which ^ 2];
    bool mixed = !lookup(*t.vm, type_of(t, o), other).is_absent();
    const char* hint = !mixed ? "" : is_async ? " Did you mean to use 'with'?" : " Did you mean to use 'async with'?";
    raise(t, numbers::kTypeError, "'{}' object does not support the {} protocol{}{}", TypeOf{o},
          is_async ? "asynchronous context manager" : "context manager",
          which % 2 ? (is_async ? " (missed __aexit__ method)" : " (missed __exit__ method)") : (is_async ? " (missed __aenter__ method)" : " (missed __enter__ method)"), hint);
    return false;
  }
  window[0] = m.function;
  window[3] = m.with_self ? o : kAbsent;
  return true;
}

// --- names

namespace {

/// Value of a name of the builtins module, kAbsent.
Value find_builtin(Thread& t, Str* name) {
  Value builtins = t.vm->roots.builtins;
  if (is_exact(builtins, numbers::kDict)) return dict_get_str(static_cast<Dict*>(builtins.cell()), name);
  return find_attr(t, builtins, name);
}

uint32_t entry_of(Dict* d, Value name) {
  for (uint32_t i = 0; i < d->used; i++) {
    if (d->entries->items[2 * i] == name) return i;
  }
  return UINT32_MAX;
}

}  // namespace

Value get_global_slow(Thread& t, Function* f, Str* name, InlineCache* cache) {
  auto* globals = static_cast<Dict*>(f->globals.cell());
  Value v = dict_get_str(globals, name);
  if (!v.is_absent()) {
    uint32_t i = entry_of(globals, Value(name));
    if (i != UINT32_MAX) *cache = {0, i, Value()};
    return v;
  }
  Value own = dict_get_str(globals, TS_NAME(__builtins__));
  if (!own.is_absent() && own != t.vm->roots.builtins) {
    v = is_exact(own, numbers::kDict) ? dict_get_str(static_cast<Dict*>(own.cell()), name) : find_attr(t, own, name);
    return v.is_absent() ? name_error(t, name) : v;
  }
  v = find_builtin(t, name);
  if (v.is_absent()) return name_error(t, name);
  if (v && (!v.is_cell() || v.cell()->is_static())) {
    static_cast<Dict*>(f->globals.cell())->watched = 1;
    *cache = {t.vm->globals_epoch, UINT32_MAX, v};
  }
  return v;
}

bool set_global_slow(Thread& t, Dict* globals, Str* name, Value v, InlineCache* cache) {
  if (!dict_set_str(t, globals, name, v)) return false;
  uint32_t i = entry_of(globals, Value(name));
  if (i != UINT32_MAX) *cache = {0, i, Value()};
  return true;
}

Value get_name(Thread& t, Function* f, Value scope, Str* name) {
  Value v;
  if (is_exact(scope, numbers::kDict)) {
    v = dict_get_str(static_cast<Dict*>(scope.cell()), name);
    if (!v.is_absent()) return v;
  } else {
    v = get_item(t, scope, Value(name));
    if (v) return v;
    if (!pending_matches(t, numbers::kKeyError)) return {};
    take_pending(t);
  }
  InlineCache unused{};
  return get_global_slow(t, f, name, &unused);
}

// --- operators

Value binary_slow(Thread& t, Value a, Value b, Op op) {
  auto code = static_cast<unsigned>(op) - static_cast<unsigned>(Op::ADD);
  auto operation = static_cast<BinaryOp>(code / 2);
  return code % 2 ? inplace(t, a, b, operation) : binary(t, a, b, operation);
}

Value compare_slow(Thread& t, Value a, Value b, CompareOp op) { return compare(t, a, b, op); }

static_assert((static_cast<unsigned>(Op::IMATMUL) - static_cast<unsigned>(Op::ADD)) / 2 == static_cast<unsigned>(BinaryOp::kMatMul));
static_assert((static_cast<unsigned>(Op::SHL) - static_cast<unsigned>(Op::ADD)) / 2 == static_cast<unsigned>(BinaryOp::kShl));
static_assert((static_cast<unsigned>(Op::POW) - static_cast<unsigned>(Op::ADD)) / 2 == static_cast<unsigned>(BinaryOp::kPow));

// --- unpacking

namespace {

bool not_iterable_to_unpack(Thread& t, Value o) {
  if (!pending_matches(t, numbers::kTypeError)) return false;
  const Type* type = type_of(t, o);
  bool iterable = type->flags & bind::kTypeHeap ? !lookup(*t.vm, type, TS_NAME(__iter__)).is_absent() ||
                                                      !lookup(*t.vm, type, TS_NAME(__getitem__)).is_absent()
                                                : type->slots->iter || type->slots->get_item;
  if (iterable) return false;
  take_pending(t);
  raise(t, numbers::kTypeError, "cannot unpack non-iterable {} object", TypeOf{o});
  return false;
}

bool wrong_count(Thread& t, Value o, unsigned expected, intptr_t got) {
  TypeNumber n = heap::type_number(o);
  bool sized = n == numbers::kTuple || n == numbers::kList || n == numbers::kDict;
  if (got > static_cast<intptr_t>(expected)) {
    if (sized) {
      raise(t, numbers::kValueError, "too many values to unpack (expected {}, got {})", expected, length(t, o));
    } else {
      raise(t, numbers::kValueError, "too many values to unpack (expected {})", expected);
    }
  } else {
    raise(t, numbers::kValueError, "not enough values to unpack (expected {}, got {})", expected, got);
  }
  return false;
}

}  // namespace

bool unpack(Thread& t, Value o, Value* to, unsigned n) {
  if (is_exact(o, numbers::kList) || is_exact(o, numbers::kTuple)) {
    std::span<Value> items = is_exact(o, numbers::kList) ? static_cast<List*>(o.cell())->span() : static_cast<Tuple*>(o.cell())->span();
    if (items.size() != n) return wrong_count(t, o, n, static_cast<intptr_t>(items.size()));
    for (unsigned i = 0; i < n; i++) to[i] = items[i];
    return true;
  }
  Value it = iter(t, o);
  if (!it) return not_iterable_to_unpack(t, o);
  for (unsigned i = 0; i < n; i++) {
    Value v = next(t, it);
    if (!v) return false;
    if (v.is_stop()) return wrong_count(t, o, n, i);
    to[i] = v;
  }
  Value v = next(t, it);
  if (!v) return false;
  return v.is_stop() || wrong_count(t, o, n, n + 1);
}

bool unpack_ex(Thread& t, Value o, Value* to, unsigned before, unsigned after) {
  Value list = make_list_from(t, o);
  if (!list) return not_iterable_to_unpack(t, o);
  auto* items = static_cast<List*>(list.cell());
  if (items->length < before + after) {
    raise(t, numbers::kValueError, "not enough values to unpack (expected at least {}, got {})", before + after,
          static_cast<int64_t>(items->length));
    return false;
  }
  size_t middle = items->length - before - after;
  List* rest = make_list(t, middle);
  if (!rest) return false;
  for (size_t i = 0; i < middle; i++) rest->storage->items[i] = items->storage->items[before + i];
  rest->length = middle;
  for (unsigned i = 0; i < before; i++) to[i] = items->storage->items[i];
  to[before] = Value(rest);
  for (unsigned i = 0; i < after; i++) to[before + 1 + i] = items->storage->items[before + middle + i];
  return true;
}

// --- displays

Value build_str(Thread& t, Value* parts, unsigned n) {
  // Not in the loop: its frame is not scanned, and the builder holds a cell.
  StrBuilder builder(t);
  for (unsigned i = 0; i < n; i++) builder.append(parts[i]);
  return builder.finish();
}

Value build_set(Thread& t, Value* items, unsigned n) {
  Set* set = TS_TRY(make_set(t));
  for (unsigned i = 0; i < n; i++) {
    if (!set_add(t, set, items[i])) return {};
  }
  return Value(set);
}

Value build_dict(Thread& t, Value* items, unsigned n) {
  Dict* dict = TS_TRY(make_dict(t, n));
  for (unsigned i = 0; i < n; i++) {
    if (!dict_set(t, dict, items[2 * i], items[2 * i + 1])) return {};
  }
  return Value(dict);
}

bool list_extend_display(Thread& t, Value container, Value iterable) {
  Value it = iter(t, iterable);
  if (!it) {
    if (is_exact(container, numbers::kList) && pending_matches(t, numbers::kTypeError)) {
      take_pending(t);
      raise(t, numbers::kTypeError, "Value after * must be an iterable, not {}", TypeOf{iterable});
    }
    return false;
  }
  bool is_list = is_exact(container, numbers::kList);
  for (;;) {
    TS_POLL(t);
    Value v = next(t, it);
    if (!v) return false;
    if (v.is_stop()) return true;
    if (!(is_list ? list_append(t, static_cast<List*>(container.cell()), v) : set_add(t, static_cast<Set*>(container.cell()), v))) return false;
  }
}

namespace {

bool is_mapping(Thread& t, Value v) {
  return is_instance_of_native(*t.vm, v, numbers::kDict) || !find_attr(t, v, TS_NAME(keys)).is_absent();
}

}  // namespace

// `module.qualname()`, as CPython's _PyObject_FunctionStr.
Value callable_text(Thread& t, Value f) {
  Value name = find_attr(t, f, TS_NAME(__qualname__));
  if (!name) take_pending(t);
  if (!name || !is_str(name)) return str(t, f);
  Value module = find_attr(t, f, TS_NAME(__module__));
  if (!module) take_pending(t);
  StrBuilder b(t);
  if (module && is_str(module) && module != TS_NAME(builtins)) {
    b.append(module);
    b.append(".");
  }
  b.append(name);
  b.append("()");
  return b.finish();
}

bool dict_display_update(Thread& t, Value dict, Value mapping) {
  if (!is_mapping(t, mapping)) {
    if (t.pending) return false;
    raise(t, numbers::kTypeError, "'{}' object is not a mapping", TypeOf{mapping});
    return false;
  }
  return dict_update(t, static_cast<Dict*>(dict.cell()), mapping);
}

bool dict_merge(Thread& t, Value dict, Value mapping, Value function) {
  if (!is_mapping(t, mapping)) {
    if (t.pending) return false;
    Value text = TS_TRY(callable_text(t, function));
    raise(t, numbers::kTypeError, "{} argument after ** must be a mapping, not {}", text, TypeOf{mapping});
    return false;
  }
  auto* target = static_cast<Dict*>(dict.cell());
  Dict* source;
  if (is_exact(mapping, numbers::kDict)) {
    source = static_cast<Dict*>(mapping.cell());
  } else {
    source = TS_TRY(make_dict(t));
    if (!dict_update(t, source, mapping)) return false;
  }
  uint32_t position = 0;
  Value key, v;
  while (dict_next(source, position, key, v)) {
    Value present = dict_get(t, target, key);
    if (!present) return false;
    if (!present.is_absent() || !is_instance_of_native(*t.vm, key, numbers::kStr)) {
      Value text = TS_TRY(callable_text(t, function));
      if (!is_instance_of_native(*t.vm, key, numbers::kStr)) {
        raise(t, numbers::kTypeError, "keywords must be strings");
      } else {
        raise(t, numbers::kTypeError, "{} got multiple values for keyword argument '{}'", text, key);
      }
      return false;
    }
    if (!dict_set(t, target, key, v)) return false;
  }
  return true;
}

Value format_value(Thread& t, Value v, Value spec, unsigned conversion) {
  switch (conversion) {
    case 1: v = TS_TRY(str(t, v)); break;
    case 2: v = TS_TRY(repr(t, v)); break;
    case 3: v = TS_TRY(ascii(t, v)); break;
    default: break;
  }
  if (!spec && is_str(v)) return v;
  return format(t, v, spec);
}

// --- except*

Value exception_matches(Thread& t, Value exception, Value type) {
  auto valid = [&](Value v) {
    const Type* as = type_or_null(t, v);
    return as && as->flags & bind::kTypeException;
  };
  if (is_instance_of_native(*t.vm, type, numbers::kTuple)) {
    auto* tuple = static_cast<Tuple*>(type.cell());
    for (uint32_t i = 0; i < tuple->length; i++) {
      if (!valid(tuple->items()[i])) {
        return raise(t, numbers::kTypeError, "catching classes that do not inherit from BaseException is not allowed");
      }
    }
    for (uint32_t i = 0; i < tuple->length; i++) {
      if (is_subtype(*t.vm, type_of(t, exception), static_cast<const Type*>(tuple->items()[i].cell()))) return kTrue;
    }
    return kFalse;
  }
  if (!valid(type)) {
    return raise(t, numbers::kTypeError, "catching classes that do not inherit from BaseException is not allowed");
  }
  return Value::from_bool(is_subtype(*t.vm, type_of(t, exception), static_cast<const Type*>(type.cell())));
}

// --- patterns

Value match_keys(Thread& t, Value subject, Value keys) {
  auto* tuple = static_cast<Tuple*>(keys.cell());
  uint32_t n = tuple->length;
  Set* seen = TS_TRY(make_set(t));
  List* values = TS_TRY(make_list(t, n));
  Value get = TS_TRY(get_attr(t, subject, TS_NAME(get)));
  Value missing = TS_TRY(new_instance(t, &kObjectType));
  for (uint32_t i = 0; i < n; i++) {
    Value key = tuple->items()[i];
    if (TS_TRY_INT(set_contains(t, seen, key))) {
      return raise(t, numbers::kValueError, "mapping pattern checks duplicate key ({})", Repr{key});
    }
    if (!set_add(t, seen, key)) return {};
    Value v = TS_TRY(call(t, get, {key, missing}));
    if (v == missing) return kNone;
    if (!list_append(t, values, v)) return {};
  }
  return object::make_tuple(t, values->span());
}

Value match_class(Thread& t, Value subject, Value type, unsigned positional, Value names) {
  const Type* as = type_or_null(t, type);
  if (!as) return raise(t, numbers::kTypeError, "called match pattern must be a class");
  if (!TS_TRY_INT(is_instance(t, subject, type) + 0)) return kNone;
  auto* attribute_names = static_cast<Tuple*>(names.cell());
  List* values = TS_TRY(make_list(t, positional + attribute_names->length));
  Set* seen = TS_TRY(make_set(t));
  auto add = [&](Value name) -> int {
    int repeated = set_contains(t, seen, name);
    if (repeated) {
      if (repeated > 0) raise(t, numbers::kTypeError, "{}() got multiple sub-patterns for attribute {}", as->name, Repr{name});
      return -1;
    }
    if (!set_add(t, seen, name)) return -1;
    Value v = find_attr(t, subject, as_str(name));
    if (!v) return -1;
    if (v.is_absent()) return 0;
    return list_append(t, values, v) ? 1 : -1;
  };
  if (positional) {
    Value match_args = TS_TRY(find_attr(t, type, TS_NAME(__match_args__)));
    unsigned allowed = 0;
    bool self = false;
    if (match_args.is_absent()) {
      const Type* native = type_at(*t.vm, as->native_base);
      self = native->flags & bind::kTypeMatchSelf;
      allowed = self ? 1 : 0;
    } else if (is_exact(match_args, numbers::kTuple)) {
      allowed = static_cast<Tuple*>(match_args.cell())->length;
    } else {
      return raise(t, numbers::kTypeError, "{}.__match_args__ must be a tuple (got {})", as->name, TypeOf{match_args});
    }
    if (positional > allowed) {
      return raise(t, numbers::kTypeError, "{}() accepts {} positional sub-pattern{} ({} given)", as->name, allowed,
                   allowed == 1 ? "" : "s", positional);
    }
    for (unsigned i = 0; i < positional; i++) {
      if (self) {
        if (!list_append(t, values, subject)) return {};
        continue;
      }
      Value name = static_cast<Tuple*>(match_args.cell())->items()[i];
      if (!is_str(name)) {
        return raise(t, numbers::kTypeError, "__match_args__ elements must be strings (got {})", TypeOf{name});
      }
      int found = add(name);
      if (found < 0) return {};
      if (!found) return kNone;
    }
  }
  for (uint32_t i = 0; i < attribute_names->length; i++) {
    int found = add(attribute_names->items()[i]);
    if (found < 0) return {};
    if (!found) return kNone;
  }
  return object::make_tuple(t, values->span());
}

}  // namespace ts::vm
