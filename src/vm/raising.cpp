// Exceptions on their way through Python code: the `raise` statement, traceback entries, except*
// (PEP 654) and StopIteration that leaves a generator (PEP 479).

#include "object/exceptions.h"
#include "vm/frame_objects.h"

namespace ts::vm {

namespace {

/// An entry of a traceback; all-zero when there is no memory for it: then the traceback is shorter,
/// and the exception stays the one that is pending.
Value make_traceback(Thread& t, Value next, Function* f, uint32_t pc) {
  Value pending = t.pending;
  auto* entry = heap::allocate<Traceback>(t, numbers::kTraceback);
  t.pending = pending;
  if (!entry) return {};
  entry->pc = pc;
  entry->next = next ? next : kNone;
  entry->function = Value(f);
  return Value(entry);
}

/// The local `self` of the running frame when that is a call of `f`; all-zero when there is none.
Value self_of(Thread& t, Function* f) {
  if (!t.base || frame_function(t.base) != f || f->code->parameters == 0) return {};
  if (!(f->code->flags & bytecode::kCodeOptimizedLocals)) return {};
  Value name = static_cast<Tuple*>(f->code->local_names.cell())->items()[0];
  if (!str_equal(as_str(name), TS_NAME(self))) return {};
  Value v = t.base[0];
  if (v && is_exact(v, numbers::kCellVariable)) v = static_cast<CellVariable*>(v.cell())->content;
  return v && !v.is_unbound() ? v : Value();
}

/// Registers are gone when a suggestion for a misspelt name is looked for, but it may depend on
/// `self`: what is needed of it is kept with the innermost entry. Not essential: without memory it
/// is left out.
void keep_self(Thread& t, Exception* e, Value entry, Function* f) {
  TypeNumber type = e->type_number();
  if (type != numbers::kNameError && type != numbers::kAttributeError) return;
  Value self = self_of(t, f);
  if (!self) return;
  if (type == numbers::kAttributeError) {
    if (exception_field(Value(e), 1, kAttributeErrorFields) == self) e->set(kFlagAboutSelf);
    return;
  }
  Value pending = t.pending;
  auto* traceback = static_cast<Traceback*>(entry.cell());
  Value frame = make_frame(t, Value(f), traceback->pc);
  Dict* locals = frame ? make_dict(t, 1) : nullptr;
  if (locals && dict_set_str(t, locals, TS_NAME(self), self)) {
    static_cast<FrameObject*>(frame.cell())->locals = Value(locals);
    traceback->frame = frame;
  }
  t.pending = pending;
}

}  // namespace

void add_traceback(Thread& t, Function* f, uint32_t pc) {
  auto* e = as_exception(t.pending);
  if (t.pending == t.vm->roots.memory_error) {
    // This one is raised again and again. An entry that does not continue at the caller of the last
    // one's frame begins a new traceback; `fields` notes the depth.
    bool continues = e->fields && e->fields.small_int() == static_cast<intptr_t>(t.depth) + 1;
    if (!continues) e->traceback = Value();
    e->fields = Value::from_int(static_cast<intptr_t>(t.depth));
  }
  Value entry = make_traceback(t, e->traceback, f, pc);
  if (!entry) return;
  e = as_exception(t.pending);
  if (!e->traceback) keep_self(t, e, entry, f);
  e->traceback = entry;
}

void set_context(Thread& t, Value exception) { set_exception_context(t, exception); }

namespace {

/// An instance for what stands behind `raise` or `from`; all-zero with `message` raised when it is
/// no exception.
Value exception_from(Thread& t, Value v, const char* message) {
  if (const Type* type = exception_class(t, v)) {
    Value e = TS_TRY(call(t, v, {}));
    if (is_exception(t, e)) return e;
    return raise(t, numbers::kTypeError,
                 "calling {} should have returned an instance of BaseException, not {}",
                 Repr{Value(type)}, Repr{Value(type_of(t, e))});
  }
  if (is_exception(t, v)) return v;
  return raise(t, numbers::kTypeError, message);
}

}  // namespace

void raise_statement(Thread& t, Value exception, Value cause) {
  Value e = exception_from(t, exception, "exceptions must derive from BaseException");
  if (!e) return;
  if (cause) {
    if (!cause.is_none()) {
      cause = exception_from(t, cause, "exception causes must derive from BaseException");
      if (!cause) return;
    }
    set_exception_cause(as_exception(e), cause.is_none() ? Value() : cause);
  }
  raise_object(t, e);
}

void convert_stop_iteration(Thread& t, uint16_t code_flags) {
  bool async = code_flags & bytecode::kCodeAsyncGenerator;
  const char* what;
  if (pending_matches(t, numbers::kStopIteration)) {
    what = async                                   ? "async generator raised StopIteration"
           : code_flags & bytecode::kCodeCoroutine ? "coroutine raised StopIteration"
                                                   : "generator raised StopIteration";
  } else if (async && pending_matches(t, numbers::kStopAsyncIteration)) {
    what = "async generator raised StopAsyncIteration";
  } else {
    return;
  }
  Value original = take_pending(t);
  raise(t, numbers::kRuntimeError, what);
  auto* e = as_exception(t.pending);
  if (t.pending == t.vm->roots.memory_error) return;
  set_exception_cause(e, original);
  e->context = original;
}

// --- except*

namespace {

/// False with TypeError: what stands behind except* must be exception classes, and no groups.
bool check_star_classes(Thread& t, Value type) {
  std::span<const Value> classes(&type, 1);
  if (is_instance_of_native(*t.vm, type, numbers::kTuple))
    classes = static_cast<Tuple*>(type.cell())->span();
  for (Value v : classes) {
    const Type* cls = exception_class(t, v);
    if (!cls) {
      raise(t, numbers::kTypeError,
            "catching classes that do not inherit from BaseException is not allowed");
      return false;
    }
    if (is_subtype(*t.vm, cls, &kBaseExceptionGroupType)) {
      raise(t, numbers::kTypeError,
            "catching ExceptionGroup with except* is not allowed. Use except instead.");
      return false;
    }
  }
  return true;
}

/// An exception that is no group, as except* hands it to its clause.
Value wrap_naked(Thread& t, Value e) {
  Value one = TS_TRY(object::make_tuple(t, {e}));
  Value group = TS_TRY(make_exception_group(t, Value(TS_STR("")), one));
  Function* f = current_function(t);
  if (!f) return group;
  as_exception(group)->traceback =
      make_traceback(t, kNone, f, static_cast<uint32_t>(t.pc - f->code->code));
  return group;
}

bool same_origin(Value a, Value b) {
  auto *x = as_exception(a), *y = as_exception(b);
  return x->traceback == y->traceback && x->cause == y->cause && x->context == y->context;
}

}  // namespace

bool split_exception_group(Thread& t, Value* window, Value type) {
  Value e = window[0];
  if (!check_star_classes(t, type)) return false;
  window[1] = kNone;
  if (e.is_none()) return true;
  Value direct = exception_matches(t, e, type);
  if (!direct) return false;
  if (direct.is_true()) {
    Value group = is_exception_group(t, e) ? e : wrap_naked(t, e);
    if (!group) return false;
    window[0] = kNone;
    window[1] = group;
    return true;
  }
  if (!is_exception_group(t, e)) return true;
  Value pair = call_method(t, e, TS_NAME(split), {type});
  if (!pair) return false;
  if (!is_instance_of_native(*t.vm, pair, numbers::kTuple)) {
    raise(t, numbers::kTypeError, "{}.split must return a tuple, not {}", TypeOf{e}, TypeOf{pair});
    return false;
  }
  auto* parts = static_cast<Tuple*>(pair.cell());
  if (parts->length < 2) {
    raise(t, numbers::kTypeError, "{}.split must return a 2-tuple, got tuple of size {}", TypeOf{e},
          parts->length);
    return false;
  }
  for (uint32_t i = 0; i < 2; i++) {
    // A split of a subclass may return anything; the machine needs exceptions.
    if (parts->items()[i].is_none() || is_exception(t, parts->items()[i])) continue;
    raise(t, numbers::kTypeError, "{}.split must return exceptions or None", TypeOf{e});
    return false;
  }
  window[1] = parts->items()[0];
  window[0] = parts->items()[1];
  return true;
}

Value finish_except_star(Thread& t, Value list, Value original) {
  auto* outcome = static_cast<List*>(list.cell());
  if (outcome->length == 0) return kNone;
  if (!is_exception_group(t, original)) return outcome->items()[0];
  List* raised = TS_TRY(make_list(t));
  List* reraised = TS_TRY(make_list(t));
  for (size_t i = 0; i < outcome->length; i++) {
    Value e = outcome->items()[i];
    if (e.is_none()) continue;
    if (!list_append(t, same_origin(e, original) ? reraised : raised, e)) return {};
  }
  Value rest = kNone;
  if (reraised->length) rest = TS_TRY(group_projection(t, original, reraised));
  if (raised->length == 0) return rest;
  if (!rest.is_none() && !list_append(t, raised, rest)) return {};
  if (raised->length == 1) return raised->items()[0];
  return make_exception_group(t, Value(TS_STR("")), Value(raised));
}

}  // namespace ts::vm
