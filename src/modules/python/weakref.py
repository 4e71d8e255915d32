# The part of weakref that is written in Python: collections of weak references, WeakMethod and
# finalize. The names ref, proxy, getweakrefcount and getweakrefs are native.
# Follows the Library Reference, "weakref".

__all__ = [
    "ref", "proxy", "getweakrefcount", "getweakrefs", "WeakKeyDictionary", "ReferenceType",
    "ProxyType", "CallableProxyType", "ProxyTypes", "WeakValueDictionary", "WeakSet", "WeakMethod",
    "finalize", "KeyedRef",
]

ProxyTypes = (ProxyType, CallableProxyType)
_missing = object()


class WeakMethod(ref):
    """A weak reference to a bound method, which lives as long as its object and function."""

    def __new__(cls, method, callback=None):
        try:
            owner = method.__self__
            function = method.__func__
        except AttributeError:
            raise TypeError(f"argument should be a bound method, not {type(method)}") from None

        def died(reference):
            self = weak_self()
            if self._alive:
                self._alive = False
                if callback is not None:
                    callback(self)

        self = ref.__new__(cls, owner, died)
        self._function = ref(function, died)
        self._type = type(method)
        self._alive = True
        weak_self = ref(self)
        return self

    def __call__(self):
        owner = super().__call__()
        function = self._function()
        if owner is None or function is None:
            return None
        return self._type(function, owner)

    def __eq__(self, other):
        if not isinstance(other, WeakMethod):
            return NotImplemented
        if not self._alive or not other._alive:
            return self is other
        return ref.__eq__(self, other) and self._function == other._function

    def __ne__(self, other):
        equal = self.__eq__(other)
        return equal if equal is NotImplemented else not equal

    __hash__ = ref.__hash__


class KeyedRef(ref):
    """The weak reference of a value together with its key."""

    __slots__ = ("key",)

    def __new__(cls, value, callback, key):
        self = ref.__new__(cls, value, callback)
        self.key = key
        return self

    def __init__(self, value, callback, key):
        pass


class _WeakMapping:
    """What both dictionaries share. Subclasses say how an entry reads: _entry."""

    def _pairs(self):
        for key, value in list(self._data.items()):
            pair = self._entry(key, value)
            if pair is not None:
                yield pair

    def __len__(self):
        return sum(1 for _ in self._pairs())

    def __repr__(self):
        return f"<{self.__class__.__name__} at {id(self):#x}>"

    def __iter__(self):
        for key, _ in self._pairs():
            yield key

    def keys(self):
        return iter(self)

    def values(self):
        for _, value in self._pairs():
            yield value

    def items(self):
        return self._pairs()

    def get(self, key, default=None):
        try:
            return self[key]
        except KeyError:
            return default

    def setdefault(self, key, default=None):
        value = self.get(key, _missing)
        if value is _missing:
            self[key] = value = default
        return value

    def update(self, other=(), /, **keywords):
        if hasattr(other, "items"):
            other = other.items()
        elif hasattr(other, "keys"):
            other = [(key, other[key]) for key in other.keys()]
        for key, value in other:
            self[key] = value
        for key, value in keywords.items():
            self[key] = value

    def pop(self, key, *default):
        if len(default) > 1:
            raise TypeError(f"pop expected at most 2 arguments, got {1 + len(default)}")
        value = self.get(key, _missing)
        if value is _missing:
            if default:
                return default[0]
            raise KeyError(key)
        del self[key]
        return value

    def clear(self):
        self._data.clear()

    def copy(self):
        new = self.__class__()
        new.update(self.items())
        return new

    __copy__ = copy

    def __deepcopy__(self, memo):
        from copy import deepcopy
        new = self.__class__()
        for key, value in self.items():
            new[self._deep_key(key, memo)] = self._deep_value(value, memo)
        return new

    def __eq__(self, other):
        if not hasattr(other, "items"):
            return NotImplemented
        return dict(self.items()) == dict(other.items())

    __hash__ = None

    def __or__(self, other):
        if not hasattr(other, "keys"):
            return NotImplemented
        new = self.copy()
        new.update(other)
        return new

    def __ror__(self, other):
        if not hasattr(other, "keys"):
            return NotImplemented
        new = self.__class__()
        new.update(other)
        new.update(self)
        return new

    def __ior__(self, other):
        self.update(other)
        return self


class WeakValueDictionary(_WeakMapping):
    """A mapping whose entries vanish when nothing else refers to their values."""

    def __init__(self, other=(), /, **keywords):
        self._data = {}
        weak_self = ref(self)

        def remove(reference):
            self = weak_self()
            if self is not None and self._data.get(reference.key) is reference:
                del self._data[reference.key]

        self._remove = remove
        self.update(other, **keywords)

    def _entry(self, key, reference):
        value = reference()
        return None if value is None else (key, value)

    def _deep_key(self, key, memo):
        from copy import deepcopy
        return deepcopy(key, memo)

    def _deep_value(self, value, memo):
        return value

    def __getitem__(self, key):
        value = self._data[key]()
        if value is None:
            raise KeyError(key)
        return value

    def __setitem__(self, key, value):
        self._data[key] = KeyedRef(value, self._remove, key)

    def __delitem__(self, key):
        del self._data[key]

    def __contains__(self, key):
        reference = self._data.get(key)
        return reference is not None and reference() is not None

    def popitem(self):
        while True:
            key, reference = self._data.popitem()
            value = reference()
            if value is not None:
                return key, value

    def itervaluerefs(self):
        yield from list(self._data.values())

    def valuerefs(self):
        return list(self._data.values())


class WeakKeyDictionary(_WeakMapping):
    """A mapping whose entries vanish when nothing else refers to their keys."""

    def __init__(self, other=None, /):
        self._data = {}
        weak_self = ref(self)

        def remove(reference):
            self = weak_self()
            if self is not None:
                self._data.pop(reference, None)

        self._remove = remove
        if other is not None:
            self.update(other)

    def _entry(self, reference, value):
        key = reference()
        return None if key is None else (key, value)

    def _deep_key(self, key, memo):
        return key

    def _deep_value(self, value, memo):
        from copy import deepcopy
        return deepcopy(value, memo)

    def __getitem__(self, key):
        return self._data[ref(key)]

    def __setitem__(self, key, value):
        self._data[ref(key, self._remove)] = value

    def __delitem__(self, key):
        del self._data[ref(key)]

    def __contains__(self, key):
        try:
            reference = ref(key)
        except TypeError:
            return False
        return reference in self._data

    def popitem(self):
        while True:
            reference, value = self._data.popitem()
            key = reference()
            if key is not None:
                return key, value

    def keyrefs(self):
        return list(self._data)


class WeakSet:
    """A set whose members vanish when nothing else refers to them."""

    def __init__(self, data=None):
        self._data = set()
        weak_self = ref(self)

        def remove(reference):
            self = weak_self()
            if self is not None:
                self._data.discard(reference)

        self._remove = remove
        if data is not None:
            self.update(data)

    def __iter__(self):
        for reference in list(self._data):
            item = reference()
            if item is not None:
                yield item

    def __len__(self):
        return sum(1 for _ in self)

    def __contains__(self, item):
        try:
            reference = ref(item)
        except TypeError:
            return False
        return reference in self._data

    def __repr__(self):
        return repr(self._data)

    def add(self, item):
        self._data.add(ref(item, self._remove))

    def discard(self, item):
        self._data.discard(ref(item))

    def remove(self, item):
        self._data.remove(ref(item))

    def clear(self):
        self._data.clear()

    def copy(self):
        return self.__class__(self)

    __copy__ = copy

    def pop(self):
        while True:
            try:
                item = self._data.pop()()
            except KeyError:
                raise KeyError("pop from empty WeakSet") from None
            if item is not None:
                return item

    def update(self, other):
        for item in other:
            self.add(item)

    def __ior__(self, other):
        self.update(other)
        return self

    def union(self, other):
        new = self.copy()
        new.update(other)
        return new

    __or__ = union

    def difference(self, other):
        new = self.copy()
        new.difference_update(other)
        return new

    __sub__ = difference

    def difference_update(self, other):
        if self is other:
            self.clear()
        else:
            for item in other:
                self.discard(item)

    def __isub__(self, other):
        self.difference_update(other)
        return self

    def intersection(self, other):
        return self.__class__(item for item in other if item in self)

    __and__ = intersection

    def intersection_update(self, other):
        keep = set(ref(item) for item in other)
        self._data.intersection_update(keep)

    def __iand__(self, other):
        self.intersection_update(other)
        return self

    def symmetric_difference(self, other):
        new = self.copy()
        new.symmetric_difference_update(other)
        return new

    __xor__ = symmetric_difference

    def symmetric_difference_update(self, other):
        if self is other:
            self.clear()
            return
        for item in list(other):
            if item in self:
                self.discard(item)
            else:
                self.add(item)

    def __ixor__(self, other):
        self.symmetric_difference_update(other)
        return self

    def issubset(self, other):
        return all(item in other for item in self)

    __le__ = issubset

    def __lt__(self, other):
        return set(self) < set(other)

    def issuperset(self, other):
        return all(item in self for item in other)

    __ge__ = issuperset

    def __gt__(self, other):
        return set(self) > set(other)

    def __eq__(self, other):
        if not isinstance(other, self.__class__):
            return NotImplemented
        return set(self) == set(other)

    __hash__ = None

    def isdisjoint(self, other):
        return not any(item in self for item in other)


class finalize:
    """Calls a function once, when an object has died or (atexit) when the program ends."""

    __slots__ = ()
    _registry = {}
    _at_exit = False

    class _Info:
        __slots__ = ("weakref", "func", "args", "kwargs", "atexit")

    def __init__(self, obj, func, /, *args, **kwargs):
        info = self._Info()
        info.weakref = ref(obj, self)
        info.func = func
        info.args = args
        info.kwargs = kwargs or None
        info.atexit = True
        if not finalize._at_exit:
            finalize._at_exit = True
            try:
                import atexit
                atexit.register(finalize._run_all)
            except ImportError:
                pass
        self._registry[self] = info

    def __call__(self, _=None):
        """If alive then mark as dead and return func(*args, **kwargs)."""
        info = self._registry.pop(self, None)
        if info is not None:
            return info.func(*info.args, **(info.kwargs or {}))

    def detach(self):
        """If alive then mark as dead and return (obj, func, args, kwargs)."""
        info = self._registry.get(self)
        obj = info and info.weakref()
        if obj is not None and self._registry.pop(self, None):
            return (obj, info.func, info.args, info.kwargs or {})

    def peek(self):
        """If alive then return (obj, func, args, kwargs)."""
        info = self._registry.get(self)
        obj = info and info.weakref()
        if obj is not None:
            return (obj, info.func, info.args, info.kwargs or {})

    @property
    def alive(self):
        """Whether finalizer is alive."""
        return self in self._registry

    @property
    def atexit(self):
        """Whether the finalizer should be called at exit."""
        info = self._registry.get(self)
        return bool(info) and info.atexit

    @atexit.setter
    def atexit(self, value):
        info = self._registry.get(self)
        if info:
            info.atexit = bool(value)

    def __repr__(self):
        info = self._registry.get(self)
        obj = info and info.weakref()
        if obj is None:
            return f"<{type(self).__name__} object at {id(self):#x}; dead>"
        return (f"<{type(self).__name__} object at {id(self):#x}; "
                f"for {type(obj).__name__!r} at {id(obj):#x}>")

    @classmethod
    def _run_all(cls):
        import sys
        while True:
            waiting = [f for f, info in cls._registry.items() if info.atexit]
            if not waiting:
                return
            f = waiting[-1]
            try:
                f()
            except Exception as e:
                sys.excepthook(type(e), e, e.__traceback__)
