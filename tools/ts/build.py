# ./ts build: configures and builds one flavour of one board, out of tree, with CMake and Ninja.
# The flavours' compiler options are here and nowhere else; what is built is in CMakeLists.txt.

import argparse
import fcntl
import os
import subprocess
import sys

import common

SUMMARY = "build a board's program (host: build/host/threadsnake)"

SANITIZE = "-fsanitize=address,undefined -fno-sanitize-recover=undefined -fno-omit-frame-pointer"

# flavour: (compiler options, linker options). Hostile builds collect and move at every allocation.
FLAVOURS = {
    "release": ("-O2 -DNDEBUG", ""),
    "debug": ("-Og -g", ""),
    "asan": (f"-O1 -g {SANITIZE}", SANITIZE),
    "hostile": (f"-O1 -g -DTS_HOSTILE_GC=1 {SANITIZE}", SANITIZE),
    "hostile-release": ("-O2 -DNDEBUG -DTS_HOSTILE_GC=1", ""),
    "check": ("-O1 -Werror", ""),
}

BOARDS = ["host"]


def folder(board="host", flavour="release"):
    suffix = "" if flavour == "release" else "-" + flavour
    return os.path.join(common.BUILD, board + suffix)


def program(flavour="release"):
    return os.path.join(folder("host", flavour), "threadsnake")


def environment(flavour):
    """What a program of this flavour wants in its environment."""
    variables = dict(os.environ)
    if flavour in ("asan", "hostile"):
        # A fake stack would hide roots from the collector; leaks at exit are the heap's own.
        variables["ASAN_OPTIONS"] = "detect_stack_use_after_return=0:detect_leaks=0"
        variables["UBSAN_OPTIONS"] = "print_stacktrace=1"
    return variables


def configure(out, flavour):
    compile_options, link_options = FLAVOURS[flavour]
    arguments = [
        "cmake", "-S", common.ROOT, "-B", out, "-G", "Ninja", "-Wno-dev",
        "-DCMAKE_BUILD_TYPE=None",
        f"-DTS_COMPILE_OPTIONS={compile_options}",
        f"-DTS_LINK_OPTIONS={link_options}",
    ]  # fmt: skip
    stamp = os.path.join(out, "configured-with")
    wanted = "\n".join(arguments)
    if os.path.exists(os.path.join(out, "build.ninja")) and os.path.exists(stamp):
        with open(stamp) as file:
            if file.read() == wanted:
                return
    os.makedirs(out, exist_ok=True)
    common.quiet_run(arguments)
    with open(stamp, "w") as file:
        file.write(wanted)


def build(board="host", flavour="release", targets=("threadsnake",), jobs=None, keep_going=False):
    """Builds targets; silent when nothing is to do. Returns whether it worked."""
    common.need("g++", "cmake", "ninja", "unicode")
    if not run_ninja(board, flavour, targets, jobs, keep_going):
        return False
    if "threadsnake" in targets and not os.path.exists(program(flavour)):
        common.say("there is no program: src/apps/host has no source file")
        return False
    return True


def run_ninja(board, flavour, targets, jobs, keep_going):
    out = folder(board, flavour)
    os.makedirs(out, exist_ok=True)
    # Two Ninjas in one folder damage its log of dependencies: one waits for the other.
    with open(os.path.join(out, "lock"), "w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        return run_ninja_alone(board, flavour, out, targets, jobs, keep_going)


def run_ninja_alone(board, flavour, out, targets, jobs, keep_going):
    configure(out, flavour)
    command = ["ninja", "-C", out, "-j", str(jobs or common.cores())]
    if keep_going:
        command += ["-k", "0"]
    if sys.stderr.isatty():
        # Ninja's own one-line progress, but not a word when there is nothing to build.
        dry = subprocess.run([*command, "-n", *targets], capture_output=True, text=True)
        if dry.returncode == 0 and "no work to do" in dry.stdout:
            return True
        common.say(f"building {board} ({flavour})")
        return subprocess.run([*command, *targets]).returncode == 0
    result = subprocess.run(
        [*command, "--quiet", *targets], stdout=subprocess.PIPE, stderr=subprocess.STDOUT
    )
    if result.returncode != 0:
        sys.stderr.buffer.write(result.stdout)
        sys.stderr.flush()
    return result.returncode == 0


def main(argv):
    parser = argparse.ArgumentParser(
        prog="./ts build",
        description="Builds a board's program. Without a board: the hostile host build, which "
        "developers work with (it collects and moves at every allocation, under ASan and UBSan).",
    )
    parser.add_argument("board", nargs="?", choices=BOARDS)
    parser.add_argument(
        "--flavour",
        choices=[name for name in FLAVOURS if name != "check"],
        help="release goes to build/host, the others to build/host-FLAVOUR",
    )
    parser.add_argument("-j", type=int, metavar="N", help="compile N files at a time")
    options = parser.parse_args(argv)
    flavour = options.flavour or ("release" if options.board else "hostile")
    if not build(options.board or "host", flavour, jobs=options.j):
        return 1
    print(os.path.relpath(program(flavour)))
    return 0
