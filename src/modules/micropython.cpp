// The module micropython: what programs for MicroPython boards expect of it. native, viper and
// bytecode return the function: there is one kind of code. Follows MicroPython's documentation,
// "micropython".

#include "hal/interrupt.h"
#include "modules/builtins_functions.h"
#include "modules/modules.h"
#include "object/native_support.h"

namespace ts::modules {

using namespace object;

namespace {

constexpr size_t kScheduleLimit = heap::kWide ? 64 : 8;

Value identity(Thread&, Value v) { return v; }

Value opt_level(Thread& t, Opt<intptr_t> level) {
  if (!level.given) return Value::from_int(0);
  if (level.value == 0) return kNone;
  return raise(t, numbers::kNotImplementedError, "asserts cannot be turned off");
}

/// print(text): reports go to sys.stdout like everything a program prints.
bool print_line(Thread& t, StrBuilder& text) {
  Value line = text.finish();
  if (!line) return false;
  Args items{&line, 1};
  return static_cast<bool>(builtin_print(t, {}, {}, {}, {}, items));
}

bool append_number(Thread& t, StrBuilder& out, size_t n) {
  Value text = str(t, make_int(t, static_cast<int64_t>(n)));
  return text && out.append(text);
}

/// Bytes of the C++ stack between the application's first call into the machine and here.
size_t stack_in_use(const Thread& t) {
  const heap::NativeStretch* stretch = t.stretch;
  if (!stretch) return 0;
  while (stretch->previous) stretch = stretch->previous;
  return stretch->high - heap::stack_address();
}

Value mem_info(Thread& t, Value) {
  heap::HeapFigures f = t.vm->heap.figures(*t.vm);
  size_t used = stack_in_use(t);
  size_t room = heap::stack_address() - t.stack_limit;
  {
    StrBuilder line(t);
    line.append("stack: ");
    append_number(t, line, used);
    line.append(" out of ");
    append_number(t, line, used + room);
    if (!print_line(t, line)) return {};
  }
  {
    StrBuilder line(t);
    line.append("GC: total: ");
    append_number(t, line, f.total);
    line.append(", used: ");
    append_number(t, line, f.used);
    line.append(", free: ");
    append_number(t, line, f.free);
    if (!print_line(t, line)) return {};
  }
  StrBuilder line(t);
  line.append(" longest free run: ");
  append_number(t, line, f.largest_free);
  line.append(", collections: ");
  append_number(t, line, f.collections);
  line.append(", compactions: ");
  append_number(t, line, f.compactions);
  line.append(", pinned: ");
  append_number(t, line, f.pinned);
  if (!print_line(t, line)) return {};
  return kNone;
}

Value qstr_info(Thread& t, Value) {
  StrBuilder line(t);
  line.append("interned strs in the heap: ");
  append_number(t, line, t.vm->intern_used);
  if (!print_line(t, line)) return {};
  return kNone;
}

Value stack_use(Thread& t) { return make_int(t, static_cast<int64_t>(stack_in_use(t))); }

/// MemoryError is made in advance, so there is nothing to reserve.
Value alloc_emergency_exception_buf(Thread&, intptr_t) { return kNone; }

Value kbd_intr(Thread&, intptr_t character) {
  hal::set_interrupt_character(static_cast<int>(character));
  return kNone;
}

Value schedule(Thread& t, Value function, Value argument) {
  Value& queue = t.vm->roots.scheduled;
  if (!queue) {
    Value list = TS_TRY(Value(make_list(t)));
    queue = list;
  }
  auto* list = static_cast<List*>(queue.cell());
  if (list->length >= kScheduleLimit) {
    return raise(t, numbers::kRuntimeError, "schedule queue full");
  }
  Value entry = TS_TRY(make_tuple(t, {function, argument}));
  if (!list_append(t, list, entry)) return {};
  t.poll.fetch_or(heap::kPollPending);
  t.frame_limit = nullptr;
  return kNone;
}

const Native kFunctions[] = {
    TS_FUNCTION(alloc_emergency_exception_buf, TS_NAME(alloc_emergency_exception_buf), "size, /",
                "Does nothing: memory for exceptions in handlers is always there."),
    TS_FUNCTION(identity, TS_NAME(bytecode), "function, /", "Decorator; returns the function."),
    TS_FUNCTION(identity, TS_NAME(const), "value, /", "Returns the value."),
    TS_FUNCTION(kbd_intr, TS_NAME(kbd_intr), "chr, /",
                "Set the character that raises KeyboardInterrupt; -1: none."),
    TS_FUNCTION(mem_info, TS_NAME(mem_info), "verbose=None, /", "Print how the memory is used."),
    TS_FUNCTION(identity, TS_NAME(native), "function, /", "Decorator; returns the function."),
    TS_FUNCTION(opt_level, TS_NAME(opt_level), "level=None, /",
                "The optimisation level of code that is compiled from now on: 0."),
    TS_FUNCTION(qstr_info, TS_NAME(qstr_info), "verbose=None, /",
                "Print how many strs are interned."),
    TS_FUNCTION(schedule, TS_NAME(schedule), "function, argument, /",
                "Call function(argument) very soon, at the next safe point."),
    TS_FUNCTION(stack_use, TS_NAME(stack_use), "", "Bytes of the C++ stack in use."),
    TS_FUNCTION(identity, TS_NAME(viper), "function, /", "Decorator; returns the function."),
};

const bind::Constant kConstants[] = {{TS_NAME(RingIO), &kRingIOType}};

}  // namespace

extern const bind::ModuleDefinition kMicroPythonModule{
    TS_NAME(micropython), "Access and control of the inner workings.", kFunctions, kConstants};

}  // namespace ts::modules
