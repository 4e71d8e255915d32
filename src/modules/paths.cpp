// Path arguments and other text that goes to and comes from the system (PEP 383, PEP 519).

#include "modules/paths.h"

#include "base/utf8.h"

namespace ts::modules {

Value fspath(Thread& t, Value path) {
  auto is_text = [&](Value v) {
    return is_instance_of_native(*t.vm, v, numbers::kStr) ||
           is_instance_of_native(*t.vm, v, numbers::kBytes);
  };
  if (is_text(path)) return path;
  Value text = TS_TRY(call_special(t, path, TS_NAME(__fspath__)));
  if (text.is_absent()) {
    return raise(t, numbers::kTypeError, "expected str, bytes or os.PathLike object, not {}",
                 TypeOf{path});
  }
  if (is_text(text)) return text;
  return raise(t, numbers::kTypeError, "expected {}.__fspath__() to return str or bytes, not {}",
               TypeOf{path}, TypeOf{text});
}

bool PathText::assign(Value path) {
  Value text = TS_TRY(fspath(thread_, path));
  is_bytes_ = is_instance_of_native(*thread_.vm, text, numbers::kBytes);
  if (!is_bytes_) {
    Str* s = as_str(text);
    if (!s->is_ascii() &&
        base::utf8_validate(s->view(), base::Utf8Kind::kStrict).error != base::Utf8Error::kNone) {
      text = call_method(thread_, text, TS_NAME(encode),
                         {Value(TS_STR("utf-8")), Value(TS_NAME(surrogateescape))});
      if (!text) return false;
    } else {
      text = make_bytes(thread_, s->text(), s->bytes);
      if (!text) return false;
    }
  }
  auto* bytes = static_cast<Bytes*>(text.cell());
  if (std::memchr(bytes->data(), 0, bytes->length)) {
    raise(thread_, numbers::kValueError, "embedded null byte");
    return false;
  }
  ByteArray* ended = heap::allocate<ByteArray>(thread_, numbers::kByteArray, bytes->length + 1);
  if (!ended) return false;
  ended->capacity = bytes->length + 1;
  std::memcpy(ended->bytes, bytes->data(), bytes->length);
  keep_ = Value(ended);
  text_ = reinterpret_cast<const char*>(ended->bytes);
  return true;
}

Value system_text(Thread& t, const char* text) {
  std::string_view view(text);
  if (base::utf8_validate(view, base::Utf8Kind::kStrict).error == base::Utf8Error::kNone) {
    return make_str(t, view);
  }
  Value bytes = TS_TRY(make_bytes(t, text, view.size()));
  return call_method(t, bytes, TS_NAME(decode),
                     {Value(TS_STR("utf-8")), Value(TS_NAME(surrogateescape))});
}

}  // namespace ts::modules
