// The texts of modules/python/*.py as constants.

#include "modules/python_sources.h"

namespace ts::modules {

#include "generated/python_sources.inc"

}  // namespace ts::modules
