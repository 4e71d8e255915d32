// What the compiler has to say about a source: one error, or any number of warnings.
// Texts are CPython 3.14's. Not for errors at run time.

#pragma once

#include <cstdint>
#include <string_view>

namespace ts::lang {

enum class ErrorClass : uint8_t {
  kNone,
  kSyntaxError,
  kIndentationError,
  kTabError,
  kMemoryError,  // the workspace is full; the other fields mean nothing
  kReadError,    // the reader or the hook failed; the owner knows why
  kValueError,
  kOverflowError,
};

/// An error in a source. Lines count from 1; columns count characters from 1, as
/// `SyntaxError.offset` does, or bytes when the text of the line was no longer at hand. The odd
/// values that CPython has for some errors (0, -1) are kept.
struct Diagnostic {
  ErrorClass error = ErrorClass::kNone;
  bool columns_are_bytes = false;  // `text` is empty; who has the source can convert
  uint32_t line = 0;
  int32_t column = 0;
  uint32_t end_line = 0;  // 0: unknown
  int32_t end_column = 0;
  /// Both live until the parser (or generator) that reported the error is destroyed or goes on.
  std::string_view message;
  std::string_view text;  // the line, with its newline if it has one
};

enum class WarningClass : uint8_t { kSyntaxWarning, kDeprecationWarning };

/// Receives warnings. Returns false to turn this one into a SyntaxError with the same text.
struct WarningHandler {
  bool (*warn)(void* context, WarningClass kind, uint32_t line, uint32_t column,
               std::string_view message) = nullptr;
  void* context = nullptr;
};

}  // namespace ts::lang
