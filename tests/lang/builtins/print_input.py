# stdin: first line\nsecond\n\nlast without newline
print(1, "a", None, sep=", ", end="!\n"); print(); print("x", end=""); print("", "y", sep="-"); print(sep="z"); print("flush", flush=True); print("none", sep=None, end=None)
print(repr(input()), repr(input("prompt> ")), repr(input()), repr(input()))
try: input()
except EOFError as e: print(type(e).__name__, e)
import sys, io
buffer = io.StringIO(); print("to buffer", 1, file=buffer); print(repr(buffer.getvalue()))
old = sys.stdout; sys.stdout = buffer; print("redirected"); sys.stdout = old; print(repr(buffer.getvalue()))
class W:
    def write(self, s): old.write(f"<{s}>")
print("a", "b", file=W()); print()
sys.stdout.write("written\n"); print(sys.stdout.write("abc\n"), file=sys.stdout)
try: print("x", file=5)
except AttributeError as e: print(e)
sys.stdin = io.StringIO("from stringio\n"); print(input())
