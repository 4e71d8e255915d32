# What the commands share: where things are, plain messages, colours on terminals, and installing
# what is missing through apt and npm. Nothing here builds or tests.

import os
import shutil
import subprocess
import sys

ROOT = os.path.dirname(os.path.dirname(os.path.dirname(os.path.abspath(__file__))))
BUILD = os.path.join(ROOT, "build")


class Failure(Exception):
    """An error the user should read, without a traceback."""


def say(text):
    print(f"ts: {text}", file=sys.stderr, flush=True)


def colour(text, code, stream=None):
    stream = stream or sys.stdout
    if stream.isatty() and "NO_COLOR" not in os.environ:
        return f"\033[{code}m{text}\033[0m"
    return text


def cores():
    return int(os.environ.get("TS_JOBS", 0)) or len(os.sched_getaffinity(0))


# A tool, how to see that it is there, and the Debian package that brings it.
PACKAGES = {
    "g++": ("g++", "g++"),
    "cmake": ("cmake", "cmake"),
    "ninja": ("ninja", "ninja-build"),
    "unicode": ("/usr/share/unicode/UnicodeData.txt", "unicode-data"),
    "clang-format": ("clang-format", "clang-format"),
    "node": ("node", "nodejs"),
    "npm": ("npm", "npm"),
    "pexpect": ("/usr/lib/python3/dist-packages/pexpect/__init__.py", "python3-pexpect"),
    "stdlib": ("/usr/lib/python3.11/heapq.py", "libpython3.11-stdlib"),
}


def need(*tools):
    """Installs through apt those of the tools that are missing; silent when none is."""
    missing = []
    for tool in tools:
        probe, package = PACKAGES[tool]
        if not (os.path.exists(probe) if probe.startswith("/") else shutil.which(probe)):
            missing.append(package)
    if not missing:
        return
    if not shutil.which("apt-get"):
        raise Failure(f"please install {', '.join(missing)} (no apt-get here)")
    say(f"installing {', '.join(missing)} through apt")
    root = [] if os.geteuid() == 0 else ["sudo"]
    environment = ["env", "DEBIAN_FRONTEND=noninteractive"]
    install = ["apt-get", "install", "-y", "-qq", "--no-install-recommends", *missing]
    quiet_run(root + ["apt-get", "update", "-qq"])
    quiet_run(root + environment + install)


def quiet_run(command, **options):
    """Runs a command, showing its output only when it fails."""
    result = subprocess.run(
        command, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True, **options
    )
    if result.returncode != 0:
        sys.stderr.write(result.stdout)
        raise Failure(f"this failed: {' '.join(command)}")
    return result.stdout


PYODIDE = "314.0.7"  # CPython 3.14.2


def need_pyodide():
    """Installs the pinned CPython 3.14 oracle below build/; returns its folder."""
    need("node", "npm")
    folder = os.path.join(BUILD, "npm", f"pyodide-{PYODIDE}")
    package = os.path.join(folder, "node_modules", "pyodide")
    if not os.path.exists(os.path.join(package, "pyodide.asm.wasm")):
        say(f"installing pyodide {PYODIDE} (the CPython 3.14 oracle) through npm")
        os.makedirs(folder, exist_ok=True)
        with open(os.path.join(folder, "package.json"), "w") as file:
            file.write('{"private": true}\n')
        quiet_run(
            ["npm", "install", "--no-audit", "--no-fund", "--silent", f"pyodide@{PYODIDE}"],
            cwd=folder,
        )
    return package


def sources(folder, *endings):
    """All files below a folder of the checkout with one of the endings, sorted, relative to it."""
    found = []
    for path, folders, names in os.walk(os.path.join(ROOT, folder)):
        folders[:] = sorted(name for name in folders if name != "__pycache__")
        found += [
            os.path.relpath(os.path.join(path, name), ROOT)
            for name in sorted(names)
            if name.endswith(endings)
        ]
    return found
