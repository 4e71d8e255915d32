// What the files of the module os share.

#pragma once

#include "hal/files.h"
#include "object/runtime.h"

namespace ts::modules {

using namespace object;

Value make_stat_result(Thread& t, const hal::FileStatus& status);
Value make_volume_result(Thread& t, const hal::VolumeStatus& status);

}  // namespace ts::modules
