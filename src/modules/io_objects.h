// The cells of the io classes and what their files share. Layers as in CPython: FileIO under
// BufferedReader, BufferedWriter or BufferedRandom under TextIOWrapper; each works over any object
// with the right methods, and without calls over the library's own.

#pragma once

#include "bind/stream.h"
#include "modules/io.h"
#include "object/codecs.h"
#include "object/native_support.h"

namespace ts::modules {

enum IoFlags : uint32_t {
  kIoReadable = 1,
  kIoWritable = 2,
  kIoAppending = 4,
  kIoCreated = 8,      // mode "x"
  kIoKeepHandle = 16,  // closefd=False
  kIoDetached = 32,
  kIoReady = 64,  // __init__ has run
  kIoLineBuffering = 128,
  kIoWriteThrough = 256,
  kIoInNext = 512,  // tell() is off while a for loop reads
  kIoSawLf = 1024,  // newlines met while reading
  kIoSawCr = 2048,
  kIoSawCrLf = 4096,
  kIoStarted = 8192,  // the encoding's byte order mark has been written or read
  kIoNoted = 32768,   // is in the list of files that hold data back
  kIoDirty = 16384,   // text was written to a foreign buffer and not flushed
};

struct IoObject : Cell {
  static constexpr TypeNumber kType = numbers::kIOBase;
  uint32_t closed;
  uint32_t flags;

  bool has(uint32_t flag) const { return flags & flag; }
};

struct FileIO : IoObject {
  static constexpr TypeNumber kType = numbers::kFileIO;
  intptr_t handle;
  Value name;
};

/// BufferedReader, BufferedWriter, BufferedRandom. Either [start, end) of the buffer holds bytes
/// that were read ahead, or [0, pending) bytes that wait to be written; never both.
struct Buffered : IoObject {
  static constexpr TypeNumber kType = numbers::kBufferedReader;
  uint32_t start, end;
  uint32_t pending;
  uint32_t size;  ///< of the buffer, which is allocated at first use
  Value raw;
  ByteArray* buffer;
};

enum class Newline : uint8_t { kTranslate, kUniversal, kLf, kCr, kCrLf };

/// How bytes become characters, as far as the text layer must know it to find their borders.
enum class Charset : uint8_t { kUtf8, kSingleByte, kUtf16Le, kUtf16Be, kUtf32Le, kUtf32Be };

struct TextFile : IoObject {
  static constexpr TypeNumber kType = numbers::kTextIOWrapper;
  uint32_t start, end;  ///< bytes read ahead in `chunk`, when `buffer` is not one of our own
  Newline newline;
  Charset charset;
  uint8_t mark;  ///< the codec begins with a byte order mark
  Codec codec;
  uint32_t unused;
  ByteArray* chunk;
  Value buffer, encoding, errors, mode;
};

struct BytesFile : IoObject {
  static constexpr TypeNumber kType = numbers::kBytesIO;
  uint32_t length, position;
  uint32_t exports, unused;
  ByteArray* data;
};

/// Text in UTF-8; `offset` is the byte offset of `position`.
struct StringFile : IoObject {
  static constexpr TypeNumber kType = numbers::kStringIO;
  uint32_t bytes;
  uint32_t position;  ///< in characters; may lie behind the end
  uint32_t offset;
  Newline newline;
  uint8_t ascii;  ///< all characters are
  ByteArray* data;
};

inline IoObject* as_io(Value v) { return static_cast<IoObject*>(v.cell()); }

// --- io_base.cpp
/// ValueError "I/O operation on closed file."; returns the all-zero Value.
Value raise_closed(Thread& t);
/// io.UnsupportedOperation(text)
Value raise_unsupported(Thread& t, const char* text);
Value raise_errno(Thread& t, base::Errno error, Value filename = {});
/// False with ValueError pending when the object is closed, by its `closed` attribute.
bool check_open(Thread& t, Value file);
/// The optional size argument of read functions: None, omitted and negative give -1.
bool size_argument(Thread& t, Value v, intptr_t& out);
/// `<_io.Name name='...'>`
Value file_repr(Thread& t, Value self, const char* type);
/// file.closed as 1, 0, -1.
int is_closed(Thread& t, Value file);
/// Slot functions `next` and `iter` of all files: by readline().
Value file_next(Thread& t, Value self);
Value file_iter(Thread& t, Value self);
/// Runs `__init__` written as a native with a signature.
bool initialize_with(Thread& t, const Native& native, Value self, const Arguments& arguments);

// --- io_file.cpp
/// The FileIO itself when `v` is one whose methods are the library's own, else nullptr.
FileIO* plain_file(Value v);
bool file_initialize(Thread& t, FileIO* self, Value file, std::string_view mode, bool keep_handle,
                     Value opener);
enum class Transfer : int8_t { kError = -1, kEnd = 0, kData = 1, kBlocked = 2 };
/// Reads up to `n` bytes into `data`; `count` says how many. kError: exception pending.
Transfer file_read_into(Thread& t, FileIO* self, uint8_t* data, size_t n, size_t& count);
Transfer file_write_from(Thread& t, FileIO* self, const uint8_t* data, size_t n, size_t& count);

/// A bytes object that grows at its end.
class BytesBuilder {
 public:
  explicit BytesBuilder(Thread& t) : thread_(t) {}
  /// Room for `n` more bytes, to be filled in and committed. nullptr: MemoryError pending.
  uint8_t* room(size_t n);
  size_t free() const { return bytes_ ? capacity_ - used_ : 0; }
  void commit(size_t n) { used_ += n; }
  bool append(const uint8_t* data, size_t n);
  size_t used() const { return used_; }
  const uint8_t* data() const { return bytes_ ? bytes_->data() : nullptr; }
  Value finish();

 private:
  Thread& thread_;
  Bytes* bytes_ = nullptr;
  size_t capacity_ = 0, used_ = 0;
};

// --- io_buffered.cpp
/// The cell when `v` is a buffered file whose methods are the library's own, else nullptr.
Buffered* plain_buffered(Value v);
Value make_buffered(Thread& t, TypeNumber type, Value raw, intptr_t size);
/// Reads ahead until there is more than now. Slides what is left to the front of the buffer.
Transfer buffered_fill(Thread& t, Buffered* self);
bool buffered_write(Thread& t, Buffered* self, const uint8_t* data, size_t n);
bool buffered_flush(Thread& t, Buffered* self);
/// Writes out what files hold back that the program may have forgotten: CPython closes a file with
/// its last reference, here that may be much later. Called before a path is opened or asked about,
/// and at exit. Errors stay with the files.
void flush_forgotten_files(Thread& t);
/// Ends the state in which bytes wait to be written.
bool buffered_prepare_read(Thread& t, Buffered* self);

// --- io_text.cpp
Value make_text_file(Thread& t, Value buffer, Value encoding, Value errors, Value newline,
                     bool line_buffering);
/// Whether a newline argument is a str or None; false with TypeError.
bool is_newline_argument(Thread& t, Value v);
/// Understands a newline argument. False: illegal, nothing is raised.
bool parse_newline(Value v, Newline& out);
/// Universal newlines become "\n"; `flags` gets the kIoSaw bits of those met.
Value translate_newlines(Thread& t, Value text, uint32_t& flags);
/// Adds the kIoSaw bits of the newlines in `text`.
void note_newlines(std::string_view text, uint32_t& flags);
/// The value of `newlines` for kIoSaw bits.
Value newlines_seen(Thread& t, uint32_t flags);

// --- io_string.cpp
bool string_write(Thread& t, StringFile* self, Value text);

}  // namespace ts::modules
