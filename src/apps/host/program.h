// Running a program as the command line asks for it: sys.argv and sys.path, the module __main__,
// the prompt, and what happens at exit.

#pragma once

#include "apps/host/command_line.h"
#include "heap/thread.h"

namespace ts::host {

/// Runs everything from start-up to the last flush. Returns the exit status; kKilledByInterrupt:
/// end as SIGINT does.
int run_program(heap::Thread& t, const CommandLine& line);

inline constexpr int kKilledByInterrupt = 256;

}  // namespace ts::host
