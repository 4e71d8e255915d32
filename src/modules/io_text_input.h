// The bytes that a text file is about to decode: the read-ahead of the buffered file below when
// that is one of our own, else a chunk that the text file keeps itself. Bytes are taken only when
// they are decoded, so that tell() needs no bookkeeping.

#pragma once

#include "modules/io_objects.h"

namespace ts::modules {

class TextInput {
 public:
  TextInput(Thread& t, TextFile* file)
      : thread_(t), file_(file), below_(plain_buffered(file->buffer)) {}

  const uint8_t* data() const {
    const ByteArray* bytes = below_ ? below_->buffer : file_->chunk;
    return bytes ? bytes->bytes + (below_ ? below_->start : file_->start) : nullptr;
  }
  size_t size() const { return below_ ? below_->end - below_->start : file_->end - file_->start; }
  void take(size_t n) { (below_ ? below_->start : file_->start) += static_cast<uint32_t>(n); }
  void drop() { take(size()); }
  /// Gets more bytes behind those there are. kEnd: there are none.
  Transfer fill();
  /// Bytes of the next character, all of which are there afterwards; 0 at the end.
  Transfer next_character(size_t& n);
  /// All bytes up to the end, those that were ahead included: bytes, or None when it would block.
  Value read_all();

 private:
  Transfer fill_chunk();

  Thread& thread_;
  TextFile* file_;
  Buffered* below_;
};

/// Borders of characters and lines in encoded text.
/// Bytes of the character at `data` (CR LF counts as one when newlines are translated); 0: more
/// bytes are needed to tell. With `at_end` there are no more.
size_t character_bytes(const TextFile* file, const uint8_t* data, size_t n, bool at_end);
/// The last code unit of the `n` bytes at `data`.
uint32_t last_unit(Charset charset, const uint8_t* data, size_t n);
/// Bytes up to and with the first line end; 0: there is none, or more bytes are needed to tell.
size_t line_bytes(const TextFile* file, const uint8_t* data, size_t n, bool at_end);

}  // namespace ts::modules
