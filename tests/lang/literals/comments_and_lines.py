# Blank lines, comments, continuation lines, semicolons, tabs, form feeds.
if True:
	print("tab")
	if True:
	        print("tab and spaces")

# a comment at the margin inside a block
    # and one that is indented
if 1:

    # comment first
    print("block")  # trailing

  # less indented comment
    print("still in it")
x = 1 + \
    2
y = (1 +  # comment in parentheses

     2
)
print(x, y); print("a"); \
print("b")
print([1,
2,  # two
], {
    "a": 1,
}["a"])
for source in ("if 1:\n\tx\n        y", "if 1:\nx", "  x = 1", "if 1:\n    x = 1\n  y = 2", "x = (1,\n", "x = \\ 1", "x = 1 \\", ")", "(]", "[1}", "if 1:\n        x = 1\n\ty = 1\n"):
    try:
        compile(source, "s", "exec")
        print(repr(source), "fine")
    except SyntaxError as error:
        print(repr(source), type(error).__name__, error.msg)
