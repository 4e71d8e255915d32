// Counts the work of a long operation on limbs and polls when enough has been done. Private to
// limbs*.cpp.
#pragma once

#include "base/limbs.h"

namespace ts::base {

/// One unit is one limb multiplied: about 1 ns on a PC, 60 cycles on a Cortex-M0.
class Work {
 public:
  explicit Work(const Poll& poll) : poll_(poll) {}

  /// Records `units` of work; false when the operation is to stop.
  bool spend(size_t units) {
    if (units < left_) {
      left_ -= units;
      return true;
    }
    left_ = kUnitsPerPoll;
    return poll_.step == nullptr || poll_.step(poll_.context);
  }

 private:
  static constexpr size_t kUnitsPerPoll = sizeof(Limb) == 8 ? 400'000 : 1'000;
  const Poll& poll_;
  size_t left_ = kUnitsPerPoll;
};

}  // namespace ts::base
