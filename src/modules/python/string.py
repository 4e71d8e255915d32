# _string: the two functions below string.Formatter. Follows the Library Reference, "string",
# format string syntax.


def _field_end(text, at):
    """Index of the brace that closes the replacement field whose content begins at `at`."""
    depth = 1
    in_brackets = False
    while at < len(text):
        c = text[at]
        if c == "[" and depth == 1:
            in_brackets = True
        elif c == "]":
            in_brackets = False
        elif c == "{" and not in_brackets:
            depth += 1
        elif c == "}" and not in_brackets:
            depth -= 1
            if depth == 0:
                return at
        at += 1
    raise ValueError("expected '}' before end of string")


def _split_field(content):
    """(name, spec, conversion) of a field's content."""
    in_brackets = False
    for i, c in enumerate(content):
        if c == "[":
            in_brackets = True
        elif c == "]":
            in_brackets = False
        elif c in ":!" and not in_brackets:
            break
    else:
        return content, "", None
    name = content[:i]
    if content[i] == ":":
        return name, content[i + 1:], None
    conversion = content[i + 1:i + 2]
    if not conversion:
        raise ValueError("end of string while looking for conversion specifier")
    rest = content[i + 2:]
    if rest and rest[0] != ":":
        raise ValueError("expected ':' after conversion specifier")
    return name, rest[1:], conversion


def formatter_parser(text, /):
    """Parse the argument as a format string: (literal, name, spec, conversion) for each field."""
    literal = ""
    at = 0
    while at < len(text):
        c = text[at]
        if c not in "{}":
            literal += c
            at += 1
        elif text[at:at + 2] == c * 2:
            yield literal + c, None, None, None
            literal = ""
            at += 2
        elif c == "}":
            raise ValueError("Single '}' encountered in format string")
        elif at + 1 == len(text):
            raise ValueError("Single '{' encountered in format string")
        else:
            end = _field_end(text, at + 1)
            yield literal, *_split_field(text[at + 1:end])
            literal = ""
            at = end + 1
    if literal:
        yield literal, None, None, None


def _key(text):
    return int(text) if text.isdecimal() else text


def _accessors(text):
    at = 0
    while at < len(text):
        if text[at] == ".":
            end = at + 1
            while end < len(text) and text[end] not in ".[":
                end += 1
            if end == at + 1:
                raise ValueError("Empty attribute in format string")
            yield True, text[at + 1:end]
            at = end
        elif text[at] == "[":
            end = text.find("]", at)
            if end < 0:
                raise ValueError("Missing ']' in format string")
            if end == at + 1:
                raise ValueError("Empty attribute in format string")
            yield False, _key(text[at + 1:end])
            at = end + 1
        else:
            raise ValueError("Only '.' or '[' may follow ']' in format field specifier")


def formatter_field_name_split(name, /):
    """Split the argument as a field name: (first, iterator of (is_attribute, key))."""
    if not isinstance(name, str):
        raise TypeError(f"expected str, got {type(name).__name__}")
    end = 0
    while end < len(name) and name[end] not in ".[":
        end += 1
    return _key(name[:end]), _accessors(name[end:])
