# What CPython prints for a test: CPython 3.14 (Pyodide in Node, kept running, one process a core)
# or, for tests marked `# oracle: 3.11`, this PC's python3. Answers are kept under build/oracle by
# the content of everything that goes into them.

import glob
import hashlib
import json
import os
import queue
import select
import subprocess
import sys
import threading

import common

STORE = os.path.join(common.BUILD, "oracle")
HERE = os.path.dirname(os.path.abspath(__file__))
RUNS_BEFORE_RESTART = 200


class Answer:
    """Output (bytes), errors (bytes) and exit code of a program."""

    def __init__(self, stdout, stderr, exit):
        self.stdout, self.stderr, self.exit = stdout, stderr, exit


class Oracle:
    """CPython for many threads at once; `answer` blocks until its process has run the test."""

    def __init__(self):
        os.makedirs(STORE, exist_ok=True)
        self.idle = queue.LifoQueue()
        for _ in range(common.cores()):
            self.idle.put(None)
        self.lock = threading.Lock()
        self.package = None
        with open(os.path.join(HERE, "oracle_inside.py"), "rb") as file:
            self.salt = file.read() + common.PYODIDE.encode()

    def answer(self, test):
        path = os.path.join(STORE, self.key(test) + ".json")
        if os.path.exists(path):
            with open(path) as file:
                return Answer(*(decode(part) for part in json.load(file)))
        result = self.quick(test) if test.oracle == "3.11" else self.ask(test)
        partial = f"{path}.{threading.get_ident()}"
        with open(partial, "w") as file:
            json.dump([result.stdout.decode("latin-1"), result.stderr.decode("latin-1"),
                       result.exit], file)  # fmt: skip
        os.replace(partial, path)
        return result

    def key(self, test):
        """A digest of the test, its relative path, and the helpers (names in `_`) beside it."""
        digest = hashlib.sha256(self.salt)
        if test.oracle == "3.11":
            digest.update(sys.version.encode())
        digest.update(test.path.encode())
        folder = os.path.dirname(os.path.join(common.ROOT, test.path))
        helpers = glob.glob(os.path.join(folder, "_*", "**", "*"), recursive=True)
        for path in [os.path.join(common.ROOT, test.path), *sorted(helpers)]:
            if os.path.isfile(path) and "__pycache__" not in path:
                digest.update(path[len(common.ROOT):].encode())
                with open(path, "rb") as file:
                    digest.update(file.read())
        return digest.hexdigest()

    def quick(self, test):
        result = subprocess.run(
            [sys.executable, "-B", test.path, *test.arguments],
            input=test.stdin.encode(), capture_output=True, cwd=common.ROOT, timeout=60,
            env={"PATH": os.environ["PATH"], "PYTHONUTF8": "1"},
        )  # fmt: skip
        return Answer(result.stdout, result.stderr, result.returncode)

    def ask(self, test):
        worker = self.idle.get()
        try:
            if worker is None or worker.runs >= RUNS_BEFORE_RESTART:
                if worker:
                    worker.stop()
                worker = None
                worker = Worker(self.installed())
            request = {"path": test.path, "arguments": test.arguments, "stdin": test.stdin}
            answer = worker.ask(request, timeout=90)
            if answer is None or "broken" in answer:
                worker.stop()
                worker = None
                why = answer["broken"].strip()[-300:] if answer else "no answer in time"
                raise common.Failure(f"the oracle failed on {test.path}: {why}")
            return Answer(*(decode(answer[part]) for part in ("stdout", "stderr", "exit")))
        finally:
            self.idle.put(worker)

    def installed(self):
        """The folder of Pyodide; a failure to install it is met once, not for every test."""
        with self.lock:
            if self.package is None:
                try:
                    self.package = common.need_pyodide()
                except common.Failure as failure:
                    self.package = failure
        if isinstance(self.package, common.Failure):
            raise self.package
        return self.package

    def close(self):
        while not self.idle.empty():
            worker = self.idle.get()
            if worker:
                worker.stop()


class Worker:
    """One Node process with Pyodide loaded."""

    def __init__(self, package):
        self.runs = 0
        self.process = subprocess.Popen(
            ["node", os.path.join(HERE, "oracle.mjs"), package, common.ROOT],
            stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.PIPE,
        )  # fmt: skip

    def ask(self, request, timeout):
        self.runs += 1
        self.process.stdin.write(json.dumps(request).encode() + b"\n")
        self.process.stdin.flush()
        if not select.select([self.process.stdout], [], [], timeout)[0]:
            return None
        line = self.process.stdout.readline()
        if not line:
            return {"broken": self.process.stderr.read().decode(errors="replace")}
        return json.loads(line)

    def stop(self):
        self.process.kill()
        self.process.communicate()


def decode(part):
    return part.encode("latin-1") if isinstance(part, str) else part
