// Builds the one error of a compilation: the message from pieces, columns from bytes to
// characters. The first error wins; later ones are dropped.

#pragma once

#include <initializer_list>

#include "base/workspace.h"
#include "lang/ast.h"
#include "lang/diagnostic.h"

namespace ts::lang {

/// A piece of a message: text or a number. Two words, for there are many.
class Piece {
 public:
  constexpr Piece(std::string_view text)
      : text_(text.data() != nullptr ? text.data() : ""),
        value_(static_cast<uint32_t>(text.size())) {}
  constexpr Piece(const char* text) : Piece(std::string_view(text)) {}
  constexpr Piece(uint32_t number) : text_(nullptr), value_(number) {}

  bool is_number() const { return text_ == nullptr; }
  uint32_t number() const { return value_; }
  std::string_view text() const { return {text_, value_}; }

 private:
  const char* text_;
  uint32_t value_;
};

class Reporter {
 public:
  Reporter(base::Workspace& workspace, Diagnostic& diagnostic)
      : message_(workspace), text_(workspace), diagnostic_(diagnostic) {}

  bool failed() const { return failed_ && !provisional_; }
  void clear();
  /// While an error is provisional the lexer goes on, and another error takes its place.
  void set_provisional(bool provisional) { provisional_ = provisional; }

  /// Records an error. `span` has columns in bytes from 0; an end line of 0 gives it no end.
  /// `text` is the line that the span starts on, if at hand.
  void raise(ErrorClass error, const Span& span, std::string_view text,
             std::initializer_list<Piece> pieces);
  /// The same with columns that are final: characters from 1.
  void raise_final(ErrorClass error, uint32_t line, int32_t column, int32_t end_column,
                   std::string_view text, std::initializer_list<Piece> pieces);
  void read_error();

 private:
  void set_message(std::initializer_list<Piece> pieces);

  base::Array<char> message_;
  base::Array<char> text_;
  Diagnostic& diagnostic_;
  bool failed_ = false;
  bool provisional_ = false;
};

/// The number of characters in UTF-8 text.
uint32_t count_characters(std::string_view utf8);

}  // namespace ts::lang
