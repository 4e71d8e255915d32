// Tokens as the lexer hands them to the parser. Not the text of names and strings: that stays in
// the lexer, and is gone with the next token.

#pragma once

#include <cstdint>
#include <string_view>

#include "lang/ast.h"

namespace ts::lang {

enum class TokenKind : uint8_t {
#define TS_TOKEN(kind, text) k##kind,
#include "lang/token_kinds.def"
};

struct Token {
  TokenKind kind = TokenKind::kError;
  bool is_template = false;  // strings: one of the t-strings
  bool is_bytes = false;     // strings
  bool is_unicode = false;   // strings: with the prefix u
  uint32_t begin = 0;        // the text, as offsets in the lexer's lines
  uint32_t end = 0;
  Span span;
};

/// The text of an operator or keyword.
std::string_view token_text(TokenKind kind);

/// The keyword that `text` is, or kName.
TokenKind find_keyword(std::string_view text);

}  // namespace ts::lang
