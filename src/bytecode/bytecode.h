// The instruction set as types: opcodes, operand kinds, and the small enumerations that operands use.
// Everything about one instruction stands in opcodes.def; this header only turns it into code.

#pragma once

#include <cstddef>
#include <cstdint>

namespace ts::bytecode {

enum class Op : uint8_t {
#define OP(name, operands, effects, meaning) name,
#include "bytecode/opcodes.def"
#undef OP
  kCount
};

inline constexpr size_t kOpCount = static_cast<size_t>(Op::kCount);

/// Registers that a call window holds before its first argument.
inline constexpr unsigned kCallLinkage = 4;

/// Operand of LOADS and RETURNS.
enum class Special : uint8_t { kNone, kTrue, kFalse, kEllipsis, kAbsent, kUnbound, kNotImplemented };

/// Operand of LOADSPECIAL.
enum class SpecialMethod : uint8_t { kEnter, kExit, kAenter, kAexit };

/// Operand of MAKEFUNC, bits.
enum MakeFunctionFlags : uint8_t {
  kMakeDefaults = 1,
  kMakeKeywordDefaults = 2,
  kMakeClosure = 4,
  kMakeAnnotate = 8,
};

/// Operand of INTRINSIC. Registers are numbered from the window: w0 = R[w], w1 = R[w+1] ...
enum class Intrinsic : uint8_t {
  kPrintExpression,     ///< sys.displayhook(w0); result None
  kAssertionError,      ///< the class AssertionError
  kNotImplementedError, ///< the class NotImplementedError (annotate functions)
  kTypeVar,             ///< TypeVar(name w0)
  kTypeVarBound,        ///< TypeVar(name w0, evaluate function of the bound w1)
  kTypeVarConstraints,  ///< TypeVar(name w0, evaluate function of the constraints w1)
  kParamSpec,           ///< ParamSpec(name w0)
  kTypeVarTuple,        ///< TypeVarTuple(name w0)
  kSetTypeDefault,      ///< type parameter w0 gets the evaluate function w1 of its default; result w0
  kTypeAlias,           ///< TypeAliasType(name w0, type parameters tuple or None w1, evaluate function w2)
  kSubscriptGeneric,    ///< Generic[*type parameters tuple w0]
  kSetFunctionTypeParams,  ///< function w0 gets __type_params__ w1; result w0
  kStopIterationError,  ///< unused by generated code today
  kAsyncGenWrap,        ///< unused by generated code today
};

/// Bits of a code object's flags.
enum CodeFlags : uint16_t {
  kCodeVarArgs = 1,         ///< has *args: a tuple in the register after the named parameters
  kCodeVarKeywords = 2,     ///< has **kwargs: a dict in the register after that
  kCodeGenerator = 4,
  kCodeCoroutine = 8,
  kCodeAsyncGenerator = 16,
  kCodeNested = 32,         ///< has an enclosing function
  kCodeNamespace = 64,      ///< register 0 holds a namespace: modules, eval, class bodies
  kCodeModule = 128,        ///< compiled as file, interactive or eval input
  kCodeClassBody = 256,
  kCodeHasDocstring = 512,  ///< constant 0 is the docstring
  kCodeMethod = 1024,       ///< first parameter is bound when called through an instance (hint)
  kCodeFutureAnnotations = 2048,  ///< `from __future__ import annotations`
  kCodeOptimizedLocals = 4096,    ///< a function: locals are registers
};

/// Name, operand letters and effect letters of an opcode (see opcodes.def).
struct OpInfo {
  const char* name;
  const char* operands;
  const char* effects;
};

/// Facts of `op`.
const OpInfo& op_info(Op op);

/// Length in bytes of the instruction that starts at `pc`, its WIDE prefix included.
size_t instruction_length(const uint8_t* pc);

/// Decodes the operands of the instruction at `pc` (WIDE allowed) into `out` (at least 5 entries; signed kinds
/// sign-extended). Returns the opcode; `length` gets the bytes consumed.
Op decode(const uint8_t* pc, int32_t out[5], size_t& length);

}  // namespace ts::bytecode
