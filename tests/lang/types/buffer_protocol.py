# row: pep688
class B:
    def __init__(self): self.data = bytearray(b"abc")
    def __buffer__(self, flags): print("buffer"); return memoryview(self.data)
    def __release_buffer__(self, view): print("release"); view.release()
b = B(); m = memoryview(b); print(bytes(m)); m.release()
print(bytes(b), b"".join([b, b]) if 0 else "")
class Bad:
    def __buffer__(self, flags): return 5
try: memoryview(Bad())
except TypeError as e: print(e)
try: memoryview(5)
except TypeError as e: print(e)
print((bytearray(b"q")).__buffer__(0)[0])
