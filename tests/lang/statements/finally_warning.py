# row: pep765
# A SyntaxWarning for return, break and continue that leave a finally block.
import warnings
for source in ("def f():\n  try: pass\n  finally: return 1", "while 1:\n  try: pass\n  finally: break", "for x in y:\n  try: pass\n  finally: continue", "def f():\n  try: pass\n  finally:\n    for x in y: break", "def f():\n  try: pass\n  finally:\n    def g(): return 1", "def f():\n  for x in y:\n    try: pass\n    finally:\n      if x: return", "def f():\n  try: pass\n  finally: pass\n  return"):
    with warnings.catch_warnings(record=True) as caught:
        warnings.simplefilter("always")
        compile(source, "s", "exec")
    print([(w.category.__name__, str(w.message), w.lineno) for w in caught])
