// Waiting that Ctrl-C ends without a race: SIGINT is held back except inside ppoll.

#pragma once

#include <poll.h>
#include <signal.h>

#include <cstdint>

#include "hal/interrupt.h"

namespace ts::hal::host {

class AttentionWindow {
 public:
  AttentionWindow();
  ~AttentionWindow();
  AttentionWindow(const AttentionWindow&) = delete;
  AttentionWindow& operator=(const AttentionWindow&) = delete;

  /// ppoll with signals open, until `deadline` of monotonic_ns() (hal::kForever: no end).
  int poll(pollfd* files, unsigned count, uint64_t deadline);

 private:
  sigset_t before_;
};

}  // namespace ts::hal::host
