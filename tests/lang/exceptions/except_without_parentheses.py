# row: pep758
try: raise KeyError("k")
except ValueError, KeyError: print("caught")
try: raise ExceptionGroup("g", [KeyError(), ValueError()])
except* KeyError, ValueError: print("caught both")
try: raise TypeError
except ValueError, KeyError, TypeError: print("three")
E1, E2 = OSError, (IndexError, ValueError)
try: [][0]
except E1, E2[0]: print("expressions")
