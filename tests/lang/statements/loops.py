# oracle: 3.11
# for and while with else, break, continue, nested; changing what is iterated.
for i in range(3):
    if i == 5: break
else: print("no break", i)
for i in range(3):
    if i == 1: break
else: print("wrong")
print(i)
while i < 4:
    i += 1
    if i == 2: continue
    print(i, end=" ")
else: print("end")
while True:
    for j in range(10):
        if j == 3: break
    else: continue
    break
print(j)
for x in []: pass
else: print("empty")
for i, (a, *b) in enumerate([(1, 2, 3), "xy", [9]]): print(i, a, b)
l = [1, 2, 3]
for x in l:
    if x < 4: l.append(x + 3)
print(l)
d = {1: 1}
try:
    for k in d: d[k + 1] = 1
except RuntimeError as error: print(error)
try:
    for k in {1, 2}: pass
    s = {1, 2}
    for k in s: s.add(k + 10)
except RuntimeError as error: print(error)
for x in (1, 2, 3): x *= 2
print(x)
class It:
    def __init__(self): self.n = 0
    def __iter__(self): return self
    def __next__(self):
        self.n += 1
        if self.n > 3: raise StopIteration
        return self.n
print([x for x in It()], list(It()), sum(It()), max(It()), 2 in It())
for bad in (1, None, object, 1.5):
    try:
        for x in bad: pass
    except TypeError as error: print(error)
class NotIter:
    def __iter__(self): return 1
class NoNext:
    def __iter__(self): return object()
for bad in (NotIter(), NoNext()):
    try:
        for x in bad: pass
    except TypeError as error: print(error)
def f():
    for i in range(3):
        for j in range(3):
            if i * j == 2: return i, j
            if j > i: break
        else: print("row", i)
print(f())
for i in range(10**20, 10**20 + 2): print(i)
