// Days and civil dates of the proleptic Gregorian calendar, for time, os and filesystems.
// Method: years that begin in March, eras of 400 years (H. Hinnant, "chrono-Compatible Low-Level
// Date Algorithms").

#pragma once

#include <cstdint>

namespace ts::modules {

struct CivilTime {
  int64_t year;
  int month, day;  ///< 1..12, 1..31
  int hour, minute, second;
  int weekday;  ///< 0 Monday
  int yearday;  ///< 1..366
};

constexpr bool is_leap_year(int64_t y) { return y % 4 == 0 && (y % 100 != 0 || y % 400 == 0); }

/// Days from 1970-01-01 to a date; the day may lie outside the month.
constexpr int64_t days_from_civil(int64_t year, int month, int64_t day) {
  year -= month <= 2;
  int64_t era = (year >= 0 ? year : year - 399) / 400;
  int64_t year_of_era = year - era * 400;
  int64_t day_of_year = (153 * (month + (month > 2 ? -3 : 9)) + 2) / 5;
  int64_t day_of_era = year_of_era * 365 + year_of_era / 4 - year_of_era / 100 + day_of_year;
  return era * 146097 + day_of_era - 719468 + day - 1;
}

constexpr CivilTime civil_from_seconds(int64_t seconds) {
  int64_t days = seconds >= 0 ? seconds / 86400 : -((-seconds + 86399) / 86400);
  int64_t rest = seconds - days * 86400;
  int64_t z = days + 719468;
  int64_t era = (z >= 0 ? z : z - 146096) / 146097;
  int64_t doe = z - era * 146097;
  int64_t yoe = (doe - doe / 1460 + doe / 36524 - doe / 146096) / 365;
  int64_t doy = doe - (365 * yoe + yoe / 4 - yoe / 100);
  int64_t mp = (5 * doy + 2) / 153;
  CivilTime t{};
  t.day = static_cast<int>(doy - (153 * mp + 2) / 5 + 1);
  t.month = static_cast<int>(mp < 10 ? mp + 3 : mp - 9);
  t.year = yoe + era * 400 + (t.month <= 2);
  t.hour = static_cast<int>(rest / 3600);
  t.minute = static_cast<int>(rest % 3600 / 60);
  t.second = static_cast<int>(rest % 60);
  int64_t weekday = (days + 3) % 7;
  t.weekday = static_cast<int>(weekday < 0 ? weekday + 7 : weekday);
  t.yearday = static_cast<int>(days - days_from_civil(t.year, 1, 1)) + 1;
  return t;
}

}  // namespace ts::modules
