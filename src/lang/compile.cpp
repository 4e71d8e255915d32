// Drives parser and generator. See compile.h.

#include "lang/compile.h"

#include "lang/codegen.h"

namespace ts::lang {
namespace {

bool on_function_parsed(void* generator, NodeId function) {
  return (*static_cast<Generator**>(generator))->compile_early(function);
}

void report(const CompileOptions& options, const Diagnostic& diagnostic) {
  if (options.report != nullptr) options.report(options.report_context, diagnostic);
}

ParserOptions parser_options(const CompileOptions& options) {
  ParserOptions result;
  result.mode = options.mode;
  result.source_is_text = options.source_is_text;
  result.may_be_incomplete = options.may_be_incomplete;
  result.warnings = options.warnings;
  result.unicode_name_lookup = options.unicode_name_lookup;
  return result;
}

}  // namespace

CompileResult compile(base::Workspace& workspace, Sink& sink, Reader reader,
                      const CompileOptions& options) {
  CompileResult result;
  Diagnostic diagnostic;
  Reporter reporter(workspace, diagnostic);
  Generator* hooked = nullptr;  // the parser calls it only once there is a statement to parse
  ParserOptions parsing = parser_options(options);
  parsing.on_function_parsed = on_function_parsed;
  parsing.hook_context = &hooked;
  Parser parser(workspace, sink, reader, parsing);
  Generator generator(workspace, sink, parser, reporter, options);
  hooked = &generator;
  generator.begin_module();
  uint32_t statements = 0;
  ParseStatus status = ParseStatus::kError;
  for (;;) {
    NodeId statement = kNoNode;
    status = parser.next_statement(&statement);
    if (status != ParseStatus::kStatement) break;
    statements += 1;
    // After an error the rest is only parsed: an error of the grammar comes before all others.
    if (!reporter.failed()) generator.statement_of_module(statement);
    if (workspace.failed() || sink.failed()) break;
    parser.release_statement();
  }
  if (status == ParseStatus::kIncomplete) {
    result.status = CompileStatus::kIncomplete;
  } else if (status == ParseStatus::kEnd && !reporter.failed()) {
    result.code = generator.finish_module();
    if (result.code != kNoConst) {
      const bool nothing = statements == 0 && options.mode == Mode::kSingle;
      result.status = nothing ? CompileStatus::kEmpty : CompileStatus::kDone;
    }
  }
  if (result.status == CompileStatus::kError) {
    if (workspace.failed() || sink.failed()) {
      diagnostic = {};
      diagnostic.error = ErrorClass::kMemoryError;
      report(options, diagnostic);
    } else {
      report(options, status == ParseStatus::kError ? parser.diagnostic() : diagnostic);
    }
  }
  return result;
}

}  // namespace ts::lang
