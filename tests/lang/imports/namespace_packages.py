# Packages without __init__, split over several directories of sys.path.
import sys
here = __file__.rsplit("/", 1)[0]
sys.path[:0] = [here + "/_helpers/ns1", here + "/_helpers/ns2"]
import space.one, space.two
print(space.one.part, space.two.part, len(list(space.__path__)), getattr(space, "__file__", None))
from space import one
print(one is space.one, space.__name__, space.one.__package__)
try: import space.three
except ModuleNotFoundError as e: print(e)
