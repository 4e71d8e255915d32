// What printing a traceback needs of files and the console: vm/source_lines.h declares it, vm/
// itself knows no system.

#include "hal/files.h"
#include "vm/source_lines.h"

namespace ts::vm {

bool read_source_file(const char* path, bool (*add)(void* context, std::string_view piece),
                      void* context) {
  hal::FileHandle handle;
  if (hal::file_open(path, hal::kOpenRead, 0, handle) != base::Errno::kOk) return false;
  constexpr unsigned kMaxInterruptions = 1000;  // Ctrl-C is served after the traceback
  char buffer[128];
  hal::Transfer got{};
  for (unsigned interruptions = 0; interruptions < kMaxInterruptions;) {
    got = hal::file_read(handle, buffer, sizeof buffer);
    if (got.error == base::Errno::kEINTR) {
      interruptions++;
      continue;
    }
    if (got.error != base::Errno::kOk || got.count == 0 || !add(context, {buffer, got.count}))
      break;
  }
  hal::file_close(handle);
  return got.error == base::Errno::kOk;
}

void write_error_output(std::string_view text) {
  while (!text.empty()) {
    hal::Transfer sent = hal::file_write(2, text.data(), text.size());
    if (sent.error != base::Errno::kOk && sent.error != base::Errno::kEINTR) return;
    text.remove_prefix(sent.count);
  }
}

}  // namespace ts::vm
