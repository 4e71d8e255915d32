# Prints the syntax tree of CPython's `ast` in the form of dump_ast.cpp: one line a statement.
import ast, struct, sys


def escape(data):
    return "'" + "".join(
        chr(c) if 0x20 <= c < 0x7F and c not in b"\\'" else "\\x%02x" % c for c in data) + "'"


def real(value):
    return "f" + struct.pack(">d", value).hex()


def constant(value):
    if isinstance(value, str):
        return escape(value.encode("utf-8", "surrogatepass"))
    if isinstance(value, bytes):
        return "b" + escape(value)
    if value in (None, True, False) and not isinstance(value, (int, float, complex)) or isinstance(value, bool):
        return repr(value)
    if value is Ellipsis:
        return "Ellipsis"
    if isinstance(value, int):
        return hex(value)
    if isinstance(value, float):
        return real(value)
    return real(value.imag) + "j"


def dump(node):
    if isinstance(node, list):
        return "[" + " ".join(map(dump, node)) + "]"
    if isinstance(node, (ast.expr_context, ast.operator, ast.unaryop, ast.boolop, ast.cmpop)):
        return type(node).__name__
    if isinstance(node, ast.Constant):
        fields = [constant(node.value), str(node.kind)]
    elif isinstance(node, ast.AST):
        fields = []
        for name in node._fields:
            if name == "type_comment" and not isinstance(node, ast.arg):
                continue
            value = getattr(node, name, None)
            if name == "str" and isinstance(value, str):
                value = constant(value)
            fields.append(dump(value))
    else:
        return str(node)
    text = " ".join([type(node).__name__] + fields)
    if hasattr(node, "end_lineno"):
        text += " @%d:%d-%d:%d" % (node.lineno, node.col_offset, node.end_lineno, node.end_col_offset)
    return "(" + text + ")"


def dump_source(source, mode="exec"):
    try:
        tree = compile(source, "f", mode, ast.PyCF_ONLY_AST)
    except SyntaxError as e:
        return "%s %s:%s-%s:%s %s\n" % (
            type(e).__name__, e.lineno, e.offset, e.end_lineno, e.end_offset, e.msg)
    return "".join(dump(statement) + "\n" for statement in tree.body)


if __name__ == "__main__":
    for path in sys.argv[1:]:
        sys.stdout.write(dump_source(open(path, "rb").read()))
