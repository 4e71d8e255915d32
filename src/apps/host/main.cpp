// The program `threadsnake` on a PC: gives a machine its memory, runs it, ends as the outcome says.

#include <signal.h>
#include <sys/mman.h>
#include <sys/resource.h>

#include <cstdio>
#include <cstdlib>

#include "apps/host/command_line.h"
#include "apps/host/program.h"
#include "hal/interrupt.h"
#include "vm/machine.h"

namespace {

using namespace ts;

constexpr size_t kRegisters = size_t{4} << 20;
constexpr size_t kMegabyte = size_t{1} << 20;

void* acquire(void*, size_t bytes) {
  return std::aligned_alloc(4096, (bytes + 4095) / 4096 * 4096);
}
void release(void*, void* block, size_t) { std::free(block); }
void* resize(void*, void* block, size_t, size_t new_bytes) {
  if (new_bytes) return std::realloc(block, new_bytes);
  std::free(block);
  return nullptr;
}

/// How much of the C++ stack native recursion may use: three quarters, so that what is called last
/// has room, and no more than two megabytes, because every collection scans what is in use.
size_t usable_stack() {
  rlimit limit;
  size_t bytes = 8 * kMegabyte;
  if (getrlimit(RLIMIT_STACK, &limit) == 0 && limit.rlim_cur != RLIM_INFINITY)
    bytes = limit.rlim_cur;
  return bytes / 4 * 3 < 2 * kMegabyte ? bytes / 4 * 3 : 2 * kMegabyte;
}

/// As CPython ends after Ctrl-C: by the signal, so that a shell script that runs the program stops
/// too.
int die_of_interrupt() {
  std::fflush(stdout);
  hal::set_interrupt_target(nullptr, 0);
  raise(SIGINT);
  return 130;
}

}  // namespace

int main(int argc, char** argv) {
  host::CommandLine line;
  int status = 0;
  if (!host::parse_command_line(argc, argv, line, status)) return status;
  static heap::Vm vm;
  // Pages that the program never reaches cost nothing.
  void* registers = mmap(nullptr, kRegisters * sizeof(heap::Value), PROT_READ | PROT_WRITE,
                         MAP_PRIVATE | MAP_ANONYMOUS | MAP_NORESERVE, -1, 0);
  vm::MachineOptions options;
  options.source = {acquire, release, nullptr};
  options.resize_memory = resize;
  options.fixed_heap = line.heap_bytes;
  options.registers = static_cast<heap::Value*>(registers);
  options.register_count = kRegisters;
  options.stack_limit = heap::stack_address() - usable_stack();
  if (registers == MAP_FAILED || !vm::start(vm, options)) {
    std::fprintf(stderr, "threadsnake: not enough memory for the heap\n");
    return 1;
  }
  if (const char* interval = std::getenv("TS_HOSTILE_EVERY")) {
    vm.heap.set_hostile_interval(static_cast<uint32_t>(std::strtoul(interval, nullptr, 10)));
  }
  hal::set_interrupt_target(&vm.main.poll, heap::kPollInterrupt);
  status = host::run_program(vm.main, line);
  vm::stop(vm);
  munmap(registers, kRegisters * sizeof(heap::Value));
  return status == host::kKilledByInterrupt ? die_of_interrupt() : status;
}
