# oracle: 3.11
# OSError turns into the subclass of its errno (Linux numbers); its attributes.
for n in (1, 2, 4, 11, 13, 17, 20, 21, 32, 104, 110, 111, 999):
    o = OSError(n, "text"); print(type(o).__name__, o.errno, o.strerror, o, end="; ")
print(OSError(2, "m", "file").filename, OSError(2, "m", "a", None, "b"), OSError("only").errno, OSError(1).args, FileNotFoundError(1, 2).errno, OSError(2, "m", "f").args, type(OSError(2)).__name__)
