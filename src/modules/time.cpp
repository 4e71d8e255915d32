// The module time: clocks, sleeping, and civil time; MicroPython's ticks. The epoch is 1970 on
// every board. Follows the Library Reference, "time".

#include "modules/time.h"

#include <cmath>

#include "hal/clock.h"
#include "modules/modules.h"
#include "object/struct_sequence.h"

namespace ts::modules {

namespace {

// Ticks wrap here on every board, so that a program that forgets ticks_diff() fails on a PC too.
constexpr uint64_t kTicksPeriod = uint64_t{1} << 30;
constexpr int64_t kSecondNs = 1'000'000'000;

// ------------------------------------------------------------------------------------ struct_time

#define FIELD(index, name) \
  TS_GETSET(numbers::kStructTime, struct_field<index>, nullptr, name, nullptr)
const GetSet kFields[] = {
    FIELD(0, TS_NAME(tm_year)), FIELD(1, TS_NAME(tm_mon)),     FIELD(2, TS_NAME(tm_mday)),
    FIELD(3, TS_NAME(tm_hour)), FIELD(4, TS_NAME(tm_min)),     FIELD(5, TS_NAME(tm_sec)),
    FIELD(6, TS_NAME(tm_wday)), FIELD(7, TS_NAME(tm_yday)),    FIELD(8, TS_NAME(tm_isdst)),
    FIELD(9, TS_NAME(tm_zone)), FIELD(10, TS_NAME(tm_gmtoff)),
};
#undef FIELD
const bind::Constant kCounts[] = {TS_STRUCT_COUNTS(9, 11, 0)};
const Attributes kAttributes{kStructSequenceNatives, kFields, kCounts,
                             "The time value as returned by gmtime(), localtime() and strptime()."};

Value make_time(Thread& t, int64_t seconds, const hal::ZoneOffset& zone) {
  CivilTime c = civil_from_seconds(seconds + zone.seconds_east);
  if (c.year > INT32_MAX || c.year < INT32_MIN) {
    return raise(t, numbers::kOverflowError, "timestamp out of range for platform time_t");
  }
  Value name = TS_TRY(make_str(t, zone.name));
  const Value fields[] = {Value::from_int(static_cast<intptr_t>(c.year)),
                          Value::from_int(c.month),
                          Value::from_int(c.day),
                          Value::from_int(c.hour),
                          Value::from_int(c.minute),
                          Value::from_int(c.second),
                          Value::from_int(c.weekday),
                          Value::from_int(c.yearday),
                          Value::from_int(zone.summer_time),
                          name,
                          Value::from_int(zone.seconds_east)};
  return make_struct_type_instance(t, numbers::kStructTime, fields);
}

constexpr hal::ZoneOffset kUtc{0, false, "GMT"};  // (as CPython on Linux names it)

/// Seconds since 1970 of an optional argument; now when it is omitted.
bool seconds_argument(Thread& t, Value v, int64_t& out) {
  if (!v || v.is_none()) {
    int64_t now = hal::wall_ns();
    out = now >= 0 ? now / kSecondNs : -((-now + kSecondNs - 1) / kSecondNs);
    return true;
  }
  if (is_instance_of_native(*t.vm, v, numbers::kFloat)) {
    double d;
    if (!to_double(t, v, d)) return false;
    if (std::isnan(d)) {
      raise(t, numbers::kValueError, "Invalid value NaN (not a number)");
      return false;
    }
    d = std::floor(d);
    if (d < -9.2e18 || d > 9.2e18) {
      raise(t, numbers::kOverflowError, "timestamp out of range for platform time_t");
      return false;
    }
    out = static_cast<int64_t>(d);
  } else {
    intptr_t n;
    if (!to_index(t, v, n)) return false;
    out = n;
  }
  if (out > INT64_C(100'000'000'000'000'000) || out < -INT64_C(100'000'000'000'000'000)) {
    raise(t, numbers::kOverflowError, "timestamp out of range for platform time_t");
    return false;
  }
  return true;
}

bool in_range(Thread& t, intptr_t v, intptr_t low, intptr_t high, const char* what) {
  if (v >= low && v <= high) return true;
  raise(t, numbers::kValueError, "{} out of range", what);
  return false;
}

}  // namespace

bool time_fields(Thread& t, Value v, const char* function, TimeFields& out) {
  if (!is_instance_of_native(*t.vm, v, numbers::kTuple)) {
    raise(t, numbers::kTypeError, "Tuple or struct_time argument required");
    return false;
  }
  auto* tuple = static_cast<Tuple*>(v.cell());
  uint32_t n = tuple->length;
  if (n != 9 && n != 8) {
    raise(t, numbers::kTypeError, "{}(): illegal time tuple argument", function);
    return false;
  }
  intptr_t f[9] = {0, 0, 0, 0, 0, 0, 0, 0, -1};
  for (uint32_t i = 0; i < n; i++) {
    if (!to_index(t, tuple->items()[i], f[i])) return false;
  }
  if (f[1] == 0) f[1] = 1;  // (a tuple of zeros is accepted for strftime)
  if (f[2] == 0) f[2] = 1;
  if (f[7] == 0) f[7] = 1;
  if (!in_range(t, f[0], INT32_MIN, INT32_MAX, "year") || !in_range(t, f[1], 1, 12, "month") ||
      !in_range(t, f[2], 1, 31, "day of month") || !in_range(t, f[3], 0, 23, "hour") ||
      !in_range(t, f[4], 0, 59, "minute") || !in_range(t, f[5], 0, 61, "seconds") ||
      !in_range(t, f[7], 1, 366, "day of year")) {
    return false;
  }
  if (f[6] < -1) return in_range(t, f[6], -1, 6, "day of week");
  auto as_int = [](intptr_t x) { return static_cast<int>(x); };
  out.civil = {f[0],
               as_int(f[1]),
               as_int(f[2]),
               as_int(f[3]),
               as_int(f[4]),
               as_int(f[5]),
               as_int((f[6] % 7 + 7) % 7),
               as_int(f[7])};
  out.summer_time = f[8] > 0 ? 1 : as_int(f[8] < 0 ? -1 : 0);
  out.zone = out.offset = kNone;
  if (is_exact(v, numbers::kStructTime)) {
    out.zone = tuple->items()[9];
    out.offset = tuple->items()[10];
  } else if (out.summer_time >= 0) {
    hal::ZoneOffset zone = hal::zone_offset(hal::wall_ns() / kSecondNs);
    out.zone = make_str(t, zone.name);
    out.offset = Value::from_int(zone.seconds_east);
    if (!out.zone) return false;
  }
  return true;
}

namespace {

Value time_gmtime(Thread& t, Value seconds) {
  int64_t n;
  if (!seconds_argument(t, seconds, n)) return {};
  return make_time(t, n, kUtc);
}

Value time_localtime(Thread& t, Value seconds) {
  int64_t n;
  if (!seconds_argument(t, seconds, n)) return {};
  return make_time(t, n, hal::zone_offset(n));
}

}  // namespace

Value local_now(Thread& t) { return time_localtime(t, Value()); }

namespace {

Value time_mktime(Thread& t, Value v) {
  // Unlike strftime, fields out of range carry over: read them without checks.
  if (!is_instance_of_native(*t.vm, v, numbers::kTuple)) {
    return raise(t, numbers::kTypeError, "Tuple or struct_time argument required");
  }
  auto* tuple = static_cast<Tuple*>(v.cell());
  if (tuple->length != 9 && tuple->length != 8) {
    return raise(t, numbers::kTypeError, "mktime(): illegal time tuple argument");
  }
  intptr_t f[9] = {0, 0, 0, 0, 0, 0, 0, 0, -1};
  for (uint32_t i = 0; i < tuple->length; i++) {
    if (!to_index(t, tuple->items()[i], f[i])) return {};
    if (f[i] > 100'000'000'000 || f[i] < -100'000'000'000) {
      return raise(t, numbers::kOverflowError, "mktime argument out of range");
    }
  }
  int64_t months = int64_t{f[0]} * 12 + f[1] - 1;
  int64_t year = months >= 0 ? months / 12 : -((-months + 11) / 12);
  int64_t days = days_from_civil(year, static_cast<int>(months - year * 12) + 1, f[2]);
  int64_t local = days * 86400 + int64_t{f[3]} * 3600 + int64_t{f[4]} * 60 + f[5];
  // The zone's rule is for UTC: guess, and correct the guess.
  int64_t utc = local - hal::zone_offset(local).seconds_east;
  hal::ZoneOffset zone = hal::zone_offset(utc);
  utc = local - zone.seconds_east;
  if (f[8] >= 0 && (f[8] > 0) != zone.summer_time) {
    // The caller knows better whether summer time is on: an hour between the two.
    int shift = zone.summer_time ? 3600 : -3600;
    if (hal::zone_offset(utc + shift).summer_time == (f[8] > 0)) utc += shift;
  }
  return make_float(t, static_cast<double>(utc));
}

Value time_ctime(Thread& t, Value seconds) {
  int64_t n;
  if (!seconds_argument(t, seconds, n)) return {};
  return format_asctime(t, civil_from_seconds(n + hal::zone_offset(n).seconds_east));
}

Value time_strptime(Thread& t, Value text, Value format) {
  Value module = TS_TRY(import_module(t, "_strptime"));
  Value arguments[] = {text, format};
  Value function = TS_TRY(get_attr(t, module, TS_NAME(_strptime_time)));
  return call(t, function, std::span<const Value>(arguments, format ? 2 : 1));
}

// --------------------------------------------------------------------------------------- clocks

Value seconds(Thread& t, int64_t ns) { return make_float(t, static_cast<double>(ns) / 1e9); }

Value time_time(Thread& t) { return seconds(t, hal::wall_ns()); }
Value time_time_ns(Thread& t) { return make_int(t, hal::wall_ns()); }
Value time_monotonic(Thread& t) { return seconds(t, static_cast<int64_t>(hal::monotonic_ns())); }
Value time_monotonic_ns(Thread& t) {
  return make_int(t, static_cast<int64_t>(hal::monotonic_ns()));
}
Value time_process_time(Thread& t) { return seconds(t, static_cast<int64_t>(hal::cpu_time_ns())); }
Value time_process_time_ns(Thread& t) {
  return make_int(t, static_cast<int64_t>(hal::cpu_time_ns()));
}

/// Sleeps for `ns`; serves safe points meanwhile.
Value sleep_ns(Thread& t, uint64_t ns) {
  uint64_t deadline = hal::monotonic_ns() + ns;
  while (hal::sleep_until(deadline) == base::Errno::kEINTR) {
    if (!poll(t)) return {};
  }
  TS_POLL(t);
  return kNone;
}

Value time_sleep(Thread& t, Value duration) {
  double s;
  if (is_instance_of_native(*t.vm, duration, numbers::kFloat)) {
    s = 0;
    if (!to_double(t, duration, s)) return {};
    if (std::isnan(s)) return raise(t, numbers::kValueError, "Invalid value NaN (not a number)");
  } else {
    Value integer = TS_TRY(index(t, duration));
    if (!to_double(t, integer, s)) return {};
  }
  if (s < 0) return raise(t, numbers::kValueError, "sleep length must be non-negative");
  if (s > 9.2e9) {
    return raise(t, numbers::kOverflowError, "timestamp too large to convert to C PyTime_t");
  }
  return sleep_ns(t, static_cast<uint64_t>(std::ceil(s * 1e9)));
}

Value time_sleep_ms(Thread& t, intptr_t ms) {
  return sleep_ns(t, ms > 0 ? static_cast<uint64_t>(ms) * 1'000'000 : 0);
}
Value time_sleep_us(Thread& t, intptr_t us) {
  return sleep_ns(t, us > 0 ? static_cast<uint64_t>(us) * 1'000 : 0);
}

Value ticks(uint64_t count) {
  return Value::from_int(static_cast<intptr_t>(count & (kTicksPeriod - 1)));
}
Value time_ticks_ms(Thread&) { return ticks(hal::monotonic_ns() / 1'000'000); }
Value time_ticks_us(Thread&) { return ticks(hal::monotonic_ns() / 1'000); }
Value time_ticks_cpu(Thread&) { return ticks(hal::cycle_count()); }

Value time_ticks_add(Thread& t, intptr_t count, intptr_t delta) {
  constexpr auto kHalf = static_cast<intptr_t>(kTicksPeriod / 2);
  if (delta >= kHalf || delta < -kHalf) {
    return raise(t, numbers::kOverflowError, "ticks interval overflow");
  }
  return ticks(static_cast<uint64_t>(count + delta));
}

Value time_ticks_diff(Thread&, intptr_t end, intptr_t start) {
  constexpr auto kHalf = static_cast<intptr_t>(kTicksPeriod / 2);
  auto distance = static_cast<uint64_t>(end) - static_cast<uint64_t>(start) + kTicksPeriod / 2;
  return Value::from_int(static_cast<intptr_t>(distance & (kTicksPeriod - 1)) - kHalf);
}

const Native kFunctions[] = {
    TS_FUNCTION(time_asctime, TS_NAME(asctime), "tuple=None, /",
                "Convert a time tuple to a string, e.g. 'Sat Jun 06 16:26:11 1998'."),
    TS_FUNCTION(time_ctime, TS_NAME(ctime), "seconds=None, /",
                "Convert a time in seconds since the Epoch to a string in local time."),
    TS_FUNCTION(time_gmtime, TS_NAME(gmtime), "seconds=None, /",
                "Convert seconds since the Epoch to a time tuple expressing UTC."),
    TS_FUNCTION(time_localtime, TS_NAME(localtime), "seconds=None, /",
                "Convert seconds since the Epoch to a time tuple expressing local time."),
    TS_FUNCTION(time_mktime, TS_NAME(mktime), "tuple, /",
                "Convert a time tuple in local time to seconds since the Epoch."),
    TS_FUNCTION(time_monotonic, TS_NAME(monotonic), "", "Monotonic clock, cannot go backward."),
    TS_FUNCTION(time_monotonic_ns, TS_NAME(monotonic_ns), "", "Monotonic clock in nanoseconds."),
    TS_FUNCTION(time_monotonic, TS_NAME(perf_counter), "", "Performance counter for benchmarking."),
    TS_FUNCTION(time_monotonic_ns, TS_NAME(perf_counter_ns), "",
                "Performance counter for benchmarking, in nanoseconds."),
    TS_FUNCTION(time_process_time, TS_NAME(process_time), "", "CPU time of the process."),
    TS_FUNCTION(time_process_time_ns, TS_NAME(process_time_ns), "",
                "CPU time of the process in nanoseconds."),
    TS_FUNCTION(time_sleep, TS_NAME(sleep), "seconds, /",
                "Delay execution for a given number of seconds."),
    TS_FUNCTION(time_sleep_ms, TS_NAME(sleep_ms), "ms, /",
                "Delay execution for a number of milliseconds."),
    TS_FUNCTION(time_sleep_us, TS_NAME(sleep_us), "us, /",
                "Delay execution for a number of microseconds."),
    TS_FUNCTION(time_strftime, TS_NAME(strftime), "format, tuple=None, /",
                "Convert a time tuple to a string according to a format specification."),
    TS_FUNCTION(time_strptime, TS_NAME(strptime), "string, format=None, /",
                "Parse a string to a time tuple according to a format specification."),
    TS_FUNCTION(time_process_time, TS_NAME(thread_time), "", "CPU time of the thread."),
    TS_FUNCTION(time_process_time_ns, TS_NAME(thread_time_ns), "",
                "CPU time of the thread in nanoseconds."),
    TS_FUNCTION(time_ticks_add, TS_NAME(ticks_add), "ticks, delta, /",
                "Offset a ticks value by a number, which may be negative."),
    TS_FUNCTION(time_ticks_cpu, TS_NAME(ticks_cpu), "", "Ticks of the finest clock there is."),
    TS_FUNCTION(time_ticks_diff, TS_NAME(ticks_diff), "end, start, /",
                "Signed difference of two ticks values, with their wrapping around."),
    TS_FUNCTION(time_ticks_ms, TS_NAME(ticks_ms), "", "Milliseconds that wrap around."),
    TS_FUNCTION(time_ticks_us, TS_NAME(ticks_us), "", "Microseconds that wrap around."),
    TS_FUNCTION(time_time, TS_NAME(time), "",
                "Return the current time in seconds since the Epoch."),
    TS_FUNCTION(time_time_ns, TS_NAME(time_ns), "",
                "Return the current time in nanoseconds since the Epoch."),
};

const bind::Constant kConstants[] = {{TS_NAME(struct_time), &kStructTimeType}};

/// timezone, altzone, daylight and tzname: the zone's two rules, from January and July of this
/// year.
bool initialize(Thread& t, Value dict) {
  int64_t year = civil_from_seconds(hal::wall_ns() / kSecondNs).year;
  hal::ZoneOffset winter = hal::zone_offset(days_from_civil(year, 1, 1) * 86400);
  hal::ZoneOffset summer = hal::zone_offset(days_from_civil(year, 7, 1) * 86400);
  if (winter.summer_time) std::swap(winter, summer);  // the southern half
  Value first = make_str(t, winter.name), second = make_str(t, summer.name);
  if (!first || !second) return false;
  Value names = make_tuple(t, {first, second});
  return names && bind::module_set(t, dict, TS_NAME(tzname), names) &&
         bind::module_set(t, dict, TS_NAME(timezone), Value::from_int(-winter.seconds_east)) &&
         bind::module_set(t, dict, TS_NAME(altzone), Value::from_int(-summer.seconds_east)) &&
         bind::module_set(t, dict, TS_NAME(daylight), Value::from_int(summer.summer_time));
}

}  // namespace

extern const bind::ModuleDefinition kTimeModule{TS_NAME(time), "Time access and conversions.",
                                                kFunctions, kConstants, initialize};

}  // namespace ts::modules

namespace ts::object {

extern constinit const Type kStructTimeType = make_struct_type(
    numbers::kStructTime, TS_NAME(struct_time), TS_NAME(time), &modules::kAttributes);

}  // namespace ts::object
