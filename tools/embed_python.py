#!/usr/bin/env python3
# Turns the Python files of src/modules/python into C++ constants: weakref.py becomes
# `extern const char kWeakrefSource[]`. Comments and blank lines at the ends of lines are dropped,
# line numbers stay. The target is rewritten only when its content changes.
#
# embed_python.py SOURCE_FOLDER TARGET

import io
import os
import sys
import tokenize


def constant_name(file_name):
    words = os.path.splitext(file_name)[0].strip("_").split("_")
    return "k" + "".join(word.capitalize() for word in words) + "Source"


def without_comments(text):
    """The program without its comments; every line keeps its number."""
    lines = text.splitlines()
    for token in tokenize.generate_tokens(io.StringIO(text).readline):
        if token.type == tokenize.COMMENT:
            row, column = token.start
            lines[row - 1] = lines[row - 1][:column]
    return "\n".join(line.rstrip() for line in lines) + "\n"


def as_literal(text):
    out = []
    for line in text.splitlines(keepends=True):
        line = line.replace("\\", "\\\\").replace('"', '\\"').replace("\n", "\\n")
        out.append(f'    "{line}"')
    return "\n".join(out)


def main(folder, target):
    parts = ["// Written by tools/embed_python.py.\n"]
    for name in sorted(os.listdir(folder)):
        if not name.endswith(".py"):
            continue
        with open(os.path.join(folder, name), encoding="utf-8") as file:
            text = file.read()
        compile(text, name, "exec")
        parts.append(f"extern const char {constant_name(name)}[] =\n"
                     f"{as_literal(without_comments(text))};\n")
    result = "\n".join(parts)
    try:
        with open(target, encoding="utf-8") as file:
            if file.read() == result:
                return
    except FileNotFoundError:
        pass
    with open(target, "w", encoding="utf-8") as file:
        file.write(result)


if __name__ == "__main__":
    main(*sys.argv[1:])
