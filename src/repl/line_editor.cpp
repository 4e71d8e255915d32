// Editing of one line: see line_editor.h. Sequences follow ECMA-48 and xterm's "Control Sequences".

#include "repl/line_editor.h"

#include <algorithm>
#include <cstring>

#include "base/utf8.h"
#include "repl/display_width.h"

namespace ts::repl {

namespace {

constexpr unsigned kIndent = 4;
constexpr unsigned kTabWidth = 4;  // a tab inside a pasted line is shown as so many blanks

constexpr int control(char c) { return c & 0x1F; }
constexpr int kEscape = 0x1B;
constexpr int kDelete = 0x7F;

bool is_word_byte(char c) {
  return (c >= '0' && c <= '9') || (c >= 'A' && c <= 'Z') || (c >= 'a' && c <= 'z') || c == '_' ||
         static_cast<uint8_t>(c) >= 0x80;
}

bool all_blanks(std::string_view text) {
  return text.find_first_not_of(" \t") == std::string_view::npos;
}

/// "\x1b[12C" in a small buffer.
struct Sequence {
  char text[16];
  size_t length;
  Sequence(unsigned n, char final) {
    char digits[10];
    size_t count = 0;
    do digits[count++] = static_cast<char>('0' + n % 10);
    while (n /= 10);
    length = 0;
    text[length++] = kEscape;
    text[length++] = '[';
    while (count) text[length++] = digits[--count];
    text[length++] = final;
  }
  std::string_view view() const { return {text, length}; }
};

}  // namespace

// ------------------------------------------------------------------------------------------------
// the screen

LineEditor::Position LineEditor::after(Position at, std::string_view text) const {
  unsigned width = columns();
  for (const char *p = text.data(), *end = p + text.size(); p < end;) {
    if (*p == kEscape) {  // colours of a prompt
      while (p < end && !(*p >= '@' && *p <= '~' && *p != '[')) p++;
      if (p < end) p++;
      continue;
    }
    char32_t c = base::utf8_next_unchecked(&p);
    if (c == '\n') {
      at = {at.row + 1, 0};
      continue;
    }
    unsigned w = c == '\t' ? kTabWidth : display_width(c);
    if (width && at.column + w > width) at = {at.row + 1, 0};
    at.column += w;
    if (width && at.column == width) at = {at.row + 1, 0};
  }
  return at;
}

void LineEditor::show_text(std::string_view text) {
  while (!text.empty()) {
    size_t tab = std::min(text.find('\t'), text.size());
    if (tab) write(text.substr(0, tab));
    if (tab < text.size()) write("    ");
    text.remove_prefix(std::min(tab + 1, text.size()));
  }
}

/// Terminals stay in the last column until one more character comes: makes them go on to where `at`
/// says.
void LineEditor::wrap_if_full(Position at) {
  if (at.column == 0 && at.row > 0) write(" \r");
}

void LineEditor::go(Position from, Position to) {
  if (to.row < from.row) write(Sequence(from.row - to.row, 'A').view());
  if (to.row > from.row) write(Sequence(to.row - from.row, 'B').view());
  if (to.column == from.column) return;
  if (to.column == 0) {
    write("\r");
  } else if (to.column + 1 == from.column) {
    write("\b");
  } else if (to.column < from.column) {
    write(Sequence(from.column - to.column, 'D').view());
  } else {
    write(Sequence(to.column - from.column, 'C').view());
  }
}

void LineEditor::redraw_from(size_t offset) {
  Position start = position_of(offset);
  go(shown_, start);
  write("\x1b[J");
  show_text(text().substr(offset));
  Position end = after(start, text().substr(offset));
  if (length_ > offset) wrap_if_full(end);
  shown_ = position_of(cursor_);
  go(end, shown_);
}

void LineEditor::redraw() {
  go(shown_, {0, 0});
  write("\r\x1b[J");
  write(prompt_);
  shown_ = after({0, 0}, prompt_);
  wrap_if_full(shown_);
  redraw_from(0);
}

void LineEditor::begin_list() {
  go(shown_, position_of(length_));
  write("\r\n");
}

void LineEditor::end_list() {
  shown_ = {0, 0};
  redraw();
}

// ------------------------------------------------------------------------------------------------
// the text

size_t LineEditor::left_of(size_t offset) const {
  if (offset == 0) return 0;
  do offset--;
  while (offset > 0 && base::utf8_is_continuation(buffer_[offset]));
  // Combining marks go with the character that they stand on.
  if (offset > 0 && display_width(base::utf8_at_unchecked(&buffer_[offset])) == 0 &&
      buffer_[offset] != '\t') {
    return left_of(offset);
  }
  return offset;
}

size_t LineEditor::right_of(size_t offset) const {
  bool first = true;
  while (offset < length_) {
    char32_t c = base::utf8_at_unchecked(&buffer_[offset]);
    if (!first && (c < 0x80 || display_width(c) != 0)) break;
    offset += base::utf8_sequence_length(buffer_[offset]);
    first = false;
  }
  return offset;
}

size_t LineEditor::word_left() const {
  size_t at = cursor_;
  while (at > 0 && !is_word_byte(buffer_[at - 1])) at--;
  while (at > 0 && is_word_byte(buffer_[at - 1])) at--;
  return at;
}

size_t LineEditor::word_right() const {
  size_t at = cursor_;
  while (at < length_ && !is_word_byte(buffer_[at])) at++;
  while (at < length_ && is_word_byte(buffer_[at])) at++;
  return at;
}

void LineEditor::move_to(size_t offset) {
  cursor_ = offset;
  Position to = position_of(cursor_);
  go(shown_, to);
  shown_ = to;
}

void LineEditor::insert(std::string_view added) {
  if (added.size() > room()) cut_length_ = 0;
  if (added.size() > room()) {
    beep();
    size_t n = room();
    while (n > 0 && base::utf8_is_continuation(added[n])) n--;
    added = added.substr(0, n);
  }
  if (added.empty()) return;
  size_t start = cursor_;
  std::memmove(&buffer_[start] + added.size(), &buffer_[start], length_ - start);
  std::memcpy(&buffer_[start], added.data(), added.size());
  length_ += added.size();
  cursor_ += added.size();
  bool joins = display_width(base::utf8_at_unchecked(added.data())) == 0;
  if (cursor_ == length_ && !joins) {
    show_text(added);
    shown_ = after(shown_, added);
    wrap_if_full(shown_);
  } else {
    redraw_from(left_of(start));
  }
}

void LineEditor::erase(size_t from, size_t to) {
  if (from == to) return;
  std::memmove(&buffer_[from], &buffer_[from] + (to - from), length_ - to);
  length_ -= to - from;
  cursor_ = from;
  redraw_from(from);
}

/// Moves text to the end of the buffer, from where Ctrl-Y takes it. Cuts in a row add up.
void LineEditor::cut(size_t from, size_t to) {
  size_t n = to - from;
  if (n == 0) return;
  bool backwards = from < cursor_;
  if (!joining_cuts_) cut_length_ = 0;
  if (n <= room()) {
    char* end = buffer_.data() + buffer_.size();
    char* start = end - cut_length_ - n;
    if (backwards || cut_length_ == 0) {
      std::memcpy(start, &buffer_[from], n);
    } else {
      std::memmove(start, end - cut_length_, cut_length_);
      std::memcpy(end - n, &buffer_[from], n);
    }
    cut_length_ += n;
  }
  erase(from, to);
  joining_cuts_ = true;
}

void LineEditor::put_back() {
  size_t n = cut_length_;
  if (n == 0 || n > room()) return beep();
  // insert() only moves what stands before the cut text.
  insert({buffer_.data() + buffer_.size() - n, n});
}

void LineEditor::swap_characters() {
  if (cursor_ == 0 || length_ < 2) return;
  size_t right = cursor_ == length_ ? left_of(cursor_) : cursor_;
  size_t left = left_of(right), end = right_of(right);
  std::rotate(&buffer_[left], &buffer_[right], buffer_.data() + end);
  cursor_ = end;
  redraw_from(left);
}

void LineEditor::backspace() {
  if (cursor_ == 0) return;
  size_t to = left_of(cursor_);
  if (all_blanks(before_cursor()) && before_cursor().find('\t') == std::string_view::npos) {
    to = (cursor_ - 1) / kIndent * kIndent;
  }
  erase(to, cursor_);
}

void LineEditor::tab() {
  if (pasting_) return insert("\t");
  if (all_blanks(before_cursor())) {
    insert(std::string_view("    ").substr(0, kIndent - cursor_ % kIndent));
  } else if (terminal_.complete) {
    terminal_.complete(terminal_.context, *this);
  }
}

/// A printable character whose first byte has come.
void LineEditor::type(char first) {
  if (only_indentation_ && (first == ' ' || first == '\t')) erase(0, length_);
  char bytes[base::kMaxUtf8Length] = {first};
  size_t n = 1, wanted = base::utf8_sequence_length(first);
  if (base::utf8_is_continuation(first) || static_cast<uint8_t>(first) >= 0xF8) return;
  while (n < wanted) {
    int key = terminal_.read(terminal_.context);
    if (key < 0) return;
    bytes[n++] = static_cast<char>(key);
  }
  if (base::utf8_validate({bytes, n}, base::Utf8Kind::kStrict).error != base::Utf8Error::kNone)
    return beep();
  insert({bytes, n});
}

// ------------------------------------------------------------------------------------------------
// history

void LineEditor::replace_text(std::string_view text) {
  if (text.size() > buffer_.size() - cut_length_) cut_length_ = 0;
  text = text.substr(0, buffer_.size());
  std::memcpy(buffer_.data(), text.data(), text.size());
  length_ = cursor_ = text.size();
  redraw_from(0);
}

void LineEditor::go_through_history(int step) {
  if (!browsing_) {
    if (!history_.add_draft(text())) return beep();
    browsing_ = true;
    history_index_ = 0;
    history_prefix_ = cursor_ == length_ && !all_blanks(text()) ? length_ : 0;
  }
  std::string_view prefix = text().substr(0, history_prefix_);
  for (size_t index = history_index_;;) {
    if (step < 0 && index == 0) return beep();
    index += static_cast<size_t>(step);
    std::string_view line = history_.line(index);
    if (line.data() == nullptr) return beep();
    if (index != 0 && (line.substr(0, prefix.size()) != prefix || line == text())) continue;
    history_index_ = index;
    return replace_text(line);
  }
}

void LineEditor::leave_history() {
  if (browsing_) history_.drop_draft();
  browsing_ = false;
}

/// Ctrl-R. Returns the key that ended the search, or 0 when the line stays as it was.
int LineEditor::search_history() {
  char shown[64], wanted[32];
  size_t wanted_length = 0, index = 0;
  bool found = true;
  if (!browsing_ && !history_.add_draft(text())) return 0;
  browsing_ = true;
  std::string_view prompt = prompt_;
  int key;
  for (;;) {
    std::string_view query(wanted, wanted_length), label = found ? "(search) '" : "(nothing) '";
    size_t n = label.copy(shown, sizeof shown);
    n += query.copy(shown + n, sizeof shown - n);
    n += std::string_view("': ").copy(shown + n, sizeof shown - n);
    go(shown_, {0, 0});
    shown_ = {0, 0};
    prompt_ = {shown, n};
    redraw();
    key = terminal_.read(terminal_.context);
    size_t from = index;
    if (key == control('R')) {
      from = index + 1;
    } else if ((key == kDelete || key == '\b') && wanted_length > 0) {
      while (--wanted_length > 0 && base::utf8_is_continuation(wanted[wanted_length])) {
      }
      from = 0;
    } else if (key >= ' ' && key != kDelete && wanted_length < sizeof wanted) {
      wanted[wanted_length++] = static_cast<char>(key);
      if (base::utf8_validate({wanted, wanted_length}, base::Utf8Kind::kStrict).error !=
          base::Utf8Error::kNone)
        continue;
    } else {
      break;
    }
    std::string_view line;
    do line = history_.line(from++);
    while (line.data() &&
           line.find(std::string_view(wanted, wanted_length)) == std::string_view::npos);
    found = line.data() != nullptr;
    if (found) {
      index = from - 1;
      replace_text(line);
    }
  }
  go(shown_, {0, 0});
  shown_ = {0, 0};
  prompt_ = prompt;
  if (key == control('G')) {
    replace_text(history_.line(0));
    key = 0;
  }
  leave_history();
  redraw();
  return key;
}

// ------------------------------------------------------------------------------------------------
// keys

LineResult LineEditor::edit(std::string_view prompt, unsigned indentation, EditOptions options) {
  prompt_ = prompt;
  options_ = options;
  length_ = cursor_ = 0;
  browsing_ = joining_cuts_ = false;
  shown_ = {0, 0};
  if (options.bracketed_paste) write("\x1b[?2004h");
  write(prompt);
  shown_ = after({0, 0}, prompt);
  wrap_if_full(shown_);
  // What a machine types has its indentation already.
  if (pasting_ || terminal_.waiting(terminal_.context)) indentation = 0;
  if (indentation > buffer_.size() / 2) indentation = 0;
  while (indentation--) insert(" ");
  only_indentation_ = length_ > 0;
  while (handle(terminal_.read(terminal_.context)) == Step::kGoOn) {
  }
  leave_history();
  go(shown_, position_of(length_));
  write("\r\n");
  if (options.bracketed_paste && !pasting_) write("\x1b[?2004l");
  if (only_indentation_) length_ = cursor_ = 0;
  return result_;
}

LineEditor::Step LineEditor::handle(int key) {
  bool newline_follows = skip_newline_;
  skip_newline_ = false;
  if (newline_follows && key == '\n') return Step::kGoOn;
  if (key == '\r' || key == '\n') {
    skip_newline_ = key == '\r';
    result_ = LineResult::kLine;
    return Step::kDone;
  }
  if (key == LineTerminal::kEnd || key == LineTerminal::kInterrupt || key == control('C')) {
    result_ = key == LineTerminal::kEnd ? LineResult::kEnd : LineResult::kCancelled;
    pasting_ = false;
    only_indentation_ = false;
    return Step::kDone;
  }
  if (key == control('D') && (length_ == 0 || only_indentation_)) {
    result_ = LineResult::kEnd;
    return Step::kDone;
  }
  bool was_joining = joining_cuts_;
  Step step = handle_control(key);
  if (was_joining && key != kEscape && key != control('K') && key != control('U') &&
      key != control('W')) {
    joining_cuts_ = false;
  }
  only_indentation_ = false;
  return step;
}

LineEditor::Step LineEditor::handle_control(int key) {
  if (length_ == 0 && !pasting_) {
    bool leaves = true;
    if (key == control('E')) {
      result_ = LineResult::kPaste;
    } else if (options_.board_keys && key == control('A')) {
      result_ = LineResult::kRaw;
    } else if (options_.board_keys && key == control('B')) {
      result_ = LineResult::kFriendly;
    } else {
      leaves = false;
    }
    if (leaves) return Step::kDone;
  }
  if (key == control('P') || key == control('N')) {
    go_through_history(key == control('P') ? 1 : -1);
    return Step::kGoOn;
  }
  if (key == control('R')) {
    key = search_history();
    return key == 0 ? Step::kGoOn : handle(key);
  }
  if (key == kEscape) {
    handle_escape();
    return Step::kGoOn;
  }
  leave_history();
  switch (key) {
    case control('A'):
      move_to(0);
      break;
    case control('B'):
      move_to(left_of(cursor_));
      break;
    case control('D'):
      erase(cursor_, right_of(cursor_));
      break;
    case control('E'):
      move_to(length_);
      break;
    case control('F'):
      move_to(right_of(cursor_));
      break;
    case control('K'):
      cut(cursor_, length_);
      break;
    case control('L'):
      write("\x1b[H\x1b[2J");
      shown_ = {0, 0};
      redraw();
      break;
    case control('T'):
      swap_characters();
      break;
    case control('U'):
      cut(0, cursor_);
      break;
    case control('W'):
      cut(word_left(), cursor_);
      break;
    case control('Y'):
      put_back();
      break;
    case control('Z'):
      if (terminal_.suspend == nullptr) break;
      terminal_.suspend(terminal_.context);
      shown_ = {0, 0};
      redraw();
      break;
    case '\b':
    case kDelete:
      backspace();
      break;
    case '\t':
      tab();
      break;
    default:
      if (key >= ' ') type(static_cast<char>(key));
  }
  return Step::kGoOn;
}

void LineEditor::handle_escape() {
  int key = terminal_.read(terminal_.context);
  if (key == '[' || key == 'O') return handle_sequence();
  leave_history();
  switch (key) {
    case 'b':
      move_to(word_left());
      break;
    case 'f':
      move_to(word_right());
      break;
    case 'd':
      cut(cursor_, word_right());
      break;
    case '\b':
    case kDelete:
      cut(word_left(), cursor_);
      break;
    default:
      break;
  }
}

void LineEditor::handle_sequence() {
  unsigned parameters[2] = {0, 0}, index = 0;
  for (;;) {
    int key = terminal_.read(terminal_.context);
    if (key < 0) return;
    if (key >= '0' && key <= '9') {
      if (index < 2 && parameters[index] < 1000)
        parameters[index] = parameters[index] * 10 + static_cast<unsigned>(key - '0');
    } else if (key == ';') {
      index++;
    } else if (key >= '@') {
      return finish_sequence(parameters[0], parameters[1], key);
    }
  }
}

void LineEditor::finish_sequence(unsigned parameter, unsigned modifier, int final) {
  bool by_words =
      modifier == 3 || modifier == 5 || parameter == 5;  // Alt, Ctrl; rxvt says ESC [ 5 C
  switch (final) {
    case 'A':
      return go_through_history(1);
    case 'B':
      return go_through_history(-1);
    case 'C':
      return move_to(by_words ? word_right() : right_of(cursor_));
    case 'D':
      return move_to(by_words ? word_left() : left_of(cursor_));
    case 'H':
      return move_to(0);
    case 'F':
      return move_to(length_);
    case '~':
      break;
    default:
      return;
  }
  switch (parameter) {
    case 1:
    case 7:
      return move_to(0);
    case 4:
    case 8:
      return move_to(length_);
    case 3:
      leave_history();
      return erase(cursor_, right_of(cursor_));
    case 200:
      pasting_ = true;
      return;
    case 201:
      pasting_ = false;
      return;
    default:
      return;
  }
}

}  // namespace ts::repl
