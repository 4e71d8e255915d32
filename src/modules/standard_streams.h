// sys.stdin, sys.stdout and sys.stderr: text files over the handles 0, 1 and 2.

#pragma once

#include "object/runtime.h"

namespace ts::modules {

using namespace object;

/// The text file over a standard handle, named "<stdin>" and so on. Errors when it is not open.
Value make_standard_stream(Thread& t, int handle, const Str* name);

/// Writes out what sys.stdout and sys.stderr hold back. Errors are dropped; runs Python.
void flush_standard_streams(Thread& t);

extern const Native kOpenCode;   ///< io.open_code()

}  // namespace ts::modules
