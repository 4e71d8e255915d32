// The sink that makes heap objects of what the compiler hands over: names, constants, code objects.

#include "vm/code_sink.h"

#include "lang/ast.h"
#include "object/numbers.h"

namespace ts::vm {

using lang::ConstId;
using lang::NameId;

namespace {

constexpr std::string_view kKnownNames[] = {
#define TS_KNOWN_NAME(id, text) text,
#include "lang/known_names.def"
#undef TS_KNOWN_NAME
};

}  // namespace

CodeSink::CodeSink(Thread& t, Value filename) : t_(t), filename_(filename) {
  list_ = make_list(t, 64);
  ids_ = list_ ? make_dict(t) : nullptr;
  failed_ = !ids_;
  for (std::string_view text : kKnownNames) name(text);
}

ConstId CodeSink::add_unique(Value v) {
  if (!v || failed_ || !list_append(t_, list_, v)) {
    failed_ = true;
    return lang::kNoConst;
  }
  return static_cast<ConstId>(list_->length);
}

ConstId CodeSink::add(Value v) {
  if (!v || failed_) {
    failed_ = true;
    return lang::kNoConst;
  }
  Value known = dict_get(t_, ids_, v);
  if (!known) {
    failed_ = true;
    return lang::kNoConst;
  }
  if (!known.is_absent()) return static_cast<ConstId>(known.small_int());
  ConstId id = add_unique(v);
  if (!failed_ && !dict_set(t_, ids_, v, Value::from_int(static_cast<intptr_t>(id)))) failed_ = true;
  return id;
}

NameId CodeSink::name(std::string_view text) {
  if (failed_) return lang::kNoName;
  Str* s = intern(t_, text);
  return static_cast<NameId>(add(s ? Value(s) : Value()));
}

std::string_view CodeSink::name_text(NameId name) { return text(static_cast<ConstId>(name)); }

ConstId CodeSink::integer(std::string_view digits, int base) { return add(int_from_text(t_, digits, base)); }
ConstId CodeSink::real(std::string_view text) { return add_unique(make_float(t_, double_from_text(text))); }
ConstId CodeSink::imaginary(std::string_view text) { return add_unique(make_complex(t_, 0.0, double_from_text(text))); }

ConstId CodeSink::string(std::string_view text) {
  // Short texts are shared: they are often names, and equal constants of different functions become one object.
  if (text.size() <= 20) {
    Str* s = intern(t_, text);
    return add(s ? Value(s) : Value());
  }
  return add(make_str(t_, text));
}

ConstId CodeSink::bytes(std::string_view data) { return add_unique(make_bytes(t_, data.data(), data.size())); }

ConstId CodeSink::negate(ConstId number) {
  if (failed_) return lang::kNoConst;
  Value v = unary(t_, value(number), UnaryOp::kNeg);
  return is_exact(v ? v : kNone, numbers::kInt) ? add(v) : add_unique(v);
}

bool CodeSink::equal(ConstId a, ConstId b) {
  if (failed_) return false;
  const int result = object::equal(t_, value(a), value(b));
  if (result < 0) failed_ = true;
  return result == 1;
}

Value CodeSink::tuple_of(std::span<const ConstId> ids) {
  Tuple* tuple = TS_TRY(allocate_tuple(t_, ids.size()));
  for (size_t i = 0; i < ids.size(); i++) tuple->items()[i] = value(ids[i]);
  return Value(tuple);
}

ConstId CodeSink::tuple(std::span<const ConstId> items) { return failed_ ? lang::kNoConst : add_unique(tuple_of(items)); }

ConstId CodeSink::frozenset(std::span<const ConstId> items) {
  if (failed_) return lang::kNoConst;
  Set* set = make_set(t_, numbers::kFrozenSet);
  for (ConstId id : items) {
    if (!set || !set_add(t_, set, value(id))) return failed_ = true, lang::kNoConst;
  }
  return add_unique(Value(set));
}

ConstId CodeSink::singleton(uint8_t kind) {
  switch (static_cast<lang::ConstantKind>(kind)) {
    case lang::ConstantKind::kTrue: return add_unique(kTrue);
    case lang::ConstantKind::kFalse: return add_unique(kFalse);
    case lang::ConstantKind::kEllipsis: return add_unique(kEllipsis);
    default: return add_unique(kNone);
  }
}

bool CodeSink::small_integer(ConstId constant, int32_t* out) {
  if (failed_) return false;
  Value v = value(constant);
  if (!v.is_small_int() || v.small_int() < INT32_MIN || v.small_int() > INT32_MAX) return false;
  *out = static_cast<int32_t>(v.small_int());
  return true;
}

std::string_view CodeSink::text(ConstId constant) {
  if (failed_ || constant == lang::kNoConst) return {};
  held_ = value(constant);
  if (is_str(held_)) return as_str(held_)->view();
  if (!is_exact(held_, numbers::kBytes)) return {};
  auto* b = static_cast<Bytes*>(held_.cell());
  return {reinterpret_cast<const char*>(b->data()), b->length};
}

std::string_view CodeSink::repr(ConstId constant) {
  if (failed_) return {};
  held_ = object::repr(t_, value(constant));
  if (!held_) {
    failed_ = true;
    return {};
  }
  return as_str(held_)->view();
}

ConstId CodeSink::code(const lang::CodeSpec& spec) {
  if (failed_) return lang::kNoConst;
  size_t bytes = spec.code.size() + spec.exception_table.size() + spec.line_table.size() + spec.cell_locals.size() * 2;
  auto fail = [&]() {
    failed_ = true;
    return lang::kNoConst;
  };
  auto* blob = heap::allocate<ByteArray>(t_, numbers::kCodeBlob, bytes);
  if (!blob) return fail();
  blob->capacity = bytes;
  uint8_t* to = blob->bytes;
  auto append = [&](const void* from, size_t n) {
    if (n) std::memcpy(to, from, n);
    to += n;
  };
  append(spec.code.data(), spec.code.size());
  append(spec.exception_table.data(), spec.exception_table.size());
  append(spec.line_table.data(), spec.line_table.size());
  append(spec.cell_locals.data(), spec.cell_locals.size() * 2);
  auto* code = heap::allocate<Code>(t_, numbers::kCode, spec.constants.size() * sizeof(Value));
  if (!code) return fail();
  code->blob = blob;
  code->code = blob->bytes;
  code->code_bytes = static_cast<uint32_t>(spec.code.size());
  code->exception_bytes = static_cast<uint32_t>(spec.exception_table.size());
  code->line_bytes = static_cast<uint32_t>(spec.line_table.size());
  code->first_line = spec.first_line;
  code->flags = spec.flags;
  constexpr uint16_t kSpecial = bytecode::kCodeVarArgs | bytecode::kCodeVarKeywords | bytecode::kCodeGenerator |
                                bytecode::kCodeCoroutine | bytecode::kCodeAsyncGenerator;
  if (!(spec.flags & kSpecial) && spec.keyword_only == 0) code->flags |= kCodeSimple;
  code->parameters = spec.parameters;
  code->positional_only = spec.positional_only;
  code->keyword_only = spec.keyword_only;
  code->locals = spec.locals;
  code->registers = spec.registers;
  code->cell_count = static_cast<uint16_t>(spec.cell_locals.size());
  code->constant_count = static_cast<uint32_t>(spec.constants.size());
  code->free_count = static_cast<uint32_t>(spec.free_names.size());
  code->filename = filename_;
  code->name = value(spec.name);
  code->qualname = value(spec.qualname);
  for (size_t i = 0; i < spec.constants.size(); i++) code->constants[i] = value(spec.constants[i]);
  code->next = static_cast<Code*>(t_.vm->code_handles);
  t_.vm->code_handles = code;
  Value names = tuple_of(spec.local_names);
  if (!names) return fail();
  code->local_names = names;
  names = tuple_of(spec.free_names);
  if (!names) return fail();
  code->free_names = names;
  if (!spec.attribute_seeds.empty()) {
    names = tuple_of(spec.attribute_seeds);
    if (!names) return fail();
    code->seeds = names;
  }
  if (spec.caches) {
    size_t cache_bytes = spec.caches * sizeof(heap::InlineCache);
    void* caches = t_.vm->resize_memory(t_.vm->memory_context, nullptr, 0, cache_bytes);
    if (!caches) {
      t_.pending = t_.vm->roots.memory_error;
      return fail();
    }
    std::memset(caches, 0, cache_bytes);
    code->cache_count = spec.caches;
    code->caches = static_cast<heap::InlineCache*>(caches);
  }
  return add_unique(Value(code));
}

}  // namespace ts::vm
