# The interactive prompt through a pseudo-terminal: blocks, _, errors, completion, history, Ctrl-C.

import os
import sys
import tempfile

sys.path.append("/usr/lib/python3/dist-packages")
import pexpect

from _program import PROGRAM, check, done

home = tempfile.mkdtemp(prefix="threadsnake-repl-")


def start():
    environment = {**os.environ, "HOME": home, "TERM": "xterm", "NO_COLOR": "1"}
    child = pexpect.spawn(PROGRAM, ["-q"], env=environment, encoding="utf-8", timeout=5, echo=False)
    child.expect_exact(">>> ")
    return child


def ask(child, line, expected, prompt=">>> "):
    """Sends a line; `expected` must be shown before the next prompt."""
    child.sendline(line)
    try:
        child.expect_exact(expected)
        child.expect_exact(prompt)
    except (pexpect.TIMEOUT, pexpect.EOF):
        check(line, (child.before or "")[-300:], expected)


child = start()
ask(child, "1 + 1", "2")
ask(child, "_ * 21", "42")
ask(child, "x = 'text'", "")
ask(child, "x", "'text'")
ask(child, "None", "")
ask(child, "1 / 0", "ZeroDivisionError: division by zero")
ask(child, "undefined", "NameError: name 'undefined' is not defined")
ask(child, "x = = 1", "SyntaxError: invalid syntax")
ask(child, "def f(n):", "", prompt="... ")
ask(child, "    return n * 2", "", prompt="... ")
ask(child, "", "")
ask(child, "f(21)", "42")
ask(child, "if 1: print('one line')", "", prompt="... ")
ask(child, "", "one line")
ask(child, "(1 +", "", prompt="... ")
ask(child, "2)", "3")
ask(child, "'''a", "", prompt="... ")
ask(child, "b'''", "'a\\nb'")
child.send("impo\t")
child.expect_exact("import")
child.sendline(" sys")
child.expect_exact(">>> ")
child.send("sys.argv\x15")
ask(child, "while True: pass", "", prompt="... ")
child.sendline("")
child.expect([r"\r\n", pexpect.TIMEOUT], timeout=0.5)
child.sendintr()
try:
    child.expect_exact("KeyboardInterrupt")
    child.expect_exact(">>> ")
except pexpect.TIMEOUT:
    check("Ctrl-C", child.before, "KeyboardInterrupt")
ask(child, "print('still here')", "still here")
child.sendintr()
child.expect_exact("KeyboardInterrupt")
child.expect_exact(">>> ")
child.sendeof()
child.expect(pexpect.EOF)
child.close()
check("exit code", child.exitstatus, 0)

child = start()
child.send("\x1b[A")
try:
    child.expect_exact("print('still here')")
except pexpect.TIMEOUT:
    check("history", child.before, "the last line of the session before")
child.sendline("")
child.expect_exact(">>> ")
child.sendline("exit(3)")
child.expect(pexpect.EOF)
child.close()
check("exit(3)", child.exitstatus, 3)
done()
