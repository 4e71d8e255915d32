// str.format and format_map: replacement fields with names, attributes, items, conversions and
// nested specifications. Follows the Library Reference, "Format String Syntax".

#include "base/utf8.h"
#include "object/str.h"

namespace ts::object {

namespace {

constexpr int kMaxNesting = 2;  // a field, and fields inside its specification

/// Numbering of fields: "{} {}" or "{0} {1}", never mixed.
struct Numbering {
  enum Mode : uint8_t { kNone, kAutomatic, kManual } mode = kNone;
  size_t next = 0;
};

struct Formatter {
  Thread& t;
  const Args* positional;  ///< nullptr: format_map
  Value mapping;           ///< keyword arguments or format_map's mapping; all-zero: none
  Numbering numbering;

  bool run(StrBuilder& out, std::string_view text, int depth);

 private:
  bool field(StrBuilder& out, std::string_view text, size_t& at, int depth);
  Value find(std::string_view name);
  Value first(std::string_view name);
  Value numbered(size_t index);
  bool switch_to(Numbering::Mode mode);
};

/// Parses a decimal index; kNotAnIndex when the text is something else. False: too large.
constexpr size_t kNotAnIndex = static_cast<size_t>(-1);
bool parse_index(Thread& t, std::string_view text, size_t& out) {
  out = kNotAnIndex;
  if (text.empty()) return true;
  size_t n = 0;
  for (char c : text) {
    if (c < '0' || c > '9') return true;
    if (n > (static_cast<size_t>(INTPTR_MAX) - 9) / 10) {
      raise(t, numbers::kValueError, "Too many decimal digits in format string");
      return false;
    }
    n = n * 10 + static_cast<size_t>(c - '0');
  }
  out = n;
  return true;
}

bool Formatter::switch_to(Numbering::Mode mode) {
  if (numbering.mode == Numbering::kNone) numbering.mode = mode;
  if (numbering.mode == mode) return true;
  raise(t, numbers::kValueError,
        mode == Numbering::kManual
            ? "cannot switch from automatic field numbering to manual field specification"
            : "cannot switch from manual field specification to automatic field numbering");
  return false;
}

Value Formatter::numbered(size_t index) {
  if (!positional)
    return raise(t, numbers::kValueError, "Format string contains positional fields");
  if (index < positional->count) return (*positional)[index];
  return raise(t, numbers::kIndexError,
               "Replacement index {} out of range for positional args tuple", index);
}

/// The argument that a field begins with.
Value Formatter::first(std::string_view name) {
  size_t index;
  if (!parse_index(t, name, index)) return {};
  if (name.empty()) return switch_to(Numbering::kAutomatic) ? numbered(numbering.next++) : Value();
  if (index != kNotAnIndex) return switch_to(Numbering::kManual) ? numbered(index) : Value();
  Value key = TS_TRY(make_str(t, name));
  if (!positional) return get_item(t, mapping, key);
  Value v = mapping ? TS_TRY(dict_get(t, static_cast<Dict*>(mapping.cell()), key)) : kAbsent;
  return v == kAbsent ? raise_value(t, numbers::kKeyError, key) : v;
}

/// The object that a field's name leads to: `name.attribute[item]...`.
Value Formatter::find(std::string_view name) {
  size_t end = name.find_first_of(".[");
  Value v = TS_TRY(first(name.substr(0, end)));
  size_t at = end == std::string_view::npos ? name.size() : end;
  while (at < name.size()) {
    if (name[at] == '.') {
      size_t stop = name.find_first_of(".[", at + 1);
      std::string_view part =
          name.substr(at + 1, stop == std::string_view::npos ? stop : stop - at - 1);
      if (part.empty()) return raise(t, numbers::kValueError, "Empty attribute in format string");
      Str* attribute = TS_TRY(intern(t, part));
      v = TS_TRY(get_attr(t, v, attribute));
      at += 1 + part.size();
    } else if (name[at] == '[') {
      size_t stop = name.find(']', at + 1);
      if (stop == std::string_view::npos)
        return raise(t, numbers::kValueError, "Missing ']' in format string");
      std::string_view part = name.substr(at + 1, stop - at - 1);
      if (part.empty()) return raise(t, numbers::kValueError, "Empty attribute in format string");
      size_t index;
      if (!parse_index(t, part, index)) return {};
      Value key =
          index == kNotAnIndex ? make_str(t, part) : make_int(t, static_cast<int64_t>(index));
      if (!key) return {};
      v = TS_TRY(get_item(t, v, key));
      at = stop + 1;
    } else {
      return raise(t, numbers::kValueError,
                   "Only '.' or '[' may follow ']' in format field specifier");
    }
  }
  return v;
}

Value convert(Thread& t, Value v, char32_t conversion) {
  switch (conversion) {
    case 0:
      return v;
    case 'r':
      return repr(t, v);
    case 's':
      return str(t, v);
    case 'a':
      return ascii(t, v);
    default:
      break;
  }
  if (conversion > 32 && conversion < 127) {
    char c = static_cast<char>(conversion);
    return raise(t, numbers::kValueError, "Unknown conversion specifier {}",
                 std::string_view(&c, 1));
  }
  char hex[8];
  size_t n = sizeof(hex);
  for (; conversion || n == sizeof(hex); conversion >>= 4)
    hex[--n] = "0123456789abcdef"[conversion & 15];
  return raise(t, numbers::kValueError, "Unknown conversion specifier \\x{}",
               std::string_view(hex + n, sizeof(hex) - n));
}

/// The parts of a replacement field.
struct FieldParts {
  std::string_view name, spec;
  char32_t conversion = 0;
  bool nested = false;  ///< the specification has fields of its own
};

/// Reads the rest of a field, behind its name and the character that ended it.
bool read_specifier(Thread& t, std::string_view text, size_t& at, char ended_by, FieldParts& out) {
  if (ended_by == '!') {
    if (at == text.size()) {
      return raise(t, numbers::kValueError, "end of string while looking for conversion specifier"),
             false;
    }
    const char* p = text.data() + at;
    out.conversion = base::utf8_next_unchecked(&p);
    at = static_cast<size_t>(p - text.data());
    if (at < text.size()) {
      char c = text[at++];
      if (c == '}') return true;
      if (c != ':')
        return raise(t, numbers::kValueError, "expected ':' after conversion specifier"), false;
    }
  }
  size_t start = at;
  for (int open = 1; at < text.size();) {
    char c = text[at++];
    if (c == '{') {
      out.nested = true;
      open++;
    } else if (c == '}' && --open == 0) {
      out.spec = text.substr(start, at - 1 - start);
      return true;
    }
  }
  return raise(t, numbers::kValueError, "unmatched '{' in format spec"), false;
}

/// Reads the field that begins at `at`, behind its brace.
bool read_field(Thread& t, std::string_view text, size_t& at, FieldParts& out) {
  size_t start = at;
  char c = 0;
  while (at < text.size()) {
    c = text[at++];
    if (c == '{') return raise(t, numbers::kValueError, "unexpected '{' in field name"), false;
    if (c == '[') {  // up to the bracket everything belongs to the name
      while (at < text.size() && text[at] != ']') at++;
    } else if (c == '}' || c == ':' || c == '!') {
      break;
    }
  }
  if (c != '}' && c != ':' && c != '!') {
    return raise(t, numbers::kValueError, "expected '}' before end of string"), false;
  }
  out.name = text.substr(start, at - 1 - start);
  return c == '}' || read_specifier(t, text, at, c, out);
}

bool Formatter::field(StrBuilder& out, std::string_view text, size_t& at, int depth) {
  FieldParts parts;
  if (!read_field(t, text, at, parts)) return false;
  Value v = TS_TRY(find(parts.name));
  v = TS_TRY(convert(t, v, parts.conversion));
  Value spec = TS_STR("");
  if (parts.nested) {
    StrBuilder nested(t);
    if (!run(nested, parts.spec, depth - 1)) return false;
    spec = TS_TRY(nested.finish());
  } else if (!parts.spec.empty()) {
    spec = TS_TRY(make_str(t, parts.spec));
  } else if (is_str(v)) {
    return out.append(v);
  }
  Value result = TS_TRY(format(t, v, spec));
  return out.append(result);
}

bool Formatter::run(StrBuilder& out, std::string_view text, int depth) {
  if (depth <= 0) return raise(t, numbers::kValueError, "Max string recursion exceeded"), false;
  for (size_t at = 0; at < text.size();) {
    size_t brace = text.find_first_of("{}", at);
    if (!out.append(text.substr(at, brace == std::string_view::npos ? brace : brace - at)))
      return false;
    if (brace == std::string_view::npos) return true;
    char c = text[brace];
    at = brace + 1;
    if (at < text.size() && text[at] == c) {
      if (!out.append_char(static_cast<char32_t>(c))) return false;
      at++;
      continue;
    }
    if (c == '}')
      return raise(t, numbers::kValueError, "Single '}' encountered in format string"), false;
    if (at == text.size())
      return raise(t, numbers::kValueError, "Single '{' encountered in format string"), false;
    TS_POLL(t);
    if (!field(out, text, at, depth)) return false;
  }
  return true;
}

}  // namespace

Value str_format_fields(Thread& t, Str* format, const Args* positional, Value mapping) {
  Formatter formatter{t, positional, mapping, {}};
  StrBuilder out(t);
  if (!formatter.run(out, format->view(), kMaxNesting)) return {};
  return out.finish();
}

}  // namespace ts::object
