# string.templatelib: Template and Interpolation as types.
from string.templatelib import Interpolation, Template


def show(f, *args, **kw):
    try:
        print(repr(f(*args, **kw)))
    except Exception as e:
        print(type(e).__name__, e)


name = "w"
t = t"hello {name!r:>10} and {1 + 1}{2}!"
print(t, t.strings, t.interpolations, t.values)
print(list(t), [type(x).__name__ for x in t])
i = t.interpolations[0]
print(i.value, i.expression, i.conversion, i.format_spec, i)
print(Template(), Template("a", "b"), Template(i), Template("a", i, i, "b", "c").strings)
print((t + t"x{5}y").strings, (t"" + t"").strings, (t"a" + t"b").strings)
show(lambda: t + "x")
show(lambda: "x" + t)
show(Template, 5)
show(Template, a=5)
show(Interpolation, 5)
show(Interpolation, 5, "x", "r", ".2f")
show(Interpolation, 5, "x", "q")
show(Interpolation, 5, 6)
show(Interpolation, value=1, expression="e", conversion=None, format_spec="f")
show(Interpolation)
match i:
    case Interpolation(value, expression, conversion, spec):
        print(value, expression, conversion, spec)
show(setattr, t, "strings", ())
show(setattr, i, "value", 1)
print(t == t, t == Template(*t), Interpolation.__match_args__, type(iter(t)).__name__)
