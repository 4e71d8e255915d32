print("module", __name__, __package__)
from .other import thing
