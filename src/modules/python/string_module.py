# The module string: constants, capwords, Formatter, Template. Follows the Library Reference, "string". A Template's
# identifiers are found without the module re: a subclass may change the delimiter, not the pattern.

from _string import formatter_field_name_split, formatter_parser

__all__ = ["ascii_letters", "ascii_lowercase", "ascii_uppercase", "capwords", "digits", "hexdigits", "octdigits",
           "printable", "punctuation", "whitespace", "Formatter", "Template"]

whitespace = " \t\n\r\v\f"
ascii_lowercase = "abcdefghijklmnopqrstuvwxyz"
ascii_uppercase = "ABCDEFGHIJKLMNOPQRSTUVWXYZ"
ascii_letters = ascii_lowercase + ascii_uppercase
digits = "0123456789"
hexdigits = digits + "abcdefABCDEF"
octdigits = "01234567"
punctuation = "!\"#$%&'()*+,-./:;<=>?@[\\]^_`{|}~"
printable = digits + ascii_letters + punctuation + whitespace


def capwords(s, sep=None):
    """Split the argument into words, capitalize each word and join the words again."""
    return (sep or " ").join(map(str.capitalize, s.split(sep)))


class Template:
    """A string class for supporting $-substitutions."""

    delimiter = "$"
    idpattern = r"(?a:[_a-z][_a-z0-9]*)"
    braceidpattern = None
    flags = None

    def __init_subclass__(cls):
        super().__init_subclass__()
        for name in ("pattern", "idpattern", "braceidpattern", "flags"):
            if name in cls.__dict__:
                raise NotImplementedError(f"string.Template: {name} can't be changed")

    def __init__(self, template):
        self.template = template

    def _parts(self):
        """(start, end, name): name is the delimiter itself for an escape, None where nothing valid follows."""
        text, mark = self.template, self.delimiter
        at = text.find(mark)
        while at >= 0:
            behind = at + len(mark)
            if text.startswith(mark, behind):
                end, name = behind + len(mark), mark
            else:
                brace = text[behind:behind + 1] == "{"
                start = end = behind + brace
                while end < len(text) and (text[end] in ascii_letters or text[end] == "_" or
                                           end > start and text[end] in digits):
                    end += 1
                name = text[start:end] or None
                if brace and name:
                    name = name if text[end:end + 1] == "}" else None
                    end += 1
                if name is None:
                    end = behind
            yield at, end, name
            at = text.find(mark, end)

    def _invalid(self, at):
        lines = self.template[:at].splitlines(keepends=True)
        column = at - len("".join(lines[:-1])) if lines else 1
        raise ValueError(f"Invalid placeholder in string: line {len(lines) or 1}, col {column}")

    def _replace(self, mapping, keywords, safe):
        if keywords:
            mapping = {**mapping, **keywords} if mapping else keywords
        out = []
        last = 0
        for start, end, name in self._parts():
            out.append(self.template[last:start])
            last = end
            if name is None:
                if not safe:
                    self._invalid(start)
                out.append(self.template[start:end])
            elif name == self.delimiter:
                out.append(name)
            else:
                try:
                    out.append(str(mapping[name]))
                except KeyError:
                    if not safe:
                        raise
                    out.append(self.template[start:end])
        out.append(self.template[last:])
        return "".join(out)

    def substitute(self, mapping={}, /, **kws):
        return self._replace(mapping, kws, False)

    def safe_substitute(self, mapping={}, /, **kws):
        return self._replace(mapping, kws, True)

    def is_valid(self):
        return all(name is not None for _, _, name in self._parts())

    def get_identifiers(self):
        names = (name for _, _, name in self._parts() if name is not None and name != self.delimiter)
        return list(dict.fromkeys(names))


class Formatter:
    """What str.format does, in parts that a subclass can replace."""

    def format(self, format_string, /, *args, **kwargs):
        return self.vformat(format_string, args, kwargs)

    def vformat(self, format_string, args, kwargs):
        used = set()
        result, _ = self._vformat(format_string, args, kwargs, used, 2)
        self.check_unused_args(used, args, kwargs)
        return result

    def _vformat(self, format_string, args, kwargs, used, depth, auto=0):
        if depth < 0:
            raise ValueError("Max string recursion exceeded")
        out = []
        for literal, field, spec, conversion in self.parse(format_string):
            if literal:
                out.append(literal)
            if field is None:
                continue
            first, _ = formatter_field_name_split(field)
            if first == "":
                if auto is False:
                    raise ValueError("cannot switch from manual field specification to automatic field numbering")
                field = str(auto) + field
                auto += 1
            elif isinstance(first, int):
                if auto:
                    raise ValueError("cannot switch from manual field specification to automatic field numbering")
                auto = False
            obj, key = self.get_field(field, args, kwargs)
            used.add(key)
            obj = self.convert_field(obj, conversion)
            spec, auto = self._vformat(spec, args, kwargs, used, depth - 1, auto)
            out.append(self.format_field(obj, spec))
        return "".join(out), auto

    def get_value(self, key, args, kwargs):
        return args[key] if isinstance(key, int) else kwargs[key]

    def check_unused_args(self, used_args, args, kwargs):
        pass

    def format_field(self, value, format_spec):
        return format(value, format_spec)

    def convert_field(self, value, conversion):
        if conversion is None:
            return value
        if conversion == "s":
            return str(value)
        if conversion == "r":
            return repr(value)
        if conversion == "a":
            return ascii(value)
        raise ValueError(f"Unknown conversion specifier {conversion!s}")

    def parse(self, format_string):
        return formatter_parser(format_string)

    def get_field(self, field_name, args, kwargs):
        first, rest = formatter_field_name_split(field_name)
        obj = self.get_value(first, args, kwargs)
        for is_attr, i in rest:
            obj = getattr(obj, i) if is_attr else obj[i]
        return obj, first
