// Asynchronous generators and what `await`, `async for` and anext() accept. PEP 492, 525; the order
// of checks is CPython's. The frames are those of generators: see generators.cpp.

#include "object/native_support.h"
#include "vm/builtins.h"
#include "vm/generators.h"

namespace ts::vm {

bool pending_async_end(const Thread& t) {
  return pending_matches(t, numbers::kStopAsyncIteration) ||
         pending_matches(t, numbers::kGeneratorExit);
}

Value wrap_async_value(Thread& t, Value v) {
  auto* wrapper = TS_TRY(heap::allocate<AsyncGenWrapped>(t, numbers::kAsyncGenWrapped));
  wrapper->value = v;
  return Value(wrapper);
}

// --- hooks of event loops

namespace {

/// Which of Roots::spare holds the tuple (firstiter, finalizer).
constexpr size_t kHooksRoot = 15;

/// Calls the firstiter hook when `g` is iterated for the first time.
bool call_first_hook(Thread& t, Generator* g) {
  if (g->closing & kAsyncHooksCalled) return true;
  g->closing |= kAsyncHooksCalled;
  Value hook = async_hooks(t).first_iteration;
  return !hook || call(t, hook, {Value(g)});
}

}  // namespace

AsyncHooks async_hooks(const Thread& t) {
  Value hooks = t.vm->roots.spare[kHooksRoot];
  if (!hooks) return {};
  Value* items = static_cast<Tuple*>(hooks.cell())->items();
  return {items[0].is_none() ? Value() : items[0], items[1].is_none() ? Value() : items[1]};
}

Value builtin_get_asyncgen_hooks(Thread& t) {
  Value hooks = t.vm->roots.spare[kHooksRoot];
  return hooks ? hooks : object::make_tuple(t, {kNone, kNone});
}

Value builtin_set_asyncgen_hooks(Thread& t, Value first_iteration, Value finalizer) {
  for (Value hook : {finalizer, first_iteration}) {
    if (!hook || hook.is_none() || is_callable(t, hook)) continue;
    return raise(t, numbers::kTypeError, "callable {} expected, got {}",
                 hook == finalizer ? "finalizer" : "firstiter", TypeOf{hook});
  }
  AsyncHooks old = async_hooks(t);
  if (!first_iteration) first_iteration = old.first_iteration ? old.first_iteration : kNone;
  if (!finalizer) finalizer = old.finalizer ? old.finalizer : kNone;
  t.vm->roots.spare[kHooksRoot] = TS_TRY(object::make_tuple(t, {first_iteration, finalizer}));
  return kNone;
}

Value mark_iterable_coroutine(Thread&, Value function) {
  if (!is_exact(function, numbers::kFunction)) return kNone;
  Code* code = static_cast<Function*>(function.cell())->code;
  if (!(code->flags & bytecode::kCodeGenerator)) return kNone;
  code->flags |= kCodeIterableCoroutine;
  return function;
}

// --- what instructions ask

namespace {

bool has_method(const Thread& t, Value o, const Str* name) {
  return !lookup(*t.vm, type_of(t, o), name).is_absent();
}

bool is_iterable_coroutine(Value o) {
  return is_exact(o, numbers::kGenerator) &&
         code_of(static_cast<Generator*>(o.cell()))->flags & kCodeIterableCoroutine;
}

bool is_iterator(const Thread& t, Value o) {
  const Type* type = type_of(t, o);
  return type->flags & bind::kTypeHeap ? has_method(t, o, TS_NAME(__next__))
                                       : static_cast<bool>(type->slots->next);
}

/// The iterator that awaiting `o` drives. kAbsent: `o` is not awaitable.
Value awaitable_iterator(Thread& t, Value o) {
  if (is_exact(o, numbers::kCoroutine) || is_async_awaitable(o) || is_iterable_coroutine(o))
    return o;
  if (!has_method(t, o, TS_NAME(__await__))) return kAbsent;
  Value iterator = call_special(t, o, TS_NAME(__await__));
  if (!iterator || iterator.is_absent()) return iterator;
  if (is_exact(iterator, numbers::kCoroutine) || is_iterable_coroutine(iterator)) {
    return raise(t, numbers::kTypeError, "__await__() returned a coroutine");
  }
  if (!is_iterator(t, iterator)) {
    return raise(t, numbers::kTypeError, "__await__() returned non-iterator of type '{}'",
                 TypeOf{iterator});
  }
  return iterator;
}

Value not_awaitable(Thread& t, Value o) {
  return raise(t, numbers::kTypeError, "'{}' object can't be awaited", TypeOf{o});
}

Value make_send(Thread& t, Generator* g, Value v) {
  if (!call_first_hook(t, g)) return {};
  auto* awaitable = TS_TRY(heap::allocate<AsyncGenSend>(t, numbers::kAsyncGenSend));
  awaitable->generator = Value(g);
  awaitable->payload = v;
  return Value(awaitable);
}

Value make_throw(Thread& t, Generator* g, Value exception) {
  if (!call_first_hook(t, g)) return {};
  auto* awaitable = TS_TRY(heap::allocate<AsyncGenThrow>(t, numbers::kAsyncGenThrow));
  awaitable->generator = Value(g);
  awaitable->payload = exception;
  return Value(awaitable);
}

/// __anext__() of an object that has it.
Value call_anext(Thread& t, Value o) {
  if (is_exact(o, numbers::kAsyncGenerator))
    return make_send(t, static_cast<Generator*>(o.cell()), kNone);
  return call_special(t, o, TS_NAME(__anext__));
}

}  // namespace

Value get_awaitable(Thread& t, Value o, unsigned context) {
  Value iterator = TS_TRY(awaitable_iterator(t, o));
  if (iterator.is_absent()) {
    if (context == 0) return not_awaitable(t, o);
    return raise(t, numbers::kTypeError,
                 "'async with' received an object from {} that does not implement __await__: {}",
                 context == 1 ? "__aenter__" : "__aexit__", TypeOf{o});
  }
  if (is_exact(iterator, numbers::kCoroutine) &&
      delegate_of(static_cast<Generator*>(iterator.cell()))) {
    return raise(t, numbers::kRuntimeError, "coroutine is being awaited already");
  }
  return iterator;
}

Value get_async_iterator(Thread& t, Value o) {
  if (is_exact(o, numbers::kAsyncGenerator)) return o;
  if (!has_method(t, o, TS_NAME(__aiter__))) {
    return raise(t, numbers::kTypeError,
                 "'async for' requires an object with __aiter__ method, got {}", TypeOf{o});
  }
  Value iterator = TS_TRY(call_special(t, o, TS_NAME(__aiter__)));
  if (!has_method(t, iterator, TS_NAME(__anext__))) {
    return raise(
        t, numbers::kTypeError,
        "'async for' received an object from __aiter__ that does not implement __anext__: {}",
        TypeOf{iterator});
  }
  return iterator;
}

Value get_anext(Thread& t, Value o) {
  if (is_exact(o, numbers::kAsyncGenerator)) return call_anext(t, o);
  if (!has_method(t, o, TS_NAME(__anext__))) {
    return raise(t, numbers::kTypeError,
                 "'async for' requires an iterator with __anext__ method, got {}", TypeOf{o});
  }
  Value next_one = TS_TRY(call_anext(t, o));
  Value iterator = awaitable_iterator(t, next_one);
  if (iterator.is_absent()) iterator = not_awaitable(t, next_one);
  if (iterator) return iterator;
  Value reason = take_pending(t);
  raise(t, numbers::kTypeError, "'async for' received an invalid object from __anext__: {}",
        TypeOf{next_one});
  auto* error = static_cast<Exception*>(t.pending.cell());
  error->cause = error->context = reason;
  error->suppress_context = 1;
  return {};
}

Value builtin_aiter(Thread& t, Value iterable) {
  if (!has_method(t, iterable, TS_NAME(__aiter__))) {
    return raise(t, numbers::kTypeError, "'{}' object is not an async iterable", TypeOf{iterable});
  }
  Value iterator = TS_TRY(call_special(t, iterable, TS_NAME(__aiter__)));
  if (!has_method(t, iterator, TS_NAME(__anext__))) {
    return raise(t, numbers::kTypeError, "aiter() returned not an async iterator of type '{}'",
                 TypeOf{iterator});
  }
  return iterator;
}

Value builtin_anext(Thread& t, Value iterator, Value otherwise) {
  if (!has_method(t, iterator, TS_NAME(__anext__))) {
    return raise(t, numbers::kTypeError, "'{}' object is not an async iterator", TypeOf{iterator});
  }
  Value awaitable = TS_TRY(call_anext(t, iterator));
  if (!otherwise) return awaitable;
  auto* result = TS_TRY(heap::allocate<AnextAwaitable>(t, numbers::kAnextAwaitable));
  result->awaitable = awaitable;
  result->otherwise = otherwise;
  return Value(result);
}

// --- asend() and __anext__()

namespace {

Generator* generator_of(const AsyncGenAwaitable* a) {
  return static_cast<Generator*>(a->generator.cell());
}
AwaitState await_state(const AsyncGenAwaitable* a) { return static_cast<AwaitState>(a->state); }
void set_await_state(AsyncGenAwaitable* a, AwaitState state) {
  a->state = static_cast<uintptr_t>(state);
}

Value send_into_generator(Thread& t, Generator* g, Value v) {
  return send_result(t, g, advance(t, g, v));
}

Value throw_into_frame(Thread& t, Generator* g, Value exception, ExitMode mode) {
  return send_result(t, g, throw_into(t, g, exception, mode));
}

/// What an await inside yielded passes through; what the generator itself yields ends the
/// awaitable.
Value unwrap(Thread& t, Generator* g, Value result) {
  if (!result) {
    if (pending_async_end(t)) g->closing |= kAsyncClosed;
    g->async_running = 0;
    return {};
  }
  if (!is_exact(result, numbers::kAsyncGenWrapped)) return result;
  g->async_running = 0;
  return raise_stop_iteration(t, static_cast<AsyncGenWrapped*>(result.cell())->value);
}

/// First use of an awaitable: false with RuntimeError when another one of the generator is in
/// progress.
bool begin(Thread& t, AsyncGenAwaitable* a, const char* function) {
  Generator* g = generator_of(a);
  if (g->async_running) {
    set_await_state(a, AwaitState::kClosed);
    raise(t, numbers::kRuntimeError, "{}(): asynchronous generator is already running", function);
    return false;
  }
  set_await_state(a, AwaitState::kIterating);
  g->async_running = 1;
  return true;
}

Value closed_send(Thread& t) {
  return raise(t, numbers::kRuntimeError, "cannot reuse already awaited __anext__()/asend()");
}

Value send_send(Thread& t, AsyncGenSend* self, Value v) {
  if (await_state(self) == AwaitState::kClosed) return closed_send(t);
  if (await_state(self) == AwaitState::kInit) {
    if (!begin(t, self, "anext")) return {};
    if (v.is_none()) v = self->payload;
  }
  Generator* g = generator_of(self);
  g->async_running = 1;
  Value result = unwrap(t, g, send_into_generator(t, g, v));
  if (!result) set_await_state(self, AwaitState::kClosed);
  return result;
}

Value throw_into_send(Thread& t, AsyncGenSend* self, Value exception) {
  if (await_state(self) == AwaitState::kClosed) return closed_send(t);
  if (await_state(self) == AwaitState::kInit && !begin(t, self, "anext")) return {};
  Generator* g = generator_of(self);
  Value result = unwrap(t, g, throw_into_frame(t, g, exception, ExitMode::kClose));
  if (!result) set_await_state(self, AwaitState::kClosed);
  return result;
}

// --- athrow() and aclose()

bool is_aclose(const AsyncGenThrow* a) { return !a->payload; }
const char* function_of(const AsyncGenThrow* a) { return is_aclose(a) ? "aclose" : "athrow"; }

Value closed_throw(Thread& t) {
  return raise(t, numbers::kRuntimeError, "cannot reuse already awaited aclose()/athrow()");
}

Value ignored_exit(Thread& t, AsyncGenThrow* self) {
  generator_of(self)->async_running = 0;
  set_await_state(self, AwaitState::kClosed);
  return raise(t, numbers::kRuntimeError, "async generator ignored GeneratorExit");
}

/// An awaitable that ended by an exception: for aclose() the end of the generator is what was asked
/// for.
Value ended(Thread& t, AsyncGenThrow* self) {
  generator_of(self)->async_running = 0;
  set_await_state(self, AwaitState::kClosed);
  if (!is_aclose(self) || !pending_async_end(t)) return {};
  take_pending(t);
  return raise_stop_iteration(t, Value());
}

Value throw_start(Thread& t, AsyncGenThrow* self, Value v) {
  Generator* g = generator_of(self);
  if (g->async_running) return begin(t, self, function_of(self)), Value();
  if (g->closing & kAsyncClosed) {
    set_await_state(self, AwaitState::kClosed);
    return raise_plain(t, numbers::kStopAsyncIteration);
  }
  if (!v.is_none())
    return raise(t, numbers::kRuntimeError,
                 "can't send non-None value to a just-started coroutine");
  set_await_state(self, AwaitState::kIterating);
  g->async_running = 1;
  Value result;
  if (is_aclose(self)) {
    g->closing |= kAsyncClosed;
    Value exception = make_exception(t, numbers::kGeneratorExit, {});
    if (exception) result = throw_into_frame(t, g, exception, ExitMode::kThrow);
    if (result && is_exact(result, numbers::kAsyncGenWrapped)) return ignored_exit(t, self);
  } else {
    result = unwrap(t, g, throw_into_frame(t, g, self->payload, ExitMode::kThrow));
  }
  return result ? result : ended(t, self);
}

Value throw_send(Thread& t, AsyncGenThrow* self, Value v) {
  Generator* g = generator_of(self);
  if (await_state(self) == AwaitState::kClosed) return closed_throw(t);
  if (is_finished(g)) {
    set_await_state(self, AwaitState::kClosed);
    return raise_stop_iteration(t, Value());
  }
  if (await_state(self) == AwaitState::kInit) return throw_start(t, self, v);
  Value result = send_into_generator(t, g, v);
  if (!is_aclose(self)) {
    result = unwrap(t, g, result);
    if (!result) set_await_state(self, AwaitState::kClosed);
    return result;
  }
  if (!result) return ended(t, self);
  return is_exact(result, numbers::kAsyncGenWrapped) ? ignored_exit(t, self) : result;
}

Value throw_into_throw(Thread& t, AsyncGenThrow* self, Value exception) {
  if (await_state(self) == AwaitState::kClosed) return closed_throw(t);
  if (await_state(self) == AwaitState::kInit && !begin(t, self, function_of(self))) return {};
  Generator* g = generator_of(self);
  Value result = throw_into_frame(t, g, exception, ExitMode::kClose);
  if (!is_aclose(self)) {
    result = unwrap(t, g, result);
    if (!result) set_await_state(self, AwaitState::kClosed);
    return result;
  }
  if (result && is_exact(result, numbers::kAsyncGenWrapped)) return ignored_exit(t, self);
  return result ? result : ended(t, self);
}

// --- anext() with a default

/// The iterator of the awaitable, made anew for each step as CPython does.
Value anext_iterator(Thread& t, AnextAwaitable* self) {
  Value iterator = TS_TRY(awaitable_iterator(t, self->awaitable));
  return iterator.is_absent() ? not_awaitable(t, self->awaitable) : iterator;
}

Value anext_result(Thread& t, AnextAwaitable* self, Value result) {
  if (result || !pending_matches(t, numbers::kStopAsyncIteration)) return result;
  take_pending(t);
  return raise_stop_iteration(t, self->otherwise);
}

Value anext_send(Thread& t, AnextAwaitable* self, Value v) {
  Value iterator = TS_TRY(anext_iterator(t, self));
  bool returned = false;
  Value result = send_slow(t, iterator, v, returned);
  if (returned && result) return raise_stop_iteration(t, result);
  return anext_result(t, self, result);
}

Value anext_throw(Thread& t, AnextAwaitable* self, Value type, Value value, Value traceback) {
  Value iterator = TS_TRY(anext_iterator(t, self));
  Value exception = TS_TRY(thrown_exception(t, type, value, traceback));
  if (is_sendable(iterator)) {
    auto* g = static_cast<Generator*>(iterator.cell());
    return anext_result(t, self, throw_into_frame(t, g, exception, ExitMode::kClose));
  }
  return anext_result(t, self, call_method(t, iterator, TS_STR("throw"), {exception}));
}

Value anext_close(Thread& t, AnextAwaitable* self) {
  Value iterator = TS_TRY(anext_iterator(t, self));
  if (!close_iterator(t, iterator)) return anext_result(t, self, Value());
  return kNone;
}

// --- natives. The next slots lose a result, as native iterators do; __next__ keeps it

Value send_throw(Thread& t, AsyncGenSend* self, Value type, Value value, Value traceback) {
  return throw_into_send(t, self, TS_TRY(thrown_exception(t, type, value, traceback)));
}
Value throw_throw(Thread& t, AsyncGenThrow* self, Value type, Value value, Value traceback) {
  return throw_into_throw(t, self, TS_TRY(thrown_exception(t, type, value, traceback)));
}

/// close() of an awaitable, given what throwing GeneratorExit into it did.
Value close_result(Thread& t, Value result) {
  if (result) return raise(t, numbers::kRuntimeError, "coroutine ignored GeneratorExit");
  if (!pending_matches(t, numbers::kStopIteration) && !pending_async_end(t)) return {};
  take_pending(t);
  return kNone;
}
Value send_close(Thread& t, AsyncGenSend* self) {
  if (await_state(self) == AwaitState::kClosed) return kNone;
  Value exception = TS_TRY(make_exception(t, numbers::kGeneratorExit, {}));
  return close_result(t, throw_into_send(t, self, exception));
}
Value throw_close(Thread& t, AsyncGenThrow* self) {
  if (await_state(self) == AwaitState::kClosed) return kNone;
  Value exception = TS_TRY(make_exception(t, numbers::kGeneratorExit, {}));
  return close_result(t, throw_into_throw(t, self, exception));
}

template <class A>
Value awaitable_await(Thread&, A* self) {
  return Value(self);
}
template <class A>
Value awaitable_dunder_next(Thread& t, A* self) {
  return send_into_awaitable(t, Value(self), kNone);
}
Value awaitable_next(Thread& t, Value self) {
  Value v = send_into_awaitable(t, self, kNone);
  if (v || !pending_matches(t, numbers::kStopIteration)) return v;
  take_pending(t);
  return kStop;
}

#define TS_AWAITABLE(A, send_, throw_, close_)                                                  \
  TS_METHOD(A::kType, send_, TS_NAME(send), "self, value, /", nullptr),                         \
      TS_METHOD(A::kType, throw_, TS_STR("throw"), "self, type, value=None, traceback=None, /", \
                nullptr),                                                                       \
      TS_METHOD(A::kType, close_, TS_NAME(close), "self, /", nullptr),                          \
      TS_METHOD(A::kType, awaitable_await<A>, TS_NAME(__await__), "self, /",                    \
                "Return an iterator to be used in await expression."),                          \
      TS_METHOD(A::kType, awaitable_dunder_next<A>, TS_NAME(__next__), "self, /",               \
                "Implement next(self).")

const Native kSendNatives[] = {TS_AWAITABLE(AsyncGenSend, send_send, send_throw, send_close)};
const Native kThrowNatives[] = {TS_AWAITABLE(AsyncGenThrow, throw_send, throw_throw, throw_close)};
const Native kAnextNatives[] = {TS_AWAITABLE(AnextAwaitable, anext_send, anext_throw, anext_close)};
const Attributes kSendAttributes{kSendNatives, {}, {}, nullptr};
const Attributes kThrowAttributes{kThrowNatives, {}, {}, nullptr};
const Attributes kAnextAttributes{kAnextNatives, {}, {}, nullptr};
constinit const Attributes kNoAttributes{};
constinit const Slots kNoSlots{};
constinit const Slots kAwaitableSlots{.iter = iter_self, .next = awaitable_next};

// --- the generator itself

Value async_aiter(Thread&, AsyncGeneratorObject* self) { return Value(self); }
Value async_anext(Thread& t, AsyncGeneratorObject* self) {
  return make_send(t, as_generator(self), kNone);
}
Value async_asend(Thread& t, AsyncGeneratorObject* self, Value v) {
  return make_send(t, as_generator(self), v);
}
Value async_athrow(Thread& t, AsyncGeneratorObject* self, Value type, Value value,
                   Value traceback) {
  return make_throw(t, as_generator(self), TS_TRY(thrown_exception(t, type, value, traceback)));
}
Value async_aclose(Thread& t, AsyncGeneratorObject* self) {
  return make_throw(t, as_generator(self), Value());
}
Value async_del(Thread& t, AsyncGeneratorObject* self) {
  finalize_generator(t, as_generator(self));
  return kNone;
}
Value get_async_running(Thread&, Value self) {
  return Value::from_bool(static_cast<Generator*>(self.cell())->async_running);
}

const Native kAsyncNatives[] = {
    TS_METHOD(numbers::kAsyncGenerator, async_aiter, TS_NAME(__aiter__), "self, /",
              "Return an awaitable, that resolves in asynchronous iterator."),
    TS_METHOD(numbers::kAsyncGenerator, async_anext, TS_NAME(__anext__), "self, /",
              "Return a value or raise StopAsyncIteration."),
    TS_METHOD(numbers::kAsyncGenerator, async_asend, TS_NAME(asend), "self, value, /",
              "asend(v) -> send 'v' in generator."),
    TS_METHOD(numbers::kAsyncGenerator, async_athrow, TS_NAME(athrow),
              "self, type, value=None, traceback=None, /",
              "athrow(value)\nathrow(type[,value[,tb]])\n\nraise exception in generator."),
    TS_METHOD(numbers::kAsyncGenerator, async_aclose, TS_NAME(aclose), "self, /",
              "aclose() -> raise GeneratorExit inside generator."),
    TS_METHOD(numbers::kAsyncGenerator, async_del, TS_NAME(__del__), "self, /", nullptr),
};
const GetSet kAsyncGetSets[] = {
    TS_GETSET(numbers::kAsyncGenerator, get_generator_name, set_generator_name, TS_NAME(__name__),
              nullptr),
    TS_GETSET(numbers::kAsyncGenerator, get_generator_qualname, set_generator_qualname,
              TS_NAME(__qualname__), nullptr),
    TS_GETSET(numbers::kAsyncGenerator, get_async_running, nullptr, TS_NAME(ag_running), nullptr),
    TS_GETSET(numbers::kAsyncGenerator, get_generator_suspended, nullptr, TS_NAME(ag_suspended),
              nullptr),
    TS_GETSET(numbers::kAsyncGenerator, get_generator_frame, nullptr, TS_NAME(ag_frame), nullptr),
    TS_GETSET(numbers::kAsyncGenerator, get_generator_code, nullptr, TS_NAME(ag_code), nullptr),
    TS_GETSET(numbers::kAsyncGenerator, get_generator_delegate, nullptr, TS_NAME(ag_await),
              "object being awaited on, or None"),
};
const Attributes kAsyncAttributes{kAsyncNatives, kAsyncGetSets, {}, nullptr};
constinit const Slots kAsyncSlots{.repr = generator_repr};

}  // namespace

Value send_into_awaitable(Thread& t, Value awaitable, Value v) {
  switch (heap::type_number(awaitable)) {
    case numbers::kAsyncGenSend:
      return send_send(t, static_cast<AsyncGenSend*>(awaitable.cell()), v);
    case numbers::kAsyncGenThrow:
      return throw_send(t, static_cast<AsyncGenThrow*>(awaitable.cell()), v);
    default:
      return anext_send(t, static_cast<AnextAwaitable*>(awaitable.cell()), v);
  }
}

}  // namespace ts::vm

namespace ts::object {

using bind::make_type;

extern constinit const Type kAsyncGeneratorType =
    make_type(numbers::kAsyncGenerator, TS_NAME(async_generator), &kObjectType, &vm::kAsyncSlots,
              &vm::kAsyncAttributes, vm::kGeneratorLayout, bind::kTypeGeneric);
extern constinit const Type kAsyncGenSendType = make_type(
    numbers::kAsyncGenSend, TS_NAME(async_generator_asend), &kObjectType, &vm::kAwaitableSlots,
    &vm::kSendAttributes, layout_from<vm::AsyncGenSend>(2 * sizeof(Value)), 0);
extern constinit const Type kAsyncGenThrowType = make_type(
    numbers::kAsyncGenThrow, TS_NAME(async_generator_athrow), &kObjectType, &vm::kAwaitableSlots,
    &vm::kThrowAttributes, layout_from<vm::AsyncGenThrow>(2 * sizeof(Value)), 0);
extern constinit const Type kAsyncGenWrappedType =
    make_type(numbers::kAsyncGenWrapped, TS_NAME(async_generator_wrapped_value), &kObjectType,
              &vm::kNoSlots, &vm::kNoAttributes, layout_all<vm::AsyncGenWrapped>(), 0);
extern constinit const Type kAnextAwaitableType =
    make_type(numbers::kAnextAwaitable, TS_NAME(anext_awaitable), &kObjectType,
              &vm::kAwaitableSlots, &vm::kAnextAttributes, layout_all<vm::AnextAwaitable>(), 0);

}  // namespace ts::object
