# time.strptime: parses a text by a format of strftime's directives, in the C locale.
# Follows the Library Reference, "datetime", on format codes.

import time

_DAYS = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")
_MONTHS = ("january", "february", "march", "april", "may", "june", "july", "august", "september",
           "october", "november", "december")
_SHORTHANDS = {"c": "%a %b %d %H:%M:%S %Y", "D": "%m/%d/%y", "F": "%Y-%m-%d",
               "r": "%I:%M:%S %p", "R": "%H:%M", "T": "%H:%M:%S", "x": "%m/%d/%y",
               "X": "%H:%M:%S"}
# directive: (digits at most, lowest, highest)
_NUMBERS = {"d": (2, 1, 31), "e": (2, 1, 31), "H": (2, 0, 23), "I": (2, 1, 12), "j": (3, 1, 366),
            "m": (2, 1, 12), "M": (2, 0, 59), "S": (2, 0, 61), "U": (2, 0, 53), "W": (2, 0, 53),
            "V": (2, 1, 53), "w": (1, 0, 6), "u": (1, 1, 7), "y": (2, 0, 99), "Y": (4, 0, 9999),
            "G": (4, 0, 9999)}


class _Mismatch(Exception):
    pass


def _number(text, at, most, low, high):
    end = at
    while end < len(text) and end - at < most and text[end].isdigit():
        end += 1
    # The longest prefix that is in range counts: "%d" of "45" reads "4".
    while end > at:
        value = int(text[at:end])
        if low <= value <= high:
            return value, end
        end -= 1
    raise _Mismatch


def _name(text, at, names):
    rest = text[at:].lower()
    for i, name in enumerate(names):
        if rest.startswith(name):
            return i, at + len(name)
    raise _Mismatch


def _offset(text, at):
    if text[at:at + 1] in ("Z", "z"):
        return 0, at + 1
    sign = text[at:at + 1]
    if sign not in ("+", "-"):
        raise _Mismatch
    digits = ""
    at += 1
    while at < len(text) and (text[at].isdigit() or text[at] == ":") and len(digits) < 6:
        if text[at] != ":":
            digits += text[at]
        at += 1
    if len(digits) not in (4, 6):
        raise _Mismatch
    seconds = int(digits[:2]) * 3600 + int(digits[2:4]) * 60 + int(digits[4:] or 0)
    return (-seconds if sign == "-" else seconds), at


def _field(found, directive, text, at):
    if directive in _NUMBERS:
        most, low, high = _NUMBERS[directive]
        if directive in "YG" and not text[at:at + 4].isdigit():
            raise _Mismatch
        found[directive], at = _number(text, at, most, low, high)
    elif directive == "f":
        end = at
        while end < len(text) and end - at < 6 and text[end].isdigit():
            end += 1
        if end == at:
            raise _Mismatch
        found["f"] = int(text[at:end].ljust(6, "0"))
        at = end
    elif directive == "A":
        found["a"], at = _name(text, at, _DAYS)
    elif directive == "a":
        found["a"], at = _name(text, at, [name[:3] for name in _DAYS])
    elif directive == "B":
        index, at = _name(text, at, _MONTHS)
        found["m"] = index + 1
    elif directive in "bh":
        index, at = _name(text, at, [name[:3] for name in _MONTHS])
        found["m"] = index + 1
    elif directive == "p":
        found["p"], at = _name(text, at, ("am", "pm"))
    elif directive == "z":
        found["z"], at = _offset(text, at)
    elif directive == "Z":
        names = ["utc", "gmt"] + [name.lower() for name in time.tzname]
        index, at = _name(text, at, names)
        found["Z"] = names[index]
    elif directive == "%":
        if text[at:at + 1] != "%":
            raise _Mismatch
        at += 1
    else:
        return -1
    return at


def _scan(text, format):
    found = {}
    at = i = 0
    while i < len(format):
        c = format[i]
        i += 1
        if c.isspace():
            while at < len(text) and text[at].isspace():
                at += 1
        elif c != "%":
            if text[at:at + 1].lower() != c.lower():
                raise _Mismatch
            at += 1
        else:
            end = _field(found, format[i], text, at)
            if end < 0:
                raise ValueError(f"{format[i]!r} is a bad directive in format {format!r}")
            at = end
            i += 1
    return found, at


def _expand(format):
    out = ""
    i = 0
    while i < len(format):
        if format[i] == "%":
            if i + 1 == len(format):
                raise ValueError(f"stray % in format {format!r}")
            out += _SHORTHANDS.get(format[i + 1], format[i:i + 2])
            i += 2
        else:
            out += format[i]
            i += 1
    return out


def _days_before_year(year):
    year -= 1
    return year * 365 + year // 4 - year // 100 + year // 400


def _is_leap(year):
    return year % 4 == 0 and (year % 100 != 0 or year % 400 == 0)


def _days_before_month(year, month):
    days = (0, 31, 59, 90, 120, 151, 181, 212, 243, 273, 304, 334)[month - 1]
    return days + (month > 2 and _is_leap(year))


def _year(found):
    if "Y" in found:
        return found["Y"]
    if "y" in found:
        return found["y"] + (1900 if found["y"] >= 69 else 2000)
    return None


def _yearday_of_week(year, found):
    """Day of the year from the number of the week and the weekday, or None."""
    weekday = found.get("a", found.get("u", 0) - 1 if "u" in found else None)
    if weekday is None and "w" in found:
        weekday = (found["w"] - 1) % 7
    first = _days_before_year(year) % 7  # weekday of January 1
    if weekday is None:
        return None
    if "W" in found:  # week 1 begins with the first Monday
        return found["W"] * 7 + weekday + 1 - (first or 7)
    if "U" in found:  # week 1 begins with the first Sunday
        return found["U"] * 7 + (weekday + 1) % 7 + 1 - ((first + 1) % 7 or 7)
    if "V" in found and "G" in found:
        fourth = (_days_before_year(year) + 3) % 7
        return found["V"] * 7 + weekday + 1 - (fourth + 4)
    return None


def _strptime_fields(text, format):
    if not isinstance(text, str):
        raise TypeError(f"strptime() argument 0 must be str, not {type(text)}")
    if not isinstance(format, str):
        raise TypeError(f"strptime() argument 1 must be str, not {type(format)}")
    try:
        found, end = _scan(text, _expand(format))
    except _Mismatch:
        raise ValueError(f"time data {text!r} does not match format {format!r}") from None
    if end != len(text):
        raise ValueError(f"unconverted data remains: {text[end:]}")
    year = _year(found)
    month = found.get("m", 1)
    day = found.get("d", found.get("e", 1))
    hour = found.get("H", 0)
    if "I" in found:
        hour = found["I"] % 12 + 12 * found.get("p", 0)
    if year is None and "G" in found:
        year = found["G"]
    guessed = year is None
    if guessed:
        year = 1904 if month == 2 and day == 29 else 1900
    yearday = found.get("j")
    if yearday is None and not guessed and ("U" in found or "W" in found or "V" in found):
        yearday = _yearday_of_week(year, found)
    if yearday is not None:
        if yearday <= 0:
            year -= 1
            yearday += 366 if _is_leap(year) else 365
        elif yearday > 365 + _is_leap(year):
            yearday -= 365 + _is_leap(year)
            year += 1
        month = 12
        while _days_before_month(year, month) >= yearday:
            month -= 1
        day = yearday - _days_before_month(year, month)
    days = _days_before_month(year, month) + day
    month_days = (_days_before_month(year, month + 1) if month < 12 else 365 + _is_leap(year))
    if days > month_days:
        raise ValueError("day is out of range for month")
    weekday = (_days_before_year(year) + days - 1) % 7
    if guessed and year == 1904:
        year = 1900
    zone = found.get("Z")
    summer = -1
    if zone is not None:
        summer = int(zone not in ("utc", "gmt") and zone == time.tzname[1].lower()
                     and time.tzname[0] != time.tzname[1])
    return ((year, month, day, hour, found.get("M", 0), found.get("S", 0), weekday, days, summer),
            found.get("f", 0), found.get("z"), zone)


def _strptime_time(text, format="%a %b %d %H:%M:%S %Y"):
    fields, _, offset, zone = _strptime_fields(text, format)
    return time.struct_time(fields + (zone, offset))
