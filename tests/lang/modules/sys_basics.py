# args: one "two words" --flag
import sys
print(sys.argv[1:], len(sys.path) > 0, sys.version_info[:2], sys.version_info.major, sys.version_info >= (3, 14), sys.byteorder, sys.maxunicode, sys.getrecursionlimit(), sys.implementation.name != "", "sys" in sys.modules, sys.getdefaultencoding(), type(sys.stdout.write("")).__name__, sys.__stdout__ is not None, sys.stdout.encoding.lower())
try: 1 / 0
except ZeroDivisionError as e: print(sys.exc_info()[0] is ZeroDivisionError, sys.exception() is e, sys.exc_info()[1] is e)
print(sys.exc_info(), sys.exception(), sys.intern("a") == "a", sys.getsizeof([]) > 0, sys.float_info.max, sys.float_info.dig, sys.hexversion >> 16 == 0x30e, sys.flags.optimize, sys.platform != "")
def hook(t, v, tb): print("hook", t.__name__, v)
sys.displayhook(5); sys.displayhook(None)
f = sys._getframe(); print(f.f_code.co_name, f.f_lineno)
