// Numeric literals (Language Reference 2.7); see lexer.h. They are checked here and converted by
// the parser. Columns of errors are CPython's: that of the last character read.

#include "lang/char_class.h"
#include "lang/lexer.h"

namespace ts::lang {

void Lexer::lex_number() {
  bool is_real = false;
  if (peek() == '0' && !is_digit(peek(1)) && peek(1) != '.') {
    switch (peek(1) | 0x20) {
      case 'x':
        if (lex_radix('x', 16)) end_token(TokenKind::kNumber);
        return;
      case 'o':
        if (lex_radix('o', 8)) end_token(TokenKind::kNumber);
        return;
      case 'b':
        if (lex_radix('b', 2)) end_token(TokenKind::kNumber);
        return;
    }
  }
  uint32_t first = at_;
  uint32_t nonzero = at_;
  if (peek() != '.') {
    while (peek(nonzero - at_) == '0' || (peek(nonzero - at_) == '_' && nonzero != first))
      ++nonzero;
    if (!lex_digits()) return;
  }
  bool leading_zero = peek(first - at_) == '0' && nonzero < at_;
  if (!lex_fraction_and_exponent(&is_real)) return;
  if ((peek() | 0x20) == 'j') {
    ++at_;
    if (!number_may_end("imaginary")) return;
  } else {
    if (leading_zero && !is_real) {
      uint32_t line = source_.line_number();
      uint32_t column = first - source_.line_start();
      raise(ErrorClass::kSyntaxError, {line, column, line, nonzero - source_.line_start()},
            {"leading zeros in decimal integer literals are not permitted; use an 0o prefix for "
             "octal integers"});
      return;
    }
    if (!number_may_end("decimal")) return;
  }
  end_token(TokenKind::kNumber);
}

// At the `0` of a literal with a prefix.
bool Lexer::lex_radix(char first, int base) {
  const char* name = first == 'x' ? "hexadecimal" : first == 'o' ? "octal" : "binary";
  at_ += 2;
  do {
    if (peek() == '_') ++at_;
    uint32_t start = at_;
    while (is_hex_digit(peek()) && hex_value(peek()) < static_cast<uint32_t>(base)) ++at_;
    if (base < 10 && is_digit(peek())) {
      const char digit[] = {peek(), '\0'};
      return error_here({"invalid digit '", digit, "' in ", name, " literal"}), false;
    }
    if (at_ == start) return error_at(column() - 1, {"invalid ", name, " literal"}), false;
  } while (peek() == '_');
  return number_may_end(name);
}

// digit (["_"] digit)*
bool Lexer::lex_digits() {
  for (;;) {
    while (is_digit(peek())) ++at_;
    if (peek() != '_') return true;
    ++at_;
    if (!is_digit(peek())) {
      error_at(column() - 1, {"invalid decimal literal"});
      return false;
    }
  }
}

bool Lexer::lex_fraction_and_exponent(bool* is_real) {
  if (peek() == '.') {
    *is_real = true;
    ++at_;
    if (is_digit(peek()) && !lex_digits()) return false;
  }
  if ((peek() | 0x20) != 'e') return true;
  uint32_t sign = peek(1) == '+' || peek(1) == '-' ? 1 : 0;
  if (is_digit(peek(1 + sign))) {
    *is_real = true;
    at_ += 1 + sign;
    return lex_digits();
  }
  if (sign != 0) {
    ++at_;
    error_here({"invalid decimal literal"});
    return false;
  }
  return true;  // perhaps `1else`: number_may_end decides
}

// `1if x else y` is allowed, with a warning; `1x` is not.
bool Lexer::number_may_end(std::string_view kind) {
  if (!is_identifier_part(peek())) return true;
  std::string_view rest = source_.line().substr(column());
  for (std::string_view word : {"and", "else", "for", "if", "in", "is", "or", "not"}) {
    if (!rest.starts_with(word)) continue;
    if (looking_ahead_ || options_.warnings.warn == nullptr) return true;
    char message[40] = "invalid ";
    std::memcpy(message + 8, kind.data(), kind.size());
    std::memcpy(message + 8 + kind.size(), " literal", 8);
    std::string_view text{message, 16 + kind.size()};
    if (options_.warnings.warn(options_.warnings.context, WarningClass::kSyntaxWarning,
                               source_.line_number(), column(), text)) {
      return true;
    }
    break;
  }
  error_at(column() - 1, {"invalid ", kind, " literal"});
  return false;
}

}  // namespace ts::lang
