// Compiling a source text for this machine, and running what comes out.

#include "vm/compile.h"

#include "text/unicode_names.h"
#include "vm/code_sink.h"

namespace ts::vm {

namespace {

constexpr unsigned kLinkage = bytecode::kCallLinkage;

struct TextReader {
  std::string_view rest;
  static lang::Reader::Result read(void* context, std::string_view* chunk) {
    auto* self = static_cast<TextReader*>(context);
    if (self->rest.empty()) return lang::Reader::Result::kEnd;
    *chunk = self->rest;
    self->rest = {};
    return lang::Reader::Result::kChunk;
  }
};

struct Report {
  Thread& t;
  Value filename;
  static void error(void* context, const lang::Diagnostic& d) { static_cast<Report*>(context)->raise_error(d); }
  void raise_error(const lang::Diagnostic& d) {
    if (t.pending) return;
    TypeNumber type = numbers::kSyntaxError;
    switch (d.error) {
      case lang::ErrorClass::kIndentationError: type = numbers::kIndentationError; break;
      case lang::ErrorClass::kTabError: type = numbers::kTabError; break;
      case lang::ErrorClass::kValueError: type = numbers::kValueError; break;
      case lang::ErrorClass::kOverflowError: type = numbers::kOverflowError; break;
      case lang::ErrorClass::kMemoryError:
      case lang::ErrorClass::kReadError: t.pending = t.vm->roots.memory_error; return;
      default: break;
    }
    Value message = make_str(t, d.message);
    if (!message) return;
    if (type == numbers::kValueError || type == numbers::kOverflowError) {
      raise_value(t, type, message);
      return;
    }
    Value text = d.text.empty() ? kNone : make_str(t, d.text);
    if (!text) return;
    bool has_end = d.end_line != 0;
    Value details = object::make_tuple(t, {filename, Value::from_int(static_cast<intptr_t>(d.line)), Value::from_int(d.column), text,
                                           has_end ? Value::from_int(static_cast<intptr_t>(d.end_line)) : kNone,
                                           has_end ? Value::from_int(d.end_column) : kNone});
    if (!details) return;
    Value exception = call(t, Value(type_at(*t.vm, type)), {message, details});
    if (exception) raise_object(t, exception);
  }
  static bool warn(void* context, lang::WarningClass kind, uint32_t line, uint32_t, std::string_view message) {
    auto* self = static_cast<Report*>(context);
    TypeNumber category = kind == lang::WarningClass::kSyntaxWarning ? numbers::kSyntaxWarning : numbers::kDeprecationWarning;
    return show_warning(self->t, category, self->filename, line, message);
  }
};

void* resize_workspace(void* context, void* block, size_t old_bytes, size_t new_bytes) {
  auto* vm = static_cast<Vm*>(context);
  return vm->resize_memory(vm->memory_context, block, old_bytes, new_bytes);
}

}  // namespace

Value compile_source(Thread& t, std::string_view source, Value filename, const SourceOptions& o, Completeness* completeness) {
  base::Workspace workspace(resize_workspace, t.vm);
  CodeSink sink(t, filename);
  TextReader reader{source};
  Report report{t, filename};
  lang::CompileOptions options;
  options.mode = o.mode;
  options.source_is_text = o.is_text;
  options.may_be_incomplete = o.may_be_incomplete;
  options.future_annotations = o.future_annotations;
  options.top_level_await = o.top_level_await;
  options.optimize = o.optimize < 0 ? t.vm->optimize : static_cast<uint8_t>(o.optimize);
  if (o.warn) options.warnings = {Report::warn, &report};
  options.unicode_name_lookup = [](std::string_view name) {
    char32_t c = text::code_point_named(name);
    return c == text::kNoCodePoint ? -1 : static_cast<int32_t>(c);
  };
  options.report = Report::error;
  options.report_context = &report;
  lang::CompileResult result = lang::compile(workspace, sink, lang::Reader{TextReader::read, &reader}, options);
  if (completeness) *completeness = Completeness::kComplete;
  switch (result.status) {
    case lang::CompileStatus::kDone: return sink.value(result.code);
    case lang::CompileStatus::kIncomplete:
      if (completeness) *completeness = Completeness::kIncomplete;
      return kNone;
    case lang::CompileStatus::kEmpty:
      if (completeness) *completeness = Completeness::kEmpty;
      return result.code == lang::kNoConst ? kNone : sink.value(result.code);
    default: break;
  }
  if (!t.pending) t.pending = t.vm->roots.memory_error;
  return {};
}

Value run_namespace_function(Thread& t, Function* f, Value scope) {
  if (!check_stack(t)) return {};
  Value* saved_base = t.base;
  Value* saved_top = t.top;
  uint32_t pc = saved_base ? static_cast<uint32_t>(t.pc - frame_function(saved_base)->code->code) : 0;
  Value* base = t.top + kLinkage;
  if (base + f->code->registers + 64 > t.frame_limit && !check_frame(t, base + f->code->registers + 64)) return {};
  Value* floor = saved_base ? saved_base : t.registers;
  base[-4] = base[-3] = Value();
  base[-2] = Value(f);
  base[-1] = Link::entry(pc, static_cast<uint32_t>(base - floor), FrameKind::kEntry).pack();
  Code* code = f->code;
  for (unsigned i = 0; i < code->locals; i++) base[i] = kUnbound;
  base[0] = scope;
  t.base = base;
  t.top = base + code->registers;
  if (t.top > t.high_water) t.high_water = t.top;
  t.pc = code->code;
  t.depth++;
  Value result = run(t);
  t.base = saved_base;
  t.top = saved_top;
  t.pc = saved_base ? frame_function(saved_base)->code->code + pc : nullptr;
  return result;
}

Value run_code(Thread& t, Value code, Value globals, Value scope, Value closure) {
  auto* c = static_cast<Code*>(code.cell());
  auto* f = TS_TRY(heap::allocate<Function>(t, numbers::kFunction));
  f->code = static_cast<Code*>(code.cell());
  f->globals = globals;
  f->closure = closure;
  c = f->code;
  if (!(c->flags & bytecode::kCodeNamespace)) return run_function(t, f, Arguments{nullptr, 0, 0, Value()});
  return run_namespace_function(t, f, scope);
}

}  // namespace ts::vm
