// Environment, randomness, identity and exit on the host.

#include "hal/system.h"

#include <errno.h>
#include <stdlib.h>
#include <sys/random.h>
#include <sys/utsname.h>
#include <unistd.h>

#include <cstring>

extern "C" char** environ;

namespace ts::hal {

namespace {

template <size_t N>
void copy_text(char (&to)[N], const char* from) {
  std::strncpy(to, from, N - 1);
  to[N - 1] = 0;
}

}  // namespace

const char* environment_get(const char* name) { return getenv(name); }

const char* environment_at(size_t index) {
  if (environ == nullptr) return nullptr;
  for (size_t i = 0; i < index; i++) {
    if (environ[i] == nullptr) return nullptr;
  }
  return environ[index];
}

base::Errno environment_set(const char* name, const char* value) {
  int result = value != nullptr ? setenv(name, value, 1) : unsetenv(name);
  return result == 0 ? base::Errno::kOk : static_cast<base::Errno>(errno);
}

base::Errno random_bytes(void* data, size_t n) {
  auto* bytes = static_cast<uint8_t*>(data);
  while (n > 0) {
    ssize_t got = getrandom(bytes, n, 0);
    if (got < 0) {
      if (errno == EINTR) continue;
      return static_cast<base::Errno>(errno);
    }
    bytes += got;
    n -= static_cast<size_t>(got);
  }
  return base::Errno::kOk;
}

void system_names(SystemNames& out) {
  out = {};
  utsname names;
  if (uname(&names) != 0) return;
  copy_text(out.system, names.sysname);
  copy_text(out.node, names.nodename);
  copy_text(out.release, names.release);
  copy_text(out.version, names.version);
  copy_text(out.machine, names.machine);
}

uint32_t process_id() { return static_cast<uint32_t>(getpid()); }

uint32_t processor_count() {
  long n = sysconf(_SC_NPROCESSORS_ONLN);
  return n > 0 ? static_cast<uint32_t>(n) : 1;
}

void exit_process(int status) { _exit(status); }

}  // namespace ts::hal
