// From a text to the static str with that text: an index over all names of the product, built by
// the compiler. Names stand sorted into buckets by their hash; a lookup compares the few of one
// bucket. No start-up work, no RAM.

#include <array>

#include "object/runtime.h"

namespace ts::object {

namespace {

struct Name {
  std::string_view text;
  const Str* str;
};

constexpr Name kNames[] = {
    {{"", 0}, TS_STR("")},
#define N(literal) {{literal, sizeof(literal) - 1}, TS_STR(literal)},
#include "generated/static_names.inc"
#undef N
};

constexpr size_t kCount = std::size(kNames);
constexpr size_t kBuckets = std::bit_ceil(kCount / 2 + 1);
static_assert(kCount < UINT16_MAX);

struct Index {
  std::array<uint16_t, kBuckets + 1> first{};  ///< first[b] .. first[b + 1]: the strs of bucket b
  std::array<const Str*, kCount> strs{};
};

consteval Index build_index() {
  Index index;
  std::array<uint16_t, kCount> bucket{};
  for (size_t i = 0; i < kCount; i++) {
    bucket[i] = static_cast<uint16_t>(
        bind::hash_text(kNames[i].text.data(), kNames[i].text.size()) % kBuckets);
    index.first[bucket[i] + 1]++;
  }
  for (size_t b = 0; b < kBuckets; b++)
    index.first[b + 1] = static_cast<uint16_t>(index.first[b + 1] + index.first[b]);
  std::array<uint16_t, kBuckets> filled{};
  for (size_t i = 0; i < kCount; i++)
    index.strs[index.first[bucket[i]] + filled[bucket[i]]++] = kNames[i].str;
  return index;
}

constexpr Index kIndex = build_index();

}  // namespace

const Str* find_static_str(std::string_view text) {
  uint32_t hash = bind::hash_text(text.data(), text.size());
  size_t bucket = hash % kBuckets;
  for (size_t i = kIndex.first[bucket]; i < kIndex.first[bucket + 1]; i++) {
    const Str* s = kIndex.strs[i];
    if (s->hash_ == hash && s->view() == text) return s;
  }
  return nullptr;
}

}  // namespace ts::object
