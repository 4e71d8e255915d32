# The class dict has an entry __weakref__.
class E: pass
print(E.__dict__.get("__weakref__") is not None)
