# _sre: runs the programs that CPython 3.11's re compiles, so that its library's modules work unmodified. Each program
# becomes a chain of closures that backtrack by returning False; one character's repetition is a loop, a group's
# recursion. Follows the opcodes of re/_constants.py.

MAGIC = 20220615
CODESIZE = 4
MAXREPEAT = 4294967295
MAXGROUPS = 1073741823

_ASCII_WORD = frozenset(b"abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789_")


def getcodesize():
    return CODESIZE


def ascii_tolower(c, /):
    return c + 32 if 65 <= c <= 90 else c


def ascii_iscased(c, /):
    return 65 <= c <= 90 or 97 <= c <= 122


def unicode_tolower(c, /):
    low = chr(c).lower()
    return ord(low) if len(low) == 1 else c


def unicode_iscased(c, /):
    ch = chr(c)
    return ch != ch.lower() or ch != ch.upper()


def _toupper(c):
    up = chr(c).upper()
    return ord(up) if len(up) == 1 else c


def _ascii_digit(c):
    return 48 <= c <= 57


def _ascii_space(c):
    return c == 32 or 9 <= c <= 13


def _ascii_word(c):
    return c in _ASCII_WORD


def _linebreak(c):
    return c == 10


def _uni_digit(c):
    return chr(c).isdecimal()


def _uni_space(c):
    return chr(c).isspace()


def _uni_word(c):
    return c == 95 or chr(c).isalnum()


def _uni_linebreak(c):
    return c in (10, 11, 12, 13, 28, 29, 30, 0x85, 0x2028, 0x2029)


_CATEGORIES = (_ascii_digit, _ascii_space, _ascii_word, _linebreak, _ascii_word, _uni_digit, _uni_space, _uni_word,
               _uni_linebreak)


# --- sets of characters: functions of a code point

def _set(code, pc):
    """The set at code[pc]: it ends with FAILURE."""
    tests = []
    negate = False
    while True:
        op = code[pc]
        if op == 0:
            break
        if op == 21:
            negate = True
            pc += 1
        elif op == 16:
            tests.append(lambda c, a=code[pc + 1]: c == a)
            pc += 2
        elif op == 22:
            tests.append(lambda c, a=code[pc + 1], b=code[pc + 2]: a <= c <= b)
            pc += 3
        elif op == 42:
            tests.append(lambda c, a=code[pc + 1], b=code[pc + 2]: a <= c <= b or a <= _toupper(c) <= b)
            pc += 3
        elif op == 8:
            tests.append(_category(code[pc + 1]))
            pc += 2
        elif op == 9:
            tests.append(lambda c, at=pc + 1: c < 256 and code[at + (c >> 5)] >> (c & 31) & 1)
            pc += 9
        elif op == 10:
            tests.append(lambda c, at=pc + 2: c < 65536 and _in_blocks(code, at, c))
            pc += 2 + 64 + 8 * code[pc + 1]
        else:
            raise RuntimeError("invalid SRE code")
    known = {}

    def test(c):
        result = known.get(c)
        if result is None:
            result = negate
            for one in tests:
                if one(c):
                    result = not negate
                    break
            if len(known) < 300:
                known[c] = result
        return result
    return test


def _in_blocks(code, at, c):
    block = code[at + (c >> 10)] >> (8 * (c >> 8 & 3)) & 255
    return code[at + 64 + block * 8 + (c >> 5 & 7)] >> (c & 31) & 1


def _category(number):
    test = _CATEGORIES[number >> 1]
    return (lambda c: not test(c)) if number & 1 else test


def _single(code, pc):
    """The function of a code point for the one-character opcode at code[pc], or None; and where the next one is."""
    op = code[pc]
    if op == 2:
        return (lambda c: c != 10), pc + 1
    if op == 3:
        return (lambda c: True), pc + 1
    a = code[pc + 1] if pc + 1 < len(code) else 0
    if op == 8:
        return _category(a), pc + 2
    if op == 16:
        return (lambda c: c == a), pc + 2
    if op == 20:
        return (lambda c: c != a), pc + 2
    if op == 32 or op == 36:
        return (lambda c: ascii_tolower(c) == a), pc + 2
    if op == 33 or op == 37:
        return (lambda c: ascii_tolower(c) != a), pc + 2
    if op == 40:
        return (lambda c: unicode_tolower(c) == a), pc + 2
    if op == 41:
        return (lambda c: unicode_tolower(c) != a), pc + 2
    if op in (13, 31, 35, 39):
        test = _set(code, pc + 2)
        lower = None if op == 13 else unicode_tolower if op == 39 else ascii_tolower
        return (test if lower is None else lambda c: test(lower(c))), pc + 1 + a
    return None, pc


# --- places

def _boundary(word, wanted):
    def test(state, i):
        before = i > 0 and word(state.codes[i - 1])
        behind = i < state.limit and word(state.codes[i])
        return (before != behind) == wanted
    return test


def _at_end(state, i):
    return i == state.limit or i == state.limit - 1 and state.codes[i] == 10


_PLACES = (
    lambda state, i: i == 0,
    lambda state, i: i == 0 or state.codes[i - 1] == 10,
    lambda state, i: i == 0,
    _boundary(_ascii_word, True),
    _boundary(_ascii_word, False),
    _at_end,
    lambda state, i: i == state.limit or state.codes[i] == 10,
    lambda state, i: i == state.limit,
    _boundary(_ascii_word, True),
    _boundary(_ascii_word, False),
    _boundary(_uni_word, True),
    _boundary(_uni_word, False),
)


# --- the chain: a matcher is a function of the state and a position that runs everything behind it, too

class _State:
    __slots__ = ("codes", "limit", "marks", "last", "loop", "end", "whole")


def _accept(state, i):
    if state.whole and i != state.limit:
        return False
    state.end = i
    return True


def _stop(state, i):
    state.end = i
    return True


def _chain(code, pc, behind):
    """The matcher of the program at code[pc], up to the end of its part; `behind` comes after that."""
    parts = []
    while True:
        op = code[pc]
        if op in (1, 15, 18, 19):  # SUCCESS, JUMP, MAX_UNTIL, MIN_UNTIL
            break
        test, after = _single(code, pc)
        if test is not None:
            parts.append((_char, test))
            pc = after
        elif op == 0:
            parts.append((_fail, None))
            break
        elif op == 6:
            parts.append((_place, _PLACES[code[pc + 1]]))
            pc += 2
        elif op == 14:
            pc += 1 + code[pc + 1]
        elif op == 17:
            parts.append((_mark, code[pc + 1]))
            pc += 2
        elif op in (11, 30, 34, 38):
            lower = None if op == 11 else unicode_tolower if op == 38 else ascii_tolower
            parts.append((_group, (code[pc + 1], lower)))
            pc += 2
        elif op in (4, 5):
            parts.append((_look, (op == 4, code[pc + 2], _chain(code, pc + 3, _stop))))
            pc += 1 + code[pc + 1]
        elif op == 7:
            starts = []
            pc += 1
            while code[pc]:
                starts.append(pc + 1)
                pc += code[pc]
            pc += 1
            parts.append((_branch, (code, starts)))
        elif op == 12:
            # GROUPREF_EXISTS group skip yes [JUMP skip no]
            skip = pc + 1 + code[pc + 2]
            end = skip
            other = None
            if code[skip - 2] == 15 and _jumps_over(code, pc + 3, skip - 2):
                other = skip
                end = skip - 1 + code[skip - 1]
            parts.append((_exists, (code, code[pc + 1], pc + 3, other, end)))
            pc = end
        elif op in (24, 26, 29):
            test, _ = _single(code, pc + 4)
            kind = _star if op == 24 else _lazy_star if op == 26 else _possessive_star
            parts.append((kind, (test, code[pc + 2], code[pc + 3])))
            pc += 1 + code[pc + 1]
        elif op == 23:
            until = pc + 1 + code[pc + 1]
            parts.append((_loop, (code, pc + 4, code[pc + 2], code[pc + 3], code[until] == 18)))
            pc = until + 1
        elif op == 27:
            parts.append((_atomic, _chain(code, pc + 2, _stop)))
            pc += 1 + code[pc + 1]
        elif op == 28:
            parts.append((_possessive, (_chain(code, pc + 4, _stop), code[pc + 2], code[pc + 3])))
            pc += 1 + code[pc + 1]
            while code[pc] == 1:
                pc += 1
                break
        else:
            raise RuntimeError("invalid SRE code")
    for make, argument in reversed(parts):
        behind = make(argument, behind)
    return behind


def _jumps_over(code, pc, target):
    """Does the opcode walk from `pc` arrive at `target` exactly?"""
    while pc < target:
        op = code[pc]
        if op in (0, 1, 2, 3, 18, 19, 21):
            pc += 1
        elif op in (6, 8, 11, 16, 17, 20, 30, 32, 33, 34, 36, 37, 38, 40, 41):
            pc += 2
        elif op == 22 or op == 42:
            pc += 3
        elif op == 7:
            pc += 1
            while code[pc]:
                pc += code[pc]
            pc += 1
        elif op == 12:
            skip = pc + 1 + code[pc + 2]
            pc = skip - 1 + code[skip - 1] if code[skip - 2] == 15 and _jumps_over(code, pc + 3, skip - 2) else skip
        else:
            pc += 1 + code[pc + 1]
            if op == 23:
                pc += 1
    return pc == target


def _fail(_, behind):
    return lambda state, i: False


def _char(test, behind):
    def match(state, i):
        return i < state.limit and test(state.codes[i]) and behind(state, i + 1)
    return match


def _place(test, behind):
    return lambda state, i: test(state, i) and behind(state, i)


def _mark(number, behind):
    def match(state, i):
        marks = state.marks
        old, last = marks[number], state.last
        marks[number] = i
        if number & 1:
            state.last = (number >> 1) + 1
        if behind(state, i):
            return True
        marks[number], state.last = old, last
        return False
    return match


def _group(argument, behind):
    group, lower = argument

    def match(state, i):
        start, end = state.marks[2 * group], state.marks[2 * group + 1]
        if start < 0 or end < start or i + end - start > state.limit:
            return False
        codes = state.codes
        if lower is None:
            same = codes[start:end] == codes[i:i + end - start]
        else:
            same = all(lower(codes[start + k]) == lower(codes[i + k]) for k in range(end - start))
        return same and behind(state, i + end - start)
    return match


def _run_apart(state, matcher, i):
    """Runs a part that ends in _stop: outside of all loops, and not to the end of the text."""
    loop = state.loop
    state.loop = None
    result = matcher(state, i)
    state.loop = loop
    return result


def _look(argument, behind):
    positive, back, inner = argument

    def match(state, i):
        marks, last = state.marks[:], state.last
        found = i >= back and _run_apart(state, inner, i - back)
        if found and not positive:
            state.marks[:], state.last = marks, last
        if found == positive and behind(state, i):
            return True
        state.marks[:], state.last = marks, last
        return False
    return match


def _atomic(inner, behind):
    def match(state, i):
        marks, last = state.marks[:], state.last
        if _run_apart(state, inner, i) and behind(state, state.end):
            return True
        state.marks[:], state.last = marks, last
        return False
    return match


def _branch(argument, behind):
    code, starts = argument
    ways = [_chain(code, start, behind) for start in starts]

    def match(state, i):
        for way in ways:
            if way(state, i):
                return True
        return False
    return match


def _exists(argument, behind):
    code, group, yes, no, _ = argument
    matched = _chain_until(code, yes, behind)
    other = behind if no is None else _chain_until(code, no, behind, argument[4])
    if no is None:
        matched = _chain_until(code, yes, behind, argument[4])
    return lambda state, i: (matched if state.marks[2 * group + 1] >= 0 else other)(state, i)


def _chain_until(code, pc, behind, end=None):
    """A part that ends at a JUMP, or without any mark at `end`."""
    return _chain(code if end is None else [*code[:end], 1], pc, behind)


def _star(argument, behind):
    test, low, high = argument

    def match(state, i):
        limit = state.limit
        if high != MAXREPEAT and i + high < limit:
            limit = i + high
        codes = state.codes
        at = i
        while at < limit and test(codes[at]):
            at += 1
        least = i + low
        while at >= least:
            if behind(state, at):
                return True
            at -= 1
        return False
    return match


def _lazy_star(argument, behind):
    test, low, high = argument

    def match(state, i):
        codes, limit = state.codes, state.limit
        count = 0
        while True:
            if count >= low and behind(state, i):
                return True
            if high != MAXREPEAT and count >= high or i >= limit or not test(codes[i]):
                return False
            i += 1
            count += 1
    return match


def _possessive_star(argument, behind):
    test, low, high = argument

    def match(state, i):
        codes, limit = state.codes, state.limit
        count = 0
        while (high == MAXREPEAT or count < high) and i < limit and test(codes[i]):
            i += 1
            count += 1
        return count >= low and behind(state, i)
    return match


def _possessive(argument, behind):
    inner, low, high = argument

    def match(state, i):
        marks, last = state.marks[:], state.last
        count = 0
        while high == MAXREPEAT or count < high:
            if not _run_apart(state, inner, i):
                break
            count += 1
            if state.end == i and count >= low:
                break
            i = state.end
        if count >= low and behind(state, i):
            return True
        state.marks[:], state.last = marks, last
        return False
    return match


def _loop(argument, behind):
    code, pc, low, high, greedy = argument
    # state.loop: [iterations begun, where the last one began, the loop around]

    def again(state, i, loop):
        count, place = loop[0], loop[1]
        loop[0], loop[1] = count + 1, i
        if body(state, i):
            return True
        loop[0], loop[1] = count, place
        return False

    def leave(state, i, loop):
        state.loop = loop[2]
        if behind(state, i):
            return True
        state.loop = loop
        return False

    def until(state, i):
        loop = state.loop
        if loop[0] < low:
            return again(state, i, loop)
        more = (high == MAXREPEAT or loop[0] < high) and i != loop[1]
        if greedy:
            if more:
                marks, last = state.marks[:], state.last
                if again(state, i, loop):
                    return True
                state.marks[:], state.last = marks, last
                state.loop = loop
            return leave(state, i, loop)
        return leave(state, i, loop) or more and again(state, i, loop)

    body = _chain(code, pc, until)

    def match(state, i):
        around = state.loop
        state.loop = [0, -1, around]
        if until(state, i):
            return True
        state.loop = around
        return False
    return match


# --- patterns

def compile(pattern, flags, code, groups, groupindex, indexgroup, /):
    return Pattern(pattern, flags, code, groups, groupindex, indexgroup)


class Pattern:
    """Compiled regular expression object."""

    __slots__ = ("pattern", "flags", "groups", "groupindex", "_names", "_code", "_matcher", "_first", "__weakref__")
    __module__ = "re"

    def __new__(cls, *args):
        if len(args) != 6:
            raise TypeError("cannot create 're.Pattern' instances")
        return object.__new__(cls)

    def __init__(self, pattern, flags, code, groups, groupindex, indexgroup):
        from types import MappingProxyType
        self.pattern = pattern
        self.flags = flags
        self.groups = groups
        self.groupindex = MappingProxyType(groupindex)
        self._names = indexgroup
        self._code = code
        self._matcher = _chain(code, 0, _accept)
        self._first = self._first_test()

    def _first_test(self):
        """What the first character must be, or None: most places of a search need no more than that."""
        code, pc = self._code, 0
        while code[pc] in (14, 17):
            pc += 1 + code[pc + 1] if code[pc] == 14 else 2
        if code[pc] in (24, 29) and code[pc + 2] > 0:
            pc += 4
        return _single(code, pc)[0]

    def _text(self, string):
        if isinstance(string, str):
            if isinstance(self.pattern, bytes):
                raise TypeError("cannot use a bytes pattern on a string-like object")
            return [ord(c) for c in string]
        try:
            view = memoryview(string)
        except TypeError:
            raise TypeError(f"expected string or bytes-like object, got '{type(string).__name__}'") from None
        if isinstance(self.pattern, str):
            raise TypeError("cannot use a string pattern on a bytes-like object")
        return view.tobytes()

    def _run(self, string, codes, pos, endpos, whole, search, barred=-1):
        """The first match from `pos` on, or None; not an empty one at `barred`."""
        state = _State()
        state.codes = codes
        state.limit = endpos
        state.whole = whole
        matcher, first = self._matcher, self._first
        at = pos
        while at <= endpos:
            if first is not None and search:
                while at < endpos and not first(codes[at]):
                    at += 1
                if at >= endpos:
                    return None
            state.marks = [-1] * (2 * self.groups + 2)
            state.last = 0
            state.loop = None
            state.end = -1
            if at == barred:
                found = _with_length(self, state, at)
            else:
                found = matcher(state, at)
            if found:
                return Match(self, string, pos, endpos, at, state)
            if not search:
                return None
            at += 1
        return None

    def _bounds(self, codes, pos, endpos):
        n = len(codes)
        endpos = n if endpos > n else max(endpos, 0)
        return max(min(pos, n), 0), endpos

    def _one(self, string, pos, endpos, whole, search):
        codes = self._text(string)
        pos, endpos = self._bounds(codes, pos, endpos)
        return self._run(string, codes, pos, endpos, whole, search)

    def match(self, string, pos=0, endpos=9223372036854775807):
        """Matches zero or more characters at the beginning of the string."""
        return self._one(string, pos, endpos, False, False)

    def fullmatch(self, string, pos=0, endpos=9223372036854775807):
        """Matches against all of the string."""
        return self._one(string, pos, endpos, True, False)

    def search(self, string, pos=0, endpos=9223372036854775807):
        """Scan through string looking for a match, and return a corresponding match object instance."""
        return self._one(string, pos, endpos, False, True)

    def finditer(self, string, pos=0, endpos=9223372036854775807):
        """Return an iterator over all non-overlapping matches for the RE pattern in string."""
        return iter(Scanner(self, string, pos, endpos).search, None)

    def scanner(self, string, pos=0, endpos=9223372036854775807):
        return Scanner(self, string, pos, endpos)

    def findall(self, string, pos=0, endpos=9223372036854775807):
        """Return a list of all non-overlapping matches of pattern in string."""
        empty = string[:0]
        if self.groups == 0:
            return [m.group() for m in self.finditer(string, pos, endpos)]
        if self.groups == 1:
            return [m.groups(empty)[0] for m in self.finditer(string, pos, endpos)]
        return [m.groups(empty) for m in self.finditer(string, pos, endpos)]

    def split(self, string, maxsplit=0):
        """Split string by the occurrences of pattern."""
        out = []
        last = 0
        for n, m in enumerate(self.finditer(string)):
            if maxsplit and n >= maxsplit:
                break
            out.append(string[last:m.start()])
            out.extend(m.groups())
            last = m.end()
        out.append(string[last:])
        return out

    def sub(self, repl, string, count=0):
        """Return the string with the leftmost non-overlapping occurrences of pattern replaced by repl."""
        return self.subn(repl, string, count)[0]

    def subn(self, repl, string, count=0):
        """Return the tuple (new_string, number_of_subs_made)."""
        if not callable(repl):
            slash = "\\" if isinstance(repl, str) else b"\\"
            if slash in repl:
                from re import _subx
                repl = _subx(self, repl)
        out = []
        last = n = 0
        for m in self.finditer(string):
            if count and n >= count:
                break
            out.append(string[last:m.start()])
            text = repl(m) if callable(repl) else repl
            if text is not None:
                out.append(text)
            last = m.end()
            n += 1
        out.append(string[last:])
        return string[:0].join(out), n

    def __repr__(self):
        from re import RegexFlag
        flags = self.flags
        if isinstance(self.pattern, str):
            flags &= ~32
        text = repr(self.pattern)[:200]
        names = [f"re.{flag.name}" for flag in RegexFlag if flags & flag.value]
        return f"re.compile({text}, {'|'.join(names)})" if names else f"re.compile({text})"

    def __eq__(self, other):
        if not isinstance(other, Pattern):
            return NotImplemented
        return (self.flags, self._code, self.pattern) == (other.flags, other._code, other.pattern) and \
            type(self.pattern) is type(other.pattern)

    def __hash__(self):
        return hash((self.flags, self.pattern))

    def __copy__(self):
        return self

    def __deepcopy__(self, memo):
        return self

    @classmethod
    def __class_getitem__(cls, item):
        from types import GenericAlias
        return GenericAlias(cls, item)


def _with_length(pattern, state, start):
    """A match at `start` that is not empty."""
    def accept(state, i):
        return i != start and _accept(state, i)
    return _chain(pattern._code, 0, accept)(state, start)


class Scanner:
    __slots__ = ("pattern", "_string", "_codes", "_pos", "_end", "_barred")
    __module__ = "_sre"

    def __init__(self, pattern, string, pos, endpos):
        self.pattern = pattern
        self._string = string
        self._codes = pattern._text(string)
        self._pos, self._end = pattern._bounds(self._codes, pos, endpos)
        self._barred = -1

    def _next(self, search):
        if self._pos is None:
            return None
        m = self.pattern._run(self._string, self._codes, self._pos, self._end, False, search, self._barred)
        if m is None:
            self._pos = None
        else:
            self._pos = m.end()
            self._barred = self._pos if m.start() == self._pos else -1
        return m

    def match(self):
        return self._next(False)

    def search(self):
        return self._next(True)


class Match:
    """The result of re.match() and re.search()."""

    __slots__ = ("re", "string", "pos", "endpos", "lastindex", "regs")
    __module__ = "re"

    def __init__(self, pattern, string, pos, endpos, start, state):
        self.re = pattern
        self.string = string
        self.pos = pos
        self.endpos = endpos
        self.lastindex = state.last or None
        marks = state.marks
        regs = [(start, state.end)]
        for i in range(pattern.groups):
            a, b = marks[2 * i], marks[2 * i + 1]
            regs.append((a, b) if 0 <= a <= b else (-1, -1))
        self.regs = tuple(regs)

    @property
    def lastgroup(self):
        names = self.re._names
        i = self.lastindex
        return names[i] if i is not None and i < len(names) else None

    def _index(self, group):
        if not isinstance(group, int):
            try:
                group = group.__index__() if hasattr(group, "__index__") else self.re.groupindex.get(group, -1)
            except TypeError:
                group = -1
        if not 0 <= group <= self.re.groups:
            raise IndexError("no such group")
        return group

    def _part(self, i, default=None):
        start, end = self.regs[i]
        return default if start < 0 else self.string[start:end]

    def group(self, *groups):
        """Return subgroup(s) of the match by indices or names."""
        if len(groups) < 2:
            return self._part(self._index(groups[0]) if groups else 0)
        return tuple(self._part(self._index(g)) for g in groups)

    def __getitem__(self, group):
        return self._part(self._index(group))

    def groups(self, default=None):
        """Return a tuple containing all the subgroups of the match, from 1."""
        return tuple(self._part(i, default) for i in range(1, self.re.groups + 1))

    def groupdict(self, default=None):
        """Return a dictionary containing all the named subgroups of the match, keyed by the subgroup name."""
        return {name: self._part(i, default) for name, i in self.re.groupindex.items()}

    def start(self, group=0, /):
        """Return index of the start of the substring matched by group."""
        return self.regs[self._index(group)][0]

    def end(self, group=0, /):
        """Return index of the end of the substring matched by group."""
        return self.regs[self._index(group)][1]

    def span(self, group=0, /):
        """For match object m, return the 2-tuple (m.start(group), m.end(group))."""
        return self.regs[self._index(group)]

    def expand(self, template):
        """Return the string obtained by doing backslash substitution on the string template, as done by sub()."""
        from re import _expand
        return _expand(self.re, self, template)

    def __copy__(self):
        return self

    def __deepcopy__(self, memo):
        return self

    def __repr__(self):
        return f"<re.Match object; span={self.regs[0]!r}, match={self._part(0)!r}>"

    @classmethod
    def __class_getitem__(cls, item):
        from types import GenericAlias
        return GenericAlias(cls, item)
