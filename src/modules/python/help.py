# help(): signatures and documentation, short enough for a serial line.

_WELCOME = """Welcome to Threadsnake!

For documentation of the language see https://docs.python.org/3/
For documentation of the boards' modules see https://docs.micropython.org/

  CTRL-C  interrupt a running program    CTRL-E  paste mode
  CTRL-D  exit                           TAB     complete a name

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


def _signature(obj):
    function = getattr(obj, "__func__", obj)
    code = getattr(function, "__code__", None)
    if code is None:
        return getattr(obj, "__text_signature__", None) or ""
    names = list(code.co_varnames)
    n, only = code.co_argcount, code.co_kwonlyargcount
    defaults = function.__defaults__ or ()
    parts = []
    for i, name in enumerate(names[:n]):
        at = i - (n - len(defaults))
        parts.append(f"{name}={defaults[at]!r}" if at >= 0 else name)
        if i + 1 == code.co_posonlyargcount:
            parts.append("/")
    rest = n + only
    if code.co_flags & 4:
        parts.append("*" + names[rest])
        rest += 1
    elif only:
        parts.append("*")
    for name in names[n:n + only]:
        values = function.__kwdefaults__ or {}
        parts.append(f"{name}={values[name]!r}" if name in values else name)
    if code.co_flags & 8:
        parts.append("**" + names[rest])
    if function is not obj:
        parts = parts[1:]
    return "(" + ", ".join(parts) + ")"


def help(obj=_WELCOME, /):
    """Describe an object, or list the modules."""
    if obj is _WELCOME:
        print(_WELCOME)
        return
    if obj == "modules":
        _modules()
        return
    print(f"object {obj!r} is of type {type(obj).__name__}")
    signature = _signature(obj) if callable(obj) and not isinstance(obj, type) else ""
    if signature:
        print(getattr(obj, "__name__", "") + signature)
    doc = getattr(obj, "__doc__", None)
    if isinstance(doc, str):
        print(doc)
    for name in dir(obj):
        if name.startswith("__") or signature:
            continue
        try:
            value = getattr(obj, name)
        except Exception:
            continue
        line = _first_line(getattr(value, "__doc__", "")) if callable(value) else repr(value)
        print(f"  {name} -- {line}" if line else f"  {name}")
