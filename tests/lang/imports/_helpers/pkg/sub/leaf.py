from .. import mod, other
from ..other import thing as up
print("leaf", mod.thing, up, __name__)
