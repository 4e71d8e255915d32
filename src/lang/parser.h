// The parser's interface: source in, one syntax tree a top-level statement out. The grammar is
// that of the Python 3.14 Language Reference, chapter 10. Nothing here recurses in C++: nested
// blocks and nested expressions stand on explicit stacks in the workspace. Not here: what scopes
// mean (`return` outside a function, `nonlocal`), which is the scope analysis's business.

#pragma once

#include <cstdint>
#include <string_view>

#include "base/workspace.h"
#include "lang/ast.h"
#include "lang/diagnostic.h"
#include "lang/sink.h"

namespace ts::lang {

class ParserImpl;

/// Gives the source, piece by piece.
struct Reader {
  enum class Result : uint8_t { kChunk, kEnd, kError };
  /// Sets `chunk` to the next bytes (any number but 0), which stay valid until the next call.
  Result (*read)(void* context, std::string_view* chunk) = nullptr;
  void* context = nullptr;
};

enum class Mode : uint8_t {
  kFile,    // `exec`: any number of statements
  kSingle,  // the REPL: one interactive statement
  kEval,    // one expression: its statement is an Expr
};

enum class ParseStatus : uint8_t {
  kStatement,   // a statement was parsed
  kEnd,         // the source is at its end
  kIncomplete,  // Mode::kSingle only: the REPL should ask for more
  kError,       // see diagnostic()
};

struct ParserOptions {
  Mode mode = Mode::kFile;
  /// The source is a str object already: no BOM, no coding cookie.
  bool source_is_text = false;
  /// Mode::kSingle: the caller can ask for more lines (codeop's ALLOW_INCOMPLETE_INPUT).
  bool may_be_incomplete = false;
  WarningHandler warnings;

  /// Called when a FunctionDef or AsyncFunctionDef has been parsed whose enclosing scopes are only
  /// the module and classes without type parameters. The hook may compile it and then call
  /// `tree.replace_body(function, payload)`. Lambdas are not reported: one may prove to be inside a
  /// comprehension. False stops the parser (see Parser::stopped_by_hook).
  bool (*on_function_parsed)(void* context, NodeId function) = nullptr;
  void* hook_context = nullptr;

  /// Looks up `\N{...}`: the code point, or -1. Null on boards without the table of names.
  int32_t (*unicode_name_lookup)(std::string_view name) = nullptr;
};

class Parser {
 public:
  Parser(base::Workspace& workspace, Sink& sink, Reader reader, const ParserOptions& options);
  ~Parser();
  Parser(const Parser&) = delete;
  Parser& operator=(const Parser&) = delete;

  /// Parses one top-level statement (each of several on a line comes alone). Its nodes live until
  /// the next call or `release_statement`.
  ParseStatus next_statement(NodeId* statement);
  void release_statement();

  Tree& tree() { return tree_; }
  /// The error, after kError.
  const Diagnostic& diagnostic() const { return diagnostic_; }
  bool stopped_by_hook() const { return stopped_by_hook_; }

  /// The classes around the statement being parsed, outermost first: for the hook, which needs
  /// them for qualified names and private names.
  uint32_t enclosing_class_count() const;
  NodeId enclosing_class(uint32_t index) const;

  /// Whether `from __future__ import barry_as_FLUFL` or `annotations` was seen at the top.
  bool future_annotations() const { return future_annotations_; }

 private:
  friend class ParserImpl;

  Tree tree_;
  Diagnostic diagnostic_;
  ParserImpl* impl_ = nullptr;  // lives in the workspace
  base::Workspace* workspace_;
  bool stopped_by_hook_ = false;
  bool future_annotations_ = false;
};

}  // namespace ts::lang
