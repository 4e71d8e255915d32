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
# Auto-indentation: the machine indents, Enter on an empty line ends the block.
child.send("def g():\r")
child.expect_exact("...     ")
child.send("return 1 / 0\r")
child.expect_exact("... ")
child.send("\r")
child.expect_exact(">>> ")
ask(child, "1", "1")
ask(child, "g()", 'File "<stdin>", line 2, in g\r\n    return 1 / 0')
# A bracketed paste: blank lines inside a block end nothing, the next line at the margin does.
child.send("\x1b[200~def h(x):\r    if x:\r        y = 20\r\r    return y + 3\rh(1)\r\x1b[201~")
try:
    child.expect_exact("\n23\r\n")
    child.expect_exact(">>> ")
except pexpect.TIMEOUT:
    check("paste", child.before, "23")
# Paste mode.
child.send("\x05")
child.expect_exact("paste mode; Ctrl-C to cancel, Ctrl-D to finish")
child.expect_exact("=== ")
child.send("for i in range(2):\r  print(i + 50)\rprint('over')\r\x04")
try:
    child.expect_exact("50\r\n51\r\nover\r\n")
    child.expect_exact(">>> ")
except pexpect.TIMEOUT:
    check("paste mode", child.before, "50, 51, over")
# Editing: Home, insertion between characters, wide characters, cut and put back.
child.send("value = 5\x01my_\x05\x7f6\r")
child.expect_exact(">>> ")
ask(child, "my_value", "6")
child.send("'\u65e5\u672c'\x1b[D\x1b[D-\r")
try:
    child.expect_exact("'\u65e5-\u672c'\r\n")
except pexpect.TIMEOUT:
    check("wide characters", child.before, "a dash between")
child.expect_exact(">>> ")
child.send("42 + \x151 + \x19 0\r")
try:
    child.expect_exact("43\r\n")
except pexpect.TIMEOUT:
    check("cut and put back", child.before, "43")
child.expect_exact(">>> ")
# Completion of attributes.
ask(child, "import os", "")
child.send("os.path.basena\t('/a/b')\r")
try:
    child.expect_exact("'b'\r\n")
except pexpect.TIMEOUT:
    check("attribute completion", child.before, "'b'")
child.expect_exact(">>> ")
ask(child, "help(len)", "Return the number of items in a container.")
ask(child, "print('still here')", "still here")
child.sendeof()
child.expect(pexpect.EOF)
child.close()

child = start()
child.send("\x12still")
try:
    child.expect_exact("print('still here')")
except pexpect.TIMEOUT:
    check("Ctrl-R", child.before, "the line searched for")
child.send("\x07\x1b[A")
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
