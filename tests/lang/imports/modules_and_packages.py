# row: pep562
# Modules, packages, relative and circular imports, __getattr__, __all__, errors.
import sys
here = __file__.rsplit("/", 1)[0]
sys.path.insert(0, here + "/_helpers")
import plain
import plain as again
from plain import value as v, function, dynamic
print(plain is again, v, function(), dynamic, plain.dynamic, dir(plain), plain.__doc__, plain.__name__, sys.modules["plain"] is plain)
try: plain.missing
except AttributeError as e: print(e)
try: from plain import missing
except ImportError as e: print(str(e).split(" (")[0])
from with_all import *
print(one, _two, "three" in globals())
from plain import *
print("value" in globals(), "_private" in globals())
import pkg.sub.leaf
print(pkg.version, pkg.sub.leaf.up, pkg.renamed is pkg.sub.leaf, pkg.__name__, pkg.mod.__name__, pkg.sub.__package__)
import pkg.sub as ps, pkg.other as po
from pkg import sub, other as o2
print(ps is sub, po is o2, ps.__name__)
import pkg.sub.too_far
import circle_a
for source in ("import broken", "import broken", "import bad_syntax", "import nothing", "import pkg.nothing", "import plain.sub", "from pkg import nothing", "from . import x", "from .a import b", "import_ = __import__('nothing2')", "from pkg.nothing import x", "import sys.nope"):
    try: exec(source, {"__name__": "__main__"}); print("fine")
    except Exception as e: print(source, "|", type(e).__name__, str(e).split(" (")[0])
print("broken" in sys.modules, __import__("pkg.mod").__name__, __import__("pkg.mod", fromlist=["x"]).__name__, __import__("mod", globals={"__package__": "pkg"}, level=1, fromlist=["thing"]).thing)
def f():
    import plain as local
    from pkg import mod
    return local.value, mod.thing
print(f())
class C: from plain import value; import plain as p
print(C.value, C.p.value)
sys.modules["fake"] = 5; import fake; print(fake); del sys.modules["fake"]
sys.modules["none"] = None
try: import none
except ImportError as e: print(type(e).__name__, e)
del sys.modules["plain"]; import plain as fresh; print(fresh is plain)
print(type(sys).__name__, repr(plain).split(" from")[0], hasattr(plain, "__file__"), plain.__spec__.name, isinstance(pkg.__path__, list))
plain.new = 1; print(plain.new, vars(plain)["new"]); del plain.new
m = type(sys)("made", "doc"); m.x = 1; print(m.__name__, m.__doc__, m.x, repr(m))
