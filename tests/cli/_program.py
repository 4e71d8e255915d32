# What the command-line tests share: running the program, checking, counting.

import os
import subprocess
import sys
import tempfile

PROGRAM = os.environ.get("THREADSNAKE", "build/host/threadsnake")
failures = []


def run(*arguments, stdin="", env=None, cwd=None):
    """Runs the program; returns (stdout, stderr, exit code)."""
    result = subprocess.run(
        [os.path.abspath(PROGRAM), *arguments], input=stdin, capture_output=True, text=True,
        env={**os.environ, **(env or {})}, cwd=cwd, timeout=20,
    )  # fmt: skip
    return result.stdout, result.stderr, result.returncode


def check(name, actual, expected):
    if actual != expected:
        failures.append(name)
        print(f"{name}:\n  expected {expected!r}\n  got      {actual!r}")


def folder(**files):
    """A temporary folder with files; names are given with _ for ., __ for /."""
    path = tempfile.mkdtemp(prefix="threadsnake-cli-")
    for name, text in files.items():
        target = os.path.join(path, name.replace("__", "/").replace("_", "."))
        os.makedirs(os.path.dirname(target), exist_ok=True)
        with open(target, "w") as file:
            file.write(text)
    return path


def done():
    sys.exit(1 if failures else 0)
