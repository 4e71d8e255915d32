// Encoders and decoders of the exception table and the line table. See tables.h.
//
// Varints have 7 bits a byte, least significant first; signed numbers are zigzag. An exception
// entry is start, length, handler. A line entry is a header byte, kind + 8 * (length - 1) (31
// there: a varint of length - 32 follows), and what the kind says.

#include "bytecode/tables.h"

namespace ts::bytecode {
namespace {

enum LineKind : uint8_t {
  kNoPosition,     // nothing follows
  kSameLine,       // nothing follows, no columns
  kNextLine,       // line + 1, no columns
  kOtherLine,      // signed line delta, no columns
  kSameLineSpan,   // column, width; ends on its line
  kNextLineSpan,   // line + 1; column, width
  kOtherLineSpan,  // signed line delta; column, width
  kManyLinesSpan,  // signed line delta, lines spanned (0 and columns 0 0: no columns), column + 1,
                   // end column + 1
};

constexpr uint32_t kLongLength = 31;

class Writer {
 public:
  explicit Writer(uint8_t* out) : begin_(out), out_(out) {}
  void byte(uint32_t value) { *out_++ = static_cast<uint8_t>(value); }
  void number(uint32_t value) {
    for (; value >= 0x80; value >>= 7) byte(value | 0x80);
    byte(value);
  }
  void signed_number(int32_t value) {
    number((static_cast<uint32_t>(value) << 1) ^ static_cast<uint32_t>(value >> 31));
  }
  size_t size() const { return static_cast<size_t>(out_ - begin_); }

 private:
  uint8_t* begin_;
  uint8_t* out_;
};

// Takes a varint off `table`; a damaged one ends it (ok = false).
uint32_t take_number(std::span<const uint8_t>& table, bool& ok) {
  uint32_t value = 0;
  for (unsigned shift = 0; shift < 35 && !table.empty(); shift += 7) {
    const uint8_t byte = table.front();
    table = table.subspan(1);
    value |= static_cast<uint32_t>(byte & 0x7F) << shift;
    if (byte < 0x80) return value;
  }
  ok = false;
  return 0;
}

int32_t take_signed(std::span<const uint8_t>& table, bool& ok) {
  const uint32_t value = take_number(table, ok);
  return static_cast<int32_t>((value >> 1) ^ (0U - (value & 1)));
}

LineKind choose_kind(const Position& at, int32_t line_delta) {
  if (at.line < 0) return kNoPosition;
  const bool bare = at.column < 0 || at.end_column < 0;
  if (at.end_line != at.line || (!bare && at.end_column < at.column)) return kManyLinesSpan;
  const int base = bare ? kSameLine : kSameLineSpan;
  return static_cast<LineKind>(base + (line_delta == 0 ? 0 : line_delta == 1 ? 1 : 2));
}

}  // namespace

size_t encode_handler(uint8_t out[kMaxTableEntry], const HandlerRange& range) {
  Writer writer(out);
  writer.number(range.start);
  writer.number(range.end - range.start);
  writer.number(range.handler);
  return writer.size();
}

bool next_handler(std::span<const uint8_t>& table, HandlerRange& range) {
  bool ok = !table.empty();
  range.start = take_number(table, ok);
  range.end = range.start + take_number(table, ok);
  range.handler = take_number(table, ok);
  return ok;
}

bool find_handler(std::span<const uint8_t> table, uint32_t pc, uint32_t& handler) {
  HandlerRange range;
  while (next_handler(table, range)) {
    if (pc >= range.start && pc < range.end) {
      handler = range.handler;
      return true;
    }
  }
  return false;
}

size_t LineEncoder::add(uint8_t out[kMaxTableEntry], uint32_t length, Position position) {
  if (columns_ == Columns::kDrop) position = {position.line, position.line, -1, -1};
  if (position == run_ && run_length_ > 0) {
    run_length_ += length;
    return 0;
  }
  const size_t used = finish(out);
  run_ = position;
  run_length_ = length;
  return used;
}

size_t LineEncoder::finish(uint8_t out[kMaxTableEntry]) {
  if (run_length_ == 0) return 0;
  const int32_t delta = run_.line - previous_line_;
  const LineKind kind = choose_kind(run_, delta);
  Writer writer(out);
  if (run_length_ - 1 < kLongLength) {
    writer.byte(kind | (run_length_ - 1) << 3);
  } else {
    writer.byte(kind | kLongLength << 3);
    writer.number(run_length_ - 1 - kLongLength);
  }
  if (kind == kOtherLine || kind == kOtherLineSpan || kind == kManyLinesSpan)
    writer.signed_number(delta);
  if (kind == kManyLinesSpan) {
    writer.signed_number(run_.end_line - run_.line);
    writer.number(static_cast<uint32_t>(run_.column + 1));
    writer.number(static_cast<uint32_t>(run_.end_column + 1));
  } else if (kind >= kSameLineSpan) {
    writer.number(static_cast<uint32_t>(run_.column));
    writer.number(static_cast<uint32_t>(run_.end_column - run_.column));
  }
  if (kind != kNoPosition) previous_line_ = run_.line;
  run_length_ = 0;
  return writer.size();
}

bool LineDecoder::next() {
  if (table_.empty()) return false;
  const uint8_t header = table_.front();
  table_ = table_.subspan(1);
  bool ok = true;
  uint32_t length = (header >> 3) + 1U;
  if (length > kLongLength) length += take_number(table_, ok);
  start_ = end_;
  end_ += length;
  const LineKind kind = static_cast<LineKind>(header & 7);
  position_ = Position();
  if (kind == kNoPosition) return ok;
  if (kind == kNextLine || kind == kNextLineSpan) {
    line_ += 1;
  } else if (kind == kOtherLine || kind == kOtherLineSpan || kind == kManyLinesSpan) {
    line_ += take_signed(table_, ok);
  }
  position_.line = position_.end_line = line_;
  if (kind == kManyLinesSpan) {
    position_.end_line += take_signed(table_, ok);
    position_.column = static_cast<int32_t>(take_number(table_, ok)) - 1;
    position_.end_column = static_cast<int32_t>(take_number(table_, ok)) - 1;
  } else if (kind >= kSameLineSpan) {
    position_.column = static_cast<int32_t>(take_number(table_, ok));
    position_.end_column = position_.column + static_cast<int32_t>(take_number(table_, ok));
  }
  return ok;
}

Position find_position(std::span<const uint8_t> table, uint32_t first_line, uint32_t pc) {
  LineDecoder decoder(table, first_line);
  while (decoder.next()) {
    if (pc < decoder.end()) return decoder.position();
  }
  return Position();
}

}  // namespace ts::bytecode
