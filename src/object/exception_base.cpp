// BaseException and the exceptions with one or two attributes of their own: StopIteration,
// SystemExit, KeyError, AttributeError, NameError, ImportError. Library Reference, "Built-in
// Exceptions".

#include "object/exception_slots.h"
#include "object/special.h"

namespace ts::object {

namespace {

Tuple* args_of(Value self) { return static_cast<Tuple*>(as_exception(self)->args.cell()); }
Value none_if_empty(Value v) { return v ? v : kNone; }

bool refuse_delete(Thread& t, Value v, const char* name) {
  if (v) return true;
  raise(t, numbers::kTypeError, "{} may not be deleted", name);
  return false;
}

}  // namespace

// --- BaseException

Value exception_construct(Thread& t, Value type, const Arguments& a) {
  Value args = TS_TRY(object::make_tuple(t, std::span<const Value>(a.values, a.positional)));
  auto* e = TS_TRY(new_cell<Exception>(t, type));
  e->args = args;
  return Value(e);
}

bool exception_set_args(Thread& t, Value self, std::span<const Value> args) {
  // As a rule construct has stored the same ones.
  std::span<Value> have = args_of(self)->span();
  if (have.size() == args.size() && std::equal(have.begin(), have.end(), args.begin())) return true;
  Value tuple = TS_TRY(object::make_tuple(t, args));
  as_exception(self)->args = tuple;
  return true;
}

bool exception_init(Thread& t, Value self, const Arguments& a) {
  if (a.keywords) {
    raise(t, numbers::kTypeError, "{}() takes no keyword arguments", TypeOf{self});
    return false;
  }
  return exception_set_args(t, self, std::span<const Value>(a.values, a.positional));
}

Value exception_str(Thread& t, Value self) {
  Tuple* args = args_of(self);
  if (args->length == 0) return Value(TS_STR(""));
  return str(t, args->length == 1 ? args->items()[0] : Value(args));
}

Value exception_repr(Thread& t, Value self) {
  Tuple* args = args_of(self);
  bool single = args->length == 1;
  Value text = TS_TRY(repr(t, single ? args->items()[0] : Value(args)));
  StrBuilder out(t);
  out.append(type_of(t, self)->name);
  if (single) out.append("(");
  out.append(text);
  if (single) out.append(")");
  return out.finish();
}

Value exception_reduce(Thread& t, Value self, Value args, Value state) {
  if (!state) state = as_exception(self)->dict;
  Value type(type_of(t, self));
  return state ? make_tuple(t, {type, args, state}) : make_tuple(t, {type, args});
}

bool take_keywords(Thread& t, const Arguments& a, const char* function,
                   std::span<const Str* const> names, Value* out) {
  for (uint32_t k = 0; k < a.keywords; k++) {
    Value name = static_cast<Tuple*>(a.names.cell())->items()[k];
    size_t i = 0;
    while (i < names.size() && !str_equal(as_str(name), names[i])) i++;
    if (i == names.size()) {
      raise(t, numbers::kTypeError, "{}() got an unexpected keyword argument '{}'", function, name);
      return false;
    }
    out[i] = a.values[a.positional + k];
  }
  return true;
}

namespace {

Value get_args(Thread&, Value self) { return as_exception(self)->args; }

bool set_args(Thread& t, Value self, Value v) {
  if (!refuse_delete(t, v, "args")) return false;
  Value args = TS_TRY(make_tuple_from(t, v));
  // Subclasses of tuple have another shape.
  if (!is_exact(args, numbers::kTuple))
    args = TS_TRY(object::make_tuple(t, static_cast<Tuple*>(args.cell())->span()));
  as_exception(self)->args = args;
  return true;
}

Value get_traceback(Thread&, Value self) { return none_if_empty(as_exception(self)->traceback); }

bool set_traceback(Thread& t, Value self, Value v) {
  if (!refuse_delete(t, v, "__traceback__")) return false;
  if (!v.is_none() && !is_exact(v, numbers::kTraceback)) {
    raise(t, numbers::kTypeError, "__traceback__ must be a traceback or None");
    return false;
  }
  as_exception(self)->traceback = v.is_none() ? Value() : v;
  return true;
}

Value get_cause(Thread&, Value self) { return none_if_empty(as_exception(self)->cause); }

bool set_cause(Thread& t, Value self, Value v) {
  if (!refuse_delete(t, v, "__cause__")) return false;
  if (!v.is_none() && !is_exception(t, v)) {
    raise(t, numbers::kTypeError, "exception cause must be None or derive from BaseException");
    return false;
  }
  set_exception_cause(as_exception(self), v.is_none() ? Value() : v);
  return true;
}

Value get_context(Thread&, Value self) { return none_if_empty(as_exception(self)->context); }

bool set_context(Thread& t, Value self, Value v) {
  if (!refuse_delete(t, v, "__context__")) return false;
  if (!v.is_none() && !is_exception(t, v)) {
    raise(t, numbers::kTypeError, "exception context must be None or derive from BaseException");
    return false;
  }
  as_exception(self)->context = v.is_none() ? Value() : v;
  return true;
}

Value get_suppress(Thread&, Value self) {
  return Value::from_bool(as_exception(self)->suppress_context);
}

bool set_suppress(Thread& t, Value self, Value v) {
  if (!v || !v.is_bool()) {
    raise(t, numbers::kTypeError,
          v ? "attribute value type must be bool" : "can't delete numeric/char attribute");
    return false;
  }
  as_exception(self)->suppress_context = v.is_true();
  return true;
}

Value with_traceback(Thread& t, Exception* self, Value traceback) {
  return set_traceback(t, Value(self), traceback) ? Value(self) : Value();
}

Value add_note(Thread& t, Exception* self, Value note) {
  if (!is_instance_of_native(*t.vm, note, numbers::kStr)) {
    return raise(t, numbers::kTypeError, "add_note() argument must be str, not {}", TypeOf{note});
  }
  Value notes = TS_TRY(find_attr(t, Value(self), TS_NAME(__notes__)));
  if (notes.is_absent()) {
    List* fresh = TS_TRY(make_list(t, 1));
    notes = Value(fresh);
    if (!set_attr(t, Value(self), TS_NAME(__notes__), notes)) return {};
  } else if (!is_instance_of_native(*t.vm, notes, numbers::kList)) {
    return raise(t, numbers::kTypeError, "Cannot add note: __notes__ is not a list");
  }
  return list_append(t, static_cast<List*>(notes.cell()), note) ? kNone : Value();
}

Value base_reduce(Thread& t, Exception* self) {
  return exception_reduce(t, Value(self), self->args, Value());
}

Value set_state(Thread& t, Exception* self, Value state) {
  if (state.is_none()) return kNone;
  if (!is_instance_of_native(*t.vm, state, numbers::kDict)) {
    return raise(t, numbers::kTypeError, "state is not a dictionary");
  }
  uint32_t position = 0;
  Value key, v;
  while (dict_next(static_cast<Dict*>(state.cell()), position, key, v)) {
    if (!is_instance_of_native(*t.vm, key, numbers::kStr)) {
      return raise(t, numbers::kTypeError, "attribute name must be string, not '{}'", TypeOf{key});
    }
    if (!set_attr(t, Value(self), as_str(key), v)) return {};
  }
  return kNone;
}

const Native kNatives[] = {
    TS_METHOD(numbers::kBaseException, with_traceback, TS_NAME(with_traceback), "self, object, /",
              "Set self.__traceback__ to tb and return self."),
    TS_METHOD(numbers::kBaseException, add_note, TS_NAME(add_note), "self, object, /",
              "Add a note to the exception"),
    TS_METHOD(numbers::kBaseException, base_reduce, TS_NAME(__reduce__), "self, /", nullptr),
    TS_METHOD(numbers::kBaseException, set_state, TS_NAME(__setstate__), "self, state, /", nullptr),
};

const GetSet kGetSets[] = {
    TS_GETSET(numbers::kBaseException, get_args, set_args, TS_NAME(args), nullptr),
    TS_GETSET(numbers::kBaseException, get_traceback, set_traceback, TS_NAME(__traceback__),
              nullptr),
    TS_GETSET(numbers::kBaseException, get_context, set_context, TS_NAME(__context__),
              "exception context"),
    TS_GETSET(numbers::kBaseException, get_cause, set_cause, TS_NAME(__cause__), "exception cause"),
    TS_GETSET(numbers::kBaseException, get_suppress, set_suppress, TS_NAME(__suppress_context__),
              nullptr),
};

}  // namespace

const Attributes kBaseExceptionAttributes{
    kNatives, kGetSets, {}, "Common base class for all exceptions."};

const Slots kBaseExceptionSlots{
    .repr = exception_repr,
    .str = exception_str,
    .hash = hash_identity,
    .construct = exception_construct,
    .init = exception_init,
};

// --- exceptions whose `fields` is one value: StopIteration.value, SystemExit.code, NameError.name

namespace {

Value get_single(Thread&, Value self) { return none_if_empty(as_exception(self)->fields); }

bool set_single(Thread&, Value self, Value v) {
  as_exception(self)->fields = v;
  return true;
}

bool stop_iteration_init(Thread& t, Value self, const Arguments& a) {
  if (!exception_init(t, self, a)) return false;
  as_exception(self)->fields = a.positional ? a[0] : Value();
  return true;
}

const GetSet kStopIterationGetSets[] = {TS_GETSET(numbers::kStopIteration, get_single, set_single,
                                                  TS_NAME(value), "generator return value")};

bool system_exit_init(Thread& t, Value self, const Arguments& a) {
  if (!exception_init(t, self, a)) return false;
  as_exception(self)->fields = a.positional > 1 ? as_exception(self)->args
                               : a.positional   ? a[0]
                                                : Value();
  return true;
}

const GetSet kSystemExitGetSets[] = {
    TS_GETSET(numbers::kSystemExit, get_single, set_single, TS_NAME(code), "exception code")};

Value key_error_str(Thread& t, Value self) {
  Tuple* args = args_of(self);
  return args->length == 1 ? repr(t, args->items()[0]) : exception_str(t, self);
}

bool name_error_init(Thread& t, Value self, const Arguments& a) {
  const Str* const names[] = {TS_NAME(name)};
  Value name;
  if (!take_keywords(t, a, "NameError", names, &name)) return false;
  if (!exception_set_args(t, self, std::span<const Value>(a.values, a.positional))) return false;
  as_exception(self)->fields = name;
  return true;
}

const GetSet kNameErrorGetSets[] = {
    TS_GETSET(numbers::kNameError, get_single, set_single, TS_NAME(name), "name")};

}  // namespace

const Attributes kStopIterationAttributes{
    {}, kStopIterationGetSets, {}, "Signal the end from iterator.__next__()."};
const Attributes kSystemExitAttributes{
    {}, kSystemExitGetSets, {}, "Request to exit from the interpreter."};
const Attributes kNameErrorAttributes{{}, kNameErrorGetSets, {}, "Name not found globally."};

const Slots kStopIterationSlots{.repr = exception_repr,
                                .str = exception_str,
                                .hash = hash_identity,
                                .construct = exception_construct,
                                .init = stop_iteration_init};
const Slots kSystemExitSlots{.repr = exception_repr,
                             .str = exception_str,
                             .hash = hash_identity,
                             .construct = exception_construct,
                             .init = system_exit_init};
const Slots kKeyErrorSlots{.repr = exception_repr,
                           .str = key_error_str,
                           .hash = hash_identity,
                           .construct = exception_construct,
                           .init = exception_init};
const Slots kNameErrorSlots{.repr = exception_repr,
                            .str = exception_str,
                            .hash = hash_identity,
                            .construct = exception_construct,
                            .init = name_error_init};

// --- AttributeError

namespace {

bool attribute_error_init(Thread& t, Value self, const Arguments& a) {
  const Str* const names[] = {TS_NAME(name), TS_NAME(obj)};
  Value given[2];
  if (!take_keywords(t, a, "AttributeError", names, given)) return false;
  if (!exception_set_args(t, self, std::span<const Value>(a.values, a.positional))) return false;
  as_exception(self)->fields = Value();
  for (size_t i = 0; i < 2; i++) {
    if (given[i] && !set_exception_field(t, self, i, kAttributeErrorFields, given[i])) return false;
  }
  return true;
}

/// A dict for pickling: the instance's own with `names` and their values added. None of them set:
/// all-zero.
Value state_with(Thread& t, Value self, std::span<const Str* const> names) {
  Dict* state = nullptr;
  for (const Str* name : names) {
    Value v = TS_TRY(get_attr(t, self, name));
    if (v.is_none()) continue;
    if (!state) {
      Value own = as_exception(self)->dict;
      state = TS_TRY(own ? dict_copy(t, static_cast<Dict*>(own.cell())) : make_dict(t));
    }
    if (!dict_set_str(t, state, name, v)) return {};
  }
  return state ? Value(state) : Value();
}

Value attribute_error_reduce(Thread& t, Exception* self) {
  const Str* const names[] = {TS_NAME(name)};
  Value state = state_with(t, Value(self), names);
  if (!state && t.pending) return {};
  return exception_reduce(t, Value(self), self->args, state);
}

const Native kAttributeErrorNatives[] = {TS_METHOD(numbers::kBaseException, attribute_error_reduce,
                                                   TS_NAME(__reduce__), "self, /", nullptr)};

constexpr auto get_attribute_name = get_field<0, kAttributeErrorFields>;
constexpr auto set_attribute_name = set_field<0, kAttributeErrorFields>;
constexpr auto get_object = get_field<1, kAttributeErrorFields>;
constexpr auto set_object = set_field<1, kAttributeErrorFields>;
const GetSet kAttributeErrorGetSets[] = {
    TS_GETSET(numbers::kAttributeError, get_attribute_name, set_attribute_name, TS_NAME(name),
              "attribute name"),
    TS_GETSET(numbers::kAttributeError, get_object, set_object, TS_NAME(obj), "object"),
};

}  // namespace

const Attributes kAttributeErrorAttributes{
    kAttributeErrorNatives, kAttributeErrorGetSets, {}, "Attribute not found."};
const Slots kAttributeErrorSlots{.repr = exception_repr,
                                 .str = exception_str,
                                 .hash = hash_identity,
                                 .construct = exception_construct,
                                 .init = attribute_error_init};

// --- ImportError

namespace {

bool import_error_init(Thread& t, Value self, const Arguments& a) {
  const Str* const names[] = {TS_NAME(name), TS_NAME(path), TS_NAME(name_from)};
  Value given[3];
  if (!take_keywords(t, a, "ImportError", names, given)) return false;
  if (!exception_set_args(t, self, std::span<const Value>(a.values, a.positional))) return false;
  if (!set_exception_field(t, self, 0, kImportErrorFields, a.positional == 1 ? a[0] : kNone))
    return false;
  for (size_t i = 0; i < 3; i++) {
    if (!set_exception_field(t, self, i + 1, kImportErrorFields, given[i])) return false;
  }
  return true;
}

Value import_error_str(Thread& t, Value self) {
  Value message = exception_field(self, 0, kImportErrorFields);
  return is_str(message) ? message : exception_str(t, self);
}

Value import_error_reduce(Thread& t, Exception* self) {
  const Str* const names[] = {TS_NAME(name), TS_NAME(path), TS_NAME(name_from)};
  Value state = state_with(t, Value(self), names);
  if (!state && t.pending) return {};
  return exception_reduce(t, Value(self), self->args, state);
}

const Native kImportErrorNatives[] = {TS_METHOD(numbers::kBaseException, import_error_reduce,
                                                TS_NAME(__reduce__), "self, /", nullptr)};

constexpr auto get_import_message = get_field<0, kImportErrorFields>;
constexpr auto set_import_message = set_field<0, kImportErrorFields>;
constexpr auto get_import_name = get_field<1, kImportErrorFields>;
constexpr auto set_import_name = set_field<1, kImportErrorFields>;
constexpr auto get_import_path = get_field<2, kImportErrorFields>;
constexpr auto set_import_path = set_field<2, kImportErrorFields>;
constexpr auto get_import_from = get_field<3, kImportErrorFields>;
constexpr auto set_import_from = set_field<3, kImportErrorFields>;
const GetSet kImportErrorGetSets[] = {
    TS_GETSET(numbers::kImportError, get_import_message, set_import_message, TS_NAME(msg),
              "exception message"),
    TS_GETSET(numbers::kImportError, get_import_name, set_import_name, TS_NAME(name),
              "module name"),
    TS_GETSET(numbers::kImportError, get_import_path, set_import_path, TS_NAME(path),
              "module path"),
    TS_GETSET(numbers::kImportError, get_import_from, set_import_from, TS_NAME(name_from),
              "name imported from module"),
};

}  // namespace

const Attributes kImportErrorAttributes{kImportErrorNatives,
                                        kImportErrorGetSets,
                                        {},
                                        "Import can't find module, or can't find name in module."};
const Slots kImportErrorSlots{.repr = exception_repr,
                              .str = import_error_str,
                              .hash = hash_identity,
                              .construct = exception_construct,
                              .init = import_error_init};

}  // namespace ts::object
