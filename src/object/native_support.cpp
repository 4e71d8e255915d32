// Argument checks and bounds for native types: see native_support.h.

#include "object/native_support.h"

namespace ts::object {

bool for_each_item(Thread& t, Value iterable, bool (*body)(void* context, Value item),
                   void* context) {
  bool tuple = is_exact(iterable, numbers::kTuple);
  if (tuple || is_exact(iterable, numbers::kList)) {
    for (size_t i = 0;; i++) {
      std::span<Value> items = tuple ? static_cast<Tuple*>(iterable.cell())->span()
                                     : static_cast<List*>(iterable.cell())->span();
      if (i >= items.size()) return true;
      if (!body(context, items[i])) return false;
      TS_POLL(t);
    }
  }
  Value iterator = TS_TRY(iter(t, iterable));
  for (;;) {
    Value item = TS_TRY(next(t, iterator));
    if (item.is_stop()) return true;
    if (!body(context, item)) return false;
    TS_POLL(t);
  }
}

bool check_positional(Thread& t, const Arguments& a, const char* name, uint32_t minimum,
                      uint32_t maximum) {
  if (a.positional >= minimum && a.positional <= maximum) return true;
  uint32_t limit = a.positional < minimum ? minimum : maximum;
  const char* amount = minimum == maximum ? "" : a.positional < minimum ? "at least " : "at most ";
  raise(t, numbers::kTypeError, "{} expected {}{} argument{}, got {}", name, amount, limit,
        limit == 1 ? "" : "s", a.positional);
  return false;
}

bool check_no_keywords(Thread& t, const Arguments& a, const Type* type, const char* name) {
  if (!a.keywords || type->flags & bind::kTypeHeap) return true;
  raise(t, numbers::kTypeError, "{}() takes no keyword arguments", name);
  return false;
}

bool take_arguments(Thread& t, const Arguments& a, const char* function,
                    std::span<const Str* const> names, uint32_t required, Value* out) {
  if (a.positional + a.keywords > names.size()) {
    raise(t, numbers::kTypeError, "{}() takes at most {} argument{} ({} given)", function,
          names.size(), names.size() == 1 ? "" : "s", a.positional + a.keywords);
    return false;
  }
  for (size_t i = 0; i < names.size(); i++) out[i] = i < a.positional ? a.values[i] : Value();
  for (uint32_t k = 0; k < a.keywords; k++) {
    Value name = static_cast<Tuple*>(a.names.cell())->items()[k];
    size_t i = 0;
    while (i < names.size() && !str_equal(as_str(name), names[i])) i++;
    if (i == names.size()) {
      raise(t, numbers::kTypeError, "{}() got an unexpected keyword argument '{}'", function, name);
      return false;
    }
    if (out[i]) {
      raise(t, numbers::kTypeError, "argument for {}() given by name ('{}') and position ({})",
            function, name, i + 1);
      return false;
    }
    out[i] = a.values[a.positional + k];
  }
  for (uint32_t i = 0; i < required; i++) {
    if (out[i]) continue;
    raise(t, numbers::kTypeError, "{}() missing required argument '{}' (pos {})", function,
          Value(names[i]), i + 1);
    return false;
  }
  return true;
}

intptr_t clamp_to_word(Value exact_int) {
  if (exact_int.is_small_int()) return exact_int.small_int();
  const Int* big = static_cast<const Int*>(exact_int.cell());
  if (big->limbs * sizeof(base::Limb) <= sizeof(intptr_t)) {
    uint64_t magnitude = big->limbs ? big->data()[0] : 0;
    if (magnitude <= static_cast<uint64_t>(INTPTR_MAX)) {
      intptr_t n = static_cast<intptr_t>(magnitude);
      return big->negative ? -n : n;
    }
  }
  return big->negative ? INTPTR_MIN : INTPTR_MAX;
}

bool has_index(const Thread& t, Value v) {
  if (v.is_small_int() || is_instance_of_native(*t.vm, v, numbers::kInt)) return true;
  const Type* type = type_of(t, v);
  return type->flags & bind::kTypeHeap && !lookup(*t.vm, type, TS_NAME(__index__)).is_absent();
}

bool slice_bound(Thread& t, Value v, intptr_t& out) {
  if (v.is_small_int()) {
    out = v.small_int();
    return true;
  }
  if (!has_index(t, v)) {
    raise(t, numbers::kTypeError,
          "slice indices must be integers or None or have an __index__ method");
    return false;
  }
  Value n = TS_TRY(index(t, v));
  out = n.is_bool() ? n.is_true() : clamp_to_word(n);
  return true;
}

bool clamped_bound(Thread& t, Value v, intptr_t length, intptr_t otherwise, intptr_t& out) {
  out = otherwise;
  if (!v) return true;
  if (!has_index(t, v)) {
    raise(t, numbers::kTypeError, "slice indices must be integers or have an __index__ method");
    return false;
  }
  if (!slice_bound(t, v, out)) return false;
  if (out < 0) out += length;
  if (out < 0) out = 0;
  if (out > length) out = length;
  return true;
}

}  // namespace ts::object
