// Completion at the prompt: see completion.h.

#include "repl/completion.h"

#include <algorithm>

#include "hal/files.h"
#include "modules/importer.h"
#include "modules/sys.h"
#include "object/special.h"

namespace ts::repl {

using namespace ts::object;

namespace {

constexpr size_t kMaxListed = 120;

// Keywords that something follows after a blank, and those that stand alone.
constexpr std::string_view kOpenKeywords[] = {
    "and",      "as",  "assert", "async",  "await",  "case",   "class", "def",  "del",    "elif",
    "except",   "for", "from",   "global", "if",     "import", "in",    "is",   "lambda", "match",
    "nonlocal", "not", "or",     "raise",  "return", "type",   "while", "with", "yield",
};
constexpr std::string_view kClosedKeywords[] = {
    "False", "None", "True", "break", "continue", "else", "finally", "pass", "try",
};

bool is_name_byte(char c) {
  return (c >= '0' && c <= '9') || (c >= 'A' && c <= 'Z') || (c >= 'a' && c <= 'z') || c == '_' ||
         static_cast<uint8_t>(c) >= 0x80;
}

std::string_view strip_left(std::string_view text) {
  return text.substr(std::min(text.find_first_not_of(" \t"), text.size()));
}

/// Takes the word `word` and the blanks behind it off the front.
bool take_word(std::string_view& text, std::string_view word) {
  if (!text.starts_with(word) || text.size() == word.size() || is_name_byte(text[word.size()]))
    return false;
  text = strip_left(text.substr(word.size()));
  return true;
}

class Completer {
 public:
  Completer(Thread& t, LineEditor& editor) : t_(t), editor_(editor) {}

  void run() {
    std::string_view before = editor_.before_cursor();
    size_t start = before.size();
    while (start > 0 && (is_name_byte(before[start - 1]) || before[start - 1] == '.')) start--;
    std::string_view path = before.substr(start);
    size_t dot = path.rfind('.');
    prefix_ = dot == std::string_view::npos ? path : path.substr(dot + 1);
    std::string_view owner =
        dot == std::string_view::npos ? std::string_view() : path.substr(0, dot);
    names_ = make_list(t_);
    if (!names_ || !collect(before.substr(0, start), owner, dot != std::string_view::npos)) return;
    if (!call_method(t_, Value(names_), TS_NAME(sort))) return;
    offer();
  }

 private:
  bool collect(std::string_view before, std::string_view owner, bool dotted) {
    std::string_view statement = strip_left(before);
    std::string_view rest = statement;
    if (take_word(rest, "import") ||
        (take_word(rest, "from") && rest.find(' ') == std::string_view::npos)) {
      return dotted ? add_attributes(module_named(owner)) : add_modules();
    }
    rest = statement;
    if (take_word(rest, "from")) {
      size_t end = rest.find(' ');
      std::string_view module = rest.substr(0, end);
      rest = strip_left(rest.substr(std::min(end, rest.size())));
      if (take_word(rest, "import")) return add_attributes(module_named(module));
      return add("import");
    }
    if (dotted) return owner.empty() || add_attributes(resolve(owner));
    return add_names();
  }

  bool add(std::string_view name) {
    if (!name.starts_with(prefix_) || (prefix_.empty() && name.starts_with("_"))) return true;
    Value text = make_str(t_, name);
    return text && list_append(t_, names_, text);
  }

  bool add_all(Value names) {
    Value keep;
    std::span<Value> items;
    if (!names || !sequence_items(t_, names, keep, items)) return false;
    for (size_t i = 0; i < items.size(); i++) {
      if (is_str(items[i]) && !add(as_str(items[i])->view())) return false;
    }
    return true;
  }

  bool add_names() {
    for (auto keyword : kOpenKeywords) {
      if (!add(keyword)) return false;
    }
    for (auto keyword : kClosedKeywords) {
      if (!add(keyword)) return false;
    }
    Value own = make_list_from(t_, t_.vm->roots.main_dict);
    return add_all(own) && add_attributes(t_.vm->roots.builtins);
  }

  bool add_attributes(Value object) {
    if (!object || object.is_absent()) return true;
    Value names = call_special(t_, object, TS_NAME(__dir__));
    if (!names || names.is_absent()) return false;
    return add_all(make_list_from(t_, names));
  }

  Value module_named(std::string_view name) {
    Str* key = intern(t_, name);
    return key ? dict_get_str(static_cast<Dict*>(t_.vm->roots.modules.cell()), key) : Value();
  }

  /// The object that dotted names stand for; kAbsent when finding it out would run somebody's code.
  Value resolve(std::string_view path) {
    size_t dot = std::min(path.find('.'), path.size());
    Str* name = intern(t_, path.substr(0, dot));
    if (!name) return {};
    Value object = dict_get_str(static_cast<Dict*>(t_.vm->roots.main_dict.cell()), name);
    if (object.is_absent()) object = find_attr(t_, t_.vm->roots.builtins, name);
    while (dot < path.size() && object && !object.is_absent()) {
      path.remove_prefix(dot + 1);
      dot = std::min(path.find('.'), path.size());
      name = intern(t_, path.substr(0, dot));
      if (!name) return {};
      const Type* type = type_of(t_, object);
      if (type->flags & bind::kTypeHasGetAttr) return kAbsent;
      Value attribute = lookup(*t_.vm, type, name);
      if (!attribute.is_absent() && runs_code(attribute)) return kAbsent;
      object = find_attr(t_, object, name);
    }
    return object;
  }

  /// Reading this attribute of a class would call a function of a program.
  bool runs_code(Value attribute) {
    const Type* type = type_of(t_, attribute);
    return type->number == numbers::kProperty ||
           ((type->flags & bind::kTypeHeap) &&
            (type->flags & (bind::kTypeDescriptor | bind::kTypeDataDescriptor)));
  }

  bool add_modules() {
    for (auto* const* at = modules::kModuleList; *at; at++) {
      if (!add((*at)->name->view())) return false;
    }
    Value path = modules::sys_attribute(t_, TS_NAME(path)), keep;
    std::span<Value> folders;
    if (path.is_absent() || !sequence_items(t_, path, keep, folders)) return false;
    for (size_t i = 0; i < folders.size(); i++) {
      if (is_str(folders[i]) && !add_modules_of(as_str(folders[i]))) return false;
    }
    return true;
  }

  bool add_modules_of(Str* folder) {
    char path[256] = ".";
    if (folder->bytes >= sizeof path) return true;
    if (folder->bytes) {
      std::memcpy(path, folder->text(), folder->bytes);
      path[folder->bytes] = 0;
    }
    hal::DirectoryHandle handle;
    if (hal::directory_open(path, handle) != base::Errno::kOk) return true;
    hal::DirectoryEntry entry;
    bool ok = true;
    while (ok && hal::directory_next(handle, entry) == base::Errno::kOk) {
      std::string_view name = entry.name;
      if (name.ends_with(".py")) {
        name.remove_suffix(3);
      } else if (entry.type != hal::kTypeDirectory) {
        continue;
      }
      if (name != "__pycache__" && std::all_of(name.begin(), name.end(), is_name_byte))
        ok = add(name);
    }
    hal::directory_close(handle);
    return ok;
  }

  std::string_view name(size_t i) const { return as_str(names_->items()[i])->view(); }

  void offer() {
    drop_repetitions();
    size_t n = names_->length;
    if (n == 0) return editor_.beep();
    std::string_view common = name(0), last = name(n - 1);
    // In a sorted list the first and the last have in common what all have.
    size_t length = static_cast<size_t>(
        std::mismatch(common.begin(), common.end(), last.begin(), last.end()).first -
        common.begin());
    while (length > 0 && length < common.size() &&
           (static_cast<uint8_t>(common[length]) & 0xC0) == 0x80)
      length--;
    if (length > prefix_.size()) {
      editor_.insert(common.substr(prefix_.size(), length - prefix_.size()));
      if (n == 1 && std::find(std::begin(kOpenKeywords), std::end(kOpenKeywords), common) !=
                        std::end(kOpenKeywords)) {
        editor_.insert(" ");
      }
    } else if (n > 1) {
      show_list();
    }
  }

  void drop_repetitions() {
    size_t kept = 0;
    for (size_t i = 0; i < names_->length; i++) {
      if (kept && name(kept - 1) == name(i)) continue;
      names_->items()[kept++] = names_->items()[i];
    }
    for (size_t i = kept; i < names_->length; i++) names_->items()[i] = Value();
    names_->length = kept;
  }

  void show_list() {
    size_t n = std::min<size_t>(names_->length, kMaxListed), widest = 0;
    for (size_t i = 0; i < n; i++) widest = std::max(widest, name(i).size());
    size_t width = editor_.columns() ? editor_.columns() : 80;
    size_t per_row = std::max<size_t>(1, width / (widest + 2)), rows = (n + per_row - 1) / per_row;
    editor_.begin_list();
    for (size_t row = 0; row < rows; row++) {
      for (size_t i = row; i < n; i += rows) {
        editor_.write(name(i));
        if (i + rows >= n) continue;
        for (size_t pad = name(i).size(); pad < widest + 2; pad++) editor_.write(" ");
      }
      editor_.write("\r\n");
    }
    if (names_->length > n) editor_.write("...\r\n");
    editor_.end_list();
  }

  Thread& t_;
  LineEditor& editor_;
  std::string_view prefix_;
  List* names_ = nullptr;
};

}  // namespace

void complete(Thread& t, LineEditor& editor) {
  Completer(t, editor).run();
  if (t.pending) take_pending(t);
}

}  // namespace ts::repl
