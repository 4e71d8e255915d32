// Time, as a port provides it: two clocks, CPU time, waiting, and the local time zone.

#pragma once

#include <cstddef>
#include <cstdint>

#include "base/errno.h"

namespace ts::hal {

/// Nanoseconds of a clock that never goes back. From any context.
uint64_t monotonic_ns();
/// Nanoseconds since 1970-01-01 UTC, leap seconds not counted. From any context.
int64_t wall_ns();
/// Nanoseconds of processor time that the program has used.
uint64_t cpu_time_ns();
/// A free-running counter of the finest grain there is, for measuring short stretches.
uint64_t cycle_count();

inline constexpr uint64_t kForever = UINT64_MAX;

/// Idles until monotonic_ns() reaches `deadline`, or until an interrupt asks for attention (the
/// poll word of interrupt.h is not 0). Blocks. kOk: the deadline is reached; kEINTR: attention.
base::Errno sleep_until(uint64_t deadline);

struct ZoneOffset {
  int32_t seconds_east;  ///< of UTC, summer time included
  bool summer_time;
  char name[16];  ///< "CET"; cut when longer
};
/// The local time zone's rule at a moment, in seconds since 1970 UTC.
ZoneOffset zone_offset(int64_t seconds);

}  // namespace ts::hal
