// BufferedReader, BufferedWriter, BufferedRandom: one structure, three types. Over a FileIO they
// move bytes without calls; over any other raw object through its methods.
// Follows the Library Reference, "io".

#include <algorithm>

#include "hal/files.h"
#include "modules/io_objects.h"
#include "modules/roots.h"

namespace ts::modules {

namespace {

constexpr uint32_t kDefaultSize = heap::kWide ? 8192 : 256;

bool allocate_buffer(Thread& t, Buffered* self) {
  if (self->buffer) return true;
  auto* buffer = heap::allocate<ByteArray>(t, numbers::kByteArray, self->size);
  if (!buffer) return false;
  buffer->capacity = self->size;
  self->buffer = buffer;
  return true;
}

/// The buffered file when it can be used now; nullptr with ValueError pending.
Buffered* ready(Thread& t, Value v) {
  auto* self = static_cast<Buffered*>(v.cell());
  if (self->raw) return self;
  if (self->has(kIoDetached)) {
    raise(t, numbers::kValueError, "raw stream has been detached");
  } else {
    raise(t, numbers::kValueError, "I/O operation on uninitialized object");
  }
  return nullptr;
}

int raw_closed(Thread& t, Buffered* self) {
  if (FileIO* file = plain_file(self->raw)) return file->closed != 0;
  return is_closed(t, self->raw);
}

Buffered* ready_and_open(Thread& t, Value v, const char* what) {
  Buffered* self = ready(t, v);
  if (!self) return nullptr;
  int closed = raw_closed(t, self);
  if (closed == 0) return self;
  if (closed > 0) raise(t, numbers::kValueError, "{} of closed file", what);
  return nullptr;
}

/// A raw object's answer to readinto or write: a count, or None when it would block.
Transfer raw_count(Thread& t, Value answer, size_t most, const char* what, size_t& count) {
  if (!answer) return Transfer::kError;
  if (answer.is_none()) return Transfer::kBlocked;
  intptr_t n;
  if (!to_index(t, answer, n)) return Transfer::kError;
  if (n < 0 || static_cast<size_t>(n) > most) {
    raise(t, numbers::kOSError,
          "raw {}() returned invalid length {} (should have been between 0 and {})", what, n, most);
    return Transfer::kError;
  }
  count = static_cast<size_t>(n);
  return n > 0 ? Transfer::kData : Transfer::kEnd;
}

Transfer raw_read(Thread& t, Buffered* self, uint8_t* data, size_t n, size_t& count) {
  count = 0;
  if (FileIO* file = plain_file(self->raw)) return file_read_into(t, file, data, n, count);
  Value target = call(t, &kByteArrayObjectType, {make_int(t, static_cast<int64_t>(n))});
  if (!target) return Transfer::kError;
  Value answer = call_method(t, self->raw, TS_NAME(readinto), {target});
  Transfer result = raw_count(t, answer, n, "readinto", count);
  auto* bytes = static_cast<ByteArrayObject*>(target.cell());
  count = std::min<size_t>(count, bytes->length);
  if (result == Transfer::kData) std::memcpy(data, bytes->data(), count);
  return result;
}

Transfer raw_write(Thread& t, Buffered* self, const uint8_t* data, size_t n, size_t& count) {
  count = 0;
  if (FileIO* file = plain_file(self->raw)) return file_write_from(t, file, data, n, count);
  Value bytes = make_bytes(t, data, n);
  if (!bytes) return Transfer::kError;
  return raw_count(t, call_method(t, self->raw, TS_NAME(write), {bytes}), n, "write", count);
}

Value raw_seek(Thread& t, Buffered* self, Value offset, intptr_t whence) {
  return call_method(t, self->raw, TS_NAME(seek), {offset, Value::from_int(whence)});
}

/// The list of files that hold data back, see flush_forgotten_files.
Value& noted_files(Thread& t) { return t.vm->roots.spare[kUnwrittenFiles]; }

/// Notes that the file holds data back. Consoles are left out: they are flushed by their own rules.
bool note_unwritten(Thread& t, Buffered* self) {
  constexpr size_t kMost = heap::kWide ? 32 : 4;
  FileIO* file = plain_file(self->raw);
  if (!file || self->has(kIoNoted) || file->has(kIoKeepHandle)) return true;
  if (noted_files(t) && static_cast<List*>(noted_files(t).cell())->length >= kMost) {
    flush_forgotten_files(t);
  }
  if (!noted_files(t)) {
    List* list = make_list(t);
    if (!list) return false;
    noted_files(t) = Value(list);
  }
  self->flags |= kIoNoted;
  return list_append(t, static_cast<List*>(noted_files(t).cell()), Value(self));
}

/// Writes all of `data` to the raw object; `done` says how much of it even after an error.
bool write_through(Thread& t, Buffered* self, const uint8_t* data, size_t n, size_t& done) {
  for (done = 0; done < n;) {
    size_t count;
    Transfer result = raw_write(t, self, data + done, n - done, count);
    if (result == Transfer::kError) return false;
    if (result == Transfer::kBlocked) {
      raise_os_error(t, static_cast<int>(base::Errno::kEAGAIN));
      return false;
    }
    done += count;
    TS_POLL(t);
  }
  return true;
}

/// Gives up what was read ahead: the raw position moves back to where the reader stands.
bool drop_read_ahead(Thread& t, Buffered* self) {
  intptr_t ahead = static_cast<intptr_t>(self->end) - static_cast<intptr_t>(self->start);
  self->start = self->end = 0;
  return ahead == 0 || raw_seek(t, self, Value::from_int(-ahead), 1);
}

}  // namespace

Buffered* plain_buffered(Value v) {
  if (!is_exact(v, numbers::kBufferedReader) && !is_exact(v, numbers::kBufferedWriter) &&
      !is_exact(v, numbers::kBufferedRandom)) {
    return nullptr;
  }
  auto* self = static_cast<Buffered*>(v.cell());
  return self->raw ? self : nullptr;
}

bool buffered_flush(Thread& t, Buffered* self) {
  if (self->pending == 0) return true;
  size_t done = 0;
  uint32_t before = self->pending;
  bool written = write_through(t, self, self->buffer->bytes, before, done);
  if (self->pending != before)
    return written;  // code that ran at a safe point has written to this file
  uint32_t left = before - static_cast<uint32_t>(done);
  if (left > 0) std::memmove(self->buffer->bytes, self->buffer->bytes + done, left);
  self->pending = left;
  return written;
}

bool buffered_prepare_read(Thread& t, Buffered* self) {
  return self->pending == 0 || buffered_flush(t, self);
}

Transfer buffered_fill(Thread& t, Buffered* self) {
  if (!buffered_prepare_read(t, self) || !allocate_buffer(t, self)) return Transfer::kError;
  uint32_t left = self->end - self->start;
  if (self->start > 0) {
    std::memmove(self->buffer->bytes, self->buffer->bytes + self->start, left);
    self->start = 0;
    self->end = left;
  }
  if (left == self->size) return Transfer::kData;
  size_t count;
  Transfer result = raw_read(t, self, self->buffer->bytes + left, self->size - left, count);
  self->end += static_cast<uint32_t>(count);
  return result;
}

bool buffered_write(Thread& t, Buffered* self, const uint8_t* data, size_t n) {
  if (self->end > self->start) {
    if (!drop_read_ahead(t, self)) return false;
  } else {
    self->start = self->end = 0;
  }
  if (!allocate_buffer(t, self)) return false;
  if (n > self->size - self->pending) {
    if (!buffered_flush(t, self)) return false;
    if (n >= self->size) {
      size_t done = 0;
      return write_through(t, self, data, n, done);
    }
  }
  std::memcpy(self->buffer->bytes + self->pending, data, n);
  self->pending += static_cast<uint32_t>(n);
  return self->pending == 0 || note_unwritten(t, self);
}

void flush_forgotten_files(Thread& t) {
  Value list = noted_files(t);
  if (!list) return;
  noted_files(t) = Value();
  for (Value v : static_cast<List*>(list.cell())->span()) {
    auto* self = static_cast<Buffered*>(v.cell());
    self->flags &= ~uint32_t{kIoNoted};
    FileIO* file = self->raw ? plain_file(self->raw) : nullptr;
    if (file && !file->closed && !buffered_flush(t, self)) take_pending(t);
  }
}

namespace {

Value buffered_construct(Thread& t, Value type, const Arguments&) {
  return Value(TS_TRY(new_cell<Buffered>(t, type)));
}

bool require(Thread& t, Value raw, const Str* question, const char* text) {
  Value answer = call_method(t, raw, question);
  if (!answer) return false;
  int yes = truth(t, answer);
  if (yes == 0) raise(t, numbers::kUnsupportedOperation, text);
  return yes > 0;
}

bool initialize(Thread& t, Buffered* self, Value raw, intptr_t size, TypeNumber type) {
  self->raw = Value();
  if (size <= 0) {
    raise(t, numbers::kValueError, "buffer size must be strictly positive");
    return false;
  }
  bool reads = type != numbers::kBufferedWriter, writes = type != numbers::kBufferedReader;
  if (type == numbers::kBufferedRandom &&
      !require(t, raw, TS_NAME(seekable), "File or stream is not seekable.")) {
    return false;
  }
  if (reads && !require(t, raw, TS_NAME(readable), "File or stream is not readable.")) return false;
  if (writes && !require(t, raw, TS_NAME(writable), "File or stream is not writable."))
    return false;
  self->flags = kIoReady;
  if (reads) self->flags |= kIoReadable;
  if (writes) self->flags |= kIoWritable;
  self->size = static_cast<uint32_t>(std::clamp<intptr_t>(size, 16, 1 << 30));
  self->start = self->end = self->pending = 0;
  self->buffer = nullptr;
  self->raw = raw;
  // The layer above closes the file, after it has written what waits.
  if (FileIO* file = plain_file(raw)) file->clear(heap::kFlagFinalizable);
  return true;
}

// The three types share the struct, but each has its own number: `self` is checked by the owner.
Value init(Thread& t, Value self, Value raw, Opt<intptr_t> size, TypeNumber type) {
  auto* buffered = static_cast<Buffered*>(self.cell());
  if (!initialize(t, buffered, raw, size.or_else(kDefaultSize), type)) return {};
  return kNone;
}
Value reader_init(Thread& t, Value self, Value raw, Opt<intptr_t> size) {
  return init(t, self, raw, size, numbers::kBufferedReader);
}
Value writer_init(Thread& t, Value self, Value raw, Opt<intptr_t> size) {
  return init(t, self, raw, size, numbers::kBufferedWriter);
}
Value random_init(Thread& t, Value self, Value raw, Opt<intptr_t> size) {
  return init(t, self, raw, size, numbers::kBufferedRandom);
}

const Native kReaderInit = TS_METHOD(numbers::kBufferedReader, reader_init, TS_NAME(__init__),
                                     "self, raw, buffer_size=8192", nullptr);
const Native kWriterInit = TS_METHOD(numbers::kBufferedWriter, writer_init, TS_NAME(__init__),
                                     "self, raw, buffer_size=8192", nullptr);
const Native kRandomInit = TS_METHOD(numbers::kBufferedRandom, random_init, TS_NAME(__init__),
                                     "self, raw, buffer_size=8192", nullptr);

bool reader_init_slot(Thread& t, Value self, const Arguments& arguments) {
  return initialize_with(t, kReaderInit, self, arguments);
}
bool writer_init_slot(Thread& t, Value self, const Arguments& arguments) {
  return initialize_with(t, kWriterInit, self, arguments);
}
bool random_init_slot(Thread& t, Value self, const Arguments& arguments) {
  return initialize_with(t, kRandomInit, self, arguments);
}

// ---------------------------------------------------------------------------------- reading

/// Moves up to `n` bytes of what was read ahead to `out`.
bool take_ahead(Buffered* self, size_t n, BytesBuilder& out) {
  n = std::min<size_t>(n, self->end - self->start);
  if (n == 0) return true;
  if (!out.append(self->buffer->bytes + self->start, n)) return false;
  self->start += static_cast<uint32_t>(n);
  return true;
}

Value read_all(Thread& t, Buffered* self) {
  if (!buffered_prepare_read(t, self)) return {};
  BytesBuilder all(t);
  if (!take_ahead(self, SIZE_MAX, all)) return {};
  Value rest;
  Value readall = TS_TRY(find_attr(t, self->raw, TS_NAME(readall)));
  if (!readall.is_absent()) {
    rest = TS_TRY(call(t, readall, {}));
    if (rest.is_none()) return all.used() > 0 ? all.finish() : kNone;
    if (!is_instance_of_native(*t.vm, rest, numbers::kBytes)) {
      return raise(t, numbers::kTypeError, "readall() should return bytes");
    }
    auto* bytes = static_cast<Bytes*>(rest.cell());
    if (all.used() == 0) return rest;
    if (!all.append(bytes->data(), bytes->length)) return {};
    return all.finish();
  }
  for (;;) {
    Transfer result = buffered_fill(t, self);
    if (result == Transfer::kError) return {};
    if (result == Transfer::kBlocked && all.used() == 0) return kNone;
    if (result != Transfer::kData) return all.finish();
    if (!take_ahead(self, SIZE_MAX, all)) return {};
  }
}

Value buffered_read(Thread& t, Value v, Value size) {
  intptr_t n;
  if (!size_argument(t, size, n)) return {};
  if (n < -1) return raise(t, numbers::kValueError, "read length must be non-negative or -1");
  Buffered* self = TS_TRY(ready_and_open(t, v, "read"));
  if (n < 0) return read_all(t, self);
  if (static_cast<size_t>(n) <= self->end - self->start) {
    Value result =
        make_bytes(t, n ? self->buffer->bytes + self->start : nullptr, static_cast<size_t>(n));
    if (result) self->start += static_cast<uint32_t>(n);
    return result;
  }
  BytesBuilder out(t);
  if (!take_ahead(self, static_cast<size_t>(n), out)) return {};
  while (out.used() < static_cast<size_t>(n)) {
    size_t left = static_cast<size_t>(n) - out.used();
    Transfer result;
    if (left >= self->size && self->pending == 0) {  // straight into the result
      size_t step = std::min<size_t>(left, 1 << 20);
      uint8_t* at = out.room(step);
      size_t count;
      if (!at) return {};
      result = raw_read(t, self, at, step, count);
      out.commit(count);
    } else {
      result = buffered_fill(t, self);
      if (result == Transfer::kData && !take_ahead(self, left, out)) return {};
    }
    if (result == Transfer::kError) return {};
    if (result == Transfer::kBlocked && out.used() == 0) return kNone;
    if (result != Transfer::kData) break;
  }
  return out.finish();
}

Value buffered_read1(Thread& t, Value v, Value size) {
  intptr_t n;
  if (!size_argument(t, size, n)) return {};
  Buffered* self = TS_TRY(ready_and_open(t, v, "read"));
  if (n < 0) n = self->size;
  if (n > 0 && self->end == self->start) {
    Transfer result = buffered_fill(t, self);
    if (result == Transfer::kError) return {};
    if (result == Transfer::kBlocked) return kNone;
  }
  BytesBuilder out(t);
  if (!take_ahead(self, static_cast<size_t>(n), out)) return {};
  return out.finish();
}

enum class Rounds : uint8_t { kOne, kUntilFull };

Value read_into(Thread& t, Value v, Value target, Rounds rounds) {
  Buffered* self = TS_TRY(ready_and_open(t, v, "readinto"));
  Buffer out;
  if (!get_writable_buffer(t, target, out)) return {};
  size_t done = 0;
  Transfer result = Transfer::kData;
  while (done < out.bytes && result == Transfer::kData) {
    if (self->end == self->start) {
      if (done > 0 && rounds == Rounds::kOne) break;
      result = buffered_fill(t, self);
      if (result != Transfer::kData) break;
    }
    size_t n = std::min<size_t>(out.bytes - done, self->end - self->start);
    std::memcpy(out.data + done, self->buffer->bytes + self->start, n);
    self->start += static_cast<uint32_t>(n);
    done += n;
  }
  release_buffer(t, out);
  if (result == Transfer::kError) return {};
  if (result == Transfer::kBlocked && done == 0) return kNone;
  return make_int(t, static_cast<int64_t>(done));
}

Value buffered_readinto(Thread& t, Value self, Value target) {
  return read_into(t, self, target, Rounds::kUntilFull);
}
Value buffered_readinto1(Thread& t, Value self, Value target) {
  return read_into(t, self, target, Rounds::kOne);
}

Value buffered_peek(Thread& t, Value v, Value) {
  Buffered* self = TS_TRY(ready_and_open(t, v, "peek"));
  if (self->end == self->start && buffered_fill(t, self) == Transfer::kError) return {};
  size_t n = self->end - self->start;
  return make_bytes(t, n ? self->buffer->bytes + self->start : nullptr, n);
}

Value read_line(Thread& t, Buffered* self, size_t limit) {
  BytesBuilder line(t);
  while (line.used() < limit) {
    if (self->end == self->start) {
      Transfer result = buffered_fill(t, self);
      if (result == Transfer::kError) return {};
      if (result != Transfer::kData) break;
    }
    const uint8_t* at = self->buffer->bytes + self->start;
    size_t n = std::min<size_t>(self->end - self->start, limit - line.used());
    const void* newline = std::memchr(at, '\n', n);
    if (newline) n = static_cast<size_t>(static_cast<const uint8_t*>(newline) - at) + 1;
    if (newline && line.used() == 0) {
      Value result = make_bytes(t, at, n);
      if (result) self->start += static_cast<uint32_t>(n);
      return result;
    }
    if (!take_ahead(self, n, line)) return {};
    if (newline) break;
    TS_POLL(t);
  }
  return line.finish();
}

Value buffered_readline(Thread& t, Value v, Value size) {
  intptr_t limit;
  if (!size_argument(t, size, limit)) return {};
  Buffered* self = TS_TRY(ready_and_open(t, v, "readline"));
  return read_line(t, self, limit < 0 ? SIZE_MAX : static_cast<size_t>(limit));
}

Value buffered_next(Thread& t, Value v) {
  if (!plain_buffered(v)) return file_next(t, v);
  Buffered* self = TS_TRY(ready_and_open(t, v, "readline"));
  Value line = TS_TRY(read_line(t, self, SIZE_MAX));
  return static_cast<Bytes*>(line.cell())->length ? line : kStop;
}

// ---------------------------------------------------------------------------------- writing

Value buffered_write_method(Thread& t, Value v, Value data) {
  if (is_instance_of_native(*t.vm, data, numbers::kStr)) {
    return raise(t, numbers::kTypeError, "a bytes-like object is required, not '{}'", TypeOf{data});
  }
  Buffer in;
  if (!get_buffer(t, data, in)) return {};
  Buffered* self = ready_and_open(t, v, "write");
  bool written = self && buffered_write(t, self, in.data, in.bytes);
  size_t n = in.bytes;
  release_buffer(t, in);
  return written ? make_int(t, static_cast<int64_t>(n)) : Value();
}

Value buffered_flush_method(Thread& t, Value v) {
  Buffered* self = TS_TRY(ready_and_open(t, v, "flush"));
  if (!buffered_flush(t, self)) return {};
  if (!plain_file(self->raw)) TS_TRY(call_method(t, self->raw, TS_NAME(flush)));
  return kNone;
}

Value buffered_close(Thread& t, Value v) {
  Buffered* self = TS_TRY(ready(t, v));
  int closed = TS_TRY_INT(raw_closed(t, self));
  if (closed) return kNone;
  Value flushed = call_method(t, v, TS_NAME(flush));
  Value failure = flushed ? Value() : take_pending(t);
  Value done = call_method(t, self->raw, TS_NAME(close));
  self->buffer = nullptr;
  self->start = self->end = self->pending = 0;
  if (failure) {
    if (!done) take_pending(t);
    return raise_object(t, failure);
  }
  return done ? kNone : Value();
}

Value buffered_detach(Thread& t, Value v) {
  Buffered* self = TS_TRY(ready(t, v));
  TS_TRY(call_method(t, v, TS_NAME(flush)));
  Value raw = self->raw;
  self->raw = Value();
  self->flags |= kIoDetached;
  if (FileIO* file = plain_file(raw)) {
    file->set(heap::kFlagFinalizable);
    t.vm->heap.finalizables++;
  }
  return raw;
}

// --------------------------------------------------------------------------------- position

Value buffered_seek(Thread& t, Value v, Value target, Opt<intptr_t> mode) {
  intptr_t whence = mode.or_else(0);
  if (whence < 0 || whence > 2) {
    return raise(t, numbers::kValueError, "whence value {} unsupported", whence);
  }
  Buffered* self = TS_TRY(ready_and_open(t, v, "seek"));
  if (!buffered_flush(t, self)) return {};
  Value offset = TS_TRY(index(t, target));
  if (whence == 1) {
    intptr_t ahead = static_cast<intptr_t>(self->end - self->start);
    offset = TS_TRY(binary(t, offset, Value::from_int(ahead), BinaryOp::kSub));
  }
  Value position = TS_TRY(raw_seek(t, self, offset, whence));
  self->start = self->end = 0;
  return position;
}

Value buffered_tell(Thread& t, Value v) {
  Buffered* self = TS_TRY(ready_and_open(t, v, "tell"));
  Value position = TS_TRY(call_method(t, self->raw, TS_NAME(tell)));
  intptr_t shift =
      static_cast<intptr_t>(self->pending) - static_cast<intptr_t>(self->end - self->start);
  return binary(t, position, Value::from_int(shift), BinaryOp::kAdd);
}

Value buffered_truncate(Thread& t, Value v, Value size) {
  Buffered* self = TS_TRY(ready_and_open(t, v, "truncate"));
  if (!self->has(kIoWritable)) return raise_unsupported(t, "truncate");
  TS_TRY(call_method(t, v, TS_NAME(flush)));
  if (!size || size.is_none()) size = TS_TRY(buffered_tell(t, v));
  return call_method(t, self->raw, TS_NAME(truncate), {size});
}

// ------------------------------------------------------------------------ handed on to raw

Value ask_raw(Thread& t, Value v, const Str* method) {
  Buffered* self = TS_TRY(ready(t, v));
  return call_method(t, self->raw, method);
}
Value buffered_fileno(Thread& t, Value v) { return ask_raw(t, v, TS_NAME(fileno)); }
Value buffered_isatty(Thread& t, Value v) { return ask_raw(t, v, TS_NAME(isatty)); }
Value buffered_readable(Thread& t, Value v) { return ask_raw(t, v, TS_NAME(readable)); }
Value buffered_writable(Thread& t, Value v) { return ask_raw(t, v, TS_NAME(writable)); }
Value buffered_seekable(Thread& t, Value v) { return ask_raw(t, v, TS_NAME(seekable)); }

Value attribute_of_raw(Thread& t, Value v, const Str* name) {
  Buffered* self = TS_TRY(ready(t, v));
  return get_attr(t, self->raw, name);
}
Value buffered_name(Thread& t, Value v) { return attribute_of_raw(t, v, TS_NAME(name)); }
Value buffered_mode(Thread& t, Value v) { return attribute_of_raw(t, v, TS_NAME(mode)); }
Value buffered_closed(Thread& t, Value v) {
  Buffered* self = TS_TRY(ready(t, v));
  int closed = TS_TRY_INT(raw_closed(t, self));
  return Value::from_bool(closed);
}
Value buffered_raw(Thread&, Value v) {
  Value raw = static_cast<Buffered*>(v.cell())->raw;
  return raw ? raw : kNone;
}

Value reader_repr(Thread& t, Value self) { return file_repr(t, self, "BufferedReader"); }
Value writer_repr(Thread& t, Value self) { return file_repr(t, self, "BufferedWriter"); }
Value random_repr(Thread& t, Value self) { return file_repr(t, self, "BufferedRandom"); }

#define SHARED_METHODS(T)                                                               \
  TS_METHOD(T, buffered_close, TS_NAME(close), "self, /", nullptr),                     \
      TS_METHOD(T, buffered_detach, TS_NAME(detach), "self, /", nullptr),               \
      TS_METHOD(T, buffered_fileno, TS_NAME(fileno), "self, /", nullptr),               \
      TS_METHOD(T, buffered_flush_method, TS_NAME(flush), "self, /", nullptr),          \
      TS_METHOD(T, buffered_isatty, TS_NAME(isatty), "self, /", nullptr),               \
      TS_METHOD(T, buffered_readable, TS_NAME(readable), "self, /", nullptr),           \
      TS_METHOD(T, buffered_seek, TS_NAME(seek), "self, target, whence=0, /", nullptr), \
      TS_METHOD(T, buffered_seekable, TS_NAME(seekable), "self, /", nullptr),           \
      TS_METHOD(T, buffered_tell, TS_NAME(tell), "self, /", nullptr),                   \
      TS_METHOD(T, buffered_truncate, TS_NAME(truncate), "self, pos=None, /", nullptr), \
      TS_METHOD(T, buffered_writable, TS_NAME(writable), "self, /", nullptr)
#define READING_METHODS(T)                                                              \
  TS_METHOD(T, buffered_peek, TS_NAME(peek), "self, size=0, /", nullptr),               \
      TS_METHOD(T, buffered_read, TS_NAME(read), "self, size=-1, /", nullptr),          \
      TS_METHOD(T, buffered_read1, TS_NAME(read1), "self, size=-1, /", nullptr),        \
      TS_METHOD(T, buffered_readinto, TS_NAME(readinto), "self, buffer, /", nullptr),   \
      TS_METHOD(T, buffered_readinto1, TS_NAME(readinto1), "self, buffer, /", nullptr), \
      TS_METHOD(T, buffered_readline, TS_NAME(readline), "self, size=-1, /", nullptr)
#define WRITING_METHODS(T) \
  TS_METHOD(T, buffered_write_method, TS_NAME(write), "self, buffer, /", nullptr)
#define SHARED_GETSETS(T)                                           \
  TS_GETSET(T, buffered_closed, nullptr, TS_NAME(closed), nullptr), \
      TS_GETSET(T, buffered_mode, nullptr, TS_NAME(mode), nullptr), \
      TS_GETSET(T, buffered_name, nullptr, TS_NAME(name), nullptr), \
      TS_GETSET(T, buffered_raw, nullptr, TS_NAME(raw), nullptr)

const Native kReaderNatives[] = {SHARED_METHODS(numbers::kBufferedReader),
                                 READING_METHODS(numbers::kBufferedReader)};
const Native kWriterNatives[] = {SHARED_METHODS(numbers::kBufferedWriter),
                                 WRITING_METHODS(numbers::kBufferedWriter)};
const Native kRandomNatives[] = {SHARED_METHODS(numbers::kBufferedRandom),
                                 READING_METHODS(numbers::kBufferedRandom),
                                 WRITING_METHODS(numbers::kBufferedRandom)};
const GetSet kReaderGetSets[] = {SHARED_GETSETS(numbers::kBufferedReader)};
const GetSet kWriterGetSets[] = {SHARED_GETSETS(numbers::kBufferedWriter)};
const GetSet kRandomGetSets[] = {SHARED_GETSETS(numbers::kBufferedRandom)};

const Slots kReaderSlots{.repr = reader_repr,
                         .hash = hash_identity,
                         .iter = file_iter,
                         .next = buffered_next,
                         .construct = buffered_construct,
                         .init = reader_init_slot};
const Slots kWriterSlots{.repr = writer_repr,
                         .hash = hash_identity,
                         .iter = file_iter,
                         .next = file_next,
                         .construct = buffered_construct,
                         .init = writer_init_slot};
const Slots kRandomSlots{.repr = random_repr,
                         .hash = hash_identity,
                         .iter = file_iter,
                         .next = buffered_next,
                         .construct = buffered_construct,
                         .init = random_init_slot};

const Attributes kReaderAttributes{
    kReaderNatives,
    kReaderGetSets,
    {},
    "Create a new buffered reader using the given readable raw IO object."};
const Attributes kWriterAttributes{
    kWriterNatives, kWriterGetSets, {}, "A buffer for a writeable sequential RawIO object."};
const Attributes kRandomAttributes{
    kRandomNatives, kRandomGetSets, {}, "A buffered interface to random access streams."};

constexpr uint32_t kFlags = bind::kTypeBase | bind::kTypeHasFinalizer;
constexpr Layout kLayout = layout_from<Buffered>(sizeof(Buffered) - 2 * sizeof(Value));

}  // namespace

Value make_buffered(Thread& t, TypeNumber number, Value raw, intptr_t size) {
  const Type* type = type_at(*t.vm, number);
  auto* self = TS_TRY(new_cell<Buffered>(t, type));
  if (!initialize(t, self, raw, size > 0 ? size : kDefaultSize, number)) return {};
  return Value(self);
}

}  // namespace ts::modules

namespace ts::object {

using namespace modules;

extern constinit const Type kBufferedReaderType =
    bind::make_type(numbers::kBufferedReader, TS_NAME(BufferedReader), &kBufferedIOBaseType,
                    &kReaderSlots, &kReaderAttributes, kLayout, kFlags, TS_NAME(_io));
extern constinit const Type kBufferedWriterType =
    bind::make_type(numbers::kBufferedWriter, TS_NAME(BufferedWriter), &kBufferedIOBaseType,
                    &kWriterSlots, &kWriterAttributes, kLayout, kFlags, TS_NAME(_io));
extern constinit const Type kBufferedRandomType =
    bind::make_type(numbers::kBufferedRandom, TS_NAME(BufferedRandom), &kBufferedIOBaseType,
                    &kRandomSlots, &kRandomAttributes, kLayout, kFlags, TS_NAME(_io));

}  // namespace ts::object
