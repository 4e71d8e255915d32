// Floats to decimal digits: the shortest that read back, and any number correctly rounded.
#include <algorithm>
#include <bit>
#include <cstring>

#include "text/float_parts.h"
#include "text/float_text.h"

namespace ts::text {
namespace {

// digits * 10^exponent.
struct Scaled {
  uint64_t digits;
  int exponent;
};

// factor * power / 2^128, rounded to odd: the lowest bit is also set when anything was dropped but
// the error of `power`, which is a power of ten rounded up (Schubfach, section 9.9).
uint64_t multiply_to_odd(Wide power, uint64_t factor) {
  const Wide low = multiply_wide(power.low, factor);
  const Wide high = multiply_wide(power.high, factor);
  const uint64_t middle = high.low + low.high;
  return (high.high + (middle < low.high)) | uint64_t{middle > 1};
}

// Schubfach, section 9.10. The interval that rounds to the number is known to within a quarter of
// a unit of 10^k; it holds one or two multiples of 10^k, and at most one of 10^(k + 1) matters.
Scaled shortest(uint64_t mantissa, int exponent, const FloatLayout& layout) {
  const bool is_power_of_two = mantissa == uint64_t{1} << (layout.mantissa_bits - 1) &&
                               exponent > layout.min_exponent;  // the gap below is half as wide
  const uint64_t odd = mantissa & 1;  // ends of the interval round to an even number only
  const int k =
      is_power_of_two ? floor_log10_of_three_quarters(exponent) : floor_log10_of_power2(exponent);
  const int shift = exponent + floor_log2_of_power10(-k) + 1;
  Wide power = power_of_ten(-k);
  if (!power_of_ten_is_exact(-k)) {
    ++power.low;
    power.high += power.low == 0;
  }
  const uint64_t lower =
      multiply_to_odd(power, (4 * mantissa - 2 + is_power_of_two) << shift) + odd;
  const uint64_t value = multiply_to_odd(power, (4 * mantissa) << shift);
  const uint64_t upper = multiply_to_odd(power, (4 * mantissa + 2) << shift) - odd;

  const uint64_t digits = value / 4;
  if (digits >= 10) {
    const uint64_t tens = digits / 10;
    const bool down_inside = lower <= 40 * tens;
    const bool up_inside = 40 * tens + 40 <= upper;
    if (down_inside != up_inside) return {tens + up_inside, k + 1};
  }
  const bool down_inside = lower <= 4 * digits;
  const bool up_inside = 4 * digits + 4 <= upper;
  if (down_inside != up_inside) return {digits + up_inside, k};
  const uint64_t half = 4 * digits + 2;
  const bool up = value > half || (value == half && (digits & 1) != 0);
  return {digits + up, k};
}

size_t decimal_length(uint64_t value) {
  size_t length = 1;
  for (uint64_t power = 10; length < 19 && value >= power; power *= 10) ++length;
  return length;
}

base::Limb power10_limb(size_t exponent) {
  base::Limb power = 1;
  for (; exponent > 0; --exponent) power *= 10;
  return power;
}

// Adds one to the number that `digits` are; returns whether it is now a power of ten that needs a
// digit more, in which case the digits are a 1 and zeros.
bool increment(char* digits, size_t count) {
  for (size_t i = count; i-- > 0;) {
    if (digits[i] != '9') {
      ++digits[i];
      return false;
    }
    digits[i] = '0';
  }
  if (count > 0) digits[0] = '1';
  return true;
}

// The first `count` digits of the stream rounded half to even; returns what `increment` does.
bool rounded_digits(DigitStream& stream, char* digits, size_t count) {
  size_t done = 0;
  while (count - done >= kChunkDigits) {
    if (stream.exhausted()) {
      std::memset(digits + done, '0', count - done);
      return false;
    }
    done += kChunkDigits;
    write_decimal(digits + done, stream.next(), kChunkDigits);
  }
  // The chunk in which the digits end.
  const size_t kept = count - done;
  const base::Limb unit = power10_limb(kChunkDigits - kept);
  const base::Limb chunk = stream.next();
  write_decimal(digits + count, chunk / unit, kept);
  const base::Limb rest = chunk % unit;
  const bool last_is_odd = count > 0 && (digits[count - 1] & 1) != 0;
  const bool up = rest == unit / 2 ? !stream.exhausted() || last_is_odd : rest > unit / 2;
  return up && increment(digits, count);
}

// Upper bound of the point of a number that is not zero.
int max_point(const FloatParts& parts) {
  return floor_log10_of_power2(parts.exponent + static_cast<int>(std::bit_width(parts.mantissa)) -
                               1) +
         2;
}

}  // namespace

Decimal shortest_digits(const FloatParts& parts, const FloatLayout& layout, char* digits) {
  if (parts.mantissa == 0) return {0, 1};
  const Scaled scaled = shortest(parts.mantissa, parts.exponent, layout);
  const size_t length = decimal_length(scaled.digits);
  write_decimal(digits + length, scaled.digits, length);
  size_t count = length;
  while (digits[count - 1] == '0') --count;
  return {count, scaled.exponent + static_cast<int>(length)};
}

template <typename Float>
Decimal shortest_digits(Float value, char* digits) {
  return shortest_digits(take_apart(value), layout_of<Float>(), digits);
}
template Decimal shortest_digits(double value, char* digits);
template Decimal shortest_digits(float value, char* digits);

Decimal significant_digits(const FloatParts& parts, char* digits, size_t count) {
  if (parts.mantissa == 0) {
    std::memset(digits, '0', count);
    return {count, 1};
  }
  DigitStream stream(parts.mantissa, parts.exponent);
  const bool longer = rounded_digits(stream, digits, count);
  return {count, stream.point() + longer};
}

Decimal fixed_digits(const FloatParts& parts, char* digits, size_t places) {
  const int zero_point = -static_cast<int>(places);
  if (parts.mantissa == 0) return {0, zero_point};
  DigitStream stream(parts.mantissa, parts.exponent);
  const int64_t count = stream.point() + static_cast<int64_t>(places);
  if (count < 0) return {0, zero_point};
  if (!rounded_digits(stream, digits, static_cast<size_t>(count))) {
    return {static_cast<size_t>(count), stream.point()};
  }
  // One digit more in front is one more in all: 9.99 to 10.0.
  digits[count] = count == 0 ? '1' : '0';
  return {static_cast<size_t>(count) + 1, stream.point() + 1};
}

size_t fixed_capacity(const FloatParts& parts, size_t places) {
  if (parts.mantissa == 0) return 0;
  const int64_t count = max_point(parts) + static_cast<int64_t>(places) + 1;
  return count < 0 ? 0 : static_cast<size_t>(count);
}

Decimal significant_digits(double value, char* digits, size_t count) {
  return significant_digits(take_apart(value), digits, count);
}
Decimal fixed_digits(double value, char* digits, size_t places) {
  return fixed_digits(take_apart(value), digits, places);
}
size_t fixed_capacity(double value, size_t places) {
  return fixed_capacity(take_apart(value), places);
}

}  // namespace ts::text
