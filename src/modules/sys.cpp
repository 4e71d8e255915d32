// The module sys: functions, and what is computed at start-up. Constant data are in sys_info.cpp.
// A name that would promise what does not work here is absent. Follows the Library Reference,
// "sys".

#include "modules/sys.h"

#include "hal/board.h"
#include "modules/importer.h"
#include "modules/modules.h"
#include "modules/standard_streams.h"
#include "modules/sys_info.h"
#include "vm/builtins.h"
#include "vm/frame_objects.h"
#include "vm/traceback.h"

namespace ts::modules {

void flush_standard_streams(Thread& t) {
  flush_forgotten_files(t);
  for (const Str* name : {TS_NAME(stdout), TS_NAME(stderr)}) {
    Value stream = sys_attribute(t, name);
    if (stream.is_absent() || stream.is_none()) continue;
    if (!call_method(t, stream, TS_NAME(flush))) take_pending(t);
  }
}

namespace {

// --------------------------------------------------------------------------- exceptions and exit

Value sys_exit(Thread& t, Value status) {
  if (!status) return raise_object(t, TS_TRY(make_exception(t, numbers::kSystemExit, {})));
  return raise_object(t, TS_TRY(make_exception(t, numbers::kSystemExit, std::span(&status, 1))));
}

Value sys_exception(Thread& t) { return t.handled ? t.handled : kNone; }

Value sys_exc_info(Thread& t) {
  Value exception = t.handled;
  if (!exception || exception.is_none()) return make_tuple(t, {kNone, kNone, kNone});
  Value traceback = static_cast<Exception*>(exception.cell())->traceback;
  return make_tuple(t, {Value(type_of(t, exception)), exception, traceback ? traceback : kNone});
}

Value standard_error(Thread& t) {
  Value file = sys_attribute(t, TS_NAME(stderr));
  return file.is_absent() ? kNone : file;
}

Value sys_excepthook(Thread& t, Value, Value exception, Value) {
  Value file = standard_error(t);
  if (file.is_none()) return kNone;
  if (!is_instance_of_native(*t.vm, exception, numbers::kBaseException)) {
    return raise(t, numbers::kTypeError, "excepthook() argument 2 must be an exception, not {}",
                 TypeOf{exception});
  }
  if (!vm::print_exception(t, exception, file)) return {};
  return kNone;
}

Value sys_print_exception(Thread& t, Value exception, Value file) {
  if (!is_instance_of_native(*t.vm, exception, numbers::kBaseException)) {
    return raise(t, numbers::kTypeError, "print_exception() argument must be an exception, not {}",
                 TypeOf{exception});
  }
  if (!file) file = sys_attribute(t, TS_NAME(stdout));
  if (file.is_absent() || file.is_none()) return kNone;
  if (!vm::print_exception(t, exception, file)) return {};
  return kNone;
}

Value sys_unraisablehook(Thread& t, Value unraisable) {
  Value file = standard_error(t);
  if (file.is_none()) return kNone;
  Value exception = TS_TRY(get_attr(t, unraisable, TS_NAME(exc_value)));
  Value object = TS_TRY(find_attr(t, unraisable, TS_NAME(object)));
  Value message = TS_TRY(find_attr(t, unraisable, TS_NAME(err_msg)));
  StrBuilder text(t);
  if (message.is_absent() || message.is_none()) {
    text.append("Exception ignored in");
  } else {
    text.append(TS_TRY(str(t, message)));
  }
  text.append(": ");
  if (!object.is_absent() && !object.is_none()) text.append(TS_TRY(repr(t, object)));
  text.append("\n");
  TS_TRY(call_method(t, file, TS_NAME(write), {TS_TRY(text.finish())}));
  if (!exception.is_none() && !vm::print_exception(t, exception, file)) return {};
  return kNone;
}

Value sys_displayhook(Thread& t, Value object) {
  if (object.is_none()) return kNone;
  Value builtins = t.vm->roots.builtins;
  if (!set_attr(t, builtins, TS_NAME(_), kNone)) return {};
  Value text = TS_TRY(repr(t, object));
  Value file = sys_attribute(t, TS_NAME(stdout));
  if (file.is_absent()) return raise(t, numbers::kRuntimeError, "lost sys.stdout");
  if (!file.is_none()) {
    TS_TRY(call_method(t, file, TS_NAME(write), {text}));
    TS_TRY(call_method(t, file, TS_NAME(write), {Value(TS_STR("\n"))}));
  }
  if (!set_attr(t, builtins, TS_NAME(_), object)) return {};
  return kNone;
}

Value sys_breakpointhook(Thread& t, Args, Kwargs) {
  return raise(t, numbers::kNotImplementedError, "there is no debugger; set sys.breakpointhook");
}

// --------------------------------------------------------------------------------------- limits

Value sys_getrecursionlimit(Thread& t) { return make_int(t, t.depth_limit); }

Value sys_setrecursionlimit(Thread& t, intptr_t limit) {
  if (limit < 1) {
    return raise(t, numbers::kValueError, "recursion limit must be greater or equal than 1");
  }
  if (limit > INT32_MAX) {
    return raise(t, numbers::kOverflowError, "Python int too large to convert to C int");
  }
  if (static_cast<uint32_t>(limit) <= t.depth) {
    return raise(t, numbers::kRecursionError,
                 "cannot set the recursion limit to {} at the recursion depth {}: the limit is too "
                 "low",
                 limit, t.depth);
  }
  t.depth_limit = static_cast<uint32_t>(limit);
  return kNone;
}

Value sys_get_int_max_str_digits(Thread& t) { return make_int(t, t.vm->int_max_str_digits); }

Value sys_set_int_max_str_digits(Thread& t, intptr_t digits) {
  if (digits != 0 && digits < 640) {
    return raise(t, numbers::kValueError, "maxdigits must be >= 640 or 0 for unlimited");
  }
  if (digits > INT32_MAX) {
    return raise(t, numbers::kOverflowError, "Python int too large to convert to C int");
  }
  t.vm->int_max_str_digits = static_cast<uint32_t>(digits);
  return kNone;
}

// --------------------------------------------------------------------------------------- frames

/// A running function and the offset of the instruction it is at.
struct Position {
  Value function;
  uint32_t pc;
};

/// The Python frame `depth` levels up. False: there are not so many.
bool running_frame(Thread& t, intptr_t depth, Position& out) {
  Value* base = t.base;
  if (!base || base <= t.registers) return false;
  auto pc = static_cast<uint32_t>(t.pc - vm::frame_function(base)->code->code);
  for (; depth > 0; depth--) {
    vm::Link link = vm::Link::unpack(base[-1]);
    base -= link.distance();
    if (base <= t.registers) return false;
    pc = link.pc;
  }
  out = {Value(vm::frame_function(base)), pc > 0 ? pc - 1 : 0};
  return true;
}

Value sys_getframe(Thread& t, Opt<intptr_t> depth) {
  Position at;
  if (!running_frame(t, depth.or_else(0), at)) {
    return raise(t, numbers::kValueError, "call stack is not deep enough");
  }
  return vm::make_frame(t, at.function, at.pc);
}

Value sys_getframemodulename(Thread& t, Opt<intptr_t> depth) {
  Position at;
  if (!running_frame(t, depth.or_else(0), at)) return kNone;
  Value name = TS_TRY(find_attr(t, at.function, TS_NAME(__module__)));
  return name.is_absent() ? kNone : name;
}

// -------------------------------------------------------------------------------------- objects

size_t storage_bytes(const Vm& vm, const Cell* storage) {
  return storage && !storage->is_static() ? heap::Heap::cell_bytes(vm, storage) : 0;
}

/// The bytes of an object with the storage that belongs to it alone.
size_t bytes_of(const Vm& vm, Value v) {
  if (!v.is_cell()) return sizeof(Value);
  size_t bytes = heap::Heap::cell_bytes(vm, v.cell());
  if (is_instance_of_native(vm, v, numbers::kList)) {
    bytes += storage_bytes(vm, static_cast<List*>(v.cell())->storage);
  } else if (is_instance_of_native(vm, v, numbers::kDict)) {
    auto* dict = static_cast<Dict*>(v.cell());
    bytes += storage_bytes(vm, dict->entries) + storage_bytes(vm, dict->index) +
             storage_bytes(vm, dict->hashes);
  } else if (is_instance_of_native(vm, v, numbers::kSet) ||
             is_instance_of_native(vm, v, numbers::kFrozenSet)) {
    auto* set = static_cast<Set*>(v.cell());
    bytes += storage_bytes(vm, set->entries) + storage_bytes(vm, set->index) +
             storage_bytes(vm, set->hashes);
  } else if (is_instance_of_native(vm, v, numbers::kByteArrayObject)) {
    bytes += storage_bytes(vm, static_cast<ByteArrayObject*>(v.cell())->storage);
  }
  return bytes;
}

Value sys_getsizeof(Thread& t, Value object, Value otherwise) {
  if (type_of(t, object)->flags & bind::kTypeHeap) {
    Value size = TS_TRY(call_special(t, object, TS_NAME(__sizeof__)));
    intptr_t n;
    if (!size.is_absent()) {
      if (!to_index(t, size, n)) {
        if (!otherwise || !pending_matches(t, numbers::kTypeError)) return {};
        take_pending(t);
        return otherwise;
      }
      if (n < 0) return raise(t, numbers::kValueError, "__sizeof__() should return >= 0");
      return size;
    }
  }
  return make_int(t, static_cast<int64_t>(bytes_of(*t.vm, object)));
}

Value sys_intern(Thread& t, Value text) {
  if (!is_str(text)) {
    return raise(t, numbers::kTypeError, "intern() argument must be str, not {}", TypeOf{text});
  }
  return intern(t, text);
}

Value sys_is_interned(Thread& t, Str* text) {
  Value same = TS_TRY(Value(intern(t, text->view())));
  return Value::from_bool(same == Value(text));
}

Value sys_getdefaultencoding(Thread&) { return TS_STR("utf-8"); }
Value sys_getfilesystemencodeerrors(Thread&) { return TS_NAME(surrogateescape); }
Value sys_is_finalizing(Thread&) { return kFalse; }

const Native kFunctions[] = {
    TS_FUNCTION(sys_breakpointhook, TS_NAME(breakpointhook), "*args, **kws", nullptr),
    TS_FUNCTION(sys_displayhook, TS_NAME(displayhook), "object, /",
                "Print an object to sys.stdout and also save it in builtins._"),
    TS_FUNCTION(sys_exc_info, TS_NAME(exc_info), "",
                "Return current exception information: (type, value, traceback)."),
    TS_FUNCTION(sys_excepthook, TS_NAME(excepthook), "exctype, value, traceback, /",
                "Handle an exception by displaying it with a traceback on sys.stderr."),
    TS_FUNCTION(sys_exception, TS_NAME(exception), "", "Return the current exception."),
    TS_FUNCTION(sys_exit, TS_NAME(exit), "status=None, /",
                "Exit the interpreter by raising SystemExit(status)."),
    TS_FUNCTION(sys_get_int_max_str_digits, TS_NAME(get_int_max_str_digits), "",
                "Return the maximum string digits limit for non-binary int<->str conversions."),
    TS_FUNCTION(sys_getdefaultencoding, TS_NAME(getdefaultencoding), "",
                "Return the current default encoding used by the Unicode implementation."),
    TS_FUNCTION(sys_getfilesystemencodeerrors, TS_NAME(getfilesystemencodeerrors), "",
                "Return the error mode used for Unicode to OS filename conversion."),
    TS_FUNCTION(sys_getdefaultencoding, TS_NAME(getfilesystemencoding), "",
                "Return the encoding used to convert Unicode filenames to OS filenames."),
    TS_FUNCTION(sys_getrecursionlimit, TS_NAME(getrecursionlimit), "",
                "Return the current value of the recursion limit."),
    TS_FUNCTION(vm::builtin_get_asyncgen_hooks, TS_NAME(get_asyncgen_hooks), "",
                "Return the installed asynchronous generators hooks: (firstiter, finalizer)."),
    TS_FUNCTION(sys_getsizeof, TS_NAME(getsizeof), "object, default=<unrepresentable>",
                "Return the size of object in bytes."),
    TS_FUNCTION(sys_intern, TS_NAME(intern), "string, /",
                "Enter the string in the table of interned strings and return that string."),
    TS_FUNCTION(sys_is_finalizing, TS_NAME(is_finalizing), "", "Return True if Python is exiting."),
    TS_FUNCTION(sys_getframe, TS_NAME(_getframe), "depth=0, /",
                "Return a frame object from the call stack."),
    TS_FUNCTION(sys_getframemodulename, TS_NAME(_getframemodulename), "depth=0",
                "Return the name of the module for a calling frame."),
    TS_FUNCTION(sys_is_interned, TS_NAME(_is_interned), "string, /", nullptr),
    TS_FUNCTION(sys_print_exception, TS_NAME(print_exception), "exc, file=sys.stdout, /",
                "Print an exception with its traceback to a file."),
    TS_FUNCTION(vm::builtin_set_asyncgen_hooks, TS_NAME(set_asyncgen_hooks),
                "firstiter=None, finalizer=None", "Set the asynchronous generators hooks."),
    TS_FUNCTION(sys_set_int_max_str_digits, TS_NAME(set_int_max_str_digits), "maxdigits",
                "Set the maximum string digits limit for non-binary int<->str conversions."),
    TS_FUNCTION(sys_setrecursionlimit, TS_NAME(setrecursionlimit), "limit, /",
                "Set the maximum depth of Python frames."),
    TS_FUNCTION(sys_unraisablehook, TS_NAME(unraisablehook), "unraisable, /",
                "Handle an unraisable exception."),
};

const Native* function_named(std::string_view name) {
  for (const Native& f : kFunctions) {
    if (f.name->view() == name) return &f;
  }
  return nullptr;
}

}  // namespace

Value sys_attribute(const Thread& t, const Str* name) {
  const auto& roots = t.vm->roots;
  if (!roots.sys_dict) return kAbsent;
  Value v = dict_get_str(static_cast<Dict*>(roots.sys_dict.cell()), name);
  if (!v.is_absent() || !roots.modules) return v;
  // As long as the program has not looked at the dict, functions are found in the table only.
  Value module = dict_get_str(static_cast<Dict*>(roots.modules.cell()), TS_NAME(sys));
  if (!is_exact(module, numbers::kModule) || !static_cast<Module*>(module.cell())->definition)
    return v;
  const Native* function = function_named(name->view());
  return function ? Value(function) : v;
}

namespace {

/// A standard stream, or None when its handle is not open.
bool add_stream(Thread& t, Dict* dict, int handle, const Str* file_name, const Str* name,
                const Str* original) {
  Value stream = make_standard_stream(t, handle, file_name);
  if (!stream) {
    if (!pending_matches(t, numbers::kOSError)) return false;
    take_pending(t);
    stream = kNone;
  }
  return dict_set_str(t, dict, name, stream) && dict_set_str(t, dict, original, stream);
}

/// The names of the modules that are part of the program.
Value module_names(Thread& t) {
  size_t n = 0;
  while (kModuleList[n]) n++;
  Tuple* names = TS_TRY(allocate_tuple(t, n));
  for (size_t i = 0; i < n; i++) names->items()[i] = kModuleList[i]->name;
  return Value(names);
}

bool initialize(Thread& t, Value namespace_dict) {
  auto* dict = static_cast<Dict*>(namespace_dict.cell());
  auto& roots = t.vm->roots;
  roots.sys_dict = namespace_dict;
  if (!roots.argv && !(roots.argv = Value(make_list(t)))) return false;
  if (!roots.path && !(roots.path = Value(make_list(t)))) return false;
  if (!roots.modules && !(roots.modules = Value(make_dict(t)))) return false;
  Value platform = make_str(t, hal::kPlatform);
  Value implementation = make_implementation(t, hal::kMachine, hal::kBuild);
  Value names = module_names(t);
  if (!platform || !implementation || !names) return false;
  const bind::Constant entries[] = {
      {TS_NAME(argv), roots.argv},
      {TS_NAME(path), roots.path},
      {TS_NAME(modules), roots.modules},
      {TS_NAME(platform), platform},
      {TS_NAME(implementation), implementation},
      {TS_NAME(builtin_module_names), names},
      {TS_NAME(ps1), TS_STR(">>> ")},
      {TS_NAME(ps2), TS_STR("... ")},
      {TS_NAME(__displayhook__), function_named("displayhook")},
      {TS_NAME(__excepthook__), function_named("excepthook")},
      {TS_NAME(__unraisablehook__), function_named("unraisablehook")},
      {TS_NAME(__breakpointhook__), function_named("breakpointhook")},
      {TS_NAME(executable), TS_STR("")},
      {TS_NAME(prefix), TS_STR("")},
      {TS_NAME(exec_prefix), TS_STR("")},
      {TS_NAME(base_prefix), TS_STR("")},
      {TS_NAME(base_exec_prefix), TS_STR("")},
  };
  for (const auto& entry : entries) {
    if (!bind::module_set(t, namespace_dict, entry.name, entry.value)) return false;
  }
  Value warnings = Value(make_list(t));
  if (!warnings || !dict_set_str(t, dict, TS_NAME(warnoptions), warnings)) return false;
  return add_stream(t, dict, 0, TS_STR("<stdin>"), TS_NAME(stdin), TS_NAME(__stdin__)) &&
         add_stream(t, dict, 1, TS_STR("<stdout>"), TS_NAME(stdout), TS_NAME(__stdout__)) &&
         add_stream(t, dict, 2, TS_STR("<stderr>"), TS_NAME(stderr), TS_NAME(__stderr__));
}

}  // namespace

extern const bind::ModuleDefinition kSysModule{
    TS_NAME(sys), "The interpreter: its state, limits and standard streams.", kFunctions,
    std::span<const bind::Constant>(kSysConstants, kSysConstantCount), initialize};

}  // namespace ts::modules
