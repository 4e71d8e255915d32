// See unparse.h. The texts are those of CPython's Python/ast_unparse.c, which is what PEP 563 uses.
// What is still to be written stands on an explicit stack, the next piece on top.

#include "lang/unparse.h"

#include <algorithm>

namespace ts::lang {
namespace {

// How tightly an expression's surroundings bind.
enum Level : uint8_t {
  kTuple,
  kTest,
  kOr,
  kAnd,
  kNot,
  kCompare,
  kBitOr,
  kBitXor,
  kBitAnd,
  kShift,
  kArithmetic,
  kTerm,
  kFactor,
  kPower,
  kAwait,
  kAtom,
};

struct BinarySign {
  const char* text;
  Level level;
};

constexpr BinarySign kBinarySigns[] = {  // in the order of BinaryOp
    {" + ", kArithmetic}, {" - ", kArithmetic}, {" * ", kTerm},   {" @ ", kTerm},   {" / ", kTerm},
    {" % ", kTerm},       {" ** ", kPower},     {" << ", kShift}, {" >> ", kShift}, {" | ", kBitOr},
    {" ^ ", kBitXor},     {" & ", kBitAnd},     {" // ", kTerm}};

constexpr const char* kCompareSigns[] = {" == ", " != ", " < ",      " <= ", " > ",
                                         " >= ", " is ", " is not ", " in ", " not in "};

constexpr Level tighter(Level level) { return static_cast<Level>(level + 1); }

class Unparser {
 public:
  Unparser(const Tree& tree, Sink& sink, base::Array<char>* out)
      : tree_(tree), sink_(sink), out_(*out), stack_(out->workspace()) {}

  void run(NodeId root) {
    node(root, kTest);
    while (!stack_.empty() && !stack_.workspace().failed()) {
      const Item item = stack_.back();
      stack_.pop();
      if (item.text != nullptr) {
        write(item.text);
        continue;
      }
      const uint32_t mark = stack_.size();
      switch (item.as) {
        case Item::kExpression:
          expand(item.node, item.level);
          break;
        case Item::kStringPart:
          inside_string(item.node);
          break;
        case Item::kNameOnly:
          write(sink_.name_text(tree_.name(item.node)));
          break;
      }
      std::reverse(stack_.begin() + mark, stack_.end());
    }
  }

 private:
  struct Item {
    NodeId node;
    const char* text;
    Level level;
    enum : uint8_t { kExpression, kStringPart, kNameOnly } as;
  };

  // Pieces to be written after those pushed before them.
  void node(NodeId id, Level level) { stack_.push({id, nullptr, level, Item::kExpression}); }
  void part(NodeId id) { stack_.push({id, nullptr, kAtom, Item::kStringPart}); }
  void text(const char* text) { stack_.push({kNoNode, text, kAtom, Item::kExpression}); }
  void name(NodeId id) { stack_.push({id, nullptr, kAtom, Item::kNameOnly}); }

  // Written at once: only before any piece of the same node is pushed.
  void write(std::string_view text) { out_.append(text.data(), text.size()); }

  void list(NodeId first, Level level, const char* separator = ", ") {
    for (NodeId item = first; item != kNoNode; item = tree_.next(item)) {
      if (item != first) text(separator);
      node(item, level);
    }
  }

  // Parentheses when the surroundings bind tighter than the expression does.
  void open(bool needed) {
    if (needed) text("(");
  }
  void close(bool needed) {
    if (needed) text(")");
  }

  void clauses(NodeId clause) {
    for (; clause != kNoNode; clause = tree_.next(clause)) node(clause, kTest);
  }

  void expand(NodeId id, Level level);
  void constant(NodeId id);
  void binary(NodeId id, Level level);
  void call(NodeId id);
  void parameters(NodeId arguments);
  void dict(NodeId id);
  void inside_string(NodeId id);

  const Tree& tree_;
  Sink& sink_;
  base::Array<char>& out_;
  base::Array<Item> stack_;
};

void Unparser::constant(NodeId id) {
  switch (tree_.constant_kind(id)) {
    case ConstantKind::kNone:
      return write("None");
    case ConstantKind::kTrue:
      return write("True");
    case ConstantKind::kFalse:
      return write("False");
    case ConstantKind::kEllipsis:
      return write("...");
    case ConstantKind::kUnicodeString:
      write("u");
      break;
    default:
      break;
  }
  write(sink_.repr(tree_.constant(id)));
}

void Unparser::binary(NodeId id, Level level) {
  const BinarySign& sign = kBinarySigns[tree_.op(id)];
  const bool right_first = tree_.op_as<BinaryOp>(id) == BinaryOp::kPow;
  const NodeId left = tree_.first(id);
  open(level > sign.level);
  node(left, right_first ? tighter(sign.level) : sign.level);
  text(sign.text);
  node(tree_.next(left), right_first ? sign.level : tighter(sign.level));
  close(level > sign.level);
}

void Unparser::call(NodeId id) {
  const NodeId callee = tree_.first(id);
  const NodeId first = tree_.next(callee);
  node(callee, kAtom);
  if (tree_.is(first, NodeKind::kGeneratorExp) && tree_.next(first) == kNoNode) {
    return node(first, kAtom);
  }
  text("(");
  list(first, kTest);
  text(")");
}

void Unparser::parameters(NodeId arguments) {
  bool star = false;
  for (NodeId arg = tree_.first(arguments); arg != kNoNode; arg = tree_.next(arg)) {
    const ParameterKind kind = tree_.op_as<ParameterKind>(arg);
    if (arg != tree_.first(arguments)) text(", ");
    if (kind == ParameterKind::kKeywordOnly && !star) text("*, ");
    star |= kind == ParameterKind::kKeywordOnly || kind == ParameterKind::kVarPositional;
    node(arg, kTest);
    const NodeId next = tree_.next(arg);
    if (kind == ParameterKind::kPositionalOnly &&
        tree_.op_as<ParameterKind>(next) != ParameterKind::kPositionalOnly) {
      text(", /");
    } else if (kind == ParameterKind::kPositionalOnly && next == kNoNode) {
      text(", /");
    }
  }
}

void Unparser::dict(NodeId id) {
  text("{");
  for (NodeId key = tree_.first(id); key != kNoNode; key = tree_.next(tree_.next(key))) {
    if (key != tree_.first(id)) text(", ");
    if (tree_.present(key)) {
      node(key, kTest);
      text(": ");
      node(tree_.next(key), kTest);
    } else {
      text("**");
      node(tree_.next(key), kBitOr);
    }
  }
  text("}");
}

// A part of an f-string or t-string, or of a format specification.
void Unparser::inside_string(NodeId id) {
  if (tree_.is(id, NodeKind::kConstant)) {
    const std::string_view raw = sink_.text(tree_.constant(id));
    for (const char c : raw) {
      if (c == '{' || c == '}') out_.push(c);
      out_.push(c);
    }
    return;
  }
  if (tree_.is(id, NodeKind::kJoinedStr)) {
    for (NodeId item = tree_.first(id); item != kNoNode; item = tree_.next(item)) part(item);
    return;
  }
  const NodeId value = tree_.first(id);
  text("{");
  node(value, kTest);
  switch (tree_.op(id)) {
    case 's':
      text("!s");
      break;
    case 'r':
      text("!r");
      break;
    case 'a':
      text("!a");
      break;
    default:
      break;
  }
  if (tree_.present(tree_.next(value))) {
    text(":");
    part(tree_.next(value));
  }
  text("}");
}

void Unparser::expand(NodeId id, Level level) {
  const NodeId first = tree_.first(id);
  switch (tree_.kind(id)) {
    case NodeKind::kName:
      return write(sink_.name_text(tree_.name(id)));
    case NodeKind::kConstant:
      return constant(id);
    case NodeKind::kIdentifier:
      return write(sink_.name_text(tree_.name(id)));
    case NodeKind::kBinOp:
      return binary(id, level);
    case NodeKind::kCall:
      return call(id);
    case NodeKind::kDict:
      return dict(id);
    case NodeKind::kBoolOp: {
      const bool is_and = tree_.op_as<BoolOp>(id) == BoolOp::kAnd;
      const Level own = is_and ? kAnd : kOr;
      open(level > own);
      list(first, tighter(own), is_and ? " and " : " or ");
      return close(level > own);
    }
    case NodeKind::kUnaryOp: {
      const UnaryOp op = tree_.op_as<UnaryOp>(id);
      const Level own = op == UnaryOp::kNot ? kNot : kFactor;
      constexpr const char* kSigns[] = {"~", "not ", "+", "-"};
      open(level > own);
      text(kSigns[tree_.op(id)]);
      node(first, own);
      return close(level > own);
    }
    case NodeKind::kCompare:
      open(level > kCompare);
      node(first, tighter(kCompare));
      for (NodeId next = tree_.next(first); next != kNoNode; next = tree_.next(next)) {
        text(kCompareSigns[static_cast<size_t>(tree_.edge(next))]);
        node(next, tighter(kCompare));
      }
      return close(level > kCompare);
    case NodeKind::kIfExp:
      open(level > kTest);
      node(tree_.next(first), tighter(kTest));
      text(" if ");
      node(first, tighter(kTest));
      text(" else ");
      node(tree_.child(id, 2), kTest);
      return close(level > kTest);
    case NodeKind::kLambda:
      open(level > kTest);
      text(tree_.first(first) != kNoNode ? "lambda " : "lambda");
      parameters(first);
      text(": ");
      node(tree_.next(first), kTest);
      return close(level > kTest);
    case NodeKind::kArg: {
      const ParameterKind kind = tree_.op_as<ParameterKind>(id);
      if (kind == ParameterKind::kVarPositional) write("*");
      if (kind == ParameterKind::kVarKeyword) write("**");
      write(sink_.name_text(tree_.name(id)));
      if (!tree_.present(tree_.child(id, 1))) return;
      text("=");
      return node(tree_.child(id, 1), kTest);
    }
    case NodeKind::kKeyword:
      if (tree_.name(id) == kNoName) {
        write("**");
      } else {
        write(sink_.name_text(tree_.name(id)));
        write("=");
      }
      return node(first, kTest);
    case NodeKind::kNamedExpr:
      open(level > kTuple);
      node(first, kAtom);
      text(" := ");
      node(tree_.next(first), kAtom);
      return close(level > kTuple);
    case NodeKind::kSet:
      text("{");
      list(first, kTest);
      return text("}");
    case NodeKind::kListDisplay:
      text("[");
      list(first, kTest);
      return text("]");
    case NodeKind::kTuple:
      if (first == kNoNode) return write("()");
      open(level > kTuple);
      list(first, kTest);
      if (tree_.next(first) == kNoNode) text(",");
      return close(level > kTuple);
    case NodeKind::kListComp:
    case NodeKind::kSetComp:
    case NodeKind::kGeneratorExp: {
      const bool is_list = tree_.is(id, NodeKind::kListComp);
      const bool is_set = tree_.is(id, NodeKind::kSetComp);
      text(is_list ? "[" : is_set ? "{" : "(");
      node(first, kTest);
      clauses(tree_.next(first));
      return text(is_list ? "]" : is_set ? "}" : ")");
    }
    case NodeKind::kDictComp:
      text("{");
      node(first, kTest);
      text(": ");
      node(tree_.next(first), kTest);
      clauses(tree_.next(tree_.next(first)));
      return text("}");
    case NodeKind::kComprehension: {
      text(tree_.op(id) != 0 ? " async for " : " for ");
      node(first, kTuple);
      text(" in ");
      node(tree_.next(first), tighter(kTest));
      for (NodeId test = tree_.next(tree_.next(first)); test != kNoNode; test = tree_.next(test)) {
        text(" if ");
        node(test, tighter(kTest));
      }
      return;
    }
    case NodeKind::kAwait:
      open(level > kAwait);
      text("await ");
      node(first, kAtom);
      return close(level > kAwait);
    case NodeKind::kYield:
      if (!tree_.present(first)) return write("(yield)");
      text("(yield ");
      node(first, kTuple);
      return text(")");
    case NodeKind::kYieldFrom:
      text("(yield from ");
      node(first, kTest);
      return text(")");
    case NodeKind::kAttribute: {
      node(first, kAtom);
      const bool integer = tree_.is(first, NodeKind::kConstant) &&
                           tree_.constant_kind(first) == ConstantKind::kInteger;
      text(integer ? " ." : ".");
      return name(id);
    }
    case NodeKind::kSubscript:
      node(first, kAtom);
      text("[");
      node(tree_.next(first), kTuple);
      return text("]");
    case NodeKind::kStarred:
      text("*");
      return node(first, kBitOr);
    case NodeKind::kSlice:
      if (tree_.present(first)) node(first, kTest);
      text(":");
      if (tree_.present(tree_.child(id, 1))) node(tree_.child(id, 1), kTest);
      if (tree_.present(tree_.child(id, 2))) {
        text(":");
        node(tree_.child(id, 2), kTest);
      }
      return;
    case NodeKind::kJoinedStr:
    case NodeKind::kTemplateStr:
      text(tree_.is(id, NodeKind::kJoinedStr) ? "f'" : "t'");
      for (NodeId item = first; item != kNoNode; item = tree_.next(item)) part(item);
      return text("'");
    default:
      return;
  }
}

}  // namespace

void unparse(const Tree& tree, Sink& sink, NodeId node, base::Array<char>* out) {
  Unparser(tree, sink, out).run(node);
}

}  // namespace ts::lang
