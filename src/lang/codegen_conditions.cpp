// Conditions: tests that jump instead of making a value, and comparisons. Language
// Reference 6.10-6.12.

#include "lang/codegen.h"

namespace ts::lang {

using bytecode::Op;
using bytecode::Special;

namespace {

bool is_literal(const Tree& tree, NodeId node) {
  if (tree.is(node, NodeKind::kTuple)) return true;
  return tree.is(node, NodeKind::kConstant) && tree.constant_kind(node) >= ConstantKind::kInteger;
}

}  // namespace

// What a test is known to be before the program runs.
Generator::Truth Generator::truth(NodeId node) {
  if (tree_.is(node, NodeKind::kName)) {
    if (tree_.name(node) != known_name(known::kDunderDebug)) return Truth::kUnknown;
    return options_.optimize == 0 ? Truth::kTrue : Truth::kFalse;
  }
  if (!tree_.is(node, NodeKind::kConstant)) return Truth::kUnknown;
  int32_t value;
  switch (tree_.constant_kind(node)) {
    case ConstantKind::kNone:
    case ConstantKind::kFalse:
      return Truth::kFalse;
    case ConstantKind::kTrue:
    case ConstantKind::kEllipsis:
      return Truth::kTrue;
    case ConstantKind::kInteger:
      if (!sink_.small_integer(tree_.constant(node), &value)) return Truth::kTrue;
      return value != 0 ? Truth::kTrue : Truth::kFalse;
    case ConstantKind::kString:
    case ConstantKind::kUnicodeString:
    case ConstantKind::kBytes:
      return sink_.text(tree_.constant(node)).empty() ? Truth::kFalse : Truth::kTrue;
    default:
      return Truth::kUnknown;
  }
}

// Jumps to `target` when the truth of `node` is `sense`, else falls through.
bool Generator::condition(NodeId node, Label target, bool sense) {
  while (tree_.is(node, NodeKind::kUnaryOp) && tree_.op_as<UnaryOp>(node) == UnaryOp::kNot) {
    node = tree_.first(node);
    sense = !sense;
  }
  const Truth known = truth(node);
  if (known != Truth::kUnknown) {
    at(node);
    if ((known == Truth::kTrue) == sense) code().emit(Op::JUMP, target);
    return true;
  }
  Step step = Step::jump_value;
  if (tree_.is(node, NodeKind::kBoolOp)) step = Step::jump_logical;
  if (tree_.is(node, NodeKind::kCompare)) step = Step::jump_comparison;
  if (tree_.is(node, NodeKind::kIfExp)) step = Step::jump_conditional;
  begin(step, node, kAny, static_cast<uint32_t>(target));
  if (!failed()) task().flag = sense;
  return false;
}

void Generator::jump_value(Task& f) {
  TS_BEGIN
  TS_AWAIT(expression(f.node, kAny));
  at(f.node);
  code().emit(f.flag != 0 ? Op::JTRUE : Op::JFALSE, result_, f.a);
  code().set_top(f.mark);
  TS_END;
}

// `and` that jumps when false, `or` that jumps when true: every operand jumps there. The others:
// all but the last operand skip the rest. b: the operand, c: where skipping leads.
void Generator::jump_logical(Task& f) {
  const bool decides = tree_.op_as<BoolOp>(f.node) == BoolOp::kOr;  // the truth that ends it early
  TS_BEGIN
  f.b = tree_.first(f.node);
  if ((f.flag != 0) != decides) f.c = static_cast<uint32_t>(code().new_label());
  while (tree_.next(f.b) != kNoNode) {
    TS_AWAIT(condition(f.b, Label{(f.flag != 0) == decides ? f.a : f.c}, decides));
    f.b = tree_.next(f.b);
  }
  TS_AWAIT(condition(f.b, Label{f.a}, f.flag != 0));
  if ((f.flag != 0) != decides) code().bind(Label{f.c});
  TS_END;
}

void Generator::jump_conditional(Task& f) {
  TS_BEGIN
  f.b = static_cast<uint32_t>(code().new_label());  // else
  f.c = static_cast<uint32_t>(code().new_label());  // end
  TS_AWAIT(condition(tree_.first(f.node), Label{f.b}, false));
  TS_AWAIT(condition(tree_.child(f.node, 1), Label{f.a}, f.flag != 0));
  code().emit(Op::JUMP, f.c);
  code().bind(Label{f.b});
  TS_AWAIT(condition(tree_.child(f.node, 2), Label{f.a}, f.flag != 0));
  code().bind(Label{f.c});
  TS_END;
}

// --- comparisons

void Generator::emit_compare(CompareOp op, Register d, Register left, Register right) {
  Op code_op = Op::EQ;
  switch (op) {
    case CompareOp::kEq:
      code_op = Op::EQ;
      break;
    case CompareOp::kNotEq:
      code_op = Op::NE;
      break;
    case CompareOp::kLt:
      code_op = Op::LT;
      break;
    case CompareOp::kLtE:
      code_op = Op::LE;
      break;
    case CompareOp::kGt:
      code_op = Op::GT;
      break;
    case CompareOp::kGtE:
      code_op = Op::GE;
      break;
    case CompareOp::kIs:
      code_op = Op::IS;
      break;
    case CompareOp::kIsNot:
      code_op = Op::ISNOT;
      break;
    case CompareOp::kIn:
      code_op = Op::IN;
      break;
    case CompareOp::kNotIn:
      code_op = Op::NOTIN;
      break;
  }
  code().emit(code_op, d, left, right);
}

void Generator::emit_compare_jump(CompareOp op, Register left, Register right, Label label,
                                  bool sense) {
  Op yes = Op::JEQ;
  Op no = Op::JNEQ;
  switch (op) {
    case CompareOp::kEq:
      break;
    case CompareOp::kNotEq:
      yes = Op::JNE, no = Op::JNNE;
      break;
    case CompareOp::kLt:
      yes = Op::JLT, no = Op::JNLT;
      break;
    case CompareOp::kLtE:
      yes = Op::JLE, no = Op::JNLE;
      break;
    case CompareOp::kGt:
      yes = Op::JGT, no = Op::JNGT;
      break;
    case CompareOp::kGtE:
      yes = Op::JGE, no = Op::JNGE;
      break;
    default: {
      const Register temporary = code().push();
      emit_compare(op, temporary, left, right);
      code().emit(sense ? Op::JTRUE : Op::JFALSE, temporary, label);
      return;
    }
  }
  code().emit(sense ? yes : no, left, right, label);
}

// What stands behind a comparison's operator.
bool Generator::comparand(NodeId node) {
  const CompareOp op = tree_.edge(node);
  const bool membership = op == CompareOp::kIn || op == CompareOp::kNotIn;
  return membership ? container(node, kAny) : expression(node, kAny);
}

// a: target, b: the comparator, c: what stands before it, d: where a chain that fails early leads.
void Generator::jump_comparison(Task& f) {
  TS_BEGIN
  warn_about_comparison(f.node);
  f.b = tree_.next(tree_.first(f.node));
  TS_AWAIT(expression(tree_.first(f.node), kAny));
  f.c = settle(result_, f.b);
  if (tree_.next(f.b) != kNoNode && f.flag != 0) f.d = static_cast<uint32_t>(code().new_label());
  for (;;) {
    if (tree_.next(f.b) == kNoNode && tree_.is(f.b, NodeKind::kConstant) &&
        tree_.constant_kind(f.b) == ConstantKind::kNone &&
        (tree_.edge(f.b) == CompareOp::kIs || tree_.edge(f.b) == CompareOp::kIsNot)) {
      at(f.node);
      const bool none = (tree_.edge(f.b) == CompareOp::kIs) == (f.flag != 0);
      code().emit(none ? Op::JNONE : Op::JNOTNONE, f.c, f.a);
      break;
    }
    TS_AWAIT(comparand(f.b));
    at(f.node);
    if (tree_.next(f.b) == kNoNode) {
      emit_compare_jump(tree_.edge(f.b), f.c, result_, Label{f.a}, f.flag != 0);
      break;
    }
    emit_compare_jump(tree_.edge(f.b), f.c, result_, Label{f.flag != 0 ? f.d : f.a}, false);
    f.c = result_;
    f.b = tree_.next(f.b);
  }
  if (tree_.next(tree_.next(tree_.first(f.node))) != kNoNode && f.flag != 0) {
    code().bind(Label{f.d});
  }
  code().set_top(f.mark);
  TS_END;
}

// The value of a comparison. A chain collects its value in R[mark].
void Generator::comparison(Task& f) {
  TS_BEGIN
  warn_about_comparison(f.node);
  f.b = tree_.next(tree_.first(f.node));
  if (tree_.next(f.b) == kNoNode) {
    TS_AWAIT(expression(tree_.first(f.node), kAny));
    f.c = settle(result_, f.b);
    TS_AWAIT(comparand(f.b));
    const Register d = target(f);
    at(f.node);
    emit_compare(tree_.edge(f.b), d, f.c, result_);
    return finish(d);
  }
  code().push();
  f.d = static_cast<uint32_t>(code().new_label());
  TS_AWAIT(expression(tree_.first(f.node), kAny));
  f.c = settle(result_, f.b);
  for (;;) {
    TS_AWAIT(comparand(f.b));
    at(f.node);
    emit_compare(tree_.edge(f.b), f.mark, f.c, result_);
    if (tree_.next(f.b) == kNoNode) break;
    code().emit(Op::JFALSE, f.mark, f.d);
    f.c = result_;
    f.b = tree_.next(f.b);
  }
  code().bind(Label{f.d});
  return finish_in_mark(f);
  TS_END;
}

// --- warnings about likely mistakes

void Generator::warn_about_comparison(NodeId node) {
  NodeId left = tree_.first(node);
  for (NodeId right = tree_.next(left); right != kNoNode; left = right, right = tree_.next(right)) {
    const CompareOp op = tree_.edge(right);
    if (op != CompareOp::kIs && op != CompareOp::kIsNot) continue;
    const NodeId literal = is_literal(tree_, left) ? left : right;
    if (!is_literal(tree_, literal)) continue;
    const char* kind = "tuple";
    if (tree_.is(literal, NodeKind::kConstant)) {
      switch (tree_.constant_kind(literal)) {
        case ConstantKind::kInteger:
          kind = "int";
          break;
        case ConstantKind::kReal:
          kind = "float";
          break;
        case ConstantKind::kImaginary:
          kind = "complex";
          break;
        case ConstantKind::kBytes:
          kind = "bytes";
          break;
        default:
          kind = "str";
          break;
      }
    }
    const bool is = op == CompareOp::kIs;
    const std::string_view parts[] = {
        is ? "\"is\" with '" : "\"is not\" with '", kind,
        is ? "' literal. Did you mean \"==\"?" : "' literal. Did you mean \"!=\"?"};
    text_.clear();
    for (const std::string_view part : parts) text_.append(part.data(), part.size());
    warn(node, {text_.data(), text_.size()});
    return;
  }
}

// The type name of a node that can only have that type, or null.
static const char* type_name(const Tree& tree, NodeId node) {
  switch (tree.kind(node)) {
    case NodeKind::kTuple:
      return "tuple";
    case NodeKind::kListDisplay:
    case NodeKind::kListComp:
      return "list";
    case NodeKind::kDict:
    case NodeKind::kDictComp:
      return "dict";
    case NodeKind::kSet:
    case NodeKind::kSetComp:
      return "set";
    case NodeKind::kGeneratorExp:
      return "generator";
    case NodeKind::kLambda:
      return "function";
    case NodeKind::kJoinedStr:
    case NodeKind::kFormattedValue:
      return "str";
    case NodeKind::kTemplateStr:
    case NodeKind::kInterpolation:
      return "string.templatelib.Template";
    case NodeKind::kConstant:
      break;
    default:
      return nullptr;
  }
  switch (tree.constant_kind(node)) {
    case ConstantKind::kNone:
      return "NoneType";
    case ConstantKind::kTrue:
    case ConstantKind::kFalse:
      return "bool";
    case ConstantKind::kEllipsis:
      return "ellipsis";
    case ConstantKind::kInteger:
      return "int";
    case ConstantKind::kReal:
      return "float";
    case ConstantKind::kImaginary:
      return "complex";
    case ConstantKind::kBytes:
      return "bytes";
    default:
      return "str";
  }
}

void Generator::warn_about_call(NodeId node) {
  if (options_.warnings.warn == nullptr) return;
  const NodeId callee = tree_.first(node);
  const NodeKind kind = tree_.kind(callee);
  if (kind == NodeKind::kLambda) return;
  const char* type = type_name(tree_, callee);
  if (type == nullptr) return;
  const std::string_view parts[] = {"'", type,
                                    "' object is not callable; perhaps you missed a comma?"};
  text_.clear();
  for (const std::string_view part : parts) text_.append(part.data(), part.size());
  warn(node, {text_.data(), text_.size()});
}

void Generator::warn_about_subscript(NodeId node) {
  if (options_.warnings.warn == nullptr) return;
  const NodeId object = tree_.first(node);
  const NodeId index = tree_.next(object);
  const char* type = type_name(tree_, object);
  if (type == nullptr) return;
  const std::string_view name = type;
  std::string_view parts[5] = {
      "'", name, "' object is not subscriptable; perhaps you missed a comma?", "", ""};
  const bool sequence = name == "str" || name == "bytes" || name == "tuple" || name == "list";
  if (sequence) {
    const char* index_type = type_name(tree_, index);
    if (index_type == nullptr) return;
    const std::string_view its = index_type;
    if (its == "int" || its == "bool") return;
    parts[0] = name;
    parts[1] = " indices must be integers or slices, not ";
    parts[2] = its;
    parts[3] = "; perhaps you missed a comma?";
  } else if (name == "dict" || name == "string.templatelib.Template") {
    return;
  } else if (tree_.is(object, NodeKind::kConstant) == false && name != "set" &&
             name != "generator" && name != "function") {
    return;
  }
  text_.clear();
  for (const std::string_view part : parts) text_.append(part.data(), part.size());
  warn(node, {text_.data(), text_.size()});
}

}  // namespace ts::lang
