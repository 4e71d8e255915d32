# The layers of src/ as data (design: a folder may include those named behind it and nothing else),
# and the check of the #includes against them.

import re

import common

_TO_OBJECT = ["base", "text", "heap", "bind", "object"]
_TO_VM = [*_TO_OBJECT, "bytecode", "lang", "vm"]
_TO_HAL = [*_TO_VM, "fs", "hal"]
_TO_MODULES = [*_TO_HAL, "modules"]
_TO_MACHINE = [*_TO_MODULES, "machine"]

# folder: the folders that it may include besides itself; None: all.
LAYERS = {
    "base": [],
    "text": ["base"],
    "bytecode": ["base"],
    "lang": ["base", "text", "bytecode"],
    "heap": ["base"],
    "bind": ["base", "heap"],
    "object": _TO_OBJECT[:-1],
    "vm": _TO_VM[:-1],
    "fs": ["base"],
    "hal": ["base"],
    "modules": _TO_HAL,
    "machine": _TO_MODULES,
    "repl": _TO_MACHINE,
    "native": ["base", "bytecode", "heap", "object", "vm"],
    "chips": ["base"],
    "ports": ["base", "hal", "chips"],
    "boards": [],
    "apps": None,
}

# Where a lower folder declares what an upper one must define; the lists stay short.
UPWARD = ["src/heap/layout.h", "src/object/runtime.h"]

INCLUDE = re.compile(r'^[ \t]*#[ \t]*include[ \t]*"([^"]+)"', re.MULTILINE)
FUNCTION = re.compile(r"^[A-Za-z_][^;{}()#=]*?\b([a-z_]\w*)\([^;{}]*\)[^;{}=]*;", re.MULTILINE)


def violations():
    found = []
    for path in common.sources("src", ".h", ".cpp", ".def"):
        folder = path.split("/")[1]
        if folder not in LAYERS:
            found.append(f"{path}: no layer is called {folder}")
            continue
        allowed = LAYERS[folder]
        for included in INCLUDE.findall(read(path)):
            target = included.split("/")[0]
            if included.endswith(".inc") or target == folder or allowed is None:  # .inc: generated
                continue
            if "/" not in included:
                found.append(f'{path}: "{included}" is not relative to src')
            elif target not in allowed:
                found.append(f"{path}: {folder} may not include {included}")
    return found


def upward_functions():
    """{header: names of the functions it declares for an upper folder to define}"""
    found = {}
    for path in UPWARD:
        try:
            source = re.sub(r"//[^\n]*", "", read(path))
        except FileNotFoundError:
            continue
        names = [match[1] for match in FUNCTION.finditer(source)
                 if not match[0].startswith(("using", "typedef"))]  # fmt: skip
        found[path] = list(dict.fromkeys(names))  # overloads once
    return found


def read(path):
    with open(f"{common.ROOT}/{path}", encoding="utf-8") as file:
        return file.read()
