// The attribute tuples of sys.

#pragma once

#include "object/runtime.h"

namespace ts::modules {

using namespace object;

/// All of sys that is constant: version, version_info, maxsize ...
inline constexpr size_t kSysConstantCount = 14;
extern const bind::Constant kSysConstants[kSysConstantCount];

/// sys.implementation; the texts come from the port.
Value make_implementation(Thread& t, const char* machine, const char* build);

}  // namespace ts::modules
