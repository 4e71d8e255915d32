// Clocks of the host port: clock_gettime, ppoll, localtime_r.

#include "hal/clock.h"

#include <poll.h>
#include <time.h>

#include <cstring>

#include "ports/host/attention.h"

namespace ts::hal {

namespace {

uint64_t read_clock(clockid_t id) {
  timespec ts;
  clock_gettime(id, &ts);
  return static_cast<uint64_t>(ts.tv_sec) * 1'000'000'000u + static_cast<uint64_t>(ts.tv_nsec);
}

}  // namespace

uint64_t monotonic_ns() { return read_clock(CLOCK_MONOTONIC); }

int64_t wall_ns() { return static_cast<int64_t>(read_clock(CLOCK_REALTIME)); }

uint64_t cpu_time_ns() { return read_clock(CLOCK_PROCESS_CPUTIME_ID); }

uint64_t cycle_count() { return monotonic_ns(); }

base::Errno sleep_until(uint64_t deadline) {
  host::AttentionWindow window;
  for (;;) {
    if (attention_wanted()) return base::Errno::kEINTR;
    uint64_t now = monotonic_ns();
    if (now >= deadline) return base::Errno::kOk;
    window.poll(nullptr, 0, deadline);
  }
}

ZoneOffset zone_offset(int64_t seconds) {
  ZoneOffset result{};
  time_t moment = static_cast<time_t>(seconds);
  tm local;
  if (localtime_r(&moment, &local) == nullptr) return result;
  result.seconds_east = static_cast<int32_t>(local.tm_gmtoff);
  result.summer_time = local.tm_isdst > 0;
  std::strncpy(result.name, local.tm_zone ? local.tm_zone : "UTC", sizeof result.name - 1);
  return result;
}

}  // namespace ts::hal
