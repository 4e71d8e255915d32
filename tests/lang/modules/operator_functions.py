# oracle: 3.11
import operator as o
print(o.add(1, 2), o.sub(5, 3), o.mul(2, 3), o.truediv(1, 2), o.floordiv(7, 2), o.mod(7, 3), o.pow(2, 3), o.neg(1), o.pos(1), o.not_(0), o.and_(6, 3), o.or_(6, 3), o.xor(6, 3), o.inv(5), o.lshift(1, 3), o.rshift(8, 1), o.eq(1, 1), o.ne(1, 1), o.lt(1, 2), o.le(1, 1), o.gt(1, 2), o.ge(1, 1), o.is_(1, 1), o.is_not(1, 2), o.contains([1], 1), o.getitem([5], 0), o.concat([1], [2]), o.countOf([1, 1], 1), o.indexOf([1, 2], 2), o.truth([]), o.index(5), o.abs(-1))
print(o.itemgetter(1)("abc"), o.itemgetter(0, 2)("abc"), o.attrgetter("real")(5), o.attrgetter("real", "imag")(5), o.methodcaller("upper")("a"), o.methodcaller("split", ",", maxsplit=1)("a,b,c"), sorted(["bb", "a"], key=o.methodcaller("__len__")), o.iadd([1], [2]), o.length_hint(iter([1, 2])))
l = [1, 2]; o.setitem(l, 0, 9); o.delitem(l, 1); print(l)
