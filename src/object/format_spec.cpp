// Parsing of format specifications: see format_spec.h.

#include "object/format_spec.h"

#include "base/utf8.h"

namespace ts::object {

namespace {

bool is_alignment(char32_t c) { return c == '<' || c == '>' || c == '^' || c == '='; }

/// Reads the specification from the left.
class SpecReader {
 public:
  explicit SpecReader(std::string_view text) : rest_(text) {}

  bool at(char c) const { return !rest_.empty() && rest_[0] == c; }
  bool take(char c) {
    if (!at(c)) return false;
    rest_.remove_prefix(1);
    return true;
  }
  char take_one_of(std::string_view choices) {
    if (rest_.empty() || choices.find(rest_[0]) == std::string_view::npos) return 0;
    const char c = rest_[0];
    rest_.remove_prefix(1);
    return c;
  }
  char32_t take_character() {
    const char* p = rest_.data();
    const char32_t c = base::utf8_next_unchecked(&p);
    rest_.remove_prefix(static_cast<size_t>(p - rest_.data()));
    return c;
  }
  std::string_view rest() const { return rest_; }

  // A fill character and alignment, or an alignment alone. `filled`: a fill was given.
  bool take_alignment(FormatSpec& spec, bool& filled) {
    filled = false;
    if (rest_.empty()) return false;
    const size_t first = base::utf8_sequence_length(rest_[0]);
    if (first < rest_.size() && is_alignment(static_cast<uint8_t>(rest_[first]))) {
      spec.fill = take_character();
      filled = true;
    }
    const char align = take_one_of("<>^=");
    if (align) spec.align = align;
    return align;
  }

  enum class Number : uint8_t { kNone, kRead, kTooLarge };
  Number take_number(intptr_t& out) {
    Number result = Number::kNone;
    intptr_t n = 0;
    while (!rest_.empty() && rest_[0] >= '0' && rest_[0] <= '9') {
      if (n > (INTPTR_MAX - (rest_[0] - '0')) / 10) return Number::kTooLarge;
      n = n * 10 + (rest_[0] - '0');
      rest_.remove_prefix(1);
      result = Number::kRead;
    }
    if (result == Number::kRead) out = n;
    return result;
  }

 private:
  std::string_view rest_;
};

bool too_many_digits(Thread& t) {
  raise(t, numbers::kValueError, "Too many decimal digits in format string");
  return false;
}

// One separator; both together are an error.
bool take_grouping(Thread& t, SpecReader& in, char& grouping) {
  if (in.take(',')) grouping = ',';
  if (in.at('_') && grouping) {
    raise(t, numbers::kValueError, "Cannot specify both ',' and '_'.");
    return false;
  }
  if (in.take('_')) grouping = '_';
  if (in.at(',') && grouping == '_') {
    raise(t, numbers::kValueError, "Cannot specify both ',' and '_'.");
    return false;
  }
  return true;
}

// "." [precision] [grouping], of which one must be there.
bool take_precision(Thread& t, SpecReader& in, FormatSpec& spec) {
  if (!in.take('.')) return true;
  const SpecReader::Number read = in.take_number(spec.precision);
  if (read == SpecReader::Number::kTooLarge) return too_many_digits(t);
  if (!take_grouping(t, in, spec.fraction_grouping)) return false;
  if (read == SpecReader::Number::kRead || spec.fraction_grouping) return true;
  raise(t, numbers::kValueError, "Format specifier missing precision");
  return false;
}

bool check_grouping(Thread& t, const FormatSpec& spec) {
  if (spec.grouping) {
    switch (spec.type) {
      case 0:
      case 'd':
      case 'e':
      case 'f':
      case 'g':
      case 'E':
      case 'G':
      case '%':
      case 'F':
        break;
      case 'b':
      case 'o':
      case 'x':
      case 'X':
        if (spec.grouping == '_') break;
        [[fallthrough]];
      default:
        return static_cast<bool>(bad_grouping(t, spec.grouping, spec.type));
    }
  }
  if (spec.fraction_grouping && spec.type == 'n') {
    return static_cast<bool>(bad_grouping(t, spec.fraction_grouping, spec.type));
  }
  return true;
}

// A presentation type as messages show it: the character, or "\x" and its code.
struct ShownType {
  char text[12];
  size_t length = 0;
  explicit ShownType(char32_t type) {
    if (type > 32 && type < 128) {
      text[length++] = static_cast<char>(type);
      return;
    }
    text[length++] = '\\';
    text[length++] = 'x';
    int shift = 28;
    while (shift > 0 && !(type >> shift)) shift -= 4;
    for (; shift >= 0; shift -= 4) text[length++] = "0123456789abcdef"[(type >> shift) & 15];
  }
  std::string_view view() const { return {text, length}; }
};

}  // namespace

Value unknown_format_code(Thread& t, char32_t type, Value object) {
  return raise(t, numbers::kValueError, "Unknown format code '{}' for object of type '{}'",
               ShownType(type).view(), TypeOf{object});
}

Value bad_grouping(Thread& t, char grouping, char32_t type) {
  return raise(t, numbers::kValueError, "Cannot specify '{}' with '{}'.",
               std::string_view(&grouping, 1), ShownType(type).view());
}

bool parse_format_spec(Thread& t, Value object, std::string_view text, FormatDefaults defaults,
                       FormatSpec& spec) {
  spec = FormatSpec{};
  spec.align = defaults.align;
  spec.type = static_cast<uint8_t>(defaults.type);
  SpecReader in(text);
  bool filled;
  const bool aligned = in.take_alignment(spec, filled);
  spec.sign = in.take_one_of("+- ");
  spec.no_negative_zero = in.take('z');
  spec.alternate = in.take('#');
  if (!filled && in.take('0')) {
    spec.fill = '0';
    if (!aligned && defaults.align == '>') spec.align = '=';
  }
  if (in.take_number(spec.width) == SpecReader::Number::kTooLarge) return too_many_digits(t);
  if (!take_grouping(t, in, spec.grouping) || !take_precision(t, in, spec)) return false;
  if (!in.rest().empty()) {
    const char32_t type = in.take_character();
    if (!in.rest().empty()) {
      raise(t, numbers::kValueError, "Invalid format specifier '{}' for object of type '{}'", text,
            TypeOf{object});
      return false;
    }
    spec.type = type;
  }
  return check_grouping(t, spec);
}

bool append_aligned(StrBuilder& out, const FormatSpec& spec, std::string_view text,
                    size_t characters, size_t prefix) {
  const size_t width = spec.width > 0 ? static_cast<size_t>(spec.width) : 0;
  const size_t padding = width > characters ? width - characters : 0;
  const size_t left = spec.align == '>' ? padding : spec.align == '^' ? padding / 2 : 0;
  const size_t inside = spec.align == '=' ? padding : 0;
  const auto pad = [&](size_t count) {
    if (spec.fill < 0x80)
      return count == 0 || out.append_repeated(static_cast<char>(spec.fill), count);
    while (count-- > 0) {
      if (!out.append_char(spec.fill)) return false;
    }
    return true;
  };
  if (!inside) prefix = 0;
  return pad(left) && out.append(text.substr(0, prefix)) && pad(inside) &&
         out.append(text.substr(prefix)) && pad(padding - left - inside);
}

}  // namespace ts::object
