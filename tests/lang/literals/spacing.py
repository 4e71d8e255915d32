# Tokens that need no space between them.
import warnings
warnings.simplefilter("ignore")
x = 5
print(eval("1or 2"), eval("9or 2"), eval("1if x else 2"), eval("0x1for x in (1,)") if False else "-", eval("[1for i in (1,2)]"))
print([x]if x else[], x if(x)else-x, not(x), (x)and(x), "a"if x else"b")
print(1 .real, 1.0.real, 1..real, x.real, 1.0.__class__)
for i in(1,2):print(i,end=";")
print()
if(x):print("yes")
while(x>4):x-=1;continue
print(x); print(- - - x, ~ ~x, not not x, -x ** -1)
