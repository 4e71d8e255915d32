// A sink that keeps everything as text, and code objects as copies: for tools and tests on a PC.

#pragma once

#include <cmath>
#include <cstdio>
#include <cstdlib>
#include <map>
#include <memory>
#include <string>
#include <vector>

#include "lang/code_spec.h"
#include "lang/sink.h"

namespace ts::test {

/// A code object, copied.
struct Code {
  std::string name, qualname;
  lang::CodeSpec spec;
  std::vector<uint8_t> code, exception_table, line_table;
  std::vector<lang::ConstId> constants, local_names, free_names, attribute_seeds;
  std::vector<uint16_t> cell_locals;
};

class TextSink : public lang::Sink {
 public:
  TextSink() {
    names_.push_back("");
    constants_.push_back({'?', "", nullptr});
#define TS_KNOWN_NAME(id, text) name(text);
#include "lang/known_names.def"
#undef TS_KNOWN_NAME
  }

  lang::NameId name(std::string_view text) override {
    auto [it, added] = name_ids_.try_emplace(std::string(text), names_.size());
    if (added) names_.push_back(std::string(text));
    return lang::NameId{it->second};
  }
  std::string_view name_text(lang::NameId name) override {
    return names_[static_cast<uint32_t>(name)];
  }
  lang::ConstId name_constant(lang::NameId name) override {
    return add('s', std::string(name_text(name)));
  }
  lang::ConstId integer(std::string_view digits, int base) override {
    if (digits.size() > 15) return add('i', std::to_string(base) + "#" + std::string(digits));
    return add('i', std::to_string(std::strtoll(std::string(digits).c_str(), nullptr, base)));
  }
  lang::ConstId real(std::string_view text) override { return add('f', std::string(text)); }
  lang::ConstId imaginary(std::string_view text) override { return add('j', std::string(text)); }
  lang::ConstId string(std::string_view text) override { return add('s', std::string(text)); }
  lang::ConstId bytes(std::string_view data) override { return add('b', std::string(data)); }
  lang::ConstId negate(lang::ConstId number) override {
    const Constant& c = constants_[static_cast<uint32_t>(number)];
    if (c.kind == 'i' && c.text == "0") return number;
    return add(c.kind, c.text[0] == '-' ? c.text.substr(1) : "-" + c.text);
  }
  lang::ConstId code(const lang::CodeSpec& spec) override {
    auto copy = std::make_shared<Code>();
    copy->spec = spec;
    copy->name = constants_[static_cast<uint32_t>(spec.name)].text;
    copy->qualname = constants_[static_cast<uint32_t>(spec.qualname)].text;
    copy->code.assign(spec.code.begin(), spec.code.end());
    copy->exception_table.assign(spec.exception_table.begin(), spec.exception_table.end());
    copy->line_table.assign(spec.line_table.begin(), spec.line_table.end());
    copy->constants.assign(spec.constants.begin(), spec.constants.end());
    copy->local_names.assign(spec.local_names.begin(), spec.local_names.end());
    copy->free_names.assign(spec.free_names.begin(), spec.free_names.end());
    copy->attribute_seeds.assign(spec.attribute_seeds.begin(), spec.attribute_seeds.end());
    copy->cell_locals.assign(spec.cell_locals.begin(), spec.cell_locals.end());
    constants_.push_back({'c', copy->qualname, copy});
    codes.push_back(copy);
    return lang::ConstId{static_cast<uint32_t>(constants_.size() - 1)};
  }
  lang::ConstId tuple(std::span<const lang::ConstId> items) override {
    std::string text = "(";
    for (const lang::ConstId item : items) text += std::string(repr(item)) + ", ";
    if (items.size() > 1) text.resize(text.size() - 2);
    if (items.size() == 1) text.resize(text.size() - 1);
    return add('t', text + ")");
  }
  lang::ConstId frozenset(std::span<const lang::ConstId> items) override {
    std::string text = "frozenset({";
    for (const lang::ConstId item : items) text += std::string(repr(item)) + ", ";
    return add('F', text + "})");
  }
  lang::ConstId singleton(uint8_t kind) override {
    const char* names[] = {"None", "True", "False", "Ellipsis"};
    return add('o', names[kind]);
  }
  bool small_integer(lang::ConstId constant, int32_t* value) override {
    const Constant& c = constants_[static_cast<uint32_t>(constant)];
    if (c.kind != 'i' || c.text.size() > 9) return false;
    *value = std::atoi(c.text.c_str());
    return true;
  }
  std::string_view text(lang::ConstId constant) override {
    return constants_[static_cast<uint32_t>(constant)].text;
  }
  std::string_view repr(lang::ConstId constant) override {
    const Constant& c = constants_[static_cast<uint32_t>(constant)];
    if (c.kind != 's' && c.kind != 'b' && c.kind != 'c' && c.kind != 'j') return c.text;
    repr_ = c.kind == 'b' ? "b'" : c.kind == 'c' ? "<code " : c.kind == 'j' ? "" : "'";
    for (const char byte : c.text) {
      if (byte == '\n') {
        repr_ += "\\n";
      } else if (byte == '\\' || (byte == '\'' && c.kind != 'c')) {
        repr_ += '\\';
        repr_ += byte;
      } else {
        repr_ += byte;
      }
    }
    repr_ += c.kind == 'c' ? ">" : c.kind == 'j' ? "j" : "'";
    return repr_;
  }
  bool failed() const override { return false; }

  std::vector<std::shared_ptr<Code>> codes;

 private:
  struct Constant {
    char kind;
    std::string text;
    std::shared_ptr<Code> code;
  };

  lang::ConstId add(char kind, const std::string& text) {
    auto [it, added] = constant_ids_.try_emplace(kind + text, constants_.size());
    if (added) constants_.push_back({kind, text, nullptr});
    return lang::ConstId{it->second};
  }

  std::vector<std::string> names_;
  std::vector<Constant> constants_;
  std::map<std::string, uint32_t> name_ids_;
  std::map<std::string, uint32_t> constant_ids_;
  std::string repr_;
};

}  // namespace ts::test
