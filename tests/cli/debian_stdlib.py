# Modules of CPython's own library, unmodified from Debian's libpython3.11-stdlib, give what CPython
# 3.11 gives with them.

import os
import subprocess

from _program import check, done, run

LIBRARY = "/usr/lib/python3.11"
USES = {
    "heapq": "h = [5, 1, 4]; heapq.heapify(h); heapq.heappush(h, 2); print([heapq.heappop(h) for _ in range(4)], heapq.nlargest(2, [1, 5, 3]), list(heapq.merge([1, 4], [2, 3])))",
    "bisect": "l = [1, 3, 3, 5]; bisect.insort(l, 4); print(l, bisect.bisect_left(l, 3), bisect.bisect(l, 3, key=lambda x: x))",
    "keyword": "print(keyword.iskeyword('for'), keyword.issoftkeyword('match'), len(keyword.kwlist))",
    "colorsys": "print(colorsys.rgb_to_hsv(0.2, 0.4, 0.6), colorsys.hls_to_rgb(0.5, 0.5, 0.5))",
    "reprlib": "print(reprlib.repr('x' * 100), reprlib.repr(list(range(100))), reprlib.repr({i: i for i in range(10)}))",
    "_py_abc": "class A(metaclass=_py_abc.ABCMeta): pass\nA.register(int); print(isinstance(1, A), issubclass(str, A))",
    "copyreg": "print(copyreg.dispatch_table[complex](1j), copyreg.__newobj__(list))",
    "copy": "a = [1, [2], {3: [4]}]; b = copy.deepcopy(a); c = copy.copy(a); print(b, b == a, b[1] is a[1], c[1] is a[1])",
    "types": "print(types.SimpleNamespace(a=1, b=2), types.FunctionType is type(lambda: 1), types.new_class('N', (int,))(3) + 1)",
    "contextlib": "@contextlib.contextmanager\ndef m():\n  print('in')\n  try: yield 5\n  finally: print('out')\nwith m() as x, contextlib.suppress(KeyError): print(x); {}[1]\nwith contextlib.ExitStack() as s: s.callback(print, 'callback')",
    "functools": "print(functools.reduce(lambda a, b: a * b, [1, 2, 3, 4]), functools.partial(int, base=2)('101'))\n@functools.lru_cache\ndef f(n): return n if n < 2 else f(n - 1) + f(n - 2)\nprint(f(50), f.cache_info())\n@functools.singledispatch\ndef g(x): return 'other'\n@g.register(int)\ndef _(x): return 'int'\nprint(g(1), g('a'), sorted([3, 1], key=functools.cmp_to_key(lambda a, b: a - b)))",
    "collections": "P = collections.namedtuple('P', 'x y'); d = collections.deque([1, 2], 3); d.append(3); d.append(4); print(P(1, 2), P(1, 2)._replace(x=9), d, collections.Counter('abracadabra').most_common(2), collections.OrderedDict(a=1), collections.ChainMap({1: 2}, {3: 4})[3], dict(collections.defaultdict(list, {1: [2]})))",
}
for module, source in USES.items():
    program = f"import {module}\n{source}"
    expected = subprocess.run(
        ["/usr/bin/python3", "-c", program], capture_output=True, text=True,
        env={"PATH": os.environ["PATH"]},
    )  # fmt: skip
    out, err, code = run("-c", program, env={"PYTHONPATH": LIBRARY})
    check(module, (out, code), (expected.stdout, expected.returncode))
    if code:
        print(err[-600:])
done()
