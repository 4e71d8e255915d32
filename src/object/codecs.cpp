// See codecs.h. Each encoding is one function a direction that does one code point; the loops and
// the error handlers are shared. Plain ASCII and valid UTF-8 take short cuts.

#include "object/codecs.h"

#include "base/utf8.h"
#include "object/bytes.h"
#include "object/str.h"
#include "text/unicode_names.h"

namespace ts::object {

// --- names

namespace {

struct Alias {
  const char* name;
  Codec codec;
};

// Normalised: lower case, everything but letters, digits and dots as one '_'.
constexpr Alias kAliases[] = {
    {"utf_8", Codec::kUtf8},
    {"utf8", Codec::kUtf8},
    {"u8", Codec::kUtf8},
    {"utf", Codec::kUtf8},
    {"cp65001", Codec::kUtf8},
    {"utf8_ucs2", Codec::kUtf8},
    {"utf8_ucs4", Codec::kUtf8},
    {"utf_8_sig", Codec::kUtf8Sig},
    {"utf8_sig", Codec::kUtf8Sig},
    {"ascii", Codec::kAscii},
    {"us_ascii", Codec::kAscii},
    {"646", Codec::kAscii},
    {"us", Codec::kAscii},
    {"iso646_us", Codec::kAscii},
    {"ansi_x3.4_1968", Codec::kAscii},
    {"latin_1", Codec::kLatin1},
    {"latin1", Codec::kLatin1},
    {"latin", Codec::kLatin1},
    {"l1", Codec::kLatin1},
    {"iso_8859_1", Codec::kLatin1},
    {"iso8859_1", Codec::kLatin1},
    {"iso8859", Codec::kLatin1},
    {"8859", Codec::kLatin1},
    {"cp819", Codec::kLatin1},
    {"iso_ir_100", Codec::kLatin1},
    {"cp1252", Codec::kCp1252},
    {"windows_1252", Codec::kCp1252},
    {"1252", Codec::kCp1252},
    {"utf_16", Codec::kUtf16},
    {"utf16", Codec::kUtf16},
    {"u16", Codec::kUtf16},
    {"utf_16_le", Codec::kUtf16Le},
    {"utf_16le", Codec::kUtf16Le},
    {"utf16_le", Codec::kUtf16Le},
    {"utf_16_be", Codec::kUtf16Be},
    {"utf_16be", Codec::kUtf16Be},
    {"utf16_be", Codec::kUtf16Be},
    {"utf_32", Codec::kUtf32},
    {"utf32", Codec::kUtf32},
    {"u32", Codec::kUtf32},
    {"utf_32_le", Codec::kUtf32Le},
    {"utf_32le", Codec::kUtf32Le},
    {"utf32_le", Codec::kUtf32Le},
    {"utf_32_be", Codec::kUtf32Be},
    {"utf_32be", Codec::kUtf32Be},
    {"utf32_be", Codec::kUtf32Be},
    {"unicode_escape", Codec::kUnicodeEscape},
    {"unicodeescape", Codec::kUnicodeEscape},
};

constexpr size_t kMaxCodecName = 24;

}  // namespace

Codec find_codec(std::string_view name) {
  char normal[kMaxCodecName];
  size_t n = 0;
  bool gap = false;
  for (char c : name) {
    uint8_t byte = static_cast<uint8_t>(c);
    bool letter = static_cast<uint8_t>((byte | 0x20) - 'a') < 26;
    if (!letter && static_cast<uint8_t>(byte - '0') >= 10 && c != '.') {
      gap = n > 0;
      continue;
    }
    if (n + 2 > kMaxCodecName) return Codec::kUnknown;
    if (gap) normal[n++] = '_';
    gap = false;
    normal[n++] = static_cast<char>(letter ? byte | 0x20 : byte);
  }
  for (const Alias& alias : kAliases) {
    if (std::string_view(normal, n) == alias.name) return alias.codec;
  }
  return Codec::kUnknown;
}

Codec codec_named(Thread& t, std::string_view name) {
  if (name == "utf-8") return Codec::kUtf8;
  Codec codec = find_codec(name);
  if (codec == Codec::kUnknown) raise(t, numbers::kLookupError, "unknown encoding: {}", name);
  return codec;
}

const char* codec_name(Codec codec) {
  constexpr const char* kNames[] = {
      "",          "utf-8",     "utf-8-sig", "ascii",     "latin-1",   "cp1252",        "utf-16",
      "utf-16-le", "utf-16-be", "utf-32",    "utf-32-le", "utf-32-be", "unicode-escape"};
  return kNames[static_cast<size_t>(codec)];
}

// --- error
// handlers

namespace {

enum class Handler : uint8_t {
  kStrict,
  kIgnore,
  kReplace,
  kBackslashReplace,
  kSurrogateEscape,
  kSurrogatePass,
  kXmlCharRefReplace,
  kNameReplace,
  kUnknown
};

Handler handler_named(std::string_view name) {
  constexpr std::string_view kNames[] = {
      "strict",          "ignore",        "replace",           "backslashreplace",
      "surrogateescape", "surrogatepass", "xmlcharrefreplace", "namereplace"};
  for (size_t i = 0; i < std::size(kNames); i++) {
    if (kNames[i] == name) return static_cast<Handler>(i);
  }
  return Handler::kUnknown;
}

/// The name that exceptions give the encoding.
Value error_name(Thread& t, Codec codec) {
  if (codec == Codec::kUtf8Sig) codec = Codec::kUtf8;
  if (codec == Codec::kUnicodeEscape) return TS_STR("unicodeescape");
  return make_str(t, codec == Codec::kCp1252 ? "charmap" : codec_name(codec));
}

Value raise_unicode_error(Thread& t, const Type& type, Codec codec, Value object, size_t start,
                          size_t end, const char* reason) {
  Value name = TS_TRY(error_name(t, codec));
  Value why = TS_TRY(make_str(t, reason));
  Value error = TS_TRY(call(t, Value(&type),
                            {name, object, Value::from_int(static_cast<intptr_t>(start)),
                             Value::from_int(static_cast<intptr_t>(end)), why}));
  return raise_object(t, error);
}

Value unknown_handler(Thread& t, std::string_view name) {
  return raise(t, numbers::kLookupError, "unknown error handler name '{}'", name);
}

bool append_hex(StrBuilder& out, char letter, char32_t c, int digits) {
  char text[10] = {'\\', letter};
  for (int i = 0; i < digits; i++) text[2 + i] = "0123456789abcdef"[c >> 4 * (digits - 1 - i) & 15];
  return out.append({text, static_cast<size_t>(digits) + 2});
}

bool append_backslash(StrBuilder& out, char32_t c) {
  return c < 0x100     ? append_hex(out, 'x', c, 2)
         : c < 0x10000 ? append_hex(out, 'u', c, 4)
                       : append_hex(out, 'U', c, 8);
}

constexpr bool is_surrogate(char32_t c) { return c >= 0xD800 && c <= 0xDFFF; }

}  // namespace

// --- decoding

namespace {

// Windows-1252, 0x80 to 0x9F (WHATWG index, with CPython's gaps as 0).
constexpr uint16_t kCp1252[32] = {0x20AC, 0,      0x201A, 0x0192, 0x201E, 0x2026, 0x2020, 0x2021,
                                  0x02C6, 0x2030, 0x0160, 0x2039, 0x0152, 0,      0x017D, 0,
                                  0,      0x2018, 0x2019, 0x201C, 0x201D, 0x2022, 0x2013, 0x2014,
                                  0x02DC, 0x2122, 0x0161, 0x203A, 0x0153, 0,      0x017E, 0x0178};

/// One step of a decoder: a code point, or the reason why there is none.
struct Step {
  size_t length;  ///< bytes of the code point or of the error
  char32_t code_point;
  const char* reason;  ///< nullptr: fine
  bool incomplete;     ///< the error is that the text ends here
};

constexpr bool is_big_endian(Codec codec) {
  return codec == Codec::kUtf16Be || codec == Codec::kUtf32Be;
}

uint32_t read_unit(const char* data, size_t width, bool big) {
  uint32_t unit = 0;
  for (size_t i = 0; i < width; i++)
    unit |= uint32_t{static_cast<uint8_t>(data[big ? width - 1 - i : i])} << 8 * i;
  return unit;
}

Step decode_utf8(std::string_view rest) {
  base::Utf8Decoded d = base::utf8_decode(rest, base::Utf8Kind::kStrict);
  switch (d.error) {
    case base::Utf8Error::kNone:
      return {d.length, d.code_point, nullptr, false};
    case base::Utf8Error::kInvalidStart:
      return {d.length, 0, "invalid start byte", false};
    case base::Utf8Error::kInvalidContinuation:
      return {d.length, 0, "invalid continuation byte", false};
    default:
      return {d.length, 0, "unexpected end of data", true};
  }
}

Step decode_utf16(std::string_view rest, bool big) {
  if (rest.size() < 2) return {rest.size(), 0, "truncated data", true};
  uint32_t unit = read_unit(rest.data(), 2, big);
  if (!is_surrogate(unit)) return {2, unit, nullptr, false};
  if (unit >= 0xDC00) return {2, 0, "illegal encoding", false};
  if (rest.size() < 4) return {rest.size(), 0, "unexpected end of data", true};
  uint32_t low = read_unit(rest.data() + 2, 2, big);
  if (low < 0xDC00 || low > 0xDFFF) return {2, 0, "illegal UTF-16 surrogate", false};
  return {4, 0x10000 + ((unit - 0xD800) << 10) + (low - 0xDC00), nullptr, false};
}

Step decode_utf32(std::string_view rest, bool big) {
  if (rest.size() < 4) return {rest.size(), 0, "truncated data", true};
  uint32_t c = read_unit(rest.data(), 4, big);
  if (is_surrogate(c))
    return {4, 0, "code point in surrogate code point range(0xd800, 0xe000)", false};
  if (c > base::kMaxCodePoint) return {4, 0, "code point not in range(0x110000)", false};
  return {4, c, nullptr, false};
}

constexpr char32_t kNothing = 0xFFFFFFFF;  // an escape that stands for no character

/// \xhh, \uhhhh, \Uhhhhhhhh.
Step decode_hex_escape(std::string_view rest, size_t digits, const char* truncated) {
  char32_t c = 0;
  size_t n = 2;
  for (; n < digits + 2 && n < rest.size(); n++) {
    auto letter = static_cast<uint8_t>((rest[n] | 0x20) - 'a');
    auto digit = static_cast<uint8_t>(rest[n] - '0');
    if (digit > 9 && letter > 5) break;
    c = c << 4 | (digit <= 9 ? digit : letter + 10u);
  }
  if (n < digits + 2) return {n, 0, truncated, n == rest.size()};
  if (c > base::kMaxCodePoint) return {n, 0, "illegal Unicode character", false};
  return {n, c, nullptr, false};
}

Step decode_name_escape(std::string_view rest) {
  size_t end = rest.find('}');
  if (rest.size() < 3 || rest[2] != '{' || end == std::string_view::npos || end == 3) {
    bool incomplete = end == std::string_view::npos;
    return {incomplete ? rest.size() : end + 1, 0, "malformed \\N character escape", incomplete};
  }
  char32_t c = text::code_point_named(rest.substr(3, end - 3));
  if (c == text::kNoCodePoint) return {end + 1, 0, "unknown Unicode character name", false};
  return {end + 1, c, nullptr, false};
}

Step decode_octal_escape(std::string_view rest) {
  char32_t c = 0;
  size_t n = 1;
  for (; n < 4 && n < rest.size() && rest[n] >= '0' && rest[n] <= '7'; n++) {
    c = c * 8 + static_cast<char32_t>(rest[n] - '0');
  }
  return {n, c, nullptr, false};
}

/// The escapes of str literals (Language Reference 2.5.1); other bytes are Latin-1.
Step decode_escape(std::string_view rest) {
  uint8_t byte = static_cast<uint8_t>(rest[0]);
  if (byte != '\\') return {1, byte, nullptr, false};
  if (rest.size() == 1) return {1, 0, "\\ at end of string", true};
  constexpr std::string_view kLetters = "\\'\"abfnrtv\n";
  constexpr char kMeanings[] = "\\'\"\a\b\f\n\r\t\v";
  size_t letter = kLetters.find(rest[1]);
  if (letter == kLetters.size() - 1) return {2, kNothing, nullptr, false};
  if (letter != std::string_view::npos)
    return {2, static_cast<uint8_t>(kMeanings[letter]), nullptr, false};
  switch (rest[1]) {
    case 'x':
      return decode_hex_escape(rest, 2, "truncated \\xXX escape");
    case 'u':
      return decode_hex_escape(rest, 4, "truncated \\uXXXX escape");
    case 'U':
      return decode_hex_escape(rest, 8, "truncated \\UXXXXXXXX escape");
    case 'N':
      return decode_name_escape(rest);
    default:
      return rest[1] >= '0' && rest[1] <= '7' ? decode_octal_escape(rest)
                                              : Step{1, '\\', nullptr, false};
  }
}

Step decode_step(std::string_view rest, Codec codec) {
  uint8_t byte = static_cast<uint8_t>(rest[0]);
  switch (codec) {
    case Codec::kUtf8:
    case Codec::kUtf8Sig:
      return decode_utf8(rest);
    case Codec::kAscii:
      return {1, byte, byte < 128 ? nullptr : "ordinal not in range(128)", false};
    case Codec::kLatin1:
      return {1, byte, nullptr, false};
    case Codec::kCp1252: {
      char32_t c = byte >= 0x80 && byte < 0xA0 ? kCp1252[byte - 0x80] : byte;
      return {1, c, c || byte == 0 ? nullptr : "character maps to <undefined>", false};
    }
    case Codec::kUtf16:
    case Codec::kUtf16Le:
    case Codec::kUtf16Be:
      return decode_utf16(rest, is_big_endian(codec));
    case Codec::kUnicodeEscape:
      return decode_escape(rest);
    default:
      return decode_utf32(rest, is_big_endian(codec));
  }
}

/// A surrogate where surrogatepass accepts one: its bytes, 0: none.
size_t passed_surrogate(std::string_view rest, Codec codec, char32_t& c) {
  if (codec == Codec::kUtf8 || codec == Codec::kUtf8Sig) {
    base::Utf8Decoded d = base::utf8_decode(rest, base::Utf8Kind::kExtended);
    c = d.code_point;
    return d.error == base::Utf8Error::kNone && is_surrogate(c) ? d.length : 0;
  }
  size_t width = codec >= Codec::kUtf32 ? 4 : 2;
  if (codec < Codec::kUtf16 || codec == Codec::kUnicodeEscape || rest.size() < width) return 0;
  c = read_unit(rest.data(), width, is_big_endian(codec));
  return is_surrogate(c) ? width : 0;
}

struct Decoder {
  Thread& t;
  Value object;
  std::string_view data;
  std::string_view errors;
  Codec codec;
  Handler handler;
};

/// Serves the error at `at`; gives the bytes to go on behind, 0 with an exception pending.
size_t handle_decode_error(Decoder& d, StrBuilder& out, size_t at, const Step& step) {
  std::string_view bad = d.data.substr(at, step.length);
  switch (d.handler) {
    case Handler::kIgnore:
      return bad.size();
    case Handler::kReplace:
      return out.append_char(0xFFFD) ? bad.size() : 0;
    case Handler::kBackslashReplace:
      for (char c : bad) {
        if (!append_hex(out, 'x', static_cast<uint8_t>(c), 2)) return 0;
      }
      return bad.size();
    case Handler::kSurrogateEscape: {
      size_t n = 0;
      while (n < bad.size() && n < 4 && static_cast<uint8_t>(bad[n]) >= 128) {
        if (!out.append_char(0xDC00 + static_cast<uint8_t>(bad[n++]))) return 0;
      }
      if (n) return n;
      break;
    }
    case Handler::kSurrogatePass: {
      char32_t c;
      size_t n = passed_surrogate(d.data.substr(at), d.codec, c);
      if (n) return out.append_char(c) ? n : 0;
      break;
    }
    case Handler::kXmlCharRefReplace:
    case Handler::kNameReplace:
      raise(d.t, numbers::kTypeError,
            "don't know how to handle UnicodeDecodeError in error callback");
      return 0;
    case Handler::kUnknown:
      unknown_handler(d.t, d.errors);
      return 0;
    default:
      break;
  }
  Value object = d.object;
  if (!is_exact(object, numbers::kBytes)) object = make_bytes(d.t, d.data.data(), d.data.size());
  if (object) {
    raise_unicode_error(d.t, kUnicodeDecodeErrorType, d.codec, object, at, at + step.length,
                        step.reason);
  }
  return 0;
}

/// Resolves byte order marks: the encoding that follows, and the bytes of the mark.
Codec byte_order(std::string_view data, Codec codec, size_t& skip) {
  skip = 0;
  if (codec == Codec::kUtf8Sig && data.substr(0, 3) == "\xEF\xBB\xBF") skip = 3;
  if (codec == Codec::kUtf16) {
    codec = Codec::kUtf16Le;
    if (data.substr(0, 2) == "\xFF\xFE") skip = 2;
    if (data.substr(0, 2) == "\xFE\xFF") skip = 2, codec = Codec::kUtf16Be;
  }
  if (codec == Codec::kUtf32) {
    codec = Codec::kUtf32Le;
    if (data.substr(0, 4) == std::string_view("\xFF\xFE\0\0", 4)) skip = 4;
    if (data.substr(0, 4) == std::string_view("\0\0\xFE\xFF", 4)) skip = 4, codec = Codec::kUtf32Be;
  }
  return codec;
}

}  // namespace

Value decode(Thread& t, Value object, std::string_view data, Codec codec, std::string_view errors,
             size_t* consumed) {
  if (consumed) *consumed = data.size();
  size_t at = 0;
  Decoder d{t, object, data, errors, byte_order(data, codec, at), handler_named(errors)};
  std::string_view rest = data.substr(at);
  if (d.codec <= Codec::kCp1252 && base::is_ascii(rest)) return make_ascii(t, rest);
  if (d.codec <= Codec::kUtf8Sig &&
      base::utf8_validate(rest, base::Utf8Kind::kStrict).position == rest.size()) {
    return make_str(t, rest);
  }
  StrBuilder out(t);
  while (at < data.size()) {
    Step step = decode_step(data.substr(at), d.codec);
    if (!step.reason) {
      if (step.code_point != kNothing && !out.append_char(step.code_point)) return {};
      at += step.length;
      continue;
    }
    if (step.incomplete && consumed) {
      *consumed = at;
      break;
    }
    TS_POLL(t);
    size_t n = handle_decode_error(d, out, at, step);
    if (n == 0) return {};
    at += n;
  }
  return out.finish();
}

Value decode(Thread& t, Value object, std::string_view data, std::string_view encoding,
             std::string_view errors) {
  if (data.empty()) return TS_STR("");  // as in CPython, even when there is no such encoding
  Codec codec = codec_named(t, encoding);
  return codec == Codec::kUnknown ? Value() : decode(t, object, data, codec, errors);
}

// --- encoding

namespace {

void write_unit(char* out, uint32_t unit, size_t width, bool big) {
  for (size_t i = 0; i < width; i++)
    out[big ? width - 1 - i : i] = static_cast<char>(unit >> 8 * i);
}

/// Writes `c`; the number of bytes, or 0 when the encoding lacks it. `surrogates`: lone ones are
/// accepted.
size_t encode_step(char32_t c, Codec codec, char* out, bool surrogates) {
  if (is_surrogate(c) && !surrogates) return 0;
  bool big = is_big_endian(codec);
  switch (codec) {
    case Codec::kUtf8:
    case Codec::kUtf8Sig:
      return base::utf8_encode(c, out);
    case Codec::kAscii:
    case Codec::kLatin1:
      if (c >= (codec == Codec::kAscii ? 128u : 256u)) return 0;
      out[0] = static_cast<char>(c);
      return 1;
    case Codec::kCp1252:
      if (c >= 0x80 && (c < 0xA0 || c > 0xFF)) {
        size_t i = 0;
        while (i < 32 && kCp1252[i] != c) i++;
        if (i == 32) return 0;
        c = static_cast<char32_t>(0x80 + i);
      }
      out[0] = static_cast<char>(c);
      return 1;
    case Codec::kUtf16:
    case Codec::kUtf16Le:
    case Codec::kUtf16Be:
      if (c < 0x10000) {
        write_unit(out, c, 2, big);
        return 2;
      }
      write_unit(out, 0xD800 + ((c - 0x10000) >> 10), 2, big);
      write_unit(out + 2, 0xDC00 + (c & 0x3FF), 2, big);
      return 4;
    default:
      write_unit(out, c, 4, big);
      return 4;
  }
}

const char* encode_reason(Codec codec) {
  switch (codec) {
    case Codec::kAscii:
      return "ordinal not in range(128)";
    case Codec::kLatin1:
      return "ordinal not in range(256)";
    case Codec::kCp1252:
      return "character maps to <undefined>";
    default:
      return "surrogates not allowed";
  }
}

struct Encoder {
  Thread& t;
  Str* text;
  std::string_view errors;
  Codec codec;
  Handler handler;
  BytesBuilder out;
};

bool encode_char(Encoder& e, char32_t c) {
  char buffer[4];
  size_t n = encode_step(c, e.codec, buffer, false);
  return n && e.out.append({buffer, n});
}

bool append_name(StrBuilder& out, char32_t c) {
  char name[text::kMaxNameLength];
  size_t n = text::name_of(c, name);
  if (n == 0) return append_backslash(out, c);
  return out.append("\\N{") && out.append({name, n}) && out.append_char('}');
}

bool append_reference(StrBuilder& out, char32_t c) {
  char digits[8];
  size_t n = 0;
  for (; c; c /= 10) digits[7 - n++] = static_cast<char>('0' + c % 10);
  return out.append("&#") && out.append({digits + 8 - n, n}) && out.append_char(';');
}

/// Replaces the characters in `bad` by ASCII text about them. False with or without an exception
/// pending.
bool encode_replacement(Encoder& e, std::string_view bad) {
  StrBuilder text(e.t);
  const char* end = bad.data() + bad.size();
  for (const char* p = bad.data(); p < end;) {
    char32_t c = base::utf8_next_unchecked(&p);
    bool good = e.handler == Handler::kReplace            ? text.append_char('?')
                : e.handler == Handler::kBackslashReplace ? append_backslash(text, c)
                : e.handler == Handler::kNameReplace      ? append_name(text, c)
                                                          : append_reference(text, c);
    if (!good) return false;
  }
  Value replacement = TS_TRY(text.finish());
  for (char c : as_str(replacement)->view()) {
    if (!encode_char(e, static_cast<uint8_t>(c))) return false;
  }
  return true;
}

/// Writes surrogates that the handler lets through; returns the bytes of `bad` that were served.
size_t pass_surrogates(Encoder& e, std::string_view bad) {
  const char* end = bad.data() + bad.size();
  const char* p = bad.data();
  while (p < end) {
    const char* next = p;
    char32_t c = base::utf8_next_unchecked(&next);
    if (e.handler == Handler::kSurrogateEscape) {
      if (e.codec >= Codec::kUtf16 || c < 0xDC80 || c > 0xDCFF ||
          !e.out.append_byte(static_cast<uint8_t>(c - 0xDC00)))
        break;
    } else {
      char buffer[4];
      if (!is_surrogate(c) || (e.codec >= Codec::kAscii && e.codec <= Codec::kCp1252) ||
          !e.out.append({buffer, encode_step(c, e.codec, buffer, true)})) {
        break;
      }
    }
    p = next;
  }
  return static_cast<size_t>(p - bad.data());
}

/// Serves the run `bad` of characters that the encoding lacks.
bool handle_encode_error(Encoder& e, std::string_view bad) {
  std::string_view failed = bad;
  switch (e.handler) {
    case Handler::kIgnore:
      return true;
    case Handler::kReplace:
    case Handler::kBackslashReplace:
    case Handler::kXmlCharRefReplace:
    case Handler::kNameReplace:
      return encode_replacement(e, bad);
    case Handler::kSurrogateEscape:
    case Handler::kSurrogatePass: {
      size_t served = pass_surrogates(e, bad);
      if (served == bad.size()) return true;
      if (e.t.pending) return false;
      failed = bad.substr(served);
      break;
    }
    case Handler::kUnknown:
      unknown_handler(e.t, e.errors);
      return false;
    default:
      break;
  }
  size_t offset = static_cast<size_t>(failed.data() - e.text->text());
  size_t start = str_index_of(e.text, offset), end = str_index_of(e.text, offset + failed.size());
  raise_unicode_error(e.t, kUnicodeEncodeErrorType, e.codec, Value(e.text), start, end,
                      encode_reason(e.codec));
  return false;
}

bool encode_text(Encoder& e) {
  char buffer[4];
  std::string_view text = e.text->view();
  const char* end = text.data() + text.size();
  bool runs = e.codec < Codec::kUtf16;  // neighbours that fail are one error
  for (const char* p = text.data(); p < end;) {
    const char* start = p;
    char32_t c = base::utf8_next_unchecked(&p);
    if (size_t n = encode_step(c, e.codec, buffer, false)) {
      if (!e.out.append({buffer, n})) return false;
      continue;
    }
    TS_POLL(e.t);
    while (runs && p < end) {
      const char* next = p;
      if (encode_step(base::utf8_next_unchecked(&next), e.codec, buffer, false)) break;
      p = next;
    }
    if (!handle_encode_error(e, {start, static_cast<size_t>(p - start)})) return false;
  }
  return true;
}

Value encode_escapes(Thread& t, const Str* s) {
  StrBuilder out(t);
  const char* end = s->text() + s->bytes;
  for (const char* p = s->text(); p < end;) {
    char32_t c = base::utf8_next_unchecked(&p);
    bool good = c == '\n'            ? out.append("\\n")
                : c == '\r'          ? out.append("\\r")
                : c == '\t'          ? out.append("\\t")
                : c == '\\'          ? out.append("\\\\")
                : c >= 32 && c < 127 ? out.append_char(c)
                                     : append_backslash(out, c);
    if (!good) return {};
  }
  Value text = TS_TRY(out.finish());
  return make_bytes(t, as_str(text)->text(), as_str(text)->bytes);
}

}  // namespace

Value encode(Thread& t, Str* s, Codec codec, std::string_view errors) {
  if (codec == Codec::kUnicodeEscape) return encode_escapes(t, s);
  bool plain = s->is_ascii() && codec <= Codec::kCp1252;
  if (codec == Codec::kUtf8 && !plain) {
    plain = base::utf8_validate(s->view(), base::Utf8Kind::kStrict).position == s->bytes;
  }
  if (plain && codec != Codec::kUtf8Sig) return make_bytes(t, s->text(), s->bytes);
  Encoder e{t, s, errors, codec, handler_named(errors), BytesBuilder(t)};
  bool good = true;
  if (codec == Codec::kUtf8Sig) good = e.out.append("\xEF\xBB\xBF");
  if (codec == Codec::kUtf16 || codec == Codec::kUtf32) {
    char mark[4];
    good = e.out.append({mark, encode_step(0xFEFF, codec, mark, false)});
  }
  if (!good || !encode_text(e)) return {};
  return e.out.finish();
}

Value encode(Thread& t, Str* s, std::string_view encoding, std::string_view errors) {
  Codec codec = codec_named(t, encoding);
  return codec == Codec::kUnknown ? Value() : encode(t, s, codec, errors);
}

}  // namespace ts::object
