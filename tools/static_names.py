#!/usr/bin/env python3
# Collects the texts that the C++ sources use as static strings (names that live in flash) and
# writes them as an include file, one `N("text")` a line, sorted. src/object/static_names.cpp makes
# objects and a perfect hash of them. The file is rewritten only when its content changes.
#
# Looked for in *.cpp, *.h: TS_NAME(identifier) and TS_STR("text"); in *names.def, where a row is a
# macro call: X(name), or the quoted text of ROW(kName, "text"); in special_methods.def: SPECIAL(name, ...).

import os
import re
import sys

TABLES = ("names.def", "special_methods.def")
NAME = re.compile(r"\bTS_NAME\(\s*([A-Za-z_]\w*)\s*\)")
TEXT = re.compile(r'\bTS_STR\(\s*((?:"(?:[^"\\\n]|\\.)*"\s*)+)\)')
PIECE = re.compile(r'"((?:[^"\\\n]|\\.)*)"')
ROW = re.compile(
    r'^\s*(?:(?:X|SPECIAL)\(\s*([A-Za-z_]\w*)\s*[,)]|[A-Z_]\w*\([^"\n]*"((?:[^"\\\n]|\\.)*)"\s*\))', re.MULTILINE
)
COMMENT = re.compile(r'//[^\n]*|/\*.*?\*/|("(?:[^"\\\n]|\\.)*"|\'(?:[^\'\\\n]|\\.)*\')', re.DOTALL)
DEFINE = re.compile(r"^[ \t]*#[ \t]*define[ \t]+TS_(?:NAME|STR)\b.*(?:\\\n.*)*", re.MULTILINE)


def without_comments(source):
    return COMMENT.sub(lambda match: match.group(1) or " ", source)


def texts_of(path):
    with open(path, encoding="utf-8") as file:
        source = without_comments(DEFINE.sub("", file.read()))
    if path.endswith(TABLES):
        return {name or text for name, text in ROW.findall(source)}
    found = set(NAME.findall(source))
    for match in TEXT.finditer(source):
        found.add("".join(PIECE.findall(match.group(1))))
    return found


def main(source_folder, target):
    texts = set()
    for folder, _, names in os.walk(source_folder):
        for name in names:
            if name.endswith((".cpp", ".h", *TABLES)):
                texts |= texts_of(os.path.join(folder, name))
    lines = ["// Written by tools/static_names.py; do not edit.\n"]
    lines += [f'N("{text}")\n' for text in sorted(texts)]
    content = "".join(lines)
    if os.path.exists(target):
        with open(target, encoding="utf-8") as file:
            if file.read() == content:
                return
    os.makedirs(os.path.dirname(target), exist_ok=True)
    with open(target, "w", encoding="utf-8") as file:
        file.write(content)


if __name__ == "__main__":
    if len(sys.argv) != 3:
        sys.exit("usage: static_names.py SOURCE_FOLDER TARGET.inc")
    main(sys.argv[1], sys.argv[2])
