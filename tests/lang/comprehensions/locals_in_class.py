# row: pep667
# locals() in a comprehension of a class body.
class C:
    x = 1
    y = [sorted(n for n in locals() if n[0] != "_") for z in (1,)]
print(C.y)
