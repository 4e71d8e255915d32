// Unit tests of base/limbs and text/float_text: laws that hold for random numbers, and values known
// to be hard. Expected texts are CPython's.
#include <algorithm>
#include <bit>
#include <cmath>
#include <cstring>
#include <limits>
#include <string>
#include <string_view>
#include <vector>

#include "base/limbs.h"
#include "check.h"
#include "text/float_parts.h"
#include "text/float_text.h"

namespace {

using namespace ts::base;
using namespace ts::text;
using Number = std::vector<Limb>;

const Poll kNoPoll;

// A generator of our own, so that every platform tests the same numbers (splitmix64).
class Random {
 public:
  uint64_t next() {
    uint64_t z = state_ += 0x9E3779B97F4A7C15;
    z = (z ^ (z >> 30)) * 0xBF58476D1CE4E5B9;
    z = (z ^ (z >> 27)) * 0x94D049BB133111EB;
    return z ^ (z >> 31);
  }
  size_t below(size_t limit) { return next() % limit; }

  // Random limbs, or runs of zeros and ones, which reach the rare branches.
  Number number(size_t size) {
    Number result(size);
    const bool runs = next() % 2 == 0;
    for (Limb& limb : result) {
      limb = runs ? (next() % 2 == 0 ? 0 : ~Limb{0}) : static_cast<Limb>(next());
    }
    if (!result.empty() && result.back() == 0) result.back() = 1;
    return result;
  }

 private:
  uint64_t state_ = 1;
};

// Scratch memory that notices when more is used than was asked for.
class Scratch {
 public:
  explicit Scratch(size_t size) : limbs_(size + 1, kGuard) {}
  ~Scratch() { CHECK(limbs_.back() == kGuard); }
  operator Limb*() { return limbs_.data(); }

 private:
  static constexpr Limb kGuard = static_cast<Limb>(0xA5A5A5A55A5A5A5A);
  Number limbs_;
};

Number product_of(ConstLimbs a, ConstLimbs b) {
  Number out(a.size() + b.size());
  CHECK(mul(out, a, b, Scratch(mul_scratch(a.size(), b.size())), kNoPoll) == Progress::kDone);
  return out;
}

std::string text_of(ConstLimbs a, unsigned base) {
  std::string out(text_capacity(a, base), '?');
  size_t length = 0;
  CHECK(to_text({out.data(), out.size()}, &length, a, base,
                Scratch(to_text_scratch(a.size(), base)), kNoPoll) == Progress::kDone);
  CHECK(length <= out.size());
  out.resize(length);
  return out;
}

Number number_of(std::string_view digits, unsigned base) {
  Number out(from_text_size(digits.size(), base));
  CHECK(from_text(out, {digits.data(), digits.size()}, base,
                  Scratch(from_text_scratch(digits.size(), base)), kNoPoll) == Progress::kDone);
  return out;
}

size_t random_size(Random& random) { return 1 + random.below(random.below(4) == 0 ? 300 : 40); }

void test_multiplication(Random& random) {
  for (int i = 0; i < 300; ++i) {
    const Number a = random.number(random_size(random));
    const Number b = random.number(random_size(random));
    const Number c = random.number(b.size());
    // (b + c) a = b a + c a
    Number sum(b.size() + 1);
    add(sum, b, c);
    Number left = product_of(sum, a);
    Number right = product_of(b, a);
    right.push_back(0);
    add(right, right, product_of(c, a));
    CHECK(compare(left, right) == 0);
    // a a, by way of the other algorithm
    Number square(2 * a.size());
    CHECK(sqr(square, a, Scratch(sqr_scratch(a.size())), kNoPoll) == Progress::kDone);
    const Number copy = a;
    CHECK(compare(square, product_of(a, copy)) == 0);
  }
}

void test_division(Random& random) {
  for (int i = 0; i < 400; ++i) {
    const Number a = random.number(random_size(random));
    const Number b = random.number(random_size(random));
    Number quotient(a.size() + 1);
    Number remainder(b.size());
    CHECK(divmod(quotient, remainder, a, b, Scratch(divmod_scratch(a.size(), b.size())), kNoPoll) ==
          Progress::kDone);
    CHECK(compare(remainder, b) < 0);
    Number back = product_of(quotient, b);
    back.push_back(0);
    add(back, back, remainder);
    CHECK(compare(back, a) == 0);
    // In place.
    Number in_place = a;
    Number rest(b.size());
    CHECK(divmod(in_place, rest, in_place, b, Scratch(divmod_scratch(a.size(), b.size())),
                 kNoPoll) == Progress::kDone);
    CHECK(compare(in_place, quotient) == 0 && compare(rest, remainder) == 0);
    CHECK(mod_limb(a, b[0] | 1) == div_limb(in_place = a, a, b[0] | 1));
  }
}

void test_square_root(Random& random) {
  for (int i = 0; i < 200; ++i) {
    Number a = random.number(random_size(random));
    if (i % 3 == 0) a = product_of(a, a);
    if (i % 6 == 0) sub_limb(a, a, 1);
    Number root((a.size() + 1) / 2);
    CHECK(isqrt(root, a, Scratch(isqrt_scratch(a.size())), kNoPoll) == Progress::kDone);
    CHECK(compare(product_of(root, root), a) <= 0);
    Number next(root.size() + 1);
    add_limb(next, root, 1);
    CHECK(compare(product_of(next, next), a) > 0);
  }
}

void test_shifts_and_bits(Random& random) {
  for (int i = 0; i < 200; ++i) {
    const Number a = random.number(random_size(random));
    const Number b = random.number(random_size(random));
    const size_t count = random.below(200);
    Number shifted(a.size() + count / kLimbBits + 1);
    shift_left(shifted, a, count);
    CHECK(bit_length(shifted) == bit_length(a) + count);
    CHECK(popcount(shifted) == popcount(a));
    CHECK(trailing_zeros(shifted) == trailing_zeros(a) + count);
    CHECK(!shift_right(shifted, shifted, count));
    CHECK(compare(shifted, a) == 0);

    // x + y = 2 (x & y) + (x ^ y) and x | y = (x & y) + (x ^ y), for all signs.
    const size_t size = std::max(a.size(), b.size()) + 1;
    Number both(size);
    Number different(size);
    Number either(size);
    bitwise(BitOperation::kAnd, both, {a, false}, {b, false});
    bitwise(BitOperation::kXor, different, {a, false}, {b, false});
    bitwise(BitOperation::kOr, either, {a, false}, {b, false});
    Number sum(size);
    add(sum, both, different);
    CHECK(compare(sum, either) == 0);
    // ~(~a & ~b) = a | b, where ~x = -(x + 1).
    Number not_a(a.size() + 1);
    Number not_b(b.size() + 1);
    add_limb(not_a, a, 1);
    add_limb(not_b, b, 1);
    Number result(std::max(not_a.size(), not_b.size()) + 1);
    CHECK(bitwise(BitOperation::kAnd, result, {not_a, true}, {not_b, true}));
    sub_limb(result, result, 1);
    CHECK(compare(result, either) == 0);
  }
  const Limb seven[] = {7};
  Limb out[2];
  CHECK(shift_right_floor(out, {seven, true}, 1) && out[0] == 4 && out[1] == 0);
  CHECK(shift_right_floor(out, {seven, true}, 500) && out[0] == 1);
}

void test_integer_text(Random& random) {
  for (int i = 0; i < 300; ++i) {
    const Number a = random.number(random_size(random));
    const unsigned base = i % 3 == 0 ? 10 : static_cast<unsigned>(2 + random.below(35));
    const std::string text = text_of(a, base);
    CHECK(text.front() != '0');
    CHECK(compare(number_of(text, base), a) == 0);
    CHECK(compare(number_of(std::string(100, '0') + text, base), a) == 0);
  }
  CHECK(text_of({}, 10) == "0" && text_of({}, 16) == "0");
  // Powers of ten and their neighbours, where a zero in front or a missing one would show.
  for (const size_t zeros : {1u, 9u, 18u, 19u, 20u, 38u, 600u, 1215u, 1216u, 1217u, 5000u}) {
    const std::string text = "1" + std::string(zeros, '0');
    Number number = number_of(text, 10);
    CHECK(text_of(number, 10) == text);
    sub_limb(number, number, 1);
    CHECK(text_of(number, 10) == std::string(zeros, '9'));
  }
}

void test_stopping(Random& random) {
  const Number a = random.number(4000);
  const Poll stop{[](void*) { return false; }, nullptr};
  Number out(2 * a.size());
  CHECK(mul(out, a, a, Scratch(mul_scratch(a.size(), a.size())), stop) == Progress::kStopped);
  std::string text(text_capacity(a, 10), '?');
  size_t length;
  CHECK(to_text({text.data(), text.size()}, &length, a, 10, Scratch(to_text_scratch(a.size(), 10)),
                stop) == Progress::kStopped);
}

// --- Floats ---------------------------------------------------------------------------------

void test_power_table() {
  for (int k = kMinPower10; k < kMaxPower10; ++k) {
    // 10^|k| in limbs; for negative k 2^s / 10^|k| with 128 bits.
    const int magnitude = k < 0 ? -k : k;
    Number power = number_of("1" + std::string(static_cast<size_t>(magnitude), '0'), 10);
    const size_t bits = bit_length(power);
    Number top;
    if (k < 0) {
      const size_t shift = 127 + bits;
      Number one(shift / kLimbBits + 1);
      const Limb unit[] = {1};
      shift_left(one, unit, shift);
      top.resize(one.size() + 1);
      Number rest(power.size());
      power.resize(normalized_size(power));
      (void)divmod(top, rest, one, power, Scratch(divmod_scratch(one.size(), power.size())),
                   kNoPoll);
      if (bit_length(top) > 128) shift_right(top, top, 1);
    } else {
      top.resize(power.size() + 128 / kLimbBits);
      shift_left(top, power, 128);
      shift_right(top, top, bits);
    }
    const Wide table = power_of_ten(k);
    const std::string expected = text_of(top, 16);
    char actual[33];
    std::snprintf(actual, sizeof actual, "%016llx%016llx",
                  static_cast<unsigned long long>(table.high),
                  static_cast<unsigned long long>(table.low));
    CHECK(expected == actual);
    CHECK(floor_log2_of_power10(k) ==
          (k < 0 ? -static_cast<int>(bits) : static_cast<int>(bits) - 1));
  }
}

template <typename Float>
std::string repr(Float value) {
  char out[kMaxReprLength];
  return std::string(out, write_repr(value, out));
}

template <typename Float>
Float parse(std::string_view text) {
  Float value = -1;
  CHECK(parse_float<Float>(text, &value) == text.size());
  return value;
}

std::string format(double value, const FloatFormat& spec) {
  std::string out(format_capacity(value, spec), '?');
  out.resize(format_float(value, spec, out.data()));
  return out;
}

void test_repr() {
  CHECK(repr(0.0) == "0.0" && repr(-0.0) == "-0.0");
  CHECK(repr(1.0) == "1.0" && repr(0.1) == "0.1" && repr(1e15) == "1000000000000000.0");
  CHECK(repr(1e16) == "1e+16" && repr(9999999999999998.0) == "9999999999999998.0");
  CHECK(repr(0.0001) == "0.0001" && repr(0.00001) == "1e-05");
  CHECK(repr(5e-324) == "5e-324" && repr(1e-323) == "1e-323");
  CHECK(repr(1.7976931348623157e308) == "1.7976931348623157e+308");
  CHECK(repr(2.2250738585072014e-308) == "2.2250738585072014e-308");
  CHECK(repr(9007199254740993.0) == "9007199254740992.0");
  CHECK(repr(9.5367431640625e-07) == "9.5367431640625e-07");
  CHECK(repr(2e23) == "2e+23" && repr(1e23) == "1e+23");
  CHECK(repr(0.1f) == "0.1" && repr(16777216.0f) == "16777216.0" && repr(1e-45f) == "1e-45");
  CHECK(repr(3.4028235e38f) == "3.4028235e+38");
  CHECK(repr(std::numeric_limits<double>::infinity()) == "inf");
  CHECK(repr(-std::numeric_limits<double>::infinity()) == "-inf");
  CHECK(repr(-std::numeric_limits<double>::quiet_NaN()) == "nan");
}

void test_round_trip(Random& random) {
  int bad = 0;
  for (int i = 0; i < 300'000; ++i) {
    uint64_t bits = random.next();
    if (i % 8 == 0) bits &= ~uint64_t{0} << 52;  // powers of two
    if (i % 8 == 1) bits &= 0x801FFFFFFFFFFFFF;  // subnormals and the smallest normals
    if (i % 8 == 2) bits = std::bit_cast<uint64_t>(static_cast<double>(bits % 1'000'000) / 1000);
    const double value = std::bit_cast<double>(bits);
    if (!std::isfinite(value)) continue;
    const std::string text = repr(value);
    bad += std::bit_cast<uint64_t>(parse<double>(text)) != bits;
    // One digit less must not do.
    char digits[kMaxShortestDigits];
    const Decimal shortest = shortest_digits(value, digits);
    if (i % 16 == 3 && shortest.count > 1) {
      FloatFormat shorter{.type = 'e', .precision = static_cast<int>(shortest.count) - 2};
      bad += parse<double>(format(value, shorter)) == value;
    }
    const float single = std::bit_cast<float>(static_cast<uint32_t>(bits));
    if (std::isfinite(single)) {
      bad += std::bit_cast<uint32_t>(parse<float>(repr(single))) != static_cast<uint32_t>(bits);
    }
    char hex[kMaxHexLength];
    double back;
    bad += parse_hex({hex, write_hex(value, hex)}, &back) != HexError::kNone ||
           std::bit_cast<uint64_t>(back) != bits;
  }
  CHECK(bad == 0);
}

void test_parse() {
  // Halfway between two doubles, and a little beside it, far behind.
  CHECK(parse<double>("9007199254740993") == 9007199254740992.0);
  CHECK(parse<double>("9007199254740993." + std::string(1000, '0')) == 9007199254740992.0);
  CHECK(parse<double>("9007199254740993." + std::string(1000, '0') + "1") == 9007199254740994.0);
  CHECK(parse<double>("9007199254740992." + std::string(1000, '9')) == 9007199254740992.0);
  CHECK(parse<double>("2.4703282292062327e-324") == 0.0);
  CHECK(parse<double>("2.4703282292062328e-324") == 5e-324);
  CHECK(parse<double>("2.2250738585072011e-308") == 2.225073858507201e-308);
  CHECK(parse<double>("1.7976931348623158e308") == 1.7976931348623157e308);
  CHECK(std::isinf(parse<double>("1.7976931348623159e308")));
  CHECK(std::isinf(parse<double>("1e999999999999999999999")));
  CHECK(parse<double>("1e-999999999999999999999") == 0.0);
  CHECK(parse<double>("0e999999999999999999999") == 0.0);
  CHECK(parse<double>("0." + std::string(400, '0') + "1e401") == 1.0);
  CHECK(parse<double>("1" + std::string(400, '0') + "e-400") == 1.0);
  CHECK(parse<float>("16777217") == 16777216.0f && parse<float>("16777217.0001") == 16777218.0f);
  CHECK(parse<double>("1_000.5_0e1_0") == 1000.5e10 && parse<double>("+.5") == 0.5);
  CHECK(std::signbit(parse<double>("-0")) && std::isinf(parse<double>("-InFiniTy")));
  CHECK(std::isnan(parse<double>("nAn")));
  double value;
  for (const char* bad : {"", "+", ".", "e5", ".e1", "_1", "x", "-.", "i"}) {
    CHECK(parse_float<double>(bad, &value) == 0);
  }
  CHECK(parse_float<double>("1__0", &value) == 1 && parse_float<double>("1_", &value) == 1);
  CHECK(parse_float<double>("1._5", &value) == 2 && parse_float<double>("1e+", &value) == 1);
}

void test_format() {
  CHECK(format(0.5, {.type = 'f', .precision = 0}) == "0");
  CHECK(format(1.5, {.type = 'f', .precision = 0}) == "2");
  CHECK(format(2.5, {.type = 'f', .precision = 0}) == "2");
  CHECK(format(2.5, {.type = 'f', .precision = 0, .alternate = true}) == "2.");
  CHECK(format(99.995, {.type = 'f', .precision = 2}) == "100.00");
  CHECK(format(1e22, {.type = 'f', .precision = 1}) == "10000000000000000000000.0");
  CHECK(format(0.1, {.type = 'e', .precision = 25}) == "1.0000000000000000555111512e-01");
  CHECK(format(5e-324, {.type = 'e', .precision = 20}) == "4.94065645841246544177e-324");
  CHECK(format(1e300, {.type = 'f', .precision = 0}).size() == 301);
  CHECK(format(1234567.0, {.type = 'g'}) == "1.23457e+06");
  CHECK(format(100.0, {.type = 'g', .alternate = true}) == "100.000");
  CHECK(format(0.0001, {.type = 'G'}) == "0.0001" && format(1e-5, {.type = 'G'}) == "1E-05");
  CHECK(format(1e15, {.type = 0, .precision = 15}) == "1e+15");
  CHECK(format(3.0, {}) == "3.0" && format(3.0, {.precision = 3}) == "3.0");
  CHECK(format(3.0, {.type = 'r', .dot_zero = false}) == "3");
  CHECK(format(0.1234, {.type = '%', .precision = 1}) == "12.3%");
  CHECK(format(1234567.891, {.type = 'f', .precision = 2, .grouping = ','}) == "1,234,567.89");
  CHECK(format(1234.5, {.type = 'f', .precision = 2, .grouping = ',', .zero_width = 12}) ==
        "0,001,234.50");
  CHECK(format(-1.5, {.zero_width = 8}) == "-00001.5");
  CHECK(format(0.123456789, {.type = 'f', .precision = 8, .fraction_grouping = '_'}) ==
        "0.123_456_79");
  CHECK(format(-0.001, {.type = 'f', .precision = 1, .no_negative_zero = true}) == "0.0");
  CHECK(format(1.0, {.sign = '+'}) == "+1.0" && format(1.0, {.sign = ' '}) == " 1.0");
  CHECK(format(std::numeric_limits<double>::infinity(), {.type = 'F', .zero_width = 6}) ==
        "000INF");
  char out[16];
  CHECK(std::string(out, write_grouped(out, "1234", '_', 4, 0)) == "1234");
  CHECK(std::string(out, write_grouped(out, "12345", '_', 4, 0)) == "1_2345");
  CHECK(std::string(out, write_grouped(out, "123", ',', 3, 4)) == "0,123");
}

void test_hex() {
  const auto hex = [](double value) {
    char out[kMaxHexLength];
    return std::string(out, write_hex(value, out));
  };
  CHECK(hex(1.5) == "0x1.8000000000000p+0" && hex(-0.0) == "-0x0.0p+0");
  CHECK(hex(5e-324) == "0x0.0000000000001p-1022");
  double value;
  CHECK(parse_hex("0x.1p4", &value) == HexError::kNone && value == 1.0);
  CHECK(parse_hex("-1.8", &value) == HexError::kNone && value == -1.5);
  CHECK(parse_hex("0x1.fffffffffffff8p1023", &value) == HexError::kTooLarge);
  CHECK(parse_hex("0x1.fffffffffffff7fffp1023", &value) == HexError::kNone);
  CHECK(parse_hex("0x0.8p-1074", &value) == HexError::kNone && value == 0.0);
  CHECK(parse_hex("0x0.80000000000000000001p-1074", &value) == HexError::kNone && value == 5e-324);
  for (const char* bad : {"", "0x", ".", "0x1p", "0x1_0", "1pz", "0xg"}) {
    CHECK(parse_hex(bad, &value) == HexError::kInvalid);
  }
}

void test_integer_to_float() {
  const auto to_double = [](std::string_view digits, int64_t exponent = 0) {
    return float_from_limbs<double>(number_of(digits, 10), exponent, Sticky::kExact);
  };
  CHECK(to_double("0") == 0.0 && to_double("1") == 1.0);
  CHECK(to_double("9007199254740993") == 9007199254740992.0);
  CHECK(to_double("9007199254740995") == 9007199254740996.0);
  CHECK(to_double("36893488147419107328") == 36893488147419103232.0);  // halfway above 2^65
  CHECK(to_double("36893488147419107329") == 36893488147419111424.0);
  CHECK(to_double("1" + std::string(308, '0')) == 1e308);
  CHECK(std::isinf(to_double("1" + std::string(309, '0'))));
  CHECK(to_double("1", -1074) == 5e-324 && to_double("1", -1075) == 0.0);
  CHECK(float_from_limbs<double>(number_of("9007199254740993", 10), 0, Sticky::kMore) ==
        9007199254740994.0);
}

}  // namespace

int main() {
  Random random;
  test_multiplication(random);
  test_division(random);
  test_square_root(random);
  test_shifts_and_bits(random);
  test_integer_text(random);
  test_stopping(random);
  test_power_table();
  test_repr();
  test_round_trip(random);
  test_parse();
  test_format();
  test_hex();
  test_integer_to_float();
  return ts::test::finish();
}
