// See text_ops.h.

#include "object/text_ops.h"

#include "base/utf8.h"
#include "text/unicode.h"

namespace ts::object {

// --- making results

Text text_of(const Str* s) {
  return {Value(s), s->text(), s->bytes, s->is_ascii() ? TextKind::kAscii : TextKind::kUnicode};
}

bool bytes_text(Thread& t, Value self, Text& out) {
  if (is_bytes(t, self)) {
    auto* b = static_cast<Bytes*>(self.cell());
    out = {self, reinterpret_cast<char*>(b->data()), b->length, TextKind::kBytes};
    return true;
  }
  if (is_bytearray(t, self)) {
    auto* a = static_cast<ByteArrayObject*>(self.cell());
    out = {self, a->length ? reinterpret_cast<char*>(a->data()) : "", a->length,
           TextKind::kByteArray};
    return true;
  }
  raise(t, numbers::kTypeError,
        "descriptor requires a 'bytes' or 'bytearray' object but received a '{}'", TypeOf{self});
  return false;
}

Value make_text(Thread& t, TextKind kind, std::string_view content) {
  switch (kind) {
    case TextKind::kBytes:
      return make_bytes(t, content.data(), content.size());
    case TextKind::kByteArray:
      return Value(make_bytearray(t, content.data(), content.size()));
    default:
      return make_str(t, content);
  }
}

Value piece(Thread& t, const Text& text, size_t from, size_t to) {
  if (text.kind == TextKind::kBytes && to - from == text.size &&
      is_exact(text.owner, numbers::kBytes)) {
    return text.owner;
  }
  if (text.is_str()) return str_slice_bytes(t, as_str(text.owner), from, to);
  return make_text(t, text.kind, text.view().substr(from, to - from));
}

Fresh allocate_result(Thread& t, TextKind kind, size_t bytes, size_t characters) {
  if (kind == TextKind::kBytes) {
    Bytes* b = allocate_bytes(t, bytes);
    return b ? Fresh{Value(b), reinterpret_cast<char*>(b->data())} : Fresh{};
  }
  if (kind == TextKind::kByteArray) {
    ByteArrayObject* a = make_bytearray(t, nullptr, bytes);
    return a ? Fresh{Value(a), reinterpret_cast<char*>(a->data())} : Fresh{};
  }
  Str* s =
      kind == TextKind::kAscii ? allocate_ascii(t, bytes) : allocate_text(t, bytes, characters);
  return s ? Fresh{Value(s), s->text()} : Fresh{};
}

size_t text_length(const Text& text) {
  return text.kind == TextKind::kUnicode ? str_length(as_str(text.owner)) : text.size;
}

// --- white
// space

namespace {

constexpr uint64_t kBytesSpace = 0x100003E00;             // tab to carriage return, space
constexpr uint64_t kStrSpace = kBytesSpace | 0xF0000000;  // also the separators U+001C to U+001F

bool is_space_byte(TextKind kind, uint8_t c) {
  return c <= 32 && ((kind <= TextKind::kUnicode ? kStrSpace : kBytesSpace) >> c & 1);
}

/// Whether the character at `at` is white space; `length`: its bytes.
bool space_at(const Text& text, size_t at, size_t& length) {
  uint8_t c = static_cast<uint8_t>(text.data[at]);
  length = 1;
  if (c < 0x80 || text.kind != TextKind::kUnicode) return is_space_byte(text.kind, c);
  length = base::utf8_sequence_length(static_cast<char>(c));
  return text::is_space(base::utf8_at_unchecked(text.data + at));
}

/// Whether the character before `at` is white space.
bool space_before(const Text& text, size_t at, size_t& length) {
  uint8_t c = static_cast<uint8_t>(text.data[at - 1]);
  length = 1;
  if (c < 0x80 || text.kind != TextKind::kUnicode) return is_space_byte(text.kind, c);
  const char* p = text.data + at;
  char32_t code = base::utf8_previous_unchecked(&p);
  length = at - static_cast<size_t>(p - text.data);
  return text::is_space(code);
}

/// As skip, where each byte is a character.
size_t skip_bytes(const Text& text, size_t at, bool spaces) {
  const uint64_t set = text.is_str() ? kStrSpace : kBytesSpace;
  const auto* data = reinterpret_cast<const uint8_t*>(text.data);
  const size_t size = text.size;
  if (spaces) {
    while (at < size && data[at] <= 32 && (set >> data[at] & 1)) at++;
  } else {
    while (at < size && (data[at] > 32 || !(set >> data[at] & 1))) at++;
  }
  return at;
}

size_t skip(const Text& text, size_t at, bool spaces) {
  if (text.kind != TextKind::kUnicode) return skip_bytes(text, at, spaces);
  size_t length;
  while (at < text.size && space_at(text, at, length) == spaces) at += length;
  return at;
}

size_t skip_back(const Text& text, size_t at, bool spaces) {
  size_t length;
  while (at > 0 && space_before(text, at, length) == spaces) at -= length;
  return at;
}

bool add_piece(Thread& t, List* list, const Text& text, size_t from, size_t to) {
  TS_POLL(t);
  Value v = TS_TRY(piece(t, text, from, to));
  return list_append(t, list, v);
}

Value reversed(List* list) {
  std::span<Value> items = list->span();
  for (size_t i = 0, j = items.size(); i + 1 < j; i++) std::swap(items[i], items[--j]);
  return Value(list);
}

}  // namespace

// --- splitting

Value split_text(Thread& t, const Text& text, std::string_view separator, intptr_t maximum) {
  if (separator.empty()) return raise(t, numbers::kValueError, "empty separator");
  List* list = TS_TRY(make_list(t));
  size_t from = 0;
  for (; maximum != 0; maximum--) {
    size_t at = find_text(text.view().substr(from), separator);
    if (at == kNotFound) break;
    if (!add_piece(t, list, text, from, from + at)) return {};
    from += at + separator.size();
  }
  if (!add_piece(t, list, text, from, text.size)) return {};
  return Value(list);
}

Value rsplit_text(Thread& t, const Text& text, std::string_view separator, intptr_t maximum) {
  if (separator.empty()) return raise(t, numbers::kValueError, "empty separator");
  List* list = TS_TRY(make_list(t));
  size_t to = text.size;
  for (; maximum != 0; maximum--) {
    size_t at = rfind_text(text.view().substr(0, to), separator);
    if (at == kNotFound) break;
    if (!add_piece(t, list, text, at + separator.size(), to)) return {};
    to = at;
  }
  if (!add_piece(t, list, text, 0, to)) return {};
  return reversed(list);
}

Value split_space(Thread& t, const Text& text, intptr_t maximum) {
  List* list = TS_TRY(make_list(t));
  for (size_t from = skip(text, 0, true); from < text.size;) {
    size_t to = maximum-- == 0 ? text.size : skip(text, from, false);
    if (!add_piece(t, list, text, from, to)) return {};
    from = skip(text, to, true);
  }
  return Value(list);
}

Value rsplit_space(Thread& t, const Text& text, intptr_t maximum) {
  List* list = TS_TRY(make_list(t));
  for (size_t to = skip_back(text, text.size, true); to > 0;) {
    size_t from = maximum-- == 0 ? 0 : skip_back(text, to, false);
    if (!add_piece(t, list, text, from, to)) return {};
    to = skip_back(text, from, true);
  }
  return reversed(list);
}

namespace {

/// Bytes of the line break at `at`; 0: none there.
size_t line_break_at(const Text& text, size_t at) {
  uint8_t c = static_cast<uint8_t>(text.data[at]);
  if (c == '\r') return at + 1 < text.size && text.data[at + 1] == '\n' ? 2 : 1;
  if (c == '\n') return 1;
  if (!text.is_str()) return 0;
  if (c < 0x80) return c == 0x0B || c == 0x0C || (c >= 0x1C && c <= 0x1E);
  if (c != 0xC2 && c != 0xE2) return 0;  // U+0085, U+2028, U+2029
  return text::is_line_break(base::utf8_at_unchecked(text.data + at))
             ? base::utf8_sequence_length(static_cast<char>(c))
             : 0;
}

}  // namespace

Value split_lines(Thread& t, const Text& text, bool keep_ends) {
  List* list = TS_TRY(make_list(t));
  for (size_t from = 0; from < text.size;) {
    size_t to = from, length = 0;
    while (to < text.size && (length = line_break_at(text, to)) == 0) to++;
    size_t next = to + length;
    if (!add_piece(t, list, text, from, keep_ends ? next : to)) return {};
    from = next;
  }
  return Value(list);
}

Value strip_text(Thread& t, const Text& text, Side side, const std::string_view* characters) {
  bool left = static_cast<uint8_t>(side) & 1, right = static_cast<uint8_t>(side) & 2;
  size_t from = 0, to = text.size;
  if (!characters) {
    if (left) from = skip(text, 0, true);
    if (right && from < to) to = skip_back(text, to, true);
    return piece(t, text, from, to);
  }
  bool wide = text.kind == TextKind::kUnicode;
  while (left && from < to) {
    size_t length = wide ? base::utf8_sequence_length(text.data[from]) : 1;
    if (find_text(*characters, {text.data + from, length}) == kNotFound) break;
    from += length;
  }
  while (right && from < to) {
    size_t start = to - 1;
    while (wide && base::utf8_is_continuation(text.data[start])) start--;
    if (find_text(*characters, {text.data + start, to - start}) == kNotFound) break;
    to = start;
  }
  return piece(t, text, from, to);
}

Value partition_text(Thread& t, const Text& text, std::string_view text_separator, Value separator,
                     Side side) {
  if (text_separator.empty()) return raise(t, numbers::kValueError, "empty separator");
  size_t at = side == Side::kLeft ? find_text(text.view(), text_separator)
                                  : rfind_text(text.view(), text_separator);
  Value parts[3];
  if (at != kNotFound) {
    parts[0] = TS_TRY(piece(t, text, 0, at));
    parts[1] = separator;
    parts[2] = TS_TRY(piece(t, text, at + text_separator.size(), text.size));
  } else {
    Value whole = TS_TRY(piece(t, text, 0, text.size));
    parts[0] = side == Side::kLeft ? whole : Value();
    parts[2] = side == Side::kLeft ? Value() : whole;
    for (Value& part : parts) {
      if (!part) part = TS_TRY(make_text(t, text.kind, {}));
    }
  }
  return make_tuple(t, {parts[0], parts[1], parts[2]});
}

// --- replacing and padding

namespace {

TextKind wider(TextKind kind, std::string_view added) {
  return kind == TextKind::kAscii && !base::is_ascii(added) ? TextKind::kUnicode : kind;
}

/// What a result made of `text`'s parts and others may be: a str may have lost its last non-ASCII
/// character.
Value settle(Thread& t, TextKind kind, Fresh fresh, size_t size) {
  if (kind != TextKind::kUnicode || !base::is_ascii({fresh.data, size})) return fresh.object;
  return make_str(t, {fresh.data, size});
}

bool result_size(Thread& t, size_t size, size_t count, size_t removed, size_t added, size_t& out) {
  size_t more;
  if (__builtin_mul_overflow(count, added, &more) ||
      __builtin_add_overflow(more, size - count * removed, &out) || out > UINT32_MAX - 64) {
    raise(t, numbers::kOverflowError, "replace string is too long");
    return false;
  }
  return true;
}

/// replace() with an empty `from`: `to` before each character and at the end.
Value interleave(Thread& t, const Text& text, std::string_view to, size_t maximum) {
  size_t length = text_length(text);
  size_t count = length + 1 < maximum ? length + 1 : maximum;
  size_t size;
  if (!result_size(t, text.size, count, 0, to.size(), size)) return {};
  TextKind kind = wider(text.kind, to);
  size_t added = text.is_str() ? base::utf8_count(to) : to.size();
  Fresh fresh = allocate_result(t, kind, size, length + count * added);
  if (!fresh) return {};
  char* out = fresh.data;
  for (size_t at = 0; count > 0; count--) {
    if (!to.empty()) std::memcpy(out, to.data(), to.size());
    out += to.size();
    size_t n = count == 1                        ? text.size - at
               : text.kind == TextKind::kUnicode ? base::utf8_sequence_length(text.data[at])
                                                 : 1;
    std::memcpy(out, text.data + at, n);
    out += n;
    at += n;
  }
  return fresh.object;
}

}  // namespace

Value replace_text(Thread& t, const Text& text, std::string_view from, std::string_view to,
                   intptr_t maximum) {
  size_t limit = maximum < 0 ? kNotFound : static_cast<size_t>(maximum);
  if (limit == 0 || from.size() > text.size) return piece(t, text, 0, text.size);
  if (from.empty()) return interleave(t, text, to, limit);
  size_t count = count_text(text.view(), from, limit);
  if (count == 0) return piece(t, text, 0, text.size);
  size_t size;
  if (!result_size(t, text.size, count, from.size(), to.size(), size)) return {};
  TextKind kind = wider(text.kind, to);
  size_t characters = 0;
  if (kind == TextKind::kUnicode) {
    characters = text_length(text) - count * base::utf8_count(from) + count * base::utf8_count(to);
  }
  if (size == 0) return make_text(t, text.kind, {});
  Fresh fresh = allocate_result(t, kind, size, characters);
  if (!fresh) return {};
  char* out = fresh.data;
  size_t at = 0;
  for (; count > 0; count--) {
    size_t n = find_text(text.view().substr(at), from);
    std::memcpy(out, text.data + at, n);
    out += n;
    if (!to.empty()) std::memcpy(out, to.data(), to.size());
    out += to.size();
    at += n + from.size();
  }
  std::memcpy(out, text.data + at, text.size - at);
  return settle(t, kind, fresh, size);
}

void fill_repeated(char* out, const char* data, size_t size, size_t n) {
  if (n == 0 || size == 0) return;
  if (size == 1) {
    std::memset(out, data[0], n);
    return;
  }
  std::memcpy(out, data, size);
  size_t done = size, total = size * n;
  while (done < total) {
    size_t more = done < total - done ? done : total - done;
    std::memcpy(out + done, out, more);
    done += more;
  }
}

Value pad_text(Thread& t, const Text& text, size_t left, size_t right, std::string_view fill) {
  if (left + right == 0) return piece(t, text, 0, text.size);
  size_t size;
  if (!result_size(t, text.size, left + right, 0, fill.size(), size)) return {};
  TextKind kind = wider(text.kind, fill);
  Fresh fresh = allocate_result(t, kind, size, text_length(text) + left + right);
  if (!fresh) return {};
  fill_repeated(fresh.data, fill.data(), fill.size(), left);
  char* middle = fresh.data + left * fill.size();
  if (text.size) std::memcpy(middle, text.data, text.size);
  fill_repeated(middle + text.size, fill.data(), fill.size(), right);
  return fresh.object;
}

Value zero_fill(Thread& t, const Text& text, intptr_t width, size_t length) {
  if (width < 0 || static_cast<size_t>(width) <= length) return piece(t, text, 0, text.size);
  size_t fill = static_cast<size_t>(width) - length;
  Value result = TS_TRY(pad_text(t, text, fill, 0, "0"));
  if (text.size && (text.data[0] == '+' || text.data[0] == '-')) {
    Text padded{};
    if (text.is_str()) {
      padded = text_of(as_str(result));
    } else if (!bytes_text(t, result, padded)) {
      return {};
    }
    char* data = const_cast<char*>(padded.data);  // the result is new: nobody else has seen it
    data[0] = data[fill];
    data[fill] = '0';
  }
  return result;
}

namespace {

/// Calls `emit(from, to, spaces)` for each run of text and the blanks that follow it.
template <class Emit>
void walk_tabs(const Text& text, intptr_t tab_size, Emit emit) {
  size_t column = 0, run = 0;
  for (size_t i = 0; i < text.size; i++) {
    char c = text.data[i];
    if (c == '\t') {
      size_t spaces =
          tab_size > 0 ? static_cast<size_t>(tab_size) - column % static_cast<size_t>(tab_size) : 0;
      emit(run, i, spaces);
      column += spaces;
      run = i + 1;
    } else if (c == '\n' || c == '\r') {
      column = 0;
    } else if (text.kind != TextKind::kUnicode || !base::utf8_is_continuation(c)) {
      column++;
    }
  }
  emit(run, text.size, 0);
}

}  // namespace

Value expand_tabs(Thread& t, const Text& text, intptr_t tab_size) {
  size_t size = 0, tabs = 0, spaces_in_all = 0;
  bool overflow = false;
  walk_tabs(text, tab_size, [&](size_t from, size_t to, size_t spaces) {
    overflow |= __builtin_add_overflow(size, to - from + spaces, &size) || size > UINT32_MAX - 64;
    spaces_in_all += spaces;
    tabs++;
  });
  if (overflow) return raise(t, numbers::kOverflowError, "result too long");
  if (tabs == 1) return piece(t, text, 0, text.size);
  if (size == 0) return make_text(t, text.kind, {});
  Fresh fresh = allocate_result(t, text.kind, size, text_length(text) - (tabs - 1) + spaces_in_all);
  if (!fresh) return {};
  char* out = fresh.data;
  walk_tabs(text, tab_size, [&](size_t from, size_t to, size_t spaces) {
    std::memcpy(out, text.data + from, to - from);
    out += to - from;
    std::memset(out, ' ', spaces);
    out += spaces;
  });
  return fresh.object;
}

// --- ASCII
// letters

namespace {

bool is_ascii_lower(uint8_t c) { return static_cast<uint8_t>(c - 'a') < 26; }
bool is_ascii_upper(uint8_t c) { return static_cast<uint8_t>(c - 'A') < 26; }
bool is_ascii_alpha(uint8_t c) { return is_ascii_lower(c | 0x20); }
bool is_ascii_digit(uint8_t c) { return c >= '0' && c <= '9'; }

/// 0x20 in each byte of the word that is a letter between `first` and `last`.
uintptr_t case_bits(uintptr_t word, uint8_t first, uint8_t last) {
  constexpr uintptr_t kOnes = ~uintptr_t{0} / 0xFF;
  uintptr_t low = word & kOnes * 0x7F;
  uintptr_t from_first = low + kOnes * (0x80u - first), beyond_last = low + kOnes * (0x7Fu - last);
  return (from_first & ~beyond_last & ~word & kOnes * 0x80) >> 2;
}

/// Copies, with the case of the letters from `first` to `last` changed.
void change_case(const char* from, char* to, size_t n, char first, char last) {
  size_t i = 0;
  for (uintptr_t word; n - i >= sizeof(word); i += sizeof(word)) {
    std::memcpy(&word, from + i, sizeof(word));
    word ^= case_bits(word, static_cast<uint8_t>(first), static_cast<uint8_t>(last));
    std::memcpy(to + i, &word, sizeof(word));
  }
  for (; i < n; i++) {
    auto range = static_cast<uint8_t>(last - first);
    bool changes = static_cast<uint8_t>(from[i] - first) <= range;
    to[i] = static_cast<char>(from[i] ^ (changes ? 0x20 : 0));
  }
}

void to_lower(const char* from, char* to, size_t n) { change_case(from, to, n, 'A', 'Z'); }
void to_upper(const char* from, char* to, size_t n) { change_case(from, to, n, 'a', 'z'); }

void swap_case(const char* from, char* to, size_t n) {
  for (size_t i = 0; i < n; i++) {
    to[i] = static_cast<char>(from[i] ^ (is_ascii_alpha(static_cast<uint8_t>(from[i])) ? 0x20 : 0));
  }
}

void to_title(const char* from, char* to, size_t n) {
  bool first = true;
  for (size_t i = 0; i < n; i++) {
    auto c = static_cast<uint8_t>(from[i]);
    bool letter = is_ascii_alpha(c);
    to[i] = static_cast<char>(!letter ? c : first ? c & ~0x20 : c | 0x20);
    first = !letter;
  }
}

}  // namespace

Value map_ascii_case(Thread& t, const Text& text, AsciiCase mapping) {
  if (text.size == 0) return make_text(t, text.kind, {});
  Fresh fresh = allocate_result(t, text.kind, text.size, text.size);
  if (!fresh) return {};
  switch (mapping) {
    case AsciiCase::kLower:
      to_lower(text.data, fresh.data, text.size);
      break;
    case AsciiCase::kUpper:
      to_upper(text.data, fresh.data, text.size);
      break;
    case AsciiCase::kSwap:
      swap_case(text.data, fresh.data, text.size);
      break;
    case AsciiCase::kTitle:
      to_title(text.data, fresh.data, text.size);
      break;
    case AsciiCase::kCapitalize:
      to_upper(text.data, fresh.data, 1);
      to_lower(text.data + 1, fresh.data + 1, text.size - 1);
      break;
  }
  if (text.size == 1 && text.is_str()) return make_str(t, {fresh.data, 1});
  return fresh.object;
}

namespace {

/// islower (kLower), isupper (kUpper), istitle: about the letters in the text; there must be one.
bool test_case(const Text& text, AsciiTest test) {
  bool letters = false, previous = false;
  for (size_t i = 0; i < text.size; i++) {
    uint8_t c = static_cast<uint8_t>(text.data[i]);
    bool upper = is_ascii_upper(c), lower = is_ascii_lower(c);
    if (test == AsciiTest::kLower && upper) return false;
    if (test == AsciiTest::kUpper && lower) return false;
    if (test == AsciiTest::kTitle && ((upper && previous) || (lower && !previous))) return false;
    previous = upper || lower;
    letters |= previous;
  }
  return letters;
}

}  // namespace

bool test_ascii(const Text& text, AsciiTest test) {
  if (test >= AsciiTest::kLower) return test_case(text, test);
  for (size_t i = 0; i < text.size; i++) {
    uint8_t c = static_cast<uint8_t>(text.data[i]);
    bool good = false;
    switch (test) {
      case AsciiTest::kAlpha:
        good = is_ascii_alpha(c);
        break;
      case AsciiTest::kDigit:
        good = is_ascii_digit(c);
        break;
      case AsciiTest::kAlnum:
        good = is_ascii_alpha(c) || is_ascii_digit(c);
        break;
      default:
        good = is_space_byte(text.kind, c);
        break;
    }
    if (!good) return false;
  }
  return text.size > 0;
}

}  // namespace ts::object
