// The module gc: CPython's functions where they mean something here, and MicroPython's figures.
// Follows the Library Reference, "gc". There are no generations: their functions are absent.

#include "modules/modules.h"
#include "object/exact_call.h"
#include "object/native_support.h"

namespace ts::modules {

using namespace object;

namespace {

/// Collects. Called directly by the interpreter, no frame between it and us holds cells, so that none is scanned: what
/// lies on the stack from earlier calls must not keep alive what the program has just dropped.
void collect_now(Thread& t) {
  constexpr uintptr_t kThunkBytes = 512;
  if (t.stretch && t.stretch->high - heap::stack_pointer() < kThunkBytes) {
    ExactCall exact(t);
    t.vm->heap.collect(t, heap::Heap::Mode::kPlain);
  } else {
    t.vm->heap.collect(t, heap::Heap::Mode::kPlain);
  }
}

Value gc_collect(Thread& t, Opt<intptr_t> generation) {
  if (generation.given && (generation.value < 0 || generation.value > 2)) {
    return raise(t, numbers::kValueError, "invalid generation");
  }
  size_t before = t.vm->heap.figures(*t.vm).used;
  collect_now(t);
  bool finalizers = t.vm->finalizers.count > 0;
  TS_POLL(t);        // finalizers and callbacks of weak references have run when collect() returns
  if (finalizers) {  // what they kept alive until now can go
    collect_now(t);
    TS_POLL(t);
  }
  size_t after = t.vm->heap.figures(*t.vm).used;
  return make_int(t, before > after ? static_cast<int64_t>(before - after) : 0);
}

Value gc_enable(Thread& t) {
  t.vm->heap.set_enabled(true);
  return kNone;
}

Value gc_disable(Thread& t) {
  t.vm->heap.set_enabled(false);
  return kNone;
}

Value gc_isenabled(Thread& t) { return Value::from_bool(t.vm->heap.enabled()); }

Value gc_mem_free(Thread& t) {
  return make_int(t, static_cast<int64_t>(t.vm->heap.figures(*t.vm).free));
}

Value gc_mem_alloc(Thread& t) {
  return make_int(t, static_cast<int64_t>(t.vm->heap.figures(*t.vm).used));
}

Value gc_threshold(Thread& t, Opt<intptr_t> amount) {
  if (!amount.given) {
    size_t bytes = t.vm->heap.user_threshold();
    return make_int(t, bytes ? static_cast<int64_t>(bytes) : -1);
  }
  t.vm->heap.set_threshold(amount.value > 0 ? static_cast<size_t>(amount.value) : 0);
  return kNone;
}

bool holds_references(const Vm& vm, Value v) {
  if (!v.is_cell() || v.cell()->is_static()) return false;
  const Layout& layout = vm.layout(v.cell()->type_number());
  return layout.first || layout.trailing;
}

Value gc_is_tracked(Thread& t, Value object) {
  return Value::from_bool(holds_references(*t.vm, object));
}

Value gc_is_finalized(Thread& t, Value object) {
  return Value::from_bool(object.is_cell() &&
                          (type_of(t, object)->flags & bind::kTypeHasFinalizer) &&
                          !object.cell()->has(heap::kFlagFinalizable));
}

bool append_referent(Thread& t, List* list, Value v) {
  if (!v || v.is_unbound() || v.is(heap::SpecialId::kDeleted)) return true;
  if (!v.is_cell() || v.cell()->type_number() >= numbers::kObject) return list_append(t, list, v);
  if (v.cell()->type_number() != numbers::kValueArray) return true;
  auto* array = static_cast<ValueArray*>(v.cell());
  for (size_t i = 0; i < array->capacity; i++) {
    Value item = array->items[i];
    if (item && !item.is(heap::SpecialId::kDeleted) && !list_append(t, list, item)) return false;
  }
  return true;
}

Value gc_get_referents(Thread& t, Args objects) {
  List* list = TS_TRY(make_list(t));
  for (Value object : objects) {
    if (!holds_references(*t.vm, object)) continue;
    const Layout& layout = t.vm->layout(object.cell()->type_number());
    auto* words = reinterpret_cast<Value*>(object.cell());
    size_t end = heap::Heap::cell_bytes(*t.vm, object.cell()) / sizeof(Value);
    size_t last = layout.last == Layout::kToEnd ? end : layout.last;
    for (size_t i = layout.first; layout.first && i < last; i++) {
      if (!append_referent(t, list, words[i])) return {};
    }
    if (layout.trailing && last < end && !append_referent(t, list, words[end - 1])) return {};
  }
  return Value(list);
}

const Native kFunctions[] = {
    TS_FUNCTION(gc_collect, TS_NAME(collect), "generation=2",
                "Run the garbage collector. Returns how many bytes became free."),
    TS_FUNCTION(gc_disable, TS_NAME(disable), "",
                "Disable automatic collection; one happens only when memory runs out."),
    TS_FUNCTION(gc_enable, TS_NAME(enable), "", "Enable automatic garbage collection."),
    TS_FUNCTION(gc_get_referents, TS_NAME(get_referents), "*objs",
                "Return the list of objects that are directly referred to by 'objs'."),
    TS_FUNCTION(gc_is_finalized, TS_NAME(is_finalized), "obj, /",
                "Returns true if the object has been already finalized by the collector."),
    TS_FUNCTION(gc_is_tracked, TS_NAME(is_tracked), "obj, /",
                "Returns true if the object can refer to others."),
    TS_FUNCTION(gc_isenabled, TS_NAME(isenabled), "",
                "Returns true if automatic garbage collection is enabled."),
    TS_FUNCTION(gc_mem_alloc, TS_NAME(mem_alloc), "", "Bytes of the heap that are in use."),
    TS_FUNCTION(gc_mem_free, TS_NAME(mem_free), "", "Bytes of the heap that are free."),
    TS_FUNCTION(gc_threshold, TS_NAME(threshold), "amount=None, /",
                "Set or query how many bytes are allocated before a collection; -1: automatic."),
};

bool initialize(Thread& t, Value dict) {
  Value garbage = Value(make_list(t));
  return garbage && bind::module_set(t, dict, TS_NAME(garbage), garbage);
}

}  // namespace

extern const bind::ModuleDefinition kGcModule{
    TS_NAME(gc), "The garbage collector.", kFunctions, {}, initialize};

}  // namespace ts::modules
