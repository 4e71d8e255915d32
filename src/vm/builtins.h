// The built-in functions that need the compiler or frames: defined by vm/, listed in the table of
// modules/builtins.cpp. An omitted argument is the all-zero word.

#pragma once

#include "object/runtime.h"

namespace ts::vm {

using bind::Args;
using bind::Kwargs;
using heap::Thread;
using heap::Value;

Value builtin_exec(Thread& t, Value source, Value globals, Value locals, Value closure);
Value builtin_eval(Thread& t, Value source, Value globals, Value locals);
Value builtin_compile(Thread& t, Value source, Value filename, Value mode, Value flags,
                      Value dont_inherit, Value optimize, Value feature_version);
Value builtin_import(Thread& t, Value name, Value globals, Value locals, Value from_list,
                     Value level);
Value builtin_build_class(Thread& t, Value function, Value name, Args bases, Kwargs keywords);
Value builtin_aiter(Thread& t, Value iterable);
Value builtin_anext(Thread& t, Value iterator, Value otherwise);
/// sys.get_asyncgen_hooks() and sys.set_asyncgen_hooks(firstiter, finalizer).
Value builtin_get_asyncgen_hooks(Thread& t);
Value builtin_set_asyncgen_hooks(Thread& t, Value first_iteration, Value finalizer);

/// types.coroutine() for a generator function: what it makes may be awaited. The function itself; None for anything else.
Value mark_iterable_coroutine(Thread& t, Value function);

/// The next item of a generator or of an object with a Python __next__; at the end StopIteration is
/// pending, with the value it was raised with.
Value next_or_raise(Thread& t, Value iterator);
/// Globals of the innermost Python frame: a dict.
Value frame_globals(Thread& t);
/// What locals() gives in the innermost Python frame (PEP 667).
Value frame_locals(Thread& t);

}  // namespace ts::vm
