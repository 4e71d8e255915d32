// The command line of the program `threadsnake`: what CPython's takes, as far as it means something
// here.

#pragma once

#include <cstddef>
#include <cstdint>
#include <string>
#include <vector>

namespace ts::host {

struct CommandLine {
  enum class Source : uint8_t { kNone, kCommand, kModule, kFile, kStandardInput };
  Source source = Source::kNone;
  std::string text;                    ///< of -c, the module of -m, or the path
  std::vector<std::string> arguments;  ///< what follows: sys.argv[1:]
  std::vector<std::string> warnings;   ///< -W: sys.warnoptions
  size_t heap_bytes = 0;               ///< -X heapsize; 0: grows as needed
  uint8_t optimize = 0;                ///< -O, -OO
  bool interactive = false;            ///< -i
  bool quiet = false;                  ///< -q
  bool ignore_environment = false;     ///< -E, -I
  bool safe_path = false;              ///< -P, -I: no script's folder in sys.path
  bool unbuffered = false;             ///< -u
};

/// Reads the command line. False: the program ends at once with `status` (--help, --version, an
/// error; text is written).
bool parse_command_line(int argc, char** argv, CommandLine& out, int& status);

}  // namespace ts::host
