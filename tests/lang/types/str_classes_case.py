# str: case mapping and the is... methods over samples of Unicode; repr and ascii.
samples = ["", "abc", "ABC", "aBc", "Hello World", "hello world's 3rd", "ß", "ﬁ", "ŉ", "ΑΣ", "ΑΣ Β", "Σ", "ΑΣ.", "İ", "ı", "ǅ", "ǆa",
           "éÉ", "日本", "١٢٣", "²³", "½", "Ⅷ", "12a", "a_1", "_", "1a", "\u2003 \t", " ", "\x1c", "\x85", "a b", "\u0345a",
           "𝒳", "Ａａ", "ab\u00ad", "\x7f", "'", '"', "'\"", "\\", "\n\t\r\x00\x1f", "\ud800", "\U0010ffff", "\u200b", "\xa0",
           "á", "a\u0301"]
for s in samples:
    print(ascii(s), ascii(s.lower()), ascii(s.upper()), ascii(s.title()), ascii(s.capitalize()), ascii(s.swapcase()),
          ascii(s.casefold()))
    print(s.isalnum(), s.isalpha(), s.isascii(), s.isdecimal(), s.isdigit(), s.isidentifier(), s.islower(), s.isnumeric(),
          s.isprintable(), s.isspace(), s.istitle(), s.isupper())
    print(repr(s) if s.isprintable() else ascii(repr(s)))
print("They're Bill's friends".title(), "UK".title(), "x1y2".title(), "ab-cd".title())
print(repr("it's"), repr('say "x"'), repr("both ' and \""), repr("tab\t"), repr("é\x7f\x80\xa0\u0300"))
a, empty = "a", ""
print(chr(233) is chr(233), "ab"[0] is a, str() is empty)
