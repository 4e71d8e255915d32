// code.replace() for what can change without new instructions: names, first line, and the flag by which
// types.coroutine() makes a generator awaitable. Library Reference, "codeobject.replace".

#include "bytecode/bytecode.h"
#include "object/native_support.h"
#include "object/special.h"

namespace ts::object {

namespace {

constexpr intptr_t kIterableCoroutineBit = 0x100;  // inspect.CO_ITERABLE_COROUTINE

/// A code object with the same instructions and inline caches of its own.
Value copy_code(Thread& t, Value original) {
  auto* code = static_cast<Code*>(original.cell());
  size_t extra = code->constant_count * sizeof(Value);
  auto* copy = TS_TRY(heap::allocate<Code>(t, numbers::kCode, extra));
  code = static_cast<Code*>(original.cell());
  uintptr_t header = copy->header;
  std::memcpy(static_cast<void*>(copy), code, sizeof(Code) + extra);
  copy->header = header;
  copy->caches = nullptr;
  copy->cache_count = 0;
  if (size_t bytes = code->cache_count * sizeof(heap::InlineCache)) {
    void* caches = t.vm->resize_memory(t.vm->memory_context, nullptr, 0, bytes);
    if (!caches) return t.pending = t.vm->roots.memory_error, Value();
    std::memset(caches, 0, bytes);
    copy->caches = static_cast<heap::InlineCache*>(caches);
    copy->cache_count = code->cache_count;
  }
  copy->next = static_cast<Code*>(t.vm->code_handles);
  t.vm->code_handles = copy;
  return Value(copy);
}

bool replace_flags(Thread& t, Code* code, Value v) {
  intptr_t wanted, present;
  if (!to_index(t, v, wanted) || !to_index(t, TS_TRY(get_attr(t, Value(code), TS_NAME(co_flags))), present)) return false;
  if ((wanted ^ present) & ~kIterableCoroutineBit) {
    raise(t, numbers::kNotImplementedError, "replace() can't change these flags of a code object");
    return false;
  }
  code->flags = static_cast<uint16_t>(code->flags & ~kCodeIterableCoroutine);
  if (wanted & kIterableCoroutineBit) code->flags |= kCodeIterableCoroutine;
  return true;
}

bool replace_name(Thread& t, Value& field, Value name, Value v) {
  if (is_instance_of_native(*t.vm, v, numbers::kStr)) {
    field = v;
    return true;
  }
  raise(t, numbers::kTypeError, "replace() argument '{}' must be str, not {}", name, TypeOf{v});
  return false;
}

bool replace_field(Thread& t, Code* code, Value name, Value v) {
  std::string_view text = view_of(name);
  if (text == "co_flags") return replace_flags(t, code, v);
  if (text == "co_name") return replace_name(t, code->name, name, v);
  if (text == "co_qualname") return replace_name(t, code->qualname, name, v);
  if (text == "co_filename") return replace_name(t, code->filename, name, v);
  if (text == "co_firstlineno") {
    intptr_t line;
    if (!to_index(t, v, line)) return false;
    code->first_line = line < 1 ? 1 : static_cast<uint32_t>(line);
    return true;
  }
  Value old = TS_TRY(get_attr(t, Value(code), name));
  int same = TS_TRY_INT(equal(t, old, v));
  if (!same) raise(t, numbers::kNotImplementedError, "replace() can't change {} of a code object", name);
  return same;
}

}  // namespace

Value code_replace(Thread& t, Value self, Kwargs changes) {
  Value copy = TS_TRY(copy_code(t, self));
  uint32_t position = 0;
  for (Value name, v; changes.dict && dict_next(static_cast<Dict*>(changes.dict.cell()), position, name, v);) {
    if (!replace_field(t, static_cast<Code*>(copy.cell()), name, v)) return {};
  }
  return copy;
}

}  // namespace ts::object
