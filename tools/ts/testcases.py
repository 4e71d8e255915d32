# Finds the tests and reads the `# key: value` lines in their leading comment. docs/development.md
# explains the keys; what a test is compared with is in oracle.py, running them in test.py.

import os
import re
import shlex

import common

KEYS = {
    "oracle", "stderr", "exit", "args", "stdin", "heapsize", "needs", "row", "reason", "hostile",
    "timeout",
}  # fmt: skip
HEADER = re.compile(r"^#\s*([a-z]+):\s*(.*?)\s*$")
ROWS = os.path.join("tests", "lang", "ROWS.txt")


class Test:
    """One test file: its kind (unit, lang, diff, cli) and what its header says."""

    def __init__(self, path, kind):
        self.path, self.kind = path, kind
        self.name = os.path.splitext(path.removeprefix("tests/"))[0]
        self.rows = []
        header = {}
        with open(os.path.join(common.ROOT, path), encoding="utf-8", errors="replace") as file:
            for line in file:
                if not line.startswith("#"):
                    break
                match = HEADER.match(line)
                if match and match[1] == "row":
                    self.rows.append(match[2])
                elif match and match[1] in KEYS:
                    header[match[1]] = match[2]
        self.oracle = header.get("oracle", "3.14")
        self.compare_stderr = header.get("stderr") == "compare"
        self.exit = int(header.get("exit", 0))
        self.arguments = shlex.split(header.get("args", ""))
        self.stdin = header.get("stdin", "").encode().decode("unicode_escape")
        self.heapsize = header.get("heapsize")
        self.hostile = header.get("hostile")
        self.timeout = float(header.get("timeout", 0))
        self.reason = header.get("reason")


def tests():
    # Files whose name does not begin with test_ are tools for people.
    found = [Test(path, "unit") for path in common.sources("tests/unit", ".cpp")
             if os.path.basename(path).startswith("test_")]  # fmt: skip
    for kind, endings in (("lang", (".py",)), ("diff", (".py",)), ("cli", (".py", ".sh"))):
        for path in common.sources(f"tests/{kind}", *endings):
            # Helpers (modules and packages that tests import, say) begin with an underscore.
            if not any(part.startswith("_") for part in path.split("/")):
                found.append(Test(path, kind))
    return found


def rows():
    """The rows of the target list as {name: description}, but for those that are for later."""
    found = {}
    with open(os.path.join(common.ROOT, ROWS), encoding="utf-8") as file:
        for line in file:
            if line.strip() and not line.startswith(("#", "later:")):
                name, _, description = line.strip().partition("  ")
                found[name] = description.strip()
    return found
