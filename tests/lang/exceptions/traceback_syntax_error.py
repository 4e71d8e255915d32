# stderr: compare
# exit: 1
# A SyntaxError in the file itself.
x = 1
def f(:
    pass
