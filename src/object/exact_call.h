// For native functions that work on much data while Python code runs (sort): keeps their frames
// from being scanned, so that compaction may move what they work on. Everything they need is in
// traced memory (a RegisterWindow, and cells reached from there) and read anew after each call.
//
//   Value f(Thread& t, ...) {                       // callers' frames are scanned as ever
//     return with_exact_stack(t, [&] { ... });      // the body calls a noinline function, in
//     which:
//   }
//   { ExactCall exact(t); result = call(t, ...); }  // frames between the two are not scanned
//   during this call

#pragma once

#include "object/runtime.h"

namespace ts::object {

/// Runs `body`, whose frames ExactCall can hide, in a native stretch of its own. The registers that
/// callers left behind are saved in this frame, which belongs to their stretch.
template <class F>
[[gnu::noinline]] auto with_exact_stack(Thread& t, F body) {
  __builtin_unwind_init();
  heap::NativeStretch inner{heap::stack_pointer(), heap::stack_pointer(), t.stretch};
  if (t.stretch) t.stretch->low = heap::stack_pointer();
  t.stretch = &inner;
  auto result = body();
  t.stretch = inner.previous;
  return result;
}

/// While it lives, frames between the caller's and the enclosing with_exact_stack are not scanned.
class ExactCall {
 public:
  [[gnu::always_inline]] explicit ExactCall(Thread& t)
      : stretch_(t.stretch), high_(stretch_->high) {
    stretch_->high = heap::stack_pointer();
  }
  ~ExactCall() { stretch_->high = high_; }
  ExactCall(const ExactCall&) = delete;
  ExactCall& operator=(const ExactCall&) = delete;

 private:
  heap::NativeStretch* stretch_;
  uintptr_t high_;
};

}  // namespace ts::object
