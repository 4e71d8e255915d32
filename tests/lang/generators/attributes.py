# oracle: 3.11
# row: generator-attributes
def inner(): yield 1
def g(x):
    print(me.gi_running)
    y = 5
    yield x
    yield from inner()
me = g(3)
print(me.__name__, me.__qualname__, me.gi_code.co_name, me.gi_running, me.gi_suspended, me.gi_frame is not None, me.gi_yieldfrom)
next(me); print(me.gi_running, me.gi_suspended)
next(me); print(me.gi_yieldfrom.__name__)
list(me); print(me.gi_frame, me.gi_suspended, me.gi_yieldfrom)
me.__name__ = "n"; print(me.__name__, repr(me)[:18])
async def co(): pass
c = co(); print(c.__name__, c.cr_running, c.cr_await, c.cr_code.co_name, c.cr_frame is not None, repr(c)[:21]); c.close(); print(c.cr_frame)
async def ag(): yield 1
a = ag(); print(a.__name__, a.ag_running, a.ag_await, a.ag_code.co_name, repr(a)[:26])
for name in ("gi_code", "gi_running", "gi_yieldfrom"):
    try: setattr(me, name, 1)
    except AttributeError as error: print(type(error).__name__)
