# The module atexit: functions that run when the program ends. Follows the Library Reference, "atexit".

_functions = []


def register(func, /, *args, **kwargs):
    """Register a function to be executed upon normal program termination."""
    if not callable(func):
        raise TypeError("the first argument must be callable")
    _functions.append((func, args, kwargs))
    return func


def unregister(func, /):
    """Unregister an exit function which was previously registered."""
    _functions[:] = [entry for entry in _functions if not entry[0] == func]


def _clear():
    _functions.clear()


def _ncallbacks():
    return len(_functions)


def _run_exitfuncs():
    import sys
    while _functions:
        func, args, kwargs = _functions.pop()
        try:
            func(*args, **kwargs)
        except BaseException as error:
            if not isinstance(error, SystemExit):
                print(f"Exception ignored in atexit callback {func!r}:", file=sys.stderr)
                sys.excepthook(type(error), error, error.__traceback__)
