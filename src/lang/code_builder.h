// One code object in the making: instructions, labels, constants, tables. It knows encodings, not
// Python: what to emit is the generator's business (codegen.h), what it means stands in
// bytecode/opcodes.def.
//
// Instructions go straight into their final bytes with jumps left open; a jump's operand is a
// label. `resolve_jumps` fills the jumps in, short ones where all of them fit 16 bits, else wide
// ones. Code that nothing can reach is not emitted at all.

#pragma once

#include <cstdint>

#include "base/workspace.h"
#include "bytecode/bytecode.h"
#include "bytecode/tables.h"
#include "lang/code_spec.h"
#include "lang/id_map.h"

namespace ts::lang {

using Register = uint32_t;
enum class Label : uint32_t {};

class CodeBuilder {
 public:
  CodeBuilder(base::Workspace& workspace, Sink& sink, uint32_t first_line,
              bytecode::Columns columns);
  CodeBuilder(const CodeBuilder&) = delete;
  CodeBuilder& operator=(const CodeBuilder&) = delete;

  // --- instructions

  /// The position of what is emitted from now on.
  void at(const bytecode::Position& position) { position_ = position; }
  const bytecode::Position& position() const { return position_; }

  /// Appends an instruction, wide when an operand needs it. A jump operand is a Label.
  template <typename... Operands>
  void emit(bytecode::Op op, Operands... operands) {
    append(op, static_cast<int32_t>(operands)...);
  }

  /// Whether an instruction emitted now could be executed.
  bool reachable() const { return reachable_; }
  void set_reachable(bool reachable) { reachable_ = reachable; }
  uint32_t pc() const { return code_.size(); }

  // --- labels

  Label new_label();
  /// The label stands here. Makes code reachable when something jumps there.
  void bind(Label label);
  /// The same for one that is reached from code emitted later (or by an exception) if at all.
  void bind(Label label, bool reachable);
  bool jumped_to(Label label) const { return labels_[index(label)].used; }

  // --- registers. Temporaries are a stack above the locals

  Register top() const { return top_; }
  void set_top(Register top) {
    top_ = top;
    if (top > registers_) registers_ = top;
  }
  /// The lowest free temporary, now taken.
  Register push() {
    set_top(top_ + 1);
    return top_ - 1;
  }
  /// `count` registers from `first` on exist (they need not be taken).
  void need(Register first, uint32_t count) {
    if (first + count > registers_) registers_ = first + count;
  }

  Register registers() const { return registers_; }

  // --- operands

  uint32_t constant(ConstId constant);
  uint32_t name(NameId name);
  /// A cache of its own.
  uint32_t new_cache() { return caches_++; }
  /// A cache shared by all instructions `op` on `name`: only where the cache depends on nothing
  /// else.
  uint32_t shared_cache(bytecode::Op op, NameId name);
  bool has_shared_cache(bytecode::Op op, NameId name) const;
  /// Reserves constant 0 for the docstring; before any other constant.
  void set_docstring(ConstId docstring) { constant(docstring); }

  // --- exception ranges; of ranges that overlap the inner one must be added first

  void protect(uint32_t start, uint32_t end, Label handler);

  // --- completion

  /// Fills in the jumps emitted since the last call; all their labels must be bound.
  void resolve_jumps();
  /// Between these two calls instructions (no jumps) are emitted that belong in front of
  /// everything.
  void begin_prefix();
  void end_prefix();

  /// Encodes the tables and fills in the spans of `spec` and the numbers that are known here. They
  /// are valid until the builder dies.
  void finish(CodeSpec& spec);

 private:
  struct LabelState {
    uint32_t pc = 0;
    bool bound = false;
    bool used = false;
  };
  struct Jump {
    uint32_t pc;
    Label label;
    uint32_t shift;  // while widening: bytes that the code behind it moves
  };
  struct Range {
    uint32_t start;
    uint32_t end;
    uint32_t handler;  // a label until resolved
    bool resolved;
  };

  static uint32_t index(Label label) { return static_cast<uint32_t>(label); }
  // One out-of-line function for each number of operands: there are hundreds of calls.
  void append(bytecode::Op op);
  void append(bytecode::Op op, int32_t a);
  void append(bytecode::Op op, int32_t a, int32_t b);
  void append(bytecode::Op op, int32_t a, int32_t b, int32_t c);
  void append(bytecode::Op op, int32_t a, int32_t b, int32_t c, int32_t d);
  void append(bytecode::Op op, int32_t a, int32_t b, int32_t c, int32_t d, int32_t e);
  void encode(bytecode::Op op, const int32_t* operands);
  void append_number(uint32_t value, unsigned bytes);
  void add_line(uint32_t length, const bytecode::Position& position);
  bool jumps_fit() const;
  void widen_jumps();
  void widen_lines();
  uint32_t moved(uint32_t pc) const;
  void patch(const Jump& jump);

  base::Array<uint8_t> code_;
  base::Array<uint8_t> lines_;
  base::Array<uint8_t> handlers_;
  base::Array<ConstId> constants_;
  base::Array<LabelState> labels_;
  base::Array<Jump> jumps_;
  base::Array<Range> ranges_;
  IdMap constant_map_;
  Sink& sink_;
  bytecode::LineEncoder line_encoder_;
  bytecode::Position position_;
  bytecode::Columns columns_;
  uint32_t first_line_;
  Register top_ = 0;
  Register registers_ = 0;
  uint32_t caches_ = 0;
  uint32_t prefix_start_ = 0;
  uint32_t resolved_pc_ = 0;  // jumps before it are filled in
  bool in_prefix_ = false;
  bool reachable_ = true;
};

}  // namespace ts::lang
