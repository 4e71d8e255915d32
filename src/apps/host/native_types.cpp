// What this product contains: the native types by number and the modules.

#include "bind/module.h"
#include "modules/importer.h"
#include "modules/modules.h"

namespace ts::object {
// A type that is not linked in leaves its entry empty.
#define TYPE(name) [[gnu::weak]] extern const Type k##name##Type;
#include "heap/type_numbers.def"
#undef TYPE
}  // namespace ts::object

const ts::bind::Type* const ts::bind::kNativeTypes[] = {
#define TYPE(name) &ts::object::k##name##Type,
#include "heap/type_numbers.def"
#undef TYPE
};

namespace ts::modules {

const bind::ModuleDefinition* const kModuleList[] = {
    &kBuiltinsModule, &kCollectionsModule, &kErrnoModule, &kGcModule, &kIoModule, &kItertoolsModule, &kMathModule, &kCmathModule, &kMicroPythonModule,
    &kOperatorModule, &kOsModule, &kOsPathModule, &kSysModule, &kTimeModule, &kWeakrefModule,
    &kHelpModule, &kNativeWeakrefModule, &kPosixModule, &kFutureModule, &kNativeStringModule, &kSreModule, &kStringModule, &kTemplateModule, &kStrptimeModule, &kAtexitModule, &kNativeWarningsModule, &kWarningsModule,
    &kThreadModule, nullptr,
};

}  // namespace ts::modules
