# __debug__ is a constant.
# row: debug-name
print(__debug__)
for source in ("__debug__ = 1", "del __debug__", "x.__debug__ = 1", "def f(__debug__): pass", "(__debug__ := 1)", "for __debug__ in (): pass", "class __debug__: pass", "import a as __debug__", "with a as __debug__: pass", "f(__debug__=1)"):
    try:
        compile(source, "s", "exec")
        print(source, "fine")
    except SyntaxError as error:
        print(source, error.msg)
