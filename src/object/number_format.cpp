// __format__ of int, float and complex: see format_spec.h. Digits come from base/limbs.h and
// text/float_text.h. The locale of 'n' is always "C".

#include <cmath>

#include "base/utf8.h"
#include "object/format_spec.h"
#include "object/number_ops.h"
#include "text/float_text.h"

namespace ts::object {

namespace {

constexpr intptr_t kMaxPrecision = INT32_MAX;

size_t sign_length(std::string_view text) {
  return !text.empty() && (text[0] == '-' || text[0] == '+' || text[0] == ' ') ? 1 : 0;
}

// --- int

Value format_character(Thread& t, Value self, const FormatSpec& spec) {
  if (spec.sign)
    return raise(t, numbers::kValueError, "Sign not allowed with integer format specifier 'c'");
  if (spec.alternate) {
    return raise(t, numbers::kValueError,
                 "Alternate form (#) not allowed with integer format specifier 'c'");
  }
  int64_t code;
  if (!int_to_int64(self, code)) {
    return raise(t, numbers::kOverflowError, "Python int too large to convert to C long");
  }
  if (code < 0 || code > static_cast<int64_t>(base::kMaxCodePoint)) {
    return raise(t, numbers::kOverflowError, "%c arg not in range(0x110000)");
  }
  char text[base::kMaxUtf8Length];
  const size_t length = base::utf8_encode(static_cast<char32_t>(code), text);
  FormatSpec shown = spec;
  if (shown.align == '=') shown.align = '>';
  StrBuilder out(t);
  return append_aligned(out, shown, {text, length}, 1) ? out.finish() : Value();
}

unsigned base_of(char32_t type) {
  return type == 'b' ? 2 : type == 'o' ? 8 : type == 'x' || type == 'X' ? 16 : 10;
}

// Sign and "0x" of an int; returns the length.
size_t write_prefix(char* out, bool negative, const FormatSpec& spec) {
  size_t n = 0;
  if (negative) {
    out[n++] = '-';
  } else if (spec.sign == '+' || spec.sign == ' ') {
    out[n++] = spec.sign;
  }
  if (spec.alternate && base_of(spec.type) != 10) {
    out[n++] = '0';
    out[n++] = static_cast<char>(spec.type);
  }
  return n;
}

// The text of an int without padding, except for zeros that are grouped. Its prefix stands apart.
Value format_digits(Thread& t, Value self, const FormatSpec& spec) {
  StrBuilder digit_builder(t);
  const unsigned base = base_of(spec.type);
  if (base == 10) {
    Value text = TS_TRY(int_to_str(t, self));
    digit_builder.append(text);
  } else if (!append_int(t, digit_builder, self, base)) {
    return {};
  }
  Value digits_value = TS_TRY(digit_builder.finish());
  std::string_view digits = as_str(digits_value)->view();
  const bool negative = digits[0] == '-';
  if (negative) digits.remove_prefix(1);
  char prefix[4];
  const size_t prefix_length = write_prefix(prefix, negative, spec);
  const size_t group = base == 10 ? 3 : 4;
  size_t zero_width = 0;
  if (spec.grouping && spec.fill == '0' && spec.align == '=' &&
      spec.width > static_cast<intptr_t>(prefix_length)) {
    zero_width = static_cast<size_t>(spec.width) - prefix_length;
  }
  const size_t length =
      spec.grouping ? text::grouped_length(digits.size(), group, zero_width) : digits.size();
  TextBuffer buffer;
  if (!buffer.reserve(t, prefix_length + length)) return {};
  char* out = buffer.data();
  std::memcpy(out, prefix, prefix_length);
  if (spec.grouping) {
    text::write_grouped(out + prefix_length, digits, spec.grouping, group, zero_width);
  } else {
    std::memcpy(out + prefix_length, digits.data(), digits.size());
  }
  if (spec.type == 'X') {
    for (size_t i = prefix_length; i < prefix_length + length; i++) {
      if (out[i] >= 'a' && out[i] <= 'f') out[i] = static_cast<char>(out[i] - 'a' + 'A');
    }
  }
  StrBuilder result(t);
  const std::string_view all(out, prefix_length + length);
  return append_aligned(result, spec, all, all.size(), prefix_length) ? result.finish() : Value();
}

Value format_integer(Thread& t, Value self, const FormatSpec& spec) {
  if (spec.precision != -1) {
    return raise(t, numbers::kValueError, "Precision not allowed in integer format specifier");
  }
  if (spec.no_negative_zero) {
    return raise(t, numbers::kValueError,
                 "Negative zero coercion (z) not allowed in integer format specifier");
  }
  if (spec.type == 'c') return format_character(t, self, spec);
  return format_digits(t, self, spec);
}

// --- float

text::FloatFormat float_format(const FormatSpec& spec) {
  text::FloatFormat f;
  f.type = spec.type == 'n' ? 'g' : static_cast<char>(spec.type);
  f.precision = static_cast<int>(spec.precision);
  f.sign = spec.sign ? spec.sign : '-';
  f.alternate = spec.alternate;
  f.no_negative_zero = spec.no_negative_zero;
  f.grouping = spec.grouping;
  f.fraction_grouping = spec.fraction_grouping;
  return f;
}

bool check_precision(Thread& t, const FormatSpec& spec) {
  if (spec.precision <= kMaxPrecision) return true;
  raise(t, numbers::kValueError, "precision too big");
  return false;
}

Value format_double(Thread& t, double d, const FormatSpec& spec) {
  if (!check_precision(t, spec)) return {};
  text::FloatFormat f = float_format(spec);
  if (spec.fill == '0' && spec.align == '=' && spec.width > 0)
    f.zero_width = static_cast<size_t>(spec.width);
  TextBuffer buffer;
  if (!buffer.reserve(t, text::format_capacity(d, f))) return {};
  const std::string_view all(buffer.data(), text::format_float(d, f, buffer.data()));
  StrBuilder result(t);
  return append_aligned(result, spec, all, all.size(), sign_length(all)) ? result.finish()
                                                                         : Value();
}

bool is_float_type(char32_t type) {
  return type == 'e' || type == 'E' || type == 'f' || type == 'F' || type == 'g' || type == 'G';
}

}  // namespace

Value format_int(Thread& t, Value self, std::string_view text) {
  if (text.empty()) return str(t, self);
  FormatSpec spec;
  if (!parse_format_spec(t, self, text, {'d', '>'}, spec)) return {};
  switch (spec.type) {
    case 'b':
    case 'c':
    case 'd':
    case 'o':
    case 'x':
    case 'X':
    case 'n':
      return format_integer(t, self, spec);
    default:
      break;
  }
  if (!is_float_type(spec.type) && spec.type != '%') return unknown_format_code(t, spec.type, self);
  double d;
  return int_to_double(t, self, d) ? format_double(t, d, spec) : Value();
}

Value format_float(Thread& t, Value self, std::string_view text) {
  if (text.empty()) return str(t, self);
  FormatSpec spec;
  if (!parse_format_spec(t, self, text, {0, '>'}, spec)) return {};
  if (spec.type != 0 && !is_float_type(spec.type) && spec.type != 'n' && spec.type != '%') {
    return unknown_format_code(t, spec.type, self);
  }
  return format_double(t, float_value(self), spec);
}

namespace {

// Appends one part of a complex number.
bool append_part(Thread& t, StrBuilder& out, double d, const text::FloatFormat& f) {
  TextBuffer buffer;
  if (!buffer.reserve(t, text::format_capacity(d, f))) return false;
  return out.append({buffer.data(), text::format_float(d, f, buffer.data())});
}

Value complex_text(Thread& t, const Complex* c, const FormatSpec& spec) {
  text::FloatFormat f = float_format(spec);
  f.dot_zero = false;
  const bool plain =
      spec.type == 0;  // as str() shows it: in parentheses, without a real part of plain zero
  const bool imag_only = plain && c->real == 0 && !std::signbit(c->real);
  const double real = c->real, imag = c->imag;
  StrBuilder out(t);
  bool ok = true;
  if (!imag_only) {
    if (plain) ok = out.append("(");
    ok = ok && append_part(t, out, real, f);
    f.sign = '+';
  }
  ok = ok && append_part(t, out, imag, f) && out.append(plain && !imag_only ? "j)" : "j");
  return ok ? out.finish() : Value();
}

}  // namespace

Value format_complex(Thread& t, Value self, std::string_view text) {
  if (text.empty()) return str(t, self);
  FormatSpec spec;
  if (!parse_format_spec(t, self, text, {0, '>'}, spec)) return {};
  if (spec.type != 0 && !is_float_type(spec.type) && spec.type != 'n')
    return unknown_format_code(t, spec.type, self);
  if (!check_precision(t, spec)) return {};
  if (spec.fill == '0') {
    return raise(t, numbers::kValueError,
                 "Zero padding is not allowed in complex format specifier");
  }
  if (spec.align == '=') {
    return raise(t, numbers::kValueError,
                 "'=' alignment flag is not allowed in complex format specifier");
  }
  Value shown = TS_TRY(complex_text(t, static_cast<Complex*>(self.cell()), spec));
  StrBuilder out(t);
  const std::string_view all = as_str(shown)->view();
  return append_aligned(out, spec, all, all.size()) ? out.finish() : Value();
}

}  // namespace ts::object
