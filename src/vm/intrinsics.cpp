// The instruction INTRINSIC: what the compiler needs of the library. See bytecode::Intrinsic.

#include "object/typing_objects.h"
#include "vm/frame.h"

namespace ts::vm {

namespace {

/// Calls sys.displayhook as it is now.
Value print_expression(Thread& t, Value v) {
  Value sys = t.vm->roots.sys_dict;
  Value hook = sys ? dict_get_str(static_cast<Dict*>(sys.cell()), TS_NAME(displayhook)) : kAbsent;
  if (hook.is_absent()) {
    Value module = TS_TRY(import_module(t, "sys"));
    hook = TS_TRY(find_attr(t, module, TS_NAME(displayhook)));
  }
  if (hook.is_absent()) return raise(t, numbers::kRuntimeError, "lost sys.displayhook");
  TS_TRY(call(t, hook, {v}));
  return kNone;
}

Value set_type_params(Thread& t, Value function, Value params) {
  FunctionExtra* extra = TS_TRY(function_extra(t, static_cast<Function*>(function.cell())));
  extra->type_params = params;
  return function;
}

}  // namespace

Value intrinsic(Thread& t, bytecode::Intrinsic which, Value* window) {
  using bytecode::Intrinsic;
  switch (which) {
    case Intrinsic::kPrintExpression:
      return print_expression(t, window[0]);
    case Intrinsic::kAssertionError:
      return Value(&kAssertionErrorType);
    case Intrinsic::kNotImplementedError:
      return Value(&kNotImplementedErrorType);
    case Intrinsic::kTypeVar:
      return make_type_variable(t, numbers::kTypeVar, window[0], Value(), Value());
    case Intrinsic::kTypeVarBound:
      return make_type_variable(t, numbers::kTypeVar, window[0], window[1], Value());
    case Intrinsic::kTypeVarConstraints:
      return make_type_variable(t, numbers::kTypeVar, window[0], Value(), window[1]);
    case Intrinsic::kParamSpec:
      return make_type_variable(t, numbers::kParamSpec, window[0], Value(), Value());
    case Intrinsic::kTypeVarTuple:
      return make_type_variable(t, numbers::kTypeVarTuple, window[0], Value(), Value());
    case Intrinsic::kSetTypeDefault:
      static_cast<TypeVariable*>(window[0].cell())->evaluate_default = window[1];
      return window[0];
    case Intrinsic::kTypeAlias:
      return make_type_alias(t, window[0], window[1], window[2]);
    case Intrinsic::kSubscriptGeneric:
      return subscript_generic(t, window[0]);
    case Intrinsic::kSetFunctionTypeParams:
      return set_type_params(t, window[0], window[1]);
    case Intrinsic::kStopIterationError:
    case Intrinsic::kAsyncGenWrap:
      break;
  }
  return raise(t, numbers::kSystemError, "unknown intrinsic");
}

}  // namespace ts::vm
