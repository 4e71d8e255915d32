// Python text that is part of the program: modules/python/*.py, turned into constants by
// tools/embed_python.py. A module's table names its text as ModuleDefinition::source.

#pragma once

namespace ts::modules {

extern const char kAtexitSource[];
extern const char kHelpSource[];
extern const char kOsSource[];
extern const char kOsPathSource[];
extern const char kFutureSource[];
extern const char kSreSource[];
extern const char kStringSource[];
extern const char kStringModuleSource[];
extern const char kTemplatelibSource[];
extern const char kStrptimeSource[];
extern const char kThreadSource[];
extern const char kWarningsSource[];
extern const char kWeakrefSource[];

}  // namespace ts::modules
