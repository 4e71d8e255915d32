# ./ts test: builds what is tested, runs the tests in parallel, compares with the oracles, reports.
# How a test is found and what its header means: testcases.py; what CPython prints: oracle.py.

import argparse
import collections
import concurrent.futures
import difflib
import fnmatch
import os
import re
import shutil
import subprocess
import sys
import threading
import time

import build
import common
import oracle
import testcases

SUMMARY = "run the tests: ./ts test [--quick] [PATTERN...]"

TIMEOUT = {"release": 10, "debug": 30}  # seconds; all other flavours collect much or check much
TIMEOUT_HOSTILE = 60
DIFF_LINES = 14
DETAILS = 25  # failures that are shown in full

# One run of one test; `check` returns None or what went wrong.
Job = collections.namedtuple("Job", "test flavour check")


def main(argv):
    options = parse(argv)
    everything = testcases.tests()
    if options.rows:
        return list_rows(everything)
    if options.oracle_only:
        return show_oracle(options.oracle_only)
    chosen = [test for test in everything if matches(test, options.patterns)]
    if not chosen and options.patterns:
        raise common.Failure(f"no test matches {' '.join(options.patterns)}")
    started = time.monotonic()
    answers = oracle.Oracle()
    try:
        jobs = plan(chosen, options, answers)
        if not options.patterns:
            jobs.append(Job(None, "rows", lambda: rows_without_test(everything)))
        report = Report(len(jobs), options)
        run_all(jobs, options.j or common.cores(), report)
    finally:
        answers.close()
    return report.close(time.monotonic() - started)


def parse(argv):
    parser = argparse.ArgumentParser(
        prog="./ts test",
        description="Runs the tests: unit tests, language tests against CPython, documented "
        "differences, and tests of the command line; then again on hostile builds, which collect "
        "and move at every allocation.",
    )
    parser.add_argument("patterns", nargs="*", metavar="PATTERN",
                        help="only tests whose path contains it (or matches it, with *)")  # fmt: skip
    parser.add_argument("--quick", action="store_true", help="the release build only")
    parser.add_argument("--flavour", choices=list(build.FLAVOURS), action="append",
                        help="run on this flavour only (may be repeated)")  # fmt: skip
    parser.add_argument("--hostile", default="6", metavar="all|none|N",
                        help="share under the sanitizers: all, none, or one in N, another share "
                        "each day (default 6)")  # fmt: skip
    parser.add_argument("-j", type=int, metavar="N", help="run N tests at a time")
    parser.add_argument("-v", "--verbose", action="store_true", help="show every failure in full")
    parser.add_argument("--rows", action="store_true",
                        help="list the rows of tests/lang/ROWS.txt and their tests")  # fmt: skip
    parser.add_argument("--oracle-only", metavar="FILE", help="show what CPython prints for FILE")
    return parser.parse_args(argv)


def matches(test, patterns):
    if not patterns:
        return True
    return any(
        fnmatch.fnmatch(test.name, p) if "*" in p else p.removeprefix("./") in test.path
        for p in patterns
    )


def plan(chosen, options, answers):
    """Builds what is needed and lists what to run on which flavour."""
    jobs = []
    by_kind = collections.defaultdict(list)
    for test in chosen:
        by_kind[test.kind].append(test)
    programs = by_kind["lang"] + by_kind["diff"]
    shares = flavours(options)
    for flavour, share in shares:
        units = by_kind["unit"] if flavour != "hostile-release" else []
        tests = programs if share == 1 else todays_share(programs, share)
        if flavour == shares[0][0]:
            tests = by_kind["cli"] + tests
        # In the order in which they run: the long ones first.
        built = build_for(flavour, bool(tests), units)
        for test in units:
            jobs.append(Job(test, flavour, lambda t=test, f=flavour: check_unit(t, f)))
        for test in tests:
            check = check_cli if test.kind == "cli" else check_program
            jobs.append(Job(test, flavour,
                            lambda t=test, f=flavour, c=check, b=built: c(t, f, answers, b)))  # fmt: skip
    if by_kind["cli"]:
        common.need("pexpect", "stdlib")
    return jobs


def flavours(options):
    """Which flavours run, and one test in how many of them."""
    if options.flavour:
        return [(flavour, 1) for flavour in options.flavour]
    if options.quick:
        return [("release", 1)]
    chosen = [("release", 1)]
    if options.hostile != "none":
        share = 1 if options.hostile == "all" or options.patterns else int(options.hostile)
        chosen += [("hostile-release", share)]
        if options.hostile == "all":
            chosen += [("hostile", 1)]
    return chosen


def todays_share(tests, share):
    today = int(time.time() // 86400)
    return [test for number, test in enumerate(tests) if number % share == today % share]


def build_for(flavour, program, units):
    """Builds the program and the unit tests; returns whether the program could be built."""
    if sys.stderr.isatty():
        common.say(f"building host ({flavour})")
    built = not program or build.build(flavour=flavour)
    if units:
        targets = [f"unit_{os.path.basename(test.name)}" for test in units]
        build.build(flavour=flavour, targets=targets, keep_going=True)
    return built


# ---- one test -----------------------------------------------------------------------------------


def limit(test, flavour):
    return test.timeout * (1 if flavour == "release" else 6) or TIMEOUT.get(flavour, TIMEOUT_HOSTILE)


def execute(command, test, flavour, **variables):
    """Runs a program of ours; returns its result, or a text that says why there is none."""
    environment = build.environment(flavour)
    environment.update(variables)
    if test.hostile:
        environment["TS_HOSTILE_EVERY"] = test.hostile
    seconds = limit(test, flavour)
    try:
        return subprocess.run(
            command, input=test.stdin.encode(), capture_output=True, cwd=common.ROOT,
            env=environment, timeout=seconds, start_new_session=True,
        )  # fmt: skip
    except subprocess.TimeoutExpired:
        return f"still running after {seconds:g} s"
    except OSError as error:
        return f"cannot run {os.path.relpath(command[0], common.ROOT)}: {error.strerror}"


def check_unit(test, flavour):
    name = os.path.basename(test.name)
    out = build.folder(flavour=flavour)
    # An up-to-date program is the proof that it was built: nothing stale is ever run.
    fresh = subprocess.run(["ninja", "-C", out, "-n", f"unit_{name}"],
                           capture_output=True, text=True)  # fmt: skip
    # (A dry run cannot know whether CMake's look at the folders will find something new.)
    if "no work to do" not in fresh.stdout and "Re-running CMake" not in fresh.stdout:
        return "does not build (see above)"
    result = execute([os.path.join(out, "unit", name)], test, flavour)
    if isinstance(result, str):
        return result
    text = (result.stdout + result.stderr).decode(errors="replace")
    verdict = re.search(r"(\d+) passed, (\d+) failed", text)
    if result.returncode == 0 and verdict and verdict[2] == "0":
        return None
    return f"exit code {result.returncode}\n" + tail(text)


def check_cli(test, flavour, answers, built):
    if not built:
        return "the program does not build"
    interpreter = "bash" if test.path.endswith(".sh") else "/usr/bin/python3"
    result = execute([interpreter, test.path], test, flavour, THREADSNAKE=build.program(flavour))
    if isinstance(result, str):
        return result
    if result.returncode == 0:
        return None
    text = (result.stdout + result.stderr).decode(errors="replace")
    return f"exit code {result.returncode}\n" + tail(text)


def check_program(test, flavour, answers, built):
    if test.kind == "diff":
        expected = documented(test)
        if isinstance(expected, str):
            return expected
    else:
        expected = answers.answer(test)
        if expected.exit != test.exit:
            last = tail(expected.stderr.decode(errors="replace"), 3)
            return f"the test is wrong: CPython ends with exit code {expected.exit}\n{last}"
    if not built:
        return "the program does not build"
    heap = ["-X", f"heapsize={test.heapsize}"] if test.heapsize else []
    command = [build.program(flavour), *heap, test.path, *test.arguments]
    result = execute(command, test, flavour)
    if isinstance(result, str):
        return result
    # A script's file name is absolute in tracebacks; the oracle was given the path as it stands here.
    result.stderr = result.stderr.replace(common.ROOT.encode() + b"/", b"")
    problems = []
    if result.stdout != expected.stdout:
        problems.append(difference("stdout", expected.stdout, result.stdout))
    if test.compare_stderr and result.stderr != expected.stderr:
        problems.append(difference("stderr", expected.stderr, result.stderr))
    if result.returncode != test.exit:
        problems.append(f"exit code {result.returncode}, not {test.exit}")
        if not test.compare_stderr:
            problems.append(tail(result.stderr.decode(errors="replace"), 8))
    return "\n".join(problems) or None


def documented(test):
    """The expected output of a documented difference from CPython, or what is missing."""
    path = os.path.join(common.ROOT, os.path.splitext(test.path)[0] + ".expected")
    if not test.reason:
        return "a documented difference needs a line `# reason: ...` at its top"
    if not os.path.exists(path):
        return f"{os.path.relpath(path, common.ROOT)} is missing"
    with open(path, "rb") as file:
        return oracle.Answer(file.read(), b"", test.exit)


def difference(what, expected, actual):
    def lines(data):
        return data.decode("utf-8", "backslashreplace").splitlines()

    found = list(difflib.unified_diff(lines(expected), lines(actual), f"{what}, CPython",
                                      f"{what}, Threadsnake", n=1, lineterm=""))  # fmt: skip
    if not found:
        found = [f"{what}: only the ends of lines differ"]
    if len(found) > DIFF_LINES:
        found[DIFF_LINES:] = [f"... {len(found) - DIFF_LINES} more lines"]
    return "\n".join(line[:160] for line in found)


def tail(text, count=12):
    return "\n".join(line[:200] for line in text.rstrip().splitlines()[-count:])


# ---- all tests ----------------------------------------------------------------------------------


def run_all(jobs, count, report):
    with concurrent.futures.ThreadPoolExecutor(count) as pool:
        try:
            for future in [pool.submit(run_one, job, report) for job in jobs]:
                future.result()
        except BaseException:
            pool.shutdown(cancel_futures=True)
            raise


def run_one(job, report):
    started = time.monotonic()
    try:
        problem = job.check()
    except common.Failure as failure:
        problem = str(failure)
    report.add(job, problem, time.monotonic() - started)


def known_failures():
    """Tests that are known not to pass yet, with what is missing: tests/known_failures.txt."""
    known = {}
    with open(os.path.join(common.ROOT, "tests", "known_failures.txt"), encoding="utf-8") as file:
        for line in file:
            if line.strip() and not line.startswith("#"):
                name, _, reason = line.strip().partition(" ")
                known[name] = reason.strip()
    return known


class Report:
    """Progress while tests run, and the summary when all are done."""

    def __init__(self, total, options):
        self.total, self.options = total, options
        self.done = 0
        self.failures = []
        self.known = []
        self.known_list = known_failures()
        self.times = []
        self.lock = threading.Lock()
        self.bar = sys.stdout.isatty()

    def add(self, job, problem, seconds):
        label = f"{job.test.name} ({job.flavour})" if job.test else job.flavour
        with self.lock:
            self.done += 1
            self.times.append((seconds, label))
            name = job.test.name if job.test else ""
            if problem and name in self.known_list:
                self.known.append((label, self.known_list[name]))
            elif problem:
                self.failures.append((label, problem))
            elif name in self.known_list and job.flavour == "release":
                self.known.append((label, "passes now: take it out of tests/known_failures.txt"))
            if self.bar:
                self.draw(label)
            elif self.done % 100 == 0:
                print(f"{self.done} of {self.total}, {len(self.failures)} failed", flush=True)

    def draw(self, label):
        width = shutil.get_terminal_size().columns
        size = 24
        full = size * self.done // self.total
        failed = f", {len(self.failures)} failed" if self.failures else ""
        text = f"[{'=' * full}{' ' * (size - full)}] {self.done}/{self.total}{failed}  {label}"
        print("\r\033[K" + text[: width - 1], end="", flush=True)

    def close(self, seconds):
        if self.bar:
            print("\r\033[K", end="")
        for label, reason in sorted(self.known):
            print(f"known: {label}: {reason}")
        self.failures.sort()
        shown = len(self.failures) if self.options.verbose else DETAILS
        for label, problem in self.failures[:shown]:
            print(colour_failure(label))
            print("  " + problem.replace("\n", "\n  "))
        for label, problem in self.failures[shown:]:
            print(f"{colour_failure(label)}: {problem.splitlines()[0]}")
        slow = [entry for entry in sorted(self.times, reverse=True)[:5] if entry[0] > 2]
        if slow:
            print("slowest: " + ", ".join(f"{label} {took:.1f} s" for took, label in slow))
        print(f"in {seconds:.0f} s")
        skipped = f", {len(self.known)} skipped" if self.known else ""
        passed = self.total - len(self.failures) - len(self.known)
        print(f"{passed} passed, {len(self.failures)} failed{skipped}")
        return 1 if self.failures else 0


def colour_failure(label):
    return common.colour(f"FAILED {label}", "31")


# ---- rows and oracle ----------------------------------------------------------------------------


def tests_by_row(everything):
    found = collections.defaultdict(list)
    for test in everything:
        for row in test.rows:
            found[row].append(test)
    return found


def rows_without_test(everything):
    known, tested = testcases.rows(), tests_by_row(everything)
    problems = [f"no test names the row {row}" for row in known if row not in tested]
    for row in tested:
        if row not in known:
            problems.append(f"{tested[row][0].path} names a row that is not in ROWS.txt: {row}")
    return "\n".join(problems) or None


def list_rows(everything):
    known, tested = testcases.rows(), tests_by_row(everything)
    for row, description in known.items():
        names = ", ".join(test.name.removeprefix("lang/") for test in tested[row])
        print(f"{row:28} {names or common.colour('NO TEST', '31')}")
    missing = sum(1 for row in known if not tested[row])
    print(f"{len(known)} rows, {missing} without a test")
    return 1 if missing else 0


def show_oracle(path):
    relative = os.path.relpath(os.path.abspath(path), common.ROOT)
    if relative.startswith(".."):
        raise common.Failure("the oracle sees files in the checkout only")
    answers = oracle.Oracle()
    try:
        answer = answers.answer(testcases.Test(relative, "lang"))
    finally:
        answers.close()
    sys.stdout.buffer.write(answer.stdout)
    sys.stdout.flush()
    sys.stderr.buffer.write(answer.stderr)
    return answer.exit
