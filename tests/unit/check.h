// The whole of the unit-test framework: CHECK counts, a failure prints where and goes on, and
// finish() is what main() returns.
#pragma once

#include <cstdio>

namespace ts::test {

inline int passed = 0;
inline int failed = 0;

inline bool check(bool condition, const char* text, const char* file, int line) {
  if (condition) {
    ++passed;
  } else {
    ++failed;
    std::printf("%s:%d: failed: %s\n", file, line, text);
  }
  return condition;
}

/// Prints the result; 0 when nothing failed.
inline int finish() {
  std::printf("%d passed, %d failed\n", passed, failed);
  return failed == 0 ? 0 : 1;
}

}  // namespace ts::test

#define CHECK(condition) ts::test::check((condition), #condition, __FILE__, __LINE__)
