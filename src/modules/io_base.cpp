// IOBase, RawIOBase, BufferedIOBase, TextIOBase and UnsupportedOperation: the classes that a
// program derives its own files from. Their methods work through the methods of the subclass.
// Follows the Library Reference, "io".

#include "modules/io_objects.h"
#include "modules/static_values.h"
#include "object/exception_slots.h"

namespace ts::modules {

Value raise_closed(Thread& t) {
  return raise(t, numbers::kValueError, "I/O operation on closed file.");
}

Value raise_unsupported(Thread& t, const char* text) {
  return raise(t, numbers::kUnsupportedOperation, text);
}

Value raise_errno(Thread& t, base::Errno error, Value filename) {
  return raise_os_error(t, static_cast<int>(error), filename);
}

int is_closed(Thread& t, Value file) {
  Value closed = get_attr(t, file, TS_NAME(closed));
  if (!closed) return -1;
  return truth(t, closed);
}

bool check_open(Thread& t, Value file) {
  int closed = is_closed(t, file);
  if (closed == 0) return true;
  if (closed > 0) raise_closed(t);
  return false;
}

bool size_argument(Thread& t, Value v, intptr_t& out) {
  out = -1;
  if (!v || v.is_none()) return true;
  if (is_exact(v, numbers::kFloat) || is_instance_of_native(*t.vm, v, numbers::kStr)) {
    raise(t, numbers::kTypeError, "argument should be integer or None, not '{}'", TypeOf{v});
    return false;
  }
  return to_index(t, v, out);
}

Value file_repr(Thread& t, Value self, const char* type) {
  if (!check_stack(t)) return {};
  Value name = find_attr(t, self, TS_NAME(name));
  if (!name) {
    if (!pending_matches(t, numbers::kException)) return {};
    take_pending(t);
    name = kAbsent;
  }
  StrBuilder text(t);
  text.append("<_io.");
  text.append(type);
  if (!name.is_absent()) {
    text.append(" name=");
    text.append(TS_TRY(repr(t, name)));
  }
  text.append(">");
  return text.finish();
}

Value file_iter(Thread& t, Value self) {
  if (!check_open(t, self)) return {};
  return self;
}

Value file_next(Thread& t, Value self) {
  Value line = TS_TRY(call_method(t, self, TS_NAME(readline)));
  intptr_t n = length(t, line);
  if (n < 0) return {};
  return n == 0 ? kStop : line;
}

bool initialize_with(Thread& t, const Native& native, Value self, const Arguments& arguments) {
  constexpr size_t kMost = 12;
  Value window[kMost];
  size_t count = arguments.positional + arguments.keywords;
  if (count + 1 > kMost) {
    raise(t, numbers::kTypeError, "{}() takes at most {} arguments ({} given)", type_name(t, self),
          kMost - 1, count);
    return false;
  }
  window[0] = self;
  for (size_t i = 0; i < count; i++) window[i + 1] = arguments.values[i];
  Arguments all{window, arguments.positional + 1, arguments.keywords, arguments.names};
  return static_cast<bool>(call_with(t, &native, all));
}

namespace {

Value base_construct(Thread& t, Value type, const Arguments&) {
  return Value(TS_TRY(new_cell<IoObject>(t, type)));
}

Value base_closed(Thread&, Value self) { return Value::from_bool(as_io(self)->closed); }

Value base_close(Thread& t, Value self) {
  if (as_io(self)->closed) return kNone;
  Value flushed = call_method(t, self, TS_NAME(flush));
  as_io(self)->closed = 1;
  return flushed ? kNone : Value();
}

Value base_flush(Thread& t, Value self) {
  if (as_io(self)->closed) return raise_closed(t);
  return kNone;
}

Value base_del(Thread& t, Value self) {
  int closed = is_closed(t, self);
  if (closed < 0) take_pending(t);
  if (closed == 0 && !call_method(t, self, TS_NAME(close))) take_pending(t);
  return kNone;
}

Value base_enter(Thread& t, Value self) {
  if (!check_open(t, self)) return {};
  return self;
}

Value base_exit(Thread& t, Value self, Args) {
  TS_TRY(call_method(t, self, TS_NAME(close)));
  return kNone;
}

Value base_seek(Thread& t, Value, Value, Value) { return raise_unsupported(t, "seek"); }
Value base_truncate(Thread& t, Value, Value) { return raise_unsupported(t, "truncate"); }
Value base_fileno(Thread& t, Value) { return raise_unsupported(t, "fileno"); }

Value base_tell(Thread& t, Value self) {
  return call_method(t, self, TS_NAME(seek), {Value::from_int(0), Value::from_int(1)});
}

Value base_false(Thread& t, Value self) {
  if (!check_open(t, self)) return {};
  return kFalse;
}

/// How many bytes the next read of readline may take without passing the line's end.
bool safe_read_size(Thread& t, Value self, bool can_peek, size_t limit, intptr_t& out) {
  out = 1;
  if (!can_peek) return true;
  Value ahead = call_method(t, self, TS_NAME(peek), {Value::from_int(1)});
  if (!ahead) return false;
  Buffer view;
  if (!get_buffer(t, ahead, view)) return false;
  size_t n = view.bytes < limit ? view.bytes : limit;
  const void* newline = n ? std::memchr(view.data, '\n', n) : nullptr;
  if (newline) n = static_cast<size_t>(static_cast<const uint8_t*>(newline) - view.data) + 1;
  release_buffer(t, view);
  if (n > 0) out = static_cast<intptr_t>(n);
  return true;
}

Value base_readline(Thread& t, Value self, Value size) {
  intptr_t limit;
  if (!size_argument(t, size, limit)) return {};
  Value peek = TS_TRY(find_attr(t, self, TS_NAME(peek)));
  BytesBuilder line(t);
  while (limit < 0 || line.used() < static_cast<size_t>(limit)) {
    size_t left = limit < 0 ? SIZE_MAX : static_cast<size_t>(limit) - line.used();
    intptr_t n;
    if (!safe_read_size(t, self, !peek.is_absent(), left, n)) return {};
    Value part = TS_TRY(call_method(t, self, TS_NAME(read), {Value::from_int(n)}));
    if (!is_instance_of_native(*t.vm, part, numbers::kBytes)) {
      return raise(t, numbers::kOSError, "read() should have returned a bytes object, not '{}'",
                   TypeOf{part});
    }
    auto* bytes = static_cast<Bytes*>(part.cell());
    if (bytes->length == 0) break;
    if (!line.append(bytes->data(), bytes->length)) return {};
    if (line.data()[line.used() - 1] == '\n') break;
    TS_POLL(t);
  }
  return line.finish();
}

Value base_readlines(Thread& t, Value self, Value hint) {
  intptr_t limit;
  if (!size_argument(t, hint, limit)) return {};
  Value list = TS_TRY(Value(make_list(t)));
  Value lines = TS_TRY(iter(t, self));
  for (intptr_t total = 0;;) {
    Value line = TS_TRY(next(t, lines));
    if (line.is_stop()) return list;
    if (!list_append(t, static_cast<List*>(list.cell()), line)) return {};
    if (limit <= 0) continue;
    total += TS_TRY_INT(length(t, line));
    if (total >= limit) return list;
  }
}

Value base_writelines(Thread& t, Value self, Value lines) {
  if (!check_open(t, self)) return {};
  bool done = for_each(t, lines, [&](Value line) {
    return static_cast<bool>(call_method(t, self, TS_NAME(write), {line}));
  });
  return done ? kNone : Value();
}

const Native kBaseNatives[] = {
    TS_METHOD(numbers::kIOBase, base_close, TS_NAME(close), "self, /",
              "Flush and close the IO object."),
    TS_METHOD(numbers::kIOBase, base_del, TS_NAME(__del__), "self, /", nullptr),
    TS_METHOD(numbers::kIOBase, base_enter, TS_NAME(__enter__), "self, /", nullptr),
    TS_METHOD(numbers::kIOBase, base_exit, TS_NAME(__exit__), "self, /, *args", nullptr),
    TS_METHOD(numbers::kIOBase, base_fileno, TS_NAME(fileno), "self, /",
              "Return underlying file descriptor if one exists."),
    TS_METHOD(numbers::kIOBase, base_flush, TS_NAME(flush), "self, /",
              "Flush write buffers, if applicable."),
    TS_METHOD(numbers::kIOBase, base_false, TS_NAME(isatty), "self, /",
              "Return whether this is an 'interactive' stream."),
    TS_METHOD(numbers::kIOBase, base_false, TS_NAME(readable), "self, /",
              "Return whether object was opened for reading."),
    TS_METHOD(numbers::kIOBase, base_readline, TS_NAME(readline), "self, size=-1, /",
              "Read and return a line from the stream."),
    TS_METHOD(numbers::kIOBase, base_readlines, TS_NAME(readlines), "self, hint=-1, /",
              "Return a list of lines from the stream."),
    TS_METHOD(numbers::kIOBase, base_seek, TS_NAME(seek), "self, offset, whence=0, /",
              "Change the stream position to the given byte offset."),
    TS_METHOD(numbers::kIOBase, base_false, TS_NAME(seekable), "self, /",
              "Return whether object supports random access."),
    TS_METHOD(numbers::kIOBase, base_tell, TS_NAME(tell), "self, /",
              "Return current stream position."),
    TS_METHOD(numbers::kIOBase, base_truncate, TS_NAME(truncate), "self, size=None, /",
              "Truncate file to size bytes."),
    TS_METHOD(numbers::kIOBase, base_false, TS_NAME(writable), "self, /",
              "Return whether object was opened for writing."),
    TS_METHOD(numbers::kIOBase, base_writelines, TS_NAME(writelines), "self, lines, /",
              "Write a list of lines to stream."),
};

const GetSet kBaseGetSets[] = {
    TS_GETSET(numbers::kIOBase, base_closed, nullptr, TS_NAME(closed), nullptr),
};

const Slots kBaseSlots{
    .hash = hash_identity, .iter = file_iter, .next = file_next, .construct = base_construct};

const Attributes kBaseAttributes{
    kBaseNatives, kBaseGetSets, {}, "The abstract base class for all I/O classes."};

// ------------------------------------------------------------------------------------ RawIOBase

Value raw_readall(Thread& t, Value self) {
  BytesBuilder all(t);
  for (;;) {
    Value part = TS_TRY(call_method(t, self, TS_NAME(read), {Value::from_int(8192)}));
    if (part.is_none()) {
      if (all.used() == 0) return kNone;
      break;
    }
    if (!is_instance_of_native(*t.vm, part, numbers::kBytes)) {
      return raise(t, numbers::kTypeError, "read() should return bytes");
    }
    auto* bytes = static_cast<Bytes*>(part.cell());
    if (bytes->length == 0) break;
    if (!all.append(bytes->data(), bytes->length)) return {};
  }
  return all.finish();
}

Value raw_read(Thread& t, Value self, Value size) {
  intptr_t n;
  if (!size_argument(t, size, n)) return {};
  if (n < 0) return call_method(t, self, TS_NAME(readall));
  Value buffer = TS_TRY(call(t, &kByteArrayObjectType, {make_int(t, n)}));
  Value count = TS_TRY(call_method(t, self, TS_NAME(readinto), {buffer}));
  if (count.is_none()) return kNone;
  intptr_t got;
  if (!to_index(t, count, got)) return {};
  auto* bytes = static_cast<ByteArrayObject*>(buffer.cell());
  if (got < 0 || got > static_cast<intptr_t>(bytes->length)) {
    return raise(t, numbers::kValueError, "readinto returned {} outside buffer size {}", got,
                 bytes->length);
  }
  return make_bytes(t, bytes->data(), static_cast<size_t>(got));
}

Value raw_not_implemented(Thread& t, Value, Value) {
  return raise_object(t, TS_TRY(make_exception(t, numbers::kNotImplementedError, {})));
}

const Native kRawNatives[] = {
    TS_METHOD(numbers::kRawIOBase, raw_read, TS_NAME(read), "self, size=-1, /", nullptr),
    TS_METHOD(numbers::kRawIOBase, raw_readall, TS_NAME(readall), "self, /",
              "Read until EOF, using multiple read() call."),
    TS_METHOD(numbers::kRawIOBase, raw_not_implemented, TS_NAME(readinto), "self, buffer, /",
              nullptr),
    TS_METHOD(numbers::kRawIOBase, raw_not_implemented, TS_NAME(write), "self, b, /", nullptr),
};
const Attributes kRawAttributes{kRawNatives, {}, {}, "Base class for raw binary I/O."};

// ------------------------------------------------------------------------------- BufferedIOBase

Value buffered_base_read(Thread& t, Value, Value) { return raise_unsupported(t, "read"); }
Value buffered_base_read1(Thread& t, Value, Value) { return raise_unsupported(t, "read1"); }
Value buffered_base_write(Thread& t, Value, Value) { return raise_unsupported(t, "write"); }
Value buffered_base_detach(Thread& t, Value) { return raise_unsupported(t, "detach"); }

Value read_into_by(Thread& t, Value self, Value target, const Str* method) {
  Buffer out;
  if (!get_writable_buffer(t, target, out)) return {};
  Value data = call_method(t, self, method, {make_int(t, static_cast<int64_t>(out.bytes))});
  Value result;
  if (data && !is_instance_of_native(*t.vm, data, numbers::kBytes)) {
    raise(t, numbers::kTypeError, "read() should return bytes");
  } else if (data) {
    auto* bytes = static_cast<Bytes*>(data.cell());
    if (bytes->length > out.bytes) {
      raise(t, numbers::kValueError,
            "read() returned too much data: {} bytes requested, {} returned", out.bytes,
            bytes->length);
    } else {
      std::memcpy(out.data, bytes->data(), bytes->length);
      result = Value::from_int(static_cast<intptr_t>(bytes->length));
    }
  }
  release_buffer(t, out);
  return result;
}

Value buffered_base_readinto(Thread& t, Value self, Value target) {
  return read_into_by(t, self, target, TS_NAME(read));
}
Value buffered_base_readinto1(Thread& t, Value self, Value target) {
  return read_into_by(t, self, target, TS_NAME(read1));
}

const Native kBufferedBaseNatives[] = {
    TS_METHOD(numbers::kBufferedIOBase, buffered_base_detach, TS_NAME(detach), "self, /",
              "Disconnect this buffer from its underlying raw stream and return it."),
    TS_METHOD(numbers::kBufferedIOBase, buffered_base_read, TS_NAME(read), "self, size=-1, /",
              "Read and return up to n bytes."),
    TS_METHOD(numbers::kBufferedIOBase, buffered_base_read1, TS_NAME(read1), "self, size=-1, /",
              "Read and return up to size bytes, with at most one read() call to the raw stream."),
    TS_METHOD(numbers::kBufferedIOBase, buffered_base_readinto, TS_NAME(readinto),
              "self, buffer, /", nullptr),
    TS_METHOD(numbers::kBufferedIOBase, buffered_base_readinto1, TS_NAME(readinto1),
              "self, buffer, /", nullptr),
    TS_METHOD(numbers::kBufferedIOBase, buffered_base_write, TS_NAME(write), "self, b, /",
              "Write buffer b to the IO stream."),
};
const Attributes kBufferedBaseAttributes{
    kBufferedBaseNatives, {}, {}, "Base class for buffered IO objects."};

// ----------------------------------------------------------------------------------- TextIOBase

Value text_base_read(Thread& t, Value, Value) { return raise_unsupported(t, "read"); }
Value text_base_readline(Thread& t, Value, Value) { return raise_unsupported(t, "readline"); }
Value text_base_write(Thread& t, Value, Value) { return raise_unsupported(t, "write"); }
Value text_base_detach(Thread& t, Value) { return raise_unsupported(t, "detach"); }
Value text_base_none(Thread&, Value) { return kNone; }

const Native kTextBaseNatives[] = {
    TS_METHOD(numbers::kTextIOBase, text_base_detach, TS_NAME(detach), "self, /",
              "Separate the underlying buffer from the TextIOBase and return it."),
    TS_METHOD(numbers::kTextIOBase, text_base_read, TS_NAME(read), "self, size=-1, /",
              "Read at most size characters from stream."),
    TS_METHOD(numbers::kTextIOBase, text_base_readline, TS_NAME(readline), "self, size=-1, /",
              "Read until newline or EOF."),
    TS_METHOD(numbers::kTextIOBase, text_base_write, TS_NAME(write), "self, s, /",
              "Write string s to stream."),
};
const GetSet kTextBaseGetSets[] = {
    TS_GETSET(numbers::kTextIOBase, text_base_none, nullptr, TS_NAME(encoding), nullptr),
    TS_GETSET(numbers::kTextIOBase, text_base_none, nullptr, TS_NAME(newlines), nullptr),
    TS_GETSET(numbers::kTextIOBase, text_base_none, nullptr, TS_NAME(errors), nullptr),
};
const Attributes kTextBaseAttributes{
    kTextBaseNatives, kTextBaseGetSets, {}, "Base class for text I/O."};

// ------------------------------------------------------------------------- UnsupportedOperation

constexpr auto kUnsupportedBases =
    make_static_tuple(numbers::kTuple, Value(&kOSErrorType), Value(&kValueErrorType));
constexpr auto kUnsupportedMro =
    make_static_tuple(numbers::kTuple, Value(&kUnsupportedOperationType), Value(&kOSErrorType),
                      Value(&kValueErrorType), Value(&kExceptionType), Value(&kBaseExceptionType),
                      Value(&kObjectType));
const Attributes kUnsupportedAttributes{};

/// The only native type with two bases.
consteval Type make_unsupported_type() {
  Type type = bind::make_type(
      numbers::kUnsupportedOperation, TS_NAME(UnsupportedOperation), &kOSErrorType, &kOsErrorSlots,
      &kUnsupportedAttributes, layout_from<Exception>(sizeof(Cell) + sizeof(uintptr_t)),
      bind::kTypeBase | bind::kTypeException | bind::kTypeInstanceDict, TS_NAME(io));
  type.bases = Value(&kUnsupportedBases.head);
  type.mro = Value(&kUnsupportedMro.head);
  return type;
}

constexpr uint32_t kBaseFlags = bind::kTypeBase | bind::kTypeHasFinalizer;
constexpr Layout kBaseLayout{.fixed_bytes = sizeof(IoObject)};

}  // namespace

}  // namespace ts::modules

namespace ts::object {

using namespace modules;

extern constinit const Type kUnsupportedOperationType = make_unsupported_type();
extern constinit const Type kIOBaseType =
    bind::make_type(numbers::kIOBase, TS_NAME(_IOBase), &kObjectType, &kBaseSlots, &kBaseAttributes,
                    kBaseLayout, kBaseFlags, TS_NAME(_io));
extern constinit const Type kRawIOBaseType =
    bind::make_type(numbers::kRawIOBase, TS_NAME(_RawIOBase), &kIOBaseType, &kBaseSlots,
                    &kRawAttributes, kBaseLayout, kBaseFlags, TS_NAME(_io));
extern constinit const Type kBufferedIOBaseType =
    bind::make_type(numbers::kBufferedIOBase, TS_NAME(_BufferedIOBase), &kIOBaseType, &kBaseSlots,
                    &kBufferedBaseAttributes, kBaseLayout, kBaseFlags, TS_NAME(_io));
extern constinit const Type kTextIOBaseType =
    bind::make_type(numbers::kTextIOBase, TS_NAME(_TextIOBase), &kIOBaseType, &kBaseSlots,
                    &kTextBaseAttributes, kBaseLayout, kBaseFlags, TS_NAME(_io));

}  // namespace ts::object
