// The object protocol for native code: picks the slot, tries reflected operands, words the errors.

#include "object/number_ops.h"
#include "object/special.h"

namespace ts::object {

namespace {

constexpr const char* kBinarySymbols[] = {"+", "-", "*", "/", "//", "%", "&", "|", "^", "<<", ">>", "** or pow()", "@", "divmod()"};
constexpr const char* kInplaceSymbols[] = {"+=", "-=", "*=", "/=", "//=", "%=", "&=", "|=", "^=", "<<=", ">>=", "**=", "@="};
constexpr const char* kCompareSymbols[] = {"<", "<=", "==", "!=", ">", ">="};
constexpr CompareOp kMirrored[] = {CompareOp::kGt, CompareOp::kGe, CompareOp::kEq, CompareOp::kNe, CompareOp::kLt, CompareOp::kLe};

bool is_sequence_like(const Slots& s, const Type* type) {
  return s.get_item && s.len && !(type->flags & bind::kTypeMappingPattern) && !is_subtype_number(type, numbers::kDict);
}

Value binary_or_not(Thread& t, Value a, Value b, BinaryOp op) {
  const Type* ta = type_of(t, a);
  const Type* tb = type_of(t, b);
  auto* fa = ta->slots->binary;
  auto* fb = ta == tb ? nullptr : tb->slots->binary;
  if (fb == fa && !(ta->flags & bind::kTypeHeap)) fb = nullptr;
  // A subclass's reflected method goes first.
  if (fa && fb && fb != fa && is_subtype(*t.vm, tb, ta)) {
    Value v = fb(t, a, b, op);
    if (!v.is_not_implemented()) return v;
    fb = nullptr;
  }
  if (fa) {
    Value v = fa(t, a, b, op);
    if (!v.is_not_implemented()) return v;
    if (fa == fb) fb = nullptr;  // class slots try both operands
  }
  if (fb) return fb(t, a, b, op);
  return kNotImplemented;
}

Value unsupported(Thread& t, Value a, Value b, const char* symbol) {
  return raise(t, numbers::kTypeError, "unsupported operand type(s) for {}: '{}' and '{}'", symbol, TypeOf{a}, TypeOf{b});
}

/// Error of sequences for + and *, in CPython's words.
Value sequence_error(Thread& t, Value a, Value b, BinaryOp op) {
  TypeNumber n = type_of(t, a)->native_base;
  if (op == BinaryOp::kAdd) {
    switch (n) {
      case numbers::kList: return raise(t, numbers::kTypeError, "can only concatenate list (not \"{}\") to list", TypeOf{b});
      case numbers::kTuple: return raise(t, numbers::kTypeError, "can only concatenate tuple (not \"{}\") to tuple", TypeOf{b});
      case numbers::kStr: return raise(t, numbers::kTypeError, "can only concatenate str (not \"{}\") to str", TypeOf{b});
      case numbers::kBytes: return raise(t, numbers::kTypeError, "can't concat {} to bytes", TypeOf{b});
      case numbers::kByteArrayObject: return raise(t, numbers::kTypeError, "can't concat {} to bytearray", TypeOf{b});
      default: break;
    }
  }
  if (op == BinaryOp::kMul) {
    auto sequence = [&](Value v) {
      TypeNumber k = type_of(t, v)->native_base;
      return k == numbers::kList || k == numbers::kTuple || k == numbers::kStr || k == numbers::kBytes || k == numbers::kByteArrayObject;
    };
    if (sequence(a)) return raise(t, numbers::kTypeError, "can't multiply sequence by non-int of type '{}'", TypeOf{b});
    if (sequence(b)) return raise(t, numbers::kTypeError, "can't multiply sequence by non-int of type '{}'", TypeOf{a});
  }
  return {};
}

}  // namespace

bool is_subtype_number(const Type* type, TypeNumber number) { return type->native_base == number; }

Value binary(Thread& t, Value a, Value b, BinaryOp op) {
  Value v = number_binary(t, a, b, op);
  if (!v.is_not_implemented()) return v;
  v = binary_or_not(t, a, b, op);
  if (!v.is_not_implemented()) return v;
  Value error = sequence_error(t, a, b, op);
  if (t.pending) return error;
  return unsupported(t, a, b, kBinarySymbols[static_cast<unsigned>(op)]);
}

Value inplace(Thread& t, Value a, Value b, BinaryOp op) {
  Value v = number_binary(t, a, b, op);
  if (!v.is_not_implemented()) return v;
  const Slots& slots = slots_of(t, a);
  if (slots.inplace) {
    v = slots.inplace(t, a, b, op);
    if (!v.is_not_implemented()) return v;
  }
  v = binary_or_not(t, a, b, op);
  if (!v.is_not_implemented()) return v;
  Value error = sequence_error(t, a, b, op);
  if (t.pending) return error;
  return unsupported(t, a, b, kInplaceSymbols[static_cast<unsigned>(op)]);
}

Value unary(Thread& t, Value a, UnaryOp op) {
  const Slots& slots = slots_of(t, a);
  Value v = slots.unary ? slots.unary(t, a, op) : kNotImplemented;
  if (!v.is_not_implemented()) return v;
  static constexpr const char* kWords[] = {"unary -", "unary +", "unary ~", "abs()"};
  if (op <= UnaryOp::kAbs) {
    return raise(t, numbers::kTypeError, "bad operand type for {}: '{}'", kWords[static_cast<unsigned>(op)], TypeOf{a});
  }
  return raise(t, numbers::kTypeError, "'{}' object cannot be converted to a number", TypeOf{a});
}

// --- comparison, truth, hash

namespace {

Value compare_or_not(Thread& t, Value a, Value b, CompareOp op) {
  const Type* ta = type_of(t, a);
  const Type* tb = type_of(t, b);
  auto* fa = ta->slots->compare;
  auto* fb = tb->slots->compare;
  CompareOp mirrored = kMirrored[static_cast<unsigned>(op)];
  bool tried_b = false;
  if (ta != tb && fb && is_subtype(*t.vm, tb, ta)) {
    tried_b = true;
    Value v = fb(t, b, a, mirrored);
    if (!v.is_not_implemented()) return v;
  }
  if (fa) {
    Value v = fa(t, a, b, op);
    if (!v.is_not_implemented()) return v;
  }
  if (fb && !tried_b) return fb(t, b, a, mirrored);
  return kNotImplemented;
}

}  // namespace

Value compare(Thread& t, Value a, Value b, CompareOp op) {
  if (is_str(a) && is_str(b)) {
    auto *x = as_str(a), *y = as_str(b);
    if (op == CompareOp::kEq) return Value::from_bool(str_equal(x, y));
    if (op == CompareOp::kNe) return Value::from_bool(!str_equal(x, y));
  }
  if (!check_stack(t)) return {};
  Value v = compare_or_not(t, a, b, op);
  if (!v.is_not_implemented()) return v;
  if (op == CompareOp::kEq) return Value::from_bool(a == b);
  if (op == CompareOp::kNe) return Value::from_bool(a != b);
  return raise(t, numbers::kTypeError, "'{}' not supported between instances of '{}' and '{}'",
               kCompareSymbols[static_cast<unsigned>(op)], TypeOf{a}, TypeOf{b});
}

int compare_truth(Thread& t, Value a, Value b, CompareOp op) {
  Value v = compare(t, a, b, op);
  return v ? truth(t, v) : -1;
}

int equal(Thread& t, Value a, Value b) {
  if (a == b) return 1;
  return compare_truth(t, a, b, CompareOp::kEq);
}

bool hash(Thread& t, Value o, intptr_t& out) {
  if (is_str(o)) {
    out = as_str(o)->hash();
    return true;
  }
  const Type* type = type_of(t, o);
  if (type->slots->hash) return type->slots->hash(t, o, out);
  if (type->slots->compare && !(type->flags & bind::kTypeHeap)) {
    raise(t, numbers::kTypeError, "unhashable type: '{}'", TypeOf{o});
    return false;
  }
  if (!o.is_cell()) {
    out = static_cast<intptr_t>(o.bits() >> 3);
    return true;
  }
  out = static_cast<intptr_t>(t.vm->heap.identity_hash(*t.vm, o.cell()));
  return true;
}

// --- text

Value repr(Thread& t, Value o) {
  if (!check_stack(t)) return {};
  const Type* type = type_of(t, o);
  if (type->slots->repr) {
    Value v = TS_TRY(type->slots->repr(t, o));
    if (!is_instance_of_native(*t.vm, v, numbers::kStr)) {
      return raise(t, numbers::kTypeError, "__repr__ returned non-string (type {})", TypeOf{v});
    }
    return v;
  }
  return object_repr(t, o);
}

Value str(Thread& t, Value o) {
  if (is_str(o)) return o;
  if (!check_stack(t)) return {};
  const Type* type = type_of(t, o);
  if (!type->slots->str) return repr(t, o);
  Value v = TS_TRY(type->slots->str(t, o));
  if (!is_instance_of_native(*t.vm, v, numbers::kStr)) {
    return raise(t, numbers::kTypeError, "__str__ returned non-string (type {})", TypeOf{v});
  }
  return v;
}

Value format(Thread& t, Value o, Value spec) {
  bool empty = !spec || (is_str(spec) && as_str(spec)->bytes == 0);
  if (empty && (is_str(o) || is_exact(o, numbers::kInt))) return str(t, o);
  if (!spec) spec = Value(TS_STR(""));
  Value v = TS_TRY(call_special(t, o, TS_NAME(__format__), {spec}));
  if (v.is_absent()) return raise(t, numbers::kTypeError, "Type {} doesn't define __format__", TypeOf{o});
  if (!is_instance_of_native(*t.vm, v, numbers::kStr)) {
    return raise(t, numbers::kTypeError, "__format__ must return a str, not {}", TypeOf{v});
  }
  return v;
}

// --- containers

intptr_t length(Thread& t, Value o) {
  const Slots& slots = slots_of(t, o);
  if (slots.len) return slots.len(t, o);
  raise(t, numbers::kTypeError, "object of type '{}' has no len()", TypeOf{o});
  return -1;
}

intptr_t length_hint(Thread& t, Value o, intptr_t otherwise) {
  const Type* type = type_of(t, o);
  bool heap_type = type->flags & bind::kTypeHeap;
  if (heap_type ? !lookup(*t.vm, type, TS_NAME(__len__)).is_absent() : static_cast<bool>(type->slots->len)) {
    intptr_t n = length(t, o);
    if (n >= 0) return n;
    if (!pending_matches(t, numbers::kTypeError)) return -1;
    take_pending(t);
  }
  Value hint = call_special(t, o, TS_NAME(__length_hint__));
  if (!hint) {
    if (!pending_matches(t, numbers::kTypeError)) return -1;
    take_pending(t);
    return otherwise;
  }
  if (hint.is_absent() || hint.is_not_implemented()) return otherwise;
  if (!is_int_value(t, hint)) {
    raise(t, numbers::kTypeError, "__length_hint__ must be an integer, not {}", TypeOf{hint});
    return -1;
  }
  intptr_t n;
  if (!to_index(t, hint, n)) return -1;
  if (n < 0) {
    raise(t, numbers::kValueError, "__length_hint__() should return >= 0");
    return -1;
  }
  return n;
}

Value get_item(Thread& t, Value o, Value key) {
  const Type* type = type_of(t, o);
  if (type->slots->get_item) return type->slots->get_item(t, o, key);
  if (type_or_null(t, o)) return class_get_item(t, o, key);
  return raise(t, numbers::kTypeError, "'{}' object is not subscriptable", TypeOf{o});
}

bool set_item(Thread& t, Value o, Value key, Value v) {
  const Slots& slots = slots_of(t, o);
  if (slots.set_item) return slots.set_item(t, o, key, v);
  raise(t, numbers::kTypeError, v ? "'{}' object does not support item assignment" : "'{}' object doesn't support item deletion", TypeOf{o});
  return false;
}

int contains(Thread& t, Value o, Value item) {
  const Slots& slots = slots_of(t, o);
  if (slots.contains) return slots.contains(t, o, item);
  return contains_by_iteration(t, o, item);
}

int contains_by_iteration(Thread& t, Value o, Value item) {
  Value it = iter(t, o);
  if (!it) {
    if (pending_matches(t, numbers::kTypeError)) {
      take_pending(t);
      raise(t, numbers::kTypeError, "argument of type '{}' is not a container or iterable", TypeOf{o});
    }
    return -1;
  }
  for (;;) {
    if (t.poll.load(std::memory_order_relaxed) && !poll(t)) return -1;
    Value v = next(t, it);
    if (!v) return -1;
    if (v.is_stop()) return 0;
    int same = equal(t, v, item);
    if (same) return same;
  }
}

Value iter(Thread& t, Value o) {
  const Type* type = type_of(t, o);
  if (type->slots->iter) return type->slots->iter(t, o);
  if (is_sequence_like(*type->slots, type)) return sequence_iterator(t, o);
  return raise(t, numbers::kTypeError, "'{}' object is not iterable", TypeOf{o});
}

Value next(Thread& t, Value iterator) {
  const Slots& slots = slots_of(t, iterator);
  if (slots.next) return slots.next(t, iterator);
  return raise(t, numbers::kTypeError, "'{}' object is not an iterator", TypeOf{iterator});
}

Value sequence_iterator(Thread& t, Value o) {
  auto* it = heap::allocate<Iterator>(t, numbers::kSequenceIterator);
  if (!it) return {};
  it->source = o;
  return Value(it);
}

// --- isinstance

namespace {

constexpr unsigned kMaxDepth = 100;

int check_class(Thread& t, Value o, Value cls, bool instance, unsigned depth) {
  if (depth > kMaxDepth) return recursion_error(t), -1;
  if (is_instance_of_native(*t.vm, cls, numbers::kTuple)) {
    auto* tuple = static_cast<Tuple*>(cls.cell());
    for (uint32_t i = 0; i < tuple->length; i++) {
      int yes = check_class(t, o, tuple->items()[i], instance, depth + 1);
      if (yes) return yes;
    }
    return 0;
  }
  if (is_exact(cls, numbers::kUnion)) {
    Value args = get_attr(t, cls, TS_NAME(__args__));
    if (!args) return -1;
    for (Value arg : static_cast<Tuple*>(args.cell())->span()) {
      int yes = check_class(t, o, arg.is_none() ? Value(&kNoneTypeType) : arg, instance, depth + 1);
      if (yes) return yes;
    }
    return 0;
  }
  const Type* type = type_or_null(t, cls);
  if (type && instance && type_of(t, o) == type) return 1;
  const Str* name = instance ? TS_NAME(__instancecheck__) : TS_NAME(__subclasscheck__);
  const Type* meta = type_of(t, cls);
  if (meta != &kTypeType) {
    Value f = lookup(*t.vm, meta, name);
    if (!f.is_absent() && heap::type_number(f) != numbers::kNative) {
      Value v = call_special(t, cls, name, {o});
      return v ? truth(t, v) : -1;
    }
  }
  if (!type) {
    if (is_exact(cls, numbers::kGenericAlias)) {
      raise(t, numbers::kTypeError, "{} argument 2 cannot be a parameterized generic", instance ? "isinstance()" : "issubclass()");
      return -1;
    }
    raise(t, numbers::kTypeError,
          instance ? "isinstance() arg 2 must be a type, a tuple of types, or a union"
                   : "issubclass() arg 2 must be a class, a tuple of classes, or a union");
    return -1;
  }
  return instance ? plain_is_instance(t, o, type) : plain_is_subclass(t, o, type);
}

}  // namespace

int plain_is_instance(Thread& t, Value o, const Type* type) {
  if (is_subtype(*t.vm, type_of(t, o), type)) return 1;
  bool proxy = is_exact(o, numbers::kWeakProxy) || is_exact(o, numbers::kWeakCallableProxy);
  if (!proxy && !(type_of(t, o)->flags & bind::kTypeHeap)) return 0;
  Value cls = find_attr(t, o, TS_NAME(__class__));
  if (!cls) return -1;
  const Type* claimed = cls.is_absent() ? nullptr : type_or_null(t, cls);
  return claimed && claimed != type_of(t, o) && is_subtype(*t.vm, claimed, type);
}

int plain_is_subclass(Thread& t, Value o, const Type* type) {
  const Type* a = type_or_null(t, o);
  if (a) return is_subtype(*t.vm, a, type);
  raise(t, numbers::kTypeError, "issubclass() arg 1 must be a class");
  return -1;
}

int is_instance(Thread& t, Value o, Value type_or_tuple) { return check_class(t, o, type_or_tuple, true, 0); }

int is_subclass(Thread& t, Value o, Value type_or_tuple) { return check_class(t, o, type_or_tuple, false, 0); }

}  // namespace ts::object

int ts::bind::to_truth(Thread& t, Value v) {
  using namespace ts::object;
  if (v.is_bool()) return v.is_true();
  if (v.is_none()) return 0;
  if (v.is_small_int()) return v.small_int() != 0;
  const Slots& slots = slots_of(t, v);
  if (slots.truth) return slots.truth(t, v);
  if (slots.len) {
    intptr_t n = slots.len(t, v);
    return n < 0 ? -1 : n > 0;
  }
  return 1;
}
