# stderr: compare
# exit: 1
# row: pep678
# Cause and context, with notes.
def first():
    {}["key"]
def second():
    try:
        first()
    except KeyError as error:
        error.add_note("a note")
        raise ValueError("second") from error
try:
    second()
except ValueError:
    x = 1
    x.attribute
