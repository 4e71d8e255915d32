// The lexer: characters to tokens, after the Language Reference, chapter 2, and PEP 701. It knows
// about indentation, brackets and the inside of f-strings, but not about grammar. One token is
// current; nothing is allocated for it.

#pragma once

#include "lang/line_source.h"
#include "lang/token.h"

namespace ts::lang {

class Lexer {
 public:
  /// `reporter` and `options` need not be constructed yet.
  Lexer(base::Workspace& workspace, Reporter& reporter, Reader reader, const ParserOptions& options,
        bool source_is_text);

  /// The current token; before the first `advance`, none.
  const Token& token() const { return token_; }
  /// Goes on to the next token. After an error the token stays kError.
  void advance();
  /// The text of the current token, which is not a string.
  std::string_view text() const {
    return {source_.data() + token_.begin, token_.end - token_.begin};
  }
  /// Where the last token before the current one ended that is more than white space.
  uint32_t previous_end_line() const { return previous_end_line_; }
  uint32_t previous_end_column() const { return previous_end_column_; }

  /// Contents of string tokens are appended here; the parser takes them off again.
  base::Array<char>& value() { return value_; }

  /// How many brackets were open behind the token before the current one.
  uint32_t previous_depth() const { return previous_depth_; }
  /// How many brackets are open, those of f-strings included.
  uint32_t depth() const { return brackets_.size(); }
  /// Reads tokens to the end, with an error that is provisional: an error of the lexer replaces it,
  /// and so does a bracket that was opened on a line before `line` and never closed.
  void look_for_later_error(uint32_t line);

  struct Bracket {
    uint32_t line;
    uint32_t column : 24;  // in characters, from 1
    uint32_t character : 8;
    uint32_t capture;  // f-string fields: where their text starts, see field_text
    bool is_field() const { return capture != kNotField; }
    static constexpr uint32_t kNotField = 0xFFFFFFFF;
  };

  /// The text of the innermost replacement field, up to the current token, which may be its `}`.
  std::string_view field_text();
  /// Whether the f-string (or t-string) that is open is a t-string; only inside a field.
  char string_letter() const { return strings_.empty() ? 0 : strings_.back().letter; }
  bool in_field() const { return !brackets_.empty() && brackets_.back().is_field(); }

  /// Whether the rest of the logical line, from the current token on, has a ':' outside of
  /// brackets that ends it. Decides what `match` is. The current token stays what it is.
  bool line_ends_with_block_colon();

  /// Whether a lone `=` follows the current token, which is a name, on its line.
  bool next_is_single_equal() const;

  /// Whether the current token lies behind the last line.
  bool past_end() const { return past_end_; }
  /// Where CPython places an error at the end of the source: behind the last line.
  Span end_of_last_line() const;
  bool newline_was_missing() const { return source_.newline_was_missing(); }
  /// The error, if there was one, came from the end of the source (an open string, a `\`).
  bool failed_at_end() const { return failed_at_end_; }

  /// The text of a line that is still held, or nothing.
  std::string_view line_text(uint32_t line) const;
  void raise(ErrorClass error, const Span& span, std::initializer_list<Piece> pieces);

 private:
  // An f-string or t-string that is open. Its text mode is at the top level or in a format spec.
  struct OpenString {
    char quote;
    char letter;  // 'f' or 't'
    bool triple;
    bool raw;
    bool in_text;
    uint8_t fields;  // open replacement fields
    uint32_t line;
    uint32_t column;
  };
  struct Indentation {
    uint32_t column;       // tabs to multiples of 8
    uint32_t alternative;  // tabs as 1: the two must agree
  };
  struct Prefix {
    bool raw = false, bytes = false, unicode = false;
    char letter = 0;
  };

  bool next_line();
  char peek(uint32_t ahead = 0) const { return source_.data()[at_ + ahead]; }
  std::string_view text_between(uint32_t begin, uint32_t end) const;
  uint32_t column() const { return at_ - source_.line_start(); }
  void begin_token();
  void end_token(TokenKind kind);
  void lex();
  bool start_line(bool* is_token);
  bool measure_indentation(Indentation* found);
  bool apply_indentation(const Indentation& found);
  bool skip_space();
  bool continue_line();
  void end_of_source();
  void unclosed_bracket();
  void lex_name();
  bool check_identifier(uint32_t begin);
  bool take_prefix(std::string_view text, Prefix* prefix);
  void lex_operator();
  void open_bracket(char c, bool is_field);
  void close_bracket(char c);
  void close_field();

  void lex_number();
  bool lex_radix(char first, int base);
  bool lex_digits();
  bool number_may_end(std::string_view kind);
  bool lex_fraction_and_exponent(bool* is_real);

  void lex_string(const Prefix& prefix);
  void begin_contents();
  bool next_line_of_contents();
  bool skip_line_of_contents();
  bool take_backslash(bool raw);
  void unterminated_string(char quote, bool triple, bool escaped_quote);
  void start_formatted(const Prefix& prefix);
  void lex_text();
  void open_field();
  void end_formatted();
  void unterminated_formatted();
  void lex_escape(bool bytes, bool formatted);
  void lex_hex_escape(int digits, bool bytes);
  void lex_named_escape();
  void lex_octal_escape(bool bytes);
  void push_code_point(uint32_t c, bool bytes);
  void escape_error(uint32_t length, const char* what);
  void warn_escape(std::string_view text, std::string_view what);
  void raise_pending_escape(bool bytes);

  void capture_to(uint32_t at);
  void inconsistent_tabs();
  void bad_indentation(ErrorClass error, std::string_view message);
  int32_t character_column(uint32_t column) const;
  void error_here(std::initializer_list<Piece> pieces);
  void error_at(uint32_t column, std::initializer_list<Piece> pieces);

  Token token_;  // first: read all the time, and near addresses are cheap on small CPUs
  uint32_t previous_end_line_ = 1;
  uint32_t previous_end_column_ = 0;
  uint32_t at_ = 0;  // in the lines of source_
  Reporter& reporter_;
  const ParserOptions& options_;
  LineSource source_;
  base::Array<Indentation> indentation_;
  base::Array<Bracket> brackets_;
  base::Array<OpenString> strings_;
  base::Array<char> value_;
  base::Array<char> capture_;  // text of open replacement fields on lines gone by
  uint32_t capture_from_ = 0;  // where on the current line the text not yet in capture_ starts
  uint32_t open_fields_ = 0;
  uint32_t previous_depth_ = 0;
  uint32_t comment_ = 0;       // where a comment began on the current line; 0: nowhere
  uint32_t closed_field_ = 0;  // Bracket::capture of the field closed last
  int32_t pending_dedents_ = 0;
  bool at_line_start_ = true;
  bool started_ = false;
  bool past_end_ = false;
  bool failed_at_end_ = false;
  bool looking_ahead_ = false;
  bool looking_for_errors_ = false;  // see look_for_later_error: some kinds do not count there
  // The first bad escape of the string being read.
  const char* escape_problem_ = nullptr;
  uint32_t escape_from_ = 0;
  uint32_t escape_to_ = 0;
  uint32_t string_offset_ = 0;  // bytes of the string's contents on lines gone by
  uint32_t string_begin_ = 0;   // where they start on the current line
  bool escape_warned_ = false;
};

}  // namespace ts::lang
