// The % operator of str, bytes and bytearray. Follows the Library Reference, "printf-style String
// Formatting" and "printf-style Bytes Formatting". Numbers become digits through format_int and
// format_float; signs, prefixes and padding are put on here, since their rules differ from
// format()'s.

#include "base/utf8.h"
#include "object/bytes_methods.h"
#include "object/format_spec.h"
#include "object/str.h"
#include "object/text_ops.h"

namespace ts::object {

namespace {

/// Where the result goes: a str or bytes.
struct Sink {
  StrBuilder* text;
  BytesBuilder* bytes;
  bool append(std::string_view s) { return text ? text->append(s) : bytes->append(s); }
  bool fill(char c, size_t n) {
    return text ? text->append_repeated(c, n) : bytes->append_repeated(c, n);
  }
};

/// One conversion specifier.
struct Specifier {
  bool left = false, plus = false, space = false, alternate = false, zero = false;
  intptr_t width = -1;
  intptr_t precision = -1;
  char32_t conversion = 0;
  size_t position = 0;  ///< of the conversion character, in code points or bytes
};

class PercentFormatter {
 public:
  PercentFormatter(Thread& thread, std::string_view text, Value values, Sink sink)
      : thread_(thread), format_(text), arguments_(values), out_(sink) {}
  bool run();

 private:
  bool is_str() const { return out_.text != nullptr; }
  Value next_argument();
  bool read_key();
  bool read_flags(Specifier& s);
  bool read_number(intptr_t& number, bool& starred, const char* what);
  bool specifier();
  bool convert(const Specifier& s, Value v);
  bool pad(const Specifier& s, std::string_view text);
  bool put_number(const Specifier& s, std::string_view text, std::string_view prefix,
                  bool floating);
  bool put_int(const Specifier& s, Value v);
  bool put_float(const Specifier& s, Value v);
  bool put_char(const Specifier& s, Value v);
  bool put_text(const Specifier& s, Value v);
  bool put_bytes(const Specifier& s, Value v);

  Thread& thread_;
  std::string_view format_;
  Value arguments_;
  Sink out_;
  Value* items_ = nullptr;  // of a tuple of arguments
  size_t count_ = 0;
  size_t next_item_ = 0;
  bool single_used_ = false;  // the one argument that is no tuple
  bool is_mapping_ = false;
  Value from_key_;  // value for a "(key)"
  size_t at_ = 0;
};

bool fail(Value) { return false; }

Value PercentFormatter::next_argument() {
  if (from_key_) return std::exchange(from_key_, Value());
  if (items_) {
    if (next_item_ < count_) return items_[next_item_++];
  } else if (!single_used_) {
    single_used_ = true;
    return arguments_;
  }
  return raise(thread_, numbers::kTypeError, "not enough arguments for format string");
}

/// Reads "(key)" and looks it up.
bool PercentFormatter::read_key() {
  if (!is_mapping_) return fail(raise(thread_, numbers::kTypeError, "format requires a mapping"));
  size_t start = ++at_;
  for (int depth = 1; at_ < format_.size(); at_++) {
    if (format_[at_] == '(') depth++;
    if (format_[at_] == ')' && --depth == 0) break;
  }
  if (at_ == format_.size())
    return fail(raise(thread_, numbers::kValueError, "incomplete format key"));
  std::string_view name = format_.substr(start, at_++ - start);
  Value key = is_str() ? make_str(thread_, name) : make_bytes(thread_, name.data(), name.size());
  if (!key) return false;
  from_key_ = get_item(thread_, arguments_, key);
  single_used_ = true;
  return static_cast<bool>(from_key_);
}

bool PercentFormatter::read_flags(Specifier& s) {
  for (; at_ < format_.size(); at_++) {
    switch (format_[at_]) {
      case '-':
        s.left = true;
        break;
      case '+':
        s.plus = true;
        break;
      case ' ':
        s.space = true;
        break;
      case '#':
        s.alternate = true;
        break;
      case '0':
        s.zero = true;
        break;
      default:
        return true;
    }
  }
  return true;
}

bool PercentFormatter::read_number(intptr_t& number, bool& starred, const char* what) {
  starred = at_ < format_.size() && format_[at_] == '*';
  if (starred) {
    at_++;
    Value v = next_argument();
    if (!v) return false;
    if (!v.is_small_int() && !v.is_bool())
      return fail(raise(thread_, numbers::kTypeError, "* wants int"));
    number = v.is_bool() ? v.is_true() : v.small_int();
    return true;
  }
  for (; at_ < format_.size() && format_[at_] >= '0' && format_[at_] <= '9'; at_++) {
    if (number < 0) number = 0;
    if (number > INT32_MAX / 10 - 1)
      return fail(raise(thread_, numbers::kValueError, "{} too big", what));
    number = number * 10 + (format_[at_] - '0');
  }
  return true;
}

bool PercentFormatter::specifier() {
  Specifier s;
  bool starred;
  if (at_ < format_.size() && format_[at_] == '(' && !read_key()) return false;
  if (!read_flags(s) || !read_number(s.width, starred, "width")) return false;
  if (starred && s.width < 0) {
    s.left = true;
    s.width = -s.width;
  }
  if (at_ < format_.size() && format_[at_] == '.') {
    at_++;
    s.precision = 0;
    if (!read_number(s.precision, starred, "precision")) return false;
    if (s.precision < 0) s.precision = 0;
  }
  while (at_ < format_.size() &&
         (format_[at_] == 'h' || format_[at_] == 'l' || format_[at_] == 'L'))
    at_++;
  if (at_ == format_.size()) return fail(raise(thread_, numbers::kValueError, "incomplete format"));
  s.position = is_str() ? base::utf8_count(format_.substr(0, at_)) : at_;
  const char* p = format_.data() + at_;
  s.conversion = is_str() ? base::utf8_next_unchecked(&p) : static_cast<uint8_t>(*p++);
  at_ = static_cast<size_t>(p - format_.data());
  if (s.conversion == '%') return out_.append("%");
  Value v = next_argument();
  return v && convert(s, v);
}

/// Appends a text padded with blanks.
bool PercentFormatter::pad(const Specifier& s, std::string_view text) {
  size_t length = is_str() ? base::utf8_count(text) : text.size();
  size_t fill = s.width > 0 && static_cast<size_t>(s.width) > length
                    ? static_cast<size_t>(s.width) - length
                    : 0;
  if (s.left) return out_.append(text) && out_.fill(' ', fill);
  return out_.fill(' ', fill) && out_.append(text);
}

/// Appends a number whose text is digits, perhaps after '-'.
bool PercentFormatter::put_number(const Specifier& s, std::string_view text,
                                  std::string_view prefix, bool floating) {
  std::string_view sign = s.plus ? "+" : s.space ? " " : "";
  if (!text.empty() && text[0] == '-') {
    sign = "-";
    text.remove_prefix(1);
  }
  size_t zeros = 0;
  if (!floating && s.precision > static_cast<intptr_t>(text.size())) {
    zeros = static_cast<size_t>(s.precision) - text.size();
  }
  size_t length = sign.size() + prefix.size() + zeros + text.size();
  size_t fill = s.width > 0 && static_cast<size_t>(s.width) > length
                    ? static_cast<size_t>(s.width) - length
                    : 0;
  if (s.zero && !s.left) zeros += std::exchange(fill, 0);
  return (s.left || out_.fill(' ', fill)) && out_.append(sign) && out_.append(prefix) &&
         out_.fill('0', zeros) && out_.append(text) && (!s.left || out_.fill(' ', fill));
}

/// The int that %d, %x ... print for `v`.
Value integer_of(Thread& t, Value v, char32_t conversion) {
  if (v.is_small_int() || v.is_bool() || is_instance_of_native(*t.vm, v, numbers::kInt)) return v;
  bool decimal = conversion == 'd' || conversion == 'i' || conversion == 'u';
  if (decimal && (is_instance_of_native(*t.vm, v, numbers::kFloat) ||
                  lookup_special(t, v, TS_NAME(__int__)).function != kAbsent)) {
    return call(t, Value(&kIntType), {v});
  }
  if (has_index(t, v)) return index(t, v);
  char letter = static_cast<char>(conversion);
  return raise(t, numbers::kTypeError,
               decimal ? "%{} format: a real number is required, not {}"
                       : "%{} format: an integer is required, not {}",
               std::string_view(&letter, 1), TypeOf{v});
}

bool PercentFormatter::put_int(const Specifier& s, Value v) {
  v = integer_of(thread_, v, s.conversion);
  if (!v) return false;
  bool decimal = s.conversion == 'd' || s.conversion == 'i' || s.conversion == 'u';
  if (decimal && v.is_small_int()) {
    char digits[24];
    size_t n = sizeof(digits);
    intptr_t value = v.small_int();
    auto rest =
        value < 0 ? uintptr_t{0} - static_cast<uintptr_t>(value) : static_cast<uintptr_t>(value);
    do {
      digits[--n] = static_cast<char>('0' + rest % 10);
    } while (rest /= 10);
    if (value < 0) digits[--n] = '-';
    return put_number(s, {digits + n, sizeof(digits) - n}, "", false);
  }
  char type = decimal ? 'd' : static_cast<char>(s.conversion);
  Value text = TS_TRY(format_int(thread_, v, {&type, 1}));
  std::string_view prefix = !s.alternate || decimal ? ""
                            : type == 'x'           ? "0x"
                            : type == 'X'           ? "0X"
                                                    : "0o";
  return put_number(s, as_str(text)->view(), prefix, false);
}

bool PercentFormatter::put_float(const Specifier& s, Value v) {
  if (!is_instance_of_native(*thread_.vm, v, numbers::kFloat)) {
    double d;
    if (!to_double(thread_, v, d)) return false;
    v = TS_TRY(make_float(thread_, d));
  }
  StrBuilder spec(thread_);
  char type = static_cast<char>(s.conversion);
  Value precision = TS_TRY(make_int(thread_, s.precision < 0 ? 6 : s.precision));
  Value digits = TS_TRY(str(thread_, precision));
  if ((s.alternate && !spec.append("#")) || !spec.append(".") || !spec.append(digits) ||
      !spec.append({&type, 1})) {
    return false;
  }
  Value spec_text = TS_TRY(spec.finish());
  Value text = TS_TRY(format_float(thread_, v, as_str(spec_text)->view()));
  return put_number(s, as_str(text)->view(), "", true);
}

bool PercentFormatter::put_char(const Specifier& s, Value v) {
  char buffer[base::kMaxUtf8Length];
  if (is_str() && is_str_like(thread_, v)) {
    size_t length = str_length(as_str(v));
    if (length == 1) return pad(s, as_str(v)->view());
    return fail(raise(thread_, numbers::kTypeError,
                      "%c requires an int or a unicode character, not a string of length {}",
                      length));
  }
  if (!is_str() && (is_bytes(thread_, v) || is_bytearray(thread_, v))) {
    Text text;
    if (!bytes_text(thread_, v, text)) return false;
    if (text.size == 1) return pad(s, text.view());
    return fail(
        raise(thread_, numbers::kTypeError,
              "%c requires an integer in range(256) or a single byte, not a {} object of length {}",
              TypeOf{v}, text.size));
  }
  if (!has_index(thread_, v)) {
    return fail(raise(thread_, numbers::kTypeError,
                      is_str() ? "%c requires an int or a unicode character, not {}"
                               : "%c requires an integer in range(256) or a single byte, not {}",
                      TypeOf{v}));
  }
  intptr_t code;
  if (!to_index(thread_, v, code)) {
    if (!pending_matches(thread_, numbers::kOverflowError)) return false;
    take_pending(thread_);
    code = -1;
  }
  intptr_t limit = is_str() ? 0x110000 : 256;
  if (code < 0 || code >= limit) {
    return fail(raise(thread_, numbers::kOverflowError,
                      is_str() ? "%c arg not in range(0x110000)" : "%c arg not in range(256)"));
  }
  buffer[0] = static_cast<char>(code);
  size_t n = is_str() ? base::utf8_encode(static_cast<char32_t>(code), buffer) : 1;
  return pad(s, {buffer, n});
}

bool PercentFormatter::put_text(const Specifier& s, Value v) {
  Value text = s.conversion == 's'               ? str(thread_, v)
               : s.conversion == 'r' && is_str() ? repr(thread_, v)
                                                 : ascii(thread_, v);
  if (!text) return false;
  const Str* made = as_str(text);
  std::string_view view = made->view();
  if (s.precision >= 0 && static_cast<size_t>(s.precision) < str_length(made)) {
    view = view.substr(0, str_offset(made, static_cast<size_t>(s.precision)));
  }
  return s.width < 0 ? out_.append(view) : pad(s, view);
}

/// %b and %s of bytes.
bool PercentFormatter::put_bytes(const Specifier& s, Value v) {
  if (!has_buffer(thread_, v)) {
    Value made = call_special(thread_, v, TS_NAME(__bytes__));
    if (!made) return false;
    if (made == kAbsent) {
      return fail(
          raise(thread_, numbers::kTypeError,
                "%b requires a bytes-like object, or an object that implements __bytes__, not '{}'",
                TypeOf{v}));
    }
    if (!is_bytes(thread_, made)) {
      return fail(raise(thread_, numbers::kTypeError, "__bytes__ returned non-bytes (type {})",
                        TypeOf{made}));
    }
    v = made;
  }
  BufferScope data(thread_);
  if (!data.get(v)) return false;
  std::string_view view = data.view();
  if (s.precision >= 0) view = view.substr(0, static_cast<size_t>(s.precision));
  return pad(s, view);
}

bool PercentFormatter::convert(const Specifier& s, Value v) {
  switch (s.conversion) {
    case 'b':
      if (!is_str()) return put_bytes(s, v);
      break;
    case 's':
      return is_str() ? put_text(s, v) : put_bytes(s, v);
    case 'r':
    case 'a':
      return put_text(s, v);
    case 'c':
      return put_char(s, v);
    case 'd':
    case 'i':
    case 'u':
    case 'o':
    case 'x':
    case 'X':
      return put_int(s, v);
    case 'e':
    case 'E':
    case 'f':
    case 'F':
    case 'g':
    case 'G':
      return put_float(s, v);
    default:
      break;
  }
  char hex[8];
  size_t n = sizeof(hex);
  for (char32_t c = s.conversion; c || n == sizeof(hex); c >>= 4)
    hex[--n] = "0123456789abcdef"[c & 15];
  Value shown =
      TS_TRY(make_char(thread_, s.conversion > 31 && s.conversion < 127 ? s.conversion : U'?'));
  return fail(raise(thread_, numbers::kValueError,
                    "unsupported format character '{}' (0x{}) at index {}", shown,
                    std::string_view(hex + n, sizeof(hex) - n), s.position));
}

bool PercentFormatter::run() {
  if (is_instance_of_native(*thread_.vm, arguments_, numbers::kTuple)) {
    auto* tuple = static_cast<Tuple*>(arguments_.cell());
    items_ = tuple->items();
    count_ = tuple->length;
  } else {
    bool text = is_str() ? is_str_like(thread_, arguments_)
                         : is_bytes(thread_, arguments_) || is_bytearray(thread_, arguments_);
    is_mapping_ =
        !text &&
        (type_of(thread_, arguments_)->flags & bind::kTypeHeap
             ? lookup_special(thread_, arguments_, TS_NAME(__getitem__)).function != kAbsent
             : slots_of(thread_, arguments_).get_item != nullptr);
  }
  while (at_ < format_.size()) {
    size_t percent = find_text(format_.substr(at_), "%");
    if (!out_.append(format_.substr(at_, percent))) return false;
    if (percent == kNotFound) break;
    at_ += percent + 1;
    TS_POLL(thread_);
    if (!specifier()) return false;
  }
  if (items_ ? next_item_ == count_ : single_used_ || is_mapping_) return true;
  return fail(raise(thread_, numbers::kTypeError,
                    is_str() ? "not all arguments converted during string formatting"
                             : "not all arguments converted during bytes formatting"));
}

}  // namespace

Value str_format_percent(Thread& t, Str* format, Value arguments) {
  StrBuilder out(t);
  PercentFormatter formatter(t, format->view(), arguments, {&out, nullptr});
  return formatter.run() ? out.finish() : Value();
}

Value bytes_format(Thread& t, Value self, Value arguments) {
  Value format = self;
  Text text;
  if (!bytes_text(t, self, text)) return {};
  if (text.kind == TextKind::kByteArray) {  // it may change while arguments are converted
    format = TS_TRY(make_bytes(t, text.data, text.size));
    text.data = reinterpret_cast<char*>(static_cast<Bytes*>(format.cell())->data());
  }
  BytesBuilder out(t);
  PercentFormatter formatter(t, text.view(), arguments, {nullptr, &out});
  if (!formatter.run()) return {};
  return text.kind == TextKind::kBytes ? out.finish() : out.finish_bytearray();
}

}  // namespace ts::object
