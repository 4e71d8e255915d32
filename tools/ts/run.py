# ./ts run: runs a Python program under Threadsnake on this PC, building it first if need be.

import argparse
import os

import build

SUMMARY = "run a Python program: ./ts run FILE [ARGS]"


def main(argv):
    parser = argparse.ArgumentParser(prog="./ts run", description="Runs FILE under Threadsnake.")
    parser.add_argument("--flavour", choices=list(build.FLAVOURS), default="release")
    parser.add_argument(
        "arguments",
        nargs=argparse.REMAINDER,
        metavar="FILE [ARGS]",
        help="as the interpreter takes them; -c and -m work too",
    )
    options = parser.parse_args(argv)
    if not options.arguments:
        parser.error("which file?")
    if not build.build(flavour=options.flavour):
        return 1
    program = build.program(options.flavour)
    os.execve(program, [program, *options.arguments], build.environment(options.flavour))
