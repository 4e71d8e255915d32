# oracle: 3.11
# The constants with a name.
print(..., Ellipsis, ... is Ellipsis, type(...), None, True, False, NotImplemented, __debug__)
print(type(None), type(NotImplemented), bool(None), bool(...), repr(...), [...][0])
def f(): ...
class C: ...
print(f(), None is None, not None)
print(type(None)() is None, type(...)() is ..., type(NotImplemented)() is NotImplemented)
for name in ("None", "True", "False", "__debug__"):
    for template in ("{} = 1", "del {}", "def {}(): pass", "for {} in (): pass", "f({}=1)", "import x as {}", "global {}", "lambda {}: 1"):
        source = template.format(name)
        try:
            compile(source, "s", "exec")
            print(source, "fine")
        except SyntaxError as error:
            print(source, "SyntaxError")
