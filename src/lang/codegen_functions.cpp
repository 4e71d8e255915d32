// Functions, lambdas and classes. Language Reference 6.14, 8.7, 8.8.

#include "lang/codegen.h"

namespace ts::lang {

using bytecode::kCallLinkage;
using bytecode::Op;
using bytecode::Special;

// --- what functions have in common

uint32_t Generator::first_line(NodeId definition) const {
  const NodeId decorator = tree_.first(tree_.first(definition));
  return tree_.line(decorator != kNoNode ? decorator : definition);
}

void Generator::set_parameters(Unit& unit, NodeId arguments) {
  for (NodeId arg = tree_.first(arguments); arg != kNoNode; arg = tree_.next(arg)) {
    switch (tree_.op_as<ParameterKind>(arg)) {
      case ParameterKind::kPositionalOnly:
        unit.positional_only += 1;
        [[fallthrough]];
      case ParameterKind::kPositionalOrKeyword:
        unit.parameters += 1;
        break;
      case ParameterKind::kKeywordOnly:
        unit.keyword_only += 1;
        break;
      case ParameterKind::kVarPositional:
        unit.flags |= bytecode::kCodeVarArgs;
        break;
      case ParameterKind::kVarKeyword:
        unit.flags |= bytecode::kCodeVarKeywords;
        break;
    }
  }
}

void Generator::set_function_kind(Unit& unit) {
  const Scope& scope = scopes_.scope(unit.scope);
  const bool yields = (scope.flags & kScopeYields) != 0;
  if ((scope.flags & kScopeAsync) != 0) {
    unit.flags |= yields ? bytecode::kCodeAsyncGenerator : bytecode::kCodeCoroutine;
  } else if (yields) {
    unit.flags |= bytecode::kCodeGenerator;
  }
  if (scopes_.scope(scope.parent).kind == ScopeKind::kClass && unit.parameters != 0) {
    unit.flags |= bytecode::kCodeMethod;
  }
}

void Generator::emit_implicit_return() { code().emit(Op::RETURNS, Special::kNone); }

void Generator::make_function(uint32_t code_constant, uint32_t flags, Register destination,
                              Register window) {
  code().need(destination, 1);
  code().emit(Op::MAKEFUNC, destination, code_constant, flags, flags != 0 ? window : destination);
}

// PEP 257's indentation taken off, as inspect.cleandoc() does; blank lines stay.
void clean_docstring(std::string_view text, base::Array<char>* out) {
  base::Array<char> expanded(out->workspace());
  size_t column = 0;
  for (const char c : text) {
    if (c == '\t') {
      do {
        expanded.push(' ');
      } while (++column % 8 != 0);
      continue;
    }
    expanded.push(c);
    column = c == '\n' ? 0 : column + ((c & 0xC0) != 0x80);
  }
  const std::string_view all{expanded.data(), expanded.size()};
  size_t margin = SIZE_MAX;
  for (size_t at = all.find('\n'); at != all.npos; at = all.find('\n', at + 1)) {
    size_t indent = 0;
    while (at + 1 + indent < all.size() && all[at + 1 + indent] == ' ') indent += 1;
    const size_t end = at + 1 + indent;
    if (end < all.size() && all[end] != '\n' && indent < margin) margin = indent;
  }
  if (margin == SIZE_MAX) margin = 0;
  size_t skip = SIZE_MAX;  // spaces still to be dropped on this line
  for (const char c : all) {
    if (c == ' ' && skip != 0) {
      if (skip != SIZE_MAX) skip -= 1;
      continue;
    }
    skip = c == '\n' ? margin : 0;
    out->push(c);
  }
}

bool Generator::is_docstring(NodeId statement) const {
  const NodeId value = tree_.first(statement);
  if (!tree_.is(statement, NodeKind::kExpr) || !tree_.is(value, NodeKind::kConstant)) return false;
  const ConstantKind kind = tree_.constant_kind(value);
  return kind == ConstantKind::kString || kind == ConstantKind::kUnicodeString;
}

// The text of a docstring, if docstrings are kept.
bool Generator::docstring(NodeId statement, ConstId* text) {
  if (options_.optimize >= 2 || !is_docstring(statement)) return false;
  base::Array<char> raw(workspace_);
  const std::string_view source = sink_.text(tree_.constant(tree_.first(statement)));
  raw.append(source.data(), source.size());
  text_.clear();
  clean_docstring({raw.data(), raw.size()}, &text_);
  *text = sink_.string({text_.data(), text_.size()});
  return true;
}

// --- functions

// R[mark] receives the function; decorators have windows below it, each the argument of the one
// before. a: the decorator, b: its window.
void Generator::function_statement(Task& f) {
  const NodeId decorators = tree_.first(f.node);
  const bool generic = tree_.first(tree_.next(decorators)) != kNoNode;
  TS_BEGIN
  for (f.a = tree_.first(decorators); f.a != kNoNode; f.a = tree_.next(f.a)) {
    TS_AWAIT(expression(f.a, kPush));
    code().set_top(code().top() + kCallLinkage - 1);
  }
  if (!generic && tree_.first(decorators) == kNoNode) {
    f.a = local_register(tree_.name(f.node));
    TS_AWAIT(begin(Step::function_object, f.node, f.a == kAny ? kPush : f.a));
  } else {
    TS_AWAIT(begin(generic ? Step::type_parameters : Step::function_object, f.node, kPush));
    call_decorators(decorators, f.mark);
    result_ = f.mark;
  }
  at_line(f.node);
  store_name(tree_.name(f.node), result_);
  TS_END;
}

void Generator::class_statement(Task& f) {
  const NodeId decorators = tree_.first(f.node);
  const bool generic = tree_.first(tree_.next(decorators)) != kNoNode;
  TS_BEGIN
  for (f.a = tree_.first(decorators); f.a != kNoNode; f.a = tree_.next(f.a)) {
    TS_AWAIT(expression(f.a, kPush));
    code().set_top(code().top() + kCallLinkage - 1);
  }
  TS_AWAIT(begin(generic ? Step::type_parameters : Step::class_object, f.node, kPush));
  call_decorators(decorators, f.mark);
  at_line(f.node);
  store_name(tree_.name(f.node), f.mark);
  TS_END;
}

// The innermost decorator stands last and is called first.
void Generator::call_decorators(NodeId decorators, Register first) {
  for (uint32_t i = tree_.child_count(decorators); i-- > 0;) {
    at(tree_.child(decorators, i));
    code().emit(Op::CALL, first + i * kCallLinkage, 1);
  }
}

bool Generator::has_defaults(NodeId arguments, bool keyword_only) const {
  for (NodeId arg = tree_.first(arguments); arg != kNoNode; arg = tree_.next(arg)) {
    const bool keyword = tree_.op_as<ParameterKind>(arg) == ParameterKind::kKeywordOnly;
    if (keyword == keyword_only && tree_.present(tree_.child(arg, 1))) return true;
  }
  return false;
}

// The tuple of positional defaults, pushed. a: the parameter.
void Generator::positional_defaults(Task& f) {
  TS_BEGIN {
    const uint32_t mark = items_.size();
    bool constant = true;
    for (f.a = tree_.first(f.node); f.a != kNoNode && constant; f.a = tree_.next(f.a)) {
      ConstId value;
      if (tree_.op_as<ParameterKind>(f.a) == ParameterKind::kKeywordOnly) continue;
      if (!tree_.present(tree_.child(f.a, 1))) continue;
      constant = fold(tree_.child(f.a, 1), &value);
      if (constant) items_.push(value);
    }
    const ConstId tuple = constant ? sink_.tuple(items_.span().subspan(mark)) : kNoConst;
    items_.truncate(mark);
    if (constant) {
      load_const_id(tuple, kPush);
      return finish(result_);
    }
  }
  for (f.a = tree_.first(f.node); f.a != kNoNode; f.a = tree_.next(f.a)) {
    if (tree_.op_as<ParameterKind>(f.a) == ParameterKind::kKeywordOnly) continue;
    if (!tree_.present(tree_.child(f.a, 1))) continue;
    TS_AWAIT(expression(tree_.child(f.a, 1), kPush));
  }
  code().emit(Op::BUILDTUPLE, f.mark, f.mark, code().top() - f.mark);
  code().set_top(f.mark + 1);
  return finish(f.mark);
  TS_END;
}

// The dict of keyword-only defaults, pushed.
void Generator::keyword_defaults(Task& f) {
  TS_BEGIN
  code().emit(Op::BUILDDICT, code().push(), f.mark, 0);
  for (f.a = tree_.first(f.node); f.a != kNoNode; f.a = tree_.next(f.a)) {
    if (tree_.op_as<ParameterKind>(f.a) != ParameterKind::kKeywordOnly) continue;
    if (!tree_.present(tree_.child(f.a, 1))) continue;
    load_const_id(sink_.name_constant(mangle(tree_.name(f.a))), kPush);
    TS_AWAIT(expression(tree_.child(f.a, 1), kAny));
    code().emit(Op::MAPADD, f.mark, f.mark + 1, result_);
    code().set_top(f.mark + 1);
  }
  return finish(f.mark);
  TS_END;
}

// The function of a def or lambda. flag: what MAKEFUNC finds from R[mark] on; b: its code.
void Generator::function_object(Task& f) {
  const bool lambda = tree_.is(f.node, NodeKind::kLambda);
  const NodeId parameters = lambda ? tree_.first(f.node) : tree_.child(f.node, 2);
  const bool inside_generic = unit_->kind == ScopeKind::kTypeParameters && !lambda &&
                              scopes_.scope(unit_->scope).node == f.node;
  TS_BEGIN
  at_line(f.node);
  if (has_defaults(parameters, false)) {
    f.flag |= bytecode::kMakeDefaults;
    if (inside_generic) {
      load_name(known_name(known::kDotDefaults), kPush);
    } else {
      TS_AWAIT(begin(Step::positional_defaults, parameters, kPush));
    }
  }
  if (has_defaults(parameters, true)) {
    f.flag |= bytecode::kMakeKeywordDefaults;
    if (inside_generic) {
      load_name(known_name(known::kDotKwdefaults), kPush);
    } else {
      TS_AWAIT(begin(Step::keyword_defaults, parameters, kPush));
    }
  }
  if (lambda) {
    TS_AWAIT(begin(Step::lambda_body, f.node));
  } else if (tree_.is(tree_.child(f.node, 4), NodeKind::kCompiledFunction)) {
    const CompiledFunction& compiled = compiled_[tree_.number(tree_.child(f.node, 4))];
    closed_code_ = compiled.code;
    closure_.clear();
    if (compiled.needs_class_cell) closure_.push(known_name(known::kDunderClass));
  } else {
    TS_AWAIT(begin(Step::function_body, f.node));
  }
  at_line(f.node);
  f.b = code().constant(closed_code_);
  if (push_closure()) f.flag |= bytecode::kMakeClosure;
  if (!lambda && has_annotations(f.node)) {
    f.flag |= bytecode::kMakeAnnotate;
    TS_AWAIT(begin(Step::annotations, f.node, kPush));
  }
  {
    const Register d = target(f);
    at_line(f.node);
    make_function(f.b, f.flag, d, f.mark);
    return finish(d);
  }
  TS_END;
}

void Generator::function_body(Task& f) {
  const NodeId statements = tree_.child(f.node, 4);
  TS_BEGIN {
    Unit* unit =
        open_unit(scopes_.find(f.node, ScopeRole::kOwn), tree_.name(f.node), first_line(f.node));
    if (unit == nullptr) return;
    set_parameters(*unit, tree_.child(f.node, 2));
    set_function_kind(*unit);
    ConstId text;
    if (docstring(tree_.first(statements), &text)) {
      code().set_docstring(text);
      unit->flags |= bytecode::kCodeHasDocstring;
    }
  }
  TS_AWAIT(body(statements));
  emit_implicit_return();
  close_unit();
  TS_END;
}

void Generator::lambda_body(Task& f) {
  const NodeId parameters = tree_.first(f.node);
  TS_BEGIN {
    Unit* unit = open_unit(scopes_.find(f.node, ScopeRole::kOwn), known_name(known::kLambda),
                           tree_.line(f.node));
    if (unit == nullptr) return;
    set_parameters(*unit, parameters);
    set_function_kind(*unit);
  }
  TS_AWAIT(expression(tree_.next(parameters), kAny));
  at(tree_.next(parameters));
  code().emit(Op::RETURN, result_);
  close_unit();
  TS_END;
}

// --- classes

// __build_class__(function of the body, name, *bases, **keywords)
void Generator::class_object(Task& f) {
  TS_BEGIN
  TS_AWAIT(begin(Step::class_body, f.node));
  at_line(f.node);
  f.b = code().constant(closed_code_);
  code().set_top(f.mark + kCallLinkage);
  code().emit(Op::LOADBUILDCLASS, f.mark);
  f.flag = push_closure() ? bytecode::kMakeClosure : 0;
  make_function(f.b, f.flag, f.mark + kCallLinkage, f.mark + kCallLinkage);
  code().set_top(f.mark + kCallLinkage + 1);
  load_const_id(sink_.name_constant(tree_.name(f.node)), kPush);
  TS_AWAIT(begin_arguments(f.node, f.mark, tree_.first(tree_.child(f.node, 2)), 2, false));
  return finish_in_mark(f);
  TS_END;
}

void Generator::store_class_name(uint32_t name, Register value) {
  code().emit(Op::SETNAME, code().name(known_name(name)), value,
              code().shared_cache(Op::SETNAME, known_name(name)));
}

void Generator::store_module_name(uint32_t name, Register value) {
  code().emit(Op::SETGLOBAL, code().name(known_name(name)), value,
              code().shared_cache(Op::SETGLOBAL, known_name(name)));
}

// What every class body begins with.
void Generator::begin_class_body(NodeId node) {
  const Register t = code().push();
  code().emit(Op::GETNAME, t, code().name(known_name(known::kDunderName)),
              code().shared_cache(Op::GETNAME, known_name(known::kDunderName)));
  store_class_name(known::kDunderModule, t);
  const ConstId qualname = sink_.string({unit_->qualname.data(), unit_->qualname.size()});
  code().emit(Op::LOADK, t, code().constant(qualname));
  store_class_name(known::kDunderQualname, t);
  load_unsigned(first_line(node), t);
  store_class_name(known::kDunderFirstlineno, t);
  if (tree_.first(tree_.child(node, 1)) != kNoNode) {
    load_mangled(known_name(known::kDotTypeParams), t);
    store_class_name(known::kDunderTypeParams, t);
  }
  if (unit_->classdict_cell != kAny) code().emit(Op::STORECELL, unit_->classdict_cell, 0);
  if (unit_->conditional_cell != kAny) {
    code().emit(Op::BUILDSET, t, t, 0);
    code().emit(Op::STORECELL, unit_->conditional_cell, t);
  }
  ConstId text;
  if (docstring(tree_.first(tree_.child(node, 3)), &text)) {
    code().emit(Op::LOADK, t, code().constant(text));
    store_class_name(known::kDunderDoc, t);
  }
  code().set_top(t);
  if (future_annotations() && (scopes_.scope(unit_->scope).flags & kScopeAnnotations) != 0) {
    set_up_annotations();
  }
}

// `__annotations__ = {}`, for annotations that are kept as text.
void Generator::set_up_annotations() {
  const Register t = code().push();
  const NameId name = known_name(known::kDunderAnnotations);
  const Op op = unit_->kind == ScopeKind::kClass ? Op::SETNAME : Op::SETGLOBAL;
  code().emit(Op::BUILDDICT, t, t, 0);
  code().emit(op, code().name(name), t, code().shared_cache(op, name));
  code().set_top(t);
}

void Generator::end_class_body() {
  if (unit_->annotations != nullptr) finish_annotations();
  const Register t = code().push();
  const uint32_t mark = items_.size();
  const NodeId node = scopes_.scope(unit_->scope).node;
  for (const AttributeSeed& seed : scopes_.seeds()) {
    if (seed.owner == node) items_.push(sink_.name_constant(seed.name));
  }
  const ConstId attributes = sink_.tuple(items_.span().subspan(mark));
  items_.truncate(mark);
  code().emit(Op::LOADK, t, code().constant(attributes));
  store_class_name(known::kDunderStaticAttributes, t);
  if (unit_->classdict_cell != kAny) {
    store_class_name(known::kDunderClassdictcell, unit_->classdict_cell);
  }
  if (unit_->class_cell != kAny) {
    store_class_name(known::kDunderClasscell, unit_->class_cell);
    code().emit(Op::RETURN, unit_->class_cell);
  }
  code().set_top(t);
  emit_implicit_return();
}

void Generator::class_body(Task& f) {
  TS_BEGIN
  if (open_unit(scopes_.find(f.node, ScopeRole::kOwn), tree_.name(f.node), first_line(f.node)) ==
      nullptr) {
    return;
  }
  begin_class_body(f.node);
  TS_AWAIT(body(tree_.child(f.node, 3)));
  at_line(f.node);
  end_class_body();
  close_unit();
  TS_END;
}

}  // namespace ts::lang
