# Identifiers beyond ASCII are normalised (NFKC) by the lexer.
é = 1
ﬁ = 2
print(fi, é, "fi" in globals(), sorted(n for n in globals() if n[0] != "_") == sorted(["é", "fi"]))
变量 = "zh"; переменная = "ru"; ºª = 3
print(变量, переменная, oa)
class Größe:
    ñ = 1
print(Größe.ñ, Größe.__name__, "é".isidentifier(), "1é".isidentifier(), "a-b".isidentifier(), "".isidentifier())
for source in ("a€ = 1", "x = “1”", "½ = 1", "a\u00a0= 1", "$x", "a ? b", "x!"):
    try:
        exec(source)
    except SyntaxError as error:
        print(ascii(source), ascii(error.msg))
