// Starting and stopping a Vm; safe points: Ctrl-C, finalizers, callbacks of weak references.

#include "vm/machine.h"

#include "vm/traceback.h"

namespace ts::vm {

bool start(Vm& vm, const MachineOptions& o) {
  vm.resize_memory = o.resize_memory;
  vm.memory_context = o.memory_context;
  Thread& t = vm.main;

  t.vm = &vm;
  t.registers = o.registers;
  t.registers_end = o.registers + o.register_count - 256;
  t.frame_limit = t.registers_end;
  t.top = t.high_water = t.registers + 4;
  for (Value* at = t.registers; at < t.top; at++) *at = Value();
  t.stack_limit = o.stack_limit;
  t.depth_limit = o.depth_limit;
  if (!vm.heap.initialize(o.source, o.heap_limit, o.initial_heap, o.fixed_heap)) return false;
  Dict* modules = make_dict(t);
  if (!modules) return false;
  vm.roots.modules = Value(modules);
  vm.roots.memory_error = make_memory_error(t);
  return static_cast<bool>(vm.roots.memory_error);
}

void stop(Vm& vm) {
  Thread& t = vm.main;
  if (vm.classes) vm.resize_memory(vm.memory_context, vm.classes, vm.class_capacity * sizeof(heap::ClassEntry), 0);
  for (Cell* code = vm.code_handles; code; code = static_cast<Code*>(code)->next) {
    auto* c = static_cast<Code*>(code);
    if (c->caches) vm.resize_memory(vm.memory_context, c->caches, c->cache_count * sizeof(heap::InlineCache), 0);
  }
  for (heap::Queue* q : {&vm.finalizers, &vm.callbacks}) {
    if (q->items) vm.resize_memory(vm.memory_context, q->items, q->capacity * sizeof(Value), 0);
  }
  vm.classes = nullptr;
  vm.code_handles = nullptr;
  (void)t;
  vm.heap.destroy();
}

namespace {

bool take(heap::Queue& queue, Value& v) {
  if (!queue.count) return false;
  v = queue.items[queue.first];
  queue.first++;
  if (--queue.count == 0) queue.first = 0;
  return true;
}

void finalize(Thread& t, Value o) {
  TypeNumber native = type_of(t, o)->native_base;
  if (native == numbers::kGenerator || native == numbers::kCoroutine || native == numbers::kAsyncGenerator) {
    finalize_generator(t, static_cast<Generator*>(o.cell()));
    return;
  }
  Value f = lookup(*t.vm, type_of(t, o), TS_NAME(__del__));
  if (f.is_absent()) return;
  Value result = call_special(t, o, TS_NAME(__del__));
  if (!result) write_unraisable(t, "Exception ignored while calling deallocator ", f);
}

/// Calls what micropython.schedule() has queued: a list of (function, argument).
void run_scheduled(Thread& t) {
  Value queue = t.vm->roots.scheduled;
  t.vm->roots.scheduled = Value();  // what is scheduled from now on waits for the next safe point
  if (!queue) return;
  for (size_t i = 0; i < static_cast<List*>(queue.cell())->length; i++) {
    auto* entry = static_cast<Tuple*>(static_cast<List*>(queue.cell())->items()[i].cell());
    Value function = entry->items()[0];
    if (!call(t, function, {entry->items()[1]})) write_unraisable(t, "Exception ignored in scheduled function ", function);
  }
}

}  // namespace

void run_pending(Thread& t) {
  if (t.vm->running_pending) return;
  t.vm->running_pending = true;
  Value* saved_top = t.top;
  Value saved_pending = t.pending;
  // The exception on its way stays rooted in the register stack while Python code runs here.
  *t.top++ = saved_pending;
  if (t.top > t.high_water) t.high_water = t.top;
  t.pending = Value();
  Value v;
  while (take(t.vm->callbacks, v)) {
    Value callback = static_cast<WeakRef*>(v.cell())->callback;
    if (!callback || callback.is_none()) continue;
    *t.top++ = callback;
    if (t.top > t.high_water) t.high_water = t.top;
    if (!call(t, callback, {v})) write_unraisable(t, "Exception ignored while calling weakref callback ", callback);
    t.top--;
  }
  while (take(t.vm->finalizers, v)) {
    *t.top++ = v;
    if (t.top > t.high_water) t.high_water = t.top;
    finalize(t, v);
    t.top--;
  }
  run_scheduled(t);
  t.pending = *--t.top;
  t.top = saved_top;
  t.vm->running_pending = false;
}

void write_unraisable(Thread& t, const char* where, Value object) {
  Value exception = take_pending(t);
  Value sys = dict_get_str(static_cast<Dict*>(t.vm->roots.modules.cell()), TS_NAME(sys));
  if (sys.is_absent()) return;
  Value file = find_attr(t, sys, TS_NAME(stderr));
  if (!file || file.is_absent() || file.is_none()) {
    take_pending(t);
    return;
  }
  StrBuilder b(t);
  b.append(where);
  Value text = repr(t, object);
  if (text) b.append(text);
  if (t.pending) take_pending(t);
  b.append(std::string_view(where).ends_with(": ") ? "\n" : ":\n");
  Value message = b.finish();
  if (message) call_method(t, file, TS_NAME(write), {message});
  if (t.pending) take_pending(t);
  print_exception(t, exception, file);
  if (t.pending) take_pending(t);
}

}  // namespace ts::vm

bool ts::object::poll(Thread& t) {
  uint32_t bits = t.poll.exchange(0);
  t.frame_limit = t.registers_end;
  if (bits & heap::kPollPending) vm::run_pending(t);
  if (bits & heap::kPollInterrupt) {
    raise(t, numbers::kKeyboardInterrupt, "");
    if (t.pending.is_cell() && heap::type_number(t.pending) == numbers::kKeyboardInterrupt) {
      Value none = make_tuple(t, std::span<const Value>());
      if (none) static_cast<Exception*>(t.pending.cell())->args = none;
    }
    return false;
  }
  return true;
}
