// dump_code FILE...: compiles files and prints their code.
// dump_code -q FILE...: only checks it (verify_code.h) and prints what is wrong.
// dump_code -m FILE...: lets every single request for memory fail.
// dump_code -t FILE...: prints how many lines a second are compiled.

#include <chrono>
#include <cstdio>
#include <cstdlib>
#include <cstring>

#include "bytecode/disassemble.h"
#include "lang/compile.h"
#include "unit/text_sink.h"
#include "unit/verify_code.h"

namespace {

using namespace ts;

long allowed_requests = -1;  // how many may succeed; -1: all
size_t used_bytes = 0;
size_t peak_bytes = 0;

void* resize(void*, void* block, size_t old_bytes, size_t new_bytes) {
  if (new_bytes != 0 && allowed_requests == 0) return nullptr;
  if (new_bytes != 0 && allowed_requests > 0) allowed_requests -= 1;
  used_bytes += new_bytes - old_bytes;
  if (used_bytes > peak_bytes) peak_bytes = used_bytes;
  if (new_bytes == 0) {
    std::free(block);
    return nullptr;
  }
  return std::realloc(block, new_bytes);
}

struct Source {
  std::string text;
  bool read = false;
};

lang::Reader::Result read_all(void* context, std::string_view* chunk) {
  Source* source = static_cast<Source*>(context);
  if (source->read || source->text.empty()) return lang::Reader::Result::kEnd;
  source->read = true;
  *chunk = source->text;
  return lang::Reader::Result::kChunk;
}

std::string load(const char* path) {
  std::string text;
  if (std::FILE* file = std::fopen(path, "rb")) {
    char buf[65536];
    while (const size_t n = std::fread(buf, 1, sizeof buf, file)) text.append(buf, n);
    std::fclose(file);
  }
  return text;
}

void print_error(void* context, const lang::Diagnostic& d) {
  const char* kind = d.error == lang::ErrorClass::kMemoryError ? "MemoryError"
                     : d.error == lang::ErrorClass::kReadError ? "ReadError"
                                                               : "SyntaxError";
  std::printf("%s:%u:%u-%u:%u: %s: %.*s\n", static_cast<const char*>(context), d.line, d.column,
              d.end_line, d.end_column, kind, static_cast<int>(d.message.size()), d.message.data());
}

bool print_warning(void* context, lang::WarningClass, uint32_t line, uint32_t column,
                   std::string_view message) {
  std::printf("%s:%u:%u: warning: %.*s\n", static_cast<const char*>(context), line, column,
              static_cast<int>(message.size()), message.data());
  return true;
}

struct Printing {
  test::TextSink* sink;
  const test::Code* code;
};

void print(test::TextSink& sink, const test::Code& code) {
  std::printf(
      "\n%s: line %u, flags %u, %u+%u parameters (%u positional-only), %u locals, %u "
      "registers, %u caches, %zu bytes\n",
      code.qualname.c_str(), code.spec.first_line, code.spec.flags, code.spec.parameters,
      code.spec.keyword_only, code.spec.positional_only, code.spec.locals, code.spec.registers,
      code.spec.caches, code.code.size());
  const auto list = [&](const char* title, const std::vector<lang::ConstId>& names) {
    if (names.empty()) return;
    std::printf("%s:", title);
    for (const lang::ConstId name : names) {
      std::printf(" %.*s", static_cast<int>(sink.text(name).size()), sink.text(name).data());
    }
    std::printf("\n");
  };
  list("locals", code.local_names);
  list("free", code.free_names);
  list("seeds", code.attribute_seeds);
  Printing printing{&sink, &code};
  bytecode::DisassemblyWriter writer;
  writer.context = &printing;
  writer.write = [](void*, std::string_view text) {
    std::fwrite(text.data(), 1, text.size(), stdout);
  };
  writer.write_constant = [](void* context, uint32_t constant) {
    Printing* p = static_cast<Printing*>(context);
    const std::string_view text = p->sink->repr(p->code->constants[constant]);
    std::fwrite(text.data(), 1, text.size(), stdout);
  };
  bytecode::disassemble({code.code, code.exception_table, code.line_table, code.spec.first_line},
                        writer);
}

bool compile_file(const char* path, bool quiet, size_t* lines) {
  base::Workspace workspace(resize, nullptr);
  test::TextSink sink;
  Source source{load(path)};
  *lines += static_cast<size_t>(std::count(source.text.begin(), source.text.end(), '\n'));
  lang::CompileOptions options;
  options.report = print_error;
  options.report_context = const_cast<char*>(path);
  if (!quiet) options.warnings = {print_warning, const_cast<char*>(path)};
  const lang::CompileResult result = lang::compile(workspace, sink, {read_all, &source}, options);
  bool good = result.status == lang::CompileStatus::kDone;
  if (quiet && lines == nullptr) return good;
  for (const auto& code : sink.codes) {
    if (!quiet) print(sink, *code);
    const std::string problem = test::Verifier(*code).check();
    if (problem.empty()) continue;
    std::printf("%s: %s: %s\n", path, code->qualname.c_str(), problem.c_str());
    good = false;
  }
  if (used_bytes != 0) std::printf("%s: %zu bytes of workspace leaked\n", path, used_bytes);
  used_bytes = 0;
  return good;
}

// Lets the n-th request for memory fail, for every n.
bool starve_file(const char* path) {
  Source source{load(path)};
  for (long n = 0;; n++) {
    source.read = false;
    allowed_requests = n;
    test::TextSink sink;
    lang::CompileStatus status;
    {
      base::Workspace workspace(resize, nullptr);
      lang::CompileOptions options;
      status = lang::compile(workspace, sink, {read_all, &source}, options).status;
      allowed_requests = -1;
      if (!workspace.failed()) {
        std::printf("%s: %ld requests\n", path, n);
        return status == lang::CompileStatus::kDone;
      }
    }
    if (status != lang::CompileStatus::kError || used_bytes != 0) {
      std::printf("%s: request %ld: status %d, %zu bytes leaked\n", path, n,
                  static_cast<int>(status), used_bytes);
      return false;
    }
  }
}

void time_file(const char* path, size_t* lines, double* seconds) {
  Source source{load(path)};
  *lines += static_cast<size_t>(std::count(source.text.begin(), source.text.end(), '\n'));
  const auto begin = std::chrono::steady_clock::now();
  base::Workspace workspace(resize, nullptr);
  test::TextSink sink;
  lang::compile(workspace, sink, {read_all, &source}, {});
  *seconds += std::chrono::duration<double>(std::chrono::steady_clock::now() - begin).count();
}

}  // namespace

int main(int argc, char** argv) {
  bool quiet = false;
  bool timing = false;
  bool starving = false;
  int failures = 0;
  size_t lines = 0;
  double seconds = 0;
  for (int i = 1; i < argc; i++) {
    if (std::strcmp(argv[i], "-q") == 0) {
      quiet = true;
    } else if (std::strcmp(argv[i], "-t") == 0) {
      timing = true;
    } else if (std::strcmp(argv[i], "-m") == 0) {
      starving = true;
    } else if (starving) {
      failures += !starve_file(argv[i]);
    } else if (timing) {
      time_file(argv[i], &lines, &seconds);
    } else if (!compile_file(argv[i], quiet, &lines)) {
      failures += 1;
    }
  }
  if (timing) std::printf("%zu lines in %.3f s: %.0f lines/s\n", lines, seconds, lines / seconds);
  if (quiet)
    std::printf("%zu lines, %d files failed, peak workspace %zu\n", lines, failures, peak_bytes);
  return failures != 0;
}
