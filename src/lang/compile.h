// The compiler's front door: source in, code object out. Statements are parsed, analysed and
// compiled one by one into the module's growing code; a function whose enclosing scopes are modules
// and classes is compiled as soon as it is parsed, so that the largest function decides how much
// memory is needed. Nothing runs before the end of the source.

#pragma once

#include <cstdint>
#include <string_view>

#include "base/workspace.h"
#include "bytecode/tables.h"
#include "lang/code_spec.h"
#include "lang/parser.h"

namespace ts::lang {

struct CompileOptions {
  Mode mode = Mode::kFile;
  bool source_is_text = false;      ///< as ParserOptions
  bool may_be_incomplete = false;   ///< as ParserOptions
  bool future_annotations = false;  ///< inherited by compile() from the code that calls it
  bool top_level_await = false;     ///< ast.PyCF_ALLOW_TOP_LEVEL_AWAIT
  uint8_t optimize = 0;             ///< 1 drops assert and `__debug__`, 2 docstrings too
  bytecode::Columns columns = bytecode::Columns::kKeep;
  WarningHandler warnings;
  int32_t (*unicode_name_lookup)(std::string_view name) = nullptr;
  /// Receives the error; what it points to dies with the call.
  void (*report)(void* context, const Diagnostic& diagnostic) = nullptr;
  void* report_context = nullptr;
};

enum class CompileStatus : uint8_t {
  kDone,
  kIncomplete,  ///< Mode::kSingle: more lines are needed
  kEmpty,       ///< Mode::kSingle: nothing but blank lines and comments (`code` does nothing)
  kError,       ///< reported
};

struct CompileResult {
  CompileStatus status = CompileStatus::kError;
  ConstId code = kNoConst;
};

/// Compiles what `reader` gives. Raises nothing and runs nothing; allocates in `workspace` and
/// through `sink`.
CompileResult compile(base::Workspace& workspace, Sink& sink, Reader reader,
                      const CompileOptions& options);

}  // namespace ts::lang
