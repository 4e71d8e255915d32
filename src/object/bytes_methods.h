// The attribute tables of bytes and bytearray, and the operations that both types' slots share.

#pragma once

#include "object/bytes.h"

namespace ts::object {

extern const Attributes kBytesAttributes;
extern const Attributes kByteArrayAttributes;

/// What bytes(...) or bytearray(...) is made from: a bytes object, or kAbsent and the number of
/// zero bytes in `size`.
Value bytes_from_arguments(Thread& t, const char* function, const Arguments& arguments,
                           Value& size);

Value bytes_concatenate(Thread& t, Value a, Value b);  ///< kNotImplemented for a foreign b
Value bytes_repeat(Thread& t, Value self, Value times);

// bytearray's own methods (bytearray.cpp), for the table
Value bytearray_append(Thread& t, ByteArrayObject* self, Value item);
Value bytearray_clear(Thread& t, ByteArrayObject* self);
Value bytearray_copy(Thread& t, ByteArrayObject* self);
Value bytearray_extend_method(Thread& t, ByteArrayObject* self, Value source);
Value bytearray_insert(Thread& t, ByteArrayObject* self, intptr_t index, Value item);
Value bytearray_pop(Thread& t, ByteArrayObject* self, Opt<intptr_t> index);
Value bytearray_remove(Thread& t, ByteArrayObject* self, Value item);
Value bytearray_reverse(Thread& t, ByteArrayObject* self);
Value bytearray_resize_method(Thread& t, ByteArrayObject* self, intptr_t size);
Value bytearray_alloc(Thread& t, ByteArrayObject* self);
Value bytearray_reduce(Thread& t, ByteArrayObject* self);

}  // namespace ts::object
