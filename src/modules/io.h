// What other modules need of io: the function open, and writing to text files without a call.

#pragma once

#include "object/runtime.h"

namespace ts::modules {

using namespace object;

extern const Native kOpen;  ///< open(), the same object in io and builtins

/// A TextIOWrapper or StringIO whose write() is the library's own: write_text() takes it.
bool is_plain_text_file(Value file);
/// file.write(text) for such a file. False with an exception pending.
bool write_text(Thread& t, Value file, Value text);

}  // namespace ts::modules
