// The module operator: the operators of the language as functions, and itemgetter, attrgetter,
// methodcaller. Follows the Library Reference, "operator".

#include "modules/modules.h"
#include "object/containers.h"

namespace ts::modules {

using namespace object;

namespace {

// --- operators as functions

template <BinaryOp kOp>
Value op_binary(Thread& t, Value a, Value b) {
  return binary(t, a, b, kOp);
}
template <BinaryOp kOp>
Value op_inplace(Thread& t, Value a, Value b) {
  return inplace(t, a, b, kOp);
}
template <CompareOp kOp>
Value op_compare(Thread& t, Value a, Value b) {
  return compare(t, a, b, kOp);
}
template <UnaryOp kOp>
Value op_unary(Thread& t, Value a) {
  return unary(t, a, kOp);
}

Value op_not(Thread& t, Value a) { return Value::from_bool(!TS_TRY_INT(truth(t, a))); }
Value op_truth(Thread& t, Value a) { return Value::from_bool(TS_TRY_INT(truth(t, a))); }
Value op_is(Thread&, Value a, Value b) { return Value::from_bool(a == b); }
Value op_is_not(Thread&, Value a, Value b) { return Value::from_bool(!(a == b)); }
Value op_is_none(Thread&, Value a) { return Value::from_bool(a.is_none()); }
Value op_is_not_none(Thread&, Value a) { return Value::from_bool(!a.is_none()); }
Value op_index(Thread& t, Value a) { return index(t, a); }
Value op_contains(Thread& t, Value a, Value b) {
  return Value::from_bool(TS_TRY_INT(contains(t, a, b)));
}
Value op_getitem(Thread& t, Value a, Value b) { return get_item(t, a, b); }
Value op_setitem(Thread& t, Value a, Value b, Value c) {
  return set_item(t, a, b, c) ? kNone : Value();
}
Value op_delitem(Thread& t, Value a, Value b) {
  return set_item(t, a, b, Value()) ? kNone : Value();
}

bool is_concatenable(Thread& t, Value v) {
  const Type* type = type_of(t, v);
  if (type->flags & bind::kTypeHeap) return !lookup(*t.vm, type, TS_NAME(__getitem__)).is_absent();
  return type->slots->get_item && !(type->flags & bind::kTypeMappingPattern);
}

Value op_concat(Thread& t, Value a, Value b) {
  if (!is_concatenable(t, a))
    return raise(t, numbers::kTypeError, "'{}' object can't be concatenated", TypeOf{a});
  return binary(t, a, b, BinaryOp::kAdd);
}
Value op_iconcat(Thread& t, Value a, Value b) {
  if (!is_concatenable(t, a))
    return raise(t, numbers::kTypeError, "'{}' object can't be concatenated", TypeOf{a});
  return inplace(t, a, b, BinaryOp::kAdd);
}

Value op_count_of(Thread& t, Value a, Value b) {
  intptr_t n = 0;
  if (!for_each(t, a, [&](Value item) {
        int same = equal(t, item, b);
        n += same > 0;
        return same >= 0;
      })) {
    return {};
  }
  return make_int(t, n);
}

Value op_index_of(Thread& t, Value a, Value b) {
  intptr_t n = 0;
  int same = 0;
  bool done = for_each(t, a, [&](Value item) {
    same = equal(t, item, b);
    n += same == 0;
    return same == 0;
  });
  if (done) return raise(t, numbers::kValueError, "sequence.index(x): x not in sequence");
  return same > 0 ? make_int(t, n) : Value();
}

Value op_length_hint(Thread& t, Value o, Value otherwise) {
  intptr_t n = 0;
  if (otherwise) {
    if (!is_instance_of_native(*t.vm, otherwise, numbers::kInt)) {
      return raise(t, numbers::kTypeError, "'{}' object cannot be interpreted as an integer",
                   TypeOf{otherwise});
    }
    if (!to_index(t, otherwise, n)) return {};
  }
  return make_int(t, TS_TRY_INT(length_hint(t, o, n)));
}

Value op_call(Thread& t, Value f, Args arguments, Kwargs keywords) {
  if (!keywords.dict) return call(t, f, std::span<const Value>(arguments.values, arguments.count));
  Value positional =
      TS_TRY(object::make_tuple(t, std::span<const Value>(arguments.values, arguments.count)));
  return call_tuple_dict(t, f, positional, keywords.dict);
}

/// Equal bytes or ASCII strs, in a time that depends on the length of `b` only.
Value compare_digest(Thread& t, Value a, Value b) {
  if (is_instance_of_native(*t.vm, a, numbers::kStr) &&
      is_instance_of_native(*t.vm, b, numbers::kStr)) {
    const Str* x = as_str(a);
    const Str* y = as_str(b);
    if (!x->is_ascii() || !y->is_ascii()) {
      return raise(t, numbers::kTypeError,
                   "comparing strings with non-ASCII characters is not supported");
    }
    unsigned difference = x->bytes != y->bytes;
    const char* other = difference ? y->text() : x->text();
    for (uint32_t i = 0; i < y->bytes; i++)
      difference |= static_cast<unsigned>(other[i] ^ y->text()[i]);
    return Value::from_bool(difference == 0);
  }
  Buffer x, y;
  if (!get_buffer(t, a, x)) return {};
  if (!get_buffer(t, b, y)) {
    release_buffer(t, x);
    return {};
  }
  unsigned difference = x.bytes != y.bytes;
  const uint8_t* other = difference ? y.data : x.data;
  for (size_t i = 0; i < y.bytes; i++) difference |= static_cast<unsigned>(other[i] ^ y.data[i]);
  release_buffer(t, x);
  release_buffer(t, y);
  return Value::from_bool(difference == 0);
}

// --- itemgetter, attrgetter, methodcaller

struct Getter : Cell {
  Value what;  ///< tuple of items; of strs or, for dotted names, tuples of strs; of the method's
               ///< arguments
  Value name;  ///< methodcaller
  Value keywords;  ///< methodcaller: dict, or all-zero
};

bool one_argument(Thread& t, const Arguments& a, const char* name) {
  if (a.keywords) {
    raise(t, numbers::kTypeError, "{}() takes no keyword arguments", name);
    return false;
  }
  return check_positional(t, a, name, 1, 1);
}

bool at_least_one(Thread& t, const Arguments& a, const char* name) {
  return a.positional > 0 || check_positional(t, a, name, 1, 1);
}

Value new_getter(Thread& t, Value type, Value what) {
  Getter* g = TS_TRY(new_cell<Getter>(t, type));
  g->what = what;
  return g;
}

Tuple* what_of(Value self) {
  return static_cast<Tuple*>(static_cast<Getter*>(self.cell())->what.cell());
}

Value itemgetter_construct(Thread& t, Value type, const Arguments& a) {
  if (!check_no_keywords(t, a, as_type(type), "itemgetter") || !at_least_one(t, a, "itemgetter")) {
    return {};
  }
  return new_getter(t, type,
                    TS_TRY(object::make_tuple(t, std::span<const Value>(a.values, a.positional))));
}

Value itemgetter_call(Thread& t, Value self, const Arguments& a) {
  if (!one_argument(t, a, "itemgetter")) return {};
  Tuple* items = what_of(self);
  if (items->length == 1) return get_item(t, a[0], items->items()[0]);
  Tuple* result = TS_TRY(allocate_tuple(t, items->length));
  for (uint32_t i = 0; i < items->length; i++) {
    Value v = TS_TRY(get_item(t, a[0], items->items()[i]));
    result->items()[i] = v;
  }
  return result;
}

/// `name` interned, or the tuple of its parts when it has dots.
Value split_name(Thread& t, Value name) {
  std::string_view text = as_str(name)->view();
  if (text.find('.') == text.npos) return intern(t, name);
  List* parts = TS_TRY(make_list(t));
  for (size_t from = 0; from <= text.size();) {
    size_t to = text.find('.', from);
    if (to == text.npos) to = text.size();
    Str* part = TS_TRY(intern(t, text.substr(from, to - from)));
    if (!list_append(t, parts, part)) return {};
    from = to + 1;
  }
  return object::make_tuple(t, parts->span());
}

Value attrgetter_construct(Thread& t, Value type, const Arguments& a) {
  if (!check_no_keywords(t, a, as_type(type), "attrgetter") || !at_least_one(t, a, "attrgetter")) {
    return {};
  }
  Tuple* names = TS_TRY(allocate_tuple(t, a.positional));
  for (uint32_t i = 0; i < a.positional; i++) {
    if (!is_instance_of_native(*t.vm, a[i], numbers::kStr)) {
      return raise(t, numbers::kTypeError, "attribute name must be a string");
    }
    Value name = TS_TRY(split_name(t, a[i]));
    names->items()[i] = name;
  }
  return new_getter(t, type, names);
}

Value get_dotted(Thread& t, Value o, Value name) {
  if (!is_exact(name, numbers::kTuple)) return get_attr(t, o, name);
  for (Value part : static_cast<Tuple*>(name.cell())->span()) o = TS_TRY(get_attr(t, o, part));
  return o;
}

Value attrgetter_call(Thread& t, Value self, const Arguments& a) {
  if (!one_argument(t, a, "attrgetter")) return {};
  Tuple* names = what_of(self);
  if (names->length == 1) return get_dotted(t, a[0], names->items()[0]);
  Tuple* result = TS_TRY(allocate_tuple(t, names->length));
  for (uint32_t i = 0; i < names->length; i++) {
    Value v = TS_TRY(get_dotted(t, a[0], names->items()[i]));
    result->items()[i] = v;
  }
  return result;
}

/// The names as the program gave them.
Value attrgetter_names(Thread& t, Value self) {
  Tuple* names = what_of(self);
  Tuple* result = TS_TRY(allocate_tuple(t, names->length));
  for (uint32_t i = 0; i < names->length; i++) {
    Value name = names->items()[i];
    if (is_exact(name, numbers::kTuple))
      name = TS_TRY(call_method(t, TS_STR("."), TS_NAME(join), {name}));
    result->items()[i] = name;
  }
  return result;
}

Value methodcaller_construct(Thread& t, Value type, const Arguments& a) {
  if (a.positional < 1) {
    return raise(t, numbers::kTypeError,
                 "methodcaller needs at least one argument, the method name");
  }
  if (!is_instance_of_native(*t.vm, a[0], numbers::kStr)) {
    return raise(t, numbers::kTypeError, "method name must be a string");
  }
  Value name = TS_TRY(intern(t, a[0]));
  Value arguments =
      TS_TRY(object::make_tuple(t, std::span<const Value>(a.values + 1, a.positional - 1)));
  Value keywords;
  if (a.keywords) {
    Dict* d = TS_TRY(make_dict(t, a.keywords));
    for (uint32_t k = 0; k < a.keywords; k++) {
      if (!dict_set(t, d, static_cast<Tuple*>(a.names.cell())->items()[k],
                    a.values[a.positional + k]))
        return {};
    }
    keywords = d;
  }
  Value result = TS_TRY(new_getter(t, type, arguments));
  Getter* g = static_cast<Getter*>(result.cell());
  g->name = name;
  g->keywords = keywords;
  return result;
}

Value methodcaller_call(Thread& t, Value self, const Arguments& a) {
  if (!one_argument(t, a, "methodcaller")) return {};
  Getter* g = static_cast<Getter*>(self.cell());
  Value method = TS_TRY(get_attr(t, a[0], g->name));
  if (g->keywords) return call_tuple_dict(t, method, g->what, g->keywords);
  return call(t, method, what_of(self)->span());
}

Value getter_repr(Thread& t, Value self) {
  if (!check_stack(t)) return {};
  Getter* g = static_cast<Getter*>(self.cell());
  Value what = g->what;
  if (is_instance_of_native(*t.vm, self, numbers::kAttrGetter))
    what = TS_TRY(attrgetter_names(t, self));
  StrBuilder out(t);
  out.append("operator.");
  out.append(type_name(t, self));
  out.append("(");
  if (g->name) out.append(TS_TRY(repr(t, g->name)));
  bool first = !g->name;
  for (Value item : static_cast<Tuple*>(what.cell())->span()) {
    if (!first) out.append(", ");
    first = false;
    out.append(TS_TRY(repr(t, item)));
  }
  uint32_t position = 0;
  for (Value key, value;
       g->keywords && dict_next(static_cast<Dict*>(g->keywords.cell()), position, key, value);) {
    out.append(", ");
    out.append(key);
    out.append("=");
    out.append(TS_TRY(repr(t, value)));
  }
  out.append(")");
  return out.finish();
}

Value itemgetter_reduce(Thread& t, Value self) {
  return make_tuple(t, {Value(type_of(t, self)), Value(what_of(self))});
}
Value attrgetter_reduce(Thread& t, Value self) {
  Value names = TS_TRY(attrgetter_names(t, self));
  return make_tuple(t, {Value(type_of(t, self)), names});
}
Value methodcaller_reduce(Thread& t, Value self) {
  Getter* g = static_cast<Getter*>(self.cell());
  Value name = TS_TRY(make_tuple(t, {g->name}));
  if (!g->keywords) {
    Value arguments = TS_TRY(binary(t, name, g->what, BinaryOp::kAdd));
    return make_tuple(t, {Value(type_of(t, self)), arguments});
  }
  Value functools = TS_TRY(import_module(t, "functools"));
  Value partial = TS_TRY(get_attr(t, functools, TS_NAME(partial)));
  Value positional = TS_TRY(make_tuple(t, {Value(type_of(t, self)), g->name}));
  Value constructor = TS_TRY(call_tuple_dict(t, partial, positional, g->keywords));
  return make_tuple(t, {constructor, g->what});
}

constexpr const char* kReduceDoc = "Return state information for pickling";
const Native kItemGetterNatives[] = {
    TS_METHOD(numbers::kItemGetter, itemgetter_reduce, TS_NAME(__reduce__), "self, /", kReduceDoc)};
const Native kAttrGetterNatives[] = {
    TS_METHOD(numbers::kAttrGetter, attrgetter_reduce, TS_NAME(__reduce__), "self, /", kReduceDoc)};
const Native kMethodCallerNatives[] = {TS_METHOD(numbers::kMethodCaller, methodcaller_reduce,
                                                 TS_NAME(__reduce__), "self, /", kReduceDoc)};
constinit const Attributes kItemGetterAttributes{
    kItemGetterNatives,
    {},
    {},
    "Return a callable object that fetches the given item(s) from its operand.\n"
    "After f = itemgetter(2), the call f(r) returns r[2].\n"
    "After g = itemgetter(2, 5, 3), the call g(r) returns (r[2], r[5], r[3])"};
constinit const Attributes kAttrGetterAttributes{
    kAttrGetterNatives,
    {},
    {},
    "Return a callable object that fetches the given attribute(s) from its operand.\n"
    "After f = attrgetter('name'), the call f(r) returns r.name.\n"
    "After g = attrgetter('name', 'date'), the call g(r) returns (r.name, r.date).\n"
    "After h = attrgetter('name.first', 'name.last'), the call h(r) returns\n(r.name.first, "
    "r.name.last)."};
constinit const Attributes kMethodCallerAttributes{
    kMethodCallerNatives,
    {},
    {},
    "Return a callable object that calls the given method on its operand.\n"
    "After f = methodcaller('name'), the call f(r) returns r.name().\n"
    "After g = methodcaller('name', 'date', foo=1), the call g(r) returns\nr.name('date', foo=1)."};
constinit const Slots kItemGetterSlots{.repr = getter_repr,
                                       .hash = hash_identity,
                                       .call = itemgetter_call,
                                       .construct = itemgetter_construct};
constinit const Slots kAttrGetterSlots{.repr = getter_repr,
                                       .hash = hash_identity,
                                       .call = attrgetter_call,
                                       .construct = attrgetter_construct};
constinit const Slots kMethodCallerSlots{.repr = getter_repr,
                                         .hash = hash_identity,
                                         .call = methodcaller_call,
                                         .construct = methodcaller_construct};

// --- the module. ROW(number, function, name, name with underscores, signature, doc)

#define TS_OPERATOR_ROWS(ROW)                                                                      \
  ROW(kAbs, op_unary<UnaryOp::kAbs>, TS_NAME(abs), TS_NAME(__abs__), "a, /", "Same as abs(a).")    \
  ROW(kAdd, op_binary<BinaryOp::kAdd>, TS_NAME(add), TS_NAME(__add__), "a, b, /",                  \
      "Same as a + b.")                                                                            \
  ROW(kAnd, op_binary<BinaryOp::kAnd>, TS_NAME(and_), TS_NAME(__and__), "a, b, /",                 \
      "Same as a & b.")                                                                            \
  ROW(kCall, op_call, TS_NAME(call), TS_NAME(__call__), "obj, /, *args, **kwargs",                 \
      "Same as obj(*args, **kwargs).")                                                             \
  ROW(kConcat, op_concat, TS_NAME(concat), TS_NAME(__concat__), "a, b, /",                         \
      "Same as a + b, for a and b sequences.")                                                     \
  ROW(kContains, op_contains, TS_NAME(contains), TS_NAME(__contains__), "a, b, /",                 \
      "Same as b in a (note reversed operands).")                                                  \
  ROW(kDelItem, op_delitem, TS_NAME(delitem), TS_NAME(__delitem__), "a, b, /",                     \
      "Same as del a[b].")                                                                         \
  ROW(kEq, op_compare<CompareOp::kEq>, TS_NAME(eq), TS_NAME(__eq__), "a, b, /", "Same as a == b.") \
  ROW(kFloorDiv, op_binary<BinaryOp::kFloorDiv>, TS_NAME(floordiv), TS_NAME(__floordiv__),         \
      "a, b, /", "Same as a // b.")                                                                \
  ROW(kGe, op_compare<CompareOp::kGe>, TS_NAME(ge), TS_NAME(__ge__), "a, b, /", "Same as a >= b.") \
  ROW(kGetItem, op_getitem, TS_NAME(getitem), TS_NAME(__getitem__), "a, b, /", "Same as a[b].")    \
  ROW(kGt, op_compare<CompareOp::kGt>, TS_NAME(gt), TS_NAME(__gt__), "a, b, /", "Same as a > b.")  \
  ROW(kIAdd, op_inplace<BinaryOp::kAdd>, TS_NAME(iadd), TS_NAME(__iadd__), "a, b, /",              \
      "Same as a += b.")                                                                           \
  ROW(kIAnd, op_inplace<BinaryOp::kAnd>, TS_NAME(iand), TS_NAME(__iand__), "a, b, /",              \
      "Same as a &= b.")                                                                           \
  ROW(kIConcat, op_iconcat, TS_NAME(iconcat), TS_NAME(__iconcat__), "a, b, /",                     \
      "Same as a += b, for a and b sequences.")                                                    \
  ROW(kIFloorDiv, op_inplace<BinaryOp::kFloorDiv>, TS_NAME(ifloordiv), TS_NAME(__ifloordiv__),     \
      "a, b, /", "Same as a //= b.")                                                               \
  ROW(kILShift, op_inplace<BinaryOp::kShl>, TS_NAME(ilshift), TS_NAME(__ilshift__), "a, b, /",     \
      "Same as a <<= b.")                                                                          \
  ROW(kIMatMul, op_inplace<BinaryOp::kMatMul>, TS_NAME(imatmul), TS_NAME(__imatmul__), "a, b, /",  \
      "Same as a @= b.")                                                                           \
  ROW(kIMod, op_inplace<BinaryOp::kMod>, TS_NAME(imod), TS_NAME(__imod__), "a, b, /",              \
      "Same as a %= b.")                                                                           \
  ROW(kIMul, op_inplace<BinaryOp::kMul>, TS_NAME(imul), TS_NAME(__imul__), "a, b, /",              \
      "Same as a *= b.")                                                                           \
  ROW(kIndex, op_index, TS_NAME(index), TS_NAME(__index__), "a, /", "Same as a.__index__()")       \
  ROW(kInv, op_unary<UnaryOp::kInvert>, TS_NAME(inv), TS_NAME(__inv__), "a, /", "Same as ~a.")     \
  ROW(kInvert, op_unary<UnaryOp::kInvert>, TS_NAME(invert), TS_NAME(__invert__), "a, /",           \
      "Same as ~a.")                                                                               \
  ROW(kIOr, op_inplace<BinaryOp::kOr>, TS_NAME(ior), TS_NAME(__ior__), "a, b, /",                  \
      "Same as a |= b.")                                                                           \
  ROW(kIPow, op_inplace<BinaryOp::kPow>, TS_NAME(ipow), TS_NAME(__ipow__), "a, b, /",              \
      "Same as a **= b.")                                                                          \
  ROW(kIRShift, op_inplace<BinaryOp::kShr>, TS_NAME(irshift), TS_NAME(__irshift__), "a, b, /",     \
      "Same as a >>= b.")                                                                          \
  ROW(kISub, op_inplace<BinaryOp::kSub>, TS_NAME(isub), TS_NAME(__isub__), "a, b, /",              \
      "Same as a -= b.")                                                                           \
  ROW(kITrueDiv, op_inplace<BinaryOp::kDiv>, TS_NAME(itruediv), TS_NAME(__itruediv__), "a, b, /",  \
      "Same as a /= b.")                                                                           \
  ROW(kIXor, op_inplace<BinaryOp::kXor>, TS_NAME(ixor), TS_NAME(__ixor__), "a, b, /",              \
      "Same as a ^= b.")                                                                           \
  ROW(kLe, op_compare<CompareOp::kLe>, TS_NAME(le), TS_NAME(__le__), "a, b, /", "Same as a <= b.") \
  ROW(kLShift, op_binary<BinaryOp::kShl>, TS_NAME(lshift), TS_NAME(__lshift__), "a, b, /",         \
      "Same as a << b.")                                                                           \
  ROW(kLt, op_compare<CompareOp::kLt>, TS_NAME(lt), TS_NAME(__lt__), "a, b, /", "Same as a < b.")  \
  ROW(kMatMul, op_binary<BinaryOp::kMatMul>, TS_NAME(matmul), TS_NAME(__matmul__), "a, b, /",      \
      "Same as a @ b.")                                                                            \
  ROW(kMod, op_binary<BinaryOp::kMod>, TS_NAME(mod), TS_NAME(__mod__), "a, b, /",                  \
      "Same as a % b.")                                                                            \
  ROW(kMul, op_binary<BinaryOp::kMul>, TS_NAME(mul), TS_NAME(__mul__), "a, b, /",                  \
      "Same as a * b.")                                                                            \
  ROW(kNe, op_compare<CompareOp::kNe>, TS_NAME(ne), TS_NAME(__ne__), "a, b, /", "Same as a != b.") \
  ROW(kNeg, op_unary<UnaryOp::kNeg>, TS_NAME(neg), TS_NAME(__neg__), "a, /", "Same as -a.")        \
  ROW(kNot, op_not, TS_NAME(not_), TS_NAME(__not__), "a, /", "Same as not a.")                     \
  ROW(kOr, op_binary<BinaryOp::kOr>, TS_NAME(or_), TS_NAME(__or__), "a, b, /", "Same as a | b.")   \
  ROW(kPos, op_unary<UnaryOp::kPos>, TS_NAME(pos), TS_NAME(__pos__), "a, /", "Same as +a.")        \
  ROW(kPow, op_binary<BinaryOp::kPow>, TS_NAME(pow), TS_NAME(__pow__), "a, b, /",                  \
      "Same as a ** b.")                                                                           \
  ROW(kRShift, op_binary<BinaryOp::kShr>, TS_NAME(rshift), TS_NAME(__rshift__), "a, b, /",         \
      "Same as a >> b.")                                                                           \
  ROW(kSetItem, op_setitem, TS_NAME(setitem), TS_NAME(__setitem__), "a, b, c, /",                  \
      "Same as a[b] = c.")                                                                         \
  ROW(kSub, op_binary<BinaryOp::kSub>, TS_NAME(sub), TS_NAME(__sub__), "a, b, /",                  \
      "Same as a - b.")                                                                            \
  ROW(kTrueDiv, op_binary<BinaryOp::kDiv>, TS_NAME(truediv), TS_NAME(__truediv__), "a, b, /",      \
      "Same as a / b.")                                                                            \
  ROW(kXor, op_binary<BinaryOp::kXor>, TS_NAME(xor), TS_NAME(__xor__), "a, b, /", "Same as a ^ b.")

enum OperatorNumber : size_t {
#define TS_ROW(number, function, name, alias, signature, doc) number,
  TS_OPERATOR_ROWS(TS_ROW)
#undef TS_ROW
};

const Native kFunctions[] = {
#define TS_ROW(number, function, name, alias, signature, doc) \
  TS_FUNCTION(function, name, signature, doc),
    TS_OPERATOR_ROWS(TS_ROW)
#undef TS_ROW
        TS_FUNCTION(op_count_of, TS_NAME(countOf), "a, b, /",
                    "Return the number of items in a which are, or which equal, b."),
    TS_FUNCTION(op_index_of, TS_NAME(indexOf), "a, b, /", "Return the first index of b in a."),
    TS_FUNCTION(op_is, TS_NAME(is_), "a, b, /", "Same as a is b."),
    TS_FUNCTION(op_is_not, TS_NAME(is_not), "a, b, /", "Same as a is not b."),
    TS_FUNCTION(op_is_none, TS_NAME(is_none), "a, /", "Same as a is None."),
    TS_FUNCTION(op_is_not_none, TS_NAME(is_not_none), "a, /", "Same as a is not None."),
    TS_FUNCTION(op_truth, TS_NAME(truth), "a, /", "Return True if a is true, False otherwise."),
    TS_FUNCTION(op_length_hint, TS_NAME(length_hint), "obj, default=0, /",
                "Return an estimate of the number of items in obj."),
    TS_FUNCTION(compare_digest, TS_NAME(_compare_digest), "a, b, /", "Return 'a == b'."),
};

constinit const bind::Constant kConstants[] = {{TS_NAME(itemgetter), &object::kItemGetterType},
                                               {TS_NAME(attrgetter), &object::kAttrGetterType},
                                               {TS_NAME(methodcaller), &object::kMethodCallerType},
#define TS_ROW(number, function, name, alias, signature, doc) {alias, &kFunctions[number]},
                                               TS_OPERATOR_ROWS(TS_ROW)
#undef TS_ROW
};

}  // namespace

constinit const bind::ModuleDefinition kOperatorModule{
    TS_NAME(operator),
    "Operator interface.\n\nThis module exports a set of functions implemented natively "
    "corresponding\n"
    "to the intrinsic operators of Python.  For example, operator.add(x, y)\n"
    "is equivalent to the expression x+y.",
    kFunctions, kConstants};

}  // namespace ts::modules

namespace ts::object {

using namespace modules;

consteval Type getter_type(TypeNumber number, const Str* name, const Slots* slots,
                           const Attributes* attributes) {
  return bind::make_type(number, name, &kObjectType, slots, attributes, layout_all<Getter>(), 0,
                         TS_NAME(operator));
}

extern constinit const Type kItemGetterType = getter_type(
    numbers::kItemGetter, TS_NAME(itemgetter), &kItemGetterSlots, &kItemGetterAttributes);
extern constinit const Type kAttrGetterType = getter_type(
    numbers::kAttrGetter, TS_NAME(attrgetter), &kAttrGetterSlots, &kAttrGetterAttributes);
extern constinit const Type kMethodCallerType = getter_type(
    numbers::kMethodCaller, TS_NAME(methodcaller), &kMethodCallerSlots, &kMethodCallerAttributes);

}  // namespace ts::object
