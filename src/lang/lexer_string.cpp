// String literals, f-strings and t-strings (Language Reference 2.5, PEP 701, PEP 750); see lexer.h.
// Escape sequences are decoded on the way.

#include "base/utf8.h"
#include "lang/char_class.h"
#include "lang/lexer.h"

namespace ts::lang {
namespace {

// CPython's limits.
constexpr uint32_t kMaxNestedStrings = 149;
constexpr uint8_t kMaxNestedFields = 3;

}  // namespace

// --- plain strings and bytes

void Lexer::lex_string(const Prefix& prefix) {
  char quote = peek();
  bool triple = peek(1) == quote && peek(2) == quote;
  if (prefix.letter != 0) return start_formatted(prefix);
  at_ += triple ? 3 : 1;
  uint32_t begin = value_.size();
  uint32_t start_begin = token_.begin;
  bool escaped_quote = false;
  bool non_ascii = false;
  begin_contents();
  for (;;) {
    const char* text = source_.data() + at_;
    const char* run = text;
    while (*run != quote && *run != '\\' && *run != '\n') {
      non_ascii |= static_cast<uint8_t>(*run) >= 0x80;
      ++run;
    }
    value_.append(text, static_cast<size_t>(run - text));
    at_ += static_cast<uint32_t>(run - text);
    if (*run == quote) {
      if (!triple || (run[1] == quote && run[2] == quote)) break;
      value_.push(quote);
      ++at_;
    } else if (*run == '\\') {
      escaped_quote |= run[1] == quote;
      if (run[1] == '\n' || prefix.raw) {
        if (!take_backslash(prefix.raw)) return unterminated_string(quote, triple, escaped_quote);
      } else {
        lex_escape(prefix.bytes, false);
      }
    } else {
      if (!triple || !next_line_of_contents())
        return unterminated_string(quote, triple, escaped_quote);
    }
    if (value_.workspace().failed()) return;
  }
  at_ += triple ? 3 : 1;
  token_.is_bytes = prefix.bytes;
  token_.is_unicode = prefix.unicode;
  token_.begin = start_begin;
  end_token(TokenKind::kString);
  token_.begin = begin;
  token_.end = value_.size();
  if (prefix.bytes && non_ascii) {
    return raise(ErrorClass::kSyntaxError, token_.span,
                 {"bytes can only contain ASCII literal characters"});
  }
  raise_pending_escape(prefix.bytes);
}

void Lexer::begin_contents() {
  escape_problem_ = nullptr;
  escape_warned_ = false;
  string_offset_ = 0;
  string_begin_ = at_;
}

// At a line end inside a string: keeps it and goes on with the next line.
bool Lexer::next_line_of_contents() {
  value_.push('\n');
  return skip_line_of_contents();
}

bool Lexer::skip_line_of_contents() {
  uint32_t end = source_.line_start() + static_cast<uint32_t>(source_.line().size());
  string_offset_ += end - string_begin_;
  if (!next_line()) return false;
  string_begin_ = at_;
  return true;
}

// At a backslash before a line end, or in a raw string.
bool Lexer::take_backslash(bool raw) {
  if (raw) value_.push('\\');
  ++at_;
  if (peek() == '\n') return raw ? next_line_of_contents() : skip_line_of_contents();
  if (static_cast<uint8_t>(peek()) >= 0x80) return true;  // a character of its own
  value_.push(peek());
  ++at_;
  return true;
}

void Lexer::unterminated_string(char quote, bool triple, bool escaped_quote) {
  if (reporter_.failed()) return;
  uint32_t line = source_.line_number();
  Span start{token_.span.line, token_.span.column, token_.span.line, token_.span.column};
  if (!strings_.empty() && strings_.back().quote == quote && strings_.back().triple == triple) {
    const char letter[] = {string_letter(), '\0'};
    return raise(ErrorClass::kSyntaxError, start, {letter, "-string: expecting '}'"});
  }
  if (triple) {
    failed_at_end_ = true;
    return raise(ErrorClass::kSyntaxError, start,
                 {"unterminated triple-quoted string literal (detected at line ", line, ")"});
  }
  raise(ErrorClass::kSyntaxError, start,
        {"unterminated string literal (detected at line ", line,
         escaped_quote ? "); perhaps you escaped the end quote?" : ")"});
}

// --- f-strings and t-strings

void Lexer::start_formatted(const Prefix& prefix) {
  if (strings_.size() >= kMaxNestedStrings) {
    return error_here({"too many nested f-strings or t-strings"});
  }
  char quote = peek();
  bool triple = peek(1) == quote && peek(2) == quote;
  strings_.push(
      {quote, prefix.letter, triple, prefix.raw, true, 0, token_.span.line, token_.span.column});
  at_ += triple ? 3 : 1;
  end_token(TokenKind::kFStringStart);
  token_.is_template = prefix.letter == 't';
}

// In the text of an f-string, or in a format spec.
void Lexer::lex_text() {
  begin_token();
  begin_contents();
  uint32_t begin = value_.size();
  uint32_t start_begin = at_;
  bool empty = true;
  for (;; empty = false) {
    OpenString& string = strings_.back();
    bool in_spec = string.fields != 0;
    const char* text = source_.data() + at_;
    const char* run = text;
    while (*run != string.quote && *run != '\\' && *run != '\n' && *run != '{' && *run != '}')
      ++run;
    if (run != text) {
      value_.append(text, static_cast<size_t>(run - text));
      at_ += static_cast<uint32_t>(run - text);
      empty = false;
    }
    char c = *run;
    if (value_.workspace().failed()) return;
    if (c == string.quote) {
      if (!string.triple || (run[1] == c && run[2] == c)) {
        if (empty) return end_formatted();
        break;
      }
      value_.push(c);
      ++at_;
    } else if (c == '{' || c == '}') {
      if (run[1] == c && !in_spec) {
        value_.push(c);
        at_ += 2;
        continue;
      }
      if (c == '}' && !in_spec) {
        const char letter[] = {string.letter, '\0'};
        return error_here({letter, "-string: single '}' is not allowed"});
      }
      if (!empty) break;
      return c == '{' ? open_field() : close_bracket('}');
    } else if (c == '\\') {
      if (run[1] == '\n' || (string.raw && run[1] != '{' && run[1] != '}')) {
        if (!take_backslash(string.raw)) return unterminated_formatted();
      } else if (string.raw) {
        value_.push('\\');
        ++at_;
      } else {
        lex_escape(false, true);
      }
    } else {
      if (!string.triple) {
        if (!in_spec) return unterminated_formatted();
        const char letter[] = {string.letter, '\0'};
        return error_here({letter,
                           "-string: newlines are not allowed in format specifiers for single "
                           "quoted ",
                           letter, "-strings"});
      }
      if (!next_line_of_contents()) return unterminated_formatted();
    }
    if (reporter_.failed()) return;
  }
  token_.begin = start_begin;
  end_token(TokenKind::kFStringMiddle);
  token_.begin = begin;
  token_.end = value_.size();
  raise_pending_escape(false);
}

void Lexer::open_field() {
  OpenString& string = strings_.back();
  const char letter[] = {string.letter, '\0'};
  if (string.fields >= kMaxNestedFields) {
    return error_at(column() - 1, {letter, "-string: expressions nested too deeply"});
  }
  ++string.fields;
  string.in_text = false;
  open_bracket('{', true);
}

void Lexer::end_formatted() {
  at_ += strings_.back().triple ? 3 : 1;
  // A quote inside a format spec ends the string too; the parser misses its `}` then.
  while (strings_.back().fields != 0) {
    close_field();
    brackets_.pop();
  }
  strings_.pop();
  end_token(TokenKind::kFStringEnd);
}

void Lexer::unterminated_formatted() {
  if (reporter_.failed() || looking_for_errors_) return;
  const OpenString& string = strings_.back();
  const char letter[] = {string.letter, '\0'};
  uint32_t line = source_.line_number();
  failed_at_end_ = string.triple;
  raise(ErrorClass::kSyntaxError, {string.line, string.column, string.line, string.column},
        {"unterminated ", string.triple ? "triple-quoted " : "", letter,
         "-string literal (detected at line ", line, ")"});
}

// --- escape sequences

// At a backslash that is not before a line end.
void Lexer::lex_escape(bool bytes, bool formatted) {
  char c = peek(1);
  auto simple = [&](char value) {
    value_.push(value);
    at_ += 2;
  };
  switch (c) {
    case '\\':
    case '\'':
    case '"':
      return simple(c);
    case 'a':
      return simple('\a');
    case 'b':
      return simple('\b');
    case 'f':
      return simple('\f');
    case 'n':
      return simple('\n');
    case 'r':
      return simple('\r');
    case 't':
      return simple('\t');
    case 'v':
      return simple('\v');
    case 'x':
      return lex_hex_escape(2, bytes);
    case '0':
    case '1':
    case '2':
    case '3':
    case '4':
    case '5':
    case '6':
    case '7':
      return lex_octal_escape(bytes);
    case 'u':
      if (!bytes) return lex_hex_escape(4, false);
      break;
    case 'U':
      if (!bytes) return lex_hex_escape(8, false);
      break;
    case 'N':
      if (!bytes) return lex_named_escape();
      break;
  }
  size_t length = base::utf8_sequence_length(c);
  warn_escape(text_between(at_, at_ + 1 + static_cast<uint32_t>(length)),
              " is an invalid escape sequence. ");
  value_.push('\\');
  ++at_;
  if (formatted && (c == '{' || c == '}')) return;  // still opens a field
  value_.append(source_.data() + at_, length);
  at_ += static_cast<uint32_t>(length);
}

void Lexer::lex_hex_escape(int digits, bool bytes) {
  uint32_t value = 0;
  int read = 0;
  while (read < digits && is_hex_digit(peek(2 + static_cast<uint32_t>(read)))) {
    value = value << 4 | hex_value(peek(2 + static_cast<uint32_t>(read++)));
  }
  uint32_t length = 2 + static_cast<uint32_t>(read);
  if (read < digits) {
    escape_error(length, digits == 2   ? "truncated \\xXX escape"
                         : digits == 4 ? "truncated \\uXXXX escape"
                                       : "truncated \\UXXXXXXXX escape");
  } else if (value > base::kMaxCodePoint) {
    escape_error(length, "illegal Unicode character");
  } else {
    push_code_point(value, bytes);
  }
  at_ += length;
}

void Lexer::lex_octal_escape(bool bytes) {
  uint32_t value = 0;
  uint32_t length = 1;
  for (; length <= 3 && peek(length) >= '0' && peek(length) <= '7'; ++length) {
    value = value * 8 + static_cast<uint32_t>(peek(length) - '0');
  }
  if (value > 0xFF) {
    warn_escape(text_between(at_, at_ + length), " is an invalid octal escape sequence. ");
    if (bytes) value &= 0xFF;
  }
  push_code_point(value, bytes);
  at_ += length;
}

// \N{...}
void Lexer::lex_named_escape() {
  constexpr const char* kMalformed = "malformed \\N character escape";
  if (peek(2) != '{') {
    escape_error(2, kMalformed);
    at_ += 2;
    return;
  }
  uint32_t length = 3;
  while (peek(length) != '}' && peek(length) != '\n' && peek(length) != '"' &&
         peek(length) != '\'') {
    ++length;
  }
  if (peek(length) != '}' || length == 3) {
    escape_error(length, kMalformed);
    at_ += length;
    return;
  }
  std::string_view name = text_between(at_ + 3, at_ + length);
  int32_t c = options_.unicode_name_lookup != nullptr ? options_.unicode_name_lookup(name) : -1;
  if (c < 0) {
    escape_error(length + 1, options_.unicode_name_lookup != nullptr
                                 ? "unknown Unicode character name"
                                 : "\\N{...} is not supported: no table of names");
  } else {
    push_code_point(static_cast<uint32_t>(c), false);
  }
  at_ += length + 1;
}

void Lexer::push_code_point(uint32_t c, bool bytes) {
  if (bytes) {
    value_.push(static_cast<char>(c));
    return;
  }
  char encoded[base::kMaxUtf8Length];
  value_.append(encoded, base::utf8_encode(c, encoded));
}

// Kept until the end of the string: it may be unterminated, which comes first.
void Lexer::escape_error(uint32_t length, const char* what) {
  if (escape_problem_ != nullptr) return;
  escape_problem_ = what;
  escape_from_ = string_offset_ + (at_ - string_begin_);
  escape_to_ = escape_from_ + length - 1;
}

void Lexer::raise_pending_escape(bool bytes) {
  if (escape_problem_ == nullptr) return;
  if (bytes) {
    return raise(ErrorClass::kSyntaxError, token_.span,
                 {"(value error) invalid \\x escape at position ", escape_from_});
  }
  if (escape_to_ == escape_from_) {
    return raise(ErrorClass::kSyntaxError, token_.span,
                 {"(unicode error) 'unicodeescape' codec can't decode byte 0x5c in position ",
                  escape_from_, ": ", escape_problem_});
  }
  raise(ErrorClass::kSyntaxError, token_.span,
        {"(unicode error) 'unicodeescape' codec can't decode bytes in position ", escape_from_, "-",
         escape_to_, ": ", escape_problem_});
}

// "\d" is an invalid escape sequence. Such ... Did you mean "\\d"? A raw string is also an option.
void Lexer::warn_escape(std::string_view text, std::string_view what) {
  if (escape_warned_ || looking_ahead_ || options_.warnings.warn == nullptr) return;
  escape_warned_ = true;
  base::Array<char> message(value_.workspace());
  auto add = [&](std::string_view part) { message.append(part.data(), part.size()); };
  add("\"");
  add(text);
  add("\"");
  add(what);
  add("Such sequences will not work in the future. Did you mean \"\\");
  add(text);
  add("\"? A raw string is also an option.");
  std::string_view all{message.data(), message.size()};
  if (!options_.warnings.warn(options_.warnings.context, WarningClass::kSyntaxWarning,
                              source_.line_number(), column(), all)) {
    error_here({all});
  }
}

}  // namespace ts::lang
