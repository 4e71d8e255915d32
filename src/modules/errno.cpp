// The module errno: Linux's numbers on every board, from base/errno_names.def.

#include "base/errno.h"

#include "modules/modules.h"
#include "object/runtime.h"

namespace ts::modules {

using namespace object;

namespace {

const bind::Constant kConstants[] = {
#define X(name, number, message) {TS_STR(#name), Value::from_int(number)},
#include "base/errno_names.def"
#undef X
    {TS_NAME(EWOULDBLOCK), Value::from_int(11)},
    {TS_NAME(EDEADLK), Value::from_int(35)},
    {TS_NAME(EOPNOTSUPP), Value::from_int(95)},
};

bool initialize(Thread& t, Value dict) {
  Dict* codes = make_dict(t);
  if (!codes) return false;
#define X(name, number, message) \
  if (!dict_set(t, codes, Value::from_int(number), TS_STR(#name))) return false;
#include "base/errno_names.def"
#undef X
  return bind::module_set(t, dict, TS_NAME(errorcode), Value(codes));
}

}  // namespace

extern const bind::ModuleDefinition kErrnoModule{
    TS_NAME(errno), "Error numbers of the system.", {}, kConstants, initialize};

}  // namespace ts::modules
