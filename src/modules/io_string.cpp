// StringIO: a text file in memory, kept as UTF-8. Follows the Library Reference, "io".

#include <algorithm>

#include "base/utf8.h"
#include "modules/io_objects.h"

namespace ts::modules {

namespace {

StringFile* as_file(Value v) { return static_cast<StringFile*>(v.cell()); }

bool check_usable(Thread& t, StringFile* self) {
  if (!self->closed) return true;
  raise(t, numbers::kValueError, "I/O operation on closed file");
  return false;
}

std::string_view content(const StringFile* self) {
  if (!self->data) return {};
  return {reinterpret_cast<const char*>(self->data->bytes), self->bytes};
}

size_t characters(const StringFile* self) {
  return self->ascii ? self->bytes : base::utf8_count(content(self));
}

/// Byte offset of `n` characters behind byte offset `from`, the end of the text at most.
size_t offset_behind(const StringFile* self, size_t from, size_t n) {
  std::string_view rest = content(self).substr(std::min<size_t>(from, self->bytes));
  return from + (self->ascii ? std::min(n, rest.size()) : base::utf8_offset(rest, n));
}

bool reserve(Thread& t, StringFile* self, size_t n) {
  if (self->data && self->data->capacity >= n) return true;
  size_t capacity = std::max<size_t>(n, self->data ? self->data->capacity * 3 / 2 : 0);
  if (capacity > UINT32_MAX) {
    raise(t, numbers::kOverflowError, "new position too large");
    return false;
  }
  auto* data = heap::allocate<ByteArray>(t, numbers::kByteArray, capacity);
  if (!data) return false;
  data->capacity = capacity;
  if (self->bytes > 0) std::memcpy(data->bytes, self->data->bytes, self->bytes);
  self->data = data;
  return true;
}

/// Fills up with zeros when the position lies behind the end.
bool pad(Thread& t, StringFile* self) {
  size_t have = characters(self);
  if (self->position <= have) return true;
  size_t missing = self->position - have;
  if (!reserve(t, self, self->bytes + missing)) return false;
  std::memset(self->data->bytes + self->bytes, 0, missing);
  self->bytes += static_cast<uint32_t>(missing);
  self->offset = self->bytes;
  return true;
}

bool overwrite(Thread& t, StringFile* self, Str* text) {
  if (text->bytes == 0) return true;
  if (!pad(t, self)) return false;
  size_t count = str_length(text);
  size_t replaced_end = offset_behind(self, self->offset, count);
  size_t tail = self->bytes - replaced_end;
  size_t size = self->offset + text->bytes + tail;
  if (!reserve(t, self, size)) return false;
  uint8_t* data = self->data->bytes;
  if (tail > 0) std::memmove(data + self->offset + text->bytes, data + replaced_end, tail);
  std::memcpy(data + self->offset, text->text(), text->bytes);
  self->bytes = static_cast<uint32_t>(size);
  self->offset += text->bytes;
  self->position += static_cast<uint32_t>(count);
  if (!text->is_ascii()) self->ascii = 0;
  return true;
}

Value part(Thread& t, StringFile* self, size_t from, size_t to) {
  if (from >= to) return make_str(t, {});
  return make_str(t, content(self).substr(from, to - from));
}

/// Bytes of the first line in `text`, all of it when it has no end.
size_t line_length(Newline newline, std::string_view text) {
  size_t end = std::string_view::npos;
  switch (newline) {
    case Newline::kTranslate:
    case Newline::kLf:
      end = text.find('\n');
      break;
    case Newline::kCr:
      end = text.find('\r');
      break;
    case Newline::kCrLf:
      end = text.find("\r\n");
      if (end != text.npos) end++;
      break;
    case Newline::kUniversal:
      end = text.find_first_of("\r\n");
      if (end != text.npos && text[end] == '\r' && end + 1 < text.size() && text[end + 1] == '\n') {
        end++;
      }
      break;
  }
  return end == text.npos ? text.size() : end + 1;
}

}  // namespace

bool string_write(Thread& t, StringFile* self, Value text) {
  if (!check_usable(t, self)) return false;
  if (self->newline == Newline::kTranslate) {
    uint32_t seen = self->flags;
    text = translate_newlines(t, text, seen);
    if (!text) return false;
    self->flags |= seen;
  } else if (self->newline == Newline::kUniversal) {
    note_newlines(as_str(text)->view(), self->flags);
  } else if (self->newline == Newline::kCr || self->newline == Newline::kCrLf) {
    Value ending = self->newline == Newline::kCr ? Value(TS_STR("\r")) : Value(TS_STR("\r\n"));
    text = call_method(t, text, TS_NAME(replace), {Value(TS_STR("\n")), ending});
    if (!text) return false;
  }
  return overwrite(t, self, as_str(text));
}

namespace {

Value string_construct(Thread& t, Value type, const Arguments&) {
  auto* self = TS_TRY(new_cell<StringFile>(t, type));
  self->ascii = 1;
  return Value(self);
}

Value string_init(Thread& t, StringFile* self, Value initial, Value newline) {
  Newline mode = Newline::kLf;
  if (newline && !is_newline_argument(t, newline)) return {};
  if (newline && !parse_newline(newline, mode)) {
    return raise(t, numbers::kValueError, "illegal newline value: {}", Repr{newline});
  }
  if (initial && !initial.is_none() && !is_instance_of_native(*t.vm, initial, numbers::kStr)) {
    return raise(t, numbers::kTypeError, "initial_value must be str or None, not {}",
                 TypeOf{initial});
  }
  self->newline = mode;
  self->closed = 0;
  self->flags = 0;
  self->bytes = self->position = self->offset = 0;
  self->ascii = 1;
  self->data = nullptr;
  if (initial && !initial.is_none() && !string_write(t, self, initial)) return {};
  self->position = self->offset = 0;
  return kNone;
}

const Native kStringInit = TS_METHOD(numbers::kStringIO, string_init, TS_NAME(__init__),
                                     "self, initial_value='', newline='\\n'", nullptr);

bool string_init_slot(Thread& t, Value self, const Arguments& arguments) {
  return initialize_with(t, kStringInit, self, arguments);
}

Value string_read(Thread& t, StringFile* self, Value size) {
  intptr_t n;
  if (!check_usable(t, self) || !size_argument(t, size, n)) return {};
  if (self->offset >= self->bytes) return make_str(t, {});
  size_t from = self->offset;
  size_t to = n < 0 ? self->bytes : offset_behind(self, from, static_cast<size_t>(n));
  Value text = TS_TRY(part(t, self, from, to));
  self->position += static_cast<uint32_t>(str_length(as_str(text)));
  self->offset = static_cast<uint32_t>(to);
  return text;
}

Value string_readline(Thread& t, StringFile* self, Value size) {
  intptr_t limit;
  if (!check_usable(t, self) || !size_argument(t, size, limit)) return {};
  if (self->offset >= self->bytes) return make_str(t, {});
  size_t from = self->offset;
  size_t to = from + line_length(self->newline, content(self).substr(from));
  if (limit >= 0) to = std::min(to, offset_behind(self, from, static_cast<size_t>(limit)));
  Value text = TS_TRY(part(t, self, from, to));
  self->position += static_cast<uint32_t>(str_length(as_str(text)));
  self->offset = static_cast<uint32_t>(to);
  return text;
}

Value string_next(Thread& t, Value v) {
  if (!is_exact(v, numbers::kStringIO)) return file_next(t, v);
  Value line = TS_TRY(string_readline(t, as_file(v), Value()));
  return as_str(line)->bytes ? line : kStop;
}

Value string_write_method(Thread& t, StringFile* self, Value text) {
  if (!is_instance_of_native(*t.vm, text, numbers::kStr)) {
    return raise(t, numbers::kTypeError, "string argument expected, got '{}'", TypeOf{text});
  }
  if (!string_write(t, self, text)) return {};
  return make_int(t, static_cast<int64_t>(str_length(as_str(text))));
}

Value string_seek(Thread& t, StringFile* self, intptr_t offset, Opt<intptr_t> mode) {
  if (!check_usable(t, self)) return {};
  intptr_t whence = mode.or_else(0);
  if (whence < 0 || whence > 2) {
    return raise(t, numbers::kValueError, "Invalid whence ({}, should be 0, 1 or 2)", whence);
  }
  if (whence == 0 && offset < 0) {
    return raise(t, numbers::kValueError, "Negative seek position {}", offset);
  }
  if (whence != 0 && offset != 0) {
    return raise(t, numbers::kOSError, "Can't do nonzero cur-relative seeks");
  }
  if (offset > static_cast<intptr_t>(UINT32_MAX / 2)) {
    return raise(t, numbers::kOverflowError, "new position too large");
  }
  if (whence == 0) {
    self->position = static_cast<uint32_t>(offset);
    self->offset = static_cast<uint32_t>(offset_behind(self, 0, static_cast<size_t>(offset)));
  } else if (whence == 2) {
    self->position = static_cast<uint32_t>(characters(self));
    self->offset = self->bytes;
  }
  return make_int(t, self->position);
}

Value string_tell(Thread& t, StringFile* self) {
  if (!check_usable(t, self)) return {};
  return make_int(t, self->position);
}

Value string_truncate(Thread& t, StringFile* self, Value size) {
  if (!check_usable(t, self)) return {};
  intptr_t n = self->position;
  if (size && !size.is_none() && !to_index(t, size, n)) return {};
  if (n < 0) return raise(t, numbers::kValueError, "Negative size value {}", n);
  size_t end = offset_behind(self, 0, static_cast<size_t>(n));
  if (end < self->bytes) self->bytes = static_cast<uint32_t>(end);
  self->offset = std::min(self->offset, self->bytes);
  return make_int(t, n);
}

Value string_getvalue(Thread& t, StringFile* self) {
  if (!check_usable(t, self)) return {};
  return make_str(t, content(self));
}

Value string_close(Thread&, StringFile* self) {
  self->closed = 1;
  self->data = nullptr;
  self->bytes = self->position = self->offset = 0;
  return kNone;
}

Value string_true(Thread& t, StringFile* self) {
  if (!check_usable(t, self)) return {};
  return kTrue;
}

Value string_line_buffering(Thread& t, Value v) {
  if (!check_usable(t, as_file(v))) return {};
  return kFalse;
}

Value string_newlines(Thread& t, Value v) {
  if (!check_usable(t, as_file(v))) return {};
  return newlines_seen(t, as_file(v)->flags);
}

#define METHOD(function, name, signature) \
  TS_METHOD(numbers::kStringIO, function, name, signature, nullptr)

const Native kStringNatives[] = {
    METHOD(string_close, TS_NAME(close), "self, /"),
    METHOD(string_getvalue, TS_NAME(getvalue), "self, /"),
    METHOD(string_read, TS_NAME(read), "self, size=-1, /"),
    METHOD(string_true, TS_NAME(readable), "self, /"),
    METHOD(string_readline, TS_NAME(readline), "self, size=-1, /"),
    METHOD(string_seek, TS_NAME(seek), "self, pos, whence=0, /"),
    METHOD(string_true, TS_NAME(seekable), "self, /"),
    METHOD(string_tell, TS_NAME(tell), "self, /"),
    METHOD(string_truncate, TS_NAME(truncate), "self, pos=None, /"),
    METHOD(string_true, TS_NAME(writable), "self, /"),
    METHOD(string_write_method, TS_NAME(write), "self, s, /"),
};

#undef METHOD

const GetSet kStringGetSets[] = {
    TS_GETSET(numbers::kStringIO, string_line_buffering, nullptr, TS_NAME(line_buffering), nullptr),
    TS_GETSET(numbers::kStringIO, string_newlines, nullptr, TS_NAME(newlines), nullptr),
};

const Slots kStringFileSlots{.hash = hash_identity,
                             .iter = file_iter,
                             .next = string_next,
                             .construct = string_construct,
                             .init = string_init_slot};

const Attributes kStringFileAttributes{
    kStringNatives, kStringGetSets, {}, "Text I/O implementation using an in-memory buffer."};

}  // namespace

}  // namespace ts::modules

namespace ts::object {

using namespace modules;

extern constinit const Type kStringIOType = bind::make_type(
    numbers::kStringIO, TS_NAME(StringIO), &kTextIOBaseType, &kStringFileSlots,
    &kStringFileAttributes, layout_from<StringFile>(sizeof(StringFile) - sizeof(Value)),
    bind::kTypeBase, TS_NAME(_io));

}  // namespace ts::object
