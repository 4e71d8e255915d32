# ./ts format: applies .clang-format to the C++ sources.

import argparse
import subprocess

import common

SUMMARY = "apply .clang-format to the C++ sources"


def main(argv):
    parser = argparse.ArgumentParser(prog="./ts format", description=SUMMARY)
    parser.add_argument("files", nargs="*", help="default: all of src/ and tests/unit/")
    options = parser.parse_args(argv)
    common.need("clang-format")
    files = options.files or cpp_files()
    if not files:
        return 0
    folder = None if options.files else common.ROOT
    return subprocess.run(["clang-format", "-i", *files], cwd=folder).returncode


def cpp_files():
    return common.sources("src", ".h", ".cpp") + common.sources("tests/unit", ".h", ".cpp")
