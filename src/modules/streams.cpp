// The list of native types that are streams (bind/stream.h).

#include "bind/stream.h"

namespace ts::modules {

extern const bind::Stream kFileStream;

}  // namespace ts::modules

namespace ts::bind {

namespace {

struct StreamType {
  TypeNumber type;
  const Stream* stream;
};

constexpr StreamType kStreamTypes[] = {
    {heap::type_numbers::kFileIO, &modules::kFileStream},
};

}  // namespace

const Stream* stream_of(const Vm& vm, Value object) {
  for (const StreamType& row : kStreamTypes) {
    if (is_instance_of_native(vm, object, row.type)) return row.stream;
  }
  return nullptr;
}

}  // namespace ts::bind
