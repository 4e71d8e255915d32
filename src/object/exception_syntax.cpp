// SyntaxError and its subclasses.

#include "object/exception_slots.h"

namespace ts::object {

namespace {

bool syntax_error_init(Thread& t, Value self, const Arguments& a) {
  if (!exception_init(t, self, a)) return false;
  if (a.positional && !set_exception_field(t, self, kSyntaxMessage, kSyntaxErrorFields, a[0]))
    return false;
  if (a.positional != 2) return true;
  Value info = TS_TRY(make_tuple_from(t, a[1]));
  auto* items = static_cast<Tuple*>(info.cell());
  uint32_t n = items->length;
  if (n < 4 || n > 7) {
    raise(t, numbers::kTypeError, "function takes at {} {} arguments ({} given)",
          n < 4 ? "least" : "most", n < 4 ? 4 : 7, n);
    return false;
  }
  if (n == 5) {
    raise(t, numbers::kTypeError, "end_offset must be provided when end_lineno is provided");
    return false;
  }
  // filename, lineno, offset, text, end_lineno, end_offset; the seventh is metadata
  for (uint32_t i = 0; i < n; i++) {
    size_t field = i < 6 ? kSyntaxFilename + i : size_t{kSyntaxMetadata};
    if (!set_exception_field(t, self, field, kSyntaxErrorFields, items->items()[i])) return false;
  }
  return true;
}

Value syntax_error_str(Thread& t, Value self) {
  Value message = exception_field(self, kSyntaxMessage, kSyntaxErrorFields);
  Value file = exception_field(self, kSyntaxFilename, kSyntaxErrorFields);
  Value line = exception_field(self, kSyntaxLine, kSyntaxErrorFields);
  bool has_file = is_instance_of_native(*t.vm, file, numbers::kStr);
  bool has_line = line.is_small_int();
  Value text = TS_TRY(str(t, message));
  if (!has_file && !has_line) return text;
  StrBuilder out(t);
  out.append(text);
  out.append(" (");
  if (has_file) {
    std::string_view name = as_str(file)->view();
    size_t slash = name.rfind('/');
    out.append(slash == std::string_view::npos ? name : name.substr(slash + 1));
  }
  if (has_file && has_line) out.append(", ");
  if (has_line) {
    out.append("line ");
    out.append(TS_TRY(str(t, line)));
  }
  out.append(")");
  return out.finish();
}

template <size_t I>
constexpr auto get_part = get_field<I, kSyntaxErrorFields>;
template <size_t I>
constexpr auto set_part = set_field<I, kSyntaxErrorFields>;
#define PART(index, name, doc) \
  TS_GETSET(numbers::kSyntaxError, get_part<index>, set_part<index>, name, doc)
const GetSet kGetSets[] = {
    PART(kSyntaxMessage, TS_NAME(msg), "exception msg"),
    PART(kSyntaxFilename, TS_NAME(filename), "exception filename"),
    PART(kSyntaxLine, TS_NAME(lineno), "exception lineno"),
    PART(kSyntaxOffset, TS_NAME(offset), "exception offset"),
    PART(kSyntaxText, TS_NAME(text), "exception text"),
    PART(kSyntaxEndLine, TS_NAME(end_lineno), "exception end lineno"),
    PART(kSyntaxEndOffset, TS_NAME(end_offset), "exception end offset"),
    PART(kSyntaxPrint, TS_NAME(print_file_and_line), "exception print_file_and_line"),
    PART(kSyntaxMetadata, TS_NAME(_metadata), "exception private metadata"),
};
#undef PART

}  // namespace

const Attributes kSyntaxErrorAttributes{{}, kGetSets, {}, "Invalid syntax."};
const Slots kSyntaxErrorSlots{.repr = exception_repr,
                              .str = syntax_error_str,
                              .hash = hash_identity,
                              .construct = exception_construct,
                              .init = syntax_error_init};

}  // namespace ts::object
