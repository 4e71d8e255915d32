// Editing of one line on a terminal that understands the ANSI sequences of a VT100: a state machine
// between a stream of bytes and a buffer that the owner gives. Allocates nothing and knows nothing
// of Python; what Tab completes is a hook.
//
// Keys are those of Emacs and readline: arrows, Home, End, Ctrl-A/E/B/F/P/N; words with Ctrl or Alt
// and the arrows; Ctrl-K, -U, -W, Alt-D and -Backspace cut, Ctrl-Y puts back; Ctrl-T swaps; Up and
// Down with text before the cursor look for lines that begin with it; Ctrl-R searches; Ctrl-L
// clears the screen.

#pragma once

#include <cstdint>

#include "repl/history.h"

namespace ts::repl {

class LineEditor;

/// How the editor reaches the outside. Every hook gets `context`.
struct LineTerminal {
  static constexpr int kEnd = -1;        ///< the other side is gone
  static constexpr int kInterrupt = -2;  ///< stop editing as Ctrl-C does

  int (*read)(void* context);      ///< waits for a byte: 0 to 255, or one of the above
  bool (*waiting)(void* context);  ///< a byte is there already: a machine types, not a person
  void (*write)(void* context, std::string_view text);
  unsigned (*columns)(void* context);                   ///< width, 0: unknown
  void (*complete)(void* context, LineEditor& editor);  ///< Tab behind a text; may be nullptr
  void (*suspend)(void* context);                       ///< Ctrl-Z; may be nullptr
  void* context;
};

enum class LineResult : uint8_t {
  kLine,       ///< text() is what was typed
  kCancelled,  ///< Ctrl-C
  kEnd,        ///< Ctrl-D on an empty line, or the input ended
  kRaw,        ///< Ctrl-A on an empty line, when EditOptions::board_keys
  kFriendly,   ///< Ctrl-B on an empty line, the same
  kPaste,      ///< Ctrl-E on an empty line
};

struct EditOptions {
  bool board_keys = false;       ///< Ctrl-A and Ctrl-B on an empty line leave the editor
  bool bracketed_paste = false;  ///< ask the terminal to mark what is pasted
};

class LineEditor {
 public:
  /// `buffer` is for the line and, at its end, for the text cut last.
  LineEditor(std::span<char> buffer, History& history, const LineTerminal& terminal)
      : buffer_(buffer), history_(history), terminal_(terminal) {}

  /// Shows `prompt` and edits a line that begins as `indentation` spaces. A space typed as the
  /// first key takes their place. Ends with the cursor on a new line.
  LineResult edit(std::string_view prompt, unsigned indentation, EditOptions options);

  std::string_view text() const { return {buffer_.data(), length_}; }
  std::string_view before_cursor() const { return {buffer_.data(), cursor_}; }
  /// The line came out of a bracketed paste, with more behind it.
  bool pasting() const { return pasting_; }

  // For the completion hook.
  void insert(std::string_view text);  ///< at the cursor; cut off when the line is full
  void begin_list();                   ///< leaves the line; write() what is to be shown
  void end_list();                     ///< shows the line again, below
  void write(std::string_view text) { terminal_.write(terminal_.context, text); }
  unsigned columns() const { return terminal_.columns(terminal_.context); }
  void beep() { write("\a"); }

 private:
  struct Position {
    unsigned row, column;
  };
  enum class Step : uint8_t { kGoOn, kDone };

  Step handle(int key);
  Step handle_control(int key);
  void handle_escape();
  void handle_sequence();
  void finish_sequence(unsigned parameter, unsigned modifier, int final);
  void type(char first);
  void tab();

  void move_to(size_t offset);
  size_t left_of(size_t offset) const;
  size_t right_of(size_t offset) const;
  size_t word_left() const;
  size_t word_right() const;
  void erase(size_t from, size_t to);
  void cut(size_t from, size_t to);
  void put_back();
  void swap_characters();
  void backspace();

  void replace_text(std::string_view text);
  void go_through_history(int step);
  void leave_history();
  int search_history();

  size_t room() const { return buffer_.size() - length_ - cut_length_; }
  Position after(Position at, std::string_view text) const;
  void show_text(std::string_view text);
  void go(Position from, Position to);
  void redraw();
  void redraw_from(size_t offset);
  Position position_of(size_t offset) const {
    return after(after({0, 0}, prompt_), text().substr(0, offset));
  }
  void wrap_if_full(Position at);

  std::span<char> buffer_;
  History& history_;
  LineTerminal terminal_;
  std::string_view prompt_;
  EditOptions options_;
  LineResult result_ = LineResult::kLine;
  size_t length_ = 0, cursor_ = 0;
  size_t cut_length_ = 0;      // at the end of the buffer
  bool joining_cuts_ = false;  // the key before cut too: this one adds to it
  bool only_indentation_ = false;
  bool pasting_ = false;
  bool skip_newline_ = false;  // the last line ended with CR: an LF behind it belongs to it
  bool browsing_ = false;      // in the history, with the line being edited as its newest entry
  size_t history_index_ = 0;
  size_t history_prefix_ = 0;  // lines must begin with so many bytes of the line
  Position shown_{0, 0};       // where the terminal's cursor is, from the start of the prompt
};

}  // namespace ts::repl
