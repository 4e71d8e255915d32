# oracle: 3.11
# row: star-in-for
a, b = [1, 2], (3,)
for x in *a, *b: print(x, end=" ")
for x in *a, 5: print(x, end=" ")
for x, *y in [(1, 2, 3)], : print(x, y)
for x in 1, 2,: print(x)
for (x) in *a,: print(x)
for [x, y] in [(1, 2)]: print(x, y)
