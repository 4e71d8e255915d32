// Checks what the code generator promises of a code object: jumps land on instructions, registers,
// constants, caches and closure cells exist, and no temporary is read that was not written on every
// path. (The verifier of code images is another one: it trusts nothing, this one trusts the
// tables.)

#pragma once

#include <algorithm>
#include <string>
#include <vector>

#include "bytecode/bytecode.h"
#include "bytecode/tables.h"
#include "unit/text_sink.h"

namespace ts::test {

class Verifier {
 public:
  explicit Verifier(const Code& code) : code_(code), spec_(code.spec) {}

  /// An empty string, or what is wrong.
  std::string check() {
    using bytecode::Op;
    const std::vector<uint8_t>& bytes = code_.code;
    if (bytes.empty()) return "no code";
    index_.assign(bytes.size() + 1, -1);
    for (size_t pc = 0; pc < bytes.size();) {
      Instruction i;
      i.pc = pc;
      i.op = bytecode::decode(bytes.data() + pc, i.operands, i.length);
      index_[pc] = static_cast<int>(instructions_.size());
      pc += i.length;
      if (pc > bytes.size()) return "instruction cut off";
      instructions_.push_back(i);
    }
    for (const Instruction& i : instructions_) {
      const std::string problem = check_operands(i);
      if (!problem.empty()) return at(i) + problem;
    }
    std::span<const uint8_t> table(code_.exception_table);
    bytecode::HandlerRange range;
    while (bytecode::next_handler(table, range)) {
      if (range.end > bytes.size() || index_[range.start] < 0 || range.handler >= bytes.size() ||
          index_[range.handler] < 0 || (range.end < bytes.size() && index_[range.end] < 0)) {
        return "bad handler range";
      }
      if (instructions_[index_[range.handler]].op != Op::CATCH) return "handler without CATCH";
      ranges_.push_back(range);
    }
    uint32_t lines_end = 0;
    bytecode::LineDecoder lines(code_.line_table, spec_.first_line);
    while (lines.next()) lines_end = lines.end();
    if (lines_end != bytes.size()) return "line table does not cover the code";
    return flow();
  }

 private:
  using Op = bytecode::Op;
  using State = std::vector<bool>;
  struct Instruction {
    size_t pc, length;
    Op op;
    int32_t operands[5];
  };

  std::string at(const Instruction& i) const {
    return std::to_string(i.pc) + " " + bytecode::op_info(i.op).name + ": ";
  }

  std::string check_operands(const Instruction& i) {
    const char* kinds = bytecode::op_info(i.op).operands;
    for (int k = 0; kinds[k] != 0; k++) {
      const int32_t value = i.operands[k];
      const int64_t target = static_cast<int64_t>(i.pc + i.length) + value;
      switch (kinds[k]) {
        case 'd':
        case 'r':
        case 'w':
          if (value >= spec_.registers) return "register out of range";
          break;
        case 'k':
          if (static_cast<size_t>(value) >= code_.constants.size()) return "no such constant";
          break;
        case 'c':
          if (value >= spec_.caches) return "no such cache";
          break;
        case 'f':
          if (static_cast<size_t>(value) >= code_.free_names.size()) return "no such closure cell";
          break;
        case 'j':
          if (target < 0 || target >= static_cast<int64_t>(code_.code.size()) ||
              index_[target] < 0) {
            return "jump into nothing";
          }
          break;
        default:
          break;
      }
    }
    return "";
  }

  static int intrinsic_operands(int32_t number) {
    using bytecode::Intrinsic;
    switch (static_cast<Intrinsic>(number)) {
      case Intrinsic::kAssertionError:
      case Intrinsic::kNotImplementedError:
        return 0;
      case Intrinsic::kTypeVarBound:
      case Intrinsic::kTypeVarConstraints:
      case Intrinsic::kSetTypeDefault:
      case Intrinsic::kSetFunctionTypeParams:
        return 2;
      case Intrinsic::kTypeAlias:
        return 3;
      default:
        return 1;
    }
  }

  // Registers read, written, and whether everything above `kill` is lost.
  void effects(const Instruction& i, std::vector<int>& reads, std::vector<int>& writes, int& kill) {
    const char* kinds = bytecode::op_info(i.op).operands;
    const int32_t* o = i.operands;
    kill = -1;
    for (int k = 0; kinds[k] != 0; k++) {
      if (kinds[k] == 'd') writes.push_back(o[k]);
      if (kinds[k] == 'r') reads.push_back(o[k]);
    }
    const auto read = [&](int from, int count) {
      for (int n = 0; n < count; n++) reads.push_back(from + n);
    };
    const auto write = [&](int from, int count) {
      for (int n = 0; n < count; n++) writes.push_back(from + n);
    };
    switch (i.op) {
      case Op::LOADMETHOD:
      case Op::LOADSPECIAL:
        write(o[0], 1), write(o[0] + 3, 1);
        break;
      case Op::BUILDSLICE:
        read(o[1], 3);
        break;
      case Op::UNPACK:
        write(o[0], o[2]);
        break;
      case Op::UNPACKEX:
        write(o[0], o[2] + 1 + o[3]);
        break;
      case Op::BUILDLIST:
      case Op::BUILDTUPLE:
      case Op::BUILDSET:
      case Op::BUILDSTR:
        read(o[1], o[2]);
        break;
      case Op::BUILDDICT:
        read(o[1], 2 * o[2]);
        break;
      case Op::BUILDINTERP:
        read(o[1], 4);
        break;
      case Op::CALL:
      case Op::CALLKW:
        read(o[0], 1), read(o[0] + 4, o[1]);
        kill = o[0];
        write(o[0], 1);
        break;
      case Op::CALLM:
      case Op::CALLMKW:
        read(o[0], 1), read(o[0] + 3, 1 + o[1]);
        kill = o[0];
        write(o[0], 1);
        break;
      case Op::CALLEX:
        read(o[0], 1), read(o[0] + 4, 2);
        kill = o[0];
        write(o[0], 1);
        break;
      case Op::CALLSUPER:
        read(o[0], 1);
        kill = o[0];
        write(o[0], 1);
        break;
      case Op::MAKEFUNC:
        read(o[3], (o[2] & 1) + (o[2] >> 1 & 1) + (o[2] >> 2 & 1) + (o[2] >> 3 & 1));
        break;
      case Op::EXCSTAR:
        read(o[0], 1), write(o[0], 2);
        break;
      case Op::EXCSTAREND:
        read(o[1], 1);
        break;
      case Op::EXCINFO:
        write(o[0] + 4, 3);
        break;
      case Op::INTRINSIC:
        read(o[2], intrinsic_operands(o[1]));
        break;
      case Op::SEND:
      case Op::YIELDFROM:
        read(o[0], 1);
        break;
      default:
        break;
    }
  }

  std::string flow() {
    const size_t registers = spec_.registers;
    states_.assign(instructions_.size(), State());
    State entry(registers, false);
    const bool has_namespace = (spec_.flags & bytecode::kCodeNamespace) != 0;
    for (size_t r = 0; r < std::max<size_t>(spec_.locals, has_namespace); r++) entry[r] = true;
    if (!merge(0, entry)) return "no entry";
    while (!work_.empty()) {
      const int n = work_.back();
      work_.pop_back();
      const Instruction& i = instructions_[n];
      State state = states_[n];
      for (const bytecode::HandlerRange& range : ranges_) {
        if (i.pc >= range.start && i.pc < range.end) {
          merge(index_[range.handler], state);
          break;  // the innermost
        }
      }
      std::vector<int> reads, writes;
      int kill;
      effects(i, reads, writes, kill);
      for (const int r : reads) {
        if (r >= static_cast<int>(registers)) return at(i) + "window out of range";
        if (!state[r]) return at(i) + "r" + std::to_string(r) + " may not have been written";
      }
      if (kill >= 0) {
        for (size_t r = static_cast<size_t>(kill); r < registers; r++) state[r] = false;
      }
      const State before = state;
      for (const int r : writes) {
        if (r >= static_cast<int>(registers)) return at(i) + "window out of range";
        state[r] = true;
      }
      const char* kinds = bytecode::op_info(i.op).operands;
      for (int k = 0; kinds[k] != 0; k++) {
        if (kinds[k] == 'j') merge(index_[i.pc + i.length + i.operands[k]], state);
      }
      const std::string_view effects = bytecode::op_info(i.op).effects;
      if (effects.find('E') != effects.npos) continue;
      if (static_cast<size_t>(n) + 1 == instructions_.size()) return "control runs off the end";
      merge(n + 1, i.op == Op::FORITER ? before : state);
    }
    return "";
  }

  bool merge(int n, const State& state) {
    State& known = states_[n];
    if (known.empty()) {
      known = state;
      work_.push_back(n);
      return true;
    }
    bool changed = false;
    for (size_t r = 0; r < known.size(); r++) {
      if (known[r] && !state[r]) {
        known[r] = false;
        changed = true;
      }
    }
    if (changed) work_.push_back(n);
    return changed;
  }

  const Code& code_;
  const lang::CodeSpec& spec_;
  std::vector<int> index_;
  std::vector<Instruction> instructions_;
  std::vector<bytecode::HandlerRange> ranges_;
  std::vector<State> states_;
  std::vector<int> work_;
};

}  // namespace ts::test
