// What the two files of the module itertools share.

#pragma once

#include "modules/modules.h"
#include "object/containers.h"

namespace ts::modules {

using namespace object;

/// A type of the module: may be subclassed, in flash.
consteval Type itertools_type(TypeNumber number, const Str* name, const Slots* slots,
                              const Attributes* attributes, Layout layout, uint32_t flags = 0) {
  return bind::make_type(number, name, &object::kObjectType, slots, attributes, layout,
                         bind::kTypeBase | bind::kTypeNoWeakReferences | flags, TS_NAME(itertools));
}

}  // namespace ts::modules
