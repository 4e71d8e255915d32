#!/usr/bin/env python3
# Writes the instruction tables of docs/bytecode.md, between its two marker lines, from
# src/bytecode/opcodes.def, which stays the one place that says what an instruction is.
#
# bytecode_doc.py [--check]    with --check: writes nothing, exit code 1 when the document is stale

import os
import re
import sys

ROOT = os.path.dirname(os.path.dirname(os.path.abspath(__file__)))
LIST = os.path.join(ROOT, "src/bytecode/opcodes.def")
DOCUMENT = os.path.join(ROOT, "docs/bytecode.md")
BEGIN = "<!-- instructions: written by tools/bytecode_doc.py -->\n"
END = "<!-- end of instructions -->\n"

SECTION = re.compile(r"// --- (.+)")
OPCODE = re.compile(r'OP\((\w+), "(\w*)", "(\w*)", "(.*)"\)')


def escape(text):
    """Text in a cell of a table: nothing in it is markup."""
    return re.sub(r"([|*_\[\]<>])", r"\\\1", text)


def tables():
    out, count, header_due = [], 0, False
    with open(LIST, encoding="utf-8") as file:
        for line in file:
            if section := SECTION.match(line):
                title = section[1].split(". ")[0].rstrip(".")
                out.append(f"\n### {title[0].upper()}{title[1:]}\n\n")
                header_due = True
            elif opcode := OPCODE.match(line):
                if header_due:
                    out.append("| | operands | effects | meaning |\n|---|---|---|---|\n")
                    header_due = False
                name, operands, effects, meaning = opcode.groups()
                code = f"`{operands}`" if operands else ""
                out.append(f"| `{name}` | {code} | {effects} | {escape(meaning)} |\n")
                count += 1
    return f"{count} instructions.\n{''.join(out)}\n"


def main(arguments):
    with open(DOCUMENT, encoding="utf-8") as file:
        text = file.read()
    before, _, rest = text.partition(BEGIN)
    _, found, after = rest.partition(END)
    if not found:
        sys.exit("docs/bytecode.md: the marker lines are missing")
    wanted = before + BEGIN + tables() + END + after
    if wanted == text:
        return 0
    if "--check" in arguments:
        print("docs/bytecode.md: run tools/bytecode_doc.py")
        return 1
    with open(DOCUMENT, "w", encoding="utf-8") as file:
        file.write(wanted)
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
