// Expressions, but for calls, comprehensions, conditions and f-strings. Language Reference 6.

#include "lang/codegen.h"

namespace ts::lang {

using bytecode::Op;
using bytecode::Special;

namespace {

// Displays longer than this are built piece by piece, so that they need no registers.
constexpr uint32_t kMaxWindow = 32;
// A list of more constants than this is filled from a tuple.
constexpr uint32_t kMinConstantList = 8;

Op binary_op(BinaryOp op) {
  switch (op) {
    case BinaryOp::kAdd:
      return Op::ADD;
    case BinaryOp::kSub:
      return Op::SUB;
    case BinaryOp::kMult:
      return Op::MUL;
    case BinaryOp::kMatMult:
      return Op::MATMUL;
    case BinaryOp::kDiv:
      return Op::DIV;
    case BinaryOp::kMod:
      return Op::MOD;
    case BinaryOp::kPow:
      return Op::POW;
    case BinaryOp::kLShift:
      return Op::SHL;
    case BinaryOp::kRShift:
      return Op::SHR;
    case BinaryOp::kBitOr:
      return Op::OR;
    case BinaryOp::kBitXor:
      return Op::XOR;
    case BinaryOp::kBitAnd:
      return Op::AND;
    case BinaryOp::kFloorDiv:
      return Op::FLOORDIV;
  }
  return Op::ADD;
}

// An in-place opcode follows its plain form.
Op in_place(Op op) { return static_cast<Op>(static_cast<uint8_t>(op) + 1); }

}  // namespace

bool Generator::expression(NodeId node, Register want) {
  switch (tree_.kind(node)) {
    case NodeKind::kName:
      at(node);
      load_name(tree_.name(node), want);
      return true;
    case NodeKind::kConstant:
      at(node);
      load_constant(node, want);
      return true;
    case NodeKind::kBinOp:
      return begin(Step::binary, node, want);
    case NodeKind::kUnaryOp: {
      ConstId constant;
      if (!fold(node, &constant)) return begin(Step::unary, node, want);
      at(node);
      load_const_id(constant, want);
      return true;
    }
    case NodeKind::kBoolOp:
      return begin(Step::logical, node, want);
    case NodeKind::kCompare:
      return begin(Step::comparison, node, want);
    case NodeKind::kIfExp:
      return begin(Step::conditional, node, want);
    case NodeKind::kNamedExpr:
      return begin(Step::walrus, node, want);
    case NodeKind::kAttribute:
      return begin(Step::attribute, node, want);
    case NodeKind::kSubscript:
      return begin(Step::subscript, node, want);
    case NodeKind::kSlice:
      return begin(Step::slice, node, want);
    case NodeKind::kCall:
      return begin(Step::call, node, want);
    case NodeKind::kTuple: {
      ConstId constant;
      if (!fold(node, &constant)) return begin(Step::sequence, node, want);
      at(node);
      load_const_id(constant, want);
      return true;
    }
    case NodeKind::kListDisplay:
      return begin(Step::sequence, node, want);
    case NodeKind::kSet:
      return begin(Step::set_display, node, want);
    case NodeKind::kDict:
      return begin(Step::dict_display, node, want);
    case NodeKind::kAwait:
      return begin(Step::await_value, node, want);
    case NodeKind::kYield:
      return begin(Step::yield_value, node, want);
    case NodeKind::kYieldFrom:
      return begin(Step::yield_from, node, want);
    case NodeKind::kLambda:
      return begin(Step::function_object, node, want);
    case NodeKind::kListComp:
    case NodeKind::kSetComp:
    case NodeKind::kDictComp:
      return begin(Step::comprehension, node, want);
    case NodeKind::kGeneratorExp:
      return begin(Step::generator_expression, node, want);
    case NodeKind::kFormattedValue:
      return begin(Step::format_value, node, want);
    case NodeKind::kJoinedStr:
      return begin(Step::joined_string, node, want);
    case NodeKind::kTemplateStr:
      return begin(Step::template_string, node, want);
    case NodeKind::kStarred:
      error(node, {"can't use starred expression here"});
      return true;
    default:
      load_special(Special::kNone, want);
      return true;
  }
}

// --- constants

void Generator::load_special(Special special, Register want) {
  result_ = destination(want);
  code().emit(Op::LOADS, result_, special);
}

void Generator::load_integer(int32_t value, Register want) {
  result_ = destination(want);
  code().emit(Op::LOADI, result_, value);
}

void Generator::load_const_id(ConstId constant, Register want) {
  int32_t value;
  if (sink_.small_integer(constant, &value) && value >= -128 && value <= 127) {
    return load_integer(value, want);
  }
  result_ = destination(want);
  code().emit(Op::LOADK, result_, code().constant(constant));
}

void Generator::load_constant(NodeId node, Register want) {
  switch (tree_.constant_kind(node)) {
    case ConstantKind::kNone:
      return load_special(Special::kNone, want);
    case ConstantKind::kTrue:
      return load_special(Special::kTrue, want);
    case ConstantKind::kFalse:
      return load_special(Special::kFalse, want);
    case ConstantKind::kEllipsis:
      return load_special(Special::kEllipsis, want);
    case ConstantKind::kInteger:
      return load_const_id(tree_.constant(node), want);
    default:
      break;
  }
  result_ = destination(want);
  code().emit(Op::LOADK, result_, code().constant(tree_.constant(node)));
}

bool Generator::small_integer(NodeId node, int32_t* value) {
  return tree_.is(node, NodeKind::kConstant) &&
         tree_.constant_kind(node) == ConstantKind::kInteger &&
         sink_.small_integer(tree_.constant(node), value) && *value >= -128 && *value <= 127;
}

// The value of a constant expression: literals, negative numbers, tuples of such (a few deep).
bool Generator::fold(NodeId node, ConstId* constant, int depth) {
  constexpr int kMaxDepth = 4;
  if (tree_.is(node, NodeKind::kConstant)) {
    const ConstantKind kind = tree_.constant_kind(node);
    *constant = kind < ConstantKind::kInteger ? sink_.singleton(static_cast<uint8_t>(kind))
                                              : tree_.constant(node);
    return true;
  }
  if (tree_.is(node, NodeKind::kUnaryOp) && tree_.op_as<UnaryOp>(node) == UnaryOp::kUSub) {
    const NodeId operand = tree_.first(node);
    if (!tree_.is(operand, NodeKind::kConstant)) return false;
    const ConstantKind kind = tree_.constant_kind(operand);
    if (kind != ConstantKind::kInteger && kind != ConstantKind::kReal &&
        kind != ConstantKind::kImaginary) {
      return false;
    }
    *constant = sink_.negate(tree_.constant(operand));
    return true;
  }
  if (!tree_.is(node, NodeKind::kTuple) || depth >= kMaxDepth) return false;
  const uint32_t mark = items_.size();
  for (NodeId item = tree_.first(node); item != kNoNode; item = tree_.next(item)) {
    ConstId value;
    if (!fold(item, &value, depth + 1)) {
      items_.truncate(mark);
      return false;
    }
    items_.push(value);
  }
  *constant = sink_.tuple(items_.span().subspan(mark));
  items_.truncate(mark);
  return true;
}

bool Generator::is_leaf(NodeId node) const {
  return tree_.is(node, NodeKind::kConstant) || tree_.is(node, NodeKind::kName);
}

// --- operators

void Generator::binary(Task& f) {
  TS_BEGIN
  TS_AWAIT(expression(tree_.first(f.node), kAny));
  f.a = settle(result_, tree_.next(tree_.first(f.node)));
  {
    int32_t number;
    const BinaryOp op = tree_.op_as<BinaryOp>(f.node);
    if ((op == BinaryOp::kAdd || op == BinaryOp::kSub) &&
        small_integer(tree_.next(tree_.first(f.node)), &number)) {
      const Register d = target(f);
      at(f.node);
      code().emit(op == BinaryOp::kAdd ? Op::ADDI : Op::SUBI, d, f.a, number);
      return finish(d);
    }
  }
  TS_AWAIT(expression(tree_.next(tree_.first(f.node)), kAny));
  {
    const Register d = target(f);
    at(f.node);
    code().emit(binary_op(tree_.op_as<BinaryOp>(f.node)), d, f.a, result_);
    return finish(d);
  }
  TS_END;
}

void Generator::unary(Task& f) {
  TS_BEGIN
  TS_AWAIT(expression(tree_.first(f.node), kAny));
  {
    const Register d = target(f);
    Op op = Op::NOT;
    switch (tree_.op_as<UnaryOp>(f.node)) {
      case UnaryOp::kInvert:
        op = Op::INVERT;
        break;
      case UnaryOp::kUAdd:
        op = Op::POS;
        break;
      case UnaryOp::kUSub:
        op = Op::NEG;
        break;
      case UnaryOp::kNot:
        break;
    }
    at(f.node);
    code().emit(op, d, result_);
    return finish(d);
  }
  TS_END;
}

// a and b and c: each value lands in the same temporary.
void Generator::logical(Task& f) {
  TS_BEGIN
  f.a = static_cast<uint32_t>(code().new_label());
  f.b = tree_.first(f.node);
  while (tree_.next(f.b) != kNoNode) {
    TS_AWAIT(expression(f.b, kPush));
    at(f.b);
    code().emit(tree_.op_as<BoolOp>(f.node) == BoolOp::kAnd ? Op::JFALSE : Op::JTRUE, f.mark, f.a);
    code().set_top(f.mark);
    f.b = tree_.next(f.b);
  }
  TS_AWAIT(expression(f.b, kPush));
  code().bind(Label{f.a});
  return finish_in_mark(f);
  TS_END;
}

void Generator::conditional(Task& f) {
  TS_BEGIN
  f.a = static_cast<uint32_t>(code().new_label());  // else
  f.b = static_cast<uint32_t>(code().new_label());  // end
  TS_AWAIT(condition(tree_.first(f.node), Label{f.a}, false));
  code().set_top(f.mark);
  TS_AWAIT(expression(tree_.child(f.node, 1), f.want == kAny ? kPush : f.want));
  code().emit(Op::JUMP, f.b);
  code().bind(Label{f.a});
  code().set_top(f.mark);
  TS_AWAIT(expression(tree_.child(f.node, 2), f.want == kAny ? kPush : f.want));
  code().bind(Label{f.b});
  return finish(result_);
  TS_END;
}

void Generator::walrus(Task& f) {
  TS_BEGIN
  TS_AWAIT(expression(tree_.next(tree_.first(f.node)), f.want == kAny ? kPush : f.want));
  f.a = result_;
  at(tree_.first(f.node));
  store_name(tree_.name(tree_.first(f.node)), f.a);
  return finish(f.a);
  TS_END;
}

void Generator::attribute(Task& f) {
  TS_BEGIN
  TS_AWAIT(expression(tree_.first(f.node), kAny));
  {
    const Register d = target(f);
    const NameId name = mangle(tree_.name(f.node));
    at_attribute(f.node, f.node);
    code().emit(Op::GETATTR, d, result_, code().name(name), attribute_cache(Op::GETATTR, name));
    return finish(d);
  }
  TS_END;
}

void Generator::subscript(Task& f) {
  TS_BEGIN
  warn_about_subscript(f.node);
  TS_AWAIT(expression(tree_.first(f.node), kAny));
  f.a = settle(result_, tree_.next(tree_.first(f.node)));
  TS_AWAIT(expression(tree_.next(tree_.first(f.node)), kAny));
  {
    const Register d = target(f);
    at(f.node);
    code().emit(Op::GETITEM, d, f.a, result_);
    return finish(d);
  }
  TS_END;
}

void Generator::slice(Task& f) {
  TS_BEGIN
  for (f.a = 0; f.a < 3; f.a++) {
    if (tree_.present(tree_.child(f.node, f.a))) {
      TS_AWAIT(expression(tree_.child(f.node, f.a), kPush));
    } else {
      at(f.node);
      load_special(Special::kNone, kPush);
    }
  }
  {
    const Register d = target(f);
    at(f.node);
    code().emit(Op::BUILDSLICE, d, f.mark);
    return finish(d);
  }
  TS_END;
}

// --- displays

// The constant that can stand for a list or set display where nobody can tell: behind `in` and
// `for`.
bool Generator::fold_container(NodeId node, ConstId* constant) {
  const bool set = tree_.is(node, NodeKind::kSet);
  if (!set && !tree_.is(node, NodeKind::kListDisplay)) return false;
  const uint32_t mark = items_.size();
  bool good = true;
  for (NodeId item = tree_.first(node); item != kNoNode && good; item = tree_.next(item)) {
    ConstId value;
    good = fold(item, &value, 1);
    if (good) items_.push(value);
  }
  if (good) {
    const std::span<const ConstId> items = items_.span().subspan(mark);
    *constant = set ? sink_.frozenset(items) : sink_.tuple(items);
  }
  items_.truncate(mark);
  return good;
}

bool Generator::container(NodeId node, Register want) {
  ConstId constant;
  if (!fold_container(node, &constant)) return expression(node, want);
  at(node);
  load_const_id(constant, want);
  return true;
}

// Lists and tuples. a: the item, b: how many are in the window.
void Generator::sequence(Task& f) {
  TS_BEGIN
  f.a = tree_.first(f.node);
  if (tree_.child_count(f.node) > kMinConstantList) {
    ConstId items;
    if (fold_container(f.node, &items)) {
      at(f.node);
      code().emit(Op::BUILDLIST, code().push(), f.mark, 0);
      load_const_id(items, kPush);
      code().emit(Op::LISTEXTEND, f.mark, f.mark + 1);
      return finish_in_mark(f);
    }
  }
  for (; f.a != kNoNode && !tree_.is(f.a, NodeKind::kStarred) && f.b < kMaxWindow;
       f.a = tree_.next(f.a)) {
    TS_AWAIT(expression(f.a, kPush));
    f.b += 1;
  }
  if (f.a == kNoNode) {
    const Register d = target(f);
    at(f.node);
    code().need(f.mark, 1);
    code().emit(tree_.is(f.node, NodeKind::kTuple) ? Op::BUILDTUPLE : Op::BUILDLIST, d, f.mark,
                f.b);
    return finish(d);
  }
  code().set_top(f.mark + 1);
  at(f.node);
  code().emit(Op::BUILDLIST, f.mark, f.mark, f.b);
  for (; f.a != kNoNode; f.a = tree_.next(f.a)) {
    f.flag = tree_.is(f.a, NodeKind::kStarred);
    TS_AWAIT(expression(f.flag != 0 ? tree_.first(f.a) : f.a, kAny));
    at(f.node);
    code().emit(f.flag != 0 ? Op::LISTEXTEND : Op::LISTAPPEND, f.mark, result_);
    code().set_top(f.mark + 1);
  }
  if (tree_.is(f.node, NodeKind::kTuple)) {
    const Register d = target(f);
    at(f.node);
    code().emit(Op::LISTTOTUPLE, d, f.mark);
    return finish(d);
  }
  return finish_in_mark(f);
  TS_END;
}

void Generator::set_display(Task& f) {
  TS_BEGIN
  f.a = tree_.first(f.node);
  for (; f.a != kNoNode && !tree_.is(f.a, NodeKind::kStarred) && f.b < kMaxWindow;
       f.a = tree_.next(f.a)) {
    TS_AWAIT(expression(f.a, kPush));
    f.b += 1;
  }
  code().set_top(f.mark + 1);
  at(f.node);
  code().emit(Op::BUILDSET, f.mark, f.mark, f.b);
  for (; f.a != kNoNode; f.a = tree_.next(f.a)) {
    f.flag = tree_.is(f.a, NodeKind::kStarred);
    TS_AWAIT(expression(f.flag != 0 ? tree_.first(f.a) : f.a, kAny));
    at(f.node);
    code().emit(f.flag != 0 ? Op::SETUPDATE : Op::SETADD, f.mark, result_);
    code().set_top(f.mark + 1);
  }
  return finish_in_mark(f);
  TS_END;
}

// Children alternate: key (absent before `**value`), value.
void Generator::dict_display(Task& f) {
  TS_BEGIN
  f.a = tree_.first(f.node);
  while (f.a != kNoNode && tree_.present(f.a) && f.b < kMaxWindow / 2) {
    TS_AWAIT(expression(f.a, kPush));
    TS_AWAIT(expression(tree_.next(f.a), kPush));
    f.b += 1;
    f.a = tree_.next(tree_.next(f.a));
  }
  code().set_top(f.mark + 1);
  at(f.node);
  code().emit(Op::BUILDDICT, f.mark, f.mark, f.b);
  while (f.a != kNoNode) {
    if (tree_.present(f.a)) {
      TS_AWAIT(expression(f.a, kPush));
      TS_AWAIT(expression(tree_.next(f.a), kAny));
      at(f.node);
      code().emit(Op::MAPADD, f.mark, f.mark + 1, result_);
    } else {
      TS_AWAIT(expression(tree_.next(f.a), kAny));
      at(f.node);
      code().emit(Op::DICTUPDATE, f.mark, result_);
    }
    code().set_top(f.mark + 1);
    f.a = tree_.next(tree_.next(f.a));
  }
  return finish_in_mark(f);
  TS_END;
}

// --- yield and await

void Generator::yield_value(Task& f) {
  TS_BEGIN
  if (tree_.present(tree_.first(f.node))) {
    TS_AWAIT(expression(tree_.first(f.node), kAny));
  } else {
    at(f.node);
    load_special(Special::kNone, kPush);
  }
  {
    const Register d = target(f);
    at(f.node);
    code().emit(Op::YIELD, d, result_);
    return finish(d);
  }
  TS_END;
}

void Generator::yield_from(Task& f) {
  TS_BEGIN
  TS_AWAIT(expression(tree_.first(f.node), kAny));
  at(f.node);
  code().set_top(f.mark + 1);
  f.a = code().push();
  code().emit(Op::GETYIELDFROM, f.a, result_);
  TS_AWAIT((code().set_top(f.mark), begin(Step::await_register, f.node)));
  return finish_in_mark(f);
  TS_END;
}

void Generator::await_value(Task& f) {
  TS_BEGIN
  TS_AWAIT(expression(tree_.first(f.node), kAny));
  at(f.node);
  code().set_top(f.mark + 1);
  f.a = code().push();
  code().emit(Op::GETAWAITABLE, f.a, result_, 0);
  TS_AWAIT((code().set_top(f.mark), begin(Step::await_register, f.node)));
  return finish_in_mark(f);
  TS_END;
}

// Drives the iterator in R[mark + 1] until it ends; its result lands in R[mark].
void Generator::await_register(Task& f) {
  const Register value = f.mark;
  const Register iterator = value + 1;
  code().need(value, 2);
  at(f.node);
  const Label again = code().new_label();
  const Label done = code().new_label();
  code().emit(Op::LOADS, value, Special::kNone);
  code().bind(again, code().reachable());
  code().emit(Op::SEND, value, iterator, done);
  code().emit(Op::YIELDFROM, value, iterator, done);
  code().emit(Op::JUMP, again);
  code().bind(done);
  code().set_top(value + 1);
  finish(value);
}

// --- augmented assignment. The target is evaluated once, before the value

void Generator::augmented_assign(Task& f) {
  const NodeId to = tree_.first(f.node);
  const NodeId value = tree_.next(to);
  const BinaryOp op = tree_.op_as<BinaryOp>(f.node);
  TS_BEGIN
  switch (tree_.kind(to)) {
    case NodeKind::kAttribute:
      f.flag = 1;
      break;
    case NodeKind::kSubscript:
      f.flag = 2;
      break;
    default:
      f.flag = 0;
      break;
  }
  if (f.flag == 0) {
    at(to);
    load_name(tree_.name(to), kAny);
    f.c = result_;
  } else {
    TS_AWAIT(expression(tree_.first(to), kAny));
    f.a = result_;
    if (f.flag == 2) {
      settle(f.a, tree_.next(tree_.first(to)));
      TS_AWAIT(expression(tree_.next(tree_.first(to)), kAny));
      f.b = result_;
    }
    at(to);
    f.c = code().push();
    if (f.flag == 1) {
      at_attribute(to, to);
      const NameId name = mangle(tree_.name(to));
      code().emit(Op::GETATTR, f.c, f.a, code().name(name), attribute_cache(Op::GETATTR, name));
    } else {
      code().emit(Op::GETITEM, f.c, f.a, f.b);
    }
  }
  {
    int32_t number;
    if ((op == BinaryOp::kAdd || op == BinaryOp::kSub) && small_integer(value, &number)) {
      at(f.node);
      code().emit(in_place(op == BinaryOp::kAdd ? Op::ADDI : Op::SUBI), f.c, f.c, number);
    } else {
      settle(f.c, value);
      TS_AWAIT(expression(value, kAny));
      at(f.node);
      code().emit(in_place(binary_op(op)), f.c, f.c, result_);
    }
  }
  at(to);
  if (f.flag == 0) {
    store_name(tree_.name(to), f.c);
  } else if (f.flag == 1) {
    at_attribute(to, to);
    const NameId name = mangle(tree_.name(to));
    code().emit(Op::SETATTR, f.a, code().name(name), f.c, attribute_cache(Op::SETATTR, name));
  } else {
    code().emit(Op::SETITEM, f.a, f.b, f.c);
  }
  TS_END;
}

}  // namespace ts::lang
