// The module io: open() and the table of its names; the classes are in io_*.cpp.
// Follows the Library Reference, "io" and "Built-in Functions", open().

#include "modules/io_objects.h"
#include "modules/modules.h"
#include "modules/paths.h"
#include "modules/standard_streams.h"

namespace ts::modules {

namespace {

/// What open()'s mode text says. `raw` is what FileIO takes.
struct OpenMode {
  bool binary = false, text = false, update = false, reading = false, appending = false;
  bool creating = false, writing = false;
  char raw[3] = {};
};

bool parse_open_mode(Thread& t, std::string_view mode, OpenMode& out) {
  uint32_t seen = 0;
  for (char c : mode) {
    size_t at = std::string_view("rwaxbt+").find(c);
    if (at == std::string_view::npos || (seen & (1u << at))) {
      raise(t, numbers::kValueError, "invalid mode: '{}'", mode);
      return false;
    }
    seen |= 1u << at;
  }
  out.reading = seen & 1;
  out.writing = seen & 2;
  out.appending = seen & 4;
  out.creating = seen & 8;
  out.binary = seen & 16;
  out.text = seen & 32;
  out.update = seen & 64;
  if (out.binary && out.text) {
    raise(t, numbers::kValueError, "can't have text and binary mode at once");
    return false;
  }
  if (out.reading + out.writing + out.appending + out.creating > 1) {
    raise(t, numbers::kValueError, "must have exactly one of create/read/write/append mode");
    return false;
  }
  char* raw = out.raw;
  if (out.creating) *raw++ = 'x';
  if (out.reading) *raw++ = 'r';
  if (out.writing) *raw++ = 'w';
  if (out.appending) *raw++ = 'a';
  if (out.update) *raw++ = '+';
  return true;
}

bool check_binary_arguments(Thread& t, const OpenMode& mode, Value encoding, Value errors,
                            Value newline) {
  if (!mode.binary) return true;
  const char* what = nullptr;
  if (encoding && !encoding.is_none()) what = "encoding";
  if (!what && errors && !errors.is_none()) what = "errors";
  if (!what && newline && !newline.is_none()) what = "newline";
  if (!what) return true;
  raise(t, numbers::kValueError, "binary mode doesn't take {} argument",
        what[0] == 'e' ? (what[1] == 'n' ? "an encoding" : "an errors") : "a newline");
  return false;
}

/// Closes `file` and lets the pending exception go on.
Value abandon(Thread& t, Value file) {
  Value failure = take_pending(t);
  if (!call_method(t, file, TS_NAME(close))) take_pending(t);
  return raise_object(t, failure);
}

Value wrap(Thread& t, Value raw, const OpenMode& mode, Value mode_text, intptr_t buffering,
           Value encoding, Value errors, Value newline) {
  Value terminal = TS_TRY(call_method(t, raw, TS_NAME(isatty)));
  bool is_terminal = terminal.is_true();
  bool line_buffering = buffering == 1 || (buffering < 0 && is_terminal);
  if (buffering == 1 && mode.binary) buffering = -1;
  if (buffering == 1 || buffering < 0) buffering = 0;  // the default size
  TypeNumber type = mode.update    ? numbers::kBufferedRandom
                    : mode.reading ? numbers::kBufferedReader
                                   : numbers::kBufferedWriter;
  Value buffer = TS_TRY(make_buffered(t, type, raw, buffering));
  if (mode.binary) return buffer;
  Value text = TS_TRY(make_text_file(t, buffer, encoding, errors, newline, line_buffering));
  static_cast<TextFile*>(text.cell())->mode = mode_text;
  return text;
}

Value open_function(Thread& t, Value file, Value mode_argument, Opt<intptr_t> buffer_size,
                    Value encoding, Value errors, Value newline, Value closefd, Value opener) {
  if (mode_argument && !is_instance_of_native(*t.vm, mode_argument, numbers::kStr)) {
    return raise(t, numbers::kTypeError, "open() argument 'mode' must be str, not {}",
                 TypeOf{mode_argument});
  }
  Value mode_text = mode_argument ? mode_argument : Value(TS_NAME(r));
  OpenMode mode;
  if (!parse_open_mode(t, as_str(mode_text)->view(), mode)) return {};
  if (!check_binary_arguments(t, mode, encoding, errors, newline)) return {};
  int close = closefd ? TS_TRY_INT(truth(t, closefd)) : 1;
  intptr_t buffering = buffer_size.or_else(-1);
  if (!file.is_small_int() && !file.is_bool()) file = TS_TRY(fspath(t, file));
  auto* raw = TS_TRY(new_cell<FileIO>(t, &kFileIOType));
  raw->closed = 1;
  raw->handle = -1;
  if (!file_initialize(t, raw, file, mode.raw, !close, opener)) return {};
  if (buffering == 0) {
    if (mode.binary) return Value(raw);
    raise(t, numbers::kValueError, "can't have unbuffered text I/O");
    return abandon(t, Value(raw));
  }
  Value result = wrap(t, Value(raw), mode, mode_text, buffering, encoding, errors, newline);
  return result ? result : abandon(t, Value(raw));
}

Value text_encoding(Thread&, Value encoding, Value) {
  return encoding.is_none() ? Value(TS_STR("utf-8")) : encoding;
}

const Native kFunctions[] = {
    TS_FUNCTION(text_encoding, TS_NAME(text_encoding), "encoding, stacklevel=2, /",
                "A helper function to choose the text encoding."),
};

const bind::Constant kConstants[] = {
    {TS_NAME(open), &kOpen},
    {TS_NAME(open_code), &kOpenCode},
    {TS_NAME(DEFAULT_BUFFER_SIZE), Value::from_int(heap::kWide ? 8192 : 256)},
    {TS_NAME(SEEK_SET), Value::from_int(0)},
    {TS_NAME(SEEK_CUR), Value::from_int(1)},
    {TS_NAME(SEEK_END), Value::from_int(2)},
    {TS_NAME(IOBase), &kIOBaseType},
    {TS_NAME(RawIOBase), &kRawIOBaseType},
    {TS_NAME(BufferedIOBase), &kBufferedIOBaseType},
    {TS_NAME(TextIOBase), &kTextIOBaseType},
    {TS_NAME(FileIO), &kFileIOType},
    {TS_NAME(BufferedReader), &kBufferedReaderType},
    {TS_NAME(BufferedWriter), &kBufferedWriterType},
    {TS_NAME(BufferedRandom), &kBufferedRandomType},
    {TS_NAME(TextIOWrapper), &kTextIOWrapperType},
    {TS_NAME(BytesIO), &kBytesIOType},
    {TS_NAME(StringIO), &kStringIOType},
    {TS_NAME(UnsupportedOperation), &kUnsupportedOperationType},
    {TS_NAME(BlockingIOError), &kBlockingIOErrorType},
};

Value open_code(Thread& t, Value path) {
  return open_function(t, path, TS_NAME(rb), {}, {}, {}, {}, {}, {});
}

}  // namespace

extern const Native kOpen = TS_FUNCTION(
    open_function, TS_NAME(open),
    "file, mode='r', buffering=-1, encoding=None, errors=None, newline=None, closefd=True, "
    "opener=None",
    "Open file and return a stream. Raise OSError upon failure.");

extern const Native kOpenCode = TS_FUNCTION(open_code, TS_NAME(open_code), "path",
                                            "Opens the provided file for reading as code.");

extern const bind::ModuleDefinition kIoModule{TS_NAME(io), "The tools for working with streams.",
                                              kFunctions, kConstants};

Value make_standard_stream(Thread& t, int handle, const Str* name) {
  auto* raw = TS_TRY(new_cell<FileIO>(t, &kFileIOType));
  bool reading = handle == 0;
  if (!file_initialize(t, raw, Value::from_int(handle), reading ? "r" : "w", true, {})) return {};
  raw->name = name;
  OpenMode mode;
  (reading ? mode.reading : mode.writing) = true;
  // stderr is line buffered even in a pipe; a text that cannot be encoded must not hide an error.
  Value errors = handle == 2 ? Value(TS_NAME(backslashreplace)) : Value(TS_NAME(strict));
  Value text = TS_TRY(wrap(t, Value(raw), mode, reading ? TS_NAME(r) : TS_NAME(w),
                           handle == 2 ? 1 : -1, TS_STR("utf-8"), errors, Value()));
  return text;
}

}  // namespace ts::modules
