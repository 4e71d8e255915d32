// Errors of syntax, in CPython 3.14's words and at its places. What takes a closer look at what the
// user may have meant is in parser_hint.cpp, which a small board leaves out.

#include "lang/parser_impl.h"

namespace ts::lang {
namespace {

using enum TokenKind;

constexpr std::string_view kBlockNames[] = {
    "'if' statement",      "'elif' statement",    "'else' statement",    "'for' statement",
    "'while' statement",   "'with' statement",    "'try' statement",     "'except' statement",
    "'except*' statement", "'finally' statement", "function definition", "class definition",
    "'match' statement",   "'case' statement"};

constexpr std::string_view kFeatures[] = {
    "nested_scopes",  "generators",       "division",       "absolute_import", "with_statement",
    "print_function", "unicode_literals", "barry_as_FLUFL", "generator_stop",  "annotations"};

}  // namespace

// --- reporting

// Every error of the parser ends here. An error of the lexer in the rest of the source, or a
// bracket that is never closed, comes first.
void ParserImpl::raise(ErrorClass error, const Span& span, std::initializer_list<Piece> pieces) {
  if (recovering_) {
    recovery_failed_ = true;
    return;
  }
  if (stopped()) return;
  note_stuck();
  uint32_t line = here().line;
  reporter_.set_provisional(true);
  lexer_.raise(error, span, pieces);
  lexer_.look_for_later_error(line);
  reporter_.set_provisional(false);
}

// Remembers whether the parser got stuck at the end of the source, before it looks further.
void ParserImpl::note_stuck() {
  if (stuck_) return;
  stuck_ = true;
  failed_at_end_ = lexer_.past_end();
}

void ParserImpl::generic_error() {
  if (at(kIndent) || at(kDedent)) {
    note_stuck();
    uint32_t width = here().end_column;
    Span span{here().line, width == 0 ? 0 : width - 1, 0, 0};
    lexer_.raise(ErrorClass::kIndentationError, span,
                 {at(kIndent) ? "unexpected indent" : "unexpected unindent"});
  } else if (at(kEnd)) {
    error_at_end("invalid syntax");
  } else {
    error_here({"invalid syntax"});
  }
}

// CPython gives such an error column 0 of the last line.
void ParserImpl::error_at_end(std::string_view message) {
  if (stopped()) return;
  uint32_t line = lexer_.end_of_last_line().line;
  reporter_.raise_final(ErrorClass::kSyntaxError, line, 0, 0, lexer_.line_text(line), {message});
}

void ParserImpl::unexpected(NodeId value) {
  if (stopped()) return;
  if (recovering_) {
    recovery_failed_ = true;
    return;
  }
  note_stuck();
  if (!hint_for_token(value)) generic_error();
}

void ParserImpl::missing_operand() {
  if (stopped()) return;
  if (recovering_) {
    recovery_failed_ = true;
    return;
  }
  note_stuck();
  if (!hint_for_operand()) generic_error();
}

// --- arguments

bool ParserImpl::check_argument_order(const Frame& call, NodeId value) {
  bool starred = tree_.is(value, NodeKind::kStarred);
  if ((call.op & kSeenUnpacking) != 0 && starred) {
    NodeId before = call.tail;
    Span span = tree_.span(before);
    error_at(
        {span.end_line, span.end_column, lexer_.previous_end_line(), lexer_.previous_end_column()},
        {"iterable argument unpacking follows keyword argument unpacking"});
    return false;
  }
  if (starred || call.op == 0) return true;
  error_here({(call.op & kSeenUnpacking) != 0
                  ? "positional argument follows keyword argument unpacking"
                  : "positional argument follows keyword argument"});
  return false;
}

bool ParserImpl::check_repeated_keyword(NodeId call, NodeId keyword) {
  NameId name = tree_.name(keyword);
  for (NodeId node = tree_.first(call); node != kNoNode; node = tree_.next(node)) {
    if (!tree_.is(node, NodeKind::kKeyword) || tree_.name(node) != name) continue;
    error_at_node(keyword, {"keyword argument repeated: ", sink_.name_text(name)});
    return false;
  }
  return true;
}

bool ParserImpl::check_comprehension_element(NodeId element) {
  if (!tree_.is(element, NodeKind::kStarred)) return true;
  error_at_node(element, {"iterable unpacking cannot be used in comprehension"});
  return false;
}

bool ParserImpl::check_only_argument(const Frame& call, NodeId generator) {
  NodeId function = tree_.is(call.node, NodeKind::kCall) ? tree_.first(call.node) : kNoNode;
  if (call.tail == function) return true;
  Span span = tree_.span(tree_.first(generator));
  error_at({span.line, span.column, lexer_.previous_end_line(), lexer_.previous_end_column() - 1},
           {"Generator expression must be parenthesized"});
  return false;
}

// --- statements

bool ParserImpl::header_ends(NodeId value) {
  if (stopped()) return false;
  if (at(kColon)) return true;
  if (at(kNewline)) {
    error_here({"expected ':'"});
  } else {
    unexpected(value);
  }
  return false;
}

void ParserImpl::missing_block(const Block& block) {
  if (stopped()) return;
  Span span = lexer_.past_end() ? lexer_.end_of_last_line() : here();
  raise(ErrorClass::kIndentationError, span,
        {"expected an indented block after ", kBlockNames[static_cast<uint8_t>(block.kind)],
         " on line ", block.line});
}

void ParserImpl::missing_except() {
  Span span = lexer_.past_end() ? lexer_.end_of_last_line() : here();
  error_at(span, {"expected 'except' or 'finally' block"});
}

void ParserImpl::unexpected_in_for(NodeId target) { unexpected(target); }

void ParserImpl::report_invalid_target(NodeId target, NodeId bad, TargetUse use) {
  if (recovering_) {
    recovery_failed_ = true;
    return;
  }
  switch (use) {
    case TargetUse::kDelete:
      return error_at_node(bad, {"cannot delete ", describe(bad)});
    case TargetUse::kAssign:
      return invalid_assignment(target, bad);
    default:
      break;
  }
  if (is_bare_yield(bad) && bad == target && use == TargetUse::kAssignAgain) {
    return error_at_node(bad, {"assignment to yield expression not possible"});
  }
  error_at_node(bad, {"cannot assign to ", describe(bad)});
}

// The name behind `as`, as an Identifier.
NodeId ParserImpl::as_name(std::string_view what, std::string_view of) {
  if (!can_start_expression(kind())) {
    unexpected();
    return kNoNode;
  }
  NodeId target = kNoNode;
  Span start = here();
  bool is_name = at(kName);
  if (is_name) {
    target = take_name_node(NodeKind::kName);
    if (!at(kDot) && !at(kLeftParen) && !at(kLeftBracket)) {
      bool import_goes_on = what == "import target" && !at(kComma) && !at(kRightParen) &&
                            !at(kNewline) && !at(kSemicolon) && !at(kEnd) && !at(kError);
      if (!import_goes_on) {
        tree_.set_kind(target, NodeKind::kIdentifier);
        return target;
      }
    } else {
      target = expression_from(target, start, kSingle);
    }
  } else {
    target = expression(kSingle);
  }
  if (stopped()) return kNoNode;
  if (of.empty()) {
    error_at_node(target, {"cannot use ", describe(target), " as ", what});
  } else {
    error_at_node(target, {"cannot use ", what, of, describe(target)});
  }
  return kNoNode;
}

void ParserImpl::check_future_feature(NodeId alias) {
  std::string_view name = sink_.name_text(tree_.name(alias));
  for (std::string_view feature : kFeatures) {
    if (name == feature) return;
  }
  if (name == "braces") return error_at_node(alias, {"not a chance"});
  error_at_node(alias, {"future feature ", name, " is not defined"});
}

}  // namespace ts::lang
