// What other modules need of sys.

#pragma once

#include "object/runtime.h"

namespace ts::modules {

using namespace object;

/// sys.<name>, or kAbsent. Never raises.
Value sys_attribute(const Thread& t, const Str* name);

}  // namespace ts::modules
