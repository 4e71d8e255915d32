// Ctrl-C on the host: the SIGINT handler sets bits in the machine's poll word.

#include "hal/interrupt.h"

#include <signal.h>
#include <time.h>

#include <algorithm>

#include "hal/clock.h"
#include "ports/host/attention.h"

namespace ts::hal {

namespace {

// The handler has no argument to find the machine by.
std::atomic<std::atomic<uint32_t>*> target{nullptr};
std::atomic<uint32_t> target_bits{0};

void handle_interrupt(int) {
  auto* word = target.load(std::memory_order_relaxed);
  if (word != nullptr) word->fetch_or(target_bits.load(std::memory_order_relaxed));
}

void set_handler(void (*handler)(int)) {
  struct sigaction action {};
  action.sa_handler = handler;
  sigemptyset(&action.sa_mask);
  sigaction(SIGINT, &action, nullptr);  // no SA_RESTART: a blocked read ends with EINTR
}

}  // namespace

void set_interrupt_target(std::atomic<uint32_t>* word, uint32_t bits) {
  target_bits.store(bits);
  target.store(word);
  set_handler(word != nullptr ? handle_interrupt : SIG_DFL);
}

void set_interrupt_character(int character) {
  set_handler(character == 3 ? handle_interrupt : SIG_IGN);
}

bool attention_wanted() {
  auto* word = target.load(std::memory_order_relaxed);
  return word != nullptr && word->load(std::memory_order_relaxed) != 0;
}

namespace host {

AttentionWindow::AttentionWindow() {
  sigset_t blocked;
  sigemptyset(&blocked);
  sigaddset(&blocked, SIGINT);
  sigprocmask(SIG_BLOCK, &blocked, &before_);
}

AttentionWindow::~AttentionWindow() { sigprocmask(SIG_SETMASK, &before_, nullptr); }

int AttentionWindow::poll(pollfd* files, unsigned count, uint64_t deadline) {
  if (deadline == kForever) return ppoll(files, count, nullptr, &before_);
  uint64_t now = monotonic_ns();
  uint64_t left = deadline > now ? deadline - now : 0;
  timespec timeout;
  timeout.tv_sec = static_cast<time_t>(std::min<uint64_t>(left / 1'000'000'000u, 1'000'000'000u));
  timeout.tv_nsec = static_cast<long>(left % 1'000'000'000u);
  return ppoll(files, count, &timeout, &before_);
}

}  // namespace host

}  // namespace ts::hal
