# -*- coding: latin-1 -*-
# The source's encoding declaration decides how bytes become characters.
# row: encoding-cookie
print(ascii("é"), len("é"))
for source in (b"# coding: utf-8\nx = '\xc3\xa9'", b"# coding: latin-1\nx = '\xc3\xa9'", b"\xef\xbb\xbfx = '\xc3\xa9'", b"#!/bin/sh\n# vim: set fileencoding=iso-8859-1 :\nx = '\xe9'"):
    namespace = {}
    exec(source, namespace)
    print(ascii(namespace["x"]))
for source in (b"x = '\xff'", b"# coding: no-such-thing\nx = 1"):
    try:
        exec(source)
    except SyntaxError as error:
        print("SyntaxError")
