# oracle: 3.11
# row: pep519
import os
class P:
    def __init__(self, p): self.p = p
    def __fspath__(self): return self.p
print(os.fspath(P("a")), os.fspath("b"), os.fspath(b"c"), isinstance(P("x"), os.PathLike))
for bad in (1, None, P(1)):
    try: os.fspath(bad)
    except TypeError as e: print(e)
try: open(P("/nonexistent/file"))
except FileNotFoundError as e: print(e.errno, e.filename.p if hasattr(e.filename, "p") else e.filename)
