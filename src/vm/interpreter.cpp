// The interpreter loop. One handler an instruction, fast paths inside, everything else in slow_paths.cpp. The loop is
// a template because instructions with a WIDE prefix run through a second copy of it, one at a time.
//
// Rules of the loop. t.base and t.top are always those of the running frame; t.pc is stored (SAVE) before anything that
// may raise, collect or run Python, and pc and constants are read again (RELOAD) afterwards, because a collection may
// move code objects. Registers stay where they are. The frame of this function itself is never scanned.

#include "bytecode/tables.h"
#include "vm/frame.h"

namespace ts::vm {

using bytecode::Op;
using heap::InlineCache;

namespace {

constexpr unsigned kLinkage = bytecode::kCallLinkage;
constexpr uint32_t kNativeReceiver = 1u << 31;  // InlineCache::detail: the type is native, flag bits mean other things

constexpr uint16_t kAnyGenerator =
    bytecode::kCodeGenerator | bytecode::kCodeCoroutine | bytecode::kCodeAsyncGenerator;

/// Result of the loop for one wide instruction: go on in the narrow loop.
const Value kContinue = heap::kDeleted;

Value special_value(unsigned id) {
  switch (static_cast<bytecode::Special>(id)) {
    case bytecode::Special::kNone: return kNone;
    case bytecode::Special::kTrue: return kTrue;
    case bytecode::Special::kFalse: return kFalse;
    case bytecode::Special::kEllipsis: return kEllipsis;
    case bytecode::Special::kAbsent: return kAbsent;
    case bytecode::Special::kUnbound: return kUnbound;
    case bytecode::Special::kNotImplemented: return kNotImplemented;
  }
  return kNone;
}

template <class T>
T read(const uint8_t* p) {
  T v;
  std::memcpy(&v, p, sizeof v);
  return v;
}

/// Instances of one class may differ in size: the class learns names as they appear.
bool has_instance_slot(const Cell* cell, uint32_t slot) {
  size_t granules = (cell->header >> Cell::kSizeShift) & Cell::kMaxSizeField;
  size_t words = granules * heap::kGranule / sizeof(Value);
  return slot + 1 + (cell->has(heap::kFlagHashMoved) ? heap::kGranule / sizeof(Value) : 0) < words;
}

bool is_function(Value v) { return v.is_cell() && v.cell()->type_number() == numbers::kFunction; }

/// Leaves frames until one handles the pending exception; true: t.base and t.pc are at the handler. False: the
/// exception goes to native code, whose frame has been left. `add_entry`: the running frame gets a traceback entry.
bool unwind(Thread& t, bool add_entry);

/// Clears the part of the C++ stack where native functions called from the loop stood, after one made a large cell.
/// Their frames are gone; the next ones would show their words to the conservative scan. Called from the loop only, so
/// that its own frame stands exactly where theirs stood.
[[gnu::noinline]] void clear_dead_stack(Thread& t) {
  volatile uintptr_t dead[heap::kWide ? 512 : 64];
  for (volatile uintptr_t& word : dead) word = 0;
  t.poll.fetch_and(~uint32_t{heap::kPollDeadStack}, std::memory_order_relaxed);
}

/// Puts the generator of the frame at t.base to sleep; the frame is left by the caller.
void suspend(Thread& t, Generator* g, uint32_t pc, unsigned result_register) {
  Code* code = frame_function(t.base)->code;
  g->pc = pc;
  g->result_register = result_register;
  g->state = static_cast<uint8_t>(GeneratorState::kSuspended);
  std::memcpy(static_cast<void*>(g->values), t.base, code->registers * sizeof(Value));
  Value before = t.base[-4];
  g->handled = t.handled == before ? Value() : t.handled;
  t.handled = before;
}

void finish_generator(Thread& t, Generator* g) {
  g->state = static_cast<uint8_t>(GeneratorState::kFinished);
  g->clear(heap::kFlagFinalizable);
  std::memset(static_cast<void*>(g->values), 0, g->registers * sizeof(Value));
  g->handled = Value();
  t.handled = t.base[-4];
}

/// Copies a suspended generator onto the register stack above the running frame and makes it the running frame. False:
/// no room.
bool enter_generator(Thread& t, Generator* g, Value* base, Value v, Link link) {
  Code* code = static_cast<Function*>(g->function.cell())->code;
  if (base + code->registers + 8 > t.frame_limit && !check_frame(t, base + code->registers + 8)) return false;
  base[-4] = t.handled;
  base[-3] = Value(g);
  base[-2] = g->function;
  base[-1] = link.pack();
  std::memcpy(static_cast<void*>(base), g->values, g->registers * sizeof(Value));
  if (g->state == static_cast<uint8_t>(GeneratorState::kSuspended)) {
    base[g->result_register] = v;
  } else if (g->type_number() == numbers::kCoroutine && !code->exception_bytes) {
    g->clear(heap::kFlagFinalizable);  // it was for the warning that nobody awaited it
  }
  if (g->handled) t.handled = g->handled;
  g->state = static_cast<uint8_t>(GeneratorState::kRunning);
  t.base = base;
  t.top = base + code->registers;
  if (t.top > t.high_water) t.high_water = t.top;
  t.pc = code->code + g->pc;
  t.depth++;
  return true;
}

template <bool kWide>
[[gnu::noinline]] Value loop(Thread& t) {
  static const void* const kLabels[] = {
#define OP(name, operands, effects, meaning) &&L_##name,
#include "bytecode/opcodes.def"
#undef OP
  };

  t.stretch->high = heap::stack_pointer();
  const uint8_t* pc = t.pc;
  Value* base = t.base;
  Code* code = frame_function(base)->code;
  const Value* constants = code->constants;
  InlineCache* caches = code->caches;

  // Operands of the instruction at pc; the jump offset stands behind `n` others.
#define U(i) (kWide ? read<uint16_t>(pc + 1 + 2 * (i)) : pc[1 + (i)])
#define I(i) (kWide ? static_cast<intptr_t>(read<int16_t>(pc + 1 + 2 * (i))) : static_cast<intptr_t>(static_cast<int8_t>(pc[1 + (i)])))
#define J(n) (kWide ? static_cast<intptr_t>(read<int32_t>(pc + 1 + 2 * (n))) : static_cast<intptr_t>(read<int16_t>(pc + 1 + (n))))
#define LENGTH(n, jumps) (1 + ((n) + 2 * (jumps)) * (kWide ? 2 : 1))
#define R(i) base[U(i)]
#define K(i) constants[U(i)]
#define NAME(i) as_str(constants[U(i)])

#define DISPATCH()                            \
  do {                                        \
    if constexpr (kWide) {                    \
      t.pc = pc;                              \
      return kContinue;                       \
    }                                         \
    goto* kLabels[*pc];                       \
  } while (0)
#define NEXT(n)         \
  do {                  \
    pc += LENGTH(n, 0); \
    DISPATCH();         \
  } while (0)
#define CASE(name) L_##name:
#define SAVE() (t.pc = pc)
#define RELOAD()                              \
  do {                                        \
    pc = t.pc;                                \
    code = frame_function(base)->code;        \
    constants = code->constants;              \
  } while (0)
#define ENTER_FRAME()                         \
  do {                                        \
    base = t.base;                            \
    pc = t.pc;                                \
    code = frame_function(base)->code;        \
    constants = code->constants;              \
    caches = code->caches;                    \
  } while (0)
#define RAISE() goto raise_pending
  Value result;
#define CHECK(v, i)                           \
  if ((v).is_unbound()) [[unlikely]] {        \
    SAVE();                                   \
    unbound_error(t, frame_function(base), U(i)); \
    RAISE();                                  \
  }
  // A taken jump: backwards it is a safe point.
#define JUMP_BY(offset, n)                                            \
  do {                                                                \
    intptr_t by = (offset);                                           \
    if (by < 0 && t.poll.load(std::memory_order_relaxed)) [[unlikely]] { \
      SAVE();                                                         \
      if (!poll(t)) RAISE();                                          \
      RELOAD();                                                       \
    }                                                                 \
    pc += LENGTH(n, 1) + by;                                          \
    DISPATCH();                                                       \
  } while (0)
#define SKIP_JUMP(n)      \
  do {                    \
    pc += LENGTH(n, 1);   \
    DISPATCH();           \
  } while (0)
  // d = expression that may raise, collect or run Python
#define RESULT(n, expression)       \
  do {                              \
    SAVE();                         \
    Value result_ = (expression);   \
    if (!result_) RAISE();          \
    RELOAD();                       \
    R(0) = result_;                 \
    NEXT(n);                        \
  } while (0)
#define EFFECT(n, expression)       \
  do {                              \
    SAVE();                         \
    if (!(expression)) RAISE();     \
    RELOAD();                       \
    NEXT(n);                        \
  } while (0)

  if constexpr (kWide) {
    goto* kLabels[*pc];
  }
  DISPATCH();

  CASE(NOP) { NEXT(0); }
  CASE(WIDE) {
    t.pc = pc + 1;
    Value outcome = loop<true>(t);
    if (outcome != kContinue) return outcome;
    t.stretch->high = heap::stack_pointer();
    ENTER_FRAME();
    DISPATCH();
  }
  CASE(MOVE) {
    R(0) = R(1);
    NEXT(2);
  }
  CASE(MOVEC) {
    Value v = R(1);
    CHECK(v, 1);
    R(0) = v;
    NEXT(2);
  }
  CASE(CHECK) {
    CHECK(R(0), 0);
    NEXT(1);
  }
  CASE(LOADK) {
    R(0) = K(1);
    NEXT(2);
  }
  CASE(LOADI) {
    R(0) = Value::from_int(I(1));
    NEXT(2);
  }
  CASE(LOADS) {
    R(0) = special_value(U(1));
    NEXT(2);
  }
  CASE(DELLOCAL) {
    CHECK(R(0), 0);
    R(0) = kUnbound;
    NEXT(1);
  }

  // --- cells
  CASE(MAKECELL) {
    SAVE();
    auto* cell = heap::allocate<CellVariable>(t, numbers::kCellVariable);
    if (!cell) RAISE();
    RELOAD();
    cell->content = R(0);
    R(0) = Value(cell);
    NEXT(1);
  }
  CASE(LOADCELL) {
    Value v = static_cast<CellVariable*>(R(1).cell())->content;
    CHECK(v, 1);
    R(0) = v;
    NEXT(2);
  }
  CASE(STORECELL) {
    Value v = R(1);
    CHECK(v, 1);
    static_cast<CellVariable*>(R(0).cell())->content = v;
    NEXT(2);
  }
  CASE(DELCELL) {
    auto* cell = static_cast<CellVariable*>(R(0).cell());
    CHECK(cell->content, 0);
    cell->content = kUnbound;
    NEXT(1);
  }
#define FREE(i) static_cast<CellVariable*>(static_cast<Tuple*>(frame_function(base)->closure.cell())->items()[U(i)].cell())
  CASE(LOADFREE) {
    Value v = FREE(1)->content;
    if (v.is_unbound()) {
      SAVE();
      free_unbound_error(t, frame_function(base), U(1));
      RAISE();
    }
    R(0) = v;
    NEXT(2);
  }
  CASE(STOREFREE) {
    Value v = R(1);
    CHECK(v, 1);
    FREE(0)->content = v;
    NEXT(2);
  }
  CASE(DELFREE) {
    if (FREE(0)->content.is_unbound()) {
      SAVE();
      free_unbound_error(t, frame_function(base), U(0));
      RAISE();
    }
    FREE(0)->content = kUnbound;
    NEXT(1);
  }
  CASE(LOADCLOSURE) {
    R(0) = Value(FREE(1));
    NEXT(2);
  }

  // --- names
  CASE(GETGLOBAL) {
    InlineCache& cache = caches[U(2)];
    auto* globals = static_cast<Dict*>(frame_function(base)->globals.cell());
    if (cache.detail < globals->used) [[likely]] {
      Value* entry = &globals->entries->items[2 * cache.detail];
      if (entry[0] == K(1)) [[likely]] {
        R(0) = entry[1];
        NEXT(3);
      }
    }
    if (cache.key == t.vm->globals_epoch && cache.value) {
      R(0) = cache.value;
      NEXT(3);
    }
    RESULT(3, get_global_slow(t, frame_function(base), NAME(1), &cache));
  }
  CASE(SETGLOBAL) {
    InlineCache& cache = caches[U(2)];
    Value v = R(1);
    CHECK(v, 1);
    auto* globals = static_cast<Dict*>(frame_function(base)->globals.cell());
    if (cache.detail < globals->used) {
      Value* entry = &globals->entries->items[2 * cache.detail];
      if (entry[0] == K(0)) {
        entry[1] = v;
        NEXT(3);
      }
    }
    EFFECT(3, set_global_slow(t, globals, NAME(0), v, &cache));
  }
  CASE(DELGLOBAL) {
    SAVE();
    int removed = dict_remove(t, static_cast<Dict*>(frame_function(base)->globals.cell()), K(0));
    if (removed == 0) name_error(t, NAME(0));
    if (removed <= 0) RAISE();
    RELOAD();
    NEXT(3);
  }
  CASE(GETNAMEGLOBAL)
  CASE(GETNAME) { RESULT(3, get_name(t, frame_function(base), base[0], NAME(1))); }
  CASE(SETNAME) {
    Value v = R(1);
    CHECK(v, 1);
    if (is_exact(base[0], numbers::kDict)) EFFECT(3, dict_set_str(t, static_cast<Dict*>(base[0].cell()), NAME(0), v));
    EFFECT(3, set_item(t, base[0], K(0), v));
  }
  CASE(DELNAME) {
    SAVE();
    if (!set_item(t, base[0], K(0), Value())) {
      if (pending_matches(t, numbers::kKeyError)) {
        take_pending(t);
        RELOAD();
        name_error(t, NAME(0));
      }
      RAISE();
    }
    RELOAD();
    NEXT(3);
  }
  CASE(GETNAMEFREE) {
    SAVE();
    Value v = kAbsent;
    if (is_exact(base[0], numbers::kDict)) {
      v = dict_get_str(static_cast<Dict*>(base[0].cell()), NAME(1));
    } else {
      v = get_item(t, base[0], K(1));
      if (!v) {
        if (!pending_matches(t, numbers::kKeyError)) RAISE();
        take_pending(t);
        v = kAbsent;
      }
      RELOAD();
    }
    if (v.is_absent()) {
      v = FREE(2)->content;
      if (v.is_unbound()) {
        free_unbound_error(t, frame_function(base), U(2));
        RAISE();
      }
    }
    R(0) = v;
    NEXT(3);
  }

  // --- attributes and items
  CASE(GETATTR) {
    Value o = R(1);
    InlineCache& cache = caches[U(3)];
    if (o.is_cell()) [[likely]] {
      Cell* cell = o.cell();
      if (cell->type_number() == cache.key && !cache.value && !cell->has(heap::kFlagKind0)) [[likely]] {
        if (has_instance_slot(cell, cache.detail)) [[likely]] {
          Value v = static_cast<Instance*>(cell)->slots()[cache.detail];
          if (v) [[likely]] {
            R(0) = v;
            NEXT(4);
          }
        }
      }
    }
    CHECK(o, 1);
    RESULT(4, get_attr_slow(t, o, NAME(2), &cache));
  }
  CASE(SETATTR) {
    Value o = R(0), v = R(2);
    InlineCache& cache = caches[U(3)];
    if (o.is_cell()) [[likely]] {
      Cell* cell = o.cell();
      if (cell->type_number() == cache.key && !cell->has(heap::kFlagKind0) && !v.is_unbound()) [[likely]] {
        // Slots fill in order: an empty one may be filled when it is the first or the one before it is filled.
        if (has_instance_slot(cell, cache.detail)) [[likely]] {
          Value* slot = static_cast<Instance*>(cell)->slots() + cache.detail;
          if (*slot || cache.detail == 0 || slot[-1]) [[likely]] {
            *slot = v;
            NEXT(4);
          }
        }
      }
    }
    CHECK(o, 0);
    CHECK(v, 2);
    EFFECT(4, set_attr_slow(t, o, NAME(1), v, &cache));
  }
  CASE(DELATTR) {
    Value o = R(0);
    CHECK(o, 0);
    EFFECT(2, set_attr(t, o, NAME(1), Value()));
  }
  CASE(LOADMETHOD) {
    Value o = R(1);
    InlineCache& cache = caches[U(3)];
    if (o.is_cell()) [[likely]] {
      Cell* cell = o.cell();
      if (cell->type_number() == cache.key && cache.value &&
          (cache.detail == kNativeReceiver || !cell->has(heap::kFlagKind0))) [[likely]] {
        Value* window = &R(0);
        window[0] = cache.value;
        window[3] = o;
        NEXT(4);
      }
    }
    CHECK(o, 1);
    SAVE();
    if (!load_method_slow(t, o, NAME(2), &R(0), &cache)) RAISE();
    RELOAD();
    NEXT(4);
  }
  CASE(LOADSPECIAL) {
    Value o = R(1);
    CHECK(o, 1);
    EFFECT(3, load_special(t, o, U(2), &R(0)));
  }
  CASE(GETITEM) {
    Value o = R(1), key = R(2);
    if (o.is_cell()) [[likely]] {
      TypeNumber type = o.cell()->type_number();
      if (key.is_small_int()) {
        intptr_t i = key.small_int();
        if (type == numbers::kList) {
          auto* list = static_cast<List*>(o.cell());
          if (i < 0) i += static_cast<intptr_t>(list->length);
          if (static_cast<uintptr_t>(i) < list->length) {
            R(0) = list->storage->items[i];
            NEXT(3);
          }
        } else if (type == numbers::kTuple) {
          auto* tuple = static_cast<Tuple*>(o.cell());
          if (i < 0) i += tuple->length;
          if (static_cast<uintptr_t>(i) < tuple->length) {
            R(0) = tuple->items()[i];
            NEXT(3);
          }
        }
      }
      if (type == numbers::kDict && !key.is_unbound()) {
        SAVE();
        Value v = dict_get(t, static_cast<Dict*>(o.cell()), key);
        if (!v) RAISE();
        RELOAD();
        if (v.is_absent()) {
          raise_value(t, numbers::kKeyError, R(2));
          RAISE();
        }
        R(0) = v;
        NEXT(3);
      }
    }
    CHECK(o, 1);
    CHECK(key, 2);
    RESULT(3, get_item(t, o, key));
  }
  CASE(SETITEM) {
    Value o = R(0), key = R(1), v = R(2);
    if (o.is_cell() && !v.is_unbound()) {
      TypeNumber type = o.cell()->type_number();
      if (type == numbers::kList && key.is_small_int()) {
        auto* list = static_cast<List*>(o.cell());
        intptr_t i = key.small_int();
        if (i < 0) i += static_cast<intptr_t>(list->length);
        if (static_cast<uintptr_t>(i) < list->length) {
          list->storage->items[i] = v;
          NEXT(3);
        }
      } else if (type == numbers::kDict && !key.is_unbound()) {
        EFFECT(3, dict_set(t, static_cast<Dict*>(o.cell()), key, v));
      }
    }
    CHECK(o, 0);
    CHECK(key, 1);
    CHECK(v, 2);
    EFFECT(3, set_item(t, o, key, v));
  }
  CASE(DELITEM) {
    Value o = R(0), key = R(1);
    CHECK(o, 0);
    CHECK(key, 1);
    EFFECT(2, set_item(t, o, key, Value()));
  }
  CASE(BUILDSLICE) {
    Value* w = &R(1);
    RESULT(2, make_slice(t, w[0], w[1], w[2]));
  }

  // --- arithmetic
#define SLOW_BINARY()                                     \
  {                                                       \
    CHECK(R(1), 1);                                       \
    CHECK(R(2), 2);                                       \
    RESULT(3, binary_slow(t, R(1), R(2), static_cast<Op>(*pc))); \
  }
#define FLOATS(x, y, expression)                                      \
  if ((x).is_immediate_float() && (y).is_immediate_float()) {         \
    double a = (x).immediate_float(), b = (y).immediate_float();      \
    Value v = Value::try_float(expression);                           \
    if (v) [[likely]] {                                               \
      R(0) = v;                                                       \
      NEXT(3);                                                        \
    }                                                                 \
  }
  CASE(IADD)
  CASE(ADD) {
    Value x = R(1), y = R(2);
    if (Value::both_small_int(x, y)) [[likely]] {
      intptr_t sum;
      if (!__builtin_add_overflow(static_cast<intptr_t>(x.bits() & ~uintptr_t{3}), static_cast<intptr_t>(y.bits()), &sum)) [[likely]] {
        R(0) = Value::from_bits(static_cast<uintptr_t>(sum));
        NEXT(3);
      }
    }
    FLOATS(x, y, a + b)
    SLOW_BINARY();
  }
  CASE(ISUB)
  CASE(SUB) {
    Value x = R(1), y = R(2);
    if (Value::both_small_int(x, y)) [[likely]] {
      intptr_t difference;
      if (!__builtin_sub_overflow(static_cast<intptr_t>(x.bits()), static_cast<intptr_t>(y.bits() & ~uintptr_t{3}), &difference)) [[likely]] {
        R(0) = Value::from_bits(static_cast<uintptr_t>(difference));
        NEXT(3);
      }
    }
    FLOATS(x, y, a - b)
    SLOW_BINARY();
  }
  CASE(IMUL)
  CASE(MUL) {
    Value x = R(1), y = R(2);
    if (Value::both_small_int(x, y)) [[likely]] {
      intptr_t product;
      if (!__builtin_mul_overflow(x.small_int(), y.small_int(), &product) && Value::fits_int(product)) [[likely]] {
        R(0) = Value::from_int(product);
        NEXT(3);
      }
    }
    FLOATS(x, y, a * b)
    SLOW_BINARY();
  }
  CASE(IDIV)
  CASE(DIV) {
    Value x = R(1), y = R(2);
    if (y.is_immediate_float() && y.immediate_float() != 0.0) {
      FLOATS(x, y, a / b)
    }
    SLOW_BINARY();
  }
  CASE(IFLOORDIV)
  CASE(FLOORDIV) {
    Value x = R(1), y = R(2);
    if (Value::both_small_int(x, y) && y.small_int() > 0) {
      intptr_t a = x.small_int(), b = y.small_int();
      intptr_t q = a / b;
      R(0) = Value::from_int(a % b < 0 ? q - 1 : q);
      NEXT(3);
    }
    SLOW_BINARY();
  }
  CASE(IMOD)
  CASE(MOD) {
    Value x = R(1), y = R(2);
    if (Value::both_small_int(x, y) && y.small_int() > 0) {
      intptr_t r = x.small_int() % y.small_int();
      R(0) = Value::from_int(r < 0 ? r + y.small_int() : r);
      NEXT(3);
    }
    SLOW_BINARY();
  }
#define BITWISE(op)                                                             \
  {                                                                             \
    Value x = R(1), y = R(2);                                                   \
    if (Value::both_small_int(x, y)) [[likely]] {                               \
      R(0) = Value::from_int(x.small_int() op y.small_int());                   \
      NEXT(3);                                                                  \
    }                                                                           \
    SLOW_BINARY();                                                              \
  }
  CASE(IAND)
  CASE(AND) BITWISE(&)
  CASE(IOR)
  CASE(OR) BITWISE(|)
  CASE(IXOR)
  CASE(XOR) BITWISE(^)
  CASE(ISHL)
  CASE(SHL) {
    Value x = R(1), y = R(2);
    if (Value::both_small_int(x, y) && static_cast<uintptr_t>(y.small_int()) < 30) {
      intptr_t shifted;
      if (!__builtin_mul_overflow(x.small_int(), intptr_t{1} << y.small_int(), &shifted) && Value::fits_int(shifted)) {
        R(0) = Value::from_int(shifted);
        NEXT(3);
      }
    }
    SLOW_BINARY();
  }
  CASE(ISHR)
  CASE(SHR) {
    Value x = R(1), y = R(2);
    if (Value::both_small_int(x, y) && static_cast<uintptr_t>(y.small_int()) < sizeof(intptr_t) * 8) {
      R(0) = Value::from_int(x.small_int() >> y.small_int());
      NEXT(3);
    }
    SLOW_BINARY();
  }
  CASE(POW)
  CASE(IPOW)
  CASE(MATMUL)
  CASE(IMATMUL)
  SLOW_BINARY();
  CASE(IADDI)
  CASE(ADDI) {
    Value x = R(1);
    if (x.is_small_int()) [[likely]] {
      intptr_t sum;
      if (!__builtin_add_overflow(static_cast<intptr_t>(x.bits()), I(2) * (heap::kWide ? 4 : 2), &sum)) [[likely]] {
        R(0) = Value::from_bits(static_cast<uintptr_t>(sum));
        NEXT(3);
      }
    }
    CHECK(x, 1);
    RESULT(3, binary_slow(t, x, Value::from_int(I(2)), static_cast<Op>(*pc) == Op::ADDI ? Op::ADD : Op::IADD));
  }
  CASE(ISUBI)
  CASE(SUBI) {
    Value x = R(1);
    if (x.is_small_int()) [[likely]] {
      intptr_t difference;
      if (!__builtin_sub_overflow(static_cast<intptr_t>(x.bits()), I(2) * (heap::kWide ? 4 : 2), &difference)) [[likely]] {
        R(0) = Value::from_bits(static_cast<uintptr_t>(difference));
        NEXT(3);
      }
    }
    CHECK(x, 1);
    RESULT(3, binary_slow(t, x, Value::from_int(I(2)), static_cast<Op>(*pc) == Op::SUBI ? Op::SUB : Op::ISUB));
  }
  CASE(NEG) {
    Value x = R(1);
    if (x.is_small_int() && x.small_int() != Value::kMinInt) {
      R(0) = Value::from_int(-x.small_int());
      NEXT(2);
    }
    CHECK(x, 1);
    RESULT(2, unary(t, x, UnaryOp::kNeg));
  }
  CASE(POS) {
    CHECK(R(1), 1);
    RESULT(2, unary(t, R(1), UnaryOp::kPos));
  }
  CASE(INVERT) {
    CHECK(R(1), 1);
    RESULT(2, unary(t, R(1), UnaryOp::kInvert));
  }
  CASE(NOT) {
    Value x = R(1);
    CHECK(x, 1);
    SAVE();
    int yes = truth(t, x);
    if (yes < 0) RAISE();
    RELOAD();
    R(0) = Value::from_bool(!yes);
    NEXT(2);
  }

  // --- comparison
#define COMPARE(op, kind)                                                            \
  {                                                                                  \
    Value x = R(1), y = R(2);                                                        \
    if (Value::both_small_int(x, y)) {                                               \
      R(0) = Value::from_bool(static_cast<intptr_t>(x.bits()) op static_cast<intptr_t>(y.bits())); \
      NEXT(3);                                                                       \
    }                                                                                \
    if (x.is_immediate_float() && y.is_immediate_float()) {                          \
      R(0) = Value::from_bool(x.immediate_float() op y.immediate_float());           \
      NEXT(3);                                                                       \
    }                                                                                \
    CHECK(x, 1);                                                                     \
    CHECK(y, 2);                                                                     \
    RESULT(3, compare_slow(t, x, y, CompareOp::kind));                               \
  }
  CASE(LT) COMPARE(<, kLt)
  CASE(LE) COMPARE(<=, kLe)
  CASE(EQ) COMPARE(==, kEq)
  CASE(NE) COMPARE(!=, kNe)
  CASE(GT) COMPARE(>, kGt)
  CASE(GE) COMPARE(>=, kGe)
  CASE(IS) {
    CHECK(R(1), 1);
    CHECK(R(2), 2);
    R(0) = Value::from_bool(R(1) == R(2));
    NEXT(3);
  }
  CASE(ISNOT) {
    CHECK(R(1), 1);
    CHECK(R(2), 2);
    R(0) = Value::from_bool(R(1) != R(2));
    NEXT(3);
  }
  CASE(IN)
  CASE(NOTIN) {
    CHECK(R(1), 1);
    CHECK(R(2), 2);
    SAVE();
    int found = contains(t, R(2), R(1));
    if (found < 0) RAISE();
    RELOAD();
    R(0) = Value::from_bool((found != 0) == (static_cast<Op>(*pc) == Op::IN));
    NEXT(3);
  }

  // --- jumps
  CASE(JUMP) { JUMP_BY(J(0), 0); }
#define CONDITIONAL(wanted)                                 \
  {                                                         \
    Value x = R(0);                                         \
    int yes;                                                \
    if (x.is_bool()) {                                      \
      yes = x.is_true();                                    \
    } else {                                                \
      CHECK(x, 0);                                          \
      SAVE();                                               \
      yes = truth(t, x);                                    \
      if (yes < 0) RAISE();                                 \
      RELOAD();                                             \
    }                                                       \
    if ((yes != 0) == wanted) JUMP_BY(J(1), 1);             \
    SKIP_JUMP(1);                                           \
  }
  CASE(JTRUE) CONDITIONAL(true)
  CASE(JFALSE) CONDITIONAL(false)
  CASE(JNONE) {
    CHECK(R(0), 0);
    if (R(0).is_none()) JUMP_BY(J(1), 1);
    SKIP_JUMP(1);
  }
  CASE(JNOTNONE) {
    CHECK(R(0), 0);
    if (!R(0).is_none()) JUMP_BY(J(1), 1);
    SKIP_JUMP(1);
  }
#define COMPARE_JUMP(op, kind, wanted)                                              \
  {                                                                                 \
    Value x = R(0), y = R(1);                                                       \
    bool yes;                                                                       \
    if (Value::both_small_int(x, y)) [[likely]] {                                   \
      yes = static_cast<intptr_t>(x.bits()) op static_cast<intptr_t>(y.bits());     \
    } else if (x.is_immediate_float() && y.is_immediate_float()) {                  \
      yes = x.immediate_float() op y.immediate_float();                             \
    } else {                                                                        \
      CHECK(x, 0);                                                                  \
      CHECK(y, 1);                                                                  \
      SAVE();                                                                       \
      Value v = compare_slow(t, x, y, CompareOp::kind);                             \
      if (!v) RAISE();                                                              \
      int is = truth(t, v);                                                         \
      if (is < 0) RAISE();                                                          \
      RELOAD();                                                                     \
      yes = is;                                                                     \
    }                                                                               \
    if (yes == wanted) JUMP_BY(J(2), 2);                                            \
    SKIP_JUMP(2);                                                                   \
  }
  CASE(JLT) COMPARE_JUMP(<, kLt, true)
  CASE(JLE) COMPARE_JUMP(<=, kLe, true)
  CASE(JEQ) COMPARE_JUMP(==, kEq, true)
  CASE(JNE) COMPARE_JUMP(!=, kNe, true)
  CASE(JGT) COMPARE_JUMP(>, kGt, true)
  CASE(JGE) COMPARE_JUMP(>=, kGe, true)
  CASE(JNLT) COMPARE_JUMP(<, kLt, false)
  CASE(JNLE) COMPARE_JUMP(<=, kLe, false)
  CASE(JNEQ) COMPARE_JUMP(==, kEq, false)
  CASE(JNNE) COMPARE_JUMP(!=, kNe, false)
  CASE(JNGT) COMPARE_JUMP(>, kGt, false)
  CASE(JNGE) COMPARE_JUMP(>=, kGe, false)

  // --- iteration
  CASE(GETITER) {
    CHECK(R(1), 1);
    RESULT(2, iter(t, R(1)));
  }
  CASE(FORITER) {
    Value it = R(1);
    Value item;
    if (it.is_cell()) {
      TypeNumber type = it.cell()->type_number();
      if (type == numbers::kRangeIterator) {
        auto* range = static_cast<RangeIterator*>(it.cell());
        if (range->remaining > 0) {
          range->remaining--;
          R(0) = Value::from_int(range->next);
          range->next += range->step;
          JUMP_BY(J(2), 2);
        }
        R(1) = kUnbound;
        SKIP_JUMP(2);
      }
      if (type == numbers::kListIterator) {
        auto* list_iterator = static_cast<Iterator*>(it.cell());
        if (list_iterator->source) {
          auto* list = static_cast<List*>(list_iterator->source.cell());
          if (static_cast<uintptr_t>(list_iterator->index) < list->length) {
            R(0) = list->storage->items[list_iterator->index++];
            JUMP_BY(J(2), 2);
          }
          list_iterator->source = Value();
        }
        R(1) = kUnbound;
        SKIP_JUMP(2);
      }
      if (type == numbers::kGenerator && !kWide) {
        auto* g = static_cast<Generator*>(it.cell());
        if (g->state <= static_cast<uint8_t>(GeneratorState::kSuspended)) {
          Value* new_base = base + code->registers + kLinkage;
          Link link{static_cast<uint32_t>(pc + LENGTH(2, 1) - code->code), static_cast<uint16_t>(U(0)),
                    static_cast<uint16_t>(code->registers + kLinkage), FrameKind::kForIterator};
          SAVE();
          if (!enter_generator(t, g, new_base, kNone, link)) RAISE();
          ENTER_FRAME();
          DISPATCH();
        }
      }
    }
    SAVE();
    item = next(t, it);
    if (!item) RAISE();
    RELOAD();
    if (item.is_stop()) {
      R(1) = kUnbound;
      SKIP_JUMP(2);
    }
    R(0) = item;
    JUMP_BY(J(2), 2);
  }
  CASE(UNPACK) {
    Value o = R(1);
    unsigned n = U(2);
    if (o.is_cell() && o.cell()->type_number() == numbers::kTuple && static_cast<Tuple*>(o.cell())->length == n) {
      Value* items = static_cast<Tuple*>(o.cell())->items();
      Value* to = &R(0);
      for (unsigned i = 0; i < n; i++) to[i] = items[i];
      NEXT(3);
    }
    CHECK(o, 1);
    EFFECT(3, unpack(t, o, &R(0), n));
  }
  CASE(UNPACKEX) {
    CHECK(R(1), 1);
    EFFECT(4, unpack_ex(t, R(1), &R(0), U(2), U(3)));
  }

  // --- displays
  CASE(BUILDLIST) {
    SAVE();
    unsigned n = U(2);
    List* list = make_list(t, n);
    if (!list) RAISE();
    RELOAD();
    Value* from = &R(1);
    for (unsigned i = 0; i < n; i++) list->storage->items[i] = from[i];
    list->length = n;
    R(0) = Value(list);
    NEXT(3);
  }
  CASE(BUILDTUPLE) { RESULT(3, object::make_tuple(t, std::span<const Value>(&R(1), U(2)))); }
  CASE(BUILDSET) { RESULT(3, build_set(t, &R(1), U(2))); }
  CASE(BUILDDICT) { RESULT(3, build_dict(t, &R(1), U(2))); }
  CASE(LISTAPPEND) {
    Value v = R(1);
    CHECK(v, 1);
    auto* list = static_cast<List*>(R(0).cell());
    if (list->storage && list->length < list->storage->capacity) [[likely]] {
      list->storage->items[list->length++] = v;
      NEXT(2);
    }
    EFFECT(2, list_append(t, list, v));
  }
  CASE(LISTEXTEND) { EFFECT(2, list_extend_display(t, R(0), R(1))); }
  CASE(SETADD) { EFFECT(2, set_add(t, static_cast<Set*>(R(0).cell()), R(1))); }
  CASE(SETUPDATE) { EFFECT(2, list_extend_display(t, R(0), R(1))); }
  CASE(MAPADD) { EFFECT(3, dict_set(t, static_cast<Dict*>(R(0).cell()), R(1), R(2))); }
  CASE(DICTUPDATE) { EFFECT(2, dict_display_update(t, R(0), R(1))); }
  CASE(DICTMERGE) { EFFECT(3, dict_merge(t, R(0), R(1), R(2))); }
  CASE(LISTTOTUPLE) { RESULT(2, object::make_tuple(t, static_cast<List*>(R(1).cell())->span())); }
  CASE(FORMAT) {
    CHECK(R(1), 1);
    RESULT(3, format_value(t, R(1), Value(), U(2)));
  }
  CASE(FORMATSPEC) {
    CHECK(R(1), 1);
    RESULT(4, format_value(t, R(1), R(2), U(3)));
  }
  CASE(BUILDSTR) { RESULT(3, build_str(t, &R(1), U(2))); }
  CASE(BUILDINTERP) { RESULT(2, build_interpolation(t, &R(1))); }
  CASE(BUILDTEMPLATE) { RESULT(3, build_template(t, R(1), R(2))); }

  // --- calls
  // Enters Python function `function` whose `count` arguments stand at `at`.
#define CALL_FUNCTION(function, at, count, first, frame_kind, operands)                                     \
  do {                                                                                                      \
    Code* callee = (function)->code;                                                                        \
    Value* new_base = (at);                                                                                 \
    Link link{static_cast<uint32_t>(pc + LENGTH(operands, 0) - code->code), static_cast<uint16_t>(U(0)),    \
              static_cast<uint16_t>(U(0) + (first)), frame_kind};                                           \
    if (callee->flags & kCodeSimple && callee->parameters == (count) &&                                     \
        new_base + callee->registers + 8 <= t.frame_limit && t.depth < t.depth_limit &&                     \
        !t.poll.load(std::memory_order_relaxed)) [[likely]] {                                               \
      new_base[-2] = Value(function);                                                                       \
      new_base[-1] = link.pack();                                                                           \
      for (unsigned i = (count); i < callee->locals; i++) new_base[i] = kUnbound;                           \
      t.depth++;                                                                                            \
      t.base = base = new_base;                                                                             \
      t.top = base + callee->registers;                                                                     \
      if (t.top > t.high_water) t.high_water = t.top;                                                       \
      code = callee;                                                                                        \
      pc = callee->code;                                                                                    \
      constants = callee->constants;                                                                        \
      caches = callee->caches;                                                                              \
      DISPATCH();                                                                                           \
    }                                                                                                       \
    SAVE();                                                                                                 \
    if (!prepare_call(t, (function), new_base, Arguments{new_base, (count), 0, Value()}, link)) {           \
      if (t.pending) RAISE();                                                                               \
      RELOAD();                                                                                             \
      NEXT(operands);                                                                                       \
    }                                                                                                       \
    ENTER_FRAME();                                                                                          \
    DISPATCH();                                                                                             \
  } while (0)
  // Calls native code with `end` as the end of the arguments; the result replaces the callable.
#define CALL_NATIVE(end, operands, expression)             \
  do {                                                     \
    SAVE();                                                \
    window[1] = window[2] = Value(); /* stale words would keep objects alive */ \
    t.top = (end);                                         \
    Value result_ = (expression);                          \
    t.top = base + frame_function(base)->code->registers;  \
    if (t.poll.load(std::memory_order_relaxed) & heap::kPollDeadStack) [[unlikely]] clear_dead_stack(t); \
    if (!result_) RAISE();                                 \
    RELOAD();                                              \
    R(0) = result_;                                        \
    NEXT(operands);                                        \
  } while (0)
  CASE(CALLM) {
    Value* window = &R(0);
    if (window[3].is_absent()) goto plain_call;
    unsigned n = U(1) + 1u;
    Value f = window[0];
    if (is_function(f)) [[likely]] CALL_FUNCTION(static_cast<Function*>(f.cell()), window + 3, n, 3, FrameKind::kCall, 2);
    if (f.is_cell() && f.cell()->type_number() == numbers::kNative) {
      auto* native = static_cast<const Native*>(f.cell());
      if (!native->variadic && !native->keywords && n >= native->minimum && n <= native->maximum) [[likely]] {
        CALL_NATIVE(window + 3 + n, 2, native->thunk(t, *native, window + 3, n, Value()));
      }
    }
    CALL_NATIVE(window + 3 + n, 2, call_with(t, f, Arguments{window + 3, n, 0, Value()}));
  }
  CASE(CALL)
  plain_call: {
    Value* window = &R(0);
    unsigned n = U(1);
    Value f = window[0];
    if (f.is_cell()) [[likely]] {
      switch (f.cell()->type_number()) {
        case numbers::kFunction: CALL_FUNCTION(static_cast<Function*>(f.cell()), window + 4, n, 4, FrameKind::kCall, 2);
        case numbers::kNative: {
          auto* native = static_cast<const Native*>(f.cell());
          if (native->kind != bind::NativeKind::kFunction || native->variadic || native->keywords ||
              n < native->minimum || n > native->maximum) {
            break;
          }
          CALL_NATIVE(window + 4 + n, 2, native->thunk(t, *native, window + 4, n, Value()));
        }
        case numbers::kMethod: {
          // self goes into the spare word in front of the arguments.
          auto* method = static_cast<Method*>(f.cell());
          if (!is_function(method->function)) break;
          auto* function = static_cast<Function*>(method->function.cell());
          window[3] = method->self;
          window[0] = Value(function);
          CALL_FUNCTION(function, window + 3, n + 1, 3, FrameKind::kCall, 2);
        }
        case numbers::kType: {
          // A class over plain object with a Python __init__: make the instance here and run __init__ as a frame.
          auto* type = static_cast<const Type*>(f.cell());
          if (!(type->flags & bind::kTypeSlotInstance) || type->flags & bind::kTypeAbstract) break;
          if (lookup(*t.vm, type, TS_NAME(__new__)) != slot_wrapper(numbers::kObject, special::__new__id)) break;
          if (!is_function(lookup(*t.vm, type, TS_NAME(__init__)))) break;
          SAVE();
          t.top = window + 4 + n;
          Value instance = new_instance(t, type);
          t.top = base + frame_function(base)->code->registers;
          if (!instance) RAISE();
          RELOAD();
          Value init = lookup(*t.vm, static_cast<const Type*>(window[0].cell()), TS_NAME(__init__));
          auto* function = static_cast<Function*>(init.cell());
          window[0] = instance;
          window[3] = instance;
          CALL_FUNCTION(function, window + 3, n + 1, 3, FrameKind::kInit, 2);
        }
        default: break;
      }
    }
    CHECK(f, 0);
    CALL_NATIVE(window + 4 + n, 2, call_with(t, f, Arguments{window + 4, n, 0, Value()}));
  }
  CASE(CALLMKW)
  CASE(CALLKW) {
    Value* window = &R(0);
    unsigned n = U(1);
    unsigned first = 4;
    if (static_cast<Op>(*pc) == Op::CALLMKW && !window[3].is_absent()) {
      first = 3;
      n++;
    }
    Value names = K(2);
    unsigned keywords = static_cast<Tuple*>(names.cell())->length;
    Arguments arguments{window + first, n - keywords, keywords, names};
    Value f = window[0];
    CHECK(f, 0);
    if (is_function(f)) {
      SAVE();
      Link link{static_cast<uint32_t>(pc + LENGTH(3, 0) - code->code), static_cast<uint16_t>(U(0)),
                static_cast<uint16_t>(U(0) + first), FrameKind::kCall};
      if (!prepare_call(t, static_cast<Function*>(f.cell()), window + first, arguments, link)) {
        if (t.pending) RAISE();
        RELOAD();
        NEXT(3);
      }
      ENTER_FRAME();
      DISPATCH();
    }
    CALL_NATIVE(window + first + n, 3, call_keywords_window(t, f, window + first, n, names));
  }
  CASE(CALLEX) {
    Value* window = &R(0);
    CHECK(window[0], 0);
    CALL_NATIVE(window + 6, 1, call_ex(t, window[0], window[4], window[5]));
  }
  CASE(CALLSUPER) {
    Value f = R(0);
    if (R(2).is_unbound()) {
      SAVE();
      raise(t, numbers::kRuntimeError, "super(): arg[0] deleted");
      RAISE();
    }
    RESULT(3, f == Value(&kSuperType) ? super_for(t, R(1), R(2)) : call(t, f, {}));
  }
  CASE(LOADBUILDCLASS) { RESULT(1, get_attr(t, t.vm->roots.builtins, TS_NAME(__build_class__))); }
  CASE(MAKEFUNC) { RESULT(4, make_function(t, K(1), U(2), &R(3), frame_function(base)->globals)); }
  CASE(RETURNS) {
    result = special_value(U(0));
    goto return_result;
  }
  CASE(RETURN) {
    result = R(0);
    CHECK(result, 0);
    goto return_result;
  }

  // --- generators
  CASE(YIELD) {
    CHECK(R(1), 1);
    result = R(1);
    if (code->flags & bytecode::kCodeAsyncGenerator) {
      SAVE();
      result = wrap_async_value(t, result);
      if (!result) RAISE();
      RELOAD();
    }
    Generator* g = frame_generator(base);
    suspend(t, g, static_cast<uint32_t>(pc + LENGTH(2, 0) - code->code), U(0));
    g->delegating = 0;
    goto yield_result;
  }
  CASE(YIELDFROM) {
    result = R(0);
    Generator* g = frame_generator(base);
    suspend(t, g, static_cast<uint32_t>(pc + LENGTH(2, 1) - code->code), U(0));
    g->delegating = 1;
    goto yield_result;
  }
  CASE(GETYIELDFROM) {
    CHECK(R(1), 1);
    RESULT(2, get_yield_from(t, R(1)));
  }
  CASE(GETAWAITABLE) {
    CHECK(R(1), 1);
    RESULT(3, get_awaitable(t, R(1), U(2)));
  }
  CASE(SEND) {
    Value it = R(1);
    if (it.is_cell() && !kWide) {
      TypeNumber type = it.cell()->type_number();
      if (type == numbers::kGenerator || type == numbers::kCoroutine) {
        auto* g = static_cast<Generator*>(it.cell());
        if (g->state == static_cast<uint8_t>(GeneratorState::kSuspended) ||
            (g->state == static_cast<uint8_t>(GeneratorState::kCreated) && R(0).is_none())) {
          Value* new_base = base + code->registers + kLinkage;
          Link link{static_cast<uint32_t>(pc + LENGTH(2, 1) - code->code), static_cast<uint16_t>(U(0)),
                    static_cast<uint16_t>(code->registers + kLinkage), FrameKind::kSend};
          SAVE();
          if (!enter_generator(t, g, new_base, R(0), link)) RAISE();
          ENTER_FRAME();
          DISPATCH();
        }
      }
    }
    SAVE();
    bool returned = false;
    Value v = send_slow(t, it, R(0), returned);
    if (!v) RAISE();
    RELOAD();
    R(0) = v;
    if (returned) JUMP_BY(J(2), 2);
    SKIP_JUMP(2);
  }
  CASE(GETAITER) {
    CHECK(R(1), 1);
    RESULT(2, get_async_iterator(t, R(1)));
  }
  CASE(GETANEXT) { RESULT(2, get_anext(t, R(1))); }
  CASE(ENDASYNCFOR) {
    if (is_subtype(*t.vm, type_of(t, R(0)), &kStopAsyncIterationType)) JUMP_BY(J(1), 1);
    SAVE();
    t.pending = R(0);
    goto reraise_pending;
  }

  // --- exceptions
  CASE(CATCH) {
    // A generator that inherits the handled exception must not restore it when another caller resumes it meanwhile.
    bool inherited = code->flags & kAnyGenerator && t.handled == base[-4];
    R(0) = inherited ? kAbsent : t.handled ? t.handled : kNone;
    R(1) = t.pending;
    t.handled = t.pending;
    t.pending = Value();
    NEXT(2);
  }
  CASE(UNCATCH) {
    Value before = R(0);
    t.handled = before.is_none() ? Value() : before.is_absent() ? base[-4] : before;
    NEXT(1);
  }
  CASE(EXCMATCH) {
    CHECK(R(2), 2);
    RESULT(3, exception_matches(t, R(1), R(2)));
  }
  CASE(EXCSTAR) { EFFECT(2, split_exception_group(t, &R(0), R(1))); }
  CASE(EXCSTAREND) { RESULT(3, finish_except_star(t, R(1), R(2))); }
  CASE(RAISE) {
    CHECK(R(0), 0);
    SAVE();
    raise_statement(t, R(0), Value());
    RAISE();
  }
  CASE(RAISEFROM) {
    CHECK(R(0), 0);
    CHECK(R(1), 1);
    SAVE();
    raise_statement(t, R(0), R(1));
    RAISE();
  }
  CASE(RERAISE) {
    SAVE();
    t.pending = R(0);
    goto reraise_pending;
  }
  CASE(RAISELAST) {
    SAVE();
    if (!t.handled) {
      raise(t, numbers::kRuntimeError, "No active exception to reraise");
      RAISE();
    }
    t.pending = t.handled;
    goto reraise_pending;
  }
  CASE(EXCINFO) {
    Value* window = &R(0);
    Value e = R(1);
    window[4] = Value(type_of(t, e));
    window[5] = e;
    Value traceback = static_cast<Exception*>(e.cell())->traceback;
    window[6] = traceback ? traceback : kNone;
    NEXT(2);
  }

  // --- modules, patterns, the rest
  CASE(IMPORTNAME) { RESULT(4, import_name(t, NAME(1), R(2), U(3))); }
  CASE(IMPORTFROM) { RESULT(3, import_from(t, R(1), NAME(2))); }
  CASE(IMPORTSTAR) { EFFECT(1, import_star(t, R(0), base[0])); }
  CASE(MATCHSEQ) {
    CHECK(R(1), 1);
    R(0) = Value::from_bool(type_of(t, R(1))->flags & bind::kTypeSequencePattern);
    NEXT(2);
  }
  CASE(MATCHMAP) {
    CHECK(R(1), 1);
    R(0) = Value::from_bool(type_of(t, R(1))->flags & bind::kTypeMappingPattern);
    NEXT(2);
  }
  CASE(GETLEN) {
    SAVE();
    intptr_t n = length(t, R(1));
    if (n < 0) RAISE();
    RELOAD();
    R(0) = Value::from_int(n);
    NEXT(2);
  }
  CASE(MATCHKEYS) { RESULT(3, match_keys(t, R(1), R(2))); }
  CASE(MATCHCLASS) {
    CHECK(R(2), 2);
    RESULT(5, match_class(t, R(1), R(2), U(3), K(4)));
  }
  CASE(INTRINSIC) { RESULT(3, intrinsic(t, static_cast<bytecode::Intrinsic>(U(1)), &R(2))); }

return_result: {
  Link link = Link::unpack(base[-1]);
  Value* caller = base - link.distance();
  t.depth--;
  if (link.is_generator()) finish_generator(t, frame_generator(base));
  t.base = caller;
  if (link.is_entry()) return result;
  Code* caller_code = frame_function(caller)->code;
  const uint8_t* after = caller_code->code + link.pc;
  t.top = caller + caller_code->registers;
  switch (link.kind) {
    case FrameKind::kCall: caller[link.destination] = result; break;
    case FrameKind::kInit:
      if (!result.is_none()) [[unlikely]] {
        t.pc = after - 1;
        raise(t, numbers::kTypeError, "__init__() should return None, not '{}'", TypeOf{result});
        RAISE();
      }
      break;
    case FrameKind::kForIterator: caller[after[-3]] = kUnbound; break;
    case FrameKind::kSend:
      caller[link.destination] = result;
      after += read<int16_t>(after - 2);
      break;
    default: break;
  }
  t.pc = after;
  ENTER_FRAME();
  DISPATCH();
}

yield_result: {
  // The generator sleeps already; its frame is still at base.
  Link link = Link::unpack(base[-1]);
  Value* caller = base - link.distance();
  t.depth--;
  t.base = caller;
  if (link.is_entry()) return result;
  Code* caller_code = frame_function(caller)->code;
  t.top = caller + caller_code->registers;
  const uint8_t* after = caller_code->code + link.pc;
  caller[link.destination] = result;
  t.pc = after;
  ENTER_FRAME();
  if (link.kind == FrameKind::kForIterator) {
    pc += read<int16_t>(after - 2);
    if (t.poll.load(std::memory_order_relaxed)) [[unlikely]] {
      SAVE();
      if (!poll(t)) RAISE();
      RELOAD();
    }
  }
  DISPATCH();
}

reraise_pending:
  if (unwind(t, false)) {
    ENTER_FRAME();
    DISPATCH();
  }
  return Value();

raise_pending:
  if (unwind(t, true)) {
    ENTER_FRAME();
    DISPATCH();
  }
  return Value();
}

bool unwind(Thread& t, bool add_entry) {
  for (;; add_entry = true) {
    if (add_entry) {
      Function* f = frame_function(t.base);
      add_traceback(t, f, static_cast<uint32_t>(t.pc - f->code->code));
    }
    Code* code = frame_function(t.base)->code;
    uint32_t handler;
    std::span table(code->code + code->code_bytes, code->exception_bytes);
    if (bytecode::find_handler(table, static_cast<uint32_t>(t.pc - code->code), handler)) {
      t.pc = code->code + handler;
      return true;
    }
    Link link = Link::unpack(t.base[-1]);
    Value* caller = t.base - link.distance();
    t.depth--;
    if (link.is_generator()) {
      uint16_t flags = code->flags;
      finish_generator(t, frame_generator(t.base));
      if (!link.is_entry()) {
        t.base = caller;
        Code* caller_code = frame_function(caller)->code;
        t.pc = caller_code->code + link.pc - 1;
        t.top = caller + caller_code->registers;
      }
      convert_stop_iteration(t, flags);
    }
    t.base = caller;
    if (link.is_entry()) return false;
    Code* caller_code = frame_function(caller)->code;
    t.top = caller + caller_code->registers;
    t.pc = caller_code->code + link.pc - 1;
  }
}

}  // namespace

[[gnu::noinline]] Value run(Thread& t, Entry entry) {
  // Native code that calls us is scanned down to here; native code that the loop calls is scanned up to the loop's
  // own stack pointer, which the loop stores in stretch.high.
  __builtin_unwind_init();  // native callers' registers are saved in this frame, which is part of their stretch
  heap::NativeStretch stretch{heap::stack_pointer(), heap::stack_pointer(), t.stretch};
  if (t.stretch) t.stretch->low = heap::stack_pointer();
  t.stretch = &stretch;
  Value result;
  if (entry == Entry::kExecute || unwind(t, true)) result = loop<false>(t);
  t.stretch = stretch.previous;
  return result;
}

namespace {

/// Wakes a generator up from native code: with `v` as the result of its yield, or, when that is the all-zero word, with
/// `exception` raised there.
Value resume(Thread& t, Generator* g, Value v, Value exception) {
  Value* saved_base = t.base;
  Value* saved_top = t.top;
  uint32_t pc = saved_base ? static_cast<uint32_t>(t.pc - frame_function(saved_base)->code->code) : 0;
  Value* new_base = t.top + kLinkage;
  Value* floor = saved_base ? saved_base : t.registers;
  Link link = Link::entry(pc, static_cast<uint32_t>(new_base - floor), FrameKind::kGeneratorEntry);
  if (!check_stack(t)) return {};
  if (!enter_generator(t, g, new_base, v ? v : kNone, link)) return {};
  if (!v) {
    t.pc--;  // inside the yield
    if (g->handled) set_context(t, exception);  // what the caller handles is no context of it
    t.pending = exception;
  }
  Value result = run(t, v ? Entry::kExecute : Entry::kUnwind);
  t.base = saved_base;
  t.top = saved_top;
  t.pc = saved_base ? frame_function(saved_base)->code->code + pc : nullptr;
  return result;
}

}  // namespace

Value resume_generator(Thread& t, Generator* g, Value v) { return resume(t, g, v, Value()); }

Value resume_generator_raising(Thread& t, Generator* g, Value exception) { return resume(t, g, Value(), exception); }

}  // namespace ts::vm
