// Reading the command line: see command_line.h. Follows the CPython documentation, "Command line
// and environment".

#include "apps/host/command_line.h"

#include <cstdio>
#include <cstdlib>
#include <cstring>

#include "base/version.h"

namespace ts::host {

namespace {

constexpr char kUsage[] =
    "usage: threadsnake [option] ... [-c cmd | -m mod | file | -] [arg] ...\n";

constexpr char kHelp[] =
    "\n"
    "What to run:\n"
    "  -c cmd          the program is the text cmd; ends the options\n"
    "  -m mod          runs a module or package of sys.path as the program; ends the options\n"
    "  file            runs a program file, or the __main__.py of a folder\n"
    "  -               reads the program from standard input, as without a file when that is no "
    "terminal\n"
    "  arg ...         handed to the program in sys.argv[1:]\n"
    "Without any of these: the interactive prompt.\n"
    "\n"
    "Options:\n"
    "  -i              the prompt after the program, even if standard input is no terminal\n"
    "  -q              no banner before the prompt\n"
    "  -O, -OO         without assert statements; -OO: without docstrings too\n"
    "  -X heapsize=N   the heap has exactly N bytes (Nk, NM, NG), as on a board; else it grows as "
    "needed\n"
    "  -W arg          warning filter: action[:message[:category[:module[:lineno]]]]\n"
    "  -E              ignores PYTHONPATH\n"
    "  -P              leaves the program's folder out of sys.path\n"
    "  -I              -E and -P\n"
    "  -u              standard output is not buffered\n"
    "  -V, --version   prints the version\n"
    "  -h, --help      prints this\n"
    "-b, -B, -d, -s, -S, -v, -x of CPython are accepted and change nothing.\n"
    "\n"
    "Environment:\n"
    "  PYTHONPATH      folders, separated by colons, that come behind the program's own in "
    "sys.path\n"
    "  NO_COLOR        plain text on terminals\n";

/// Bytes of "64k", "2M"; 0: not a size.
size_t parse_size(const char* text) {
  if (*text < '0' || *text > '9') return 0;
  char* end;
  unsigned long long n = std::strtoull(text, &end, 10);
  unsigned shift = 0;
  switch (*end) {
    case 'k':
    case 'K':
      shift = 10;
      break;
    case 'm':
    case 'M':
      shift = 20;
      break;
    case 'g':
    case 'G':
      shift = 30;
      break;
    case 0:
      break;
    default:
      return 0;
  }
  if (*end && end[1]) return 0;
  return n > (SIZE_MAX >> shift) ? 0 : static_cast<size_t>(n << shift);
}

class Parser {
 public:
  Parser(int argc, char** argv, CommandLine& out, int& status)
      : argc_(argc), argv_(argv), out_(out), status_(status) {}

  bool run() {
    while (at_ < argc_ && !ended_) {
      const char* a = argv_[at_];
      if (a[0] != '-' || a[1] == 0) break;
      at_++;
      if (a[1] == '-' && a[2] == 0) break;
      if (a[1] == '-' ? !long_option(a) : !letters(a + 1)) return false;
    }
    if (!ended_ && at_ < argc_) {
      out_.text = argv_[at_++];
      out_.source =
          out_.text == "-" ? CommandLine::Source::kStandardInput : CommandLine::Source::kFile;
    }
    while (at_ < argc_) out_.arguments.push_back(argv_[at_++]);
    return true;
  }

 private:
  bool end(int status) {
    status_ = status;
    return false;
  }

  bool fail(const char* format, const char* what) {
    std::fprintf(stderr, format, what);
    std::fprintf(stderr, "\n%sTry `threadsnake -h' for more information.\n", kUsage);
    return end(2);
  }

  bool help() {
    std::printf("%s%s", kUsage, kHelp);
    return end(0);
  }

  bool version() {
    std::printf("Threadsnake v" TS_VERSION " on " TS_DATE
                " (Python 3.14, MicroPython " TS_MICROPYTHON_API " API)\n");
    return end(0);
  }

  bool long_option(const char* a) {
    if (!std::strcmp(a, "--help")) return help();
    if (!std::strcmp(a, "--version")) return version();
    return fail("unknown option %s", a);
  }

  /// The argument of option `letter`: the rest of this word, or the next word.
  const char* argument(const char* rest, char letter) {
    if (*rest) return rest;
    if (at_ < argc_) return argv_[at_++];
    std::fprintf(
        stderr,
        "Argument expected for the -%c option\n%sTry `threadsnake -h' for more information.\n",
        letter, kUsage);
    status_ = 2;
    return nullptr;
  }

  bool letters(const char* p) {
    for (; *p; p++) {
      switch (*p) {
        case 'c':
        case 'm':
          return program(*p, p + 1);
        case 'X':
          return extension(argument(p + 1, *p));
        case 'W': {
          const char* filter = argument(p + 1, *p);
          if (filter) out_.warnings.push_back(filter);
          return filter != nullptr;
        }
        case 'i':
          out_.interactive = true;
          break;
        case 'q':
          out_.quiet = true;
          break;
        case 'O':
          out_.optimize = out_.optimize < 2 ? out_.optimize + 1 : 2;
          break;
        case 'E':
          out_.ignore_environment = true;
          break;
        case 'P':
          out_.safe_path = true;
          break;
        case 'I':
          out_.ignore_environment = out_.safe_path = true;
          break;
        case 'u':
          out_.unbuffered = true;
          break;
        case 'h':
        case '?':
          return help();
        case 'V':
          return version();
        case 'b':
        case 'B':
        case 'd':
        case 's':
        case 'S':
        case 'v':
        case 'x':
          break;
        default: {
          char letter[2] = {*p, 0};
          return fail("Unknown option: -%s", letter);
        }
      }
    }
    return true;
  }

  bool program(char letter, const char* rest) {
    const char* text = argument(rest, letter);
    if (!text) return false;
    out_.source = letter == 'c' ? CommandLine::Source::kCommand : CommandLine::Source::kModule;
    out_.text = text;
    ended_ = true;
    return true;
  }

  bool extension(const char* x) {
    if (!x) return false;
    if (std::strncmp(x, "heapsize", 8) != 0) return true;  // as CPython: unknown ones are ignored
    out_.heap_bytes = x[8] == '=' ? parse_size(x + 9) : 0;
    return out_.heap_bytes
               ? true
               : fail("-X heapsize=N: N is a number of bytes, with k, M or G behind it; got %s", x);
  }

  int argc_, at_ = 1;
  char** argv_;
  CommandLine& out_;
  int& status_;
  bool ended_ = false;
};

}  // namespace

bool parse_command_line(int argc, char** argv, CommandLine& out, int& status) {
  return Parser(argc, argv, out, status).run();
}

}  // namespace ts::host
