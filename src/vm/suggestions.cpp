// Suggestions for misspelt names, by edit distance. The costs and limits are those of CPython's
// traceback module: a changed letter costs two, a changed case one, and at most a third of the
// letters may differ.

#include "vm/suggestions.h"

#include "object/exceptions.h"
#include "object/special.h"
#include "vm/frame_objects.h"

namespace ts::vm {

namespace {

constexpr size_t kMaxLength = 40;
constexpr size_t kMaxCandidates = 750;
constexpr size_t kMoveCost = 2, kCaseCost = 1;

size_t substitution_cost(char a, char b) {
  if (a == b) return 0;
  auto lower = [](char c) { return c >= 'A' && c <= 'Z' ? static_cast<char>(c + 32) : c; };
  return lower(a) == lower(b) ? kCaseCost : kMoveCost;
}

/// Edit distance, or anything above `limit` when it is above.
size_t edit_distance(std::string_view a, std::string_view b, size_t limit) {
  while (!a.empty() && !b.empty() && a.front() == b.front()) a.remove_prefix(1), b.remove_prefix(1);
  while (!a.empty() && !b.empty() && a.back() == b.back()) a.remove_suffix(1), b.remove_suffix(1);
  if (a.empty() || b.empty()) return (a.size() + b.size()) * kMoveCost;
  if (a.size() > kMaxLength || b.size() > kMaxLength) return limit + 1;
  if (b.size() < a.size()) std::swap(a, b);
  if ((b.size() - a.size()) * kMoveCost > limit) return limit + 1;
  uint8_t row[kMaxLength];  // row[i]: distance of a[..i] and the part of b seen so far
  for (size_t i = 0; i < a.size(); i++) row[i] = static_cast<uint8_t>((i + 1) * kMoveCost);
  size_t result = 0;
  for (size_t j = 0; j < b.size(); j++) {
    size_t diagonal = result = j * kMoveCost;
    size_t minimum = SIZE_MAX;
    for (size_t i = 0; i < a.size(); i++) {
      size_t substitute = diagonal + substitution_cost(b[j], a[i]);
      diagonal = row[i];
      size_t moved = (result < diagonal ? result : diagonal) + kMoveCost;
      result = moved < substitute ? moved : substitute;
      row[i] = static_cast<uint8_t>(result);
      if (result < minimum) minimum = result;
    }
    if (minimum > limit) return limit + 1;
  }
  return result;
}

/// The closest of the candidates added.
class Closest {
 public:
  /// `sorted`: of equally close names the first in alphabetical order wins, not the first added.
  Closest(std::string_view wrong, bool sorted) : wrong_(wrong), sorted_(sorted) {}

  void add(Value candidate) {
    if (!is_str(candidate) || ++count_ > kMaxCandidates) return;
    std::string_view name = as_str(candidate)->view();
    if (name == wrong_ || name.empty()) return;
    size_t limit = (name.size() + wrong_.size() + 3) * kMoveCost / 6;
    if (best_) limit = limit < distance_ ? limit : distance_;
    size_t distance = edit_distance(wrong_, name, limit);
    if (distance > limit) return;
    if (best_ && distance == distance_ &&
        !(sorted_ && str_compare(as_str(candidate), as_str(best_)) < 0))
      return;
    best_ = candidate;
    distance_ = distance;
  }
  Value best() const {
    return wrong_.size() > kMaxLength || count_ > kMaxCandidates ? Value() : best_;
  }

 private:
  std::string_view wrong_;
  bool sorted_;
  Value best_;
  size_t distance_ = 0;
  size_t count_ = 0;
};

Traceback* innermost(Value exception) {
  Value v = as_exception(exception)->traceback;
  Traceback* entry = nullptr;
  while (v && is_exact(v, numbers::kTraceback)) {
    entry = static_cast<Traceback*>(v.cell());
    v = entry->next;
  }
  return entry;
}

void add_dict_keys(Closest& closest, Value dict) {
  if (!is_exact(dict, numbers::kDict)) return;
  uint32_t position = 0;
  Value key, v;
  while (dict_next(static_cast<Dict*>(dict.cell()), position, key, v)) closest.add(key);
}

Value directory_of(Thread& t, Value o) {
  Value names = call_special(t, o, TS_NAME(__dir__));
  return names && !names.is_absent() ? make_tuple_from(t, names) : Value();
}

Value suggest_attribute(Thread& t, Value o, std::string_view wrong, bool hide) {
  Value names = directory_of(t, o);
  if (!names) return {};
  Closest closest(wrong, true);
  for (Value name : static_cast<Tuple*>(names.cell())->span()) {
    if (!is_str(name) || (hide && as_str(name)->view().substr(0, 1) == "_")) continue;
    closest.add(name);
  }
  return closest.best();
}

Value suggest_name(Thread& t, Value exception, std::string_view wrong) {
  Traceback* entry = innermost(exception);
  if (!entry) return {};
  auto* f = static_cast<Function*>(entry->function.cell());
  if (entry->frame && static_cast<FrameObject*>(entry->frame.cell())->locals) {
    Value self = dict_get_str(
        static_cast<Dict*>(static_cast<FrameObject*>(entry->frame.cell())->locals.cell()),
        TS_NAME(self));
    Value name = as_exception(exception)->fields;
    Value found = self.is_absent() ? kAbsent : find_attr(t, self, as_str(name));
    if (found && !found.is_absent()) {
      StrBuilder text(t);
      text.append("self.");
      text.append(name);
      return text.finish();
    }
  }
  Closest closest(wrong, false);
  // The frame's registers are gone: its names stand for what was in them.
  if (f->code->flags & bytecode::kCodeOptimizedLocals) {
    for (Value name : static_cast<Tuple*>(f->code->local_names.cell())->span()) closest.add(name);
    for (Value name : static_cast<Tuple*>(f->code->free_names.cell())->span()) closest.add(name);
  }
  add_dict_keys(closest, f->globals);
  Value builtins = t.vm->roots.builtins;
  if (is_exact(builtins, numbers::kModule)) {
    auto* module = static_cast<Module*>(builtins.cell());
    if (const auto* definition = module->definition) {
      for (const Native& native : definition->functions) closest.add(Value(native.name));
      for (const auto& constant : definition->constants) closest.add(Value(constant.name));
    }
    if (module->dict) add_dict_keys(closest, module->dict);
  }
  return closest.best();
}

Value suggest_import(Thread& t, Value exception, std::string_view wrong) {
  Value name = exception_field(exception, 1, kImportErrorFields);
  if (!is_str(name)) return {};
  Value module = dict_get_str(static_cast<Dict*>(t.vm->roots.modules.cell()), as_str(name));
  return module.is_absent() ? Value() : suggest_attribute(t, module, wrong, wrong[0] != '_');
}

/// Modules whose names people forget to import, between spaces.
constexpr std::string_view kModuleNames =
    " abc argparse array ast asyncio atexit base64 binascii bisect builtins bz2 calendar cmath cmd "
    "code codecs "
    "collections colorsys compileall concurrent configparser contextlib contextvars copy copyreg "
    "csv ctypes curses "
    "dataclasses datetime dbm decimal difflib dis doctest email encodings ensurepip enum errno "
    "faulthandler fcntl "
    "filecmp fileinput fnmatch fractions ftplib functools gc getopt getpass gettext glob graphlib "
    "grp gzip hashlib "
    "heapq hmac html http idlelib imaplib importlib inspect io ipaddress itertools json keyword "
    "linecache locale "
    "logging lzma mailbox marshal math mimetypes mmap modulefinder multiprocessing netrc ntpath "
    "numbers opcode "
    "operator optparse os pathlib pdb pickle pickletools pkgutil platform plistlib poplib posix "
    "posixpath pprint "
    "profile pstats pty pwd pyclbr pydoc queue quopri random re readline reprlib resource runpy "
    "sched secrets select "
    "selectors shelve shlex shutil signal site smtplib socket socketserver sqlite3 ssl stat "
    "statistics string "
    "stringprep struct subprocess symtable sys sysconfig syslog tabnanny tarfile tempfile termios "
    "textwrap this "
    "threading time timeit tkinter token tokenize tomllib trace traceback tracemalloc tty turtle "
    "types typing "
    "unicodedata unittest urllib uuid venv warnings wave weakref webbrowser wsgiref xml xmlrpc "
    "zipapp zipfile "
    "zipimport zlib zoneinfo ";

bool is_library_module(std::string_view name) {
  for (size_t at = kModuleNames.find(name); at != std::string_view::npos;
       at = kModuleNames.find(name, at + 1)) {
    if (at > 0 && kModuleNames[at - 1] == ' ' && kModuleNames[at + name.size()] == ' ') return true;
  }
  return false;
}

}  // namespace

void append_suggestion(Thread& t, StrBuilder& out, Value exception) {
  bool name_error = is_exception_of(t, exception, numbers::kNameError);
  bool import_error = is_exception_of(t, exception, numbers::kImportError);
  bool attribute_error = is_exception_of(t, exception, numbers::kAttributeError);
  Value wrong;
  if (import_error) {
    wrong = exception_field(exception, 3, kImportErrorFields);
  } else if (attribute_error) {
    wrong = exception_field(exception, 0, kAttributeErrorFields);
  } else if (name_error) {
    wrong = as_exception(exception)->fields;
  }
  if (!wrong || !is_str(wrong) || as_str(wrong)->bytes == 0) return;
  std::string_view text = as_str(wrong)->view();
  Value best;
  if (import_error) {
    best = suggest_import(t, exception, text);
  } else if (attribute_error) {
    bool hide = text[0] != '_' && !exception.cell()->has(kFlagAboutSelf);
    best = suggest_attribute(t, exception_field(exception, 1, kAttributeErrorFields), text, hide);
  } else {
    best = suggest_name(t, exception, text);
  }
  if (t.pending) take_pending(t);
  if (best) {
    out.append(". Did you mean: '");
    out.append(best);
    out.append("'?");
  }
  if (!name_error || !is_library_module(text)) return;
  out.append(best ? " Or did you forget to import '" : ". Did you forget to import '");
  out.append(wrong);
  out.append("'?");
}

}  // namespace ts::vm
