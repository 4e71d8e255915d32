# Runs inside the CPython 3.14 oracle (Pyodide): one test program after the other, each in a fresh
# `__main__` with its own standard streams, argv and path. Not part of ./ts itself.

import builtins
import gc
import io
import os
import sys
import types
import warnings

clean_modules = dict(sys.modules)
clean_builtins = dict(vars(builtins))
clean_sys = dict(vars(sys))
clean_environ = dict(os.environ)
clean_limit = sys.getrecursionlimit()
clean_filters = list(warnings.filters)


def stream(name, data=b""):
    raw = io.BytesIO(data)
    errors = "backslashreplace" if name == "<stderr>" else "strict"
    text = io.TextIOWrapper(raw, encoding="utf-8", errors=errors, write_through=True)
    text.mode = "r" if name == "<stdin>" else "w"
    return raw, text


def belongs_to_test(name, module):
    """Modules of the standard library stay loaded: extension modules do not survive a reload."""
    origin = getattr(getattr(module, "__spec__", None), "origin", None) or ""
    return name not in clean_modules and not origin.startswith(("/lib", "built-in", "frozen"))


def restore(namespace):
    for name, module in list(sys.modules.items()):
        if belongs_to_test(name, module):
            del sys.modules[name]
    sys.modules.update(clean_modules)
    for current, clean in ((vars(builtins), clean_builtins), (vars(sys), clean_sys)):
        for name in list(current):
            if name not in clean:
                del current[name]
        current.update(clean)
    sys.setrecursionlimit(clean_limit)
    warnings.filters[:] = clean_filters
    os.environ.clear()
    os.environ.update(clean_environ)
    sys.path_importer_cache.clear()
    gc.enable()
    namespace.clear()
    gc.collect()


def exit_code(error):
    """What the process would return, having printed what it would print."""
    if isinstance(error, SystemExit):
        if error.code is None:
            return 0
        if isinstance(error.code, int):
            return error.code & 255
        print(error.code, file=sys.stderr)
        return 1
    return 130 if isinstance(error, KeyboardInterrupt) else 1


def run(path, arguments, stdin):
    """Runs one file; returns stdout, stderr and the exit code."""
    main = types.ModuleType("__main__")
    namespace = main.__dict__
    namespace["__builtins__"] = builtins
    namespace["__file__"] = path
    _, sys.stdin = stream("<stdin>", stdin.encode())
    output, sys.stdout = stream("<stdout>")
    errors, sys.stderr = stream("<stderr>")
    streams = (sys.stdin, sys.stdout, sys.stderr)
    sys.__stdin__, sys.__stdout__, sys.__stderr__ = streams
    sys.argv = [path, *arguments]
    sys.path[:] = [os.path.dirname(os.path.abspath(path)), *clean_path]
    sys.modules["__main__"] = main
    code = 0
    try:
        with open(path, "rb") as file:
            source = file.read()
        exec(compile(source, path, "exec", dont_inherit=True), namespace)
    except BaseException as error:
        entries = error.__traceback__.tb_next  # without this function's own
        if not isinstance(error, SystemExit):
            sys.excepthook(type(error), error.with_traceback(entries), entries)
        code = exit_code(error)
        del error, entries
    # As at the end of a process: what is still alive is finalised while the streams are open.
    sys.stdout = streams[1]
    sys.stderr = streams[2]
    names = [name for name in namespace if name != "__builtins__"]
    for name in sorted(names, key=lambda name: not name.startswith("_")):
        namespace[name] = None
    del main
    sys.modules.pop("__main__", None)
    gc.collect()
    for text in streams[1:]:
        text.flush()
    result = output.getvalue().decode("latin-1"), errors.getvalue().decode("latin-1"), code
    restore(namespace)
    return result


clean_path = [entry for entry in sys.path if entry.startswith("/lib")]
