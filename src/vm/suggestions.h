// "Did you mean": what the name in a NameError, AttributeError or ImportError may have been.

#pragma once

#include "object/runtime.h"

namespace ts::vm {

using namespace object;

/// Appends the suggestion that CPython would, or nothing. May run Python (__dir__); leaves no
/// exception pending.
void append_suggestion(Thread& t, StrBuilder& out, Value exception);

}  // namespace ts::vm
