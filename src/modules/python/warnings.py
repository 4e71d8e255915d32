# The module warnings: filters decide what becomes of a warning. Follows the Library Reference, "warnings"; filters with
# patterns need the module re.

import sys
from _warnings import caller, source_line

__all__ = ["warn", "warn_explicit", "showwarning", "formatwarning", "filterwarnings", "simplefilter", "resetwarnings",
           "catch_warnings", "deprecated"]

_ACTIONS = ("default", "always", "all", "ignore", "module", "once", "error")

filters = [
    ("ignore", None, DeprecationWarning, None, 0),
    ("ignore", None, PendingDeprecationWarning, None, 0),
    ("ignore", None, ImportWarning, None, 0),
    ("ignore", None, ResourceWarning, None, 0),
]
defaultaction = "default"
onceregistry = {}
_version = 1


class WarningMessage:
    def __init__(self, message, category, filename, lineno, file=None, line=None, source=None):
        self.message = message
        self.category = category
        self.filename = filename
        self.lineno = lineno
        self.file = file
        self.line = line
        self.source = source
        self._category_name = category.__name__ if category else None

    def __str__(self):
        return (f"{{message : {self.message!r}, category : {self._category_name!r}, filename : {self.filename!r}, "
                f"lineno : {self.lineno}, line : {self.line!r}}}")

    def __repr__(self):
        return f"<{type(self).__qualname__} {self}>"


class _Prefix:
    def __init__(self, text, fold, whole):
        self.pattern = text
        self._fold, self._whole = fold, whole
        self._text = text.lower() if fold else text

    def match(self, text):
        if self._fold:
            text = text.lower()
        return text == self._text if self._whole else text.startswith(self._text)

    def __eq__(self, other):
        return isinstance(other, _Prefix) and self.__dict__ == other.__dict__

    __hash__ = None


def _pattern(text, fold, whole=False):
    if not text:
        return None
    if not any(c in text for c in "\\.^$*+?{}[]|()") or whole:
        return _Prefix(text, fold, whole)
    import re
    return re.compile(text, re.I if fold else 0)


def showwarning(message, category, filename, lineno, file=None, line=None):
    """Write a warning to a file, sys.stderr by default."""
    _show_standard(WarningMessage(message, category, filename, lineno, file, line))


def formatwarning(message, category, filename, lineno, line=None):
    """Return the text of a warning as it is shown."""
    text = f"{filename}:{lineno}: {category.__name__}: {message}\n"
    if line is None:
        line = source_line(filename, lineno)
    line = line.strip() if line else ""
    return f"{text}  {line}\n" if line else text


_showwarning_original = showwarning


def _show_standard(entry):
    file = entry.file
    if file is None:
        file = sys.stderr
        if file is None:
            return
    text = formatwarning(entry.message, entry.category, entry.filename, entry.lineno, entry.line)
    try:
        file.write(text)
    except OSError:
        pass


_show_impl = _show_standard


def _show(entry):
    if showwarning is not _showwarning_original:
        if not callable(showwarning):
            raise TypeError("warnings.showwarning() must be set to a function or method")
        showwarning(entry.message, entry.category, entry.filename, entry.lineno, entry.file, entry.line)
        return
    _show_impl(entry)


def _filters_mutated():
    global _version
    _version += 1


def _add(item, append):
    if append:
        if item not in filters:
            filters.append(item)
    else:
        try:
            filters.remove(item)
        except ValueError:
            pass
        filters.insert(0, item)
    _filters_mutated()


def _check(action, category, lineno):
    if action not in _ACTIONS:
        raise ValueError(f"invalid action: {action!r}")
    if not isinstance(category, type) or not issubclass(category, Warning):
        raise TypeError(f"category must be a Warning subclass, not '{type(category).__name__}'")
    if not isinstance(lineno, int):
        raise TypeError("lineno must be an int")
    if lineno < 0:
        raise ValueError("lineno must be an int >= 0")


def filterwarnings(action, message="", category=Warning, module="", lineno=0, append=False):
    """Insert a filter in front (or behind): patterns for message and module, a class, a line."""
    if action not in _ACTIONS:
        raise ValueError(f"invalid action: {action!r}")
    if not isinstance(message, str):
        raise TypeError("message must be a string")
    if not isinstance(module, str):
        raise TypeError("module must be a string")
    _check(action, category, lineno)
    _add((action, _pattern(message, True), category, _pattern(module, False), lineno), append)


def simplefilter(action, category=Warning, lineno=0, append=False):
    """Insert a filter that matches all messages and modules."""
    _check(action, category, lineno)
    _add((action, None, category, None, lineno), append)


def resetwarnings():
    """Remove all filters."""
    filters[:] = []
    _filters_mutated()


def warn(message, category=None, stacklevel=1, source=None, *, skip_file_prefixes=()):
    """Issue a warning about the code that called, `stacklevel` calls up."""
    if isinstance(message, Warning):
        category = type(message)
    elif category is None:
        category = UserWarning
    if not (isinstance(category, type) and issubclass(category, Warning)):
        raise TypeError(f"category must be a Warning subclass, not '{type(category).__name__}'")
    if not isinstance(skip_file_prefixes, tuple):
        raise TypeError("skip_file_prefixes must be a tuple of strs")
    level = stacklevel if stacklevel > 0 else 1
    found = caller(level)
    while skip_file_prefixes and found and found[2].startswith(skip_file_prefixes):
        level += 1
        found = caller(level)
    scope, lineno, filename = found or (sys.__dict__, 0, "<sys>")
    registry = scope.setdefault("__warningregistry__", {})
    warn_explicit(message, category, filename, lineno, scope.get("__name__", "<string>"), registry, scope, source)


def warn_explicit(message, category, filename, lineno, module=None, registry=None, module_globals=None, source=None):
    """Issue a warning about a given place."""
    lineno = int(lineno)
    if module is None:
        module = filename or "<unknown>"
        if module[-3:].lower() == ".py":
            module = module[:-3]
    if registry is None:
        registry = {}
    if registry.get("version", 0) != _version:
        registry.clear()
        registry["version"] = _version
    if isinstance(message, Warning):
        text = str(message)
        category = type(message)
    else:
        text = message
        message = category(message)
    key = (text, category, lineno)
    if registry.get(key):
        return
    for action, wanted, kind, place, line in filters:
        if ((wanted is None or wanted.match(text)) and issubclass(category, kind)
                and (place is None or place.match(module)) and (line == 0 or lineno == line)):
            break
    else:
        action = defaultaction
    if action == "ignore":
        return
    if action == "error":
        raise message
    if action == "once":
        registry[key] = 1
        if onceregistry.get((text, category)):
            return
        onceregistry[text, category] = 1
    elif action == "module":
        registry[key] = 1
        if registry.get((text, category, 0)):
            return
        registry[text, category, 0] = 1
    elif action == "default":
        registry[key] = 1
    elif action not in ("always", "all"):
        raise RuntimeError(f"Unrecognized action ({action!r}) in warnings.filters:\n {(action, wanted, kind, place, line)}")
    _show(WarningMessage(message, category, filename, lineno, source=source))


class catch_warnings:
    """A context that restores filters and showwarning; with record=True it gives the list of what was shown."""

    def __init__(self, *, record=False, module=None, action=None, category=Warning, lineno=0, append=False):
        self._record = record
        self._module = sys.modules["warnings"] if module is None else module
        self._entered = False
        self._filter = None if action is None else (action, category, lineno, append)

    def __repr__(self):
        parts = ["record=True"] if self._record else []
        if self._module is not sys.modules["warnings"]:
            parts.append(f"module={self._module!r}")
        return f"{type(self).__name__}({', '.join(parts)})"

    def __enter__(self):
        if self._entered:
            raise RuntimeError(f"Cannot enter {self!r} twice")
        self._entered = True
        module = self._module
        self._saved = module.filters, module.showwarning, module._show_impl
        module.filters = module.filters[:]
        module._filters_mutated()
        log = None
        if self._record:
            log = []
            module._show_impl = log.append
            module.showwarning = module._showwarning_original
        if self._filter is not None:
            module.simplefilter(*self._filter)
        return log

    def __exit__(self, *exc_info):
        if not self._entered:
            raise RuntimeError(f"Cannot exit {self!r} without entering first")
        module = self._module
        module.filters, module.showwarning, module._show_impl = self._saved
        module._filters_mutated()


class deprecated:
    """Mark a function or class as deprecated (PEP 702)."""

    def __init__(self, message, /, *, category=DeprecationWarning, stacklevel=1):
        if not isinstance(message, str):
            raise TypeError(f"Expected an object of type str for 'message', not {type(message).__name__!r}")
        self.message, self.category, self.stacklevel = message, category, stacklevel

    def __call__(self, arg, /):
        message, category, level = self.message, self.category, self.stacklevel
        if category is None:
            arg.__deprecated__ = message
            return arg
        if isinstance(arg, type):
            original = arg.__new__

            def __new__(cls, /, *args, **kwargs):
                if cls is arg:
                    warn(message, category=category, stacklevel=level + 1)
                if original is not object.__new__:
                    return original(cls, *args, **kwargs)
                if cls.__init__ is object.__init__ and (args or kwargs):
                    raise TypeError(f"{cls.__name__}() takes no arguments")
                return original(cls)

            arg.__new__ = staticmethod(__new__)
            arg.__deprecated__ = message
            return arg
        if not callable(arg):
            raise TypeError("@deprecated decorator with non-None category must be applied to a class or callable, "
                            f"not {arg!r}")

        def wrapper(*args, **kwargs):
            warn(message, category=category, stacklevel=level + 1)
            return arg(*args, **kwargs)

        for name in ("__module__", "__name__", "__qualname__", "__doc__", "__dict__"):
            if hasattr(arg, name):
                if name == "__dict__":
                    wrapper.__dict__.update(arg.__dict__)
                else:
                    setattr(wrapper, name, getattr(arg, name))
        wrapper.__wrapped__ = arg
        wrapper.__deprecated__ = message
        arg.__deprecated__ = message
        return wrapper


def _option(arg):
    parts = [part.strip() for part in arg.split(":")]
    if len(parts) > 5:
        raise ValueError(f"too many fields (max 5): {arg!r}")
    action, message, category, module, lineno = parts + [""] * (5 - len(parts))
    if not action:
        action = "default"
    else:
        action = next((a for a in _ACTIONS if a.startswith(action)), None)
        if action is None:
            raise ValueError(f"invalid action: {parts[0]!r}")
    if category:
        home, _, name = category.rpartition(".")
        import builtins
        scope = __import__(home, None, None, [name]) if home else builtins
        category = getattr(scope, name, None)
        if not (isinstance(category, type) and issubclass(category, Warning)):
            raise ValueError(f"unknown warning category: {parts[2]!r}")
    else:
        category = Warning
    number = int(lineno) if lineno else 0
    filters.insert(0, (action, _pattern(message, True, False), category, _pattern(module, False, True), number))
    _filters_mutated()


filters.insert(0, ("default", None, DeprecationWarning, _pattern("__main__", False, True), 0))
for _arg in sys.warnoptions:
    try:
        _option(_arg)
    except ValueError as error:
        print("Invalid -W option ignored:", error, file=sys.stderr)
