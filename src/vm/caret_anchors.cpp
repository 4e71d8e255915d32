// The anchors of traceback carets without a parser: one pass over the tokens of the expression,
// brackets counted, that finds the operator of lowest precedence or the last pair of brackets.
// Follows what CPython's traceback module shows.

#include "vm/caret_anchors.h"

#include <cstdint>

namespace ts::vm {

namespace {

constexpr size_t kNowhere = SIZE_MAX;

bool is_space(char c) { return c == ' ' || (c >= '\t' && c <= '\r'); }
bool is_digit(char c) { return c >= '0' && c <= '9'; }
bool is_word(char c) {
  return is_digit(c) || (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || c == '_' ||
         static_cast<unsigned char>(c) >= 0x80;
}

/// Keywords that make an expression something else than an operation, subscription or call.
bool ends_analysis(std::string_view word) {
  static constexpr std::string_view kWords[] = {
      "and",  "as",     "assert", "async",  "break",   "class",    "continue", "def",
      "del",  "elif",   "else",   "except", "finally", "for",      "from",     "global",
      "if",   "import", "in",     "is",     "lambda",  "nonlocal", "not",      "or",
      "pass", "raise",  "return", "try",    "while",   "with",     "yield"};
  for (std::string_view w : kWords) {
    if (w == word) return true;
  }
  return false;
}

/// A walk over tokens; only what stands outside of all brackets is looked at.
class Scanner {
 public:
  explicit Scanner(std::string_view s) : s_(s) {}

  /// False: no operation, subscription or call.
  bool run() {
    while (skip_space(), i_ < s_.size()) {
      if (!token()) return false;
      first_ = false;
    }
    return depth_ == 0 && operand_;
  }

  size_t operator_at = kNowhere;
  int precedence = 100;
  bool unary = false;  ///< begins with + - ~
  bool awaits = false;
  size_t group_start =
      kNowhere;              ///< of brackets at the very end that belong to the operand before them
  bool named_group = false;  ///< nothing but a name stands before the group

 private:
  char at(size_t offset) const { return i_ + offset < s_.size() ? s_[i_ + offset] : '\0'; }

  void skip_space() {
    while (i_ < s_.size()) {
      if (is_space(s_[i_])) {
        i_++;
      } else if (s_[i_] == '\\') {
        i_ += 2;
      } else if (s_[i_] == '#') {
        while (i_ < s_.size() && s_[i_] != '\n') i_++;
      } else {
        return;
      }
    }
  }

  bool token() {
    char c = s_[i_];
    if (c == '"' || c == '\'') return string(false);
    if (is_word(c) || (c == '.' && is_digit(at(1)))) return word();
    if (c == '(' || c == '[' || c == '{') return open();
    if (c == ')' || c == ']' || c == '}') return close();
    if (depth_ > 0) return i_++, true;
    if (c == '.') {
      i_ += at(1) == '.' && at(2) == '.' ? 3 : 1;
      set_operand(true);
      return true;
    }
    return punctuation();
  }

  void set_operand(bool yes) {
    operand_ = yes;
    group_start = kNowhere;
    name_only_ = false;
  }

  bool word() {
    size_t start = i_;
    bool number = !is_word(s_[i_]) || is_digit(s_[i_]);
    bool hexadecimal = s_[i_] == '0' && (at(1) | 32) == 'x';
    while (i_ < s_.size() && (is_word(s_[i_]) || (number && s_[i_] == '.'))) {
      bool exponent = number && !hexadecimal && (s_[i_] | 32) == 'e';
      i_++;
      if (exponent && (at(0) == '+' || at(0) == '-')) i_++;
    }
    std::string_view text = s_.substr(start, i_ - start);
    if (!number && i_ < s_.size() && (s_[i_] == '"' || s_[i_] == '\'') && text.size() <= 2) {
      bool formatted = text.find_first_of("fFtT") != std::string_view::npos;
      return string(formatted);
    }
    if (depth_ > 0) return true;
    if (text == "await") return awaits = true;
    if (ends_analysis(text)) return false;
    set_operand(true);
    name_only_ = first_ && !number;
    return true;
  }

  bool string(bool formatted) {
    char quote = s_[i_];
    bool triple = at(1) == quote && at(2) == quote;
    i_ += triple ? 3 : 1;
    unsigned braces = 0;
    for (; i_ < s_.size(); i_++) {
      char c = s_[i_];
      if (c == '\\') {
        i_++;
      } else if (formatted && c == '{') {
        if (at(1) == '{' && braces == 0) {
          i_++;
        } else {
          braces++;
        }
      } else if (formatted && c == '}' && braces) {
        braces--;
      } else if (c == quote && braces == 0 && (!triple || (at(1) == quote && at(2) == quote))) {
        i_ += triple ? 3 : 1;
        if (depth_ == 0) set_operand(true);
        return true;
      }
    }
    return false;
  }

  bool open() {
    if (depth_++ == 0) {
      opened_ = operand_ ? i_ : kNowhere;
      named_group = name_only_;
    }
    i_++;
    return true;
  }

  bool close() {
    if (depth_ == 0) return false;
    i_++;
    if (--depth_ == 0) {
      set_operand(true);
      group_start = opened_;
    }
    return true;
  }

  bool punctuation() {
    char c = s_[i_];
    int level = 0;
    size_t length = 1;
    switch (c) {
      case '|':
        level = 1;
        break;
      case '^':
        level = 2;
        break;
      case '&':
        level = 3;
        break;
      case '<':
      case '>':
        if (at(1) != c) return false;
        level = 4, length = 2;
        break;
      case '+':
      case '-':
        level = 5;
        break;
      case '*':
        level = at(1) == '*' ? 8 : 6;
        length = level == 8 ? 2 : 1;
        break;
      case '/':
        level = 6;
        length = at(1) == '/' ? 2 : 1;
        break;
      case '%':
      case '@':
        level = 6;
        break;
      case '~':
        break;
      default:
        return false;
    }
    if (at(length) == '=') return false;
    if (!operand_) {
      if (c != '+' && c != '-' && c != '~') return false;
      if (first_) unary = true;
    } else {
      if (level == 0) return false;
      // Of equals the last one is applied last, but ** binds to the right.
      if (level < precedence || (level == precedence && level != 8)) {
        precedence = level;
        operator_at = i_;
      }
    }
    set_operand(false);
    i_ += length;
    return true;
  }

  std::string_view s_;
  size_t i_ = 0;
  unsigned depth_ = 0;
  size_t opened_ = kNowhere;
  bool name_only_ = false;
  bool operand_ = false;
  bool first_ = true;
};

/// Whether the text is one pair of parentheses around an expression (no tuple, generator or empty
/// pair): its inner expression begins behind the parenthesis.
bool is_parenthesized(std::string_view s) {
  unsigned depth = 0;
  bool content = false;
  for (size_t i = 0; i < s.size(); i++) {
    char c = s[i];
    if (c == '"' || c == '\'') {
      size_t end = s.find(c, i + 1);
      if (end == std::string_view::npos) return false;
      i = end;
    } else if (c == '(' || c == '[' || c == '{') {
      depth++;
      continue;
    } else if (c == ')' || c == ']' || c == '}') {
      if (depth == 0 || (--depth == 0 && i + 1 != s.size())) return false;
      continue;
    } else if (depth == 1 && (c == ',' || (c == 'f' && s.substr(i, 4) == "for "))) {
      return false;
    }
    content = content || !is_space(c);
  }
  return content && depth == 0;
}

}  // namespace

CaretAnchors find_anchors(std::string_view segment) {
  CaretAnchors result;
  Scanner scanner(segment);
  if (!scanner.run()) return result;
  if (scanner.operator_at != kNowhere) {
    if (scanner.unary && scanner.precedence == 8) return result;
    size_t start = scanner.operator_at, next = start + 1;
    bool two = next < segment.size() && !is_space(segment[next]) && segment[next] != '\\' &&
               segment[next] != '#';
    char c = segment[start];
    bool doubled = two && segment[next] == c && (c == '*' || c == '/' || c == '<' || c == '>');
    // CPython takes a second character when it is not part of the right operand: an opening
    // parenthesis is not.
    two = two && (doubled || (segment[next] == '(' && is_parenthesized(segment.substr(next))));
    result.kind = CaretAnchors::kBinary;
    result.start = start;
    result.end = two ? next + 1 : next;
    return result;
  }
  if (scanner.unary || scanner.awaits || scanner.group_start == kNowhere) return result;
  char bracket = segment[scanner.group_start];
  if (bracket == '{') return result;
  result.kind = bracket == '[' ? CaretAnchors::kSubscript : CaretAnchors::kCall;
  result.plain_name = scanner.named_group;
  result.start = scanner.group_start;
  result.end = segment.size();
  return result;
}

namespace {

bool is_ascii_text(std::string_view s) {
  for (char c : s) {
    if (static_cast<unsigned char>(c) >= 0x80) return false;
  }
  return true;
}

/// "target =", "a = b[i] =": what may stand before the value of an assignment without annotation or
/// operator.
bool is_assignment_start(std::string_view s) {
  if (s.size() < 2 || s.back() != '=') return false;
  constexpr std::string_view kOperators = "=!<>+-*/%&|^@:~";
  if (kOperators.find(s[s.size() - 2]) != std::string_view::npos) return false;
  unsigned depth = 0;
  for (size_t i = 0; i < s.size();) {
    char c = s[i];
    if (is_word(c)) {
      size_t start = i;
      while (i < s.size() && is_word(s[i])) i++;
      if (depth == 0 && ends_analysis(s.substr(start, i - start))) return false;
      continue;
    }
    if (c == '(' || c == '[' || c == '{') depth++;
    if ((c == ')' || c == ']' || c == '}') && depth-- == 0) return false;
    if (depth == 0 && (c == ':' || c == ';')) return false;
    i++;
  }
  return depth == 0;
}

}  // namespace

bool is_whole_statement(const CaretAnchors& anchors, std::string_view before,
                        std::string_view after) {
  if (anchors.kind != CaretAnchors::kCall || before.empty() || is_space(before[0]) ||
      !is_ascii_text(before))
    return false;
  while (!before.empty() && is_space(before.back())) before.remove_suffix(1);
  while (!after.empty() && is_space(after[0])) after.remove_prefix(1);
  if (!after.empty() && after[0] != '#' && after[0] != ';') return false;
  if (before == "return") return anchors.plain_name;
  return is_assignment_start(before);
}

}  // namespace ts::vm
