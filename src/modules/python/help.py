# help(): signatures and documentation, short enough for a serial line.

_WELCOME = """Welcome to Threadsnake!

For documentation of the language see https://docs.python.org/3/
For documentation of the boards' modules see https://docs.micropython.org/

  CTRL-A  enter raw REPL        CTRL-C  interrupt a running program
  CTRL-B  enter normal REPL     CTRL-D  soft reset or exit
  CTRL-E  enter paste mode

help(obj) says what an object is and can; help('modules') lists the modules."""


def _modules():
    import sys
    names = sorted(set(sys.builtin_module_names) | {n for n in sys.modules if "." not in n})
    rows = -(-len(names) // 4)
    for i in range(rows):
        print("".join(name.ljust(19) for name in names[i::rows]).rstrip())
    print("Plus any modules on the filesystem")


def _first_line(doc):
    return doc.strip().split("\n")[0] if isinstance(doc, str) and doc.strip() else ""


def help(obj=_WELCOME, /):
    """Describe an object, or list the modules."""
    if obj is _WELCOME:
        print(_WELCOME)
        return
    if obj == "modules":
        _modules()
        return
    print(f"object {obj!r} is of type {type(obj).__name__}")
    doc = getattr(obj, "__doc__", None)
    if isinstance(doc, str):
        print(doc)
    for name in dir(obj):
        if name.startswith("__"):
            continue
        try:
            value = getattr(obj, name)
        except Exception:
            continue
        line = _first_line(getattr(value, "__doc__", "")) if callable(value) else repr(value)
        print(f"  {name} -- {line}" if line else f"  {name}")
