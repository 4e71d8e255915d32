# oracle: 3.11
# if, elif, else; pass; expression statements; one-line blocks.
def kind(n):
    if n < 0: return "negative"
    elif n == 0: return "zero"
    elif n < 10:
        if n % 2: return "odd digit"
        else: return "even digit"
    else:
        pass
    return "big"
print([kind(n) for n in (-1, 0, 3, 4, 99)])
if 0: print("no")
if 1: pass; print("one line"); x = 5
if x: print(x)
else: print("no")
1; "doc"; x; x + 1; [x]; print
if (
    x == 5
    and not
    False
): print("parenthesised")
if x == 5 \
   or False: print("continued")
if True:
    if False: print("no")
    else: print("inner else")
else: print("no")
if None: ...
elif []: ...
else: print("else")
