# The front door of ./ts: finds the command's file in this folder and runs it.
# A command is a file with a one-line SUMMARY and main(argv) -> exit code.

import importlib
import sys

COMMANDS = ["repl", "run", "build", "test", "check", "format", "clean"]


def usage():
    print("usage: ./ts COMMAND [ARGS]      (./ts COMMAND --help says more)\n")
    for name in COMMANDS:
        print(f"  {name:8} {importlib.import_module(name).SUMMARY}")


def main():
    if len(sys.argv) < 2 or sys.argv[1] in ("-h", "--help", "help"):
        usage()
        return 0
    name = sys.argv[1]
    if name not in COMMANDS:
        print(f"ts: no command '{name}'; there are: {', '.join(COMMANDS)}", file=sys.stderr)
        return 2
    try:
        return importlib.import_module(name).main(sys.argv[2:])
    except importlib.import_module("common").Failure as failure:
        print(f"ts: {failure}", file=sys.stderr)
        return 1
    except KeyboardInterrupt:
        return 130


sys.exit(main())
