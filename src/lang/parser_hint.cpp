// Hints: what the user may have meant, as the `invalid_` rules of CPython 3.14's grammar say it.
// Called once, when the parser is stuck: the stack of expressions and the current token tell what
// was going on. Some hints depend on whether what follows would be an expression; then one is
// parsed on trial, while the error is provisional. parser_hint_none.cpp stands in for this file.

#include "lang/parser_impl.h"

namespace ts::lang {
namespace {

using enum TokenKind;

constexpr std::string_view kPerhapsEqual = " here. Maybe you meant '==' instead of '='?";

}  // namespace

// Parses an expression of which nothing is kept but its place. An error of the lexer stays.
bool ParserImpl::try_expression(uint8_t flags, Precedence weakest, NodeId* value) {
  if (recovering_) return false;
  if (weakest > Precedence::kNot && (at(kKwNot) || at(kKwLambda))) return false;
  recovering_ = true;
  reporter_.set_provisional(true);
  *value = expression(flags, weakest);
  bool good = !recovery_failed_ && !at(kError) && !workspace_.failed();
  recovering_ = recovery_failed_ = false;
  reporter_.set_provisional(false);
  return good && !reporter_.failed();
}

// `value`: the operand before the current token, or none. True when the error is reported.
bool ParserImpl::hint_for_token(NodeId value) {
  if (value == kNoNode) return wrong_in_field(value);
  if (legacy_statement(value) || wrong_named(value) || wrong_equal(value) || missing_else() ||
      wrong_comprehension(value) || wrong_in_dict(value) || wrong_in_field(value)) {
    return true;
  }
  if (at(kIndent) || at(kDedent)) return false;
  Span stuck = here();
  if (!forgotten_comma(value)) error_at(stuck, {"invalid syntax"});
  return true;
}

bool ParserImpl::hint_for_operand() {
  const Frame& frame = top();
  if (not_behind_operator() || wrong_in_field(kNoNode)) return true;
  bool expects_expression = frame.kind == Frame::Kind::kTernaryElse;
  if (expects_expression) {
    return error_here({"expected expression after 'else', but statement is given"}), true;
  }
  if (frame.kind == Frame::Kind::kBrace && frame.op == kBraceValue) {
    if (at(kStar)) {
      Span star = here();
      advance();
      NodeId value = kNoNode;
      if (try_expression(kSingle, Precedence::kBitOr, &value)) {
        error_at({star.line, star.column, here().end_line, here().end_column - 1},
                 {"cannot use a starred expression in a dictionary value"});
      } else {
        error_at(star, {"invalid syntax"});
      }
      return true;
    }
    if (at(kRightBrace) || at(kComma)) {
      uint32_t end = lexer_.previous_end_column();
      return error_at({lexer_.previous_end_line(), end - 1, lexer_.previous_end_line(), end},
                      {"expression expected after dictionary key and ':'"}),
             true;
    }
  }
  if (at(kDoubleStar) && frame.kind == Frame::Kind::kParen && frame.node == kNoNode) {
    Span stars = here();  // (**a)
    advance();
    NodeId value = kNoNode;
    bool good = try_expression(kSingle, Precedence::kContainer, &value) && at(kRightParen);
    if (stopped()) return true;
    error_at(stars, {good ? "cannot use double starred expression here" : "invalid syntax"});
    return true;
  }
  if (frame.kind == Frame::Kind::kKeyword && (at(kComma) || at(kRightParen)) &&
      tree_.name(frame.node) != kNoName) {
    return error_at(span_from(tree_.span(frame.node)), {"expected argument value expression"}),
           true;
  }
  bool star_needed = at(kStar) || !can_start_expression(kind());
  if (frame.kind == Frame::Kind::kStarred && frames_.size() > 1 && star_needed) {
    const Frame& container = frames_[frames_.size() - 2];
    bool first = container.kind != Frame::Kind::kBottom &&
                 container.kind != Frame::Kind::kCompTarget && container.tail == kNoNode;
    if (first || container.kind == Frame::Kind::kCall ||
        container.kind == Frame::Kind::kSubscript) {
      return error_here({"Invalid star expression"}), true;
    }
  }
  if ((at(kKwPass) || at(kKwBreak) || at(kKwContinue)) && allows_lambda()) {
    Span word = here();
    statement_in_conditional();
    if (!stopped()) error_at(word, {"invalid syntax"});
    return true;
  }
  bool display = frame.kind == Frame::Kind::kBracket ||
                 (frame.kind == Frame::Kind::kBrace && tree_.is(frame.node, NodeKind::kSet));
  if (at(kKwFor) && display && frame.tail != kNoNode && tree_.first(frame.node) == frame.tail) {
    return error_at(span_from(tree_.span(frame.tail)),
                    {"did you forget parentheses around the comprehension target?"}),
           true;
  }
  return false;
}

// --- expressions

// Whether a node could have been written as a `bitwise_or` of the grammar.
bool ParserImpl::is_bitwise_or(NodeId id) const {
  if (tree_.parenthesized(id)) return true;
  switch (tree_.kind(id)) {
    case NodeKind::kCompare:
    case NodeKind::kBoolOp:
    case NodeKind::kIfExp:
    case NodeKind::kLambda:
    case NodeKind::kNamedExpr:
    case NodeKind::kStarred:
    case NodeKind::kYield:
    case NodeKind::kYieldFrom:
      return false;
    case NodeKind::kUnaryOp:
      return tree_.op_as<UnaryOp>(id) != UnaryOp::kNot;
    default:
      return true;
  }
}

bool ParserImpl::starts_with_soft_keyword(NodeId id) {
  while (tree_.first(id) != kNoNode && !tree_.parenthesized(id)) id = tree_.first(id);
  if (!tree_.is(id, NodeKind::kName) || tree_.parenthesized(id)) return false;
  std::string_view name = sink_.name_text(tree_.name(id));
  return name == "match" || name == "case" || name == "type" || name == "_";
}

// The `expression` of the grammar that ends where `value` ends.
NodeId ParserImpl::last_expression(NodeId value) const {
  while (!tree_.parenthesized(value)) {
    NodeId last = kNoNode;
    switch (tree_.kind(value)) {
      case NodeKind::kIfExp:
      case NodeKind::kLambda:
      case NodeKind::kNamedExpr:
      case NodeKind::kStarred:
      case NodeKind::kYield:
      case NodeKind::kYieldFrom:
      case NodeKind::kTuple:
        for (last = tree_.first(value); tree_.next(last) != kNoNode;) last = tree_.next(last);
        break;
      default:
        break;
    }
    if (last == kNoNode) break;
    value = last;
  }
  return value;
}

// `a b` in brackets.
bool ParserImpl::forgotten_comma(NodeId value) {
  const Frame container = top();
  switch (container.kind) {
    case Frame::Kind::kCompTarget:
    case Frame::Kind::kCompIter:
    case Frame::Kind::kCompIf:
    case Frame::Kind::kTernaryTest:
      return false;
    default:
      break;
  }
  bool unpacked = container.kind == Frame::Kind::kBrace && container.op == kBraceValue &&
                  !tree_.present(container.tail);
  if (container.kind == Frame::Kind::kStarred || unpacked) return false;
  if (tree_.is(value, NodeKind::kStarred) && container.kind != Frame::Kind::kCall &&
      container.tail != kNoNode) {
    return false;
  }
  NodeId whole = value;
  value = last_expression(value);
  bool name = tree_.is(value, NodeKind::kName) && !tree_.parenthesized(value);
  if (starts_with_soft_keyword(value) || (name && at(kString))) return false;
  bool is_string =
      tree_.is(value, NodeKind::kConstant) && tree_.constant_kind(value) >= ConstantKind::kString;
  Span first = tree_.span(value);
  if (value == whole && value_start_.line == first.line && value_start_.column < first.column) {
    first = {value_start_.line, value_start_.column, first.end_line, first.end_column};
  }
  NodeId second = kNoNode;
  if (!can_start_expression(kind()) || at(kStar)) return false;
  if (!try_expression(kSingle, Precedence::kContainer, &second)) return false;
  if (lexer_.previous_depth() == 0) return false;
  if (is_string && tree_.is(second, NodeKind::kName) && at(kString)) {
    error_at_node(second, {"invalid syntax. Is this intended to be part of the string?"});
    return true;
  }
  error_at(range(first, tree_.span(second)), {"invalid syntax. Perhaps you forgot a comma?"});
  return true;
}

// print a
bool ParserImpl::legacy_statement(NodeId value) {
  value = last_expression(value);
  if (!tree_.is(value, NodeKind::kName) || tree_.parenthesized(value)) return false;
  NameId name = tree_.name(value);
  bool is_print = name == known_name(known::kPrint);
  if (!is_print && name != known_name(known::kExec)) return false;
  if (!can_start_expression(kind()) || at(kLeftParen)) return false;
  Span stuck = here();
  NodeId rest = kNoNode;
  if (!try_expression(kStarExpressions, Precedence::kContainer, &rest)) {
    if (!stopped()) error_at(stuck, {"invalid syntax"});
    return true;
  }
  std::string_view word = is_print ? "print" : "exec";
  error_at(span_from(tree_.span(value)),
           {"Missing parentheses in call to '", word, "'. Did you mean ", word, "(...)?"});
  return true;
}

// a if b
bool ParserImpl::missing_else() {
  const Frame& frame = top();
  if (frame.kind != Frame::Kind::kTernaryTest || at(kColon)) return false;
  error_at(span_from(frame.start()), {"expected 'else' after 'if' expression"});
  return true;
}

// (a.b := c)
bool ParserImpl::wrong_named(NodeId value) {
  if (!at(kColonEqual)) return false;
  const Frame& frame = top();
  bool name = tree_.is(value, NodeKind::kName) && !tree_.parenthesized(value);
  bool possible = (frame.flags & Frame::kNamedOk) != 0 && frame.kind != Frame::Kind::kCall;
  bool statement = frame.kind == Frame::Kind::kBottom && (frame.flags & Frame::kStatement) != 0;
  if (name || (!possible && !statement) || tree_.is(value, NodeKind::kStarred)) return false;
  error_at_node(value, {"cannot use assignment expressions with ", describe(value)});
  return true;
}

// if a = b
bool ParserImpl::wrong_equal(NodeId value) {
  if (!at(kEqual)) return false;
  const Frame& frame = top();
  if (frame.kind == Frame::Kind::kCall) return wrong_equal_in_call(value);
  if (frame.kind == Frame::Kind::kKeyword && tree_.name(frame.node) == kNoName) {  // f(**a=1)
    error_at(range(tree_.span(frame.node), here()),
             {"cannot assign to keyword argument unpacking"});
    return true;
  }
  if ((frame.flags & Frame::kNamedOk) == 0 || !is_bitwise_or(value)) return false;
  Span stuck = here();
  advance();
  NodeId right = kNoNode;
  bool good = try_expression(kSingle, Precedence::kBitOr, &right);
  if (stopped()) return true;
  bool name = tree_.is(value, NodeKind::kName) && !tree_.parenthesized(value);
  if (!good || at(kEqual) || at(kColonEqual)) {
    error_at(stuck, {"invalid syntax"});
  } else if (name) {
    error_at(range(tree_.span(value), tree_.span(right)),
             {"invalid syntax. Maybe you meant '==' or ':=' instead of '='?"});
  } else if (tree_.is(value, NodeKind::kListDisplay) || tree_.is(value, NodeKind::kTuple) ||
             tree_.is(value, NodeKind::kGeneratorExp)) {
    error_at(stuck, {"invalid syntax"});
  } else {
    error_at_node(value, {"cannot assign to ", describe(value), kPerhapsEqual});
  }
  return true;
}

// f(a.b=c)
bool ParserImpl::wrong_equal_in_call(NodeId value) {
  Span span = range(tree_.span(value), here());
  if (tree_.is(value, NodeKind::kStarred)) {
    error_at(span, {"cannot assign to iterable argument unpacking"});
    return true;
  }
  bool keyword =
      tree_.is(value, NodeKind::kConstant) && tree_.constant_kind(value) <= ConstantKind::kFalse;
  if (keyword && !tree_.parenthesized(value)) {
    error_at(span, {"cannot assign to ", describe(value)});
  } else {
    error_at(span, {"expression cannot contain assignment, perhaps you meant \"==\"?"});
  }
  return true;
}

bool ParserImpl::wrong_in_dict(NodeId value) {
  const Frame& frame = top();
  if (frame.kind != Frame::Kind::kBrace || !tree_.is(frame.node, NodeKind::kDict)) {
    // f(a=b for b in c)
    if (frame.kind == Frame::Kind::kKeyword && (at(kKwFor) || at(kKwAsync)) &&
        tree_.name(frame.node) != kNoName) {
      Span name = tree_.span(frame.node);
      error_at({name.line, name.column, name.end_line, name.end_column + 1},
               {"invalid syntax. Maybe you meant '==' or ':=' instead of '='?"});
      return true;
    }
    return false;
  }
  if (frame.op == kBraceValue) return false;
  Span span = tree_.span(value);
  uint32_t line = here().line;
  reporter_.set_provisional(true);
  reporter_.raise_final(ErrorClass::kSyntaxError, span.line, static_cast<int32_t>(span.end_column),
                        0, lexer_.line_text(span.line), {"':' expected after dictionary key"});
  lexer_.look_for_later_error(line);
  reporter_.set_provisional(false);
  return true;
}

// [a, b for a in c]
bool ParserImpl::wrong_comprehension(NodeId value) {
  const Frame& frame = top();
  if (frame.kind == Frame::Kind::kCompTarget && !at(kKwIn)) {
    if (!is_bitwise_or(value) && !tree_.is(value, NodeKind::kTuple)) return false;
    error_here({"'in' expected after for-loop variables"});
    return true;
  }
  if (!at(kKwFor) && !at(kKwAsync)) return false;
  bool list = frame.kind == Frame::Kind::kBracket;
  bool set = frame.kind == Frame::Kind::kBrace && tree_.is(frame.node, NodeKind::kSet);
  if ((!list && !set) || frame.tail == kNoNode) {
    bool unpacked = frame.kind == Frame::Kind::kBrace && frame.op == kBraceValue &&
                    tree_.first(frame.node) == frame.tail && !tree_.present(frame.tail);
    if (!unpacked) return false;
    Span brace = frame.start();
    error_at({brace.line, brace.column + 1, brace.line, brace.column + 3},
             {"dict unpacking cannot be used in dict comprehension"});
    return true;
  }
  error_at(range(tree_.span(tree_.first(frame.node)), tree_.span(value)),
           {"did you forget parentheses around the comprehension target?"});
  return true;
}

// 1 + not x
bool ParserImpl::not_behind_operator() {
  const Frame frame = top();
  bool arithmetic =
      (frame.kind == Frame::Kind::kBinary &&
       (frame.precedence == Precedence::kSum || frame.precedence == Precedence::kTerm)) ||
      frame.kind == Frame::Kind::kUnary;
  if (!at(kKwNot) || !arithmetic) return false;
  Span start = here();
  NodeId value = kNoNode;
  if (!try_expression(kSingle, Precedence::kNot, &value)) {
    if (!stopped()) error_at(start, {"invalid syntax"});
    return true;
  }
  error_at(span_from(start), {"'not' after an operator must be parenthesized"});
  return true;
}

// At pass, break or continue, which it takes: `pass if a else b` is an error of its own.
bool ParserImpl::statement_in_conditional() {
  Span word = here();
  advance();
  if (!at(kKwIf)) return recovering_;
  Span stuck = here();
  advance();
  NodeId value = kNoNode;
  bool good = try_expression(kSingle, Precedence::kOr, &value) && at(kKwElse);
  if (stopped()) return true;
  if (good) {
    error_at(word, {"expected expression before 'if', but statement is given"});
  } else {
    error_at(stuck, {"invalid syntax"});
  }
  return true;
}

// --- replacement fields

bool ParserImpl::wrong_in_field(NodeId value) {
  uint32_t index = frames_.size();
  while (index != 0 && frames_[index - 1].precedence != Precedence::kContainer) --index;
  if (index == 0) return false;
  const Frame& field = frames_[index - 1];
  if (field.kind == Frame::Kind::kLambdaParameters || field.kind != Frame::Kind::kField) {
    bool lambda = field.kind == Frame::Kind::kLambdaParameters && index >= 3 &&
                  frames_[index - 3].kind == Frame::Kind::kField &&
                  frames_[index - 2].kind == Frame::Kind::kLambdaBody;
    return lambda && field_needs_expression(frames_[index - 3], index - 2);
  }
  const char letter[] = {lexer_.string_letter(), '\0'};
  if (tree_.is(field.node, NodeKind::kFormattedValue) ||
      tree_.is(field.node, NodeKind::kInterpolation)) {
    bool spec = tree_.next(tree_.first(field.node)) != kNoNode;
    error_here({letter, spec ? "-string: expecting '}', or format specs"
                        : field_debug_ && tree_.op(field.node) == 'r' && !field_converted_
                            ? "-string: expecting '!', or ':', or '}'"
                            : "-string: expecting ':' or '}'"});
    return true;
  }
  if (value == kNoNode) {
    if (index == frames_.size()) return field_needs_expression(field, index);
    return unfinished_field(index);
  }
  if (at(kEqual) || at(kExclamation) || at(kRightBrace) || at(kColon)) return false;
  // A comma may be missing, or the field's end.
  Span stuck = here();
  if (forgotten_comma(value)) return true;
  if (!stopped()) {
    error_at(stuck, {letter, "-string: expecting '=', or '!', or ':', or '}'"});
  }
  return true;
}

// Nothing in the field is an expression; `index`: of the frame that was opened first in it.
bool ParserImpl::field_needs_expression(const Frame& field, uint32_t index) {
  const char letter[] = {lexer_.string_letter(), '\0'};
  bool first = field.node == kNoNode;
  if (index >= frames_.size()) {
    const char text[] = {at(kEqual) ? '=' : at(kExclamation) ? '!' : at(kColon) ? ':' : '}', '\0'};
    bool empty = at(kEqual) || at(kExclamation) || at(kColon) || at(kRightBrace);
    if (empty && first) {
      error_here({letter, "-string: valid expression required before '", text, "'"});
    } else if (first) {
      error_here({letter, "-string: expecting a valid expression after '{'"});
    } else {
      return false;
    }
    return true;
  }
  const Frame& opened = frames_[index];
  uint32_t length = opened.kind == Frame::Kind::kLambdaBody ? 6
                    : opened.kind == Frame::Kind::kAwait    ? 5
                    : opened.kind == Frame::Kind::kNot      ? 3
                                                            : 1;
  Span span{opened.line, opened.column, opened.line, opened.column + length};
  if (opened.kind == Frame::Kind::kLambdaBody && frames_.size() == index + 1) {
    // The colon behind the parameters was taken for the field's.
    Span colon{lexer_.previous_end_line(), lexer_.previous_end_column() - 1,
               lexer_.previous_end_line(), lexer_.previous_end_column()};
    if (at(kFStringMiddle)) {
      error_at(range(span, colon),
               {letter, "-string: lambda expressions are not allowed without parentheses"});
      return true;
    }
  }
  error_at(span, {letter, "-string: expecting a valid expression after '{'"});
  return true;
}

// At what should be the name behind a dot.
bool ParserImpl::unfinished_attribute() {
  uint32_t index = frames_.size();
  while (index != 0 && frames_[index - 1].precedence != Precedence::kContainer) --index;
  if (index == 0 || frames_[index - 1].kind != Frame::Kind::kField || stopped()) return false;
  const char letter[] = {lexer_.string_letter(), '\0'};
  uint32_t line = lexer_.previous_end_line(), end = lexer_.previous_end_column();
  error_at({line, end - 1, line, end}, {letter, "-string: expecting '=', or '!', or ':', or '}'"});
  return true;
}

// An operand is missing behind an operator at the top level of a field.
bool ParserImpl::unfinished_field(uint32_t index) {
  const Frame& last = top();
  bool prefix_only = true;
  for (uint32_t i = index; i < frames_.size(); ++i) {
    prefix_only &= frames_[i].node == kNoNode || frames_[i].kind == Frame::Kind::kLambdaBody;
  }
  if (prefix_only) return field_needs_expression(frames_[index - 1], index);
  const char letter[] = {lexer_.string_letter(), '\0'};
  uint32_t length = 1;
  if (last.kind == Frame::Kind::kBinary) {
    length = static_cast<uint32_t>(
        token_text(static_cast<TokenKind>(static_cast<uint8_t>(kPlus) + last.op)).size());
  } else if (last.kind == Frame::Kind::kCompare &&
             last.op <= static_cast<uint8_t>(CompareOp::kGtE)) {
    length = static_cast<uint32_t>(
        token_text(static_cast<TokenKind>(static_cast<uint8_t>(kEqualEqual) + last.op)).size());
  }
  uint32_t line = lexer_.previous_end_line(), end = lexer_.previous_end_column();
  error_at({line, end - length, line, end},
           {letter, "-string: expecting '=', or '!', or ':', or '}'"});
  return true;
}

// --- targets

void ParserImpl::invalid_annotation_target(NodeId target) {
  Span stuck = here();
  if (tree_.is(target, NodeKind::kStarred)) return error_at(stuck, {"invalid syntax"});
  advance();
  NodeId annotation = kNoNode;
  if (!try_expression(kSingle, Precedence::kContainer, &annotation)) {
    if (!stopped()) error_at(stuck, {"invalid syntax"});
    return;
  }
  bool tuple = tree_.is(target, NodeKind::kTuple);
  if (tuple && !tree_.parenthesized(target)) {
    error_at_node(tree_.first(target), {"only single target (not tuple) can be annotated"});
  } else if (tuple || tree_.is(target, NodeKind::kListDisplay)) {
    error_at_node(target,
                  {"only single target (not ", tuple ? "tuple" : "list", ") can be annotated"});
  } else {
    error_at_node(target, {"illegal target for annotation"});
  }
}

// At the first `=` of a statement whose target is none.
void ParserImpl::invalid_assignment(NodeId target, NodeId bad) {
  if (is_bare_yield(target)) {
    return error_at_node(target, {"assignment to yield expression not possible"});
  }
  NodeId last = target;
  if (tree_.is(target, NodeKind::kTuple) && !tree_.parenthesized(target)) {
    last = tree_.first(target);
    while (tree_.next(last) != kNoNode) last = tree_.next(last);
    bool trailing_comma = tree_.span(last).end_column != tree_.span(target).end_column;
    if (trailing_comma) last = kNoNode;
  }
  bool name = tree_.is(last, NodeKind::kName) && !tree_.parenthesized(last);
  bool keyword = tree_.is(last, NodeKind::kConstant) && !tree_.parenthesized(last) &&
                 tree_.constant_kind(last) <= ConstantKind::kFalse;
  bool possible = last != kNoNode && is_bitwise_or(last) && !keyword &&
                  !tree_.is(last, NodeKind::kTuple) && !tree_.is(last, NodeKind::kListDisplay) &&
                  !tree_.is(last, NodeKind::kGeneratorExp);
  NodeId value = kNoNode;
  advance();
  bool good = try_expression(kSingle, Precedence::kBitOr, &value);
  if (stopped()) return;
  if (!good || at(kEqual) || at(kColonEqual) || !possible) {
    error_at_node(bad, {"cannot assign to ", describe(bad)});
  } else if (name) {
    error_at(range(tree_.span(last), tree_.span(value)),
             {"invalid syntax. Maybe you meant '==' or ':=' instead of '='?"});
  } else {
    error_at_node(last, {"cannot assign to ", describe(last), kPerhapsEqual});
  }
}

// At the operator.
void ParserImpl::invalid_augmented_target(NodeId target) {
  Span stuck = here();
  advance();
  NodeId value = kNoNode;
  if (at(kKwYield) || try_expression(kStarExpressions, Precedence::kContainer, &value)) {
    error_at_node(target,
                  {"'", describe(target), "' is an illegal expression for augmented assignment"});
  } else if (!stopped()) {
    error_at(stuck, {"invalid syntax"});
  }
}

}  // namespace ts::lang
