// Warnings of the compiler and the machine: through the filters of the module warnings when a
// program has imported it, else to sys.stderr. Also _warnings, what the Python part of warnings
// needs of the machine.

#include "modules/modules.h"
#include "modules/python_sources.h"
#include "modules/sys.h"
#include "vm/frame_objects.h"
#include "vm/source_lines.h"

namespace ts::modules {

namespace {

/// (globals, line, filename) of the Python frame `level` calls above the one that runs; None: there
/// are not so many.
Value caller(Thread& t, intptr_t level) {
  Value* base = t.base;
  uintptr_t pc = 0;
  while (base && level-- > 0) {
    vm::Link link = vm::Link::unpack(base[-1]);
    pc = link.pc;
    base -= link.distance();
    if (base <= t.registers + 4) base = nullptr;
  }
  if (!base) return kNone;
  Function* f = vm::frame_function(base);
  // `pc` is behind the instruction that called.
  intptr_t line = vm::line_at(f->code, pc ? pc - 1 : 0);
  return make_tuple(t, {f->globals, Value::from_int(line), f->code->filename});
}

Value source_line(Thread& t, Str* filename, intptr_t line) {
  if (line < 1 || line > INT32_MAX) return kNone;
  auto n = static_cast<int32_t>(line);
  vm::SourceLines lines = vm::find_source_lines(t, Value(filename), n, n);
  return lines.text.empty() ? kNone : make_str(t, lines.text);
}

const Native kFunctions[] = {
    TS_FUNCTION(caller, TS_NAME(caller), "level, /", nullptr),
    TS_FUNCTION(source_line, TS_NAME(source_line), "filename, lineno, /", nullptr),
};

}  // namespace

extern const bind::ModuleDefinition kNativeWarningsModule{
    TS_NAME(_warnings), nullptr, kFunctions, {}};
extern const bind::ModuleDefinition kWarningsModule{
    TS_NAME(warnings), "What becomes of warnings.", {}, {}, nullptr, kWarningsSource};
extern const bind::ModuleDefinition kAtexitModule{
    TS_NAME(atexit), "Functions that run when the program ends.", {}, {}, nullptr, kAtexitSource};

}  // namespace ts::modules

namespace ts::vm {

namespace {

/// Asks warnings.warn_explicit. False: a filter made it an error.
bool offer_warning(Thread& t, Value warnings, const Type* category, Value filename, uint32_t line,
                   std::string_view message) {
  Value text = make_str(t, message);
  if (!text) return true;
  Value number = Value::from_int(static_cast<intptr_t>(line));
  if (call_method(t, warnings, TS_NAME(warn_explicit), {text, Value(category), filename, number}))
    return true;
  return !pending_matches(t, category->number);
}

void write_warning(Thread& t, std::string_view category, Value filename, uint32_t line,
                   std::string_view message) {
  Value err = modules::sys_attribute(t, TS_NAME(stderr));
  if (err.is_absent() || err.is_none()) return;
  Value number = str(t, Value::from_int(static_cast<intptr_t>(line)));
  SourceLines source =
      find_source_lines(t, filename, static_cast<int32_t>(line), static_cast<int32_t>(line));
  StrBuilder b(t);
  b.append(filename);
  b.append(":");
  if (number) b.append(number);
  b.append(": ");
  b.append(category);
  b.append(": ");
  b.append(message);
  if (!source.text.empty()) {
    b.append("\n  ");
    b.append(source.text);
  }
  b.append("\n");
  Value text = b.finish();
  if (text) call_method(t, err, TS_NAME(write), {text});
}

}  // namespace

bool show_warning(Thread& t, TypeNumber category, Value filename, uint32_t line,
                  std::string_view message) {
  Value saved = t.pending ? take_pending(t) : Value();
  const Type* type = type_at(*t.vm, category);
  Value warnings = dict_get_str(static_cast<Dict*>(t.vm->roots.modules.cell()), TS_NAME(warnings));
  bool accepted = true;
  if (!warnings.is_absent() && !warnings.is_none()) {
    accepted = offer_warning(t, warnings, type, filename, line, message);
  } else if (category != numbers::kDeprecationWarning) {
    write_warning(t, as_str(type->name)->view(), filename, line, message);
  }
  if (t.pending) take_pending(t);
  t.pending = saved;
  return accepted;
}

}  // namespace ts::vm
