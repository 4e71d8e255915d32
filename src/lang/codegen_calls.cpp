// Calls. Language Reference 6.3.4. A call's window is R[w] the callable, three registers of
// linkage, then the arguments.

#include "lang/codegen.h"

namespace ts::lang {

using bytecode::kCallLinkage;
using bytecode::Op;
using bytecode::Special;

namespace {

// More arguments than this go through a list and a dict.
constexpr uint32_t kMaxArguments = 200;

}  // namespace

bool Generator::has_unpacking(NodeId argument) const {
  uint32_t count = 0;
  for (; argument != kNoNode; argument = tree_.next(argument), count++) {
    if (tree_.is(argument, NodeKind::kStarred)) return true;
    if (tree_.is(argument, NodeKind::kKeyword) && tree_.name(argument) == kNoName) return true;
  }
  return count > kMaxArguments;
}

// The position of `node`, which begins at the name of `attribute` when that ends on another line.
void Generator::at_attribute(NodeId node, NodeId attribute) {
  at(node);
  const Span whole = tree_.span(node);
  const Span span = tree_.span(attribute);
  if (whole.line == span.end_line) return;
  bytecode::Position position = code().position();
  const int32_t length = static_cast<int32_t>(sink_.name_text(tree_.name(attribute)).size());
  position.line = static_cast<int32_t>(span.end_line);
  position.column = static_cast<int32_t>(span.end_column) - length;
  if (position.line == position.end_line && position.end_column < position.column) {
    position.end_column = position.column;
  }
  code().at(position);
}

// The call's position; a method call that spans lines begins at the method's name (as CPython's).
void Generator::at_call(NodeId call) {
  const NodeId callee = tree_.first(call);
  if (tree_.is(call, NodeKind::kCall) && tree_.is(callee, NodeKind::kAttribute)) {
    return at_attribute(call, callee);
  }
  at(call);
}

// `super()` without arguments, where a class and a first parameter are at hand.
bool Generator::is_super_call(NodeId node) {
  const NodeId callee = tree_.first(node);
  if (!tree_.is(callee, NodeKind::kName) || tree_.next(callee) != kNoNode) return false;
  const NameId name = tree_.name(callee);
  if (name != known_name(known::kSuper) || unit_->parameters == 0 || !in_function()) return false;
  const Resolution what = scopes_.resolve(unit_->scope, name).resolution;
  const bool global = what == Resolution::kGlobalImplicit || what == Resolution::kGlobalExplicit;
  const Resolution owner =
      scopes_.resolve(unit_->scope, known_name(known::kDunderClass)).resolution;
  return global && owner == Resolution::kFree;
}

void Generator::emit_super(Register window) {
  const Register owner = window + kCallLinkage;
  code().need(window, kCallLinkage + 2);
  load_mangled(known_name(known::kSuper), window);
  load_mangled(known_name(known::kDunderClass), owner);
  Register first = 0;
  for (const uint16_t cell : unit_->cells) {
    if (cell != 0) continue;
    first = owner + 1;
    code().emit(Op::LOADCELL, first, 0);
  }
  code().emit(Op::CALLSUPER, window, owner, first);
}

void Generator::call(Task& f) {
  const NodeId callee = tree_.first(f.node);
  TS_BEGIN
  warn_about_call(f.node);
  if (is_super_call(f.node)) {
    at(f.node);
    emit_super(f.mark);
    return finish_in_mark(f);
  }
  f.flag = tree_.is(callee, NodeKind::kAttribute) && !has_unpacking(tree_.next(callee));
  if (f.flag != 0) {
    TS_AWAIT(expression(tree_.first(callee), kAny));
    at_call(f.node);
    code().need(f.mark, kCallLinkage);
    {
      const NameId name = mangle(tree_.name(callee));
      at_attribute(callee, callee);
      code().emit(Op::LOADMETHOD, f.mark, result_, code().name(name),
                  attribute_cache(Op::LOADMETHOD, name));
    }
  } else {
    TS_AWAIT(expression(callee, kPush));
  }
  TS_AWAIT(begin_arguments(f.node, f.mark, tree_.next(callee), 0, f.flag != 0));
  return finish_in_mark(f);
  TS_END;
}

bool Generator::check_keywords(NodeId first) {
  for (NodeId argument = first; argument != kNoNode; argument = tree_.next(argument)) {
    if (!tree_.is(argument, NodeKind::kKeyword) || tree_.name(argument) == kNoName) continue;
    for (NodeId other = first; other != argument; other = tree_.next(other)) {
      if (!tree_.is(other, NodeKind::kKeyword) || tree_.name(other) != tree_.name(argument)) {
        continue;
      }
      error(argument, {"keyword argument repeated: ", sink_.name_text(tree_.name(argument))});
      return false;
    }
  }
  return true;
}

// Evaluates arguments into the window, `given` of which are there already, and calls.
bool Generator::begin_arguments(NodeId call, Register window, NodeId first, uint32_t given,
                                bool method) {
  if (!check_keywords(first)) return false;
  code().set_top(window);
  begin(has_unpacking(first) ? Step::call_unpacked : Step::arguments, call, kAny, first);
  if (failed()) return false;
  task().b = given;
  task().flag = method;
  return false;
}

// a: the argument, b: how many are in the window; d: whether keywords have begun.
void Generator::arguments(Task& f) {
  TS_BEGIN
  code().set_top(f.mark + kCallLinkage + f.b);
  f.c = f.a;
  for (; f.a != kNoNode && !tree_.is(f.a, NodeKind::kKeyword); f.a = tree_.next(f.a)) {
    TS_AWAIT(expression(f.a, kPush));
    f.b += 1;
  }
  if (tree_.is(f.node, NodeKind::kClassDef) && unit_->kind == ScopeKind::kTypeParameters) {
    load_mangled(known_name(known::kDotGenericBase), code().push());
    f.b += 1;
  }
  f.c = f.a;
  for (; f.a != kNoNode; f.a = tree_.next(f.a)) {
    TS_AWAIT(expression(tree_.first(f.a), kPush));
    f.b += 1;
  }
  at_call(f.node);
  if (f.c == kNoNode) {
    code().emit(f.flag != 0 ? Op::CALLM : Op::CALL, f.mark, f.b);
  } else {
    const uint32_t mark = items_.size();
    for (; f.c != kNoNode; f.c = tree_.next(f.c)) {
      items_.push(sink_.name_constant(tree_.name(f.c)));
    }
    const ConstId names = sink_.tuple(items_.span().subspan(mark));
    items_.truncate(mark);
    code().emit(f.flag != 0 ? Op::CALLMKW : Op::CALLKW, f.mark, f.b, code().constant(names));
  }
  code().set_top(f.mark + 1);
  TS_END;
}

// Whether a starred argument is the only positional one.
bool Generator::sole_positional(NodeId argument) const {
  if (!tree_.is(argument, NodeKind::kStarred) || unit_->kind == ScopeKind::kTypeParameters) {
    return false;
  }
  for (NodeId next = tree_.next(argument); next != kNoNode; next = tree_.next(next)) {
    if (!tree_.is(next, NodeKind::kKeyword)) return false;
  }
  return true;
}

// Positional arguments first, then keywords, as CPython evaluates them.
// a: the argument, b: how many are in the window, c: the first argument; flag: a ** was seen.
void Generator::call_unpacked(Task& f) {
  const Register list = f.mark + kCallLinkage;
  const Register dict = list + 1;
  TS_BEGIN
  f.flag = 0;
  f.c = f.a;
  code().set_top(list + f.b);
  if (f.b == 0 && sole_positional(f.a)) {
    // `f(*x)`: no list is needed, the call takes any iterable.
    TS_AWAIT(expression(tree_.first(f.a), kPush));
    f.a = kNoNode;
    f.d = 1;
  }
  for (; f.a != kNoNode && f.b < 32; f.a = tree_.next(f.a)) {
    if (tree_.is(f.a, NodeKind::kKeyword)) continue;
    if (tree_.is(f.a, NodeKind::kStarred)) break;
    TS_AWAIT(expression(f.a, kPush));
    f.b += 1;
  }
  at(f.node);
  code().set_top(list + 1);
  if (f.d == 0) code().emit(Op::BUILDLIST, list, list, f.b);
  for (; f.a != kNoNode; f.a = tree_.next(f.a)) {
    if (tree_.is(f.a, NodeKind::kKeyword)) continue;
    f.b = tree_.is(f.a, NodeKind::kStarred);
    TS_AWAIT(expression(f.b != 0 ? tree_.first(f.a) : f.a, kAny));
    at_call(f.node);
    code().emit(f.b != 0 ? Op::LISTEXTEND : Op::LISTAPPEND, list, result_);
    code().set_top(list + 1);
  }
  if (tree_.is(f.node, NodeKind::kClassDef) && unit_->kind == ScopeKind::kTypeParameters) {
    load_mangled(known_name(known::kDotGenericBase), code().push());
    code().emit(Op::LISTAPPEND, list, list + 1);
  }
  code().set_top(dict + 1);
  f.a = f.c;
  while (f.a != kNoNode && !tree_.is(f.a, NodeKind::kKeyword)) f.a = tree_.next(f.a);
  if (f.a == kNoNode) {
    code().emit(Op::LOADS, dict, Special::kAbsent);
  } else {
    code().emit(Op::BUILDDICT, dict, dict, 0);
  }
  for (; f.a != kNoNode; f.a = tree_.next(f.a)) {
    if (!tree_.is(f.a, NodeKind::kKeyword)) continue;
    if (tree_.name(f.a) == kNoName) {
      f.flag = 1;
      TS_AWAIT(expression(tree_.first(f.a), kAny));
      at_call(f.node);
      code().emit(Op::DICTMERGE, dict, result_, f.mark);
    } else {
      load_const_id(sink_.name_constant(tree_.name(f.a)), kPush);
      TS_AWAIT(expression(tree_.first(f.a), kPush));
      at_call(f.node);
      if (f.flag == 0) {
        code().emit(Op::MAPADD, dict, dict + 1, dict + 2);
      } else {
        // Behind a ** the name may be there already: merging finds out.
        code().emit(Op::BUILDDICT, dict + 1, dict + 1, 1);
        code().emit(Op::DICTMERGE, dict, dict + 1, f.mark);
      }
    }
    code().set_top(dict + 1);
  }
  at_call(f.node);
  code().emit(Op::CALLEX, f.mark);
  code().set_top(f.mark + 1);
  TS_END;
}

}  // namespace ts::lang
