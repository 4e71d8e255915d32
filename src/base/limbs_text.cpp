// Natural numbers to text and back in base 2 to 36. Bases that are powers of two are linear; the
// others split at powers of the base, so that they cost as much as multiplication and division
// (MCA 1.7).
#include <algorithm>
#include <bit>

#include "base/limbs.h"
#include "base/limbs_work.h"

namespace ts::base {
namespace {

// Limb counts (powers of two) from which splitting wins, measured on x86-64 (GCC 12, -O2).
constexpr size_t kToTextThreshold = 32;
constexpr size_t kFromTextThreshold = 64;

constexpr char kDigits[] = "0123456789abcdefghijklmnopqrstuvwxyz";

// The largest power of a base that fits a limb.
struct Chunk {
  explicit Chunk(unsigned base) : base(base), power(base), digits(1) {
    while (power <= ~Limb{0} / base) {
      power *= base;
      ++digits;
    }
  }
  unsigned base;
  Limb power;
  size_t digits;
};

bool is_power_of_two(unsigned base) { return std::has_single_bit(base); }

// power = chunk.power^size in `size` limbs, a small power of two. `scratch` has as many
// limbs and what sqr needs.
Progress make_first_power(Limbs power, const Chunk& chunk, Limb* scratch, const Poll& poll) {
  power[0] = chunk.power;
  for (size_t size = 1; size < power.size(); size *= 2) {
    const Limbs square{scratch, 2 * size};
    if (sqr(square, power.first(size), scratch + square.size(), poll) == Progress::kStopped) {
      return Progress::kStopped;
    }
    std::copy(square.begin(), square.end(), power.begin());
  }
  return Progress::kDone;
}

// The lowest `count` digits of `value`, so that they end before `end`.
char* write_digits(char* end, Limb value, unsigned base, size_t count) {
  if (base == 10) {  // division by a constant is several times faster
    for (; count > 0; --count) {
      *--end = static_cast<char>('0' + value % 10);
      value /= 10;
    }
    return end;
  }
  for (; count > 0; --count) {
    *--end = kDigits[value % base];
    value /= base;
  }
  return end;
}

// --- To text --------------------------------------------------------------------------------

size_t write_power_of_two(char* out, ConstLimbs a, unsigned base) {
  const size_t bits = static_cast<size_t>(std::countr_zero(base));
  const size_t count = std::max<size_t>(1, (bit_length(a) + bits - 1) / bits);
  for (size_t i = 0; i < count; ++i) {
    const size_t position = (count - 1 - i) * bits;
    const size_t limb = position / kLimbBits;
    const size_t offset = position % kLimbBits;
    Limb digit = limb < a.size() ? a[limb] >> offset : 0;
    if (offset + bits > kLimbBits && limb + 1 < a.size()) {
      digit |= a[limb + 1] << (kLimbBits - offset);
    }
    out[i] = kDigits[digit & (base - 1)];
  }
  return count;
}

// Bits that a chunk has at least: it is above 2^kLimbBits / 36.
constexpr size_t kMinChunkBits = kLimbBits - 6;

// First level (see TextWriter) whose numbers may need splitting.
constexpr int kFirstLevel = std::countr_zero(kToTextThreshold);

// A level whose numbers include all with this many limbs.
int top_level(size_t size) {
  int level = kFirstLevel;
  while ((size_t{1} << level) / kLimbBits * kMinChunkBits < size) ++level;
  return level;
}

// Numbers of level i are below power(i) = chunk.power^(2^i), so they have at most 2^i limbs.
class TextWriter {
 public:
  TextWriter(unsigned base, const Poll& poll) : chunk_(base), poll_(poll), work_(poll) {}

  // Writes `a` so that it ends before `end`; returns its first character, null when stopped.
  char* write(char* end, ConstLimbs a, Limb* scratch) {
    if (a.size() <= kToTextThreshold) return convert_basecase(end, a, 1, scratch);
    const int level = top_level(a.size());
    powers_ = scratch;
    scratch += size_t{1} << level;
    if (!make_powers(level, scratch)) return nullptr;
    return convert(end, a, level, 1, scratch);
  }

 private:
  // power(i) lives in powers_[2^i .. 2^(i + 1)).
  Limbs slot(int level) { return {powers_ + (size_t{1} << level), size_t{1} << level}; }

  // All powers below `level`.
  bool make_powers(int level, Limb* scratch) {
    if (make_first_power(slot(kFirstLevel), chunk_, scratch, poll_) == Progress::kStopped) {
      return false;
    }
    for (int i = kFirstLevel + 1; i < level; ++i) {
      if (sqr(slot(i), slot(i - 1), scratch, poll_) == Progress::kStopped) return false;
    }
    return true;
  }

  // Writes a, of this level, with zeros in front up to `digits` digits. Recursion is logarithmic in
  // the size of the number.
  char* convert(char* end, ConstLimbs a, int level, size_t digits, Limb* scratch) {
    a = normalized(a);
    ConstLimbs power;
    do {
      if (a.size() <= kToTextThreshold) return convert_basecase(end, a, digits, scratch);
      power = normalized(slot(--level));
    } while (compare(a, power) < 0);

    const size_t lower_digits = chunk_.digits << level;
    const Limbs remainder{scratch, power.size()};
    const Limbs quotient{scratch + power.size(), a.size() - power.size() + 1};
    scratch = quotient.data() + quotient.size();
    if (divmod(quotient, remainder, a, power, scratch, poll_) == Progress::kStopped) return nullptr;
    end = convert(end, remainder, level, lower_digits, scratch);
    if (end == nullptr) return nullptr;
    return convert(end, quotient, level, digits > lower_digits ? digits - lower_digits : 0,
                   scratch);
  }

  char* convert_basecase(char* end, ConstLimbs a, size_t digits, Limb* scratch) {
    Limbs rest{scratch, a.size()};
    std::copy(a.begin(), a.end(), rest.begin());
    char* front = end;
    while (true) {
      rest = rest.first(normalized_size(rest));
      if (rest.empty()) break;
      const size_t cost = 4 * rest.size() + 16;
      Limb chunk = div_limb(rest, rest, chunk_.power);
      if (rest.back() != 0 || rest.size() > 1) {
        front = write_digits(front, chunk, chunk_.base, chunk_.digits);
      } else {
        for (; chunk != 0; chunk /= chunk_.base) *--front = kDigits[chunk % chunk_.base];
      }
      if (!work_.spend(cost)) return nullptr;
    }
    while (static_cast<size_t>(end - front) < digits) *--front = '0';
    return front;
  }

  const Chunk chunk_;
  const Poll& poll_;
  Work work_;
  Limb* powers_ = nullptr;
};

}  // namespace

size_t text_capacity(ConstLimbs a, unsigned base) {
  const size_t bits = bit_length(a);
  if (is_power_of_two(base)) {
    const size_t digit_bits = static_cast<size_t>(std::countr_zero(base));
    return std::max<size_t>(1, (bits + digit_bits - 1) / digit_bits);
  }
  // chunk.digits digits hold at least chunk_bits bits.
  const Chunk chunk(base);
  const size_t chunk_bits = static_cast<size_t>(std::bit_width(chunk.power)) - 1;
  return (bits / chunk_bits + 1) * chunk.digits;
}

size_t to_text_scratch(size_t size, unsigned base) {
  if (is_power_of_two(base)) return 0;
  if (size <= kToTextThreshold) return size;
  // The powers; quotients and remainders of all levels; the division, worst when it halves.
  const size_t powers = size_t{1} << top_level(size);
  return powers + size + (powers + kLimbBits) + 3 * size + 8 * kLimbBits;
}

Progress to_text(std::span<char> out, size_t* length, ConstLimbs a, unsigned base, Limb* scratch,
                 const Poll& poll) {
  a = normalized(a);
  if (is_power_of_two(base)) {
    *length = write_power_of_two(out.data(), a, base);
    return Progress::kDone;
  }
  char* const end = out.data() + out.size();
  TextWriter writer(base, poll);
  const char* front = writer.write(end, a, scratch);
  if (front == nullptr) return Progress::kStopped;
  *length = static_cast<size_t>(end - front);
  if (front != out.data()) std::copy(front, static_cast<const char*>(end), out.data());
  return Progress::kDone;
}

// --- From text ------------------------------------------------------------------------------

namespace {

void read_power_of_two(Limbs out, std::span<const char> digits, unsigned base) {
  const size_t bits = static_cast<size_t>(std::countr_zero(base));
  std::fill(out.begin(), out.end(), Limb{0});
  size_t position = 0;
  for (size_t i = digits.size(); i-- > 0; position += bits) {
    const Limb digit = digit_of(digits[i]);
    const size_t limb = position / kLimbBits;
    const size_t offset = position % kLimbBits;
    out[limb] |= digit << offset;
    const Limb above = offset == 0 ? 0 : digit >> (kLimbBits - offset);
    if (above != 0) out[limb + 1] |= above;
  }
}

// out = the number that `digits` say, one chunk after the other.
void read_basecase(Limbs out, std::span<const char> digits, const Chunk& chunk) {
  std::fill(out.begin(), out.end(), Limb{0});
  size_t size = 0;
  size_t count = digits.size() % chunk.digits;
  if (count == 0) count = chunk.digits;
  for (size_t i = 0; i < digits.size(); count = chunk.digits) {
    Limb value = 0;
    for (const size_t stop = i + count; i < stop; ++i) {
      value = value * chunk.base + digit_of(digits[i]);
    }
    const Limb carry = mul_limb(out.first(size), out.first(size), chunk.power, value);
    if (carry != 0) out[size++] = carry;
  }
}

size_t chunk_count(size_t digits, const Chunk& chunk) {
  return (digits + chunk.digits - 1) / chunk.digits;
}

// Blocks of kFromTextThreshold chunks are read one by one into as many limbs each; then pairs of
// neighbours join in place, lower + power * upper, until one is left.
Progress read_splitting(Limbs out, std::span<const char> digits, const Chunk& chunk, Limb* scratch,
                        const Poll& poll) {
  const size_t block_digits = kFromTextThreshold * chunk.digits;
  const Limbs number = out.first(chunk_count(digits.size(), chunk));
  Work work(poll);
  for (size_t end = digits.size(), position = 0; end > 0; position += kFromTextThreshold) {
    const size_t start = end > block_digits ? end - block_digits : 0;
    const size_t size = std::min(kFromTextThreshold, number.size() - position);
    read_basecase(number.subspan(position, size), digits.subspan(start, end - start), chunk);
    if (!work.spend(size * size)) return Progress::kStopped;
    end = start;
  }
  size_t size = kFromTextThreshold;  // limbs of a block, and of the power
  Limb* power = scratch;
  if (make_first_power({power, size}, chunk, scratch + size, poll) == Progress::kStopped) {
    return Progress::kStopped;
  }
  while (true) {
    Limb* joined = power + size;
    for (size_t at = 0; at + size < number.size(); at += 2 * size) {
      const size_t upper_size = std::min(size, number.size() - at - size);
      const Limbs pair = number.subspan(at, size + upper_size);
      const Limbs product{joined, pair.size()};
      if (mul(product, {power, size}, pair.subspan(size), joined + 2 * size, poll) ==
          Progress::kStopped) {
        return Progress::kStopped;
      }
      add(pair, product, pair.first(size));
    }
    if (2 * size >= number.size()) break;
    if (sqr({joined, 2 * size}, {power, size}, joined + 2 * size, poll) == Progress::kStopped) {
      return Progress::kStopped;
    }
    size *= 2;
    std::copy_n(joined, size, power);
  }
  std::fill(out.begin() + static_cast<ptrdiff_t>(number.size()), out.end(), Limb{0});
  return Progress::kDone;
}

}  // namespace

size_t from_text_size(size_t digits, unsigned base) {
  if (is_power_of_two(base)) {
    const size_t bits = static_cast<size_t>(std::countr_zero(base));
    return digits / kLimbBits * bits + (digits % kLimbBits * bits + kLimbBits - 1) / kLimbBits;
  }
  return chunk_count(digits, Chunk(base));
}

size_t from_text_scratch(size_t digits, unsigned base) {
  if (is_power_of_two(base)) return 0;
  const size_t count = from_text_size(digits, base);
  if (count <= kFromTextThreshold) return 0;
  // The power, a pair of blocks, and what their multiplication needs.
  size_t size = kFromTextThreshold;
  while (2 * size < count) size *= 2;
  return 3 * size + mul_scratch(size, size) + mul_scratch(size, size / 2 + 1);
}

Progress from_text(Limbs out, std::span<const char> digits, unsigned base, Limb* scratch,
                   const Poll& poll) {
  if (is_power_of_two(base)) {
    read_power_of_two(out, digits, base);
    return Progress::kDone;
  }
  const Chunk chunk(base);
  if (chunk_count(digits.size(), chunk) > kFromTextThreshold) {
    return read_splitting(out, digits, chunk, scratch, poll);
  }
  read_basecase(out, digits, chunk);
  return Progress::kDone;
}

}  // namespace ts::base
