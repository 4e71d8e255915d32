// Parameters of `def` and `lambda` (Language Reference 8.7) and type parameters (8.10).

#include "lang/parser_impl.h"

namespace ts::lang {
namespace {

using enum TokenKind;

// Frame::flags while parameters are read: what came before.
enum : uint8_t { kSlashSeen = 1, kStarred = 2, kNamedDue = 4, kDefault = 8, kVarKeyword = 16 };

}  // namespace

// From behind `(` to the `)`, which is taken.
NodeId ParserImpl::parameters() {
  Frame state;
  state.node = make(NodeKind::kArguments, here());
  while (!at(kRightParen) && !stopped()) {
    NodeId arg = kNoNode;
    if (!parameter(state, &arg, false)) return kNoNode;
    if (arg != kNoNode && at(kEqual)) {
      if (!parameter_default(state, arg)) return kNoNode;
      NodeId value = expression(kSingle);
      tree_.set_next(tree_.first(arg), value);
    }
    if (!accept(kComma)) break;
  }
  if (stopped() || !check_end_of_parameters(state, false)) return kNoNode;
  if (!accept(kRightParen)) {
    NodeId value = tree_.first(state.tail);  // the annotation or default before the token
    if (tree_.next(value) != kNoNode) value = tree_.next(value);
    unexpected(value);
  }
  return state.node;
}

// One parameter up to its default, or `/` or `*`: then *arg is none.
bool ParserImpl::parameter(Frame& state, NodeId* arg, bool is_lambda) {
  if ((state.flags & kVarKeyword) != 0 &&
      (at(kName) || at(kStar) || at(kDoubleStar) || at(TokenKind::kSlash))) {
    error_here({"arguments cannot follow var-keyword argument"});
    return false;
  }
  if (at(TokenKind::kSlash)) return positional_only(state);
  ParameterKind how = (state.flags & kStarred) != 0 ? ParameterKind::kKeywordOnly
                                                    : ParameterKind::kPositionalOrKeyword;
  Span mark = here();
  if (accept(kStar)) {
    if ((state.flags & kStarred) != 0) {
      error_at(mark, {"* argument may appear only once"});
      return false;
    }
    state.flags |= kStarred;
    if (at(kComma) || at(kColon) || at(kRightParen)) {
      state.flags |= kNamedDue;
      state.line = mark.line;
      state.column = mark.column;
      return true;
    }
    how = ParameterKind::kVarPositional;
  } else if (at(kDoubleStar)) {
    how = ParameterKind::kVarKeyword;
    if (!check_end_of_parameters(state, is_lambda)) return false;
    advance();
    state.flags |= kVarKeyword;
  }
  if (!at(kName)) {
    if (at(kLeftParen)) return parenthesized_parameter(is_lambda), false;
    unexpected();
    return false;
  }
  *arg = take_name_node(NodeKind::kArg);
  tree_.set_op(*arg, how);
  append(state.node, &state.tail, *arg);
  if (how == ParameterKind::kKeywordOnly) state.flags &= static_cast<uint8_t>(~kNamedDue);
  if (!is_lambda && accept(kColon)) {
    bool may_star = how == ParameterKind::kVarPositional;
    NodeId annotation = expression(may_star ? Frame::kStarOk : kSingle);
    tree_.set_first(*arg, annotation);
    finish(*arg);
  }
  if (how == ParameterKind::kPositionalOrKeyword && (state.flags & kDefault) != 0 && !at(kEqual)) {
    error_at_node(*arg, {"parameter without a default follows parameter with a default"});
    return false;
  }
  return true;
}

bool ParserImpl::positional_only(Frame& state) {
  const char* problem = (state.flags & kSlashSeen) != 0 ? "/ may appear only once"
                        : (state.flags & kStarred) != 0 ? "/ must be ahead of *"
                        : state.tail == kNoNode         ? "at least one argument must precede /"
                                                        : nullptr;
  if (problem != nullptr) {
    error_here({problem});
    return false;
  }
  state.flags |= kSlashSeen;
  for (NodeId arg = tree_.first(state.node); arg != kNoNode; arg = tree_.next(arg)) {
    tree_.set_op(arg, ParameterKind::kPositionalOnly);
  }
  advance();
  return true;
}

// At the `=`, which is taken.
bool ParserImpl::parameter_default(Frame& state, NodeId arg) {
  ParameterKind how = tree_.op_as<ParameterKind>(arg);
  if (how == ParameterKind::kVarPositional || how == ParameterKind::kVarKeyword) {
    error_here({how == ParameterKind::kVarPositional
                    ? "var-positional argument cannot have default value"
                    : "var-keyword argument cannot have default value"});
    return false;
  }
  if (how != ParameterKind::kKeywordOnly) state.flags |= kDefault;
  if (tree_.first(arg) == kNoNode) tree_.set_first(arg, absent());
  advance();
  if (at(kComma) || at(kRightParen)) {
    error_at({lexer_.previous_end_line(), lexer_.previous_end_column() - 1,
              lexer_.previous_end_line(), lexer_.previous_end_column()},
             {"expected default value expression"});
    return false;
  }
  return true;
}

bool ParserImpl::check_end_of_parameters(const Frame& state, bool is_lambda) {
  if ((state.flags & kNamedDue) == 0) return true;
  if (is_lambda) return error_here({"named arguments must follow bare *"}), false;
  error_at({state.line, state.column, state.line, state.column + 1},
           {"named arguments must follow bare *"});
  return false;
}

// def f(a, (b, c)): Python 2's.
void ParserImpl::parenthesized_parameter(bool is_lambda) {
  Span start = here();
  uint32_t depth = lexer_.depth();
  while (lexer_.depth() >= depth && !stopped() && !at(kEnd)) advance();
  advance();
  if (stopped() || at(kEnd)) return unexpected();
  error_at(span_from(start), {is_lambda ? "Lambda expression parameters cannot be parenthesized"
                                        : "Function parameters cannot be parenthesized"});
}

// --- type parameters

// A List: empty, or from `[` to `]`.
NodeId ParserImpl::type_parameters() {
  NodeId list = make(NodeKind::kList, here());
  NodeId tail = kNoNode;
  if (!at(kLeftBracket)) return list;
  advance();
  if (at(kRightBracket)) {
    error_at({here().line, here().column, here().line, here().column},
             {"Type parameter list cannot be empty"});
    return list;
  }
  do {
    append(list, &tail, type_parameter());
  } while (!stopped() && accept(kComma) && !at(kRightBracket));
  expect(kRightBracket);
  return list;
}

NodeId ParserImpl::type_parameter() {
  Span start = here();
  NodeKind what = accept(kStar)         ? NodeKind::kTypeVarTuple
                  : accept(kDoubleStar) ? NodeKind::kParamSpec
                                        : NodeKind::kTypeVar;
  if (!expect_name()) return kNoNode;
  NameId name = take_name();
  NodeId node = make(what, start);
  tree_.set_name(node, name);
  NodeId tail = kNoNode;
  if (at(kColon)) {
    if (what != NodeKind::kTypeVar) {
      Span colon = here();
      advance();
      NodeId bound = expression(kSingle);
      if (stopped()) return kNoNode;
      const char* name_of = what == NodeKind::kParamSpec ? "ParamSpec" : "TypeVarTuple";
      error_at(span_from(colon), {tree_.is(bound, NodeKind::kTuple) ? "cannot use constraints with "
                                                                    : "cannot use bound with ",
                                  name_of});
      return kNoNode;
    }
    advance();
    append(node, &tail, expression(kSingle));
  }
  if (accept(kEqual)) {
    if (what == NodeKind::kTypeVar && tail == kNoNode) append(node, &tail, absent());
    append(node, &tail, expression(what == NodeKind::kTypeVarTuple ? Frame::kStarOk : kSingle));
  }
  finish(node);
  return node;
}

}  // namespace ts::lang
