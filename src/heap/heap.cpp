// Allocation: regions, free runs, the open chunk. The collector is in collector.cpp; docs/heap.md explains both.

#include "heap/heap.h"

#include "heap/collector.h"
#include "heap/thread.h"

namespace ts::heap {

namespace {

constexpr size_t kMinListed = sizeof(Cell) + sizeof(uintptr_t) + sizeof(void*);
constexpr size_t kDedicatedBytes = 256 * 1024;  // cells from here on get a region of their own where the heap may grow
constexpr size_t kRegionBytes = 1024 * 1024;

unsigned bin_of(size_t bytes) { return static_cast<unsigned>(std::bit_width(bytes / kGranule)); }

size_t round_up(size_t n, size_t unit) { return (n + unit - 1) / unit * unit; }

}  // namespace

bool Heap::initialize(MemorySource source, size_t limit, size_t initial_bytes, size_t fixed_bytes) {
  source_ = source;
  limit_bytes_ = limit ? limit : SIZE_MAX;
  fixed_ = fixed_bytes != 0;
  Region* region = add_region(fixed_ ? fixed_bytes : initial_bytes, false);
  if (!region) return false;
  threshold_ = fixed_ ? fixed_bytes : initial_bytes;
  return true;
}

void Heap::destroy() {
  while (regions_) release_region(regions_);
}

Region* Heap::add_region(size_t bytes, bool dedicated) {
  // The Region and its page table stand in front of the cells, in the same block.
  size_t pages = bytes / kPageBytes + 2;
  size_t head = round_up(sizeof(Region) + pages * sizeof(uint16_t), kGranule);
  size_t block = fixed_ ? bytes : round_up(head + bytes, kPageBytes);
  if (block <= head + kGranule || total_ + bytes > limit_bytes_) return nullptr;
  auto* memory = static_cast<uint8_t*>(source_.acquire(source_.context, block));
  if (!memory) return nullptr;
  auto* region = reinterpret_cast<Region*>(memory);
  region->block_bytes = block;
  region->dedicated = dedicated;
  region->first_in_page = reinterpret_cast<uint16_t*>(memory + sizeof(Region));
  region->start = memory + head;
  region->end = memory + block / kGranule * kGranule;
  std::memset(region->first_in_page, 0xFF, pages * sizeof(uint16_t));
  region->next = regions_;
  regions_ = region;
  total_ += static_cast<size_t>(region->end - region->start);
  if (!dedicated) {
    note_cell_start(*region, region->start);
    put_free(region->start, region->end);
  }
  return region;
}

void Heap::release_region(Region* region) {
  Region** link = &regions_;
  while (*link != region) link = &(*link)->next;
  *link = region->next;
  total_ -= static_cast<size_t>(region->end - region->start);
  source_.release(source_.context, region, region->block_bytes);
}

void Heap::note_cell_start(Region& region, uint8_t* cell) {
  size_t offset = static_cast<size_t>(cell - region.start);
  uint16_t& first = region.first_in_page[offset / kPageBytes];
  auto granules = static_cast<uint16_t>(offset % kPageBytes / kGranule);
  if (granules < first) first = granules;
}

void Heap::make_filler(uint8_t* start, uint8_t* end) {
  if (start == end) return;
  auto* run = reinterpret_cast<FreeRun*>(start);
  size_t granules = static_cast<size_t>(end - start) / kGranule;
  run->header = Cell::make_header(type_numbers::kFiller, 0, granules);
  // A filler of one granule has no second word on 64-bit machines; its size is in the header.
  if (granules * kGranule >= sizeof(Cell) + sizeof(uintptr_t)) run->granules = granules;
}

void Heap::put_free(uint8_t* start, uint8_t* end) {
  if (start == end) return;
  make_filler(start, end);
  size_t bytes = static_cast<size_t>(end - start);
  free_ += bytes;
  if (bytes < kMinListed) return;
  auto* run = reinterpret_cast<FreeRun*>(start);
  if (fixed_) {
    // One list by address. The sweep comes in ascending order; what is left of a chunk belongs near the front.
    FreeRun** link = last_run_ && last_run_ < run ? &last_run_->next : &bins_[0];
    while (*link && *link < run) link = &(*link)->next;
    run->next = *link;
    *link = run;
    if (!run->next) last_run_ = run;
    return;
  }
  FreeRun*& bin = bins_[bin_of(bytes) < kBins ? bin_of(bytes) : kBins - 1];
  run->next = bin;
  bin = run;
}

void Heap::forget_free() {
  free_ = 0;
  for (auto& bin : bins_) bin = nullptr;
  last_run_ = nullptr;
}

Heap::FreeRun* Heap::take_run(size_t size) {
  if (fixed_) {
    // The lowest run that fits: new cells, which native code is likely to pin, stay out of the large runs above.
    FreeRun* previous = nullptr;
    for (FreeRun** link = &bins_[0]; *link; previous = *link, link = &(*link)->next) {
      FreeRun* run = *link;
      if (run->granules * kGranule < size) continue;
      *link = run->next;
      if (last_run_ == run) last_run_ = previous;
      free_ -= run->granules * kGranule;
      return run;
    }
    return nullptr;
  }
  // The largest runs serve first: they let the open chunk last longest. A request that only fits runs of its own
  // bin takes the first that does.
  unsigned own = bin_of(size) < kBins ? bin_of(size) : kBins - 1;
  for (unsigned bin = kBins; bin-- > own;) {
    for (FreeRun** link = &bins_[bin]; *link; link = &(*link)->next) {
      FreeRun* run = *link;
      if (run->granules * kGranule < size) continue;
      *link = run->next;
      free_ -= run->granules * kGranule;
      return run;
    }
  }
  return nullptr;
}

void Heap::open_chunk(uint8_t* start, uint8_t* end) {
  chunk_region_ = region_of(reinterpret_cast<uintptr_t>(start));
  bump_ = start;
  limit_ = start;  // the first allocation takes the slow step, which clears up to the end of the page
  run_end_ = end;
}

void Heap::close_chunk() {
  if (bump_ != run_end_) {
    note_cell_start(bump_);
    put_free(bump_, run_end_);
  }
  bump_ = limit_ = run_end_ = nullptr;
}

Cell* Heap::place_in_chunk(TypeNumber type, size_t size) {
  if (size > static_cast<size_t>(run_end_ - bump_)) return nullptr;
  uint8_t* start = bump_;
  uint8_t* end = start + size;
  note_cell_start(start);
  uint8_t* cleared = limit_;
  size_t offset = static_cast<size_t>(end - chunk_region_->start);
  uint8_t* page_end = chunk_region_->start + (offset / kPageBytes + 1) * kPageBytes;
  limit_ = page_end < run_end_ ? page_end : run_end_;
#ifdef TS_HOSTILE_GC
  limit_ = end;
#endif
  if (limit_ > cleared) std::memset(cleared, 0, static_cast<size_t>(limit_ - cleared));
  if (end != run_end_) note_cell_start(end);
  bump_ = end;
  auto* cell = reinterpret_cast<Cell*>(start);
  cell->header = Cell::make_header(type, 0, size / kGranule);
  return cell;
}

Cell* Heap::place_dedicated(TypeNumber type, size_t size) {
  Region* region = add_region(size, true);
  if (!region) return nullptr;
  // Fresh memory from the source is not promised to be clear.
  std::memset(region->start, 0, size);
  auto* cell = reinterpret_cast<Cell*>(region->start);
  cell->header = Cell::make_header(type, 0, size / kGranule);
  note_cell_start(*region, region->start);
  total_ -= static_cast<size_t>(region->end - region->start) - size;
  region->end = region->start + size;
  return cell;
}

Cell* Heap::place(TypeNumber type, size_t size) {
  if (!fixed_ && size >= kDedicatedBytes) return place_dedicated(type, size);
  if (Cell* cell = place_in_chunk(type, size)) return cell;
  FreeRun* run = take_run(size);
  if (!run) return nullptr;
  size_t bytes = run->granules * kGranule;
  close_chunk();
  open_chunk(reinterpret_cast<uint8_t*>(run), reinterpret_cast<uint8_t*>(run) + bytes);
  return place_in_chunk(type, size);
}

Cell* Heap::allocate_slow(Thread& thread, TypeNumber type, size_t size) {
  bool may_collect = enabled_ && !collecting_;
  if (size >= kLargeBytes) {
    size += kGranule;
    thread.poll.fetch_or(kPollDeadStack, std::memory_order_relaxed);
  }
#ifdef TS_HOSTILE_GC
  // Collect and move at every allocation; later at every n-th, so that long tests end.
  hostile_counter_++;
  uint32_t interval = hostile_interval_ ? hostile_interval_ : 1 + hostile_counter_ / 20000 * 97;
  if (may_collect && hostile_counter_ % interval == 0) collect(thread, Mode::kCompact);
#endif
  bool due = used() + size > live_after_ + (user_threshold_ ? user_threshold_ : threshold_);
  // Small steps come from the open chunk without further thought.
  if (!due || !may_collect) {
    if (Cell* cell = place(type, size)) return cell;
  }
  if (!fixed_ && (!due || !may_collect)) {
    size_t wanted = total_ / 4 > kRegionBytes ? total_ / 4 : kRegionBytes;
    if (add_region(wanted > size * 2 ? wanted : size * 2, false)) {
      if (Cell* cell = place(type, size)) return cell;
    }
  }
  if (!collecting_) {
    collect(thread, Mode::kPlain);
    if (Cell* cell = place(type, size)) return cell;
    if (!fixed_) {
      size_t wanted = total_ / 4 > kRegionBytes ? total_ / 4 : kRegionBytes;
      if (add_region(wanted > size * 2 ? wanted : size * 2, false)) {
        if (Cell* cell = place(type, size)) return cell;
      }
    }
    if (total_ - used() >= size) {
      collect(thread, Mode::kCompact);
      if (Cell* cell = place(type, size)) return cell;
    }
  }
  thread.pending = thread.vm->roots.memory_error;
  return nullptr;
}

Region* Heap::region_of(uintptr_t address) const {
  for (Region* region = regions_; region; region = region->next) {
    if (address - reinterpret_cast<uintptr_t>(region->start) <
        static_cast<uintptr_t>(region->end - region->start)) {
      return region;
    }
  }
  return nullptr;
}

size_t Heap::cell_bytes(const Vm& vm, const Cell* cell) {
  size_t granules = (cell->header >> Cell::kSizeShift) & Cell::kMaxSizeField;
  if (granules) return granules * kGranule;
  const auto* words = reinterpret_cast<const uintptr_t*>(cell);
  TypeNumber type = cell->type_number();
  if (type == type_numbers::kFiller) return words[1] * kGranule;
  const Layout& layout = vm.layout(type);
  size_t count = static_cast<uint32_t>(words[1]);
  size_t bytes;
  if (type == type_numbers::kValueArray || type == type_numbers::kByteArray) count = words[1];
  if (layout.element_bytes == Layout::kText) {
    bytes = str_cell_bytes(static_cast<uint32_t>(count), cell->has(kFlagKind0));
  } else {
    bytes = layout.fixed_bytes + count * layout.element_bytes;
  }
  bytes = round_up(bytes, kGranule) + (layout.trailing ? round_up(sizeof(Value), kGranule) : 0);
  if (bytes >= kLargeBytes) bytes += kGranule;
  return bytes + (cell->has(kFlagHashMoved) ? kGranule : 0);
}

Cell* Heap::find_cell(const Vm& vm, uintptr_t address) const {
  Region* region = region_of(address);
  if (!region) return nullptr;
  if (region->dedicated) return reinterpret_cast<Cell*>(region->start);
  size_t page = (address - reinterpret_cast<uintptr_t>(region->start)) / kPageBytes;
  uint8_t* cell;
  for (;; page--) {
    uint16_t first = region->first_in_page[page];
    cell = region->start + page * kPageBytes + first * kGranule;
    if (first != Region::kNoCell && reinterpret_cast<uintptr_t>(cell) <= address) break;
    if (page == 0) return nullptr;
  }
  for (;;) {
    uint8_t* next = cell + cell_bytes(vm, reinterpret_cast<Cell*>(cell));
    if (reinterpret_cast<uintptr_t>(next) > address) return reinterpret_cast<Cell*>(cell);
    cell = next;
  }
}

uint32_t Heap::identity_hash(const Vm& vm, Cell* cell) {
  if (!cell->is_static()) cell->set(kFlagHashed);
  uintptr_t address = reinterpret_cast<uintptr_t>(cell);
  if (!cell->is_static() && cell->has(kFlagHashMoved)) {
    auto* end = reinterpret_cast<uint8_t*>(cell) + cell_bytes(vm, cell);
    return static_cast<uint32_t>(*reinterpret_cast<uintptr_t*>(end - kGranule) >> 2);
  }
  return static_cast<uint32_t>((address >> 3) & 0x3FFFFFFF);
}

namespace {

bool same_page(const Region& region, const uint8_t* a, const uint8_t* b) {
  return static_cast<size_t>(a - region.start) / Heap::kPageBytes == static_cast<size_t>(b - region.start) / Heap::kPageBytes;
}

}  // namespace

void Heap::shrink(Thread& thread, Cell* cell, size_t bytes) {
  size_t old_size = cell_bytes(*thread.vm, cell);
  size_t size = round_up(bytes, kGranule);
  if (size >= kLargeBytes) size += kGranule;
  if (size >= old_size || cell->has(kFlagHashMoved)) return;
  auto* start = reinterpret_cast<uint8_t*>(cell);
  Region* region = region_of(reinterpret_cast<uintptr_t>(start));
  cell->header = Cell::make_header(cell->type_number(), cell->header & ((1 << Cell::kSizeShift) - 1), size / kGranule);
  if (region->dedicated) {
    total_ -= old_size - size;
    region->end = start + size;
  } else if (start + old_size == bump_ && same_page(*region, start + size, bump_)) {
    // Not across a page border: what was noted about the later page would be wrong.
    std::memset(start + size, 0, old_size - size);
    bump_ = start + size;
    if (limit_ < bump_) limit_ = bump_;
    note_cell_start(*region, bump_);
  } else {
    make_filler(start + size, start + old_size);
    note_cell_start(*region, start + size);
  }
}

HeapFigures Heap::figures(Vm&) {
  HeapFigures f{};
  f.total = total_;
  f.used = used();
  f.free = total_ - f.used;
  f.largest_free = static_cast<size_t>(run_end_ - bump_);
  for (FreeRun* bin : bins_) {
    for (FreeRun* run = bin; run; run = run->next) {
      if (run->granules * kGranule > f.largest_free) f.largest_free = run->granules * kGranule;
    }
  }
  f.collections = collections_;
  f.compactions = compactions_;
  f.pinned = pinned_;
  return f;
}

namespace {

/// Zeroes the stack that the collector's frames will lie on: words that earlier calls left there must not keep objects
/// alive when it is scanned.
[[gnu::noinline]] void clear_dead_stack() {
  volatile uintptr_t dead[96];
  for (volatile uintptr_t& word : dead) word = 0;
}

[[gnu::noinline]] void run_collector(Heap& heap, Thread& thread, Heap::Mode mode) { Collector(heap, thread).run(mode); }

}  // namespace

void Heap::collect(Thread& thread, Mode mode) {
  if (collecting_) return;
  collecting_ = true;
  clear_dead_stack();
  run_collector(*this, thread, mode);
  collecting_ = false;
  live_after_ = used();
  // The heap may grow by half of what lives (at least half a megabyte) before the next collection.
  size_t step = live_after_ / 2;
  threshold_ = step > 512 * 1024 ? step : 512 * 1024;
  if (fixed_ && threshold_ < total_ - live_after_) threshold_ = total_;
}

}  // namespace ts::heap
