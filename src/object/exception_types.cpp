// The exception types as constant data: names, bases, which slots and attributes they have. What
// those do stands in exception_base.cpp, exception_os.cpp and so on.

#include "object/exception_slots.h"

namespace ts::object {

namespace {

constexpr Layout kLayout = layout_from<Exception>(offsetof(Exception, args));
constexpr uint32_t kFlags = bind::kTypeBase | bind::kTypeException | bind::kTypeInstanceDict;

consteval Type exception_type(TypeNumber number, const Str* name, const Type* base,
                              const Slots* slots, const Attributes* attributes,
                              uint32_t flags = 0) {
  return bind::make_type(number, name, base, slots, attributes, kLayout, kFlags | flags);
}

template <size_t N>
struct StaticTuple {
  Tuple head;
  Value items[N];
};
template <class... T>
consteval StaticTuple<sizeof...(T)> make_static_tuple(T... types) {
  return {{{heap::static_header(numbers::kTuple).header}, sizeof...(T), 0}, {Value(types)...}};
}

// ExceptionGroup has two bases.
constinit const auto kGroupBases = make_static_tuple(&kBaseExceptionGroupType, &kExceptionType);
constinit const auto kGroupMro =
    make_static_tuple(&kExceptionGroupType, &kBaseExceptionGroupType, &kExceptionType,
                      &kBaseExceptionType, &kObjectType);

consteval Type exception_group_type(const Attributes* attributes) {
  Type type =
      exception_type(numbers::kExceptionGroup, TS_NAME(ExceptionGroup), &kBaseExceptionGroupType,
                     &kExceptionGroupSlots, attributes, bind::kTypeGeneric);
  type.bases = Value(&kGroupBases.head);
  type.mro = Value(&kGroupMro.head);
  return type;
}

const Attributes kExceptionGroupAttributes{};

}  // namespace

extern constinit const Type kBaseExceptionType =
    exception_type(numbers::kBaseException, TS_NAME(BaseException), &kObjectType,
                   &kBaseExceptionSlots, &kBaseExceptionAttributes);
extern constinit const Type kBaseExceptionGroupType =
    exception_type(numbers::kBaseExceptionGroup, TS_NAME(BaseExceptionGroup), &kBaseExceptionType,
                   &kExceptionGroupSlots, &kBaseExceptionGroupAttributes, bind::kTypeGeneric);
extern constinit const Type kExceptionGroupType = exception_group_type(&kExceptionGroupAttributes);

#define TYPE_WITH(kind, name, base, slots, attributes) \
  extern constinit const Type k##kind##Type =          \
      exception_type(numbers::k##kind, name, &k##base##Type, &slots, &attributes);
#define TYPE_OF(kind, name, base, slots, doc)            \
  namespace {                                            \
  const Attributes k##kind##Attributes{{}, {}, {}, doc}; \
  }                                                      \
  TYPE_WITH(kind, name, base, slots, k##kind##Attributes)

TYPE_OF(GeneratorExit, TS_NAME(GeneratorExit), BaseException, kBaseExceptionSlots,
        "Request that a generator exit.")
TYPE_OF(KeyboardInterrupt, TS_NAME(KeyboardInterrupt), BaseException, kBaseExceptionSlots,
        "Program interrupted by user.")
TYPE_WITH(SystemExit, TS_NAME(SystemExit), BaseException, kSystemExitSlots, kSystemExitAttributes)
TYPE_OF(Exception, TS_NAME(Exception), BaseException, kBaseExceptionSlots,
        "Common base class for all non-exit exceptions.")
TYPE_OF(ArithmeticError, TS_NAME(ArithmeticError), Exception, kBaseExceptionSlots,
        "Base class for arithmetic errors.")
TYPE_OF(FloatingPointError, TS_NAME(FloatingPointError), ArithmeticError, kBaseExceptionSlots,
        "Floating-point operation failed.")
TYPE_OF(OverflowError, TS_NAME(OverflowError), ArithmeticError, kBaseExceptionSlots,
        "Result too large to be represented.")
TYPE_OF(ZeroDivisionError, TS_NAME(ZeroDivisionError), ArithmeticError, kBaseExceptionSlots,
        "Second argument to a division or modulo operation was zero.")
TYPE_OF(AssertionError, TS_NAME(AssertionError), Exception, kBaseExceptionSlots,
        "Assertion failed.")
TYPE_WITH(AttributeError, TS_NAME(AttributeError), Exception, kAttributeErrorSlots,
          kAttributeErrorAttributes)
TYPE_OF(BufferError, TS_NAME(BufferError), Exception, kBaseExceptionSlots, "Buffer error.")
TYPE_OF(EOFError, TS_NAME(EOFError), Exception, kBaseExceptionSlots, "Read beyond end of file.")
TYPE_WITH(ImportError, TS_NAME(ImportError), Exception, kImportErrorSlots, kImportErrorAttributes)
TYPE_OF(ModuleNotFoundError, TS_NAME(ModuleNotFoundError), ImportError, kImportErrorSlots,
        "Module not found.")
TYPE_OF(LookupError, TS_NAME(LookupError), Exception, kBaseExceptionSlots,
        "Base class for lookup errors.")
TYPE_OF(IndexError, TS_NAME(IndexError), LookupError, kBaseExceptionSlots,
        "Sequence index out of range.")
TYPE_OF(KeyError, TS_NAME(KeyError), LookupError, kKeyErrorSlots, "Mapping key not found.")
TYPE_OF(MemoryError, TS_NAME(MemoryError), Exception, kBaseExceptionSlots, "Out of memory.")
TYPE_WITH(NameError, TS_NAME(NameError), Exception, kNameErrorSlots, kNameErrorAttributes)
TYPE_OF(UnboundLocalError, TS_NAME(UnboundLocalError), NameError, kNameErrorSlots,
        "Local name referenced but not bound to a value.")
TYPE_WITH(OSError, TS_NAME(OSError), Exception, kOsErrorSlots, kOsErrorAttributes)
TYPE_OF(BlockingIOError, TS_NAME(BlockingIOError), OSError, kOsErrorSlots,
        "I/O operation would block.")
TYPE_OF(ChildProcessError, TS_NAME(ChildProcessError), OSError, kOsErrorSlots,
        "Child process error.")
TYPE_OF(ConnectionError, TS_NAME(ConnectionError), OSError, kOsErrorSlots, "Connection error.")
TYPE_OF(BrokenPipeError, TS_NAME(BrokenPipeError), ConnectionError, kOsErrorSlots, "Broken pipe.")
TYPE_OF(ConnectionAbortedError, TS_NAME(ConnectionAbortedError), ConnectionError, kOsErrorSlots,
        "Connection aborted.")
TYPE_OF(ConnectionRefusedError, TS_NAME(ConnectionRefusedError), ConnectionError, kOsErrorSlots,
        "Connection refused.")
TYPE_OF(ConnectionResetError, TS_NAME(ConnectionResetError), ConnectionError, kOsErrorSlots,
        "Connection reset.")
TYPE_OF(FileExistsError, TS_NAME(FileExistsError), OSError, kOsErrorSlots, "File already exists.")
TYPE_OF(FileNotFoundError, TS_NAME(FileNotFoundError), OSError, kOsErrorSlots, "File not found.")
TYPE_OF(InterruptedError, TS_NAME(InterruptedError), OSError, kOsErrorSlots,
        "Interrupted by signal.")
TYPE_OF(IsADirectoryError, TS_NAME(IsADirectoryError), OSError, kOsErrorSlots,
        "Operation doesn't work on directories.")
TYPE_OF(NotADirectoryError, TS_NAME(NotADirectoryError), OSError, kOsErrorSlots,
        "Operation only works on directories.")
TYPE_OF(PermissionError, TS_NAME(PermissionError), OSError, kOsErrorSlots,
        "Not enough permissions.")
TYPE_OF(ProcessLookupError, TS_NAME(ProcessLookupError), OSError, kOsErrorSlots,
        "Process not found.")
TYPE_OF(TimeoutError, TS_NAME(TimeoutError), OSError, kOsErrorSlots, "Timeout expired.")
TYPE_OF(ReferenceError, TS_NAME(ReferenceError), Exception, kBaseExceptionSlots,
        "Weak ref proxy used after referent went away.")
TYPE_OF(RuntimeError, TS_NAME(RuntimeError), Exception, kBaseExceptionSlots,
        "Unspecified run-time error.")
TYPE_OF(NotImplementedError, TS_NAME(NotImplementedError), RuntimeError, kBaseExceptionSlots,
        "Method or function hasn't been implemented yet.")
TYPE_OF(PythonFinalizationError, TS_NAME(PythonFinalizationError), RuntimeError,
        kBaseExceptionSlots, "Operation blocked during Python finalization.")
TYPE_OF(RecursionError, TS_NAME(RecursionError), RuntimeError, kBaseExceptionSlots,
        "Recursion limit exceeded.")
TYPE_OF(StopAsyncIteration, TS_NAME(StopAsyncIteration), Exception, kBaseExceptionSlots,
        "Signal the end from iterator.__anext__().")
TYPE_WITH(StopIteration, TS_NAME(StopIteration), Exception, kStopIterationSlots,
          kStopIterationAttributes)
TYPE_WITH(SyntaxError, TS_NAME(SyntaxError), Exception, kSyntaxErrorSlots, kSyntaxErrorAttributes)
TYPE_OF(IndentationError, TS_NAME(IndentationError), SyntaxError, kSyntaxErrorSlots,
        "Improper indentation.")
TYPE_OF(IncompleteInputError, TS_NAME(_IncompleteInputError), SyntaxError, kSyntaxErrorSlots,
        "incomplete input.")
TYPE_OF(TabError, TS_NAME(TabError), IndentationError, kSyntaxErrorSlots,
        "Improper mixture of spaces and tabs.")
TYPE_OF(SystemError, TS_NAME(SystemError), Exception, kBaseExceptionSlots,
        "Internal error in the Python interpreter.")
TYPE_OF(TypeError, TS_NAME(TypeError), Exception, kBaseExceptionSlots,
        "Inappropriate argument type.")
TYPE_OF(ValueError, TS_NAME(ValueError), Exception, kBaseExceptionSlots,
        "Inappropriate argument value (of correct type).")
TYPE_OF(UnicodeError, TS_NAME(UnicodeError), ValueError, kBaseExceptionSlots,
        "Unicode related error.")
TYPE_WITH(UnicodeDecodeError, TS_NAME(UnicodeDecodeError), UnicodeError, kUnicodeDecodeErrorSlots,
          kUnicodeDecodeErrorAttributes)
TYPE_WITH(UnicodeEncodeError, TS_NAME(UnicodeEncodeError), UnicodeError, kUnicodeEncodeErrorSlots,
          kUnicodeEncodeErrorAttributes)
TYPE_WITH(UnicodeTranslateError, TS_NAME(UnicodeTranslateError), UnicodeError,
          kUnicodeTranslateErrorSlots, kUnicodeTranslateErrorAttributes)
TYPE_OF(Warning, TS_NAME(Warning), Exception, kBaseExceptionSlots,
        "Base class for warning categories.")
TYPE_OF(BytesWarning, TS_NAME(BytesWarning), Warning, kBaseExceptionSlots,
        "Base class for warnings about bytes and buffer related problems, mostly\nrelated to "
        "conversion from str or comparing to str.")
TYPE_OF(DeprecationWarning, TS_NAME(DeprecationWarning), Warning, kBaseExceptionSlots,
        "Base class for warnings about deprecated features.")
TYPE_OF(EncodingWarning, TS_NAME(EncodingWarning), Warning, kBaseExceptionSlots,
        "Base class for warnings about encodings.")
TYPE_OF(FutureWarning, TS_NAME(FutureWarning), Warning, kBaseExceptionSlots,
        "Base class for warnings about constructs that will change semantically\nin the future.")
TYPE_OF(ImportWarning, TS_NAME(ImportWarning), Warning, kBaseExceptionSlots,
        "Base class for warnings about probable mistakes in module imports")
TYPE_OF(PendingDeprecationWarning, TS_NAME(PendingDeprecationWarning), Warning, kBaseExceptionSlots,
        "Base class for warnings about features which will be deprecated\nin the future.")
TYPE_OF(ResourceWarning, TS_NAME(ResourceWarning), Warning, kBaseExceptionSlots,
        "Base class for warnings about resource usage.")
TYPE_OF(RuntimeWarning, TS_NAME(RuntimeWarning), Warning, kBaseExceptionSlots,
        "Base class for warnings about dubious runtime behavior.")
TYPE_OF(SyntaxWarning, TS_NAME(SyntaxWarning), Warning, kBaseExceptionSlots,
        "Base class for warnings about dubious syntax.")
TYPE_OF(UnicodeWarning, TS_NAME(UnicodeWarning), Warning, kBaseExceptionSlots,
        "Base class for warnings about Unicode related problems, mostly\nrelated to conversion "
        "problems.")
TYPE_OF(UserWarning, TS_NAME(UserWarning), Warning, kBaseExceptionSlots,
        "Base class for warnings generated by user code.")

}  // namespace ts::object
