// The methods of bytes and bytearray: one function serves both, and gives results of the type of
// its self.

#include "object/bytes_methods.h"

#include "object/codecs.h"
#include "object/memoryview.h"
#include "object/str.h"
#include "object/text_ops.h"

namespace ts::object {

/// The self of a method that bytes and bytearray share: checked against the type whose method it
/// is.
struct Receiver {
  Value value;
  operator Value() const { return value; }
};

}  // namespace ts::object

template <>
struct ts::bind::detail::Convert<ts::object::Receiver> {
  static bool from(Thread& t, const Native& n, size_t i, Value v, ts::object::Receiver& out) {
    out.value = v;
    return is_instance_of_native(*t.vm, v, n.owner) || argument_type_error(t, n, i, n.owner, v);
  }
};

namespace ts::object {

// --- slots

Value bytes_concatenate(Thread& t, Value a, Value b) {
  if (!has_buffer(t, b)) return kNotImplemented;
  BufferScope other(t);
  Text self;
  if (!other.get(b) || !bytes_text(t, a, self)) return {};
  if (self.size == 0 && is_exact(b, numbers::kBytes) && self.kind == TextKind::kBytes) return b;
  if (other->bytes == 0) return piece(t, self, 0, self.size);
  Fresh fresh = allocate_result(t, self.kind, self.size + other->bytes, 0);
  if (!fresh) return {};
  if (self.size) std::memcpy(fresh.data, self.data, self.size);
  std::memcpy(fresh.data + self.size, other->data, other->bytes);
  return fresh.object;
}

Value bytes_repeat(Thread& t, Value self, Value times) {
  intptr_t n;
  if (!TS_TRY_INT(repeat_count(t, times, n))) return kNotImplemented;
  Text text;
  if (!bytes_text(t, self, text)) return {};
  if (n == 1) return piece(t, text, 0, text.size);
  size_t size;
  if (__builtin_mul_overflow(text.size, static_cast<size_t>(n < 0 ? 0 : n), &size)) {
    return raise(t, numbers::kMemoryError, "");
  }
  Fresh fresh = allocate_result(t, text.kind, size, 0);
  if (!fresh) return {};
  if (size) fill_repeated(fresh.data, text.data, text.size, static_cast<size_t>(n));
  return fresh.object;
}

namespace {

Value get_slice(Thread& t, Value self, Value key) {
  SliceBounds range;
  Text text;
  if (!unpack_slice(t, static_cast<Slice*>(key.cell()), range) || !bytes_text(t, self, text))
    return {};
  adjust_slice(range, static_cast<intptr_t>(text.size));
  auto start = static_cast<size_t>(range.start), count = static_cast<size_t>(range.count);
  if (range.step == 1) return piece(t, text, start, start + count);
  Fresh fresh = allocate_result(t, text.kind, count, 0);
  if (!fresh) return {};
  intptr_t at = range.start;
  for (size_t i = 0; i < count; i++, at += range.step) fresh.data[i] = text.data[at];
  return fresh.object;
}

}  // namespace

Value bytes_get_item(Thread& t, Value self, Value key) {
  intptr_t i;
  Text text;
  if (key.is_small_int()) {
    i = key.small_int();
  } else if (is_exact(key, numbers::kSlice)) {
    return get_slice(t, self, key);
  } else if (!has_index(t, key)) {
    return raise(t, numbers::kTypeError,
                 is_bytes(t, self) ? "byte indices must be integers or slices, not {}"
                                   : "bytearray indices must be integers or slices, not {}",
                 TypeOf{key});
  } else if (!to_index(t, key, i)) {
    return {};
  }
  if (!bytes_text(t, self, text)) return {};
  if (i < 0) i += static_cast<intptr_t>(text.size);
  if (i < 0 || static_cast<size_t>(i) >= text.size) {
    return raise(
        t, numbers::kIndexError,
        text.kind == TextKind::kBytes ? "index out of range" : "bytearray index out of range");
  }
  return Value::from_int(static_cast<uint8_t>(text.data[i]));
}

int bytes_contains(Thread& t, Value self, Value item) {
  Text text;
  if (!has_buffer(t, item) && has_index(t, item)) {
    uint8_t byte;
    if (!to_byte(t, item, byte) || !bytes_text(t, self, text)) return -1;
    return text.size && std::memchr(text.data, byte, text.size) != nullptr;
  }
  BufferScope needle(t);
  if (!needle.get(item) || !bytes_text(t, self, text)) return -1;
  return find_text(text.view(), needle.view()) != kNotFound;
}

Value bytes_compare(Thread& t, Value a, Value b, CompareOp op) {
  if (!has_buffer(t, a) || !has_buffer(t, b) ||
      is_instance_of_native(*t.vm, a, numbers::kMemoryView) ||
      is_instance_of_native(*t.vm, b, numbers::kMemoryView)) {
    return kNotImplemented;
  }
  BufferScope x(t), y(t);
  if (!x.get(a) || !y.get(b)) return {};
  size_t n = x->bytes < y->bytes ? x->bytes : y->bytes;
  bool equality = op == CompareOp::kEq || op == CompareOp::kNe;
  int order = (equality && x->bytes != y->bytes) || n == 0 ? 0 : std::memcmp(x->data, y->data, n);
  if (order == 0) order = x->bytes == y->bytes ? 0 : x->bytes < y->bytes ? -1 : 1;
  switch (op) {
    case CompareOp::kEq:
      return Value::from_bool(order == 0);
    case CompareOp::kNe:
      return Value::from_bool(order != 0);
    case CompareOp::kLt:
      return Value::from_bool(order < 0);
    case CompareOp::kLe:
      return Value::from_bool(order <= 0);
    case CompareOp::kGt:
      return Value::from_bool(order > 0);
    default:
      return Value::from_bool(order >= 0);
  }
}

// --- searching

namespace {

/// What find, count and index look for: bytes, or one byte given as an int.
struct Needle {
  explicit Needle(Thread& t) : scope(t) {}
  bool get(Thread& t, Value v) {
    if (!has_buffer(t, v)) {
      if (!has_index(t, v)) {
        raise(t, numbers::kTypeError, "argument should be integer or bytes-like object, not '{}'",
              TypeOf{v});
        return false;
      }
      view = {&byte, 1};
      return to_byte(t, v, reinterpret_cast<uint8_t&>(byte));
    }
    if (!scope.get(v)) return false;
    view = scope.view();
    return true;
  }
  BufferScope scope;
  char byte = 0;
  std::string_view view;
};

enum class Search : uint8_t { kFirst, kLast, kCount };

/// The position or count; -1: not found; -2: exception pending.
intptr_t search(Thread& t, Value self, Value sub, Value start, Value end, Search kind) {
  Needle needle(t);
  Text text;
  if (!needle.get(t, sub) || !bytes_text(t, self, text)) return -2;
  size_t from, to;
  bool empty;
  if (!search_range(t, start, end, text.size, from, to, empty) || !bytes_text(t, self, text))
    return -2;
  if (empty || to > text.size) return kind == Search::kCount ? 0 : -1;
  std::string_view range = text.view().substr(from, to - from);
  if (kind == Search::kCount) {
    return static_cast<intptr_t>(needle.view.empty() ? range.size() + 1
                                                     : count_text(range, needle.view));
  }
  size_t at =
      kind == Search::kFirst ? find_text(range, needle.view) : rfind_text(range, needle.view);
  return at == kNotFound ? -1 : static_cast<intptr_t>(from + at);
}

Value found(Thread& t, intptr_t position, bool must) {
  if (position == -2) return {};
  if (position == -1 && must) return raise(t, numbers::kValueError, "subsection not found");
  return Value::from_int(position);
}

Value bytes_find(Thread& t, Receiver self, Value sub, Value start, Value end) {
  return found(t, search(t, self, sub, start, end, Search::kFirst), false);
}
Value bytes_rfind(Thread& t, Receiver self, Value sub, Value start, Value end) {
  return found(t, search(t, self, sub, start, end, Search::kLast), false);
}
Value bytes_index(Thread& t, Receiver self, Value sub, Value start, Value end) {
  return found(t, search(t, self, sub, start, end, Search::kFirst), true);
}
Value bytes_rindex(Thread& t, Receiver self, Value sub, Value start, Value end) {
  return found(t, search(t, self, sub, start, end, Search::kLast), true);
}
Value bytes_count(Thread& t, Receiver self, Value sub, Value start, Value end) {
  return found(t, search(t, self, sub, start, end, Search::kCount), false);
}

enum class End : uint8_t { kStart, kFinish };

int has_affix(Thread& t, Value self, Value affix, Value start, Value end, End where) {
  BufferScope sub(t);
  Text text;
  size_t from, to;
  bool empty;
  if (!sub.get(affix) || !bytes_text(t, self, text)) return -1;
  if (!search_range(t, start, end, text.size, from, to, empty) || !bytes_text(t, self, text))
    return -1;
  if (empty || to > text.size) return 0;
  std::string_view range = text.view().substr(from, to - from);
  return where == End::kStart ? range.starts_with(sub.view()) : range.ends_with(sub.view());
}

Value test_affix(Thread& t, Value self, Value affix, Value start, Value end, End where,
                 const char* name) {
  if (is_instance_of_native(*t.vm, affix, numbers::kTuple)) {
    auto* tuple = static_cast<Tuple*>(affix.cell());
    for (size_t i = 0; i < tuple->length; i++) {
      int result = TS_TRY_INT(has_affix(t, self, tuple->items()[i], start, end, where));
      if (result) return kTrue;
    }
    return kFalse;
  }
  if (!has_buffer(t, affix)) {
    return raise(t, numbers::kTypeError, "{} first arg must be bytes or a tuple of bytes, not {}",
                 name, TypeOf{affix});
  }
  return Value::from_bool(TS_TRY_INT(has_affix(t, self, affix, start, end, where)));
}

Value bytes_startswith(Thread& t, Receiver self, Value prefix, Value start, Value end) {
  return test_affix(t, self, prefix, start, end, End::kStart, "startswith");
}
Value bytes_endswith(Thread& t, Receiver self, Value suffix, Value start, Value end) {
  return test_affix(t, self, suffix, start, end, End::kFinish, "endswith");
}

Value bytes_removeprefix(Thread& t, Receiver self, Value prefix) {
  BufferScope affix(t);
  Text text;
  if (!affix.get(prefix) || !bytes_text(t, self, text)) return {};
  return piece(t, text, text.view().starts_with(affix.view()) ? affix->bytes : 0, text.size);
}
Value bytes_removesuffix(Thread& t, Receiver self, Value suffix) {
  BufferScope affix(t);
  Text text;
  if (!affix.get(suffix) || !bytes_text(t, self, text)) return {};
  return piece(t, text, 0,
               text.view().ends_with(affix.view()) ? text.size - affix->bytes : text.size);
}

// --- splitting and joining

Value split_either(Thread& t, Value self, Value sep, Opt<intptr_t> maxsplit, End where) {
  intptr_t maximum = maxsplit.or_else(-1);
  Text text;
  if (!sep || sep.is_none()) {
    if (!bytes_text(t, self, text)) return {};
    return where == End::kStart ? split_space(t, text, maximum) : rsplit_space(t, text, maximum);
  }
  BufferScope separator(t);
  if (!separator.get(sep) || !bytes_text(t, self, text)) return {};
  return where == End::kStart ? split_text(t, text, separator.view(), maximum)
                              : rsplit_text(t, text, separator.view(), maximum);
}

Value bytes_split(Thread& t, Receiver self, Value sep, Opt<intptr_t> maxsplit) {
  return split_either(t, self, sep, maxsplit, End::kStart);
}
Value bytes_rsplit(Thread& t, Receiver self, Value sep, Opt<intptr_t> maxsplit) {
  return split_either(t, self, sep, maxsplit, End::kFinish);
}

Value bytes_splitlines(Thread& t, Receiver self, bool keepends) {
  Text text;
  return bytes_text(t, self, text) ? split_lines(t, text, keepends) : Value();
}

Value partition_either(Thread& t, Value self, Value sep, Side side) {
  BufferScope separator(t);
  Text text;
  if (!separator.get(sep) || !bytes_text(t, self, text)) return {};
  Value middle = sep;
  if (text.kind == TextKind::kByteArray) middle = TS_TRY(make_text(t, text.kind, separator.view()));
  return partition_text(t, text, separator.view(), middle, side);
}
Value bytes_partition(Thread& t, Receiver self, Value sep) {
  return partition_either(t, self, sep, Side::kLeft);
}
Value bytes_rpartition(Thread& t, Receiver self, Value sep) {
  return partition_either(t, self, sep, Side::kRight);
}

Value bytes_join(Thread& t, Receiver self, Value iterable) {
  Text separator;
  if (!bytes_text(t, self, separator)) return {};
  Value keep;
  std::span<Value> items;
  if (!sequence_items(t, iterable, keep, items)) {
    if (!pending_matches(t, numbers::kTypeError) || slots_of(t, iterable).iter) return {};
    take_pending(t);
    return raise(t, numbers::kTypeError, "can only join an iterable");
  }
  if (items.size() == 1 && is_exact(items[0], numbers::kBytes) &&
      separator.kind == TextKind::kBytes)
    return items[0];
  BytesBuilder out(t);
  for (size_t i = 0; i < items.size(); i++) {
    TS_POLL(t);
    Value item = items[i];
    if (!item) break;  // the list has shrunk meanwhile
    if (i && !out.append(separator.view())) return {};
    if (is_exact(item, numbers::kBytes)) {
      auto* b = static_cast<Bytes*>(item.cell());
      if (!out.append({reinterpret_cast<char*>(b->data()), b->length})) return {};
      continue;
    }
    if (!has_buffer(t, item)) {
      return raise(t, numbers::kTypeError,
                   "sequence item {}: expected a bytes-like object, {} found", i, TypeOf{item});
    }
    BufferScope data(t);
    if (!data.get(item) || !out.append(data.view())) return {};
  }
  return separator.kind == TextKind::kBytes ? out.finish() : out.finish_bytearray();
}

// --- changing

Value bytes_replace(Thread& t, Receiver self, Value old, Value replacement, Opt<intptr_t> count) {
  BufferScope from(t), to(t);
  Text text;
  if (!from.get(old) || !to.get(replacement) || !bytes_text(t, self, text)) return {};
  return replace_text(t, text, from.view(), to.view(), count.or_else(-1));
}

Value strip_either(Thread& t, Value self, Value characters, Side side) {
  Text text;
  if (!characters || characters.is_none()) {
    return bytes_text(t, self, text) ? strip_text(t, text, side, nullptr) : Value();
  }
  BufferScope set(t);
  if (!set.get(characters) || !bytes_text(t, self, text)) return {};
  std::string_view view = set.view();
  return strip_text(t, text, side, &view);
}
Value bytes_strip(Thread& t, Receiver self, Value chars) {
  return strip_either(t, self, chars, Side::kBoth);
}
Value bytes_lstrip(Thread& t, Receiver self, Value chars) {
  return strip_either(t, self, chars, Side::kLeft);
}
Value bytes_rstrip(Thread& t, Receiver self, Value chars) {
  return strip_either(t, self, chars, Side::kRight);
}

enum class Adjust : uint8_t { kLeft, kRight, kCenter };

Value adjust(Thread& t, Value self, intptr_t width, Value fill, Adjust how, const char* name) {
  char byte = ' ';
  if (fill) {
    BufferScope data(t);
    bool right_type = is_bytes(t, fill) || is_bytearray(t, fill);
    if (right_type && !data.get(fill)) return {};
    if (!right_type || data->bytes != 1) {
      if (right_type) {
        return raise(
            t, numbers::kTypeError,
            "{}(): argument 2 must be a byte string of length 1, not a {} object of length {}",
            name, TypeOf{fill}, data->bytes);
      }
      return raise(t, numbers::kTypeError,
                   "{}() argument 2 must be a byte string of length 1, not {}", name, TypeOf{fill});
    }
    byte = data.view()[0];
  }
  Text text;
  if (!bytes_text(t, self, text)) return {};
  if (width < 0 || static_cast<size_t>(width) <= text.size) return piece(t, text, 0, text.size);
  size_t pad = static_cast<size_t>(width) - text.size;
  size_t left = how == Adjust::kRight  ? pad
                : how == Adjust::kLeft ? 0
                                       : pad / 2 + (pad & static_cast<size_t>(width) & 1);
  return pad_text(t, text, left, pad - left, {&byte, 1});
}
Value bytes_ljust(Thread& t, Receiver self, intptr_t width, Value fill) {
  return adjust(t, self, width, fill, Adjust::kLeft, "ljust");
}
Value bytes_rjust(Thread& t, Receiver self, intptr_t width, Value fill) {
  return adjust(t, self, width, fill, Adjust::kRight, "rjust");
}
Value bytes_center(Thread& t, Receiver self, intptr_t width, Value fill) {
  return adjust(t, self, width, fill, Adjust::kCenter, "center");
}

Value bytes_zfill(Thread& t, Receiver self, intptr_t width) {
  Text text;
  return bytes_text(t, self, text) ? zero_fill(t, text, width, text.size) : Value();
}

Value bytes_expandtabs(Thread& t, Receiver self, Opt<intptr_t> tabsize) {
  Text text;
  return bytes_text(t, self, text) ? expand_tabs(t, text, tabsize.or_else(8)) : Value();
}

Value bytes_translate(Thread& t, Receiver self, Value table, Value remove) {
  BufferScope map(t), removed(t);
  bool mapped = table && !table.is_none();
  if (mapped) {
    if (!map.get(table)) return {};
    if (map->bytes != 256) {
      return raise(t, numbers::kValueError, "translation table must be 256 characters long");
    }
  }
  if (remove && !removed.get(remove)) return {};
  Text text;
  if (!bytes_text(t, self, text)) return {};
  std::string_view gone = remove ? removed.view() : std::string_view();
  uint32_t set[8] = {};
  for (char c : gone) set[static_cast<uint8_t>(c) >> 5] |= 1u << (static_cast<uint8_t>(c) & 31);
  size_t size = 0;
  for (char c : text.view())
    size += !(set[static_cast<uint8_t>(c) >> 5] >> (static_cast<uint8_t>(c) & 31) & 1);
  if (size == text.size && !mapped) return piece(t, text, 0, text.size);
  Fresh fresh = allocate_result(t, text.kind, size, 0);
  if (!fresh) return {};
  char* out = fresh.data;
  for (char c : text.view()) {
    auto byte = static_cast<uint8_t>(c);
    if (set[byte >> 5] >> (byte & 31) & 1) continue;
    *out++ = mapped ? static_cast<char>(map->data[byte]) : c;
  }
  return fresh.object;
}

Value bytes_maketrans(Thread& t, Value from, Value to) {
  BufferScope x(t), y(t);
  if (!x.get(from) || !y.get(to)) return {};
  if (x->bytes != y->bytes) {
    return raise(t, numbers::kValueError, "maketrans arguments must have same length");
  }
  Bytes* table = TS_TRY(allocate_bytes(t, 256));
  for (size_t i = 0; i < 256; i++) table->data()[i] = static_cast<uint8_t>(i);
  for (size_t i = 0; i < x->bytes; i++) table->data()[x->data[i]] = y->data[i];
  return Value(table);
}

// --- letters

template <AsciiCase kMapping>
Value bytes_case(Thread& t, Receiver self) {
  Text text;
  return bytes_text(t, self, text) ? map_ascii_case(t, text, kMapping) : Value();
}

template <AsciiTest kTest>
Value bytes_test(Thread& t, Receiver self) {
  Text text;
  return bytes_text(t, self, text) ? Value::from_bool(test_ascii(text, kTest)) : Value();
}

Value bytes_isascii(Thread& t, Receiver self) {
  Text text;
  if (!bytes_text(t, self, text)) return {};
  for (char c : text.view()) {
    if (c & 0x80) return kFalse;
  }
  return kTrue;
}

// --- text

Value bytes_decode(Thread& t, Receiver self, Str* encoding, Str* errors) {
  Text text;
  if (!bytes_text(t, self, text)) return {};
  return decode(t, self, text.view(), encoding ? encoding->view() : "utf-8",
                errors ? errors->view() : "strict");
}

int hex_digit(char c) {
  if (c >= '0' && c <= '9') return c - '0';
  auto letter = static_cast<uint8_t>((c | 0x20) - 'a');
  return letter < 6 ? letter + 10 : -1;
}

bool is_hex_space(char c) { return c == ' ' || (c >= '\t' && c <= '\r'); }

Value bytes_fromhex(Thread& t, Value type, Value text) { return bytes_from_hex(t, type, text); }

Value bytes_dunder_bytes(Thread& t, Receiver self) {
  Text text;
  if (!bytes_text(t, self, text)) return {};
  return is_exact(self, numbers::kBytes) ? self : make_bytes(t, text.data, text.size);
}

/// __buffer__, PEP 688.
Value bytes_buffer(Thread& t, Receiver self, intptr_t flags) {
  if (flags & 1 && is_bytes(t, self))
    return raise(t, numbers::kBufferError, "Object is not writable.");
  return make_memory_view(t, self);
}

Value bytes_release_buffer(Thread& t, Receiver, MemoryView* buffer) {
  return call_method(t, Value(buffer), TS_NAME(release));
}

Value bytes_getnewargs(Thread& t, Receiver self) {
  Value data = TS_TRY(bytes_dunder_bytes(t, self));
  return make_tuple(t, {data});
}

}  // namespace

Value bytes_from_hex(Thread& t, Value type, Value text) {
  BufferScope data(t);
  std::string_view digits;
  if (is_str_like(t, text)) {
    digits = as_str(text)->view();
  } else if (has_buffer(t, text)) {
    if (!data.get(text)) return {};
    digits = data.view();
  } else {
    return raise(t, numbers::kTypeError, "fromhex() argument must be str or bytes-like, not {}",
                 TypeOf{text});
  }
  BytesBuilder out(t);
  for (size_t i = 0; i < digits.size();) {
    if (is_hex_space(digits[i])) {
      i++;
      continue;
    }
    int high = hex_digit(digits[i]);
    int low = high >= 0 && i + 1 < digits.size() ? hex_digit(digits[i + 1]) : -1;
    if (high >= 0 && i + 1 == digits.size()) {
      return raise(t, numbers::kValueError,
                   "fromhex() arg must contain an even number of hexadecimal digits");
    }
    if (low < 0) {
      size_t at = high < 0 ? i : i + 1;
      if (is_str_like(t, text)) at = str_index_of(as_str(text), at);
      return raise(t, numbers::kValueError,
                   "non-hexadecimal number found in fromhex() arg at position {}", at);
    }
    if (!out.append_byte(static_cast<uint8_t>(high << 4 | low))) return {};
    i += 2;
  }
  auto* made = static_cast<const Type*>(type.cell());
  if (made->number == numbers::kBytes) return out.finish();
  if (made->number == numbers::kByteArrayObject) return out.finish_bytearray();
  Value result = TS_TRY(out.finish());
  return call(t, type, {result});
}

namespace {

/// The separator of hex(): one ASCII character.
bool take_separator(Thread& t, Value sep, char& out) {
  intptr_t n = length(t, sep);
  if (n < 0) return false;
  if (n != 1) return raise(t, numbers::kValueError, "sep must be length 1."), false;
  if (is_str_like(t, sep)) {
    out = as_str(sep)->text()[0];
  } else if (is_bytes(t, sep)) {
    out = static_cast<char>(static_cast<Bytes*>(sep.cell())->data()[0]);
  } else {
    return raise(t, numbers::kTypeError, "sep must be str or bytes."), false;
  }
  if (out & 0x80) return raise(t, numbers::kValueError, "sep must be ASCII."), false;
  return true;
}

}  // namespace

Value hex_text(Thread& t, std::string_view data, Value sep, Value bytes_per_sep) {
  intptr_t group = 1;
  char separator = 0;
  if (bytes_per_sep && !to_index(t, bytes_per_sep, group)) return {};
  if (sep && !take_separator(t, sep, separator)) return {};
  bool from_left = group < 0;
  size_t every = sep ? static_cast<size_t>(from_left ? -group : group) : 0;
  size_t n = data.size();
  if (n == 0) return TS_STR("");
  size_t breaks = every ? (n - 1) / every : 0;
  Str* s = TS_TRY(allocate_ascii(t, 2 * n + breaks));
  char* out = s->text();
  for (size_t i = 0; i < n; i++) {
    size_t distance = from_left ? i : n - i;
    if (i && every && distance % every == 0) *out++ = separator;
    auto byte = static_cast<uint8_t>(data[i]);
    *out++ = "0123456789abcdef"[byte >> 4];
    *out++ = "0123456789abcdef"[byte & 15];
  }
  return Value(s);
}

namespace {

Value bytes_hex(Thread& t, Receiver self, Value sep, Value bytes_per_sep) {
  Text text;
  return bytes_text(t, self, text) ? hex_text(t, text.view(), sep, bytes_per_sep) : Value();
}

}  // namespace

// --- tables

#define SHARED(T)                                                                               \
  TS_METHOD(T, bytes_buffer, TS_NAME(__buffer__), "self, flags, /",                             \
            "Return a buffer object that exposes the underlying memory of the object."),        \
      TS_METHOD(T, bytes_release_buffer, TS_NAME(__release_buffer__), "self, buffer, /",        \
                "Release the buffer object that exposes the underlying memory of the object."), \
      SHARED_METHODS(T)
#define SHARED_METHODS(T)                                                                          \
  TS_METHOD(T, (bytes_case<AsciiCase::kCapitalize>), TS_NAME(capitalize), "self, /",               \
            "Return a copy with the first byte in upper case and the rest in lower case."),        \
      TS_METHOD(T, bytes_center, TS_NAME(center), "self, width, fillchar=b' ', /",                 \
                "Return a centered string of length width."),                                      \
      TS_METHOD(T, bytes_count, TS_NAME(count), "self, sub, start=None, end=None, /",              \
                "Return the number of non-overlapping occurrences of subsection 'sub'."),          \
      TS_METHOD(T, bytes_decode, TS_NAME(decode), "self, /, encoding='utf-8', errors='strict'",    \
                "Decode the bytes using the codec registered for encoding."),                      \
      TS_METHOD(T, bytes_endswith, TS_NAME(endswith), "self, suffix, start=None, end=None, /",     \
                "Return True if the bytes ends with the specified suffix, False otherwise."),      \
      TS_METHOD(T, bytes_expandtabs, TS_NAME(expandtabs), "self, /, tabsize=8",                    \
                "Return a copy where all tab characters are expanded using spaces."),              \
      TS_METHOD(T, bytes_find, TS_NAME(find), "self, sub, start=None, end=None, /",                \
                "Return the lowest index where subsection 'sub' is found, -1 on failure."),        \
      TS_CLASS_METHOD(T, bytes_fromhex, TS_NAME(fromhex), "type, string, /",                       \
                      "Create an object from a string of hexadecimal numbers."),                   \
      TS_METHOD(T, bytes_hex, TS_NAME(hex), "self, sep=None, bytes_per_sep=1",                     \
                "Create a string of hexadecimal numbers."),                                        \
      TS_METHOD(                                                                                   \
          T, bytes_index, TS_NAME(index), "self, sub, start=None, end=None, /",                    \
          "Return the lowest index where subsection 'sub' is found; ValueError on failure."),      \
      TS_METHOD(T, (bytes_test<AsciiTest::kAlnum>), TS_NAME(isalnum), "self, /",                   \
                "Return True if all characters are alphanumeric and there is at least one."),      \
      TS_METHOD(T, (bytes_test<AsciiTest::kAlpha>), TS_NAME(isalpha), "self, /",                   \
                "Return True if all characters are alphabetic and there is at least one."),        \
      TS_METHOD(T, bytes_isascii, TS_NAME(isascii), "self, /",                                     \
                "Return True if it is empty or all bytes are ASCII."),                             \
      TS_METHOD(T, (bytes_test<AsciiTest::kDigit>), TS_NAME(isdigit), "self, /",                   \
                "Return True if all characters are digits and there is at least one."),            \
      TS_METHOD(T, (bytes_test<AsciiTest::kLower>), TS_NAME(islower), "self, /",                   \
                "Return True if all cased characters are lowercase and there is at least one."),   \
      TS_METHOD(T, (bytes_test<AsciiTest::kSpace>), TS_NAME(isspace), "self, /",                   \
                "Return True if all characters are whitespace and there is at least one."),        \
      TS_METHOD(T, (bytes_test<AsciiTest::kTitle>), TS_NAME(istitle), "self, /",                   \
                "Return True if it is titlecased and has at least one character."),                \
      TS_METHOD(T, (bytes_test<AsciiTest::kUpper>), TS_NAME(isupper), "self, /",                   \
                "Return True if all cased characters are uppercase and there is at least one."),   \
      TS_METHOD(T, bytes_join, TS_NAME(join), "self, iterable_of_bytes, /",                        \
                "Concatenate any number of bytes objects."),                                       \
      TS_METHOD(T, bytes_ljust, TS_NAME(ljust), "self, width, fillchar=b' ', /",                   \
                "Return a left-justified string of length width."),                                \
      TS_METHOD(T, (bytes_case<AsciiCase::kLower>), TS_NAME(lower), "self, /",                     \
                "Return a copy with all ASCII characters converted to lowercase."),                \
      TS_METHOD(T, bytes_lstrip, TS_NAME(lstrip), "self, bytes=None, /",                           \
                "Strip leading bytes contained in the argument."),                                 \
      TS_STATIC_METHOD(                                                                            \
          T, bytes_maketrans, TS_NAME(maketrans), "frm, to, /",                                    \
          "Return a translation table usable for the bytes or bytearray translate method."),       \
      TS_METHOD(T, bytes_partition, TS_NAME(partition), "self, sep, /",                            \
                "Partition the bytes into three parts using the given separator."),                \
      TS_METHOD(T, bytes_removeprefix, TS_NAME(removeprefix), "self, prefix, /",                   \
                "Return a bytes object with the given prefix string removed if present."),         \
      TS_METHOD(T, bytes_removesuffix, TS_NAME(removesuffix), "self, suffix, /",                   \
                "Return a bytes object with the given suffix string removed if present."),         \
      TS_METHOD(T, bytes_replace, TS_NAME(replace), "self, old, new, count=-1, /",                 \
                "Return a copy with all occurrences of substring old replaced by new."),           \
      TS_METHOD(T, bytes_rfind, TS_NAME(rfind), "self, sub, start=None, end=None, /",              \
                "Return the highest index where subsection 'sub' is found, -1 on failure."),       \
      TS_METHOD(                                                                                   \
          T, bytes_rindex, TS_NAME(rindex), "self, sub, start=None, end=None, /",                  \
          "Return the highest index where subsection 'sub' is found; ValueError on failure."),     \
      TS_METHOD(T, bytes_rjust, TS_NAME(rjust), "self, width, fillchar=b' ', /",                   \
                "Return a right-justified string of length width."),                               \
      TS_METHOD(                                                                                   \
          T, bytes_rpartition, TS_NAME(rpartition), "self, sep, /",                                \
          "Partition the bytes into three parts using the last occurrence of the separator."),     \
      TS_METHOD(T, bytes_rsplit, TS_NAME(rsplit), "self, /, sep=None, maxsplit=-1",                \
                "Return a list of the sections in the bytes, from the right, using sep as the "    \
                "delimiter."),                                                                     \
      TS_METHOD(T, bytes_rstrip, TS_NAME(rstrip), "self, bytes=None, /",                           \
                "Strip trailing bytes contained in the argument."),                                \
      TS_METHOD(T, bytes_split, TS_NAME(split), "self, /, sep=None, maxsplit=-1",                  \
                "Return a list of the sections in the bytes, using sep as the delimiter."),        \
      TS_METHOD(T, bytes_splitlines, TS_NAME(splitlines), "self, /, keepends=False",               \
                "Return a list of the lines in the bytes, breaking at line boundaries."),          \
      TS_METHOD(T, bytes_startswith, TS_NAME(startswith), "self, prefix, start=None, end=None, /", \
                "Return True if the bytes starts with the specified prefix, False otherwise."),    \
      TS_METHOD(T, bytes_strip, TS_NAME(strip), "self, bytes=None, /",                             \
                "Strip leading and trailing bytes contained in the argument."),                    \
      TS_METHOD(T, (bytes_case<AsciiCase::kSwap>), TS_NAME(swapcase), "self, /",                   \
                "Return a copy with the case of ASCII letters swapped."),                          \
      TS_METHOD(T, (bytes_case<AsciiCase::kTitle>), TS_NAME(title), "self, /",                     \
                "Return a titlecased version."),                                                   \
      TS_METHOD(T, bytes_translate, TS_NAME(translate), "self, table, /, delete=b''",              \
                "Return a copy with each character mapped by the given translation table."),       \
      TS_METHOD(T, (bytes_case<AsciiCase::kUpper>), TS_NAME(upper), "self, /",                     \
                "Return a copy with all ASCII characters converted to uppercase."),                \
      TS_METHOD(                                                                                   \
          T, bytes_zfill, TS_NAME(zfill), "self, width, /",                                        \
          "Pad a numeric string with zeros on the left, to fill a field of the given width.")

namespace {

const Native kBytesNatives[] = {
    SHARED(numbers::kBytes),
    TS_METHOD(numbers::kBytes, bytes_dunder_bytes, TS_NAME(__bytes__), "self, /",
              "Convert this value to exact type bytes."),
    TS_METHOD(numbers::kBytes, bytes_getnewargs, TS_NAME(__getnewargs__), "self, /", nullptr),
};

const Native kByteArrayNatives[] = {
    SHARED(numbers::kByteArrayObject),
    TS_METHOD(numbers::kByteArrayObject, bytearray_alloc, TS_NAME(__alloc__), "self, /",
              "Return the number of bytes actually allocated."),
    TS_METHOD(numbers::kByteArrayObject, bytearray_reduce, TS_NAME(__reduce__), "self, /",
              "Return state information for pickling."),
    TS_METHOD(numbers::kByteArrayObject, bytearray_append, TS_NAME(append), "self, item, /",
              "Append a single item to the end of the bytearray."),
    TS_METHOD(numbers::kByteArrayObject, bytearray_clear, TS_NAME(clear), "self, /",
              "Remove all items from the bytearray."),
    TS_METHOD(numbers::kByteArrayObject, bytearray_copy, TS_NAME(copy), "self, /",
              "Return a copy of B."),
    TS_METHOD(numbers::kByteArrayObject, bytearray_extend_method, TS_NAME(extend),
              "self, iterable_of_ints, /",
              "Append all the items from the iterator or sequence to the end of the bytearray."),
    TS_METHOD(numbers::kByteArrayObject, bytearray_insert, TS_NAME(insert), "self, index, item, /",
              "Insert a single item into the bytearray before the given index."),
    TS_METHOD(numbers::kByteArrayObject, bytearray_pop, TS_NAME(pop), "self, index=-1, /",
              "Remove and return a single item from B."),
    TS_METHOD(numbers::kByteArrayObject, bytearray_remove, TS_NAME(remove), "self, value, /",
              "Remove the first occurrence of a value in the bytearray."),
    TS_METHOD(numbers::kByteArrayObject, bytearray_resize_method, TS_NAME(resize), "self, size, /",
              "Resize the internal buffer of bytearray to len."),
    TS_METHOD(numbers::kByteArrayObject, bytearray_reverse, TS_NAME(reverse), "self, /",
              "Reverse the order of the values in B in place."),
};

}  // namespace

#undef SHARED
#undef SHARED_METHODS

const Attributes kBytesAttributes{
    kBytesNatives,
    {},
    {},
    "bytes(iterable_of_ints) -> bytes\nbytes(string, encoding[, errors]) -> bytes\n"
    "bytes(bytes_or_buffer) -> immutable copy of bytes_or_buffer\nbytes(int) -> bytes object of "
    "size given by the "
    "parameter initialized with null bytes\nbytes() -> empty bytes object"};

const Attributes kByteArrayAttributes{
    kByteArrayNatives,
    {},
    {},
    "bytearray(iterable_of_ints) -> bytearray\nbytearray(string, encoding[, errors]) -> bytearray\n"
    "bytearray(bytes_or_buffer) -> mutable copy of bytes_or_buffer\nbytearray(int) -> bytes array "
    "of size given by "
    "the parameter initialized with null bytes\nbytearray() -> empty bytes array"};

}  // namespace ts::object
