// Walks any iterable from native code: lists and tuples by index, without an iterator, everything
// else through the protocol. Every step is a safe point. Not for types that need a snapshot.

#pragma once

#include "object/runtime.h"

namespace ts::modules {

using namespace object;

class Iteration {
 public:
  explicit Iteration(Thread& t) : thread_(t) {}

  /// Begins with `iterable`; false with an exception pending. May run Python.
  bool start(Value iterable) {
    by_index_ = is_exact(iterable, numbers::kList) || is_exact(iterable, numbers::kTuple);
    index_ = 0;
    source_ = by_index_ ? iterable : iter(thread_, iterable);
    return static_cast<bool>(source_);
  }

  /// The next item, kStop at the end, all-zero with an exception pending. May run Python.
  Value next() {
    TS_POLL(thread_);
    if (!by_index_) return object::next(thread_, source_);
    if (source_.cell()->type_number() == numbers::kList) {
      auto* list = static_cast<List*>(source_.cell());
      return index_ < list->length ? list->items()[index_++] : kStop;
    }
    auto* tuple = static_cast<Tuple*>(source_.cell());
    return index_ < tuple->length ? tuple->items()[index_++] : kStop;
  }

 private:
  Thread& thread_;
  Value source_;
  size_t index_ = 0;
  bool by_index_ = false;
};

}  // namespace ts::modules
