// Running a program: see program.h. Follows the CPython documentation, "Command line and
// environment", and runpy for -m.

#include "apps/host/program.h"

#include <limits.h>
#include <signal.h>
#include <sys/stat.h>
#include <unistd.h>

#include <cerrno>
#include <cstdio>
#include <cstdlib>
#include <cstring>

#include "apps/host/history_file.h"
#include "base/utf8.h"
#include "hal/console.h"
#include "modules/importer.h"
#include "modules/standard_streams.h"
#include "modules/sys.h"
#include "object/special.h"
#include "repl/repl.h"
#include "vm/compile.h"
#include "vm/machine.h"
#include "vm/source_lines.h"
#include "vm/traceback.h"

namespace ts::host {

using namespace ts::object;

namespace {

using Source = CommandLine::Source;

Dict* main_dict(Thread& t) { return static_cast<Dict*>(t.vm->roots.main_dict.cell()); }

Value list_of(Thread& t, const std::vector<std::string>& texts) {
  List* list = TS_TRY(make_list(t));
  for (const auto& text : texts) {
    Value s = TS_TRY(make_str(t, text));
    if (!list_append(t, list, s)) return {};
  }
  return Value(list);
}

std::string absolute(const std::string& path) {
  if (!path.empty() && path[0] == '/') return path;
  char folder[PATH_MAX];
  if (!getcwd(folder, sizeof folder)) return path;
  return path.empty() ? folder : std::string(folder) + "/" + path;
}

std::string folder_of(const std::string& path) {
  char resolved[PATH_MAX];
  std::string whole = realpath(path.c_str(), resolved) ? resolved : absolute(path);
  size_t slash = whole.rfind('/');
  return slash == 0 ? "/" : whole.substr(0, slash);
}

bool is_folder(const std::string& path) {
  struct stat status;
  return stat(path.c_str(), &status) == 0 && S_ISDIR(status.st_mode);
}

bool is_file(const std::string& path) {
  struct stat status;
  return stat(path.c_str(), &status) == 0 && S_ISREG(status.st_mode);
}

// -------------------------------------------------------------------------------------------------
// ending

void write_error(Thread& t, Value text) {
  Value err = modules::sys_attribute(t, TS_NAME(stderr));
  if (err.is_absent() || err.is_none()) return;
  if (call_method(t, err, TS_NAME(write), {text}))
    call_method(t, err, TS_NAME(write), {Value(TS_STR("\n"))});
  if (t.pending) take_pending(t);
}

/// The exit status of the pending SystemExit, which is cleared.
int exit_status(Thread& t) {
  Value exception = take_pending(t);
  Value code = get_attr(t, exception, TS_NAME(code));
  if (!code) {
    take_pending(t);
    return 1;
  }
  if (code.is_none()) return 0;
  if (code.is_bool()) return code.is_true();
  if (is_instance_of_native(*t.vm, code, numbers::kInt)) {
    intptr_t n;
    if (to_index(t, code, n)) return static_cast<int>(n & 0xFF);
    take_pending(t);
    return 255;
  }
  modules::flush_standard_streams(t);
  Value text = str(t, code);
  if (text) {
    write_error(t, text);
  } else {
    take_pending(t);
  }
  return 1;
}

/// Shows the pending exception, if there is one, and says with what status the program ends.
int finish(Thread& t) {
  if (!t.pending) return 0;
  if (pending_matches(t, numbers::kSystemExit)) return exit_status(t);
  bool interrupted = pending_matches(t, numbers::kKeyboardInterrupt);
  repl::report_pending(t);
  if (t.pending) return exit_status(t);  // a hook that called sys.exit()
  return interrupted ? kKilledByInterrupt : 1;
}

void run_exit_functions(Thread& t) {
  Value module = dict_get_str(static_cast<Dict*>(t.vm->roots.modules.cell()), TS_NAME(atexit));
  if (module.is_absent()) return;
  call_method(t, module, TS_NAME(_run_exitfuncs));
  if (t.pending) take_pending(t);
}

/// Lets go of all modules, so that __del__ and callbacks of weak references run for what they held.
[[gnu::noinline]] void drop_modules(Thread& t) {
  auto* modules = static_cast<Dict*>(t.vm->roots.modules.cell());
  uint32_t position = 0;
  Value name, module;
  Value names(make_list(t));
  while (names && dict_next(modules, position, name, module)) {
    if (name == Value(TS_NAME(sys)) || name == Value(TS_NAME(builtins))) continue;
    if (!list_append(t, static_cast<List*>(names.cell()), name)) break;
  }
  for (size_t i = 0; names && i < static_cast<List*>(names.cell())->length; i++) {
    dict_remove(t, modules, static_cast<List*>(names.cell())->items()[i]);
  }
  if (Value builtins = t.vm->roots.builtins) set_attr(t, builtins, TS_NAME(_), kNone);
  auto* sys = static_cast<Dict*>(t.vm->roots.sys_dict.cell());
  dict_remove(t, sys, Value(TS_NAME(last_exc)));
  t.vm->roots.main_dict = t.vm->roots.main_source = Value();
  t.pending = t.handled = Value();
}

void finalize_everything(Thread& t) {
  if (t.vm->heap.finalizables == 0 && !t.vm->weak_references) return;
  drop_modules(t);
  // What a finalizer leaves behind may have finalizers itself, but not for ever.
  for (unsigned round = 0; round < 4; round++) {
    t.vm->heap.collect(t, heap::Heap::Mode::kPlain);
    if (!t.vm->finalizers.count && !t.vm->callbacks.count) break;
    vm::run_pending(t);
    if (t.pending) take_pending(t);
  }
}

// -------------------------------------------------------------------------------------------------
// starting

bool set_up(Thread& t, const CommandLine& line, const std::string& name,
            const std::vector<std::string>& front) {
  Vm& vm = *t.vm;
  std::vector<std::string> argv{name}, path;
  argv.insert(argv.end(), line.arguments.begin(), line.arguments.end());
  if (!line.safe_path) path = front;
  const char* more = line.ignore_environment ? nullptr : std::getenv("PYTHONPATH");
  for (std::string rest = more ? more : ""; !rest.empty();) {
    size_t colon = rest.find(':');
    std::string folder = rest.substr(0, colon);
    path.push_back(absolute(folder));
    rest = colon == std::string::npos ? "" : rest.substr(colon + 1);
  }
  vm.roots.argv = list_of(t, argv);
  vm.roots.path = list_of(t, path);
  if (!vm.roots.argv || !vm.roots.path) return false;
  vm.roots.builtins = TS_TRY(modules::import_absolute(t, Value(TS_NAME(builtins))));
  TS_TRY(import_module(t, "sys"));
  auto* sys = static_cast<Dict*>(vm.roots.sys_dict.cell());
  Value options = TS_TRY(list_of(t, line.warnings));
  char program[PATH_MAX];
  ssize_t n = readlink("/proc/self/exe", program, sizeof program);
  Value executable = TS_TRY(make_str(t, {program, n > 0 ? static_cast<size_t>(n) : 0}));
  if (!dict_set_str(t, sys, TS_NAME(warnoptions), options) ||
      !dict_set_str(t, sys, TS_NAME(executable), executable))
    return false;
  Value main = TS_TRY(make_module(t, nullptr, Value(TS_NAME(__main__))));
  vm.roots.main_dict = static_cast<Module*>(main.cell())->dict;
  return dict_set_str(t, main_dict(t), TS_NAME(__builtins__), vm.roots.builtins) &&
         dict_set_str(t, static_cast<Dict*>(vm.roots.modules.cell()), TS_NAME(__main__), main);
}

/// sys.stdout without a buffer: -u.
void unbuffer(Thread& t) {
  Value out = modules::sys_attribute(t, TS_NAME(stdout));
  Value reconfigure =
      out.is_absent() || out.is_none() ? kAbsent : find_attr(t, out, TS_NAME(reconfigure));
  if (reconfigure && !reconfigure.is_absent()) {
    Value values[] = {kTrue};
    Value names = make_tuple(t, {Value(TS_NAME(write_through))});
    if (names) call_keywords(t, reconfigure, values, names);
  }
  if (t.pending) take_pending(t);
}

// -------------------------------------------------------------------------------------------------
// running

/// Compiles and runs `source` (bytes) in __main__.
void run_source(Thread& t, Value source, Value filename) {
  auto* bytes = static_cast<Bytes*>(source.cell());
  Value code = vm::compile_source(t, {reinterpret_cast<const char*>(bytes->data()), bytes->length},
                                  filename, {});
  Value globals = t.vm->roots.main_dict;
  if (code) vm::run_code(t, code, globals, globals);
}

/// Code that is in no file: tracebacks get their lines from memory.
void run_text(Thread& t, const std::string& text, const char* name) {
  Value filename = make_str(t, name);  // not the static str: it stands for this text only
  Value source = filename ? make_bytes(t, text.data(), text.size()) : Value();
  if (!source) return;
  if (base::utf8_validate(text, base::Utf8Kind::kStrict).error == base::Utf8Error::kNone) {
    Value shown = make_str(t, text);
    if (!shown) return;
    vm::register_source(t, filename, shown);
  }
  run_source(t, source, filename);
}

bool run_file(Thread& t, const std::string& path, Value package) {
  Value name = TS_TRY(make_str(t, path));
  Value source = TS_TRY(modules::read_file(t, name));
  if (!dict_set_str(t, main_dict(t), TS_NAME(__file__), name)) return false;
  if (package && !dict_set_str(t, main_dict(t), TS_NAME(__package__), package)) return false;
  run_source(t, source, name);
  return !t.pending;
}

std::string read_standard_input() {
  std::string text;
  char buffer[4096];
  for (size_t n; (n = std::fread(buffer, 1, sizeof buffer, stdin)) > 0;) text.append(buffer, n);
  return text;
}

/// The file that -m runs: `folder`/mod.py, or the __main__.py of a package. Empty: not there.
std::string module_file(Thread& t, const std::string& name, Value search, std::string& package) {
  Value keep;
  std::span<Value> folders;
  if (!sequence_items(t, search, keep, folders)) return {};
  size_t dot = name.rfind('.');
  std::string last = dot == std::string::npos ? name : name.substr(dot + 1);
  package = dot == std::string::npos ? "" : name.substr(0, dot);
  for (Value folder : folders) {
    if (!is_str(folder)) continue;
    std::string stem = absolute(std::string(as_str(folder)->view())) + "/" + last;
    if (is_file(stem + "/__init__.py") || (is_folder(stem) && is_file(stem + "/__main__.py"))) {
      package = name;
      return stem + "/__main__.py";
    }
    if (is_file(stem + ".py")) return stem + ".py";
  }
  return {};
}

int no_module(const std::string& what) {
  std::fprintf(stderr, "threadsnake: %s\n", what.c_str());
  return 1;
}

int run_module(Thread& t, const std::string& name) {
  Value search = t.vm->roots.path;
  size_t dot = name.rfind('.');
  if (dot != std::string::npos) {
    Value parent_name = make_str(t, name.substr(0, dot));
    Value parent = parent_name ? modules::import_absolute(t, parent_name) : Value();
    if (!parent) {
      if (!pending_matches(t, numbers::kModuleNotFoundError)) return finish(t);
      Value error = take_pending(t), text = str(t, error);
      return no_module("Error while finding module specification for '" + name +
                       "' (ModuleNotFoundError: " +
                       (text && is_str(text) ? std::string(as_str(text)->view()) : "") + ")");
    }
    search = find_attr(t, parent, TS_NAME(__path__));
    if (!search || search.is_absent()) return no_module("No module named " + name);
  }
  std::string package;
  std::string file = module_file(t, name, search, package);
  if (file.empty()) return t.pending ? finish(t) : no_module("No module named " + name);
  if (package == name) {
    if (!is_file(file))
      return no_module("No module named " + name + ".__main__; '" + name +
                       "' is a package and cannot be directly executed");
    Value package_name = make_str(t, name);
    if (!package_name || !modules::import_absolute(t, package_name)) return finish(t);
  }
  Value argv = t.vm->roots.argv, path = make_str(t, file), package_name = make_str(t, package);
  if (!path || !package_name || !set_item(t, argv, Value::from_int(0), path)) return finish(t);
  run_file(t, file, package_name);
  return finish(t);
}

int run_path(Thread& t, const std::string& path) {
  if (!is_folder(path)) {
    run_file(t, absolute(path), Value());
    return finish(t);
  }
  std::string file = absolute(path) + "/__main__.py";
  if (!is_file(file)) return no_module("can't find '__main__' module in '" + absolute(path) + "'");
  run_file(t, file, Value(TS_STR("")));
  return finish(t);
}

/// Says why a program file cannot be read, before anything starts. 0: it can.
int check_path(const std::string& path) {
  if (is_folder(path)) return 0;
  std::FILE* file = std::fopen(path.c_str(), "re");
  if (file) {
    std::fclose(file);
    return 0;
  }
  std::fprintf(stderr, "threadsnake: can't open file '%s': [Errno %d] %s\n", absolute(path).c_str(),
               errno, std::strerror(errno));
  return 2;
}

// -------------------------------------------------------------------------------------------------
// the prompt

void suspend(void*) { ::raise(SIGTSTP); }

int run_prompt(Thread& t, bool banner) {
  static char line[16 * 1024], history_memory[64 * 1024];
  repl::History history(history_memory);
  repl::ReplOptions options;
  options.terminal = hal::console_is_terminal();
  options.line = line;
  options.history = &history;
  options.suspend = suspend;
  const char* kind = std::getenv("TERM");
  options.bracketed_paste = kind && std::strcmp(kind, "dumb") != 0;
  std::string path = options.terminal ? history_path() : std::string();
  load_history(path, history);
  if (banner) repl::print_banner(t);
  repl::run(t, options);
  save_history(path, history);
  if (!t.pending && !options.terminal) write_error(t, Value(TS_STR("")));
  return finish(t);
}

int run_source_of(Thread& t, const CommandLine& line) {
  switch (line.source) {
    case Source::kCommand:
      run_text(t, line.text + "\n", "<string>");
      return finish(t);
    case Source::kModule:
      return run_module(t, line.text);
    case Source::kFile:
      return run_path(t, line.text);
    default:
      run_text(t, read_standard_input(), "<stdin>");
      return finish(t);
  }
}

int run_all(Thread& t, const CommandLine& line) {
  bool prompt_only = line.source == Source::kNone || line.source == Source::kStandardInput;
  prompt_only = prompt_only && (line.interactive || hal::file_is_terminal(0));
  std::string name = line.source == Source::kCommand  ? "-c"
                     : line.source == Source::kModule ? "-m"
                                                      : line.text;
  std::string first;
  if (line.source == Source::kFile) first = is_folder(line.text) ? line.text : folder_of(line.text);
  if (line.source == Source::kModule) first = absolute("");
  if (!set_up(t, line, name, {first})) return finish(t);
  if (line.unbuffered) unbuffer(t);
  if (prompt_only) return run_prompt(t, !line.quiet);
  int status = run_source_of(t, line);
  return line.interactive ? run_prompt(t, false) : status;
}

}  // namespace

int run_program(Thread& t, const CommandLine& line) {
  if (line.source == Source::kFile) {
    if (int status = check_path(line.text)) return status;
  }
  vm::StretchScope stretch(t);
  t.vm->optimize = line.optimize;
  int status = run_all(t, line);
  run_exit_functions(t);
  modules::flush_standard_streams(t);
  finalize_everything(t);
  modules::flush_standard_streams(t);
  return status;
}

}  // namespace ts::host
