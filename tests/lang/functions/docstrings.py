# row: docstrings
# row: docstring-dedent
"not the module docstring: comments come first but this is a string expression"
def f():
    """First line.

        Indented more.
    Same level.
      Two.
    """
class C:
    """Class doc.
      second line
    third"""
    def m(self):
        '''one line'''
    x = 1; "not a docstring"
def g(): f"not {1}"
def h(): b"not"
def i(): "a" "b"
def j(): ("parenthesised")
def k(): 1; "no"
def l(): r"""raw \n"""
def m(): """tab
	tab line
	  more"""
def n():
    """

    leading blank lines
    """
print(repr(__doc__), repr(f.__doc__), repr(C.__doc__), repr(C.m.__doc__), g.__doc__, h.__doc__, i.__doc__, j.__doc__, k.__doc__, l.__doc__, repr(m.__doc__), repr(n.__doc__), (lambda: "no").__doc__, sep="\n")
f.__doc__ = "new"; C.__doc__ = "new class"; print(f.__doc__, C.__doc__, C().__doc__)
class D(C): pass
print(D.__doc__, len(int.__doc__) > 10)
def o(): "doc"; return 1
async def p(): "async doc"
print(o.__doc__, o(), p.__doc__, f.__code__.co_consts[0][:5] if 0 else "")
