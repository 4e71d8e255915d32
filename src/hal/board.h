// What a port or board says of itself: texts of sys.platform, sys.implementation and the banner.

#pragma once

namespace ts::hal {

extern const char* const kPlatform;  ///< sys.platform as MicroPython names the port: "linux"
extern const char* const kMachine;   ///< "BOARD with MCU"
extern const char* const kBuild;     ///< "BOARD" or "BOARD-VARIANT"

}  // namespace ts::hal
