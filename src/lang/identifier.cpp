// See identifier.h.

#include "lang/identifier.h"

#include "base/utf8.h"
#include "text/unicode.h"

namespace ts::lang {

size_t invalid_identifier_character(std::string_view name) {
  const char* at = name.data();
  const char* end = at + name.size();
  while (at != end) {
    const char* start = at;
    char32_t c = base::utf8_next_unchecked(&at);
    bool valid = start == name.data() ? text::is_xid_start(c) : text::is_xid_continue(c);
    if (!valid) return static_cast<size_t>(start - name.data());
  }
  return name.npos;
}

bool is_printable_character(char32_t c) { return text::is_printable(c); }

std::string_view normal_form(std::string_view name, base::Array<char>& storage) {
  bool may_change = false;
  const char* end = name.data() + name.size();
  for (const char* at = name.data(); at != end;) {
    may_change |= text::may_change_in_nfkc(base::utf8_next_unchecked(&at));
  }
  if (!may_change) return name;
  base::Array<char32_t> points(storage.workspace());
  constexpr size_t kGrowth = 18;  // of NFKC at worst
  if (!points.reserve(name.size() * (1 + kGrowth))) return name;
  size_t count = 0;
  for (const char* at = name.data(); at != end;) {
    points.data()[count++] = base::utf8_next_unchecked(&at);
  }
  char32_t* out = points.data() + count;
  size_t length = text::normalize(text::NormalForm::kNfkc, {points.data(), count},
                                  {out, name.size() * kGrowth});
  if (length == text::kTooLong) return name;
  storage.clear();
  for (size_t i = 0; i < length; ++i) {
    char bytes[base::kMaxUtf8Length];
    storage.append(bytes, base::utf8_encode(out[i], bytes));
  }
  return {storage.data(), storage.size()};
}

std::string_view code_point_text(char32_t c, char (&digits)[8]) {
  size_t first = 8;
  do digits[--first] = "0123456789ABCDEF"[c & 15];
  while ((c >>= 4) != 0 || first > 4);
  return {digits + first, 8 - first};
}

}  // namespace ts::lang
