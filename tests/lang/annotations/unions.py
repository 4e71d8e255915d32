# row: pep604
print(int | str, int | None, None | int, int | str | float, (int | str) | int, list[int] | dict[str, int], type(int | str).__name__)
print(int | str == str | int, hash(int | str) == hash(str | int), (int | str).__args__, isinstance(1, int | str), isinstance(None, int | None), issubclass(bool, int | str), isinstance(1.5, int | str), int | int is int, (int | int))
class C: pass
print(C | int, isinstance(C(), C | int), (int | None).__args__[1])
for source in ("1 | int", "int | 1", "isinstance(1, int | list[int])", "(int | str)()", "int | 'x'", "(int | str)[0]"):
    try: print(source, eval(source))
    except TypeError as e: print(source, "|", e)
try:
    try: raise ValueError
    except ValueError | KeyError: print("no")
except TypeError as e: print(e)
match 5:
    case int() | str(): print("pattern, not union")
