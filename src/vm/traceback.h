// Exceptions as CPython prints them: traceback with source lines and carets, causes, groups, notes,
// suggestions. traceback.cpp has the layout; source_lines.cpp, caret_anchors.cpp and
// suggestions.cpp what goes into it.

#pragma once

#include <string_view>

#include "object/runtime.h"

namespace ts::vm {

/// Where the text goes: pieces of UTF-8 that end at character borders. False: stop, an exception is
/// pending.
struct TextWriter {
  bool (*write)(heap::Thread& t, void* context, std::string_view text);
  void* context;
};

/// Writes the exception with its traceback and its causes. False with an exception pending, which
/// only the writer can cause: errors of __str__ and lack of memory show as gaps in the text. May
/// run Python. Must not be called while an exception is pending.
bool print_exception(heap::Thread& t, heap::Value exception, TextWriter writer);
/// The same to an object with write().
bool print_exception(heap::Thread& t, heap::Value exception, heap::Value file);
/// The same to sys.stderr, or to the console's error output when there is none. Leaves no exception
/// pending.
void print_exception(heap::Thread& t, heap::Value exception);

}  // namespace ts::vm
