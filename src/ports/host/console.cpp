// The console of the host: the terminal or pipe on standard input and output.

#include "hal/console.h"

#include <sys/ioctl.h>
#include <termios.h>
#include <unistd.h>

#include "hal/clock.h"
#include "hal/interrupt.h"

namespace ts::hal {

namespace {

termios lines_mode;  // the terminal as it was before kKeys
bool keys_mode_active = false;

}  // namespace

Transfer console_read(uint8_t* data, size_t n, uint64_t deadline) {
  uint32_t ready;
  Errno error = file_poll(0, kPollIn, deadline, ready);
  if (error != Errno::kOk) return {0, error};
  if (ready == 0) return {0, Errno::kEAGAIN};
  return file_read(0, data, n);
}

Transfer console_write(const uint8_t* data, size_t n) {
  size_t done = 0;
  while (done < n) {
    Transfer part = file_write(1, data + done, n - done);
    if (part.error == Errno::kEINTR && !attention_wanted()) continue;
    if (part.error != Errno::kOk) return {done, part.error};
    done += part.count;
  }
  return {done, Errno::kOk};
}

bool console_is_terminal() { return file_is_terminal(0) && file_is_terminal(1); }

void set_console_mode(ConsoleMode mode) {
  if (mode == ConsoleMode::kLines) {
    if (keys_mode_active) tcsetattr(0, TCSADRAIN, &lines_mode);
    keys_mode_active = false;
    return;
  }
  if (keys_mode_active || tcgetattr(0, &lines_mode) != 0) return;
  termios keys = lines_mode;
  keys.c_lflag &= ~static_cast<tcflag_t>(ICANON | ECHO | ISIG | IEXTEN);
  keys.c_iflag &= ~static_cast<tcflag_t>(IXON | ICRNL | INLCR);
  keys.c_cc[VMIN] = 1;
  keys.c_cc[VTIME] = 0;
  if (tcsetattr(0, TCSADRAIN, &keys) == 0) keys_mode_active = true;
}

ConsoleSize console_size(FileHandle handle) {
  winsize size{};
  if (ioctl(handle, TIOCGWINSZ, &size) != 0) return {0, 0};
  return {size.ws_col, size.ws_row};
}

}  // namespace ts::hal
