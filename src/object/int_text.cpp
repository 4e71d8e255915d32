// Ints to text and back: the text functions of numbers.h, with CPython's limit on the number of
// decimal digits (Library Reference, "Integer string conversion length limitation").

#include "base/utf8.h"
#include "object/numbers.h"
#include "text/float_text.h"
#include "text/unicode.h"

namespace ts::object {

using base::digit_of;
using base::Progress;

namespace {

// Py_ISSPACE of CPython.
bool is_ascii_space(char c) { return c == ' ' || (c >= '\t' && c <= '\r'); }

constexpr bool is_power_of_two(unsigned base) { return (base & (base - 1)) == 0; }

Value raise_digit_limit(Thread& t, size_t digits) {
  return raise(
      t, numbers::kValueError,
      "Exceeds the limit ({} digits) for integer string conversion: value has {} digits; use "
      "sys.set_int_max_str_digits() to increase the limit",
      t.vm->int_max_str_digits, digits);
}

Value raise_text_limit(Thread& t) {
  return raise(t, numbers::kValueError,
               "Exceeds the limit ({} digits) for integer string conversion; use "
               "sys.set_int_max_str_digits() to "
               "increase the limit",
               t.vm->int_max_str_digits);
}

// Digits valid in `base`, at least one, no underscores.
Value from_plain_digits(Thread& t, std::string_view digits, unsigned base) {
  constexpr size_t kShortDigits = 12;  // 36^12 < 2^63
  if (digits.size() <= kShortDigits) {
    int64_t n = 0;
    for (char c : digits) n = n * base + digit_of(c);
    return make_int(t, n);
  }
  const uint32_t limit = t.vm->int_max_str_digits;
  if (limit && digits.size() > limit && !is_power_of_two(base))
    return raise_digit_limit(t, digits.size());
  Int* out = TS_TRY(allocate_int(t, base::from_text_size(digits.size(), base)));
  const size_t scratch_size = base::from_text_scratch(digits.size(), base);
  Limb* scratch;
  if (!allocate_limbs(t, scratch_size, scratch)) return {};
  if (base::from_text({out->data(), out->limbs}, digits, base, scratch, limbs_poll(t)) !=
      Progress::kDone)
    return {};
  return finish_int(t, out, false);
}

// Whether `text` is digits of `base` with single underscores between them; counts the underscores.
bool are_digits(std::string_view text, unsigned base, size_t& underscores) {
  underscores = 0;
  bool after_digit = false;
  for (char c : text) {
    if (c == '_') {
      if (!after_digit) return false;
      after_digit = false;
      underscores++;
    } else {
      if (digit_of(c) >= base) return false;
      after_digit = true;
    }
  }
  return after_digit;
}

Value from_digits(Thread& t, std::string_view digits, unsigned base, size_t underscores) {
  if (underscores == 0) return from_plain_digits(t, digits, base);
  TextBuffer buffer;
  if (!buffer.reserve(t, digits.size())) return {};
  size_t n = 0;
  for (char c : digits) {
    if (c != '_') buffer.data()[n++] = c;
  }
  return from_plain_digits(t, {buffer.data(), n}, base);
}

// Removes "0x", "0o", "0b" and gives the base of the digits behind. An underscore may follow the
// prefix.
unsigned take_prefix(std::string_view& text, unsigned base) {
  unsigned found = 0;
  if (text.size() >= 2 && text[0] == '0') {
    const char letter = static_cast<char>(text[1] | 0x20);
    found = letter == 'x' ? 16 : letter == 'o' ? 8 : letter == 'b' ? 2 : 0;
  }
  if (found && (base == 0 || base == found)) {
    text.remove_prefix(2);
    if (text.size() > 1 && text[0] == '_') text.remove_prefix(1);
    return found;
  }
  return base ? base : 10;
}

// The message shows at most 200 characters of the source's repr.
Value raise_invalid(Thread& t, int base, Value source) {
  if (source.is_cell() && !is_instance_of_native(*t.vm, source, numbers::kStr) &&
      !is_instance_of_native(*t.vm, source, numbers::kBytes)) {
    Buffer buffer;
    if (!get_buffer(t, source, buffer)) return {};
    source = make_bytes(t, buffer.data, buffer.bytes);
    release_buffer(t, buffer);
    if (!source) return {};
  }
  Value shown = TS_TRY(repr(t, source));
  const std::string_view text = as_str(shown)->view();
  return raise(t, numbers::kValueError, "invalid literal for int() with base {}: {}", base,
               text.substr(0, base::utf8_offset(text, 200)));
}

}  // namespace

void strip_ascii_spaces(std::string_view& text) {
  while (!text.empty() && is_ascii_space(text.front())) text.remove_prefix(1);
  while (!text.empty() && is_ascii_space(text.back())) text.remove_suffix(1);
}

Value int_from_text(Thread& t, std::string_view digits, int base) {
  size_t underscores = 0;
  for (char c : digits) underscores += c == '_';
  return from_digits(t, digits, static_cast<unsigned>(base), underscores);
}

bool ascii_number_text(Thread& t, std::string_view& text, Value& keep) {
  if (base::is_ascii(text)) {
    strip_ascii_spaces(text);
    return true;
  }
  ByteArray* copy = allocate_scratch(t, text.size());
  if (!copy) return false;
  keep = Value(copy);
  char* out = reinterpret_cast<char*>(copy->bytes);
  size_t n = 0;
  const char* end = text.data() + text.size();
  for (const char* p = text.data(); p < end;) {
    const char32_t c = base::utf8_next_unchecked(&p);
    const int digit = c < 0x80 ? -1 : text::decimal_value(c);
    out[n++] = c < 0x80            ? static_cast<char>(c)
               : digit >= 0        ? static_cast<char>('0' + digit)
               : text::is_space(c) ? ' '
                                   : '?';
  }
  text = {out, n};
  strip_ascii_spaces(text);
  return true;
}

Value int_parse(Thread& t, std::string_view text, int base, Value source) {
  Value keep;
  if (is_instance_of_native(*t.vm, source, numbers::kStr)) {
    if (!ascii_number_text(t, text, keep)) return {};
  } else {
    strip_ascii_spaces(text);
  }
  const bool negative = !text.empty() && text[0] == '-';
  if (negative || (!text.empty() && text[0] == '+')) text.remove_prefix(1);
  const bool old_octal =
      base == 0 && text.size() > 1 && text[0] == '0';  // "012" is an error, "00" is not
  const size_t before = text.size();
  const unsigned digits_base = take_prefix(text, static_cast<unsigned>(base));
  size_t underscores;
  if (!are_digits(text, digits_base, underscores)) return raise_invalid(t, base, source);
  Value n = TS_TRY(from_digits(t, text, digits_base, underscores));
  if (old_octal && text.size() == before && !(n == Value::from_int(0)))
    return raise_invalid(t, base, source);
  if (!negative) return n;
  if (n.is_small_int()) return make_int(t, -int64_t{n.small_int()});
  return finish_int(t, static_cast<Int*>(n.cell()), true);
}

double double_from_text(std::string_view text) {
  double d = 0;
  text::parse_float(text, &d);
  return d;
}

namespace {

// Digits of a magnitude, into `buffer` at `offset`.
bool write_digits(Thread& t, TextBuffer& buffer, ConstLimbs magnitude, unsigned base, size_t offset,
                  size_t& length) {
  if (!buffer.reserve(t, offset + base::text_capacity(magnitude, base))) return false;
  const size_t scratch_size = base::to_text_scratch(magnitude.size(), base);
  Limb* scratch;
  if (!allocate_limbs(t, scratch_size, scratch)) return false;
  const std::span<char> out(buffer.data() + offset, base::text_capacity(magnitude, base));
  return base::to_text(out, &length, magnitude, base, scratch, limbs_poll(t)) == Progress::kDone;
}

}  // namespace

bool append_int(Thread& t, StrBuilder& out, Value v, unsigned base) {
  const IntView view(v);
  TextBuffer buffer;
  size_t length;
  if (!write_digits(t, buffer, view.limbs(), base, 1, length)) return false;
  char* text = buffer.data();
  text[0] = '-';
  return out.append(view.negative() ? std::string_view(text, length + 1)
                                    : std::string_view(text + 1, length));
}

Value int_to_str(Thread& t, Value v) {
  if (v.is_small_int()) {
    char text[24];
    char* end = text + sizeof(text);
    char* p = end;
    const intptr_t n = v.small_int();
    uintptr_t rest = n < 0 ? 0 - static_cast<uintptr_t>(n) : static_cast<uintptr_t>(n);
    do {
      *--p = static_cast<char>('0' + rest % 10);
      rest /= 10;
    } while (rest);
    if (n < 0) *--p = '-';
    return make_str(t, {p, static_cast<size_t>(end - p)});
  }
  const IntView view(v);
  const uint32_t limit = t.vm->int_max_str_digits;
  // A number of b bits has more than (b - 1) * 3 / 10 digits.
  if (limit && (base::bit_length(view.limbs()) / 10) * 3 > limit) return raise_text_limit(t);
  TextBuffer buffer;
  size_t length;
  if (!write_digits(t, buffer, view.limbs(), 10, 1, length)) return {};
  if (limit && length > limit) return raise_text_limit(t);
  char* text = buffer.data();
  text[0] = '-';
  return make_str(
      t, view.negative() ? std::string_view(text, length + 1) : std::string_view(text + 1, length));
}

}  // namespace ts::object
