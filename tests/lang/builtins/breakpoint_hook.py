# row: pep553
import sys
def hook(*a, **k): print("hook", a, k); return "result"
sys.breakpointhook = hook
print(breakpoint(), breakpoint(1, k=2))
