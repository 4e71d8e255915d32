// What time_format.cpp and time.cpp share.

#pragma once

#include "modules/calendar.h"
#include "object/runtime.h"

namespace ts::modules {

using namespace object;

/// The items of a struct_time or of a tuple like it, checked as CPython does.
struct TimeFields {
  CivilTime civil;
  int summer_time;  ///< tm_isdst: 1, 0, -1 unknown
  Value zone;       ///< tm_zone or None
  Value offset;     ///< tm_gmtoff or None
};

/// `function` names the caller in messages.
bool time_fields(Thread& t, Value tuple, const char* function, TimeFields& out);
Value time_strftime(Thread& t, Value format, Value tuple);
Value time_asctime(Thread& t, Value tuple);
Value format_asctime(Thread& t, const CivilTime& c);
/// struct_time of now, local.
Value local_now(Thread& t);

}  // namespace ts::modules
