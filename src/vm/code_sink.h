// The compiler's constants and names as heap objects. Numbers are positions in a list that this object roots by
// standing on the native stack.

#pragma once

#include "lang/code_spec.h"
#include "vm/frame.h"

namespace ts::vm {

class CodeSink final : public lang::Sink {
 public:
  CodeSink(Thread& t, Value filename);

  lang::NameId name(std::string_view text) override;
  std::string_view name_text(lang::NameId name) override;
  lang::ConstId name_constant(lang::NameId name) override { return static_cast<lang::ConstId>(name); }
  lang::ConstId integer(std::string_view digits, int base) override;
  lang::ConstId real(std::string_view text) override;
  lang::ConstId imaginary(std::string_view text) override;
  lang::ConstId string(std::string_view text) override;
  lang::ConstId bytes(std::string_view data) override;
  lang::ConstId negate(lang::ConstId number) override;
  lang::ConstId code(const lang::CodeSpec& spec) override;
  lang::ConstId tuple(std::span<const lang::ConstId> items) override;
  lang::ConstId frozenset(std::span<const lang::ConstId> items) override;
  lang::ConstId singleton(uint8_t kind) override;
  bool small_integer(lang::ConstId constant, int32_t* value) override;
  bool equal(lang::ConstId a, lang::ConstId b) override;
  std::string_view text(lang::ConstId constant) override;
  std::string_view repr(lang::ConstId constant) override;
  bool failed() const override { return failed_; }

  Value value(lang::ConstId id) const { return list_->items()[static_cast<uint32_t>(id) - 1]; }

 private:
  /// Id of `v`, a new one unless an equal str or int has one. The all-zero value marks the sink as failed.
  lang::ConstId add(Value v);
  lang::ConstId add_unique(Value v);
  Value tuple_of(std::span<const lang::ConstId> ids);

  Thread& t_;
  Value filename_;
  List* list_ = nullptr;   ///< all constants and names; id - 1 is the position
  Dict* ids_ = nullptr;    ///< str or int -> id
  Value held_;             ///< keeps the last text alive
  bool failed_ = false;
};

}  // namespace ts::vm
