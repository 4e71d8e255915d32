// The source as lines: pulls chunks from the reader, decodes them to UTF-8, ends every line with
// '\n', and holds the current one. Follows the Language Reference 2.1 and PEP 263.

#pragma once

#include "lang/parser.h"
#include "lang/reporter.h"

namespace ts::lang {

class LineSource {
 public:
  LineSource(base::Workspace& workspace, Reporter& reporter, Reader reader, bool is_text)
      : lines_(workspace), reporter_(reporter), reader_(reader), is_text_(is_text) {}

  /// Makes the next line current. False at the end of the source or after an error.
  /// With `keep_lines` the lines before it stay in front of it.
  bool next_line();

  /// The lines held, the current one last; each ends with '\n', the last with '\n' and '\0'.
  const char* data() const { return lines_.data(); }
  /// Where in them the current line starts.
  uint32_t line_start() const { return line_start_; }
  uint32_t line_number() const { return line_number_; }
  std::string_view line() const {
    return {lines_.data() + line_start_, lines_.size() - 1 - line_start_};
  }
  bool line_is_ascii() const { return ascii_; }
  /// Whether the last line of the source had no newline of its own.
  bool newline_was_missing() const { return newline_was_missing_; }
  bool at_end() const { return ended_; }

  void set_keep_lines(bool keep) { keep_lines_ = keep; }
  /// Makes a line that was kept current again; the ones after it follow before new ones.
  void rewind(uint32_t line_start, uint32_t line_number);

 private:
  enum class Encoding : uint8_t { kUtf8, kAscii, kLatin1, kCp1252 };

  bool fill_chunk();
  bool fill_chunk_behind_carriage_return();
  bool read_raw_line();
  bool next_kept_line();
  void check_bom();
  void find_cookie();
  void set_encoding(std::string_view name);
  void check_bytes(uint32_t start);
  void transcode(uint32_t start);

  base::Array<char> lines_;
  Reporter& reporter_;
  Reader reader_;
  std::string_view chunk_;
  uint32_t line_start_ = 0;
  uint32_t last_start_ = 0;  // of the last line read
  uint32_t line_number_ = 0;
  Encoding encoding_ = Encoding::kUtf8;
  bool is_text_;
  bool has_bom_ = false;
  bool cookie_possible_ = true;
  bool cookie_seen_ = false;
  bool ascii_ = true;
  bool newline_was_missing_ = false;
  bool ended_ = false;
  bool keep_lines_ = false;
  bool skip_line_feed_ = false;
};

}  // namespace ts::lang
