// The one stream interface: what files, serial lines, sockets and buffers in memory have in common
// for code that moves bytes (io, select, asyncio, the REPL) without knowing which of them it has.
// A native type offers it by a row in the table of modules/streams.cpp; a Python object that acts
// as a file is no stream.

#pragma once

#include "base/errno.h"
#include "bind/native.h"

namespace ts::bind {

struct StreamResult {
  size_t count;       ///< bytes moved; 0 after a read with kOk: the end
  base::Errno error;  ///< kOk; kEAGAIN: it would block; kEINTR: serve the safe point, call again
};

/// Events of Stream::poll, Linux's numbers.
enum StreamEvents : uint32_t {
  kStreamIn = 1,
  kStreamOut = 4,
  kStreamError = 8,
  kStreamHangUp = 16,
  kStreamInvalid = 32,
};

/// Functions of a type of streams; an empty one is not supported (kEOPNOTSUPP). None runs Python
/// code; `self` is a cell of the type or of a subclass.
struct Stream {
  StreamResult (*read)(Thread&, Cell* self, uint8_t* data, size_t n) = nullptr;
  StreamResult (*write)(Thread&, Cell* self, const uint8_t* data, size_t n) = nullptr;
  /// Those of `events` that hold now, without waiting.
  uint32_t (*poll)(Thread&, Cell* self, uint32_t events) = nullptr;
  /// `whence`: 0 start, 1 current, 2 end.
  base::Errno (*seek)(Thread&, Cell* self, int64_t offset, int whence, int64_t& position) = nullptr;
  base::Errno (*close)(Thread&, Cell* self) = nullptr;
};

/// The stream interface of an object, or nullptr.
const Stream* stream_of(const Vm& vm, Value object);

}  // namespace ts::bind
