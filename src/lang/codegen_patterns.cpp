// The match statement. Language Reference 8.6. What a pattern captures goes to temporaries first
// and to the names once the whole pattern has matched, before the guard.

#include "lang/codegen.h"

namespace ts::lang {

using bytecode::Op;
using bytecode::Special;

namespace {

bool is_wildcard(const Tree& tree, NodeId pattern) {
  if (tree.is(pattern, NodeKind::kMatchStar)) return tree.name(pattern) == kNoName;
  return tree.is(pattern, NodeKind::kMatchAs) && tree.name(pattern) == kNoName &&
         !tree.present(tree.first(pattern));
}

}  // namespace

// R[mark] is the subject. a: the case, b: next case, c: end, d: bound before.
void Generator::match_statement(Task& f) {
  TS_BEGIN
  TS_AWAIT(expression(tree_.first(f.node), kPush));
  f.c = static_cast<uint32_t>(code().new_label());
  f.d = bound_mark();
  for (f.a = tree_.next(tree_.first(f.node)); f.a != kNoNode; f.a = tree_.next(f.a)) {
    captures_.clear();
    f.b = static_cast<uint32_t>(code().new_label());
    f.flag = tree_.present(tree_.next(tree_.first(f.a))) || tree_.next(f.a) == kNoNode;
    TS_AWAIT(begin(Step::pattern_names, tree_.first(f.a), f.flag));
    for (Capture& captured : captures_) captured.place = code().push();
    TS_AWAIT(pattern(tree_.first(f.a), f.mark, Label{f.b}));
    for (const Capture& captured : captures_) {
      at(captured.node);
      store_mangled(captured.name, captured.place);
    }
    code().set_top(f.mark + 1);
    if (tree_.present(tree_.next(tree_.first(f.a)))) {
      TS_AWAIT(condition(tree_.next(tree_.first(f.a)), Label{f.b}, false));
    }
    TS_AWAIT(body(tree_.child(f.a, 2)));
    undo_bound(f.d);
    code().emit(Op::JUMP, f.c);
    code().bind(Label{f.b});
    code().set_top(f.mark + 1);
  }
  code().bind(Label{f.c});
  code().set_top(f.mark);
  TS_END;
}

// --- names: collected and checked before any code is made

// A name that a pattern binds. Hidden ones belong to another alternative of the same `|`.
void Generator::capture_name(NodeId node, NameId plain) {
  const NameId name = mangle(plain);
  for (const Capture& captured : captures_) {
    if (captured.name != name || captured.hidden) continue;
    return error(node, {"multiple assignments to name '", sink_.name_text(name), "' in pattern"});
  }
  captures_.push({name, kAny, node, false});
}

// Whether the names from `second` on are those between `first` and `second`.
bool Generator::same_names(uint32_t first, uint32_t second) const {
  if (captures_.size() - second != second - first) return false;
  for (uint32_t i = second; i < captures_.size(); i++) {
    bool found = false;
    for (uint32_t k = first; k < second; k++) found |= captures_[k].name == captures_[i].name;
    if (!found) return false;
  }
  return true;
}

// want: whether the pattern may match everything. a: the part, b: first name of this pattern,
// c: first name behind the first alternative.
void Generator::pattern_names(Task& f) {
  const NodeKind kind = tree_.kind(f.node);
  const bool alternatives = kind == NodeKind::kMatchOr;
  TS_BEGIN
  f.b = captures_.size();
  f.a = tree_.first(f.node);
  if (kind == NodeKind::kMatchAs) {
    if (tree_.present(f.a)) {
      TS_AWAIT(begin(Step::pattern_names, f.a, f.want));
    } else if (f.want == 0) {
      if (tree_.name(f.node) == kNoName) {
        return error(f.node, {"wildcard makes remaining patterns unreachable"});
      }
      return error(f.node, {"name capture '", sink_.name_text(tree_.name(f.node)),
                            "' makes remaining patterns unreachable"});
    }
    f.a = kNoNode;
  }
  if (kind == NodeKind::kMatchStar || kind == NodeKind::kMatchAs) {
    if (tree_.name(f.node) != kNoName) capture_name(f.node, tree_.name(f.node));
    return finish(kAny);
  }
  if (kind == NodeKind::kMatchValue || kind == NodeKind::kMatchSingleton) return finish(kAny);
  if (kind == NodeKind::kMatchClass) f.a = tree_.next(f.a);
  for (; f.a != kNoNode; f.a = tree_.next(f.a)) {
    if (kind == NodeKind::kMatchMapping) f.a = tree_.next(f.a);
    TS_AWAIT(begin(Step::pattern_names,
                   tree_.is(f.a, NodeKind::kKeywordPattern) ? tree_.first(f.a) : f.a,
                   !alternatives || (f.want != 0 && tree_.next(f.a) == kNoNode)));
    if (!alternatives) continue;
    if (f.flag == 0) {
      f.flag = 1;
      f.c = captures_.size();
      for (uint32_t i = f.b; i < f.c; i++) captures_[i].hidden = true;
    } else if (!same_names(f.b, f.c)) {
      return error(f.node, {"alternative patterns bind different names"});
    }
    captures_.truncate(f.c);
  }
  if (alternatives) {
    for (uint32_t i = f.b; i < captures_.size(); i++) captures_[i].hidden = false;
  }
  if (kind == NodeKind::kMatchMapping && tree_.name(f.node) != kNoName) {
    capture_name(f.node, tree_.name(f.node));
  }
  TS_END;
}

void Generator::emit_capture(NameId plain, Register value) {
  if (plain == kNoName) return;
  const NameId name = mangle(plain);
  for (const Capture& captured : captures_) {
    if (captured.name == name) code().emit(Op::MOVE, captured.place, value);
  }
}

// --- matching

// Falls through when the value in `subject` matches, else jumps to `fail`.
bool Generator::pattern(NodeId node, Register subject, Label fail) {
  Step step = Step::match_pattern;
  switch (tree_.kind(node)) {
    case NodeKind::kMatchAs:
      if (tree_.present(tree_.first(node))) break;
      [[fallthrough]];
    case NodeKind::kMatchStar:
      emit_capture(tree_.name(node), subject);
      return true;
    case NodeKind::kMatchSequence:
      step = Step::pattern_sequence;
      break;
    case NodeKind::kMatchMapping:
      step = Step::pattern_mapping;
      break;
    case NodeKind::kMatchClass:
      step = Step::pattern_class;
      break;
    case NodeKind::kMatchOr:
      step = Step::pattern_or;
      break;
    default:
      break;
  }
  begin(step, node, kAny, subject);
  if (!failed()) task().b = static_cast<uint32_t>(fail);
  return false;
}

void Generator::match_pattern(Task& f) {
  TS_BEGIN
  if (tree_.is(f.node, NodeKind::kMatchAs)) {
    TS_AWAIT(pattern(tree_.first(f.node), f.a, Label{f.b}));
    emit_capture(tree_.name(f.node), f.a);
  } else if (tree_.is(f.node, NodeKind::kMatchValue)) {
    TS_AWAIT(expression(tree_.first(f.node), kAny));
    at(f.node);
    code().emit(Op::JNEQ, f.a, result_, f.b);
  } else {
    at(f.node);
    const ConstantKind value = tree_.constant_kind(f.node);
    if (value == ConstantKind::kNone) {
      code().emit(Op::JNOTNONE, f.a, f.b);
    } else {
      load_special(value == ConstantKind::kTrue ? Special::kTrue : Special::kFalse, kPush);
      code().emit(Op::IS, f.mark, f.a, f.mark);
      code().emit(Op::JFALSE, f.mark, f.b);
    }
  }
  code().set_top(f.mark);
  TS_END;
}

// c: the alternative, d: where a match goes on.
void Generator::pattern_or(Task& f) {
  TS_BEGIN
  f.d = static_cast<uint32_t>(code().new_label());
  for (f.c = tree_.first(f.node); f.c != kNoNode; f.c = tree_.next(f.c)) {
    if (tree_.next(f.c) == kNoNode) {
      TS_AWAIT(pattern(f.c, f.a, Label{f.b}));
    } else {
      TS_AWAIT(begin_alternative(f.c, f.a, Label{f.d}));
    }
    code().set_top(f.mark);
  }
  code().bind(Label{f.d});
  TS_END;
}

bool Generator::begin_alternative(NodeId node, Register subject, Label matched) {
  begin(Step::pattern_alternative, node, kAny, subject);
  if (!failed()) task().b = static_cast<uint32_t>(matched);
  return false;
}

// An alternative that others follow: b is where a match goes on.
void Generator::pattern_alternative(Task& f) {
  TS_BEGIN
  f.c = static_cast<uint32_t>(code().new_label());
  TS_AWAIT(pattern(f.node, f.a, Label{f.c}));
  code().emit(Op::JUMP, f.b);
  code().bind(Label{f.c});
  TS_END;
}

// --- sequences

// a: subject, b: fail, c: the part, d: its register or index; flag: by subscript.
void Generator::pattern_sequence(Task& f) {
  TS_BEGIN {
    uint32_t size = 0;
    uint32_t before = 0;
    bool starred = false;
    bool star_wildcard = false;
    bool only_wildcards = true;
    for (NodeId part = tree_.first(f.node); part != kNoNode; part = tree_.next(part), size++) {
      const bool wildcard = is_wildcard(tree_, part);
      only_wildcards &= wildcard;
      if (!tree_.is(part, NodeKind::kMatchStar)) continue;
      if (starred) {
        return error(f.node, {"multiple starred names in sequence pattern"});
      }
      starred = true;
      star_wildcard = wildcard;
      before = size;
    }
    at(f.node);
    const Register t = code().push();
    code().emit(Op::MATCHSEQ, t, f.a);
    code().emit(Op::JFALSE, t, f.b);
    if (!starred || size > 1) {
      code().emit(Op::GETLEN, t, f.a);
      load_unsigned(starred ? size - 1 : size, kPush);
      code().emit(starred ? Op::JNGE : Op::JNEQ, t, t + 1, f.b);
    }
    code().set_top(t);
    if (only_wildcards) return finish(kAny);
    f.flag = star_wildcard;
    if (!star_wildcard) {
      if (starred) {
        code().emit(Op::UNPACKEX, t, f.a, before, size - before - 1);
      } else {
        code().emit(Op::UNPACK, t, f.a, size);
      }
      code().set_top(t + size);
    }
  }
  f.d = 0;
  for (f.c = tree_.first(f.node); f.c != kNoNode; f.c = tree_.next(f.c), f.d++) {
    if (is_wildcard(tree_, f.c)) continue;
    if (f.flag != 0) {
      get_sequence_item(f.node, f.a, f.d, f.mark);
      code().set_top(f.mark + 1);
    }
    TS_AWAIT(pattern(f.c, f.flag != 0 ? f.mark : f.mark + f.d, Label{f.b}));
  }
  code().set_top(f.mark);
  TS_END;
}

// The item that part `index` of a sequence pattern with a wildcard star is about.
void Generator::get_sequence_item(NodeId node, Register subject, uint32_t index, Register d) {
  uint32_t behind = 0;  // this part and those behind it
  bool after_star = false;
  NodeId part = tree_.first(node);
  for (uint32_t i = 0; part != kNoNode; part = tree_.next(part), i++) {
    if (i < index && tree_.is(part, NodeKind::kMatchStar)) after_star = true;
    if (i >= index) behind += 1;
  }
  code().set_top(d + 1);
  if (after_star) {
    code().emit(Op::GETLEN, d, subject);
    load_unsigned(behind, kPush);
    code().emit(Op::SUB, d, d, d + 1);
  } else {
    load_unsigned(index, d);
  }
  code().emit(Op::GETITEM, d, subject, d);
}

// --- mappings

// R[mark] is the tuple of keys, R[mark + 1] the values found, then the values themselves.
// a: subject, b: fail, c: the key, d: how many.
void Generator::pattern_mapping(Task& f) {
  TS_BEGIN
  at(f.node);
  code().push();
  code().emit(Op::MATCHMAP, f.mark, f.a);
  code().emit(Op::JFALSE, f.mark, f.b);
  f.d = tree_.child_count(f.node) / 2;
  if (f.d != 0) {
    code().emit(Op::GETLEN, f.mark, f.a);
    load_unsigned(f.d, kPush);
    code().emit(Op::JNGE, f.mark, f.mark + 1, f.b);
    if (!check_keys(f.node)) return;
  }
  code().set_top(f.mark);
  for (f.c = tree_.first(f.node); f.c != kNoNode; f.c = tree_.next(tree_.next(f.c))) {
    TS_AWAIT(expression(f.c, kPush));
  }
  at(f.node);
  code().need(f.mark, 2);
  code().emit(Op::BUILDTUPLE, f.mark, f.mark, f.d);
  if (f.d != 0) {
    code().emit(Op::MATCHKEYS, f.mark + 1, f.a, f.mark);
    code().emit(Op::JNONE, f.mark + 1, f.b);
  }
  if (tree_.name(f.node) != kNoName) {
    // The rest: a copy without the keys.
    const Register rest = f.mark + 2U;
    code().set_top(rest + 1);
    code().emit(Op::BUILDDICT, rest, rest, 0);
    code().emit(Op::DICTUPDATE, rest, f.a);
    code().need(rest + 1, f.d);
    if (f.d != 0) code().emit(Op::UNPACK, rest + 1, f.mark, f.d);
    for (uint32_t i = 0; i < f.d; i++) code().emit(Op::DELITEM, rest, rest + 1 + i);
    emit_capture(tree_.name(f.node), rest);
  }
  if (f.d != 0) {
    code().emit(Op::UNPACK, f.mark + 2, f.mark + 1, f.d);
    code().set_top(f.mark + 2 + f.d);
  }
  f.d = f.mark + 2;
  for (f.c = tree_.first(f.node); f.c != kNoNode; f.c = tree_.next(tree_.next(f.c)), f.d++) {
    TS_AWAIT(pattern(tree_.next(f.c), f.d, Label{f.b}));
  }
  code().set_top(f.mark);
  TS_END;
}

bool Generator::check_keys(NodeId node) {
  const uint32_t mark = items_.size();
  for (NodeId key = tree_.first(node); key != kNoNode; key = tree_.next(tree_.next(key))) {
    ConstId value;
    if (!fold(key, &value)) continue;
    for (uint32_t i = mark; i < items_.size(); i++) {
      if (!sink_.equal(items_[i], value)) continue;
      items_.truncate(mark);
      error(node, {"mapping pattern checks duplicate key (", sink_.repr(value), ")"});
      return false;
    }
    items_.push(value);
  }
  items_.truncate(mark);
  return true;
}

// --- classes

// R[mark] is the tuple of attributes, then the attributes. a: subject, b: fail, c: the part.
void Generator::pattern_class(Task& f) {
  const NodeId parts = tree_.next(tree_.first(f.node));
  TS_BEGIN
  TS_AWAIT(expression(tree_.first(f.node), kAny));
  {
    uint32_t positional = 0;
    const uint32_t mark = items_.size();
    for (NodeId part = parts; part != kNoNode; part = tree_.next(part)) {
      if (!tree_.is(part, NodeKind::kKeywordPattern)) {
        positional += 1;
        continue;
      }
      for (NodeId other = parts; other != part; other = tree_.next(other)) {
        if (!tree_.is(other, NodeKind::kKeywordPattern)) continue;
        if (tree_.name(other) != tree_.name(part)) continue;
        return error(tree_.first(part), {"attribute name repeated in class pattern: ",
                                         sink_.name_text(tree_.name(part))});
      }
      items_.push(sink_.name_constant(tree_.name(part)));
    }
    const ConstId names = sink_.tuple(items_.span().subspan(mark));
    f.d = positional + items_.size() - mark;
    items_.truncate(mark);
    at(f.node);
    code().set_top(f.mark + 1);
    code().emit(Op::MATCHCLASS, f.mark, f.a, result_, positional, code().constant(names));
    code().emit(Op::JNONE, f.mark, f.b);
    if (f.d == 0) {
      code().set_top(f.mark);
      return finish(kAny);
    }
    code().emit(Op::UNPACK, f.mark + 1, f.mark, f.d);
    code().set_top(f.mark + 1 + f.d);
  }
  f.d = f.mark + 1;
  for (f.c = parts; f.c != kNoNode; f.c = tree_.next(f.c), f.d++) {
    TS_AWAIT(pattern(tree_.is(f.c, NodeKind::kKeywordPattern) ? tree_.first(f.c) : f.c, f.d,
                     Label{f.b}));
  }
  code().set_top(f.mark);
  TS_END;
}

}  // namespace ts::lang
