// Scope analysis. See scopes.h. The tree is walked with an explicit stack of actions; then every
// use of a name is followed outwards to what binds it.

#include "lang/scopes.h"

namespace ts::lang {
namespace {

bool is_function_like(ScopeKind kind) {
  return kind != ScopeKind::kModule && kind != ScopeKind::kClass &&
         kind != ScopeKind::kComprehension;
}

std::string_view comprehension_name(NodeKind kind) {
  switch (kind) {
    case NodeKind::kListComp:
      return "list comprehension";
    case NodeKind::kSetComp:
      return "set comprehension";
    case NodeKind::kDictComp:
      return "dict comprehension";
    default:
      return "generator expression";
  }
}

}  // namespace

Scopes::Scopes(base::Workspace& workspace, Sink& sink, Tree& tree, Reporter& reporter)
    : sink_(sink),
      tree_(tree),
      reporter_(reporter),
      scopes_(workspace),
      symbols_(workspace),
      work_(workspace),
      declared_(workspace),
      seeds_(workspace),
      scratch_(workspace),
      scope_of_(workspace),
      symbol_of_(workspace) {}

void Scopes::clear() {
  scopes_.clear();
  symbols_.clear();
  work_.clear();
  declared_.clear();
  scope_of_.clear();
  symbol_of_.clear();
}

void Scopes::error(NodeId node, std::initializer_list<Piece> pieces) {
  reporter_.raise(ErrorClass::kSyntaxError, tree_.span(node), {}, pieces);
}

bool Scopes::analyze_statement(NodeId statement, const base::Array<CompiledFunction>& compiled) {
  clear();
  surroundings_ = 0;
  in_iterable_ = binds_iteration_ = false;
  enter(kNoNode, ScopeKind::kModule);
  later(Action::kVisit, statement);
  return run(compiled);
}

bool Scopes::analyze_function(NodeId function, const NodeId* classes, uint32_t class_count,
                              const base::Array<CompiledFunction>& compiled) {
  clear();
  surroundings_ = 0;
  in_iterable_ = binds_iteration_ = false;
  enter(kNoNode, ScopeKind::kModule);
  for (uint32_t i = 0; i < class_count; i++) {
    enter(classes[i], ScopeKind::kClass);
    here().class_name = tree_.name(classes[i]);
  }
  later(Action::kEnterFunction, function);
  return run(compiled);
}

bool Scopes::run(const base::Array<CompiledFunction>& compiled) {
  compiled_ = &compiled;
  base::Workspace& workspace = work_.workspace();
  while (!work_.empty() && !workspace.failed()) {
    const Work work = work_.back();
    work_.pop();
    perform(work);
    if (reporter_.failed()) return false;
  }
  return !workspace.failed() && resolve_all();
}

// --- scopes and symbols

void Scopes::enter(NodeId node, ScopeKind kind, ScopeRole role) {
  Scope scope{node, kind, role, 0, current_, kNoSymbol, kNoSymbol, kNoName};
  if (scopes_.empty()) {
    scope.parent = kNoScope;
  } else {
    const Scope& parent = here();
    scope.class_name = parent.class_name;
    if ((parent.flags & kScopeNested) != 0 || is_function_like(parent.kind)) {
      scope.flags |= kScopeNested;
    }
    const bool may_see_class = kind == ScopeKind::kAnnotations ||
                               kind == ScopeKind::kTypeParameters ||
                               kind == ScopeKind::kTypeVariable || kind == ScopeKind::kTypeAlias;
    if (may_see_class &&
        (parent.kind == ScopeKind::kClass || (parent.flags & kScopeSeesClass) != 0)) {
      scope.flags |= kScopeSeesClass;
    }
    if (kind == ScopeKind::kComprehension) scope.flags |= parent.flags & kScopeSeesClass;
  }
  scopes_.push(scope);
  current_ = scopes_.empty() ? 0 : scopes_.size() - 1;
  scope_of_.set(node, static_cast<uint32_t>(role), current_);
}

uint32_t Scopes::add(ScopeId scope, NameId name, uint32_t flags) {
  const uint32_t known = symbol_of_.find(scope, static_cast<uint32_t>(name));
  if (known != IdMap::kMissing) {
    symbols_[known].flags |= static_cast<uint16_t>(flags);
    return known;
  }
  if (!symbols_.push({name, static_cast<uint16_t>(flags), 0, kNoSymbol})) return 0;
  const uint32_t id = symbols_.size() - 1;
  symbol_of_.set(scope, static_cast<uint32_t>(name), id);
  Scope& owner = scopes_[scope];
  if (owner.first == kNoSymbol) {
    owner.first = id;
  } else {
    symbols_[owner.last].next = id;
  }
  owner.last = id;
  return id;
}

uint32_t Scopes::flags_of(ScopeId scope, NameId name) const {
  const uint32_t id = own_symbol(scope, name);
  return id == kNoSymbol ? 0 : symbols_[id].flags;
}

void Scopes::use(NameId name) { add(current_, mangle(current_, name), kSymbolUsed); }

// Uses of names that, if they mean the built-in function, look at what is around them.
void Scopes::note_builtin(NameId name) {
  switch (static_cast<uint32_t>(name)) {
    case known::kSuper:
      if (is_function_like(scopes_[home(current_)].kind)) {
        add(current_, known_name(known::kDunderClass), kSymbolUsed);
      }
      return;
    case known::kLocals:
    case known::kVars:
    case known::kDir:
    case known::kEval:
    case known::kExec:
      for (ScopeId id = current_; scopes_[id].kind == ScopeKind::kComprehension;
           id = scopes_[id].parent) {
        scopes_[id].flags |= kScopeShowsLocals;
      }
      return;
    default:
      return;
  }
}

void Scopes::bind(NodeId node, NameId name, uint32_t flags) {
  if (name == known_name(known::kDunderDebug)) {
    return error(node, {"cannot assign to __debug__"});
  }
  add(current_, mangle(current_, name), flags);
}

NameId Scopes::mangle(ScopeId scope, NameId name) {
  const NameId class_name = scopes_[scope].class_name;
  return class_name == kNoName ? name : mangle_in(class_name, name);
}

NameId Scopes::mangle_in(NameId class_name, NameId name) {
  const std::string_view plain = text(name);
  if (!plain.starts_with("__") || plain.ends_with("__") || plain.find('.') != plain.npos) {
    return name;
  }
  std::string_view owner = text(class_name);
  while (owner.starts_with('_')) owner.remove_prefix(1);
  if (owner.empty()) return name;
  scratch_.clear();
  scratch_.push('_');
  scratch_.append(owner.data(), owner.size());
  const std::string_view again = text(name);  // the sink's answers live until the next call
  scratch_.append(again.data(), again.size());
  return sink_.name({scratch_.data(), scratch_.size()});
}

ScopeId Scopes::home(ScopeId scope) const {
  while (scopes_[scope].kind == ScopeKind::kComprehension) scope = scopes_[scope].parent;
  return scope;
}

// --- the walk

void Scopes::perform(const Work& work) {
  const NodeId node = work.node;
  switch (work.action) {
    case Action::kVisit:
      return visit(node);
    case Action::kSiblings:
      if (node == kNoNode) return;
      later(Action::kSiblings, tree_.next(node));
      return visit(node);
    case Action::kDefaults:
      if (node == kNoNode) return;
      later(Action::kDefaults, tree_.next(node));
      return visit(tree_.child(node, 1));
    case Action::kAnnotations:
      if (node == kNoNode) return;
      later(Action::kAnnotations, tree_.next(node));
      return visit(tree_.first(node));
    case Action::kEnterFunction:
      return enter_function(node);
    case Action::kEnterLambda:
      return enter_lambda(node);
    case Action::kEnterClass:
      return enter_class(node);
    case Action::kEnterComprehension:
      return enter_comprehension(node);
    case Action::kClauses:
      return visit_clauses(node);
    case Action::kBindTargets:
      binds_iteration_ = work.detail != 0;
      return;
    case Action::kIterable:
      in_iterable_ = work.detail != 0;
      return;
    case Action::kSurroundings:
      surroundings_ = work.detail;
      return;
    case Action::kLeaveComprehension:
      return leave_comprehension(node);
    case Action::kLeave:
      return leave();
    case Action::kEnterAnnotations:
      enter(node, ScopeKind::kAnnotations, ScopeRole::kAnnotations);
      if (work.detail != 0) here().flags |= kScopeUnevaluated;
      return;
    case Action::kEnterTypeParameters:
      enter(node, ScopeKind::kTypeParameters, ScopeRole::kTypeParameters);
      // The namespace of the class comes in as the first argument.
      if ((here().flags & kScopeSeesClass) != 0) {
        add(current_, known_name(known::kDotZero), kSymbolParameter);
      }
      if (tree_.is(node, NodeKind::kClassDef)) {
        here().class_name = tree_.name(node);
        add(current_, known_name(known::kDotTypeParams), kSymbolAssigned);
        add(current_, known_name(known::kDotGenericBase), kSymbolAssigned);
      } else if (!tree_.is(node, NodeKind::kTypeAlias)) {
        declare_defaults(tree_.child(node, 2));
      }
      return;
    case Action::kEnterBound:
      return enter(node, ScopeKind::kTypeVariable, ScopeRole::kBound);
    case Action::kEnterDefault:
      return enter(node, ScopeKind::kTypeVariable, ScopeRole::kDefault);
    case Action::kEnterAlias:
      return enter(node, ScopeKind::kTypeAlias);
  }
}

void Scopes::visit(NodeId node) {
  switch (tree_.kind(node)) {
    case NodeKind::kName: {
      const Context context = tree_.context(node);
      if (context == Context::kLoad) {
        use(tree_.name(node));
        return note_builtin(tree_.name(node));
      }
      if (context == Context::kDel) {
        if (tree_.name(node) == known_name(known::kDunderDebug)) {
          return error(node, {"cannot delete __debug__"});
        }
        return bind(node, tree_.name(node), kSymbolAssigned | kSymbolUnbound);
      }
      if (!binds_iteration_) return bind(node, tree_.name(node));
      const uint32_t flags = flags_of(current_, mangle(current_, tree_.name(node)));
      if ((flags & (kSymbolGlobal | kSymbolNonlocal)) != 0) {
        return error(node, {"comprehension inner loop cannot rebind assignment expression target '",
                            text(tree_.name(node)), "'"});
      }
      return bind(node, tree_.name(node), kSymbolIteration);
    }
    case NodeKind::kConstant:
    case NodeKind::kAbsent:
      return;
    case NodeKind::kAttribute:
      return visit_attribute(node);
    case NodeKind::kKeyword:
      if (tree_.name(node) == known_name(known::kDunderDebug)) {
        return error(node, {"cannot assign to __debug__"});
      }
      break;
    case NodeKind::kFunctionDef:
    case NodeKind::kAsyncFunctionDef:
      return visit_function(node);
    case NodeKind::kClassDef:
      return visit_class(node);
    case NodeKind::kLambda:
      later(Action::kEnterLambda, node);
      return later(Action::kDefaults, tree_.first(tree_.first(node)));
    case NodeKind::kListComp:
    case NodeKind::kSetComp:
    case NodeKind::kDictComp:
    case NodeKind::kGeneratorExp:
      return visit_comprehension(node);
    case NodeKind::kNamedExpr:
      return visit_named_expression(node);
    case NodeKind::kAnnAssign:
      return visit_annotated_assignment(node);
    case NodeKind::kTypeAlias:
      return visit_type_alias(node);
    case NodeKind::kTypeVar:
    case NodeKind::kParamSpec:
    case NodeKind::kTypeVarTuple:
      return visit_type_parameter(node);
    case NodeKind::kGlobal:
      return visit_declaration(node, kSymbolGlobal);
    case NodeKind::kNonlocal:
      return visit_declaration(node, kSymbolNonlocal);
    case NodeKind::kImport:
    case NodeKind::kImportFrom:
      return visit_imports(node);
    case NodeKind::kYield:
    case NodeKind::kYieldFrom:
      visit_yield(node);
      break;
    case NodeKind::kAwait:
      visit_await(node);
      break;
    case NodeKind::kReturn:
      if (here().kind != ScopeKind::kFunction) return error(node, {"'return' outside function"});
      check_exit_from_finally(node);
      break;
    case NodeKind::kAsyncFor:
    case NodeKind::kAsyncWith:
      if ((here().flags & kScopeAsync) == 0 &&
          !(options.top_level_await && here().kind == ScopeKind::kModule)) {
        return error(node, {tree_.is(node, NodeKind::kAsyncFor) ? "'async for'" : "'async with'",
                            " outside async function"});
      }
      return tree_.is(node, NodeKind::kAsyncFor) ? visit_loop(node)
                                                 : visit_statement_with_blocks(node);
    case NodeKind::kFor:
    case NodeKind::kWhile:
      return visit_loop(node);
    case NodeKind::kTry:
    case NodeKind::kTryStar:
      return visit_try(node);
    case NodeKind::kBreak:
    case NodeKind::kContinue:
      return check_exit_from_finally(node);
    case NodeKind::kIf:
    case NodeKind::kWith:
    case NodeKind::kMatch:
      return visit_statement_with_blocks(node);
    case NodeKind::kExceptHandler:
      if (tree_.name(node) != kNoName) {
        bind(node, tree_.name(node), kSymbolAssigned | kSymbolUnbound);
      }
      break;
    case NodeKind::kKeywordPattern:
      if (tree_.name(node) == known_name(known::kDunderDebug)) {
        return error(tree_.first(node), {"cannot assign to __debug__"});
      }
      break;
    case NodeKind::kMatchStar:
    case NodeKind::kMatchAs:
    case NodeKind::kMatchMapping:
      if (tree_.name(node) != kNoName) bind(node, tree_.name(node));
      break;
    default:
      break;
  }
  later(Action::kSiblings, tree_.first(node));
}

void Scopes::visit_statement_with_blocks(NodeId node) {
  later(Action::kSurroundings, kNoNode, surroundings_);
  surroundings_ |= kInBlock;
  later(Action::kSiblings, tree_.first(node));
}

// The last two children are the body, which loops, and the `else` part, which does not.
void Scopes::visit_loop(NodeId node) {
  const NodeId first = tree_.first(node);
  NodeId statements = first;
  while (!tree_.is(statements, NodeKind::kList)) statements = tree_.next(statements);
  const uint8_t inside = surroundings_ | kInBlock;
  later(Action::kSurroundings, kNoNode, surroundings_);
  later(Action::kVisit, tree_.next(statements));
  later(Action::kSurroundings, kNoNode, inside);
  later(Action::kVisit, statements);
  later(Action::kSurroundings, kNoNode, kInBlock);  // CPython warns of none in there
  if (tree_.next(first) != statements) later(Action::kVisit, tree_.next(first));
  later(Action::kVisit, first);
  surroundings_ = inside;
}

void Scopes::visit_try(NodeId node) {
  const uint8_t inside = surroundings_ | kInBlock;
  later(Action::kSurroundings, kNoNode, surroundings_);
  later(Action::kVisit, tree_.child(node, 3));
  later(Action::kSurroundings, kNoNode, kInBlock | kInFinally);
  for (uint32_t i = 3; i-- > 0;) later(Action::kVisit, tree_.child(node, i));
  surroundings_ = inside;
}

// PEP 765.
void Scopes::check_exit_from_finally(NodeId node) {
  const bool is_return = tree_.is(node, NodeKind::kReturn);
  if ((surroundings_ & kInFinally) == 0) return;
  const std::string_view message = is_return ? "'return' in a 'finally' block"
                                   : tree_.is(node, NodeKind::kBreak)
                                       ? "'break' in a 'finally' block"
                                       : "'continue' in a 'finally' block";
  const WarningHandler& handler = options.warnings;
  const Span span = tree_.span(node);
  if (handler.warn == nullptr || handler.warn(handler.context, WarningClass::kSyntaxWarning,
                                              span.line, span.column + 1, message)) {
    return;
  }
  error(node, {message});
}

// [decorator*] [type_param*] arguments returns? [body*]
void Scopes::visit_function(NodeId node) {
  bind(node, tree_.name(node));
  const NodeId decorators = tree_.first(node);
  const NodeId type_parameters = tree_.next(decorators);
  const NodeId arguments = tree_.next(type_parameters);
  const NodeId returns = tree_.next(arguments);
  const bool generic = tree_.first(type_parameters) != kNoNode;
  bool annotated = tree_.present(returns);
  for (NodeId arg = tree_.first(arguments); arg != kNoNode; arg = tree_.next(arg)) {
    if (tree_.present(tree_.first(arg))) annotated = true;
  }
  later(Action::kSurroundings, kNoNode, surroundings_);
  if (generic) later(Action::kLeave);
  later(Action::kEnterFunction, node);
  if (annotated && !options.future_annotations) {
    later(Action::kLeave);
    later(Action::kVisit, returns);
    later(Action::kAnnotations, tree_.first(arguments));
    later(Action::kEnterAnnotations, node);
  }
  if (generic) {
    later(Action::kSiblings, tree_.first(type_parameters));
    later(Action::kEnterTypeParameters, node);
  }
  later(Action::kDefaults, tree_.first(arguments));
  later(Action::kSiblings, tree_.first(decorators));
}

void Scopes::enter_function(NodeId node) {
  const NodeId arguments = tree_.child(node, 2);
  const NodeId body = tree_.child(node, 4);
  if (tree_.is(body, NodeKind::kCompiledFunction)) {
    const CompiledFunction& compiled = (*compiled_)[tree_.number(body)];
    if (compiled.needs_class_cell && here().kind == ScopeKind::kClass) {
      here().flags |= kScopeClassCell;
    }
    return;
  }
  enter(node, ScopeKind::kFunction);
  if (tree_.is(node, NodeKind::kAsyncFunctionDef)) here().flags |= kScopeAsync;
  surroundings_ = 0;
  declare_parameters(arguments);
  later(Action::kLeave);
  later(Action::kSiblings, tree_.first(body));
}

void Scopes::enter_lambda(NodeId node) {
  enter(node, ScopeKind::kLambda);
  const NodeId arguments = tree_.first(node);
  declare_parameters(arguments);
  later(Action::kLeave);
  later(Action::kVisit, tree_.next(arguments));
}

// Parameters in register order: positional, keyword-only, *args, **kwargs.
void Scopes::declare_parameters(NodeId arguments) {
  for (int group = 0; group < 4; group++) {
    for (NodeId arg = tree_.first(arguments); arg != kNoNode; arg = tree_.next(arg)) {
      const ParameterKind kind = tree_.op_as<ParameterKind>(arg);
      const int its_group = kind == ParameterKind::kKeywordOnly     ? 1
                            : kind == ParameterKind::kVarPositional ? 2
                            : kind == ParameterKind::kVarKeyword    ? 3
                                                                    : 0;
      if (its_group != group) continue;
      if (group == 2) here().flags |= kScopeVarArgs;
      if (group == 3) here().flags |= kScopeVarKeywords;
      const NameId name = mangle(current_, tree_.name(arg));
      if ((flags_of(current_, name) & kSymbolParameter) != 0) {
        return error(arg, {"duplicate argument '", text(name), "' in function definition"});
      }
      bind(arg, tree_.name(arg), kSymbolParameter);
    }
  }
}

// A generic function's defaults are evaluated outside and come in as arguments.
void Scopes::declare_defaults(NodeId arguments) {
  bool positional = false;
  bool keyword = false;
  for (NodeId arg = tree_.first(arguments); arg != kNoNode; arg = tree_.next(arg)) {
    if (!tree_.present(tree_.child(arg, 1))) continue;
    (tree_.op_as<ParameterKind>(arg) == ParameterKind::kKeywordOnly ? keyword : positional) = true;
  }
  if (positional) add(current_, known_name(known::kDotDefaults), kSymbolParameter);
  if (keyword) add(current_, known_name(known::kDotKwdefaults), kSymbolParameter);
}

// [decorator*] [type_param*] [base|keyword*] [body*]
void Scopes::visit_class(NodeId node) {
  bind(node, tree_.name(node));
  const NodeId decorators = tree_.first(node);
  const NodeId type_parameters = tree_.next(decorators);
  const NodeId bases = tree_.next(type_parameters);
  const bool generic = tree_.first(type_parameters) != kNoNode;
  later(Action::kSurroundings, kNoNode, surroundings_);
  if (generic) later(Action::kLeave);
  later(Action::kEnterClass, node);
  later(Action::kSiblings, tree_.first(bases));
  if (generic) {
    later(Action::kSiblings, tree_.first(type_parameters));
    later(Action::kEnterTypeParameters, node);
  }
  later(Action::kSiblings, tree_.first(decorators));
}

void Scopes::enter_class(NodeId node) {
  const bool generic = here().kind == ScopeKind::kTypeParameters && here().node == node;
  enter(node, ScopeKind::kClass);
  here().class_name = tree_.name(node);
  surroundings_ = 0;
  if (generic) {
    add(current_, known_name(known::kDunderTypeParams), kSymbolAssigned);
    add(current_, known_name(known::kDotTypeParams), kSymbolUsed);
  }
  later(Action::kLeave);
  later(Action::kSiblings, tree_.first(tree_.child(node, 3)));
}

void Scopes::visit_attribute(NodeId node) {
  const Context context = tree_.context(node);
  if (context != Context::kLoad && tree_.name(node) == known_name(known::kDunderDebug)) {
    return error(node, {context == Context::kDel ? "cannot delete __debug__"
                                                 : "cannot assign to __debug__"});
  }
  const NodeId object = tree_.first(node);
  if (context == Context::kStore && tree_.is(object, NodeKind::kName) &&
      tree_.name(object) == known_name(known::kSelf)) {
    ScopeId owner = current_;
    while (owner != kNoScope && scopes_[owner].kind != ScopeKind::kClass) {
      owner = scopes_[owner].parent;
    }
    if (owner != kNoScope && owner != current_) {
      const NodeId class_node = scopes_[owner].node;
      bool known = false;
      for (const AttributeSeed& seed : seeds_) {
        if (seed.owner == class_node && seed.name == tree_.name(node)) known = true;
      }
      if (!known) seeds_.push({class_node, tree_.name(node)});
    }
  }
  later(Action::kVisit, object);
}

// --- comprehensions

NodeId first_clause(const Tree& tree, NodeId comprehension) {
  NodeId child = tree.first(comprehension);
  while (child != kNoNode && !tree.is(child, NodeKind::kComprehension)) child = tree.next(child);
  return child;
}

void Scopes::visit_comprehension(NodeId node) {
  later(Action::kEnterComprehension, node);
  later(Action::kIterable, kNoNode, in_iterable_);
  in_iterable_ = true;
  later(Action::kVisit, tree_.child(first_clause(tree_, node), 1));
}

void Scopes::enter_comprehension(NodeId node) {
  const bool generator = tree_.is(node, NodeKind::kGeneratorExp);
  enter(node, generator ? ScopeKind::kGenerator : ScopeKind::kComprehension);
  if (generator) add(current_, known_name(known::kDotZero), kSymbolParameter);
  const NodeId clause = first_clause(tree_, node);
  later(Action::kLeaveComprehension, node);
  for (NodeId part = tree_.first(node); part != clause; part = tree_.next(part)) {
    later(Action::kVisit, part);
  }
  later(Action::kClauses, tree_.next(clause));
  later(Action::kSiblings, tree_.next(tree_.next(tree_.first(clause))));
  later(Action::kBindTargets, kNoNode, 0);
  later(Action::kVisit, tree_.first(clause));
  if (tree_.op(clause) != 0) here().flags |= kScopeAsync;
  binds_iteration_ = true;
}

void Scopes::visit_clauses(NodeId clause) {
  if (clause == kNoNode) return;
  const NodeId target = tree_.first(clause);
  const NodeId iterable = tree_.next(target);
  if (tree_.op(clause) != 0) here().flags |= kScopeAsync;
  later(Action::kClauses, tree_.next(clause));
  later(Action::kSiblings, tree_.next(iterable));
  later(Action::kIterable, kNoNode, in_iterable_);
  later(Action::kVisit, iterable);
  later(Action::kIterable, kNoNode, 1);
  later(Action::kBindTargets, kNoNode, 0);
  later(Action::kVisit, target);
  binds_iteration_ = true;
}

void Scopes::leave_comprehension(NodeId node) {
  const Scope left = here();
  leave();
  if (left.kind == ScopeKind::kGenerator || (left.flags & kScopeAsync) == 0) return;
  Scope& around = here();
  if (around.kind == ScopeKind::kComprehension || around.kind == ScopeKind::kGenerator) {
    around.flags |= kScopeAsync;
    return;
  }
  if ((around.flags & kScopeAsync) != 0) return;
  if (options.top_level_await && around.kind == ScopeKind::kModule) return;
  error(node, {"asynchronous comprehension outside of an asynchronous function"});
}

// PEP 572: the target belongs to the scope around all comprehensions.
void Scopes::visit_named_expression(NodeId node) {
  const NodeId target = tree_.first(node);
  if (in_iterable_) {
    return error(node,
                 {"assignment expression cannot be used in a comprehension iterable expression"});
  }
  if (!effect_allowed(node, "named expression")) return;
  const NameId name = mangle(current_, tree_.name(target));
  bool comprehension = false;
  ScopeId scope = current_;
  for (;; scope = scopes_[scope].parent, comprehension = true) {
    const ScopeKind kind = scopes_[scope].kind;
    if (kind != ScopeKind::kComprehension && kind != ScopeKind::kGenerator) break;
    if ((flags_of(scope, name) & kSymbolIteration) != 0) {
      return error(target,
                   {"assignment expression cannot rebind comprehension iteration variable '",
                    text(name), "'"});
    }
  }
  if (comprehension && scopes_[scope].kind == ScopeKind::kClass) {
    return error(target, {"assignment expression within a comprehension cannot be used in a class "
                          "body"});
  }
  if (tree_.name(target) == known_name(known::kDunderDebug)) {
    return error(target, {"cannot assign to __debug__"});
  }
  const bool global =
      scopes_[scope].kind == ScopeKind::kModule || (flags_of(scope, name) & kSymbolGlobal) != 0;
  for (ScopeId inner = current_; inner != scope; inner = scopes_[inner].parent) {
    add(inner, name, global ? kSymbolGlobal : kSymbolNonlocal);
  }
  add(scope, name, kSymbolAssigned | kSymbolWalrus);
  later(Action::kVisit, tree_.next(target));
}

// --- annotations and type parameters

void Scopes::visit_annotated_assignment(NodeId node) {
  const NodeId target = tree_.first(node);
  const NodeId annotation = tree_.next(target);
  const ScopeKind kind = here().kind;
  const bool simple = tree_.op(node) != 0;
  if (tree_.is(target, NodeKind::kName)) {
    const NameId name = mangle(current_, tree_.name(target));
    const uint32_t flags = flags_of(current_, name);
    if ((flags & (kSymbolGlobal | kSymbolNonlocal)) != 0 && kind != ScopeKind::kModule && simple) {
      const char* what = (flags & kSymbolGlobal) != 0 ? "global" : "nonlocal";
      return error(node, {"annotated name '", text(name), "' can't be ", what});
    }
    const bool binds = simple || tree_.present(tree_.next(annotation));
    bind(target, tree_.name(target), kSymbolAnnotated | (binds ? kSymbolAssigned : 0));
    if (reporter_.failed()) return;
  }
  const bool evaluated = kind == ScopeKind::kModule || kind == ScopeKind::kClass;
  later(Action::kVisit, tree_.next(annotation));
  if (!(evaluated && options.future_annotations)) {
    later(Action::kLeave);
    later(Action::kVisit, annotation);
    later(Action::kEnterAnnotations, node, evaluated && simple ? 0 : 1);
  }
  if (evaluated && simple) {
    here().flags |= kScopeAnnotations;
    if (surroundings_ != 0 || kind == ScopeKind::kModule)
      here().flags |= kScopeConditionalAnnotations;
  }
  if (!tree_.is(target, NodeKind::kName)) later(Action::kVisit, target);
}

// name:Name [type_param*] value
void Scopes::visit_type_alias(NodeId node) {
  const NodeId name = tree_.first(node);
  const NodeId type_parameters = tree_.next(name);
  const bool generic = tree_.first(type_parameters) != kNoNode;
  bind(name, tree_.name(name));
  if (generic) later(Action::kLeave);
  later(Action::kLeave);
  later(Action::kVisit, tree_.next(type_parameters));
  later(Action::kEnterAlias, node);
  if (generic) {
    later(Action::kSiblings, tree_.first(type_parameters));
    later(Action::kEnterTypeParameters, node);
  }
}

void Scopes::visit_type_parameter(NodeId node) {
  const NameId name = mangle(current_, tree_.name(node));
  if ((flags_of(current_, name) & kSymbolTypeParameter) != 0) {
    return error(node, {"duplicate type parameter '", text(name), "'"});
  }
  bind(node, tree_.name(node), kSymbolTypeParameter);
  const bool variable = tree_.is(node, NodeKind::kTypeVar);
  const NodeId bound = variable ? tree_.first(node) : NodeId{kNoNode};
  const NodeId fallback = tree_.child(node, variable ? 1 : 0);
  if (tree_.present(fallback)) {
    here().flags |= kScopeDefaultSeen;
  } else if ((here().flags & kScopeDefaultSeen) != 0) {
    return error(node,
                 {"non-default type parameter '", text(name), "' follows default type parameter"});
  }
  if (tree_.present(fallback)) {
    later(Action::kLeave);
    later(Action::kVisit, fallback);
    later(Action::kEnterDefault, node);
  }
  if (tree_.present(bound)) {
    later(Action::kLeave);
    later(Action::kVisit, bound);
    later(Action::kEnterBound, node);
  }
}

// Yield, await and := make no sense where evaluation is put off.
bool Scopes::effect_allowed(NodeId node, std::string_view what) {
  const Scope& scope = here();
  std::string_view where;
  switch (scope.kind) {
    case ScopeKind::kAnnotations:
      where = "an annotation";
      break;
    case ScopeKind::kTypeParameters:
      where = "the definition of a generic";
      break;
    case ScopeKind::kTypeAlias:
      where = "a type alias";
      break;
    case ScopeKind::kTypeVariable: {
      const NodeKind kind = tree_.kind(scope.node);
      if (scope.role == ScopeRole::kBound) {
        const bool tuple = tree_.is(tree_.first(scope.node), NodeKind::kTuple);
        where = tuple ? "a TypeVar constraint" : "a TypeVar bound";
      } else {
        where = kind == NodeKind::kTypeVar     ? "a TypeVar default"
                : kind == NodeKind::kParamSpec ? "a ParamSpec default"
                                               : "a TypeVarTuple default";
      }
      break;
    }
    default:
      return true;
  }
  error(node, {what, " cannot be used within ", where});
  return false;
}

// --- declarations, imports, generators

void Scopes::visit_declaration(NodeId node, SymbolFlags flag) {
  const bool global = flag == kSymbolGlobal;
  if (!global && here().kind == ScopeKind::kModule) {
    return error(node, {"nonlocal declaration not allowed at module level"});
  }
  const char* what = global ? "global" : "nonlocal";
  for (NodeId item = tree_.first(node); item != kNoNode; item = tree_.next(item)) {
    const NameId name = mangle(current_, tree_.name(item));
    const uint32_t flags = flags_of(current_, name);
    if ((flags & kSymbolParameter) != 0) {
      return error(node, {"name '", text(name), "' is parameter and ", what});
    }
    if ((flags & kSymbolUsed) != 0) {
      return error(node, {"name '", text(name), "' is used prior to ", what, " declaration"});
    }
    if ((flags & kSymbolAnnotated) != 0) {
      return error(node, {"annotated name '", text(name), "' can't be ", what});
    }
    if ((flags & kSymbolAssigned) != 0) {
      return error(node, {"name '", text(name), "' is assigned to before ", what, " declaration"});
    }
    if ((flags & (kSymbolGlobal | kSymbolNonlocal) & ~static_cast<uint32_t>(flag)) != 0) {
      const uint32_t other = own_symbol(current_, name);
      for (const Declared& declared : declared_) {
        if (declared.symbol == other) node = declared.statement;
      }
      return error(node, {"name '", text(name), "' is nonlocal and global"});
    }
    // A module's names are looked up at run time: nothing to remember.
    if (here().kind == ScopeKind::kModule) continue;
    const uint32_t symbol = add(current_, name, flag);
    declared_.push({symbol, node});
  }
}

void Scopes::visit_imports(NodeId node) {
  const bool from = tree_.is(node, NodeKind::kImportFrom);
  if (from && tree_.op(node) == 0 && tree_.name(node) == known_name(known::kDunderFuture)) {
    visit_future_import(node);
    if (reporter_.failed()) return;
  }
  for (NodeId alias = tree_.first(node); alias != kNoNode; alias = tree_.next(alias)) {
    const NodeId as_name = tree_.first(alias);
    if (tree_.present(as_name)) {
      bind(alias, tree_.name(as_name), kSymbolImported);
      continue;
    }
    const std::string_view name = text(tree_.name(alias));
    if (name == "*") {
      if (here().kind != ScopeKind::kModule) {
        error(alias, {"import * only allowed at module level"});
      }
      continue;
    }
    const size_t dot = from ? name.npos : name.find('.');
    bind(alias, dot == name.npos ? tree_.name(alias) : sink_.name(name.substr(0, dot)),
         kSymbolImported);
  }
}

void Scopes::visit_future_import(NodeId node) {
  constexpr std::string_view kFeatures[] = {
      "annotations",   "division",        "print_function", "unicode_literals", "generators",
      "nested_scopes", "absolute_import", "with_statement", "generator_stop",   "barry_as_FLUFL"};
  if (!options.future_allowed) {
    return error(node, {"from __future__ imports must occur at the beginning of the file"});
  }
  for (NodeId alias = tree_.first(node); alias != kNoNode; alias = tree_.next(alias)) {
    const std::string_view name = text(tree_.name(alias));
    bool known = false;
    for (const std::string_view feature : kFeatures) known |= feature == name;
    if (known) continue;
    if (name == "braces") return error(alias, {"not a chance"});
    return error(alias, {"future feature ", name, " is not defined"});
  }
}

void Scopes::visit_yield(NodeId node) {
  if (!effect_allowed(node, "yield expression")) return;
  Scope& scope = here();
  switch (scope.kind) {
    case ScopeKind::kFunction:
    case ScopeKind::kLambda:
      scope.flags |= kScopeYields;
      if ((scope.flags & kScopeAsync) != 0 && tree_.is(node, NodeKind::kYieldFrom)) {
        error(node, {"'yield from' inside async function"});
      }
      return;
    case ScopeKind::kComprehension:
    case ScopeKind::kGenerator:
      return error(node, {"'yield' inside ", comprehension_name(tree_.kind(scope.node))});
    default:
      return error(node, {tree_.is(node, NodeKind::kYieldFrom) ? "'yield from'" : "'yield'",
                          " outside function"});
  }
}

void Scopes::visit_await(NodeId node) {
  if (!effect_allowed(node, "await expression")) return;
  Scope& scope = here();
  if (scope.kind == ScopeKind::kComprehension || scope.kind == ScopeKind::kGenerator) {
    scope.flags |= kScopeAsync;
    return;
  }
  if ((scope.flags & kScopeAsync) != 0) return;
  if (options.top_level_await && scope.kind == ScopeKind::kModule) return;
  error(node, {is_function_like(scope.kind) ? "'await' outside async function"
                                            : "'await' outside function"});
}

}  // namespace ts::lang
