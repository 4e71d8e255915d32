// Names of code points, from a table that tools/unicode_tables.py makes: all names one after the
// other, compressed by a grammar (a symbol is a character or a pair of symbols). Looking up a name
// runs through the table: half a millisecond on a PC, some ten on a microcontroller.
// Follows the Unicode Standard 15, chapter 4.8, for names made by rule.
#include "text/unicode_names.h"

#include <algorithm>
#include <iterator>

namespace ts::text {
namespace {

// Code points whose name is the prefix and their number in hexadecimal.
struct HexRange {
  const char* prefix;
  char32_t first;
  char32_t last;
};

#include "generated/unicode_name_tables.inc"

static_assert(kLongestName <= kMaxNameLength);

constexpr std::string_view kHangulPrefix = "HANGUL SYLLABLE ";
constexpr char32_t kHangulFirst = 0xAC00;
constexpr unsigned kLeads = std::size(kLeadJamo);
constexpr unsigned kVowels = std::size(kVowelJamo);
constexpr unsigned kTrails = std::size(kTrailJamo);

char upper_case(char c) { return c >= 'a' && c <= 'z' ? static_cast<char>(c & ~0x20) : c; }

bool equal_names(std::string_view name, std::string_view upper) {
  return std::equal(name.begin(), name.end(), upper.begin(), upper.end(),
                    [](char a, char b) { return upper_case(a) == b; });
}

// Removes a prefix, in any case; false if it is not there.
bool remove_prefix(std::string_view* name, std::string_view prefix) {
  if (!equal_names(name->substr(0, prefix.size()), prefix)) return false;
  name->remove_prefix(prefix.size());
  return true;
}

// Hands out the characters of the table, one after the other; a zero ends a name.
class NameReader {
 public:
  char next() {
    if (depth_ == 0) stack_[depth_++] = static_cast<uint16_t>(symbol_ = read_symbol());
    unsigned symbol = stack_[--depth_];
    while (symbol >= kLeaves) {
      const uint16_t* rule = kRules + 2 * (symbol - kLeaves);
      stack_[depth_++] = rule[1];
      symbol = rule[0];
    }
    return kAlphabet[symbol];
  }

  // Goes on with the name after the one in which next() has stopped, which was not its end.
  void skip() {
    depth_ = 0;
    while (!ends_name(symbol_)) symbol_ = read_symbol();
  }

  bool at_end() const { return depth_ == 0 && position_ == std::end(kStream); }

 private:
  unsigned read_symbol() {
    const unsigned code = *position_++;
    if (code < kShortCodes) return kShortSymbols[code];
    return (code - kShortCodes) << 8 | *position_++;
  }

  // Rules whose text ends a name are numbered last.
  static bool ends_name(unsigned symbol) { return symbol == 0 || symbol >= kFirstEnding; }

  const uint8_t* position_ = kStream;
  unsigned symbol_ = 0;  // the one read last
  unsigned depth_ = 0;
  uint16_t stack_[kMaxDepth + 1];
};

// The code points of the table's names in order: those of the runs, then the aliases.
class PointReader {
 public:
  char32_t next() {
    if (run_ == std::size(kRunFirst)) return kAliasPoints[index_++];
    const char32_t point = kRunFirst[run_] + index_++;
    if (index_ == kRunCount[run_]) {
      ++run_;
      index_ = 0;
    }
    return point;
  }

  bool in_aliases() const { return run_ == std::size(kRunFirst); }

 private:
  size_t run_ = 0;
  size_t index_ = 0;
};

char32_t find_in_table(std::string_view name) {
  NameReader names;
  PointReader points;
  while (!names.at_end()) {
    const char32_t point = points.next();
    size_t matched = 0;
    char c = names.next();
    while (c != 0 && matched < name.size() && upper_case(name[matched]) == c) {
      ++matched;
      c = names.next();
    }
    if (c == 0 && matched == name.size()) return point;
    if (c != 0) names.skip();
  }
  return kNoCodePoint;
}

char32_t find_hexadecimal(std::string_view name) {
  for (const HexRange& range : kHexRanges) {
    std::string_view digits = name;
    if (!remove_prefix(&digits, range.prefix)) continue;
    char32_t value = 0;
    for (const char c : digits) {
      const char upper = upper_case(c);
      const bool is_letter = upper >= 'A' && upper <= 'F';
      if (!is_letter && (c < '0' || c > '9')) return kNoCodePoint;
      value = value << 4 | static_cast<unsigned>(is_letter ? upper - 'A' + 10 : c - '0');
    }
    // At least four digits, without zeros in front.
    const size_t length = value < 0x10000 ? 4 : 5;
    if (digits.size() == length && value >= range.first && value <= range.last) return value;
  }
  return kNoCodePoint;
}

// Removes the longest short name that the text starts with; returns its index, -1 if none.
template <size_t kSize>
int remove_jamo(std::string_view* text, const char (&names)[kSize][4]) {
  int best = -1;
  size_t best_length = 0;
  for (size_t i = 0; i < kSize; ++i) {
    const std::string_view name = names[i];
    if (best >= 0 && name.size() <= best_length) continue;
    if (!equal_names(text->substr(0, name.size()), name)) continue;
    best = static_cast<int>(i);
    best_length = name.size();
  }
  text->remove_prefix(best_length);
  return best;
}

char32_t find_hangul(std::string_view name) {
  if (!remove_prefix(&name, kHangulPrefix)) return kNoCodePoint;
  const int lead = remove_jamo(&name, kLeadJamo);
  const int vowel = remove_jamo(&name, kVowelJamo);
  const int trail = remove_jamo(&name, kTrailJamo);
  if (lead < 0 || vowel < 0 || trail < 0 || !name.empty()) return kNoCodePoint;
  const unsigned syllable = static_cast<unsigned>(lead) * kVowels + static_cast<unsigned>(vowel);
  return kHangulFirst + syllable * kTrails + static_cast<unsigned>(trail);
}

char* append(char* out, std::string_view text) { return std::copy(text.begin(), text.end(), out); }

char* append_hexadecimal(char* out, char32_t value) {
  for (int shift = value < 0x10000 ? 12 : 16; shift >= 0; shift -= 4) {
    *out++ = "0123456789ABCDEF"[value >> shift & 15];
  }
  return out;
}

}  // namespace

char32_t code_point_named(std::string_view name) {
  if (name.empty() || name.size() > kMaxNameLength) return kNoCodePoint;
  char32_t point = find_hangul(name);
  if (point == kNoCodePoint) point = find_hexadecimal(name);
  if (point == kNoCodePoint) point = find_in_table(name);
  return point;
}

size_t name_of(char32_t c, char* out) {
  char* end = out;
  if (c - kHangulFirst < kLeads * kVowels * kTrails) {
    const unsigned index = c - kHangulFirst;
    end = append(end, kHangulPrefix);
    end = append(end, kLeadJamo[index / (kVowels * kTrails)]);
    end = append(end, kVowelJamo[index / kTrails % kVowels]);
    end = append(end, kTrailJamo[index % kTrails]);
    return static_cast<size_t>(end - out);
  }
  for (const HexRange& range : kHexRanges) {
    if (c < range.first || c > range.last) continue;
    end = append_hexadecimal(append(end, range.prefix), c);
    return static_cast<size_t>(end - out);
  }
  NameReader names;
  PointReader points;
  while (!points.in_aliases()) {
    char letter = names.next();
    if (points.next() != c) {
      names.skip();
      continue;
    }
    for (; letter != 0; letter = names.next()) *end++ = letter;
    return static_cast<size_t>(end - out);
  }
  return 0;
}

}  // namespace ts::text
