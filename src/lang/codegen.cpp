// The generator's machine and the module's code object. See codegen.h.

#include "lang/codegen.h"

#include <new>

namespace ts::lang {

using bytecode::Op;
using bytecode::Position;
using bytecode::Special;

Generator::Generator(base::Workspace& workspace, Sink& sink, Parser& parser, Reporter& reporter,
                     const CompileOptions& options)
    : workspace_(workspace),
      sink_(sink),
      parser_(parser),
      tree_(parser.tree()),
      reporter_(reporter),
      options_(options),
      scopes_(workspace, sink, parser.tree(), reporter),
      tasks_(workspace),
      compiled_(workspace),
      items_(workspace),
      captures_(workspace),
      closure_(workspace),
      text_(workspace) {
  scopes_.options.future_annotations = options.future_annotations;
  scopes_.options.top_level_await = options.top_level_await;
  scopes_.options.warnings = options.warnings;
}

Generator::~Generator() {
  while (unit_ != nullptr) drop_unit();
}

// --- the machine

bool Generator::run(uint32_t depth) {
  while (tasks_.size() > depth && !failed()) {
    Task& f = tasks_.back();
    switch (f.step) {
#define S(name)    \
  case Step::name: \
    this->name(f); \
    break;
      TS_STEPS(S)
#undef S
    }
  }
  if (!failed()) return true;
  tasks_.truncate(depth);
  return false;
}

bool Generator::begin(Step step, NodeId node, Register want, uint32_t a) {
  tasks_.push({step, 0, 0, static_cast<uint16_t>(want), static_cast<uint16_t>(code().top()), node,
               a, 0, 0, 0});
  return false;
}

void Generator::finish_in_mark(const Task& f) {
  const Register mark = f.mark;
  code().set_top(mark + 1);
  if (f.want >= kPush) return finish(mark);
  code().emit(Op::MOVE, f.want, mark);
  code().set_top(mark);
  finish(f.want);
}

void Generator::at(NodeId node) {
  const Span span = tree_.span(node);
  code().at({static_cast<int32_t>(span.line), static_cast<int32_t>(span.end_line),
             static_cast<int32_t>(span.column), static_cast<int32_t>(span.end_column)});
}

// The line alone: for instructions that no source text stands for.
void Generator::at_line(NodeId node) {
  const int32_t line = static_cast<int32_t>(tree_.line(node));
  code().at({line, line, -1, -1});
}

void Generator::error(NodeId node, std::initializer_list<Piece> pieces) {
  reporter_.raise(ErrorClass::kSyntaxError, tree_.span(node), {}, pieces);
}

bool Generator::warn(NodeId node, std::string_view message) {
  const WarningHandler& handler = options_.warnings;
  if (handler.warn == nullptr) return true;
  const Span span = tree_.span(node);
  if (handler.warn(handler.context, WarningClass::kSyntaxWarning, span.line, span.column + 1,
                   message)) {
    return true;
  }
  error(node, {message});
  return false;
}

// --- the module

void Generator::begin_module() {
  Unit* unit = open_unit(kNoScope, known_name(known::kModule), 1);
  if (unit == nullptr) return;
  unit->scope = 0;
  unit->kind = ScopeKind::kModule;
  unit->flags = bytecode::kCodeNamespace | bytecode::kCodeModule;
  if (options_.top_level_await) unit->flags |= bytecode::kCodeCoroutine;
  unit->code.set_top(1);
  unit->code.at({1, 1, -1, -1});
}

bool Generator::statement_of_module(NodeId node) {
  if (failed() || unit_ == nullptr) return false;
  scopes_.options.future_annotations = options_.future_annotations || parser_.future_annotations();
  const bool future = tree_.is(node, NodeKind::kImportFrom) && tree_.op(node) == 0 &&
                      tree_.name(node) == known_name(known::kDunderFuture);
  scopes_.options.future_allowed = future_allowed_ && future;
  if (is_docstring(node) && future_allowed_ && !docstring_seen_) {
    docstring_seen_ = true;
    ConstId text;
    if (options_.mode == Mode::kFile && docstring(node, &text)) {
      at(node);
      load_const_id(text, kPush);
      store_module_name(known::kDunderDoc, result_);
      code().set_top(1);
    }
  } else if (!future) {
    future_allowed_ = false;
  }
  if (tree_.is(node, NodeKind::kGlobal) && !check_module_global(node)) return false;
  if (!scopes_.analyze_statement(node, compiled_)) return false;
  const uint32_t depth = tasks_.size();
  if (options_.mode == Mode::kEval) {
    if (!expression(tree_.first(node), kAny) && !run(depth)) return false;
    at(tree_.first(node));
    code().emit(Op::RETURN, result_);
  } else if (!statement(node) && !run(depth)) {
    return false;
  }
  if (failed()) return false;
  code().set_top(1);
  code().resolve_jumps();
  if (unit_->annotations != nullptr) unit_->annotations->code.resolve_jumps();
  compiled_.clear();
  scopes_.clear_seeds();
  return !failed();
}

// `global` in a module does nothing, but must come first. The caches tell what came before it.
bool Generator::check_module_global(NodeId statement) {
  for (NodeId item = tree_.first(statement); item != kNoNode; item = tree_.next(item)) {
    const NameId name = tree_.name(item);
    const bool used = code().has_shared_cache(Op::GETGLOBAL, name);
    if (!used && !code().has_shared_cache(Op::SETGLOBAL, name)) continue;
    error(statement, {"name '", sink_.name_text(name),
                      used ? "' is used prior to global declaration"
                           : "' is assigned to before global declaration"});
    return false;
  }
  return true;
}

bool Generator::compile_early(NodeId function) {
  if (reporter_.failed()) return true;
  if (failed() || unit_ == nullptr) return false;
  // Type parameters would be a scope around it.
  if (tree_.first(tree_.child(function, 1)) != kNoNode) return true;
  scopes_.options.future_allowed = false;
  scopes_.options.future_annotations = options_.future_annotations || parser_.future_annotations();
  const uint32_t class_count = parser_.enclosing_class_count();
  base::Array<NodeId> classes(workspace_);
  for (uint32_t i = 0; i < class_count; i++) classes.push(parser_.enclosing_class(i));
  if (failed() || !scopes_.analyze_function(function, classes.data(), class_count, compiled_)) {
    return reporter_.failed();
  }
  const uint32_t depth = tasks_.size();
  begin(Step::function_body, function);
  if (!run(depth)) return reporter_.failed();
  bool needs_class_cell = false;
  for (const NameId name : closure_) {
    if (name == known_name(known::kDunderClass)) needs_class_cell = true;
  }
  compiled_.push({closed_code_, needs_class_cell});
  if (failed()) return false;
  tree_.replace_body(function, compiled_.size() - 1);
  return true;
}

ConstId Generator::finish_module() {
  if (failed() || unit_ == nullptr) return kNoConst;
  if (unit_->annotations != nullptr) {
    finish_annotations();
  } else if (unit_->annotation_count != 0) {
    code().begin_prefix();
    set_up_annotations();
    code().end_prefix();
  }
  emit_implicit_return();
  if (failed()) return kNoConst;
  return close_unit();
}

}  // namespace ts::lang
