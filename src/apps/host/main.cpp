// The program `threadsnake` on a PC: command line, start-up, exit codes.

#include <sys/resource.h>

#include <cstdio>
#include <cstdlib>
#include <cstring>
#include <string>
#include <vector>

#include "hal/interrupt.h"
#include "hal/system.h"
#include "modules/importer.h"
#include "modules/standard_streams.h"
#include "modules/sys.h"
#include "vm/compile.h"
#include "vm/machine.h"
#include "vm/traceback.h"

namespace {

using namespace ts;
using namespace ts::object;

void* acquire(void*, size_t bytes) { return std::aligned_alloc(4096, (bytes + 4095) / 4096 * 4096); }
void release(void*, void* block, size_t) { std::free(block); }
void* resize(void*, void* block, size_t, size_t new_bytes) {
  if (new_bytes) return std::realloc(block, new_bytes);
  std::free(block);
  return nullptr;
}

struct CommandLine {
  std::string command, module, file;
  std::vector<std::string> arguments;
  size_t heap_bytes = 0;
  bool interactive = false, quiet = false, has_command = false;
};

Value list_of(Thread& t, const std::vector<std::string>& texts) {
  List* list = make_list(t);
  for (const auto& text : texts) {
    Value s = make_str(t, text);
    if (!list || !s || !list_append(t, list, s)) return {};
  }
  return Value(list);
}

/// Exit code of a SystemExit; prints other exceptions.
int finish(Thread& t) {
  if (!t.pending) return 0;
  if (pending_matches(t, numbers::kSystemExit)) {
    Value exception = take_pending(t);
    Value code = get_attr(t, exception, TS_NAME(code));
    if (!code) return 1;
    if (code.is_none()) return 0;
    if (code.is_small_int()) return static_cast<int>(code.small_int()) & 0xFF;
    Value text = str(t, code);
    Value err = modules::sys_attribute(t, TS_NAME(stderr));
    if (text && err && !err.is_absent()) {
      call_method(t, err, TS_NAME(write), {text});
      Value newline = make_str(t, "\n");
      call_method(t, err, TS_NAME(write), {newline});
    }
    return 1;
  }
  bool interrupted = pending_matches(t, numbers::kKeyboardInterrupt);
  Value exception = take_pending(t);
  Value err = modules::sys_attribute(t, TS_NAME(stderr));
  if (err && !err.is_absent() && !err.is_none()) vm::print_exception(t, exception, err);
  if (t.pending) take_pending(t);
  return interrupted ? 130 : 1;
}

int run(Thread& t, const CommandLine& line) {
  vm::StretchScope stretch(t);
  Vm& vm = *t.vm;
  std::vector<std::string> argv{line.has_command ? "-c" : line.file};
  for (const auto& a : line.arguments) argv.push_back(a);
  vm.roots.argv = list_of(t, argv);
  std::vector<std::string> path;
  if (line.has_command || line.file.empty() || line.file == "-") {
    path.push_back("");
  } else {
    size_t slash = line.file.rfind('/');
    path.push_back(slash == std::string::npos ? "" : line.file.substr(0, slash));
  }
  if (const char* more = std::getenv("PYTHONPATH")) {
    std::string rest = more;
    for (size_t at = 0; at <= rest.size();) {
      size_t colon = rest.find(':', at);
      if (colon == std::string::npos) colon = rest.size();
      if (colon > at) path.push_back(rest.substr(at, colon - at));
      at = colon + 1;
    }
  }
  vm.roots.path = list_of(t, path);
  vm.roots.builtins = modules::import_absolute(t, Value(TS_NAME(builtins)));
  if (!vm.roots.builtins || !import_module(t, "sys")) return finish(t);
  Value main = make_module(t, nullptr, Value(TS_NAME(__main__)));
  if (!main) return finish(t);
  vm.roots.main_dict = static_cast<Module*>(main.cell())->dict;
  auto* globals = static_cast<Dict*>(vm.roots.main_dict.cell());
  dict_set_str(t, globals, TS_NAME(__builtins__), vm.roots.builtins);
  dict_set_str(t, static_cast<Dict*>(vm.roots.modules.cell()), TS_NAME(__main__), main);
  Value source, filename;
  if (line.has_command) {
    source = make_bytes(t, line.command.data(), line.command.size());
    filename = Value(TS_STR("<string>"));
  } else {
    Value name = make_str(t, line.file == "-" || line.file.empty() ? "/dev/stdin" : line.file);
    filename = line.file == "-" || line.file.empty() ? Value(TS_STR("<stdin>")) : name;
    source = modules::read_file(t, name);
    if (source) dict_set_str(t, globals, TS_NAME(__file__), filename);
  }
  if (!source) return finish(t);
  auto* bytes = static_cast<Bytes*>(source.cell());
  Value code = vm::compile_source(t, {reinterpret_cast<const char*>(bytes->data()), bytes->length}, filename, {});
  if (code) vm::run_code(t, code, vm.roots.main_dict, vm.roots.main_dict);
  int status = finish(t);
  modules::flush_standard_streams(t);
  return status;
}

}  // namespace

int main(int argc, char** argv) {
  CommandLine line;
  int i = 1;
  for (; i < argc; i++) {
    std::string a = argv[i];
    if (a == "-c" && i + 1 < argc) {
      line.command = argv[++i];
      line.has_command = true;
      i++;
      break;
    }
    if (a == "-X" && i + 1 < argc) {
      std::string x = argv[++i];
      if (x.rfind("heapsize=", 0) == 0) {
        char* end;
        line.heap_bytes = std::strtoull(x.c_str() + 9, &end, 10);
        if (*end == 'k' || *end == 'K') line.heap_bytes <<= 10;
        if (*end == 'M' || *end == 'm') line.heap_bytes <<= 20;
      }
      continue;
    }
    if (a == "-q") continue;
    line.file = a;
    i++;
    break;
  }
  for (; i < argc; i++) line.arguments.push_back(argv[i]);
  static Vm vm;
  constexpr size_t kRegisters = 4u << 20;
  auto* registers = static_cast<Value*>(std::malloc(kRegisters * sizeof(Value)));
  vm::MachineOptions options;
  options.source = {acquire, release, nullptr};
  options.resize_memory = resize;
  options.fixed_heap = line.heap_bytes;
  options.registers = registers;
  options.register_count = kRegisters;
  options.stack_limit = heap::stack_address() - (2u << 20);
  if (!vm::start(vm, options)) {
    std::fprintf(stderr, "threadsnake: not enough memory for the heap\n");
    return 1;
  }
  hal::set_interrupt_target(&vm.main.poll, heap::kPollInterrupt);
  int status = run(vm.main, line);
  vm::stop(vm);
  std::free(registers);
  return status;
}
