// Lines, indentation, names, operators and brackets; see lexer.h. Numbers and strings have files
// of their own. The limits on nesting are CPython's.

#include "lang/lexer.h"

#include <array>

#include "base/utf8.h"
#include "lang/char_class.h"
#include "lang/identifier.h"

namespace ts::lang {
namespace {

constexpr uint32_t kMaxBrackets = 200;
constexpr uint32_t kMaxIndentations = 100;

constexpr char closing_of(char opening) {
  return opening == '(' ? ')' : opening == '[' ? ']' : '}';
}

}  // namespace

Lexer::Lexer(base::Workspace& workspace, Reporter& reporter, Reader reader,
             const ParserOptions& options, bool source_is_text)
    : reporter_(reporter),
      options_(options),
      source_(workspace, reporter, reader, source_is_text),
      indentation_(workspace),
      brackets_(workspace),
      strings_(workspace),
      value_(workspace),
      capture_(workspace) {}

void Lexer::advance() {
  // Line ends and indentation do not count: a block ends with its last visible token.
  if (token_.kind > TokenKind::kDedent) {
    previous_end_line_ = token_.span.end_line;
    previous_end_column_ = token_.span.end_column;
  }
  previous_depth_ = brackets_.size();
  token_.kind = TokenKind::kError;
  if (!reporter_.failed()) lex();
  if (reporter_.failed()) token_.kind = TokenKind::kError;
}

void Lexer::begin_token() {
  token_.begin = at_;
  token_.span.line = source_.line_number();
  token_.span.column = column();
}

void Lexer::end_token(TokenKind kind) {
  token_.kind = kind;
  token_.end = at_;
  token_.span.end_line = source_.line_number();
  token_.span.end_column = column();
}

void Lexer::lex() {
  if (!strings_.empty() && strings_.back().in_text) return lex_text();
  if (at_line_start_) {
    bool is_token = false;
    if (!start_line(&is_token) || is_token) return;
  }
  if (!skip_space()) return;
  begin_token();
  char c = peek();
  if (is_identifier_start(c)) return lex_name();
  if (is_digit(c) || (c == '.' && is_digit(peek(1)))) return lex_number();
  if (c == '"' || c == '\'') return lex_string({});
  if (c == '\n') {
    ++at_;
    at_line_start_ = true;
    // A comment belongs to the line end.
    if (comment_ > source_.line_start()) token_.span.column = comment_ - source_.line_start();
    return end_token(TokenKind::kNewline);
  }
  lex_operator();
}

// --- lines and indentation

bool Lexer::next_line() {
  if (open_fields_ != 0)
    capture_to(source_.line_start() + static_cast<uint32_t>(source_.line().size()));
  if (!source_.next_line()) return false;
  comment_ = 0;
  at_ = capture_from_ = source_.line_start();
  return true;
}

void Lexer::capture_to(uint32_t at) {
  capture_.append(source_.data() + capture_from_, at - capture_from_);
  capture_from_ = at;
}

// Goes to the next line that is not blank. `is_token`: it starts with Indent, Dedent or End.
bool Lexer::start_line(bool* is_token) {
  *is_token = true;
  Indentation found{};
  if (pending_dedents_ == 0) {
    for (;;) {
      if (!next_line()) {
        if (reporter_.failed()) return false;
        if (indentation_.empty()) return end_of_source(), true;
        pending_dedents_ = static_cast<int32_t>(indentation_.size());
        indentation_.clear();
        started_ = false;
        break;
      }
      started_ = true;
      if (!measure_indentation(&found)) return false;
      if (peek() != '\n' && peek() != '#') break;
    }
    if (started_ && !apply_indentation(found)) return false;
  }
  if (pending_dedents_ < 0) {
    pending_dedents_ = 0;
    at_line_start_ = false;
    token_.begin = source_.line_start();
    token_.span = {source_.line_number(), 0, 0, 0};
    end_token(TokenKind::kIndent);
  } else if (pending_dedents_ > 0) {
    --pending_dedents_;
    if (started_) {
      at_line_start_ = pending_dedents_ != 0;
      begin_token();
      end_token(TokenKind::kDedent);
    } else {
      end_of_source();
      token_.kind = TokenKind::kDedent;
    }
  } else {
    *is_token = at_line_start_ = false;
  }
  return true;
}

bool Lexer::measure_indentation(Indentation* found) {
  *found = {};
  uint32_t continued = 0;
  for (;; ++at_) {
    switch (peek()) {
      case ' ':
        ++found->column;
        ++found->alternative;
        continue;
      case '\t':
        found->column = (found->column / 8 + 1) * 8;
        ++found->alternative;
        continue;
      case '\f':
        *found = {};
        continue;
      case '\\':
        // The first of the joined lines decides.
        if (continued == 0) continued = found->column;
        if (!continue_line()) return false;
        --at_;
        *found = {};
        continue;
    }
    break;
  }
  if (continued != 0) *found = {continued, continued};
  return true;
}

// Sets pending_dedents_: -1 for one more level, else how many levels end.
bool Lexer::apply_indentation(const Indentation& found) {
  Indentation top = indentation_.empty() ? Indentation{} : indentation_.back();
  if (found.column > top.column) {
    if (found.alternative <= top.alternative) {
      return inconsistent_tabs(), false;
    }
    if (indentation_.size() + 1 >= kMaxIndentations) {
      bad_indentation(ErrorClass::kIndentationError, "too many levels of indentation");
      return false;
    }
    pending_dedents_ = -1;
    return indentation_.push(found);
  }
  while (found.column < top.column) {
    ++pending_dedents_;
    indentation_.pop();
    top = indentation_.empty() ? Indentation{} : indentation_.back();
  }
  if (found.column != top.column) {
    if (looking_for_errors_) return false;
    uint32_t length = static_cast<uint32_t>(source_.line().size()) - 1;
    raise(ErrorClass::kIndentationError, {source_.line_number(), length, 0, 0},
          {"unindent does not match any outer indentation level"});
    return false;
  }
  if (found.alternative != top.alternative) {
    return inconsistent_tabs(), false;
  }
  return true;
}

void Lexer::inconsistent_tabs() {
  bad_indentation(ErrorClass::kTabError, "inconsistent use of tabs and spaces in indentation");
}

void Lexer::bad_indentation(ErrorClass error, std::string_view message) {
  if (looking_for_errors_) return;
  uint32_t line = source_.line_number();
  reporter_.raise_final(error, line, 1, 0, line_text(line), {message});
}

// Goes to the next character that is neither space, comment, joined line end, nor line end in
// brackets. False when that gave the token itself.
bool Lexer::skip_space() {
  for (;;) {
    switch (peek()) {
      case ' ':
      case '\t':
      case '\f':
        ++at_;
        continue;
      case '#':
        if (open_fields_ != 0) capture_to(at_);
        comment_ = at_;
        at_ = source_.line_start() + static_cast<uint32_t>(source_.line().size()) - 1;
        capture_from_ = at_;
        continue;
      case '\n':
        if (brackets_.empty()) return true;
        if (next_line()) continue;
        if (!reporter_.failed()) unclosed_bracket();
        return false;
      case '\\':
        if (!continue_line()) return false;
        continue;
      default:
        return true;
    }
  }
}

// At a backslash outside of strings.
bool Lexer::continue_line() {
  if (looking_for_errors_ && peek(1) != '\n') return false;
  if (peek(1) != '\n') {
    uint32_t line = source_.line_number();
    reporter_.raise_final(ErrorClass::kSyntaxError, line, character_column(column() + 1), 0,
                          line_text(line),
                          {"unexpected character after line continuation character"});
    return false;
  }
  Span span{source_.line_number(), column() + 1, 0, 0};
  if (next_line()) return true;
  if (reporter_.failed()) return false;
  if (looking_for_errors_) return end_of_source(), false;
  if (!brackets_.empty()) return unclosed_bracket(), false;
  failed_at_end_ = source_.newline_was_missing();
  raise(ErrorClass::kSyntaxError, span, {"unexpected EOF while parsing"});
  return false;
}

void Lexer::end_of_source() {
  uint32_t line = source_.line_number() + 1;
  token_.kind = TokenKind::kEnd;
  token_.begin = token_.end = 0;
  token_.span = {line, 0, line, 0};
  started_ = false;
  past_end_ = true;
}

bool Lexer::next_is_single_equal() const {
  uint32_t ahead = 0;
  while (peek(ahead) == ' ' || peek(ahead) == '\t') ++ahead;
  return peek(ahead) == '=' && peek(ahead + 1) != '=';
}

// --- names and operators

void Lexer::lex_name() {
  const char* text = source_.data();
  uint32_t end = at_;
  bool ascii = true;
  while (is_identifier_part(text[end])) {
    ascii &= static_cast<uint8_t>(text[end]) < 0x80;
    ++end;
  }
  uint32_t begin = at_;
  at_ = end;
  if ((text[end] == '"' || text[end] == '\'') && end - begin <= 3) {
    Prefix prefix;
    if (take_prefix({text + begin, end - begin}, &prefix)) return lex_string(prefix);
    if (reporter_.failed()) return;
  }
  if (!ascii && !check_identifier(begin)) return;
  end_token(find_keyword(text_between(begin, end)));
}

std::string_view Lexer::text_between(uint32_t begin, uint32_t end) const {
  return {source_.data() + begin, end - begin};
}

bool Lexer::check_identifier(uint32_t begin) {
  std::string_view text = text_between(begin, at_);
  size_t bad = invalid_identifier_character(text);
  if (bad == text.npos) return true;
  char32_t c = base::utf8_at_unchecked(text.data() + bad);
  size_t length = base::utf8_sequence_length(text[bad]);
  char hex[8];
  std::string_view number = code_point_text(c, hex);
  uint32_t column = begin + static_cast<uint32_t>(bad) - source_.line_start();
  if (is_printable_character(c)) {
    error_at(column, {"invalid character '", text.substr(bad, length), "' (U+", number, ")"});
  } else {
    error_at(column, {"invalid non-printable character U+", number});
  }
  return false;
}

// Whether `text`, which stands before a quote, is a string prefix. Letters that cannot stand
// together are an error.
bool Lexer::take_prefix(std::string_view text, Prefix* prefix) {
  bool f = false, t = false;
  for (char c : text) {
    bool* flag = nullptr;
    switch (c | 0x20) {
      case 'r':
        flag = &prefix->raw;
        break;
      case 'b':
        flag = &prefix->bytes;
        break;
      case 'u':
        flag = &prefix->unicode;
        break;
      case 'f':
        flag = &f;
        break;
      case 't':
        flag = &t;
        break;
      default:
        return false;
    }
    if (*flag) return false;
    *flag = true;
  }
  struct Pair {
    bool both;
    const char* names;
  };
  const Pair kPairs[] = {{prefix->unicode && prefix->bytes, "'u' and 'b'"},
                         {prefix->unicode && prefix->raw, "'u' and 'r'"},
                         {prefix->unicode && f, "'u' and 'f'"},
                         {prefix->unicode && t, "'u' and 't'"},
                         {prefix->bytes && f, "'b' and 'f'"},
                         {prefix->bytes && t, "'b' and 't'"},
                         {f && t, "'f' and 't'"}};
  for (const Pair& pair : kPairs) {
    if (!pair.both) continue;
    uint32_t begin = token_.span.column;
    raise(ErrorClass::kSyntaxError, {source_.line_number(), begin, source_.line_number(), column()},
          {pair.names, " prefixes are incompatible"});
    return false;
  }
  prefix->letter = f ? 'f' : t ? 't' : 0;
  return true;
}

void Lexer::lex_operator() {
  using enum TokenKind;
  char c = peek();
  char next = c == '\n' ? '\0' : peek(1);
  char after = next == '\n' || next == '\0' ? '\0' : peek(2);
  auto token = [&](TokenKind kind, uint32_t length) {
    at_ += length;
    end_token(kind);
  };
  auto plain_or_equal = [&](TokenKind plain, TokenKind equal) {
    next == '=' ? token(equal, 2) : token(plain, 1);
  };
  auto maybe_double = [&](TokenKind plain, TokenKind equal, TokenKind twice,
                          TokenKind twice_equal) {
    if (next != c) return plain_or_equal(plain, equal);
    after == '=' ? token(twice_equal, 3) : token(twice, 2);
  };
  switch (c) {
    case '(':
    case '[':
    case '{':
      return open_bracket(c, false);
    case ')':
    case ']':
    case '}':
      return close_bracket(c);
    case ':':
      if (in_field()) {
        strings_.back().in_text = true;  // a format spec follows
        return token(kColon, 1);
      }
      return plain_or_equal(kColon, kColonEqual);
    case ',':
      return token(kComma, 1);
    case ';':
      return token(kSemicolon, 1);
    case '~':
      return token(kTilde, 1);
    case '.':
      return next == '.' && after == '.' ? token(kEllipsis, 3) : token(kDot, 1);
    case '+':
      return plain_or_equal(kPlus, kPlusEqual);
    case '-':
      return next == '>' ? token(kArrow, 2) : plain_or_equal(kMinus, kMinusEqual);
    case '*':
      return maybe_double(kStar, kStarEqual, kDoubleStar, kDoubleStarEqual);
    case '/':
      return maybe_double(kSlash, kSlashEqual, kDoubleSlash, kDoubleSlashEqual);
    case '%':
      return plain_or_equal(kPercent, kPercentEqual);
    case '@':
      return plain_or_equal(kAt, kAtEqual);
    case '|':
      return plain_or_equal(kBar, kBarEqual);
    case '^':
      return plain_or_equal(kCaret, kCaretEqual);
    case '&':
      return plain_or_equal(kAmpersand, kAmpersandEqual);
    case '=':
      return plain_or_equal(kEqual, kEqualEqual);
    case '!':
      return plain_or_equal(kExclamation, kNotEqual);
    case '<':
      if (next == '>') return token(kNotEqual, 2);  // the parser refuses it
      return maybe_double(kLess, kLessEqual, kLeftShift, kLeftShiftEqual);
    case '>':
      return maybe_double(kGreater, kGreaterEqual, kRightShift, kRightShiftEqual);
    default:
      break;
  }
  if (static_cast<uint8_t>(c) < 0x20 || c == 0x7F) {
    char hex[8];
    return error_here(
        {"invalid non-printable character U+", code_point_text(static_cast<uint8_t>(c), hex)});
  }
  token(kUnknown, 1);  // `$`, `?`, `` ` ``
}

// --- brackets

void Lexer::open_bracket(char c, bool is_field) {
  using enum TokenKind;
  if (brackets_.size() >= kMaxBrackets) return error_here({"too many nested parentheses"});
  uint32_t characters = static_cast<uint32_t>(character_column(column()));
  Bracket bracket{source_.line_number(), characters & 0xFFFFFF, static_cast<uint8_t>(c),
                  Bracket::kNotField};
  ++at_;
  if (is_field) {
    if (open_fields_++ == 0) {
      capture_.clear();
      capture_from_ = at_;
    }
    bracket.capture = capture_.size() + (at_ - capture_from_);
  }
  brackets_.push(bracket);
  end_token(c == '(' ? kLeftParen : c == '[' ? kLeftBracket : kLeftBrace);
}

void Lexer::close_bracket(char c) {
  using enum TokenKind;
  const char letter[] = {string_letter(), '\0'};
  const char* prefix = letter[0] != 0 ? "-string: " : "";
  const char text[] = {c, '\0'};
  if (brackets_.empty()) return error_here({"unmatched '", text, "'"});
  Bracket open = brackets_.back();
  char opening = static_cast<char>(open.character);
  if (closing_of(opening) != c) {
    if (open.is_field()) return error_here({letter, prefix, "unmatched '", text, "'"});
    const char opening_text[] = {opening, '\0'};
    if (open.line != source_.line_number()) {
      return error_here({"closing parenthesis '", text, "' does not match opening parenthesis '",
                         opening_text, "' on line ", open.line});
    }
    return error_here({"closing parenthesis '", text, "' does not match opening parenthesis '",
                       opening_text, "'"});
  }
  if (open.is_field()) close_field();
  brackets_.pop();
  ++at_;
  end_token(c == ')' ? kRightParen : c == ']' ? kRightBracket : kRightBrace);
}

void Lexer::close_field() {
  --open_fields_;
  closed_field_ = brackets_.back().capture;
  OpenString& string = strings_.back();
  --string.fields;
  string.in_text = true;
}

std::string_view Lexer::field_text() {
  bool closed = token_.kind == TokenKind::kRightBrace;
  uint32_t start = closed ? closed_field_ : brackets_.back().capture;
  // Behind `=` only these can stand; the parser refuses any other, whose text may be elsewhere.
  if (!closed && token_.kind != TokenKind::kColon && token_.kind != TokenKind::kEqual &&
      token_.kind != TokenKind::kExclamation) {
    return {};
  }
  if (capture_.empty()) return text_between(capture_from_ + start, token_.begin);
  capture_to(token_.begin);
  return {capture_.data() + start, capture_.size() - start};
}

// --- looking ahead

bool Lexer::line_ends_with_block_colon() {
  Token token = token_;
  uint32_t at = at_, end_line = previous_end_line_, end_column = previous_end_column_;
  uint32_t line_start = source_.line_start(), line_number = source_.line_number();
  uint32_t value_size = value_.size();
  bool is_bracket = !brackets_.empty();  // the current token, if any
  Bracket bracket = is_bracket ? brackets_.back() : Bracket{};
  uint32_t lambdas = 0;
  bool found = false;
  source_.set_keep_lines(true);
  looking_ahead_ = true;
  while (!reporter_.failed() && token_.kind != TokenKind::kNewline &&
         token_.kind != TokenKind::kEnd && !value_.workspace().failed()) {
    bool outside = brackets_.empty();
    TokenKind kind = token_.kind;
    advance();
    if (!outside) continue;
    if (kind == TokenKind::kKwLambda) {
      ++lambdas;
    } else if (kind == TokenKind::kColon && lambdas != 0) {
      --lambdas;
    } else if (kind == TokenKind::kColon) {
      found = token_.kind == TokenKind::kNewline;
      break;
    }
  }
  reporter_.clear();  // an error comes again when its place is reached
  looking_ahead_ = false;
  failed_at_end_ = at_line_start_ = past_end_ = false;
  source_.set_keep_lines(false);
  source_.rewind(line_start, line_number);
  value_.truncate(value_size);
  brackets_.clear();
  if (is_bracket) brackets_.push(bracket);
  strings_.clear();
  open_fields_ = 0;
  token_ = token;
  at_ = at;
  previous_end_line_ = end_line;
  previous_end_column_ = end_column;
  return found;
}

// --- errors

void Lexer::look_for_later_error(uint32_t line) {
  looking_ahead_ = looking_for_errors_ = true;  // no warnings
  while (!reporter_.failed() && token_.kind != TokenKind::kEnd && !value_.workspace().failed()) {
    advance();
    value_.clear();
    if (token_.kind == TokenKind::kError) break;
  }
  looking_ahead_ = looking_for_errors_ = false;
  if (token_.kind == TokenKind::kEnd && !brackets_.empty() && line > brackets_.back().line) {
    unclosed_bracket();
  }
}

// The end of the source, in brackets.
void Lexer::unclosed_bracket() {
  end_of_source();
  if (looking_ahead_) return;
  failed_at_end_ = true;
  const Bracket& open = brackets_.back();
  const char text[] = {static_cast<char>(open.character), '\0'};
  reporter_.raise_final(ErrorClass::kSyntaxError, open.line, static_cast<int32_t>(open.column), 0,
                        line_text(open.line), {"'", text, "' was never closed"});
}

Span Lexer::end_of_last_line() const {
  return {source_.line_number(), static_cast<uint32_t>(source_.line().size()) - 1, 0, 0};
}

int32_t Lexer::character_column(uint32_t column) const {
  if (source_.line_is_ascii()) return static_cast<int32_t>(column) + 1;
  return static_cast<int32_t>(count_characters(source_.line().substr(0, column))) + 1;
}

std::string_view Lexer::line_text(uint32_t line) const {
  return line == source_.line_number() && source_.data() != nullptr ? source_.line()
                                                                    : std::string_view{};
}

void Lexer::raise(ErrorClass error, const Span& span, std::initializer_list<Piece> pieces) {
  reporter_.raise(error, span, line_text(span.line), pieces);
}

void Lexer::error_here(std::initializer_list<Piece> pieces) { error_at(column(), pieces); }

void Lexer::error_at(uint32_t column, std::initializer_list<Piece> pieces) {
  uint32_t line = source_.line_number();
  raise(ErrorClass::kSyntaxError, {line, column, line, column}, pieces);
}

}  // namespace ts::lang
