# oracle: 3.11
# Hash values of numbers are those of 64-bit CPython.
print(hash(0), hash(1), hash(-1), hash(-2), hash(2**61 - 1), hash(2**61), hash(-2**61), hash(2**100), hash(True), hash(1.0), hash(1.5), hash(-0.5), hash(0.1), hash(1e300), hash(float("inf")), hash(-float("inf")), hash(1j), hash(1 + 2j), hash(10**30) == hash(1e30) if 10**30 == int(1e30) else "differ", hash(()), hash((1, 2)), hash((1,)), hash(((), 1.5)))
import sys; print(sys.maxsize, sys.hash_info.modulus, sys.hash_info.width)
class H:
    def __hash__(self): return 2**70
print(hash(H()))
print(hash(None) == hash(None), hash("a") != hash("b"), hash(b"a") == hash("a") or True, hash(frozenset()), hash(range(3)) == hash((3, 0, 1)))
