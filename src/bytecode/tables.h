// The two tables beside a code object's instructions: which handler an exception goes to, and which
// source position an instruction stands for. Both are byte strings of varints, decoded by a linear
// walk: they are read only when something is raised (or traced), and small matters more than fast.
// docs/bytecode.md describes the formats; encoder and decoder stand here side by side.

#pragma once

#include <cstddef>
#include <cstdint>
#include <span>

namespace ts::bytecode {

/// Where an instruction comes from. Columns are UTF-8 byte offsets from 0. -1: absent.
struct Position {
  int32_t line = -1;
  int32_t end_line = -1;
  int32_t column = -1;
  int32_t end_column = -1;

  bool operator==(const Position&) const = default;
};

/// The longest encoding of one entry of either table.
inline constexpr size_t kMaxTableEntry = 32;

/// One protected range: instructions that start in [start, end) raise to `handler`.
struct HandlerRange {
  uint32_t start;
  uint32_t end;
  uint32_t handler;
};

/// Encodes `range` into `out`; returns the bytes used. The table is the entries one after the
/// other, of ranges that overlap the innermost first.
size_t encode_handler(uint8_t out[kMaxTableEntry], const HandlerRange& range);

/// Takes the next entry off `table`. False at the end or when the bytes are damaged.
bool next_handler(std::span<const uint8_t>& table, HandlerRange& range);

/// Finds the innermost handler for an exception of the instruction at `pc`. False when there is
/// none.
bool find_handler(std::span<const uint8_t> table, uint32_t pc, uint32_t& handler);

/// Whether a line table keeps columns (a feature row).
enum class Columns : uint8_t { kKeep, kDrop };

/// Encodes a line table run by run: neighbouring instructions of equal position share an entry.
class LineEncoder {
 public:
  LineEncoder(uint32_t first_line, Columns columns)
      : previous_line_(static_cast<int32_t>(first_line)), columns_(columns) {}

  /// The next `length` bytes of code stand at `position`. When that ends the run before, its entry
  /// goes into `out`; returns the bytes used, often 0.
  size_t add(uint8_t out[kMaxTableEntry], uint32_t length, Position position);

  /// Ends the last run. Further calls of `add` begin a new one.
  size_t finish(uint8_t out[kMaxTableEntry]);

  /// The position that the last instruction was given, columns dropped where they are.
  const Position& last() const { return run_; }

 private:
  Position run_;
  uint32_t run_length_ = 0;
  int32_t previous_line_;
  Columns columns_;
};

/// Walks a line table.
class LineDecoder {
 public:
  LineDecoder(std::span<const uint8_t> table, uint32_t first_line)
      : table_(table), line_(static_cast<int32_t>(first_line)) {}

  /// Goes to the next run. False at the end or when the bytes are damaged.
  bool next();

  uint32_t start() const { return start_; }
  uint32_t end() const { return end_; }
  const Position& position() const { return position_; }

 private:
  std::span<const uint8_t> table_;
  uint32_t start_ = 0;
  uint32_t end_ = 0;
  int32_t line_;
  Position position_;
};

/// The position of the instruction at `pc`; all -1 when it has none. `first_line` is the code
/// object's.
Position find_position(std::span<const uint8_t> table, uint32_t first_line, uint32_t pc);

}  // namespace ts::bytecode
