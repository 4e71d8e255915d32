// The state that everything hangs off: a Vm and its Threads. Native functions receive a Thread&.
// The structures are plain; what drives them is in vm/.

#pragma once

#include <atomic>

#include "heap/heap.h"

namespace ts::heap {

/// A stretch of the C++ stack in which native code runs, called from the interpreter. Such stretches are scanned
/// conservatively; the interpreter's own frames between them are not.
struct NativeStretch {
  uintptr_t high;           ///< first address above the stretch
  uintptr_t low;            ///< lowest address, once native code has called back into the interpreter
  NativeStretch* previous;
};

/// Reasons for a safe point, bits of Thread::poll.
enum PollBits : uint32_t {
  kPollInterrupt = 1,   ///< Ctrl-C
  kPollPending = 2,     ///< finalizers, weak reference callbacks or scheduled functions wait
  kPollLimit = 4,       ///< step or time limit
  kPollDeadStack = 8,   ///< a large cell was made: what its makers left on the dead C++ stack must not keep it alive
};

struct Thread {
  Vm* vm = nullptr;

  // --- the register stack; all words in [registers, top) are valid values or ints
  Value* registers;      ///< lowest word
  Value* registers_end;
  Value* frame_limit;    ///< frames must end below; 0 forces the slow path (safe point)
  Value* top;            ///< first word that is not in use
  Value* high_water;     ///< first word not written since the last collection cleared the stack above top
  Value* base = nullptr; ///< registers of the running frame
  const uint8_t* pc;     ///< position in the running frame, valid while the interpreter has called out

  // --- exceptions
  Value pending;         ///< the exception on its way, while a result is the all-zero word
  Value handled;         ///< what sys.exception() gives, or the all-zero word

  // --- C++ stack
  NativeStretch* stretch = nullptr;///< the innermost
  uintptr_t stack_limit;   ///< native code that recurses raises RecursionError below this address

  std::atomic<uint32_t> poll{0};
  uint32_t depth = 0;      ///< Python frames
  uint32_t depth_limit;    ///< sys.setrecursionlimit()
};

/// Entry of the class table: a class of this Vm.
struct ClassEntry {
  Cell* type;      ///< the class, or nullptr: a free number
  Layout layout;   ///< of its instances
};

/// References that belong to a Vm. All words are traced.
struct Roots {
  Value modules;           ///< sys.modules, a dict
  Value builtins;          ///< the module builtins
  Value main_dict;         ///< __main__.__dict__
  Value sys_dict;
  Value argv;
  Value path;
  Value memory_error;      ///< preallocated
  Value scheduled;         ///< functions from micropython.schedule
  Value type_dicts;        ///< dict: native type -> dict of attributes that a program set (none as a rule)
  Value single_chars;      ///< strs of one Latin-1 character, made on demand
  Value main_source;       ///< cached source lines for tracebacks of <stdin>/-c text
  Value last_traceback;
  Value class_seeds;       ///< attribute names of the class being made, from __build_class__ to build_type
  Value spare[16];         ///< named by modules: see modules/roots.h
};

/// Inline cache of one instruction.
struct InlineCache {
  uint32_t key;     ///< type number, or epoch
  uint32_t detail;  ///< what kind of hit and which slot or index
  Value value;      ///< weak: the collector clears it when the value dies
};

/// Objects that wait for a safe point: finalizers to run, callbacks of weak references. Traced.
struct Queue {
  Value* items = nullptr;
  uint32_t first = 0, count = 0, capacity = 0;
};

/// Entry of the cache of attribute lookups on types.
struct MethodCacheEntry {
  TypeNumber type;
  uint32_t unused;
  const Cell* name;
  Value value;      ///< what the lookup found, or the all-zero word: not there
};

class Vm {
 public:
  static constexpr size_t kMethodCacheSize = kWide ? 1024 : 16;

  Heap heap;
  Thread main;
  Roots roots{};
  ClassEntry* classes = nullptr;   ///< index: type number - kFirstClass
  uint32_t class_count = 0;        ///< numbers in use or free below this
  uint32_t class_capacity = 0;
  uint32_t free_class = 0;         ///< number + 1 of a free entry, 0: none known
  Cell* intern_table = nullptr;    ///< WeakArray of strs, open addressing
  uint32_t intern_used = 0;
  Cell* weak_references = nullptr; ///< list of all WeakRef cells, through their `next`
  Cell* code_handles = nullptr;    ///< list of all code objects, through their `next` (weak)
  Queue finalizers;                ///< unreachable objects whose __del__ or close() has not run
  Queue callbacks;                 ///< weak references that died and have a callback
  bool running_pending = false;    ///< finalizers or callbacks are running: no others begin
  uint32_t type_epoch = 1;         ///< changes when cached attribute lookups may be wrong
  uint32_t globals_epoch = 1;      ///< changes when a name appears in a namespace whose lack of it was cached
  MethodCacheEntry method_cache[kMethodCacheSize] = {};
  uint32_t hash_seed = 0;
  uint32_t pending_warning = 0;
  uint32_t int_max_str_digits = 4300;  ///< sys.set_int_max_str_digits(); 0: no limit
  uint8_t optimize = 0;            ///< level of -O, for all code that is compiled without a level of its own
  void* host = nullptr;            ///< the application's own state

  const Layout& layout(TypeNumber type) const {
    return type < kFirstClass ? native_layout(type) : classes[type - kFirstClass].layout;
  }

  /// Memory for tables that never move and are not cells, from the application. Same rules as realloc.
  void* (*resize_memory)(void* context, void* block, size_t old_bytes, size_t new_bytes) = nullptr;
  void* memory_context = nullptr;
};

/// The address of the calling function's frame, as a bound for stack scans and stack checks.
[[gnu::always_inline]] inline uintptr_t stack_address() {
  return reinterpret_cast<uintptr_t>(__builtin_frame_address(0));
}

/// The stack pointer inside the calling function: below its locals.
[[gnu::always_inline]] inline uintptr_t stack_pointer() {
#if defined(__x86_64__)
  uintptr_t sp;
  asm volatile("mov %%rsp, %0" : "=r"(sp));
  return sp;
#elif defined(__arm__) || defined(__aarch64__)
  uintptr_t sp;
  asm volatile("mov %0, sp" : "=r"(sp));
  return sp;
#else
  return stack_address();
#endif
}

/// True when native recursion must stop now (raise RecursionError).
[[gnu::always_inline]] inline bool stack_is_short(const Thread& thread) {
  return stack_address() < thread.stack_limit;
}

/// Allocates a cell of type T with `extra` bytes behind it; nullptr with MemoryError pending.
template <class T>
T* allocate(Thread& thread, TypeNumber type, size_t extra = 0) {
  return static_cast<T*>(thread.vm->heap.allocate(thread, type, sizeof(T) + extra));
}

}  // namespace ts::heap
