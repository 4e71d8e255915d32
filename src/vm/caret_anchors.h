// Which characters under a source line a traceback marks with ^ and which with ~.

#pragma once

#include <cstddef>
#include <string_view>

namespace ts::vm {

/// What kind of expression a piece of source is, as far as tracebacks care, and which part of it
/// failed: the operator of a binary operation, the brackets of a subscription or call. Byte
/// offsets.
struct CaretAnchors {
  enum Kind : unsigned char { kNone, kBinary, kSubscript, kCall } kind = kNone;
  bool plain_name = false;  ///< kCall: of a bare name
  size_t start = 0, end = 0;
};

/// Analyses the source text of one expression. It may be anything: what is not understood is kNone.
CaretAnchors find_anchors(std::string_view segment);

/// Whether the marks would say nothing that the line does not: `return name(...)` and `target =
/// call(...)` where the call is all that stands there. `before` and `after` are the rest of the
/// first and the last line.
bool is_whole_statement(const CaretAnchors& anchors, std::string_view before,
                        std::string_view after);

}  // namespace ts::vm
