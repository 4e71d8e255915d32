// The types traceback and frame. Library Reference, "types.TracebackType"; Language
// Reference 3.2.13.

#include "vm/frame_objects.h"

#include "bytecode/tables.h"
#include "object/native_support.h"

namespace ts::vm {

int32_t line_at(const Code* code, uintptr_t pc) {
  return bytecode::find_position(line_table(code), code->first_line, static_cast<uint32_t>(pc))
      .line;
}

Value make_frame(Thread& t, Value function, uintptr_t pc) {
  auto* frame = TS_TRY(heap::allocate<FrameObject>(t, numbers::kFrame));
  frame->pc = pc;
  frame->function = function;
  return Value(frame);
}

namespace {

Code* code_of(Value function) { return static_cast<Function*>(function.cell())->code; }
Value line_or_none(Value function, uintptr_t pc) {
  int32_t line = line_at(code_of(function), pc);
  return line < 0 ? kNone : Value::from_int(line);
}

// --- traceback

Traceback* as_traceback(Value v) { return static_cast<Traceback*>(v.cell()); }

Value get_next(Thread&, Value self) {
  return as_traceback(self)->next ? as_traceback(self)->next : kNone;
}

bool set_next(Thread& t, Value self, Value v) {
  if (!v) {
    raise(t, numbers::kTypeError, "can't delete tb_next attribute");
    return false;
  }
  if (!v.is_none() && !is_exact(v, numbers::kTraceback)) {
    raise(t, numbers::kTypeError, "expected traceback object or None, got '{}'", TypeOf{v});
    return false;
  }
  for (Value at = v; at && !at.is_none(); at = as_traceback(at)->next) {
    if (at == self) {
      raise(t, numbers::kValueError, "traceback loop detected");
      return false;
    }
  }
  as_traceback(self)->next = v;
  return true;
}

Value get_frame(Thread& t, Value self) {
  auto* traceback = as_traceback(self);
  if (!traceback->frame) {
    Value frame = TS_TRY(make_frame(t, traceback->function, traceback->pc));
    traceback->frame = frame;
  }
  return traceback->frame;
}

Value get_line(Thread&, Value self) {
  return line_or_none(as_traceback(self)->function, as_traceback(self)->pc);
}
Value get_last_instruction(Thread&, Value self) {
  return Value::from_int(static_cast<intptr_t>(as_traceback(self)->pc));
}

Value construct_traceback(Thread& t, Value type, const Arguments& a) {
  const Str* const names[] = {TS_NAME(tb_next), TS_NAME(tb_frame), TS_NAME(tb_lasti),
                              TS_NAME(tb_lineno)};
  Value v[4];
  if (!take_arguments(t, a, "traceback", names, 4, v)) return {};
  if (!v[0].is_none() && !is_exact(v[0], numbers::kTraceback)) {
    return raise(t, numbers::kTypeError,
                 "traceback() argument 'tb_next' must be traceback or None, not {}", TypeOf{v[0]});
  }
  if (!is_exact(v[1], numbers::kFrame)) {
    return raise(t, numbers::kTypeError, "traceback() argument 'tb_frame' must be frame, not {}",
                 TypeOf{v[1]});
  }
  intptr_t pc;
  if (!to_index(t, v[2], pc)) return {};
  auto* traceback = TS_TRY(new_cell<Traceback>(t, type));
  traceback->pc = static_cast<uintptr_t>(pc);
  traceback->next = v[0];
  traceback->function = static_cast<FrameObject*>(v[1].cell())->function;
  traceback->frame = v[1];
  return Value(traceback);
}

const GetSet kTracebackGetSets[] = {
    TS_GETSET(numbers::kTraceback, get_next, set_next, TS_NAME(tb_next), nullptr),
    TS_GETSET(numbers::kTraceback, get_frame, nullptr, TS_NAME(tb_frame), nullptr),
    TS_GETSET(numbers::kTraceback, get_line, nullptr, TS_NAME(tb_lineno), nullptr),
    TS_GETSET(numbers::kTraceback, get_last_instruction, nullptr, TS_NAME(tb_lasti), nullptr),
};
const Attributes kTracebackAttributes{{}, kTracebackGetSets, {}, "Create a new traceback object."};
const Slots kTracebackSlots{.hash = hash_identity, .construct = construct_traceback};

// --- frame

FrameObject* as_frame(Value v) { return static_cast<FrameObject*>(v.cell()); }
Function* function_of(Value self) {
  return static_cast<Function*>(as_frame(self)->function.cell());
}

Value get_code(Thread&, Value self) { return Value(function_of(self)->code); }
Value get_frame_line(Thread&, Value self) {
  return line_or_none(as_frame(self)->function, as_frame(self)->pc);
}
Value get_globals(Thread&, Value self) { return function_of(self)->globals; }
Value get_back(Thread&, Value) { return kNone; }
Value get_lasti(Thread&, Value self) {
  return Value::from_int(static_cast<intptr_t>(as_frame(self)->pc));
}

Value get_locals(Thread& t, Value self) {
  // A function's registers are gone by now; a module's are its globals.
  if (!(function_of(self)->code->flags & bytecode::kCodeOptimizedLocals))
    return function_of(self)->globals;
  if (!as_frame(self)->locals) {
    Dict* dict = TS_TRY(make_dict(t));
    as_frame(self)->locals = Value(dict);
  }
  return as_frame(self)->locals;
}

Value get_builtins(Thread& t, Value) {
  Value builtins = t.vm->roots.builtins;
  return is_exact(builtins, numbers::kDict) ? builtins : get_attr(t, builtins, TS_NAME(__dict__));
}

Value clear_frame(Thread&, FrameObject*) { return kNone; }

Value frame_repr(Thread& t, Value self) {
  Code* code = function_of(self)->code;
  Value file = TS_TRY(repr(t, code->filename));
  Value address = TS_TRY(hex_address(t, self));
  StrBuilder out(t);
  out.append("<frame at 0x");
  out.append(address);
  out.append(", file ");
  out.append(file);
  out.append(", line ");
  Value line = get_frame_line(t, self);
  Value number = TS_TRY(str(t, line));
  out.append(number);
  out.append(", code ");
  out.append(function_of(self)->code->name);
  out.append(">");
  return out.finish();
}

const Native kFrameNatives[] = {
    TS_METHOD(numbers::kFrame, clear_frame, TS_NAME(clear), "self, /",
              "Clear all references held by the frame."),
};
const GetSet kFrameGetSets[] = {
    TS_GETSET(numbers::kFrame, get_code, nullptr, TS_NAME(f_code), nullptr),
    TS_GETSET(numbers::kFrame, get_frame_line, nullptr, TS_NAME(f_lineno), nullptr),
    TS_GETSET(numbers::kFrame, get_globals, nullptr, TS_NAME(f_globals), nullptr),
    TS_GETSET(numbers::kFrame, get_locals, nullptr, TS_NAME(f_locals), nullptr),
    TS_GETSET(numbers::kFrame, get_builtins, nullptr, TS_NAME(f_builtins), nullptr),
    TS_GETSET(numbers::kFrame, get_back, nullptr, TS_NAME(f_back), nullptr),
    TS_GETSET(numbers::kFrame, get_lasti, nullptr, TS_NAME(f_lasti), nullptr),
};
const Attributes kFrameAttributes{kFrameNatives, kFrameGetSets, {}, nullptr};
const Slots kFrameSlots{.repr = frame_repr, .hash = hash_identity};

}  // namespace

}  // namespace ts::vm

namespace ts::object {

extern constinit const Type kTracebackType =
    bind::make_type(numbers::kTraceback, TS_NAME(traceback), &kObjectType, &vm::kTracebackSlots,
                    &vm::kTracebackAttributes, layout_from<Traceback>(2 * sizeof(void*)),
                    bind::kTypeNoWeakReferences);
extern constinit const Type kFrameType = bind::make_type(
    numbers::kFrame, TS_NAME(frame), &kObjectType, &vm::kFrameSlots, &vm::kFrameAttributes,
    layout_from<vm::FrameObject>(2 * sizeof(void*)), bind::kTypeNoWeakReferences);

}  // namespace ts::object
