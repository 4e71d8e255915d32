// Values for the constant tables of modules: ints and floats that may not fit a word, and tuples.

#pragma once

#include "object/objects.h"

namespace ts::modules {

using namespace object;

/// An int of up to 64 bits in flash.
struct StaticInt {
  Int head;
  base::Limb limbs[8 / sizeof(base::Limb)];
};

consteval StaticInt make_static_int(uint64_t magnitude, uint32_t negative = 0) {
  StaticInt result{};
  result.head.header = heap::static_header(numbers::kInt).header;
  constexpr size_t kCount = 8 / sizeof(base::Limb);
  for (size_t i = 0; i < kCount; i++) {
    result.limbs[i] = static_cast<base::Limb>(magnitude >> (i * base::kLimbBits % 64));
    if (result.limbs[i]) result.head.limbs = static_cast<uint32_t>(i + 1);
  }
  result.head.negative = negative;
  return result;
}

template <uint64_t N>
inline constexpr StaticInt kStaticInt = make_static_int(N);

/// The int `N`, wherever it has to stand on this machine.
template <uint64_t N>
consteval Value static_int() {
  if (N <= static_cast<uint64_t>(Value::kMaxInt)) return Value::from_int(static_cast<intptr_t>(N));
  return Value(&kStaticInt<N>.head);
}

consteval Float make_static_float(double value) {
  Float result{};
  result.header = heap::static_header(numbers::kFloat).header;
  result.value = value;
  return result;
}

template <double D>
inline constexpr Float kStaticFloat = make_static_float(D);

/// A tuple in flash.
template <size_t N>
struct StaticTuple {
  Tuple head;
  Value items[N];
};

template <class... V>
consteval StaticTuple<sizeof...(V)> make_static_tuple(TypeNumber type, V... values) {
  return {{{heap::static_header(type).header}, sizeof...(V), 0}, {values...}};
}

}  // namespace ts::modules
