print("b starts")
import circle_a
name = "b"
print("b sees", hasattr(circle_a, "name"))
try: from circle_a import name as n
except ImportError as e: print(str(e).split(" (")[0])
