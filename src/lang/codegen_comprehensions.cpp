// Comprehensions, which run in the registers of the code around them (PEP 709), and generator
// expressions, which are functions. Language Reference 6.2.4 - 6.2.8.

#include "lang/codegen.h"

namespace ts::lang {

using bytecode::kCallLinkage;
using bytecode::Op;
using bytecode::Special;

namespace {

NodeId first_clause(const Tree& tree, NodeId comprehension) {
  NodeId child = tree.first(comprehension);
  while (child != kNoNode && !tree.is(child, NodeKind::kComprehension)) child = tree.next(child);
  return child;
}

}  // namespace

// Registers for the names that a comprehension binds: temporaries, new ones at every entry, unless
// locals() may see them.
void Generator::push_comprehension_locals(bool several_clauses) {
  const Scope& scope = scopes_.scope(unit_->scope);
  const bool visible = in_function() && (scope.flags & kScopeShowsLocals) != 0;
  for (uint32_t s = scope.first; s != kNoSymbol; s = scopes_.symbol(s).next) {
    Symbol& symbol = scopes_.symbol(s);
    if ((symbol.flags & kSymbolIteration) == 0) continue;
    if (!visible) symbol.place = static_cast<uint16_t>(code().push());
    const bool captured = (symbol.flags & kSymbolCaptured) != 0;
    if (captured || several_clauses) code().emit(Op::LOADS, symbol.place, Special::kUnbound);
    if (captured) code().emit(Op::MAKECELL, symbol.place);
  }
}

void Generator::hide_comprehension_locals() {
  const Scope& scope = scopes_.scope(unit_->scope);
  if (!in_function() || (scope.flags & kScopeShowsLocals) == 0) return;
  for (uint32_t s = scope.first; s != kNoSymbol; s = scopes_.symbol(s).next) {
    const Symbol& symbol = scopes_.symbol(s);
    if ((symbol.flags & kSymbolIteration) == 0) continue;
    code().emit(Op::LOADS, symbol.place, Special::kUnbound);
  }
}

// R[mark] collects the result, R[mark + 1] is the first iterator. c: the scope around.
void Generator::comprehension(Task& f) {
  const NodeId clause = first_clause(tree_, f.node);
  const NodeId iterable = tree_.next(tree_.first(clause));
  TS_BEGIN
  code().set_top(f.mark + 1);
  TS_AWAIT(expression(iterable, kAny));
  code().set_top(f.mark + 2);
  at(iterable);
  code().emit(tree_.op(clause) != 0 ? Op::GETAITER : Op::GETITER, f.mark + 1, result_);
  at(f.node);
  {
    Op op = Op::BUILDLIST;
    if (tree_.is(f.node, NodeKind::kSetComp)) op = Op::BUILDSET;
    if (tree_.is(f.node, NodeKind::kDictComp)) op = Op::BUILDDICT;
    code().emit(op, f.mark, f.mark, 0);
  }
  f.c = unit_->scope;
  unit_->scope = scopes_.find(f.node, ScopeRole::kOwn);
  push_comprehension_locals(tree_.next(clause) != kNoNode);
  unit_->cold += 1;
  TS_AWAIT(begin(Step::clauses, clause, f.mark, f.mark + 1U));
  unit_->cold -= 1;
  hide_comprehension_locals();
  unit_->scope = f.c;
  return finish_in_mark(f);
  TS_END;
}

// One `for` with its conditions and all that is inside. want: the collection (kAny: a generator),
// a: the iterator (kAny: to be evaluated), b: body or handler, c: next, d: condition.
void Generator::clauses(Task& f) {
  const NodeId to = tree_.first(f.node);
  const NodeId iterable = tree_.next(to);
  const bool is_async = tree_.op(f.node) != 0;
  const NodeId whole = scopes_.scope(unit_->scope).node;
  TS_BEGIN
  if (f.a == kAny) {
    TS_AWAIT(expression(iterable, kAny));
    code().set_top(f.mark);
    f.a = code().push();
    at(iterable);
    code().emit(is_async ? Op::GETAITER : Op::GETITER, f.a, result_);
  }
  f.b = static_cast<uint32_t>(code().new_label());
  f.c = static_cast<uint32_t>(code().new_label());
  if (is_async) {
    code().bind(Label{f.c}, code().reachable());
    f.d = code().top();  // the item
    push_block(BlockKind::kTry, f.node, Label{f.b});
    code().need(f.d, 2);
    code().emit(Op::GETANEXT, f.d + 1, f.a);
    TS_AWAIT(begin(Step::await_register, iterable));
    pop_block();
    TS_AWAIT(store(to, f.d));
    code().set_top(f.d);
  } else {
    f.d = code().reachable();
    code().emit(Op::JUMP, f.c);
    code().bind(Label{f.b}, f.d != 0);
    if (local_register(to) == kAny) {
      f.d = code().push();
      TS_AWAIT(store(to, f.d));
      code().set_top(f.d);
    }
  }
  for (f.d = tree_.next(iterable); f.d != kNoNode; f.d = tree_.next(f.d)) {
    TS_AWAIT(condition(f.d, Label{f.c}, false));
  }
  if (tree_.next(f.node) != kNoNode) {
    TS_AWAIT(begin(Step::clauses, tree_.next(f.node), f.want, kAny));
  } else {
    f.d = code().top();
    TS_AWAIT(expression(tree_.first(whole), kAny));
    if (tree_.is(whole, NodeKind::kDictComp)) {
      f.d = result_;
      TS_AWAIT(expression(tree_.next(tree_.first(whole)), kAny));
      at(tree_.first(whole));
      code().emit(Op::MAPADD, f.want, f.d, result_);
    } else {
      at(tree_.first(whole));
      if (tree_.is(whole, NodeKind::kListComp)) code().emit(Op::LISTAPPEND, f.want, result_);
      if (tree_.is(whole, NodeKind::kSetComp)) code().emit(Op::SETADD, f.want, result_);
      if (tree_.is(whole, NodeKind::kGeneratorExp)) {
        code().set_top(f.d);
        code().emit(Op::YIELD, code().push(), result_);
      }
    }
  }
  at(iterable);
  if (!is_async) {
    code().bind(Label{f.c});
    code().set_top(f.mark > f.a ? f.mark : f.a + 1);
    f.d = local_register(to);
    if (f.d == kAny) f.d = code().push();
    code().emit(Op::FORITER, f.d, f.a, f.b);
  } else {
    code().emit(Op::JUMP, f.c);
    code().bind(Label{f.b}, true);
    const Register saved = f.mark > f.a ? f.mark : f.a + 1;
    const Label done = code().new_label();
    code().need(saved, 2);
    code().emit(Op::CATCH, saved, saved + 1);
    code().emit(Op::UNCATCH, saved);
    code().emit(Op::ENDASYNCFOR, saved + 1, done);
    code().set_reachable(false);
    code().bind(done);
  }
  code().set_top(f.mark);
  TS_END;
}

// The function is made, then called with the iterator of the first `for`.
void Generator::generator_expression(Task& f) {
  const NodeId clause = first_clause(tree_, f.node);
  const NodeId iterable = tree_.next(tree_.first(clause));
  TS_BEGIN
  TS_AWAIT(begin(Step::generator_body, f.node));
  at(f.node);
  f.a = code().constant(closed_code_);
  f.flag = push_closure() ? bytecode::kMakeClosure : 0;
  make_function(f.a, f.flag, f.mark, f.mark);
  code().set_top(f.mark + kCallLinkage);
  TS_AWAIT(expression(iterable, kAny));
  code().set_top(f.mark + kCallLinkage + 1);
  at(iterable);
  code().emit(tree_.op(clause) != 0 ? Op::GETAITER : Op::GETITER, f.mark + kCallLinkage, result_);
  at(f.node);
  code().emit(Op::CALL, f.mark, 1);
  return finish_in_mark(f);
  TS_END;
}

void Generator::generator_body(Task& f) {
  TS_BEGIN {
    const ScopeId scope = scopes_.find(f.node, ScopeRole::kOwn);
    Unit* unit = open_unit(scope, known_name(known::kGenexpr), tree_.line(f.node));
    if (unit == nullptr) return;
    unit->parameters = unit->positional_only = 1;
    const bool is_async = (scopes_.scope(scope).flags & kScopeAsync) != 0;
    unit->flags |= is_async ? bytecode::kCodeAsyncGenerator : bytecode::kCodeGenerator;
  }
  TS_AWAIT(begin(Step::clauses, first_clause(tree_, f.node), kAny, 0));
  emit_implicit_return();
  close_unit();
  TS_END;
}

}  // namespace ts::lang
