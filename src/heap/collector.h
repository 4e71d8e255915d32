// One collection: mark, weak references and finalizers, then sweep or slide. docs/heap.md explains the steps.

#pragma once

#include "heap/thread.h"

namespace ts::heap {

class Collector {
 public:
  Collector(Heap& heap, Thread& thread) : heap_(heap), thread_(thread), vm_(*thread.vm) {}
  void run(Heap::Mode mode);

 private:
  using SlotAction = void (Collector::*)(Value* slot);

  // mark
  void mark_roots();
  void mark_native_stack();
  void mark_ambiguous(uintptr_t word);
  void mark(Value v);
  void mark_slot(Value* slot) { mark(*slot); }
  void drain();
  void rescan_after_overflow();
  void push(Cell* cell);

  // what dies
  void queue_finalizers();
  void clear_weak_references();
  void drop_dead_interned();
  void drop_dead_code();
  void drop_dead_classes();

  // move
  void slide();
  void thread_slot(Value* slot);
  void unthread(Cell* cell, uint8_t* destination);
  static uintptr_t true_header(const Cell* cell);
  uint8_t* destination(Cell* cell, size_t size, bool hashed, bool& grows);
  void detach_code_pointers();
  void attach_code_pointers();

  void sweep();

  /// Applies `action` to every reference root; `weak_too` includes references that do not keep alive.
  void each_root(SlotAction action, bool weak_too);
  /// Applies `action` to the references of a cell whose header is in place.
  void each_field(Cell* cell, SlotAction action, bool weak_too);
  template <class F>
  void each_cell(F f);
  bool push_queue(Queue& queue, Value v);

  Heap& heap_;
  Thread& thread_;
  Vm& vm_;
  Cell** stack_ = nullptr;
  size_t stack_used_ = 0, stack_capacity_ = 0;
  bool overflowed_ = false;

  // slide: where the next cell goes
  static constexpr unsigned kMaxGaps = 8;
  struct Gap {
    uint8_t* start;
    uint8_t* end;
  };
  Gap gaps_[kMaxGaps];
  unsigned gap_count_ = 0;
  uint8_t* free_ = nullptr;
  size_t pc_offset_ = 0;
};

}  // namespace ts::heap
