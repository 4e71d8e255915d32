// Building and reading nodes of the syntax tree; see ast.h.

#include "lang/ast.h"

#include <algorithm>

namespace ts::lang {
namespace {

constexpr uint16_t saturate16(uint32_t value) {
  return static_cast<uint16_t>(std::min<uint32_t>(value, 0xFFFF));
}
constexpr detail::Link to_link(uint32_t value) {
  return static_cast<detail::Link>(std::min<uint32_t>(value, static_cast<detail::Link>(-1)));
}

}  // namespace

Span Tree::span(NodeId id) const {
  const detail::Node& node = at(id);
#if TS_COMPACT_TREE
  return {node.line, node.column, uint32_t{node.line} + node.lines, node.end_column};
#else
  return {node.line, node.column, node.end_line, node.end_column};
#endif
}

NodeId Tree::add(NodeKind kind, const Span& span) {
  uint32_t id = nodes_.size();
  if (static_cast<detail::Link>(id) != id) {
    workspace().fail();
    return kNoNode;
  }
  detail::Node node{};
  node.kind = kind;
  if (!nodes_.push(node)) return kNoNode;
  set_start(id, span.line, span.column);
  set_end(id, span.end_line, span.end_column);
  return id;
}

void Tree::set_payload(NodeId id, uint32_t value) {
  at(id).payload = static_cast<detail::Link>(value);
  if (at(id).payload != value) workspace().fail();
}

void Tree::set_start(NodeId id, uint32_t line, uint32_t column) {
  at(id).line = to_link(line);
  at(id).column = saturate16(column);
}

void Tree::set_end(NodeId id, uint32_t line, uint32_t column) {
  detail::Node& node = at(id);
#if TS_COMPACT_TREE
  uint32_t lines = line > node.line ? line - node.line : 0;
  node.lines = static_cast<uint8_t>(std::min<uint32_t>(lines, 255));
#else
  node.end_line = line;
#endif
  node.end_column = saturate16(column);
}

void Tree::replace_body(NodeId function, uint32_t payload) {
  NodeId body = first(function);
  while (next(body) != kNoNode) body = next(body);
  set_kind(body, NodeKind::kCompiledFunction);
  set_first(body, kNoNode);
  set_payload(body, payload);
  nodes_.truncate(body + 1);
}

}  // namespace ts::lang
