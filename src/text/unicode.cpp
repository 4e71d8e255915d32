// The full Unicode Character Database, from tables that tools/unicode_tables.py makes. About 77 KB
// of flash with everything, of which normalisation is 43; what a board does not call is dropped.
// Follows the Unicode Standard 15, chapters 3.11 (normalisation), 3.12 (Hangul), 3.13 (case).
#include "text/unicode.h"

#include <algorithm>
#include <cstring>
#include <iterator>

namespace ts::text {
namespace {

// FLAGS in tools/unicode_tables.py.
enum Flag : uint16_t {
  kNumeric = 1 << 0,
  kSpace = 1 << 1,
  kLower = 1 << 2,
  kUpper = 1 << 3,
  kCased = 1 << 4,
  kCaseIgnorable = 1 << 5,
  kXidStart = 1 << 6,
  kXidContinue = 1 << 7,
  kChangesCase = 1 << 8,
  kChangesNfkc = 1 << 9,
};

// CATEGORIES in tools/unicode_tables.py.
enum Category : uint8_t {
  kCn,
  kCc,
  kCf,
  kCo,
  kCs,
  kLl,
  kLm,
  kLo,
  kLt,
  kLu,
  kMc,
  kMe,
  kMn,
  kNd,
  kNl,
  kNo,
  kPc,
  kPd,
  kPe,
  kPf,
  kPi,
  kPo,
  kPs,
  kSc,
  kSk,
  kSm,
  kSo,
  kZl,
  kZp,
  kZs,
};

constexpr uint8_t kNoDigit = 255;
constexpr uint8_t kDigitOnly = 16;  // added to the value of digits that are not decimals

// What code points have in common; the three stages lead from a code point to its record.
struct Record {
  uint8_t category;
  uint8_t digit;
  uint16_t flags;
};

// `count` code points, `step` apart, map to what is `delta` further.
struct CaseRange {
  uint32_t first : 24;
  uint32_t step : 8;
  uint32_t count : 8;
  int32_t delta : 24;
};
static_assert(sizeof(CaseRange) == 8);

// Mappings to several code points, zeros behind the last.
struct SpecialCase {
  uint16_t code_point;
  uint16_t mapped[kMaxCaseMapping];
};

#include "generated/unicode_tables.inc"

const Record& record_of(char32_t c) {
  if (c > 0x10FFFF) c = 0x10FFFF;  // no character
  const unsigned high = kStage1[c >> (kLowShift + kHighShift)];
  const unsigned middle = kStage2[high << kHighShift | (c >> kLowShift & ((1u << kHighShift) - 1))];
  return kRecords[kStage3[middle << kLowShift | (c & ((1u << kLowShift) - 1))]];
}

bool has_flag(char32_t c, Flag flag) { return (record_of(c).flags & flag) != 0; }

// Index of the last entry of a sorted table that is not above c, or -1.
template <typename Table, typename Key>
int last_not_above(const Table& table, char32_t c, Key key) {
  const auto above = std::upper_bound(std::begin(table), std::end(table), c,
                                      [key](char32_t x, const auto& row) { return x < key(row); });
  return static_cast<int>(above - std::begin(table)) - 1;
}

struct Identity {
  template <typename T>
  char32_t operator()(T value) const {
    return static_cast<char32_t>(value);
  }
};

// --- Case -----------------------------------------------------------------------------------

// Maps *c if one of the ranges holds it.
template <size_t kSize>
bool map_in_ranges(const CaseRange (&ranges)[kSize], char32_t* c) {
  // Ranges with a step of two may enclose others, but only the one just before.
  int i = last_not_above(ranges, *c, [](const CaseRange& row) { return row.first; });
  for (int tries = 0; i >= 0 && tries < 2; --i, ++tries) {
    const CaseRange& range = ranges[i];
    const uint32_t distance = *c - range.first;
    if (distance % range.step == 0 && distance / range.step < range.count) {
      *c = static_cast<char32_t>(static_cast<int32_t>(*c) + range.delta);
      return true;
    }
  }
  return false;
}

// Writes the mapping to several code points, if there is one; returns its length.
template <size_t kSize>
size_t map_specially(const SpecialCase (&specials)[kSize], char32_t c, char32_t* out) {
  const int i = last_not_above(specials, c,
                               [](const SpecialCase& row) -> char32_t { return row.code_point; });
  if (i < 0 || specials[i].code_point != c) return 0;
  size_t length = 0;
  for (const uint16_t mapped : specials[i].mapped) {
    if (mapped != 0) out[length++] = mapped;
  }
  return length;
}

}  // namespace

const char* const kUnicodeVersion = TS_UNICODE_VERSION;

size_t to_lower(char32_t c, char32_t* out) {
  *out = c;
  if (c < 0x80) {
    if (c >= 'A' && c <= 'Z') *out = c + 0x20;
    return 1;
  }
  if (!has_flag(c, kChangesCase)) return 1;
  const size_t length = map_specially(kLowerSpecials, c, out);
  if (length == 0) map_in_ranges(kLowerRanges, out);
  return std::max<size_t>(length, 1);
}

size_t to_upper(char32_t c, char32_t* out) {
  *out = c;
  if (c < 0x80) {
    if (c >= 'a' && c <= 'z') *out = c - 0x20;
    return 1;
  }
  if (!has_flag(c, kChangesCase)) return 1;
  const size_t length = map_specially(kUpperSpecials, c, out);
  if (length == 0) map_in_ranges(kUpperRanges, out);
  return std::max<size_t>(length, 1);
}

size_t to_title(char32_t c, char32_t* out) {
  if (c < 0x80) return to_upper(c, out);
  *out = c;
  if (!has_flag(c, kChangesCase)) return 1;
  const size_t length = map_specially(kTitleSpecials, c, out);
  // The title ranges hold only what differs from the upper ones.
  if (length == 0 && !map_in_ranges(kTitleRanges, out)) map_in_ranges(kUpperRanges, out);
  return std::max<size_t>(length, 1);
}

size_t to_casefold(char32_t c, char32_t* out) {
  if (c < 0x80) return to_lower(c, out);
  *out = c;
  if (!has_flag(c, kChangesCase)) return 1;
  const size_t length = map_specially(kFoldSpecials, c, out);
  // The fold ranges hold only what differs from the lower ones.
  if (length == 0 && !map_in_ranges(kFoldRanges, out)) map_in_ranges(kLowerRanges, out);
  return std::max<size_t>(length, 1);
}

// --- Properties -----------------------------------------------------------------------------

bool is_alpha(char32_t c) {
  const uint8_t category = record_of(c).category;
  return category >= kLl && category <= kLu;
}

bool is_decimal(char32_t c) { return record_of(c).digit < kDigitOnly; }
bool is_digit(char32_t c) { return record_of(c).digit != kNoDigit; }
bool is_numeric(char32_t c) { return has_flag(c, kNumeric); }
bool is_space(char32_t c) { return has_flag(c, kSpace); }
bool is_lower(char32_t c) { return has_flag(c, kLower); }
bool is_upper(char32_t c) { return has_flag(c, kUpper); }
bool is_title(char32_t c) { return record_of(c).category == kLt; }
bool is_cased(char32_t c) { return has_flag(c, kCased); }
bool is_case_ignorable(char32_t c) { return has_flag(c, kCaseIgnorable); }
bool is_xid_start(char32_t c) { return c == '_' || has_flag(c, kXidStart); }
bool is_xid_continue(char32_t c) { return has_flag(c, kXidContinue); }
bool may_change_in_nfkc(char32_t c) { return c >= 0x80 && has_flag(c, kChangesNfkc); }

bool is_line_break(char32_t c) {
  return (c >= 0x0A && c <= 0x0D) || (c >= 0x1C && c <= 0x1E) || c == 0x85 || c == 0x2028 ||
         c == 0x2029;
}

bool is_printable(char32_t c) {
  const uint8_t category = record_of(c).category;
  return c == ' ' || (category >= kLl && category < kZl);
}

int decimal_value(char32_t c) {
  const uint8_t digit = record_of(c).digit;
  return digit < kDigitOnly ? digit : -1;
}

int digit_value(char32_t c) {
  const uint8_t digit = record_of(c).digit;
  return digit != kNoDigit ? digit % kDigitOnly : -1;
}

const char* general_category(char32_t c) { return kCategoryNames + 3 * record_of(c).category; }

int combining_class(char32_t c) {
  const int i = last_not_above(kCombiningFirst, c, Identity{});
  return i >= 0 && c - kCombiningFirst[i] < kCombiningCount[i] ? kCombiningClass[i] : 0;
}

// --- Normalisation --------------------------------------------------------------------------

namespace {

constexpr char32_t kHangulFirst = 0xAC00;
constexpr char32_t kLeadFirst = 0x1100;
constexpr char32_t kVowelFirst = 0x1161;
constexpr char32_t kTrailFirst = 0x11A7;  // stands for no trailing consonant
constexpr unsigned kLeads = 19;
constexpr unsigned kVowels = 21;
constexpr unsigned kTrails = 28;
constexpr unsigned kSyllables = kLeads * kVowels * kTrails;

// One step of decomposition: the entry's UTF-16 text.
struct Decomposition {
  const uint16_t* units;
  size_t count;
  bool compatibility;
};

Decomposition decomposition_of(char32_t c) {
  const int run = last_not_above(kDecompositionFirst, c, Identity{});
  if (run < 0) return {nullptr, 0, false};
  const size_t index = c - kDecompositionFirst[run] + kDecompositionStart[run];
  if (index >= kDecompositionStart[run + 1]) return {nullptr, 0, false};
  const uint16_t* entry = kDecompositionData + kDecompositionOffset[index];
  return {entry + 1, entry[0] / 2u, (entry[0] & 1) != 0};
}

char32_t read_utf16(const uint16_t** units) {
  const char32_t c = *(*units)++;
  if (c < 0xD800 || c > 0xDBFF) return c;
  return 0x10000 + ((c - 0xD800) << 10) + (*(*units)++ - 0xDC00u);
}

// Appends to a buffer of limited size, keeping combining marks in canonical order.
class Normalizer {
 public:
  Normalizer(std::span<char32_t> out, bool compatibility)
      : out_(out), compatibility_(compatibility) {}

  // Appends the full decomposition of c; false when it does not fit. Recurses as deep as the
  // database nests its mappings, three levels in Unicode 15.
  bool decompose(char32_t c) {
    if (c - kHangulFirst < kSyllables) return decompose_hangul(c - kHangulFirst);
    const Decomposition step = decomposition_of(c);
    if (step.count == 0 || (step.compatibility && !compatibility_)) return append(c);
    const uint16_t* units = step.units;
    while (units < step.units + step.count) {
      if (!decompose(read_utf16(&units))) return false;
    }
    return true;
  }

  // Composes what has been written (Unicode 3.11, D117); returns the new length.
  size_t compose();

  size_t size() const { return size_; }

 private:
  bool decompose_hangul(char32_t index) {
    const char32_t trail = index % kTrails;
    return append(kLeadFirst + index / (kVowels * kTrails)) &&
           append(kVowelFirst + index / kTrails % kVowels) &&
           (trail == 0 || append(kTrailFirst + trail));
  }

  // Appends c, moving it before marks of a higher class.
  bool append(char32_t c) {
    if (size_ == out_.size()) return false;
    const int own_class = c < 0x300 ? 0 : combining_class(c);
    size_t i = size_++;
    if (own_class != 0) {
      for (; i > 0 && combining_class(out_[i - 1]) > own_class; --i) out_[i] = out_[i - 1];
    }
    out_[i] = c;
    return true;
  }

  std::span<char32_t> out_;
  size_t size_ = 0;
  bool compatibility_;
};

// The character of a sorted list whose decomposition is (first, second), or 0.
template <typename T, size_t kSize>
char32_t find_composed(const T (&composed)[kSize], char32_t first, char32_t second) {
  const auto pair_of = [](char32_t c) {
    const uint16_t* units = decomposition_of(c).units;
    const char32_t left = read_utf16(&units);
    return uint64_t{left} << 32 | read_utf16(&units);
  };
  const uint64_t wanted = uint64_t{first} << 32 | second;
  const auto found = std::lower_bound(composed, composed + kSize, wanted,
                                      [pair_of](T c, uint64_t pair) { return pair_of(c) < pair; });
  return found != composed + kSize && pair_of(*found) == wanted ? *found : 0;
}

char32_t compose_pair(char32_t first, char32_t second) {
  if (first - kLeadFirst < kLeads && second - kVowelFirst < kVowels) {
    return kHangulFirst + ((first - kLeadFirst) * kVowels + (second - kVowelFirst)) * kTrails;
  }
  if (first - kHangulFirst < kSyllables) {
    const bool has_trail = (first - kHangulFirst) % kTrails != 0;
    const bool is_trail = second > kTrailFirst && second < kTrailFirst + kTrails;
    return !has_trail && is_trail ? first + (second - kTrailFirst) : 0;
  }
  if (second < 0x300) return 0;
  return first < 0x10000 ? find_composed(kComposed, first, second)
                         : find_composed(kComposedSupplementary, first, second);
}

size_t Normalizer::compose() {
  size_t kept = 0;
  size_t starter = size_;  // index of the last one with class 0; none yet
  int last_class = -1;     // of the last character kept since; -1: none
  for (size_t i = 0; i < size_; ++i) {
    const char32_t c = out_[i];
    const int own_class = combining_class(c);
    // Blocked by a character in between of the same or a higher class, or by any starter.
    if (starter < kept && last_class < own_class) {
      const char32_t composed = compose_pair(out_[starter], c);
      if (composed != 0) {
        out_[starter] = composed;
        continue;
      }
    }
    if (own_class == 0) {
      starter = kept;
      last_class = -1;
    } else {
      last_class = own_class;
    }
    out_[kept++] = c;
  }
  size_ = kept;
  return kept;
}

}  // namespace

size_t normalize(NormalForm form, std::span<const char32_t> text, std::span<char32_t> out) {
  const bool compatibility = form == NormalForm::kNfkc || form == NormalForm::kNfkd;
  Normalizer normalizer(out, compatibility);
  for (const char32_t c : text) {
    if (!normalizer.decompose(c)) return kTooLong;
  }
  const bool composes = form == NormalForm::kNfc || form == NormalForm::kNfkc;
  return composes ? normalizer.compose() : normalizer.size();
}

}  // namespace ts::text
