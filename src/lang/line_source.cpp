// See line_source.h.

#include "lang/line_source.h"

#include <algorithm>

#include "base/utf8.h"

namespace ts::lang {
namespace {

// Windows-1252, bytes 0x80 to 0x9F (the other bytes are Latin-1's); 0 where undefined.
constexpr uint16_t kCp1252[32] = {0x20AC, 0,      0x201A, 0x0192, 0x201E, 0x2026, 0x2020, 0x2021,
                                  0x02C6, 0x2030, 0x0160, 0x2039, 0x0152, 0,      0x017D, 0,
                                  0,      0x2018, 0x2019, 0x201C, 0x201D, 0x2022, 0x2013, 0x2014,
                                  0x02DC, 0x2122, 0x0161, 0x203A, 0x0153, 0,      0x017E, 0x0178};

constexpr std::string_view kNonUtf8Advice =
    ", but no encoding declared; see https://peps.python.org/pep-0263/ for details";

constexpr char lower_ascii(char c) { return c >= 'A' && c <= 'Z' ? static_cast<char>(c + 32) : c; }

// Whether an encoding's name is `name`, or starts with `name` and a hyphen.
bool names(std::string_view spelled, std::string_view name) {
  if (spelled.size() < name.size()) return false;
  for (size_t i = 0; i < name.size(); ++i) {
    char c = spelled[i] == '_' ? '-' : lower_ascii(spelled[i]);
    if (c != name[i]) return false;
  }
  return spelled.size() == name.size() || spelled[name.size()] == '-';
}

bool is_encoding_character(char c) {
  return (c >= '0' && c <= '9') || (lower_ascii(c) >= 'a' && lower_ascii(c) <= 'z') || c == '-' ||
         c == '_' || c == '.';
}

}  // namespace

bool LineSource::fill_chunk() {
  while (chunk_.empty() && !ended_) {
    switch (reader_.read(reader_.context, &chunk_)) {
      case Reader::Result::kChunk:
        break;
      case Reader::Result::kError:
        reporter_.read_error();
        [[fallthrough]];
      case Reader::Result::kEnd:
        chunk_ = {};
        ended_ = true;
    }
  }
  return !chunk_.empty();
}

// As fill_chunk, but a '\n' that belongs to the '\r' before it does not count.
bool LineSource::fill_chunk_behind_carriage_return() {
  if (skip_line_feed_ && fill_chunk()) {
    skip_line_feed_ = false;
    if (chunk_[0] == '\n') chunk_.remove_prefix(1);
  }
  return fill_chunk();
}

// Appends one line, its end replaced by '\n' and '\0'.
bool LineSource::read_raw_line() {
  bool complete = false;
  while (!complete && fill_chunk()) {
    size_t length = chunk_.size();
    if (const void* end = std::memchr(chunk_.data(), '\n', length)) {
      length = static_cast<size_t>(static_cast<const char*>(end) - chunk_.data());
      complete = true;
    }
    if (const void* end = std::memchr(chunk_.data(), '\r', length)) {
      length = static_cast<size_t>(static_cast<const char*>(end) - chunk_.data());
      complete = skip_line_feed_ = true;
    }
    if (std::memchr(chunk_.data(), 0, length) != nullptr) {
      reporter_.raise_final(ErrorClass::kSyntaxError, line_number_ + 1, 0, 0, {},
                            {"source code cannot contain null bytes"});
      return false;
    }
    if (!lines_.append(chunk_.data(), length)) return false;
    chunk_.remove_prefix(length + (complete ? 1 : 0));
  }
  newline_was_missing_ = !complete;
  return lines_.push('\n') && lines_.push('\0');
}

void LineSource::check_bom() {
  if (is_text_ || !line().starts_with("\xEF\xBB\xBF")) return;
  has_bom_ = true;
  std::memmove(lines_.data(), lines_.data() + 3, lines_.size() - 3);
  lines_.truncate(lines_.size() - 3);
}

// PEP 263: ^[ \t\f]*#.*?coding[:=][ \t]*([-_.a-zA-Z0-9]+) in line 1, or in line 2 after a blank
// line or comment.
void LineSource::find_cookie() {
  std::string_view text = line();
  size_t first = std::min(text.find_first_not_of(" \t\f"), text.size() - 1);
  if (text[first] != '#') {
    cookie_possible_ = text[first] == '\n';
    return;
  }
  for (size_t at = text.find("coding", first); at != text.npos; at = text.find("coding", at + 1)) {
    size_t name = at + 6;
    if (text[name] != ':' && text[name] != '=') continue;
    name = text.find_first_not_of(" \t", name + 1);
    size_t end = name;
    while (is_encoding_character(text[end])) ++end;
    if (end == name) continue;
    cookie_seen_ = true;
    return set_encoding(text.substr(name, end - name));
  }
}

void LineSource::set_encoding(std::string_view name) {
  if (names(name, "utf-8") || names(name, "utf8")) {
    encoding_ = Encoding::kUtf8;
  } else if (has_bom_) {
    reporter_.raise_final(ErrorClass::kSyntaxError, 0, -1, 0, {},
                          {"encoding problem: ", name, " with BOM"});
  } else if (names(name, "latin-1") || names(name, "iso-8859-1") || names(name, "iso-latin-1") ||
             names(name, "latin1") || names(name, "iso8859-1")) {
    encoding_ = Encoding::kLatin1;
  } else if (names(name, "ascii") || names(name, "us-ascii")) {
    encoding_ = Encoding::kAscii;
  } else if (names(name, "cp1252") || names(name, "windows-1252")) {
    encoding_ = Encoding::kCp1252;
  } else {
    reporter_.raise_final(ErrorClass::kSyntaxError, 0, -1, 0, {}, {"encoding problem: ", name});
  }
}

// Called for a line with bytes above 0x7F.
void LineSource::check_bytes(uint32_t start) {
  if (encoding_ == Encoding::kLatin1 || encoding_ == Encoding::kCp1252) return transcode(start);
  base::Utf8Kind kind = is_text_ ? base::Utf8Kind::kExtended : base::Utf8Kind::kStrict;
  base::Utf8Check check = base::utf8_validate(line(), kind);
  size_t bad = check.position;
  if (encoding_ == Encoding::kAscii) {
    bad = 0;
    while (static_cast<uint8_t>(line()[bad]) < 0x80) ++bad;
  } else if (check.error == base::Utf8Error::kNone) {
    return;
  }
  constexpr char kDigits[] = "0123456789abcdef";
  uint8_t byte = static_cast<uint8_t>(line()[bad]);
  char hex[2] = {kDigits[byte >> 4], kDigits[byte & 15]};
  int32_t column = static_cast<int32_t>(bad) + 1;
  if (cookie_seen_) {
    reporter_.raise_final(
        ErrorClass::kSyntaxError, line_number_, column, column, {},
        {"(unicode error) '",
         encoding_ == Encoding::kAscii ? "ascii" : "utf-8",
         "' codec can't decode byte 0x",
         {{hex, 2}},
         " in position ",
         static_cast<uint32_t>(bad),
         encoding_ == Encoding::kAscii                   ? ": ordinal not in range(128)"
         : check.error == base::Utf8Error::kInvalidStart ? ": invalid start byte"
                                                         : ": invalid continuation byte"});
  } else {
    reporter_.raise_final(ErrorClass::kSyntaxError, line_number_, column, column, {},
                          {"Non-UTF-8 code starting with '\\x",
                           {{hex, 2}},
                           "' on line ",
                           line_number_,
                           kNonUtf8Advice});
  }
}

void LineSource::transcode(uint32_t start) {
  uint32_t old_size = lines_.size();
  uint32_t extra = 0;
  for (uint32_t i = start; i < old_size; ++i) {
    if (static_cast<uint8_t>(lines_[i]) >= 0x80) extra += 2;
  }
  if (!lines_.reserve(old_size + extra)) return;
  // The bytes move to the end of the larger room first, so that reading stays ahead of writing.
  char* from = lines_.data() + start + extra;
  char* end = lines_.data() + old_size + extra;
  char* to = lines_.data() + start;
  std::memmove(from, to, old_size - start);
  for (; from != end; ++from) {
    uint8_t byte = static_cast<uint8_t>(*from);
    char32_t c = byte;
    if (encoding_ == Encoding::kCp1252 && byte >= 0x80 && byte < 0xA0) c = kCp1252[byte - 0x80];
    if (c == 0 && byte != 0) {
      reporter_.raise_final(ErrorClass::kSyntaxError, line_number_, 0, 0, {},
                            {"(unicode error) 'charmap' codec can't decode byte: character maps "
                             "to <undefined>"});
      return;
    }
    to += base::utf8_encode(c, to);
  }
  lines_.set_size_unchecked(static_cast<uint32_t>(to - lines_.data()));
}

bool LineSource::next_kept_line() {
  if (line_start_ == last_start_) return false;
  uint32_t next = line_start_ + 1;
  while (lines_[next - 1] != '\n') ++next;
  line_start_ = next;
  ++line_number_;
  return true;
}

void LineSource::rewind(uint32_t line_start, uint32_t line_number) {
  line_start_ = line_start;
  line_number_ = line_number;
}

bool LineSource::next_line() {
  if (reporter_.failed()) return false;
  if (next_kept_line()) return true;
  if (!fill_chunk_behind_carriage_return()) return false;
  uint32_t start = 0;
  if (keep_lines_ && !lines_.empty()) {
    start = lines_.size() - 1;
    lines_.truncate(start);  // the '\0'
  } else {
    lines_.clear();
  }
  if (!read_raw_line()) return false;
  line_start_ = last_start_ = start;
  ++line_number_;
  if (line_number_ == 1) check_bom();
  if (!is_text_ && line_number_ <= 2 && cookie_possible_ && !cookie_seen_) find_cookie();
  ascii_ = base::is_ascii(line());
  if (!ascii_ && !reporter_.failed()) check_bytes(start);
  return !reporter_.failed() && !lines_.workspace().failed();
}

}  // namespace ts::lang
