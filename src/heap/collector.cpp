// Mark, weak references, finalizers, sweep, and sliding compaction by threading (Jonkers 1979). docs/heap.md.

#include "heap/collector.h"

namespace ts::heap {

namespace {

uintptr_t* words_of(Cell* cell) { return reinterpret_cast<uintptr_t*>(cell); }

/// Layout of WeakRef and Code as far as the collector knows them: the link of their list is the second word of
/// WeakRef and the fourth of Code; the target of a WeakRef is its third. object/objects.h asserts it.
constexpr size_t kWeakNext = 1, kWeakTarget = 2, kWeakCallback = 4;
constexpr size_t kCodeCode = 1, kCodeCaches = 2, kCodeNext = 3;

Cell*& link_of(Cell* cell, size_t word) { return reinterpret_cast<Cell**>(cell)[word]; }

}  // namespace

void Collector::run(Heap::Mode mode) {
  heap_.collections_++;
  heap_.pinned_ = 0;
  heap_.close_chunk();
  mark_roots();
  drain();
  if (heap_.finalizables) queue_finalizers();
  clear_weak_references();
  drop_dead_interned();
  drop_dead_code();
  drop_dead_classes();
  for (auto& entry : vm_.method_cache) entry = {};
  if (mode == Heap::Mode::kCompact) slide();
  sweep();
  if (stack_) vm_.resize_memory(vm_.memory_context, stack_, stack_capacity_ * sizeof(Cell*), 0);
  // Words above the live registers may be stale; they must never be taken for references later.
  if (thread_.high_water > thread_.top) {
    std::memset(static_cast<void*>(thread_.top), 0,
                reinterpret_cast<uintptr_t>(thread_.high_water) - reinterpret_cast<uintptr_t>(thread_.top));
  }
  thread_.high_water = thread_.top;
}

// --- roots

void Collector::each_root(SlotAction action, bool weak_too) {
  auto all = [&](Value* first, size_t count) {
    for (size_t i = 0; i < count; i++) (this->*action)(first + i);
  };
  all(reinterpret_cast<Value*>(&vm_.roots), sizeof(Roots) / sizeof(Value));
  all(thread_.registers, static_cast<size_t>(thread_.top - thread_.registers));
  (this->*action)(&thread_.pending);
  (this->*action)(&thread_.handled);
  for (Queue* queue : {&vm_.finalizers, &vm_.callbacks}) all(queue->items + queue->first, queue->count);
  (this->*action)(reinterpret_cast<Value*>(&vm_.intern_table));
  if (!weak_too) return;
  (this->*action)(reinterpret_cast<Value*>(&vm_.weak_references));
  (this->*action)(reinterpret_cast<Value*>(&vm_.code_handles));
  for (uint32_t i = 0; i < vm_.class_count; i++) {
    if (vm_.classes[i].type) (this->*action)(reinterpret_cast<Value*>(&vm_.classes[i].type));
  }
  // Inline caches live outside the heap; the walk over code objects reaches them in each_field.
}

void Collector::each_field(Cell* cell, SlotAction action, bool weak_too) {
  const Layout& layout = vm_.layout(cell->type_number());
  auto* words = reinterpret_cast<Value*>(cell);
  if (layout.first || layout.trailing) {
    size_t bytes = Heap::cell_bytes(vm_, cell);
    size_t end = bytes / sizeof(Value);
    if (cell->has(kFlagHashMoved)) end -= kGranule / sizeof(Value);
    size_t last = layout.last == Layout::kToEnd ? end : layout.last;
    if (layout.first) {
      for (size_t i = layout.first; i < last; i++) (this->*action)(words + i);
    }
    if (layout.trailing && (last < end || !layout.first)) (this->*action)(words + end - 1);
  }
  if (!weak_too) return;
  switch (layout.special) {
    case Layout::kWeakReference:
      (this->*action)(words + kWeakNext);
      (this->*action)(words + kWeakTarget);
      break;
    case Layout::kCodeHandle: {
      (this->*action)(words + kCodeNext);
      auto* caches = reinterpret_cast<InlineCache*>(words_of(cell)[kCodeCaches]);
      uint32_t count = caches ? code_cache_count(cell) : 0;
      for (uint32_t i = 0; i < count; i++) (this->*action)(&caches[i].value);
      break;
    }
    case Layout::kWeakTable: {
      auto* table = static_cast<ValueArray*>(cell);
      for (size_t i = 0; i < table->capacity; i++) (this->*action)(&table->items[i]);
      break;
    }
    default: break;
  }
}

void Collector::mark_roots() {
  each_root(&Collector::mark_slot, false);
  mark_native_stack();
}

/// Scans the stretches of the C++ stack in which native code runs. Callee-saved registers are spilled into this frame.
/// (Not with setjmp: its buffer is mostly unwritten, so that stale words in it keep dead objects, and glibc mangles rbp.)
[[gnu::noinline, gnu::no_sanitize("address")]] void Collector::mark_native_stack() {
  if (!thread_.stretch) return;
  __builtin_unwind_init();
  uintptr_t low = stack_pointer() & ~(sizeof(void*) - 1);
  for (NativeStretch* stretch = thread_.stretch; stretch; stretch = stretch->previous) {
    if (stretch != thread_.stretch) low = stretch->low;
    for (uintptr_t at = low; at < stretch->high; at += sizeof(void*)) {
      mark_ambiguous(*reinterpret_cast<volatile uintptr_t*>(at));
    }
  }
}

void Collector::mark_ambiguous(uintptr_t word) {
  auto keep = [&](Cell* cell) {
    if (!cell || cell->type_number() == type_numbers::kFiller) return;
    if (!cell->has(kFlagPinned)) {
      cell->set(kFlagPinned);
      heap_.pinned_++;
    }
    mark(Value(cell));
  };
  Cell* cell = heap_.find_cell(vm_, word);
  keep(cell);
  // A loop that counts down may keep only the end of what it reads: a run of elements. Cells of fixed size are not
  // read so; keeping them alive for a pointer to their neighbour would cost much for nothing.
  if (word && (!cell || reinterpret_cast<uintptr_t>(cell) == word)) {
    Cell* before = heap_.find_cell(vm_, word - 1);
    if (!before || Heap::cell_bytes(vm_, before) >= Heap::kLargeBytes) return;
    const Layout& layout = vm_.layout(before->type_number());
    if (layout.element_bytes || layout.last == Layout::kToEnd) keep(before);
  }
}

// --- mark

void Collector::mark(Value v) {
  if (!v.is_cell()) return;
  Cell* cell = v.cell();
  if (cell->header & (kFlagMark | kFlagStatic)) return;
  cell->set(kFlagMark);
  push(cell);
}

void Collector::push(Cell* cell) {
  if (stack_used_ == stack_capacity_) {
    size_t more = stack_capacity_ ? stack_capacity_ * 2 : 256;
    void* grown = vm_.resize_memory(vm_.memory_context, stack_, stack_capacity_ * sizeof(Cell*), more * sizeof(Cell*));
    if (!grown) {
      overflowed_ = true;  // the cell is marked; rescan_after_overflow finds its references
      return;
    }
    stack_ = static_cast<Cell**>(grown);
    stack_capacity_ = more;
  }
  stack_[stack_used_++] = cell;
}

void Collector::drain() {
  do {
    while (stack_used_) {
      Cell* cell = stack_[--stack_used_];
      TypeNumber type = cell->type_number();
      if (type >= kFirstClass) mark(Value(vm_.classes[type - kFirstClass].type));
      each_field(cell, &Collector::mark_slot, false);
    }
    if (overflowed_) rescan_after_overflow();
  } while (stack_used_ || overflowed_);
}

void Collector::rescan_after_overflow() {
  overflowed_ = false;
  each_cell([&](Cell* cell) {
    if (!cell->has(kFlagMark)) return;
    each_field(cell, &Collector::mark_slot, false);
    while (stack_used_) {
      Cell* next = stack_[--stack_used_];
      TypeNumber type = next->type_number();
      if (type >= kFirstClass) mark(Value(vm_.classes[type - kFirstClass].type));
      each_field(next, &Collector::mark_slot, false);
    }
  });
}

template <class F>
void Collector::each_cell(F f) {
  for (Region* region = heap_.regions_; region; region = region->next) {
    for (uint8_t* at = region->start; at < region->end;) {
      auto* cell = reinterpret_cast<Cell*>(at);
      size_t bytes = Heap::cell_bytes(vm_, cell);
      if (cell->type_number() != type_numbers::kFiller) f(cell);
      at += bytes;
    }
  }
}

// --- what dies

bool Collector::push_queue(Queue& queue, Value v) {
  if (queue.first && queue.first + queue.count == queue.capacity) {
    std::memmove(static_cast<void*>(queue.items), queue.items + queue.first, queue.count * sizeof(Value));
    queue.first = 0;
  }
  if (queue.first + queue.count == queue.capacity) {
    uint32_t more = queue.capacity ? queue.capacity * 2 : 16;
    void* grown = vm_.resize_memory(vm_.memory_context, queue.items, queue.capacity * sizeof(Value),
                                    more * sizeof(Value));
    if (!grown) return false;
    queue.items = static_cast<Value*>(grown);
    queue.capacity = more;
  }
  queue.items[queue.first + queue.count++] = v;
  return true;
}

void Collector::queue_finalizers() {
  each_cell([&](Cell* cell) {
    if (!cell->has(kFlagFinalizable) || cell->has(kFlagMark)) return;
    // Without room in the queue the object lives on and is found again by the next collection.
    if (push_queue(vm_.finalizers, Value(cell))) {
      cell->clear(kFlagFinalizable);
      thread_.poll.fetch_or(kPollPending);
      thread_.frame_limit = nullptr;
    }
  });
  // Marked only now: objects that finalizable objects refer to are finalizable in the same collection.
  for (uint32_t i = 0; i < vm_.finalizers.count; i++) mark(vm_.finalizers.items[vm_.finalizers.first + i]);
  each_cell([&](Cell* cell) {
    if (cell->has(kFlagFinalizable) && !cell->has(kFlagMark)) mark(Value(cell));
  });
  drain();
}

void Collector::clear_weak_references() {
  Cell** link = &vm_.weak_references;
  while (Cell* reference = *link) {
    if (!reference->has(kFlagMark)) {
      *link = link_of(reference, kWeakNext);
      continue;
    }
    Cell*& target = link_of(reference, kWeakTarget);
    if (target && !target->is_static() && !target->has(kFlagMark)) {
      target = nullptr;
      if (reinterpret_cast<Value*>(reference)[kWeakCallback] && push_queue(vm_.callbacks, Value(reference))) {
        thread_.poll.fetch_or(kPollPending);
        thread_.frame_limit = nullptr;
      }
    }
    link = &link_of(reference, kWeakNext);
  }
}

void Collector::drop_dead_interned() {
  auto* table = static_cast<ValueArray*>(vm_.intern_table);
  if (!table) return;
  for (size_t i = 0; i < table->capacity; i++) {
    Value v = table->items[i];
    if (v.is_cell() && !v.cell()->is_static() && !v.cell()->has(kFlagMark)) table->items[i] = kDeleted;
  }
}

void Collector::drop_dead_code() {
  Cell** link = &vm_.code_handles;
  while (Cell* code = *link) {
    auto* caches = reinterpret_cast<InlineCache*>(words_of(code)[kCodeCaches]);
    uint32_t count = caches ? code_cache_count(code) : 0;
    if (!code->has(kFlagMark)) {
      *link = link_of(code, kCodeNext);
      if (caches) vm_.resize_memory(vm_.memory_context, caches, count * sizeof(InlineCache), 0);
      words_of(code)[kCodeCaches] = 0;
      continue;
    }
    for (uint32_t i = 0; i < count; i++) {
      Value v = caches[i].value;
      if (v.is_cell() && !v.cell()->is_static() && !v.cell()->has(kFlagMark)) caches[i] = {};
    }
    link = &link_of(code, kCodeNext);
  }
}

void Collector::drop_dead_classes() {
  bool any = false;
  for (uint32_t i = 0; i < vm_.class_count; i++) {
    Cell*& type = vm_.classes[i].type;
    if (!type || type->has(kFlagMark)) continue;
    type = nullptr;
    any = true;
  }
  // A number may be given to another class now: no cache may remember it.
  if (any) flush_inline_caches(vm_);
}

// --- move

uintptr_t Collector::true_header(const Cell* cell) {
  uintptr_t header = cell->header;
  while (!(header & kFlagHeader)) header = *reinterpret_cast<uintptr_t*>(header);
  return header;
}

void Collector::thread_slot(Value* slot) {
  if (!slot->is_cell()) return;
  Cell* cell = slot->cell();
  uintptr_t header = cell->header;
  if ((header & kFlagHeader) && (header & (kFlagPinned | kFlagStatic))) return;
  *reinterpret_cast<uintptr_t*>(slot) = header;
  cell->header = reinterpret_cast<uintptr_t>(slot);
}

void Collector::unthread(Cell* cell, uint8_t* destination) {
  uintptr_t header = cell->header;
  while (!(header & kFlagHeader)) {
    auto* slot = reinterpret_cast<uintptr_t*>(header);
    header = *slot;
    *slot = reinterpret_cast<uintptr_t>(destination);
  }
  cell->header = header;
}

/// Where `cell` goes: into a gap left in front of a pinned cell, else behind the last one. A cell whose address has
/// served as its hash grows by a granule when it moves. Both passes ask in the same order and get the same answers.
uint8_t* Collector::destination(Cell* cell, size_t size, bool hashed, bool& grows) {
  size_t moved_size = size + (hashed ? kGranule : 0);
  grows = hashed;
  for (unsigned i = 0; i < gap_count_; i++) {
    if (static_cast<size_t>(gaps_[i].end - gaps_[i].start) < moved_size) continue;
    uint8_t* result = gaps_[i].start;
    gaps_[i].start += moved_size;
    return result;
  }
  uint8_t* result = free_;
  grows = hashed && result != reinterpret_cast<uint8_t*>(cell);
  free_ += grows ? moved_size : size;
  return result;
}

void Collector::detach_code_pointers() {
  if (thread_.pc && thread_.base) pc_offset_ = static_cast<size_t>(thread_.pc - running_code_start(thread_));
  for (Cell* code = vm_.code_handles; code; code = link_of(code, kCodeNext)) {
    if (Cell* blob = code_blob(code)) words_of(code)[kCodeCode] -= reinterpret_cast<uintptr_t>(blob);
  }
}

void Collector::attach_code_pointers() {
  for (Cell* code = vm_.code_handles; code; code = link_of(code, kCodeNext)) {
    if (Cell* blob = code_blob(code)) words_of(code)[kCodeCode] += reinterpret_cast<uintptr_t>(blob);
  }
  if (thread_.pc && thread_.base) thread_.pc = running_code_start(thread_) + pc_offset_;
}

void Collector::slide() {
  heap_.compactions_++;
  // Cells that may not move count as pinned from here on.
  each_cell([&](Cell* cell) {
    if (cell->has(kFlagMark) && cell->has(kFlagIdPinned)) cell->set(kFlagPinned);
  });
  size_t live = 0;
  for (Region* region = heap_.regions_; region; region = region->next) {
    if (region->dedicated) reinterpret_cast<Cell*>(region->start)->set(kFlagPinned);
  }
  Region* target = nullptr;
#ifdef TS_HOSTILE_GC
  // Hostile builds move every cell that is not pinned, into fresh memory: what keeps an old address fails at once.
  if (!heap_.fixed_) {
    each_cell([&](Cell* cell) {
      if (cell->has(kFlagMark)) live += Heap::cell_bytes(vm_, cell) + kGranule;
    });
    target = heap_.add_region(live * 2 + 16384, false);
  }
#endif
  (void)live;
  detach_code_pointers();
  each_root(&Collector::thread_slot, true);
  bool moving = false;
  auto pass = [&]() {
    if (target) free_ = target->start;
    for (Region* region = heap_.regions_; region; region = region->next) {
      if (region->dedicated && !moving) {
        auto* cell = reinterpret_cast<Cell*>(region->start);
        if (cell->has(kFlagMark)) each_field(cell, &Collector::thread_slot, true);
      }
      if (region->dedicated || region == target) continue;
      if (!target) {
        free_ = region->start;
        gap_count_ = 0;
      }
      for (uint8_t* at = region->start; at < region->end;) {
        auto* cell = reinterpret_cast<Cell*>(at);
        uintptr_t header = true_header(cell);
        uintptr_t saved = cell->header;
        cell->header = header;
        size_t size = Heap::cell_bytes(vm_, cell);
        cell->header = saved;
        at += size;
        if (!(header & kFlagMark)) continue;
        if (header & kFlagPinned) {
          if (!target) {
            if (free_ != reinterpret_cast<uint8_t*>(cell) && gap_count_ < kMaxGaps) {
              gaps_[gap_count_++] = {free_, reinterpret_cast<uint8_t*>(cell)};
            } else if (moving) {
              Heap::make_filler(free_, reinterpret_cast<uint8_t*>(cell));
            }
            free_ = at;
          }
          if (!moving) each_field(cell, &Collector::thread_slot, true);
          continue;
        }
        bool grows;
        uint8_t* to = destination(cell, size, (header & kFlagHashed) && !(header & kFlagHashMoved), grows);
        unthread(cell, to);
        if (!moving) {
          each_field(cell, &Collector::thread_slot, true);
          continue;
        }
        uintptr_t old_address = reinterpret_cast<uintptr_t>(cell);
        std::memmove(to, cell, size);
        if (grows) {
          auto* moved = reinterpret_cast<Cell*>(to);
          size_t granules = (moved->header >> Cell::kSizeShift) & Cell::kMaxSizeField;
          if (granules) {
            moved->header &= ~(Cell::kMaxSizeField << Cell::kSizeShift);
            if (granules + 1 <= Cell::kMaxSizeField) moved->header |= (granules + 1) << Cell::kSizeShift;
          }
          moved->set(kFlagHashMoved);
          auto* hash = reinterpret_cast<uintptr_t*>(to + size);
          *hash = Value::from_int(static_cast<intptr_t>((old_address >> 3) & 0x3FFFFFFF)).bits();
        }
      }
      if (moving && !target) {
        for (unsigned i = 0; i < gap_count_; i++) Heap::make_filler(gaps_[i].start, gaps_[i].end);
        Heap::make_filler(free_, region->end);
      }
    }
  };
  pass();
  moving = true;
  pass();
  if (target) {
    Heap::make_filler(free_, target->end);
    // What moved away must not be swept as live: only pinned cells stay in the old regions.
    for (Region* region = heap_.regions_; region; region = region->next) {
      if (region == target || region->dedicated) continue;
      for (uint8_t* at = region->start; at < region->end;) {
        auto* cell = reinterpret_cast<Cell*>(at);
        size_t size = Heap::cell_bytes(vm_, cell);
        if (!cell->has(kFlagPinned)) cell->clear(kFlagMark);
        at += size;
      }
    }
  }
  attach_code_pointers();
}

// --- sweep

void Collector::sweep() {
  heap_.forget_free();
  heap_.finalizables = 0;
  for (Region* region = heap_.regions_; region;) {
    Region* next = region->next;
    if (region->dedicated) {
      auto* cell = reinterpret_cast<Cell*>(region->start);
      if (cell->has(kFlagMark)) {
        if (cell->has(kFlagFinalizable)) heap_.finalizables++;
        cell->header &= ~uintptr_t{kFlagMark | kFlagPinned};
      } else {
        heap_.release_region(region);
      }
      region = next;
      continue;
    }
    size_t pages = static_cast<size_t>(region->end - region->start) / Heap::kPageBytes + 1;
    std::memset(region->first_in_page, 0xFF, pages * sizeof(uint16_t));
    uint8_t* run = nullptr;
    bool any_live = false;
    for (uint8_t* at = region->start; at < region->end;) {
      auto* cell = reinterpret_cast<Cell*>(at);
      size_t size = Heap::cell_bytes(vm_, cell);
      if (cell->has(kFlagMark)) {
        any_live = true;
        if (run) {
          Heap::note_cell_start(*region, run);
          heap_.put_free(run, at);
          run = nullptr;
        }
        if (cell->has(kFlagFinalizable)) heap_.finalizables++;
        cell->header &= ~uintptr_t{kFlagMark | kFlagPinned};
        Heap::note_cell_start(*region, at);
      } else if (!run) {
        run = at;
      }
      at += size;
    }
    if (!any_live && !heap_.fixed_ && (heap_.regions_ != region || next)) {
      heap_.release_region(region);
    } else if (run) {
      Heap::note_cell_start(*region, run);
      heap_.put_free(run, region->end);
    }
    region = next;
  }
}

}  // namespace ts::heap
