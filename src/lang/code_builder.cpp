// Encoding of one code object. See code_builder.h.

#include "lang/code_builder.h"

namespace ts::lang {

using bytecode::Op;
using bytecode::Position;

namespace {

constexpr uint32_t kNameKey = 0;
constexpr uint32_t kConstantKey = 1;
constexpr uint32_t kCacheKey = 2;  // + opcode

// What kind of operand needs the wide form. Jumps decide for themselves in resolve_jumps.
bool needs_wide(char kind, int32_t value) {
  if (kind == 'j') return false;
  if (kind == 'i') return value < -128 || value > 127;
  return value > 255;
}

}  // namespace

CodeBuilder::CodeBuilder(base::Workspace& workspace, Sink& sink, uint32_t first_line,
                         bytecode::Columns columns)
    : code_(workspace),
      lines_(workspace),
      handlers_(workspace),
      constants_(workspace),
      labels_(workspace),
      jumps_(workspace),
      ranges_(workspace),
      constant_map_(workspace),
      sink_(sink),
      line_encoder_(first_line, columns),
      columns_(columns),
      first_line_(first_line) {}

void CodeBuilder::append_number(uint32_t value, unsigned bytes) {
  for (; bytes != 0; bytes--, value >>= 8) code_.push(static_cast<uint8_t>(value));
}

void CodeBuilder::append(Op op) { encode(op, nullptr); }

void CodeBuilder::append(Op op, int32_t a) { encode(op, &a); }

void CodeBuilder::append(Op op, int32_t a, int32_t b) {
  const int32_t operands[] = {a, b};
  encode(op, operands);
}

void CodeBuilder::append(Op op, int32_t a, int32_t b, int32_t c) {
  const int32_t operands[] = {a, b, c};
  encode(op, operands);
}

void CodeBuilder::append(Op op, int32_t a, int32_t b, int32_t c, int32_t d) {
  const int32_t operands[] = {a, b, c, d};
  encode(op, operands);
}

void CodeBuilder::append(Op op, int32_t a, int32_t b, int32_t c, int32_t d, int32_t e) {
  const int32_t operands[] = {a, b, c, d, e};
  encode(op, operands);
}

void CodeBuilder::encode(Op op, const int32_t* operands) {
  if (!reachable_) return;
  const bytecode::OpInfo& info = bytecode::op_info(op);
  const uint32_t start = code_.size();
  unsigned scale = 1;
  for (const char* kind = info.operands; *kind; kind++) {
    if (needs_wide(*kind, operands[kind - info.operands])) scale = 2;
  }
  if (scale == 2) code_.push(static_cast<uint8_t>(Op::WIDE));
  code_.push(static_cast<uint8_t>(op));
  for (const char* kind = info.operands; *kind; kind++, operands++) {
    if (*kind != 'j') {
      append_number(static_cast<uint32_t>(*operands), scale);
      continue;
    }
    const Label label{static_cast<uint32_t>(*operands)};
    if (index(label) < labels_.size()) labels_[index(label)].used = true;
    jumps_.push({start, label, 0});
    append_number(0, 2 * scale);
  }
  bool raises = false;
  for (const char* effect = info.effects; *effect; effect++) {
    if (*effect == 'R') raises = true;
    if (*effect == 'E') reachable_ = false;
  }
  if (in_prefix_) return;
  // What cannot raise shares the run of its neighbour on the same line: only lines matter there.
  const Position& last = line_encoder_.last();
  const bool share = !raises && last.line == position_.line;
  add_line(code_.size() - start, share ? last : position_);
}

void CodeBuilder::add_line(uint32_t length, const Position& position) {
  uint8_t entry[bytecode::kMaxTableEntry];
  const size_t used = line_encoder_.add(entry, length, position);
  lines_.append(entry, used);
}

Label CodeBuilder::new_label() {
  labels_.push({});
  return Label{labels_.empty() ? 0 : labels_.size() - 1};
}

void CodeBuilder::bind(Label label) { bind(label, false); }

void CodeBuilder::bind(Label label, bool reachable) {
  if (index(label) >= labels_.size()) return;
  LabelState& state = labels_[index(label)];
  state.pc = pc();
  state.bound = true;
  if (state.used || reachable) reachable_ = true;
}

uint32_t CodeBuilder::constant(ConstId constant) {
  const uint32_t key = static_cast<uint32_t>(constant);
  const uint32_t known = constant_map_.find(kConstantKey, key);
  if (known != IdMap::kMissing) return known;
  constants_.push(constant);
  const uint32_t number = constants_.empty() ? 0 : constants_.size() - 1;
  constant_map_.set(kConstantKey, key, number);
  return number;
}

uint32_t CodeBuilder::name(NameId name) {
  const uint32_t key = static_cast<uint32_t>(name);
  const uint32_t known = constant_map_.find(kNameKey, key);
  if (known != IdMap::kMissing) return known;
  const uint32_t number = constant(sink_.name_constant(name));
  constant_map_.set(kNameKey, key, number);
  return number;
}

uint32_t CodeBuilder::shared_cache(Op op, NameId name) {
  const uint32_t group = kCacheKey + static_cast<uint32_t>(op);
  const uint32_t key = static_cast<uint32_t>(name);
  const uint32_t known = constant_map_.find(group, key);
  if (known != IdMap::kMissing) return known;
  const uint32_t number = new_cache();
  constant_map_.set(group, key, number);
  return number;
}

bool CodeBuilder::has_shared_cache(Op op, NameId name) const {
  return constant_map_.find(kCacheKey + static_cast<uint32_t>(op), static_cast<uint32_t>(name)) !=
         IdMap::kMissing;
}

void CodeBuilder::protect(uint32_t start, uint32_t end, Label handler) {
  if (start < end) ranges_.push({start, end, index(handler), false});
}

// --- jumps

void CodeBuilder::patch(const Jump& jump) {
  uint8_t* at = code_.data() + jump.pc;
  const bool wide = static_cast<Op>(*at) == Op::WIDE;
  const uint32_t length = static_cast<uint32_t>(bytecode::instruction_length(at));
  const uint32_t offset = labels_[index(jump.label)].pc - (jump.pc + length);
  const unsigned bytes = wide ? 4 : 2;
  for (unsigned i = 0; i < bytes; i++) {
    at[length - bytes + i] = static_cast<uint8_t>(offset >> (8 * i));
  }
}

bool CodeBuilder::jumps_fit() const {
  if (pc() - resolved_pc_ < 0x7FF0) return true;
  for (const Jump& jump : jumps_) {
    const uint8_t* at = code_.data() + jump.pc;
    if (static_cast<Op>(*at) == Op::WIDE) continue;
    const int64_t end = int64_t{jump.pc} + static_cast<int64_t>(bytecode::instruction_length(at));
    const int64_t offset = labels_[index(jump.label)].pc - end;
    if (offset < INT16_MIN || offset > INT16_MAX) return false;
  }
  return true;
}

void CodeBuilder::resolve_jumps() {
  if (code_.workspace().failed()) return;
  if (!jumps_fit()) widen_jumps();
  for (const Jump& jump : jumps_) patch(jump);
  for (Range& range : ranges_) {
    if (range.resolved) continue;
    range.handler = labels_[range.handler].pc;
    range.resolved = true;
  }
  jumps_.clear();
  labels_.clear();
  resolved_pc_ = pc();
}

// Where the instruction that stood at `pc` stands once all jumps are wide.
uint32_t CodeBuilder::moved(uint32_t pc) const {
  uint32_t low = 0;
  uint32_t high = jumps_.size();  // the first jump at or behind pc
  while (low < high) {
    const uint32_t middle = (low + high) / 2;
    if (jumps_[middle].pc < pc) {
      low = middle + 1;
    } else {
      high = middle;
    }
  }
  return low == 0 ? pc : pc + jumps_[low - 1].shift;
}

// Turns every open jump into its wide form. Rare: a function of more than 32 KB of code.
void CodeBuilder::widen_jumps() {
  const uint32_t old_size = code_.size();
  uint32_t growth = 0;
  for (Jump& jump : jumps_) {
    const uint8_t* at = code_.data() + jump.pc;
    // The prefix, and every operand byte twice.
    if (static_cast<Op>(*at) != Op::WIDE) {
      growth += static_cast<uint32_t>(bytecode::instruction_length(at));
    }
    jump.shift = growth;
  }
  for (uint32_t i = 0; i < growth; i++) code_.push(0);
  if (code_.workspace().failed()) return;
  uint8_t* code = code_.data();
  uint32_t chunk_end = old_size;
  for (uint32_t i = jumps_.size(); i-- > 0;) {
    const Jump& jump = jumps_[i];
    const uint32_t before = i == 0 ? 0 : jumps_[i - 1].shift;
    const uint32_t length = static_cast<uint32_t>(bytecode::instruction_length(code + jump.pc));
    const uint32_t end = jump.pc + length;
    std::memmove(code + end + jump.shift, code + end, chunk_end - end);
    chunk_end = jump.pc;
    if (jump.shift == before) {  // was wide
      std::memmove(code + jump.pc + before, code + jump.pc, length);
      continue;
    }
    uint8_t narrow[8];
    std::memcpy(narrow, code + jump.pc, length);
    uint8_t* out = code + jump.pc + before;
    *out++ = static_cast<uint8_t>(Op::WIDE);
    *out++ = narrow[0];
    for (uint32_t k = 1; k < length; k++) {
      *out++ = narrow[k];
      *out++ = 0;
    }
  }
  for (LabelState& label : labels_) label.pc = moved(label.pc);
  for (Range& range : ranges_) {
    range.start = moved(range.start);
    range.end = moved(range.end);
    if (range.resolved) range.handler = moved(range.handler);
  }
  widen_lines();
  // Last, and from the end: moved() looks at where the jumps stood.
  for (uint32_t i = jumps_.size(); i-- > 1;) jumps_[i].pc += jumps_[i - 1].shift;
}

void CodeBuilder::widen_lines() {
  uint8_t entry[bytecode::kMaxTableEntry];
  lines_.append(entry, line_encoder_.finish(entry));
  base::Array<uint8_t> old(lines_.workspace());
  old.swap(lines_);
  line_encoder_ = bytecode::LineEncoder(first_line_, columns_);
  bytecode::LineDecoder decoder(old.span(), first_line_);
  while (decoder.next()) {
    add_line(moved(decoder.end()) - moved(decoder.start()), decoder.position());
  }
}

// --- completion

void CodeBuilder::begin_prefix() {
  in_prefix_ = true;
  reachable_ = true;
  prefix_start_ = pc();
}

void CodeBuilder::end_prefix() {
  in_prefix_ = false;
  const uint32_t length = pc() - prefix_start_;
  if (length == 0 || code_.workspace().failed()) return;
  base::Array<uint8_t> copy(code_.workspace());
  if (!copy.append(code_.data() + prefix_start_, length)) return;
  std::memmove(code_.data() + length, code_.data(), prefix_start_);
  std::memcpy(code_.data(), copy.data(), length);
  for (Range& range : ranges_) {
    range.start += length;
    range.end += length;
    range.handler += length;
  }
  uint8_t entry[bytecode::kMaxTableEntry];
  bytecode::LineEncoder encoder(first_line_, columns_);
  encoder.add(entry, length, Position());
  const size_t used = encoder.finish(entry);
  for (size_t i = 0; i < used; i++) lines_.push(0);
  if (lines_.workspace().failed()) return;
  std::memmove(lines_.data() + used, lines_.data(), lines_.size() - used);
  std::memcpy(lines_.data(), entry, used);
}

void CodeBuilder::finish(CodeSpec& spec) {
  resolve_jumps();
  uint8_t entry[bytecode::kMaxTableEntry];
  lines_.append(entry, line_encoder_.finish(entry));
  for (const Range& range : ranges_) {
    handlers_.append(entry,
                     bytecode::encode_handler(entry, {range.start, range.end, range.handler}));
  }
  spec.first_line = first_line_;
  spec.registers = static_cast<uint16_t>(registers_);
  spec.caches = static_cast<uint16_t>(caches_);
  spec.code = code_.span();
  spec.constants = constants_.span();
  spec.exception_table = handlers_.span();
  spec.line_table = lines_.span();
}

}  // namespace ts::lang
