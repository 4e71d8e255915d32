# The built-in exceptions, their bases and their order.
def show(kind, depth=0):
    print("  " * depth + kind.__name__)
import builtins
kinds = sorted((k for k in vars(builtins).values() if isinstance(k, type) and issubclass(k, BaseException)), key=lambda k: k.__name__)
for kind in kinds: print(kind.__name__, [b.__name__ for b in kind.__bases__], kind.__module__)
print(IOError is OSError, EnvironmentError is OSError)
