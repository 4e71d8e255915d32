// Patterns of `case` (Language Reference 8.6.4). A machine of its own on the expression stack: a
// closed pattern is due, or one is there and `|`, `as` or the end of its container is due.

#include "lang/parser_impl.h"

namespace ts::lang {
namespace {

using enum TokenKind;

// Frame::op of Frame::Kind::kPattern: the container (or `|`) that a pattern stands in.
enum : uint8_t {
  kTop,        // node: MatchSequence so far
  kGroup,      // ( ): the same
  kSequence,   // [ ]: node: MatchSequence
  kMapping,    // { }: node: MatchMapping; extra: 1 behind `**rest`
  kArguments,  // node: MatchClass; extra: 1 behind a keyword pattern
  kKeyword,    // in kArguments: node: KeywordPattern
  kOr,         // node: MatchOr
};

}  // namespace

NodeId ParserImpl::pattern() {
  uint32_t base = frames_.size();
  push_pattern(kTop, kNoNode);
  NodeId value = kNoNode;
  State state = State::kOperand;
  while (!stopped() && state != State::kDone) {
    state = state == State::kOperand ? pattern_operand(&value) : pattern_after(&value);
  }
  frames_.truncate(base);
  return value;
}

Frame& ParserImpl::push_pattern(uint8_t op, NodeId node) {
  Frame& frame = push(Frame::Kind::kPattern, Precedence::kContainer, here());
  frame.op = op;
  frame.node = node;
  return frame;
}

ParserImpl::State ParserImpl::pattern_operand(NodeId* value) {
  value_start_ = here();
  switch (kind()) {
    case kName:
      return pattern_name(value);
    case kLeftParen:
      push_pattern(kGroup, kNoNode);
      advance();
      return at(kRightParen) ? pattern_close(value) : State::kOperand;
    case kLeftBracket:
      push_pattern(kSequence, make(NodeKind::kMatchSequence, here()));
      advance();
      return at(kRightBracket) ? pattern_close(value) : State::kOperand;
    case kLeftBrace:
      push_pattern(kMapping, make(NodeKind::kMatchMapping, here()));
      *value = kNoNode;
      advance();
      return at(kRightBrace) ? pattern_close(value) : pattern_key();
    case kStar:
      return pattern_star(value);
    case kKwNone:
    case kKwTrue:
    case kKwFalse:
      *value = make(NodeKind::kMatchSingleton, here());
      tree_.set_op(*value, at(kKwNone)   ? ConstantKind::kNone
                           : at(kKwTrue) ? ConstantKind::kTrue
                                         : ConstantKind::kFalse);
      advance();
      finish(*value);
      return State::kValue;
    case kNumber:
    case kMinus:
    case kString:
    case kFStringStart: {
      Span start = here();
      NodeId literal = pattern_literal(PatternPlace::kPattern);
      *value = make(NodeKind::kMatchValue, start);
      tree_.set_first(*value, literal);
      return State::kValue;
    }
    default:
      unexpected();
      return State::kDone;
  }
}

ParserImpl::State ParserImpl::pattern_star(NodeId* value) {
  const Frame& frame = top();
  if (frame.op != kTop && frame.op != kGroup && frame.op != kSequence) {
    unexpected();
    return State::kDone;
  }
  Span start = here();
  advance();
  if (!expect_name()) return State::kDone;
  bool wildcard = at_name("_");
  NameId name = wildcard ? kNoName : take_name();
  if (wildcard) advance();
  *value = make(NodeKind::kMatchStar, start);
  tree_.set_name(*value, name);
  return pattern_element(value);
}

// A name: capture, wildcard, dotted value, or class.
ParserImpl::State ParserImpl::pattern_name(NodeId* value) {
  Span start = here();
  bool wildcard = at_name("_");
  NodeId node = take_name_node(NodeKind::kName);
  bool dotted = at(kDot);
  while (accept(kDot)) {
    if (!expect_name()) return State::kDone;
    NameId name = take_name();
    NodeId attribute = make(NodeKind::kAttribute, start);
    tree_.set_name(attribute, name);
    tree_.set_first(attribute, node);
    node = attribute;
  }
  if (at(kLeftParen)) {
    NodeId match = make(NodeKind::kMatchClass, start);
    Frame& frame = push_pattern(kArguments, match);
    frame.line = start.line;
    frame.column = start.column;
    append(match, &frame.tail, node);
    advance();
    return at(kRightParen) ? pattern_close(value) : pattern_argument();
  }
  if (dotted) {
    *value = make(NodeKind::kMatchValue, start);
    tree_.set_first(*value, node);
    return State::kValue;
  }
  tree_.set_kind(node, NodeKind::kMatchAs);
  if (wildcard) tree_.set_name(node, kNoName);
  *value = node;
  return State::kValue;
}

// At an argument of a class pattern: is it `name=`?
ParserImpl::State ParserImpl::pattern_argument() {
  if (at(kName) && lexer_.next_is_single_equal()) {
    NodeId keyword = take_name_node(NodeKind::kKeywordPattern);
    push_pattern(kKeyword, keyword);
    top().extra = 0;
    advance();
  }
  return State::kOperand;
}

// A key of a mapping pattern, its colon, or `**rest`.
ParserImpl::State ParserImpl::pattern_key() {
  Frame& frame = top();
  if (accept(kDoubleStar)) {
    if (!expect_name()) return State::kDone;
    if (at_name("_")) {
      unexpected();
      return State::kDone;
    }
    NameId rest = take_name();
    tree_.set_name(frame.node, rest);
    accept(kComma);
    if (!at(kRightBrace)) {
      unexpected();
      return State::kDone;
    }
    return State::kValue;  // pattern_after sees the `}`
  }
  NodeId key = kNoNode;
  Span start = here();
  if (at(kName)) {
    key = take_name_node(NodeKind::kName);
    if (!at(kDot)) {
      unexpected();
      return State::kDone;
    }
    while (accept(kDot)) {
      if (!expect_name()) return State::kDone;
      NameId name = take_name();
      NodeId attribute = make(NodeKind::kAttribute, start);
      tree_.set_name(attribute, name);
      tree_.set_first(attribute, key);
      key = attribute;
    }
  } else if (at(kKwNone) || at(kKwTrue) || at(kKwFalse)) {
    constant_atom(&key, at(kKwNone)   ? ConstantKind::kNone
                        : at(kKwTrue) ? ConstantKind::kTrue
                                      : ConstantKind::kFalse);
  } else if (at(kNumber) || at(kMinus) || at(kString) || at(kFStringStart)) {
    key = pattern_literal(PatternPlace::kKey);
  } else {
    unexpected();
    return State::kDone;
  }
  append(frame.node, &frame.tail, key);
  return expect(kColon) ? State::kOperand : State::kDone;
}

// A pattern is complete, but for `|` and `as`.
ParserImpl::State ParserImpl::pattern_after(NodeId* value) {
  if (top().op == kMapping && at(kRightBrace) && *value == kNoNode) return pattern_close(value);
  if (at(kBar)) {
    if (top().op != kOr) {
      Span start = value_start_;
      Frame& frame = push_pattern(kOr, kNoNode);
      frame.line = start.line;
      frame.column = start.column;
      frame.node = make(NodeKind::kMatchOr, start);
    }
    append(top().node, &top().tail, *value);
    advance();
    return State::kOperand;
  }
  if (top().op == kOr) {
    Frame frame = pop();
    append(frame.node, &frame.tail, *value);
    finish(frame.node);
    *value = frame.node;
    value_start_ = {frame.line, frame.column, 0, 0};
  }
  if (accept(kKwAs)) {
    if (at_name("_")) {
      error_here({"cannot use '_' as a target"});
      return State::kDone;
    }
    Span start = value_start_;
    NameId name = tree_.name(as_name("pattern target", ""));
    value_start_ = start;
    if (stopped()) return State::kDone;
    NodeId node = make(NodeKind::kMatchAs, value_start_);
    tree_.set_name(node, name);
    tree_.set_first(node, *value);
    *value = node;
  }
  return pattern_element(value);
}

// A pattern is complete in its container.
ParserImpl::State ParserImpl::pattern_element(NodeId* value) {
  Frame& frame = top();
  bool starred = tree_.is(*value, NodeKind::kMatchStar);
  switch (frame.op) {
    case kTop:
      if (frame.node == kNoNode) {
        if (!at(kComma)) {
          if (starred) unexpected();
          return State::kDone;
        }
        frame.node = make(NodeKind::kMatchSequence, value_start_);
      }
      append(frame.node, &frame.tail, *value);
      if (accept(kComma) && !at(kColon) && !at(kKwIf)) return State::kOperand;
      finish(frame.node);
      *value = frame.node;
      return State::kDone;
    case kGroup:
      if (at(kComma) && frame.node == kNoNode) frame.node = make(NodeKind::kMatchSequence, frame);
      if (frame.node == kNoNode) {
        if (!at(kRightParen) || starred) return unexpected(), State::kDone;
        value_start_ = {frame.line, frame.column, 0, 0};
        pop();
        advance();
        return State::kValue;
      }
      [[fallthrough]];
    case kSequence: {
      append(frame.node, &frame.tail, *value);
      TokenKind closer = frame.op == kGroup ? kRightParen : kRightBracket;
      if (!at(kComma) && !at(closer)) return unexpected(), State::kDone;
      accept(kComma);
      return at(closer) ? pattern_close(value) : State::kOperand;
    }
    case kMapping:
      append(frame.node, &frame.tail, *value);
      if (!at(kComma) && !at(kRightBrace)) return unexpected(), State::kDone;
      accept(kComma);
      *value = kNoNode;
      return at(kRightBrace) ? pattern_close(value) : pattern_key();
    case kKeyword: {
      NodeId keyword = pop().node;
      tree_.set_first(keyword, *value);
      finish(keyword);
      *value = keyword;
      top().extra = 1;
      break;
    }
    default:
      if (frame.extra != 0) {
        error_at_node(*value, {"positional patterns follow keyword patterns"});
        return State::kDone;
      }
      break;
  }
  append(top().node, &top().tail, *value);
  if (!at(kComma) && !at(kRightParen)) return unexpected(), State::kDone;
  accept(kComma);
  return at(kRightParen) ? pattern_close(value) : pattern_argument();
}

// At the bracket that closes the container.
ParserImpl::State ParserImpl::pattern_close(NodeId* value) {
  Frame frame = pop();
  if (frame.node == kNoNode) frame.node = make(NodeKind::kMatchSequence, frame);  // ()
  advance();
  finish(frame.node);
  *value = frame.node;
  value_start_ = {frame.line, frame.column, 0, 0};
  return State::kValue;
}

// A number, signed or complex, or a string.
NodeId ParserImpl::pattern_literal(PatternPlace place) {
  if (at(kString) || at(kFStringStart)) {
    Span start = here();
    uint8_t flags = 0;
    NodeId node = at(kString) ? plain_strings(&flags) : kNoNode;
    if (node == kNoNode && !stopped()) {
      node = expression(kSingle);
      if (!stopped()) {
        bool key = place == PatternPlace::kKey;
        error_at(span_from(start), {key ? "mapping pattern keys" : "patterns",
                                    " may only match literals and attribute lookups"});
      }
    }
    return node;
  }
  Span start = here();
  NodeId left = pattern_number();
  if (!at(kPlus) && !at(kMinus)) return left;
  BinaryOp op = at(kPlus) ? BinaryOp::kAdd : BinaryOp::kSub;
  NodeId real = tree_.is(left, NodeKind::kUnaryOp) ? tree_.first(left) : left;
  if (tree_.constant_kind(real) == ConstantKind::kImaginary) {
    error_at_node(left, {"real number required in complex literal"});
    return kNoNode;
  }
  advance();
  if (!at(kNumber)) {
    unexpected();
    return kNoNode;
  }
  NodeId right = number();
  if (stopped()) return kNoNode;
  if (tree_.constant_kind(right) != ConstantKind::kImaginary) {
    error_at_node(right, {"imaginary number required in complex literal"});
    return kNoNode;
  }
  NodeId node = make(NodeKind::kBinOp, start);
  tree_.set_op(node, op);
  tree_.set_first(node, left);
  tree_.set_next(left, right);
  return node;
}

NodeId ParserImpl::pattern_number() {
  Span start = here();
  bool negative = accept(kMinus);
  if (!at(kNumber)) {
    unexpected();
    return kNoNode;
  }
  NodeId node = number();
  if (!negative) return node;
  NodeId minus = make(NodeKind::kUnaryOp, start);
  tree_.set_op(minus, UnaryOp::kUSub);
  tree_.set_first(minus, node);
  return minus;
}

}  // namespace ts::lang
