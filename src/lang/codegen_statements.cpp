// Simple statements, targets, `if` and loops. Language Reference 7 and 8.1-8.3.

#include "lang/codegen.h"

namespace ts::lang {

using bytecode::Op;
using bytecode::Special;

bool Generator::statement(NodeId node) {
  at(node);
  switch (tree_.kind(node)) {
    case NodeKind::kExpr:
      return begin(Step::expression_statement, node);
    case NodeKind::kAssign:
      return begin(Step::assign, node);
    case NodeKind::kAugAssign:
      return begin(Step::augmented_assign, node);
    case NodeKind::kAnnAssign:
      return begin(Step::annotated_assign, node);
    case NodeKind::kDelete:
      return begin(Step::delete_targets, node);
    case NodeKind::kReturn:
      return begin(Step::return_statement, node);
    case NodeKind::kRaise:
      return begin(Step::raise_statement, node);
    case NodeKind::kAssert:
      return begin(Step::assert_statement, node);
    case NodeKind::kIf:
      return begin(Step::if_statement, node);
    case NodeKind::kWhile:
      return begin(Step::while_statement, node);
    case NodeKind::kFor:
      return begin(Step::for_statement, node);
    case NodeKind::kAsyncFor:
      return begin(Step::async_for_statement, node);
    case NodeKind::kImport:
      return begin(Step::import_names, node);
    case NodeKind::kImportFrom:
      return begin(Step::import_from, node);
    case NodeKind::kTry:
      return begin(
          tree_.first(tree_.child(node, 3)) != kNoNode ? Step::try_finally : Step::try_except,
          node);
    case NodeKind::kTryStar:
      return begin(
          tree_.first(tree_.child(node, 3)) != kNoNode ? Step::try_finally : Step::try_star, node);
    case NodeKind::kWith:
    case NodeKind::kAsyncWith:
      return begin(Step::with_items, node, kAny, tree_.first(tree_.first(node)));
    case NodeKind::kMatch:
      return begin(Step::match_statement, node);
    case NodeKind::kFunctionDef:
    case NodeKind::kAsyncFunctionDef:
      return begin(Step::function_statement, node);
    case NodeKind::kClassDef:
      return begin(Step::class_statement, node);
    case NodeKind::kTypeAlias:
      return begin(Step::type_alias, node);
    case NodeKind::kBreak:
    case NodeKind::kContinue:
      return jump_out(node);
    default:
      return true;  // pass; global and nonlocal: the scopes know
  }
}

bool Generator::body(NodeId list) {
  if (tree_.first(list) == kNoNode) return true;
  return begin(Step::block, list, kAny, tree_.first(list));
}

void Generator::block(Task& f) {
  TS_BEGIN
  for (; f.a != kNoNode; f.a = tree_.next(f.a)) {
    TS_AWAIT(statement(f.a));
    code().set_top(f.mark);
  }
  TS_END;
}

void Generator::expression_statement(Task& f) {
  TS_BEGIN
  if (options_.mode == Mode::kSingle && unit_->kind == ScopeKind::kModule) {
    TS_AWAIT(expression(tree_.first(f.node), kPush));
    at(tree_.first(f.node));
    code().emit(Op::INTRINSIC, result_, bytecode::Intrinsic::kPrintExpression, result_);
    return finish(kAny);
  }
  if (tree_.is(tree_.first(f.node), NodeKind::kConstant)) return finish(kAny);
  TS_AWAIT(expression(tree_.first(f.node), kAny));
  if (!is_bound(result_)) code().emit(Op::CHECK, result_);
  TS_END;
}

// --- targets

// Puts `value` into a target. The value's register is only read.
bool Generator::store(NodeId node, Register value) {
  Step step = Step::store_unpacked;
  switch (tree_.kind(node)) {
    case NodeKind::kName:
      at(node);
      store_name(tree_.name(node), value);
      return true;
    case NodeKind::kStarred:
      error(node, {"starred assignment target must be in a list or tuple"});
      return true;
    case NodeKind::kAttribute:
      step = Step::store_attribute;
      break;
    case NodeKind::kSubscript:
      step = Step::store_item;
      break;
    default:
      break;
  }
  return begin(step, node, kAny, value);
}

void Generator::store_attribute(Task& f) {
  TS_BEGIN
  TS_AWAIT(expression(tree_.first(f.node), kAny));
  {
    const NameId name = mangle(tree_.name(f.node));
    at_attribute(f.node, f.node);
    code().emit(Op::SETATTR, result_, code().name(name), f.a, attribute_cache(Op::SETATTR, name));
    code().set_top(f.mark);
  }
  TS_END;
}

void Generator::store_item(Task& f) {
  TS_BEGIN
  TS_AWAIT(expression(tree_.first(f.node), kAny));
  f.b = settle(result_, tree_.next(tree_.first(f.node)));
  TS_AWAIT(expression(tree_.next(tree_.first(f.node)), kAny));
  at(f.node);
  code().emit(Op::SETITEM, f.b, result_, f.a);
  code().set_top(f.mark);
  TS_END;
}

// a: the value, b: the target, c: the register of its part.
void Generator::store_unpacked(Task& f) {
  TS_BEGIN {
    uint32_t before = 0;
    uint32_t after = 0;
    bool starred = false;
    for (NodeId item = tree_.first(f.node); item != kNoNode; item = tree_.next(item)) {
      if (tree_.is(item, NodeKind::kStarred)) {
        if (starred) return error(f.node, {"multiple starred expressions in assignment"});
        starred = true;
      } else {
        (starred ? after : before) += 1;
      }
    }
    if (starred && before > 255) {
      return error(f.node, {"too many expressions in star-unpacking assignment"});
    }
    at(f.node);
    if (starred) {
      code().emit(Op::UNPACKEX, f.mark, f.a, before, after);
    } else {
      code().emit(Op::UNPACK, f.mark, f.a, before);
    }
    code().set_top(f.mark + before + after + (starred ? 1 : 0));
  }
  f.b = tree_.first(f.node);
  f.c = f.mark;
  for (; f.b != kNoNode; f.b = tree_.next(f.b), f.c++) {
    TS_AWAIT(store(tree_.is(f.b, NodeKind::kStarred) ? tree_.first(f.b) : f.b, f.c));
  }
  code().set_top(f.mark);
  TS_END;
}

// Deletes a target.
bool Generator::remove(NodeId node) {
  switch (tree_.kind(node)) {
    case NodeKind::kName:
      at(node);
      delete_name(tree_.name(node));
      return true;
    case NodeKind::kAttribute:
    case NodeKind::kSubscript:
      return begin(Step::delete_item, node);
    default:
      return begin(Step::delete_targets, node);  // a tuple or list of targets
  }
}

void Generator::delete_targets(Task& f) {
  TS_BEGIN
  f.a = tree_.first(f.node);
  for (; f.a != kNoNode; f.a = tree_.next(f.a)) {
    TS_AWAIT(remove(f.a));
    code().set_top(f.mark);
  }
  TS_END;
}

void Generator::delete_item(Task& f) {
  TS_BEGIN
  TS_AWAIT(expression(tree_.first(f.node), kAny));
  if (tree_.is(f.node, NodeKind::kAttribute)) {
    at_attribute(f.node, f.node);
    code().emit(Op::DELATTR, result_, code().name(mangle(tree_.name(f.node))));
  } else {
    f.a = settle(result_, tree_.next(tree_.first(f.node)));
    TS_AWAIT(expression(tree_.next(tree_.first(f.node)), kAny));
    at(f.node);
    code().emit(Op::DELITEM, f.a, result_);
  }
  code().set_top(f.mark);
  TS_END;
}

// --- assignment

namespace {

constexpr uint32_t kMaxSwap = 16;

// `a, b = b, a`: both sides are displays of the same length without stars.
bool is_swap(const Tree& tree, NodeId value, NodeId target) {
  if (!tree.is(value, NodeKind::kTuple)) return false;
  if (!tree.is(target, NodeKind::kTuple) && !tree.is(target, NodeKind::kListDisplay)) return false;
  uint32_t count = 0;
  NodeId from = tree.first(value);
  NodeId to = tree.first(target);
  for (; from != kNoNode && to != kNoNode; from = tree.next(from), to = tree.next(to)) {
    if (tree.is(from, NodeKind::kStarred) || tree.is(to, NodeKind::kStarred)) return false;
    count += 1;
  }
  return from == to && count > 0 && count <= kMaxSwap;
}

}  // namespace

void Generator::assign(Task& f) {
  const NodeId value = tree_.first(f.node);
  TS_BEGIN
  f.b = tree_.next(value);
  if (tree_.next(f.b) == kNoNode) {
    f.c = local_register(f.b);
    if (f.c != kAny) {
      TS_AWAIT(expression(value, f.c));
      mark_bound(f.c);
      return finish(kAny);
    }
    if (is_swap(tree_, value, f.b)) {
      for (f.c = tree_.first(value); f.c != kNoNode; f.c = tree_.next(f.c)) {
        TS_AWAIT(expression(f.c, kPush));
      }
      f.a = f.mark;
      for (f.c = tree_.first(f.b); f.c != kNoNode; f.c = tree_.next(f.c), f.a++) {
        TS_AWAIT(store(f.c, f.a));
      }
      return finish(kAny);
    }
  }
  TS_AWAIT(expression(value, kAny));
  f.a = result_;
  for (; f.b != kNoNode; f.b = tree_.next(f.b)) {
    settle(f.a, f.b);
    TS_AWAIT(store(f.b, f.a));
  }
  TS_END;
}

// --- return, raise, assert

void Generator::return_statement(Task& f) {
  const NodeId value = tree_.first(f.node);
  TS_BEGIN
  if (tree_.present(value)) {
    if ((unit_->flags & bytecode::kCodeAsyncGenerator) != 0) {
      return error(f.node, {"'return' with value in async generator"});
    }
    f.flag = !tree_.is(value, NodeKind::kConstant);
    if (f.flag != 0) {
      // What runs on the way out may rebind a local.
      TS_AWAIT(expression(value, must_unwind(kNoBlock) ? kPush : kAny));
      f.a = result_;
    }
  }
  TS_AWAIT(unwind_to(kNoBlock, f.node));
  if (f.flag != 0) {
    at(f.node);
    code().emit(Op::RETURN, f.a);
    return finish(kAny);
  }
  at(f.node);
  if (!tree_.present(value)) {
    code().emit(Op::RETURNS, Special::kNone);
  } else {
    const ConstantKind kind = tree_.constant_kind(value);
    if (kind < ConstantKind::kInteger) {
      code().emit(Op::RETURNS, kind == ConstantKind::kNone    ? Special::kNone
                               : kind == ConstantKind::kTrue  ? Special::kTrue
                               : kind == ConstantKind::kFalse ? Special::kFalse
                                                              : Special::kEllipsis);
    } else {
      load_constant(value, kPush);
      code().emit(Op::RETURN, result_);
    }
  }
  TS_END;
}

void Generator::raise_statement(Task& f) {
  const NodeId exception = tree_.first(f.node);
  TS_BEGIN
  if (!tree_.present(exception)) {
    code().emit(Op::RAISELAST);
    return finish(kAny);
  }
  TS_AWAIT(expression(exception, kAny));
  f.a = result_;
  if (tree_.present(tree_.next(exception))) {
    settle(f.a, tree_.next(exception));
    TS_AWAIT(expression(tree_.next(exception), kAny));
    at(f.node);
    code().emit(Op::RAISEFROM, f.a, result_);
  } else {
    at(f.node);
    code().emit(Op::RAISE, f.a);
  }
  TS_END;
}

void Generator::assert_statement(Task& f) {
  const NodeId test = tree_.first(f.node);
  TS_BEGIN
  if (tree_.is(test, NodeKind::kTuple) && tree_.first(test) != kNoNode) {
    warn(f.node, "assertion is always true, perhaps remove parentheses?");
  }
  if (options_.optimize != 0) return finish(kAny);
  f.a = static_cast<uint32_t>(code().new_label());
  TS_AWAIT(condition(test, Label{f.a}, true));
  at(test);
  if (tree_.present(tree_.next(test))) {
    code().emit(Op::INTRINSIC, code().push(), bytecode::Intrinsic::kAssertionError, f.mark);
    code().set_top(f.mark + bytecode::kCallLinkage);
    TS_AWAIT(expression(tree_.next(test), kPush));
    at(test);
    code().emit(Op::CALL, f.mark, 1);
  } else {
    code().emit(Op::INTRINSIC, code().push(), bytecode::Intrinsic::kAssertionError, f.mark);
  }
  code().emit(Op::RAISE, f.mark);
  code().bind(Label{f.a});
  code().set_top(f.mark);
  TS_END;
}

// --- if and loops

// Where a body leads that is nothing but a `break` or `continue` out of no other block, or
// kNoLabel.
Label Generator::plain_jump(NodeId list) const {
  const NodeId only = tree_.first(list);
  const bool is_break = tree_.is(only, NodeKind::kBreak);
  if (!is_break && !tree_.is(only, NodeKind::kContinue)) return kNoLabel;
  if (unit_->block == kNoBlock) return kNoLabel;
  const Block& block = unit_->blocks[unit_->block];
  if (block.kind != BlockKind::kLoop) return kNoLabel;
  return is_break ? block.handler : block.again;
}

// a: else, b: end, c: what was bound before.
void Generator::if_statement(Task& f) {
  const NodeId test = tree_.first(f.node);
  const NodeId yes = tree_.next(test);
  const NodeId no = tree_.next(yes);
  TS_BEGIN
  f.c = bound_mark();
  if (tree_.first(no) == kNoNode) {
    f.b = static_cast<uint32_t>(plain_jump(yes));
    if (Label{f.b} != kNoLabel) {
      TS_AWAIT(condition(test, Label{f.b}, true));
      return finish(kAny);
    }
  }
  f.a = static_cast<uint32_t>(code().new_label());
  f.b = static_cast<uint32_t>(code().new_label());
  TS_AWAIT(condition(test, Label{f.a}, false));
  TS_AWAIT(body(yes));
  undo_bound(f.c);
  if (tree_.first(no) != kNoNode) {
    code().emit(Op::JUMP, f.b);
    code().bind(Label{f.a});
    TS_AWAIT(body(no));
    undo_bound(f.c);
    code().bind(Label{f.b});
  } else {
    code().bind(Label{f.a});
  }
  TS_END;
}

// The test stands at the bottom. a: body, b: test, c: end; d: bound before. flag: entered at all.
void Generator::while_statement(Task& f) {
  const NodeId test = tree_.first(f.node);
  const NodeId statements = tree_.next(test);
  TS_BEGIN
  f.a = static_cast<uint32_t>(code().new_label());
  f.b = static_cast<uint32_t>(code().new_label());
  f.c = static_cast<uint32_t>(code().new_label());
  f.d = bound_mark();
  {
    const uint32_t loop = push_block(BlockKind::kLoop, f.node, Label{f.c});
    if (failed()) return;
    unit_->blocks[loop].again = Label{f.b};
    unit_->cold += 1;
    at_line(test);
    f.flag = code().reachable() && truth(test) != Truth::kFalse;
    if (truth(test) != Truth::kTrue) {
      code().emit(Op::JUMP, f.b);
      code().bind(Label{f.a}, f.flag != 0);
    } else {
      code().bind(Label{f.a}, code().reachable());
      code().bind(Label{f.b}, code().reachable());
    }
  }
  TS_AWAIT(body(statements));
  if (truth(test) == Truth::kTrue) {
    code().emit(Op::JUMP, f.a);
  } else {
    undo_bound(f.d);
    code().bind(Label{f.b});
    TS_AWAIT(condition(test, Label{f.a}, true));
  }
  undo_bound(f.d);
  pop_block();
  unit_->cold -= 1;
  TS_AWAIT(body(tree_.next(statements)));
  undo_bound(f.d);
  code().bind(Label{f.c});
  TS_END;
}

// R[mark] is the iterator. a: body, b: next, c: end; d: bound before; want: the item's register.
void Generator::for_statement(Task& f) {
  const NodeId to = tree_.first(f.node);
  const NodeId iterable = tree_.next(to);
  const NodeId statements = tree_.next(iterable);
  TS_BEGIN
  TS_AWAIT(container(iterable, kAny));
  code().set_top(f.mark + 1);
  at(iterable);
  code().emit(Op::GETITER, f.mark, result_);
  f.a = static_cast<uint32_t>(code().new_label());
  f.b = static_cast<uint32_t>(code().new_label());
  f.c = static_cast<uint32_t>(code().new_label());
  f.d = bound_mark();
  {
    const Register local = local_register(to);
    f.want = static_cast<uint16_t>(local != kAny ? local : code().push());
    const uint32_t loop = push_block(BlockKind::kLoop, f.node, Label{f.c});
    if (failed()) return;
    unit_->blocks[loop].again = Label{f.b};
    unit_->cold += 1;
    const bool entered = code().reachable();
    code().emit(Op::JUMP, f.b);
    code().bind(Label{f.a}, entered);
  }
  if (f.want < f.mark) {
    mark_bound(f.want);
  } else {
    TS_AWAIT(store(to, f.want));
    code().set_top(f.mark + 1);
  }
  TS_AWAIT(body(statements));
  undo_bound(f.d);
  code().bind(Label{f.b});
  at(iterable);
  code().emit(Op::FORITER, f.want, f.mark, f.a);
  pop_block();
  unit_->cold -= 1;
  code().set_top(f.mark);
  TS_AWAIT(body(tree_.next(statements)));
  undo_bound(f.d);
  code().bind(Label{f.c});
  TS_END;
}

// R[mark] is the asynchronous iterator, R[mark + 1] the item. a: next, b: done, c: end.
void Generator::async_for_statement(Task& f) {
  const NodeId to = tree_.first(f.node);
  const NodeId iterable = tree_.next(to);
  const NodeId statements = tree_.next(iterable);
  TS_BEGIN
  TS_AWAIT(expression(iterable, kAny));
  code().set_top(f.mark + 1);
  at(iterable);
  code().emit(Op::GETAITER, f.mark, result_);
  f.a = static_cast<uint32_t>(code().new_label());
  f.b = static_cast<uint32_t>(code().new_label());
  f.c = static_cast<uint32_t>(code().new_label());
  f.d = bound_mark();
  {
    const uint32_t loop = push_block(BlockKind::kLoop, f.node, Label{f.c});
    if (failed()) return;
    unit_->blocks[loop].again = Label{f.a};
    unit_->cold += 1;
    code().bind(Label{f.a}, code().reachable());
    push_block(BlockKind::kTry, f.node, Label{f.b});
    code().set_top(f.mark + 2);
    code().emit(Op::GETANEXT, code().push(), f.mark);
  }
  TS_AWAIT((code().set_top(f.mark + 1), begin(Step::await_register, iterable)));
  pop_block();
  code().set_top(f.mark + 2);
  TS_AWAIT(store(to, f.mark + 1));
  code().set_top(f.mark + 1);
  TS_AWAIT(body(statements));
  undo_bound(f.d);
  code().emit(Op::JUMP, f.a);
  pop_block();
  unit_->cold -= 1;
  at(iterable);
  code().bind(Label{f.b}, true);
  {
    const Register saved = f.mark + 1;
    const Label done = code().new_label();
    code().need(saved, 2);
    code().emit(Op::CATCH, saved, saved + 1);
    code().emit(Op::UNCATCH, saved);
    code().emit(Op::ENDASYNCFOR, saved + 1, done);
    code().set_reachable(false);
    code().bind(done);
  }
  code().set_top(f.mark);
  TS_AWAIT(body(tree_.next(statements)));
  undo_bound(f.d);
  code().bind(Label{f.c});
  TS_END;
}

// --- imports

namespace {

// Takes the first component off a dotted name.
std::string_view take_component(std::string_view* dotted) {
  const size_t dot = dotted->find('.');
  const std::string_view part = dotted->substr(0, dot);
  *dotted = dot == dotted->npos ? std::string_view() : dotted->substr(dot + 1);
  return part;
}

}  // namespace

void Generator::import_names(Task& f) {
  for (NodeId alias = tree_.first(f.node); alias != kNoNode; alias = tree_.next(alias)) {
    const NodeId as_name = tree_.first(alias);
    const NameId module = tree_.name(alias);
    at(f.node);
    load_special(Special::kNone, kPush);
    code().emit(Op::IMPORTNAME, f.mark, code().name(module), f.mark, 0);
    const std::string_view text = sink_.name_text(module);
    text_.clear();
    text_.append(text.data(), text.size());
    std::string_view rest{text_.data(), text_.size()};
    const NameId first = sink_.name(take_component(&rest));
    if (!tree_.present(as_name)) {
      store_name(first, f.mark);
    } else {
      while (!rest.empty()) {
        const NameId part = sink_.name(take_component(&rest));
        code().emit(Op::IMPORTFROM, f.mark, f.mark, code().name(part));
      }
      store_name(tree_.name(as_name), f.mark);
    }
    code().set_top(f.mark);
  }
  finish(kAny);
}

void Generator::import_from(Task& f) {
  const uint32_t mark = items_.size();
  for (NodeId alias = tree_.first(f.node); alias != kNoNode; alias = tree_.next(alias)) {
    items_.push(sink_.name_constant(tree_.name(alias)));
  }
  const ConstId names = sink_.tuple(items_.span().subspan(mark));
  items_.truncate(mark);
  const NameId module = tree_.name(f.node);
  const uint32_t module_constant =
      module != kNoName ? code().name(module) : code().constant(sink_.string(""));
  load_const_id(names, kPush);
  code().emit(Op::IMPORTNAME, f.mark, module_constant, f.mark, tree_.op(f.node));
  for (NodeId alias = tree_.first(f.node); alias != kNoNode; alias = tree_.next(alias)) {
    const NameId name = tree_.name(alias);
    const NodeId as_name = tree_.first(alias);
    if (name == known_name(known::kStar)) {
      code().emit(Op::IMPORTSTAR, f.mark);
      break;
    }
    const Register value = code().push();
    at(f.node);
    code().emit(Op::IMPORTFROM, value, f.mark, code().name(name));
    store_name(tree_.present(as_name) ? tree_.name(as_name) : name, value);
    code().set_top(f.mark + 1);
  }
  finish(kAny);
}

}  // namespace ts::lang
