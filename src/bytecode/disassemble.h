// Code for people and tests to read. Not on boards.

#pragma once

#include <cstdint>
#include <span>
#include <string_view>

#include "bytecode/bytecode.h"

namespace ts::bytecode {

/// Receives the text, and says what constant `k` is.
struct DisassemblyWriter {
  void (*write)(void* context, std::string_view text) = nullptr;
  void (*write_constant)(void* context, uint32_t constant) = nullptr;
  void* context = nullptr;
};

/// What there is to print of a code object.
struct DisassemblyInput {
  std::span<const uint8_t> code;
  std::span<const uint8_t> exception_table;
  std::span<const uint8_t> line_table;
  uint32_t first_line = 1;
};

/// Writes one line an instruction: line number where it changes, offset, name, operands; then the
/// handler ranges.
void disassemble(const DisassemblyInput& input, const DisassemblyWriter& writer);

}  // namespace ts::bytecode
