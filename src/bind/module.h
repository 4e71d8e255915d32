// How a module is declared: constant data in flash. Importing it makes one small object; its names are looked up in
// these tables until a program writes to the module or asks for its __dict__.

#pragma once

#include "bind/type.h"

namespace ts::bind {

struct ModuleDefinition {
  const Str* name;
  const char* doc;
  std::span<const Native> functions;
  std::span<const Constant> constants;   ///< plain values and types: {TS_NAME(pi), ...}, {TS_NAME(deque), &kDequeType}
  /// Computed once at import, for what cannot be constant (sys.argv, os.environ): puts entries into `dict` (a dict).
  bool (*initialize)(Thread& thread, Value dict) = nullptr;
  /// Python text that is run in the module's namespace at import, or nullptr.
  const char* source = nullptr;
};

/// Adds `name`: `value` to a module's dict from `initialize`. False with an exception pending.
bool module_set(Thread& thread, Value dict, const Str* name, Value value);

}  // namespace ts::bind
