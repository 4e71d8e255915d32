// The syntax tree: compact nodes of one size in one array, linked by first child and next
// sibling. Kinds are those of CPython 3.14's `ast`; node_kinds.def lists the children and the
// payload of each. It holds ids of names and constants (sink.h), never text.
// Not for other tools to keep: a tree lives only until its top-level statement is compiled.

#pragma once

#include <cstdint>

#include "base/workspace.h"
#include "lang/sink.h"

// 1 on boards whose largest function is small: 16 bytes a node instead of 28, at most 65,535
// nodes, names and constants, lines and columns.
#ifndef TS_COMPACT_TREE
#define TS_COMPACT_TREE 0
#endif

namespace ts::lang {

using NodeId = uint32_t;

/// Node 0 exists, is kAbsent, and stands for "none": the end of a list of children.
inline constexpr NodeId kNoNode = 0;

enum class NodeKind : uint8_t {
#define TS_NODE(kind, children, payload) k##kind,
#include "lang/node_kinds.def"
#undef TS_NODE
};

inline constexpr int kNodeKinds = 0
#define TS_NODE(kind, children, payload) +1
#include "lang/node_kinds.def"
#undef TS_NODE
    ;

enum class Context : uint8_t { kLoad, kStore, kDel };

enum class BoolOp : uint8_t { kAnd, kOr };

enum class UnaryOp : uint8_t { kInvert, kNot, kUAdd, kUSub };

enum class BinaryOp : uint8_t {
  kAdd, kSub, kMult, kMatMult, kDiv, kMod, kPow, kLShift, kRShift, kBitOr, kBitXor, kBitAnd,
  kFloorDiv,
};

enum class CompareOp : uint8_t { kEq, kNotEq, kLt, kLtE, kGt, kGtE, kIs, kIsNot, kIn, kNotIn };

enum class ConstantKind : uint8_t {
  kNone, kTrue, kFalse, kEllipsis,  // no payload
  kInteger, kReal, kImaginary, kString, kBytes,
  kUnicodeString,  // as kString, written with the prefix `u`
};

enum class ParameterKind : uint8_t {
  kPositionalOnly, kPositionalOrKeyword, kVarPositional, kKeywordOnly, kVarKeyword,
};

/// Where a node stands: lines from 1, columns in bytes of UTF-8 from 0, as in CPython's `ast`.
struct Span {
  uint32_t line = 0;
  uint32_t column = 0;
  uint32_t end_line = 0;
  uint32_t end_column = 0;
};

namespace detail {
#if TS_COMPACT_TREE
using Link = uint16_t;
#else
using Link = uint32_t;
#endif

struct Node {
  NodeKind kind;
  uint8_t op;
  uint8_t edge : 4;
  uint8_t context : 2;
  uint8_t flags : 2;
#if TS_COMPACT_TREE
  uint8_t lines;  // saturates at 255
#else
  uint8_t unused;
#endif
  uint16_t column;  // columns saturate
  uint16_t end_column;
  Link line;
#if !TS_COMPACT_TREE
  uint32_t end_line;
#endif
  Link first;
  Link next;
  Link payload;
};
static_assert(sizeof(Node) == (TS_COMPACT_TREE ? 16 : 28));
}  // namespace detail

class Tree {
 public:
  explicit Tree(base::Workspace& workspace) : nodes_(workspace) { nodes_.push({}); }

  NodeKind kind(NodeId id) const { return at(id).kind; }
  bool is(NodeId id, NodeKind kind) const { return at(id).kind == kind; }
  /// False for kNoNode and for a node of kind kAbsent.
  bool present(NodeId id) const { return at(id).kind != NodeKind::kAbsent; }

  NodeId first(NodeId id) const { return at(id).first; }
  NodeId next(NodeId id) const { return at(id).next; }
  /// The n-th child, from 0, or kNoNode.
  NodeId child(NodeId id, uint32_t n) const {
    NodeId node = first(id);
    while (n-- != 0 && node != kNoNode) node = next(node);
    return node;
  }
  uint32_t child_count(NodeId id) const {
    uint32_t count = 0;
    for (NodeId node = first(id); node != kNoNode; node = next(node)) ++count;
    return count;
  }

  NameId name(NodeId id) const { return NameId{at(id).payload}; }
  ConstId constant(NodeId id) const { return ConstId{at(id).payload}; }
  uint32_t number(NodeId id) const { return at(id).payload; }

  uint8_t op(NodeId id) const { return at(id).op; }
  template <typename Enum>
  Enum op_as(NodeId id) const {
    return static_cast<Enum>(at(id).op);
  }
  ConstantKind constant_kind(NodeId id) const { return op_as<ConstantKind>(id); }
  /// The operator between this comparator and what stands before it in a Compare.
  CompareOp edge(NodeId id) const { return static_cast<CompareOp>(at(id).edge); }
  /// Load, Store or Del of an Attribute, Subscript, Starred, Name, ListDisplay or Tuple.
  Context context(NodeId id) const { return static_cast<Context>(at(id).context); }
  /// Whether an expression was written in parentheses of its own.
  bool parenthesized(NodeId id) const { return (at(id).flags & 1) != 0; }

  Span span(NodeId id) const;
  uint32_t line(NodeId id) const { return at(id).line; }

  // --- for who builds or rewrites the tree

  /// A new node without children, or kNoNode when the workspace is full.
  NodeId add(NodeKind kind, const Span& span);
  void set_kind(NodeId id, NodeKind kind) { at(id).kind = kind; }
  void set_first(NodeId id, NodeId child) { at(id).first = static_cast<detail::Link>(child); }
  void set_next(NodeId id, NodeId sibling) { at(id).next = static_cast<detail::Link>(sibling); }
  void set_payload(NodeId id, uint32_t value);
  void set_name(NodeId id, NameId name) { set_payload(id, static_cast<uint32_t>(name)); }
  void set_constant(NodeId id, ConstId c) { set_payload(id, static_cast<uint32_t>(c)); }
  template <typename Enum>
  void set_op(NodeId id, Enum op) {
    at(id).op = static_cast<uint8_t>(op);
  }
  void set_edge(NodeId id, CompareOp op) { at(id).edge = static_cast<uint8_t>(op) & 15; }
  void set_context(NodeId id, Context c) { at(id).context = static_cast<uint8_t>(c) & 3; }
  void set_parenthesized(NodeId id) { at(id).flags |= 1; }
  void set_start(NodeId id, uint32_t line, uint32_t column);
  void set_end(NodeId id, uint32_t line, uint32_t column);

  uint32_t size() const { return nodes_.size(); }
  /// Drops the nodes from `size` on; whoever refers to them must forget them.
  void truncate(uint32_t size) { nodes_.truncate(size < 1 ? 1 : size); }
  /// Replaces the body (a kList) of a function by a kCompiledFunction with this payload and drops
  /// all nodes made since. Only for the hook `on_function_parsed`, with the function it was given.
  void replace_body(NodeId function, uint32_t payload);
  base::Workspace& workspace() const { return nodes_.workspace(); }

 private:
  detail::Node& at(NodeId id) { return id < nodes_.size() ? nodes_[id] : none_; }
  const detail::Node& at(NodeId id) const { return id < nodes_.size() ? nodes_[id] : none_; }

  base::Array<detail::Node> nodes_;
  detail::Node none_{};
};

}  // namespace ts::lang
