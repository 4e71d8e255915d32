// Literals (Language Reference 6.2.2 to 6.2.4): numbers, adjacent strings as one, f-strings and
// t-strings. A group of strings is a frame on the expression stack, its replacement fields are
// containers like any bracket. Text that is not yet a Constant waits in the lexer's `value()`.

#include "lang/char_class.h"
#include "lang/parser_impl.h"

namespace ts::lang {
namespace {

using enum TokenKind;

// Flags of Frame::Kind::kStrings.
enum : uint8_t {
  kTemplate = 1,
  kFormatted = 2,
  kPlain = 4,
  kBytes = 8,
  kUnicode = 16,  // the pending text starts with a u-string
  kSpec = 32,     // the group is a format spec
  kPending = 64,  // there is pending text, perhaps empty
};

constexpr uint32_t kMaxDecimalDigits = 4300;

std::string_view trim_right(std::string_view text) {
  while (!text.empty() && (text.back() == ' ' || text.back() == '\t' || text.back() == '\n' ||
                           text.back() == '\f')) {
    text.remove_suffix(1);
  }
  return text;
}

}  // namespace

// --- numbers

NodeId ParserImpl::number() {
  std::string_view text = lexer_.text();
  int base = 10;
  if (text.size() > 2 && text[0] == '0') {
    char letter = static_cast<char>(text[1] | 0x20);
    base = letter == 'x' ? 16 : letter == 'o' ? 8 : letter == 'b' ? 2 : 10;
    if (base != 10) text.remove_prefix(2);
  }
  if (text.find('_') != text.npos) {
    scratch_.clear();
    for (char c : text) {
      if (c != '_') scratch_.push(c);
    }
    text = {scratch_.data(), scratch_.size()};
  }
  ConstantKind kind = ConstantKind::kInteger;
  ConstId id{};
  if (base == 10 && (text.back() | 0x20) == 'j') {
    kind = ConstantKind::kImaginary;
    id = sink_.imaginary(text.substr(0, text.size() - 1));
  } else if (base == 10 && text.find_first_of(".eE") != text.npos) {
    kind = ConstantKind::kReal;
    id = sink_.real(text);
  } else if (base == 10 && text.size() > kMaxDecimalDigits) {
    Span span{here().line, 0, 0, 0};
    error_at(span, {"Exceeds the limit (4300 digits) for integer string conversion: value has ",
                    static_cast<uint32_t>(text.size()),
                    " digits; use sys.set_int_max_str_digits() to increase the limit - Consider "
                    "hexadecimal for huge integer literals to avoid decimal conversion limits."});
    return kNoNode;
  } else {
    id = sink_.integer(text, base);
  }
  NodeId node = tree_.add(NodeKind::kConstant, here());
  tree_.set_op(node, kind);
  tree_.set_constant(node, id);
  advance();
  return node;
}

// --- groups of strings

// The Constant of the text behind `mark`, which it takes off.
NodeId ParserImpl::string_constant(const Span& span, uint32_t mark, ConstantKind kind) {
  base::Array<char>& value = lexer_.value();
  std::string_view text{value.data() + mark, value.size() - mark};
  ConstId id = kind == ConstantKind::kBytes ? sink_.bytes(text) : sink_.string(text);
  value.truncate(mark);
  NodeId node = tree_.add(NodeKind::kConstant, span);
  tree_.set_op(node, kind);
  tree_.set_constant(node, id);
  return node;
}

// A Constant of adjacent strings, or (kNoNode) an f-string follows or the kinds do not mix.
NodeId ParserImpl::plain_strings(uint8_t* flags) {
  uint32_t mark = lexer_.token().begin;
  Span start = here();
  *flags = lexer_.token().is_unicode ? kUnicode : 0;
  while (at(kString)) {
    *flags |= lexer_.token().is_bytes ? kBytes : kPlain;
    advance();
  }
  if (at(kFStringStart) || stopped()) return kNoNode;
  if ((*flags & kBytes) != 0 && (*flags & kPlain) != 0) {
    error_here({"cannot mix bytes and nonbytes literals"});
    return kNoNode;
  }
  ConstantKind kind = (*flags & kBytes) != 0     ? ConstantKind::kBytes
                      : (*flags & kUnicode) != 0 ? ConstantKind::kUnicodeString
                                                 : ConstantKind::kString;
  return string_constant(span_from(start), mark, kind);
}

ParserImpl::State ParserImpl::strings(NodeId* value) {
  Span start = here();
  uint8_t flags = 0;
  uint32_t mark = lexer_.value().size();
  if (at(kString)) {
    mark = lexer_.token().begin;
    *value = plain_strings(&flags);
    if (*value != kNoNode || stopped()) return State::kValue;
    flags |= kPending;
  }
  Span pending{start.line, start.column, lexer_.previous_end_line(), lexer_.previous_end_column()};
  push_strings(start, mark, flags, pending);
  return State::kText;
}

void ParserImpl::push_strings(const Span& start, uint32_t mark, uint8_t flags,
                              const Span& pending) {
  NodeId node = make(NodeKind::kJoinedStr, start);
  Frame& text = push(Frame::Kind::kPendingText, Precedence::kContainer, pending);
  text.node = pending.end_line;
  text.tail = pending.end_column;
  Frame& frame = push(Frame::Kind::kStrings, Precedence::kContainer, start, flags);
  frame.node = node;
  frame.extra = mark;
}

// The current token, or text that was appended to value(), belongs to the pending Constant.
void ParserImpl::add_pending(uint32_t strings, const Span& span) {
  Frame& frame = frames_[strings];
  Frame& pending = frames_[strings - 1];
  if ((frame.flags & kPending) == 0) {
    frame.flags |= kPending;
    pending.line = span.line;
    pending.column = span.column;
  }
  pending.node = span.end_line;
  pending.tail = span.end_column;
}

void ParserImpl::flush_pending(uint32_t strings) {
  Frame& frame = frames_[strings];
  const Frame& pending = frames_[strings - 1];
  if ((frame.flags & kPending) == 0) return;
  if (lexer_.value().size() > frame.extra) {
    Span span{pending.line, pending.column, pending.node, pending.tail};
    NodeId node = string_constant(
        span, frame.extra,
        (frame.flags & kUnicode) != 0 ? ConstantKind::kUnicodeString : ConstantKind::kString);
    append(frame.node, &frame.tail, node);
  }
  frame.flags &= static_cast<uint8_t>(~(kPending | kUnicode));
}

// Inside a group of strings: a literal, a piece of text, a field, or the end.
ParserImpl::State ParserImpl::text(NodeId* value) {
  while (!stopped()) {
    uint32_t strings = frames_.size() - 1;
    Frame& frame = frames_[strings];
    switch (kind()) {
      case kString:
        frame.flags |= lexer_.token().is_bytes ? kBytes : kPlain;
        if ((frame.flags & kPending) == 0 && lexer_.token().is_unicode) frame.flags |= kUnicode;
        add_pending(strings, here());
        break;
      case kFStringStart:
        frame.flags |= lexer_.token().is_template ? kTemplate : kFormatted;
        in_literal_ = true;
        break;
      case kFStringMiddle:
        add_pending(strings, here());
        break;
      case kLeftBrace:
        if (!in_literal_) return end_of_strings(value);
        return open_field();
      case kRightBrace:
        return (frame.flags & kSpec) != 0 ? end_of_spec() : end_of_strings(value);
      case kFStringEnd:
        if ((frame.flags & kSpec) != 0) {
          const char letter[] = {lexer_.string_letter(), '\0'};
          error_here({letter[0] != 0 ? letter : "f", "-string: expecting '}', or format specs"});
          return State::kDone;
        }
        in_literal_ = false;
        break;
      default:
        return end_of_strings(value);
    }
    advance();
  }
  return State::kDone;
}

ParserImpl::State ParserImpl::end_of_strings(NodeId* value) {
  flush_pending(frames_.size() - 1);
  Frame frame = pop();
  pop();
  Span span = span_from({frame.line, frame.column, 0, 0});
  if ((frame.flags & kTemplate) != 0) {
    if ((frame.flags & (kFormatted | kPlain | kBytes)) != 0) {
      error_at(span, {"cannot mix t-string literals with string or bytes literals"});
    }
    tree_.set_kind(frame.node, NodeKind::kTemplateStr);
  } else if ((frame.flags & kBytes) != 0) {
    error_here({"cannot mix bytes and nonbytes literals"});
  }
  finish(frame.node);
  *value = frame.node;
  value_start_ = span;
  return State::kValue;
}

// --- replacement fields

ParserImpl::State ParserImpl::open_field() {
  push(Frame::Kind::kField, Precedence::kContainer, here(),
       Frame::kTupleOk | Frame::kStarOk | Frame::kYieldOk);
  in_literal_ = false;
  advance();
  return State::kOperand;
}

// The expression of a field, or a part of the tuple that it is, is complete.
ParserImpl::State ParserImpl::in_field(NodeId* value) {
  if (!is_bare_yield(*value)) {
    NodeId tuple = top().node;
    NodeId tail = top().tail;
    State state = add_to_tuple(&tuple, &tail, value);
    top().node = tuple;
    top().tail = tail;
    if (state == State::kOperand) return state;
  }
  if (!at(kEqual) && !at(kExclamation) && !at(kColon) && !at(kRightBrace)) {
    unexpected(*value);
    return State::kDone;
  }
  uint32_t strings = frames_.size() - 2;
  bool is_template = lexer_.string_letter() == 't' && (frames_[strings].flags & kSpec) == 0;
  NodeId node = make(is_template ? NodeKind::kInterpolation : NodeKind::kFormattedValue, top());
  tree_.set_first(node, *value);
  if (is_template) {
    tree_.set_constant(node, sink_.string(trim_right(lexer_.field_text())));
  }
  bool debug = at(kEqual);
  if (debug) debug_text(strings);
  uint8_t conversion = 0;
  if (at(kExclamation) && !take_conversion(&conversion)) return State::kDone;
  bool defaulted = debug && conversion == 0 && !at(kColon);
  if (defaulted) conversion = 'r';
  tree_.set_op(node, conversion);
  field_debug_ = debug;
  field_converted_ = conversion != 0 && !defaulted;
  flush_pending(strings);
  append(frames_[strings].node, &frames_[strings].tail, node);
  top().node = node;
  if (at(kColon)) return open_spec();
  return close_field();
}

// `=` behind a field's expression: the source of both becomes text.
void ParserImpl::debug_text(uint32_t strings) {
  advance();
  std::string_view text = lexer_.field_text();
  lexer_.value().append(text.data(), text.size());
  add_pending(strings, {top().line, top().column + 1, here().line, here().column});
}

bool ParserImpl::take_conversion(uint8_t* conversion) {
  const char letter[] = {lexer_.string_letter(), '\0'};
  Span mark = here();
  advance();
  if (!at(kName)) {
    if (stopped()) return false;
    error_here({letter, at(kColon) || at(kRightBrace) ? "-string: missing conversion character"
                                                      : "-string: invalid conversion character"});
    return false;
  }
  if (here().line != mark.end_line || here().column != mark.end_column) {
    error_at({mark.line, mark.column, here().end_line, here().end_column},
             {letter, "-string: conversion type must come right after the exclamation mark"});
    return false;
  }
  std::string_view name = lexer_.text();
  if (name != "s" && name != "r" && name != "a") {
    error_here(
        {letter, "-string: invalid conversion character '", name, "': expected 's', 'r', or 'a'"});
    return false;
  }
  *conversion = static_cast<uint8_t>(name[0]);
  advance();
  return true;
}

ParserImpl::State ParserImpl::open_spec() {
  Span start = here();
  uint32_t mark = lexer_.value().size();
  advance();
  push_strings(start, mark, kSpec, {});
  in_literal_ = true;
  return State::kText;
}

ParserImpl::State ParserImpl::end_of_spec() {
  flush_pending(frames_.size() - 1);
  NodeId spec = pop().node;
  pop();
  finish(spec);
  tree_.set_next(tree_.first(top().node), spec);
  return close_field();
}

ParserImpl::State ParserImpl::close_field() {
  if (!at(kRightBrace)) {
    unexpected();
    return State::kDone;
  }
  NodeId node = pop().node;
  advance();
  finish(node);
  in_literal_ = true;
  return State::kText;
}

}  // namespace ts::lang
