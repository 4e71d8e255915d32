// Names and messages of error numbers, from errno_names.def.

#include "base/errno.h"

namespace ts::base {

const char* errno_message(int number) {
  switch (number) {
#define X(name, value, message) \
  case value:                   \
    return message;
#include "base/errno_names.def"
#undef X
    default:
      return nullptr;
  }
}

const char* errno_name(int number) {
  switch (number) {
#define X(name, value, message) \
  case value:                   \
    return #name;
#include "base/errno_names.def"
#undef X
    default:
      return nullptr;
  }
}

}  // namespace ts::base
