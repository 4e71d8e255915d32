// Why a file or a piece of hardware failed. The numbers are Linux's on every board; negative values
// and errno the C variable stay inside the ports.

#pragma once

#include <cstdint>

namespace ts::base {

enum class Errno : uint16_t {
  kOk = 0,
#define X(name, number, message) k##name = number,
#include "base/errno_names.def"
#undef X
};

/// The text that CPython shows, or nullptr for a number without a name.
const char* errno_message(int number);
/// "ENOENT", or nullptr.
const char* errno_name(int number);

}  // namespace ts::base
