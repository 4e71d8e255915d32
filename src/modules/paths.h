// A path argument as the zero-ended text that hal/files.h takes: from str, bytes or os.PathLike.

#pragma once

#include "object/runtime.h"

namespace ts::modules {

using namespace object;

/// The str or bytes behind a path argument (through __fspath__); all-zero with TypeError.
Value fspath(Thread& t, Value path);

class PathText {
 public:
  explicit PathText(Thread& t) : thread_(t) {}
  /// Takes `path`; false with an exception pending. `what` names the function in messages.
  bool assign(Value path);
  const char* c_str() const { return text_; }
  bool is_bytes() const { return is_bytes_; }

 private:
  Thread& thread_;
  const char* text_ = "";
  Value keep_;  // the cell that holds text_
  bool is_bytes_ = false;
};

/// Text from the system (a file name, a variable) as a str; bytes that are no UTF-8 become lone
/// surrogates (PEP 383), which PathText turns back.
Value system_text(Thread& t, const char* text);

}  // namespace ts::modules
