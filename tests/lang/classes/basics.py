# Classes and instances: attributes, methods, inheritance, representation.
class A:
    "doc of A"
    x = 1
    def __init__(self, y): self.y = y
    def m(self): return self.x, self.y
a = A(2); print(a.m(), A.m(a), a.__dict__, A.__doc__, A.__name__, A.__module__, a.__class__ is A, type(a) is A)
a.x = 10; print(a.m(), A.x); del a.x; print(a.x)
A.x = 5; A.z = lambda self: "added"; print(a.x, a.z(), sorted(k for k in vars(A) if k[:2] != "__"))
class B(A):
    def __init__(self, y, w): super().__init__(y); self.w = w
    def m(self): return super().m() + (self.w,)
b = B(1, 2); print(b.m(), isinstance(b, A), issubclass(B, A), B.__bases__, B.__mro__ == (B, A, object), A.__base__)
print(isinstance(1, (str, int)), isinstance(True, int), issubclass(bool, int), isinstance(A, type), type(type) is type)
for source in ("a.nope", "A.nope", "del a.nope", "del A.nope", "A()", "A(1, 2)", "a()", "object().x", "setattr(object(), 'x', 1)", "(1).x", "setattr(1, 'x', 1)", "int.x", "setattr(int, 'x', 1)", "A.m()", "isinstance(1, 1)", "issubclass(1, int)", "a.__dict__ == 1 or setattr(a, '__dict__', 1)", "setattr(a, '__class__', 1)", "getattr(a, 1)", "object(1)", "None.x", "super().x"):
    try: exec(source)
    except Exception as error: print(source, type(error).__name__, error)
print(repr(a).startswith("<__main__.A object at 0x"), repr(A), str(B))
a.__dict__["via"] = "dict"; print(a.via, vars(a), hasattr(a, "via"), getattr(a, "no", "default"))
a.__dict__ = {"y": 7}; print(a.m()); a.__class__ = B; print(type(a).__name__, a.y)
class E: pass
e = E(); e.a = e.b = e.c = 1; del e.b; e.b = 2; print(list(vars(e)))
print(E.__subclasses__(), [c.__name__ for c in A.__subclasses__()])
setattr(e, "any name", 1); print(getattr(e, "any name"), list(e.__dict__))
