// The module os: what the system does, natively; what can be said in Python is in python/os.py.
// Paths go out with os.fsencode's rule (modules/paths.h). Functions that the system beneath lacks
// raise OSError ENOSYS. Follows the Library Reference, "os", and MicroPython's ilistdir.

#include "modules/os.h"

#include "base/errno.h"
#include "hal/clock.h"
#include "hal/console.h"
#include "hal/system.h"
#include "modules/modules.h"
#include "modules/paths.h"
#include "modules/python_sources.h"
#include "modules/standard_streams.h"

namespace ts::modules {

namespace {

using hal::Errno;

/// Runs `call`, again after each interrupt. None, or OSError with the file name.
template <class F>
Value system_call(Thread& t, Value name, F call, Value name2 = {}) {
  for (;;) {
    Errno error = call();
    if (error == Errno::kOk) return kNone;
    if (error != Errno::kEINTR) return raise_os_error(t, static_cast<int>(error), name, name2);
    if (!poll(t)) return {};
  }
}

/// system_call for a function of one path.
template <class F>
Value path_call(Thread& t, Value path, F call) {
  PathText text(t);
  if (!text.assign(path)) return {};
  return system_call(t, path, [&] { return call(text.c_str()); });
}

bool permissions(Thread& t, Opt<intptr_t> mode, uint32_t& out) {
  if (mode.or_else(0777) < 0 || mode.or_else(0777) > 07777) {
    raise(t, numbers::kOverflowError, "mode out of range");
    return false;
  }
  out = static_cast<uint32_t>(mode.or_else(0777));
  return true;
}

// ----------------------------------------------------------------------------- the file system

Value os_chdir(Thread& t, Value path) { return path_call(t, path, hal::change_directory); }
Value os_rmdir(Thread& t, Value path) { return path_call(t, path, hal::remove_directory); }
Value os_remove(Thread& t, Value path) { return path_call(t, path, hal::remove_file); }

Value os_mkdir(Thread& t, Value path, Opt<intptr_t> mode) {
  uint32_t bits;
  if (!permissions(t, mode, bits)) return {};
  return path_call(t, path, [&](const char* p) { return hal::make_directory(p, bits); });
}

Value os_chmod(Thread& t, Value path, Opt<intptr_t> mode) {
  uint32_t bits;
  if (!permissions(t, mode, bits)) return {};
  return path_call(t, path, [&](const char* p) { return hal::change_mode(p, bits); });
}

Value os_rename(Thread& t, Value from, Value to) {
  PathText source(t), target(t);
  if (!source.assign(from) || !target.assign(to)) return {};
  return system_call(
      t, from, [&] { return hal::rename_path(source.c_str(), target.c_str()); }, to);
}

Value os_symlink(Thread& t, Value target, Value path) {
  PathText to(t), from(t);
  if (!to.assign(target) || !from.assign(path)) return {};
  return system_call(
      t, target, [&] { return hal::make_link(to.c_str(), from.c_str()); }, path);
}

/// Text of unknown length that `get(buf, size)` gives; the buffer grows while it is too small.
template <class F>
Value system_string(Thread& t, Value name, F get) {
  for (size_t size = 256;; size *= 2) {
    auto* buf = heap::allocate<ByteArray>(t, numbers::kByteArray, size);
    if (!buf) return {};
    buf->capacity = size;
    auto* text = reinterpret_cast<char*>(buf->bytes);
    Errno error = get(text, size);
    if (error == Errno::kOk) return system_text(t, text);
    if (error != Errno::kERANGE || size > 1 << 20) {
      return raise_os_error(t, static_cast<int>(error), name);
    }
  }
}

Value os_getcwd(Thread& t) { return system_string(t, Value(), hal::current_directory); }

Value os_readlink(Thread& t, Value path) {
  PathText text(t);
  if (!text.assign(path)) return {};
  return system_string(t, path, [&](char* buf, size_t size) {
    size_t n = 0;
    Errno error = hal::read_link(text.c_str(), buf, size - 1, n);
    if (error == Errno::kOk && n + 1 >= size) return Errno::kERANGE;
    buf[n] = 0;
    return error;
  });
}

Value os_stat_by(Thread& t, Value path, hal::Links links) {
  hal::FileStatus status;
  flush_forgotten_files(t);
  if (path.is_small_int()) {
    TS_TRY(system_call(
        t, Value(), [&] { return hal::file_status(static_cast<int>(path.small_int()), status); }));
  } else {
    TS_TRY(path_call(t, path, [&](const char* p) { return hal::path_status(p, links, status); }));
  }
  return make_stat_result(t, status);
}

Value os_stat(Thread& t, Value path, Value follow_links) {
  int follow = follow_links ? TS_TRY_INT(truth(t, follow_links)) : 1;
  return os_stat_by(t, path, follow ? hal::Links::kFollow : hal::Links::kShow);
}

Value os_lstat(Thread& t, Value path) { return os_stat_by(t, path, hal::Links::kShow); }

Value os_fstat(Thread& t, intptr_t handle) {
  hal::FileStatus status;
  TS_TRY(
      system_call(t, Value(), [&] { return hal::file_status(static_cast<int>(handle), status); }));
  return make_stat_result(t, status);
}

Value os_statvfs(Thread& t, Value path) {
  hal::VolumeStatus status;
  TS_TRY(path_call(t, path, [&](const char* p) { return hal::volume_status(p, status); }));
  return make_volume_result(t, status);
}

Value os_access(Thread& t, Value path, intptr_t mode) {
  PathText text(t);
  if (!text.assign(path)) return {};
  Errno error = hal::path_access(text.c_str(), static_cast<uint32_t>(mode));
  return Value::from_bool(error == Errno::kOk);
}

Value os_utime(Thread& t, Value path, Value times, Value ns) {
  int64_t stamps[2] = {hal::wall_ns(), hal::wall_ns()};
  bool by_ns = ns && !ns.is_none();
  if (by_ns && times && !times.is_none()) {
    return raise(t, numbers::kValueError,
                 "utime: you may specify either 'times' or 'ns' but not both");
  }
  Value pair = by_ns ? ns : times;
  if (pair && !pair.is_none()) {
    auto* tuple = static_cast<Tuple*>(pair.cell());
    if (!is_instance_of_native(*t.vm, pair, numbers::kTuple) || tuple->length != 2) {
      return raise(t, numbers::kTypeError,
                   "utime: 'times' must be either a tuple of two ints or None");
    }
    for (int i = 0; i < 2; i++) {
      intptr_t n;
      double seconds;
      if (by_ns) {
        if (!to_index(t, tuple->items()[i], n)) return {};
        stamps[i] = n;
      } else {
        if (!to_double(t, tuple->items()[i], seconds)) return {};
        stamps[i] = static_cast<int64_t>(seconds * 1e9);
      }
    }
  }
  return path_call(t, path, [&](const char* p) { return hal::set_times(p, stamps[0], stamps[1]); });
}

// ---------------------------------------------------------------------------------- directories

enum class Listing : uint8_t { kNames, kTuples };

/// Closes the directory when the function is left.
struct OpenDirectory {
  hal::DirectoryHandle handle = nullptr;
  ~OpenDirectory() {
    if (handle) hal::directory_close(handle);
  }
};

Value directory_list(Thread& t, Value path, Listing kind) {
  if (!path || path.is_none()) path = TS_STR(".");
  PathText text(t);
  if (!text.assign(path)) return {};
  OpenDirectory directory;
  TS_TRY(system_call(t, path, [&] { return hal::directory_open(text.c_str(), directory.handle); }));
  List* list = TS_TRY(make_list(t));
  hal::DirectoryEntry entry;
  for (;;) {
    Errno error = hal::directory_next(directory.handle, entry);
    if (error == Errno::kENOENT) return Value(list);
    if (error != Errno::kOk) return raise_os_error(t, static_cast<int>(error), path);
    Value name = text.is_bytes() ? make_bytes(t, entry.name, std::strlen(entry.name))
                                 : system_text(t, entry.name);
    if (!name) return {};
    if (kind == Listing::kTuples) {
      Value inode = TS_TRY(make_int_unsigned(t, entry.inode));
      name = TS_TRY(make_tuple(t, {name, Value::from_int(entry.type), inode}));
    }
    if (!list_append(t, list, name)) return {};
    TS_POLL(t);
  }
}

Value os_listdir(Thread& t, Value path) { return directory_list(t, path, Listing::kNames); }

Value os_ilistdir(Thread& t, Value path) {
  return iter(t, TS_TRY(directory_list(t, path, Listing::kTuples)));
}

// -------------------------------------------------------------------------------- open handles

Value os_open(Thread& t, Value path, intptr_t flags, Opt<intptr_t> mode) {
  uint32_t bits;
  if (!permissions(t, mode, bits)) return {};
  hal::FileHandle handle = -1;
  flush_forgotten_files(t);
  TS_TRY(path_call(t, path, [&](const char* p) {
    return hal::file_open(p, static_cast<uint32_t>(flags), bits, handle);
  }));
  return make_int(t, handle);
}

Value os_close(Thread& t, intptr_t handle) {
  Errno error = hal::file_close(static_cast<int>(handle));
  if (error == Errno::kOk || error == Errno::kEINTR) return kNone;
  return raise_os_error(t, static_cast<int>(error));
}

Value os_read(Thread& t, intptr_t handle, intptr_t n) {
  if (n < 0) return raise_os_error(t, static_cast<int>(Errno::kEINVAL));
  auto* buf = heap::allocate<ByteArray>(t, numbers::kByteArray, static_cast<size_t>(n) + 1);
  if (!buf) return {};
  buf->capacity = static_cast<size_t>(n) + 1;
  hal::Transfer done{};
  TS_TRY(system_call(t, Value(), [&] {
    done = hal::file_read(static_cast<int>(handle), buf->bytes, static_cast<size_t>(n));
    return done.error;
  }));
  return make_bytes(t, buf->bytes, done.count);
}

Value os_write(Thread& t, intptr_t handle, Value data) {
  Buffer in;
  if (!get_buffer(t, data, in)) return {};
  hal::Transfer done{};
  Value result = system_call(t, Value(), [&] {
    done = hal::file_write(static_cast<int>(handle), in.data, in.bytes);
    return done.error;
  });
  release_buffer(t, in);
  return result ? make_int(t, static_cast<int64_t>(done.count)) : Value();
}

Value os_lseek(Thread& t, intptr_t handle, intptr_t offset, intptr_t whence) {
  if (whence < 0 || whence > 2) return raise_os_error(t, static_cast<int>(Errno::kEINVAL));
  int64_t position;
  TS_TRY(system_call(t, Value(), [&] {
    return hal::file_seek(static_cast<int>(handle), offset, static_cast<hal::Whence>(whence),
                          position);
  }));
  return make_int(t, position);
}

Value os_fsync(Thread& t, intptr_t handle) {
  return system_call(t, Value(), [&] { return hal::file_sync(static_cast<int>(handle)); });
}

Value os_ftruncate(Thread& t, intptr_t handle, intptr_t length) {
  return system_call(t, Value(),
                     [&] { return hal::file_truncate(static_cast<int>(handle), length); });
}

Value os_dup(Thread& t, intptr_t handle) {
  hal::FileHandle copy = -1;
  TS_TRY(
      system_call(t, Value(), [&] { return hal::file_duplicate(static_cast<int>(handle), copy); }));
  return make_int(t, copy);
}

Value os_isatty(Thread&, intptr_t handle) {
  return Value::from_bool(hal::file_is_terminal(static_cast<int>(handle)));
}

// ------------------------------------------------------------------------------ process, system

Value os_environment(Thread& t) {
  Dict* dict = TS_TRY(make_dict(t));
  for (size_t i = 0;; i++) {
    const char* entry = hal::environment_at(i);
    if (!entry) return Value(dict);
    const char* equals = std::strchr(entry, '=');
    if (!equals) continue;
    Value value = TS_TRY(system_text(t, equals + 1));
    Value name = TS_TRY(make_str(t, std::string_view(entry, static_cast<size_t>(equals - entry))));
    if (!dict_set(t, dict, name, value)) return {};
  }
}

Value os_putenv(Thread& t, Value name, Value value) {
  PathText key(t), text(t);
  if (!key.assign(name) || !text.assign(value)) return {};
  if (std::strchr(key.c_str(), '=')) {
    return raise(t, numbers::kValueError, "illegal environment variable name");
  }
  return system_call(t, Value(), [&] { return hal::environment_set(key.c_str(), text.c_str()); });
}

Value os_unsetenv(Thread& t, Value name) {
  PathText key(t);
  if (!key.assign(name)) return {};
  return system_call(t, Value(), [&] { return hal::environment_set(key.c_str(), nullptr); });
}

Value os_urandom(Thread& t, intptr_t n) {
  if (n < 0) return raise(t, numbers::kValueError, "negative argument not allowed");
  Value result = TS_TRY(make_bytes(t, nullptr, static_cast<size_t>(n)));
  uint8_t single;  // (bytes of one byte may be shared: never written to)
  auto* bytes = static_cast<Bytes*>(result.cell());
  TS_TRY(system_call(t, Value(), [&] {
    return hal::random_bytes(n == 1 ? &single : bytes->data(), static_cast<size_t>(n));
  }));
  return n == 1 ? make_bytes(t, &single, 1) : result;
}

Value os_uname(Thread& t) {
  hal::SystemNames names;
  hal::system_names(names);
  const Value fields[] = {TS_TRY(make_str(t, names.system)), TS_TRY(make_str(t, names.node)),
                          TS_TRY(make_str(t, names.release)), TS_TRY(make_str(t, names.version)),
                          TS_TRY(make_str(t, names.machine))};
  return make_struct_type_instance(t, numbers::kUnameResult, fields);
}

Value os_get_terminal_size(Thread& t, Opt<intptr_t> handle) {
  hal::ConsoleSize size = hal::console_size(static_cast<int>(handle.or_else(1)));
  if (size.columns == 0) return raise_os_error(t, static_cast<int>(Errno::kENOTTY));
  const Value fields[] = {Value::from_int(size.columns), Value::from_int(size.lines)};
  return make_struct_type_instance(t, numbers::kTerminalSize, fields);
}

Value os_strerror(Thread& t, intptr_t number) {
  const char* text = base::errno_message(static_cast<int>(number));
  if (text) return make_str(t, text);
  StrBuilder out(t);
  out.append("Unknown error ");
  out.append(TS_TRY(str(t, make_int(t, number))));
  return out.finish();
}

Value os_getpid(Thread& t) { return make_int(t, hal::process_id()); }
Value os_cpu_count(Thread& t) { return make_int(t, hal::processor_count()); }
Value os_exit(Thread&, intptr_t status) { hal::exit_process(static_cast<int>(status)); }
Value os_fspath(Thread& t, Value path) { return fspath(t, path); }

Value os_sync(Thread&) {
  hal::sync_volumes();
  return kNone;
}

const Native kFunctions[] = {
    TS_FUNCTION(os_exit, TS_NAME(_exit), "status",
                "Exit to the system with specified status, without normal exit processing."),
    TS_FUNCTION(os_environment, TS_NAME(_environment), "", nullptr),
    TS_FUNCTION(os_access, TS_NAME(access), "path, mode",
                "Use the real uid/gid to test for access to a path."),
    TS_FUNCTION(os_chdir, TS_NAME(chdir), "path", "Change the current working directory."),
    TS_FUNCTION(os_chmod, TS_NAME(chmod), "path, mode", "Change the access permissions of a file."),
    TS_FUNCTION(os_close, TS_NAME(close), "fd", "Close a file descriptor."),
    TS_FUNCTION(os_cpu_count, TS_NAME(cpu_count), "", "Return the number of logical CPUs."),
    TS_FUNCTION(os_dup, TS_NAME(dup), "fd, /", "Return a duplicate of a file descriptor."),
    TS_FUNCTION(os_fspath, TS_NAME(fspath), "path",
                "Return the file system path representation of the object."),
    TS_FUNCTION(os_fstat, TS_NAME(fstat), "fd", "Perform a stat on the given file descriptor."),
    TS_FUNCTION(os_fsync, TS_NAME(fsync), "fd", "Force write of fd to disk."),
    TS_FUNCTION(os_ftruncate, TS_NAME(ftruncate), "fd, length, /",
                "Truncate a file, specified by file descriptor, to a specific length."),
    TS_FUNCTION(os_get_terminal_size, TS_NAME(get_terminal_size), "fd=1, /",
                "Return the size of the terminal window as (columns, lines)."),
    TS_FUNCTION(os_getcwd, TS_NAME(getcwd), "",
                "Return a string representing the current working directory."),
    TS_FUNCTION(os_getpid, TS_NAME(getpid), "", "Return the current process id."),
    TS_FUNCTION(os_ilistdir, TS_NAME(ilistdir), "path='.', /",
                "Return an iterator over (name, type, inode) of a directory's entries."),
    TS_FUNCTION(os_isatty, TS_NAME(isatty), "fd, /",
                "Return True if the fd is connected to a terminal."),
    TS_FUNCTION(os_listdir, TS_NAME(listdir), "path=None",
                "Return a list containing the names of the files in the directory."),
    TS_FUNCTION(os_lseek, TS_NAME(lseek), "fd, position, how, /",
                "Set the position of a file descriptor. Return the new position."),
    TS_FUNCTION(os_lstat, TS_NAME(lstat), "path",
                "Perform a stat system call on the given path, without following symbolic links."),
    TS_FUNCTION(os_mkdir, TS_NAME(mkdir), "path, mode=511", "Create a directory."),
    TS_FUNCTION(os_open, TS_NAME(open), "path, flags, mode=511",
                "Open a file for low level IO. Returns a file descriptor (integer)."),
    TS_FUNCTION(os_putenv, TS_NAME(putenv), "name, value, /",
                "Change or add an environment variable."),
    TS_FUNCTION(os_read, TS_NAME(read), "fd, length, /",
                "Read from a file descriptor. Returns a bytes object."),
    TS_FUNCTION(os_readlink, TS_NAME(readlink), "path",
                "Return a string representing the path to which the symbolic link points."),
    TS_FUNCTION(os_remove, TS_NAME(remove), "path", "Remove a file."),
    TS_FUNCTION(os_rename, TS_NAME(rename), "src, dst", "Rename a file or directory."),
    TS_FUNCTION(os_rename, TS_NAME(replace), "src, dst",
                "Rename a file or directory, overwriting the destination."),
    TS_FUNCTION(os_rmdir, TS_NAME(rmdir), "path", "Remove a directory."),
    TS_FUNCTION(os_stat, TS_NAME(stat), "path, *, follow_symlinks=True",
                "Perform a stat system call on the given path."),
    TS_FUNCTION(os_statvfs, TS_NAME(statvfs), "path",
                "Perform a statvfs system call on the given path."),
    TS_FUNCTION(os_strerror, TS_NAME(strerror), "code, /",
                "Translate an error code to a message string."),
    TS_FUNCTION(os_symlink, TS_NAME(symlink), "src, dst",
                "Create a symbolic link pointing to src named dst."),
    TS_FUNCTION(os_sync, TS_NAME(sync), "", "Force write of everything to disk."),
    TS_FUNCTION(os_uname, TS_NAME(uname), "",
                "Return an object identifying the current operating system."),
    TS_FUNCTION(os_remove, TS_NAME(unlink), "path", "Remove a file."),
    TS_FUNCTION(os_unsetenv, TS_NAME(unsetenv), "name, /", "Delete an environment variable."),
    TS_FUNCTION(os_urandom, TS_NAME(urandom), "size, /",
                "Return a bytes object containing random bytes suitable for cryptographic use."),
    TS_FUNCTION(os_utime, TS_NAME(utime), "path, times=None, *, ns=None",
                "Set the access and modified time of path."),
    TS_FUNCTION(os_write, TS_NAME(write), "fd, data, /",
                "Write a bytes object to a file descriptor."),
};

#define NUMBER(name, value) \
  { name, Value::from_int(value) }

const bind::Constant kConstants[] = {
    {TS_NAME(name), TS_NAME(posix)},
    {TS_NAME(sep), TS_STR("/")},
    {TS_NAME(linesep), TS_STR("\n")},
    {TS_NAME(curdir), TS_STR(".")},
    {TS_NAME(pardir), TS_STR("..")},
    {TS_NAME(extsep), TS_STR(".")},
    {TS_NAME(pathsep), TS_STR(":")},
    {TS_NAME(altsep), heap::kNone},
    {TS_NAME(devnull), TS_STR("/dev/null")},
    {TS_NAME(defpath), TS_STR("/bin:/usr/bin")},
    {TS_NAME(error), &kOSErrorType},
    {TS_NAME(stat_result), &kStatResultType},
    {TS_NAME(statvfs_result), &kStatvfsResultType},
    {TS_NAME(uname_result), &kUnameResultType},
    {TS_NAME(terminal_size), &kTerminalSizeType},
    NUMBER(TS_NAME(SEEK_SET), 0),
    NUMBER(TS_NAME(SEEK_CUR), 1),
    NUMBER(TS_NAME(SEEK_END), 2),
    NUMBER(TS_NAME(F_OK), 0),
    NUMBER(TS_NAME(R_OK), 4),
    NUMBER(TS_NAME(W_OK), 2),
    NUMBER(TS_NAME(X_OK), 1),
    NUMBER(TS_NAME(O_RDONLY), hal::kOpenRead),
    NUMBER(TS_NAME(O_WRONLY), hal::kOpenWrite),
    NUMBER(TS_NAME(O_RDWR), hal::kOpenReadWrite),
    NUMBER(TS_NAME(O_CREAT), hal::kOpenCreate),
    NUMBER(TS_NAME(O_EXCL), hal::kOpenExclusive),
    NUMBER(TS_NAME(O_TRUNC), hal::kOpenTruncate),
    NUMBER(TS_NAME(O_APPEND), hal::kOpenAppend),
    NUMBER(TS_NAME(O_NONBLOCK), hal::kOpenNonBlocking),
    NUMBER(TS_NAME(O_DIRECTORY), hal::kOpenDirectory),
};

#undef NUMBER

}  // namespace

extern const bind::ModuleDefinition kOsModule{
    TS_NAME(os), "The operating system: files, directories, environment, process.",
    kFunctions,  kConstants,
    nullptr,     kOsSource};

/// The native part under the name that programs for POSIX systems look for.
extern const bind::ModuleDefinition kPosixModule{
    TS_NAME(posix), "The operating system: the native part of os.", kFunctions, kConstants};

extern const bind::ModuleDefinition kOsPathModule{
    TS_NAME(posixpath), "Operations on path names.", {}, {}, nullptr, kOsPathSource};

}  // namespace ts::modules
