// The heap of a Vm: regions of cells, allocation, collection, compaction. docs/heap.md explains it.
// Not here: what cells mean (object/), when Python code runs for dead objects (vm/ runs the queue).

#pragma once

#include <cstring>

#include "heap/layout.h"

namespace ts::heap {

struct Thread;
class Collector;

/// Where a heap gets its memory. A board gives one fixed region; a PC grows by regions.
struct MemorySource {
  /// A block of at least `bytes` bytes, aligned to 4096 (to 8 on boards), or nullptr. May block for a page fault only.
  void* (*acquire)(void* context, size_t bytes);
  /// Gives back a block that acquire returned, with the same size.
  void (*release)(void* context, void* block, size_t bytes);
  void* context;
};

/// One run of memory that holds cells end to end; free room is filler cells.
struct Region {
  uint8_t* start;
  uint8_t* end;
  uint16_t* first_in_page;  ///< for each page: granules from its start to the first cell that starts there; kNoCell
  Region* next;
  size_t block_bytes;       ///< what to release
  bool dedicated;           ///< holds one large cell only, which never moves

  static constexpr uint16_t kNoCell = 0xFFFF;
};

/// Figures of gc and micropython.mem_info().
struct HeapFigures {
  size_t total;         ///< bytes that cells may use now
  size_t used;          ///< bytes in live or not yet collected cells
  size_t free;
  size_t largest_free;  ///< longest free run at present, without compaction
  size_t collections;
  size_t compactions;
  size_t pinned;        ///< cells pinned in the last collection
};

class Heap {
 public:
  static constexpr size_t kPageBytes = 512;
  static constexpr unsigned kBins = 28;
  /// Cells from this size on end in an unused granule, so that a pointer to the end of their content lies inside them.
  /// For smaller ones a pointer exactly behind a cell keeps it alive too; for large ones that would cost too much.
  static constexpr size_t kLargeBytes = 2048;

  /// `limit`: bytes of cells at most (0: as much as the source gives). `fixed`: take one region of `limit` bytes now
  /// and never grow.
  bool initialize(MemorySource source, size_t limit, size_t initial_bytes, size_t fixed_bytes);
  void destroy();

  /// A zeroed cell of `bytes` bytes (header included), or nullptr with MemoryError pending in `thread`.
  /// May collect, move unpinned cells; never runs Python code.
  Cell* allocate(Thread& thread, TypeNumber type, size_t bytes) {
    size_t size = (bytes + kGranule - 1) & ~(kGranule - 1);
    static_assert(kPageBytes < kLargeBytes, "large cells take the slow path, which pads them");
    if (size <= static_cast<size_t>(limit_ - bump_)) [[likely]] {
      Cell* cell = reinterpret_cast<Cell*>(bump_);
      bump_ += size;
      cell->header = Cell::make_header(type, 0, size / kGranule);
      return cell;
    }
    return allocate_slow(thread, type, size);
  }

  /// Collects; with `compact` also slides cells together where nothing pins them.
  enum class Mode : uint8_t { kPlain, kCompact };
  void collect(Thread& thread, Mode mode);

  HeapFigures figures(Vm& vm);

  /// Bytes in use after the next `n` allocated bytes trigger a collection (gc.threshold). 0: the default policy.
  void set_threshold(size_t bytes) { user_threshold_ = bytes; }
  size_t user_threshold() const { return user_threshold_; }
  void set_enabled(bool on) { enabled_ = on; }
  bool enabled() const { return enabled_; }
  /// Hostile builds: collect at every `n`-th allocation, not at each one. Other builds ignore it.
  void set_hostile_interval(uint32_t n) { hostile_interval_ = n; }

  /// Size in bytes of the cell, from its header or its layout.
  static size_t cell_bytes(const Vm& vm, const Cell* cell);

  /// The cell that `address` points into (or exactly behind, which gives the cell before), or nullptr.
  Cell* find_cell(const Vm& vm, uintptr_t address) const;

  /// Identity hash of a cell: stable when it moves.
  uint32_t identity_hash(const Vm& vm, Cell* cell);

  /// Cuts `cell` down to `bytes`; the rest becomes free at the next collection.
  void shrink(Thread& thread, Cell* cell, size_t bytes);

  /// Checks every invariant of the heap; returns a message about the first that is broken, or nullptr. For tests.
  const char* check(Vm& vm);

  size_t finalizables = 0;  ///< cells with kFlagFinalizable, an upper bound; 0 skips that phase

 private:
  friend class Collector;

  struct FreeRun : Cell {  // a Filler large enough to be listed
    uintptr_t granules;
    FreeRun* next;
  };

  Cell* allocate_slow(Thread& thread, TypeNumber type, size_t size);
  Cell* place(TypeNumber type, size_t size);
  Cell* place_in_chunk(TypeNumber type, size_t size);
  Cell* place_dedicated(TypeNumber type, size_t size);
  FreeRun* take_run(size_t size);
  Region* add_region(size_t bytes, bool dedicated);
  void release_region(Region* region);
  void close_chunk();
  void open_chunk(uint8_t* start, uint8_t* end);
  void put_free(uint8_t* start, uint8_t* end);
  void forget_free();
  void note_cell_start(uint8_t* cell) { note_cell_start(*chunk_region_, cell); }
  static void note_cell_start(Region& region, uint8_t* cell);
  static void make_filler(uint8_t* start, uint8_t* end);
  Region* region_of(uintptr_t address) const;
  size_t used() const { return total_ - free_ - static_cast<size_t>(run_end_ - bump_); }

  uint8_t* bump_ = nullptr;    // next free byte of the open chunk
  uint8_t* limit_ = nullptr;   // end of what may be handed out without a slow step: page end, or bump_ in hostile builds
  uint8_t* run_end_ = nullptr; // end of the free run the chunk is part of
  Region* chunk_region_ = nullptr;
  Region* regions_ = nullptr;
  FreeRun* bins_[kBins] = {};   // a heap of fixed size keeps all runs in the first one, by address
  FreeRun* last_run_ = nullptr;  // ... whose end this is
  MemorySource source_{};
  size_t limit_bytes_ = 0;
  bool fixed_ = false;
  bool enabled_ = true;
  bool collecting_ = false;
  size_t total_ = 0;            // bytes in regions
  size_t free_ = 0;             // bytes in fillers, listed or not; the open chunk's rest is not among them
  size_t live_after_ = 0;       // bytes live after the last collection
  size_t threshold_ = 0;
  size_t user_threshold_ = 0;
  size_t collections_ = 0;
  size_t compactions_ = 0;
  size_t pinned_ = 0;
  uint32_t hostile_counter_ = 0;
  uint32_t hostile_interval_ = 0;
};

}  // namespace ts::heap
