// Frames as Python sees them through tracebacks: made on demand, a function and a position in it.
// Not the frames that run (frame.h).

#pragma once

#include "vm/frame.h"

namespace ts::vm {

struct FrameObject : Cell {
  static constexpr TypeNumber kType = numbers::kFrame;
  uintptr_t pc;  ///< offset of the instruction in the code
  Value function;
  Value locals;  ///< dict, once asked for, or all-zero
};

Value make_frame(Thread& t, Value function, uintptr_t pc);
/// The line of the instruction at `pc`.
int32_t line_at(const Code* code, uintptr_t pc);
/// A code object's line table.
inline std::span<const uint8_t> line_table(const Code* code) {
  return {code->code + code->code_bytes + code->exception_bytes, code->line_bytes};
}

}  // namespace ts::vm
