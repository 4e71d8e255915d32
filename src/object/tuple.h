// The slots of tuple, for native types that are tuples with something on top.

#pragma once

#include "object/runtime.h"

namespace ts::object {

/// The sum over the items of CPython's hash for tuples and slices.
bool hash_lanes(Thread& t, std::span<const Value> items, uint64_t& sum);
bool tuple_hash(Thread& t, Value self, intptr_t& out);
Value tuple_compare(Thread& t, Value a, Value b, CompareOp op);
Value tuple_binary(Thread& t, Value a, Value b, BinaryOp op);
intptr_t tuple_len(Thread& t, Value self);
Value tuple_get_item(Thread& t, Value self, Value key);
int tuple_contains(Thread& t, Value self, Value item);
Value tuple_iter(Thread& t, Value self);

}  // namespace ts::object
