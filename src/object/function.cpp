// Functions and methods, Python's and native ones, as objects; code objects and closure cells.

#include "object/native_support.h"
#include "object/special.h"
#include "bytecode/bytecode.h"

namespace ts::object {

namespace {

Function* self_function(Value v) { return static_cast<Function*>(v.cell()); }

// --- Python functions

Value get_function_name(Thread& t, Value self) { return function_name(t, self_function(self)); }
Value get_function_qualname(Thread& t, Value self) { return function_qualname(t, self_function(self)); }

template <Value FunctionExtra::*Field>
bool set_text(Thread& t, Value self, Value v) {
  if (!v || !is_instance_of_native(*t.vm, v, numbers::kStr)) {
    raise(t, numbers::kTypeError, Field == &FunctionExtra::name ? "__name__ must be set to a string object" : "__qualname__ must be set to a string object");
    return false;
  }
  FunctionExtra* extra = function_extra(t, self_function(self));
  if (!extra) return false;
  extra->*Field = v;
  return true;
}

template <Value FunctionExtra::*Field>
Value get_field(Thread&, Value self) {
  FunctionExtra* extra = self_function(self)->extra;
  return extra && extra->*Field ? extra->*Field : kNone;
}

template <Value FunctionExtra::*Field>
bool set_field(Thread& t, Value self, Value v) {
  FunctionExtra* extra = function_extra(t, self_function(self));
  if (!extra) return false;
  extra->*Field = !v || v.is_none() ? Value() : v;
  return true;
}

bool set_defaults(Thread& t, Value self, Value v) {
  if (v && !v.is_none() && !is_instance_of_native(*t.vm, v, numbers::kTuple)) {
    raise(t, numbers::kTypeError, "__defaults__ must be set to a tuple object");
    return false;
  }
  return set_field<&FunctionExtra::defaults>(t, self, v);
}

bool set_keyword_defaults(Thread& t, Value self, Value v) {
  if (v && !v.is_none() && !is_instance_of_native(*t.vm, v, numbers::kDict)) {
    raise(t, numbers::kTypeError, "__kwdefaults__ must be set to a dict object");
    return false;
  }
  return set_field<&FunctionExtra::keyword_defaults>(t, self, v);
}

Value get_doc(Thread&, Value self) {
  auto* f = self_function(self);
  if (f->extra && f->extra->doc) return f->extra->doc;
  if (f->code->flags & bytecode::kCodeHasDocstring) return f->code->constants[0];
  return kNone;
}

bool set_doc(Thread& t, Value self, Value v) {
  FunctionExtra* extra = function_extra(t, self_function(self));
  if (!extra) return false;
  extra->doc = v ? v : kNone;
  return true;
}

Value get_module(Thread&, Value self) {
  auto* f = self_function(self);
  if (f->extra && f->extra->module) return f->extra->module;
  Value v = dict_get_str(static_cast<Dict*>(f->globals.cell()), TS_NAME(__name__));
  return v.is_absent() ? kNone : v;
}

bool set_module(Thread& t, Value self, Value v) {
  FunctionExtra* extra = function_extra(t, self_function(self));
  if (!extra) return false;
  extra->module = v ? v : kNone;
  return true;
}

Value get_annotations(Thread& t, Value self) {
  FunctionExtra* extra = TS_TRY(function_extra(t, self_function(self)));
  if (extra->annotations) return extra->annotations;
  Value result;
  if (extra->annotate && !extra->annotate.is_none()) {
    result = TS_TRY(call(t, extra->annotate, {Value::from_int(1)}));
    if (!is_instance_of_native(*t.vm, result, numbers::kDict)) {
      return raise(t, numbers::kTypeError, "__annotate__ returned non-dict of type '{}'", TypeOf{result});
    }
  } else {
    result = Value(TS_TRY(make_dict(t)));
  }
  self_function(self)->extra->annotations = result;
  return result;
}

bool set_annotations(Thread& t, Value self, Value v) {
  if (v && !v.is_none() && !is_instance_of_native(*t.vm, v, numbers::kDict)) {
    raise(t, numbers::kTypeError, "__annotations__ must be set to a dict object");
    return false;
  }
  FunctionExtra* extra = function_extra(t, self_function(self));
  if (!extra) return false;
  extra->annotations = v && !v.is_none() ? v : Value();
  extra->annotate = Value();
  return true;
}

bool set_annotate(Thread& t, Value self, Value v) {
  if (!v || (!v.is_none() && !is_callable(t, v))) {
    raise(t, numbers::kTypeError, "__annotate__ must be callable or None");
    return false;
  }
  FunctionExtra* extra = function_extra(t, self_function(self));
  if (!extra) return false;
  extra->annotate = v;
  if (!v.is_none()) extra->annotations = Value();
  return true;
}

Value get_type_params(Thread& t, Value self) {
  FunctionExtra* extra = self_function(self)->extra;
  if (extra && extra->type_params) return extra->type_params;
  return object::make_tuple(t, std::span<const Value>());
}

Value get_code(Thread&, Value self) { return Value(self_function(self)->code); }

bool set_code(Thread& t, Value self, Value v) {
  if (!v || !is_exact(v, numbers::kCode)) {
    raise(t, numbers::kTypeError, "__code__ must be set to a code object");
    return false;
  }
  self_function(self)->code = static_cast<Code*>(v.cell());
  return true;
}

Value get_globals(Thread&, Value self) { return self_function(self)->globals; }
Value get_closure(Thread&, Value self) { return self_function(self)->closure ? self_function(self)->closure : kNone; }
Value get_builtins(Thread& t, Value) { return get_attr(t, t.vm->roots.builtins, TS_NAME(__dict__)); }

Value function_repr(Thread& t, Value self) {
  StrBuilder b(t);
  b.append("<function ");
  b.append(function_qualname(t, self_function(self)));
  b.append(" at 0x");
  b.append(hex_address(t, self));
  b.append(">");
  return b.finish();
}

Value function_call(Thread& t, Value self, const Arguments& a) { return run_function(t, self_function(self), a); }

Value function_descr_get(Thread& t, Value self, Value instance, Value) { return instance ? make_method(t, self, instance) : self; }

Value construct_function(Thread& t, Value, const Arguments& a) {
  static constexpr const Str* kNames[] = {TS_NAME(code), TS_NAME(globals), TS_NAME(name), TS_NAME(argdefs), TS_NAME(closure), TS_NAME(kwdefaults)};
  Value v[6];
  if (!take_arguments(t, a, "function", kNames, 2, v)) return {};
  if (!is_exact(v[0], numbers::kCode)) return raise(t, numbers::kTypeError, "function() argument 'code' must be code, not {}", TypeOf{v[0]});
  if (!is_instance_of_native(*t.vm, v[1], numbers::kDict)) {
    return raise(t, numbers::kTypeError, "function() argument 'globals' must be dict, not {}", TypeOf{v[1]});
  }
  auto* f = TS_TRY(heap::allocate<Function>(t, numbers::kFunction));
  f->code = static_cast<Code*>(v[0].cell());
  f->globals = v[1];
  uint32_t needed = f->code->free_count;
  if (v[4] && is_instance_of_native(*t.vm, v[4], numbers::kTuple)) {
    if (static_cast<Tuple*>(v[4].cell())->length != needed) {
      return raise(t, numbers::kValueError, "{} requires closure of length {}, not {}", f->code->name, needed, static_cast<Tuple*>(v[4].cell())->length);
    }
    f->closure = v[4];
  } else if (needed) {
    return raise(t, numbers::kTypeError, "arg 5 (closure) must be tuple");
  }
  FunctionExtra* extra = TS_TRY(function_extra(t, f));
  if (v[2] && !v[2].is_none()) extra->name = v[2];
  if (v[3] && !v[3].is_none()) extra->defaults = v[3];
  if (v[5] && !v[5].is_none()) extra->keyword_defaults = v[5];
  return Value(f);
}

const GetSet kFunctionGetSets[] = {
    TS_GETSET(numbers::kFunction, get_function_name, set_text<&FunctionExtra::name>, TS_NAME(__name__), nullptr),
    TS_GETSET(numbers::kFunction, get_function_qualname, set_text<&FunctionExtra::qualname>, TS_NAME(__qualname__), nullptr),
    TS_GETSET(numbers::kFunction, get_doc, set_doc, TS_NAME(__doc__), nullptr),
    TS_GETSET(numbers::kFunction, get_module, set_module, TS_NAME(__module__), nullptr),
    TS_GETSET(numbers::kFunction, get_field<&FunctionExtra::defaults>, set_defaults, TS_NAME(__defaults__), nullptr),
    TS_GETSET(numbers::kFunction, get_field<&FunctionExtra::keyword_defaults>, set_keyword_defaults, TS_NAME(__kwdefaults__), nullptr),
    TS_GETSET(numbers::kFunction, get_annotations, set_annotations, TS_NAME(__annotations__), nullptr),
    TS_GETSET(numbers::kFunction, get_field<&FunctionExtra::annotate>, set_annotate, TS_NAME(__annotate__), nullptr),
    TS_GETSET(numbers::kFunction, get_type_params, set_field<&FunctionExtra::type_params>, TS_NAME(__type_params__), nullptr),
    TS_GETSET(numbers::kFunction, get_code, set_code, TS_NAME(__code__), nullptr),
    TS_GETSET(numbers::kFunction, get_globals, nullptr, TS_NAME(__globals__), nullptr),
    TS_GETSET(numbers::kFunction, get_closure, nullptr, TS_NAME(__closure__), nullptr),
    TS_GETSET(numbers::kFunction, get_builtins, nullptr, TS_NAME(__builtins__), nullptr),
};
const Attributes kFunctionAttributes{{}, kFunctionGetSets, {}, "Create a function object."};
const Slots kFunctionSlots{.repr = function_repr, .hash = hash_identity, .call = function_call, .descr_get = function_descr_get, .construct = construct_function};

// --- code objects

Code* self_code(Value v) { return static_cast<Code*>(v.cell()); }

Value code_repr(Thread& t, Value self) {
  auto* c = self_code(self);
  StrBuilder b(t);
  b.append("<code object ");
  b.append(c->name);
  b.append(" at 0x");
  b.append(hex_address(t, self));
  b.append(", file \"");
  b.append(c->filename);
  b.append("\", line ");
  b.append(str(t, Value::from_int(static_cast<intptr_t>(c->first_line))));
  b.append(">");
  return b.finish();
}

Value code_names_part(Thread& t, Code* c, bool cells) {
  // co_varnames are the plain locals, co_cellvars those that hold cells.
  const uint16_t* cell_locals = reinterpret_cast<const uint16_t*>(c->code + c->code_bytes + c->exception_bytes + c->line_bytes);
  List* list = TS_TRY(make_list(t));
  auto* names = static_cast<Tuple*>(c->local_names.cell());
  unsigned arguments = c->parameters + c->keyword_only + (c->flags & bytecode::kCodeVarArgs ? 1u : 0u) + (c->flags & bytecode::kCodeVarKeywords ? 1u : 0u);
  for (unsigned i = 0; i < c->locals; i++) {
    bool is_cell = false;
    for (unsigned j = 0; j < c->cell_count; j++) {
      uint16_t reg;
      std::memcpy(&reg, cell_locals + j, 2);
      is_cell = is_cell || reg == i;
    }
    bool wanted = cells ? is_cell : !is_cell || i < arguments;
    if (wanted && !list_append(t, list, names->items()[i])) return {};
  }
  return object::make_tuple(t, list->span());
}

Value get_co_varnames(Thread& t, Value self) { return code_names_part(t, self_code(self), false); }
Value get_co_cellvars(Thread& t, Value self) { return code_names_part(t, self_code(self), true); }
Value get_co_freevars(Thread&, Value self) { return self_code(self)->free_names; }
Value get_co_name(Thread&, Value self) { return self_code(self)->name; }
Value get_co_qualname(Thread&, Value self) { return self_code(self)->qualname; }
Value get_co_filename(Thread&, Value self) { return self_code(self)->filename; }
Value get_co_argcount(Thread&, Value self) { return Value::from_int(self_code(self)->parameters); }
Value get_co_posonly(Thread&, Value self) { return Value::from_int(self_code(self)->positional_only); }
Value get_co_kwonly(Thread&, Value self) { return Value::from_int(self_code(self)->keyword_only); }
Value get_co_firstlineno(Thread&, Value self) { return Value::from_int(static_cast<intptr_t>(self_code(self)->first_line)); }
Value get_co_stacksize(Thread&, Value self) { return Value::from_int(self_code(self)->registers); }
Value get_co_nlocals(Thread& t, Value self) {
  Value names = TS_TRY(get_co_varnames(t, self));
  return Value::from_int(static_cast<Tuple*>(names.cell())->length);
}
Value get_co_flags(Thread& t, Value self) {
  uint16_t f = self_code(self)->flags;
  int64_t bits = (f & bytecode::kCodeOptimizedLocals ? 3 : 0) | (f & bytecode::kCodeVarArgs ? 4 : 0) | (f & bytecode::kCodeVarKeywords ? 8 : 0) |
                 (f & bytecode::kCodeNested ? 16 : 0) | (f & bytecode::kCodeGenerator ? 32 : 0) | (f & bytecode::kCodeCoroutine ? 128 : 0) |
                 (f & bytecode::kCodeAsyncGenerator ? 512 : 0) | (f & bytecode::kCodeHasDocstring ? 0x4000000 : 0) |
                 (f & bytecode::kCodeFutureAnnotations ? 0x1000000 : 0) | (f & kCodeIterableCoroutine ? 0x100 : 0);
  return make_int(t, bits);
}
Value get_co_code(Thread& t, Value self) { return make_bytes(t, self_code(self)->code, self_code(self)->code_bytes); }
Value get_co_consts(Thread& t, Value self) {
  auto* c = self_code(self);
  Tuple* tuple = TS_TRY(allocate_tuple(t, c->constant_count));
  c = self_code(self);
  for (uint32_t i = 0; i < c->constant_count; i++) tuple->items()[i] = c->constants[i];
  return Value(tuple);
}
Value get_co_names(Thread& t, Value self) {
  auto* c = self_code(self);
  List* list = TS_TRY(make_list(t));
  for (uint32_t i = 0; i < c->constant_count; i++) {
    Value v = c->constants[i];
    if (is_str(v) && (v.cell()->is_static() || v.cell()->has(heap::kFlagKind1)) && !list_append(t, list, v)) return {};
  }
  return object::make_tuple(t, list->span());
}

const GetSet kCodeGetSets[] = {
    TS_GETSET(numbers::kCode, get_co_name, nullptr, TS_NAME(co_name), nullptr),
    TS_GETSET(numbers::kCode, get_co_qualname, nullptr, TS_NAME(co_qualname), nullptr),
    TS_GETSET(numbers::kCode, get_co_filename, nullptr, TS_NAME(co_filename), nullptr),
    TS_GETSET(numbers::kCode, get_co_argcount, nullptr, TS_NAME(co_argcount), nullptr),
    TS_GETSET(numbers::kCode, get_co_posonly, nullptr, TS_NAME(co_posonlyargcount), nullptr),
    TS_GETSET(numbers::kCode, get_co_kwonly, nullptr, TS_NAME(co_kwonlyargcount), nullptr),
    TS_GETSET(numbers::kCode, get_co_nlocals, nullptr, TS_NAME(co_nlocals), nullptr),
    TS_GETSET(numbers::kCode, get_co_stacksize, nullptr, TS_NAME(co_stacksize), nullptr),
    TS_GETSET(numbers::kCode, get_co_flags, nullptr, TS_NAME(co_flags), nullptr),
    TS_GETSET(numbers::kCode, get_co_firstlineno, nullptr, TS_NAME(co_firstlineno), nullptr),
    TS_GETSET(numbers::kCode, get_co_varnames, nullptr, TS_NAME(co_varnames), nullptr),
    TS_GETSET(numbers::kCode, get_co_cellvars, nullptr, TS_NAME(co_cellvars), nullptr),
    TS_GETSET(numbers::kCode, get_co_freevars, nullptr, TS_NAME(co_freevars), nullptr),
    TS_GETSET(numbers::kCode, get_co_code, nullptr, TS_NAME(co_code), nullptr),
    TS_GETSET(numbers::kCode, get_co_consts, nullptr, TS_NAME(co_consts), nullptr),
    TS_GETSET(numbers::kCode, get_co_names, nullptr, TS_NAME(co_names), nullptr),
};
const Native kCodeNatives[] = {
    TS_METHOD(numbers::kCode, code_replace, TS_NAME(replace), "self, /, **changes", "Return a copy of the code object with new values for the specified fields."),
    TS_METHOD(numbers::kCode, code_replace, TS_NAME(__replace__), "self, /, **changes", "The same as replace()."),
};
const Attributes kCodeAttributes{kCodeNatives, kCodeGetSets, {}, nullptr};
const Slots kCodeSlots{.repr = code_repr, .hash = hash_identity};

// --- bound methods

Method* self_method(Value v) { return static_cast<Method*>(v.cell()); }

Value method_repr(Thread& t, Value self) {
  auto* m = self_method(self);
  Value name = TS_TRY(find_attr(t, m->function, TS_NAME(__qualname__)));
  if (name.is_absent()) name = TS_TRY(find_attr(t, m->function, TS_NAME(__name__)));
  StrBuilder b(t);
  if (m->function.is_slot_wrapper()) {
    b.append("<method-wrapper '");
    b.append(Value(special_method(slot_wrapper_id(m->function)).name));
    b.append("' of ");
    b.append(type_name(t, m->self));
    b.append(" object at 0x");
    b.append(hex_address(t, m->self));
    b.append(">");
    return b.finish();
  }
  b.append("<bound method ");
  b.append(is_instance_of_native(*t.vm, name, numbers::kStr) ? name : Value(TS_STR("?")));
  b.append(" of ");
  Value text = TS_TRY(repr(t, m->self));
  b.append(text);
  b.append(">");
  return b.finish();
}

Value method_compare(Thread& t, Value a, Value b, CompareOp op) {
  if ((op != CompareOp::kEq && op != CompareOp::kNe) || !is_exact(b, numbers::kMethod)) return kNotImplemented;
  int same = self_method(a)->self == self_method(b)->self;
  if (same) same = TS_TRY_INT(equal(t, self_method(a)->function, self_method(b)->function));
  return Value::from_bool(same == (op == CompareOp::kEq));
}

bool method_hash(Thread& t, Value self, intptr_t& out) {
  intptr_t a = 0, b = 0;
  Value o = self_method(self)->self;
  a = o.is_cell() ? static_cast<intptr_t>(t.vm->heap.identity_hash(*t.vm, o.cell())) : static_cast<intptr_t>(o.bits() >> 3);
  if (!hash(t, self_method(self)->function, b)) return false;
  out = a * 31 ^ b;
  return true;
}

Value method_call(Thread& t, Value self, const Arguments& a) { return call_with(t, self, a); }

Value method_get_attr(Thread& t, Value self, Str* name) {
  Value own = generic_find_attr(t, self, name);
  if (!own.is_absent()) return own;
  return get_attr(t, self_method(self)->function, name);
}

Value get_method_self(Thread&, Value self) { return self_method(self)->self; }
Value get_method_function(Thread&, Value self) { return self_method(self)->function; }
Value get_method_doc(Thread& t, Value self) { return get_attr(t, self_method(self)->function, TS_NAME(__doc__)); }

Value construct_method(Thread& t, Value, const Arguments& a) {
  if (a.positional != 2 || a.keywords) return raise(t, numbers::kTypeError, "method expected 2 arguments, got {}", a.positional);
  if (!is_callable(t, a[0])) return raise(t, numbers::kTypeError, "first argument must be callable");
  if (a[1].is_none()) return raise(t, numbers::kTypeError, "instance must not be None");
  return make_method(t, a[0], a[1]);
}

const GetSet kMethodGetSets[] = {
    TS_GETSET(numbers::kMethod, get_method_self, nullptr, TS_NAME(__self__), nullptr),
    TS_GETSET(numbers::kMethod, get_method_function, nullptr, TS_NAME(__func__), nullptr),
    TS_GETSET(numbers::kMethod, get_method_doc, nullptr, TS_NAME(__doc__), nullptr),
};
const Attributes kMethodAttributes{{}, kMethodGetSets, {}, "Create a bound instance method object."};
const Slots kMethodSlots{.repr = method_repr, .hash = method_hash, .compare = method_compare, .call = method_call, .get_attr = method_get_attr, .construct = construct_method};

// --- native functions, bound and not

const Native* native_of(Value v) {
  if (is_exact(v, numbers::kNativeMethod)) return static_cast<const Native*>(static_cast<NativeMethod*>(v.cell())->native.cell());
  return static_cast<const Native*>(v.cell());
}

Value get_native_name(Thread&, Value self) { return Value(native_of(self)->name); }

Value get_native_qualname(Thread& t, Value self) {
  const Native* n = native_of(self);
  if (n->kind == bind::NativeKind::kFunction) return Value(n->name);
  StrBuilder b(t);
  b.append(type_at(*t.vm, n->owner)->name);
  b.append(".");
  b.append(Value(n->name));
  return b.finish();
}

Value get_native_doc(Thread& t, Value self) { return native_of(self)->doc ? make_str(t, native_of(self)->doc) : kNone; }
Value get_native_module(Thread&, Value self) { return native_of(self)->kind == bind::NativeKind::kFunction ? Value(TS_NAME(builtins)) : kNone; }

Value get_native_signature(Thread& t, Value self) {
  StrBuilder b(t);
  b.append("(");
  const char* s = native_of(self)->signature;
  if (is_exact(self, numbers::kNativeMethod) && std::string_view(s).substr(0, 4) == "self") b.append("$");
  b.append(s);
  b.append(")");
  return b.finish();
}

Value get_native_self(Thread& t, Value self) {
  if (is_exact(self, numbers::kNativeMethod)) return static_cast<NativeMethod*>(self.cell())->self;
  if (native_of(self)->kind == bind::NativeKind::kFunction) return t.vm->roots.builtins;
  return attribute_error(t, self, Value(TS_NAME(__self__)));
}

Value get_native_objclass(Thread& t, Value self) {
  if (native_of(self)->kind == bind::NativeKind::kFunction) return attribute_error(t, self, Value(TS_NAME(__objclass__)));
  return Value(type_at(*t.vm, native_of(self)->owner));
}

Value native_repr(Thread& t, Value self) {
  const Native* n = native_of(self);
  StrBuilder b(t);
  if (is_exact(self, numbers::kNativeMethod)) {
    Value o = static_cast<NativeMethod*>(self.cell())->self;
    const Type* cls = type_or_null(t, o);
    b.append("<built-in method ");
    b.append(Value(n->name));
    b.append(" of ");
    b.append(cls && n->kind == bind::NativeKind::kClassMethod ? std::string_view("type") : type_name(t, o));
    b.append(" object at 0x");
    b.append(hex_address(t, o));
  } else if (n->kind == bind::NativeKind::kFunction || n->kind == bind::NativeKind::kStaticMethod) {
    b.append("<built-in function ");
    b.append(Value(n->name));
  } else {
    b.append("<method '");
    b.append(Value(n->name));
    b.append("' of '");
    b.append(type_at(*t.vm, n->owner)->name);
    b.append("' objects");
  }
  b.append(">");
  return b.finish();
}

Value native_call_slot(Thread& t, Value self, const Arguments& a) { return call_with(t, self, a); }

Value native_method_compare(Thread&, Value a, Value b, CompareOp op) {
  if ((op != CompareOp::kEq && op != CompareOp::kNe) || !is_exact(b, numbers::kNativeMethod)) return kNotImplemented;
  auto *x = static_cast<NativeMethod*>(a.cell()), *y = static_cast<NativeMethod*>(b.cell());
  return Value::from_bool((x->self == y->self && x->native == y->native) == (op == CompareOp::kEq));
}

bool native_method_hash(Thread& t, Value self, intptr_t& out) {
  auto* m = static_cast<NativeMethod*>(self.cell());
  intptr_t address = m->self.is_cell() ? static_cast<intptr_t>(t.vm->heap.identity_hash(*t.vm, m->self.cell())) : static_cast<intptr_t>(m->self.bits() >> 3);
  out = address * 31 ^ static_cast<intptr_t>(m->native.bits() >> 3);
  return true;
}

bool native_hash(Thread&, Value self, intptr_t& out) {
  out = static_cast<intptr_t>(self.bits() >> 3);
  return true;
}

Value native_descr_get(Thread& t, Value self, Value instance, Value owner) {
  return bind_attribute(t, self, instance, owner ? static_cast<const Type*>(owner.cell()) : type_of(t, instance));
}

const GetSet kNativeGetSets[] = {
    TS_GETSET(numbers::kNative, get_native_name, nullptr, TS_NAME(__name__), nullptr),
    TS_GETSET(numbers::kNative, get_native_qualname, nullptr, TS_NAME(__qualname__), nullptr),
    TS_GETSET(numbers::kNative, get_native_doc, nullptr, TS_NAME(__doc__), nullptr),
    TS_GETSET(numbers::kNative, get_native_module, nullptr, TS_NAME(__module__), nullptr),
    TS_GETSET(numbers::kNative, get_native_signature, nullptr, TS_NAME(__text_signature__), nullptr),
    TS_GETSET(numbers::kNative, get_native_self, nullptr, TS_NAME(__self__), nullptr),
    TS_GETSET(numbers::kNative, get_native_objclass, nullptr, TS_NAME(__objclass__), nullptr),
};
const Attributes kNativeAttributes{{}, kNativeGetSets, {}, nullptr};
const Slots kNativeSlots{.repr = native_repr, .hash = native_hash, .call = native_call_slot, .descr_get = native_descr_get};
const Slots kNativeMethodSlots{.repr = native_repr, .hash = native_method_hash, .compare = native_method_compare, .call = native_call_slot};

// --- slot wrappers: list.__len__

Value get_wrapper_name(Thread&, Value self) { return Value(special_method(slot_wrapper_id(self)).name); }
Value get_wrapper_qualname(Thread& t, Value self) {
  StrBuilder b(t);
  b.append(type_at(*t.vm, slot_wrapper_type(self))->name);
  b.append(".");
  b.append(Value(special_method(slot_wrapper_id(self)).name));
  return b.finish();
}
Value get_wrapper_objclass(Thread& t, Value self) { return Value(type_at(*t.vm, slot_wrapper_type(self))); }
Value get_wrapper_doc(Thread&, Value) { return kNone; }
Value wrapper_repr(Thread& t, Value self) {
  StrBuilder b(t);
  bool is_new = special_method(slot_wrapper_id(self)).kind == SpecialKind::kNew;
  b.append(is_new ? "<built-in method " : "<slot wrapper '");
  b.append(Value(special_method(slot_wrapper_id(self)).name));
  b.append(is_new ? " of type object>" : "' of '");
  if (!is_new) {
    b.append(type_at(*t.vm, slot_wrapper_type(self))->name);
    b.append("' objects>");
  }
  return b.finish();
}
Value wrapper_call(Thread& t, Value self, const Arguments& a) { return call_slot_wrapper(t, self, a); }

const GetSet kSlotWrapperGetSets[] = {
    TS_GETSET(numbers::kSlotWrapper, get_wrapper_name, nullptr, TS_NAME(__name__), nullptr),
    TS_GETSET(numbers::kSlotWrapper, get_wrapper_qualname, nullptr, TS_NAME(__qualname__), nullptr),
    TS_GETSET(numbers::kSlotWrapper, get_wrapper_objclass, nullptr, TS_NAME(__objclass__), nullptr),
    TS_GETSET(numbers::kSlotWrapper, get_wrapper_doc, nullptr, TS_NAME(__doc__), nullptr),
};
const Attributes kSlotWrapperAttributes{{}, kSlotWrapperGetSets, {}, nullptr};
const Slots kSlotWrapperSlots{.repr = wrapper_repr, .call = wrapper_call, .descr_get = native_descr_get};

// --- closure cells

Value get_contents(Thread& t, Value self) {
  Value v = static_cast<CellVariable*>(self.cell())->content;
  return v.is_unbound() ? raise(t, numbers::kValueError, "cell is empty") : v;
}
bool set_contents(Thread&, Value self, Value v) {
  static_cast<CellVariable*>(self.cell())->content = v ? v : kUnbound;
  return true;
}
Value construct_cell(Thread& t, Value, const Arguments& a) {
  if (a.positional > 1 || a.keywords) return raise(t, numbers::kTypeError, "cell expected at most 1 argument, got {}", a.positional);
  return make_cell(t, a.positional ? a[0] : kUnbound);
}
const GetSet kCellGetSets[] = {TS_GETSET(numbers::kCellVariable, get_contents, set_contents, TS_NAME(cell_contents), nullptr)};
const Attributes kCellAttributes{{}, kCellGetSets, {}, nullptr};
const Slots kCellSlots{.hash = hash_identity, .construct = construct_cell};

}  // namespace

Value hex_address(Thread& t, Value o) {
  char digits[16];
  int n = 0;
  for (int shift = 44; shift >= 0; shift -= 4) digits[n++] = "0123456789abcdef"[static_cast<unsigned>(uint64_t{o.bits()} >> shift) & 15];
  return make_str(t, std::string_view(digits, static_cast<size_t>(n)));
}

FunctionExtra* function_extra(Thread& t, Function* f) {
  if (f->extra) return f->extra;
  auto* extra = heap::allocate<FunctionExtra>(t, numbers::kInternal);
  if (extra) f->extra = extra;
  return extra;
}

Value function_name(Thread&, Function* f) { return f->extra && f->extra->name ? f->extra->name : f->code->name; }
Value function_qualname(Thread&, Function* f) { return f->extra && f->extra->qualname ? f->extra->qualname : f->code->qualname; }

Value make_method(Thread& t, Value function, Value self) {
  auto* m = TS_TRY(heap::allocate<Method>(t, numbers::kMethod));
  m->function = function;
  m->self = self;
  return Value(m);
}

Value make_native_method(Thread& t, const Native* native, Value self) {
  auto* m = TS_TRY(heap::allocate<NativeMethod>(t, numbers::kNativeMethod));
  m->native = Value(native);
  m->self = self;
  return Value(m);
}

Value make_cell(Thread& t, Value content) {
  auto* c = TS_TRY(heap::allocate<CellVariable>(t, numbers::kCellVariable));
  c->content = content;
  return Value(c);
}

extern constinit const Type kFunctionType = bind::make_type(numbers::kFunction, TS_NAME(function), &kObjectType, &kFunctionSlots, &kFunctionAttributes,
                                                            layout_all<Function>(), bind::kTypeInstanceDict | bind::kTypeDescriptor);
extern constinit const Type kCodeType =
    bind::make_type(numbers::kCode, TS_NAME(code), &kObjectType, &kCodeSlots, &kCodeAttributes,
                    Layout{.fixed_bytes = sizeof(Code), .first = word_index(offsetof(Code, blob)), .last = Layout::kToEnd, .special = Layout::kCodeHandle}, 0);
extern constinit const Type kMethodType = bind::make_type(numbers::kMethod, TS_NAME(method), &kObjectType, &kMethodSlots, &kMethodAttributes, layout_all<Method>(), 0);
extern constinit const Type kNativeType = bind::make_type(numbers::kNative, TS_NAME(builtin_function_or_method), &kObjectType, &kNativeSlots, &kNativeAttributes, Layout{.fixed_bytes = sizeof(Native)}, bind::kTypeDescriptor);
// type_of gives it for natives that are methods; the number says nothing about their cells.
extern constinit const Type kClassNativeType = bind::make_type(numbers::kClassNative, TS_NAME(method_descriptor), &kObjectType, &kNativeSlots, &kNativeAttributes, Layout{.fixed_bytes = sizeof(Native)}, bind::kTypeDescriptor);
extern constinit const Type kNativeMethodType = bind::make_type(numbers::kNativeMethod, TS_NAME(builtin_function_or_method), &kObjectType, &kNativeMethodSlots, &kNativeAttributes, layout_all<NativeMethod>(), 0);
extern constinit const Type kSlotWrapperType = bind::make_type(numbers::kSlotWrapper, TS_NAME(wrapper_descriptor), &kObjectType, &kSlotWrapperSlots, &kSlotWrapperAttributes, Layout{.fixed_bytes = 8}, bind::kTypeDescriptor);
extern constinit const Type kCellVariableType = bind::make_type(numbers::kCellVariable, TS_NAME(cell), &kObjectType, &kCellSlots, &kCellAttributes, layout_all<CellVariable>(), 0);
extern constinit const Type kInternalType = bind::make_type(numbers::kInternal, TS_STR("internal"), &kObjectType, &kCellSlots, nullptr, Layout{.fixed_bytes = 8, .first = 1, .last = Layout::kToEnd}, 0);

}  // namespace ts::object
