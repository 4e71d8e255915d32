// Warnings of the compiler on sys.stderr, as CPython shows them by default.

#include "modules/sys.h"
#include "vm/frame.h"

namespace ts::vm {

void show_warning(Thread& t, const char* category, Value filename, uint32_t line, std::string_view message) {
  Value saved = t.pending ? take_pending(t) : Value();
  Value err = modules::sys_attribute(t, TS_NAME(stderr));
  if (err && !err.is_absent() && !err.is_none()) {
    StrBuilder b(t);
    b.append(filename);
    b.append(":");
    b.append(str(t, Value::from_int(static_cast<intptr_t>(line))));
    b.append(": ");
    b.append(category);
    b.append(": ");
    b.append(message);
    b.append("\n");
    Value text = b.finish();
    if (text) call_method(t, err, TS_NAME(write), {text});
  }
  if (t.pending) take_pending(t);
  t.pending = saved;
}

}  // namespace ts::vm
