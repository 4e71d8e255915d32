// FileIO: a file of the system (hal/files.h) as unbuffered bytes; and BytesBuilder, which reads of
// unknown length grow. Interrupted calls serve the safe point and go on (PEP 475).
// Follows the Library Reference, "io".

#include <algorithm>

#include "hal/files.h"
#include "modules/io_objects.h"
#include "modules/paths.h"

namespace ts::modules {

uint8_t* BytesBuilder::room(size_t n) {
  if (bytes_ && capacity_ - used_ >= n) return bytes_->data() + used_;
  size_t wanted = std::max(used_ + n, capacity_ + capacity_ / 2);
  auto* grown = static_cast<Bytes*>(make_bytes(thread_, nullptr, wanted).cell());
  if (!grown) return nullptr;
  if (bytes_) std::memcpy(grown->data(), bytes_->data(), used_);
  bytes_ = grown;
  capacity_ = wanted;
  return bytes_->data() + used_;
}

bool BytesBuilder::append(const uint8_t* data, size_t n) {
  uint8_t* at = room(n);
  if (!at) return false;
  std::memcpy(at, data, n);
  commit(n);
  return true;
}

Value BytesBuilder::finish() {
  if (used_ <= 1 || !bytes_) return make_bytes(thread_, data(), used_);
  if (used_ < capacity_) {
    thread_.vm->heap.shrink(thread_, bytes_, sizeof(Bytes) + used_);
    bytes_->length = static_cast<uint32_t>(used_);
  }
  return Value(bytes_);
}

namespace {

using hal::Errno;

/// Repeats `call` while it is interrupted. False: the safe point raised.
template <class F>
bool uninterrupted(Thread& t, Errno& error, F call) {
  for (;;) {
    error = call();
    if (error != Errno::kEINTR) return true;
    if (!poll(t)) return false;
  }
}

FileIO* open_file(Thread& t, Value self) {
  auto* file = static_cast<FileIO*>(self.cell());
  if (file->closed || !file->has(kIoReady)) {
    raise(t, numbers::kValueError, "I/O operation on closed file");
    return nullptr;
  }
  return file;
}

bool check_mode(Thread& t, const FileIO* self, uint32_t flag, const char* what) {
  if (self->has(flag)) return true;
  raise_unsupported(t, what);
  return false;
}

bool parse_mode(Thread& t, std::string_view mode, uint32_t& flags, uint32_t& open_flags) {
  unsigned kinds = 0, plus = 0;
  for (char c : mode) {
    switch (c) {
      case 'r':
        kinds++;
        flags |= kIoReadable;
        break;
      case 'w':
        kinds++;
        flags |= kIoWritable;
        open_flags |= hal::kOpenCreate | hal::kOpenTruncate;
        break;
      case 'x':
        kinds++;
        flags |= kIoWritable | kIoCreated;
        open_flags |= hal::kOpenCreate | hal::kOpenExclusive;
        break;
      case 'a':
        kinds++;
        flags |= kIoWritable | kIoAppending;
        open_flags |= hal::kOpenCreate | hal::kOpenAppend;
        break;
      case '+':
        plus++;
        break;
      case 'b':
        break;
      default:
        raise(t, numbers::kValueError, "invalid mode: {}", mode);
        return false;
    }
  }
  if (kinds != 1 || plus > 1) {
    raise(t, numbers::kValueError,
          "Must have exactly one of create/read/write/append mode and at most one plus");
    return false;
  }
  if (plus) flags |= kIoReadable | kIoWritable;
  bool both = (flags & kIoReadable) && (flags & kIoWritable);
  open_flags |=
      both ? hal::kOpenReadWrite : (flags & kIoReadable ? hal::kOpenRead : hal::kOpenWrite);
  return true;
}

bool open_by_path(Thread& t, FileIO* self, Value path, uint32_t open_flags, Value opener) {
  if (opener && !opener.is_none()) {
    Value handle = call(t, opener, {path, make_int(t, open_flags)});
    if (!handle) return false;
    if (!handle.is_small_int()) {
      raise(t, numbers::kTypeError, "expected integer from opener");
      return false;
    }
    self->handle = handle.small_int();
    if (self->handle >= 0) return true;
    raise(t, numbers::kValueError, "opener returned {}", self->handle);
    return false;
  }
  PathText text(t);
  if (!text.assign(path)) return false;
  flush_forgotten_files(t);
  hal::FileHandle handle = -1;
  Errno error;
  if (!uninterrupted(t, error,
                     [&] { return hal::file_open(text.c_str(), open_flags, 0666, handle); })) {
    return false;
  }
  if (error != Errno::kOk) {
    raise_errno(t, error, path);
    return false;
  }
  self->handle = handle;
  return true;
}

/// Directories can be opened on a PC, but not read: that fails here, as CPython does it.
bool refuse_directory(Thread& t, FileIO* self, Value name, bool opened_here) {
  hal::FileStatus status;
  Errno error = hal::file_status(static_cast<int>(self->handle), status);
  if (error == Errno::kOk && (status.mode & hal::kTypeMask) == hal::kTypeDirectory) {
    error = Errno::kEISDIR;
  }
  if (error == Errno::kOk || error == Errno::kENOSYS) return true;
  if (opened_here) hal::file_close(static_cast<int>(self->handle));
  self->handle = -1;
  raise_errno(t, error, name);
  return false;
}

}  // namespace

FileIO* plain_file(Value v) {
  return is_exact(v, numbers::kFileIO) ? static_cast<FileIO*>(v.cell()) : nullptr;
}

bool file_initialize(Thread& t, FileIO* self, Value file, std::string_view mode, bool keep_handle,
                     Value opener) {
  uint32_t flags = 0, open_flags = 0;
  if (!parse_mode(t, mode, flags, open_flags)) return false;
  if (file.is_bool() || is_exact(file, numbers::kFloat)) {
    if (!file.is_bool()) {
      raise(t, numbers::kTypeError, "integer argument expected, got float");
      return false;
    }
    file = Value::from_int(file.is_true());
  }
  bool by_handle = file.is_small_int();
  if (by_handle) {
    if (file.small_int() < 0) {
      raise(t, numbers::kValueError, "negative file descriptor");
      return false;
    }
    self->handle = file.small_int();
  } else {
    if (keep_handle) {
      raise(t, numbers::kValueError, "Cannot use closefd=False with file name");
      return false;
    }
    if (!open_by_path(t, self, file, open_flags, opener)) return false;
  }
  if (!refuse_directory(t, self, file, !by_handle)) return false;
  self->flags = flags | kIoReady;
  if (keep_handle) self->flags |= kIoKeepHandle;
  self->closed = 0;
  self->name = file;
  if (self->has(kIoAppending)) {
    int64_t position;
    hal::file_seek(static_cast<int>(self->handle), 0, hal::Whence::kEnd, position);
  }
  return true;
}

Transfer file_read_into(Thread& t, FileIO* self, uint8_t* data, size_t n, size_t& count) {
  count = 0;
  if (self->closed) {
    raise(t, numbers::kValueError, "I/O operation on closed file");
    return Transfer::kError;
  }
  hal::Transfer done{};
  Errno error;
  if (!uninterrupted(t, error, [&] {
        done = hal::file_read(static_cast<int>(self->handle), data, n);
        return done.error;
      })) {
    return Transfer::kError;
  }
  if (error == Errno::kEAGAIN) return Transfer::kBlocked;
  if (error != Errno::kOk) {
    raise_errno(t, error);
    return Transfer::kError;
  }
  count = done.count;
  return count > 0 ? Transfer::kData : Transfer::kEnd;
}

Transfer file_write_from(Thread& t, FileIO* self, const uint8_t* data, size_t n, size_t& count) {
  count = 0;
  if (self->closed) {
    raise(t, numbers::kValueError, "I/O operation on closed file");
    return Transfer::kError;
  }
  hal::Transfer done{};
  Errno error;
  if (!uninterrupted(t, error, [&] {
        done = hal::file_write(static_cast<int>(self->handle), data, n);
        return done.error;
      })) {
    return Transfer::kError;
  }
  if (error == Errno::kEAGAIN) return Transfer::kBlocked;
  if (error != Errno::kOk) {
    raise_errno(t, error);
    return Transfer::kError;
  }
  count = done.count;
  return Transfer::kData;
}

namespace {

Value file_construct(Thread& t, Value type, const Arguments&) {
  auto* self = TS_TRY(new_cell<FileIO>(t, type));
  self->handle = -1;
  self->closed = 1;
  return Value(self);
}

Value file_init(Thread& t, FileIO* self, Value file, Value mode, Value closefd, Value opener) {
  if (mode && !is_instance_of_native(*t.vm, mode, numbers::kStr)) {
    return raise(t, numbers::kTypeError, "FileIO() argument 'mode' must be str, not {}",
                 TypeOf{mode});
  }
  int close = closefd ? TS_TRY_INT(truth(t, closefd)) : 1;
  if (!file_initialize(t, self, file, mode ? as_str(mode)->view() : "r", !close, opener)) return {};
  return kNone;
}

const Native kFileInit =
    TS_METHOD(numbers::kFileIO, file_init, TS_NAME(__init__),
              "self, file, mode='r', closefd=True, opener=None", "Open a file.");

bool file_init_slot(Thread& t, Value self, const Arguments& arguments) {
  return initialize_with(t, kFileInit, self, arguments);
}

Value file_close(Thread& t, FileIO* self) {
  if (self->closed) return kNone;
  self->closed = 1;
  if (self->has(kIoKeepHandle)) return kNone;
  Errno error = hal::file_close(static_cast<int>(self->handle));
  self->handle = -1;
  if (error != Errno::kOk && error != Errno::kEINTR) return raise_errno(t, error);
  return kNone;
}

Value file_readall(Thread& t, FileIO* self) {
  if (!open_file(t, Value(self))) return {};
  if (!check_mode(t, self, kIoReadable, "File not open for reading")) return {};
  BytesBuilder all(t);
  hal::FileStatus status;
  size_t guess = 512;
  int64_t position;
  if (hal::file_status(static_cast<int>(self->handle), status) == Errno::kOk &&
      hal::file_seek(static_cast<int>(self->handle), 0, hal::Whence::kCurrent, position) ==
          Errno::kOk &&
      status.size > position) {
    guess = static_cast<size_t>(status.size - position) + 1;
  }
  for (;;) {
    uint8_t* at = all.room(all.used() == 0 ? guess : 512);
    if (!at) return {};
    size_t count;
    Transfer result = file_read_into(t, self, at, all.free(), count);
    if (result == Transfer::kError) return {};
    if (result == Transfer::kBlocked && all.used() == 0) return kNone;
    if (result != Transfer::kData) return all.finish();
    all.commit(count);
  }
}

Value file_read(Thread& t, FileIO* self, Value size) {
  if (!open_file(t, Value(self))) return {};
  if (!check_mode(t, self, kIoReadable, "File not open for reading")) return {};
  intptr_t n;
  if (!size_argument(t, size, n)) return {};
  if (n < 0) return file_readall(t, self);
  BytesBuilder part(t);
  uint8_t* at = part.room(static_cast<size_t>(n));
  if (!at) return {};
  size_t count;
  Transfer result = file_read_into(t, self, at, static_cast<size_t>(n), count);
  if (result == Transfer::kError) return {};
  if (result == Transfer::kBlocked) return kNone;
  part.commit(count);
  return part.finish();
}

Value file_readinto(Thread& t, FileIO* self, Value target) {
  if (!open_file(t, Value(self))) return {};
  if (!check_mode(t, self, kIoReadable, "File not open for reading")) return {};
  Buffer out;
  if (!get_writable_buffer(t, target, out)) return {};
  size_t count;
  Transfer result = file_read_into(t, self, out.data, out.bytes, count);
  release_buffer(t, out);
  if (result == Transfer::kError) return {};
  if (result == Transfer::kBlocked) return kNone;
  return make_int(t, static_cast<int64_t>(count));
}

Value file_write(Thread& t, FileIO* self, Value data) {
  if (!open_file(t, Value(self))) return {};
  if (!check_mode(t, self, kIoWritable, "File not open for writing")) return {};
  Buffer in;
  if (!get_buffer(t, data, in)) return {};
  size_t count;
  Transfer result = file_write_from(t, self, in.data, in.bytes, count);
  release_buffer(t, in);
  if (result == Transfer::kError) return {};
  if (result == Transfer::kBlocked) return kNone;
  return make_int(t, static_cast<int64_t>(count));
}

Value file_seek(Thread& t, FileIO* self, Value offset, Opt<intptr_t> whence) {
  if (!open_file(t, Value(self))) return {};
  Value exact = TS_TRY(index(t, offset));
  intptr_t distance;
  if (!to_index(t, exact, distance)) return {};
  intptr_t mode = whence.or_else(0);
  if (mode < 0 || mode > 2) return raise_errno(t, Errno::kEINVAL);
  int64_t position;
  Errno error = hal::file_seek(static_cast<int>(self->handle), distance,
                               static_cast<hal::Whence>(mode), position);
  if (error != Errno::kOk) return raise_errno(t, error);
  return make_int(t, position);
}

Value file_tell(Thread& t, FileIO* self) {
  return file_seek(t, self, Value::from_int(0), {1, true});
}

Value file_truncate(Thread& t, FileIO* self, Value size) {
  if (!open_file(t, Value(self))) return {};
  if (!check_mode(t, self, kIoWritable, "File not open for writing")) return {};
  if (!size || size.is_none()) size = TS_TRY(file_tell(t, self));
  intptr_t length;
  if (!to_index(t, size, length)) return {};
  Errno error = hal::file_truncate(static_cast<int>(self->handle), length);
  if (error != Errno::kOk) return raise_errno(t, error);
  return size;
}

Value file_fileno(Thread& t, FileIO* self) {
  if (!open_file(t, Value(self))) return {};
  return make_int(t, self->handle);
}

Value file_isatty(Thread& t, FileIO* self) {
  if (!open_file(t, Value(self))) return {};
  return Value::from_bool(hal::file_is_terminal(static_cast<int>(self->handle)));
}

Value file_readable(Thread& t, FileIO* self) {
  if (!open_file(t, Value(self))) return {};
  return Value::from_bool(self->has(kIoReadable));
}

Value file_writable(Thread& t, FileIO* self) {
  if (!open_file(t, Value(self))) return {};
  return Value::from_bool(self->has(kIoWritable));
}

Value file_seekable(Thread& t, FileIO* self) {
  if (!open_file(t, Value(self))) return {};
  int64_t position;
  return Value::from_bool(hal::file_seek(static_cast<int>(self->handle), 0, hal::Whence::kCurrent,
                                         position) == Errno::kOk);
}

const Str* mode_text(const FileIO* self) {
  bool both = self->has(kIoReadable) && self->has(kIoWritable);
  if (self->has(kIoCreated)) return both ? TS_STR("xb+") : TS_STR("xb");
  if (self->has(kIoAppending)) return both ? TS_STR("ab+") : TS_STR("ab");
  if (both) return TS_STR("rb+");
  return self->has(kIoReadable) ? TS_STR("rb") : TS_STR("wb");
}

Value file_mode(Thread&, Value self) { return mode_text(static_cast<FileIO*>(self.cell())); }

Value file_closefd(Thread&, Value self) {
  return Value::from_bool(!as_io(self)->has(kIoKeepHandle));
}

Value file_name(Thread& t, Value self) {
  Value name = static_cast<FileIO*>(self.cell())->name;
  return name ? name : attribute_error(t, self, TS_NAME(name));
}

bool file_set_name(Thread&, Value self, Value name) {
  static_cast<FileIO*>(self.cell())->name = name;
  return true;
}

Value file_repr_slot(Thread& t, Value self) {
  auto* file = static_cast<FileIO*>(self.cell());
  if (file->closed) return Value(TS_STR("<_io.FileIO [closed]>"));
  Value name = file->name ? file->name : make_int(t, file->handle);
  return call_method(t, TS_STR("<_io.FileIO name={!r} mode='{}' closefd={}>"), TS_NAME(format),
                     {name, Value(mode_text(file)), file_closefd(t, self)});
}

const Native kFileNatives[] = {
    TS_METHOD(numbers::kFileIO, file_close, TS_NAME(close), "self, /", "Close the file."),
    TS_METHOD(numbers::kFileIO, file_fileno, TS_NAME(fileno), "self, /",
              "Return the underlying file descriptor (an integer)."),
    TS_METHOD(numbers::kFileIO, file_isatty, TS_NAME(isatty), "self, /",
              "True if the file is connected to a TTY device."),
    TS_METHOD(numbers::kFileIO, file_read, TS_NAME(read), "self, size=-1, /",
              "Read at most size bytes, returned as bytes."),
    TS_METHOD(numbers::kFileIO, file_readable, TS_NAME(readable), "self, /",
              "True if file was opened in a read mode."),
    TS_METHOD(numbers::kFileIO, file_readall, TS_NAME(readall), "self, /",
              "Read all data from the file, returned as bytes."),
    TS_METHOD(numbers::kFileIO, file_readinto, TS_NAME(readinto), "self, buffer, /",
              "Same as RawIOBase.readinto()."),
    TS_METHOD(numbers::kFileIO, file_seek, TS_NAME(seek), "self, pos, whence=0, /",
              "Move to new file position and return the file position."),
    TS_METHOD(numbers::kFileIO, file_seekable, TS_NAME(seekable), "self, /",
              "True if file supports random-access."),
    TS_METHOD(numbers::kFileIO, file_tell, TS_NAME(tell), "self, /", "Current file position."),
    TS_METHOD(numbers::kFileIO, file_truncate, TS_NAME(truncate), "self, size=None, /",
              "Truncate the file to at most size bytes and return the truncated size."),
    TS_METHOD(numbers::kFileIO, file_writable, TS_NAME(writable), "self, /",
              "True if file was opened in a write mode."),
    TS_METHOD(numbers::kFileIO, file_write, TS_NAME(write), "self, b, /",
              "Write buffer b to file, return number of bytes written."),
};

const GetSet kFileGetSets[] = {
    TS_GETSET(numbers::kFileIO, file_closefd, nullptr, TS_NAME(closefd),
              "True if the file descriptor will be closed by close()."),
    TS_GETSET(numbers::kFileIO, file_mode, nullptr, TS_NAME(mode), "String giving the file mode."),
    TS_GETSET(numbers::kFileIO, file_name, file_set_name, TS_NAME(name), nullptr),
};

const Slots kFileSlots{.repr = file_repr_slot,
                       .hash = hash_identity,
                       .iter = file_iter,
                       .next = file_next,
                       .construct = file_construct,
                       .init = file_init_slot};

const Attributes kFileAttributes{kFileNatives, kFileGetSets, {}, "Open a file."};

// ---------------------------------------------------------------------------- as a bind::Stream

bind::StreamResult stream_read(Thread&, Cell* self, uint8_t* data, size_t n) {
  hal::Transfer done =
      hal::file_read(static_cast<int>(static_cast<FileIO*>(self)->handle), data, n);
  return {done.count, done.error};
}

bind::StreamResult stream_write(Thread&, Cell* self, const uint8_t* data, size_t n) {
  hal::Transfer done =
      hal::file_write(static_cast<int>(static_cast<FileIO*>(self)->handle), data, n);
  return {done.count, done.error};
}

uint32_t stream_poll(Thread&, Cell* self, uint32_t events) {
  uint32_t ready = 0;
  int handle = static_cast<int>(static_cast<FileIO*>(self)->handle);
  if (hal::file_poll(handle, events, 0, ready) != Errno::kOk) return bind::kStreamInvalid;
  return ready;
}

Errno stream_seek(Thread&, Cell* self, int64_t offset, int whence, int64_t& position) {
  return hal::file_seek(static_cast<int>(static_cast<FileIO*>(self)->handle), offset,
                        static_cast<hal::Whence>(whence), position);
}

Errno stream_close(Thread&, Cell* self) {
  auto* file = static_cast<FileIO*>(self);
  if (file->closed) return Errno::kOk;
  file->closed = 1;
  return hal::file_close(static_cast<int>(file->handle));
}

}  // namespace

extern const bind::Stream kFileStream{stream_read, stream_write, stream_poll, stream_seek,
                                      stream_close};

}  // namespace ts::modules

namespace ts::object {

using namespace modules;

extern constinit const Type kFileIOType =
    bind::make_type(numbers::kFileIO, TS_NAME(FileIO), &kRawIOBaseType, &kFileSlots,
                    &kFileAttributes, layout_from<FileIO>(sizeof(FileIO) - sizeof(Value)),
                    bind::kTypeBase | bind::kTypeHasFinalizer, TS_NAME(_io));

}  // namespace ts::object
