// try, with, and what must run on the way out of them. Language Reference 8.4, 8.5.
//
// A protected range is open from push_block() to pop_block(), with holes: code that leaves the
// block
// (`return` inside try) is not protected by what it leaves. Handlers begin with CATCH, which saves
// the exception handled before; every way out of a handler restores that with UNCATCH, also the way
// of a second exception, which lands in the handler's own cleanup.

#include "lang/codegen.h"

namespace ts::lang {

using bytecode::Op;
using bytecode::Special;

// --- blocks

uint32_t Generator::push_block(BlockKind kind, NodeId node, Label handler) {
  Block block{};
  block.kind = kind;
  block.base = static_cast<uint16_t>(code().top());
  block.parent = unit_->block;
  block.node = node;
  block.handler = handler;
  block.start = code().pc();
  unit_->blocks.push(block);
  if (failed()) return kNoBlock;
  return unit_->block = unit_->blocks.size() - 1;
}

void Generator::pop_block() {
  if (failed() || unit_->block == kNoBlock) return;
  suspend(unit_->block);
  const uint32_t popped = unit_->block;
  unit_->block = unit_->blocks[popped].parent;
  unit_->blocks.truncate(popped);
}

// Ends the block's protected range for now.
void Generator::suspend(uint32_t id) {
  const Block& block = unit_->blocks[id];
  if (block.kind != BlockKind::kLoop) code().protect(block.start, code().pc(), block.handler);
}

void Generator::resume(uint32_t id) { unit_->blocks[id].start = code().pc(); }

bool Generator::must_unwind(uint32_t outer) const {
  for (uint32_t id = unit_->block; id != outer; id = unit_->blocks[id].parent) {
    if (unit_->blocks[id].kind != BlockKind::kLoop) return true;
  }
  return false;
}

bool Generator::unwind_to(uint32_t outer, NodeId position) {
  if (!must_unwind(outer)) return true;
  for (uint32_t id = unit_->block; id != outer; id = unit_->blocks[id].parent) {
    if (unit_->blocks[id].kind != BlockKind::kStarHandler) continue;
    error(position, {"'break', 'continue' and 'return' cannot appear in an except* block"});
    return true;
  }
  begin(Step::unwind, position);
  if (failed()) return false;
  task().a = task().c = unit_->block;
  task().b = outer;
  return false;
}

// a: the block to leave next, b: the first that is not left, c: where we are.
void Generator::unwind(Task& f) {
  TS_BEGIN
  for (; f.a != f.b; f.a = unit_->blocks[f.a].parent) {
    suspend(f.a);
    unit_->block = unit_->blocks[f.a].parent;
    if (unit_->blocks[f.a].kind == BlockKind::kHandler) {
      code().emit(Op::UNCATCH, unit_->blocks[f.a].base);
    } else if (unit_->blocks[f.a].kind == BlockKind::kNamedHandler) {
      unbind_handler_name(unit_->blocks[f.a].node);
    } else if (unit_->blocks[f.a].kind == BlockKind::kFinally) {
      TS_AWAIT(body(tree_.child(unit_->blocks[f.a].node, 3)));
    } else if (unit_->blocks[f.a].kind == BlockKind::kWith ||
               unit_->blocks[f.a].kind == BlockKind::kAsyncWith) {
      // A copy of the exit window, above a value that is being returned.
      at(unit_->blocks[f.a].node);
      code().need(f.mark, bytecode::kCallLinkage);
      code().emit(Op::MOVE, f.mark, unit_->blocks[f.a].base);
      code().emit(Op::MOVE, f.mark + 3, unit_->blocks[f.a].base + 3);
      emit_exit_call(f.mark);
      if (unit_->blocks[f.a].kind == BlockKind::kAsyncWith) {
        TS_AWAIT(begin(Step::async_exit, unit_->blocks[f.a].node));
      }
    }
    code().set_top(f.mark);
  }
  unit_->block = f.c;
  for (f.a = f.c; f.a != f.b; f.a = unit_->blocks[f.a].parent) resume(f.a);
  at(f.node);
  TS_END;
}

bool Generator::jump_out(NodeId node) {
  const bool is_break = tree_.is(node, NodeKind::kBreak);
  uint32_t id = unit_->block;
  while (id != kNoBlock && unit_->blocks[id].kind != BlockKind::kLoop &&
         unit_->blocks[id].kind != BlockKind::kStarHandler) {
    id = unit_->blocks[id].parent;
  }
  if (id == kNoBlock) {
    error(node, {is_break ? "'break' outside loop" : "'continue' not properly in loop"});
    return true;
  }
  if (unit_->blocks[id].kind == BlockKind::kStarHandler) {
    error(node, {"'break', 'continue' and 'return' cannot appear in an except* block"});
    return true;
  }
  return begin(Step::leave_loop, node, kAny, id);
}

void Generator::leave_loop(Task& f) {
  TS_BEGIN
  TS_AWAIT(unwind_to(f.a, f.node));
  code().emit(Op::JUMP, tree_.is(f.node, NodeKind::kBreak) ? unit_->blocks[f.a].handler
                                                           : unit_->blocks[f.a].again);
  TS_END;
}

// An exception inside a handler: the exception handled before is restored, the new one goes on.
void Generator::emit_cleanup(Label cleanup, Register saved) {
  code().bind(cleanup, true);
  code().need(saved + 1, 2);
  code().emit(Op::CATCH, saved + 1, saved + 2);
  code().emit(Op::UNCATCH, saved);
  code().emit(Op::RERAISE, saved + 2);
}

// `name = None; del name` at the end of `except ... as name`.
void Generator::unbind_handler_name(NodeId handler) {
  const NameId name = tree_.name(handler);
  if (name == kNoName) return;
  const Binding binding = scopes_.resolve(unit_->scope, mangle(name));
  if (binding.resolution == Resolution::kLocal) {
    code().emit(Op::LOADS, scopes_.symbol(binding.symbol).place, Special::kUnbound);
    return;
  }
  const Register none = code().push();
  code().emit(Op::LOADS, none, Special::kNone);
  store_name(name, none);
  code().set_top(none);
  delete_name(name);
}

// --- try ... except

// R[mark] is the exception handled before, R[mark + 1] this one.
// a: the handlers, later their cleanup; b: end; c: the handler; d: bound before.
void Generator::try_except(Task& f) {
  const NodeId statements = tree_.first(f.node);
  const NodeId handlers = tree_.next(statements);
  TS_BEGIN
  f.a = static_cast<uint32_t>(code().new_label());
  f.b = static_cast<uint32_t>(code().new_label());
  f.d = bound_mark();
  f.flag = code().reachable();
  push_block(BlockKind::kTry, f.node, Label{f.a});
  TS_AWAIT(body(statements));
  pop_block();
  TS_AWAIT(body(tree_.next(handlers)));
  undo_bound(f.d);
  code().emit(Op::JUMP, f.b);
  at_line(tree_.first(handlers));
  code().bind(Label{f.a}, f.flag != 0);
  code().need(f.mark, 2);
  code().emit(Op::CATCH, f.mark, f.mark + 1);
  f.a = static_cast<uint32_t>(code().new_label());
  push_block(BlockKind::kHandler, f.node, Label{f.a});
  code().set_top(f.mark + 2);
  for (f.c = tree_.first(handlers); f.c != kNoNode; f.c = tree_.next(f.c)) {
    TS_AWAIT(begin(Step::except_handler, f.c, kAny, f.b));
    undo_bound(f.d);
  }
  code().emit(Op::RERAISE, f.mark + 1);
  pop_block();
  if (f.flag != 0) emit_cleanup(Label{f.a}, f.mark);
  code().set_reachable(false);
  code().bind(Label{f.b});
  code().set_top(f.mark);
  TS_END;
}

// Its frame begins above the two registers of its try. a: end, b: next handler, c: cleanup.
void Generator::except_handler(Task& f) {
  const Register saved = f.mark - 2U;
  const Register exception = f.mark - 1U;
  const NodeId type = tree_.first(f.node);
  const NodeId statements = tree_.next(type);
  TS_BEGIN
  f.b = static_cast<uint32_t>(code().new_label());
  f.c = static_cast<uint32_t>(code().new_label());
  if (!tree_.present(type) && tree_.next(f.node) != kNoNode) {
    return error(f.node, {"default 'except:' must be last"});
  }
  if (tree_.present(type)) {
    TS_AWAIT(expression(type, kAny));
    code().set_top(f.mark);
    at(type);
    code().emit(Op::EXCMATCH, code().push(), exception, result_);
    code().emit(Op::JFALSE, f.mark, f.b);
    code().set_top(f.mark);
  }
  if (tree_.name(f.node) == kNoName) {
    TS_AWAIT(body(statements));
    code().emit(Op::UNCATCH, saved);
    code().emit(Op::JUMP, f.a);
  } else {
    at(f.node);
    store_name(tree_.name(f.node), exception);
    f.flag = code().reachable();
    push_block(BlockKind::kNamedHandler, f.node, Label{f.c});
    TS_AWAIT(body(statements));
    pop_block();
    code().emit(Op::UNCATCH, saved);
    unbind_handler_name(f.node);
    code().emit(Op::JUMP, f.a);
    code().bind(Label{f.c}, f.flag != 0);
    code().need(f.mark, 3);
    code().emit(Op::CATCH, f.mark, f.mark + 1);
    code().set_top(f.mark + 2);
    unbind_handler_name(f.node);
    code().emit(Op::UNCATCH, f.mark);
    code().emit(Op::RERAISE, f.mark + 1);
  }
  code().bind(Label{f.b});
  code().set_top(f.mark);
  TS_END;
}

// --- try ... except*
// R[mark]: handled before, + 1: the exception, + 2: list of what was raised, + 3: what is left of
// the exception, + 4: what the clause at hand got of it.

void Generator::try_star(Task& f) {
  const NodeId statements = tree_.first(f.node);
  const NodeId handlers = tree_.next(statements);
  TS_BEGIN
  f.a = static_cast<uint32_t>(code().new_label());
  f.b = static_cast<uint32_t>(code().new_label());
  f.d = bound_mark();
  f.flag = code().reachable();
  push_block(BlockKind::kTry, f.node, Label{f.a});
  TS_AWAIT(body(statements));
  pop_block();
  TS_AWAIT(body(tree_.next(handlers)));
  undo_bound(f.d);
  code().emit(Op::JUMP, f.b);
  at_line(tree_.first(handlers));
  code().bind(Label{f.a}, f.flag != 0);
  code().need(f.mark, 5);
  code().emit(Op::CATCH, f.mark, f.mark + 1);
  code().emit(Op::BUILDLIST, f.mark + 2, f.mark + 2, 0);
  code().emit(Op::MOVE, f.mark + 3, f.mark + 1);
  f.a = static_cast<uint32_t>(code().new_label());
  push_block(BlockKind::kHandler, f.node, Label{f.a});
  code().set_top(f.mark + 5);
  for (f.c = tree_.first(handlers); f.c != kNoNode; f.c = tree_.next(f.c)) {
    TS_AWAIT(begin(Step::star_handler, f.c));
    undo_bound(f.d);
  }
  {
    const Label done = code().new_label();
    code().emit(Op::LISTAPPEND, f.mark + 2, f.mark + 3);
    code().emit(Op::EXCSTAREND, f.mark + 3, f.mark + 2, f.mark + 1);
    code().emit(Op::JNONE, f.mark + 3, done);
    code().emit(Op::RERAISE, f.mark + 3);
    code().bind(done);
    code().emit(Op::UNCATCH, f.mark);
    code().emit(Op::JUMP, f.b);
  }
  pop_block();
  if (f.flag != 0) emit_cleanup(Label{f.a}, f.mark);
  code().set_reachable(false);
  code().bind(Label{f.b});
  code().set_top(f.mark);
  TS_END;
}

// b: next clause, c: an exception in the body.
void Generator::star_handler(Task& f) {
  const Register base = f.mark - 5U;
  const NodeId type = tree_.first(f.node);
  TS_BEGIN
  f.b = static_cast<uint32_t>(code().new_label());
  f.c = static_cast<uint32_t>(code().new_label());
  TS_AWAIT(expression(type, kAny));
  code().set_top(f.mark);
  at(type);
  code().emit(Op::EXCSTAR, base + 3, result_);
  code().emit(Op::JNONE, base + 4, f.b);
  code().emit(Op::UNCATCH, base + 4);
  at(f.node);
  if (tree_.name(f.node) != kNoName) store_name(tree_.name(f.node), base + 4);
  f.flag = code().reachable();
  push_block(BlockKind::kStarHandler, f.node, Label{f.c});
  TS_AWAIT(body(tree_.next(type)));
  pop_block();
  unbind_handler_name(f.node);
  code().emit(Op::UNCATCH, base + 1);
  code().emit(Op::JUMP, f.b);
  code().bind(Label{f.c}, f.flag != 0);
  code().need(f.mark, 3);
  code().emit(Op::CATCH, f.mark, f.mark + 1);
  code().set_top(f.mark + 2);
  unbind_handler_name(f.node);
  code().emit(Op::LISTAPPEND, base + 2, f.mark + 1);
  code().emit(Op::UNCATCH, base + 1);
  code().bind(Label{f.b});
  code().set_top(f.mark);
  TS_END;
}

// --- try ... finally. The final statements are compiled for every way out

// a: handler, later its cleanup; b: end; d: bound before.
void Generator::try_finally(Task& f) {
  const NodeId statements = tree_.first(f.node);
  const NodeId handlers = tree_.next(statements);
  TS_BEGIN
  f.a = static_cast<uint32_t>(code().new_label());
  f.b = static_cast<uint32_t>(code().new_label());
  f.d = bound_mark();
  f.flag = code().reachable();
  push_block(BlockKind::kFinally, f.node, Label{f.a});
  if (tree_.first(handlers) == kNoNode) {
    TS_AWAIT(body(statements));
  } else {
    TS_AWAIT(begin(tree_.is(f.node, NodeKind::kTry) ? Step::try_except : Step::try_star, f.node));
  }
  pop_block();
  TS_AWAIT(body(tree_.child(f.node, 3)));
  undo_bound(f.d);
  code().emit(Op::JUMP, f.b);
  code().bind(Label{f.a}, f.flag != 0);
  code().need(f.mark, 2);
  code().emit(Op::CATCH, f.mark, f.mark + 1);
  f.a = static_cast<uint32_t>(code().new_label());
  push_block(BlockKind::kHandler, f.node, Label{f.a});
  code().set_top(f.mark + 2);
  TS_AWAIT(body(tree_.child(f.node, 3)));
  undo_bound(f.d);
  code().emit(Op::RERAISE, f.mark + 1);
  pop_block();
  if (f.flag != 0) emit_cleanup(Label{f.a}, f.mark);
  code().set_reachable(false);
  code().bind(Label{f.b});
  code().set_top(f.mark);
  TS_END;
}

// --- with

// __exit__(None, None, None) of the method in `window`.
void Generator::emit_exit_call(Register window) {
  code().need(window, bytecode::kCallLinkage + 3);
  for (Register i = 0; i < 3; i++) {
    code().emit(Op::LOADS, window + bytecode::kCallLinkage + i, Special::kNone);
  }
  code().emit(Op::CALLM, window, 3);
}

// Awaits what __aexit__ returned in R[mark].
void Generator::async_exit(Task& f) {
  TS_BEGIN
  at(f.node);
  code().need(f.mark, 2);
  code().emit(Op::GETAWAITABLE, f.mark + 1, f.mark, 2);
  TS_AWAIT((code().set_top(f.mark), begin(Step::await_register, f.node)));
  code().set_top(f.mark + 1);
  TS_END;
}

// R[mark ..] is the exit window of the item; its linkage is followed by the arguments of __exit__.
// a: the item, b: handler, later its cleanup; c: end; d: bound before.
void Generator::with_items(Task& f) {
  constexpr Register kSaved = bytecode::kCallLinkage;  // what CATCH saves
  const bool is_async = tree_.is(f.node, NodeKind::kAsyncWith);
  const NodeId context = tree_.first(f.a);
  TS_BEGIN
  f.d = bound_mark();
  code().set_top(f.mark + bytecode::kCallLinkage);
  TS_AWAIT(expression(context, kAny));
  at(context);
  code().set_top(f.mark + 2 * bytecode::kCallLinkage);
  code().emit(Op::LOADSPECIAL, f.mark, result_,
              is_async ? bytecode::SpecialMethod::kAexit : bytecode::SpecialMethod::kExit);
  code().emit(Op::LOADSPECIAL, f.mark + bytecode::kCallLinkage, result_,
              is_async ? bytecode::SpecialMethod::kAenter : bytecode::SpecialMethod::kEnter);
  code().emit(Op::CALLM, f.mark + bytecode::kCallLinkage, 0);
  if (is_async) {
    code().emit(Op::GETAWAITABLE, f.mark + bytecode::kCallLinkage + 1,
                f.mark + bytecode::kCallLinkage, 1);
    TS_AWAIT(
        (code().set_top(f.mark + bytecode::kCallLinkage), begin(Step::await_register, context)));
  }
  f.b = static_cast<uint32_t>(code().new_label());
  f.c = static_cast<uint32_t>(code().new_label());
  f.flag = code().reachable();
  {
    const uint32_t block =
        push_block(is_async ? BlockKind::kAsyncWith : BlockKind::kWith, context, Label{f.b});
    if (failed()) return;
    unit_->blocks[block].base = f.mark;
  }
  code().set_top(f.mark + bytecode::kCallLinkage + 1);
  if (tree_.present(tree_.next(context))) {
    TS_AWAIT(store(tree_.next(context), f.mark + bytecode::kCallLinkage));
  }
  code().set_top(f.mark + bytecode::kCallLinkage);
  if (tree_.next(f.a) != kNoNode) {
    TS_AWAIT(begin(Step::with_items, f.node, kAny, tree_.next(f.a)));
  } else {
    TS_AWAIT(body(tree_.next(tree_.first(f.node))));
  }
  pop_block();
  undo_bound(f.d);
  at(context);
  emit_exit_call(f.mark);
  if (is_async) {
    TS_AWAIT((code().set_top(f.mark), begin(Step::async_exit, context)));
  }
  code().emit(Op::JUMP, f.c);
  // The body raised.
  code().bind(Label{f.b}, f.flag != 0);
  code().need(f.mark + kSaved, 2);
  code().emit(Op::CATCH, f.mark + kSaved, f.mark + kSaved + 1);
  f.b = static_cast<uint32_t>(code().new_label());
  code().set_top(f.mark + kSaved);
  push_block(BlockKind::kHandler, f.node, Label{f.b});
  // The call destroys what lies above its window: it gets a copy above what CATCH saved.
  code().set_top(f.mark + kSaved + 2);
  {
    const Register window = f.mark + kSaved + 2;
    code().need(window, bytecode::kCallLinkage + 3);
    code().emit(Op::MOVE, window, f.mark);
    code().emit(Op::MOVE, window + 3, f.mark + 3);
    code().emit(Op::EXCINFO, window, f.mark + kSaved + 1);
    code().emit(Op::CALLM, window, 3);
  }
  if (is_async) {
    TS_AWAIT(begin(Step::async_exit, context));
  }
  {
    const Label suppressed = code().new_label();
    code().emit(Op::JTRUE, f.mark + kSaved + 2, suppressed);
    code().emit(Op::RERAISE, f.mark + kSaved + 1);
    code().bind(suppressed);
    code().emit(Op::UNCATCH, f.mark + kSaved);
    code().emit(Op::JUMP, f.c);
  }
  pop_block();
  if (f.flag != 0) emit_cleanup(Label{f.b}, f.mark + kSaved);
  code().set_reachable(false);
  code().bind(Label{f.c});
  code().set_top(f.mark);
  TS_END;
}

}  // namespace ts::lang
