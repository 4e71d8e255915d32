// TextIOWrapper: text over a buffered binary file. UTF-8 is decoded and encoded here at once
// where it is valid, the rest by object/codecs.h. Nothing is kept back when writing: the
// buffered file below collects. Follows the Library Reference, "io".

#include "base/utf8.h"
#include "modules/io_text_input.h"

namespace ts::modules {

namespace {

// ------------------------------------------------------------------------------------ codecs

/// Sets codec, charset and mark from the encoding. False with LookupError when there is none.
bool choose_codec(Thread& t, TextFile* file) {
  file->codec = codec_named(t, as_str(file->encoding)->view());
  file->mark = 0;
  switch (file->codec) {
    case Codec::kUnknown:
      return false;
    case Codec::kUtf8Sig:
      file->mark = 1;
      [[fallthrough]];
    case Codec::kUtf8:
      file->charset = Charset::kUtf8;
      break;
    case Codec::kUtf16:
      file->mark = 1;
      [[fallthrough]];
    case Codec::kUtf16Le:
      file->charset = Charset::kUtf16Le;
      break;
    case Codec::kUtf16Be:
      file->charset = Charset::kUtf16Be;
      break;
    case Codec::kUtf32:
      file->mark = 1;
      [[fallthrough]];
    case Codec::kUtf32Le:
      file->charset = Charset::kUtf32Le;
      break;
    case Codec::kUtf32Be:
      file->charset = Charset::kUtf32Be;
      break;
    default:
      file->charset = Charset::kSingleByte;
      break;
  }
  return true;
}

/// The codec for what follows the byte order mark.
Codec plain_codec(const TextFile* file) {
  if (!file->mark) return file->codec;
  switch (file->charset) {
    case Charset::kUtf16Le:
      return Codec::kUtf16Le;
    case Charset::kUtf16Be:
      return Codec::kUtf16Be;
    case Charset::kUtf32Le:
      return Codec::kUtf32Le;
    case Charset::kUtf32Be:
      return Codec::kUtf32Be;
    default:
      return Codec::kUtf8;
  }
}

Value decode_part(Thread& t, TextFile* file, const uint8_t* data, size_t n) {
  std::string_view text(reinterpret_cast<const char*>(data), n);
  if (file->charset == Charset::kUtf8 &&
      base::utf8_validate(text, base::Utf8Kind::kStrict).error == base::Utf8Error::kNone) {
    return make_str(t, text);
  }
  Value bytes = TS_TRY(make_bytes(t, data, n));  // (the exception shows them)
  auto* copy = static_cast<Bytes*>(bytes.cell());
  return decode(t, bytes, {reinterpret_cast<const char*>(copy->data()), n}, plain_codec(file),
                as_str(file->errors)->view());
}

/// The mark's bytes at the start of a file that is read: skipped, and they say the byte order.
Transfer skip_mark(Thread& t, TextFile* file) {
  file->flags |= kIoStarted;
  if (!file->mark) return Transfer::kData;
  TextInput input(t, file);
  size_t want = file->charset == Charset::kUtf8 ? 3 : file->charset <= Charset::kUtf16Be ? 2 : 4;
  while (input.size() < want) {
    Transfer result = input.fill();
    if (result == Transfer::kError) return result;
    if (result != Transfer::kData) return Transfer::kData;
  }
  const uint8_t* p = input.data();
  bool little = false, big = false;
  if (want == 3) {
    little = p[0] == 0xEF && p[1] == 0xBB && p[2] == 0xBF;
  } else if (want == 2) {
    little = p[0] == 0xFF && p[1] == 0xFE;
    big = p[0] == 0xFE && p[1] == 0xFF;
    if (big) file->charset = Charset::kUtf16Be;
  } else {
    little = p[0] == 0xFF && p[1] == 0xFE && p[2] == 0 && p[3] == 0;
    big = p[0] == 0 && p[1] == 0 && p[2] == 0xFE && p[3] == 0xFF;
    if (big) file->charset = Charset::kUtf32Be;
  }
  if (little || big) input.take(want);
  return Transfer::kData;
}

}  // namespace

// ----------------------------------------------------------------------------------- newlines

bool is_newline_argument(Thread& t, Value v) {
  if (!v || v.is_none() || is_instance_of_native(*t.vm, v, numbers::kStr)) return true;
  raise(t, numbers::kTypeError, "newline must be str or None, not {}", TypeOf{v});
  return false;
}

bool parse_newline(Value v, Newline& out) {
  out = Newline::kTranslate;
  if (!v || v.is_none()) return true;
  std::string_view text = as_str(v)->view();
  if (text.empty()) {
    out = Newline::kUniversal;
  } else if (text == "\n") {
    out = Newline::kLf;
  } else if (text == "\r") {
    out = Newline::kCr;
  } else if (text == "\r\n") {
    out = Newline::kCrLf;
  } else {
    return false;
  }
  return true;
}

void note_newlines(std::string_view text, uint32_t& flags) {
  for (size_t i = 0; i < text.size(); i++) {
    if (text[i] == '\n') {
      flags |= kIoSawLf;
    } else if (text[i] == '\r') {
      bool pair = i + 1 < text.size() && text[i + 1] == '\n';
      flags |= pair ? kIoSawCrLf : kIoSawCr;
      i += pair;
    }
  }
}

Value translate_newlines(Thread& t, Value text, uint32_t& flags) {
  Str* s = as_str(text);
  std::string_view view = s->view();
  size_t cr = view.find('\r');
  if (cr == view.npos) {
    if (view.find('\n') != view.npos) flags |= kIoSawLf;
    return text;
  }
  if (view.substr(0, cr).find('\n') != view.npos) flags |= kIoSawLf;
  StrBuilder out(t);
  size_t from = 0;
  for (; cr != view.npos; cr = view.find('\r', from)) {
    bool pair = cr + 1 < view.size() && view[cr + 1] == '\n';
    flags |= pair ? kIoSawCrLf : kIoSawCr;
    std::string_view before = view.substr(from, cr - from);
    if (before.find('\n') != before.npos) flags |= kIoSawLf;
    out.append(before);
    out.append("\n");
    from = cr + (pair ? 2 : 1);
  }
  std::string_view rest = view.substr(from);
  if (rest.find('\n') != rest.npos) flags |= kIoSawLf;
  out.append(rest);
  return out.finish();
}

Value newlines_seen(Thread& t, uint32_t flags) {
  Value seen[3];
  size_t n = 0;
  if (flags & kIoSawCr) seen[n++] = TS_STR("\r");
  if (flags & kIoSawLf) seen[n++] = TS_STR("\n");
  if (flags & kIoSawCrLf) seen[n++] = TS_STR("\r\n");
  if (n == 0) return kNone;
  return n == 1 ? seen[0] : make_tuple(t, std::span<const Value>(seen, n));
}

namespace {

// -------------------------------------------------------------------------------------- state

TextFile* ready(Thread& t, Value v) {
  auto* self = static_cast<TextFile*>(v.cell());
  if (self->buffer) return self;
  if (self->has(kIoDetached)) {
    raise(t, numbers::kValueError, "underlying buffer has been detached");
  } else {
    raise(t, numbers::kValueError, "I/O operation on uninitialized object");
  }
  return nullptr;
}

int text_closed(Thread& t, TextFile* self) {
  if (Buffered* below = plain_buffered(self->buffer)) {
    if (FileIO* file = plain_file(below->raw)) return file->closed != 0;
  }
  return is_closed(t, self->buffer);
}

TextFile* ready_and_open(Thread& t, Value v) {
  TextFile* self = ready(t, v);
  if (!self) return nullptr;
  int closed = text_closed(t, self);
  if (closed == 0) return self;
  if (closed > 0) raise_closed(t);
  return nullptr;
}

/// Whether the buffered file below offers reading or writing, where we can see it.
bool check_direction(Thread& t, TextFile* self, uint32_t flag, const char* message) {
  Buffered* below = plain_buffered(self->buffer);
  if (!below || below->has(flag)) return true;
  raise_unsupported(t, message);
  return false;
}

bool start_reading(Thread& t, TextFile* self) {
  if (!check_direction(t, self, kIoReadable, "not readable")) return false;
  if (Buffered* below = plain_buffered(self->buffer)) {
    if (!buffered_prepare_read(t, below)) return false;
  } else if (self->has(kIoDirty)) {
    if (!call_method(t, self->buffer, TS_NAME(flush))) return false;
    self->flags &= ~uint32_t{kIoDirty};
  }
  return self->has(kIoStarted) || skip_mark(t, self) != Transfer::kError;
}

// ------------------------------------------------------------------------------------ reading

Value finish_text(Thread& t, TextFile* self, const uint8_t* data, size_t n) {
  Value text = TS_TRY(decode_part(t, self, data, n));
  if (self->newline == Newline::kTranslate) {
    uint32_t seen = self->flags;
    text = TS_TRY(translate_newlines(t, text, seen));
    self->flags |= seen;
  } else if (self->newline == Newline::kUniversal) {
    note_newlines(as_str(text)->view(), self->flags);
  }
  return text;
}

Value read_all(Thread& t, TextFile* self) {
  Value bytes = TS_TRY(TextInput(t, self).read_all());
  if (bytes.is_none()) return bytes;
  Buffer view;
  if (!get_buffer(t, bytes, view)) return {};
  Value text = finish_text(t, self, view.data, view.bytes);
  release_buffer(t, view);
  return text;
}

/// Whether the line is over after a character that ends with `unit`. kUniversal: "\r" alone ends a
/// line too, which only the next character tells: `followed_by_lf`.
bool ends_line(Newline newline, uint32_t before, uint32_t unit, bool followed_by_lf) {
  switch (newline) {
    case Newline::kTranslate:
      return unit == '\n' || unit == '\r';
    case Newline::kUniversal:
      return unit == '\n' || (unit == '\r' && !followed_by_lf);
    case Newline::kLf:
      return unit == '\n';
    case Newline::kCr:
      return unit == '\r';
    case Newline::kCrLf:
      return unit == '\n' && before == '\r';
  }
  return false;
}

enum class Until : uint8_t { kCount, kLine };

/// Takes `limit` characters, or fewer when the file or (kLine) the line ends before.
Value read_characters(Thread& t, TextFile* self, size_t limit, Until until) {
  TextInput input(t, self);
  BytesBuilder bytes(t);
  uint32_t before = 0;
  for (size_t count = 0; count < limit; count++) {
    size_t n;
    if (input.next_character(n) == Transfer::kError) return {};
    if (n == 0) break;
    uint32_t unit = last_unit(self->charset, input.data(), n);
    if (!bytes.append(input.data(), n)) return {};
    input.take(n);
    if (until == Until::kLine) {
      size_t next = 0;
      bool look_ahead = self->newline == Newline::kUniversal && unit == '\r';
      if (look_ahead && input.next_character(next) == Transfer::kError) return {};
      bool lf = next > 0 && last_unit(self->charset, input.data(), next) == '\n';
      if (ends_line(self->newline, before, unit, lf)) break;
      before = unit;
    }
    TS_POLL(t);
  }
  return finish_text(t, self, bytes.data(), bytes.used());
}

Value read_line(Thread& t, TextFile* self) {
  TextInput input(t, self);
  BytesBuilder bytes(t);
  bool at_end = false;
  for (;;) {
    size_t size = input.size();
    size_t n = size ? line_bytes(self, input.data(), size, at_end) : 0;
    if (n > 0 && bytes.used() == 0) {
      const uint8_t* line = input.data();
      input.take(n);
      return finish_text(t, self, line, n);
    }
    if (n > 0 || at_end) {
      if (n == 0) n = size;
      if (n > 0 && !bytes.append(input.data(), n)) return {};
      input.take(n);
      return finish_text(t, self, bytes.data(), bytes.used());
    }
    // No line end among these bytes: keep them, but for what may be the first half of CR LF.
    if (size > 8) {
      size_t n = (size - 4) & ~size_t{3};  // (whole units of UTF-32 and UTF-16)
      if (!bytes.append(input.data(), n)) return {};
      input.take(n);
    }
    Transfer result = input.fill();
    if (result == Transfer::kError) return {};
    at_end = result != Transfer::kData;
    TS_POLL(t);
  }
}

Value text_read(Thread& t, Value v, Value size) {
  intptr_t n;
  if (!size_argument(t, size, n)) return {};
  TextFile* self = TS_TRY(ready_and_open(t, v));
  if (!start_reading(t, self)) return {};
  return n < 0 ? read_all(t, self)
               : read_characters(t, self, static_cast<size_t>(n), Until::kCount);
}

Value text_readline(Thread& t, Value v, Value size) {
  intptr_t limit;
  if (!size_argument(t, size, limit)) return {};
  TextFile* self = TS_TRY(ready_and_open(t, v));
  if (!start_reading(t, self)) return {};
  return limit < 0 ? read_line(t, self)
                   : read_characters(t, self, static_cast<size_t>(limit), Until::kLine);
}

Value text_next(Thread& t, Value v) {
  if (!is_exact(v, numbers::kTextIOWrapper)) return file_next(t, v);
  TextFile* self = TS_TRY(ready_and_open(t, v));
  if (!start_reading(t, self)) return {};
  self->flags |= kIoInNext;
  Value line = TS_TRY(read_line(t, self));
  if (as_str(line)->bytes > 0) return line;
  self->flags &= ~uint32_t{kIoInNext};
  return kStop;
}

// ------------------------------------------------------------------------------------ writing

bool write_bytes(Thread& t, TextFile* self, const uint8_t* data, size_t n) {
  if (Buffered* below = plain_buffered(self->buffer)) return buffered_write(t, below, data, n);
  Value bytes = make_bytes(t, data, n);
  return bytes && call_method(t, self->buffer, TS_NAME(write), {bytes});
}

/// `text` with every "\n" as this file writes it.
Value translate_for_writing(Thread& t, TextFile* self, Value text) {
  bool crlf = self->newline == Newline::kCrLf;
  if (!crlf && self->newline != Newline::kCr) return text;
  if (as_str(text)->view().find('\n') == std::string_view::npos) return text;
  Value ending = crlf ? Value(TS_STR("\r\n")) : Value(TS_STR("\r"));
  return call_method(t, text, TS_NAME(replace), {Value(TS_STR("\n")), ending});
}

bool write_encoded(Thread& t, TextFile* self, Value text) {
  Str* s = as_str(text);
  bool needs_mark = self->mark && !self->has(kIoStarted);
  if (self->charset == Charset::kUtf8 && !needs_mark &&
      (s->is_ascii() ||
       base::utf8_validate(s->view(), base::Utf8Kind::kStrict).error == base::Utf8Error::kNone)) {
    return write_bytes(t, self, reinterpret_cast<const uint8_t*>(s->text()), s->bytes);
  }
  Codec codec = needs_mark ? self->codec : plain_codec(self);
  Value bytes = encode(t, s, codec, as_str(self->errors)->view());
  if (!bytes) return false;
  self->flags |= kIoStarted;
  auto* encoded = static_cast<Bytes*>(bytes.cell());
  return write_bytes(t, self, encoded->data(), encoded->length);
}

bool flush_below(Thread& t, TextFile* self) {
  if (Buffered* below = plain_buffered(self->buffer)) {
    if (plain_file(below->raw)) return buffered_flush(t, below);
  }
  return static_cast<bool>(call_method(t, self->buffer, TS_NAME(flush)));
}

bool write_to(Thread& t, TextFile* self, Value text) {
  if (!check_direction(t, self, kIoWritable, "not writable")) return false;
  TextInput input(t, self);
  if (input.size() > 0) input.drop();
  std::string_view view = as_str(text)->view();
  bool ends_line =
      self->has(kIoLineBuffering) && (view.find('\n') != view.npos || view.find('\r') != view.npos);
  text = translate_for_writing(t, self, text);
  if (!text || !write_encoded(t, self, text)) return false;
  if (!plain_buffered(self->buffer)) self->flags |= kIoDirty;
  return !(ends_line || self->has(kIoWriteThrough)) || flush_below(t, self);
}

Value text_write(Thread& t, Value v, Value text) {
  if (!is_instance_of_native(*t.vm, text, numbers::kStr)) {
    return raise(t, numbers::kTypeError, "write() argument must be str, not {}", TypeOf{text});
  }
  TextFile* self = TS_TRY(ready_and_open(t, v));
  if (!write_to(t, self, text)) return {};
  return make_int(t, static_cast<int64_t>(str_length(as_str(text))));
}

Value text_flush(Thread& t, Value v) {
  TextFile* self = TS_TRY(ready_and_open(t, v));
  if (!flush_below(t, self)) return {};
  return kNone;
}

Value text_close(Thread& t, Value v) {
  TextFile* self = TS_TRY(ready(t, v));
  int closed = TS_TRY_INT(text_closed(t, self));
  if (closed) return kNone;
  Value flushed = call_method(t, v, TS_NAME(flush));
  Value failure = flushed ? Value() : take_pending(t);
  Value done = call_method(t, self->buffer, TS_NAME(close));
  if (failure) {
    if (!done) take_pending(t);
    return raise_object(t, failure);
  }
  return done ? kNone : Value();
}

Value text_detach(Thread& t, Value v) {
  TextFile* self = TS_TRY(ready(t, v));
  TS_TRY(call_method(t, v, TS_NAME(flush)));
  Value buffer = self->buffer;
  self->buffer = Value();
  self->flags |= kIoDetached;
  if (Buffered* below = plain_buffered(buffer)) {
    below->set(heap::kFlagFinalizable);
    t.vm->heap.finalizables++;
  }
  return buffer;
}

// ----------------------------------------------------------------------------------- position

Value text_tell(Thread& t, Value v) {
  TextFile* self = TS_TRY(ready_and_open(t, v));
  if (self->has(kIoInNext)) {
    return raise(t, numbers::kOSError, "telling position disabled by next() call");
  }
  if (plain_buffered(self->buffer)) return call_method(t, self->buffer, TS_NAME(tell));
  TS_TRY(call_method(t, self->buffer, TS_NAME(flush)));
  Value position = TS_TRY(call_method(t, self->buffer, TS_NAME(tell)));
  intptr_t ahead = static_cast<intptr_t>(self->end - self->start);
  return binary(t, position, Value::from_int(ahead), BinaryOp::kSub);
}

Value text_seek(Thread& t, Value v, Value cookie, Opt<intptr_t> mode) {
  TextFile* self = TS_TRY(ready_and_open(t, v));
  intptr_t whence = mode.or_else(0);
  if (whence < 0 || whence > 2) {
    return raise(t, numbers::kValueError, "invalid whence ({}, should be 0, 1 or 2)", whence);
  }
  int zero = TS_TRY_INT(equal(t, cookie, Value::from_int(0)));
  if (whence == 1 && !zero) return raise_unsupported(t, "can't do nonzero cur-relative seeks");
  if (whence == 2 && !zero) return raise_unsupported(t, "can't do nonzero end-relative seeks");
  if (whence == 1) {
    cookie = TS_TRY(text_tell(t, v));
    whence = 0;
  }
  int negative = TS_TRY_INT(compare_truth(t, cookie, Value::from_int(0), CompareOp::kLt));
  if (negative) {
    return raise(t, numbers::kValueError, "negative seek position {}", Repr{cookie});
  }
  if (!flush_below(t, self)) return {};
  self->start = self->end = 0;
  Value position =
      TS_TRY(call_method(t, self->buffer, TS_NAME(seek), {cookie, Value::from_int(whence)}));
  self->flags &= ~uint32_t{kIoInNext};
  if (position.is_small_int() && position.small_int() == 0) {
    self->flags &= ~uint32_t{kIoStarted};
  } else {
    self->flags |= kIoStarted;
  }
  return position;
}

Value text_truncate(Thread& t, Value v, Value size) {
  TextFile* self = TS_TRY(ready_and_open(t, v));
  if (!flush_below(t, self)) return {};
  return call_method(t, self->buffer, TS_NAME(truncate), {size ? size : kNone});
}

// ---------------------------------------------------------------------------------- attributes

Value ask_buffer(Thread& t, Value v, const Str* method) {
  TextFile* self = TS_TRY(ready(t, v));
  return call_method(t, self->buffer, method);
}
Value text_fileno(Thread& t, Value v) { return ask_buffer(t, v, TS_NAME(fileno)); }
Value text_isatty(Thread& t, Value v) { return ask_buffer(t, v, TS_NAME(isatty)); }
Value text_readable(Thread& t, Value v) { return ask_buffer(t, v, TS_NAME(readable)); }
Value text_writable(Thread& t, Value v) { return ask_buffer(t, v, TS_NAME(writable)); }
Value text_seekable(Thread& t, Value v) { return ask_buffer(t, v, TS_NAME(seekable)); }

TextFile* as_text(Value v) { return static_cast<TextFile*>(v.cell()); }

Value text_get_buffer(Thread&, Value v) {
  Value buffer = as_text(v)->buffer;
  return buffer ? buffer : kNone;
}
Value text_get_closed(Thread& t, Value v) {
  TextFile* self = TS_TRY(ready(t, v));
  int closed = TS_TRY_INT(text_closed(t, self));
  return Value::from_bool(closed);
}
Value text_get_encoding(Thread&, Value v) { return as_text(v)->encoding; }
Value text_get_errors(Thread&, Value v) { return as_text(v)->errors; }
Value text_get_line_buffering(Thread&, Value v) {
  return Value::from_bool(as_text(v)->has(kIoLineBuffering));
}
Value text_get_write_through(Thread&, Value v) {
  return Value::from_bool(as_text(v)->has(kIoWriteThrough));
}
Value text_get_newlines(Thread& t, Value v) { return newlines_seen(t, as_text(v)->flags); }
Value text_get_name(Thread& t, Value v) {
  TextFile* self = TS_TRY(ready(t, v));
  return get_attr(t, self->buffer, TS_NAME(name));
}
Value text_get_mode(Thread& t, Value v) {
  Value mode = as_text(v)->mode;
  return mode ? mode : attribute_error(t, v, TS_NAME(mode));
}
bool text_set_mode(Thread&, Value v, Value mode) {
  as_text(v)->mode = mode;
  return true;
}

Value text_repr(Thread& t, Value v) {
  if (!check_stack(t)) return {};
  auto* self = as_text(v);
  if (!self->buffer) return Value(TS_STR("<_io.TextIOWrapper>"));
  Value name = find_attr(t, v, TS_NAME(name));
  if (!name) {
    take_pending(t);
    name = kAbsent;
  }
  StrBuilder text(t);
  text.append("<_io.TextIOWrapper");
  if (!name.is_absent()) {
    text.append(" name=");
    text.append(TS_TRY(repr(t, name)));
  }
  if (self->mode) {
    text.append(" mode=");
    text.append(TS_TRY(repr(t, self->mode)));
  }
  text.append(" encoding=");
  text.append(TS_TRY(repr(t, self->encoding)));
  text.append(">");
  return text.finish();
}

// -------------------------------------------------------------------------------- construction

Value text_construct(Thread& t, Value type, const Arguments&) {
  return Value(TS_TRY(new_cell<TextFile>(t, type)));
}

bool str_or_none(Thread& t, Value v, const char* what) {
  if (!v || v.is_none() || is_instance_of_native(*t.vm, v, numbers::kStr)) return true;
  raise(t, numbers::kTypeError, "TextIOWrapper() argument '{}' must be str or None, not {}", what,
        TypeOf{v});
  return false;
}

bool choose_newline(Thread& t, Value v, Newline& out) {
  if (!is_newline_argument(t, v)) return false;
  if (parse_newline(v, out)) return true;
  raise(t, numbers::kValueError, "illegal newline value: {}", v);
  return false;
}

bool initialize(Thread& t, TextFile* self, Value buffer, Value encoding, Value errors,
                Value newline, uint32_t flags) {
  if (!str_or_none(t, encoding, "encoding") || !str_or_none(t, errors, "errors")) return false;
  self->buffer = Value();
  if (!choose_newline(t, newline, self->newline)) return false;
  bool given = encoding && !encoding.is_none() && as_str(encoding)->view() != "locale";
  self->encoding = given ? encoding : Value(TS_STR("UTF-8"));
  self->errors = errors && !errors.is_none() ? errors : Value(TS_NAME(strict));
  if (!choose_codec(t, self)) return false;
  self->start = self->end = 0;
  self->chunk = nullptr;
  self->flags = kIoReady | flags;
  self->buffer = buffer;
  // The layer above closes the file, after it has written what waits.
  if (Buffered* below = plain_buffered(buffer)) below->clear(heap::kFlagFinalizable);
  if (!self->mark) return true;
  // A file that is appended to has its mark already.
  Value seekable = call_method(t, buffer, TS_NAME(seekable));
  int can_seek = seekable ? truth(t, seekable) : -1;
  if (can_seek <= 0) return can_seek == 0;
  Value position = call_method(t, buffer, TS_NAME(tell));
  if (!position) return false;
  if (position != Value::from_int(0)) self->flags |= kIoStarted;
  return true;
}

Value text_init(Thread& t, TextFile* self, Value buffer, Value encoding, Value errors,
                Value newline, bool line_buffering, bool write_through) {
  uint32_t flags = 0;
  if (line_buffering) flags |= kIoLineBuffering;
  if (write_through) flags |= kIoWriteThrough;
  if (!initialize(t, self, buffer, encoding, errors, newline, flags)) return {};
  return kNone;
}

const Native kTextInit =
    TS_METHOD(numbers::kTextIOWrapper, text_init, TS_NAME(__init__),
              "self, buffer, encoding=None, errors=None, newline=None, line_buffering=False, "
              "write_through=False",
              nullptr);

bool text_init_slot(Thread& t, Value self, const Arguments& arguments) {
  return initialize_with(t, kTextInit, self, arguments);
}

bool set_flag(Thread& t, TextFile* self, Value v, uint32_t flag) {
  if (!v || v.is_none()) return true;
  int on = truth(t, v);
  if (on < 0) return false;
  self->flags = on ? self->flags | flag : self->flags & ~flag;
  return true;
}

Value text_reconfigure(Thread& t, TextFile* self, Value encoding, Value errors, Value newline,
                       Value line_buffering, Value write_through) {
  TS_TRY(ready_and_open(t, Value(self)));
  bool new_codec = encoding && !encoding.is_none();
  if (TextInput(t, self).size() > 0 && (new_codec || newline)) {
    return raise_unsupported(
        t, "It is not possible to set the encoding or newline of stream after the first read");
  }
  if (!str_or_none(t, encoding, "encoding") || !str_or_none(t, errors, "errors")) return {};
  if (newline && !choose_newline(t, newline, self->newline)) return {};
  if (!flush_below(t, self)) return {};
  if (new_codec) {
    Value before = self->encoding;
    self->encoding = encoding;
    if (!choose_codec(t, self)) {
      self->encoding = before;
      return {};
    }
    self->errors = TS_NAME(strict);
  }
  if (errors && !errors.is_none()) self->errors = errors;
  if (!set_flag(t, self, line_buffering, kIoLineBuffering)) return {};
  if (!set_flag(t, self, write_through, kIoWriteThrough)) return {};
  return kNone;
}

const Native kTextNatives[] = {
    TS_METHOD(numbers::kTextIOWrapper, text_close, TS_NAME(close), "self, /", nullptr),
    TS_METHOD(numbers::kTextIOWrapper, text_detach, TS_NAME(detach), "self, /", nullptr),
    TS_METHOD(numbers::kTextIOWrapper, text_fileno, TS_NAME(fileno), "self, /", nullptr),
    TS_METHOD(numbers::kTextIOWrapper, text_flush, TS_NAME(flush), "self, /", nullptr),
    TS_METHOD(numbers::kTextIOWrapper, text_isatty, TS_NAME(isatty), "self, /", nullptr),
    TS_METHOD(numbers::kTextIOWrapper, text_read, TS_NAME(read), "self, size=-1, /", nullptr),
    TS_METHOD(numbers::kTextIOWrapper, text_readable, TS_NAME(readable), "self, /", nullptr),
    TS_METHOD(numbers::kTextIOWrapper, text_readline, TS_NAME(readline), "self, size=-1, /",
              nullptr),
    TS_METHOD(numbers::kTextIOWrapper, text_reconfigure, TS_NAME(reconfigure),
              "self, /, *, encoding=None, errors=None, newline=<unrepresentable>, "
              "line_buffering=None, write_through=None",
              "Reconfigure the text stream with new parameters."),
    TS_METHOD(numbers::kTextIOWrapper, text_seek, TS_NAME(seek), "self, cookie, whence=0, /",
              "Set the stream position, and return the new stream position."),
    TS_METHOD(numbers::kTextIOWrapper, text_seekable, TS_NAME(seekable), "self, /", nullptr),
    TS_METHOD(numbers::kTextIOWrapper, text_tell, TS_NAME(tell), "self, /",
              "Return the stream position as an opaque number."),
    TS_METHOD(numbers::kTextIOWrapper, text_truncate, TS_NAME(truncate), "self, pos=None, /",
              nullptr),
    TS_METHOD(numbers::kTextIOWrapper, text_writable, TS_NAME(writable), "self, /", nullptr),
    TS_METHOD(numbers::kTextIOWrapper, text_write, TS_NAME(write), "self, text, /", nullptr),
};

const GetSet kTextGetSets[] = {
    TS_GETSET(numbers::kTextIOWrapper, text_get_buffer, nullptr, TS_NAME(buffer), nullptr),
    TS_GETSET(numbers::kTextIOWrapper, text_get_closed, nullptr, TS_NAME(closed), nullptr),
    TS_GETSET(numbers::kTextIOWrapper, text_get_encoding, nullptr, TS_NAME(encoding), nullptr),
    TS_GETSET(numbers::kTextIOWrapper, text_get_errors, nullptr, TS_NAME(errors), nullptr),
    TS_GETSET(numbers::kTextIOWrapper, text_get_line_buffering, nullptr, TS_NAME(line_buffering),
              nullptr),
    TS_GETSET(numbers::kTextIOWrapper, text_get_mode, text_set_mode, TS_NAME(mode), nullptr),
    TS_GETSET(numbers::kTextIOWrapper, text_get_name, nullptr, TS_NAME(name), nullptr),
    TS_GETSET(numbers::kTextIOWrapper, text_get_newlines, nullptr, TS_NAME(newlines), nullptr),
    TS_GETSET(numbers::kTextIOWrapper, text_get_write_through, nullptr, TS_NAME(write_through),
              nullptr),
};

const Slots kTextSlots{.repr = text_repr,
                       .hash = hash_identity,
                       .iter = file_iter,
                       .next = text_next,
                       .construct = text_construct,
                       .init = text_init_slot};

const Attributes kTextAttributes{
    kTextNatives, kTextGetSets, {}, "Character and line based layer over a BufferedIOBase object."};

}  // namespace

Value make_text_file(Thread& t, Value buffer, Value encoding, Value errors, Value newline,
                     bool line_buffering) {
  auto* self = TS_TRY(new_cell<TextFile>(t, &kTextIOWrapperType));
  uint32_t flags = 0;
  if (line_buffering) flags |= kIoLineBuffering;
  if (!initialize(t, self, buffer, encoding, errors, newline, flags)) return {};
  return Value(self);
}

bool is_plain_text_file(Value file) {
  return is_exact(file, numbers::kTextIOWrapper) || is_exact(file, numbers::kStringIO);
}

bool write_text(Thread& t, Value file, Value text) {
  if (is_exact(file, numbers::kStringIO)) {
    return string_write(t, static_cast<StringFile*>(file.cell()), text);
  }
  TextFile* self = ready_and_open(t, file);
  return self && write_to(t, self, text);
}

}  // namespace ts::modules

namespace ts::object {

using namespace modules;

extern constinit const Type kTextIOWrapperType =
    bind::make_type(numbers::kTextIOWrapper, TS_NAME(TextIOWrapper), &kTextIOBaseType, &kTextSlots,
                    &kTextAttributes, layout_from<TextFile>(sizeof(TextFile) - 5 * sizeof(Value)),
                    bind::kTypeBase | bind::kTypeHasFinalizer, TS_NAME(_io));

}  // namespace ts::object
