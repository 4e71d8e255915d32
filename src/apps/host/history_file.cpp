// The history file: see history_file.h.

#include "apps/host/history_file.h"

#include <fcntl.h>
#include <unistd.h>

#include <cstdio>
#include <cstdlib>

#include "base/utf8.h"

namespace ts::host {

std::string history_path() {
  const char* home = std::getenv("HOME");
  return home && *home ? std::string(home) + "/.threadsnake_history" : std::string();
}

void load_history(const std::string& path, repl::History& history) {
  std::FILE* file = path.empty() ? nullptr : std::fopen(path.c_str(), "re");
  if (!file) return;
  char* line = nullptr;
  size_t capacity = 0;
  for (ssize_t n; (n = getline(&line, &capacity, file)) > 0;) {
    std::string_view text(line, static_cast<size_t>(n));
    if (text.ends_with('\n')) text.remove_suffix(1);
    if (base::utf8_validate(text, base::Utf8Kind::kStrict).error == base::Utf8Error::kNone)
      history.add(text);
  }
  std::free(line);
  std::fclose(file);
}

void save_history(const std::string& path, const repl::History& history) {
  if (path.empty() || history.text().empty()) return;
  std::string temporary = path + "." + std::to_string(getpid());
  int file = open(temporary.c_str(), O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0600);
  if (file < 0) return;
  std::string_view rest = history.text();
  while (!rest.empty()) {
    ssize_t n = write(file, rest.data(), rest.size());
    if (n <= 0) break;
    rest.remove_prefix(static_cast<size_t>(n));
  }
  bool complete = close(file) == 0 && rest.empty();
  if (!complete || std::rename(temporary.c_str(), path.c_str()) != 0) unlink(temporary.c_str());
}

}  // namespace ts::host
