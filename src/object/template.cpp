// string.templatelib's types: Template, Interpolation and the iterator over a Template (PEP 750).

#include "object/template.h"

#include "object/native_support.h"
#include "object/str.h"

namespace ts::object {

namespace {

Template* as_template(Value v) { return static_cast<Template*>(v.cell()); }
Interpolation* as_interpolation(Value v) { return static_cast<Interpolation*>(v.cell()); }
std::span<Value> tuple_items(Value v) { return static_cast<Tuple*>(v.cell())->span(); }
bool is_template(const Thread& t, Value v) {
  return is_instance_of_native(*t.vm, v, numbers::kTemplate);
}

}  // namespace

Value make_template(Thread& t, Value strings, Value interpolations) {
  auto* made = TS_TRY(heap::allocate<Template>(t, numbers::kTemplate));
  made->strings = strings;
  made->interpolations = interpolations;
  return Value(made);
}

Value make_interpolation(Thread& t, Value value, Value expression, Value conversion,
                         Value format_spec) {
  auto* made = TS_TRY(heap::allocate<Interpolation>(t, numbers::kInterpolation));
  made->value = value;
  made->expression = expression;
  made->conversion = conversion;
  made->format_spec = format_spec;
  return Value(made);
}

// --- Template

namespace {

/// Template(*args): neighbouring strs are joined, and empty strs stand between neighbouring
/// interpolations.
Value template_construct(Thread& t, Value, const Arguments& arguments) {
  if (arguments.keywords) {
    return raise(t, numbers::kTypeError, "Template.__new__ only accepts *args arguments");
  }
  List* strings = TS_TRY(make_list(t));
  List* interpolations = TS_TRY(make_list(t));
  bool after_str = false;
  for (size_t i = 0; i < arguments.positional; i++) {
    Value v = arguments[i];
    if (is_str_like(t, v)) {
      if (!after_str) {
        if (!list_append(t, strings, v)) return {};
      } else {
        Value joined = TS_TRY(binary(t, strings->items()[strings->length - 1], v, BinaryOp::kAdd));
        strings->items()[strings->length - 1] = joined;
      }
      after_str = true;
    } else if (is_instance_of_native(*t.vm, v, numbers::kInterpolation)) {
      if (!after_str && !list_append(t, strings, TS_STR(""))) return {};
      if (!list_append(t, interpolations, v)) return {};
      after_str = false;
    } else {
      return raise(t, numbers::kTypeError, "Template.__new__ only accepts *args arguments");
    }
  }
  if (!after_str && !list_append(t, strings, TS_STR(""))) return {};
  Value s = TS_TRY(make_tuple(t, std::span<const Value>(strings->span())));
  Value p = TS_TRY(make_tuple(t, std::span<const Value>(interpolations->span())));
  return make_template(t, s, p);
}

Value template_repr(Thread& t, Value self) {
  Value strings = TS_TRY(repr(t, as_template(self)->strings));
  Value interpolations = TS_TRY(repr(t, as_template(self)->interpolations));
  StrBuilder out(t);
  if (!out.append("Template(strings=") || !out.append(strings) ||
      !out.append(", interpolations=") || !out.append(interpolations) || !out.append(")")) {
    return {};
  }
  return out.finish();
}

Value concatenate(Thread& t, Template* a, Template* b) {
  std::span<Value> left = tuple_items(a->strings), right = tuple_items(b->strings);
  Value middle = TS_TRY(binary(t, left.back(), right.front(), BinaryOp::kAdd));
  Tuple* strings = TS_TRY(allocate_tuple(t, left.size() + right.size() - 1));
  for (size_t i = 0; i < left.size(); i++) strings->items()[i] = left[i];
  strings->items()[left.size() - 1] = middle;
  for (size_t i = 1; i < right.size(); i++) strings->items()[left.size() - 1 + i] = right[i];
  Value interpolations = TS_TRY(binary(t, a->interpolations, b->interpolations, BinaryOp::kAdd));
  return make_template(t, Value(strings), interpolations);
}

Value template_binary(Thread& t, Value a, Value b, BinaryOp op) {
  if (op != BinaryOp::kAdd || !is_template(t, a)) return kNotImplemented;
  if (is_template(t, b)) return concatenate(t, as_template(a), as_template(b));
  return raise(t, numbers::kTypeError,
               "can only concatenate string.templatelib.Template (not \"{}\") to "
               "string.templatelib.Template",
               TypeOf{b});
}

Value template_iter(Thread& t, Value self) {
  auto* it = TS_TRY(heap::allocate<Iterator>(t, numbers::kTemplateIterator));
  it->source = self;
  return Value(it);
}

constexpr Slots kTemplateSlots{
    .repr = template_repr,
    .hash = hash_identity,
    .binary = template_binary,
    .iter = template_iter,
    .construct = template_construct,
};

/// These attributes are members in CPython, with a message of their own.
bool refuse_set(Thread& t, Value, Value) {
  raise(t, numbers::kAttributeError, "readonly attribute");
  return false;
}

Value get_strings(Thread&, Value self) { return as_template(self)->strings; }
Value get_interpolations(Thread&, Value self) { return as_template(self)->interpolations; }

Value get_values(Thread& t, Value self) {
  std::span<Value> items = tuple_items(as_template(self)->interpolations);
  Tuple* values = TS_TRY(allocate_tuple(t, items.size()));
  for (size_t i = 0; i < items.size(); i++) values->items()[i] = as_interpolation(items[i])->value;
  return Value(values);
}

const GetSet kTemplateGetSets[] = {
    TS_GETSET(numbers::kTemplate, get_strings, refuse_set, TS_NAME(strings), "Strings"),
    TS_GETSET(numbers::kTemplate, get_interpolations, refuse_set, TS_NAME(interpolations),
              "Interpolations"),
    TS_GETSET(numbers::kTemplate, get_values, nullptr, TS_NAME(values), "Values of interpolations"),
};
const Attributes kTemplateAttributes{{}, kTemplateGetSets, {}, "Template object"};

// --- iterator

/// The parts in order, without empty strs. Iterator::index counts strs and interpolations alike.
Value iterator_next(Thread&, Value self) {
  auto* it = static_cast<Iterator*>(self.cell());
  while (it->source) {
    Template* source = as_template(it->source);
    auto at = static_cast<size_t>(it->index) / 2;
    bool text = it->index % 2 == 0;
    std::span<Value> items = tuple_items(text ? source->strings : source->interpolations);
    if (at >= items.size()) break;
    it->index++;
    if (!text || as_str(items[at])->bytes) return items[at];
  }
  it->source = Value();
  return kStop;
}

constexpr Slots kTemplateIteratorSlots{.iter = iter_self, .next = iterator_next};
const Attributes kTemplateIteratorAttributes{};

// --- Interpolation

Value interpolation_construct(Thread& t, Value, const Arguments& arguments) {
  static constexpr const Str* kNames[] = {TS_NAME(value), TS_NAME(expression), TS_NAME(conversion),
                                          TS_NAME(format_spec)};
  Value v[4];
  if (!take_arguments(t, arguments, "Interpolation", kNames, 1, v)) return {};
  if (!v[1]) v[1] = TS_STR("");
  if (!v[2]) v[2] = kNone;
  if (!v[3]) v[3] = TS_STR("");
  for (size_t i = 1; i < 4; i += 2) {
    if (is_str_like(t, v[i])) continue;
    return raise(t, numbers::kTypeError, "Interpolation() argument '{}' must be str, not {}",
                 kNames[i]->view(), TypeOf{v[i]});
  }
  if (!v[2].is_none()) {
    if (!is_str_like(t, v[2])) {
      return raise(t, numbers::kTypeError,
                   "Interpolation() argument 'conversion' must be str, not {}", TypeOf{v[2]});
    }
    std::string_view text = as_str(v[2])->view();
    if (text != "s" && text != "a" && text != "r") {
      return raise(t, numbers::kValueError,
                   "Interpolation() argument 'conversion' must be one of 's', 'a' or 'r'");
    }
  }
  return make_interpolation(t, v[0], v[1], v[2], v[3]);
}

Value interpolation_repr(Thread& t, Value self) {
  StrBuilder out(t);
  if (!out.append("Interpolation(")) return {};
  for (size_t i = 0; i < 4; i++) {
    const Interpolation* p = as_interpolation(self);
    Value part = TS_TRY(repr(t, i == 0   ? p->value
                                : i == 1 ? p->expression
                                : i == 2 ? p->conversion
                                         : p->format_spec));
    if ((i && !out.append(", ")) || !out.append(part)) return {};
  }
  if (!out.append(")")) return {};
  return out.finish();
}

constexpr Slots kInterpolationSlots{
    .repr = interpolation_repr,
    .hash = hash_identity,
    .construct = interpolation_construct,
};

Value get_value(Thread&, Value self) { return as_interpolation(self)->value; }
Value get_expression(Thread&, Value self) { return as_interpolation(self)->expression; }
Value get_conversion(Thread&, Value self) { return as_interpolation(self)->conversion; }
Value get_format_spec(Thread&, Value self) { return as_interpolation(self)->format_spec; }

const GetSet kInterpolationGetSets[] = {
    TS_GETSET(numbers::kInterpolation, get_value, refuse_set, TS_NAME(value), "Value"),
    TS_GETSET(numbers::kInterpolation, get_expression, refuse_set, TS_NAME(expression),
              "Expression"),
    TS_GETSET(numbers::kInterpolation, get_conversion, refuse_set, TS_NAME(conversion),
              "Conversion"),
    TS_GETSET(numbers::kInterpolation, get_format_spec, refuse_set, TS_NAME(format_spec),
              "Format specification"),
};

/// The names that a class pattern's positional parts stand for.
struct StaticTuple4 {
  Tuple head;
  Value items[4];
};
constexpr StaticTuple4 make_match_args() {
  StaticTuple4 result{};
  result.head.header = heap::static_header(numbers::kTuple).header;
  result.head.length = 4;
  result.items[0] = TS_NAME(value);
  result.items[1] = TS_NAME(expression);
  result.items[2] = TS_NAME(conversion);
  result.items[3] = TS_NAME(format_spec);
  return result;
}
constexpr StaticTuple4 kMatchArgs = make_match_args();

const bind::Constant kInterpolationConstants[] = {{TS_NAME(__match_args__), &kMatchArgs.head}};
const Attributes kInterpolationAttributes{
    {}, kInterpolationGetSets, kInterpolationConstants, "Interpolation object"};

}  // namespace

extern constinit const Type kTemplateType = bind::make_type(
    numbers::kTemplate, TS_NAME(Template), &kObjectType, &kTemplateSlots, &kTemplateAttributes,
    layout_all<Template>(), bind::kTypeGeneric, TS_STR("string.templatelib"));
extern constinit const Type kInterpolationType =
    bind::make_type(numbers::kInterpolation, TS_NAME(Interpolation), &kObjectType,
                    &kInterpolationSlots, &kInterpolationAttributes, layout_all<Interpolation>(),
                    bind::kTypeGeneric, TS_STR("string.templatelib"));
extern constinit const Type kTemplateIteratorType =
    bind::make_type(numbers::kTemplateIterator, TS_NAME(TemplateIter), &kObjectType,
                    &kTemplateIteratorSlots, &kTemplateIteratorAttributes, kIteratorLayout,
                    bind::kTypeNoWeakReferences, TS_STR("string.templatelib"));

}  // namespace ts::object
