// Modules that are written in Python alone.

#include "modules/modules.h"
#include "modules/python_sources.h"

namespace ts::modules {

extern const bind::ModuleDefinition kHelpModule{TS_NAME(_help), "The function help.", {}, {},
                                                nullptr,        kHelpSource};

extern const bind::ModuleDefinition kFutureModule{
    TS_NAME(__future__), "Features that a program can ask for.", {}, {}, nullptr, kFutureSource};

extern const bind::ModuleDefinition kNativeStringModule{
    TS_NAME(_string), "Helpers of string.Formatter.", {}, {}, nullptr, kStringSource};

extern const bind::ModuleDefinition kSreModule{
    TS_NAME(_sre), "The matcher that re of CPython 3.11 uses.", {}, {}, nullptr, kSreSource};

extern const bind::ModuleDefinition kStringModule{
    TS_NAME(string), "A collection of string constants.", {}, {}, nullptr, kStringModuleSource};

namespace {
const bind::Constant kTemplateConstants[] = {
    {TS_NAME(Template), &object::kTemplateType},
    {TS_NAME(Interpolation), &object::kInterpolationType},
};
}  // namespace
extern const bind::ModuleDefinition kTemplateModule{
    TS_STR("string.templatelib"), "Support for template string literals (t-strings).", {}, kTemplateConstants, nullptr,
    kTemplatelibSource};

extern const bind::ModuleDefinition kThreadModule{
    TS_NAME(_thread), "Locks for one thread.", {}, {}, nullptr, kThreadSource};

extern const bind::ModuleDefinition kStrptimeModule{
    TS_NAME(_strptime), "The function time.strptime.", {}, {}, nullptr, kStrptimeSource};

}  // namespace ts::modules
