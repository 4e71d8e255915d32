// See reporter.h.

#include "lang/reporter.h"

namespace ts::lang {

uint32_t count_characters(std::string_view utf8) {
  uint32_t count = 0;
  for (char c : utf8) count += (static_cast<uint8_t>(c) & 0xC0) != 0x80;
  return count;
}

void Reporter::raise(ErrorClass error, const Span& span, std::string_view text,
                     std::initializer_list<Piece> pieces) {
  auto characters = [&](uint32_t bytes) {
    return static_cast<int32_t>(text.empty() ? bytes : count_characters(text.substr(0, bytes))) + 1;
  };
  int32_t end = span.end_line == 0           ? -1
                : span.end_line == span.line ? characters(span.end_column)
                                             : static_cast<int32_t>(span.end_column) + 1;
  if (failed()) return;
  raise_final(error, span.line, characters(span.column), end, text, pieces);
  if (span.end_line != 0) diagnostic_.end_line = span.end_line;
  diagnostic_.columns_are_bytes = text.empty();
}

void Reporter::raise_final(ErrorClass error, uint32_t line, int32_t column, int32_t end_column,
                           std::string_view text, std::initializer_list<Piece> pieces) {
  if (failed()) return;
  failed_ = true;
  set_message(pieces);
  text_.clear();
  text_.append(text.data(), text.size());
  diagnostic_ = {error, false, line, column, line, end_column, {}, {}};
  diagnostic_.message = {message_.data(), message_.size()};
  diagnostic_.text = {text_.data(), text_.size()};
}

void Reporter::clear() {
  failed_ = false;
  diagnostic_ = {};
}

void Reporter::read_error() {
  if (failed()) return;
  failed_ = true;
  diagnostic_.error = ErrorClass::kReadError;
}

void Reporter::set_message(std::initializer_list<Piece> pieces) {
  message_.clear();
  for (const Piece& piece : pieces) {
    if (!piece.is_number()) {
      message_.append(piece.text().data(), piece.text().size());
      continue;
    }
    char digits[10];
    size_t first = sizeof digits;
    uint32_t number = piece.number();
    do digits[--first] = static_cast<char>('0' + number % 10);
    while ((number /= 10) != 0);
    message_.append(digits + first, sizeof digits - first);
  }
}

}  // namespace ts::lang
