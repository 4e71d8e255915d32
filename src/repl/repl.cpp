// The interactive prompt: see repl.h. Follows the Language Reference, 9.3 "Interactive input", and
// CLIENTS.md for what tools expect of banner and paste mode.

#include "repl/repl.h"

#include "base/version.h"
#include "hal/board.h"
#include "hal/clock.h"
#include "hal/console.h"
#include "modules/standard_streams.h"
#include "modules/sys.h"
#include "repl/completion.h"
#include "vm/compile.h"
#include "vm/source_lines.h"
#include "vm/traceback.h"

namespace ts::repl {

using namespace ts::object;

namespace {

constexpr char kCtrlC = 3, kCtrlD = 4;

bool is_blank(std::string_view text) {
  return text.find_first_not_of(" \t\r\n") == std::string_view::npos;
}

/// The line goes on the statement before it though it is not indented.
bool is_clause(std::string_view line) {
  for (std::string_view word : {"else", "elif", "except", "finally"}) {
    if (line.starts_with(word) &&
        (line.size() == word.size() || line[word.size()] == ' ' || line[word.size()] == ':'))
      return true;
  }
  return !line.empty() &&
         (line[0] == ')' || line[0] == ']' || line[0] == '}' || line[0] == '#' || line[0] == '@');
}

class Prompt {
 public:
  Prompt(Thread& t, const ReplOptions& options)
      : t_(t),
        options_(options),
        editor_(options.line, options.history ? *options.history : no_history_,
                LineTerminal{read, waiting, write, columns, complete_hook,
                             options.suspend ? suspend : nullptr, this}) {}

  /// One statement, or as many as a paste has. False: the program ends.
  bool step() {
    start_block();
    for (;;) {
      Got got = read_line();
      if (got == Got::kExit) return false;
      if (got == Got::kEnd && !has_lines_) return false;
      if (got == Got::kAbandoned) return true;
      if (!add_line(got == Got::kEnd)) return !ends_program();
      if (state_ == State::kDone) return true;
      if (got == Got::kEnd) return true;
    }
  }

 private:
  enum class Got : uint8_t { kLine, kEnd, kAbandoned, kExit };
  enum class State : uint8_t { kMore, kDone };

  std::string_view block_text() const { return as_str(block_)->view(); }

  void start_block() {
    block_ = Value(TS_STR(""));
    has_lines_ = false;
    indentation_ = 0;
  }

  // --- reading

  Got read_line() {
    modules::flush_standard_streams(t_);
    Value prompt = prompt_text(!has_lines_ ? TS_NAME(ps1) : TS_NAME(ps2));
    if (!prompt) return exception_at_prompt();
    return options_.terminal ? read_from_terminal(as_str(prompt)->view())
                             : read_from_stream(prompt);
  }

  Value prompt_text(const Str* name) {
    Value prompt = modules::sys_attribute(t_, name);
    if (prompt.is_absent())
      return name == TS_NAME(ps1) ? Value(TS_STR(">>> ")) : Value(TS_STR("... "));
    return is_str(prompt) ? prompt : str(t_, prompt);
  }

  Got exception_at_prompt() {
    if (ends_program()) return Got::kExit;
    report_pending(t_);
    return Got::kExit;
  }

  Got read_from_terminal(std::string_view prompt) {
    EditOptions options;
    options.bracketed_paste = options_.bracketed_paste;
    hal::set_console_mode(hal::ConsoleMode::kKeys);
    LineResult result = editor_.edit(prompt, indentation_, options);
    if (result == LineResult::kPaste)
      return !has_lines_ ? paste_mode() : leave_keys(Got::kAbandoned);
    hal::set_console_mode(hal::ConsoleMode::kLines);
    switch (result) {
      case LineResult::kEnd:
        return Got::kEnd;
      case LineResult::kCancelled:
        write_text("KeyboardInterrupt\n");
        return Got::kAbandoned;
      default:
        break;
    }
    if (options_.history && !is_blank(editor_.text())) options_.history->add(editor_.text());
    line_ = make_str(t_, editor_.text());
    return line_ ? Got::kLine : exception_at_prompt();
  }

  Got leave_keys(Got got) {
    hal::set_console_mode(hal::ConsoleMode::kLines);
    return got;
  }

  /// Without a terminal: lines of sys.stdin, as input() sees them too.
  Got read_from_stream(Value prompt) {
    Value err = modules::sys_attribute(t_, TS_NAME(stderr));
    if (!err.is_absent() && !err.is_none()) {
      call_method(t_, err, TS_NAME(write), {prompt});
      if (!t_.pending) call_method(t_, err, TS_NAME(flush));
      if (t_.pending) take_pending(t_);
    }
    Value in = modules::sys_attribute(t_, TS_NAME(__stdin__));
    if (in.is_absent() || in.is_none()) return Got::kEnd;
    line_ = call_method(t_, in, TS_NAME(readline));
    if (!line_) {
      if (!pending_matches(t_, numbers::kKeyboardInterrupt)) return exception_at_prompt();
      report_pending(t_);
      return Got::kAbandoned;
    }
    if (!is_str(line_) || as_str(line_)->bytes == 0) return Got::kEnd;
    Str* text = as_str(line_);
    if (text->view().back() == '\n') line_ = make_str(t_, text->view().substr(0, text->bytes - 1));
    return line_ ? Got::kLine : exception_at_prompt();
  }

  /// Ctrl-E: every byte is echoed, nothing is looked at until Ctrl-D. Thonny compares the echo byte
  /// for byte.
  Got paste_mode() {
    write_text("paste mode; Ctrl-C to cancel, Ctrl-D to finish\r\n=== ");
    StrBuilder source(t_);
    for (;;) {
      int key = read(this);
      if (key == LineTerminal::kEnd || key == kCtrlD) break;
      if (key == LineTerminal::kInterrupt || key == kCtrlC) {
        write_text("\r\n");
        return leave_keys(Got::kAbandoned);
      }
      char c = static_cast<char>(key == '\r' ? '\n' : key);
      if (key == '\r') {
        write_text("\r\n=== ");
      } else {
        write_text({&c, 1});
      }
      source.append({&c, 1});
    }
    write_text("\r\n");
    hal::set_console_mode(hal::ConsoleMode::kLines);
    block_ = source.finish();
    if (!block_) block_ = Value(TS_STR(""));
    if (t_.pending || !execute(lang::Mode::kFile))
      return ends_program() ? Got::kExit : Got::kAbandoned;
    return Got::kAbandoned;
  }

  static int read(void* context) {
    auto* self = static_cast<Prompt*>(context);
    if (self->ahead_ >= 0) {
      int key = self->ahead_;
      self->ahead_ = -1;
      return key;
    }
    for (;;) {
      uint8_t byte;
      hal::Transfer got = hal::console_read(&byte, 1, hal::kForever);
      if (got.error == base::Errno::kOk) return got.count ? byte : LineTerminal::kEnd;
      if (got.error == base::Errno::kEAGAIN) continue;
      if (got.error != base::Errno::kEINTR) return LineTerminal::kEnd;
      if (!poll(self->t_)) {
        take_pending(self->t_);
        return LineTerminal::kInterrupt;
      }
    }
  }

  static bool waiting(void* context) {
    auto* self = static_cast<Prompt*>(context);
    if (self->ahead_ >= 0) return true;
    uint8_t byte;
    hal::Transfer got = hal::console_read(&byte, 1, 0);
    if (got.error != base::Errno::kOk || got.count == 0) return false;
    self->ahead_ = byte;
    return true;
  }

  static void write(void*, std::string_view text) { write_text(text); }
  static void write_text(std::string_view text) {
    hal::console_write(reinterpret_cast<const uint8_t*>(text.data()), text.size());
  }
  static unsigned columns(void*) { return hal::console_size(1).columns; }
  static void complete_hook(void* context, LineEditor& editor) {
    complete(static_cast<Prompt*>(context)->t_, editor);
  }
  static void suspend(void* context) {
    auto* self = static_cast<Prompt*>(context);
    hal::set_console_mode(hal::ConsoleMode::kLines);
    self->options_.suspend(nullptr);
    hal::set_console_mode(hal::ConsoleMode::kKeys);
  }

  // --- running

  /// Adds the line to the block and runs the block when it is complete. False: an exception is
  /// pending (SystemExit).
  bool add_line(bool at_end) {
    state_ = State::kMore;
    std::string_view line = at_end ? std::string_view() : as_str(line_)->view();
    bool blank = is_blank(line);
    if (editor_.pasting() && has_lines_) {
      // A blank line inside a paste ends nothing; the next line at the margin does.
      if (blank) return append("");
      if (line[0] != ' ' && line[0] != '\t' && !is_clause(line) && !ends_inside_token() &&
          !run_if_complete(true))
        return false;
      state_ = State::kMore;
    }
    if (!append(blank && options_.terminal && has_lines_ ? std::string_view() : line)) return false;
    if (!run_if_complete(at_end)) return false;
    if (state_ == State::kMore) indentation_ = indentation_behind(line);
    return true;
  }

  bool append(std::string_view line) {
    StrBuilder text(t_);
    text.append(block_text());
    if (has_lines_) text.append("\n");
    text.append(line);
    has_lines_ = true;
    Value block = text.finish();
    if (!block) return false;
    block_ = block;
    return true;
  }

  /// An open bracket or string: more must come whatever the next line's margin is.
  bool ends_inside_token() {
    vm::Completeness completeness = vm::Completeness::kComplete;
    vm::SourceOptions options;
    options.mode = lang::Mode::kSingle;
    options.is_text = options.may_be_incomplete = true;
    options.warn = false;
    StrBuilder text(t_);
    text.append(block_text());
    text.append("\n\n");
    Value block = text.finish();
    if (block)
      vm::compile_source(t_, as_str(block)->view(), Value(TS_STR("<stdin>")), options,
                         &completeness);
    if (t_.pending) take_pending(t_);
    return completeness == vm::Completeness::kIncomplete;
  }

  /// How far the line behind `line` is indented.
  static unsigned indentation_behind(std::string_view line) {
    size_t spaces = std::min(line.find_first_not_of(' '), line.size());
    std::string_view rest = line.substr(spaces);
    while (!rest.empty() && (rest.back() == ' ' || rest.back() == '\t')) rest.remove_suffix(1);
    unsigned n = static_cast<unsigned>(spaces);
    if (rest.ends_with(":")) return n + 4;
    for (std::string_view word : {"return", "pass", "break", "continue", "raise"}) {
      bool is_word =
          rest.starts_with(word) && (rest.size() == word.size() || rest[word.size()] == ' ');
      if (is_word && n >= 4) return n - 4;
    }
    return n;
  }

  bool run_if_complete(bool at_end) {
    if (at_end && !append("")) return false;
    vm::Completeness completeness = vm::Completeness::kComplete;
    vm::SourceOptions options;
    options.mode = lang::Mode::kSingle;
    options.is_text = true;
    options.may_be_incomplete = !at_end;
    options.warn = false;
    Value filename = make_str(t_, "<stdin>");
    if (!filename) return false;
    Value code = vm::compile_source(t_, block_text(), filename, options, &completeness);
    if (code && completeness == vm::Completeness::kIncomplete) return true;
    bool empty = code && completeness == vm::Completeness::kEmpty;
    if (t_.pending) take_pending(t_);
    state_ = State::kDone;
    bool ok = empty || execute(lang::Mode::kSingle);
    start_block();
    return ok;
  }

  /// Compiles and runs the block; shows what goes wrong. False: the program is to end.
  bool execute(lang::Mode mode) {
    // A str of its own for each statement: by it tracebacks find the text.
    Value filename = make_str(t_, "<stdin>");
    vm::SourceOptions options;
    options.mode = mode;
    options.is_text = true;
    Value code = filename ? vm::compile_source(t_, block_text(), filename, options) : Value();
    if (filename && !t_.pending) vm::register_source(t_, filename, block_);
    Value globals = t_.vm->roots.main_dict;
    if (code) vm::run_code(t_, code, globals, globals);
    if (!t_.pending) return true;
    if (ends_program()) return false;
    report_pending(t_);
    return true;
  }

  bool ends_program() const { return t_.pending && pending_matches(t_, numbers::kSystemExit); }

  Thread& t_;
  const ReplOptions& options_;
  History no_history_{{}};
  LineEditor editor_;
  Value block_ = Value(TS_STR(""));  // the statement so far, without the newline at its end
  bool has_lines_ = false;
  Value line_;
  unsigned indentation_ = 0;
  State state_ = State::kMore;
  int ahead_ = -1;
};

}  // namespace

void print_banner(Thread& t) {
  modules::flush_standard_streams(t);
  Value err = modules::sys_attribute(t, TS_NAME(stderr));
  if (err.is_absent() || err.is_none()) return;
  StrBuilder text(t);
  text.append(TS_NAME_AND_VERSION "; ");
  text.append(hal::kMachine);
  text.append("\nMicroPython " TS_MICROPYTHON_API
              " API, Python 3.14 language.\nType \"help()\" for more information.\n");
  Value banner = text.finish();
  if (banner) call_method(t, err, TS_NAME(write), {banner});
  if (t.pending) take_pending(t);
}

void run(Thread& t, const ReplOptions& options) {
  Prompt prompt(t, options);
  while (prompt.step()) {
  }
}

void report_pending(Thread& t) {
  Value exception = take_pending(t);
  modules::flush_standard_streams(t);
  Value sys = t.vm->roots.sys_dict;
  if (sys) dict_set_str(t, static_cast<Dict*>(sys.cell()), TS_NAME(last_exc), exception);
  Value hook = modules::sys_attribute(t, TS_NAME(excepthook));
  bool standard = hook.is_absent() || (hook.is_cell() && hook.cell()->is_static());
  if (!standard) {
    Value traceback = static_cast<Exception*>(exception.cell())->traceback;
    if (call(t, hook, {Value(type_of(t, exception)), exception, traceback ? traceback : kNone}))
      return;
    if (pending_matches(t, numbers::kSystemExit)) return;
    Value second = take_pending(t);
    Value err = modules::sys_attribute(t, TS_NAME(stderr));
    bool writable = !err.is_absent() && !err.is_none();
    if (writable &&
        !call_method(t, err, TS_NAME(write), {Value(TS_STR("Error in sys.excepthook:\n"))}))
      take_pending(t);
    vm::print_exception(t, second);
    if (writable &&
        !call_method(t, err, TS_NAME(write), {Value(TS_STR("\nOriginal exception was:\n"))}))
      take_pending(t);
  }
  vm::print_exception(t, exception);
}

}  // namespace ts::repl
