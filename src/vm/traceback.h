// Tracebacks as CPython prints them. Defined by vm/.

#pragma once

#include "object/runtime.h"

namespace ts::vm {

/// Writes the exception with its traceback and its causes to `file` (an object with write()).
/// False with an exception pending. May run Python.
bool print_exception(heap::Thread& t, heap::Value exception, heap::Value file);

}  // namespace ts::vm
