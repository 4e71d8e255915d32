// Lines of source files for tracebacks.

#pragma once

#include "object/runtime.h"

namespace ts::vm {

using namespace object;

/// Lines `first` to `last` of the source that goes by `filename`, common indentation taken away,
/// white space at their ends too, joined by newlines. From the texts in Roots::main_source, else
/// from the file. Never leaves an exception pending: an empty `text` means there is nothing to
/// show.
struct SourceLines {
  Value keep;  ///< the object that holds the text
  std::string_view text;
  size_t dedent = 0;  ///< bytes taken away at the start of each line
};
SourceLines find_source_lines(Thread& t, Value filename, int32_t first, int32_t last);

/// Makes `text` (a str) the source of code whose filename is this very str, not one equal to it:
/// '<stdin>' and '<string>' stand for many texts. The latest few are kept. Without memory for it,
/// tracebacks lack their lines.
void register_source(Thread& t, Value filename, Value text);

/// Line `i` of a text, without its newline; empty behind the end.
std::string_view line_of(std::string_view text, size_t i);
size_t count_lines(std::string_view text);

// Reaching up: defined by modules/ (source_files.cpp), which knows files.
/// Hands the bytes of a file to `add` in pieces until it returns false. False when the file can't
/// be read.
bool read_source_file(const char* path, bool (*add)(void* context, std::string_view piece),
                      void* context);
/// Writes to the console's error output, whatever sys.stderr is.
void write_error_output(std::string_view text);

}  // namespace ts::vm
