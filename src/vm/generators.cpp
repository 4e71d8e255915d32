// Generators and coroutines: making them, send, throw, close, what `yield from` and `await` accept,
// their types. Language Reference 6.2.9, PEP 342, 380, 479, 492. How a frame sleeps and wakes is in
// interpreter.cpp.

#include "vm/generators.h"
#include "object/native_support.h"
#include "vm/builtins.h"
#include "vm/frame_objects.h"
#include "vm/machine.h"

namespace ts::vm {

using bytecode::Op;

const char* kind_name(const Generator* g) {
  switch (g->type_number()) {
    case numbers::kCoroutine:
      return "coroutine";
    case numbers::kAsyncGenerator:
      return "async generator";
    default:
      return "generator";
  }
}

bool is_sendable(Value v) {
  TypeNumber type = heap::type_number(v);
  return type == numbers::kGenerator || type == numbers::kCoroutine;
}

Value raise_plain(Thread& t, TypeNumber exception) {
  return raise_object(t, TS_TRY(make_exception(t, exception, {})));
}

Value take_stop_value(Thread& t) { return get_attr(t, take_pending(t), TS_NAME(value)); }

namespace {

TypeNumber type_for(const Code* code) {
  if (code->flags & bytecode::kCodeCoroutine) return numbers::kCoroutine;
  return code->flags & bytecode::kCodeAsyncGenerator ? numbers::kAsyncGenerator
                                                     : numbers::kGenerator;
}

/// Ends a generator that never ran or will not run again.
void end_unstarted(Generator* g) {
  set_state(g, GeneratorState::kFinished);
  g->clear(heap::kFlagFinalizable);
  std::memset(static_cast<void*>(g->values), 0, g->registers * sizeof(Value));
}

Value already_executing(Thread& t, Generator* g) {
  return raise(t, numbers::kValueError, "{} already executing", kind_name(g));
}

Value already_awaited(Thread& t) {
  return raise(t, numbers::kRuntimeError, "cannot reuse already awaited coroutine");
}

/// The operands of the YIELDFROM that a delegating generator sleeps in.
struct Delegation {
  unsigned iterator;  ///< its register
  uint32_t end;       ///< offset where execution goes on when the iterator has ended
};

Delegation delegation_of(const Generator* g) {
  constexpr uint32_t kNarrow = 5, kWidePrefixed = 10;
  const uint8_t* code = code_of(g)->code;
  bool narrow = code[g->pc - kNarrow] == static_cast<uint8_t>(Op::YIELDFROM) &&
                code[g->pc - kNarrow + 1] == g->result_register;
  int32_t operands[5];
  size_t length;
  bytecode::decode(code + g->pc - (narrow ? kNarrow : kWidePrefixed), operands, length);
  return {static_cast<unsigned>(operands[1]), g->pc + static_cast<uint32_t>(operands[2])};
}

/// throw() of the iterator that a generator delegates to. kAbsent: it has none. `returned`: it
/// ended with the result.
Value throw_into_iterator(Thread& t, Value iterator, Value exception, ExitMode mode,
                          bool& returned) {
  if (is_exact(iterator, numbers::kCoroutineWrapper)) {
    iterator = static_cast<CoroutineWrapper*>(iterator.cell())->coroutine;
  }
  if (is_sendable(iterator)) {
    auto* g = static_cast<Generator*>(iterator.cell());
    Value v = throw_into(t, g, exception, mode);
    returned = v && is_finished(g);
    return v;
  }
  Value method = find_attr(t, iterator, TS_STR("throw"));
  if (!method || method.is_absent()) return method;
  Value v = call(t, method, {exception});
  if (v || !pending_matches(t, numbers::kStopIteration)) return v;
  returned = true;
  return take_stop_value(t);
}

bool is_generator_exit(const Thread& t, Value exception) {
  return is_instance_of_native(*t.vm, exception, numbers::kGeneratorExit);
}

Value throw_into_unstarted(Thread& t, Generator* g, Value exception) {
  auto* f = static_cast<Function*>(g->function.cell());
  end_unstarted(g);
  t.pending = exception;
  add_traceback(t, f, 0);
  return {};
}

}  // namespace

Value delegate_of(const Generator* g) {
  if (state_of(g) != GeneratorState::kSuspended || !g->delegating) return {};
  return g->values[delegation_of(g).iterator];
}

Value make_generator(Thread& t, Function* f, Value* frame) {
  size_t registers = f->code->registers;
  auto* g = heap::allocate<Generator>(t, type_for(f->code), registers * sizeof(Value));
  if (!g) return {};
  f = frame_function(frame);
  Code* code = f->code;
  g->registers = static_cast<uint32_t>(registers);
  g->function = Value(f);
  g->name = function_name(t, f);
  g->qualname = function_qualname(t, f);
  std::memcpy(static_cast<void*>(g->values), frame, code->locals * sizeof(Value));
  // Only those with a `finally` or `with` to run need a visit when they die, coroutines also when
  // nobody awaited them, asynchronous generators for the hook of an event loop.
  if (code->exception_bytes || g->type_number() != numbers::kGenerator) {
    g->set(heap::kFlagFinalizable);
    t.vm->heap.finalizables++;
  }
  return Value(g);
}

Value advance(Thread& t, Generator* g, Value v) {
  switch (state_of(g)) {
    case GeneratorState::kRunning:
      return already_executing(t, g);
    case GeneratorState::kFinished:
      return g->type_number() == numbers::kCoroutine ? already_awaited(t) : kNone;
    case GeneratorState::kCreated:
      if (!v.is_none()) {
        return raise(t, numbers::kTypeError, "can't send non-None value to a just-started {}",
                     kind_name(g));
      }
      break;
    case GeneratorState::kSuspended:
      break;
  }
  return resume_generator(t, g, v);
}

Value send_result(Thread& t, Generator* g, Value result) {
  if (!result || !is_finished(g)) return result;
  if (g->type_number() == numbers::kAsyncGenerator)
    return raise_plain(t, numbers::kStopAsyncIteration);
  return raise_stop_iteration(t, result);
}

Value throw_into(Thread& t, Generator* g, Value exception, ExitMode mode) {
  switch (state_of(g)) {
    case GeneratorState::kRunning:
      return already_executing(t, g);
    case GeneratorState::kCreated:
      return throw_into_unstarted(t, g, exception);
    case GeneratorState::kFinished:
      if (g->type_number() == numbers::kCoroutine) return already_awaited(t);
      t.pending = exception;
      return {};
    case GeneratorState::kSuspended:
      break;
  }
  if (Value iterator = delegate_of(g)) {
    if (!check_stack(t)) return {};
    set_state(g, GeneratorState::kRunning);
    bool returned = false;
    Value v;
    if (mode == ExitMode::kClose && is_generator_exit(t, exception)) {
      v = close_iterator(t, iterator) ? kAbsent : Value();
    } else {
      v = throw_into_iterator(t, iterator, exception, mode, returned);
    }
    set_state(g, GeneratorState::kSuspended);
    if (returned && v) {
      g->pc = delegation_of(g).end;
      return resume_generator(t, g, v);
    }
    if (v && !v.is_absent()) return v;
    if (!v) exception = take_pending(t);
  }
  return resume_generator_raising(t, g, exception);
}

Value throw_into_generator(Thread& t, Generator* g, Value exception) {
  return throw_into(t, g, exception, ExitMode::kClose);
}

bool close_iterator(Thread& t, Value iterator) {
  if (is_sendable(iterator))
    return static_cast<bool>(close_generator(t, static_cast<Generator*>(iterator.cell())));
  Value method = find_attr(t, iterator, TS_NAME(close));
  if (!method) return false;
  return method.is_absent() || call(t, method, {});
}

Value close_generator(Thread& t, Generator* g) {
  switch (state_of(g)) {
    case GeneratorState::kRunning:
      return already_executing(t, g);
    case GeneratorState::kCreated:
      end_unstarted(g);
      return kNone;
    case GeneratorState::kFinished:
      return kNone;
    case GeneratorState::kSuspended:
      break;
  }
  if (!code_of(g)->exception_bytes && !g->delegating) {  // nothing inside can notice
    end_unstarted(g);
    g->handled = Value();
    return kNone;
  }
  Value exception = TS_TRY(make_exception(t, numbers::kGeneratorExit, {}));
  Value v = throw_into(t, g, exception, ExitMode::kClose);
  if (v) {
    if (is_finished(g)) return v;
    return raise(t, numbers::kRuntimeError, "{} ignored GeneratorExit", kind_name(g));
  }
  if (!pending_matches(t, numbers::kGeneratorExit)) return {};
  take_pending(t);
  return kNone;
}

Value thrown_exception(Thread& t, Value type, Value value, Value traceback) {
  if (value && value.is_none()) value = Value();
  if (traceback && traceback.is_none()) traceback = Value();
  if (traceback && !is_exact(traceback, numbers::kTraceback)) {
    return raise(t, numbers::kTypeError, "throw() third argument must be a traceback object");
  }
  const Type* cls = type_or_null(t, type);
  Value exception;
  if (cls && is_subtype(*t.vm, cls, &kBaseExceptionType)) {
    if (value && is_subtype(*t.vm, type_of(t, value), cls)) {
      exception = value;
    } else if (!value) {
      exception = call(t, type, {});
    } else if (is_instance_of_native(*t.vm, value, numbers::kTuple)) {
      exception = call_tuple_dict(t, type, value, Value());
    } else {
      exception = call(t, type, {value});
    }
    if (exception && !is_instance_of_native(*t.vm, exception, numbers::kBaseException)) {
      raise(t, numbers::kTypeError,
            "calling {} should have returned an instance of BaseException, not {}", Repr{type},
            TypeOf{exception});
      exception = Value();
    }
    if (!exception) exception = take_pending(t);
  } else if (is_instance_of_native(*t.vm, type, numbers::kBaseException)) {
    if (value)
      return raise(t, numbers::kTypeError, "instance exception may not have a separate value");
    exception = type;
  } else {
    return raise(t, numbers::kTypeError,
                 "exceptions must be classes or instances deriving from BaseException, not {}",
                 TypeOf{type});
  }
  if (traceback) static_cast<Exception*>(exception.cell())->traceback = traceback;
  return exception;
}

// --- what instructions ask

Value get_yield_from(Thread& t, Value o) {
  if (is_exact(o, numbers::kCoroutine)) {
    if (frame_function(t.base)->code->flags & (bytecode::kCodeCoroutine | kCodeIterableCoroutine))
      return o;
    return raise(t, numbers::kTypeError,
                 "cannot 'yield from' a coroutine object in a non-coroutine generator");
  }
  return is_exact(o, numbers::kGenerator) ? o : iter(t, o);
}

Value send_slow(Thread& t, Value iterator, Value v, bool& returned) {
  if (is_exact(iterator, numbers::kCoroutineWrapper)) {
    iterator = static_cast<CoroutineWrapper*>(iterator.cell())->coroutine;
  }
  if (is_sendable(iterator)) {
    auto* g = static_cast<Generator*>(iterator.cell());
    Value result = advance(t, g, v);
    returned = result && is_finished(g);
    return result;
  }
  Value result;
  if (is_async_awaitable(iterator)) {
    result = send_into_awaitable(t, iterator, v);
  } else if (!v.is_none()) {
    result = call_method(t, iterator, TS_NAME(send), {v});
  } else if (type_of(t, iterator)->flags & bind::kTypeHeap) {
    result = next_or_raise(t, iterator);
  } else {
    result = next(t, iterator);
    if (result.is_stop()) {
      returned = true;
      return kNone;
    }
  }
  if (result || !pending_matches(t, numbers::kStopIteration)) return result;
  returned = true;
  return take_stop_value(t);
}

Value next_or_raise(Thread& t, Value iterator) {
  if (is_exact(iterator, numbers::kGenerator)) {
    auto* g = static_cast<Generator*>(iterator.cell());
    return send_result(t, g, advance(t, g, kNone));
  }
  Value v = call_special(t, iterator, TS_NAME(__next__));
  if (v.is_absent())
    return raise(t, numbers::kTypeError, "'{}' object is not an iterator", TypeOf{iterator});
  return v;
}

// --- the end of generators that nobody can reach any more

namespace {

void warn_never_awaited(Thread& t, Generator* g) {
  StrBuilder text(t);
  text.append("coroutine '");
  text.append(g->qualname);
  text.append("' was never awaited");
  Value message = text.finish();
  if (!message) {
    take_pending(t);
    return;
  }
  Value filename = Value(TS_STR("sys"));
  uint32_t line = 0;
  if (t.base) {
    Code* code = frame_function(t.base)->code;
    filename = code->filename;
    line = static_cast<uint32_t>(line_at(code, static_cast<uintptr_t>(t.pc - code->code)));
  }
  show_warning(t, numbers::kRuntimeWarning, filename, line, view_of(message));
}

}  // namespace

void finalize_generator(Thread& t, Generator* g) {
  if (is_finished(g) || state_of(g) == GeneratorState::kRunning) return;
  Value pending = t.pending;
  t.pending = Value();
  Value hook = g->type_number() == numbers::kAsyncGenerator && !(g->closing & kAsyncClosed)
                   ? async_hooks(t).finalizer
                   : Value();
  if (hook) {
    if (!call(t, hook, {Value(g)}))
      write_unraisable(t, "Exception ignored while calling async generator finalizer ", hook);
  } else if (state_of(g) == GeneratorState::kCreated) {
    if (g->type_number() == numbers::kCoroutine) warn_never_awaited(t, g);
    end_unstarted(g);
  } else if (!close_generator(t, g)) {
    write_unraisable(t, "Exception ignored while closing generator ", Value(g));
  }
  t.pending = pending;
}

// --- attributes

Value generator_repr(Thread& t, Value self) {
  auto* g = static_cast<Generator*>(self.cell());
  StrBuilder text(t);
  text.append("<");
  text.append(type_of(t, self)->name);
  text.append(" object ");
  text.append(g->qualname);
  text.append(" at 0x");
  Value address = TS_TRY(hex_address(t, self));
  text.append(address);
  text.append(">");
  return text.finish();
}

namespace {

Generator* self_of(Value v) { return static_cast<Generator*>(v.cell()); }

bool set_text(Thread& t, Value& field, Value v, const char* name) {
  if (v && is_instance_of_native(*t.vm, v, numbers::kStr)) {
    field = v;
    return true;
  }
  raise(t, numbers::kTypeError, "{} must be set to a string object", name);
  return false;
}

/// Locals by name, of a generator that does not run.
Dict* suspended_locals(Thread& t, Generator* g) {
  Dict* locals = TS_TRY(make_dict(t));
  for (unsigned i = 0; i < code_of(g)->locals; i++) {
    Value v = g->values[i];
    if (is_exact(v ? v : kNone, numbers::kCellVariable))
      v = static_cast<CellVariable*>(v.cell())->content;
    if (!v || v.is_unbound()) continue;
    Value name = static_cast<Tuple*>(code_of(g)->local_names.cell())->items()[i];
    if (!dict_set(t, locals, name, v)) return nullptr;
  }
  return locals;
}

}  // namespace

Value get_generator_name(Thread&, Value self) { return self_of(self)->name; }
bool set_generator_name(Thread& t, Value self, Value v) {
  return set_text(t, self_of(self)->name, v, "__name__");
}
Value get_generator_qualname(Thread&, Value self) { return self_of(self)->qualname; }
bool set_generator_qualname(Thread& t, Value self, Value v) {
  return set_text(t, self_of(self)->qualname, v, "__qualname__");
}
Value get_generator_running(Thread&, Value self) {
  return Value::from_bool(state_of(self_of(self)) == GeneratorState::kRunning);
}
Value get_generator_suspended(Thread&, Value self) {
  return Value::from_bool(state_of(self_of(self)) == GeneratorState::kSuspended);
}
Value get_generator_code(Thread&, Value self) { return Value(code_of(self_of(self))); }
Value get_generator_delegate(Thread&, Value self) {
  Value iterator = delegate_of(self_of(self));
  return iterator ? iterator : kNone;
}

Value get_generator_frame(Thread& t, Value self) {
  Generator* g = self_of(self);
  if (is_finished(g)) return kNone;
  Dict* locals = TS_TRY(suspended_locals(t, g));
  Value frame = TS_TRY(make_frame(t, g->function, g->pc ? g->pc - 1 : 0));
  static_cast<FrameObject*>(frame.cell())->locals = Value(locals);
  return frame;
}

// --- methods

namespace {

template <class G>
Value generator_send(Thread& t, G* self, Value v) {
  return send_result(t, as_generator(self), advance(t, as_generator(self), v));
}

template <class G>
Value generator_throw(Thread& t, G* self, Value type, Value value, Value traceback) {
  Value exception = TS_TRY(thrown_exception(t, type, value, traceback));
  return send_result(t, as_generator(self),
                     throw_into(t, as_generator(self), exception, ExitMode::kClose));
}

template <class G>
Value generator_close(Thread& t, G* self) {
  return close_generator(t, as_generator(self));
}

template <class G>
Value generator_del(Thread& t, G* self) {
  finalize_generator(t, as_generator(self));
  return kNone;
}

Value generator_dunder_next(Thread& t, Generator* self) {
  return send_result(t, self, advance(t, self, kNone));
}

Value generator_next(Thread& t, Value self) {
  auto* g = static_cast<Generator*>(self.cell());
  Value v = advance(t, g, kNone);
  return v && is_finished(g) ? kStop : v;
}

constexpr const char* kSendDoc =
    "send(value) -> send 'value' into generator,\nreturn next yielded value or raise "
    "StopIteration.";
constexpr const char* kThrowDoc =
    "throw(value)\nthrow(type[,value[,tb]])\n\nRaise exception in generator, return next yielded "
    "value or raise\n"
    "StopIteration.";
constexpr const char* kCloseDoc = "close() -> raise GeneratorExit inside generator.";

#define TS_SENDABLE(G)                                                               \
  TS_METHOD(G::kType, generator_send<G>, TS_NAME(send), "self, value, /", kSendDoc), \
      TS_METHOD(G::kType, generator_throw<G>, TS_STR("throw"),                       \
                "self, type, value=None, traceback=None, /", kThrowDoc),             \
      TS_METHOD(G::kType, generator_close<G>, TS_NAME(close), "self, /", kCloseDoc), \
      TS_METHOD(G::kType, generator_del<G>, TS_NAME(__del__), "self, /", nullptr)

const Native kGeneratorNatives[] = {
    TS_SENDABLE(Generator),
    // Native, not derived from the slot: its StopIteration carries the generator's result.
    TS_METHOD(numbers::kGenerator, generator_dunder_next, TS_NAME(__next__), "self, /",
              "Implement next(self)."),
};

#define TS_NAMES(number)                                                                       \
  TS_GETSET(number, get_generator_name, set_generator_name, TS_NAME(__name__), nullptr),       \
      TS_GETSET(number, get_generator_qualname, set_generator_qualname, TS_NAME(__qualname__), \
                nullptr)

const GetSet kGeneratorGetSets[] = {
    TS_NAMES(numbers::kGenerator),
    TS_GETSET(numbers::kGenerator, get_generator_running, nullptr, TS_NAME(gi_running), nullptr),
    TS_GETSET(numbers::kGenerator, get_generator_suspended, nullptr, TS_NAME(gi_suspended),
              nullptr),
    TS_GETSET(numbers::kGenerator, get_generator_frame, nullptr, TS_NAME(gi_frame), nullptr),
    TS_GETSET(numbers::kGenerator, get_generator_code, nullptr, TS_NAME(gi_code), nullptr),
    TS_GETSET(numbers::kGenerator, get_generator_delegate, nullptr, TS_NAME(gi_yieldfrom),
              "object being iterated by yield from, or None"),
};
const Attributes kGeneratorAttributes{kGeneratorNatives, kGeneratorGetSets, {}, nullptr};
constinit const Slots kGeneratorSlots{
    .repr = generator_repr, .iter = iter_self, .next = generator_next};

// --- coroutines

Value coroutine_await(Thread& t, CoroutineObject* self) {
  auto* wrapper = TS_TRY(heap::allocate<CoroutineWrapper>(t, numbers::kCoroutineWrapper));
  wrapper->coroutine = Value(self);
  return Value(wrapper);
}

Value get_origin(Thread&, Value) { return kNone; }

const Native kCoroutineNatives[] = {
    TS_SENDABLE(CoroutineObject),
    TS_METHOD(numbers::kCoroutine, coroutine_await, TS_NAME(__await__), "self, /",
              "Return an iterator to be used in await expression."),
};
const GetSet kCoroutineGetSets[] = {
    TS_NAMES(numbers::kCoroutine),
    TS_GETSET(numbers::kCoroutine, get_generator_running, nullptr, TS_NAME(cr_running), nullptr),
    TS_GETSET(numbers::kCoroutine, get_generator_suspended, nullptr, TS_NAME(cr_suspended),
              nullptr),
    TS_GETSET(numbers::kCoroutine, get_generator_frame, nullptr, TS_NAME(cr_frame), nullptr),
    TS_GETSET(numbers::kCoroutine, get_generator_code, nullptr, TS_NAME(cr_code), nullptr),
    TS_GETSET(numbers::kCoroutine, get_origin, nullptr, TS_NAME(cr_origin), nullptr),
    TS_GETSET(numbers::kCoroutine, get_generator_delegate, nullptr, TS_NAME(cr_await),
              "object being awaited on, or None"),
};
const Attributes kCoroutineAttributes{kCoroutineNatives, kCoroutineGetSets, {}, nullptr};
constinit const Slots kCoroutineSlots{.repr = generator_repr};

Generator* wrapped(const CoroutineWrapper* w) {
  return static_cast<Generator*>(w->coroutine.cell());
}

Value wrapper_send(Thread& t, CoroutineWrapper* self, Value v) {
  return send_result(t, wrapped(self), advance(t, wrapped(self), v));
}
Value wrapper_throw(Thread& t, CoroutineWrapper* self, Value type, Value value, Value traceback) {
  Value exception = TS_TRY(thrown_exception(t, type, value, traceback));
  return send_result(t, wrapped(self), throw_into(t, wrapped(self), exception, ExitMode::kClose));
}
Value wrapper_close(Thread& t, CoroutineWrapper* self) { return close_generator(t, wrapped(self)); }
Value wrapper_dunder_next(Thread& t, CoroutineWrapper* self) {
  return wrapper_send(t, self, kNone);
}
Value wrapper_next(Thread& t, Value self) {
  Generator* g = wrapped(static_cast<CoroutineWrapper*>(self.cell()));
  Value v = advance(t, g, kNone);
  return v && is_finished(g) ? kStop : v;
}

const Native kWrapperNatives[] = {
    TS_METHOD(numbers::kCoroutineWrapper, wrapper_send, TS_NAME(send), "self, value, /", kSendDoc),
    TS_METHOD(numbers::kCoroutineWrapper, wrapper_throw, TS_STR("throw"),
              "self, type, value=None, traceback=None, /", kThrowDoc),
    TS_METHOD(numbers::kCoroutineWrapper, wrapper_close, TS_NAME(close), "self, /", kCloseDoc),
    TS_METHOD(numbers::kCoroutineWrapper, wrapper_dunder_next, TS_NAME(__next__), "self, /",
              "Implement next(self)."),
};
const Attributes kWrapperAttributes{
    kWrapperNatives, {}, {}, "A wrapper object implementing __await__ for coroutines."};
constinit const Slots kWrapperSlots{.iter = iter_self, .next = wrapper_next};

}  // namespace

}  // namespace ts::vm

namespace ts::object {

using bind::make_type;

extern constinit const Type kGeneratorType =
    make_type(numbers::kGenerator, TS_NAME(generator), &kObjectType, &vm::kGeneratorSlots,
              &vm::kGeneratorAttributes, vm::kGeneratorLayout, bind::kTypeGeneric);
extern constinit const Type kCoroutineType =
    make_type(numbers::kCoroutine, TS_NAME(coroutine), &kObjectType, &vm::kCoroutineSlots,
              &vm::kCoroutineAttributes, vm::kGeneratorLayout, bind::kTypeGeneric);
extern constinit const Type kCoroutineWrapperType =
    make_type(numbers::kCoroutineWrapper, TS_NAME(coroutine_wrapper), &kObjectType,
              &vm::kWrapperSlots, &vm::kWrapperAttributes, layout_all<vm::CoroutineWrapper>(), 0);

}  // namespace ts::object
