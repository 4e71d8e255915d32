// Ctrl-C: how a port tells the machine that somebody wants its attention.

#pragma once

#include <atomic>
#include <cstdint>

namespace ts::hal {

/// From now on Ctrl-C sets `bits` in `word` (Thread::poll), from interrupt context, and wakes every
/// waiting function of this folder. nullptr: Ctrl-C has its usual effect again. Call at start-up.
void set_interrupt_target(std::atomic<uint32_t>* word, uint32_t bits);

/// The character that interrupts: 3 at start, -1 for none. On a PC anything but 3 turns Ctrl-C off.
void set_interrupt_character(int character);

/// True when the poll word of set_interrupt_target is not 0.
bool attention_wanted();

}  // namespace ts::hal
