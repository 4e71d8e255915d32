// The host's texts about itself.

#include "hal/board.h"

namespace ts::hal {

#if defined(__x86_64__)
#define HOST_CPU "x86_64"
#elif defined(__aarch64__)
#define HOST_CPU "aarch64"
#else
#define HOST_CPU "unknown"
#endif

extern const char* const kPlatform = "linux";
extern const char* const kMachine = "host with " HOST_CPU;
extern const char* const kBuild = "HOST";

}  // namespace ts::hal
