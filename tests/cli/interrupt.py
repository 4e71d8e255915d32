# Ctrl-C (SIGINT) ends code of every kind within 50 ms, with KeyboardInterrupt and exit code 130.

import os
import signal
import subprocess
import time

from _program import PROGRAM, check, done

# Ten times the aim, so that a busy machine does not fail the test; the figure is printed.
LIMIT = 0.5
PROGRAMS = {
    "loop": "while True: pass",
    "sum": "sum(range(10**12))",
    "list": "import itertools; list(itertools.count())",
    "power": "10**10**7",
    "max": "import itertools; max(itertools.repeat(1))",
    "in": "import itertools; 2 in itertools.repeat(1)",
    "recursion": "def f(n): return f(n - 1) + f(n - 1) if n else 0\nf(60)",
    "generator": "def g():\n while 1: yield 1\nfor x in g(): pass",
    "sleep": "import time; time.sleep(60)",
    "input": "input()",
    "bytes": "import itertools; bytes(itertools.repeat(1))",
    "sort": "class A:\n def __lt__(s, o): return True\nwhile 1: sorted([A() for _ in range(1000)])",
}
for name, source in PROGRAMS.items():
    process = subprocess.Popen(
        [PROGRAM, "-c", "print('ready', flush=True)\n" + source], start_new_session=True,
        stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True,
    )  # fmt: skip
    process.stdout.readline()
    time.sleep(0.2)
    started = time.monotonic()
    os.kill(process.pid, signal.SIGINT)
    try:
        _, errors = process.communicate(timeout=5)
        took = time.monotonic() - started
        last = (errors.strip().splitlines() or [""])[-1]
        check(name, (last, process.returncode in (130, -signal.SIGINT), took < LIMIT),
              ("KeyboardInterrupt", True, True))  # fmt: skip
        print(f"{name}: {took * 1000:.0f} ms")
    except subprocess.TimeoutExpired:
        process.kill()
        process.communicate()
        check(name, "still running after 5 s", "KeyboardInterrupt")
done()
