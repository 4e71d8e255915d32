// The module and the statements of one line (Language Reference, chapters 7 and 9); see parser.h.

#include "lang/parser.h"

#include "lang/identifier.h"
#include "lang/parser_impl.h"

namespace ts::lang {
namespace {

using enum TokenKind;

// Placement without <new>: the one object that the workspace holds.
struct Place {};

}  // namespace
}  // namespace ts::lang

inline void* operator new(size_t, void* memory, ts::lang::Place) noexcept { return memory; }

namespace ts::lang {

// --- the interface

Parser::Parser(base::Workspace& workspace, Sink& sink, Reader reader, const ParserOptions& options)
    : tree_(workspace), workspace_(&workspace) {
  void* memory = workspace.resize(nullptr, 0, sizeof(ParserImpl));
  if (memory == nullptr) return;
  impl_ = new (memory, Place{}) ParserImpl(*this, workspace, sink, reader, options);
}

Parser::~Parser() {
  if (impl_ == nullptr) return;
  impl_->~ParserImpl();
  workspace_->resize(impl_, sizeof(ParserImpl), 0);
}

ParseStatus Parser::next_statement(NodeId* statement) {
  *statement = kNoNode;
  if (impl_ != nullptr) return impl_->next_statement(statement);
  diagnostic_.error = ErrorClass::kMemoryError;
  return ParseStatus::kError;
}

void Parser::release_statement() { tree_.truncate(1); }

uint32_t Parser::enclosing_class_count() const {
  return impl_ != nullptr ? impl_->enclosing_class_count() : 0;
}

NodeId Parser::enclosing_class(uint32_t index) const { return impl_->enclosing_class(index); }

// --- the module

ParserImpl::ParserImpl(Parser& owner, base::Workspace& workspace, Sink& sink, Reader reader,
                       const ParserOptions& options)
    : lexer_(workspace, reporter_, reader, options_, options.source_is_text),
      owner_(owner),
      workspace_(workspace),
      sink_(sink),
      options_(options),
      reporter_(workspace, owner.diagnostic_),
      tree_(owner.tree_),
      frames_(workspace),
      blocks_(workspace),
      targets_(workspace),
      scratch_(workspace) {}

ParseStatus ParserImpl::next_statement(NodeId* statement) {
  owner_.release_statement();
  if (!started_) {
    started_ = true;
    advance();
    if (options_.mode == Mode::kEval) return eval_expression(statement);
  } else if (options_.mode == Mode::kEval) {
    return ParseStatus::kEnd;
  }
  finished_ = kNoNode;
  while (finished_ == kNoNode) {
    if (stopped() || sink_.failed()) return failure();
    if (blocks_.empty() && at(kEnd)) {
      return ParseStatus::kEnd;
    }
    if (single_done_) {
      error_here({"multiple statements found while compiling a single statement"});
    } else if (at(kDedent) && !blocks_.empty()) {
      if (block_incomplete()) return ParseStatus::kIncomplete;
      advance();
      close_block();
    } else {
      statement_or_compound();
    }
  }
  if (stopped() || sink_.failed()) return failure();
  if (options_.mode == Mode::kSingle) {
    // A compound statement is complete when an empty line follows.
    if (compound_ && block_incomplete()) return ParseStatus::kIncomplete;
    if (compound_ && !at(kEnd)) unexpected();
    if (stopped()) return failure();
    single_done_ = !in_line_;
  }
  *statement = finished_;
  return ParseStatus::kStatement;
}

ParseStatus ParserImpl::eval_expression(NodeId* statement) {
  Span start = here();
  NodeId value = expression(Frame::kTupleOk);
  *statement = make(NodeKind::kExpr, start);
  tree_.set_first(*statement, value);
  while (accept(kNewline)) {
  }
  if (!stopped() && !at(kEnd)) unexpected(value);
  return stopped() || sink_.failed() ? failure() : ParseStatus::kStatement;
}

// In the REPL an indented block goes on until an empty line.
bool ParserImpl::block_incomplete() const {
  return options_.mode == Mode::kSingle && options_.may_be_incomplete && lexer_.past_end() &&
         lexer_.newline_was_missing();
}

ParseStatus ParserImpl::failure() {
  if (workspace_.failed() || sink_.failed()) {
    owner_.diagnostic_ = {};
    owner_.diagnostic_.error = ErrorClass::kMemoryError;
    return ParseStatus::kError;
  }
  bool at_end = stuck_ ? failed_at_end_ : lexer_.failed_at_end();
  if (options_.mode == Mode::kSingle && options_.may_be_incomplete && at_end) {
    return ParseStatus::kIncomplete;
  }
  return ParseStatus::kError;
}

// --- lines

void ParserImpl::statement_or_compound() {
  if (!in_line_ && compound_statement()) return;
  if (stopped()) return;
  if (blocks_.empty()) compound_ = false;
  NodeId statement = simple_statement();
  if (stopped()) return;
  end_of_simple_statement();
  if (stopped()) return;
  add_statement(statement);
  if (!in_line_ && !blocks_.empty() && blocks_.back().oneline) close_block();
}

void ParserImpl::end_of_simple_statement() {
  in_line_ = true;
  if (accept(kSemicolon)) {
    if (accept(kNewline)) in_line_ = false;
  } else if (accept(kNewline)) {
    in_line_ = false;
  } else {
    unexpected();
  }
}

void ParserImpl::add_statement(NodeId statement) {
  if (blocks_.empty()) {
    finished_ = statement;
  } else {
    append(blocks_.back().list, &blocks_.back().tail, statement);
  }
}

// --- nodes

NodeId ParserImpl::make(NodeKind kind, const Span& start) {
  return tree_.add(kind, span_from(start));
}

void ParserImpl::finish(NodeId id) {
  tree_.set_end(id, lexer_.previous_end_line(), lexer_.previous_end_column());
}

void ParserImpl::append(NodeId parent, NodeId* tail, NodeId child) {
  if (*tail == kNoNode) {
    tree_.set_first(parent, child);
  } else {
    tree_.set_next(*tail, child);
  }
  *tail = child;
}

bool ParserImpl::stopped() const {
  return reporter_.failed() || workspace_.failed() || recovery_failed_;
}

bool ParserImpl::accept(TokenKind kind) {
  if (!at(kind)) return false;
  advance();
  return true;
}

// --- names

NameId ParserImpl::take_name() {
  std::string_view text = lexer_.text();
  bool ascii = true;
  for (char c : text) ascii &= static_cast<uint8_t>(c) < 0x80;
  NameId name = sink_.name(ascii ? text : normal_form(text, scratch_));
  advance();
  return name;
}

NodeId ParserImpl::take_name_node(NodeKind kind) {
  NodeId node = tree_.add(kind, here());
  tree_.set_name(node, take_name());
  return node;
}

bool ParserImpl::expect(TokenKind kind) {
  if (accept(kind)) return true;
  unexpected();
  return false;
}

bool ParserImpl::expect_name() {
  if (at(kName)) return true;
  unexpected();
  return false;
}

bool ParserImpl::expect_forced(TokenKind kind) {
  if (accept(kind)) return true;
  if (!stopped()) error_here({"expected '", token_text(kind), "'"});
  return false;
}

// --- simple statements

NodeId ParserImpl::simple_statement() {
  Span start = here();
  switch (kind()) {
    case kKwPass:
      return keyword_statement(NodeKind::kPass);
    case kKwBreak:
      return keyword_statement(NodeKind::kBreak);
    case kKwContinue:
      return keyword_statement(NodeKind::kContinue);
    case kKwReturn:
      return return_statement();
    case kKwRaise:
      return raise_statement();
    case kKwAssert:
      return assert_statement();
    case kKwDel:
      return delete_statement();
    case kKwGlobal:
      return global_statement(NodeKind::kGlobal);
    case kKwNonlocal:
      return global_statement(NodeKind::kNonlocal);
    case kKwImport:
      return import_statement();
    case kKwFrom:
      return import_from_statement();
    case kName:
      if (lexer_.text() == "type") {
        advance();
        if (at(kName)) return type_alias(start);
        return expression_statement(name_node("type", start), start);
      }
      break;
    default:
      break;
  }
  return expression_statement(kNoNode, start);
}

// A Name for an identifier that was taken already.
NodeId ParserImpl::name_node(std::string_view text, const Span& start) {
  NodeId node = make(NodeKind::kName, start);
  tree_.set_name(node, sink_.name(text));
  return node;
}

NodeId ParserImpl::keyword_statement(NodeKind kind) {
  NodeId node = tree_.add(kind, here());
  if (kind == NodeKind::kPass || kind == NodeKind::kBreak || kind == NodeKind::kContinue) {
    if (statement_in_conditional()) return kNoNode;
  } else {
    advance();
  }
  return node;
}

// `first`: a name that was taken already, or none.
NodeId ParserImpl::expression_statement(NodeId first, const Span& start) {
  NodeId value = first != kNoNode ? expression_from(first, start, kAnyRight | Frame::kStatement)
                                  : expression(kAnyRight | Frame::kStatement);
  if (stopped()) return kNoNode;
  if (at(kEqual)) return assignment(value, start);
  if (at(kColon)) return annotated_assignment(value, start);
  if (kind() >= kPlusEqual && kind() <= kDoubleSlashEqual)
    return augmented_assignment(value, start);
  if (!at(kNewline) && !at(kSemicolon)) {
    unexpected(value);
    return kNoNode;
  }
  NodeId node = make(NodeKind::kExpr, start);
  tree_.set_first(node, value);
  return node;
}

NodeId ParserImpl::assignment(NodeId target, const Span& start) {
  NodeId node = make(NodeKind::kAssign, start);
  NodeId first_target = kNoNode;
  NodeId tail = kNoNode;
  while (!stopped() && at(kEqual)) {
    if (!set_target(target, Context::kStore,
                    first_target == kNoNode ? TargetUse::kAssign : TargetUse::kAssignAgain)) {
      return kNoNode;
    }
    if (first_target == kNoNode) {
      first_target = target;
    } else {
      tree_.set_next(tail, target);
    }
    tail = target;
    advance();
    NodeId value = expression(kAnyRight);
    if (stopped()) return kNoNode;
    target = value;
  }
  if (!at(kNewline) && !at(kSemicolon)) {
    unexpected(target);
    return kNoNode;
  }
  tree_.set_first(node, target);
  tree_.set_next(target, first_target);
  finish(node);
  return node;
}

NodeId ParserImpl::annotated_assignment(NodeId target, const Span& start) {
  NodeKind what = tree_.kind(target);
  bool simple = what == NodeKind::kName && !tree_.parenthesized(target);
  if (what != NodeKind::kName && what != NodeKind::kAttribute && what != NodeKind::kSubscript) {
    invalid_annotation_target(target);
    return kNoNode;
  }
  tree_.set_context(target, Context::kStore);
  advance();
  NodeId node = make(NodeKind::kAnnAssign, start);
  tree_.set_op(node, simple ? 1 : 0);
  NodeId tail = kNoNode;
  append(node, &tail, target);
  append(node, &tail, expression(kSingle));
  if (!stopped() && accept(kEqual)) append(node, &tail, expression(kAnyRight));
  if (stopped()) return kNoNode;
  if (!at(kNewline) && !at(kSemicolon)) {
    unexpected(tail);
    return kNoNode;
  }
  finish(node);
  return node;
}

NodeId ParserImpl::augmented_assignment(NodeId target, const Span& start) {
  NodeKind what = tree_.kind(target);
  if (what != NodeKind::kName && what != NodeKind::kAttribute && what != NodeKind::kSubscript) {
    invalid_augmented_target(target);
    return kNoNode;
  }
  tree_.set_context(target, Context::kStore);
  uint8_t op =
      static_cast<uint8_t>(static_cast<uint8_t>(kind()) - static_cast<uint8_t>(kPlusEqual));
  advance();
  NodeId value = expression(kAnyRight);
  if (stopped()) return kNoNode;
  if (!at(kNewline) && !at(kSemicolon)) {
    unexpected(value);
    return kNoNode;
  }
  NodeId node = make(NodeKind::kAugAssign, start);
  tree_.set_op(node, op);
  tree_.set_first(node, target);
  tree_.set_next(target, value);
  return node;
}

NodeId ParserImpl::return_statement() {
  NodeId node = keyword_statement(NodeKind::kReturn);
  if (at(kNewline) || at(kSemicolon)) return node;
  tree_.set_first(node, expression(kStarExpressions));
  finish(node);
  return node;
}

NodeId ParserImpl::raise_statement() {
  NodeId node = keyword_statement(NodeKind::kRaise);
  if (at(kNewline) || at(kSemicolon)) return node;
  NodeId tail = kNoNode;
  append(node, &tail, expression(kSingle));
  if (!stopped() && accept(kKwFrom)) append(node, &tail, expression(kSingle));
  finish(node);
  return node;
}

NodeId ParserImpl::assert_statement() {
  NodeId node = keyword_statement(NodeKind::kAssert);
  NodeId tail = kNoNode;
  append(node, &tail, expression(kSingle));
  if (!stopped() && accept(kComma)) append(node, &tail, expression(kSingle));
  finish(node);
  return node;
}

NodeId ParserImpl::delete_statement() {
  NodeId node = keyword_statement(NodeKind::kDelete);
  NodeId value = expression(kStarExpressions);
  if (stopped()) return kNoNode;
  if (!at(kNewline) && !at(kSemicolon)) {
    unexpected(value);
    return kNoNode;
  }
  if (!set_target(value, Context::kDel, TargetUse::kDelete)) return kNoNode;
  finish(node);
  // `del a, b` has two targets, `del (a, b)` has one.
  bool several = tree_.is(value, NodeKind::kTuple) && !tree_.parenthesized(value);
  tree_.set_first(node, several ? tree_.first(value) : value);
  return node;
}

NodeId ParserImpl::global_statement(NodeKind kind) {
  NodeId node = keyword_statement(kind);
  NodeId tail = kNoNode;
  do {
    if (!expect_name()) return kNoNode;
    append(node, &tail, take_name_node(NodeKind::kIdentifier));
  } while (accept(kComma));
  finish(node);
  return node;
}

// type NAME [type parameters] = value, at NAME.
NodeId ParserImpl::type_alias(const Span& start) {
  NodeId node = make(NodeKind::kTypeAlias, start);
  NodeId tail = kNoNode;
  append(node, &tail, take_name_node(NodeKind::kName));
  tree_.set_context(tail, Context::kStore);
  append(node, &tail, type_parameters());
  if (stopped() || !expect(kEqual)) return kNoNode;
  append(node, &tail, expression(kSingle));
  finish(node);
  return node;
}

// --- imports

// a.b.c as one name.
bool ParserImpl::dotted_name(NameId* name) {
  if (!expect_name()) return false;
  NameId first = take_name();
  *name = first;
  if (!at(kDot)) return true;
  base::Array<char> text(workspace_);
  std::string_view part = sink_.name_text(first);
  text.append(part.data(), part.size());
  while (accept(kDot)) {
    if (!expect_name()) return false;
    part = sink_.name_text(take_name());
    text.push('.');
    text.append(part.data(), part.size());
  }
  *name = sink_.name({text.data(), text.size()});
  return true;
}

bool ParserImpl::import_alias(NodeId parent, NodeId* tail, bool dotted) {
  Span start = here();
  NameId name = kNoName;
  if (dotted) {
    if (!dotted_name(&name)) return false;
  } else {
    if (!expect_name()) return false;
    name = take_name();
  }
  NodeId node = make(NodeKind::kAlias, start);
  tree_.set_name(node, name);
  if (accept(kKwAs)) {
    NodeId target = as_name("import target", "");
    if (stopped()) return false;
    tree_.set_first(node, target);
    finish(node);
  }
  append(parent, tail, node);
  return !stopped();
}

NodeId ParserImpl::import_statement() {
  NodeId node = keyword_statement(NodeKind::kImport);
  NodeId tail = kNoNode;
  if (at(kNewline)) {
    error_at({here().line, here().column, here().line, here().column},
             {"Expected one or more names after 'import'"});
    return node;
  }
  do {
    if (!import_alias(node, &tail, true)) return kNoNode;
  } while (accept(kComma));
  finish(node);
  if (at(kKwFrom)) {
    NameId module = kNoName;
    advance();
    if (dotted_name(&module)) {
      error_at(span_from(tree_.span(node)), {"Did you mean to use 'from ... import ...' instead?"});
    }
  }
  return node;
}

NodeId ParserImpl::import_from_statement() {
  NodeId node = keyword_statement(NodeKind::kImportFrom);
  uint32_t level = 0;
  for (;;) {
    if (accept(kDot)) {
      ++level;
    } else if (accept(kEllipsis)) {
      level += 3;
    } else {
      break;
    }
  }
  NameId module = kNoName;
  if ((level == 0 || !at(kKwImport)) && !dotted_name(&module)) return kNoNode;
  if (!expect(kKwImport)) return kNoNode;
  if (level > 255) error_here({"too many dots in a relative import"});
  tree_.set_name(node, module);
  tree_.set_op(node, static_cast<uint8_t>(level));
  NodeId tail = kNoNode;
  if (at(kStar)) {
    NodeId alias = tree_.add(NodeKind::kAlias, here());
    tree_.set_name(alias, sink_.name("*"));
    tree_.set_first(node, alias);
    advance();
    finish(node);
    note_future_import(node);
    return node;
  }
  bool parenthesized = accept(kLeftParen);
  if (at(kNewline)) {
    error_at({here().line, here().column, here().line, here().column},
             {"Expected one or more names after 'import'"});
    return node;
  }
  do {
    if (!import_alias(node, &tail, false)) return kNoNode;
    if (!accept(kComma)) break;
    if (at(kNewline) && !parenthesized) {
      error_here({"trailing comma not allowed without surrounding parentheses"});
      return node;
    }
  } while (!(parenthesized && at(kRightParen)));
  if (parenthesized && !expect(kRightParen)) return kNoNode;
  finish(node);
  note_future_import(node);
  return node;
}

void ParserImpl::note_future_import(NodeId statement) {
  if (tree_.op(statement) != 0 || tree_.name(statement) != known_name(known::kDunderFuture)) return;
  for (NodeId alias = tree_.first(statement); alias != kNoNode; alias = tree_.next(alias)) {
    if (tree_.name(alias) == known_name(known::kAnnotations)) owner_.future_annotations_ = true;
    check_future_feature(alias);
  }
}

}  // namespace ts::lang
