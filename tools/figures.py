#!/usr/bin/env python3
# Prints the figures of the README: size, start-up, pauses and the time of four loops, beside
# Debian's CPython. The release build must be there (./ts build host). Times are processor time of a
# whole run, the best of five; run it on a quiet machine.

import os
import subprocess
import sys
import tempfile
import time

ROOT = os.path.dirname(os.path.dirname(os.path.abspath(__file__)))
OURS = [os.path.join(ROOT, "build/host/threadsnake")]
THEIRS = ["/usr/bin/python3", "-S", "-E"]

# The loops of LAB.md, in Python.
LOOPS = {
    "calls": "def fib(n): return n if n < 2 else fib(n - 1) + fib(n - 2)\nfib(28)",
    "int loop": "def run(n):\n  s = 0\n  for i in range(n): s += i % 7 * 3\n  return s\nrun(8000000)",
    "methods": "class C:\n  def __init__(self): self.n = 0\n  def add(self, k): self.n += k\n"
    "def run(n):\n  c = C()\n  for i in range(n): c.add(i)\nrun(4000000)",
    "floats": "def run(n):\n  x = .5\n  for i in range(n): x = 3.7 * x * (1.0 - x)\nrun(5000000)",
}

# The pause of a collection with N live instances, the best of five.
PAUSE = """import gc, time
class Node:
  def __init__(self, next): self.next = next; self.value = 1
for n in (10_000, 100_000, 1_000_000):
  node = None
  for _ in range(n): node = Node(node)
  times = []
  for _ in range(5):
    start = time.perf_counter(); gc.collect(); times.append(time.perf_counter() - start)
  print(f"collection with {n:,} live instances: {min(times) * 1e3:.2f} ms")
"""


def run(command):
    """Processor and wall-clock seconds of one run."""
    started = time.perf_counter()
    child = subprocess.Popen(command, stdin=subprocess.DEVNULL)
    _, status, usage = os.wait4(child.pid, 0)
    wall = time.perf_counter() - started
    if status:
        sys.exit(f"{command[0]} failed")
    return usage.ru_utime + usage.ru_stime, wall


def best(command, rounds=5):
    return [min(column) for column in zip(*(run(command) for _ in range(rounds)))]


def main():
    print(f"program, stripped: {stripped_size(OURS[0]):,} bytes")
    for name, command in (("Threadsnake", OURS), ("CPython -S -E", THEIRS)):
        wall = best([*command, "-c", "pass"], 20)[1]
        print(f"{name}: start-up {wall * 1e3:.1f} ms")
    product = 1.0
    for name, text in LOOPS.items():
        ours, theirs = best([*OURS, "-c", text])[0], best([*THEIRS, "-c", text])[0]
        product *= ours / theirs
        print(f"{name:9} {ours:.3f} s, CPython {theirs:.3f} s: {ours / theirs:.2f}")
    print(f"geometric mean {product ** (1 / len(LOOPS)):.2f}", flush=True)
    run([*OURS, "-c", PAUSE])


def stripped_size(program):
    with tempfile.NamedTemporaryFile() as file:
        subprocess.run(["strip", "-o", file.name, program], check=True)
        return os.path.getsize(file.name)


if __name__ == "__main__":
    main()
