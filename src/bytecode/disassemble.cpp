// See disassemble.h.

#include "bytecode/disassemble.h"

#include "bytecode/tables.h"

namespace ts::bytecode {
namespace {

class Printer {
 public:
  explicit Printer(const DisassemblyWriter& writer) : writer_(writer) {}

  void text(std::string_view text) { writer_.write(writer_.context, text); }
  void number(int64_t value, size_t width = 0) {
    char buf[24];
    size_t begin = sizeof buf;
    uint64_t rest = static_cast<uint64_t>(value < 0 ? -value : value);
    do {
      buf[--begin] = static_cast<char>('0' + rest % 10);
      rest /= 10;
    } while (rest != 0);
    if (value < 0) buf[--begin] = '-';
    while (sizeof buf - begin < width) buf[--begin] = ' ';
    text({buf + begin, sizeof buf - begin});
  }
  void constant(int32_t value) {
    text("k");
    number(value);
    if (writer_.write_constant == nullptr) return;
    text("(");
    writer_.write_constant(writer_.context, static_cast<uint32_t>(value));
    text(")");
  }

 private:
  const DisassemblyWriter& writer_;
};

constexpr std::string_view kSpecials[] = {"None",   "True",    "False",         "Ellipsis",
                                          "absent", "unbound", "NotImplemented"};

void print_operand(Printer& out, Op op, char kind, int32_t value, uint32_t end) {
  switch (kind) {
    case 'd':
    case 'r':
    case 'w':
      out.text(kind == 'w' ? "w" : "r");
      return out.number(value);
    case 'k':
      return out.constant(value);
    case 'c':
      out.text("#");
      return out.number(value);
    case 'f':
      out.text("f");
      return out.number(value);
    case 'j':
      out.text("->");
      return out.number(static_cast<int64_t>(end) + value);
    default:
      break;
  }
  const bool special = op == Op::LOADS || op == Op::RETURNS;
  if (special && static_cast<size_t>(value) < std::size(kSpecials)) {
    return out.text(kSpecials[value]);
  }
  out.number(value);
}

}  // namespace

void disassemble(const DisassemblyInput& input, const DisassemblyWriter& writer) {
  Printer out(writer);
  LineDecoder lines(input.line_table, input.first_line);
  bool in_lines = lines.next();
  int32_t line = -1;
  for (uint32_t pc = 0; pc < input.code.size();) {
    while (in_lines && lines.end() <= pc) in_lines = lines.next();
    if (in_lines && lines.position().line != line) {
      line = lines.position().line;
      out.number(line, 5);
    } else {
      out.text("     ");
    }
    int32_t operands[5];
    size_t length;
    const Op op = decode(input.code.data() + pc, operands, length);
    const std::string_view name = op_info(op).name;
    out.number(pc, 6);
    out.text("  ");
    out.text(name);
    for (size_t pad = name.size(); pad < 14; pad++) out.text(" ");
    const char* kinds = op_info(op).operands;
    for (size_t i = 0; kinds[i] != 0; i++) {
      out.text(i == 0 ? " " : ", ");
      print_operand(out, op, kinds[i], operands[i], pc + static_cast<uint32_t>(length));
    }
    if (in_lines && lines.position().column >= 0) {
      out.text("   ;");
      out.number(lines.position().column);
      out.text("-");
      out.number(lines.position().end_column);
    }
    out.text("\n");
    pc += static_cast<uint32_t>(length);
  }
  std::span<const uint8_t> table = input.exception_table;
  HandlerRange range;
  while (next_handler(table, range)) {
    out.text("      ");
    out.number(range.start);
    out.text("..");
    out.number(range.end);
    out.text(" -> ");
    out.number(range.handler);
    out.text("\n");
  }
}

}  // namespace ts::bytecode
