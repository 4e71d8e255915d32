// See text_search.h. A search starts with the simple method and counts the work of candidates that
// failed late; when that exceeds a multiple of the distance covered, the two-way algorithm takes
// over.

#include "object/text_search.h"

#include <cstdint>
#include <cstring>

namespace ts::object {

namespace {

/// Bytes in reading order; the reverse run makes a search from the end out of one from the start.
template <bool kReverse>
struct Run {
  const char* data;
  ptrdiff_t size;
  uint8_t operator[](ptrdiff_t i) const {
    return static_cast<uint8_t>(kReverse ? data[size - 1 - i] : data[i]);
  }
};

enum class Order : uint8_t { kNatural, kInverse };

/// Start (minus one) of the maximal suffix of `x` in the given order of bytes, and its period.
template <class R>
ptrdiff_t maximal_suffix(R x, Order order, ptrdiff_t& period) {
  ptrdiff_t suffix = -1, j = 0, k = 1;
  period = 1;
  while (j + k < x.size) {
    uint8_t a = x[j + k], b = x[suffix + k];
    if (a == b) {
      if (k != period) {
        k++;
      } else {
        j += period;
        k = 1;
      }
    } else if ((order == Order::kNatural) == (a < b)) {
      j += k;
      k = 1;
      period = j - suffix;
    } else {
      suffix = j++;
      k = period = 1;
    }
  }
  return suffix;
}

template <class R>
bool is_periodic(R x, ptrdiff_t period, ptrdiff_t prefix) {
  for (ptrdiff_t i = 0; i < prefix; i++) {
    if (x[i] != x[i + period]) return false;
  }
  return true;
}

/// First occurrence of `x` in `y`, both in reading order; -1: none.
template <class R>
ptrdiff_t two_way(R y, R x) {
  ptrdiff_t natural, inverse;
  ptrdiff_t split = maximal_suffix(x, Order::kNatural, natural);
  ptrdiff_t other = maximal_suffix(x, Order::kInverse, inverse);
  ptrdiff_t period = natural;
  if (other > split) split = other, period = inverse;
  bool periodic = period + split + 1 <= x.size && is_periodic(x, period, split + 1);
  if (!periodic) period = (split + 1 > x.size - split - 1 ? split + 1 : x.size - split - 1) + 1;
  ptrdiff_t known = -1;  // x[0..known] is known to match
  for (ptrdiff_t j = 0; j <= y.size - x.size;) {
    ptrdiff_t i = (split > known ? split : known) + 1;
    while (i < x.size && x[i] == y[i + j]) i++;
    if (i < x.size) {
      j += i - split;
      known = -1;
      continue;
    }
    i = split;
    while (i > known && x[i] == y[i + j]) i--;
    if (i <= known) return j;
    j += period;
    if (periodic) known = x.size - period - 1;
  }
  return -1;
}

constexpr size_t kPatience =
    256;  // bytes of vain comparison before the linear algorithm takes over

}  // namespace

size_t find_text(std::string_view haystack, std::string_view needle) {
  size_t m = needle.size();
  if (m == 0) return 0;
  if (m > haystack.size()) return kNotFound;
  const char* start = haystack.data();
  const char* last = start + haystack.size() - m;
  size_t wasted = 0;
  for (const char* p = start; p <= last; p++) {
    p = static_cast<const char*>(std::memchr(p, needle[0], static_cast<size_t>(last - p) + 1));
    if (!p) return kNotFound;
    if (p[m - 1] != needle[m - 1]) continue;
    if (m <= 2 || std::memcmp(p + 1, needle.data() + 1, m - 2) == 0)
      return static_cast<size_t>(p - start);
    wasted += m;
    if (wasted > kPatience + 4 * static_cast<size_t>(p - start)) {
      size_t from = static_cast<size_t>(p - start) + 1;
      ptrdiff_t at =
          two_way(Run<false>{start + from, static_cast<ptrdiff_t>(haystack.size() - from)},
                  Run<false>{needle.data(), static_cast<ptrdiff_t>(m)});
      return at < 0 ? kNotFound : from + static_cast<size_t>(at);
    }
  }
  return kNotFound;
}

size_t rfind_text(std::string_view haystack, std::string_view needle) {
  size_t m = needle.size();
  if (m == 0) return haystack.size();
  if (m > haystack.size()) return kNotFound;
  const char* start = haystack.data();
  const char* first = start + haystack.size() - m;
  size_t wasted = 0;
  for (const char* p = first; p >= start; p--) {
    if (*p != needle[0] || p[m - 1] != needle[m - 1]) continue;
    if (m <= 2 || std::memcmp(p + 1, needle.data() + 1, m - 2) == 0)
      return static_cast<size_t>(p - start);
    wasted += m;
    if (wasted > kPatience + 4 * static_cast<size_t>(first - p)) {
      ptrdiff_t rest =
          p - start + static_cast<ptrdiff_t>(m) - 1;  // occurrences that end before this one would
      ptrdiff_t at =
          two_way(Run<true>{start, rest}, Run<true>{needle.data(), static_cast<ptrdiff_t>(m)});
      return at < 0 ? kNotFound : static_cast<size_t>(rest - at) - m;
    }
  }
  return kNotFound;
}

size_t count_text(std::string_view haystack, std::string_view needle, size_t limit) {
  size_t count = 0;
  for (size_t from = 0; count < limit; count++) {
    size_t at = find_text(haystack.substr(from), needle);
    if (at == kNotFound) break;
    from += at + needle.size();
  }
  return count;
}

}  // namespace ts::object
