// Expressions (Language Reference, chapter 6): an operator-precedence parser whose pending
// constructs stand on a stack, so that nesting costs 24 bytes a level and no C++ stack.
// Three states: an operand is due; a value is there and an operator, a bracket or the end is due;
// the text of an f-string is due (parser_string.cpp).

#include <array>

#include "lang/identifier.h"
#include "lang/parser_impl.h"

namespace ts::lang {
namespace {

using enum TokenKind;

enum class Infix : uint8_t { kNone, kBinary, kCompare, kOther };

struct InfixRow {
  Infix kind = Infix::kNone;
  Precedence precedence = Precedence::kContainer;
  uint8_t op = 0;
};

constexpr size_t kTokenKinds = static_cast<size_t>(kKwYield) + 1;

consteval std::array<InfixRow, kTokenKinds> infix_rows() {
  std::array<InfixRow, kTokenKinds> rows{};
  auto at = [&](TokenKind kind) -> InfixRow& { return rows[static_cast<size_t>(kind)]; };
  constexpr Precedence kPrecedences[] = {
      Precedence::kSum,   Precedence::kSum,   Precedence::kTerm,   Precedence::kTerm,
      Precedence::kTerm,  Precedence::kTerm,  Precedence::kPower,  Precedence::kShift,
      Precedence::kShift, Precedence::kBitOr, Precedence::kBitXor, Precedence::kBitAnd,
      Precedence::kTerm};
  for (uint8_t op = 0; op <= static_cast<uint8_t>(BinaryOp::kFloorDiv); ++op) {
    rows[static_cast<size_t>(kPlus) + op] = {Infix::kBinary, kPrecedences[op], op};
  }
  for (uint8_t op = 0; op <= static_cast<uint8_t>(CompareOp::kGtE); ++op) {
    rows[static_cast<size_t>(kEqualEqual) + op] = {Infix::kCompare, Precedence::kCompare, op};
  }
  for (TokenKind kind : {kDot, kLeftParen, kLeftBracket, kKwIs, kKwIn, kKwNot, kKwAnd, kKwOr, kKwIf,
                         kKwElse, kColonEqual}) {
    at(kind).kind = Infix::kOther;
  }
  return rows;
}
constexpr auto kInfix = infix_rows();

constexpr bool starts_expression(TokenKind kind) {
  switch (kind) {
    case kName:
    case kNumber:
    case kString:
    case kFStringStart:
    case kLeftParen:
    case kLeftBracket:
    case kLeftBrace:
    case kMinus:
    case kPlus:
    case kTilde:
    case kStar:
    case kEllipsis:
    case kKwNone:
    case kKwTrue:
    case kKwFalse:
    case kKwNot:
    case kKwLambda:
    case kKwAwait:
      return true;
    default:
      return false;
  }
}

}  // namespace

bool ParserImpl::can_start_expression(TokenKind kind) const { return starts_expression(kind); }

// --- running the machine

NodeId ParserImpl::expression(uint8_t flags, Precedence weakest) {
  uint32_t base = frames_.size();
  push(Frame::Kind::kBottom, Precedence::kContainer, here(), flags).op =
      static_cast<uint8_t>(weakest);
  return run(State::kOperand, kNoNode, base);
}

NodeId ParserImpl::expression_from(NodeId first, const Span& start, uint8_t flags) {
  uint32_t base = frames_.size();
  push(Frame::Kind::kBottom, Precedence::kContainer, start, flags);
  value_start_ = start;
  return run(State::kValue, first, base);
}

// At the `(` of a class's bases, which become children of `node`.
void ParserImpl::call_arguments(NodeId node) {
  uint32_t base = frames_.size();
  NodeId value = kNoNode;
  State state = open_call_frame(node, here(), &value);
  while (!stopped() && frames_.size() > base) {
    switch (state) {
      case State::kOperand:
        state = operand(&value);
        break;
      case State::kText:
        state = text(&value);
        break;
      default:
        state = infix(&value);
    }
  }
  frames_.truncate(base);
}

NodeId ParserImpl::run(State state, NodeId value, uint32_t base) {
  while (!stopped()) {
    switch (state) {
      case State::kOperand:
        state = operand(&value);
        break;
      case State::kValue:
        state = infix(&value);
        break;
      case State::kText:
        state = text(&value);
        break;
      case State::kDone:
        frames_.truncate(base);
        return value;
    }
  }
  frames_.truncate(base);
  return kNoNode;
}

Frame& ParserImpl::push(Frame::Kind kind, Precedence precedence, const Span& start, uint8_t flags) {
  Frame frame;
  frame.kind = kind;
  frame.precedence = precedence;
  frame.flags = flags;
  frame.line = start.line;
  frame.column = start.column;
  if (frames_.push(frame)) return frames_.back();
  return spare_ = frame;
}

Frame ParserImpl::pop() {
  Frame frame = top();
  frames_.pop();
  return frame;
}

// --- operands

ParserImpl::State ParserImpl::operand(NodeId* value) {
  value_start_ = here();
  switch (kind()) {
    case kName:
      *value = take_name_node(NodeKind::kName);
      return State::kValue;
    case kNumber:
      *value = number();
      return State::kValue;
    case kString:
    case kFStringStart:
      return strings(value);
    case kKwNone:
      return constant_atom(value, ConstantKind::kNone);
    case kKwTrue:
      return constant_atom(value, ConstantKind::kTrue);
    case kKwFalse:
      return constant_atom(value, ConstantKind::kFalse);
    case kEllipsis:
      return constant_atom(value, ConstantKind::kEllipsis);
    case kLeftParen:
      return open_paren(value);
    case kLeftBracket:
      return open_bracket(value);
    case kLeftBrace:
      return open_brace(value);
    case kMinus:
      return prefix_operator(UnaryOp::kUSub);
    case kPlus:
      return prefix_operator(UnaryOp::kUAdd);
    case kTilde:
      return prefix_operator(UnaryOp::kInvert);
    case kKwNot:
      if (top().precedence > Precedence::kNot) break;
      push(Frame::Kind::kNot, Precedence::kNot, here());
      advance();
      return State::kOperand;
    case kKwAwait:
      if (top().precedence == Precedence::kAwait) break;
      push(Frame::Kind::kAwait, Precedence::kAwait, here());
      advance();
      return State::kOperand;
    case kKwLambda:
      return lambda(value);
    case kKwYield:
      return yield(value);
    case kStar:
      return star(value);
    case kDoubleStar:
      return double_star(value);
    case kColon:
      if (top().kind == Frame::Kind::kSubscript) {
        *value = kNoNode;
        return subscript_colon(value);
      }
      break;
    default:
      break;
  }
  missing_operand();
  return State::kDone;
}

ParserImpl::State ParserImpl::constant_atom(NodeId* value, ConstantKind kind) {
  *value = tree_.add(NodeKind::kConstant, here());
  tree_.set_op(*value, kind);
  advance();
  return State::kValue;
}

ParserImpl::State ParserImpl::open_paren(NodeId* value) {
  Span start = here();
  push(Frame::Kind::kParen, Precedence::kContainer, start,
       Frame::kTupleOk | Frame::kStarOk | Frame::kNamedOk | Frame::kYieldOk);
  advance();
  if (!at(kRightParen)) return State::kOperand;
  pop();
  advance();
  *value = make(NodeKind::kTuple, start);
  tree_.set_parenthesized(*value);
  return State::kValue;
}

ParserImpl::State ParserImpl::open_bracket(NodeId* value) {
  NodeId list = make(NodeKind::kListDisplay, here());
  push(Frame::Kind::kBracket, Precedence::kContainer, here(),
       Frame::kTupleOk | Frame::kStarOk | Frame::kNamedOk)
      .node = list;
  advance();
  return at(kRightBracket) ? close_display(value, list) : State::kOperand;
}

ParserImpl::State ParserImpl::open_brace(NodeId* value) {
  push(Frame::Kind::kBrace, Precedence::kContainer, here(), Frame::kStarOk | Frame::kNamedOk);
  advance();
  if (!at(kRightBrace)) return State::kOperand;
  return close_display(value, make(NodeKind::kDict, value_start_));
}

ParserImpl::State ParserImpl::prefix_operator(UnaryOp op) {
  if (top().precedence == Precedence::kAwait) {
    missing_operand();
    return State::kDone;
  }
  push(Frame::Kind::kUnary, Precedence::kFactor, here()).op = static_cast<uint8_t>(op);
  advance();
  return State::kOperand;
}

ParserImpl::State ParserImpl::star(NodeId*) {
  Frame& container = top();
  if (container.precedence != Precedence::kContainer || (container.flags & Frame::kStarOk) == 0) {
    missing_operand();
    return State::kDone;
  }
  // An argument may be any expression; elsewhere an operator binds weaker than the star.
  Precedence precedence =
      container.kind == Frame::Kind::kCall ? Precedence::kNamed : Precedence::kStar;
  push(Frame::Kind::kStarred, precedence, here());
  advance();
  return State::kOperand;
}

ParserImpl::State ParserImpl::double_star(NodeId*) {
  Frame& container = top();
  if (container.kind == Frame::Kind::kCall) {
    NodeId keyword = make(NodeKind::kKeyword, here());
    push(Frame::Kind::kKeyword, Precedence::kContainer, here()).node = keyword;
  } else if (container.kind == Frame::Kind::kBrace && container.op != kBraceValue &&
             (container.node == kNoNode || tree_.is(container.node, NodeKind::kDict))) {
    if (container.node == kNoNode) container.node = make(NodeKind::kDict, container);
    append(container.node, &container.tail, absent());
    container.op = kBraceValue;
    push(Frame::Kind::kDictUnpack, Precedence::kStar, here());
  } else {
    missing_operand();
    return State::kDone;
  }
  advance();
  return State::kOperand;
}

ParserImpl::State ParserImpl::yield(NodeId* value) {
  Frame& container = top();
  bool fresh = container.precedence == Precedence::kContainer && container.node == kNoNode;
  if ((container.flags & Frame::kYieldOk) == 0 || !fresh) {
    missing_operand();
    return State::kDone;
  }
  Span start = here();
  advance();
  if (accept(kKwFrom)) {
    NodeId node = make(NodeKind::kYieldFrom, start);
    push(Frame::Kind::kYieldFrom, Precedence::kContainer, start).node = node;
    return State::kOperand;
  }
  *value = make(NodeKind::kYield, start);
  value_start_ = start;
  if (!starts_expression(kind())) return terminate(value);
  push(Frame::Kind::kYield, Precedence::kContainer, start, Frame::kTupleOk | Frame::kStarOk).node =
      *value;
  return State::kOperand;
}

bool ParserImpl::allows_lambda() {
  const Frame& frame = top();
  return frame.precedence <= Precedence::kTernary && (frame.flags & Frame::kDisjunction) == 0;
}

ParserImpl::State ParserImpl::lambda(NodeId* value) {
  if (!allows_lambda()) {
    missing_operand();
    return State::kDone;
  }
  Span start = here();
  advance();
  NodeId node = make(NodeKind::kLambda, start);
  NodeId arguments = make(NodeKind::kArguments, start);
  tree_.set_first(node, arguments);
  push(Frame::Kind::kLambdaBody, Precedence::kTernary, start).node = node;
  push(Frame::Kind::kLambdaParameters, Precedence::kContainer, start).node = arguments;
  return lambda_parameters(value);
}

// Between two parameters. A default interrupts: it comes back here by `terminate`.
ParserImpl::State ParserImpl::lambda_parameters(NodeId*) {
  while (!at(kColon)) {
    NodeId arg = kNoNode;
    if (!parameter(top(), &arg, true)) return State::kDone;
    if (at(kEqual)) {
      if (!parameter_default(top(), arg)) return State::kDone;
      top().extra = arg;
      return State::kOperand;
    }
    if (!accept(kComma)) break;
  }
  if (!check_end_of_parameters(top(), true)) return State::kDone;
  pop();
  return expect(kColon) ? State::kOperand : State::kDone;
}

// --- operators

ParserImpl::State ParserImpl::infix(NodeId* value) {
  const InfixRow& row = kInfix[static_cast<size_t>(kind())];
  switch (row.kind) {
    case Infix::kNone:
      return terminate(value);
    case Infix::kBinary:
      return binary(value, row.precedence, static_cast<BinaryOp>(row.op));
    case Infix::kCompare:
      return comparison(value, static_cast<CompareOp>(row.op));
    case Infix::kOther:
      break;
  }
  switch (kind()) {
    case kDot:
      return attribute(value);
    case kLeftParen:
      return open_call(value);
    case kLeftBracket:
      return open_subscript(value);
    case kKwAnd:
      return bool_op(value, BoolOp::kAnd);
    case kKwOr:
      return bool_op(value, BoolOp::kOr);
    case kKwIs:
      return comparison(value, CompareOp::kIs);
    case kKwIn:
      return comparison(value, CompareOp::kIn);
    case kKwNot:
      return comparison(value, CompareOp::kNotIn);
    case kKwIf:
      return ternary(value);
    case kKwElse:
      return ternary_else(value);
    default:
      return named(value);
  }
}

ParserImpl::State ParserImpl::attribute(NodeId* value) {
  advance();
  if (!at(kName)) {
    if (!unfinished_attribute()) unexpected();
    return State::kDone;
  }
  NameId name = take_name();
  NodeId node = make(NodeKind::kAttribute, value_start_);
  tree_.set_name(node, name);
  tree_.set_first(node, *value);
  *value = node;
  return State::kValue;
}

ParserImpl::State ParserImpl::open_call(NodeId* value) {
  NodeId node = make(NodeKind::kCall, value_start_);
  tree_.set_first(node, *value);
  return open_call_frame(node, value_start_, value);
}

// At a call's `(`. `node` has no argument yet, at most a function.
ParserImpl::State ParserImpl::open_call_frame(NodeId node, const Span& start, NodeId* value) {
  Frame& frame =
      push(Frame::Kind::kCall, Precedence::kContainer, start, Frame::kStarOk | Frame::kNamedOk);
  frame.node = node;
  frame.tail = tree_.first(node);
  tree_.set_end(node, here().line, here().column);  // until it is finished: where the `(` is
  advance();
  return at(kRightParen) ? close_display(value, node) : State::kOperand;
}

ParserImpl::State ParserImpl::open_subscript(NodeId* value) {
  NodeId node = make(NodeKind::kSubscript, value_start_);
  tree_.set_first(node, *value);
  push(Frame::Kind::kSubscript, Precedence::kContainer, value_start_,
       Frame::kStarOk | Frame::kNamedOk)
      .node = node;
  advance();
  return State::kOperand;
}

ParserImpl::State ParserImpl::binary(NodeId* value, Precedence precedence, BinaryOp op) {
  // ** binds to the right.
  while (top().precedence >= precedence &&
         !(precedence == Precedence::kPower && top().precedence == Precedence::kPower)) {
    reduce(value);
  }
  if (tree_.is(*value, NodeKind::kStarred)) {
    unexpected(*value);
    return State::kDone;
  }
  Frame& frame = push(Frame::Kind::kBinary, precedence, value_start_);
  frame.node = *value;
  frame.op = static_cast<uint8_t>(op);
  advance();
  return State::kOperand;
}

ParserImpl::State ParserImpl::comparison(NodeId* value, CompareOp op) {
  while (top().precedence > Precedence::kCompare) reduce(value);
  if (op == CompareOp::kIn && (top().flags & Frame::kStopAtIn) != 0) return terminate(value);
  if (too_weak(Precedence::kCompare)) return terminate(value);
  if (tree_.is(*value, NodeKind::kStarred) ||
      (op == CompareOp::kNotIn && (top().flags & Frame::kStopAtIn) != 0) ||
      (op == CompareOp::kNotEq && lexer_.text() == "<>")) {
    unexpected(*value);
    return State::kDone;
  }
  advance();
  if (op == CompareOp::kNotIn && !expect(kKwIn)) return State::kDone;
  if (op == CompareOp::kIs && accept(kKwNot)) op = CompareOp::kIsNot;
  if (top().kind != Frame::Kind::kCompare) {
    NodeId node = make(NodeKind::kCompare, value_start_);
    Frame& frame = push(Frame::Kind::kCompare, Precedence::kCompare, value_start_);
    frame.node = node;
    append(node, &frame.tail, *value);
  } else {
    tree_.set_edge(*value, static_cast<CompareOp>(top().op));
    append(top().node, &top().tail, *value);
  }
  top().op = static_cast<uint8_t>(op);
  return State::kOperand;
}

ParserImpl::State ParserImpl::bool_op(NodeId* value, BoolOp op) {
  Precedence precedence = op == BoolOp::kAnd ? Precedence::kAnd : Precedence::kOr;
  while (top().precedence > precedence) reduce(value);
  if (too_weak(precedence)) return terminate(value);
  if (tree_.is(*value, NodeKind::kStarred)) {
    unexpected(*value);
    return State::kDone;
  }
  if (top().precedence != precedence) {
    NodeId node = make(NodeKind::kBoolOp, value_start_);
    tree_.set_op(node, op);
    push(Frame::Kind::kBoolOp, precedence, value_start_).node = node;
  }
  append(top().node, &top().tail, *value);
  advance();
  return State::kOperand;
}

ParserImpl::State ParserImpl::named(NodeId* value) {
  bool is_name = tree_.is(*value, NodeKind::kName) && !tree_.parenthesized(*value);
  if (!is_name || (top().flags & Frame::kNamedOk) == 0) return terminate(value);
  Frame& frame = push(Frame::Kind::kNamed, Precedence::kNamed, value_start_);
  frame.node = *value;
  advance();
  return State::kOperand;
}

// At `if`: a conditional expression, or a condition of a comprehension.
ParserImpl::State ParserImpl::ternary(NodeId* value) {
  while (top().precedence > Precedence::kTernary) reduce(value);
  if (tree_.is(*value, NodeKind::kStarred) || (top().flags & Frame::kDisjunction) != 0 ||
      too_weak(Precedence::kTernary)) {
    return terminate(value);
  }
  Frame& frame =
      push(Frame::Kind::kTernaryTest, Precedence::kContainer, value_start_, Frame::kDisjunction);
  frame.node = *value;
  advance();
  return State::kOperand;
}

ParserImpl::State ParserImpl::ternary_else(NodeId* value) {
  while (top().precedence > Precedence::kTernary) reduce(value);
  Frame& frame = top();
  if (frame.kind != Frame::Kind::kTernaryTest) return terminate(value);
  frame.kind = Frame::Kind::kTernaryElse;
  frame.precedence = Precedence::kTernary;
  frame.flags = 0;
  frame.extra = *value;
  advance();
  return State::kOperand;
}

// Whether the expression ends before an operator that binds so weakly.
bool ParserImpl::too_weak(Precedence precedence) {
  return top().kind == Frame::Kind::kBottom && top().op > static_cast<uint8_t>(precedence);
}

// The construct on top has got its last operand.
void ParserImpl::reduce(NodeId* value) {
  Frame frame = pop();
  NodeId node = frame.node;
  auto unary = [&](NodeKind kind) {
    node = make(kind, frame);
    tree_.set_first(node, *value);
  };
  switch (frame.kind) {
    case Frame::Kind::kBinary: {
      NodeId left = frame.node;
      node = make(NodeKind::kBinOp, frame);
      tree_.set_op(node, frame.op);
      tree_.set_first(node, left);
      tree_.set_next(left, *value);
      break;
    }
    case Frame::Kind::kUnary:
      unary(NodeKind::kUnaryOp);
      tree_.set_op(node, frame.op);
      break;
    case Frame::Kind::kNot:
      unary(NodeKind::kUnaryOp);
      tree_.set_op(node, UnaryOp::kNot);
      break;
    case Frame::Kind::kAwait:
      unary(NodeKind::kAwait);
      break;
    case Frame::Kind::kStarred:
      unary(NodeKind::kStarred);
      break;
    case Frame::Kind::kCompare:
      tree_.set_edge(*value, static_cast<CompareOp>(frame.op));
      [[fallthrough]];
    case Frame::Kind::kBoolOp:
      append(node, &frame.tail, *value);
      finish(node);
      break;
    case Frame::Kind::kTernaryElse:
      node = make(NodeKind::kIfExp, frame);
      tree_.set_first(node, frame.extra);
      tree_.set_next(frame.extra, frame.node);
      tree_.set_next(frame.node, *value);
      break;
    case Frame::Kind::kNamed:
      node = make(NodeKind::kNamedExpr, frame);
      tree_.set_context(frame.node, Context::kStore);
      tree_.set_first(node, frame.node);
      tree_.set_next(frame.node, *value);
      break;
    case Frame::Kind::kLambdaBody:
      tree_.set_next(tree_.first(node), *value);
      finish(node);
      break;
    case Frame::Kind::kDictUnpack:
      return;  // the value itself
    default:
      workspace_.fail();  // not reached: containers have no precedence
      return;
  }
  *value = node;
  value_start_ = frame.start();
}

// --- containers: a value is complete, and the token is no operator

ParserImpl::State ParserImpl::terminate(NodeId* value) {
  reduce_while(value, Precedence::kNamed);
  switch (top().kind) {
    case Frame::Kind::kBottom:
      return in_bottom(value);
    case Frame::Kind::kParen:
      return in_paren(value);
    case Frame::Kind::kBracket:
      return in_bracket(value);
    case Frame::Kind::kBrace:
      return in_brace(value);
    case Frame::Kind::kSubscript:
      return in_subscript(value);
    case Frame::Kind::kCall:
      return in_call(value);
    case Frame::Kind::kKeyword:
      return in_keyword(value);
    case Frame::Kind::kCompTarget:
      return in_comp_target(value);
    case Frame::Kind::kCompIter:
    case Frame::Kind::kCompIf:
      return in_comprehension(value);
    case Frame::Kind::kYield:
    case Frame::Kind::kYieldFrom:
      return in_yield(value);
    case Frame::Kind::kLambdaParameters:
      tree_.set_next(tree_.first(top().extra), *value);
      if (at(kComma)) {
        advance();
      } else if (!at(kColon)) {
        unexpected(*value);
        return State::kDone;
      }
      return lambda_parameters(value);
    case Frame::Kind::kField:
      return in_field(value);
    default:
      break;
  }
  unexpected(*value);
  return State::kDone;
}

// Adds to an unparenthesized tuple; at a comma, kOperand or (behind a last comma) the tuple.
ParserImpl::State ParserImpl::add_to_tuple(NodeId* tuple, NodeId* tail, NodeId* value) {
  if (*tuple == kNoNode) {
    if (!at(kComma)) return State::kValue;
    *tuple = make(NodeKind::kTuple, value_start_);
  }
  append(*tuple, tail, *value);
  if (accept(kComma) && starts_expression(kind())) return State::kOperand;
  finish(*tuple);
  Span span = tree_.span(*tuple);
  value_start_ = {span.line, span.column, 0, 0};
  *value = *tuple;
  return State::kValue;
}

ParserImpl::State ParserImpl::in_bottom(NodeId* value) {
  Frame& frame = top();
  if ((frame.flags & Frame::kTupleOk) != 0 && !is_bare_yield(*value)) {
    NodeId tuple = frame.node;
    NodeId tail = frame.tail;
    State state = add_to_tuple(&tuple, &tail, value);
    frame.node = tuple;
    frame.tail = tail;
    if (state == State::kOperand) return state;
  }
  if (at(kColonEqual)) {
    wrong_named(*value);
  } else if (at(kEqual) && (top().flags & Frame::kNamedOk) != 0) {
    wrong_equal(*value);
  }
  return State::kDone;
}

ParserImpl::State ParserImpl::in_paren(NodeId* value) {
  Frame& frame = top();
  bool yielded = is_bare_yield(*value);
  if (at(kComma) && !yielded) {
    if (frame.node == kNoNode) frame.node = make(NodeKind::kTuple, frame);
    append(frame.node, &frame.tail, *value);
    advance();
    return at(kRightParen) ? close_display(value, frame.node) : State::kOperand;
  }
  if (at(kRightParen)) {
    if (frame.node != kNoNode) {
      append(frame.node, &frame.tail, *value);
      return close_display(value, frame.node);
    }
    if (tree_.is(*value, NodeKind::kStarred)) {
      error_at_node(*value, {"cannot use starred expression here"});
      return State::kDone;
    }
    value_start_ = frame.start();
    pop();
    advance();
    tree_.set_parenthesized(*value);
    return State::kValue;
  }
  if (at(kKwAs) && (frames_[frames_.size() - 2].flags & Frame::kWithOk) != 0 &&
      frames_[frames_.size() - 2].kind == Frame::Kind::kBottom) {
    with_as_ = true;  // the parentheses are those of a `with`
    with_tuple_ = frame.node;
    return State::kDone;
  }
  if ((at(kKwFor) || at(kKwAsync)) && frame.node == kNoNode && !yielded) {
    return start_comprehension(*value, NodeKind::kGeneratorExp);
  }
  unexpected(*value);
  return State::kDone;
}

ParserImpl::State ParserImpl::in_bracket(NodeId* value) {
  Frame& frame = top();
  if ((at(kKwFor) || at(kKwAsync)) && frame.tail == kNoNode) {
    return start_comprehension(*value, NodeKind::kListComp);
  }
  if (!at(kComma) && !at(kRightBracket)) {
    unexpected(*value);
    return State::kDone;
  }
  append(frame.node, &frame.tail, *value);
  accept(kComma);
  return at(kRightBracket) ? close_display(value, frame.node) : State::kOperand;
}

ParserImpl::State ParserImpl::in_brace(NodeId* value) {
  Frame& frame = top();
  bool is_key = frame.op != kBraceValue;
  bool is_set = frame.node != kNoNode && tree_.is(frame.node, NodeKind::kSet);
  if (at(kColon) && is_key && !is_set && !tree_.is(*value, NodeKind::kStarred) &&
      !(tree_.is(*value, NodeKind::kNamedExpr) && !tree_.parenthesized(*value))) {
    if (frame.node == kNoNode) frame.node = make(NodeKind::kDict, frame);
    append(frame.node, &frame.tail, *value);
    frame.op = kBraceValue;
    frame.flags = 0;
    advance();
    return State::kOperand;
  }
  if (at(kKwFor) || at(kKwAsync)) {
    bool first_pair = !is_key && tree_.first(frame.node) == frame.tail && tree_.present(frame.tail);
    if (is_key && frame.node == kNoNode) return start_comprehension(*value, NodeKind::kSetComp);
    if (first_pair) return start_comprehension(*value, NodeKind::kDictComp);
  }
  bool belongs = !is_key || is_set || frame.node == kNoNode;
  if (!belongs || (!at(kComma) && !at(kRightBrace))) {
    unexpected(*value);
    return State::kDone;
  }
  if (frame.node == kNoNode) frame.node = make(NodeKind::kSet, frame);
  append(frame.node, &frame.tail, *value);
  frame.op = 0;
  frame.flags = tree_.is(frame.node, NodeKind::kSet) ? Frame::kStarOk | Frame::kNamedOk : 0;
  accept(kComma);
  return at(kRightBrace) ? close_display(value, frame.node) : State::kOperand;
}

// At the bracket that closes a display or tuple.
ParserImpl::State ParserImpl::close_display(NodeId* value, NodeId node) {
  Frame frame = pop();
  advance();
  finish(node);
  if (tree_.is(node, NodeKind::kTuple)) tree_.set_parenthesized(node);
  *value = node;
  value_start_ = frame.start();
  return State::kValue;
}

// --- subscripts

ParserImpl::State ParserImpl::in_subscript(NodeId* value) {
  if (at(kColon)) return subscript_colon(value);
  if (at(kComma) || at(kRightBracket)) return close_subscript(value);
  unexpected(*value);
  return State::kDone;
}

// `:` in a subscript; *value is what stands before it, or none.
ParserImpl::State ParserImpl::subscript_colon(NodeId* value) {
  Frame& frame = top();
  bool in_slice = (frame.flags & Frame::kInSlice) != 0;
  bool named_or_starred =
      *value != kNoNode &&
      (tree_.is(*value, NodeKind::kStarred) ||
       (tree_.is(*value, NodeKind::kNamedExpr) && !tree_.parenthesized(*value)));
  if (named_or_starred || (in_slice && frame.op == 2)) {
    unexpected(*value);
    return State::kDone;
  }
  if (!in_slice) {
    NodeId slice = make(NodeKind::kSlice, value_start_);
    frame.flags = Frame::kInSlice | (frame.flags & Frame::kHasComma);
    frame.op = 0;
    if (frame.extra == kNoNode) {
      frame.extra = slice;
    } else {
      append(frame.extra, &frame.tail, slice);
    }
  }
  NodeId slice = current_slice(frame);
  NodeId part = *value != kNoNode ? *value : absent();
  if (frame.op == 0) {
    tree_.set_first(slice, part);
  } else {
    tree_.set_next(tree_.first(slice), part);
  }
  ++frame.op;
  advance();
  *value = kNoNode;
  if (at(kColon)) return subscript_colon(value);
  if (at(kComma) || at(kRightBracket)) return close_subscript(value);
  return State::kOperand;
}

// At `,` or `]`: an element of the subscript is complete.
ParserImpl::State ParserImpl::close_subscript(NodeId* value) {
  Frame& frame = top();
  if ((frame.flags & Frame::kInSlice) != 0) {
    NodeId slice = current_slice(frame);
    if (*value != kNoNode) {
      NodeId last = tree_.first(slice);
      if (frame.op == 2) last = tree_.next(last);
      tree_.set_next(last, *value);
    }
    finish(slice);
    *value = slice;
    Span span = tree_.span(slice);
    value_start_ = {span.line, span.column, 0, 0};
    frame.flags = Frame::kStarOk | Frame::kNamedOk | (frame.flags & Frame::kHasComma);
    if ((frame.flags & Frame::kHasComma) == 0) frame.extra = kNoNode;
  } else if ((frame.flags & Frame::kHasComma) != 0) {
    append(frame.extra, &frame.tail, *value);
  }
  bool starred = tree_.is(*value, NodeKind::kStarred);
  if ((at(kComma) || starred) && (frame.flags & Frame::kHasComma) == 0) {
    frame.extra = make(NodeKind::kTuple, value_start_);
    frame.flags |= Frame::kHasComma;
    append(frame.extra, &frame.tail, *value);
  }
  if (accept(kComma) && !at(kRightBracket)) return State::kOperand;
  if (!at(kRightBracket)) {
    unexpected();
    return State::kDone;
  }
  if ((frame.flags & Frame::kHasComma) != 0) {
    finish(frame.extra);
    *value = frame.extra;
  }
  tree_.set_next(tree_.first(frame.node), *value);
  return close_display(value, frame.node);
}

// While a slice is open it is `extra` itself, or the last element of the Tuple there.
NodeId ParserImpl::current_slice(const Frame& frame) const {
  return (frame.flags & Frame::kHasComma) != 0 ? frame.tail : frame.extra;
}

// --- calls

ParserImpl::State ParserImpl::in_call(NodeId* value) {
  Frame& frame = top();
  if (at(kEqual) && tree_.is(*value, NodeKind::kName) && !tree_.parenthesized(*value)) {
    NodeId keyword = make(NodeKind::kKeyword, value_start_);
    tree_.set_name(keyword, tree_.name(*value));
    push(Frame::Kind::kKeyword, Precedence::kContainer, value_start_).node = keyword;
    advance();
    return State::kOperand;
  }
  if (at(kKwFor) || at(kKwAsync)) {
    return start_comprehension(*value, NodeKind::kGeneratorExp);
  }
  if (!at(kComma) && !at(kRightParen)) {
    unexpected(*value);
    return State::kDone;
  }
  if (!check_argument_order(frame, *value)) return State::kDone;
  append(frame.node, &frame.tail, *value);
  accept(kComma);
  return at(kRightParen) ? close_display(value, top().node) : State::kOperand;
}

// A keyword argument's value is complete.
ParserImpl::State ParserImpl::in_keyword(NodeId* value) {
  if (!at(kComma) && !at(kRightParen)) {
    unexpected(*value);
    return State::kDone;
  }
  NodeId keyword = pop().node;
  tree_.set_first(keyword, *value);
  finish(keyword);
  Frame& call = top();
  NameId name = tree_.name(keyword);
  if (name == kNoName) {
    call.op |= kSeenUnpacking;
  } else {
    call.op |= kSeenKeyword;
    if (!check_repeated_keyword(call.node, keyword)) return State::kDone;
  }
  append(call.node, &call.tail, keyword);
  accept(kComma);
  return at(kRightParen) ? close_display(value, top().node) : State::kOperand;
}

// --- comprehensions

// At `for` or `async` behind the element.
ParserImpl::State ParserImpl::start_comprehension(NodeId element, NodeKind kind) {
  if (!check_comprehension_element(element)) return State::kDone;
  Frame& frame = top();
  if (frame.kind == Frame::Kind::kCall) {
    if (!tree_.is(frame.node, NodeKind::kCall)) {  // the bases of a class
      unexpected();
      return State::kDone;
    }
    // f(x for x in y): the generator has the call's parentheses.
    Span call = tree_.span(frame.node);
    Span paren{call.end_line, call.end_column, 0, 0};
    Frame& generator = push(Frame::Kind::kParen, Precedence::kContainer, paren,
                            Frame::kComprehension | Frame::kOfCall);
    generator.node = make(kind, paren);
    append(generator.node, &generator.tail, element);
    return start_for();
  }
  if (frame.node == kNoNode) {
    frame.node = make(kind, frame);
  } else {
    tree_.set_kind(frame.node, kind);  // ListDisplay, Dict
  }
  append(frame.node, &frame.tail, element);
  frame.flags = Frame::kComprehension;
  return start_for();
}

// At `for` or `async`; the comprehension is on top.
ParserImpl::State ParserImpl::start_for() {
  bool is_async = accept(kKwAsync);
  if (!expect(kKwFor)) return State::kDone;
  NodeId node = tree_.add(NodeKind::kComprehension, {});
  tree_.set_op(node, is_async ? 1 : 0);
  append(top().node, &top().tail, node);
  push(Frame::Kind::kCompTarget, Precedence::kContainer, here(), kForTargets).node = node;
  return State::kOperand;
}

ParserImpl::State ParserImpl::in_comp_target(NodeId* value) {
  Frame& frame = top();
  NodeId tuple = frame.extra;
  NodeId tail = frame.tail;
  State state = add_to_tuple(&tuple, &tail, value);
  frame.extra = tuple;
  frame.tail = tail;
  if (state == State::kOperand) return state;
  if (!at(kKwIn)) {
    unexpected(*value);
    return State::kDone;
  }
  if (!set_target(*value, Context::kStore, TargetUse::kFor)) return State::kDone;
  tree_.set_first(frame.node, *value);
  frame.tail = *value;
  frame.kind = Frame::Kind::kCompIter;
  frame.flags = Frame::kDisjunction;
  advance();
  return State::kOperand;
}

// The iterable or a condition is complete.
ParserImpl::State ParserImpl::in_comprehension(NodeId* value) {
  Frame& frame = top();
  append(frame.node, &frame.tail, *value);
  if (accept(kKwIf)) {
    frame.kind = Frame::Kind::kCompIf;
    return State::kOperand;
  }
  if (at(kKwFor) || at(kKwAsync)) {
    pop();
    return start_for();
  }
  const Frame& display = frames_[frames_.size() - 2];
  TokenKind closer = display.kind == Frame::Kind::kParen     ? kRightParen
                     : display.kind == Frame::Kind::kBracket ? kRightBracket
                                                             : kRightBrace;
  bool of_call = (display.flags & Frame::kOfCall) != 0 && closer == kRightParen;
  if (!at(closer)) {
    if (of_call && at(kComma)) {
      error_at(span_from(tree_.span(tree_.first(display.node))),
               {"Generator expression must be parenthesized"});
    }
    unexpected(*value);
    return State::kDone;
  }
  pop();
  State state = close_display(value, top().node);
  if (!of_call) return state;
  Frame call = pop();
  if (!check_only_argument(call, *value)) return State::kDone;
  append(call.node, &call.tail, *value);
  finish(call.node);
  *value = call.node;
  value_start_ = {call.line, call.column, 0, 0};
  return State::kValue;
}

ParserImpl::State ParserImpl::in_yield(NodeId* value) {
  Frame& frame = top();
  if (frame.kind == Frame::Kind::kYield) {
    NodeId tuple = frame.extra;
    NodeId tail = frame.tail;
    State state = add_to_tuple(&tuple, &tail, value);
    frame.extra = tuple;
    frame.tail = tail;
    if (state == State::kOperand) return state;
  }
  NodeId node = frame.node;
  tree_.set_first(node, *value);
  finish(node);
  value_start_ = frame.start();
  *value = node;
  pop();
  return terminate(value);  // once: the container below is no yield
}

}  // namespace ts::lang
