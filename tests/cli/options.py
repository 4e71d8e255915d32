# The command line takes what CPython's takes: -c, -m, FILE, -, -i, -q, -X, --version, --help.

import re

from _program import check, done, folder, run

show = "import sys; print(sys.argv, __name__)"
check("-c", run("-c", show, "a", "-b"), ("['-c', 'a', '-b'] __main__\n", "", 0))
check("stdin", run(stdin=show + "\n"), ("[''] __main__\n", "", 0))
check("dash", run("-", "x", stdin=show + "\n"), ("['-', 'x'] __main__\n", "", 0))
place = folder(main_py=show, pkg__mod_py="print(__name__, __package__)", x_py="")
check("file", run("main.py", "1", "--flag", cwd=place), ("['main.py', '1', '--flag'] __main__\n", "", 0))
check("-m", run("-m", "pkg.mod", cwd=place), ("__main__ pkg\n", "", 0))
out, _, code = run("-m", "main", "z", cwd=place)
check("-m argv", (out.endswith("main.py', 'z'] __main__\n"), code), (True, 0))
check("missing module", run("-m", "nothing_here", cwd=place)[2], 1)
out, err, code = run("nothing.py", cwd=place)
check("missing file", (out, "can't open file" in err and "No such file" in err, code), ("", True, 2))
check("exit code", run("-c", "raise SystemExit(7)")[2], 7)
check("exit text", run("-c", "raise SystemExit('bye')"), ("", "bye\n", 1))
out, err, code = run("-c", "1/0")
check("traceback", (out, err.splitlines()[0], err.splitlines()[-1], code),
      ("", "Traceback (most recent call last):", "ZeroDivisionError: division by zero", 1))  # fmt: skip
out, err, code = run("-c", "x = = 1")
check("syntax error", (out, "SyntaxError: invalid syntax" in err, code), ("", True, 1))
out, _, code = run("--version")
check("version", (bool(re.match(r"Python 3\.14|Threadsnake ", out)), code), (True, 0))
check("-V", run("-V")[2], 0)
out, _, code = run("--help")
check("help", (out.lower().startswith("usage"), "heapsize" in out, code), (True, True, 0))
check("unknown option", run("--no-such-option")[2], 2)
check("-c without text", run("-c")[2], 2)
check("heapsize", run("-X", "heapsize=64k", "-c", "import gc; print(gc.mem_free() < 65536)"), ("True\n", "", 0))
check("heapsize M", run("-X", "heapsize=2M", "-c", "print(len(bytearray(1000000)))"), ("1000000\n", "", 0))
check("small heap", run("-X", "heapsize=64k", "-c", "bytearray(10**6)")[2], 1)
out, err, code = run("-i", "-c", "x = 41", stdin="x + 1\n")
check("-i", ("42" in out, code), (True, 0))
out, err, code = run("-q", "-i", "-c", "1/0", stdin="print('alive')\n")
check("-i after an error", ("alive" in out, "ZeroDivisionError" in err), (True, True))
check("PYTHONPATH", run("-c", "import extra; print(extra.x)", env={"PYTHONPATH": folder(extra_py="x = 5")}), ("5\n", "", 0))
done()
