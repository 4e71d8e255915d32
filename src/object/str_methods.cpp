// The methods of str, as the table kStrAttributes. What str, bytes and bytearray share is in
// text_ops.cpp; here is what needs code points: positions, classes and case of characters, joining,
// translating.

#include "base/utf8.h"
#include "object/codecs.h"
#include "object/format_spec.h"
#include "object/text_ops.h"
#include "text/unicode.h"

namespace ts::object {

namespace {

// --- searching

enum class Search : uint8_t { kFirst, kLast, kCount };

/// A range of code points [start, end) as bytes. False: exception pending.
struct ByteRange {
  size_t from, to;
  bool empty;
};
bool byte_range(Thread& t, const Str* s, Value start, Value end, ByteRange& out) {
  if ((!start || start.is_none()) && (!end || end.is_none())) {
    out = {0, s->bytes, false};
    return true;
  }
  if (!search_range(t, start, end, str_length(s), out.from, out.to, out.empty)) return false;
  out.from = str_offset(s, out.from);
  out.to = str_offset(s, out.to);
  return true;
}

/// The position in code points or the count; -1: not found; -2: exception pending.
intptr_t search(Thread& t, Str* s, Str* sub, Value start, Value end, Search kind) {
  ByteRange range;
  if (!byte_range(t, s, start, end, range)) return -2;
  if (range.empty) return kind == Search::kCount ? 0 : -1;
  std::string_view text = s->view().substr(range.from, range.to - range.from);
  if (kind == Search::kCount) {
    size_t count = sub->bytes ? count_text(text, sub->view())
                              : (s->is_ascii() ? text.size() : base::utf8_count(text)) + 1;
    return static_cast<intptr_t>(count);
  }
  size_t at = kind == Search::kFirst ? find_text(text, sub->view()) : rfind_text(text, sub->view());
  return at == kNotFound ? -1 : static_cast<intptr_t>(str_index_of(s, range.from + at));
}

Value found(Thread& t, intptr_t position, bool must) {
  if (position == -2) return {};
  if (position == -1 && must) return raise(t, numbers::kValueError, "substring not found");
  return Value::from_int(position);
}

Value str_find(Thread& t, Str* self, Str* sub, Value start, Value end) {
  return found(t, search(t, self, sub, start, end, Search::kFirst), false);
}
Value str_rfind(Thread& t, Str* self, Str* sub, Value start, Value end) {
  return found(t, search(t, self, sub, start, end, Search::kLast), false);
}
Value str_index(Thread& t, Str* self, Str* sub, Value start, Value end) {
  return found(t, search(t, self, sub, start, end, Search::kFirst), true);
}
Value str_rindex(Thread& t, Str* self, Str* sub, Value start, Value end) {
  return found(t, search(t, self, sub, start, end, Search::kLast), true);
}
Value str_count(Thread& t, Str* self, Str* sub, Value start, Value end) {
  return found(t, search(t, self, sub, start, end, Search::kCount), false);
}

enum class End : uint8_t { kStart, kFinish };

bool has_affix(const Str* s, const Str* affix, const ByteRange& range, End where) {
  if (range.empty) return false;
  std::string_view text = s->view().substr(range.from, range.to - range.from);
  return where == End::kStart ? text.starts_with(affix->view()) : text.ends_with(affix->view());
}

Value test_affix(Thread& t, Str* s, Value affix, Value start, Value end, End where,
                 const char* name) {
  ByteRange range;
  if (!byte_range(t, s, start, end, range)) return {};
  if (is_str_like(t, affix)) return Value::from_bool(has_affix(s, as_str(affix), range, where));
  if (!is_instance_of_native(*t.vm, affix, numbers::kTuple)) {
    return raise(t, numbers::kTypeError, "{} first arg must be str or a tuple of str, not {}", name,
                 TypeOf{affix});
  }
  for (Value v : static_cast<Tuple*>(affix.cell())->span()) {
    if (!is_str_like(t, v)) {
      return raise(t, numbers::kTypeError, "tuple for {} must only contain str, not {}", name,
                   TypeOf{v});
    }
    if (has_affix(s, as_str(v), range, where)) return kTrue;
  }
  return kFalse;
}

Value str_startswith(Thread& t, Str* self, Value prefix, Value start, Value end) {
  return test_affix(t, self, prefix, start, end, End::kStart, "startswith");
}
Value str_endswith(Thread& t, Str* self, Value suffix, Value start, Value end) {
  return test_affix(t, self, suffix, start, end, End::kFinish, "endswith");
}

Value str_removeprefix(Thread& t, Str* self, Str* prefix) {
  return str_slice_bytes(t, self, self->view().starts_with(prefix->view()) ? prefix->bytes : 0,
                         self->bytes);
}
Value str_removesuffix(Thread& t, Str* self, Str* suffix) {
  return str_slice_bytes(
      t, self, 0, self->bytes - (self->view().ends_with(suffix->view()) ? suffix->bytes : 0));
}

// --- splitting and joining

/// A separator argument: None or omitted is nullptr. False: TypeError.
bool optional_str(Thread& t, Value v, const char* what, const Str*& out) {
  out = nullptr;
  if (!v || v.is_none()) return true;
  if (!is_str_like(t, v)) {
    raise(t, numbers::kTypeError, what, TypeOf{v});
    return false;
  }
  out = as_str(v);
  return true;
}

Value str_split(Thread& t, Str* self, Value sep, Opt<intptr_t> maxsplit) {
  const Str* separator;
  if (!optional_str(t, sep, "must be str or None, not {}", separator)) return {};
  return separator ? split_text(t, text_of(self), separator->view(), maxsplit.or_else(-1))
                   : split_space(t, text_of(self), maxsplit.or_else(-1));
}
Value str_rsplit(Thread& t, Str* self, Value sep, Opt<intptr_t> maxsplit) {
  const Str* separator;
  if (!optional_str(t, sep, "must be str or None, not {}", separator)) return {};
  return separator ? rsplit_text(t, text_of(self), separator->view(), maxsplit.or_else(-1))
                   : rsplit_space(t, text_of(self), maxsplit.or_else(-1));
}
Value str_splitlines(Thread& t, Str* self, bool keepends) {
  return split_lines(t, text_of(self), keepends);
}

Value str_partition(Thread& t, Str* self, Str* sep) {
  return partition_text(t, text_of(self), sep->view(), Value(sep), Side::kLeft);
}
Value str_rpartition(Thread& t, Str* self, Str* sep) {
  return partition_text(t, text_of(self), sep->view(), Value(sep), Side::kRight);
}

struct JoinSize {
  size_t bytes = 0, characters = 0;
  bool ascii = true;
};

/// Adds up the items. False with TypeError or MemoryError.
bool measure(Thread& t, const Str* separator, std::span<Value> items, JoinSize& size) {
  if (items.size() > 1) {
    if (__builtin_mul_overflow(size_t{separator->bytes}, items.size() - 1, &size.bytes))
      size.bytes = SIZE_MAX / 2;
    size.characters = str_length(separator) * (items.size() - 1);
    size.ascii = separator->is_ascii();
  }
  for (size_t i = 0; i < items.size();
       i++) {  // no safe point here: the items of a list must stay what they are
    if (!is_str_like(t, items[i])) {
      raise(t, numbers::kTypeError, "sequence item {}: expected str instance, {} found", i,
            TypeOf{items[i]});
      return false;
    }
    const Str* s = as_str(items[i]);
    size.bytes += s->bytes;
    size.characters += str_length(s);
    size.ascii &= s->is_ascii();
  }
  return true;
}

Value str_join(Thread& t, Str* self, Value iterable) {
  Value keep;
  std::span<Value> items;
  if (!sequence_items(t, iterable, keep, items)) {
    if (!pending_matches(t, numbers::kTypeError) || slots_of(t, iterable).iter) return {};
    take_pending(t);
    return raise(t, numbers::kTypeError, "can only join an iterable");
  }
  TS_POLL(t);
  if (items.size() == 1 && is_str(items[0])) return items[0];
  JoinSize size;
  if (!measure(t, self, items, size)) return {};
  if (size.bytes == 0) return TS_STR("");
  Str* result =
      size.ascii ? allocate_ascii(t, size.bytes) : allocate_text(t, size.bytes, size.characters);
  if (!result) return {};
  char* out = result->text();
  for (size_t i = 0; i < items.size(); i++) {
    const Str* s = as_str(items[i]);
    size_t gap = i ? self->bytes : 0;
    if (gap) std::memcpy(out, self->text(), gap);
    std::memcpy(out + gap, s->text(), s->bytes);
    out += gap + s->bytes;
  }
  return Value(result);
}

// --- changing

Value str_replace(Thread& t, Str* self, Str* old, Str* replacement, Opt<intptr_t> count) {
  return replace_text(t, text_of(self), old->view(), replacement->view(), count.or_else(-1));
}

Value strip_either(Thread& t, Str* self, Value chars, Side side, const char* message) {
  const Str* set;
  if (!optional_str(t, chars, message, set)) return {};
  std::string_view view = set ? set->view() : std::string_view();
  return strip_text(t, text_of(self), side, set ? &view : nullptr);
}
Value str_strip(Thread& t, Str* self, Value chars) {
  return strip_either(t, self, chars, Side::kBoth, "strip arg must be None or str");
}
Value str_lstrip(Thread& t, Str* self, Value chars) {
  return strip_either(t, self, chars, Side::kLeft, "lstrip arg must be None or str");
}
Value str_rstrip(Thread& t, Str* self, Value chars) {
  return strip_either(t, self, chars, Side::kRight, "rstrip arg must be None or str");
}

enum class Adjust : uint8_t { kLeft, kRight, kCenter };

Value adjust(Thread& t, Str* self, intptr_t width, Value fill, Adjust how) {
  std::string_view filler = " ";
  if (fill) {
    if (!is_str_like(t, fill)) {
      return raise(t, numbers::kTypeError, "The fill character must be a unicode character, not {}",
                   TypeOf{fill});
    }
    if (str_length(as_str(fill)) != 1) {
      return raise(t, numbers::kTypeError, "The fill character must be exactly one character long");
    }
    filler = as_str(fill)->view();
  }
  size_t length = str_length(self);
  if (width < 0 || static_cast<size_t>(width) <= length) return str_exact(t, self);
  size_t pad = static_cast<size_t>(width) - length;
  size_t left = how == Adjust::kRight  ? pad
                : how == Adjust::kLeft ? 0
                                       : pad / 2 + (pad & static_cast<size_t>(width) & 1);
  return pad_text(t, text_of(self), left, pad - left, filler);
}
Value str_ljust(Thread& t, Str* self, intptr_t width, Value fill) {
  return adjust(t, self, width, fill, Adjust::kLeft);
}
Value str_rjust(Thread& t, Str* self, intptr_t width, Value fill) {
  return adjust(t, self, width, fill, Adjust::kRight);
}
Value str_center(Thread& t, Str* self, intptr_t width, Value fill) {
  return adjust(t, self, width, fill, Adjust::kCenter);
}
Value str_zfill(Thread& t, Str* self, intptr_t width) {
  return zero_fill(t, text_of(self), width, str_length(self));
}
Value str_expandtabs(Thread& t, Str* self, Opt<intptr_t> tabsize) {
  return expand_tabs(t, text_of(self), tabsize.or_else(8));
}

Value str_encode(Thread& t, Str* self, Str* encoding, Str* errors) {
  return encode(t, self, encoding ? encoding->view() : "utf-8", errors ? errors->view() : "strict");
}

/// Appends what a translation table gives for `c`.
bool append_translated(Thread& t, StrBuilder& out, char32_t c, Value mapped) {
  if (mapped == kAbsent) return out.append_char(c);
  if (mapped.is_none()) return true;
  if (is_str_like(t, mapped)) return out.append(mapped);
  if (!mapped.is_small_int() && !is_instance_of_native(*t.vm, mapped, numbers::kInt)) {
    raise(t, numbers::kTypeError, "character mapping must return integer, None or str");
    return false;
  }
  intptr_t code = mapped.is_small_int() ? mapped.small_int() : -1;
  if (code < 0 || code > static_cast<intptr_t>(base::kMaxCodePoint)) {
    raise(t, numbers::kValueError, "character mapping must be in range(0x110000)");
    return false;
  }
  return out.append_char(static_cast<char32_t>(code));
}

/// table[c], kAbsent when there is none (LookupError).
Value look_up_mapping(Thread& t, Value table, char32_t c) {
  Value key = Value::from_int(static_cast<intptr_t>(c));
  if (is_exact(table, numbers::kDict)) return dict_get(t, static_cast<Dict*>(table.cell()), key);
  Value mapped = get_item(t, table, key);
  if (!mapped && pending_matches(t, numbers::kLookupError)) {
    take_pending(t);
    return kAbsent;
  }
  return mapped;
}

/// What ASCII characters become, learnt while translating with an exact dict.
class TranslationCache {
 public:
  TranslationCache() { std::memset(to_, kUnknown, sizeof(to_)); }
  /// The ASCII character that `c` becomes, or kUnknown.
  uint8_t get(char32_t c) const { return c < 128 ? to_[c] : kUnknown; }
  void learn(char32_t c, Value mapped) {
    intptr_t to = mapped == kAbsent       ? static_cast<intptr_t>(c)
                  : mapped.is_small_int() ? mapped.small_int()
                                          : -1;
    if (is_str(mapped) && as_str(mapped)->bytes == 1) to = as_str(mapped)->text()[0];
    if (c < 128 && to >= 0 && to < 128) to_[c] = static_cast<uint8_t>(to);
  }
  static constexpr uint8_t kUnknown = 0xFF;

 private:
  uint8_t to_[128];
};

/// Translates the ASCII characters of `text` that the cache knows; returns their number.
size_t translate_known(const TranslationCache& cache, std::string_view text, char* out) {
  size_t n = 0;
  for (; n < text.size(); n++) {
    uint8_t known = cache.get(static_cast<uint8_t>(text[n]));
    if (known == TranslationCache::kUnknown) break;
    out[n] = static_cast<char>(known);
  }
  return n;
}

Value str_translate(Thread& t, Str* self, Value table) {
  constexpr size_t kRun = 64;
  char run[kRun];
  StrBuilder out(t);
  TranslationCache cache;
  bool learns = is_exact(table, numbers::kDict);
  const char* end = self->text() + self->bytes;
  for (const char* p = self->text(); p < end;) {
    auto rest = static_cast<size_t>(end - p);
    size_t known = translate_known(cache, {p, rest < kRun ? rest : kRun}, run);
    if (known) {
      if (!out.append({run, known})) return {};
      p += known;
      continue;
    }
    TS_POLL(t);
    char32_t c = base::utf8_next_unchecked(&p);
    Value mapped = TS_TRY(look_up_mapping(t, table, c));
    if (!append_translated(t, out, c, mapped)) return {};
    if (learns) cache.learn(c, mapped);
  }
  return out.finish();
}

/// maketrans(dict): keys of one character become code points.
Value maketrans_dict(Thread& t, Value source) {
  if (!is_exact(source, numbers::kDict)) {
    return raise(t, numbers::kTypeError,
                 "if you give only one argument to maketrans it must be a dict");
  }
  Dict* result = TS_TRY(make_dict(t));
  auto* dict = static_cast<Dict*>(source.cell());
  uint32_t position = 0;
  Value key, value;
  while (dict_next(dict, position, key, value)) {
    if (is_str_like(t, key)) {
      Str* s = as_str(key);
      if (str_length(s) != 1) {
        return raise(t, numbers::kValueError, "string keys in translate table must be of length 1");
      }
      key = Value::from_int(static_cast<intptr_t>(base::utf8_at_unchecked(s->text())));
    } else if (!is_instance_of_native(*t.vm, key, numbers::kInt)) {
      return raise(t, numbers::kTypeError, "keys in translate table must be strings or integers");
    }
    if (!dict_set(t, result, key, value)) return {};
  }
  return Value(result);
}

Value str_maketrans(Thread& t, Value x, Str* y, Str* z) {
  if (!y) return maketrans_dict(t, x);
  if (!is_str_like(t, x)) {
    return raise(t, numbers::kTypeError,
                 "first maketrans argument must be a string if there is a second argument");
  }
  Str* from = as_str(x);
  if (str_length(from) != str_length(y)) {
    return raise(t, numbers::kValueError,
                 "the first two maketrans arguments must have equal length");
  }
  Dict* result = TS_TRY(make_dict(t));
  const char* b = y->text();
  const char* end = from->text() + from->bytes;
  for (const char* a = from->text(); a < end;) {
    Value key = Value::from_int(static_cast<intptr_t>(base::utf8_next_unchecked(&a)));
    Value mapped = Value::from_int(static_cast<intptr_t>(base::utf8_next_unchecked(&b)));
    if (!dict_set(t, result, key, mapped)) return {};
  }
  const char* last = z ? z->text() + z->bytes : nullptr;
  for (const char* p = z ? z->text() : nullptr; p < last;) {
    Value key = Value::from_int(static_cast<intptr_t>(base::utf8_next_unchecked(&p)));
    if (!dict_set(t, result, key, kNone)) return {};
  }
  return Value(result);
}

// --- case

/// Whether the sigma that ends before `after` (and starts at `at`) is final: a cased letter before
/// it, none behind, case-ignorable characters skipped. Unicode 15, table 3-17.
bool is_final_sigma(std::string_view text, const char* at, const char* after) {
  const char* p = at;
  char32_t c = 0;
  do {
    if (p == text.data()) return false;
    c = base::utf8_previous_unchecked(&p);
  } while (text::is_case_ignorable(c));
  if (!text::is_cased(c)) return false;
  const char* end = text.data() + text.size();
  while (after < end) {
    c = base::utf8_next_unchecked(&after);
    if (!text::is_case_ignorable(c)) return !text::is_cased(c);
  }
  return true;
}

using Mapping = size_t (*)(char32_t c, char32_t* out);

bool append_mapped(StrBuilder& out, Mapping mapping, char32_t c) {
  char32_t mapped[text::kMaxCaseMapping];
  size_t n = mapping(c, mapped);
  for (size_t i = 0; i < n; i++) {
    if (!out.append_char(mapped[i])) return false;
  }
  return true;
}

/// Lower case of `c`, which stands at [at, after) of `text`.
bool append_lower(StrBuilder& out, std::string_view text, const char* at, const char* after,
                  char32_t c) {
  if (c == 0x3A3) return out.append_char(is_final_sigma(text, at, after) ? 0x3C2 : 0x3C3);
  return append_mapped(out, text::to_lower, c);
}

Value map_case(Thread& t, Str* self, AsciiCase mapping) {
  if (self->is_ascii()) return map_ascii_case(t, text_of(self), mapping);
  StrBuilder out(t);
  std::string_view text = self->view();
  const char* end = text.data() + text.size();
  bool first = true;
  for (const char* p = text.data(); p < end;) {
    const char* at = p;
    char32_t c = base::utf8_next_unchecked(&p);
    bool good;
    switch (mapping) {
      case AsciiCase::kLower:
        good = append_lower(out, text, at, p, c);
        break;
      case AsciiCase::kUpper:
        good = append_mapped(out, text::to_upper, c);
        break;
      case AsciiCase::kSwap:
        good = text::is_upper(c)   ? append_lower(out, text, at, p, c)
               : text::is_lower(c) ? append_mapped(out, text::to_upper, c)
                                   : out.append_char(c);
        break;
      default:
        good = first ? append_mapped(out, text::to_title, c) : append_lower(out, text, at, p, c);
        first = mapping == AsciiCase::kTitle && !text::is_cased(c);
        break;
    }
    if (!good) return {};
  }
  return out.finish();
}

template <AsciiCase kMapping>
Value str_case(Thread& t, Str* self) {
  return map_case(t, self, kMapping);
}

Value str_casefold(Thread& t, Str* self) {
  if (self->is_ascii()) return map_ascii_case(t, text_of(self), AsciiCase::kLower);
  StrBuilder out(t);
  const char* end = self->text() + self->bytes;
  for (const char* p = self->text(); p < end;) {
    if (!append_mapped(out, text::to_casefold, base::utf8_next_unchecked(&p))) return {};
  }
  return out.finish();
}

// --- classes of characters

using Predicate = bool (*)(char32_t c);

Value all_are(const Str* s, Predicate predicate, bool empty) {
  const char* end = s->text() + s->bytes;
  for (const char* p = s->text(); p < end;) {
    if (!predicate(base::utf8_next_unchecked(&p))) return kFalse;
  }
  return Value::from_bool(s->bytes > 0 || empty);
}

template <AsciiTest kTest, Predicate kPredicate>
Value str_test(Thread&, Str* self) {
  if (self->is_ascii()) return Value::from_bool(test_ascii(text_of(self), kTest));
  return all_are(self, kPredicate, false);
}

/// islower, isupper, istitle for text outside ASCII.
Value test_case(const Str* s, AsciiTest test) {
  const char* end = s->text() + s->bytes;
  bool letters = false, previous = false;
  for (const char* p = s->text(); p < end;) {
    char32_t c = base::utf8_next_unchecked(&p);
    bool title = text::is_title(c), upper = text::is_upper(c), lower = text::is_lower(c);
    if (test == AsciiTest::kTitle) {
      if ((upper || title) ? previous : lower && !previous) return kFalse;
      previous = upper || title || lower;
      letters |= previous;
      continue;
    }
    if (title || (test == AsciiTest::kLower ? upper : lower)) return kFalse;
    letters |= test == AsciiTest::kLower ? lower : upper;
  }
  return Value::from_bool(letters);
}

template <AsciiTest kTest>
Value str_case_test(Thread&, Str* self) {
  return self->is_ascii() ? Value::from_bool(test_ascii(text_of(self), kTest))
                          : test_case(self, kTest);
}

Value str_isascii(Thread&, Str* self) { return Value::from_bool(self->is_ascii()); }
Value str_isprintable(Thread&, Str* self) { return all_are(self, text::is_printable, true); }

Value str_isidentifier(Thread&, Str* self) {
  const char* p = self->text();
  const char* end = p + self->bytes;
  if (p == end || !text::is_xid_start(base::utf8_next_unchecked(&p))) return kFalse;
  while (p < end) {
    if (!text::is_xid_continue(base::utf8_next_unchecked(&p))) return kFalse;
  }
  return kTrue;
}

// --- formatting

Value str_format(Thread& t, Str* self, Args arguments, Kwargs keywords) {
  return str_format_fields(t, self, &arguments, keywords.dict);
}

Value str_format_map(Thread& t, Str* self, Value mapping) {
  return str_format_fields(t, self, nullptr, mapping);
}

Value str_dunder_format(Thread& t, Str* self, Str* spec_text) {
  if (spec_text->bytes == 0) return str(t, Value(self));
  FormatSpec spec;
  if (!parse_format_spec(t, Value(self), spec_text->view(), {'s', '<'}, spec)) return {};
  if (spec.type && spec.type != 's') return unknown_format_code(t, spec.type, Value(self));
  if (spec.sign) {
    return raise(t, numbers::kValueError,
                 spec.sign == ' ' ? "Space not allowed in string format specifier"
                                  : "Sign not allowed in string format specifier");
  }
  if (spec.no_negative_zero) {
    return raise(t, numbers::kValueError,
                 "Negative zero coercion (z) not allowed in string format specifier");
  }
  if (spec.alternate) {
    return raise(t, numbers::kValueError,
                 "Alternate form (#) not allowed in string format specifier");
  }
  if (spec.grouping) return bad_grouping(t, spec.grouping, 's');
  if (spec.align == '=') {
    return raise(t, numbers::kValueError, "'=' alignment not allowed in string format specifier");
  }
  size_t length = str_length(self);
  std::string_view text = self->view();
  if (spec.precision >= 0 && static_cast<size_t>(spec.precision) < length) {
    length = static_cast<size_t>(spec.precision);
    text = text.substr(0, str_offset(self, length));
  }
  if (spec.width < 0 || static_cast<size_t>(spec.width) <= length)
    return str_slice_bytes(t, self, 0, text.size());
  StrBuilder out(t);
  if (!append_aligned(out, spec, text, length)) return {};
  return out.finish();
}

Value str_getnewargs(Thread& t, Str* self) {
  Value copy = TS_TRY(str_exact(t, self));
  return make_tuple(t, {copy});
}

// --- table

constexpr TypeNumber T = numbers::kStr;

const Native kStrNatives[] = {
    TS_METHOD(T, str_dunder_format, TS_NAME(__format__), "self, format_spec, /",
              "Return a formatted version of the string as described by format_spec."),
    TS_METHOD(T, str_getnewargs, TS_NAME(__getnewargs__), "self, /", nullptr),
    TS_METHOD(T, (str_case<AsciiCase::kCapitalize>), TS_NAME(capitalize), "self, /",
              "Return a capitalized version of the string."),
    TS_METHOD(T, str_casefold, TS_NAME(casefold), "self, /",
              "Return a version of the string suitable for caseless comparisons."),
    TS_METHOD(T, str_center, TS_NAME(center), "self, width, fillchar=' ', /",
              "Return a centered string of length width."),
    TS_METHOD(T, str_count, TS_NAME(count), "self, sub, start=None, end=None, /",
              "Return the number of non-overlapping occurrences of substring sub."),
    TS_METHOD(T, str_encode, TS_NAME(encode), "self, /, encoding='utf-8', errors='strict'",
              "Encode the string using the codec registered for encoding."),
    TS_METHOD(T, str_endswith, TS_NAME(endswith), "self, suffix, start=None, end=None, /",
              "Return True if the string ends with the specified suffix, False otherwise."),
    TS_METHOD(T, str_expandtabs, TS_NAME(expandtabs), "self, /, tabsize=8",
              "Return a copy where all tab characters are expanded using spaces."),
    TS_METHOD(T, str_find, TS_NAME(find), "self, sub, start=None, end=None, /",
              "Return the lowest index where substring sub is found, -1 on failure."),
    TS_METHOD(
        T, str_format, TS_NAME(format), "self, /, *args, **kwargs",
        "Return a formatted version of the string, using substitutions from args and kwargs."),
    TS_METHOD(T, str_format_map, TS_NAME(format_map), "self, mapping, /",
              "Return a formatted version of the string, using substitutions from mapping."),
    TS_METHOD(T, str_index, TS_NAME(index), "self, sub, start=None, end=None, /",
              "Return the lowest index where substring sub is found; ValueError on failure."),
    TS_METHOD(T, (str_test<AsciiTest::kAlnum, text::is_alnum>), TS_NAME(isalnum), "self, /",
              "Return True if the string is an alpha-numeric string, False otherwise."),
    TS_METHOD(T, (str_test<AsciiTest::kAlpha, text::is_alpha>), TS_NAME(isalpha), "self, /",
              "Return True if the string is an alphabetic string, False otherwise."),
    TS_METHOD(T, str_isascii, TS_NAME(isascii), "self, /",
              "Return True if all characters in the string are ASCII, False otherwise."),
    TS_METHOD(T, (str_test<AsciiTest::kDigit, text::is_decimal>), TS_NAME(isdecimal), "self, /",
              "Return True if the string is a decimal string, False otherwise."),
    TS_METHOD(T, (str_test<AsciiTest::kDigit, text::is_digit>), TS_NAME(isdigit), "self, /",
              "Return True if the string is a digit string, False otherwise."),
    TS_METHOD(T, str_isidentifier, TS_NAME(isidentifier), "self, /",
              "Return True if the string is a valid Python identifier, False otherwise."),
    TS_METHOD(T, (str_case_test<AsciiTest::kLower>), TS_NAME(islower), "self, /",
              "Return True if the string is a lowercase string, False otherwise."),
    TS_METHOD(T, (str_test<AsciiTest::kDigit, text::is_numeric>), TS_NAME(isnumeric), "self, /",
              "Return True if the string is a numeric string, False otherwise."),
    TS_METHOD(T, str_isprintable, TS_NAME(isprintable), "self, /",
              "Return True if all characters in the string are printable, False otherwise."),
    TS_METHOD(T, (str_test<AsciiTest::kSpace, text::is_space>), TS_NAME(isspace), "self, /",
              "Return True if the string is a whitespace string, False otherwise."),
    TS_METHOD(T, (str_case_test<AsciiTest::kTitle>), TS_NAME(istitle), "self, /",
              "Return True if the string is a title-cased string, False otherwise."),
    TS_METHOD(T, (str_case_test<AsciiTest::kUpper>), TS_NAME(isupper), "self, /",
              "Return True if the string is an uppercase string, False otherwise."),
    TS_METHOD(T, str_join, TS_NAME(join), "self, iterable, /",
              "Concatenate any number of strings."),
    TS_METHOD(T, str_ljust, TS_NAME(ljust), "self, width, fillchar=' ', /",
              "Return a left-justified string of length width."),
    TS_METHOD(T, (str_case<AsciiCase::kLower>), TS_NAME(lower), "self, /",
              "Return a copy of the string converted to lowercase."),
    TS_METHOD(T, str_lstrip, TS_NAME(lstrip), "self, chars=None, /",
              "Return a copy of the string with leading whitespace removed."),
    TS_STATIC_METHOD(T, str_maketrans, TS_NAME(maketrans), "x, y=None, z=None, /",
                     "Return a translation table usable for str.translate()."),
    TS_METHOD(T, str_partition, TS_NAME(partition), "self, sep, /",
              "Partition the string into three parts using the given separator."),
    TS_METHOD(T, str_removeprefix, TS_NAME(removeprefix), "self, prefix, /",
              "Return a str with the given prefix string removed if present."),
    TS_METHOD(T, str_removesuffix, TS_NAME(removesuffix), "self, suffix, /",
              "Return a str with the given suffix string removed if present."),
    TS_METHOD(T, str_replace, TS_NAME(replace), "self, old, new, /, count=-1",
              "Return a copy with all occurrences of substring old replaced by new."),
    TS_METHOD(T, str_rfind, TS_NAME(rfind), "self, sub, start=None, end=None, /",
              "Return the highest index where substring sub is found, -1 on failure."),
    TS_METHOD(T, str_rindex, TS_NAME(rindex), "self, sub, start=None, end=None, /",
              "Return the highest index where substring sub is found; ValueError on failure."),
    TS_METHOD(T, str_rjust, TS_NAME(rjust), "self, width, fillchar=' ', /",
              "Return a right-justified string of length width."),
    TS_METHOD(T, str_rpartition, TS_NAME(rpartition), "self, sep, /",
              "Partition the string into three parts using the last occurrence of the separator."),
    TS_METHOD(T, str_rsplit, TS_NAME(rsplit), "self, /, sep=None, maxsplit=-1",
              "Return a list of the substrings in the string, from the right, using sep as the "
              "separator."),
    TS_METHOD(T, str_rstrip, TS_NAME(rstrip), "self, chars=None, /",
              "Return a copy of the string with trailing whitespace removed."),
    TS_METHOD(T, str_split, TS_NAME(split), "self, /, sep=None, maxsplit=-1",
              "Return a list of the substrings in the string, using sep as the separator string."),
    TS_METHOD(T, str_splitlines, TS_NAME(splitlines), "self, /, keepends=False",
              "Return a list of the lines in the string, breaking at line boundaries."),
    TS_METHOD(T, str_startswith, TS_NAME(startswith), "self, prefix, start=None, end=None, /",
              "Return True if the string starts with the specified prefix, False otherwise."),
    TS_METHOD(T, str_strip, TS_NAME(strip), "self, chars=None, /",
              "Return a copy of the string with leading and trailing whitespace removed."),
    TS_METHOD(T, (str_case<AsciiCase::kSwap>), TS_NAME(swapcase), "self, /",
              "Convert uppercase characters to lowercase and lowercase characters to uppercase."),
    TS_METHOD(T, (str_case<AsciiCase::kTitle>), TS_NAME(title), "self, /",
              "Return a version of the string where each word is titlecased."),
    TS_METHOD(T, str_translate, TS_NAME(translate), "self, table, /",
              "Replace each character in the string using the given translation table."),
    TS_METHOD(T, (str_case<AsciiCase::kUpper>), TS_NAME(upper), "self, /",
              "Return a copy of the string converted to uppercase."),
    TS_METHOD(T, str_zfill, TS_NAME(zfill), "self, width, /",
              "Pad a numeric string with zeros on the left, to fill a field of the given width."),
};

}  // namespace

const Attributes kStrAttributes{
    kStrNatives,
    {},
    {},
    "str(object='') -> str\nstr(bytes_or_buffer[, encoding[, errors]]) -> str\n\n"
    "Create a new string object from the given object."};

}  // namespace ts::object
