// f-strings and t-strings. PEP 498, 701, 750.

#include "lang/codegen.h"

namespace ts::lang {

using bytecode::Op;
using bytecode::Special;

namespace {

constexpr uint32_t kMaxParts = 32;  // joined at once; more are joined in turns

uint32_t conversion_number(uint8_t conversion) {
  return conversion == 's' ? 1 : conversion == 'r' ? 2 : conversion == 'a' ? 3 : 0;
}

}  // namespace

void Generator::format_value(Task& f) {
  const NodeId value = tree_.first(f.node);
  TS_BEGIN
  TS_AWAIT(expression(value, kAny));
  f.a = result_;
  if (tree_.present(tree_.next(value))) {
    settle(f.a, tree_.next(value));
    TS_AWAIT(expression(tree_.next(value), kAny));
    const Register d = target(f);
    at(f.node);
    code().emit(Op::FORMATSPEC, d, f.a, result_, conversion_number(tree_.op(f.node)));
    return finish(d);
  }
  {
    const Register d = target(f);
    at(f.node);
    code().emit(Op::FORMAT, d, f.a, conversion_number(tree_.op(f.node)));
    return finish(d);
  }
  TS_END;
}

// a: the part, b: how many are in the window.
void Generator::joined_string(Task& f) {
  TS_BEGIN
  for (f.a = tree_.first(f.node); f.a != kNoNode; f.a = tree_.next(f.a)) {
    if (f.b == kMaxParts) {
      code().emit(Op::BUILDSTR, f.mark, f.mark, f.b);
      code().set_top(f.mark + 1);
      f.b = 1;
    }
    TS_AWAIT(expression(f.a, kPush));
    f.b += 1;
  }
  {
    const Register d = target(f);
    at(f.node);
    code().need(f.mark, 1);
    if (f.b == 0) {
      load_const_id(sink_.string(""), d);
    } else if (f.b > 1) {
      code().emit(Op::BUILDSTR, d, f.mark, f.b);
    } else if (d != f.mark) {
      code().emit(Op::MOVE, d, f.mark);
    }
    return finish(d);
  }
  TS_END;
}

// R[mark] collects the strings, R[mark + 1] the interpolations. A string stands before and behind
// each interpolation, if only the empty one. flag: a string was the last part.
void Generator::template_string(Task& f) {
  TS_BEGIN
  at(f.node);
  code().set_top(f.mark + 2);
  code().emit(Op::BUILDLIST, f.mark, f.mark, 0);
  code().emit(Op::BUILDLIST, f.mark + 1, f.mark + 1, 0);
  for (f.a = tree_.first(f.node); f.a != kNoNode; f.a = tree_.next(f.a)) {
    if (!tree_.is(f.a, NodeKind::kInterpolation)) {
      TS_AWAIT(expression(f.a, kAny));
      code().emit(Op::LISTAPPEND, f.mark, result_);
      f.flag = 1;
    } else {
      if (f.flag == 0) append_empty(f.mark);
      f.flag = 0;
      TS_AWAIT(expression(tree_.first(f.a), kPush));
      load_const_id(tree_.constant(f.a), kPush);
      if (tree_.op(f.a) == 0) {
        load_special(Special::kNone, kPush);
      } else {
        const char letter = static_cast<char>(tree_.op(f.a));
        load_const_id(sink_.string({&letter, 1}), kPush);
      }
      if (tree_.present(tree_.next(tree_.first(f.a)))) {
        TS_AWAIT(expression(tree_.next(tree_.first(f.a)), kPush));
      } else {
        load_const_id(sink_.string(""), kPush);
      }
      at(f.a);
      code().emit(Op::BUILDINTERP, f.mark + 2, f.mark + 2);
      code().emit(Op::LISTAPPEND, f.mark + 1, f.mark + 2);
    }
    code().set_top(f.mark + 2);
  }
  if (f.flag == 0) append_empty(f.mark);
  at(f.node);
  code().emit(Op::LISTTOTUPLE, f.mark, f.mark);
  code().emit(Op::LISTTOTUPLE, f.mark + 1, f.mark + 1);
  {
    const Register d = target(f);
    code().emit(Op::BUILDTEMPLATE, d, f.mark, f.mark + 1);
    return finish(d);
  }
  TS_END;
}

void Generator::append_empty(Register list) {
  load_const_id(sink_.string(""), kPush);
  code().emit(Op::LISTAPPEND, list, result_);
  code().set_top(result_);
}

}  // namespace ts::lang
