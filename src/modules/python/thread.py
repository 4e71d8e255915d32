# _thread for a machine with one thread: locks for code that takes them anyway. Starting a thread
# is an error. Follows the Library Reference, "_thread".

error = RuntimeError
TIMEOUT_MAX = 9223372036.0


def get_ident():
    """Return a non-zero integer that identifies the current thread."""
    return 1


get_native_id = get_ident


def _is_main_interpreter():
    return True


def daemon_threads_allowed():
    return False


def start_new_thread(function, args, kwargs={}, /):
    """There is one thread."""
    raise NotImplementedError("threads are not available")


start_new = start_joinable_thread = start_new_thread


def exit():
    """Exit the thread: raises SystemExit."""
    raise SystemExit


def interrupt_main(signum=2, /):
    """Raise KeyboardInterrupt in the main thread."""
    raise KeyboardInterrupt


def stack_size(size=0, /):
    return 0


def _count():
    return 0


def _check(blocking, timeout):
    if not blocking and timeout != -1:
        raise ValueError("can't specify a timeout for a non-blocking call")
    if timeout < 0 and timeout != -1:
        raise ValueError("timeout value must be a non-negative number")


def _wait(timeout):
    if timeout == -1:
        raise RuntimeError("deadlock: the only thread waits for itself")
    from time import sleep
    sleep(timeout)
    return False


class lock:
    """A lock object is a synchronization primitive."""

    __slots__ = ("_locked", "__weakref__")

    def __init__(self):
        self._locked = False

    def acquire(self, blocking=True, timeout=-1):
        _check(blocking, timeout)
        if not self._locked:
            self._locked = True
            return True
        return _wait(timeout) if blocking else False

    def release(self):
        if not self._locked:
            raise RuntimeError("release unlocked lock")
        self._locked = False

    def locked(self):
        return self._locked

    acquire_lock = acquire
    release_lock = release
    locked_lock = locked

    def __enter__(self):
        return self.acquire()

    def __exit__(self, *args):
        self.release()

    def _at_fork_reinit(self):
        self._locked = False

    def __repr__(self):
        state = "locked" if self._locked else "unlocked"
        return f"<{state} _thread.lock object at {id(self):#x}>"


LockType = lock
allocate_lock = allocate = lock


class RLock:
    """A lock that its owner can take again."""

    __slots__ = ("_depth", "__weakref__")

    def __init__(self):
        self._depth = 0

    def acquire(self, blocking=True, timeout=-1):
        _check(blocking, timeout)
        self._depth += 1
        return True

    def release(self):
        if not self._depth:
            raise RuntimeError("cannot release un-acquired lock")
        self._depth -= 1

    def locked(self):
        return self._depth > 0

    def __enter__(self):
        return self.acquire()

    def __exit__(self, *args):
        self.release()

    def _is_owned(self):
        return self._depth > 0

    def _recursion_count(self):
        return self._depth

    def _release_save(self):
        depth, self._depth = self._depth, 0
        return depth

    def _acquire_restore(self, depth):
        self._depth = depth

    def _at_fork_reinit(self):
        self._depth = 0

    def __repr__(self):
        state = "locked" if self._depth else "unlocked"
        return (f"<{state} _thread.RLock object owner={1 if self._depth else 0} "
                f"count={self._depth} at {id(self):#x}>")


class _local:
    """Attributes that belong to a thread: to the only one there is."""


def _set_sentinel():
    return lock()
