# Integer literals in every base, underscores, and what is refused.
# row: pep515
print(0, 00, 0_0, 7, 1_000_000, 0xFF, 0Xdead_BEEF, 0o17, 0O7_7, 0b1010, 0B1_0)
print(0x_ff, 0b_1, 0o_7)
print(123456789012345678901234567890, -2**63, 2**64)
for source in ("1__0", "_1 + 1", "1_", "0x_", "0xg", "0b2", "0o8", "012", "1_a", "0_7", "1e1_", "1_.5", "1._5", "1e_5"):
    try:
        print(source, eval(source))
    except SyntaxError as error:
        print(source, "SyntaxError:", error.msg)
    except NameError as error:
        print(source, "NameError:", error)
for text in ("1_000", "_1", "1__0", "1_", "0x1_f", " 12 ", "+5", "-5", "--5", "", "0b11", "٣"):
    try:
        print(repr(text), int(text, 0) if text[:1] == "0" else int(text))
    except ValueError as error:
        print(repr(text), error)
