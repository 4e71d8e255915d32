# ./ts check: what the compiler and the tests do not see. Layers, formatting, headers that compile
# alone, warnings as errors, forbidden tokens, and the comment each file begins with.

import argparse
import concurrent.futures
import os
import re
import subprocess

import build
import common
import format as formatting
import layers

SUMMARY = "check layers, formatting, headers alone, warnings as errors"

# Hidden heaps, C++ exceptions and RTTI: nowhere but in the programs and drivers of a PC.
FORBIDDEN = re.compile(
    r"\bnew\b(?!\s*[(>])|\bdelete\b(?!\s*;)|(?<![.>:])\b(?:malloc|calloc|realloc|free)\s*\([^)]|\bthrow\b|\bdynamic_cast\b|"
    r"\bstd::(?:string|vector|map|unordered_map|function|unique_ptr|shared_ptr)\b|<iostream>|\btypeid\b"
)
ALLOWED_IN = ("src/ports/host/", "src/apps/")
LITERAL_OR_COMMENT = re.compile(
    r'//[^\n]*|/\*.*?\*/|R"(\w*)\(.*?\)\1"|"(?:[^"\\\n]|\\.)*"|(?<![0-9A-Fa-f])\'(?:[^\'\\\n]|\\.)+\'',
    re.DOTALL,
)


def main(argv):
    parser = argparse.ArgumentParser(prog="./ts check", description=SUMMARY)
    parser.add_argument("names", nargs="*", metavar="CHECK", choices=[*CHECKS, []],
                        help=f"only these: {', '.join(CHECKS)}")  # fmt: skip
    options = parser.parse_args(argv)
    common.need("g++", "cmake", "ninja", "unicode", "clang-format")
    failed = 0
    for name, check in CHECKS.items():
        if options.names and name not in options.names:
            continue
        problems = check()
        verdict = common.colour("FAILED", "31") if problems else "ok"
        print(f"{name:12} {verdict}", flush=True)
        for problem in problems:
            print("  " + problem.rstrip().replace("\n", "\n  "))
        failed += bool(problems)
    if not options.names or "layers" in options.names:
        for header, names in layers.upward_functions().items():
            print(f"{header} declares {len(names)} functions for upper layers: {', '.join(names)}")
    return 1 if failed else 0


def check_comments():
    """Every file of ours says at its top what it is for."""
    found = []
    for path in common.sources("src", ".h", ".cpp", ".def") + common.sources("tests/unit", ".cpp"):
        if not layers.read(path).startswith(("//", "/*")):
            found.append(f"{path}: does not begin with a comment")
    for path in common.sources("tools", ".py", ".mjs"):
        if not layers.read(path).startswith(("#", "//", '"""')):
            found.append(f"{path}: does not begin with a comment")
    return found


def check_tokens():
    found = []
    for path in common.sources("src", ".h", ".cpp"):
        if path.startswith(ALLOWED_IN):
            continue
        # Newlines stay, so that line numbers do.
        source = LITERAL_OR_COMMENT.sub(lambda m: "\n" * m[0].count("\n") or " ", layers.read(path))
        for number, line in enumerate(source.split("\n"), 1):
            match = FORBIDDEN.search(line)
            if match and not re.search(r"=\s*delete\b|\bdelete\s*\(", line):
                found.append(f"{path}:{number}: {match[0].strip()} is not for this layer")
    return found


def check_format():
    files = formatting.cpp_files()
    result = subprocess.run(
        ["clang-format", "--dry-run", "--Werror", *files],
        cwd=common.ROOT, capture_output=True, text=True,
    ) if files else None  # fmt: skip
    if not result or result.returncode == 0:
        return []
    bad = sorted({line.split(":")[0] for line in result.stderr.splitlines() if ": error:" in line})
    return [f"{path}: run ./ts format" for path in bad] or [result.stderr]


def check_headers():
    """Every header compiles alone."""
    build.build(flavour="check", targets=["generated"])
    headers = common.sources("src", ".h")
    with concurrent.futures.ThreadPoolExecutor(common.cores()) as pool:
        return [problem for problem in pool.map(compile_alone, headers) if problem]


def compile_alone(path):
    command = [
        "g++", "-std=gnu++20", "-fsyntax-only", "-fno-exceptions", "-fno-rtti", "-Wall", "-Wextra",
        "-Werror", "-Isrc", "-I" + build.folder(flavour="check"),
        "-I" + os.path.join(build.folder(flavour="check"), "generated"), "-x", "c++", "-",
    ]  # fmt: skip
    source = f'#include "{path.removeprefix("src/")}"\n'
    result = subprocess.run(command, input=source, cwd=common.ROOT, capture_output=True, text=True)
    return "" if result.returncode == 0 else "\n".join(result.stderr.splitlines()[:8])


def check_warnings():
    """Everything, unit tests included, builds with warnings as errors."""
    common.need("g++", "cmake", "ninja", "unicode")
    good = build.build(flavour="check", targets=["all", "unit_tests"], keep_going=True)
    return [] if good else ["the build with -Werror failed (its output is above)"]


def check_documents():
    """The generated part of docs/bytecode.md follows the opcode list."""
    command = ["python3", "-B", "tools/bytecode_doc.py", "--check"]
    result = subprocess.run(command, cwd=common.ROOT, capture_output=True, text=True)
    return [result.stdout + result.stderr] if result.returncode else []


CHECKS = {
    "layers": layers.violations,
    "documents": check_documents,
    "comments": check_comments,
    "tokens": check_tokens,
    "format": check_format,
    "headers": check_headers,
    "warnings": check_warnings,
}
