# oracle: 3.11
print(True + True, True * 3, True == 1, True is True, False < True, ~True if 0 else -2, not True, True & False, True | False, True ^ True, True & 1, type(True & 1).__name__, type(True & True).__name__, str(True), repr(False), int(True), f"{True}", f"{True:d}", "%d" % True, [10, 20][True], {True: "a", 1: "b"}, bool("False"), isinstance(True, int), bool.__bases__, True.real, (True).bit_length(), hash(True), sum([True] * 3), True / 2, -True, +False, abs(True), True ** 2, round(True), divmod(True, True))
print(None == None, None is None, None != 0, repr(None), str(None), f"{None}", bool(None), [None] * 2, {None: 1}[None], type(None).__name__, None in [None], hash(None) == hash(None))
for source in ("None < 1", "None + 1", "None()", "None[0]", "None.x", "class_('bool')", "len(None)", "iter(None)", "True()", "True.x", "int(None)", "None.__class__()"):
    def class_(n): exec(f"class X({n}): pass")
    try: print(eval(source))
    except Exception as e: print(source, "|", type(e).__name__, e)
