# String literals: prefixes, escapes, triple quotes, concatenation, continuation.
# row: string-prefixes
print('a', "b", '''c''', """d""", 'it''s', "say " 'it')
print("\a\b\f\n\r\t\v\\\'\"".encode(), "\x41\101\60\0".encode(), "\u00e9\U0001F40D")
print(r"\n\x", R'\u00e9', rb"\n", Rb"\d", bR'\d', BR"\d", B"x", U"x", u'x')
print("""first
  second \
continued
"quotes" ""and more""")
print('a\
b')
print(b"\x00\xff\377\141")
print(repr("'"), repr('"'), repr("'\""), repr("\x7f\x80\xa0\xad\u2028\ud800\U0001f40d"))
print(ascii("é\U0001f40d\n"), repr(b"'\"\x00\t\\"))
print("x" "y" * 2, ("a"
    "b"
    "c"))
print(len("\
"), F"{1}", fR"\{1}", Rf"\{2}", f"\x41{1}\u00e9")
