// Template and Interpolation: what a t-string evaluates to (PEP 750).

#pragma once

#include "object/runtime.h"

namespace ts::object {

struct Template : Cell {
  static constexpr TypeNumber kType = numbers::kTemplate;
  Value strings;         ///< tuple of strs, one more than there are interpolations
  Value interpolations;  ///< tuple
};

struct Interpolation : Cell {
  static constexpr TypeNumber kType = numbers::kInterpolation;
  Value value, expression, conversion, format_spec;
};

/// `strings` has one more item than `interpolations`; both are tuples.
Value make_template(Thread& t, Value strings, Value interpolations);
/// `conversion`: None or the str "a", "r" or "s".
Value make_interpolation(Thread& t, Value value, Value expression, Value conversion,
                         Value format_spec);

}  // namespace ts::object
