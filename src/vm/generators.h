// What generators, coroutines and asynchronous generators share: resuming, throwing, closing, the
// small cells around them. Not for other folders; the interpreter's part of the interface is in
// vm/frame.h.

#pragma once

#include "vm/frame.h"

namespace ts::vm {

/// What natives of coroutines and asynchronous generators take as self, so that it is checked: all
/// three are Generators.
struct CoroutineObject : Cell {
  static constexpr TypeNumber kType = numbers::kCoroutine;
};
struct AsyncGeneratorObject : Cell {
  static constexpr TypeNumber kType = numbers::kAsyncGenerator;
};
inline Generator* as_generator(Cell* cell) { return static_cast<Generator*>(cell); }

/// What coroutine.__await__() gives.
struct CoroutineWrapper : Cell {
  static constexpr TypeNumber kType = numbers::kCoroutineWrapper;
  Value coroutine;
};

/// A value that an asynchronous generator yields, told apart from what its awaits yield.
struct AsyncGenWrapped : Cell {
  static constexpr TypeNumber kType = numbers::kAsyncGenWrapped;
  Value value;
};

/// States of the awaitables of asynchronous generators.
enum class AwaitState : uint8_t { kInit, kIterating, kClosed };

/// asend(), __anext__(): `payload` is the value to send. athrow(), aclose(): the exception to
/// throw, all-zero for aclose().
struct AsyncGenAwaitable : Cell {
  uintptr_t state;  ///< AwaitState
  Value generator;
  Value payload;
};
struct AsyncGenSend : AsyncGenAwaitable {
  static constexpr TypeNumber kType = numbers::kAsyncGenSend;
};
struct AsyncGenThrow : AsyncGenAwaitable {
  static constexpr TypeNumber kType = numbers::kAsyncGenThrow;
};

/// anext(iterator, default).
struct AnextAwaitable : Cell {
  static constexpr TypeNumber kType = numbers::kAnextAwaitable;
  Value awaitable, otherwise;
};

/// Bits of Generator::closing, for asynchronous generators.
enum AsyncGeneratorBits : uint8_t {
  kAsyncClosed = 1,       ///< aclose() was called or the end was reached
  kAsyncHooksCalled = 2,  ///< sys.set_asyncgen_hooks()'s firstiter has seen it
};

/// What throw(GeneratorExit) does to the iterator that a generator delegates to.
enum class ExitMode : uint8_t { kClose, kThrow };

inline GeneratorState state_of(const Generator* g) { return static_cast<GeneratorState>(g->state); }
inline void set_state(Generator* g, GeneratorState state) {
  g->state = static_cast<uint8_t>(state);
}
inline bool is_finished(const Generator* g) { return state_of(g) == GeneratorState::kFinished; }
inline Code* code_of(const Generator* g) {
  return static_cast<Function*>(g->function.cell())->code;
}
/// "generator", "coroutine", "async generator".
const char* kind_name(const Generator* g);
/// Generators and coroutines, but not asynchronous generators.
bool is_sendable(Value v);

/// As resume_generator, for a generator in any state: raises for the wrong ones, gives None when it
/// had finished.
Value advance(Thread& t, Generator* g, Value v);
/// Makes of a result of advance() what send() gives: StopIteration (StopAsyncIteration) when the
/// generator finished.
Value send_result(Thread& t, Generator* g, Value result);
/// As throw_into_generator, with a choice for GeneratorExit.
Value throw_into(Thread& t, Generator* g, Value exception, ExitMode mode);
/// The exception instance for the arguments of throw(); may be one that making it raised. All-zero:
/// TypeError.
Value thrown_exception(Thread& t, Value type, Value value, Value traceback);
/// The iterator that a suspended generator delegates to, or all-zero.
Value delegate_of(const Generator* g);
/// close() of the iterator when it has such a method. False: exception pending.
bool close_iterator(Thread& t, Value iterator);

/// An awaitable of asend(), athrow(), aclose() or anext() with a default.
inline bool is_async_awaitable(Value v) {
  TypeNumber type = heap::type_number(v);
  return type == numbers::kAsyncGenSend || type == numbers::kAsyncGenThrow ||
         type == numbers::kAnextAwaitable;
}
/// send() of such an awaitable: its end is a pending StopIteration.
Value send_into_awaitable(Thread& t, Value awaitable, Value v);

/// Raises `exception` without arguments; returns all-zero.
Value raise_plain(Thread& t, TypeNumber exception);
/// Takes the pending StopIteration away and gives its value. All-zero when getting the value
/// raised.
Value take_stop_value(Thread& t);
/// Whether StopAsyncIteration or GeneratorExit is pending.
bool pending_async_end(const Thread& t);

Value generator_repr(Thread& t, Value self);
/// Attributes that the three types share under different names.
Value get_generator_name(Thread& t, Value self);
bool set_generator_name(Thread& t, Value self, Value v);
Value get_generator_qualname(Thread& t, Value self);
bool set_generator_qualname(Thread& t, Value self, Value v);
Value get_generator_running(Thread& t, Value self);
Value get_generator_suspended(Thread& t, Value self);
Value get_generator_frame(Thread& t, Value self);
Value get_generator_code(Thread& t, Value self);
Value get_generator_delegate(Thread& t, Value self);

/// Layout of the three: its cell ends with the registers.
constexpr Layout kGeneratorLayout{
    .fixed_bytes = sizeof(Generator),
    .element_bytes = sizeof(Value),
    .first = static_cast<uint8_t>((sizeof(Generator) - 4 * sizeof(Value)) / sizeof(Value)),
    .last = Layout::kToEnd};

/// The hooks of sys.set_asyncgen_hooks(); all-zero words when there are none.
struct AsyncHooks {
  Value first_iteration, finalizer;
};
AsyncHooks async_hooks(const Thread& t);

}  // namespace ts::vm
