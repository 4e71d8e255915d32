// The interactive prompt: reads statements, runs them in __main__, shows results and tracebacks.
// The same on a PC and on boards; raw REPL and start-up sequence are not here.

#pragma once

#include "object/runtime.h"
#include "repl/line_editor.h"

namespace ts::repl {

struct ReplOptions {
  bool terminal = true;  ///< edit lines on the console; else read lines from sys.stdin, prompts go
                         ///< to sys.stderr
  bool bracketed_paste = false;
  std::span<char> line;                      ///< for the line editor; unused without a terminal
  History* history = nullptr;                ///< the same
  void (*suspend)(void* context) = nullptr;  ///< Ctrl-Z
};

/// Writes version, machine and how to get help.
void print_banner(heap::Thread& t);

/// Runs the prompt until the input ends, or until SystemExit (or another exception that must end
/// the program) is pending.
void run(heap::Thread& t, const ReplOptions& options);

/// Shows the pending exception through sys.excepthook and clears it.
void report_pending(heap::Thread& t);

}  // namespace ts::repl
