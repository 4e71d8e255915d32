# What is not a string literal.
for source in (r"'\x4'", r"'\u12'", r"'\U00110000'", r"b'\x4'", "b'é'", "'abc", '"abc\n"', "'''abc", "bu'x'", "'a' b'b'", "ur'x'", "'a\\"):
    try:
        print(ascii(eval(source)))
    except SyntaxError as error:
        print(ascii(source), error.msg)
