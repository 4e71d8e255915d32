// The import system: what `import` statements, __import__() and import_module() do. Finders and loaders of CPython are
// not there; sys.modules, sys.path, packages, namespace packages and relative imports behave as theirs.

#include "modules/importer.h"

#include "hal/files.h"
#include "modules/paths.h"
#include "vm/builtins.h"
#include "vm/compile.h"

namespace ts::modules {

using namespace ts::object;

namespace {

Dict* modules(Thread& t) { return static_cast<Dict*>(t.vm->roots.modules.cell()); }

Value join(Thread& t, std::string_view a, std::string_view separator, std::string_view b) {
  StrBuilder text(t);
  text.append(a);
  text.append(separator);
  text.append(b);
  return text.finish();
}

/// Type bits of the file at `path` (a str), 0: there is none.
uint32_t kind_of(Thread& t, Value path) {
  PathText text(t);
  if (!text.assign(path)) {
    take_pending(t);
    return 0;
  }
  hal::FileStatus status;
  if (hal::path_status(text.c_str(), hal::Links::kFollow, status) != base::Errno::kOk) return 0;
  return status.mode & hal::kTypeMask;
}

const bind::ModuleDefinition* find_builtin(std::string_view name) {
  for (auto* const* at = kModuleList; *at; at++) {
    if ((*at)->name->view() == name) return *at;
  }
  return nullptr;
}

bool set(Thread& t, Value module, const Str* name, Value v) {
  return dict_set_str(t, static_cast<Dict*>(static_cast<Module*>(module.cell())->dict.cell()), name, v);
}

Value run_module_source(Thread& t, Value module, std::string_view source, Value filename) {
  Value code = TS_TRY(vm::compile_source(t, source, filename, {}));
  Value dict = static_cast<Module*>(module.cell())->dict;
  return vm::run_code(t, code, dict, dict);
}

Value load_builtin(Thread& t, const bind::ModuleDefinition* definition, Value name) {
  Value module = TS_TRY(make_module(t, definition, name));
  if (!dict_set(t, modules(t), name, module)) return {};
  Value dict = static_cast<Module*>(module.cell())->dict;
  bool ok = !definition->initialize || definition->initialize(t, dict);
  if (ok && definition->source) {
    ok = module_fill(t, static_cast<Module*>(module.cell()));
    Value filename = ok ? join(t, "<frozen ", definition->name->view(), ">") : Value();
    ok = filename && set(t, module, TS_NAME(__builtins__), t.vm->roots.builtins) && run_module_source(t, module, definition->source, filename);
  }
  if (ok) return module;
  Value saved = take_pending(t);
  dict_remove(t, modules(t), name);
  t.pending = saved;
  return {};
}

Value load_file(Thread& t, Value name, Value path, Value package_path) {
  Value source = TS_TRY(read_file(t, path));
  Value module = TS_TRY(make_module(t, nullptr, name));
  std::string_view text = view_of(name);
  Value package = name;
  if (!package_path) {
    size_t dot = text.rfind('.');
    package = TS_TRY(make_str(t, dot == std::string_view::npos ? std::string_view() : text.substr(0, dot)));
  }
  if (!set(t, module, TS_NAME(__file__), path) || !set(t, module, TS_NAME(__package__), package) ||
      !set(t, module, TS_NAME(__builtins__), t.vm->roots.builtins)) {
    return {};
  }
  if (package_path && !set(t, module, TS_NAME(__path__), package_path)) return {};
  if (!dict_set(t, modules(t), name, module)) return {};
  auto* bytes = static_cast<Bytes*>(source.cell());
  module.cell()->set(kModuleRunning);
  bool done = static_cast<bool>(run_module_source(t, module, {reinterpret_cast<const char*>(bytes->data()), bytes->length}, path));
  module.cell()->clear(kModuleRunning);
  if (!done) {
    Value saved = take_pending(t);
    dict_remove(t, modules(t), name);
    t.pending = saved;
    return {};
  }
  // A module may have replaced itself in sys.modules.
  Value now = TS_TRY(dict_get(t, modules(t), name));
  return now.is_absent() ? module : now;
}

Value load_namespace(Thread& t, Value name, Value portions) {
  Value module = TS_TRY(make_module(t, nullptr, name));
  if (!set(t, module, TS_NAME(__path__), portions) || !set(t, module, TS_NAME(__package__), name)) return {};
  return dict_set(t, modules(t), name, module) ? module : Value();
}

/// Looks `last` up in the folders of `search`; kAbsent when it is not there.
Value find_in_path(Thread& t, Value name, std::string_view last, Value search) {
  Value it = TS_TRY(iter(t, search));
  List* portions = TS_TRY(make_list(t));
  for (;;) {
    Value folder = TS_TRY(next(t, it));
    if (folder.is_stop()) break;
    if (!is_instance_of_native(*t.vm, folder, numbers::kStr)) continue;
    std::string_view f = view_of(folder);
    Value stem = f.empty() ? make_str(t, last) : join(t, f, f.back() == '/' ? "" : "/", last);
    if (!stem) return {};
    Value init = TS_TRY(join(t, view_of(stem), "", "/__init__.py"));
    if (kind_of(t, init) == hal::kTypeRegular) {
      Value package_path = TS_TRY(make_list_from(t, TS_TRY(object::make_tuple(t, {stem}))));
      return load_file(t, name, init, package_path);
    }
    Value file = TS_TRY(join(t, view_of(stem), "", ".py"));
    if (kind_of(t, file) == hal::kTypeRegular) return load_file(t, name, file, Value());
    if (kind_of(t, stem) == hal::kTypeDirectory && !list_append(t, portions, stem)) return {};
  }
  return portions->length ? load_namespace(t, name, Value(portions)) : kAbsent;
}

Value not_found(Thread& t, Value name, const char* detail = nullptr, Value parent = Value()) {
  Value message = detail ? join(t, "", "No module named ", "") : Value();
  StrBuilder text(t);
  text.append("No module named ");
  Value quoted = TS_TRY(repr(t, name));
  text.append(quoted);
  if (detail) {
    text.append("; ");
    Value quoted_parent = TS_TRY(repr(t, parent));
    text.append(quoted_parent);
    text.append(detail);
  }
  message = TS_TRY(text.finish());
  Value values[2] = {message, name};
  Value names = TS_TRY(object::make_tuple(t, {Value(TS_NAME(name))}));
  Value exception = TS_TRY(call_keywords(t, Value(&kModuleNotFoundErrorType), values, names));
  return raise_object(t, exception);
}

}  // namespace

Value read_file(Thread& t, Value path) {
  PathText text(t);
  if (!text.assign(path)) return {};
  hal::FileHandle handle;
  base::Errno error = hal::file_open(text.c_str(), hal::kOpenRead, 0, handle);
  if (error != base::Errno::kOk) return raise_os_error(t, static_cast<int>(error), path);
  hal::FileStatus status;
  size_t expected = hal::file_status(handle, status) == base::Errno::kOk && status.size > 0 ? static_cast<size_t>(status.size) : 0;
  size_t capacity = expected + 1, used = 0;
  auto* buffer = heap::allocate<ByteArray>(t, numbers::kByteArray, capacity);
  if (buffer) buffer->capacity = capacity;
  while (buffer) {
    if (used == capacity) {
      size_t more = capacity * 2;
      auto* grown = heap::allocate<ByteArray>(t, numbers::kByteArray, more);
      if (!grown) {
        buffer = nullptr;
        break;
      }
      grown->capacity = more;
      std::memcpy(grown->bytes, buffer->bytes, used);
      buffer = grown;
      capacity = more;
    }
    hal::Transfer transfer = hal::file_read(handle, buffer->bytes + used, capacity - used);
    if (transfer.error == base::Errno::kEINTR) {
      if (poll(t)) continue;
      hal::file_close(handle);
      return {};
    }
    if (transfer.error != base::Errno::kOk) {
      hal::file_close(handle);
      return raise_os_error(t, static_cast<int>(transfer.error), path);
    }
    if (transfer.count == 0) break;
    used += transfer.count;
  }
  hal::file_close(handle);
  return buffer ? make_bytes(t, buffer->bytes, used) : Value();
}

Value import_absolute(Thread& t, Value name) {
  Value known = TS_TRY(dict_get(t, modules(t), name));
  if (known.is_none()) {
    return raise(t, numbers::kModuleNotFoundError, "import of {} halted; None in sys.modules", name);
  }
  if (!known.is_absent()) return known;
  std::string_view text = view_of(name);
  size_t dot = text.rfind('.');
  Value search = t.vm->roots.path;
  Value parent, parent_name;
  size_t last_start = 0;
  if (dot != std::string_view::npos) {
    parent_name = TS_TRY(make_str(t, text.substr(0, dot)));
    parent = TS_TRY(import_absolute(t, parent_name));
    // The parent's code may have imported it.
    known = TS_TRY(dict_get(t, modules(t), name));
    if (!known.is_absent()) return known;
    last_start = dot + 1;
  }
  Value interned = TS_TRY(intern(t, name));
  name = interned;
  Value module = kAbsent;
  if (const auto* definition = find_builtin(view_of(name))) {
    module = TS_TRY(load_builtin(t, definition, name));
  } else {
    if (parent) {
      search = TS_TRY(find_attr(t, parent, TS_NAME(__path__)));
      if (search.is_absent()) return not_found(t, name, " is not a package", parent_name);
    } else {
      Value sys = dict_get_str(modules(t), TS_NAME(sys));
      if (!sys.is_absent()) {
        Value path = TS_TRY(find_attr(t, sys, TS_NAME(path)));
        if (!path.is_absent()) search = path;
      }
    }
    std::string_view last = view_of(name).substr(last_start);
    module = TS_TRY(find_in_path(t, name, last, search));
  }
  if (module.is_absent()) return not_found(t, name);
  if (parent) {
    Value last = TS_TRY(make_str(t, view_of(name).substr(last_start)));
    Value key = TS_TRY(intern(t, last));
    if (!set_attr(t, parent, as_str(key), module)) return {};
  }
  return module;
}

}  // namespace ts::modules

namespace ts::vm {

namespace {

using modules::import_absolute;

/// The package that a relative import starts from (PEP 328), from the globals of the importing module.
Value package_of(Thread& t, Dict* globals) {
  Value package = dict_get_str(globals, TS_NAME(__package__));
  if (!package.is_absent() && !package.is_none()) return package;
  Value name = dict_get_str(globals, TS_NAME(__name__));
  if (!is_instance_of_native(*t.vm, name, numbers::kStr)) return raise(t, numbers::kKeyError, "'__name__' not in globals");
  if (!dict_get_str(globals, TS_NAME(__path__)).is_absent()) return name;
  size_t dot = view_of(name).rfind('.');
  return make_str(t, dot == std::string_view::npos ? std::string_view() : view_of(name).substr(0, dot));
}

Value absolute_name(Thread& t, Value name, Dict* globals, intptr_t level) {
  Value package = TS_TRY(package_of(t, globals));
  if (!is_instance_of_native(*t.vm, package, numbers::kStr)) return raise(t, numbers::kTypeError, "__package__ not set to a string");
  std::string_view base = view_of(package);
  if (base.empty()) return raise(t, numbers::kImportError, "attempted relative import with no known parent package");
  for (intptr_t i = 1; i < level; i++) {
    size_t dot = base.rfind('.');
    if (dot == std::string_view::npos) return raise(t, numbers::kImportError, "attempted relative import beyond top-level package");
    base = base.substr(0, dot);
  }
  StrBuilder b(t);
  b.append(base);
  if (as_str(name)->bytes) {
    b.append(".");
    b.append(name);
  }
  return b.finish();
}

bool import_submodules(Thread& t, Value module, Value from_list) {
  Value path = find_attr(t, module, TS_NAME(__path__));
  if (!path) return false;
  if (path.is_absent()) return true;
  Value it = TS_TRY(iter(t, from_list));
  for (;;) {
    Value item = TS_TRY(next(t, it));
    if (item.is_stop()) return true;
    if (!is_instance_of_native(*t.vm, item, numbers::kStr)) {
      raise(t, numbers::kTypeError, "Item in ``from list'' must be str, not {}", TypeOf{item});
      return false;
    }
    if (view_of(item) == "*") {
      Value all = TS_TRY(find_attr(t, module, TS_NAME(__all__)));
      if (!all.is_absent() && !import_submodules(t, module, all)) return false;
      continue;
    }
    Value have = TS_TRY(find_attr(t, module, as_str(item)));
    if (!have.is_absent()) continue;
    Value name = TS_TRY(get_attr(t, module, TS_NAME(__name__)));
    StrBuilder b(t);
    b.append(name);
    b.append(".");
    b.append(item);
    Value full = TS_TRY(b.finish());
    if (import_absolute(t, full)) continue;
    // A name that is no submodule is the business of `from`; an error inside the submodule is reported.
    if (!pending_matches(t, numbers::kModuleNotFoundError)) return false;
    Value missing = find_attr(t, t.pending, TS_NAME(name));
    if (!is_instance_of_native(*t.vm, missing, numbers::kStr) || !str_equal(as_str(missing), as_str(full))) return false;
    take_pending(t);
  }
}

Value import_with(Thread& t, Value name, Dict* globals, Value from_list, intptr_t level) {
  if (level < 0) return raise(t, numbers::kValueError, "level must be >= 0");
  if (level == 0 && as_str(name)->bytes == 0) return raise(t, numbers::kValueError, "Empty module name");
  Value absolute = level ? TS_TRY(absolute_name(t, name, globals, level)) : name;
  Value module = TS_TRY(import_absolute(t, absolute));
  int has_list = from_list && !from_list.is_none() ? TS_TRY_INT(truth(t, from_list)) : 0;
  if (has_list) return import_submodules(t, module, from_list) ? module : Value();
  if (level) {
    // `from . import x` has a list; __import__ with a level returns the first part behind the package.
    std::string_view rest = view_of(name);
    size_t dot = rest.find('.');
    if (dot == std::string_view::npos) return module;
    size_t cut = rest.size() - dot;
    Value top = TS_TRY(make_str(t, view_of(absolute).substr(0, view_of(absolute).size() - cut)));
    return import_absolute(t, top);
  }
  size_t dot = view_of(name).find('.');
  if (dot == std::string_view::npos) return module;
  Value top = TS_TRY(make_str(t, view_of(name).substr(0, dot)));
  return import_absolute(t, top);
}

}  // namespace

Value import_name(Thread& t, Str* name, Value from_list, unsigned level) {
  Value function = TS_TRY(find_attr(t, t.vm->roots.builtins, TS_NAME(__import__)));
  if (function.is_cell() && !function.cell()->is_static()) {
    Value globals = frame_globals(t);
    Value locals = TS_TRY(frame_locals(t));
    return call(t, function, {Value(name), globals, locals, from_list, Value::from_int(level)});
  }
  return import_with(t, Value(name), static_cast<Dict*>(frame_globals(t).cell()), from_list, level);
}

Value builtin_import(Thread& t, Value name, Value globals, Value, Value from_list, Value level) {
  if (!is_instance_of_native(*t.vm, name, numbers::kStr)) {
    return raise(t, numbers::kTypeError, "module name must be a string");
  }
  intptr_t n = 0;
  if (level && !to_index(t, level, n)) return {};
  Value g = globals && is_instance_of_native(*t.vm, globals, numbers::kDict) ? globals : frame_globals(t);
  return import_with(t, name, static_cast<Dict*>(g.cell()), from_list, n);
}

Value import_from(Thread& t, Value module, Str* name) {
  Value v = TS_TRY(find_attr(t, module, name));
  if (!v.is_absent()) return v;
  Value module_name = TS_TRY(find_attr(t, module, TS_NAME(__name__)));
  if (is_instance_of_native(*t.vm, module_name, numbers::kStr)) {
    StrBuilder b(t);
    b.append(module_name);
    b.append(".");
    b.append(Value(name));
    Value full = TS_TRY(b.finish());
    v = TS_TRY(dict_get(t, static_cast<Dict*>(t.vm->roots.modules.cell()), full));
    if (!v.is_absent()) return v;
  } else {
    module_name = Value(TS_STR("<unknown module name>"));
  }
  Value file = TS_TRY(find_attr(t, module, TS_NAME(__file__)));
  StrBuilder text(t);
  text.append("cannot import name ");
  Value quoted = TS_TRY(repr(t, Value(name)));
  text.append(quoted);
  bool running = is_exact(module, numbers::kModule) && module.cell()->has(kModuleRunning);
  text.append(running ? " from partially initialized module " : " from ");
  Value quoted_module = TS_TRY(repr(t, module_name));
  text.append(quoted_module);
  if (running) text.append(" (most likely due to a circular import)");
  if (is_instance_of_native(*t.vm, file, numbers::kStr)) {
    text.append(" (");
    text.append(file);
    text.append(")");
  } else {
    text.append(" (unknown location)");
  }
  Value message = TS_TRY(text.finish());
  Value values[4] = {message, module_name, file.is_absent() ? kNone : file, Value(name)};
  Value names = TS_TRY(object::make_tuple(t, {Value(TS_NAME(name)), Value(TS_NAME(path)), Value(TS_NAME(name_from))}));
  Value exception = TS_TRY(call_keywords(t, Value(&kImportErrorType), values, names));
  return raise_object(t, exception);
}

bool import_star(Thread& t, Value module, Value scope) {
  Value all = TS_TRY(find_attr(t, module, TS_NAME(__all__)));
  bool skip_private = all.is_absent();
  Value names = all;
  if (skip_private) {
    Value dict = TS_TRY(get_attr(t, module, TS_NAME(__dict__)));
    names = TS_TRY(make_list_from(t, dict));
  }
  Value it = TS_TRY(iter(t, names));
  for (;;) {
    Value name = TS_TRY(next(t, it));
    if (name.is_stop()) return true;
    if (!is_instance_of_native(*t.vm, name, numbers::kStr)) {
      Value module_name = TS_TRY(get_attr(t, module, TS_NAME(__name__)));
      raise(t, numbers::kTypeError, skip_private ? "Key in {}.__dict__ must be str, not {}" : "Item in {}.__all__ must be str, not {}", module_name, TypeOf{name});
      return false;
    }
    if (skip_private && as_str(name)->bytes && view_of(name)[0] == '_') continue;
    Value v = TS_TRY(get_attr(t, module, as_str(name)));
    Value key = TS_TRY(intern(t, name));
    if (!set_item(t, scope, key, v)) return false;
  }
}

}  // namespace ts::vm

ts::heap::Value ts::object::import_module(Thread& t, std::string_view name) {
  Value text = TS_TRY(make_str(t, name));
  return modules::import_absolute(t, text);
}
