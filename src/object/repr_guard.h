// Stops the printing of containers that contain themselves: `with` an object already being printed,
// entered() is false and the caller prints "[...]". The mark is a flag in the cell (kFlagKind1 of
// containers), so that it costs no memory and follows the cell when it moves.

#pragma once

#include "object/runtime.h"

namespace ts::object {

class ReprGuard {
 public:
  explicit ReprGuard(Value container) : cell_(container.cell()) {
    entered_ = !cell_->has(heap::kFlagKind1);
    if (entered_ && !cell_->is_static()) cell_->set(heap::kFlagKind1);
  }
  ~ReprGuard() {
    if (entered_ && !cell_->is_static()) cell_->clear(heap::kFlagKind1);
  }
  ReprGuard(const ReprGuard&) = delete;
  ReprGuard& operator=(const ReprGuard&) = delete;

  /// False: the container is being printed further up.
  bool entered() const { return entered_; }

 private:
  Cell* cell_;  // in a native stack frame: the collector does not move the cell meanwhile
  bool entered_;
};

}  // namespace ts::object
