// Where the compiler puts names and constants: the owner keeps them (heap objects on the device,
// plain tables in the cross compiler) and hands back small numbers. The compiler never holds a
// pointer to one, so a collection during compilation is harmless.

#pragma once

#include <cstdint>
#include <span>
#include <string_view>

namespace ts::lang {

enum class NameId : uint32_t {};
enum class ConstId : uint32_t {};

/// "No name": an absent optional identifier. Also returned by a sink that is out of memory.
inline constexpr NameId kNoName{0};
inline constexpr ConstId kNoConst{0};

/// Names every sink numbers the same way, from 1, in the order of known_names.def.
namespace known {
enum : uint32_t {
  kBefore_ = 0,
#define TS_KNOWN_NAME(id, text) id,
#include "lang/known_names.def"
#undef TS_KNOWN_NAME
  kCount
};
}  // namespace known

constexpr NameId known_name(uint32_t id) { return NameId{id}; }

struct CodeSpec;

/// Equal names get equal ids. Equal constants of the same type may get equal ids (0.0 and -0.0
/// are not equal, nor are 1 and 1.0 and True). A sink that is out of memory says so by `failed()`
/// and returns id 0; the compiler then stops with MemoryError at its next check.
class Sink {
 public:
  /// An identifier, UTF-8, NFKC-normalised.
  virtual NameId name(std::string_view text) = 0;
  /// Valid until the next call of the sink.
  virtual std::string_view name_text(NameId name) = 0;
  /// The name as a str constant.
  virtual ConstId name_constant(NameId name) = 0;

  /// Digits without prefix and underscores; base 2, 8, 10 or 16.
  virtual ConstId integer(std::string_view digits, int base) = 0;
  /// A decimal floating-point literal without underscores.
  virtual ConstId real(std::string_view text) = 0;
  /// The same with the `j` taken off.
  virtual ConstId imaginary(std::string_view text) = 0;
  /// UTF-8, extended to lone surrogates.
  virtual ConstId string(std::string_view text) = 0;
  virtual ConstId bytes(std::string_view data) = 0;

  /// -constant, for a number.
  virtual ConstId negate(ConstId number) = 0;

  // --- for the code generator

  /// A code object. The spans in `spec` are valid only during the call.
  virtual ConstId code(const CodeSpec& spec) {
    static_cast<void>(spec);
    return kNoConst;
  }
  virtual ConstId tuple(std::span<const ConstId> items) {
    static_cast<void>(items);
    return kNoConst;
  }
  virtual ConstId frozenset(std::span<const ConstId> items) {
    static_cast<void>(items);
    return kNoConst;
  }
  /// None, True, False or Ellipsis (kinds of ast.h's ConstantKind, as a number) as a constant: for
  /// tuples, since code itself loads them without one.
  virtual ConstId singleton(uint8_t kind) {
    static_cast<void>(kind);
    return kNoConst;
  }
  /// The value of an int constant that fits; false for any other.
  virtual bool small_integer(ConstId constant, int32_t* value) {
    static_cast<void>(constant), static_cast<void>(value);
    return false;
  }
  /// Whether two constants are equal as keys of a dict (1 and 1.0 are).
  virtual bool equal(ConstId a, ConstId b) { return a == b; }
  /// The text of a str constant or the content of a bytes constant. Valid until the next call.
  virtual std::string_view text(ConstId constant) {
    static_cast<void>(constant);
    return {};
  }
  /// repr() of a constant, for annotations that are kept as text. Valid until the next call.
  virtual std::string_view repr(ConstId constant) {
    static_cast<void>(constant);
    return {};
  }

  virtual bool failed() const = 0;

 protected:
  ~Sink() = default;
};

}  // namespace ts::lang
