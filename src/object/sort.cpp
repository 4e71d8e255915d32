// list.sort and sorted: a stable adaptive merge sort (natural runs, binary insertion for short
// ones, merging with galloping), after Tim Peters' Objects/listsort.txt; runs are merged in the
// order of Munro and Wild's powersort (Nearly-Optimal Mergesorts, 2018), as CPython does.
//
// Python code may run in the key function and in comparisons. So that compaction can move
// everything meanwhile, all references are in a RegisterWindow and in arrays reached from it;
// positions are plain numbers, and addresses are read anew after each call. Keys that are all small
// ints, all floats or all strs are compared without calls.

#include "object/containers.h"
#include "object/exact_call.h"

namespace ts::object {

namespace {

enum class KeyKind : uint8_t { kSmallInt, kFloat, kStr, kAny };

double float_value(Value v) {
  return v.is_immediate_float() ? v.immediate_float() : static_cast<Float*>(v.cell())->value;
}

bool is_float(Value v) { return v.is_immediate_float() || is_exact(v, numbers::kFloat); }

/// a < b by code point, which is the order of the bytes of UTF-8.
bool text_less(const Str* a, const Str* b) {
  size_t n = a->bytes < b->bytes ? a->bytes : b->bytes;
  int order = std::memcmp(a->text(), b->text(), n);
  return order ? order < 0 : a->bytes < b->bytes;
}

class Sorter {
 public:
  Sorter(Thread& t, RegisterWindow& window) : thread_(t), window_(window) {}

  // Registers of the window.
  enum : size_t {
    kKeys,
    kItems,
    kSpareKeys,
    kSpareItems,
    kKeyFunction,
    kArgument,
    kList,
    kWindowSize
  };

  bool sort(size_t n);

 private:
  static constexpr size_t kMinimumGallop = 7;

  struct Run {
    size_t start, length;
    unsigned power;
  };

  ValueArray* array(size_t which) { return static_cast<ValueArray*>(window_[which].cell()); }
  Value key(size_t i) { return array(kKeys)->items[i]; }
  Value spare_key(size_t i) { return array(kSpareKeys)->items[i]; }
  bool has_items() { return window_[kItems].is_cell(); }

  /// a < b: 1, 0, or -1 with an exception pending.
  int less(Value a, Value b);
  int less_any(Value a, Value b);
  KeyKind kind_of_keys(size_t n);

  void move(size_t to, size_t from, size_t count);
  void to_spare(size_t from, size_t count);
  void place(size_t to, size_t from) {
    array(kKeys)->items[to] = array(kKeys)->items[from];
    if (has_items()) array(kItems)->items[to] = array(kItems)->items[from];
  }
  void place_spare(size_t to, size_t from) {
    array(kKeys)->items[to] = array(kSpareKeys)->items[from];
    if (has_items()) array(kItems)->items[to] = array(kSpareItems)->items[from];
  }
  void from_spare(size_t to, size_t from, size_t count);
  void reverse(size_t from, size_t to);

  bool count_run(size_t from, size_t end, size_t& length);
  bool insert_rest(size_t from, size_t end, size_t sorted_end);
  bool push_run(size_t start, size_t length, size_t n);
  bool merge_at(size_t i);
  bool merge_low(size_t a, size_t a_length, size_t b, size_t b_length);
  bool merge_high(size_t a, size_t a_length, size_t b, size_t b_length);
  bool reserve_spare(size_t n);

  /// Where `key` belongs among keys [base, base + n) of array `which`; left of equal ones or right
  /// of them. The key is that of position `at` of array `of`; the search starts near `hint`.
  enum class Side : bool { kLeft, kRight };
  bool gallop(size_t of, size_t at, size_t which, size_t base, size_t n, size_t hint, Side side,
              size_t& out);

  Thread& thread_;
  RegisterWindow& window_;
  KeyKind kind_ = KeyKind::kAny;
  size_t minimum_gallop_ = kMinimumGallop;
  size_t run_count_ = 0;
  Run* runs_ = nullptr;
};

int Sorter::less(Value a, Value b) {
  switch (kind_) {
    case KeyKind::kSmallInt:
      return a.small_int() < b.small_int();
    case KeyKind::kFloat:
      return float_value(a) < float_value(b);
    case KeyKind::kStr:
      return text_less(as_str(a), as_str(b));
    case KeyKind::kAny:
      break;
  }
  return less_any(a, b);
}

[[gnu::noinline]] int Sorter::less_any(Value a, Value b) {
  if (Value::both_small_int(a, b)) return a.small_int() < b.small_int();
  if (thread_.poll.load(std::memory_order_relaxed) && !poll(thread_)) return -1;
  ExactCall exact(thread_);
  return compare_truth(thread_, a, b, CompareOp::kLt);
}

KeyKind Sorter::kind_of_keys(size_t n) {
  const Value* keys = array(kKeys)->items;
  auto all = [&](auto test) {
    for (size_t i = 0; i < n; i++) {
      if (!test(keys[i])) return false;
    }
    return true;
  };
  if (all([](Value v) { return v.is_small_int(); })) return KeyKind::kSmallInt;
  if (all([](Value v) { return is_str(v); })) return KeyKind::kStr;
  return all([](Value v) { return is_float(v); }) ? KeyKind::kFloat : KeyKind::kAny;
}

void Sorter::move(size_t to, size_t from, size_t count) {
  std::memmove(array(kKeys)->items + to, array(kKeys)->items + from, count * sizeof(Value));
  if (has_items())
    std::memmove(array(kItems)->items + to, array(kItems)->items + from, count * sizeof(Value));
}

void Sorter::to_spare(size_t from, size_t count) {
  std::memcpy(array(kSpareKeys)->items, array(kKeys)->items + from, count * sizeof(Value));
  if (has_items())
    std::memcpy(array(kSpareItems)->items, array(kItems)->items + from, count * sizeof(Value));
}

void Sorter::from_spare(size_t to, size_t from, size_t count) {
  std::memcpy(array(kKeys)->items + to, array(kSpareKeys)->items + from, count * sizeof(Value));
  if (has_items())
    std::memcpy(array(kItems)->items + to, array(kSpareItems)->items + from, count * sizeof(Value));
}

void Sorter::reverse(size_t from, size_t to) {
  for (; from + 1 < to; from++) {
    to--;
    std::swap(array(kKeys)->items[from], array(kKeys)->items[to]);
    if (has_items()) std::swap(array(kItems)->items[from], array(kItems)->items[to]);
  }
}

/// Length of the run at `from`; a strictly descending one is reversed.
bool Sorter::count_run(size_t from, size_t end, size_t& length) {
  length = end - from;
  if (length < 2) return true;
  size_t i = from + 1;
  int descending = less(key(i), key(i - 1));
  if (descending < 0) return false;
  for (i++; i < end; i++) {
    int smaller = less(key(i), key(i - 1));
    if (smaller < 0) return false;
    if (smaller != descending) break;
  }
  if (descending) reverse(from, i);
  length = i - from;
  return true;
}

/// Sorts [from, end), whose items before `sorted_end` are sorted, by binary insertion.
bool Sorter::insert_rest(size_t from, size_t end, size_t sorted_end) {
  for (size_t i = sorted_end; i < end; i++) {
    size_t low = from, high = i;
    while (low < high) {
      size_t middle = low + (high - low) / 2;
      int smaller = less(key(i), key(middle));
      if (smaller < 0) return false;
      if (smaller) {
        high = middle;
      } else {
        low = middle + 1;
      }
    }
    if (low == i) continue;
    Value moved_key = key(i);
    Value moved_item = has_items() ? array(kItems)->items[i] : Value();
    move(low + 1, low, i - low);
    array(kKeys)->items[low] = moved_key;
    if (has_items()) array(kItems)->items[low] = moved_item;
  }
  return true;
}

bool Sorter::gallop(size_t of, size_t at, size_t which, size_t base, size_t n, size_t hint,
                    Side side, size_t& out) {
  // before(i): key i of the range belongs in front of the key.
  auto before = [&](size_t i) -> int {
    Value k = array(of)->items[at];
    Value other = array(which)->items[base + i];
    if (side == Side::kLeft) return less(other, k);
    int smaller = less(k, other);
    return smaller < 0 ? -1 : !smaller;
  };
  size_t low, high;  // the answer is in low..high
  int first = before(hint);
  if (first < 0) return false;
  size_t step = 1;
  if (first) {
    low = hint + 1;
    high = n;
    while (hint + step < n) {
      int more = before(hint + step);
      if (more < 0) return false;
      if (!more) {
        high = hint + step;
        break;
      }
      low = hint + step + 1;
      step = step * 2 + 1;
    }
  } else {
    low = 0;
    high = hint;
    while (step <= hint) {
      int more = before(hint - step);
      if (more < 0) return false;
      if (more) {
        low = hint - step + 1;
        break;
      }
      high = hint - step;
      step = step * 2 + 1;
    }
  }
  while (low < high) {
    size_t middle = low + (high - low) / 2;
    int more = before(middle);
    if (more < 0) return false;
    if (more) {
      low = middle + 1;
    } else {
      high = middle;
    }
  }
  out = low;
  return true;
}

bool Sorter::reserve_spare(size_t n) {
  for (size_t which : {size_t{kSpareKeys}, size_t{kSpareItems}}) {
    if (which == kSpareItems && !has_items()) break;
    if (window_[which].is_cell() && array(which)->capacity >= n) continue;
    ValueArray* spare =
        heap::allocate<ValueArray>(thread_, numbers::kValueArray, n * sizeof(Value));
    if (!spare) return false;
    spare->capacity = n;
    window_[which] = spare;
  }
  return true;
}

/// Merges the neighbours a and b; a is the shorter one and goes to the spare arrays.
bool Sorter::merge_low(size_t a, size_t a_length, size_t b, size_t b_length) {
  if (!reserve_spare(a_length)) return false;
  to_spare(a, a_length);
  size_t to = a, i = 0, j = b, b_end = b + b_length;
  bool done = false, ok = true;
  while (!done) {
    size_t a_wins = 0, b_wins = 0;
    while (!done && a_wins < minimum_gallop_ && b_wins < minimum_gallop_) {
      int smaller = less(key(j), spare_key(i));
      if (smaller < 0) {
        ok = false;
        done = true;
      } else if (smaller) {
        place(to++, j++);
        b_wins++;
        a_wins = 0;
        done = j == b_end;
      } else {
        place_spare(to++, i++);
        a_wins++;
        b_wins = 0;
        done = i == a_length;
      }
    }
    while (!done) {
      size_t count;
      if (minimum_gallop_ > 1) minimum_gallop_--;
      if (!gallop(kKeys, j, kSpareKeys, i, a_length - i, 0, Side::kRight, count)) {
        ok = false;
        break;
      }
      a_wins = count;
      from_spare(to, i, count);
      to += count;
      i += count;
      if (i == a_length) break;
      place(to++, j++);
      if (j == b_end) break;
      if (!gallop(kSpareKeys, i, kKeys, j, b_end - j, 0, Side::kLeft, count)) {
        ok = false;
        break;
      }
      b_wins = count;
      move(to, j, count);
      to += count;
      j += count;
      if (j == b_end) break;
      place_spare(to++, i++);
      if (i == a_length) break;
      if (a_wins < kMinimumGallop && b_wins < kMinimumGallop) {
        minimum_gallop_ += 2;
        break;
      }
    }
    if (!ok || i == a_length || j == b_end) done = true;
  }
  from_spare(to, i, a_length - i);  // what is left of b is in place
  return ok;
}

/// The same with b in the spare arrays, from the end.
bool Sorter::merge_high(size_t a, size_t a_length, size_t b, size_t b_length) {
  if (!reserve_spare(b_length)) return false;
  to_spare(b, b_length);
  size_t to = b + b_length, i = a + a_length, j = b_length;  // all one past
  bool done = false, ok = true;
  while (!done) {
    size_t a_wins = 0, b_wins = 0;
    while (!done && a_wins < minimum_gallop_ && b_wins < minimum_gallop_) {
      int smaller = less(spare_key(j - 1), key(i - 1));
      if (smaller < 0) {
        ok = false;
        done = true;
      } else if (smaller) {
        place(--to, --i);
        a_wins++;
        b_wins = 0;
        done = i == a;
      } else {
        place_spare(--to, --j);
        b_wins++;
        a_wins = 0;
        done = j == 0;
      }
    }
    while (!done) {
      size_t split;
      if (minimum_gallop_ > 1) minimum_gallop_--;
      if (!gallop(kSpareKeys, j - 1, kKeys, a, i - a, i - a - 1, Side::kRight, split)) {
        ok = false;
        break;
      }
      a_wins = i - a - split;
      to -= a_wins;
      i -= a_wins;
      move(to, i, a_wins);
      if (i == a) break;
      place_spare(--to, --j);
      if (j == 0) break;
      if (!gallop(kKeys, i - 1, kSpareKeys, 0, j, j - 1, Side::kLeft, split)) {
        ok = false;
        break;
      }
      b_wins = j - split;
      to -= b_wins;
      j -= b_wins;
      from_spare(to, j, b_wins);
      if (j == 0) break;
      place(--to, --i);
      if (i == a) break;
      if (a_wins < kMinimumGallop && b_wins < kMinimumGallop) {
        minimum_gallop_ += 2;
        break;
      }
    }
    if (!ok || i == a || j == 0) done = true;
  }
  from_spare(to - j, 0, j);
  return ok;
}

/// Merges runs i and i + 1.
bool Sorter::merge_at(size_t i) {
  size_t a = runs_[i].start, a_length = runs_[i].length;
  size_t b = runs_[i + 1].start, b_length = runs_[i + 1].length;
  runs_[i].length = a_length + b_length;
  run_count_--;
  size_t skip, keep;
  if (!gallop(kKeys, b, kKeys, a, a_length, 0, Side::kRight, skip)) return false;
  a += skip;
  a_length -= skip;
  if (a_length == 0) return true;
  if (!gallop(kKeys, a + a_length - 1, kKeys, b, b_length, b_length - 1, Side::kLeft, keep))
    return false;
  b_length = keep;
  if (b_length == 0) return true;
  return a_length <= b_length ? merge_low(a, a_length, b, b_length)
                              : merge_high(a, a_length, b, b_length);
}

/// Depth of the node between two neighbouring runs in the nearly optimal merge tree over n items.
unsigned run_power(size_t start, size_t length_a, size_t length_b, size_t n) {
  size_t a = 2 * start + length_a;
  size_t b = a + length_a + length_b;
  for (unsigned power = 1;; power++) {
    if (a >= n) {
      a -= n;
      b -= n;
    } else if (b >= n) {
      return power;
    }
    a *= 2;
    b *= 2;
  }
}

bool Sorter::push_run(size_t start, size_t length, size_t n) {
  if (run_count_ > 0) {
    unsigned power =
        run_power(runs_[run_count_ - 1].start, runs_[run_count_ - 1].length, length, n);
    while (run_count_ > 1 && runs_[run_count_ - 2].power > power) {
      if (!merge_at(run_count_ - 2)) return false;
      // merge_at leaves the new run on top
    }
    runs_[run_count_ - 1].power = power;
  }
  runs_[run_count_++] = {start, length, 0};
  return true;
}

bool Sorter::sort(size_t n) {
  if (n < 2) return true;
  kind_ = kind_of_keys(n);
  // Short of 2^k * minrun items no more than k runs wait: as many as fit, in raw memory behind
  // nothing traced
  Run runs[heap::kWide ? 64 : 24];
  runs_ = runs;
  size_t minimum_run = n, odd = 0;
  while (minimum_run >= 64) {
    odd |= minimum_run & 1;
    minimum_run >>= 1;
  }
  minimum_run += odd;
  for (size_t start = 0; start < n;) {
    size_t length;
    if (!count_run(start, n, length)) return false;
    if (length < minimum_run) {
      size_t forced = n - start < minimum_run ? n - start : minimum_run;
      if (!insert_rest(start, start + forced, start + length)) return false;
      length = forced;
    }
    if (!push_run(start, length, n)) return false;
    start += length;
  }
  while (run_count_ > 1) {
    if (!merge_at(run_count_ - 2)) return false;
  }
  return true;
}

[[gnu::noinline]] Value call_key(Thread& t, RegisterWindow& window) {
  ExactCall exact(t);
  return call(t, window[Sorter::kKeyFunction],
              std::span<const Value>(&window[Sorter::kArgument], 1));
}

/// Fills the array of keys by calling the key function on each item.
bool compute_keys(Thread& t, RegisterWindow& window, size_t n) {
  ValueArray* keys = heap::allocate<ValueArray>(t, numbers::kValueArray, n * sizeof(Value));
  if (!keys) return false;
  keys->capacity = n;
  window[Sorter::kItems] = window[Sorter::kKeys];
  window[Sorter::kKeys] = keys;
  for (size_t i = 0; i < n; i++) {
    window[Sorter::kArgument] = static_cast<ValueArray*>(window[Sorter::kItems].cell())->items[i];
    Value k = call_key(t, window);
    if (!k) return false;
    static_cast<ValueArray*>(window[Sorter::kKeys].cell())->items[i] = k;
    TS_POLL(t);
  }
  return true;
}

void reverse_array(ValueArray* array, size_t n) {
  for (size_t i = 0, j = n; i + 1 < j; i++) std::swap(array->items[i], array->items[--j]);
}

}  // namespace

namespace {

/// Sorts the n items in the window; `reverse` first and last, which keeps equal items in their
/// order.
[[gnu::noinline]] bool sort_window(Thread& t, RegisterWindow& window, size_t n, bool reverse) {
  if (!window[Sorter::kKeyFunction].is_none() && !compute_keys(t, window, n)) return false;
  auto reverse_both = [&] {
    reverse_array(static_cast<ValueArray*>(window[Sorter::kKeys].cell()), n);
    Value items = window[Sorter::kItems];
    if (items.is_cell()) reverse_array(static_cast<ValueArray*>(items.cell()), n);
  };
  if (reverse) reverse_both();
  Sorter sorter(t, window);
  bool ok = sorter.sort(n);
  if (reverse) reverse_both();
  return ok;
}

}  // namespace

bool sort_list(Thread& t, List* list, Value key, bool reverse) {
  size_t n = list->length;
  bool has_key = key && !key.is_none();
  if (n == 0 || (n == 1 && !has_key)) return true;
  RegisterWindow window(t, Sorter::kWindowSize);
  if (!window.valid()) return false;
  // The list is empty meanwhile, so that a change by Python code can be told.
  window[Sorter::kKeys] = list->storage;
  window[Sorter::kKeyFunction] = has_key ? key : kNone;
  window[Sorter::kList] = list;
  list->storage = nullptr;
  list->length = 0;
  bool ok = with_exact_stack(t, [&] { return sort_window(t, window, n, reverse); });
  bool paired = window[Sorter::kItems].is_cell();
  list = static_cast<List*>(window[Sorter::kList].cell());
  bool modified = list->storage || list->length;
  list->storage = static_cast<ValueArray*>(window[paired ? Sorter::kItems : Sorter::kKeys].cell());
  list->length = n;
  if (ok && modified) {
    raise(t, numbers::kValueError, "list modified during sort");
    return false;
  }
  return ok;
}

}  // namespace ts::object
