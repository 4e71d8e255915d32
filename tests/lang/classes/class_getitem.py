# oracle: 3.11
# row: pep560
# row: pep585
# __class_getitem__, __mro_entries__, generic aliases of built-in types.
class A:
    def __class_getitem__(cls, key): return f"{cls.__name__}[{key}]"
class B(A): pass
print(A[1], B["x"], A[1, 2], type(A.__dict__["__class_getitem__"]).__name__)
class Entry:
    def __mro_entries__(self, bases): print(len(bases)); return (int,)
class C(Entry()): pass
print(C.__mro__[1], len(C.__orig_bases__), C(5))
class Empty:
    def __mro_entries__(self, bases): return ()
class D(Empty()): pass
print(D.__bases__)
a = list[int]; b = dict[str, list[int]]; c = tuple[int, ...]
print(a, b, c, set["x"], type[int], a.__origin__, a.__args__, b.__args__, a == list[int], a() == [], b(x=1), list[int] is list[int], hash(a) == hash(list[int]))
print(frozenset[int], list[None], tuple[()], dict[int, str]({1: "a"}), isinstance([], list), a.append.__name__, type(a).__name__)
class L(list[int]): pass
print(L.__bases__, L([1]), L.__orig_bases__)
for source in ("isinstance([], list[int])", "issubclass(list, list[int])", "int[str]", "A()[0]", "str[1]", "(1)[0]", "object[int]"):
    try: print(eval(source))
    except TypeError as error: print(source, "|", error)
