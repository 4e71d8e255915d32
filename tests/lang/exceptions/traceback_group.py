# stderr: compare
# exit: 1
# row: pep654
# An uncaught exception group.
def make(kind, text):
    try:
        raise kind(text)
    except Exception as error:
        return error
errors = [make(ValueError, "one"), make(TypeError, "two\nlines")]
raise ExceptionGroup("several", [*errors, ExceptionGroup("inner", [make(KeyError, "k")])])
