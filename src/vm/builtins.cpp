// Built-in functions that need the compiler or frames: exec, eval, compile, __build_class__, globals, locals.

#include "vm/builtins.h"

#include "bytecode/tables.h"
#include "object/template.h"
#include "vm/compile.h"

namespace ts::vm {

namespace {

/// The innermost Python frame, or nullptr.
Value* current_base(Thread& t) { return t.base && t.base > t.registers ? t.base : nullptr; }

/// A str, bytes-like object or code object as source; `keep` holds what the text points into.
bool source_text(Thread& t, Value source, const char* function, Value& keep, std::string_view& text, bool& is_text) {
  is_text = is_instance_of_native(*t.vm, source, numbers::kStr);
  if (is_text) {
    keep = source;
    text = as_str(source)->view();
  } else if (is_instance_of_native(*t.vm, source, numbers::kBytes)) {
    keep = source;
    auto* b = static_cast<Bytes*>(source.cell());
    text = {reinterpret_cast<const char*>(b->data()), b->length};
  } else {
    Buffer buffer;
    if (!get_buffer(t, source, buffer)) {
      if (pending_matches(t, numbers::kTypeError)) {
        take_pending(t);
        raise(t, numbers::kTypeError, "{}() arg 1 must be a string, bytes or code object", function);
      }
      return false;
    }
    keep = make_bytes(t, buffer.data, buffer.bytes);
    release_buffer(t, buffer);
    if (!keep) return false;
    auto* b = static_cast<Bytes*>(keep.cell());
    text = {reinterpret_cast<const char*>(b->data()), b->length};
  }
  if (text.find('\0') != std::string_view::npos) {
    raise(t, numbers::kSyntaxError, "source code string cannot contain null bytes");
    return false;
  }
  return true;
}

bool inherits_future(Thread& t) {
  Value* base = current_base(t);
  return base && frame_function(base)->code->flags & bytecode::kCodeFutureAnnotations;
}

/// GETGLOBAL and its kin become GETNAME: module code that runs with separate locals.
Value with_name_lookups(Thread& t, Value code_value) {
  auto* code = static_cast<Code*>(code_value.cell());
  size_t bytes = code->code_bytes + code->exception_bytes + code->line_bytes + code->cell_count * 2u;
  auto* blob = TS_TRY(heap::allocate<ByteArray>(t, numbers::kCodeBlob, bytes));
  code = static_cast<Code*>(code_value.cell());
  blob->capacity = bytes;
  std::memcpy(blob->bytes, code->code, bytes);
  for (uint32_t at = 0; at < code->code_bytes;) {
    uint8_t* op = blob->bytes + at;
    size_t n = bytecode::instruction_length(op);
    if (static_cast<bytecode::Op>(*op) == bytecode::Op::WIDE) op++;
    switch (static_cast<bytecode::Op>(*op)) {
      case bytecode::Op::GETGLOBAL: *op = static_cast<uint8_t>(bytecode::Op::GETNAME); break;
      case bytecode::Op::SETGLOBAL: *op = static_cast<uint8_t>(bytecode::Op::SETNAME); break;
      case bytecode::Op::DELGLOBAL: *op = static_cast<uint8_t>(bytecode::Op::DELNAME); break;
      default: break;
    }
    at += static_cast<uint32_t>(n);
  }
  auto* copy = TS_TRY(heap::allocate<Code>(t, numbers::kCode, code->constant_count * sizeof(Value)));
  code = static_cast<Code*>(code_value.cell());
  uintptr_t header = copy->header;
  std::memcpy(static_cast<void*>(copy), code, sizeof(Code) + code->constant_count * sizeof(Value));
  copy->header = header;
  copy->blob = blob;
  copy->code = blob->bytes;
  copy->caches = nullptr;
  copy->cache_count = 0;
  if (code->cache_count) {
    void* caches = t.vm->resize_memory(t.vm->memory_context, nullptr, 0, code->cache_count * sizeof(heap::InlineCache));
    if (!caches) return t.pending = t.vm->roots.memory_error, Value();
    std::memset(caches, 0, code->cache_count * sizeof(heap::InlineCache));
    copy->caches = static_cast<heap::InlineCache*>(caches);
    copy->cache_count = code->cache_count;
  }
  copy->next = static_cast<Code*>(t.vm->code_handles);
  t.vm->code_handles = copy;
  return Value(copy);
}

/// Globals and locals of exec() and eval(), from their arguments or the calling frame.
bool namespaces(Thread& t, const char* function, Value& globals, Value& locals) {
  if (!globals || globals.is_none()) {
    globals = frame_globals(t);
    if (!locals || locals.is_none()) locals = frame_locals(t);
    if (!globals || !locals) return false;
  } else if (!is_instance_of_native(*t.vm, globals, numbers::kDict)) {
    raise(t, numbers::kTypeError, "{}() globals must be a dict, not {}", function, TypeOf{globals});
    return false;
  }
  if (!locals || locals.is_none()) locals = globals;
  const Slots& slots = slots_of(t, locals);
  if (!slots.get_item) {
    raise(t, numbers::kTypeError, "locals must be a mapping or None, not {}", TypeOf{locals});
    return false;
  }
  auto* dict = static_cast<Dict*>(globals.cell());
  if (dict_get_str(dict, TS_NAME(__builtins__)).is_absent()) return dict_set_str(t, dict, TS_NAME(__builtins__), t.vm->roots.builtins);
  return true;
}

Value run_source(Thread& t, const char* function, lang::Mode mode, Value source, Value globals, Value locals, Value closure) {
  if (!namespaces(t, function, globals, locals)) return {};
  Value code = source;
  if (!is_exact(source, numbers::kCode)) {
    Value keep;
    std::string_view text;
    bool is_text;
    if (!source_text(t, source, function, keep, text, is_text)) return {};
    if (mode == lang::Mode::kEval) {
      while (!text.empty() && (text[0] == ' ' || text[0] == '\t')) text.remove_prefix(1);
    }
    SourceOptions options{.mode = mode, .is_text = is_text, .future_annotations = inherits_future(t)};
    code = TS_TRY(compile_source(t, text, Value(TS_STR("<string>")), options));
  }
  auto* c = static_cast<Code*>(code.cell());
  if (c->free_count) {
    bool fits = closure && is_exact(closure, numbers::kTuple) && static_cast<Tuple*>(closure.cell())->length == c->free_count;
    if (!fits && mode == lang::Mode::kEval) return raise(t, numbers::kTypeError, "code object passed to eval() may not contain free variables");
    if (!fits) return raise(t, numbers::kTypeError, "code object requires a closure of exactly length {}", c->free_count);
  }
  if (locals != globals && c->flags & bytecode::kCodeModule) code = TS_TRY(with_name_lookups(t, code));
  return run_code(t, code, globals, locals, closure ? closure : Value());
}

}  // namespace

Function* current_function(Thread& t) {
  Value* base = current_base(t);
  return base ? frame_function(base) : nullptr;
}

Value builtin_exec(Thread& t, Value source, Value globals, Value locals, Value closure) {
  return run_source(t, "exec", lang::Mode::kFile, source, globals, locals, closure && !closure.is_none() ? closure : Value()) ? kNone : Value();
}

Value builtin_eval(Thread& t, Value source, Value globals, Value locals) {
  return run_source(t, "eval", lang::Mode::kEval, source, globals, locals, Value());
}

Value builtin_compile(Thread& t, Value source, Value filename, Value mode, Value flags, Value dont_inherit, Value optimize, Value) {
  intptr_t flag_bits = 0, level = -1;
  if (flags && !to_index(t, flags, flag_bits)) return {};
  if (optimize && !to_index(t, optimize, level)) return {};
  if (level < -1 || level > 2) return raise(t, numbers::kValueError, "compile(): invalid optimize value");
  int inherit = dont_inherit ? TS_TRY_INT(truth(t, dont_inherit)) : 0;
  if (is_instance_of_native(*t.vm, filename, numbers::kBytes)) filename = TS_TRY(call_method(t, filename, TS_NAME(decode)));
  if (!is_instance_of_native(*t.vm, filename, numbers::kStr)) {
    Value path = find_attr(t, filename, TS_NAME(__fspath__));
    if (!path) return {};
    if (path.is_absent()) return raise(t, numbers::kTypeError, "expected str, bytes or os.PathLike object, not {}", TypeOf{filename});
    filename = TS_TRY(call(t, path, {}));
  }
  if (!is_instance_of_native(*t.vm, mode, numbers::kStr)) {
    return raise(t, numbers::kTypeError, "compile() argument 3 must be str, not {}", TypeOf{mode});
  }
  if (is_exact(source, numbers::kCode)) return source;
  SourceOptions options;
  std::string_view text = view_of(mode);
  if (text == "exec") options.mode = lang::Mode::kFile;
  else if (text == "eval") options.mode = lang::Mode::kEval;
  else if (text == "single") options.mode = lang::Mode::kSingle;
  else return raise(t, numbers::kValueError, "compile() mode must be 'exec', 'eval' or 'single'");
  if (flag_bits & 0x400) return raise(t, numbers::kNotImplementedError, "compile() cannot make syntax trees here: there is no module ast");
  Value keep;
  std::string_view source_view;
  if (!source_text(t, source, "compile", keep, source_view, options.is_text)) return {};
  options.future_annotations = flag_bits & 0x1000000 || (!inherit && inherits_future(t));
  options.top_level_await = flag_bits & 0x2000;
  options.optimize = static_cast<int8_t>(level);
  options.may_be_incomplete = flag_bits & 0x4000;
  if (options.mode == lang::Mode::kEval) {
    while (!source_view.empty() && (source_view[0] == ' ' || source_view[0] == '\t')) source_view.remove_prefix(1);
  }
  Completeness completeness;
  Value code = TS_TRY(compile_source(t, source_view, filename, options, &completeness));
  if (completeness == Completeness::kIncomplete) return raise(t, numbers::kIncompleteInputError, "incomplete input");
  return code;
}

Value builtin_build_class(Thread& t, Value function, Value name, Args bases, Kwargs keywords) {
  if (!is_exact(function, numbers::kFunction)) return raise(t, numbers::kTypeError, "__build_class__: func must be a function");
  if (!is_instance_of_native(*t.vm, name, numbers::kStr)) return raise(t, numbers::kTypeError, "__build_class__: name is not a string");
  Value original = TS_TRY(object::make_tuple(t, std::span<const Value>(bases.values, bases.count)));
  Value resolved = original;
  // PEP 560: bases that are no classes may stand for others.
  bool replaced = false;
  List* list = TS_TRY(make_list(t, bases.count));
  for (size_t i = 0; i < bases.count; i++) {
    Value base = bases[i];
    Value entries = type_or_null(t, base) ? kAbsent : TS_TRY(find_attr(t, base, TS_NAME(__mro_entries__)));
    if (entries.is_absent()) {
      if (!list_append(t, list, base)) return {};
      continue;
    }
    replaced = true;
    Value more = TS_TRY(call(t, entries, {original}));
    if (!is_instance_of_native(*t.vm, more, numbers::kTuple)) return raise(t, numbers::kTypeError, "__mro_entries__ must return a tuple");
    for (Value v : static_cast<Tuple*>(more.cell())->span()) {
      if (!list_append(t, list, v)) return {};
    }
  }
  if (replaced) resolved = TS_TRY(object::make_tuple(t, list->span()));
  auto* bases_tuple = static_cast<Tuple*>(resolved.cell());
  Value metatype;
  Value class_keywords;
  if (keywords.dict) {
    Dict* copy = TS_TRY(dict_copy(t, static_cast<Dict*>(keywords.dict.cell())));
    Value chosen = dict_get_str(copy, TS_NAME(metaclass));
    if (!chosen.is_absent()) {
      metatype = chosen;
      if (dict_remove(t, copy, Value(TS_NAME(metaclass))) < 0) return {};
    }
    if (copy->live) class_keywords = Value(copy);
  }
  if (!metatype) metatype = bases_tuple->length ? Value(type_of(t, bases_tuple->items()[0])) : Value(&kTypeType);
  if (const Type* as = type_or_null(t, metatype)) metatype = Value(TS_TRY(calculate_metatype(t, as, bases_tuple)));
  Value scope;
  Value prepare = metatype == Value(&kTypeType) ? kAbsent : TS_TRY(find_attr(t, metatype, TS_NAME(__prepare__)));
  if (prepare.is_absent()) {
    scope = Value(TS_TRY(make_dict(t)));
  } else {
    Value arguments = TS_TRY(object::make_tuple(t, {name, resolved}));
    scope = TS_TRY(call_tuple_dict(t, prepare, arguments, class_keywords));
    if (!slots_of(t, scope).get_item) {
      return raise(t, numbers::kTypeError, "{}.__prepare__() must return a mapping, not {}",
                   type_or_null(t, metatype) ? type_or_null(t, metatype)->name : Value(TS_STR("<metaclass>")), TypeOf{scope});
    }
  }
  Value cell = TS_TRY(run_namespace_function(t, static_cast<Function*>(function.cell()), scope));
  (void)cell;
  if (replaced && !set_item(t, scope, Value(TS_NAME(__orig_bases__)), original)) return {};
  Value class_cell = is_exact(scope, numbers::kDict) ? dict_get_str(static_cast<Dict*>(scope.cell()), TS_NAME(__classcell__)) : kAbsent;
  t.vm->roots.class_seeds = static_cast<Function*>(function.cell())->code->seeds;
  Value arguments = TS_TRY(object::make_tuple(t, {name, resolved, scope}));
  Value made = call_tuple_dict(t, metatype, arguments, class_keywords);
  t.vm->roots.class_seeds = Value();
  if (!made) return {};
  if (type_or_null(t, made) && is_exact(class_cell, numbers::kCellVariable)) {
    Value content = static_cast<CellVariable*>(class_cell.cell())->content;
    if (content.is_unbound()) {
      return raise(t, numbers::kRuntimeError, "__class__ not set defining {} as {}. Was __classcell__ propagated to type.__new__?", Repr{name}, Repr{made});
    }
    if (content != made) {
      return raise(t, numbers::kTypeError, "__class__ set to {} defining {} as {}", Repr{content}, Repr{name}, Repr{made});
    }
  }
  return made;
}

Value frame_globals(Thread& t) {
  Value* base = current_base(t);
  return base ? frame_function(base)->globals : t.vm->roots.main_dict;
}

Value frame_locals(Thread& t) {
  Value* base = current_base(t);
  if (!base) return t.vm->roots.main_dict;
  Function* f = frame_function(base);
  Code* code = f->code;
  if (code->flags & bytecode::kCodeNamespace) return base[0];
  Dict* dict = TS_TRY(make_dict(t));
  code = frame_function(base)->code;
  for (unsigned i = 0; i < code->locals; i++) {
    Value name = static_cast<Tuple*>(code->local_names.cell())->items()[i];
    Value v = base[i];
    if (!v || v.is_unbound()) continue;
    if (is_exact(v, numbers::kCellVariable)) {
      bool own = false;
      const uint8_t* cells = code->code + code->code_bytes + code->exception_bytes + code->line_bytes;
      for (unsigned j = 0; j < code->cell_count; j++) {
        uint16_t reg;
        std::memcpy(&reg, cells + 2 * j, 2);
        own = own || reg == i;
      }
      if (own) v = static_cast<CellVariable*>(v.cell())->content;
      if (v.is_unbound()) continue;
    }
    std::string_view text = view_of(name);
    if (text.empty() || (text[0] == '.' && text != ".0")) continue;
    if (!dict_set(t, dict, name, v)) return {};
    code = frame_function(base)->code;
  }
  for (uint32_t i = 0; i < code->free_count; i++) {
    f = frame_function(base);
    Value name = static_cast<Tuple*>(f->code->free_names.cell())->items()[i];
    Value v = static_cast<CellVariable*>(static_cast<Tuple*>(f->closure.cell())->items()[i].cell())->content;
    if (v.is_unbound()) continue;
    if (!dict_set(t, dict, name, v)) return {};
    code = frame_function(base)->code;
  }
  return Value(dict);
}

Value make_function(Thread& t, Value code, unsigned flags, Value* window, Value globals) {
  (void)globals;
  auto* f = TS_TRY(heap::allocate<Function>(t, numbers::kFunction));
  f->code = static_cast<Code*>(code.cell());
  f->globals = frame_function(t.base)->globals;
  unsigned i = 0;
  Value defaults, keyword_defaults, annotate;
  if (flags & bytecode::kMakeDefaults) defaults = window[i++];
  if (flags & bytecode::kMakeKeywordDefaults) keyword_defaults = window[i++];
  if (flags & bytecode::kMakeClosure) f->closure = window[i++];
  if (flags & bytecode::kMakeAnnotate) annotate = window[i++];
  if (defaults || keyword_defaults || annotate) {
    FunctionExtra* extra = TS_TRY(function_extra(t, f));
    extra->defaults = defaults;
    extra->keyword_defaults = keyword_defaults;
    extra->annotate = annotate;
  }
  return Value(f);
}

Value super_for(Thread& t, Value type, Value object) { return super_object(t, static_cast<const Type*>(type.cell()), object); }

Value build_interpolation(Thread& t, Value* w) { return make_interpolation(t, w[0], w[1], w[2], w[3]); }

Value build_template(Thread& t, Value strings, Value interpolations) {
  return make_template(t, strings, interpolations);
}

}  // namespace ts::vm

namespace ts::object {

bool super_arguments(Thread& t, Value& type, Value& object) {
  vm::Function* f = vm::current_function(t);
  if (!f) {
    raise(t, numbers::kRuntimeError, "super(): no current frame");
    return false;
  }
  Code* code = f->code;
  if (!code->parameters) {
    raise(t, numbers::kRuntimeError, "super(): no arguments");
    return false;
  }
  object = t.base[0];
  if (is_exact(object, numbers::kCellVariable)) object = static_cast<CellVariable*>(object.cell())->content;
  if (object.is_unbound()) {
    raise(t, numbers::kRuntimeError, "super(): arg[0] deleted");
    return false;
  }
  for (uint32_t i = 0; i < code->free_count; i++) {
    if (view_of(static_cast<Tuple*>(code->free_names.cell())->items()[i]) != "__class__") continue;
    type = static_cast<CellVariable*>(static_cast<Tuple*>(f->closure.cell())->items()[i].cell())->content;
    if (type.is_unbound()) {
      raise(t, numbers::kRuntimeError, "super(): empty __class__ cell");
      return false;
    }
    return true;
  }
  raise(t, numbers::kRuntimeError, "super(): __class__ cell not found");
  return false;
}

Value current_module_name(Thread& t) {
  Value globals = vm::frame_globals(t);
  if (!globals) return kAbsent;
  return dict_get_str(static_cast<Dict*>(globals.cell()), TS_NAME(__name__));
}

}  // namespace ts::object
