// The console: where the REPL reads and writes. On a PC it is the terminal (or pipe) on standard
// input and output; on a board a serial line, USB or both.

#pragma once

#include <cstddef>
#include <cstdint>

#include "hal/files.h"

namespace ts::hal {

/// Reads what has come, up to `n` bytes, waiting until `deadline` of monotonic_ns() at most (0: not
/// at all). Blocks. kEAGAIN: nothing came; kEINTR: attention is wanted; count 0 with kOk: the end.
Transfer console_read(uint8_t* data, size_t n, uint64_t deadline);

/// Writes all of `data`, which may block until the other side takes it.
Transfer console_write(const uint8_t* data, size_t n);

/// True when a person seems to sit at it: both directions are a terminal.
bool console_is_terminal();

/// Turns line buffering and echo of the terminal off (for the line editor) and on again.
enum class ConsoleMode : uint8_t { kLines, kKeys };
void set_console_mode(ConsoleMode mode);

struct ConsoleSize {
  uint16_t columns, lines;  ///< 0: unknown
};
ConsoleSize console_size(FileHandle handle);

}  // namespace ts::hal
