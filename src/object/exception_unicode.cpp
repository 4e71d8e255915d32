// UnicodeDecodeError, UnicodeEncodeError, UnicodeTranslateError.

#include "base/utf8.h"
#include "object/bytes.h"
#include "object/exception_slots.h"

namespace ts::object {

namespace {

enum UnicodeField : uint8_t { kEncoding, kObject, kStart, kEnd, kReason };

Value part(Value self, UnicodeField i) { return exception_field(self, i, kUnicodeErrorFields); }
bool is_text(Thread& t, Value v) { return is_instance_of_native(*t.vm, v, numbers::kStr); }

/// Checks and stores the arguments from field `first` on.
bool take_unicode_arguments(Thread& t, Value self, const Arguments& a, unsigned first,
                            TypeNumber object_type) {
  if (!exception_init(t, self, a)) return false;
  unsigned expected = 5 - first;
  if (a.positional != expected) {
    raise(t, numbers::kTypeError, "function takes exactly {} arguments ({} given)", expected,
          a.positional);
    return false;
  }
  for (unsigned i = 0; i < expected; i++) {
    Value v = a[i];
    unsigned field = first + i;
    bool number = field == kStart || field == kEnd;
    if (field == kObject && object_type == numbers::kBytes) {
      if (!is_exact(v, numbers::kBytes)) {
        BufferScope buffer(t);
        if (!buffer.get(v)) return false;
        v = TS_TRY(make_bytes(t, buffer->data, buffer->bytes));
      }
    } else if (number) {
      intptr_t n;
      if (!to_index(t, v, n)) return false;
      v = TS_TRY(make_int(t, n));
    } else if (!is_text(t, v)) {
      raise(t, numbers::kTypeError, "argument {} must be str, not {}", i + 1, TypeOf{v});
      return false;
    }
    if (!set_exception_field(t, self, field, kUnicodeErrorFields, v)) return false;
  }
  return true;
}

bool decode_error_init(Thread& t, Value self, const Arguments& a) {
  return take_unicode_arguments(t, self, a, kEncoding, numbers::kBytes);
}
bool encode_error_init(Thread& t, Value self, const Arguments& a) {
  return take_unicode_arguments(t, self, a, kEncoding, numbers::kStr);
}
bool translate_error_init(Thread& t, Value self, const Arguments& a) {
  return take_unicode_arguments(t, self, a, kObject, numbers::kStr);
}

bool append_hex(StrBuilder& out, uint32_t n, int digits) {
  char text[8];
  for (int i = 0; i < digits; i++) text[i] = "0123456789abcdef"[n >> 4 * (digits - 1 - i) & 15];
  return out.append({text, static_cast<size_t>(digits)});
}

bool append_escape(StrBuilder& out, char32_t c) {
  int digits = c < 0x100 ? 2 : c < 0x10000 ? 4 : 8;
  return out.append(digits == 2   ? "\\x"
                    : digits == 4 ? "\\u"
                                  : "\\U") &&
         append_hex(out, c, digits);
}

/// " in position 3: reason" or "s in position 3-5: reason", for `count` units from `start`.
bool append_position(Thread& t, StrBuilder& out, Value self, intptr_t start, intptr_t end,
                     bool single) {
  Value first = make_int(t, start), last = make_int(t, end - 1);
  if (!first || !last) return false;
  Value from = str(t, first), to = str(t, last), reason = str(t, part(self, kReason));
  if (!from || !to || !reason) return false;
  out.append(single ? " in position " : "s in position ");
  out.append(from);
  if (!single) {
    out.append("-");
    out.append(to);
  }
  out.append(": ");
  return out.append(reason);
}

intptr_t number_part(Value self, UnicodeField i) {
  Value v = part(self, i);
  return v.is_small_int() ? v.small_int() : 0;
}

Value decode_error_str(Thread& t, Value self) {
  Value object = part(self, kObject);
  if (!is_bytes(t, object)) return Value(TS_STR(""));
  intptr_t start = number_part(self, kStart), end = number_part(self, kEnd);
  auto* bytes = static_cast<Bytes*>(object.cell());
  bool single = end == start + 1 && start >= 0 && start < static_cast<intptr_t>(bytes->length);
  StrBuilder out(t);
  out.append("'");
  out.append(TS_TRY(str(t, part(self, kEncoding))));
  out.append("' codec can't decode byte");
  if (single) {
    out.append(" 0x");
    append_hex(out, bytes->data()[start], 2);
  }
  return append_position(t, out, self, start, end, single) ? out.finish() : Value();
}

Value text_error_str(Thread& t, Value self, bool translating) {
  Value object = part(self, kObject);
  if (!is_text(t, object)) return Value(TS_STR(""));
  intptr_t start = number_part(self, kStart), end = number_part(self, kEnd);
  bool single =
      end == start + 1 && start >= 0 && static_cast<size_t>(start) < str_length(as_str(object));
  StrBuilder out(t);
  if (!translating) {
    out.append("'");
    out.append(TS_TRY(str(t, part(self, kEncoding))));
    out.append("' codec ");
  }
  out.append(translating ? "can't translate character" : "can't encode character");
  if (single) {
    const char* at = as_str(object)->text();
    char32_t c = 0;
    for (intptr_t i = 0; i <= start; i++) c = base::utf8_next_unchecked(&at);
    out.append(" '");
    append_escape(out, c);
    out.append("'");
  }
  return append_position(t, out, self, start, end, single) ? out.finish() : Value();
}

Value encode_error_str(Thread& t, Value self) { return text_error_str(t, self, false); }
Value translate_error_str(Thread& t, Value self) { return text_error_str(t, self, true); }

template <size_t I>
constexpr auto get_part = get_field<I, kUnicodeErrorFields>;

template <size_t I>
bool set_part(Thread& t, Value self, Value v) {
  constexpr bool kNumber = I == kStart || I == kEnd;
  if (v && kNumber) {
    intptr_t n;
    if (!to_index(t, v, n)) return false;
    v = TS_TRY(make_int(t, n));
  }
  return set_exception_field(t, self, I, kUnicodeErrorFields, v);
}

#define PART(T, index, name, doc) TS_GETSET(numbers::T, get_part<index>, set_part<index>, name, doc)
#define PARTS(T)                                          \
  PART(T, kObject, TS_NAME(object), "exception object"),  \
      PART(T, kStart, TS_NAME(start), "exception start"), \
      PART(T, kEnd, TS_NAME(end), "exception end"),       \
      PART(T, kReason, TS_NAME(reason), "exception reason")
const GetSet kDecodeGetSets[] = {
    PART(kUnicodeDecodeError, kEncoding, TS_NAME(encoding), "exception encoding"),
    PARTS(kUnicodeDecodeError)};
const GetSet kEncodeGetSets[] = {
    PART(kUnicodeEncodeError, kEncoding, TS_NAME(encoding), "exception encoding"),
    PARTS(kUnicodeEncodeError)};
const GetSet kTranslateGetSets[] = {PARTS(kUnicodeTranslateError)};
#undef PARTS
#undef PART

}  // namespace

const Attributes kUnicodeDecodeErrorAttributes{{}, kDecodeGetSets, {}, "Unicode decoding error."};
const Attributes kUnicodeEncodeErrorAttributes{{}, kEncodeGetSets, {}, "Unicode encoding error."};
const Attributes kUnicodeTranslateErrorAttributes{
    {}, kTranslateGetSets, {}, "Unicode translation error."};

const Slots kUnicodeDecodeErrorSlots{.repr = exception_repr,
                                     .str = decode_error_str,
                                     .hash = hash_identity,
                                     .construct = exception_construct,
                                     .init = decode_error_init};
const Slots kUnicodeEncodeErrorSlots{.repr = exception_repr,
                                     .str = encode_error_str,
                                     .hash = hash_identity,
                                     .construct = exception_construct,
                                     .init = encode_error_init};
const Slots kUnicodeTranslateErrorSlots{.repr = exception_repr,
                                        .str = translate_error_str,
                                        .hash = hash_identity,
                                        .construct = exception_construct,
                                        .init = translate_error_init};

}  // namespace ts::object
