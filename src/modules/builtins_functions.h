// The built-in functions by subject, for the table in builtins.cpp.

#pragma once

#include "object/runtime.h"

namespace ts::modules {

using namespace object;

// builtins_reduce.cpp: functions that walk an iterable
Value builtin_all(Thread& t, Value iterable);
Value builtin_any(Thread& t, Value iterable);
Value builtin_max(Thread& t, Value key, Value otherwise, Args items);
Value builtin_min(Thread& t, Value key, Value otherwise, Args items);
Value builtin_sum(Thread& t, Value iterable, Value start);
Value builtin_sorted(Thread& t, Value key, Value reverse, Args args);

// builtins_console.cpp
Value builtin_print(Thread& t, Value sep, Value end, Value file, Value flush, Args items);
Value builtin_input(Thread& t, Value prompt);

// builtins_attributes.cpp
Value builtin_delattr(Thread& t, Value object, Value name);
Value builtin_dir(Thread& t, Value object);
Value builtin_getattr(Thread& t, Value object, Value name, Value otherwise);
Value builtin_hasattr(Thread& t, Value object, Value name);
Value builtin_id(Thread& t, Value object);
Value builtin_isinstance(Thread& t, Value object, Value class_or_tuple);
Value builtin_issubclass(Thread& t, Value type, Value class_or_tuple);
Value builtin_setattr(Thread& t, Value object, Value name, Value value);
Value builtin_vars(Thread& t, Value object);

}  // namespace ts::modules
