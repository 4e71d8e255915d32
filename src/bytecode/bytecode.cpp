// Decoder of the instruction set, derived from opcodes.def.

#include "bytecode/bytecode.h"

namespace ts::bytecode {

namespace {

constexpr OpInfo kInfo[] = {
#define OP(name, operands, effects, meaning) {#name, operands, effects},
#include "bytecode/opcodes.def"
#undef OP
};

uint32_t read_unsigned(const uint8_t* p, unsigned bytes) {
  uint32_t value = 0;
  for (unsigned i = 0; i < bytes; i++) value |= uint32_t{p[i]} << (8 * i);
  return value;
}

int32_t sign_extend(uint32_t value, unsigned bytes) {
  unsigned shift = 32 - 8 * bytes;
  return static_cast<int32_t>(value << shift) >> shift;
}

}  // namespace

const OpInfo& op_info(Op op) { return kInfo[static_cast<size_t>(op)]; }

size_t instruction_length(const uint8_t* pc) {
  unsigned scale = 1;
  size_t length = 1;
  if (static_cast<Op>(*pc) == Op::WIDE) {
    scale = 2;
    length = 2;
    pc++;
  }
  for (const char* kind = op_info(static_cast<Op>(*pc)).operands; *kind; kind++) {
    length += (*kind == 'j' ? 2 : 1) * scale;
  }
  return length;
}

Op decode(const uint8_t* pc, int32_t out[5], size_t& length) {
  const uint8_t* start = pc;
  unsigned scale = 1;
  if (static_cast<Op>(*pc) == Op::WIDE) {
    scale = 2;
    pc++;
  }
  Op op = static_cast<Op>(*pc++);
  for (const char* kind = op_info(op).operands; *kind; kind++) {
    unsigned bytes = (*kind == 'j' ? 2 : 1) * scale;
    uint32_t raw = read_unsigned(pc, bytes);
    pc += bytes;
    *out++ = *kind == 'j' || *kind == 'i' ? sign_extend(raw, bytes) : static_cast<int32_t>(raw);
  }
  length = static_cast<size_t>(pc - start);
  return op;
}

}  // namespace ts::bytecode
