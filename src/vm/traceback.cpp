// Prints exceptions: see traceback.h. The layout follows CPython's traceback module line by line,
// group drawings (PEP 654) and carets (PEP 657) included. Holds little: a line at a time, no lists
// of what is to come.

#include "vm/traceback.h"

#include "base/utf8.h"
#include "bytecode/tables.h"
#include "object/exceptions.h"
#include "object/special.h"
#include "vm/caret_anchors.h"
#include "vm/frame_objects.h"
#include "vm/source_lines.h"
#include "vm/suggestions.h"

namespace ts::vm {

namespace {

constexpr unsigned kMaxGroupWidth = 15, kMaxGroupDepth = 10, kRecursiveCutoff = 3;

bool is_space(char c) { return c == ' ' || (c >= '\t' && c <= '\r'); }

bool is_wide(char32_t c) {
  // East Asian wide and fullwidth, the blocks that occur in source code (UAX #11).
  return c >= 0x1100 && ((c <= 0x115F) || (c >= 0x2E80 && c <= 0xA4CF && c != 0x303F) ||
                         (c >= 0xAC00 && c <= 0xD7A3) || (c >= 0xF900 && c <= 0xFAFF) ||
                         (c >= 0xFE30 && c <= 0xFE6F) || (c >= 0xFF00 && c <= 0xFF60) ||
                         (c >= 0xFFE0 && c <= 0xFFE6) || (c >= 0x1F300 && c <= 0x1F64F) ||
                         (c >= 0x1F900 && c <= 0x1F9FF) || (c >= 0x20000 && c <= 0x3FFFD));
}

size_t display_width(std::string_view text) {
  size_t width = 0;
  const char* at = text.data();
  const char* end = at + text.size();
  while (at < end) width += is_wide(base::utf8_next_unchecked(&at)) ? 2 : 1;
  return width;
}

/// An exception that is being printed, with those around it: what leads back to one of them is not
/// printed again.
struct Active {
  Value exception;
  const Active* outer;
  bool contains(Value v) const {
    for (const Active* a = this; a; a = a->outer) {
      if (a->exception == v) return true;
    }
    return false;
  }
};

enum class Link : uint8_t { kNone, kCause, kContext };

/// What comes before `e` in its chain; all-zero at the end.
Value previous_in_chain(Value e, Link& link) {
  auto* x = as_exception(e);
  bool cause = x->cause && !x->cause.is_none();
  bool context = x->context && !x->context.is_none() && !x->suppress_context;
  link = cause ? Link::kCause : context ? Link::kContext : Link::kNone;
  return cause ? x->cause : context ? x->context : Value();
}

class Printer {
 public:
  Printer(Thread& t, TextWriter writer) : t_(t), writer_(writer) {}

  bool print(Value exception) {
    print_chain(exception, nullptr);
    flush();
    return !failed_;
  }

 private:
  // --- output
  void flush() {
    if (used_ && !failed_) failed_ = !writer_.write(t_, writer_.context, {buffer_, used_});
    used_ = 0;
  }

  /// Text as it is.
  void put(std::string_view text) {
    while (!text.empty()) {
      size_t n = text.size() < sizeof buffer_ - used_ ? text.size() : sizeof buffer_ - used_;
      while (n > 0 && n < text.size() && base::utf8_is_continuation(text[n])) n--;
      std::memcpy(buffer_ + used_, text.data(), n);
      used_ += n;
      text.remove_prefix(n);
      if (!text.empty()) flush();
    }
  }

  /// Text whose lines get the margin of the exception groups around.
  void emit(std::string_view text) {
    while (!text.empty()) {
      if (line_start_) {
        put_spaces(2 * depth_);
        if (depth_) put(margin_ == '+' ? "+ " : "| ");
        margin_ = '|';
      }
      size_t end = text.find('\n');
      size_t length = end == std::string_view::npos ? text.size() : end + 1;
      put(text.substr(0, length));
      line_start_ = end != std::string_view::npos;
      text.remove_prefix(length);
    }
  }
  void emit(Value text) {
    if (text && is_instance_of_native(*t_.vm, text, numbers::kStr)) emit(as_str(text)->view());
  }
  void emit_number(int64_t n) { emit(number_text(n)); }
  void put_spaces(size_t n) {
    for (; n > 0; n--) put(" ");
  }

  std::string_view number_text(int64_t n) {
    size_t at = sizeof digits_;
    uint64_t rest = n < 0 ? uint64_t{0} - static_cast<uint64_t>(n) : static_cast<uint64_t>(n);
    do digits_[--at] = static_cast<char>('0' + rest % 10);
    while (rest /= 10);
    if (n < 0) digits_[--at] = '-';
    return {digits_ + at, sizeof digits_ - at};
  }

  // --- what Python code says about itself, which may fail
  void clear_error() {
    if (t_.pending) take_pending(t_);
  }
  Value safe_str(Value v, const char* otherwise) {
    Value text = str(t_, v);
    clear_error();
    return text ? text : make_safe(otherwise);
  }
  Value make_safe(const char* text) {
    Value v = make_str(t_, text);
    clear_error();
    return v;
  }
  Value safe_attribute(Value o, const Str* name) {
    Value v = find_attr(t_, o, name);
    clear_error();
    return v ? v : kAbsent;
  }

  // --- one exception and its causes
  void print_chain(Value exception, const Active* outer) {
    // The oldest comes first. Memory may be short, so its place is found anew each time rather than
    // kept in a list.
    size_t length = chain_length(exception, outer);
    for (size_t i = length; i-- > 0 && !failed_;) {
      Link link = Link::kNone;
      Value e = nth_in_chain(exception, i, link);
      Active active{e, outer};
      print_one(e, active);
      if (i == 0) break;
      Link newer;
      previous_in_chain(nth_in_chain(exception, i - 1, link), newer);
      emit(newer == Link::kCause
               ? "\nThe above exception was the direct cause of the following exception:\n\n"
               : "\nDuring handling of the above exception, another exception occurred:\n\n");
    }
  }

  static Value nth_in_chain(Value e, size_t n, Link& link) {
    for (; n > 0; n--) e = previous_in_chain(e, link);
    return e;
  }

  /// Exceptions in the chain, up to the first that comes again.
  static size_t chain_length(Value first, const Active* outer) {
    size_t n = 0;
    Link link;
    for (Value e = first; e; e = previous_in_chain(e, link)) {
      if (n > 0 && outer && outer->contains(e)) return n;
      Value earlier = first;
      for (size_t i = 0; i < n; i++, earlier = previous_in_chain(earlier, link)) {
        if (earlier == e) return n;
      }
      n++;
    }
    return n;
  }

  void print_one(Value e, const Active& active) {
    if (!is_exception_group(t_, e) || group_items(e).empty()) {
      if (has_traceback(e)) {
        emit("Traceback (most recent call last):\n");
        print_stack(e);
      }
      print_exception_only(e);
      return;
    }
    if (depth_ > kMaxGroupDepth) {
      emit("... (max_group_depth is ");
      emit_number(kMaxGroupDepth);
      emit(")\n");
      return;
    }
    print_group(e, active);
  }

  void print_group(Value e, const Active& active) {
    bool top_level = depth_ == 0;
    if (top_level) depth_++;
    if (has_traceback(e)) {
      if (top_level) margin_ = '+';
      emit("Exception Group Traceback (most recent call last):\n");
      print_stack(e);
    }
    print_exception_only(e);
    size_t count = group_items(e).size();
    size_t shown = count <= kMaxGroupWidth ? count : kMaxGroupWidth + 1;
    need_close_ = false;
    for (size_t i = 0; i < shown && !failed_; i++) {
      bool last = i == shown - 1;
      if (last) need_close_ = true;
      bool truncated = i >= kMaxGroupWidth;
      put_spaces(2 * depth_);
      put(i == 0 ? "+-" : "  ");
      put("+---------------- ");
      put(truncated ? std::string_view("...") : number_text(static_cast<int64_t>(i) + 1));
      put(" ----------------\n");
      depth_++;
      if (!truncated) {
        print_chain(group_items(e)[i], &active);
      } else {
        emit("and ");
        emit_number(static_cast<int64_t>(count - kMaxGroupWidth));
        emit(count - kMaxGroupWidth > 1 ? " more exceptions\n" : " more exception\n");
      }
      if (last && need_close_) {
        put_spaces(2 * depth_);
        put("+------------------------------------\n");
        need_close_ = false;
      }
      depth_--;
    }
    if (top_level) depth_ = 0;
  }

  // --- the stack
  static Value first_entry(Value e) { return as_exception(e)->traceback; }
  static bool has_traceback(Value e) {
    return first_entry(e) && is_exact(first_entry(e), numbers::kTraceback);
  }

  struct Place {
    Code* code = nullptr;
    bytecode::Position position;
    bool same_as(const Place& other) const {
      return code && other.code && position.line == other.position.line &&
             (code == other.code ||
              (str_equal(as_str(code->filename), as_str(other.code->filename)) &&
               str_equal(as_str(code->name), as_str(other.code->name))));
    }
  };

  void print_stack(Value e) {
    Place last;
    size_t repeated = 0;
    for (Value v = first_entry(e); v && is_exact(v, numbers::kTraceback) && !failed_;) {
      auto* entry = static_cast<Traceback*>(v.cell());
      Place place;
      place.code = static_cast<Function*>(entry->function.cell())->code;
      place.position = bytecode::find_position(line_table(place.code), place.code->first_line,
                                               static_cast<uint32_t>(entry->pc));
      if (!place.same_as(last)) {
        print_repetition(repeated);
        last = place;
        repeated = 0;
      }
      if (++repeated <= kRecursiveCutoff) print_frame(place);
      v = static_cast<Traceback*>(v.cell())->next;
    }
    print_repetition(repeated);
  }

  void print_repetition(size_t count) {
    if (count <= kRecursiveCutoff) return;
    count -= kRecursiveCutoff;
    emit("  [Previous line repeated ");
    emit_number(static_cast<int64_t>(count));
    emit(count > 1 ? " more times]\n" : " more time]\n");
  }

  void print_frame(const Place& place) {
    emit("  File \"");
    emit(place.code->filename);
    emit("\", line ");
    emit_number(place.position.line);
    emit(", in ");
    emit(place.code->name);
    emit("\n");
    bytecode::Position p = place.position;
    if (p.end_line < p.line) p.end_line = p.line;
    bool columns = p.column >= 0 && p.end_column >= 0;
    if (!columns) p.end_line = p.line;
    SourceLines source = find_source_lines(t_, place.code->filename, p.line, p.end_line);
    if (blank(source.text)) return;
    if (columns) {
      print_marked(source, p);
    } else {
      print_line(source.text);
    }
  }

  static bool blank(std::string_view text) {
    for (char c : text) {
      if (!is_space(c)) return false;
    }
    return true;
  }

  void print_line(std::string_view line) {
    emit("    ");
    emit(line);
    emit("\n");
  }

  // --- source lines with carets
  struct Marks {
    std::string_view text;  ///< all lines
    size_t lines;
    size_t start, end;  ///< byte offsets in the first and in the last line
    bool carets;
    CaretAnchors anchors;
    size_t left_line, left, right_line, right;  ///< where the anchors are: line and display column
    bool significant(size_t line) const {
      if (line == 0 || line == lines - 1) return true;
      if (anchors.kind == CaretAnchors::kNone) return false;
      auto near = [&](size_t at) { return line + 1 >= at && line <= at + 1; };
      return near(left_line) || near(right_line);
    }
  };

  /// A column of the file as an offset in the line as it is shown.
  static size_t shown_offset(int32_t column, size_t dedent, std::string_view line) {
    size_t offset = static_cast<size_t>(column) > dedent ? static_cast<size_t>(column) - dedent : 0;
    if (offset > line.size()) offset = line.size();
    while (offset > 0 && offset < line.size() && base::utf8_is_continuation(line[offset])) offset--;
    return offset;
  }

  void print_marked(const SourceLines& source, const bytecode::Position& p) {
    Marks m{};
    m.text = source.text;
    m.lines = static_cast<size_t>(p.end_line - p.line) + 1;
    if (count_lines(m.text) < m.lines) m.lines = count_lines(m.text);
    std::string_view first = line_of(m.text, 0), last = line_of(m.text, m.lines - 1);
    m.start = shown_offset(p.column, source.dedent, first);
    m.end = shown_offset(p.end_column, source.dedent, last);
    size_t segment_end = static_cast<size_t>(last.data() - m.text.data()) + m.end;
    if (segment_end < m.start) segment_end = m.start;
    m.anchors = find_anchors(m.text.substr(m.start, segment_end - m.start));
    m.carets = show_carets(m, first, last);
    if (m.anchors.kind != CaretAnchors::kNone) {
      locate(m, m.start + m.anchors.start, m.left_line, m.left);
      locate(m, m.start + m.anchors.end, m.right_line, m.right);
    }
    size_t previous = 0;
    for (size_t line = 0; line < m.lines && !failed_; line++) {
      if (!m.significant(line)) continue;
      if (line > previous + 2) {
        emit("    ...<");
        emit_number(static_cast<int64_t>(line - previous - 1));
        emit(" lines>...\n");
      } else if (line == previous + 2) {
        print_marked_line(m, line - 1);
      }
      print_marked_line(m, line);
      previous = line;
    }
  }

  static bool show_carets(const Marks& m, std::string_view first, std::string_view last) {
    std::string_view before = first.substr(0, m.start), after = last.substr(m.end);
    if (is_whole_statement(m.anchors, before, after)) return false;
    return m.anchors.kind != CaretAnchors::kNone || !blank(before) || !blank(after);
  }

  /// Line and display column of a byte offset.
  static void locate(const Marks& m, size_t offset, size_t& line, size_t& column) {
    std::string_view before = m.text.substr(0, offset);
    line = count_lines(before) - 1;
    size_t start = before.rfind('\n');
    column = display_width(start == std::string_view::npos ? before : before.substr(start + 1));
  }

  void print_marked_line(const Marks& m, size_t i) {
    std::string_view line = line_of(m.text, i);
    print_line(line);
    if (!m.carets) return;
    bool first = i == 0, last = i == m.lines - 1;
    size_t spaces = 0;
    while (spaces < line.size() && is_space(line[spaces])) spaces++;
    size_t from = first ? display_width(line.substr(0, m.start)) : 0;
    size_t to = display_width(last ? line.substr(0, m.end) : line);
    bool anchored = m.anchors.kind != CaretAnchors::kNone;
    emit("    ");
    for (size_t column = 0; column < to; column++) {
      bool inside = anchored && (i > m.left_line || (i == m.left_line && column >= m.left)) &&
                    (i < m.right_line || (i == m.right_line && column < m.right));
      emit(column < spaces || column < from ? " " : !anchored || inside ? "^" : "~");
    }
    emit("\n");
  }

  // --- the last lines: class, text, notes
  void emit_type_name(Value e) {
    Value type(type_of(t_, e));
    Value module = safe_attribute(type, TS_NAME(__module__));
    Value name = safe_attribute(type, TS_NAME(__qualname__));
    if (is_str(module)) {
      std::string_view text = as_str(module)->view();
      if (text != "builtins" && text != "__main__") {
        emit(module);
        emit(".");
      }
    } else if (!module.is_absent()) {
      emit("<unknown>.");
    }
    if (is_str(name)) {
      emit(name);
    } else {
      emit(type_name(t_, e));
    }
  }

  void print_exception_only(Value e) {
    if (is_exception_of(t_, e, numbers::kSyntaxError)) {
      print_syntax_error(e);
    } else {
      emit_type_name(e);
      Value text = described(e);
      if (text && as_str(text)->bytes) {
        emit(": ");
        emit(text);
      }
      emit("\n");
    }
    print_notes(e);
  }

  /// str(e) with a suggestion.
  Value described(Value e) {
    Value text = safe_str(e, "<exception str() failed>");
    if (!text) return {};
    StrBuilder out(t_);
    out.append(text);
    append_suggestion(t_, out, e);
    Value all = out.finish();
    clear_error();
    return all ? all : text;
  }

  void print_notes(Value e) {
    Value notes = safe_attribute(e, TS_NAME(__notes__));
    if (notes.is_absent() || notes.is_none()) return;
    bool sequence = is_instance_of_native(*t_.vm, notes, numbers::kList) ||
                    is_instance_of_native(*t_.vm, notes, numbers::kTuple);
    Value items = sequence ? make_tuple_from(t_, notes) : Value();
    clear_error();
    if (!items) {
      Value text = repr(t_, notes);
      clear_error();
      emit(text ? text : make_safe("<__notes__ repr() failed>"));
      emit("\n");
      return;
    }
    for (Value note : static_cast<Tuple*>(items.cell())->span()) {
      emit(safe_str(note, "<note str() failed>"));
      emit("\n");
    }
  }

  void print_syntax_error(Value e) {
    auto part = [&](SyntaxField i) { return exception_field(e, i, kSyntaxErrorFields); };
    Value file = part(kSyntaxFilename), line = part(kSyntaxLine), text = part(kSyntaxText);
    bool named = is_instance_of_native(*t_.vm, file, numbers::kStr);
    if (!line.is_none()) {
      emit("  File \"");
      if (named) {
        emit(file);
      } else {
        emit("<string>");
      }
      emit("\", line ");
      emit(safe_str(line, "?"));
      emit("\n");
    }
    if (is_instance_of_native(*t_.vm, text, numbers::kStr)) {
      print_syntax_line(as_str(text)->view(), line, part(kSyntaxOffset), part(kSyntaxEndLine),
                        part(kSyntaxEndOffset));
    }
    emit_type_name(e);
    emit(": ");
    Value message = part(kSyntaxMessage);
    if (message.is_none()) {
      emit("<no detail available>");
    } else {
      emit(safe_str(message, "<exception str() failed>"));
    }
    if (line.is_none() && named) {
      emit(" (");
      emit(file);
      emit(")");
    }
    emit("\n");
  }

  void print_syntax_line(std::string_view text, Value line, Value offset_value, Value end_line,
                         Value end_value) {
    intptr_t full = static_cast<intptr_t>(base::utf8_count(text));
    while (!text.empty() && text.back() == '\n') text.remove_suffix(1);
    std::string_view shown = text;
    while (!shown.empty() && (shown[0] == ' ' || shown[0] == '\n' || shown[0] == '\f'))
      shown.remove_prefix(1);
    if (!offset_value.is_small_int()) {
      if (offset_value.is_none()) print_line(shown);
      return;
    }
    intptr_t length = static_cast<intptr_t>(base::utf8_count(text));
    intptr_t spaces = static_cast<intptr_t>(text.size() - shown.size());
    intptr_t offset = offset_value.small_int();
    intptr_t end = length + 1;
    if (line == end_line)
      end = end_value.is_small_int() && end_value.small_int() != 0 ? end_value.small_int() : offset;
    if (full && offset > full) offset = length + 1;
    if (full && end > full) end = length + 1;
    if (offset >= end || end < 0) end = offset + 1;
    print_line(shown);
    intptr_t column = offset - 1 - spaces;
    if (column < 0) return;
    emit("    ");
    const char* at = shown.data();
    for (intptr_t i = 0; i < column; i++) {
      // White space stays as it is, so that tabs keep the caret in place.
      char c = at < shown.data() + shown.size() && is_space(*at) ? *at : ' ';
      emit(std::string_view(&c, 1));
      if (at < shown.data() + shown.size()) base::utf8_next_unchecked(&at);
    }
    for (; offset < end; offset++) emit("^");
    emit("\n");
  }

  Thread& t_;
  TextWriter writer_;
  unsigned depth_ = 0;
  char margin_ = '|';
  bool line_start_ = true;
  bool need_close_ = false;
  bool failed_ = false;
  size_t used_ = 0;
  char digits_[20];
  char buffer_[120];
};

bool write_to_object(Thread& t, void* context, std::string_view text) {
  Value file = *static_cast<Value*>(context);
  Value s = TS_TRY(make_str(t, text));
  return static_cast<bool>(call_method(t, file, TS_NAME(write), {s}));
}

bool write_to_console(Thread&, void*, std::string_view text) {
  write_error_output(text);
  return true;
}

}  // namespace

bool print_exception(Thread& t, Value exception, TextWriter writer) {
  return Printer(t, writer).print(exception);
}

bool print_exception(Thread& t, Value exception, Value file) {
  if (!print_exception(t, exception, TextWriter{write_to_object, &file})) return false;
  // What was written should be seen even if the program ends here.
  call_method(t, file, TS_NAME(flush));
  if (t.pending) take_pending(t);
  return true;
}

void print_exception(Thread& t, Value exception) {
  Value sys = t.vm->roots.sys_dict;
  Value file = sys ? dict_get_str(static_cast<Dict*>(sys.cell()), TS_NAME(stderr)) : kAbsent;
  if (file.is_none()) return;
  bool done = !file.is_absent() && print_exception(t, exception, file);
  if (t.pending) take_pending(t);
  if (!done) print_exception(t, exception, TextWriter{write_to_console, nullptr});
  if (t.pending) take_pending(t);
}

}  // namespace ts::vm
