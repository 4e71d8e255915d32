# oracle: 3.11
# A small enumeration and an ORM-like declarative class: metaclass, descriptors, __set_name__ together.
class EnumMeta(type):
    def __new__(m, name, bases, ns):
        cls = super().__new__(m, name, bases, {k: v for k, v in ns.items() if k.startswith("_")})
        cls._members = {}
        for k, v in ns.items():
            if not k.startswith("_"):
                member = object.__new__(cls); member.name, member.value = k, v
                cls._members[k] = member; setattr(cls, k, member)
        return cls
    def __iter__(c): return iter(c._members.values())
    def __len__(c): return len(c._members)
    def __getitem__(c, k): return c._members[k]
    def __call__(c, v):
        for m in c:
            if m.value == v: return m
        raise ValueError(f"{v!r} is not a valid {c.__name__}")
class Enum(metaclass=EnumMeta):
    def __repr__(self): return f"<{type(self).__name__}.{self.name}: {self.value}>"
class Color(Enum): RED = 1; GREEN = 2
print(list(Color), len(Color), Color(2), Color["RED"], Color.RED is Color(1), isinstance(Color.RED, Color))
try: Color(9)
except ValueError as e: print(e)
class Field:
    def __init__(self, kind): self.kind = kind
    def __set_name__(self, owner, name): self.name = name
    def __get__(self, o, t=None): return self if o is None else o.__dict__.get(self.name)
    def __set__(self, o, v):
        if not isinstance(v, self.kind): raise TypeError(f"{self.name} must be {self.kind.__name__}")
        o.__dict__[self.name] = v
class Model:
    def __init_subclass__(cls): cls.fields = [k for k, v in vars(cls).items() if isinstance(v, Field)]
    def __init__(self, **kw):
        for k, v in kw.items(): setattr(self, k, v)
    def __repr__(self): return f"{type(self).__name__}({', '.join(f'{f}={getattr(self, f)!r}' for f in self.fields)})"
    def __eq__(self, o): return type(o) is type(self) and vars(self) == vars(o)
class Person(Model): name = Field(str); age = Field(int)
p = Person(name="Ann", age=3); print(p, p == Person(name="Ann", age=3), Person.fields, Person.name.kind)
try: p.age = "x"
except TypeError as e: print(e)
