// The module builtins: its table of functions, types and exceptions, and the functions that need
// no more than a few lines. The others are in builtins_*.cpp by subject; those that need the
// compiler or frames are vm/builtins.h. Follows the Library Reference, "Built-in Functions".

#include "vm/builtins.h"
#include "base/utf8.h"
#include "modules/builtins_functions.h"
#include "modules/io.h"
#include "modules/modules.h"
#include "object/containers.h"

namespace ts::modules {

namespace {

Value builtin_abs(Thread& t, Value number) { return unary(t, number, UnaryOp::kAbs); }

Value builtin_ascii(Thread& t, Value object) { return ascii(t, object); }

Value integer_text(Thread& t, Value number, const Str* spec) {
  Value integer = TS_TRY(index(t, number));
  return format(t, integer, spec);
}

Value builtin_bin(Thread& t, Value number) { return integer_text(t, number, TS_STR("#b")); }

Value builtin_hex(Thread& t, Value number) { return integer_text(t, number, TS_STR("#x")); }

Value builtin_oct(Thread& t, Value number) { return integer_text(t, number, TS_STR("#o")); }

Value builtin_breakpoint(Thread& t, Args positional, Kwargs keywords) {
  Value sys = TS_TRY(import_module(t, "sys"));
  Value hook = TS_TRY(find_attr(t, sys, TS_NAME(breakpointhook)));
  if (hook.is_absent()) return raise(t, numbers::kRuntimeError, "lost sys.breakpointhook");
  Value arguments =
      TS_TRY(make_tuple(t, std::span<const Value>(positional.values, positional.count)));
  return call_tuple_dict(t, hook, arguments, keywords.dict);
}

Value builtin_callable(Thread& t, Value object) { return Value::from_bool(is_callable(t, object)); }

Value builtin_chr(Thread& t, Value code) {
  Value integer = TS_TRY(index(t, code));
  if (!integer.is_small_int() || integer.small_int() < 0 || integer.small_int() > 0x10FFFF) {
    return raise(t, numbers::kValueError, "chr() arg not in range(0x110000)");
  }
  return make_char(t, static_cast<char32_t>(integer.small_int()));
}

Value builtin_divmod(Thread& t, Value x, Value y) { return binary(t, x, y, BinaryOp::kDivMod); }

Value builtin_exit(Thread& t, Value code) {
  if (!code) return raise_parts(t, numbers::kSystemExit, "", {});
  return raise_value(t, numbers::kSystemExit, code);
}

Value builtin_format(Thread& t, Value value, Value spec) {
  if (spec && !is_instance_of_native(*t.vm, spec, numbers::kStr)) {
    return raise(t, numbers::kTypeError, "format() argument 2 must be str, not {}", TypeOf{spec});
  }
  return format(t, value, spec);
}

Value builtin_globals(Thread& t) { return vm::frame_globals(t); }

Value builtin_hash(Thread& t, Value object) {
  intptr_t result;
  if (!hash(t, object, result)) return {};
  return make_int(t, result);
}

Value builtin_help(Thread& t, Args positional, Kwargs keywords) {
  Value module = TS_TRY(import_module(t, "_help"));
  Value help = TS_TRY(get_attr(t, module, TS_NAME(help)));
  Value arguments =
      TS_TRY(make_tuple(t, std::span<const Value>(positional.values, positional.count)));
  return call_tuple_dict(t, help, arguments, keywords.dict);
}

Value builtin_iter(Thread& t, Value object, Value sentinel) {
  if (!sentinel) return iter(t, object);
  if (!is_callable(t, object)) {
    return raise(t, numbers::kTypeError, "iter(v, w): v must be callable");
  }
  return make_callable_iterator(t, object, sentinel);
}

Value builtin_len(Thread& t, Value object) {
  intptr_t n = TS_TRY_INT(length(t, object));
  return make_int(t, n);
}

Value builtin_locals(Thread& t) { return vm::frame_locals(t); }

Value builtin_next(Thread& t, Value iterator, Value otherwise) {
  if (!slots_of(t, iterator).next) {
    return raise(t, numbers::kTypeError, "'{}' object is not an iterator", TypeOf{iterator});
  }
  if (otherwise) {
    Value item = TS_TRY(next(t, iterator));
    return item.is_stop() ? otherwise : item;
  }
  const Type* type = type_of(t, iterator);
  bool has_result = type->number >= numbers::kGenerator && type->number <= numbers::kAnextAwaitable;
  if (has_result || (type->flags & bind::kTypeHeap)) {
    return vm::next_or_raise(t, iterator);
  }
  Value item = TS_TRY(next(t, iterator));
  return item.is_stop() ? raise_stop_iteration(t, Value()) : item;
}

Value ord_of_bytes(Thread& t, const uint8_t* data, size_t n) {
  if (n == 1) return Value::from_int(data[0]);
  return raise(t, numbers::kTypeError, "ord() expected a character, but string of length {} found",
               n);
}

Value builtin_ord(Thread& t, Value character) {
  if (is_instance_of_native(*t.vm, character, numbers::kStr)) {
    Str* s = as_str(character);
    size_t n = str_length(s);
    if (n == 1) return Value::from_int(static_cast<intptr_t>(base::utf8_at_unchecked(s->text())));
    return raise(t, numbers::kTypeError,
                 "ord() expected a character, but string of length {} found", n);
  }
  if (is_instance_of_native(*t.vm, character, numbers::kBytes)) {
    auto* bytes = static_cast<Bytes*>(character.cell());
    return ord_of_bytes(t, bytes->data(), bytes->length);
  }
  if (is_instance_of_native(*t.vm, character, numbers::kByteArrayObject)) {
    auto* bytes = static_cast<ByteArrayObject*>(character.cell());
    return ord_of_bytes(t, bytes->data(), bytes->length);
  }
  return raise(t, numbers::kTypeError, "ord() expected string of length 1, but {} found",
               TypeOf{character});
}

Value builtin_pow(Thread& t, Value base, Value exponent, Value modulus) {
  if (!modulus || modulus.is_none()) return binary(t, base, exponent, BinaryOp::kPow);
  return power(t, base, exponent, modulus);
}

Value builtin_repr(Thread& t, Value object) { return repr(t, object); }

Value builtin_round(Thread& t, Value number, Value digits) {
  Value result = digits && !digits.is_none()
                     ? TS_TRY(call_special(t, number, TS_NAME(__round__), {digits}))
                     : TS_TRY(call_special(t, number, TS_NAME(__round__)));
  if (result.is_absent()) {
    return raise(t, numbers::kTypeError, "type {} doesn't define __round__ method", TypeOf{number});
  }
  return result;
}

const Native kFunctions[] = {
    TS_FUNCTION(vm::builtin_build_class, TS_NAME(__build_class__), "func, name, /, *bases, **kwds",
                "Internal helper function used by the class statement."),
    TS_FUNCTION(vm::builtin_import, TS_NAME(__import__),
                "name, globals=None, locals=None, fromlist=(), level=0", "Import a module."),
    TS_FUNCTION(builtin_abs, TS_NAME(abs), "number, /",
                "Return the absolute value of the argument."),
    TS_FUNCTION(vm::builtin_aiter, TS_NAME(aiter), "async_iterable, /",
                "Return an AsyncIterator for an AsyncIterable object."),
    TS_FUNCTION(builtin_all, TS_NAME(all), "iterable, /",
                "Return True if bool(x) is True for all values x in the iterable."),
    TS_FUNCTION(vm::builtin_anext, TS_NAME(anext), "async_iterator, default=<unrepresentable>, /",
                "Return the next item from the async iterator."),
    TS_FUNCTION(builtin_any, TS_NAME(any), "iterable, /",
                "Return True if bool(x) is True for any x in the iterable."),
    TS_FUNCTION(builtin_ascii, TS_NAME(ascii), "obj, /",
                "Return an ASCII-only representation of an object."),
    TS_FUNCTION(builtin_bin, TS_NAME(bin), "integer, /",
                "Return the binary representation of an integer."),
    TS_FUNCTION(builtin_breakpoint, TS_NAME(breakpoint), "*args, **kws",
                "Call sys.breakpointhook(*args, **kws)."),
    TS_FUNCTION(builtin_callable, TS_NAME(callable), "obj, /",
                "Return whether the object is callable (i.e., some kind of function)."),
    TS_FUNCTION(builtin_chr, TS_NAME(chr), "i, /",
                "Return a Unicode string of one character with ordinal i; 0 <= i <= 0x10ffff."),
    TS_FUNCTION(vm::builtin_compile, TS_NAME(compile),
                "source, filename, mode, flags=0, dont_inherit=False, optimize=-1, *, "
                "_feature_version=-1",
                "Compile source into a code object that can be executed by exec() or eval()."),
    TS_FUNCTION(builtin_delattr, TS_NAME(delattr), "obj, name, /",
                "Deletes the named attribute from the given object."),
    TS_FUNCTION(builtin_dir, TS_NAME(dir), "object=None, /",
                "Return the names in the current scope, or the attributes of an object."),
    TS_FUNCTION(builtin_divmod, TS_NAME(divmod), "x, y, /", "Return the tuple (x//y, x%y)."),
    TS_FUNCTION(vm::builtin_eval, TS_NAME(eval), "source, /, globals=None, locals=None",
                "Evaluate the given source in the context of globals and locals."),
    TS_FUNCTION(vm::builtin_exec, TS_NAME(exec),
                "source, /, globals=None, locals=None, *, closure=None",
                "Execute the given source in the context of globals and locals."),
    TS_FUNCTION(builtin_exit, TS_NAME(exit), "code=None", "Exit by raising SystemExit."),
    TS_FUNCTION(builtin_format, TS_NAME(format), "value, format_spec='', /",
                "Return type(value).__format__(value, format_spec)."),
    TS_FUNCTION(builtin_getattr, TS_NAME(getattr), "object, name, default=<unrepresentable>, /",
                "Get a named attribute from an object; the default replaces a missing one."),
    TS_FUNCTION(builtin_globals, TS_NAME(globals), "",
                "Return the dictionary containing the current scope's global variables."),
    TS_FUNCTION(builtin_hasattr, TS_NAME(hasattr), "obj, name, /",
                "Return whether the object has an attribute with the given name."),
    TS_FUNCTION(builtin_hash, TS_NAME(hash), "obj, /",
                "Return the hash value for the given object."),
    TS_FUNCTION(builtin_help, TS_NAME(help), "*args, **kwds", "Describe an object or a module."),
    TS_FUNCTION(builtin_hex, TS_NAME(hex), "integer, /",
                "Return the hexadecimal representation of an integer."),
    TS_FUNCTION(builtin_id, TS_NAME(id), "obj, /", "Return the identity of an object."),
    TS_FUNCTION(builtin_input, TS_NAME(input), "prompt='', /",
                "Read a string from standard input. The trailing newline is stripped."),
    TS_FUNCTION(builtin_isinstance, TS_NAME(isinstance), "obj, class_or_tuple, /",
                "Return whether an object is an instance of a class or of a subclass thereof."),
    TS_FUNCTION(builtin_issubclass, TS_NAME(issubclass), "cls, class_or_tuple, /",
                "Return whether 'cls' is derived from another class or is the same class."),
    TS_FUNCTION(
        builtin_iter, TS_NAME(iter), "object, sentinel=<unrepresentable>, /",
        "Get an iterator from an object, or call a function until it returns the sentinel."),
    TS_FUNCTION(builtin_len, TS_NAME(len), "obj, /", "Return the number of items in a container."),
    TS_FUNCTION(builtin_locals, TS_NAME(locals), "",
                "Return a dictionary containing the current scope's local variables."),
    TS_FUNCTION(builtin_max, TS_NAME(max), "*args, key=None, default=<unrepresentable>",
                "With one iterable, return its biggest item; else the biggest argument."),
    TS_FUNCTION(builtin_min, TS_NAME(min), "*args, key=None, default=<unrepresentable>",
                "With one iterable, return its smallest item; else the smallest argument."),
    TS_FUNCTION(builtin_next, TS_NAME(next), "iterator, default=<unrepresentable>, /",
                "Return the next item from the iterator, or the default when it is exhausted."),
    TS_FUNCTION(builtin_oct, TS_NAME(oct), "integer, /",
                "Return the octal representation of an integer."),
    TS_FUNCTION(builtin_ord, TS_NAME(ord), "character, /",
                "Return the ordinal value of a character."),
    TS_FUNCTION(builtin_pow, TS_NAME(pow), "base, exp, mod=None",
                "Equivalent to base**exp with 2 arguments or base**exp % mod with 3 arguments."),
    TS_FUNCTION(builtin_print, TS_NAME(print), "*args, sep=' ', end='\\n', file=None, flush=False",
                "Prints the values to a stream, or to sys.stdout by default."),
    TS_FUNCTION(builtin_exit, TS_NAME(quit), "code=None", "Exit by raising SystemExit."),
    TS_FUNCTION(builtin_repr, TS_NAME(repr), "obj, /",
                "Return the canonical string representation of the object."),
    TS_FUNCTION(builtin_round, TS_NAME(round), "number, ndigits=None",
                "Round a number to a given precision in decimal digits."),
    TS_FUNCTION(builtin_setattr, TS_NAME(setattr), "obj, name, value, /",
                "Sets the named attribute on the given object to the specified value."),
    TS_FUNCTION(builtin_sorted, TS_NAME(sorted), "*args, key=None, reverse=False",
                "Return a new list containing all items from the iterable in ascending order."),
    TS_FUNCTION(builtin_sum, TS_NAME(sum), "iterable, /, start=0",
                "Return the sum of a 'start' value (default: 0) plus an iterable of numbers."),
    TS_FUNCTION(builtin_vars, TS_NAME(vars), "object=None, /",
                "Return the __dict__ of an object, or the local variables."),
};

const bind::Constant kConstants[] = {
    {TS_STR("None"), kNone},
    {TS_STR("True"), kTrue},
    {TS_STR("False"), kFalse},
    {TS_NAME(Ellipsis), kEllipsis},
    {TS_NAME(NotImplemented), kNotImplemented},
    {TS_NAME(__debug__), kTrue},
    {TS_NAME(open), &kOpen},
    // types
    {TS_NAME(bool), &kBoolType},
    {TS_NAME(bytearray), &kByteArrayObjectType},
    {TS_NAME(bytes), &kBytesType},
    {TS_NAME(classmethod), &kClassMethodType},
    {TS_NAME(complex), &kComplexType},
    {TS_NAME(dict), &kDictType},
    {TS_NAME(enumerate), &kEnumerateType},
    {TS_NAME(filter), &kFilterType},
    {TS_NAME(float), &kFloatType},
    {TS_NAME(frozenset), &kFrozenSetType},
    {TS_NAME(int), &kIntType},
    {TS_NAME(list), &kListType},
    {TS_NAME(map), &kMapType},
    {TS_NAME(memoryview), &kMemoryViewType},
    {TS_NAME(object), &kObjectType},
    {TS_NAME(property), &kPropertyType},
    {TS_NAME(range), &kRangeType},
    {TS_NAME(reversed), &kReversedType},
    {TS_NAME(set), &kSetType},
    {TS_NAME(slice), &kSliceType},
    {TS_NAME(staticmethod), &kStaticMethodType},
    {TS_NAME(str), &kStrType},
    {TS_NAME(super), &kSuperType},
    {TS_NAME(tuple), &kTupleType},
    {TS_NAME(type), &kTypeType},
    {TS_NAME(zip), &kZipType},
    // exceptions
    {TS_NAME(ArithmeticError), &kArithmeticErrorType},
    {TS_NAME(AssertionError), &kAssertionErrorType},
    {TS_NAME(AttributeError), &kAttributeErrorType},
    {TS_NAME(BaseException), &kBaseExceptionType},
    {TS_NAME(BaseExceptionGroup), &kBaseExceptionGroupType},
    {TS_NAME(BlockingIOError), &kBlockingIOErrorType},
    {TS_NAME(BrokenPipeError), &kBrokenPipeErrorType},
    {TS_NAME(BufferError), &kBufferErrorType},
    {TS_NAME(BytesWarning), &kBytesWarningType},
    {TS_NAME(ChildProcessError), &kChildProcessErrorType},
    {TS_NAME(ConnectionAbortedError), &kConnectionAbortedErrorType},
    {TS_NAME(ConnectionError), &kConnectionErrorType},
    {TS_NAME(ConnectionRefusedError), &kConnectionRefusedErrorType},
    {TS_NAME(ConnectionResetError), &kConnectionResetErrorType},
    {TS_NAME(DeprecationWarning), &kDeprecationWarningType},
    {TS_NAME(EOFError), &kEOFErrorType},
    {TS_NAME(EncodingWarning), &kEncodingWarningType},
    {TS_NAME(Exception), &kExceptionType},
    {TS_NAME(ExceptionGroup), &kExceptionGroupType},
    {TS_NAME(FileExistsError), &kFileExistsErrorType},
    {TS_NAME(FileNotFoundError), &kFileNotFoundErrorType},
    {TS_NAME(FloatingPointError), &kFloatingPointErrorType},
    {TS_NAME(FutureWarning), &kFutureWarningType},
    {TS_NAME(GeneratorExit), &kGeneratorExitType},
    {TS_NAME(ImportError), &kImportErrorType},
    {TS_NAME(ImportWarning), &kImportWarningType},
    {TS_NAME(IndentationError), &kIndentationErrorType},
    {TS_NAME(IndexError), &kIndexErrorType},
    {TS_NAME(InterruptedError), &kInterruptedErrorType},
    {TS_NAME(IsADirectoryError), &kIsADirectoryErrorType},
    {TS_NAME(KeyError), &kKeyErrorType},
    {TS_NAME(KeyboardInterrupt), &kKeyboardInterruptType},
    {TS_NAME(LookupError), &kLookupErrorType},
    {TS_NAME(MemoryError), &kMemoryErrorType},
    {TS_NAME(ModuleNotFoundError), &kModuleNotFoundErrorType},
    {TS_NAME(NameError), &kNameErrorType},
    {TS_NAME(NotADirectoryError), &kNotADirectoryErrorType},
    {TS_NAME(NotImplementedError), &kNotImplementedErrorType},
    {TS_NAME(OSError), &kOSErrorType},
    {TS_NAME(OverflowError), &kOverflowErrorType},
    {TS_NAME(PendingDeprecationWarning), &kPendingDeprecationWarningType},
    {TS_NAME(PermissionError), &kPermissionErrorType},
    {TS_NAME(ProcessLookupError), &kProcessLookupErrorType},
    {TS_NAME(PythonFinalizationError), &kPythonFinalizationErrorType},
    {TS_NAME(RecursionError), &kRecursionErrorType},
    {TS_NAME(ReferenceError), &kReferenceErrorType},
    {TS_NAME(ResourceWarning), &kResourceWarningType},
    {TS_NAME(RuntimeError), &kRuntimeErrorType},
    {TS_NAME(RuntimeWarning), &kRuntimeWarningType},
    {TS_NAME(StopAsyncIteration), &kStopAsyncIterationType},
    {TS_NAME(StopIteration), &kStopIterationType},
    {TS_NAME(SyntaxError), &kSyntaxErrorType},
    {TS_NAME(SyntaxWarning), &kSyntaxWarningType},
    {TS_NAME(SystemError), &kSystemErrorType},
    {TS_NAME(SystemExit), &kSystemExitType},
    {TS_NAME(TabError), &kTabErrorType},
    {TS_NAME(TimeoutError), &kTimeoutErrorType},
    {TS_NAME(TypeError), &kTypeErrorType},
    {TS_NAME(UnboundLocalError), &kUnboundLocalErrorType},
    {TS_NAME(UnicodeDecodeError), &kUnicodeDecodeErrorType},
    {TS_NAME(UnicodeEncodeError), &kUnicodeEncodeErrorType},
    {TS_NAME(UnicodeError), &kUnicodeErrorType},
    {TS_NAME(UnicodeTranslateError), &kUnicodeTranslateErrorType},
    {TS_NAME(UnicodeWarning), &kUnicodeWarningType},
    {TS_NAME(UserWarning), &kUserWarningType},
    {TS_NAME(ValueError), &kValueErrorType},
    {TS_NAME(Warning), &kWarningType},
    {TS_NAME(ZeroDivisionError), &kZeroDivisionErrorType},
    {TS_NAME(EnvironmentError), &kOSErrorType},
    {TS_NAME(IOError), &kOSErrorType},
    {TS_NAME(_IncompleteInputError), &kIncompleteInputErrorType},
};

}  // namespace

extern const bind::ModuleDefinition kBuiltinsModule{
    TS_NAME(builtins),
    "Built-in functions, types, exceptions, and other objects.",
    kFunctions,
    kConstants,
};

}  // namespace ts::modules
