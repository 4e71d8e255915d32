// sys.stdin, sys.stdout and sys.stderr: text files over the handles 0, 1 and 2.

#pragma once

#include "object/runtime.h"

namespace ts::modules {

using namespace object;

/// The text file over a standard handle, named "<stdin>" and so on. Errors when it is not open.
Value make_standard_stream(Thread& t, int handle, const Str* name);

/// Writes out what sys.stdout, sys.stderr and forgotten files hold back: at exit. Errors are
/// dropped; runs Python.
void flush_standard_streams(Thread& t);
/// Writes out what files hold back: before a path is asked about (modules/io_objects.h).
void flush_forgotten_files(Thread& t);

extern const Native kOpenCode;  ///< io.open_code()

}  // namespace ts::modules
