// What else a program asks of the system it runs on: environment, randomness, identity, exit.

#pragma once

#include <cstddef>
#include <cstdint>

#include "base/errno.h"

namespace ts::hal {

/// Value of an environment variable, or nullptr. Valid until the environment changes.
const char* environment_get(const char* name);
/// Entry `index` of the environment as "NAME=value", nullptr behind the last.
const char* environment_at(size_t index);
/// Sets a variable, or removes it when `value` is nullptr.
base::Errno environment_set(const char* name, const char* value);

/// Fills `data` with random bytes good enough for seeds and keys.
base::Errno random_bytes(void* data, size_t n);

struct SystemNames {
  char system[16], node[64], release[64], version[96], machine[32];
};
void system_names(SystemNames& out);

uint32_t process_id();
uint32_t processor_count();

/// Ends the program (a PC) or restarts the machine (a board). Nothing is flushed.
[[noreturn]] void exit_process(int status);

}  // namespace ts::hal
