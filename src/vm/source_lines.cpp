// Reads source lines for tracebacks: see source_lines.h. Nothing is cached: a traceback is rare,
// RAM is not free.

#include "vm/source_lines.h"

#include <algorithm>

#include "base/utf8.h"
#include "object/bytes.h"

namespace ts::vm {

namespace {

constexpr size_t kMaxText = 16 * 1024;  // more than that of one statement helps nobody

bool is_blank(char c) { return c == ' ' || (c >= '\t' && c <= '\r'); }

/// Collects the lines wanted from a text that comes in pieces.
struct LineCollector {
  BytesBuilder out;
  int32_t line = 1, first, last;
  bool wanted() const { return line >= first && line <= last; }
  bool done() const { return line > last || out.size() > kMaxText; }
  bool add(std::string_view piece) {
    while (!piece.empty() && !done()) {
      size_t end = piece.find('\n');
      size_t length = end == std::string_view::npos ? piece.size() : end + 1;
      if (wanted() && !out.append(piece.substr(0, length))) return false;
      if (end != std::string_view::npos) line++;
      piece.remove_prefix(length);
    }
    return true;
  }
};

bool collect_from_file(Thread& t, Str* filename, LineCollector& lines) {
  if (filename->bytes == 0 || filename->text()[0] == '<') return false;
  // Ended by a zero, for the system.
  Value copy = make_bytes(t, nullptr, filename->bytes + size_t{1});
  if (!copy) return false;
  char* path = reinterpret_cast<char*>(static_cast<Bytes*>(copy.cell())->data());
  std::memcpy(path, filename->text(), filename->bytes);
  auto add = [](void* context, std::string_view piece) {
    auto* collector = static_cast<LineCollector*>(context);
    return collector->add(piece) && !collector->done();
  };
  return read_source_file(path, add, &lines);
}

constexpr size_t kMaxSources = heap::kWide ? 64 : 2;

/// Roots::main_source: filename, text, filename, text ..., the oldest first.
Value registered_source(Thread& t, Value filename) {
  Value sources = t.vm->roots.main_source;
  if (!sources || !is_exact(sources, numbers::kList)) return kAbsent;
  auto* list = static_cast<List*>(sources.cell());
  for (size_t i = 0; i + 1 < list->length; i += 2) {
    if (list->items()[i] == filename) return list->items()[i + 1];
  }
  return kAbsent;
}

std::string_view strip_end(std::string_view line) {
  while (!line.empty() && is_blank(line.back())) line.remove_suffix(1);
  return line;
}

size_t common_indentation(std::string_view text) {
  std::string_view margin;
  bool any = false;
  for (size_t i = 0, n = count_lines(text); i < n; i++) {
    std::string_view line = strip_end(line_of(text, i));
    if (line.empty()) continue;
    size_t length = 0;
    while (length < line.size() && (line[length] == ' ' || line[length] == '\t')) length++;
    std::string_view own = line.substr(0, length);
    if (!any) margin = own;
    any = true;
    while (own.substr(0, margin.size()) != margin) margin.remove_suffix(1);
  }
  return margin.size();
}

/// The lines as they are shown.
Value tidy(Thread& t, std::string_view text, size_t lines, size_t dedent) {
  BytesBuilder out(t);
  for (size_t i = 0; i < lines; i++) {
    if (i && !out.append("\n")) return {};
    std::string_view line = strip_end(line_of(text, i));
    if (line.size() > dedent && !out.append(line.substr(dedent))) return {};
  }
  return out.finish();
}

std::string_view bytes_view(Value bytes) {
  auto* b = static_cast<Bytes*>(bytes.cell());
  return {reinterpret_cast<const char*>(b->data()), b->length};
}

}  // namespace

void register_source(Thread& t, Value filename, Value text) {
  Value& sources = t.vm->roots.main_source;
  if (!sources) {
    List* made = make_list(t);
    sources = made ? Value(made) : Value();
  }
  if (sources) {
    auto* list = static_cast<List*>(sources.cell());
    if (list->length < 2 * kMaxSources) {
      if (list_append(t, list, filename) && !list_append(t, list, text))
        list->items()[--list->length] = Value();
    } else {
      std::copy(list->items() + 2, list->items() + list->length, list->items());
      list->items()[list->length - 2] = filename;
      list->items()[list->length - 1] = text;
    }
  }
  if (t.pending) take_pending(t);
}

std::string_view line_of(std::string_view text, size_t i) {
  for (; i > 0; i--) {
    size_t end = text.find('\n');
    if (end == std::string_view::npos) return {};
    text.remove_prefix(end + 1);
  }
  return text.substr(0, text.find('\n'));
}

size_t count_lines(std::string_view text) {
  size_t n = 1;
  for (char c : text) n += c == '\n';
  return n;
}

SourceLines find_source_lines(Thread& t, Value filename, int32_t first, int32_t last) {
  SourceLines result;
  if (first < 1 || last < first || !is_instance_of_native(*t.vm, filename, numbers::kStr))
    return result;
  LineCollector lines{BytesBuilder(t), 1, first, last};
  Value source = registered_source(t, filename);
  bool ok = is_str(source) ? lines.add(as_str(source)->view())
                           : collect_from_file(t, as_str(filename), lines);
  Value raw = ok ? lines.out.finish() : Value();
  if (raw && base::utf8_validate(bytes_view(raw), base::Utf8Kind::kExtended).error ==
                 base::Utf8Error::kNone) {
    std::string_view text = bytes_view(raw);
    result.dedent = common_indentation(text);
    result.keep = tidy(t, text, static_cast<size_t>(last - first) + 1, result.dedent);
    if (result.keep) result.text = bytes_view(result.keep);
  }
  if (t.pending) take_pending(t);
  return result;
}

}  // namespace ts::vm
