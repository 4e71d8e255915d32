# Characters by name.
# row: named-unicode
print("\N{LATIN SMALL LETTER E WITH ACUTE}", "\N{snake}", "\N{GREEK SMALL LETTER ALPHA}")
print("\N{CJK UNIFIED IDEOGRAPH-4E00}", "\N{HANGUL SYLLABLE GAG}", "\N{SPACE}|\N{DIGIT ONE}")
print("\N{LF}" == "\n", "\N{NULL}" == "\0", "\N{NO-BREAK SPACE}" == "\xa0")
print(f"\N{EM DASH}{1}", r"\N{x}", b"\\N{x}")
for source in (r"'\N{NO SUCH NAME}'", r"'\N'", r"'\N{'"):
    try:
        eval(source)
    except SyntaxError as error:
        print("SyntaxError:", error.msg)
