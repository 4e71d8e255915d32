// What may be assigned to, deleted, or bound by `for` and `with` (Language Reference 7.2).

#include "lang/parser_impl.h"

namespace ts::lang {

std::string_view ParserImpl::describe(NodeId id) const {
  switch (tree_.kind(id)) {
    case NodeKind::kAttribute:
      return "attribute";
    case NodeKind::kSubscript:
      return "subscript";
    case NodeKind::kStarred:
      return "starred";
    case NodeKind::kName:
      return "name";
    case NodeKind::kListDisplay:
      return "list";
    case NodeKind::kTuple:
      return "tuple";
    case NodeKind::kLambda:
      return "lambda";
    case NodeKind::kCall:
      return "function call";
    case NodeKind::kBoolOp:
    case NodeKind::kBinOp:
    case NodeKind::kUnaryOp:
      return "expression";
    case NodeKind::kGeneratorExp:
      return "generator expression";
    case NodeKind::kYield:
    case NodeKind::kYieldFrom:
      return "yield expression";
    case NodeKind::kAwait:
      return "await expression";
    case NodeKind::kListComp:
      return "list comprehension";
    case NodeKind::kSetComp:
      return "set comprehension";
    case NodeKind::kDictComp:
      return "dict comprehension";
    case NodeKind::kDict:
      return "dict literal";
    case NodeKind::kSet:
      return "set display";
    case NodeKind::kJoinedStr:
      return "f-string expression";
    case NodeKind::kTemplateStr:
      return "t-string expression";
    case NodeKind::kCompare:
      return "comparison";
    case NodeKind::kIfExp:
      return "conditional expression";
    case NodeKind::kNamedExpr:
      return "named expression";
    case NodeKind::kConstant:
      switch (tree_.constant_kind(id)) {
        case ConstantKind::kNone:
          return "None";
        case ConstantKind::kTrue:
          return "True";
        case ConstantKind::kFalse:
          return "False";
        case ConstantKind::kEllipsis:
          return "ellipsis";
        default:
          return "literal";
      }
    default:
      return "expression";
  }
}

// Sets the context of a target and all its parts; reports the first that cannot be one.
bool ParserImpl::set_target(NodeId target, Context context, TargetUse use) {
  uint32_t base = targets_.size();
  NodeId node = target;
  NodeId bad = kNoNode;
  for (;;) {
    NodeKind what = tree_.kind(node);
    bool group = what == NodeKind::kTuple || what == NodeKind::kListDisplay ||
                 (what == NodeKind::kStarred && use != TargetUse::kDelete);
    if (group || what == NodeKind::kName || what == NodeKind::kAttribute ||
        what == NodeKind::kSubscript) {
      tree_.set_context(node, context);
    } else {
      bad = node;
      break;
    }
    // Depth first, in the order of the source.
    if (node != target && tree_.next(node) != kNoNode) targets_.push(tree_.next(node));
    if (group && tree_.first(node) != kNoNode) {
      node = tree_.first(node);
      continue;
    }
    if (targets_.size() == base || workspace_.failed()) break;
    node = targets_.back();
    targets_.pop();
  }
  targets_.truncate(base);
  if (bad == kNoNode) return !workspace_.failed();
  report_invalid_target(target, bad, use);
  return false;
}

}  // namespace ts::lang
