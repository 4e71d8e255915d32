// str: making strs, lengths and offsets, comparison, slices, the type's slots and its iterators.
// Methods are in str_methods.cpp, formatting in str_format.cpp and str_percent.cpp, the intern
// table in intern.cpp.

#include "object/str.h"

#include <array>

#include "base/utf8.h"
#include "object/codecs.h"
#include "object/text_ops.h"
#include "text/unicode.h"

namespace ts::object {

using bind::TextExtra;

// --- making

namespace {

constexpr size_t kMaxBytes = UINT32_MAX - 64;

Str* too_long(Thread& t) {
  raise(t, numbers::kMemoryError, "");
  return nullptr;
}

inline Str* allocate_cell(Thread& t, size_t bytes, bool ascii) {
  if (bytes > kMaxBytes) [[unlikely]]
    return too_long(t);
  auto* s = static_cast<Str*>(t.vm->heap.allocate(
      t, numbers::kStr, heap::str_cell_bytes(static_cast<uint32_t>(bytes), ascii)));
  if (!s) return nullptr;
  if (ascii) s->set(heap::kFlagKind0);
  s->bytes = static_cast<uint32_t>(bytes);
  return s;
}

TextExtra* extra(const Str* s) { return reinterpret_cast<TextExtra*>(const_cast<Str*>(s) + 1); }

template <char C>
consteval bind::FixedText<2> one_char() {
  const char text[2] = {C, 0};
  return bind::FixedText<2>(text);
}

template <size_t... I>
consteval std::array<const Str*, sizeof...(I)> ascii_chars(std::index_sequence<I...>) {
  return {&bind::kStaticStr<one_char<static_cast<char>(I)>()>.head...};
}

/// The same objects as TS_STR("a") and so on.
constexpr std::array<const Str*, 128> kAsciiChars = ascii_chars(std::make_index_sequence<128>());

}  // namespace

Str* allocate_ascii(Thread& t, size_t bytes) { return allocate_cell(t, bytes, true); }

Str* allocate_text(Thread& t, size_t bytes, size_t characters) {
  Str* s = allocate_cell(t, bytes, false);
  if (s) extra(s)->characters = static_cast<uint32_t>(characters);
  return s;
}

Value make_ascii(Thread& t, std::string_view text) {
  if (text.empty()) return TS_STR("");
  if (text.size() == 1) return kAsciiChars[static_cast<uint8_t>(text[0]) & 127];
  Str* s = allocate_ascii(t, text.size());
  if (!s) return {};
  std::memcpy(s->text(), text.data(), text.size());
  return Value(s);
}

Value make_str(Thread& t, std::string_view utf8) {
  if (base::is_ascii(utf8)) return make_ascii(t, utf8);
  if (utf8.size() == 2) return make_char(t, base::utf8_at_unchecked(utf8.data()));
  Str* s = allocate_text(t, utf8.size(), base::utf8_count(utf8));
  if (!s) return {};
  std::memcpy(s->text(), utf8.data(), utf8.size());
  return Value(s);
}

Value make_char(Thread& t, char32_t c) {
  if (c < 128) return kAsciiChars[c];
  char text[base::kMaxUtf8Length];
  size_t n = base::utf8_encode(c, text);
  if (c < 256) return Value(intern(t, std::string_view(text, n)));
  Str* s = allocate_text(t, n, 1);
  if (!s) return {};
  std::memcpy(s->text(), text, n);
  return Value(s);
}

Value make_str_of(Thread& t, const Type* type, std::string_view text) {
  bool ascii = base::is_ascii(text);
  if (text.size() > kMaxBytes) return raise(t, numbers::kMemoryError, "");
  auto bytes = static_cast<uint32_t>(text.size());
  auto* s = static_cast<Str*>(TS_TRY(allocate_native(t, type, heap::str_cell_bytes(bytes, ascii))));
  if (ascii) s->set(heap::kFlagKind0);
  s->bytes = bytes;
  if (!ascii) extra(s)->characters = static_cast<uint32_t>(base::utf8_count(text));
  std::memcpy(s->text(), text.data(), bytes);
  return Value(s);
}

Value str_exact(Thread& t, Str* s) { return is_str(Value(s)) ? Value(s) : make_str(t, s->view()); }

// --- lengths and offsets

namespace {

constexpr size_t kStride = 64;  // characters between entries of the offset table

uint32_t* offset_table(const Str* s) {
  size_t text_end = sizeof(Str) + sizeof(TextExtra) + s->bytes;
  return reinterpret_cast<uint32_t*>(reinterpret_cast<uintptr_t>(s) +
                                     ((text_end + 3) & ~size_t{3}));
}

/// The table, filled in; nullptr for a text that is too short to have one.
const uint32_t* filled_table(const Str* s) {
  if (s->bytes < 128) return nullptr;
  uint32_t* table = offset_table(s);
  if (extra(s)->indexed) return table;
  const char* text = s->text();
  size_t character = 0;
  for (uint32_t i = 0; i < s->bytes; i++) {
    if (base::utf8_is_continuation(text[i])) continue;
    if (character && character % kStride == 0) table[character / kStride - 1] = i;
    character++;
  }
  extra(s)->indexed = 1;
  return table;
}

}  // namespace

size_t str_length(const Str* s) { return s->is_ascii() ? s->bytes : extra(s)->characters; }

size_t str_offset(const Str* s, size_t index) {
  if (s->is_ascii()) return index;
  if (index >= extra(s)->characters) return s->bytes;
  const uint32_t* table = filled_table(s);
  size_t start = table && index >= kStride ? table[index / kStride - 1] : 0;
  if (table) index %= kStride;
  return start + base::utf8_offset(s->view().substr(start), index);
}

size_t str_index_of(const Str* s, size_t offset) {
  if (s->is_ascii()) return offset;
  if (offset >= s->bytes) return extra(s)->characters;
  size_t low = 0;  // table entries at or below the offset
  if (const uint32_t* table = filled_table(s)) {
    size_t high = (extra(s)->characters - 1) / kStride;
    while (low < high) {
      size_t middle = (low + high) / 2;
      if (table[middle] <= offset) {
        low = middle + 1;
      } else {
        high = middle;
      }
    }
    size_t start = low ? table[low - 1] : 0;
    return low * kStride + base::utf8_count(s->view().substr(start, offset - start));
  }
  return base::utf8_count(s->view().substr(0, offset));
}

Value str_slice_bytes(Thread& t, Str* s, size_t from, size_t to) {
  if (from == 0 && to == s->bytes && is_str(Value(s))) return Value(s);
  std::string_view part(s->text() + from, to - from);
  return s->is_ascii() ? make_ascii(t, part) : make_str(t, part);
}

// --- comparison

int str_compare(const Str* a, const Str* b) {
  // UTF-8 sorts as its code points do.
  size_t n = a->bytes < b->bytes ? a->bytes : b->bytes;
  int order = std::memcmp(a->text(), b->text(), n);
  if (order != 0) return order < 0 ? -1 : 1;
  return a->bytes == b->bytes ? 0 : a->bytes < b->bytes ? -1 : 1;
}

bool str_equal(const Str* a, const Str* b) {
  if (a == b) return true;
  if (a->bytes != b->bytes || (a->hash_ && b->hash_ && a->hash_ != b->hash_)) return false;
  return std::memcmp(a->text(), b->text(), a->bytes) == 0;
}

// --- slices and bounds

bool search_range(Thread& t, Value start, Value stop, size_t length, size_t& from, size_t& to,
                  bool& empty) {
  auto n = static_cast<intptr_t>(length);
  intptr_t a = 0, b = n;
  if (start && !start.is_none() && !slice_bound(t, start, a)) return false;
  if (stop && !stop.is_none() && !slice_bound(t, stop, b)) return false;
  if (a < 0) a = a < -n ? 0 : a + n;
  if (b < 0) b = b < -n ? 0 : b + n;
  if (b > n) b = n;
  empty = a > b;
  from = static_cast<size_t>(a > b ? b : a);
  to = static_cast<size_t>(b);
  return true;
}

// --- repr

namespace {

bool append_escape(StrBuilder& out, char32_t c) {
  constexpr const char* kDigits = "0123456789abcdef";
  int digits = c < 0x100 ? 2 : c < 0x10000 ? 4 : 8;
  char text[10] = {'\\', digits == 2 ? 'x' : digits == 4 ? 'u' : 'U'};
  for (int i = 0; i < digits; i++) text[2 + i] = kDigits[c >> 4 * (digits - 1 - i) & 15];
  return out.append({text, static_cast<size_t>(digits) + 2});
}

bool append_repr_char(StrBuilder& out, char32_t c, char quote, bool ascii_only) {
  switch (c) {
    case '\n':
      return out.append("\\n");
    case '\r':
      return out.append("\\r");
    case '\t':
      return out.append("\\t");
    case '\\':
      return out.append("\\\\");
    default:
      break;
  }
  if (c == static_cast<char32_t>(quote)) return out.append_char('\\') && out.append_char(c);
  if (c < 0x20 || c == 0x7F) return append_escape(out, c);
  if (c >= 0x80 && (ascii_only || !text::is_printable(c))) return append_escape(out, c);
  return out.append_char(c);
}

}  // namespace

bool append_str_repr(StrBuilder& out, std::string_view text) {
  bool single = text.find('\'') != std::string_view::npos;
  char quote = single && text.find('"') == std::string_view::npos ? '"' : '\'';
  auto plain = [quote](char c) {
    return static_cast<uint8_t>(c) >= 0x20 && static_cast<uint8_t>(c) < 0x7F && c != quote &&
           c != '\\';
  };
  if (!out.append_char(static_cast<char32_t>(quote))) return false;
  const char* end = text.data() + text.size();
  for (const char* p = text.data(); p < end;) {
    const char* run = p;
    while (p < end && plain(*p)) p++;
    if (p > run && !out.append({run, static_cast<size_t>(p - run)})) return false;
    if (p < end && !append_repr_char(out, base::utf8_next_unchecked(&p), quote, false))
      return false;
  }
  return out.append_char(static_cast<char32_t>(quote));
}

Value ascii(Thread& t, Value o) {
  Value text = TS_TRY(repr(t, o));
  Str* s = as_str(text);
  if (s->is_ascii()) return text;
  StrBuilder out(t);
  const char* end = s->text() + s->bytes;
  for (const char* p = s->text(); p < end;) {
    char32_t c = base::utf8_next_unchecked(&p);
    if (!(c < 0x80 ? out.append_char(c) : append_escape(out, c))) return {};
  }
  return out.finish();
}

// --- slots

namespace {

Value slot_repr(Thread& t, Value self) {
  StrBuilder out(t);
  if (!append_str_repr(out, as_str(self)->view())) return {};
  return out.finish();
}

Value slot_str(Thread& t, Value self) { return str_exact(t, as_str(self)); }

bool slot_hash(Thread&, Value self, intptr_t& out) {
  out = static_cast<intptr_t>(as_str(self)->hash());
  return true;
}

Value slot_compare(Thread& t, Value a, Value b, CompareOp op) {
  if (!is_str_like(t, a) || !is_str_like(t, b)) return kNotImplemented;
  const Str* x = as_str(a);
  const Str* y = as_str(b);
  if (op == CompareOp::kEq) return Value::from_bool(str_equal(x, y));
  if (op == CompareOp::kNe) return Value::from_bool(!str_equal(x, y));
  int order = str_compare(x, y);
  switch (op) {
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

Value concatenate(Thread& t, Str* a, Str* b) {
  if (a->bytes == 0) return str_exact(t, b);
  if (b->bytes == 0) return str_exact(t, a);
  size_t bytes = size_t{a->bytes} + b->bytes;
  Str* s = a->is_ascii() && b->is_ascii() ? allocate_ascii(t, bytes)
                                          : allocate_text(t, bytes, str_length(a) + str_length(b));
  if (!s) return {};
  std::memcpy(s->text(), a->text(), a->bytes);
  std::memcpy(s->text() + a->bytes, b->text(), b->bytes);
  return Value(s);
}

Value repeat(Thread& t, Str* s, Value times) {
  intptr_t n;
  if (!TS_TRY_INT(repeat_count(t, times, n))) return kNotImplemented;
  if (n <= 0 || s->bytes == 0) return TS_STR("");
  if (n == 1) return str_exact(t, s);
  size_t bytes;
  if (__builtin_mul_overflow(size_t{s->bytes}, static_cast<size_t>(n), &bytes)) {
    return raise(t, numbers::kOverflowError, "repeated string is too long");
  }
  Str* result = s->is_ascii() ? allocate_ascii(t, bytes)
                              : allocate_text(t, bytes, str_length(s) * static_cast<size_t>(n));
  if (!result) return {};
  fill_repeated(result->text(), s->text(), s->bytes, static_cast<size_t>(n));
  return Value(result);
}

Value slot_binary(Thread& t, Value a, Value b, BinaryOp op) {
  switch (op) {
    case BinaryOp::kAdd:
      if (!is_str_like(t, a)) return kNotImplemented;
      if (!is_str_like(t, b)) return kNotImplemented;
      return concatenate(t, as_str(a), as_str(b));
    case BinaryOp::kMul:
      if (is_str_like(t, a)) return repeat(t, as_str(a), b);
      return repeat(t, as_str(b), a);
    case BinaryOp::kMod:
      if (!is_str_like(t, a)) return kNotImplemented;
      return str_format_percent(t, as_str(a), b);
    default:
      return kNotImplemented;
  }
}

intptr_t slot_len(Thread&, Value self) { return static_cast<intptr_t>(str_length(as_str(self))); }

Value char_at(Thread& t, const Str* s, size_t index) {
  if (s->is_ascii()) return kAsciiChars[static_cast<uint8_t>(s->text()[index]) & 127];
  return make_char(t, base::utf8_at_unchecked(s->text() + str_offset(s, index)));
}

Value get_slice(Thread& t, Str* s, Value slice) {
  SliceRange range;
  if (!resolve_slice(t, slice, str_length(s), range)) return {};
  if (range.count == 0) return TS_STR("");
  if (range.step == 1) {
    size_t from = str_offset(s, static_cast<size_t>(range.start));
    size_t to = str_offset(s, static_cast<size_t>(range.start) + range.count);
    return str_slice_bytes(t, s, from, to);
  }
  StrBuilder out(t);
  intptr_t at = range.start;
  for (size_t i = 0; i < range.count; i++, at += range.step) {
    auto position = static_cast<size_t>(at);
    char32_t c = s->is_ascii() ? static_cast<uint8_t>(s->text()[position])
                               : base::utf8_at_unchecked(s->text() + str_offset(s, position));
    if (!out.append_char(c)) return {};
  }
  return out.finish();
}

Value slot_get_item(Thread& t, Value self, Value key) {
  Str* s = as_str(self);
  if (!key.is_small_int() && is_exact(key, numbers::kSlice)) return get_slice(t, s, key);
  intptr_t i;
  if (key.is_small_int()) {
    i = key.small_int();
  } else {
    if (!has_index(t, key)) {
      return raise(t, numbers::kTypeError, "string indices must be integers, not '{}'",
                   TypeOf{key});
    }
    if (!to_index(t, key, i)) {
      if (!pending_matches(t, numbers::kOverflowError)) return {};
      take_pending(t);
      return raise(t, numbers::kIndexError, "cannot fit '{}' into an index-sized integer",
                   TypeOf{key});
    }
  }
  auto n = static_cast<intptr_t>(str_length(s));
  if (i < 0) i += n;
  if (i < 0 || i >= n) return raise(t, numbers::kIndexError, "string index out of range");
  return char_at(t, s, static_cast<size_t>(i));
}

int slot_contains(Thread& t, Value self, Value item) {
  if (!is_str_like(t, item)) {
    raise(t, numbers::kTypeError, "'in <string>' requires string as left operand, not {}",
          TypeOf{item});
    return -1;
  }
  return find_text(as_str(self)->view(), as_str(item)->view()) != kNotFound;
}

Value slot_iter(Thread& t, Value self) {
  auto* it = TS_TRY(heap::allocate<Iterator>(
      t, as_str(self)->is_ascii() ? numbers::kStrAsciiIterator : numbers::kStrIterator));
  it->source = self;
  return Value(it);
}

/// str(object, encoding, errors).
Value decode_argument(Thread& t, Value object, Value encoding, Value errors) {
  for (Value v : {encoding, errors}) {
    if (v && !is_str_like(t, v)) {
      return raise(t, numbers::kTypeError, "str() argument '{}' must be str, not {}",
                   v == encoding ? "encoding" : "errors", TypeOf{v});
    }
  }
  if (is_str_like(t, object)) return raise(t, numbers::kTypeError, "decoding str is not supported");
  BufferScope data(t);
  if (!data.get(object)) {
    if (!pending_matches(t, numbers::kTypeError)) return {};
    take_pending(t);
    return raise(t, numbers::kTypeError, "decoding to str: need a bytes-like object, {} found",
                 TypeOf{object});
  }
  return decode(t, object, data.view(), encoding ? as_str(encoding)->view() : "utf-8",
                errors ? as_str(errors)->view() : "strict");
}

Value slot_construct(Thread& t, Value type, const Arguments& arguments) {
  static constexpr const Str* kNames[] = {TS_NAME(object), TS_NAME(encoding), TS_NAME(errors)};
  Value v[3];
  if (!take_arguments(t, arguments, "str", kNames, 0, v)) return {};
  Value result = TS_STR("");
  if (v[1] || v[2]) {
    result = v[0] ? decode_argument(t, v[0], v[1], v[2]) : TS_STR("");
  } else if (v[0]) {
    result = str(t, v[0]);
  }
  if (!result) return {};
  auto* made = static_cast<const Type*>(type.cell());
  if (made->number == numbers::kStr) return result;
  return make_str_of(t, made, as_str(result)->view());
}

}  // namespace

const Slots kStrSlots{
    .repr = slot_repr,
    .str = slot_str,
    .hash = slot_hash,
    .compare = slot_compare,
    .binary = slot_binary,
    .len = slot_len,
    .get_item = slot_get_item,
    .contains = slot_contains,
    .iter = slot_iter,
    .construct = slot_construct,
};

extern constinit const Type kStrType =
    bind::make_type(numbers::kStr, TS_NAME(str), &kObjectType, &kStrSlots, &kStrAttributes,
                    Layout{.fixed_bytes = sizeof(Str), .element_bytes = Layout::kText},
                    bind::kTypeBase | bind::kTypeMatchSelf);

// --- iterators

namespace {

// Iterator::index is the byte offset of the next character.
Value iterator_next(Thread& t, Value self) {
  auto* it = static_cast<Iterator*>(self.cell());
  if (!it->source) return kStop;
  const Str* s = as_str(it->source);
  auto at = static_cast<size_t>(it->index);
  if (at >= s->bytes) {
    it->source = Value();
    return kStop;
  }
  const char* p = s->text() + at;
  auto first = static_cast<uint8_t>(*p);
  if (first < 0x80) {
    it->index++;
    return kAsciiChars[first];
  }
  char32_t c = base::utf8_next_unchecked(&p);
  it->index = p - s->text();
  return make_char(t, c);
}

Value iterator_length_hint(Thread&, Value self) {
  auto* it = static_cast<Iterator*>(self.cell());
  if (!it->source) return Value::from_int(0);
  const Str* s = as_str(it->source);
  return Value::from_int(
      static_cast<intptr_t>(base::utf8_count(s->view().substr(static_cast<size_t>(it->index)))));
}

Value iterator_reduce(Thread& t, Value self) {
  auto* it = static_cast<Iterator*>(self.cell());
  Value builtins = TS_TRY(import_module(t, "builtins"));
  Value iter_function = TS_TRY(get_attr(t, builtins, TS_NAME(iter)));
  if (!it->source) {
    Value nothing = TS_TRY(make_tuple(t, {TS_STR("")}));
    return make_tuple(t, {iter_function, nothing});
  }
  Value source = TS_TRY(make_tuple(t, {it->source}));
  auto position =
      static_cast<intptr_t>(str_index_of(as_str(it->source), static_cast<size_t>(it->index)));
  return make_tuple(t, {iter_function, source, Value::from_int(position)});
}

Value iterator_setstate(Thread&, Value self, intptr_t state) {
  auto* it = static_cast<Iterator*>(self.cell());
  if (it->source) {
    it->index = static_cast<intptr_t>(
        str_offset(as_str(it->source), static_cast<size_t>(state < 0 ? 0 : state)));
  }
  return kNone;
}

constexpr Slots kIteratorSlots{.iter = iter_self, .next = iterator_next};
#define ITERATOR_NATIVES(T)                                                      \
  {                                                                              \
    TS_METHOD(T, iterator_length_hint, TS_NAME(__length_hint__), "self, /",      \
              "Private method returning an estimate of len(list(it))."),         \
        TS_METHOD(T, iterator_reduce, TS_NAME(__reduce__), "self, /",            \
                  "Return state information for pickling."),                     \
        TS_METHOD(T, iterator_setstate, TS_NAME(__setstate__), "self, state, /", \
                  "Set state information for unpickling."),                      \
  }
const Native kStrIteratorNatives[] = ITERATOR_NATIVES(numbers::kStrIterator);
const Native kStrAsciiIteratorNatives[] = ITERATOR_NATIVES(numbers::kStrAsciiIterator);
#undef ITERATOR_NATIVES
const Attributes kStrIteratorAttributes{kStrIteratorNatives, {}, {}, nullptr};
const Attributes kStrAsciiIteratorAttributes{kStrAsciiIteratorNatives, {}, {}, nullptr};

}  // namespace

extern constinit const Type kStrIteratorType =
    bind::make_type(numbers::kStrIterator, TS_NAME(str_iterator), &kObjectType, &kIteratorSlots,
                    &kStrIteratorAttributes, kIteratorLayout, bind::kTypeNoWeakReferences);
extern constinit const Type kStrAsciiIteratorType = bind::make_type(
    numbers::kStrAsciiIterator, TS_NAME(str_ascii_iterator), &kObjectType, &kIteratorSlots,
    &kStrAsciiIteratorAttributes, kIteratorLayout, bind::kTypeNoWeakReferences);

}  // namespace ts::object
