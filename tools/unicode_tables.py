#!/usr/bin/env python3
"""Writes the Unicode tables of src/text/unicode.cpp and unicode_names.cpp.

Reads the Unicode Character Database as Debian's package unicode-data installs it and writes C++
include files, whose formats the two .cpp files explain where they read them.

    unicode_tables.py [--data DIR] [--properties FILE] [--names FILE]
"""

import argparse
import bz2
import collections
import heapq
import os
import re
import sys

MAX = 0x110000
CATEGORIES = ("Cn Cc Cf Co Cs Ll Lm Lo Lt Lu Mc Me Mn Nd Nl No Pc Pd Pe Pf Pi Po Ps "
              "Sc Sk Sm So Zl Zp Zs").split()

# Bits of a record, in the order of `enum Flag` in unicode.cpp.
FLAGS = ("numeric space lower upper cased case_ignorable xid_start xid_continue "
         "changes_case changes_nfkc").split()
NO_DIGIT = 255
DIGIT_ONLY = 16  # added to the value of digits that are not decimals


class Database:
    """What the files say, by code point."""

    def __init__(self, folder):
        self.folder = folder
        self.category = ["Cn"] * MAX
        self.bidi = [""] * MAX
        self.digit = [NO_DIGIT] * MAX
        self.numeric = set()
        self.combining = {}
        self.decomposition = {}  # code point: (is_compatibility, [code points])
        self.upper, self.lower, self.title = {}, {}, {}
        self.names = {}
        self.ranges = []  # (first, last, label) of code points without an entry each
        self._read_unicode_data()
        self.properties = collections.defaultdict(set)
        for file in ("DerivedCoreProperties.txt", "PropList.txt"):
            for first, last, fields in self._rows(file):
                self.properties[fields[0]].update(range(first, last + 1))
        self.quick_check = collections.defaultdict(set)
        for first, last, fields in self._rows("DerivedNormalizationProps.txt"):
            self.quick_check[fields[0]].update(range(first, last + 1))
        for first, _, _ in self._rows("Unihan_NumericValues.txt.bz2", separator="\t"):
            self.numeric.add(first)
        self._read_special_casing()
        self._read_case_folding()

    def _lines(self, file):
        path = os.path.join(self.folder, file)
        opener = bz2.open if file.endswith(".bz2") else open
        with opener(path, "rt", encoding="utf-8") as lines:
            for line in lines:
                line = line.split("#")[0].rstrip()
                if line:
                    yield line

    def _rows(self, file, separator=";"):
        for line in self._lines(file):
            points, *fields = [field.strip() for field in line.split(separator)]
            first, _, last = points.replace("U+", "").partition("..")
            yield int(first, 16), int(last or first, 16), fields

    def _read_unicode_data(self):
        start = None
        # '#' occurs in no field of this file.
        for line in self._lines("UnicodeData.txt"):
            fields = line.split(";")
            point = int(fields[0], 16)
            name = fields[1]
            if name.endswith(", First>"):
                start = point
                continue
            points = [point]
            if name.endswith(", Last>"):
                points = range(start, point + 1)
                self.ranges.append((start, point, name[1:-len(", Last>")]))
            elif not name.startswith("<"):
                self.names[point] = name
            for p in points:
                self.category[p] = fields[2]
                self.bidi[p] = fields[4]
            if fields[3] != "0":
                self.combining[point] = int(fields[3])
            if fields[5]:
                tag, _, rest = fields[5].rpartition("> ")
                self.decomposition[point] = (bool(tag), [int(x, 16) for x in rest.split()])
            if fields[6]:
                self.digit[point] = int(fields[6])
            elif fields[7]:
                self.digit[point] = DIGIT_ONLY + int(fields[7])
            if fields[8]:
                self.numeric.add(point)
            for mapping, field in ((self.upper, 12), (self.lower, 13), (self.title, 14)):
                if fields[field]:
                    mapping[point] = int(fields[field], 16)
        for point, upper in self.upper.items():
            self.title.setdefault(point, upper)

    def _read_special_casing(self):
        self.special = {"lower": {}, "title": {}, "upper": {}, "fold": {}}
        for line in self._lines("SpecialCasing.txt"):
            fields = [field.strip() for field in line.split(";")]
            if len(fields) > 5 or (len(fields) == 5 and fields[4]):
                continue  # depends on language or context
            for kind, field in zip(("lower", "title", "upper"), fields[1:4]):
                mapped = [int(x, 16) for x in field.split()]
                if len(mapped) > 1:
                    self.special[kind][int(fields[0], 16)] = mapped

    def _read_case_folding(self):
        self.fold = {}
        for line in self._lines("CaseFolding.txt"):
            point, status, mapped = [field.strip() for field in line.split(";")][:3]
            if status == "C":
                self.fold[int(point, 16)] = int(mapped, 16)
            elif status == "F":
                self.special["fold"][int(point, 16)] = [int(x, 16) for x in mapped.split()]

    def version(self):
        with open(os.path.join(self.folder, "DerivedCoreProperties.txt"), encoding="utf-8") as file:
            return re.search(r"-([\d.]+)\.txt", file.readline()).group(1)


def emit(out, kind, name, values, form="{}"):
    """One constexpr array."""
    out.write(f"constexpr {kind} {name}[] = {{\n")
    line = "   "
    for value in values:
        item = " " + form.format(value) + ","
        if len(line) + len(item) > 99:
            out.write(line + "\n")
            line = "   "
        line += item
    out.write(line + "\n};\n")


def word_type(values):
    return "uint8_t" if max(values) < 256 else "uint16_t" if max(values) < 65536 else "uint32_t"


# --- Properties -------------------------------------------------------------------------------


def split(values, size):
    """Values as an index of different blocks, and the blocks one after the other."""
    blocks, index = {}, []
    for start in range(0, len(values), size):
        index.append(blocks.setdefault(tuple(values[start:start + size]), len(blocks)))
    return index, [value for block in blocks for value in block]


def array_bytes(values):
    return len(values) * {"uint8_t": 1, "uint16_t": 2, "uint32_t": 4}[word_type(values)]


def three_stages(values):
    """The smallest (shift of stage 3, shift of stage 2, stage 1, stage 2, stage 3)."""
    best = None
    for low in (3, 4, 5, 6):
        index, stage3 = split(values, 1 << low)
        for high in (3, 4, 5, 6, 7):
            padded = index + [index[-1]] * (-len(index) % (1 << high))
            stage1, stage2 = split(padded, 1 << high)
            size = sum(map(array_bytes, (stage1, stage2, stage3)))
            if best is None or size < best[0]:
                best = (size, low, high, stage1, stage2, stage3)
    return best[1:]


def records(db):
    """Per code point (category, digit, flags), as numbers of different ones."""
    p = db.properties
    changes_case = set(db.upper) | set(db.lower) | set(db.title) | set(db.fold)
    for special in db.special.values():
        changes_case |= set(special)
    sets = {
        "numeric": db.numeric,
        "lower": p["Lowercase"], "upper": p["Uppercase"], "cased": p["Cased"],
        "case_ignorable": p["Case_Ignorable"],
        "xid_start": p["XID_Start"], "xid_continue": p["XID_Continue"],
        "changes_case": changes_case,
        "changes_nfkc": db.quick_check["NFKC_QC"] | set(db.combining),
        "space": {c for c in range(MAX)
                  if db.category[c] == "Zs" or db.bidi[c] in ("WS", "B", "S")},
    }
    flags = [0] * MAX
    for bit, name in enumerate(FLAGS):
        for c in sets[name]:
            flags[c] |= 1 << bit
    ids, result = {}, []
    for c in range(MAX):
        key = (CATEGORIES.index(db.category[c]), db.digit[c], flags[c])
        result.append(ids.setdefault(key, len(ids)))
    return list(ids), result


def case_ranges(mapping):
    """Runs (first, count, step, delta) of code points that lie `step` apart and move by `delta`."""
    runs, points = [], sorted(mapping)
    i = 0
    while i < len(points):
        first, delta = points[i], mapping[points[i]] - points[i]
        best = (1, 1)
        for step in (1, 2):
            count = 1
            while (i + count < len(points) and points[i + count] == first + count * step
                   and mapping[points[i + count]] - points[i + count] == delta):
                count += 1
            best = max(best, (count, -step))
        count, step = best[0], -best[1] if best[0] > 1 else 1
        runs.append((first, count, step, delta))
        i += count
    return runs


def write_case(out, db):
    title = {c: t for c, t in db.title.items() if t != db.upper.get(c, c)}
    title.update({c: c for c in db.upper if db.title.get(c, c) == c})
    fold = {c: f for c, f in db.fold.items() if f != db.lower.get(c, c)}
    fold.update({c: c for c in db.lower if c not in db.fold and c not in db.special["fold"]})
    for name, mapping in (("Lower", db.lower), ("Upper", db.upper), ("Title", title),
                          ("Fold", fold)):
        rows = case_ranges(mapping)
        assert all(count < 256 for _, count, _, _ in rows)
        out.write(f"constexpr CaseRange k{name}Ranges[] = {{\n")
        for first, count, step, delta in rows:
            out.write(f"    {{0x{first:X}, {step}, {count}, {delta}}},\n")
        out.write("};\n")
        special = db.special[name.lower()]
        out.write(f"constexpr SpecialCase k{name}Specials[] = {{\n")
        for point in sorted(special):
            mapped = (special[point] + [0, 0])[:3]
            assert max([point] + mapped) < 0x10000
            out.write("    {0x%X, {0x%X, 0x%X, 0x%X}},\n" % (point, *mapped))
        out.write("};\n")


def write_combining(out, db):
    runs = []
    for point in sorted(db.combining):
        if runs and runs[-1][0] + runs[-1][1] == point and runs[-1][2] == db.combining[point]:
            runs[-1][1] += 1
        else:
            runs.append([point, 1, db.combining[point]])
    assert all(count < 256 for _, count, _ in runs)
    emit(out, "uint32_t", "kCombiningFirst", [p for p, _, _ in runs])
    emit(out, "uint8_t", "kCombiningCount", [n for _, n, _ in runs])
    emit(out, "uint8_t", "kCombiningClass", [k for _, _, k in runs])


def utf16(points):
    for point in points:
        if point < 0x10000:
            yield point
        else:
            yield 0xD800 + ((point - 0x10000) >> 10)
            yield 0xDC00 + ((point - 0x10000) & 0x3FF)


def write_decompositions(out, db):
    runs, offsets, data, known = [], [], [], {}
    for point in sorted(db.decomposition):
        compatibility, mapped = db.decomposition[point]
        units = tuple(utf16(mapped))
        key = (len(units) * 2 + compatibility,) + units
        if key not in known:
            known[key] = len(data)
            data.extend(key)
        if not runs or runs[-1][0] + runs[-1][1] != point:
            runs.append([point, 0, len(offsets)])
        runs[-1][1] += 1
        offsets.append(known[key])
    emit(out, "uint32_t", "kDecompositionFirst", [p for p, _, _ in runs])
    emit(out, "uint16_t", "kDecompositionStart", [s for _, _, s in runs] + [len(offsets)])
    emit(out, "uint16_t", "kDecompositionOffset", offsets)
    emit(out, "uint16_t", "kDecompositionData", data)
    composed = []
    for point, (compatibility, mapped) in db.decomposition.items():
        if (not compatibility and len(mapped) == 2
                and point not in db.quick_check["Full_Composition_Exclusion"]):
            composed.append((mapped, point))
    composed.sort()
    split_at = sum(mapped[0] < 0x10000 for mapped, _ in composed)
    emit(out, "uint16_t", "kComposed", [point for _, point in composed[:split_at]])
    emit(out, "uint32_t", "kComposedSupplementary", [point for _, point in composed[split_at:]])


def write_properties(out, db):
    kinds, values = records(db)
    assert len(kinds) < 256
    low, high, stage1, stage2, stage3 = three_stages(values)
    out.write(f'#define TS_UNICODE_VERSION "{db.version()}"\n')
    out.write(f"constexpr unsigned kLowShift = {low};\nconstexpr unsigned kHighShift = {high};\n")
    out.write("constexpr Record kRecords[] = {\n")
    for category, digit, flags in kinds:
        out.write(f"    {{{category}, {digit}, {flags}}},\n")
    out.write("};\n")
    for name, stage in (("kStage1", stage1), ("kStage2", stage2), ("kStage3", stage3)):
        emit(out, word_type(stage), name, stage)
    letters = "".join(category + "\\0" for category in CATEGORIES)
    out.write(f'constexpr char kCategoryNames[] =\n    "{letters}";\n')
    write_case(out, db)
    write_combining(out, db)
    write_decompositions(out, db)


# --- Names ------------------------------------------------------------------------------------


class Grammar:
    """Re-Pair (Larsson and Moffat, 2000): replaces the most frequent pair of symbols by a new
    symbol, again and again. Symbols below `leaves` are themselves; pairs do not reach over `end`."""

    def __init__(self, sequence, leaves, end, least):
        self.symbols = list(sequence)
        self.leaves = leaves
        self.end = end
        self.ends = {end}  # symbols whose text ends a name
        self.rules = []
        size = len(self.symbols)
        self.after = list(range(1, size + 1))
        self.before = list(range(-1, size - 1))
        self.places = collections.defaultdict(set)
        for i in range(size - 1):
            self._add(i)
        self.heap = [(-len(places), pair) for pair, places in self.places.items()]
        heapq.heapify(self.heap)
        while self.heap:
            count, pair = heapq.heappop(self.heap)
            actual = len(self.places.get(pair, ()))
            if actual < least:
                continue
            if actual != -count:
                heapq.heappush(self.heap, (-actual, pair))
                continue
            self._replace(pair)
        self.result = [s for s in self.symbols if s is not None]
        self._ending_rules_last()

    def _ending_rules_last(self):
        """Renumbers the rules so that those whose text ends a name come last."""
        order = sorted(range(len(self.rules)), key=lambda i: self.leaves + i in self.ends)
        number = list(range(self.leaves)) + [0] * len(order)
        for new, old in enumerate(order):
            number[self.leaves + old] = self.leaves + new
        self.rules = [tuple(number[side] for side in self.rules[old]) for old in order]
        self.result = [number[s] for s in self.result]
        self.first_ending = self.leaves + len(order) - (len(self.ends) - 1)

    def _pair(self, i):
        j = self.after[i]
        if i < 0 or j >= len(self.symbols) or self.symbols[i] in self.ends:
            return None
        return self.symbols[i], self.symbols[j]

    def _add(self, i):
        pair = self._pair(i) if i >= 0 else None
        if pair:
            self.places[pair].add(i)
        return pair

    def _remove(self, i):
        pair = self._pair(i) if i >= 0 else None
        if pair:
            self.places[pair].discard(i)

    def _replace(self, pair):
        symbol = self.leaves + len(self.rules)
        self.rules.append(pair)
        if pair[1] in self.ends:
            self.ends.add(symbol)
        touched = set()
        for i in sorted(self.places.pop(pair)):
            if self._pair(i) != pair:
                continue  # overlapped with the one before: A A A
            j = self.after[i]
            self._remove(self.before[i])
            self._remove(j)
            self.symbols[i] = symbol
            self.symbols[j] = None
            self.after[i] = self.after[j]
            if self.after[j] < len(self.symbols):
                self.before[self.after[j]] = i
            touched.add(self._add(self.before[i]))
            touched.add(self._add(i))
        self.places.pop(pair, None)
        for new in touched - {None}:
            heapq.heappush(self.heap, (-len(self.places[new]), new))


def read_aliases(db):
    aliases = []
    for line in db._lines("NameAliases.txt"):
        point, name, _ = line.split(";")
        aliases.append((name, int(point, 16)))
    return sorted(aliases)


def hexadecimal_ranges(db):
    """(prefix, first, last) of code points named PREFIX-HEX; removes them from db.names."""
    prefixes = {"CJK Ideograph": "CJK UNIFIED IDEOGRAPH-", "Tangut Ideograph": "TANGUT IDEOGRAPH-"}
    ranges = []
    for first, last, label in db.ranges:
        for start, prefix in prefixes.items():
            if label.startswith(start):
                ranges.append((prefix, first, last))
    for point in sorted(db.names):
        suffix = f"-{point:04X}"
        if not db.names[point].endswith(suffix):
            continue
        prefix = db.names.pop(point)[:1 - len(suffix)]
        if ranges and ranges[-1][0] == prefix and ranges[-1][2] + 1 == point:
            ranges[-1] = (prefix, ranges[-1][1], point)
        else:
            ranges.append((prefix, point, point))
    return ranges


def depth_of(rules, leaves):
    """Symbols that the decoder puts aside at most: it goes on with the left side of a pair."""
    known = {}

    def depth(symbol):
        if symbol < leaves:
            return 0
        if symbol not in known:
            left, right = rules[symbol - leaves]
            known[symbol] = max(depth(left) + 1, depth(right))
        return known[symbol]

    return max(depth(leaves + i) for i in range(len(rules)))


def write_names(out, db):
    ranges = hexadecimal_ranges(db)
    aliases = read_aliases(db)
    points = sorted(db.names)
    texts = [db.names[p] for p in points] + [name for name, _ in aliases]
    # Leaf 0 ends a name, the others are characters.
    alphabet = "\0" + "".join(sorted(set("".join(texts))))
    leaf = {c: i for i, c in enumerate(alphabet)}
    sequence = [leaf[c] for text in texts for c in text + "\0"]
    grammar = Grammar(sequence, len(alphabet), 0, least=4)

    # One byte for the most frequent symbols, two for the rest.
    counts = collections.Counter(grammar.result)
    symbols = len(alphabet) + len(grammar.rules)
    short = 255 - symbols // 256
    frequent = [symbol for symbol, _ in counts.most_common(short)]
    code = {symbol: i for i, symbol in enumerate(frequent)}
    stream = []
    for symbol in grammar.result:
        if symbol in code:
            stream.append(code[symbol])
        else:
            stream += [short + symbol // 256, symbol % 256]
    runs = []
    for point in points:
        if runs and runs[-1][0] + runs[-1][1] == point:
            runs[-1][1] += 1
        else:
            runs.append([point, 1])

    escaped = alphabet[1:].replace('"', '\\"')
    out.write(f'constexpr char kAlphabet[] = "\\0{escaped}";\n')
    out.write(f"constexpr unsigned kLeaves = {len(alphabet)};\n")
    out.write(f"constexpr unsigned kFirstEnding = {grammar.first_ending};\n")
    out.write(f"constexpr unsigned kMaxDepth = {depth_of(grammar.rules, len(alphabet))};\n")
    out.write(f"constexpr size_t kLongestName = {max(map(len, texts))};\n")
    out.write(f"constexpr unsigned kShortCodes = {short};\n")
    emit(out, "uint16_t", "kShortSymbols", frequent)
    emit(out, "uint16_t", "kRules", [side for rule in grammar.rules for side in rule])
    emit(out, "uint8_t", "kStream", stream)
    emit(out, "uint32_t", "kRunFirst", [p for p, _ in runs])
    emit(out, "uint16_t", "kRunCount", [n for _, n in runs])
    emit(out, "uint32_t", "kAliasPoints", [point for _, point in aliases])
    out.write("constexpr HexRange kHexRanges[] = {\n")
    for prefix, first, last in ranges:
        out.write(f'    {{"{prefix}", 0x{first:X}, 0x{last:X}}},\n')
    out.write("};\n")
    write_jamo(out, db)


def write_jamo(out, db):
    short = {first: fields[0] for first, _, fields in db._rows("Jamo.txt")}
    for name, start, count in (("Lead", 0x1100, 19), ("Vowel", 0x1161, 21), ("Trail", 0x11A8, 27)):
        texts = [short[start + i] for i in range(count)]
        if name == "Trail":
            texts.insert(0, "")
        out.write(f"constexpr char k{name}Jamo[][4] = {{")
        out.write(", ".join(f'"{text}"' for text in texts) + "};\n")


def main():
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument("--data", default="/usr/share/unicode", help="folder of UnicodeData.txt")
    parser.add_argument("--properties", help="include file of src/text/unicode.cpp to write")
    parser.add_argument("--names", help="include file of src/text/unicode_names.cpp to write")
    arguments = parser.parse_args()
    if not os.path.exists(os.path.join(arguments.data, "UnicodeData.txt")):
        sys.exit(f"{arguments.data}/UnicodeData.txt is missing: apt-get install unicode-data")
    db = Database(arguments.data)
    for path, write in ((arguments.properties, write_properties), (arguments.names, write_names)):
        if path:
            with open(path, "w", encoding="ascii") as out:
                out.write("// Made by tools/unicode_tables.py from the Unicode Character Database "
                          + db.version() + ".\n")
                write(out, db)


if __name__ == "__main__":
    main()
