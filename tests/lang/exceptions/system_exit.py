# exit: 3
# stderr: compare
import sys
try: sys.exit("text")
except SystemExit as e: print(e.code)
try: raise SystemExit
except SystemExit as e: print(e.code)
try:
    try: sys.exit(3)
    finally: print("finally runs")
except Exception: print("not an Exception")
