// The texts of tokens, and finding a keyword by perfect hash. The multipliers of the hash are
// found by the compiler, so the list of keywords stays the only source.

#include "lang/token.h"

#include <array>

namespace ts::lang {
namespace {

constexpr std::string_view kTexts[] = {
#define TS_TOKEN(kind, text) text,
#include "lang/token_kinds.def"
};

constexpr std::string_view kKeywords[] = {
#define TS_KEYWORD(kind, text) text,
#include "lang/token_kinds.def"
};

constexpr size_t kKeywordCount = std::size(kKeywords);
constexpr uint8_t kFirstKeyword = static_cast<uint8_t>(TokenKind::kKwFalse);
constexpr uint32_t kBuckets = 128;
constexpr uint8_t kNone = 0xff;

constexpr uint32_t hash(std::string_view text, uint32_t a, uint32_t b) {
  auto at = [&](size_t i) { return static_cast<uint32_t>(static_cast<uint8_t>(text[i])); };
  return (at(0) * a + at(1) * b + at(text.size() - 1) * 3 +
          static_cast<uint32_t>(text.size()) * 7) %
         kBuckets;
}

struct Hash {
  uint32_t a = 0, b = 0;
  std::array<uint8_t, kBuckets> slots{};
};

consteval Hash find_hash() {
  for (uint32_t a = 1; a < 64; ++a) {
    for (uint32_t b = 1; b < 64; ++b) {
      Hash result{a, b, {}};
      result.slots.fill(kNone);
      bool collided = false;
      for (size_t i = 0; i < kKeywordCount && !collided; ++i) {
        uint8_t& slot = result.slots[hash(kKeywords[i], a, b)];
        collided = slot != kNone;
        slot = static_cast<uint8_t>(i);
      }
      if (!collided) return result;
    }
  }
  return {};
}

constexpr Hash kHash = find_hash();
static_assert(kHash.a != 0, "no perfect hash for the keywords: make kBuckets larger");

}  // namespace

std::string_view token_text(TokenKind kind) { return kTexts[static_cast<uint8_t>(kind)]; }

TokenKind find_keyword(std::string_view text) {
  if (text.size() < 2 || text.size() > 8) return TokenKind::kName;
  uint8_t slot = kHash.slots[hash(text, kHash.a, kHash.b)];
  if (slot == kNone || kKeywords[slot] != text) return TokenKind::kName;
  return static_cast<TokenKind>(kFirstKeyword + slot);
}

}  // namespace ts::lang
