// A tool for tests: prints the syntax tree of each file in one line a statement, or its error, in
// a form that dump_ast.py prints from CPython's `ast`. Also measures the speed of the parser.
//   dump_ast [OPTION]... FILE...            writes the dumps to standard output
//   dump_ast [OPTION]... --list LIST OUT    for each path in LIST writes OUT/<number>.txt
//   dump_ast --snippets FILE                dumps sources that are each ended by the byte 1
// Options: --single, --eval: the mode; --speed: time it and print no tree; --functions: drop each
// function's body as the code generator does; --chunk N: read N bytes at a time; --fail N: fail all
// requests for memory from the N-th on.

#include <chrono>
#include <cinttypes>
#include <cstdio>
#include <cstdlib>
#include <fstream>
#include <iostream>
#include <map>
#include <sstream>
#include <string>
#include <vector>

#include "lang/parser.h"
#include "text/unicode_names.h"

namespace {

using namespace ts;
using namespace ts::lang;

size_t bytes_in_use = 0;
size_t bytes_peak = 0;
size_t fail_after = SIZE_MAX;  // requests

void* resize(void*, void* block, size_t old_bytes, size_t new_bytes) {
  if (new_bytes > old_bytes) {
    if (fail_after == 0) return nullptr;
    --fail_after;
  }
  bytes_in_use += new_bytes - old_bytes;
  if (bytes_in_use > bytes_peak) bytes_peak = bytes_in_use;
  if (new_bytes == 0) return std::free(block), nullptr;
  return std::realloc(block, new_bytes);
}

std::string escape(std::string_view text) {
  std::string out = "'";
  for (unsigned char c : text) {
    if (c >= 0x20 && c < 0x7F && c != '\\' && c != '\'') {
      out += static_cast<char>(c);
    } else {
      char hex[8];
      std::snprintf(hex, sizeof hex, "\\x%02x", c);
      out += hex;
    }
  }
  return out + "'";
}

// Hexadecimal digits of an integer literal.
std::string to_hex(std::string_view digits, int base) {
  std::vector<uint32_t> limbs;
  for (char c : digits) {
    uint64_t carry = static_cast<uint64_t>(c <= '9' ? c - '0' : (c | 32) - 'a' + 10);
    for (uint32_t& limb : limbs) {
      carry += static_cast<uint64_t>(limb) * static_cast<unsigned>(base);
      limb = static_cast<uint32_t>(carry);
      carry >>= 32;
    }
    if (carry != 0) limbs.push_back(static_cast<uint32_t>(carry));
  }
  if (limbs.empty()) return "0x0";
  char part[16];
  std::snprintf(part, sizeof part, "0x%x", limbs.back());
  std::string out = part;
  for (size_t i = limbs.size() - 1; i-- > 0;) {
    std::snprintf(part, sizeof part, "%08x", limbs[i]);
    out += part;
  }
  return out;
}

std::string real_text(std::string_view text) {
  double value = std::strtod(std::string(text).c_str(), nullptr);
  uint64_t bits;
  std::memcpy(&bits, &value, 8);
  char out[32];
  std::snprintf(out, sizeof out, "f%016" PRIx64, bits);
  return out;
}

class DumpSink final : public Sink {
 public:
  explicit DumpSink(bool quiet) : quiet_(quiet) {
    names_.push_back("");
    constants_.push_back("");
#define TS_KNOWN_NAME(id, text) name(text);
#include "lang/known_names.def"
#undef TS_KNOWN_NAME
  }
  NameId name(std::string_view text) override {
    auto found = ids_.find(text);
    if (found != ids_.end()) return NameId{found->second};
    uint32_t id = static_cast<uint32_t>(names_.size());
    names_.emplace_back(text);
    ids_.emplace(names_.back(), id);
    return NameId{id};
  }
  std::string_view name_text(NameId id) override { return names_[static_cast<uint32_t>(id)]; }
  ConstId name_constant(NameId) override { return ConstId{}; }
  ConstId integer(std::string_view digits, int base) override {
    return quiet_ ? ConstId{1} : add(to_hex(digits, base));
  }
  ConstId real(std::string_view text) override {
    return quiet_ ? ConstId{1} : add(real_text(text));
  }
  ConstId imaginary(std::string_view text) override {
    return quiet_ ? ConstId{1} : add(real_text(text) + "j");
  }
  ConstId string(std::string_view text) override { return quiet_ ? ConstId{1} : add(escape(text)); }
  ConstId bytes(std::string_view text) override {
    return quiet_ ? ConstId{1} : add("b" + escape(text));
  }
  ConstId negate(ConstId id) override { return id; }
  bool failed() const override { return false; }
  const std::string& constant(ConstId id) const { return constants_[static_cast<uint32_t>(id)]; }
  void forget_constants() { constants_.resize(1); }

 private:
  ConstId add(std::string text) {
    constants_.push_back(std::move(text));
    return ConstId{static_cast<uint32_t>(constants_.size() - 1)};
  }
  std::vector<std::string> names_;
  std::map<std::string, uint32_t, std::less<>> ids_;
  std::vector<std::string> constants_;
  bool quiet_;
};

const char* const kKindNames[] = {
#define TS_NODE(kind, children, payload) #kind,
#include "lang/node_kinds.def"
#undef TS_NODE
};
const char* const kBinaryOps[] = {"Add",    "Sub",    "Mult",    "MatMult", "Div",
                                  "Mod",    "Pow",    "LShift",  "RShift",  "BitOr",
                                  "BitXor", "BitAnd", "FloorDiv"};
const char* const kCompareOps[] = {"Eq",  "NotEq", "Lt",    "LtE", "Gt",
                                   "GtE", "Is",    "IsNot", "In",  "NotIn"};
const char* const kUnaryOps[] = {"Invert", "Not", "UAdd", "USub"};
const char* const kContexts[] = {"Load", "Store", "Del"};

class Dumper {
 public:
  Dumper(Tree& tree, DumpSink& sink) : tree_(tree), sink_(sink) {}
  std::string take() { return std::move(out_); }

  void node(NodeId id) {
    if (!tree_.present(id)) {
      out_ += "None";
      return;
    }
    const Span span = tree_.span(id);
    NodeKind kind = tree_.kind(id);
    out_ += '(';
    out_ += kind == NodeKind::kListDisplay     ? "List"
            : kind == NodeKind::kArg           ? "arg"
            : kind == NodeKind::kArguments     ? "arguments"
            : kind == NodeKind::kKeyword       ? "keyword"
            : kind == NodeKind::kAlias         ? "alias"
            : kind == NodeKind::kWithItem      ? "withitem"
            : kind == NodeKind::kMatchCase     ? "match_case"
            : kind == NodeKind::kComprehension ? "comprehension"
                                               : kKindNames[static_cast<int>(kind)];
    fields(id, kind);
    bool has_position = kind != NodeKind::kArguments && kind != NodeKind::kWithItem &&
                        kind != NodeKind::kMatchCase && kind != NodeKind::kComprehension;
    if (has_position) {
      char text[64];
      std::snprintf(text, sizeof text, " @%u:%u-%u:%u", span.line, span.column, span.end_line,
                    span.end_column);
      out_ += text;
    }
    out_ += ')';
  }

 private:
  void word(std::string_view text) {
    out_ += ' ';
    out_ += text;
  }
  void child(NodeId id) {
    out_ += ' ';
    node(id);
  }
  void nth(NodeId id, uint32_t n) { child(tree_.child(id, n)); }
  void name(NameId name) {
    word(name == kNoName ? std::string_view("None") : sink_.name_text(name));
  }
  template <typename Filter>
  void some(NodeId from, Filter filter) {
    out_ += " [";
    bool first = true;
    for (NodeId node_id = from; node_id != kNoNode; node_id = tree_.next(node_id)) {
      if (!filter(node_id)) continue;
      if (!first) out_ += ' ';
      first = false;
      node(node_id);
    }
    out_ += ']';
  }
  void rest(NodeId from) {
    some(from, [](NodeId) { return true; });
  }
  void list(NodeId id) { rest(tree_.first(id)); }
  void nth_list(NodeId id, uint32_t n) { list(tree_.child(id, n)); }
  bool is_keyword(NodeId id) const { return tree_.is(id, NodeKind::kKeyword); }
  void arguments_of_call(NodeId from) {
    some(from, [&](NodeId n) { return !is_keyword(n); });
    some(from, [&](NodeId n) { return is_keyword(n); });
  }
  void context(NodeId id) { word(kContexts[static_cast<int>(tree_.context(id))]); }
  void every_second(NodeId from) {
    out_ += " [";
    for (NodeId n = from; n != kNoNode; n = tree_.next(tree_.next(n))) {
      if (n != from) out_ += ' ';
      node(n);
    }
    out_ += ']';
  }
  void conversion(NodeId id) {
    int c = tree_.op(id);
    word(std::to_string(c == 0 ? -1 : c));
  }
  void parameters(NodeId id);
  void constant(NodeId id);
  void fields(NodeId id, NodeKind kind);

  Tree& tree_;
  DumpSink& sink_;
  std::string out_;
};

void Dumper::parameters(NodeId id) {
  auto group = [&](ParameterKind kind) {
    some(tree_.first(id), [&](NodeId n) { return tree_.op_as<ParameterKind>(n) == kind; });
  };
  auto single = [&](ParameterKind kind) {
    for (NodeId n = tree_.first(id); n != kNoNode; n = tree_.next(n)) {
      if (tree_.op_as<ParameterKind>(n) == kind) return child(n);
    }
    child(kNoNode);
  };
  auto defaults = [&](bool keyword_only) {
    out_ += " [";
    bool first = true;
    for (NodeId n = tree_.first(id); n != kNoNode; n = tree_.next(n)) {
      ParameterKind kind = tree_.op_as<ParameterKind>(n);
      NodeId value = tree_.child(n, 1);
      if (keyword_only ? kind != ParameterKind::kKeywordOnly
                       : kind > ParameterKind::kPositionalOrKeyword || value == kNoNode) {
        continue;
      }
      if (!first) out_ += ' ';
      first = false;
      node(value);
    }
    out_ += ']';
  };
  group(ParameterKind::kPositionalOnly);
  group(ParameterKind::kPositionalOrKeyword);
  single(ParameterKind::kVarPositional);
  group(ParameterKind::kKeywordOnly);
  defaults(true);
  single(ParameterKind::kVarKeyword);
  defaults(false);
}

void Dumper::constant(NodeId id) {
  switch (tree_.constant_kind(id)) {
    case ConstantKind::kNone:
      return word("None None");
    case ConstantKind::kTrue:
      return word("True None");
    case ConstantKind::kFalse:
      return word("False None");
    case ConstantKind::kEllipsis:
      return word("Ellipsis None");
    default:
      word(sink_.constant(tree_.constant(id)));
      word(tree_.constant_kind(id) == ConstantKind::kUnicodeString ? "u" : "None");
  }
}

void Dumper::fields(NodeId id, NodeKind kind) {
  using enum NodeKind;
  switch (kind) {
    case kCompiledFunction:
      return word(std::to_string(tree_.number(id)));
    case kFunctionDef:
    case kAsyncFunctionDef:
      name(tree_.name(id));
      nth(id, 2);
      nth_list(id, 4);
      nth_list(id, 0);
      nth(id, 3);
      return nth_list(id, 1);
    case kClassDef:
      name(tree_.name(id));
      arguments_of_call(tree_.first(tree_.child(id, 2)));
      nth_list(id, 3);
      nth_list(id, 0);
      return nth_list(id, 1);
    case kReturn:
    case kExpr:
    case kAwait:
    case kYield:
    case kYieldFrom:
    case kMatchValue:
      return nth(id, 0);
    case kDelete:
    case kImport:
    case kMatchSequence:
    case kMatchOr:
    case kJoinedStr:
    case kTemplateStr:
    case kSet:
      return list(id);
    case kAssign:
      rest(tree_.next(tree_.first(id)));
      return nth(id, 0);
    case kTypeAlias:
      nth(id, 0);
      nth_list(id, 1);
      return nth(id, 2);
    case kAugAssign:
      nth(id, 0);
      word(kBinaryOps[tree_.op(id)]);
      return nth(id, 1);
    case kAnnAssign:
      nth(id, 0);
      nth(id, 1);
      nth(id, 2);
      return word(tree_.op(id) ? "1" : "0");
    case kFor:
    case kAsyncFor:
      nth(id, 0);
      nth(id, 1);
      nth_list(id, 2);
      return nth_list(id, 3);
    case kWhile:
    case kIf:
      nth(id, 0);
      nth_list(id, 1);
      return nth_list(id, 2);
    case kWith:
    case kAsyncWith:
      nth_list(id, 0);
      return nth_list(id, 1);
    case kMatch:
      nth(id, 0);
      return rest(tree_.next(tree_.first(id)));
    case kRaise:
    case kAssert:
    case kNamedExpr:
    case kWithItem:
    case kLambda:
      nth(id, 0);
      return nth(id, 1);
    case kTry:
    case kTryStar:
      for (uint32_t i = 0; i < 4; ++i) nth_list(id, i);
      return;
    case kImportFrom:
      name(tree_.name(id));
      list(id);
      return word(std::to_string(tree_.op(id)));
    case kGlobal:
    case kNonlocal:
      out_ += " [";
      for (NodeId n = tree_.first(id); n != kNoNode; n = tree_.next(n)) {
        if (n != tree_.first(id)) out_ += ' ';
        out_ += sink_.name_text(tree_.name(n));
      }
      out_ += ']';
      return;
    case kBoolOp:
      word(tree_.op_as<BoolOp>(id) == BoolOp::kAnd ? "And" : "Or");
      return list(id);
    case kBinOp:
      nth(id, 0);
      word(kBinaryOps[tree_.op(id)]);
      return nth(id, 1);
    case kUnaryOp:
      word(kUnaryOps[tree_.op(id)]);
      return nth(id, 0);
    case kIfExp:
      for (uint32_t i = 0; i < 3; ++i) nth(id, i);
      return;
    case kDict:
      every_second(tree_.first(id));
      return every_second(tree_.next(tree_.first(id)));
    case kListComp:
    case kSetComp:
    case kGeneratorExp:
      nth(id, 0);
      return rest(tree_.child(id, 1));
    case kDictComp:
      nth(id, 0);
      nth(id, 1);
      return rest(tree_.child(id, 2));
    case kCompare:
      nth(id, 0);
      out_ += " [";
      for (NodeId n = tree_.child(id, 1); n != kNoNode; n = tree_.next(n)) {
        if (n != tree_.child(id, 1)) out_ += ' ';
        out_ += kCompareOps[static_cast<int>(tree_.edge(n))];
      }
      out_ += ']';
      return rest(tree_.child(id, 1));
    case kCall:
      nth(id, 0);
      return arguments_of_call(tree_.child(id, 1));
    case kFormattedValue:
      nth(id, 0);
      conversion(id);
      return nth(id, 1);
    case kInterpolation:
      nth(id, 0);
      word(sink_.constant(tree_.constant(id)));
      conversion(id);
      return nth(id, 1);
    case kConstant:
      return constant(id);
    case kAttribute:
      nth(id, 0);
      name(tree_.name(id));
      return context(id);
    case kSubscript:
      nth(id, 0);
      nth(id, 1);
      return context(id);
    case kStarred:
      nth(id, 0);
      return context(id);
    case kName:
      name(tree_.name(id));
      return context(id);
    case kListDisplay:
    case kTuple:
      list(id);
      return context(id);
    case kSlice:
      for (uint32_t i = 0; i < 3; ++i) nth(id, i);
      return;
    case kComprehension:
      nth(id, 0);
      nth(id, 1);
      rest(tree_.child(id, 2));
      return word(tree_.op(id) ? "1" : "0");
    case kExceptHandler:
      nth(id, 0);
      name(tree_.name(id));
      return nth_list(id, 1);
    case kArguments:
      return parameters(id);
    case kArg:
      name(tree_.name(id));
      nth(id, 0);
      return word("None");
    case kKeyword:
      name(tree_.name(id));
      return nth(id, 0);
    case kAlias: {
      name(tree_.name(id));
      NodeId as = tree_.first(id);
      return name(as != kNoNode ? tree_.name(as) : kNoName);
    }
    case kMatchCase:
      nth(id, 0);
      nth(id, 1);
      return nth_list(id, 2);
    case kMatchSingleton:
      return word(tree_.op_as<ConstantKind>(id) == ConstantKind::kNone   ? "None"
                  : tree_.op_as<ConstantKind>(id) == ConstantKind::kTrue ? "True"
                                                                         : "False");
    case kMatchMapping:
      every_second(tree_.first(id));
      every_second(tree_.next(tree_.first(id)));
      return name(tree_.name(id));
    case kMatchClass: {
      auto keyword = [&](NodeId n) { return tree_.is(n, NodeKind::kKeywordPattern); };
      nth(id, 0);
      some(tree_.child(id, 1), [&](NodeId n) { return !keyword(n); });
      out_ += " [";
      bool first = true;
      for (NodeId n = tree_.child(id, 1); n != kNoNode; n = tree_.next(n)) {
        if (!keyword(n)) continue;
        if (!first) out_ += ' ';
        first = false;
        out_ += sink_.name_text(tree_.name(n));
      }
      out_ += "] [";
      first = true;
      for (NodeId n = tree_.child(id, 1); n != kNoNode; n = tree_.next(n)) {
        if (!keyword(n)) continue;
        if (!first) out_ += ' ';
        first = false;
        node(tree_.first(n));
      }
      out_ += ']';
      return;
    }
    case kMatchStar:
      return name(tree_.name(id));
    case kMatchAs:
      nth(id, 0);
      return name(tree_.name(id));
    case kTypeVar:
      name(tree_.name(id));
      nth(id, 0);
      return nth(id, 1);
    case kParamSpec:
    case kTypeVarTuple:
      name(tree_.name(id));
      return nth(id, 0);
    default:
      return;
  }
}

size_t chunk_size = SIZE_MAX;

struct Source {
  std::string text;
  size_t position = 0;
  static Reader::Result next(void* context, std::string_view* chunk) {
    Source& source = *static_cast<Source*>(context);
    if (source.position >= source.text.size()) return Reader::Result::kEnd;
    *chunk = std::string_view(source.text).substr(source.position, chunk_size);
    source.position += chunk->size();
    return Reader::Result::kChunk;
  }
};

// Drops the body of each function as soon as it is parsed, as the code generator does.
struct Hook {
  Parser* parser = nullptr;
  uint32_t functions = 0;
  static bool parsed(void* context, NodeId function) {
    Hook& hook = *static_cast<Hook*>(context);
    hook.parser->tree().replace_body(function, ++hook.functions);
    return true;
  }
};

struct Options {
  Mode mode = Mode::kFile;
  bool incomplete = false;
  bool warnings = false;
  bool speed = false;
  bool functions = false;
};

const char* error_name(ErrorClass error) {
  switch (error) {
    case ErrorClass::kSyntaxError:
      return "SyntaxError";
    case ErrorClass::kIndentationError:
      return "IndentationError";
    case ErrorClass::kTabError:
      return "TabError";
    case ErrorClass::kMemoryError:
      return "MemoryError";
    default:
      return "Error";
  }
}

std::string dump(const std::string& text, const Options& how) {
  base::Workspace workspace(resize, nullptr);
  DumpSink sink(how.speed);
  Source source{text};
  ParserOptions options;
  options.mode = how.mode;
  options.may_be_incomplete = how.incomplete;
  options.unicode_name_lookup = [](std::string_view name) {
    char32_t c = text::code_point_named(name);
    return c == text::kNoCodePoint ? -1 : static_cast<int32_t>(c);
  };
  std::string out;
  options.warnings.context = &out;
  if (how.warnings) {
    options.warnings.warn = [](void* context, WarningClass, uint32_t line, uint32_t,
                               std::string_view message) {
      *static_cast<std::string*>(context) +=
          "warning " + std::to_string(line) + " " + std::string(message) + "\n";
      return true;
    };
  }
  Hook hook;
  if (how.functions) {
    options.on_function_parsed = Hook::parsed;
    options.hook_context = &hook;
  }
  Parser parser(workspace, sink, {Source::next, &source}, options);
  hook.parser = &parser;
  for (;;) {
    NodeId statement;
    switch (parser.next_statement(&statement)) {
      case ParseStatus::kStatement: {
        if (how.speed) continue;
        Dumper dumper(parser.tree(), sink);
        dumper.node(statement);
        out += dumper.take() + "\n";
        sink.forget_constants();
        continue;
      }
      case ParseStatus::kIncomplete:
        return out + "incomplete\n";
      case ParseStatus::kError: {
        const Diagnostic& d = parser.diagnostic();
        std::ostringstream line;
        line << error_name(d.error) << " " << d.line << ":" << d.column << "-" << d.end_line << ":"
             << d.end_column << " " << d.message << "\n";
        return out + line.str();
      }
      case ParseStatus::kEnd:
        return out;
    }
  }
}

std::string read(const std::string& path) {
  std::ifstream file(path, std::ios::binary);
  std::ostringstream text;
  text << file.rdbuf();
  return text.str();
}

void measure(const std::vector<std::string>& paths, Options how) {
  how.speed = true;
  std::vector<std::string> texts;
  size_t lines = 0, bytes = 0;
  for (const std::string& path : paths) {
    texts.push_back(read(path));
    bytes += texts.back().size();
    for (char c : texts.back()) lines += c == '\n';
  }
  auto start = std::chrono::steady_clock::now();
  for (const std::string& text : texts) dump(text, how);
  double seconds = std::chrono::duration<double>(std::chrono::steady_clock::now() - start).count();
  std::printf("%zu files, %zu lines, %zu bytes in %.3f s: %.0f lines/s; peak %zu bytes\n",
              texts.size(), lines, bytes, seconds, static_cast<double>(lines) / seconds,
              bytes_peak);
}

}  // namespace

int main(int argc, char** argv) {
  Options how;
  std::vector<std::string> paths;
  bool batch = false, speed = false, bad_sources = false;
  for (int i = 1; i < argc; ++i) {
    std::string argument = argv[i];
    if (argument == "--single") {
      how.mode = Mode::kSingle;
      how.incomplete = true;
    } else if (argument == "--eval") {
      how.mode = Mode::kEval;
    } else if (argument == "--speed") {
      speed = true;
    } else if (argument == "--list") {
      batch = true;
    } else if (argument == "--snippets") {
      bad_sources = true;
    } else if (argument == "--functions") {
      how.functions = true;
    } else if (argument == "--chunk") {
      chunk_size = std::strtoul(argv[++i], nullptr, 10);
    } else if (argument == "--fail") {
      fail_after = std::strtoul(argv[++i], nullptr, 10);
    } else {
      paths.push_back(argument);
    }
  }
  if (bad_sources) {  // sources, each ended by the byte 1
    std::istringstream all(read(paths[0]));
    how.warnings = true;
    for (std::string text; std::getline(all, text, '\1');) {
      std::cout << "--- " << escape(text) << "\n" << dump(text, how);
    }
    return 0;
  }
  if (batch) {
    std::ifstream list(paths[0]);
    std::string path;
    std::vector<std::string> all;
    while (std::getline(list, path)) all.push_back(path);
    if (speed) return measure(all, how), 0;
    for (size_t i = 0; i < all.size(); ++i) {
      std::ofstream(paths[1] + "/" + std::to_string(i) + ".txt") << dump(read(all[i]), how);
    }
    return 0;
  }
  if (speed) return measure(paths, how), 0;
  for (const std::string& path : paths) std::cout << dump(read(path), how);
}
