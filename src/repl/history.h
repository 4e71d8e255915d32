// The lines typed before: text in memory that the owner gives, one line behind the other, each
// ended by a newline. When it is full, the oldest lines go. The same bytes are what a file keeps
// between runs.

#pragma once

#include <cstddef>
#include <span>
#include <string_view>

namespace ts::repl {

class History {
 public:
  explicit History(std::span<char> memory) : memory_(memory) {}

  /// Adds a line without its newline; empty lines, lines that do not fit and a repetition of the
  /// last one are left out.
  void add(std::string_view line);
  /// Adds the line being edited as the newest entry, until drop_draft(). False: no room for it.
  bool add_draft(std::string_view line);
  void drop_draft();

  /// Entry `index`, counted from the newest; empty (data() == nullptr) when there are not so many.
  std::string_view line(size_t index) const;
  /// All lines, oldest first, each with its newline.
  std::string_view text() const { return {memory_.data(), used_}; }

 private:
  bool append(std::string_view line);

  std::span<char> memory_;
  size_t used_ = 0;
};

}  // namespace ts::repl
