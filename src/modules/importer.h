// Importing: sys.modules, built-in modules, files and packages of sys.path.

#pragma once

#include "bind/module.h"
#include "vm/frame.h"

namespace ts::modules {

/// The modules of the product, ended by a nullptr. Defined by the application.
extern const bind::ModuleDefinition* const kModuleList[];

/// Reads a whole file into a bytes object. OSError on failure.
bind::Value read_file(bind::Thread& t, bind::Value path);
/// Imports module `name` (absolute, dotted), its parents first, and returns it.
bind::Value import_absolute(bind::Thread& t, bind::Value name);

}  // namespace ts::modules
