// The lines typed before: see history.h.

#include "repl/history.h"

#include <cstring>

namespace ts::repl {

void History::add(std::string_view line) {
  if (line.empty() || line.find('\n') != std::string_view::npos || line == this->line(0)) return;
  append(line);
}

bool History::add_draft(std::string_view line) { return append(line); }

void History::drop_draft() { used_ -= line(0).size() + 1; }

bool History::append(std::string_view line) {
  size_t needed = line.size() + 1;
  if (needed > memory_.size()) return false;
  size_t drop = 0;
  while (used_ - drop + needed > memory_.size()) drop = text().find('\n', drop) + 1;
  if (drop) std::memmove(memory_.data(), memory_.data() + drop, used_ - drop);
  used_ -= drop;
  std::memcpy(memory_.data() + used_, line.data(), line.size());
  used_ += needed;
  memory_[used_ - 1] = '\n';
  return true;
}

std::string_view History::line(size_t index) const {
  std::string_view rest = text();
  while (!rest.empty()) {
    rest.remove_suffix(1);
    size_t start = rest.rfind('\n') + 1;  // npos + 1 is 0
    if (index-- == 0) return rest.substr(start);
    rest = rest.substr(0, start);
  }
  return {};
}

}  // namespace ts::repl
