"""A plain module."""
print("importing", __name__)
value = 1
_private = 2
def function(): return value
def __getattr__(name):
    if name == "dynamic": return "from __getattr__"
    raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
def __dir__(): return ["b", "a"]
