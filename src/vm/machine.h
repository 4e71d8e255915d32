// Starting and stopping a Vm.

#pragma once

#include "vm/frame.h"

namespace ts::vm {

struct MachineOptions {
  heap::MemorySource source;            ///< memory of the heap
  void* (*resize_memory)(void* context, void* block, size_t old_bytes, size_t new_bytes);  ///< tables; as realloc
  void* memory_context = nullptr;
  size_t heap_limit = 0;                ///< bytes, 0: no limit
  size_t initial_heap = 512 * 1024;
  size_t fixed_heap = 0;                ///< not 0: the heap has exactly this size
  Value* registers = nullptr;           ///< register stack
  size_t register_count = 0;
  uintptr_t stack_limit = 0;            ///< lowest address that native recursion may reach
  uint32_t depth_limit = 1000;          ///< Python frames
};

/// Makes a Vm ready to import builtins. False: not enough memory.
bool start(Vm& vm, const MachineOptions& options);
/// Runs waiting finalizers of everything that is left and gives the memory back.
void stop(Vm& vm);
/// Runs queued finalizers and weak reference callbacks. Errors are reported as unraisable.
void run_pending(Thread& t);
/// Reports the pending exception, which nobody can handle, and clears it.
void write_unraisable(Thread& t, const char* where, Value object);

}  // namespace ts::vm
