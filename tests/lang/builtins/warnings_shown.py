# stderr: compare
# Warnings that the compiler prints on stderr while the program runs.
print(eval("1 is 1"))
print(eval("'\\d'"))
print(eval("0x1for x in (1,)") if 0 else "ok")
try: exec("assert (1, 'message')")
except TypeError: pass
try: eval("'a'(1)")
except TypeError as e: print(e)
