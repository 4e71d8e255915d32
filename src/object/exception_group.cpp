// BaseExceptionGroup and ExceptionGroup (PEP 654): construction, derive, split, subgroup, and the
// projection that except* needs at its end.

#include "object/exception_slots.h"
#include "object/special.h"

namespace ts::object {

namespace {

constexpr size_t kMessage = 0, kExceptions = 1;

bool is_sequence(Thread& t, Value v) {
  if (is_instance_of_native(*t.vm, v, numbers::kDict)) return false;
  const Type* type = type_of(t, v);
  if (type->flags & bind::kTypeHeap) return !lookup(*t.vm, type, TS_NAME(__getitem__)).is_absent();
  return type->slots->get_item;
}

/// The class to make, with regard to what the exceptions are; nullptr with TypeError.
const Type* group_class(Thread& t, const Type* type, Tuple* exceptions) {
  bool only_ordinary = true;
  for (Value e : exceptions->span())
    only_ordinary = only_ordinary && is_exception_of(t, e, numbers::kException);
  if (type == &kBaseExceptionGroupType) return only_ordinary ? &kExceptionGroupType : type;
  if (only_ordinary) return type;
  if (type == &kExceptionGroupType) {
    raise(t, numbers::kTypeError, "Cannot nest BaseExceptions in an ExceptionGroup");
    return nullptr;
  }
  if (is_subtype(*t.vm, type, &kExceptionType)) {
    raise(t, numbers::kTypeError, "Cannot nest BaseExceptions in '{}'", type->name);
    return nullptr;
  }
  return type;
}

Value group_construct(Thread& t, Value type, const Arguments& a) {
  if (a.positional != 2) {
    return raise(t, numbers::kTypeError,
                 "BaseExceptionGroup.__new__() takes exactly 2 arguments ({} given)", a.positional);
  }
  if (!is_instance_of_native(*t.vm, a[0], numbers::kStr)) {
    return raise(t, numbers::kTypeError,
                 "BaseExceptionGroup.__new__() argument 1 must be str, not {}", TypeOf{a[0]});
  }
  if (!is_sequence(t, a[1])) {
    return raise(t, numbers::kTypeError, "second argument (exceptions) must be a sequence");
  }
  Value tuple = TS_TRY(make_tuple_from(t, a[1]));
  auto* exceptions = static_cast<Tuple*>(tuple.cell());
  if (!is_exact(tuple, numbers::kTuple)) {
    exceptions = static_cast<Tuple*>(TS_TRY(object::make_tuple(t, exceptions->span())).cell());
  }
  if (exceptions->length == 0) {
    return raise(t, numbers::kValueError,
                 "second argument (exceptions) must be a non-empty sequence");
  }
  for (uint32_t i = 0; i < exceptions->length; i++) {
    if (is_exception(t, exceptions->items()[i])) continue;
    return raise(t, numbers::kValueError,
                 "Item {} of second argument (exceptions) is not an exception", i);
  }
  const Type* cls = TS_TRY(group_class(t, as_type(type), exceptions));
  Value self = TS_TRY(exception_construct(t, Value(cls), a));
  if (!set_exception_field(t, self, kMessage, kGroupFields, a[0]) ||
      !set_exception_field(t, self, kExceptions, kGroupFields, Value(exceptions))) {
    return {};
  }
  return self;
}

Value group_str(Thread& t, Value self) {
  size_t n = group_items(self).size();
  Value count = TS_TRY(str(t, Value::from_int(static_cast<intptr_t>(n))));
  Value message = TS_TRY(str(t, exception_field(self, kMessage, kGroupFields)));
  StrBuilder out(t);
  out.append(message);
  out.append(" (");
  out.append(count);
  out.append(n == 1 ? " sub-exception)" : " sub-exceptions)");
  return out.finish();
}

// --- splitting

struct Matcher {
  enum Kind : uint8_t { kType, kPredicate, kLeaves } kind;
  Value value;  ///< class or tuple of classes, callable, or list of exceptions
};

bool is_exception_class(Thread& t, Value v) { return exception_class(t, v) != nullptr; }

bool make_matcher(Thread& t, Value v, Matcher& out) {
  out.value = v;
  out.kind = Matcher::kType;
  if (is_exception_class(t, v)) return true;
  if (is_instance_of_native(*t.vm, v, numbers::kTuple)) {
    std::span<Value> items = static_cast<Tuple*>(v.cell())->span();
    bool all = true;
    for (Value item : items) all = all && is_exception_class(t, item);
    if (all) return true;
  } else if (!type_or_null(t, v) && is_callable(t, v)) {
    out.kind = Matcher::kPredicate;
    return true;
  }
  raise(
      t, numbers::kTypeError,
      "expected an exception type, a tuple of exception types, or a callable (other than a class)");
  return false;
}

bool matches_class(Thread& t, Value e, Value classes) {
  if (const Type* type = type_or_null(t, classes)) return is_subtype(*t.vm, type_of(t, e), type);
  for (Value cls : static_cast<Tuple*>(classes.cell())->span()) {
    if (is_subtype(*t.vm, type_of(t, e), as_type(cls))) return true;
  }
  return false;
}

/// 1, 0, -1.
int matches(Thread& t, Value e, const Matcher& matcher) {
  switch (matcher.kind) {
    case Matcher::kType:
      return matches_class(t, e, matcher.value);
    case Matcher::kPredicate: {
      Value yes = call(t, matcher.value, {e});
      return yes ? truth(t, yes) : -1;
    }
    case Matcher::kLeaves: {
      if (is_exception_group(t, e)) return 0;
      for (Value leaf : static_cast<List*>(matcher.value.cell())->span()) {
        if (leaf == e) return 1;
      }
      return 0;
    }
  }
  return 0;
}

/// A group like `original` of the exceptions in `list`; None when there are none.
Value derive_group(Thread& t, Value original, List* list) {
  if (list->length == 0) return kNone;
  Value group = TS_TRY(call_method(t, original, TS_NAME(derive), {Value(list)}));
  if (!is_exception_group(t, group)) {
    return raise(t, numbers::kTypeError, "derive must return an instance of BaseExceptionGroup");
  }
  auto* from = as_exception(original);
  auto* to = as_exception(group);
  to->traceback = from->traceback;
  to->context = from->context;
  to->cause = from->cause;
  to->suppress_context = from->suppress_context;
  Value notes = TS_TRY(find_attr(t, original, TS_NAME(__notes__)));
  if (notes.is_absent() || !is_sequence(t, notes)) return group;
  Value copy = TS_TRY(make_list_from(t, notes));
  return set_attr(t, group, TS_NAME(__notes__), copy) ? group : Value();
}

/// Parts of `e` that match and that do not, None where there are none.
bool split(Thread& t, Value e, const Matcher& matcher, Value& match, Value& rest) {
  match = rest = kNone;
  if (!check_stack(t)) return false;
  int yes = matches(t, e, matcher);
  if (yes < 0) return false;
  if (yes) return match = e, true;
  if (!is_exception_group(t, e)) return rest = e, true;
  List* matched = TS_TRY(make_list(t));
  List* others = TS_TRY(make_list(t));
  std::span<Value> items = group_items(e);
  for (size_t i = 0; i < items.size(); i++) {
    Value part_match, part_rest;
    if (!split(t, group_items(e)[i], matcher, part_match, part_rest)) return false;
    if (!part_match.is_none() && !list_append(t, matched, part_match)) return false;
    if (!part_rest.is_none() && !list_append(t, others, part_rest)) return false;
  }
  match = derive_group(t, e, matched);
  if (!match) return false;
  rest = derive_group(t, e, others);
  return static_cast<bool>(rest);
}

Value group_split(Thread& t, Exception* self, Value value) {
  Matcher matcher;
  if (!make_matcher(t, value, matcher)) return {};
  Value match, rest;
  if (!split(t, Value(self), matcher, match, rest)) return {};
  return object::make_tuple(t, {match, rest});
}

Value group_subgroup(Thread& t, Exception* self, Value value) {
  Matcher matcher;
  if (!make_matcher(t, value, matcher)) return {};
  Value match, rest;
  if (!split(t, Value(self), matcher, match, rest)) return {};
  return match;
}

Value group_derive(Thread& t, Exception* self, Value exceptions) {
  return make_exception_group(t, exception_field(Value(self), kMessage, kGroupFields), exceptions);
}

bool collect_leaves(Thread& t, Value e, List* leaves) {
  if (!check_stack(t)) return false;
  if (!is_exception_group(t, e)) return list_append(t, leaves, e);
  for (Value item : group_items(e)) {
    if (!collect_leaves(t, item, leaves)) return false;
  }
  return true;
}

const Native kNatives[] = {
    TS_METHOD(numbers::kBaseException, group_derive, TS_NAME(derive), "self, excs, /", nullptr),
    TS_METHOD(numbers::kBaseException, group_split, TS_NAME(split), "self, matcher_value, /",
              nullptr),
    TS_METHOD(numbers::kBaseException, group_subgroup, TS_NAME(subgroup), "self, matcher_value, /",
              nullptr),
};

constexpr auto get_message = get_field<kMessage, kGroupFields>;
constexpr auto get_exceptions = get_field<kExceptions, kGroupFields>;
const GetSet kGetSets[] = {
    TS_GETSET(numbers::kBaseExceptionGroup, get_message, nullptr, TS_NAME(message),
              "exception message"),
    TS_GETSET(numbers::kBaseExceptionGroup, get_exceptions, nullptr, TS_NAME(exceptions),
              "nested exceptions"),
};

}  // namespace

std::span<Value> group_items(Value v) {
  Value exceptions = exception_field(v, kExceptions, kGroupFields);
  if (!is_exact(exceptions, numbers::kTuple)) return {};
  return static_cast<Tuple*>(exceptions.cell())->span();
}

Value make_exception_group(Thread& t, Value message, Value exceptions) {
  const Value args[] = {message, exceptions};
  return make_exception(t, numbers::kBaseExceptionGroup, args);
}

Value group_projection(Thread& t, Value group, List* keep) {
  List* leaves = TS_TRY(make_list(t));
  for (size_t i = 0; i < keep->length; i++) {
    if (!collect_leaves(t, keep->items()[i], leaves)) return {};
  }
  Value match, rest;
  if (!split(t, group, Matcher{Matcher::kLeaves, Value(leaves)}, match, rest)) return {};
  return match;
}

const Attributes kBaseExceptionGroupAttributes{
    kNatives, kGetSets, {}, "A combination of multiple unrelated exceptions."};
const Slots kExceptionGroupSlots{.repr = exception_repr,
                                 .str = group_str,
                                 .hash = hash_identity,
                                 .construct = group_construct,
                                 .init = exception_init};

}  // namespace ts::object
