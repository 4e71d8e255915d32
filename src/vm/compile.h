// Source to code objects in the heap: the compiler of lang/ with a sink that makes heap objects.

#pragma once

#include "lang/compile.h"
#include "vm/frame.h"

namespace ts::vm {

enum class Completeness : uint8_t { kComplete, kIncomplete, kEmpty };

struct SourceOptions {
  lang::Mode mode = lang::Mode::kFile;
  bool is_text = false;            ///< from a str: no BOM, no coding cookie
  bool may_be_incomplete = false;  ///< kSingle: report incomplete input instead of an error
  bool future_annotations = false;
  bool top_level_await = false;
  bool warn = true;                ///< show warnings
  int8_t optimize = -1;            ///< 0 to 2, -1: Vm::optimize
};

/// Compiles `source` (which must not move: a pinned cell or native memory) to a Code. `filename` is a str. On failure
/// SyntaxError or MemoryError is pending. With may_be_incomplete, `completeness` says whether more lines are needed (then
/// the result is None).
Value compile_source(Thread& t, std::string_view source, Value filename, const SourceOptions& options,
                     Completeness* completeness = nullptr);

/// Runs module, eval or class code with `globals` (a dict) and `scope` (a mapping, in register 0).
Value run_code(Thread& t, Value code, Value globals, Value scope, Value closure = Value());
/// Calls a class body or annotation function whose register 0 is `scope`.
Value run_namespace_function(Thread& t, Function* f, Value scope);

}  // namespace ts::vm
