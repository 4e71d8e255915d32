// time.strftime and asctime, in the C locale. Follows C17 7.27.3.5 and the Library Reference.

#include "modules/time.h"

namespace ts::modules {

namespace {

constexpr const char* kDays[] = {"Monday", "Tuesday",  "Wednesday", "Thursday",
                                 "Friday", "Saturday", "Sunday"};
constexpr const char* kMonths[] = {"January",   "February", "March",    "April",
                                   "May",       "June",     "July",     "August",
                                   "September", "October",  "November", "December"};

class TimeText {
 public:
  TimeText(Thread& t, const TimeFields& fields) : text_(t), fields_(fields), c_(fields.civil) {}

  bool append(std::string_view s) { return text_.append(s); }
  bool field(char directive);
  Value finish() { return text_.finish(); }

  bool number(int64_t n, size_t width, char fill = '0') {
    char digits[24];
    size_t count = 0;
    bool negative = n < 0;
    uint64_t magnitude = negative ? -static_cast<uint64_t>(n) : static_cast<uint64_t>(n);
    do digits[count++] = static_cast<char>('0' + magnitude % 10);
    while (magnitude /= 10);
    if (negative) text_.append("-");
    for (size_t have = count + negative; have < width; have++) text_.append({&fill, 1});
    while (count > 0) text_.append({&digits[--count], 1});
    return true;
  }

 private:
  bool time(char separator) {
    return number(c_.hour, 2) && append({&separator, 1}) && number(c_.minute, 2);
  }
  bool numeric_date() {
    return number(c_.month, 2) && append("/") && number(c_.day, 2) && append("/") &&
           number((c_.year % 100 + 100) % 100, 2);
  }
  int hour12() const { return c_.hour % 12 == 0 ? 12 : c_.hour % 12; }
  int sunday_based() const { return (c_.weekday + 1) % 7; }
  /// Year and number of the week by ISO 8601.
  void iso_week(int64_t& year, int& week) const;
  bool offset();
  bool seconds_since_epoch() {
    return number(days_from_civil(c_.year, c_.month, c_.day) * 86400 + c_.hour * 3600 +
                      c_.minute * 60 + c_.second,
                  1);
  }

  StrBuilder text_;
  const TimeFields& fields_;
  const CivilTime& c_;
};

void TimeText::iso_week(int64_t& year, int& week) const {
  year = c_.year;
  week = (c_.yearday - 1 - c_.weekday + 10) / 7;
  auto weeks_of = [](int64_t y) {
    auto dec31 = [](int64_t n) { return (n + n / 4 - n / 100 + n / 400) % 7; };
    return dec31(y) == 4 || dec31(y - 1) == 3 ? 53 : 52;
  };
  if (week < 1) {
    year--;
    week = weeks_of(year);
  } else if (week > weeks_of(year)) {
    year++;
    week = 1;
  }
}

bool TimeText::offset() {
  if (!fields_.offset.is_small_int()) return append("+0000");
  intptr_t seconds = fields_.offset.small_int();
  append(seconds < 0 ? "-" : "+");
  if (seconds < 0) seconds = -seconds;
  return number(seconds / 3600, 2) && number(seconds % 3600 / 60, 2);
}

bool TimeText::field(char directive) {
  int64_t year;
  int week;
  switch (directive) {
    case 'a':
      return append(std::string_view(kDays[c_.weekday]).substr(0, 3));
    case 'A':
      return append(kDays[c_.weekday]);
    case 'b':
    case 'h':
      return append(std::string_view(kMonths[c_.month - 1]).substr(0, 3));
    case 'B':
      return append(kMonths[c_.month - 1]);
    case 'c':
      return field('a') && append(" ") && field('b') && append(" ") && field('e') && append(" ") &&
             field('T') && append(" ") && field('Y');
    case 'C':
      return number(c_.year / 100, 2);
    case 'd':
      return number(c_.day, 2);
    case 'D':
    case 'x':
      return numeric_date();
    case 'e':
      return number(c_.day, 2, ' ');
    case 'F':
      return field('Y') && append("-") && field('m') && append("-") && field('d');
    case 'g':
      iso_week(year, week);
      return number((year % 100 + 100) % 100, 2);
    case 'G':
      iso_week(year, week);
      return number(year, 1);
    case 'H':
      return number(c_.hour, 2);
    case 'I':
      return number(hour12(), 2);
    case 'j':
      return number(c_.yearday, 3);
    case 'k':
      return number(c_.hour, 2, ' ');
    case 'l':
      return number(hour12(), 2, ' ');
    case 'm':
      return number(c_.month, 2);
    case 'M':
      return number(c_.minute, 2);
    case 'n':
      return append("\n");
    case 'p':
      return append(c_.hour < 12 ? "AM" : "PM");
    case 'P':
      return append(c_.hour < 12 ? "am" : "pm");
    case 'r':
      return field('I') && append(":") && field('M') && append(":") && field('S') && append(" ") &&
             field('p');
    case 'R':
      return time(':');
    case 's':
      return seconds_since_epoch();
    case 'S':
      return number(c_.second, 2);
    case 't':
      return append("\t");
    case 'T':
    case 'X':
      return time(':') && append(":") && number(c_.second, 2);
    case 'u':
      return number(c_.weekday + 1, 1);
    case 'U':
      return number((c_.yearday + 6 - sunday_based()) / 7, 2);
    case 'V':
      iso_week(year, week);
      return number(week, 2);
    case 'w':
      return number(sunday_based(), 1);
    case 'W':
      return number((c_.yearday + 6 - c_.weekday) / 7, 2);
    case 'y':
      return number((c_.year % 100 + 100) % 100, 2);
    case 'Y':
      return number(c_.year, 1);
    case 'z':
      return offset();
    case 'Z':
      return fields_.zone.is_none() || !fields_.zone ? true : text_.append(fields_.zone);
    case '%':
      return append("%");
    default: {
      const char unknown[] = {'%', directive};
      return append({unknown, 2});
    }
  }
}

}  // namespace

Value time_strftime(Thread& t, Value format, Value tuple) {
  if (!is_instance_of_native(*t.vm, format, numbers::kStr)) {
    return raise(t, numbers::kTypeError, "strftime() argument 1 must be str, not {}",
                 TypeOf{format});
  }
  if (!tuple) tuple = TS_TRY(local_now(t));
  TimeFields fields;
  if (!time_fields(t, tuple, "strftime", fields)) return {};
  TimeText text(t, fields);
  std::string_view rest = as_str(format)->view();
  while (!rest.empty()) {
    size_t percent = rest.find('%');
    if (percent == rest.npos || percent + 1 == rest.size()) {
      text.append(rest);
      break;
    }
    text.append(rest.substr(0, percent));
    rest.remove_prefix(percent + 1);
    text.field(rest[0]);
    rest.remove_prefix(1);
  }
  return text.finish();
}

Value format_asctime(Thread& t, const CivilTime& c) {
  TimeFields fields{c, 0, {}, {}};
  TimeText text(t, fields);
  text.field('c');
  return text.finish();
}

Value time_asctime(Thread& t, Value tuple) {
  if (!tuple) tuple = TS_TRY(local_now(t));
  TimeFields fields;
  if (!time_fields(t, tuple, "asctime", fields)) return {};
  return format_asctime(t, fields.civil);
}

}  // namespace ts::modules
