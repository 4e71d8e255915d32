print("package", __name__, __package__, [p.rsplit("/", 1)[-1] for p in __path__])
from . import mod
from .sub import leaf as renamed
version = "1"
