// Compound statements (Language Reference, chapter 8) and the stack of open blocks. A header is
// parsed at once; its block is read by the loop in next_statement, statement by statement.

#include "lang/parser_impl.h"

namespace ts::lang {
namespace {

using enum TokenKind;

}  // namespace

// False when the current token starts none; perhaps with the name of a soft keyword taken.
bool ParserImpl::compound_statement() {
  Span start = here();
  switch (kind()) {
    case kKwIf:
      return if_statement(), true;
    case kKwWhile:
      return while_statement(), true;
    case kKwFor:
      return for_statement(start, NodeKind::kFor), true;
    case kKwWith:
      return with_statement(start, NodeKind::kWith), true;
    case kKwTry:
      return try_statement(), true;
    case kKwDef:
      return function_definition(start, kNoNode, NodeKind::kFunctionDef), true;
    case kKwClass:
      return class_definition(start, kNoNode), true;
    case kKwAsync:
      return async_statement(kNoNode), true;
    case kAt:
      return decorated(), true;
    case kName:
      break;
    default:
      return false;
  }
  if (lexer_.text() != "match") return false;
  advance();
  if (at_match_subject()) return match_statement(start), true;
  if (blocks_.empty()) compound_ = false;
  NodeId statement = expression_statement(name_node("match", start), start);
  if (stopped()) return true;
  end_of_simple_statement();
  if (!stopped()) add_statement(statement);
  return true;
}

// --- blocks

// The statement's header is read up to its colon.
void ParserImpl::open_statement(BlockKind kind, NodeId statement, uint32_t line) {
  Block block{};
  block.statement = block.root = statement;
  for (NodeId node = tree_.first(statement); node != kNoNode; node = tree_.next(node)) {
    block.clause = node;
  }
  compound_ = true;
  if (!blocks_.push(block)) return;
  open_block(kind, statement, &blocks_.back().clause, line);
}

// At the colon of a clause of the innermost statement: its block becomes a child of `parent`.
void ParserImpl::open_block(BlockKind kind, NodeId parent, NodeId* tail, uint32_t line) {
  if (stopped() || !expect_forced(kColon)) return;
  Block& block = blocks_.back();
  NodeId list = make(NodeKind::kList, here());
  append(parent, tail, list);
  block.kind = kind;
  block.line = line;
  block.list = list;
  block.tail = kNoNode;
  block.oneline = !accept(kNewline);
  in_line_ = block.oneline;
  if (block.oneline) return;
  if (!at(kIndent)) return missing_block(block);
  advance();
}

// The innermost block has ended.
void ParserImpl::close_block() {
  Block& block = blocks_.back();
  bool more = false;
  switch (block.kind) {
    case BlockKind::kIf:
    case BlockKind::kElif:
      more = else_clause(block);
      break;
    case BlockKind::kFor:
    case BlockKind::kWhile:
      more = else_clause(block);
      break;
    case BlockKind::kTry:
    case BlockKind::kExcept:
    case BlockKind::kExceptStar:
      more = except_clause(block);
      break;
    case BlockKind::kElse:
      more = at(kKwFinally) && tree_is_try(block.root) && finally_clause(block);
      break;
    case BlockKind::kCase:
      more = !accept(kDedent);  // the Match has a level of its own
      if (more) case_clause(block);
      break;
    default:
      break;
  }
  if (more || stopped()) return;
  finish_statement();
}

void ParserImpl::finish_statement() {
  Block block = blocks_.back();
  blocks_.pop();
  finish_positions(block);
  bool is_function = block.kind == BlockKind::kFunction;
  if (is_function || block.generic) --function_depth_;
  add_statement(block.root);
  if (is_function) report_function(block.root);
}

// A statement ends where the last block in it ends.
void ParserImpl::finish_positions(const Block& block) {
  NodeId node = block.root;
  for (;;) {
    finish(node);
    if (!tree_.is(node, NodeKind::kIf) || node == block.statement) break;
    node = tree_.first(tree_.child(node, 2));  // the `elif`
  }
}

void ParserImpl::report_function(NodeId function) {
  if (options_.on_function_parsed == nullptr || function_depth_ != 0 || stopped()) return;
  if (!options_.on_function_parsed(options_.hook_context, function)) {
    owner_.stopped_by_hook_ = true;
    reporter_.read_error();
  }
}

uint32_t ParserImpl::enclosing_class_count() const {
  uint32_t count = 0;
  for (const Block& block : blocks_) count += block.kind == BlockKind::kClass;
  return count;
}

NodeId ParserImpl::enclosing_class(uint32_t index) const {
  for (const Block& block : blocks_) {
    if (block.kind == BlockKind::kClass && index-- == 0) return block.root;
  }
  return kNoNode;
}

// --- if, while, for

void ParserImpl::if_statement() {
  uint32_t line = here().line;
  NodeId node = keyword_statement(NodeKind::kIf);
  NodeId test = expression(kNamedExpression);
  tree_.set_first(node, test);
  if (header_ends(test)) open_statement(BlockKind::kIf, node, line);
}

void ParserImpl::while_statement() {
  uint32_t line = here().line;
  NodeId node = keyword_statement(NodeKind::kWhile);
  NodeId test = expression(kNamedExpression);
  tree_.set_first(node, test);
  if (header_ends(test)) open_statement(BlockKind::kWhile, node, line);
}

void ParserImpl::for_statement(const Span& start, NodeKind kind) {
  advance();
  NodeId node = make(kind, start);
  NodeId tail = kNoNode;
  NodeId target = expression(kForTargets);
  if (stopped()) return;
  if (!at(kKwIn)) return unexpected_in_for(target);
  if (!set_target(target, Context::kStore, TargetUse::kFor)) return;
  append(node, &tail, target);
  advance();
  append(node, &tail, expression(kStarExpressions));
  if (header_ends(tail)) open_statement(BlockKind::kFor, node, start.line);
}

// `elif` or `else` behind a block; false when the statement ends.
bool ParserImpl::else_clause(Block& block) {
  uint32_t line = here().line;
  bool is_if = block.kind == BlockKind::kIf || block.kind == BlockKind::kElif;
  if (is_if && at(kKwElif)) {
    NodeId list = make(NodeKind::kList, here());
    append(block.statement, &block.clause, list);
    NodeId node = keyword_statement(NodeKind::kIf);
    tree_.set_first(list, node);
    block.statement = node;
    block.clause = expression(kNamedExpression);
    tree_.set_first(node, block.clause);
    if (header_ends(block.clause)) open_block(BlockKind::kElif, node, &block.clause, line);
    return true;
  }
  if (!accept(kKwElse)) return false;
  open_block(BlockKind::kElse, block.statement, &block.clause, line);
  return true;
}

// --- try

void ParserImpl::try_statement() {
  uint32_t line = here().line;
  open_statement(BlockKind::kTry, keyword_statement(NodeKind::kTry), line);
}

bool ParserImpl::tree_is_try(NodeId id) const {
  return tree_.is(id, NodeKind::kTry) || tree_.is(id, NodeKind::kTryStar);
}

// Behind a block of `try` or `except`: the next clause.
bool ParserImpl::except_clause(Block& block) {
  bool first = block.kind == BlockKind::kTry;
  if (at(kKwExcept)) {
    if (first) {
      NodeId handlers = make(NodeKind::kList, here());
      append(block.root, &block.clause, handlers);
      block.statement = kNoNode;
    }
    exception_handler(block);
    return true;
  }
  if (at(kKwFinally)) return finally_clause(block);
  if (first) {
    if (!stopped()) missing_except();
    return false;
  }
  finish_handler(block);
  if (!at(kKwElse)) return false;
  uint32_t line = here().line;
  advance();
  open_block(BlockKind::kElse, block.root, &block.clause, line);
  return true;
}

void ParserImpl::finish_handler(const Block& block) {
  if (block.kind != BlockKind::kExcept && block.kind != BlockKind::kExceptStar) return;
  finish(block.statement);
}

// except [*] [type ["as" NAME]] ":"
void ParserImpl::exception_handler(Block& block) {
  finish_handler(block);
  Span start = here();
  bool first = block.statement == kNoNode;
  NodeId node = keyword_statement(NodeKind::kExceptHandler);
  bool starred = at(kStar);
  if (starred) advance();
  if (first && starred) tree_.set_kind(block.root, NodeKind::kTryStar);
  if (starred != tree_.is(block.root, NodeKind::kTryStar)) {
    error_at(span_from(start), {"cannot have both 'except' and 'except*' on the same 'try'"});
    return;
  }
  append(block.clause, &block.statement, node);
  NodeId tail = kNoNode;
  if (!at(kColon)) {
    if (!exception_types(node, &tail, starred)) return;
  } else if (starred) {
    error_here({"expected one or more exception types"});
    return;
  } else {
    append(node, &tail, absent());
  }
  open_block(starred ? BlockKind::kExceptStar : BlockKind::kExcept, node, &tail, start.line);
}

// PEP 758: several types need no parentheses where there is no `as`.
bool ParserImpl::exception_types(NodeId handler, NodeId* tail, bool starred) {
  if (at(kNewline)) {
    error_here({starred ? "expected one or more exception types" : "expected ':'"});
    return false;
  }
  Span start = here();
  NodeId types = expression(Frame::kTupleOk);
  if (stopped()) return false;
  append(handler, tail, types);
  if (!at(kKwAs)) {
    return header_ends();
  }
  if (tree_.is(types, NodeKind::kTuple) && !tree_.parenthesized(types)) {
    advance();
    if (at(kName)) advance();
    error_at(range(start, {0, 0, here().line, here().column}),
             {"multiple exception types must be parenthesized when using 'as'"});
    return false;
  }
  advance();
  NodeId target = as_name("except", starred ? "* statement with " : " statement with ");
  tree_.set_name(handler, tree_.name(target));
  return header_ends();
}

bool ParserImpl::finally_clause(Block& block) {
  finish_handler(block);
  uint32_t line = here().line;
  advance();
  // The lists for handlers and `else` stand before that of `finally`.
  while (tree_.child_count(block.root) < 3) {
    append(block.root, &block.clause, make(NodeKind::kList, here()));
  }
  open_block(BlockKind::kFinally, block.root, &block.clause, line);
  return true;
}

// --- with

void ParserImpl::with_statement(const Span& start, NodeKind kind) {
  advance();
  NodeId node = make(kind, start);
  NodeId items = make(NodeKind::kList, here());
  tree_.set_first(node, items);
  if (with_items(items) && header_ends()) open_statement(BlockKind::kWith, node, start.line);
}

// item ("," item)*, or the same in parentheses. What opens with `(` is read as an expression
// first: an `as` directly in it shows that the parentheses are the statement's, a colon behind it
// that a tuple's elements are the items.
bool ParserImpl::with_items(NodeId list) {
  NodeId tail = kNoNode;
  bool maybe_parenthesized = at(kLeftParen);
  with_as_ = false;
  with_tuple_ = kNoNode;
  NodeId value = expression(maybe_parenthesized ? Frame::kWithOk : kSingle);
  if (stopped()) return false;
  bool tuple_of_items = maybe_parenthesized && !with_as_ && at(kColon) && is_item_tuple(value);
  if (tuple_of_items) with_tuple_ = value;
  NodeId next = kNoNode;
  for (NodeId element = tree_.first(with_tuple_); element != kNoNode; element = next) {
    next = tree_.next(element);
    tree_.set_next(element, kNoNode);
    append(list, &tail, with_item(element));
  }
  if (tuple_of_items) return true;
  return rest_of_with_items(list, &tail, value, with_as_);
}

bool ParserImpl::is_item_tuple(NodeId value) const {
  if (!tree_.is(value, NodeKind::kTuple) || tree_.first(value) == kNoNode) return false;
  for (NodeId node = tree_.first(value); node != kNoNode; node = tree_.next(node)) {
    if (tree_.is(node, NodeKind::kStarred)) return false;
    if (tree_.is(node, NodeKind::kNamedExpr) && !tree_.parenthesized(node)) return false;
  }
  return true;
}

NodeId ParserImpl::with_item(NodeId value) {
  NodeId item = tree_.add(NodeKind::kWithItem, tree_.span(value));
  tree_.set_first(item, value);
  return item;
}

// `value` is the first expression not yet in the list.
bool ParserImpl::rest_of_with_items(NodeId list, NodeId* tail, NodeId value, bool parenthesized) {
  for (;;) {
    append(list, tail, with_item(value));
    NodeId last = value;
    if (accept(kKwAs)) {
      NodeId target = expression(Frame::kStarOk);
      if (stopped()) return false;
      if (!set_target(target, Context::kStore, TargetUse::kWith)) return false;
      tree_.set_next(value, target);
      last = target;
    }
    if (parenthesized && !at(kComma) && !at(kRightParen)) return unexpected(last), false;
    if (!accept(kComma) || (parenthesized && at(kRightParen))) break;
    value = expression(kSingle);
    if (stopped()) return false;
  }
  return !parenthesized || expect(kRightParen);
}

// --- functions and classes

void ParserImpl::function_definition(const Span& start, NodeId decorators, NodeKind kind) {
  advance();
  NodeId node = make(kind, start);
  NodeId tail = kNoNode;
  append(node, &tail, decorators != kNoNode ? decorators : make(NodeKind::kList, start));
  if (!expect_name()) return;
  tree_.set_name(node, take_name());
  append(node, &tail, type_parameters());
  if (stopped() || !expect_forced(kLeftParen)) return;
  append(node, &tail, parameters());
  if (stopped()) return;
  Span arrow = here();
  bool returns = accept(kArrow);
  if (returns && !at(kError) && (at(kStar) || !can_start_expression(this->kind()))) {
    return error_at(arrow, {"expected ':'"});
  }
  append(node, &tail, returns ? expression(kSingle) : absent());
  if (stopped()) return;
  ++function_depth_;
  open_statement(BlockKind::kFunction, node, start.line);
}

void ParserImpl::class_definition(const Span& start, NodeId decorators) {
  advance();
  NodeId node = make(NodeKind::kClassDef, start);
  NodeId tail = kNoNode;
  append(node, &tail, decorators != kNoNode ? decorators : make(NodeKind::kList, start));
  if (!expect_name()) return;
  tree_.set_name(node, take_name());
  append(node, &tail, type_parameters());
  bool generic = tree_.first(tail) != kNoNode;
  NodeId bases = make(NodeKind::kList, here());
  append(node, &tail, bases);
  if (!stopped() && at(kLeftParen)) call_arguments(bases);
  if (stopped()) return;
  if (!header_ends()) return;
  if (generic) ++function_depth_;
  open_statement(BlockKind::kClass, node, start.line);
  if (generic && !blocks_.empty()) blocks_.back().generic = true;
}

// ("@" named_expression NEWLINE)+ before a function or class.
void ParserImpl::decorated() {
  NodeId list = make(NodeKind::kList, here());
  NodeId tail = kNoNode;
  while (accept(kAt)) {
    append(list, &tail, expression(kNamedExpression));
    if (stopped()) return;
    if (!at(kNewline)) return unexpected(tail);
    advance();
  }
  Span start = here();
  if (at(kKwDef)) return function_definition(start, list, NodeKind::kFunctionDef);
  if (at(kKwClass)) return class_definition(start, list);
  if (at(kKwAsync)) return async_statement(list);
  unexpected();
}

void ParserImpl::async_statement(NodeId decorators) {
  Span start = here();
  advance();
  if (at(kKwDef)) return function_definition(start, decorators, NodeKind::kAsyncFunctionDef);
  if (at(kKwFor) && decorators == kNoNode) return for_statement(start, NodeKind::kAsyncFor);
  if (at(kKwWith) && decorators == kNoNode) return with_statement(start, NodeKind::kAsyncWith);
  unexpected();
}

// --- match

// Whether the name `match`, just taken, is the keyword. What cannot go on after a name decides at
// once; for ( [ - + * and `not` the line is scanned for the colon at its end, which no expression
// statement has.
bool ParserImpl::at_match_subject() {
  switch (kind()) {
    case kLeftParen:
    case kLeftBracket:
    case kMinus:
    case kPlus:
    case kStar:
    case kKwNot:
      return lexer_.line_ends_with_block_colon();
    default:
      return can_start_expression(kind());
  }
}

// match subject ":" NEWLINE INDENT case+ DEDENT, at the subject.
void ParserImpl::match_statement(const Span& start) {
  NodeId node = make(NodeKind::kMatch, start);
  NodeId subject = expression(Frame::kTupleOk | Frame::kStarOk | Frame::kNamedOk);
  if (stopped()) return;
  if (tree_.is(subject, NodeKind::kStarred)) return unexpected(subject);
  tree_.set_first(node, subject);
  if (!header_ends(subject) || !expect_forced(kColon)) return;
  Block block{};
  block.kind = BlockKind::kMatch;
  block.line = start.line;
  block.root = block.statement = node;
  block.clause = subject;
  compound_ = true;
  if (!blocks_.push(block)) return;
  if (!expect(kNewline)) return;
  if (!at(kIndent)) return missing_block(block);
  advance();
  case_clause(blocks_.back());
}

// case pattern ["if" guard] ":" block
void ParserImpl::case_clause(Block& block) {
  if (!at_name("case")) return unexpected();
  uint32_t line = here().line;
  NodeId node = tree_.add(NodeKind::kMatchCase, here());
  advance();
  append(block.root, &block.clause, node);
  NodeId tail = kNoNode;
  append(node, &tail, pattern());
  if (stopped()) return;
  append(node, &tail, accept(kKwIf) ? expression(kNamedExpression) : absent());
  if (!header_ends()) return;
  open_block(BlockKind::kCase, node, &tail, line);
}

}  // namespace ts::lang
