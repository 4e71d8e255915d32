# ./ts repl: the interactive prompt of a board; on the PC, the program itself.

import argparse
import os

import build

SUMMARY = "the interactive prompt: ./ts repl [host]"


def main(argv):
    parser = argparse.ArgumentParser(
        prog="./ts repl", description="Builds what is needed and starts the >>> prompt."
    )
    parser.add_argument("board", nargs="?", choices=build.BOARDS, default="host")
    parser.add_argument("--flavour", choices=list(build.FLAVOURS), default="release")
    options = parser.parse_args(argv)
    if not build.build(options.board, options.flavour):
        return 1
    program = build.program(options.flavour)
    os.execve(program, [program], build.environment(options.flavour))
