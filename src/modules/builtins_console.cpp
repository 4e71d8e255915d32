// print and input: through sys.stdout and sys.stdin as they are bound now, whatever object that is.
// Follows the Library Reference, "Built-in Functions".

#include "modules/builtins_functions.h"
#include "modules/io.h"

namespace ts::modules {

namespace {

/// sys.<name>; RuntimeError "lost sys.<name>" when it has been deleted.
Value standard_stream(Thread& t, const Str* name) {
  Value sys = t.vm->roots.sys_dict;
  Value stream = sys ? dict_get_str(static_cast<Dict*>(sys.cell()), name) : kAbsent;
  if (stream.is_absent()) return raise(t, numbers::kRuntimeError, "lost sys.{}", name->view());
  return stream;
}

/// Writes strs to a file object; the library's own text files take the text without a call.
class TextOutput {
 public:
  TextOutput(Thread& t, Value file) : thread_(t), file_(file) {}

  bool write(Value text) {
    if (is_plain_text_file(file_)) return write_text(thread_, file_, text);
    if (!write_) {
      write_ = get_attr(thread_, file_, TS_NAME(write));
      if (!write_) return false;
    }
    return static_cast<bool>(call(thread_, write_, {text}));
  }

 private:
  Thread& thread_;
  Value file_, write_;
};

/// `v` when it is a str, the all-zero word for None; false with TypeError for anything else.
bool check_separator(Thread& t, const char* name, Value& v) {
  if (!v || v.is_none()) {
    v = Value();
    return true;
  }
  if (is_instance_of_native(*t.vm, v, numbers::kStr)) return true;
  raise(t, numbers::kTypeError, "{} must be None or a string, not {}", name, TypeOf{v});
  return false;
}

}  // namespace

Value builtin_print(Thread& t, Value sep, Value end, Value file, Value flush, Args items) {
  if (!file || file.is_none()) {
    file = TS_TRY(standard_stream(t, TS_NAME(stdout)));
    if (file.is_none()) return kNone;  // no console: sys.stdout is None
  }
  if (!check_separator(t, "sep", sep) || !check_separator(t, "end", end)) return {};
  TextOutput output(t, file);
  for (size_t i = 0; i < items.count; i++) {
    if (i > 0 && !output.write(sep ? sep : Value(TS_STR(" ")))) return {};
    Value item = items[i];
    Value text = is_str(item) ? item : TS_TRY(str(t, item));
    if (!output.write(text)) return {};
  }
  if (!output.write(end ? end : Value(TS_STR("\n")))) return {};
  if (flush) {
    int wanted = TS_TRY_INT(truth(t, flush));
    if (wanted) TS_TRY(call_method(t, file, TS_NAME(flush)));
  }
  return kNone;
}

Value builtin_input(Thread& t, Value prompt) {
  Value input = TS_TRY(standard_stream(t, TS_NAME(stdin)));
  Value output = TS_TRY(standard_stream(t, TS_NAME(stdout)));
  if (input.is_none()) return raise(t, numbers::kRuntimeError, "lost sys.stdin");
  if (output.is_none()) return raise(t, numbers::kRuntimeError, "lost sys.stdout");
  if (prompt) {
    Value text = TS_TRY(str(t, prompt));
    if (!TextOutput(t, output).write(text)) return {};
  }
  TS_TRY(call_method(t, output, TS_NAME(flush)));
  Value line = TS_TRY(call_method(t, input, TS_NAME(readline)));
  if (!is_instance_of_native(*t.vm, line, numbers::kStr)) {
    return raise(t, numbers::kTypeError, "object.readline() returned non-string");
  }
  Str* text = as_str(line);
  if (text->bytes == 0) return raise(t, numbers::kEOFError, "EOF when reading a line");
  if (text->text()[text->bytes - 1] != '\n') return line;
  return str_slice_bytes(t, text, 0, text->bytes - 1);
}

}  // namespace ts::modules
