// Calls: binding arguments to parameters, calling anything from native code, native functions with keywords.

#include "vm/frame.h"

namespace ts::vm {

namespace {

constexpr unsigned kLinkage = bytecode::kCallLinkage;

Str* local_name(Code* code, unsigned i) { return as_str(static_cast<Tuple*>(code->local_names.cell())->items()[i]); }

/// "'a'", "'a' and 'b'", "'a', 'b', and 'c'"
Value quoted_list(Thread& t, Code* code, std::span<const uint16_t> indexes) {
  StrBuilder text(t);
  for (size_t i = 0; i < indexes.size(); i++) {
    if (i) text.append(indexes.size() == 2 ? " and " : i + 1 == indexes.size() ? ", and " : ", ");
    text.append("'");
    text.append(Value(local_name(code, indexes[i])));
    text.append("'");
  }
  return text.finish();
}

bool missing_arguments(Thread& t, Function* f, Value* frame, unsigned from, unsigned to, const char* kind) {
  uint16_t missing[24];
  size_t count = 0, total = 0;
  for (unsigned i = from; i < to; i++) {
    if (!frame[i].is_unbound()) continue;
    total++;
    if (count < 24) missing[count++] = static_cast<uint16_t>(i);
  }
  Value names = quoted_list(t, f->code, std::span(missing, count));
  if (!names) return false;
  raise(t, numbers::kTypeError, "{}() missing {} required {} argument{}: {}", function_qualname(t, f),
        static_cast<int64_t>(total), kind, total == 1 ? "" : "s", names);
  return false;
}

bool too_many_positional(Thread& t, Function* f, Value* frame, unsigned given) {
  Code* code = f->code;
  unsigned defaults = f->extra && f->extra->defaults ? static_cast<Tuple*>(f->extra->defaults.cell())->length : 0;
  unsigned keyword_given = 0;
  for (unsigned i = 0; i < code->keyword_only; i++) {
    if (!frame[code->parameters + i].is_unbound()) keyword_given++;
  }
  StrBuilder takes(t);
  if (defaults) {
    takes.append("from ");
    takes.append(str(t, Value::from_int(code->parameters - defaults)));
    takes.append(" to ");
  }
  takes.append(str(t, Value::from_int(code->parameters)));
  Value count = takes.finish();
  if (!count) return false;
  bool plural = defaults || code->parameters != 1;
  if (keyword_given) {
    raise(t, numbers::kTypeError,
          "{}() takes {} positional argument{} but {} positional argument{} (and {} keyword-only argument{}) were given",
          function_qualname(t, f), count, plural ? "s" : "", given, given == 1 ? "" : "s", keyword_given,
          keyword_given == 1 ? "" : "s");
    return false;
  }
  raise(t, numbers::kTypeError, "{}() takes {} positional argument{} but {} {} given", function_qualname(t, f), count,
        plural ? "s" : "", given, given == 1 ? "was" : "were");
  return false;
}

/// Gives one keyword argument to its parameter.
bool bind_keyword(Thread& t, Function* f, Value* frame, Value name, Value value, Value extra_keywords) {
  Code* code = f->code;
  unsigned named = code->parameters + code->keyword_only;
  for (int pass = 0; pass < 2; pass++) {
    for (unsigned i = code->positional_only; i < named; i++) {
      Str* parameter = local_name(code, i);
      if (pass == 0 ? Value(parameter) != name : !str_equal(parameter, as_str(name))) continue;
      if (!frame[i].is_unbound()) {
        raise(t, numbers::kTypeError, "{}() got multiple values for argument '{}'", function_qualname(t, f), name);
        return false;
      }
      frame[i] = value;
      return true;
    }
  }
  if (extra_keywords) return dict_set(t, static_cast<Dict*>(extra_keywords.cell()), name, value);
  for (unsigned i = 0; i < code->positional_only; i++) {
    if (str_equal(local_name(code, i), as_str(name))) {
      raise(t, numbers::kTypeError, "{}() got some positional-only arguments passed as keyword arguments: '{}'",
            function_qualname(t, f), name);
      return false;
    }
  }
  raise(t, numbers::kTypeError, "{}() got an unexpected keyword argument '{}'", function_qualname(t, f), name);
  return false;
}

}  // namespace

bool check_frame(Thread& t, Value* end) {
  if (t.poll.load(std::memory_order_relaxed)) {
    t.frame_limit = t.registers_end;
    if (!poll(t)) return false;
  }
  t.frame_limit = t.registers_end;
  if (end + 64 > t.registers_end || t.depth >= t.depth_limit) return recursion_error(t);
  return true;
}

bool bind_arguments(Thread& t, Function* f, Value* frame, const Arguments& a) {
  Code* code = f->code;
  unsigned parameters = code->parameters;
  unsigned named = parameters + code->keyword_only;
  bool variadic = code->flags & bytecode::kCodeVarArgs;
  bool takes_keywords = code->flags & bytecode::kCodeVarKeywords;
  unsigned given = a.positional;
  unsigned positional = given < parameters ? given : parameters;
  for (unsigned i = 0; i < positional; i++) frame[i] = a.values[i];
  for (unsigned i = positional; i < code->locals; i++) frame[i] = kUnbound;
  if (variadic) {
    Value rest = object::make_tuple(t, std::span<const Value>(a.values + positional, given - positional));
    if (!rest) return false;
    frame[named] = rest;
  }
  Value extra_keywords;
  if (takes_keywords) {
    Dict* dict = make_dict(t);
    if (!dict) return false;
    extra_keywords = Value(dict);
    frame[named + (variadic ? 1 : 0)] = extra_keywords;
  }
  for (unsigned i = 0; i < a.keywords; i++) {
    Value name = static_cast<Tuple*>(a.names.cell())->items()[i];
    if (!bind_keyword(t, f, frame, name, a.values[given + i], extra_keywords)) return false;
  }
  if (given > parameters && !variadic) return too_many_positional(t, f, frame, given);
  code = f->code;
  FunctionExtra* extra = f->extra;
  if (positional < parameters) {
    auto* defaults = extra && extra->defaults ? static_cast<Tuple*>(extra->defaults.cell()) : nullptr;
    unsigned count = defaults ? defaults->length : 0;
    unsigned first = count < parameters ? parameters - count : 0;
    bool missing = false;
    for (unsigned i = positional; i < parameters; i++) {
      if (!frame[i].is_unbound()) continue;
      if (i < first) {
        missing = true;
      } else {
        frame[i] = defaults->items()[i - (parameters - count)];
      }
    }
    if (missing) return missing_arguments(t, f, frame, 0, first, "positional");
  }
  bool missing = false;
  for (unsigned i = parameters; i < named; i++) {
    if (!frame[i].is_unbound()) continue;
    Value v = kAbsent;
    if (extra && extra->keyword_defaults) {
      v = dict_get_str(static_cast<Dict*>(extra->keyword_defaults.cell()), local_name(code, i));
    }
    if (v.is_absent()) {
      missing = true;
    } else {
      frame[i] = v;
    }
  }
  if (missing) return missing_arguments(t, f, frame, parameters, named, "keyword-only");
  return true;
}

bool prepare_call(Thread& t, Function* f, Value* base, const Arguments& a, Link link) {
  Code* code = f->code;
  unsigned count = a.positional + a.keywords;
  Value names = a.names;  // `a` may stand in the loop's frame, which is not scanned
  // The arguments move out of the way of the frame first, then into their parameters.
  Value* copy = base + (code->registers > count ? code->registers : count);
  if (copy + count + 8 > t.frame_limit || t.depth >= t.depth_limit || t.poll.load(std::memory_order_relaxed)) {
    t.top = a.values + count > t.top ? a.values + count : t.top;
    if (!check_frame(t, copy + count + 8)) return false;
  }
  std::memmove(static_cast<void*>(copy), a.values, count * sizeof(Value));
  base[-2] = Value(f);
  base[-1] = Value::from_int(0);
  for (Value* at = base; at < copy; at++) *at = kUnbound;
  Value* saved_top = t.top;
  t.top = copy + count;
  if (t.top > t.high_water) t.high_water = t.top;
  if (!bind_arguments(t, f, base, Arguments{copy, a.positional, a.keywords, names})) {
    t.top = saved_top;
    return false;
  }
  f = static_cast<Function*>(base[-2].cell());
  code = f->code;
  if (code->flags & (bytecode::kCodeGenerator | bytecode::kCodeCoroutine | bytecode::kCodeAsyncGenerator)) {
    Value g = make_generator(t, f, base);
    Value* caller = base - link.distance();
    t.top = saved_top;
    if (g && !link.is_entry()) caller[link.destination] = g;
    if (g && link.is_entry()) base[0] = g;
    return false;
  }
  base[-1] = link.pack();
  t.base = base;
  t.top = base + code->registers;
  t.pc = code->code;
  t.depth++;
  return true;
}

}  // namespace ts::vm

namespace ts::object {

using vm::FrameKind;
using vm::Link;

Value run_function(Thread& t, Function* f, const Arguments& arguments) {
  if (!check_stack(t)) return {};
  Value* saved_base = t.base;
  Value* saved_top = t.top;
  uint32_t pc = saved_base ? static_cast<uint32_t>(t.pc - vm::frame_function(saved_base)->code->code) : 0;
  Value* base = t.top + bytecode::kCallLinkage;
  if (base + 8 > t.registers_end) return recursion_error(t), Value();
  Value* floor = saved_base ? saved_base : t.registers;
  base[-4] = base[-3] = Value();
  Link link = Link::entry(pc, static_cast<uint32_t>(base - floor), FrameKind::kEntry);
  Value result;
  base[-2] = Value(f);
  t.top = base;
  if (vm::prepare_call(t, f, base, arguments, link)) {
    result = vm::run(t);
  } else if (!t.pending) {
    result = base[0];  // a generator
  }
  t.base = saved_base;
  t.top = saved_top;
  t.pc = saved_base ? vm::frame_function(saved_base)->code->code + pc : nullptr;
  return result;
}

namespace {

/// Copies the arguments to the top of the register stack, where they are roots, with `self` in front if there is one.
struct Window {
  Thread& t;
  Value* saved_top;
  Value* values;
  Window(Thread& thread, Value self, const Arguments& a) : t(thread), saved_top(thread.top), values(thread.top) {
    size_t count = a.positional + a.keywords;
    size_t shift = self ? 1 : 0;
    if (values + count + shift + 16 > t.registers_end) {
      values = nullptr;
      return;
    }
    std::memmove(static_cast<void*>(values + shift), a.values, count * sizeof(Value));
    if (self) values[0] = self;
    t.top += count + shift;
    if (t.top > t.high_water) t.high_water = t.top;
  }
  ~Window() { t.top = saved_top; }
};

Value too_many(Thread& t, const Native* native, size_t given) {
  bool method = native->kind == bind::NativeKind::kMethod || native->kind == bind::NativeKind::kClassMethod;
  size_t self = method ? 1 : 0;
  const Str* name = native->name;
  size_t minimum = native->minimum - (native->minimum >= self ? self : 0), maximum = native->maximum - self;
  given -= given >= self ? self : 0;
  Value owner = method ? type_at(*t.vm, native->owner)->name : Value();
  StrBuilder full(t);
  if (owner) {
    full.append(owner);
    full.append(".");
  }
  full.append(Value(name));
  Value full_name = full.finish();
  if (!full_name) return {};
  if (maximum == 0) return raise(t, numbers::kTypeError, "{}() takes no arguments ({} given)", full_name, given);
  if (minimum == maximum && maximum == 1) {
    return raise(t, numbers::kTypeError, "{}() takes exactly one argument ({} given)", full_name, given);
  }
  if (minimum == maximum) {
    return raise(t, numbers::kTypeError, "{} expected {} arguments, got {}", Value(name), maximum, given);
  }
  if (native->named) {
    bool few = given < minimum;
    return raise(t, numbers::kTypeError, "{}() takes at {} {} {}argument{} ({} given)", Value(name), few ? "least" : "most",
                 few ? minimum : maximum, few ? "positional " : "", (few ? minimum : maximum) == 1 ? "" : "s", given);
  }
  if (given < minimum) {
    return raise(t, numbers::kTypeError, "{} expected at least {} argument{}, got {}", Value(name), minimum,
                 minimum == 1 ? "" : "s", given);
  }
  return raise(t, numbers::kTypeError, "{} expected at most {} argument{}, got {}", Value(name), maximum,
               maximum == 1 ? "" : "s", given);
}

/// Index of the parameter called `name` in a signature text, -1: none, -2: positional-only.
int find_parameter(const char* s, std::string_view name) {
  int index = 0, found = -1, slash = -1;
  while (*s) {
    while (*s == ' ' || *s == ',') s++;
    if (!*s) break;
    const char* start = s;
    int depth = 0;
    while (*s && (depth || *s != ',')) {
      if (*s == '(') depth++;
      if (*s == ')') depth--;
      if (*s == '\'') depth = !depth;
      s++;
    }
    if (*start == '/') {
      slash = index;
      continue;
    }
    if (*start == '*') continue;
    size_t length = 0;
    while (start + length < s && start[length] != '=' && start[length] != ' ' && start[length] != ':') length++;
    if (std::string_view(start, length) == name) found = index;
    index++;
  }
  return found >= 0 && found < slash ? -2 : found;
}

}  // namespace

Value native_call(Thread& t, const Native* native, const Arguments& a) {
  if (!a.keywords && !native->variadic && !native->keywords) {
    if (a.positional < native->minimum || a.positional > native->maximum) return too_many(t, native, a.positional);
    return native->thunk(t, *native, a.values, a.positional, Value());
  }
  // Arguments in parameter order, then the rest of the positionals.
  size_t rest = a.positional > native->maximum ? a.positional - native->maximum : 0;
  if (rest && !native->variadic) return too_many(t, native, a.positional);
  Value* saved_top = t.top;
  Value* slots = t.top;
  size_t count = native->parameters + rest;
  if (slots + count + 16 > t.registers_end) return recursion_error(t), Value();
  for (size_t i = 0; i < native->parameters; i++) slots[i] = Value();
  size_t direct = a.positional - rest;
  for (size_t i = 0; i < direct; i++) slots[i] = a.values[i];
  for (size_t i = 0; i < rest; i++) slots[native->parameters + i] = a.values[direct + i];
  t.top += count;
  if (t.top > t.high_water) t.high_water = t.top;
  Value keyword_dict, result;
  bool ok = true;
  for (uint32_t i = 0; i < a.keywords && ok; i++) {
    Value name = static_cast<Tuple*>(a.names.cell())->items()[i];
    Value v = a.values[a.positional + i];
    int at = find_parameter(native->signature, view_of(name));
    if (at >= 0) {
      if (slots[at]) {
        raise(t, numbers::kTypeError, "argument for {}() given by name ('{}') and position ({})", Value(native->name), name,
              at + 1 - (native->kind == bind::NativeKind::kMethod));
        ok = false;
      }
      slots[at] = v;
    } else if (native->keywords) {
      if (!keyword_dict) {
        Dict* d = make_dict(t);
        ok = d;
        if (d) keyword_dict = Value(d);
      }
      ok = ok && dict_set(t, static_cast<Dict*>(keyword_dict.cell()), name, v);
    } else {
      if (!native->named) {
        raise(t, numbers::kTypeError, "{}() takes no keyword arguments", Value(native->name));
      } else {
        raise(t, numbers::kTypeError, "{}() got an unexpected keyword argument '{}'", Value(native->name), name);
      }
      ok = false;
    }
  }
  for (size_t i = 0; ok && i < native->minimum; i++) {
    if (slots[i]) continue;
    too_many(t, native, a.positional);
    ok = false;
  }
  if (ok) result = native->thunk(t, *native, slots, count, keyword_dict);
  t.top = saved_top;
  return result;
}

Value call_with(Thread& t, Value f, const Arguments& a) {
  switch (heap::type_number(f)) {
    case numbers::kFunction: return run_function(t, static_cast<Function*>(f.cell()), a);
    case numbers::kNative: {
      auto* native = static_cast<const Native*>(f.cell());
      if (native->kind == bind::NativeKind::kClassMethod) {
        return raise(t, numbers::kTypeError, "'classmethod_descriptor' object is not callable");
      }
      if (native->kind == bind::NativeKind::kMethod) {
        if (a.positional == 0) {
          return raise(t, numbers::kTypeError, "unbound method {}.{}() needs an argument",
                       type_at(*t.vm, native->owner)->name, Value(native->name));
        }
        if (!check_receiver(t, native->owner, native->name, a[0])) return Value();
      }
      return native_call(t, native, a);
    }
    case numbers::kSlotWrapper: return call_slot_wrapper(t, f, a);
    case numbers::kMethod: {
      auto* m = static_cast<Method*>(f.cell());
      Window window(t, m->self, a);
      if (!window.values) return recursion_error(t), Value();
      return call_with(t, m->function, Arguments{window.values, a.positional + 1, a.keywords, a.names});
    }
    case numbers::kNativeMethod: {
      auto* m = static_cast<NativeMethod*>(f.cell());
      Window window(t, m->self, a);
      if (!window.values) return recursion_error(t), Value();
      return native_call(t, static_cast<const Native*>(m->native.cell()), Arguments{window.values, a.positional + 1, a.keywords, a.names});
    }
    default: break;
  }
  if (!check_stack(t)) return {};
  const Slots& slots = slots_of(t, f);
  if (slots.call) return slots.call(t, f, a);
  return raise(t, numbers::kTypeError, "'{}' object is not callable", TypeOf{f});
}

Value call(Thread& t, Value f, std::span<const Value> arguments) {
  Window window(t, Value(), Arguments{const_cast<Value*>(arguments.data()), static_cast<uint32_t>(arguments.size()), 0, Value()});
  if (!window.values) return recursion_error(t), Value();
  return call_with(t, f, Arguments{window.values, static_cast<uint32_t>(arguments.size()), 0, Value()});
}

Value call_keywords(Thread& t, Value f, std::span<const Value> values, Value names) {
  uint32_t keywords = names ? static_cast<Tuple*>(names.cell())->length : 0;
  Arguments a{const_cast<Value*>(values.data()), static_cast<uint32_t>(values.size()) - keywords, keywords, names};
  Window window(t, Value(), a);
  if (!window.values) return recursion_error(t), Value();
  a.values = window.values;
  return call_with(t, f, a);
}

Value call_tuple_dict(Thread& t, Value f, Value positional, Value keywords) {
  auto* tuple = static_cast<Tuple*>(positional.cell());
  uint32_t n = tuple->length;
  uint32_t k = keywords ? static_cast<Dict*>(keywords.cell())->live : 0;
  if (t.top + n + k + 32 > t.registers_end) return recursion_error(t), Value();
  Value* saved_top = t.top;
  Value* values = t.top;
  for (uint32_t i = 0; i < n; i++) values[i] = tuple->items()[i];
  t.top += n;
  if (t.top > t.high_water) t.high_water = t.top;
  Value names;
  if (k) {
    Tuple* names_tuple = allocate_tuple(t, k);
    if (!names_tuple) return t.top = saved_top, Value();
    uint32_t position = 0;
    Value key, v;
    for (uint32_t i = 0; dict_next(static_cast<Dict*>(keywords.cell()), position, key, v); i++) {
      if (!is_instance_of_native(*t.vm, key, numbers::kStr)) {
        t.top = saved_top;
        return raise(t, numbers::kTypeError, "keywords must be strings");
      }
      names_tuple->items()[i] = key;
      values[n + i] = v;
    }
    t.top += k;
    if (t.top > t.high_water) t.high_water = t.top;
    names = Value(names_tuple);
  }
  Value result = call_with(t, f, Arguments{values, n, k, names});
  t.top = saved_top;
  return result;
}

bool is_callable(const Thread& t, Value v) {
  switch (heap::type_number(v)) {
    case numbers::kFunction:
    case numbers::kNative:
    case numbers::kSlotWrapper:
    case numbers::kMethod:
    case numbers::kNativeMethod: return true;
    default: break;
  }
  const Type* type = type_of(t, v);
  if (type->flags & bind::kTypeHeap) return !lookup(*t.vm, type, TS_NAME(__call__)).is_absent();
  return type->slots && type->slots->call;
}

}  // namespace ts::object

namespace ts::vm {

Value call_keywords_window(Thread& t, Value f, Value* arguments, unsigned n, Value names) {
  unsigned keywords = static_cast<Tuple*>(names.cell())->length;
  // Here, not in the loop's frame, the tuple of names is seen by the collector.
  return call_with(t, f, Arguments{arguments, n - keywords, keywords, names});
}

Value call_ex(Thread& t, Value f, Value positional, Value keywords) {
  if (is_exact(positional, numbers::kList)) {
    positional = TS_TRY(object::make_tuple(t, static_cast<List*>(positional.cell())->span()));
  } else if (!is_exact(positional, numbers::kTuple)) {
    // The only argument with a `*`, as it stands.
    Value iterator = object::iter(t, positional);
    if (!iterator) {
      if (!pending_matches(t, numbers::kTypeError)) return {};
      take_pending(t);
      Value text = TS_TRY(callable_text(t, f));
      return raise(t, numbers::kTypeError, "{} argument after * must be an iterable, not {}", text, TypeOf{positional});
    }
    positional = TS_TRY(object::make_tuple_from(t, iterator));
  }
  return call_tuple_dict(t, f, positional, keywords.is_absent() ? Value() : keywords);
}

}  // namespace ts::vm
