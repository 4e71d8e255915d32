// Annotations, type parameters and type aliases: code that is evaluated late or in a scope of its
// own. PEP 649, 695, 696, 749.

#include "lang/codegen.h"
#include "lang/unparse.h"

namespace ts::lang {

using bytecode::Intrinsic;
using bytecode::kCallLinkage;
using bytecode::Op;
using bytecode::Special;

namespace {

// Formats of annotationlib that generated functions understand: VALUE and VALUE_WITH_FAKE_GLOBALS.
constexpr int32_t kLastFormat = 2;

}  // namespace

// Any unsigned number as an int constant.
void Generator::load_unsigned(uint32_t value, Register want) {
  if (value <= 127) return load_integer(static_cast<int32_t>(value), want);
  char digits[10];
  size_t begin = sizeof digits;
  do {
    digits[--begin] = static_cast<char>('0' + value % 10);
    value /= 10;
  } while (value != 0);
  load_const_id(sink_.integer({digits + begin, sizeof digits - begin}, 10), want);
}

// --- functions of a format

// Opens the function that evaluates annotations, a bound, a default or an alias. Its parameter is
// the format; in a class, register 0 then holds the class's namespace.
bool Generator::open_evaluator(ScopeId scope, NameId name, NodeId node) {
  if (open_unit(scope, name, tree_.line(node)) == nullptr) return false;
  at_line(node);
  const Label supported = code().new_label();
  const Register t = code().push();
  code().emit(Op::LOADI, t, kLastFormat);
  code().emit(Op::JLE, 0, t, supported);
  code().emit(Op::INTRINSIC, t, Intrinsic::kNotImplementedError, t);
  code().emit(Op::RAISE, t);
  code().bind(supported);
  code().set_top(t);
  if ((scopes_.scope(scope).flags & kScopeSeesClass) != 0 &&
      scopes_.resolve(scope, known_name(known::kDunderClassdict)).resolution == Resolution::kFree) {
    code().emit(Op::LOADFREE, 0, free_index(known_name(known::kDunderClassdict)));
  }
  return true;
}

// Makes the function of the unit closed last, with 1 (VALUE) as the format's default.
void Generator::finish_evaluator(Register destination) {
  const Register window = code().top();
  const ConstId one = sink_.integer("1", 10);
  load_const_id(sink_.tuple({&one, 1}), kPush);
  uint32_t flags = bytecode::kMakeDefaults;
  const uint32_t code_constant = code().constant(closed_code_);
  if (push_closure()) flags |= bytecode::kMakeClosure;
  make_function(code_constant, flags, destination, window);
  code().set_top(window);
}

// The function that evaluates `node`, which stands in the scope `a` of name `b`.
void Generator::evaluator(Task& f) {
  TS_BEGIN
  if (!open_evaluator(f.a, NameId{f.b}, f.node)) return;
  TS_AWAIT(type_value(f.node, kAny));
  at(f.node);
  code().emit(Op::RETURN, result_);
  close_unit();
  {
    const Register d = target(f);
    finish_evaluator(d);
    return finish(d);
  }
  TS_END;
}

bool Generator::begin_evaluator(NodeId value, NodeId owner, ScopeRole role, NameId name) {
  begin(Step::evaluator, value, kPush, scopes_.find(owner, role));
  if (!failed()) task().b = static_cast<uint32_t>(name);
  return false;
}

// The value of an annotation or default: may be starred, which stands for its only item.
bool Generator::type_value(NodeId node, Register want) {
  if (tree_.is(node, NodeKind::kStarred)) return begin(Step::starred_type, node, want);
  return expression(node, want);
}

void Generator::starred_type(Task& f) {
  TS_BEGIN
  TS_AWAIT(expression(tree_.first(f.node), kAny));
  at(f.node);
  code().set_top(f.mark + 1);
  code().emit(Op::UNPACK, f.mark, result_, 1);
  return finish_in_mark(f);
  TS_END;
}

// --- annotations

bool Generator::has_annotations(NodeId function) const {
  const NodeId arguments = tree_.child(function, 2);
  if (tree_.present(tree_.next(arguments))) return true;
  for (NodeId arg = tree_.first(arguments); arg != kNoNode; arg = tree_.next(arg)) {
    if (tree_.present(tree_.first(arg))) return true;
  }
  return false;
}

bool Generator::future_annotations() const {
  return options_.future_annotations || parser_.future_annotations();
}

// Pushes an annotation's value, or its text under `from __future__ import annotations`.
bool Generator::annotation_value(NodeId node) {
  if (!future_annotations()) return type_value(node, kPush);
  text_.clear();
  unparse(tree_, sink_, node, &text_);
  load_const_id(sink_.string({text_.data(), text_.size()}), kPush);
  return true;
}

// Pushes the annotate function of a function. a: the parameter, R[0]: the dict.
void Generator::annotations(Task& f) {
  const NodeId arguments = tree_.child(f.node, 2);
  TS_BEGIN
  if (future_annotations()) {
    if (!open_text_annotations(f.node)) return;
  } else if (!open_evaluator(scopes_.find(f.node, ScopeRole::kAnnotations),
                             known_name(known::kDunderAnnotate), f.node)) {
    return;
  }
  f.b = code().push();
  code().emit(Op::BUILDDICT, f.b, f.b, 0);
  for (f.a = tree_.first(arguments); f.a != kNoNode; f.a = tree_.next(f.a)) {
    if (!tree_.present(tree_.first(f.a))) continue;
    load_const_id(sink_.name_constant(mangle(tree_.name(f.a))), kPush);
    TS_AWAIT(annotation_value(tree_.first(f.a)));
    at_line(f.a);
    code().emit(Op::MAPADD, f.b, f.b + 1, f.b + 2);
    code().set_top(f.b + 1);
  }
  if (tree_.present(tree_.next(arguments))) {
    load_const_id(sink_.string("return"), kPush);
    TS_AWAIT(annotation_value(tree_.next(arguments)));
    code().emit(Op::MAPADD, f.b, f.b + 1, f.b + 2);
  }
  code().emit(Op::RETURN, f.b);
  close_unit();
  {
    const Register d = target(f);
    const Register window = code().top();
    const uint32_t code_constant = code().constant(closed_code_);
    const uint32_t flags = push_closure() ? bytecode::kMakeClosure : 0;
    make_function(code_constant, flags, d, window);
    code().set_top(d + 1);
    return finish(d);
  }
  TS_END;
}

// Annotations that are text have no scope of their own.
bool Generator::open_text_annotations(NodeId node) {
  const ScopeId scope = unit_->scope;
  Unit* unit = open_unit(kNoScope, known_name(known::kDunderAnnotate), tree_.line(node));
  if (unit == nullptr) return false;
  unit->scope = scope;
  unit->kind = ScopeKind::kAnnotations;
  unit->flags |= bytecode::kCodeOptimizedLocals;
  add_local(*unit, sink_.name("format"));
  unit->parameters = unit->positional_only = 1;
  unit->code.set_top(1);
  return true;
}

// --- annotated assignment

// a: what the name is worth, b: its key in the set of conditional annotations.
void Generator::annotated_assign(Task& f) {
  const NodeId to = tree_.first(f.node);
  const NodeId annotation = tree_.next(to);
  const NodeId value = tree_.next(annotation);
  const bool collected = !in_function() && tree_.op(f.node) != 0;
  TS_BEGIN
  if (tree_.present(value)) {
    f.a = local_register(to);
    if (f.a != kAny) {
      TS_AWAIT(expression(value, f.a));
      mark_bound(f.a);
    } else {
      TS_AWAIT(expression(value, kAny));
      f.a = result_;
      TS_AWAIT(store(to, f.a));
    }
    code().set_top(f.mark);
  } else if (tree_.is(to, NodeKind::kAttribute)) {
    TS_AWAIT(expression(tree_.first(to), kAny));
    code().set_top(f.mark);
  } else if (tree_.is(to, NodeKind::kSubscript)) {
    TS_AWAIT(expression(tree_.first(to), kAny));
    TS_AWAIT(expression(tree_.next(tree_.first(to)), kAny));
    code().set_top(f.mark);
  }
  if (!collected || !code().reachable()) return finish(kAny);
  if (future_annotations()) {
    at(f.node);
    TS_AWAIT(annotation_value(annotation));
    load_mangled(known_name(known::kDunderAnnotations), code().push());
    load_const_id(sink_.name_constant(mangle(tree_.name(to))), kPush);
    code().emit(Op::SETITEM, f.mark + 1, f.mark + 2, f.mark);
    unit_->annotation_count += 1;
    return finish(kAny);
  }
  if (unit_->kind == ScopeKind::kModule || unit_->conditional_cell != kAny) {
    // Notes that this annotation was executed.
    const Register set = code().push();
    at(f.node);
    if (unit_->conditional_cell != kAny) {
      code().emit(Op::LOADCELL, set, unit_->conditional_cell);
    } else {
      load_mangled(known_name(known::kDunderConditionalAnnotations), set);
    }
    load_unsigned(unit_->annotation_count, kPush);
    code().emit(Op::SETADD, set, set + 1);
    code().set_top(set);
  }
  TS_AWAIT(begin(Step::deferred_annotation, f.node));
  TS_END;
}

// Compiles an annotation into the annotate function of the module or class. a: where to skip to.
void Generator::deferred_annotation(Task& f) {
  const NodeId to = tree_.first(f.node);
  TS_BEGIN {
    const bool conditional = unit_->kind == ScopeKind::kModule || unit_->conditional_cell != kAny;
    const uint32_t number = unit_->annotation_count++;
    if (!open_deferred(scopes_.find(f.node, ScopeRole::kAnnotations), f.node)) return;
    f.a = static_cast<uint32_t>(code().new_label());
    at(f.node);
    if (conditional) {
      load_unsigned(number, kPush);
      load_mangled(known_name(known::kDunderConditionalAnnotations), code().push());
      code().emit(Op::IN, 2, 2, 3);
      code().emit(Op::JFALSE, 2, f.a);
      code().set_top(2);
    }
    load_const_id(sink_.name_constant(mangle(tree_.name(to))), kPush);
  }
  TS_AWAIT(type_value(tree_.next(to), kPush));
  at(f.node);
  code().emit(Op::MAPADD, 1, 2, 3);
  code().bind(Label{f.a});
  code().set_top(2);
  unit_ = unit_->outer;
  TS_END;
}

// Makes the annotate function in the making the current unit.
bool Generator::open_deferred(ScopeId scope, NodeId node) {
  Unit* owner = unit_;
  if (owner->annotations != nullptr) {
    owner->annotations->outer = owner;
    unit_ = owner->annotations;
    unit_->scope = scope;
    return true;
  }
  if (!open_evaluator(scope, known_name(known::kDunderAnnotate), node)) return false;
  owner->annotations = unit_;
  code().emit(Op::BUILDDICT, code().push(), 1, 0);
  return true;
}

// Completes the annotate function of a module or class and stores it. In a module that happens
// before everything else, so that a module whose execution failed half-way has one.
void Generator::finish_annotations() {
  const bool module = unit_->kind == ScopeKind::kModule;
  Unit* annotate = unit_->annotations;
  unit_->annotations = nullptr;
  annotate->outer = unit_;
  unit_ = annotate;
  code().emit(Op::RETURN, 1);
  close_unit();
  if (module) code().begin_prefix();
  const Register t = code().push();
  if (module) {
    const NameId set = known_name(known::kDunderConditionalAnnotations);
    code().emit(Op::BUILDSET, t, t, 0);
    code().emit(Op::SETGLOBAL, code().name(set), t, code().shared_cache(Op::SETGLOBAL, set));
  }
  const uint32_t code_constant = code().constant(closed_code_);
  const uint32_t flags = push_closure() ? bytecode::kMakeClosure : 0;
  make_function(code_constant, flags, t, t + (flags != 0));
  if (module) {
    const NameId name = known_name(known::kDunderAnnotate);
    code().emit(Op::SETGLOBAL, code().name(name), t, code().shared_cache(Op::SETGLOBAL, name));
    code().end_prefix();
  } else {
    store_class_name(known::kDunderAnnotateFunc, t);
  }
  code().set_top(t);
}

// --- type parameters

namespace {

// The second child of everything that can be generic.
NodeId type_parameter_list(const Tree& tree, NodeId node) { return tree.next(tree.first(node)); }

}  // namespace

// The hidden function that makes the type parameters and then the generic thing itself. R[mark] is
// its call's window. a: the parameter, b: first register of the parameters.
void Generator::type_parameters(Task& f) {
  const NodeId parameters = type_parameter_list(tree_, f.node);
  const NodeKind kind = tree_.kind(f.node);
  const bool alias = kind == NodeKind::kTypeAlias;
  const bool function = kind == NodeKind::kFunctionDef || kind == NodeKind::kAsyncFunctionDef;
  TS_BEGIN
  f.d = unit_->kind == ScopeKind::kClass;
  if (!open_type_parameters(f.node)) return;
  f.b = code().top();
  for (f.a = tree_.first(parameters); f.a != kNoNode; f.a = tree_.next(f.a)) {
    TS_AWAIT(begin(Step::type_parameter, f.a, kPush));
  }
  at_line(f.node);
  code().emit(Op::BUILDTUPLE, f.b, f.b, tree_.child_count(parameters));
  code().set_top(f.b + 1);
  if (function) {
    TS_AWAIT((code().set_top(f.b), begin(Step::generic_function, f.node)));
  } else if (alias) {
    TS_AWAIT(begin(Step::alias_value, f.node, f.b));
  } else {
    store_mangled(known_name(known::kDotTypeParams), f.b);
    code().emit(Op::INTRINSIC, f.b, Intrinsic::kSubscriptGeneric, f.b);
    store_mangled(known_name(known::kDotGenericBase), f.b);
    TS_AWAIT((code().set_top(f.b), begin(Step::class_object, f.node, kPush)));
  }
  code().emit(Op::RETURN, result_);
  close_unit();
  at_line(f.node);
  code().set_top(f.mark + 1);
  f.c = code().constant(closed_code_);
  f.flag = push_closure() ? bytecode::kMakeClosure : 0;
  make_function(f.c, f.flag, f.mark, f.mark + 1);
  code().set_top(f.mark + kCallLinkage);
  if (f.d != 0) code().emit(Op::MOVE, code().push(), 0);
  if (function && has_defaults(tree_.child(f.node, 2), false)) {
    TS_AWAIT(begin(Step::positional_defaults, tree_.child(f.node, 2), kPush));
  }
  if (function && has_defaults(tree_.child(f.node, 2), true)) {
    TS_AWAIT(begin(Step::keyword_defaults, tree_.child(f.node, 2), kPush));
  }
  code().emit(Op::CALL, f.mark, code().top() - f.mark - kCallLinkage);
  return finish_in_mark(f);
  TS_END;
}

bool Generator::open_type_parameters(NodeId node) {
  const NameId name = tree_.name(tree_.is(node, NodeKind::kTypeAlias) ? tree_.first(node) : node);
  constexpr std::string_view kPrefix = "<generic parameters of ";
  const std::string_view text = sink_.name_text(name);
  text_.clear();
  text_.append(kPrefix.data(), kPrefix.size());
  text_.append(text.data(), text.size());
  text_.push('>');
  const NameId hidden = sink_.name({text_.data(), text_.size()});
  Unit* unit = open_unit(scopes_.find(node, ScopeRole::kTypeParameters), hidden, tree_.line(node));
  if (unit == nullptr) return false;
  const Scope& scope = scopes_.scope(unit->scope);
  for (uint32_t s = scope.first; s != kNoSymbol; s = scopes_.symbol(s).next) {
    if ((scopes_.symbol(s).flags & kSymbolParameter) != 0) unit->parameters += 1;
  }
  unit->positional_only = unit->parameters;
  return true;
}

// R[mark] is the tuple of type parameters.
void Generator::generic_function(Task& f) {
  TS_BEGIN
  code().set_top(f.mark + 1);
  TS_AWAIT(begin(Step::function_object, f.node, kPush));
  // The intrinsic wants the function first.
  code().set_top(f.mark + 3);
  code().emit(Op::MOVE, f.mark + 2, f.mark);
  code().emit(Op::INTRINSIC, f.mark, Intrinsic::kSetFunctionTypeParams, f.mark + 1);
  code().set_top(f.mark + 1);
  return finish(f.mark);
  TS_END;
}

// Makes one type parameter, pushed, and binds its name.
void Generator::type_parameter(Task& f) {
  const bool variable = tree_.is(f.node, NodeKind::kTypeVar);
  const NodeId bound = variable ? tree_.first(f.node) : NodeId{kNoNode};
  TS_BEGIN
  at(f.node);
  load_const_id(sink_.name_constant(tree_.name(f.node)), kPush);
  if (tree_.present(bound)) {
    TS_AWAIT(begin_evaluator(bound, f.node, ScopeRole::kBound, tree_.name(f.node)));
  }
  {
    at(f.node);
    Intrinsic make = Intrinsic::kTypeVar;
    if (tree_.present(bound)) {
      make = tree_.is(bound, NodeKind::kTuple) ? Intrinsic::kTypeVarConstraints
                                               : Intrinsic::kTypeVarBound;
    }
    if (tree_.is(f.node, NodeKind::kParamSpec)) make = Intrinsic::kParamSpec;
    if (tree_.is(f.node, NodeKind::kTypeVarTuple)) make = Intrinsic::kTypeVarTuple;
    code().emit(Op::INTRINSIC, f.mark, make, f.mark);
    code().set_top(f.mark + 1);
  }
  if (tree_.present(tree_.child(f.node, variable ? 1 : 0))) {
    TS_AWAIT(begin_evaluator(tree_.child(f.node, variable ? 1 : 0), f.node, ScopeRole::kDefault,
                             tree_.name(f.node)));
    code().emit(Op::INTRINSIC, f.mark, Intrinsic::kSetTypeDefault, f.mark);
    code().set_top(f.mark + 1);
  }
  store_name(tree_.name(f.node), f.mark);
  return finish(f.mark);
  TS_END;
}

// --- type statements

void Generator::type_alias(Task& f) {
  const NodeId name = tree_.first(f.node);
  TS_BEGIN
  if (tree_.first(tree_.next(name)) != kNoNode) {
    TS_AWAIT(begin(Step::type_parameters, f.node, kPush));
  } else {
    TS_AWAIT(begin(Step::alias_value, f.node, kAny));
  }
  f.a = result_;
  at_line(f.node);
  store_name(tree_.name(name), f.a);
  TS_END;
}

// The alias itself. want: the register of the type parameters, kAny: none.
void Generator::alias_value(Task& f) {
  const NodeId name = tree_.first(f.node);
  const NodeId value = tree_.next(tree_.next(name));
  TS_BEGIN
  at(f.node);
  load_const_id(sink_.name_constant(tree_.name(name)), kPush);
  if (f.want == kAny) {
    load_special(Special::kNone, kPush);
  } else {
    code().emit(Op::MOVE, code().push(), f.want);
  }
  TS_AWAIT(begin_evaluator(value, f.node, ScopeRole::kOwn, tree_.name(name)));
  at(f.node);
  code().emit(Op::INTRINSIC, f.mark, Intrinsic::kTypeAlias, f.mark);
  code().set_top(f.mark + 1);
  return finish(f.mark);
  TS_END;
}

}  // namespace ts::lang
