# Encodings of str.encode and bytes.decode, their names and error handlers.


def show(f, *args, **kw):
    try:
        print(ascii(f(*args, **kw)))
    except UnicodeError as e:
        print(type(e).__name__, ascii(str(e)), e.encoding, ascii(e.object), e.start, e.end, e.reason)
    except Exception as e:
        print(type(e).__name__, e)


handlers = ["strict", "ignore", "replace", "backslashreplace", "surrogateescape", "surrogatepass", "xmlcharrefreplace", "namereplace",
            "nonsense"]
encodings = ["utf-8", "UTF8", "utf_8", "ascii", "US-ASCII", "latin-1", "iso-8859-1", "cp1252", "windows-1252", "utf-16", "utf-16-le",
             "UTF-16BE", "utf-32", "utf-32-le", "utf-32-be", "utf-8-sig", "646", "u8", "no-such", "", "utf 8", "Latin1"]
texts = ["", "abc", "aé", "€uro", "日本x", "𝒳", "\ud800", "a\udc80\udcffb", "\ud83d\ude00", "\x80\x81", "é\u0100\u0101z"]
for text in texts:
    for encoding in encodings:
        for handler in handlers if encoding in ("utf-8", "ascii", "latin-1", "cp1252", "utf-16-le", "utf-32-be") else handlers[:1]:
            print(encoding, handler, end=" ")
            show(text.encode, encoding, handler)
blobs = [b"", b"abc", b"\xe9", b"a\xc3\xa9", b"\xff\xfe", b"\xc3", b"a\xe2\x82", b"\xe2\x28\xa1", b"\xf0\x9f\x98\x80", b"\xf0\x9f\x98",
         b"\xed\xa0\x80", b"\xc0\x80", b"\xf5\x80\x80\x80", b"\x80abc\x81", b"\xff\xfea\x00", b"\xfe\xff\x00a", b"a\x00b", b"\x00\xd8a\x00",
         b"\x00\xdc", b"\x3d\xd8\x00\xde", b"\xef\xbb\xbfx", b"\xff\xfe\x00\x00a\x00\x00\x00", b"\x00\x00\x11\x00", b"a\x00\x00\x00b",
         b"\x00\xd8\x00\x00", b"\xf4\x90\x80\x80", b"\xe0\x80\x80", b"\x81\x8d"]
for blob in blobs:
    for encoding in encodings:
        for handler in handlers if encoding in ("utf-8", "ascii", "cp1252", "utf-16-le", "utf-32-le") else handlers[:1]:
            print(encoding, handler, end=" ")
            show(blob.decode, encoding, handler)
show("é".encode)
show("é".encode, errors="ignore")
show(b"\xc3\xa9".decode)
show(b"\xc3\xa9".decode, errors="ignore", encoding="ascii")
show(str, b"\xc3\xa9", "utf-8")
show(str, b"\xc3\xa9", encoding="ascii", errors="replace")
show(str, bytearray(b"x"), "ascii")
show(str, memoryview(b"x"), "ascii")
show(str, "x", "ascii")
show(str, 5, "ascii")
show(str, b"x", 5)
show(str, encoding="x")
show(str, object=5)
show(bytes, "é", "utf-8")
show(bytes, "é")
show(bytes, "é", "ascii")
show(bytes, "é", "ascii", "replace")
show(bytes, 5, "ascii")
show(bytes, b"x", "ascii")
show(bytes, errors="x")
show(bytes, encoding="x")
show(bytes, source="abc", encoding="ascii")
show(bytearray, "é", encoding="latin-1")
show(bytearray(b"\xff").decode)
show("x".encode, 5)
show("a\ud800b\udfffc".encode, "utf-8", "surrogatepass")
show("abc\udc9d".encode, "ascii", "surrogateescape")
