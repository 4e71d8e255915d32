# Compares the parser with CPython: check_parser.py DUMP_AST, the program built from dump_ast.cpp.
# syntax_oracle.json holds sources and what CPython 3.14.2 (Pyodide) says of them: errors with words
# and places, trees in the form of dump_ast.py, and what `codeop` says of unfinished input.
import json, os, subprocess, sys

HERE = os.path.dirname(os.path.abspath(__file__))
# Known differences: CPython finds these later than its parser, or names another place.
KNOWN = {
    'f(a=1, a=2)\n', 'match x:\n    case f"a": pass\n', 'type X[] = int\n', 'def f[T(): pass\n',
    'f"\\x1"\n', 'f"\\N{foo}"\n', 'for lambda: x in y: pass\n', 'for x and y in z: pass\n',
    'for not x in y: pass\n', 'print "a" if b\n', 'print not a\n', 'a b c (', 'return', 'x = yield',
}


def run(program, sources, *options):
    path = "/tmp/check_parser.%d" % os.getpid()
    with open(path, "w", encoding="utf-8", newline="") as file:
        file.write("".join(source + "\1" for source in sources))
    out = subprocess.run([program, *options, "--snippets", path], capture_output=True, check=True)
    os.unlink(path)
    return [part.split("\n", 1)[1] for part in out.stdout.decode().split("--- '")[1:]]


def is_error(line):
    return line.startswith(("SyntaxError", "IndentationError", "TabError", "MemoryError", "Error"))


def errors(output):
    lines = [line for line in output.split("\n") if is_error(line) or line.startswith("warning")]
    return "\n".join(lines if lines and is_error(lines[-1]) else lines + ["OK"])


def tree(output):
    lines = [line for line in output.split("\n") if not line.startswith("warning")]
    error = [line for line in lines if is_error(line)]
    return error[0] + "\n" if error else "\n".join(lines)


def interactive(output):
    line = output.strip().split("\n")[-1]
    if is_error(line):
        kind, _, message = line.split(" ", 2)
        return kind + " " + message
    return "incomplete" if line == "incomplete" else "OK"


def main():
    program = sys.argv[1]
    with open(os.path.join(HERE, "syntax_oracle.json"), encoding="utf-8") as file:
        oracle = json.load(file)
    failures = total = 0
    for name, reduce, options in (("errors", errors, []), ("trees", tree, []),
                                  ("interactive", interactive, ["--single"])):
        cases = oracle[name]
        for (source, expected), output in zip(cases, run(program, [c[0] for c in cases], *options)):
            total += 1
            found = reduce(output)
            if found != expected and source not in KNOWN:
                failures += 1
                print("%r\n  CPython:     %s\n  Threadsnake: %s" % (source, expected, found))
    print("%d sources, %d differences beyond the %d known" % (total, failures, len(KNOWN)))
    return failures != 0


if __name__ == "__main__":
    sys.exit(main())
