// Frames: windows of the register stack. base[-2] holds the function that runs, base[-1] how to go back; a
// generator's frame has the generator at base[-3] and the exception that was handled before at base[-4].

#pragma once

#include "bytecode/bytecode.h"
#include "object/special.h"

namespace ts::vm {

using namespace ts::object;

/// What happens with the result of a frame.
enum class FrameKind : uint8_t {
  kEntry,        ///< called by native code: the interpreter returns
  kCall,         ///< into the destination register
  kInit,         ///< __init__: the result must be None; the instance is in the destination register already
  kForIterator,  ///< generator resumed by FORITER
  kSend,         ///< generator resumed by SEND
  kGeneratorEntry, ///< generator resumed by native code
  kIterNext,     ///< __next__ called by FORITER
  kDiscard,      ///< result dropped
};

/// The way back, packed in a word that looks like an int to the collector.
struct Link {
  uint32_t pc;           ///< offset of the caller's next instruction
  uint16_t destination;  ///< register of the caller
  uint16_t delta;        ///< callee's base - caller's base
  FrameKind kind;

  static constexpr unsigned kPcBits = 26;
  Value pack() const {
    uint64_t bits = (uint64_t{pc} << 36) | (uint64_t{destination} << 20) | (uint64_t{delta} << 4) |
                    static_cast<uint64_t>(kind);
    return Value::from_bits(static_cast<uintptr_t>((bits << 2) | 3));
  }
  static Link unpack(Value v) {
    uint64_t bits = uint64_t{v.bits()} >> 2;
    return {static_cast<uint32_t>(bits >> 36), static_cast<uint16_t>(bits >> 20), static_cast<uint16_t>(bits >> 4),
            static_cast<FrameKind>(bits & 15)};
  }
  /// Entry frames may lie further from their caller: both 16-bit fields hold the distance.
  static Link entry(uint32_t pc, uint32_t delta, FrameKind kind) {
    return {pc, static_cast<uint16_t>(delta >> 16), static_cast<uint16_t>(delta), kind};
  }
  bool is_entry() const { return kind == FrameKind::kEntry || kind == FrameKind::kGeneratorEntry; }
  bool is_generator() const {
    return kind == FrameKind::kForIterator || kind == FrameKind::kSend || kind == FrameKind::kGeneratorEntry;
  }
  uint32_t distance() const { return is_entry() ? (uint32_t{destination} << 16) | delta : delta; }
};

inline Function* frame_function(Value* base) { return static_cast<Function*>(base[-2].cell()); }
inline Generator* frame_generator(Value* base) { return static_cast<Generator*>(base[-3].cell()); }

/// Bit of Code::flags that the machine adds: no *args, **kwargs, keyword-only parameters, and no generator.
inline constexpr uint16_t kCodeSimple = 1 << 15;

/// How run() begins: with the instruction at t.pc, or by looking for the handler of the pending exception.
enum class Entry : uint8_t { kExecute, kUnwind };
/// Runs the frame at t.base until it returns to native code. A zero result: exception pending.
Value run(Thread& t, Entry entry = Entry::kExecute);

/// Begins a native stretch below the interpreter or the application: construct where native code that holds cells
/// starts. See docs/heap.md.
class StretchScope {
 public:
  explicit StretchScope(Thread& t) : thread_(t) {
    stretch_.high = heap::stack_address();
    stretch_.low = stretch_.high;
    stretch_.previous = t.stretch;
    if (t.stretch && t.stretch->low > stretch_.high) t.stretch->low = stretch_.high;
    t.stretch = &stretch_;
  }
  ~StretchScope() { thread_.stretch = stretch_.previous; }
  StretchScope(const StretchScope&) = delete;

 private:
  Thread& thread_;
  heap::NativeStretch stretch_;
};

/// Fills the registers of a frame for `f` from a call's arguments, which must not overlap the frame. Raises TypeError
/// as CPython words it.
bool bind_arguments(Thread& t, Function* f, Value* frame, const Arguments& arguments);
/// The generator, coroutine or async generator for a frame whose arguments are bound.
Value make_generator(Thread& t, Function* f, Value* frame);
/// Enters a frame for a call with any kind of arguments, which may overlap the frame. True: the frame runs. False with an
/// exception pending, or (none pending) the result is in the caller's destination register: a generator.
bool prepare_call(Thread& t, Function* f, Value* base, const Arguments& arguments, Link link);
/// What the collection of an unfinished generator does: close(), errors reported as unraisable.
void finalize_generator(Thread& t, Generator* g);
Value wrap_async_value(Thread& t, Value v);
Value get_async_iterator(Thread& t, Value o);
/// PEP 479: StopIteration that leaves a generator becomes RuntimeError.
void convert_stop_iteration(Thread& t, uint16_t code_flags);
/// Resumes a generator from native code with `value`. On return state is kSuspended (a yielded value), or kFinished
/// (the return value), or the result is all-zero.
Value resume_generator(Thread& t, Generator* g, Value value);
/// The same for a suspended generator, whose yield raises `exception`.
Value resume_generator_raising(Thread& t, Generator* g, Value exception);
/// gen.throw(): raises the exception inside.
Value throw_into_generator(Thread& t, Generator* g, Value exception);
/// gen.close(): its result, None as a rule.
Value close_generator(Thread& t, Generator* g);
/// What becomes of an unfinished generator that died; errors go to stderr. Called at a safe point.
void finalize_generator(Thread& t, Generator* g);

/// Makes room for a frame; false: RecursionError or MemoryError pending.
bool check_frame(Thread& t, Value* end);

/// The innermost Python frame's function, or nullptr.
Function* current_function(Thread& t);
/// Adds an entry for the frame to the pending exception's traceback.
void add_traceback(Thread& t, Function* f, uint32_t pc);
/// Sets __context__ of an exception about to be raised.
void set_context(Thread& t, Value exception);
/// Raises as the `raise` statement does (class or instance; cause all-zero: no `from`).
void raise_statement(Thread& t, Value exception, Value cause);

// --- slow paths of instructions
Value get_attr_slow(Thread& t, Value o, Str* name, heap::InlineCache* cache);
bool set_attr_slow(Thread& t, Value o, Str* name, Value v, heap::InlineCache* cache);
/// window[0], window[3] as LOADMETHOD wants them.
bool load_method_slow(Thread& t, Value o, Str* name, Value* window, heap::InlineCache* cache);
Value get_global_slow(Thread& t, Function* f, Str* name, heap::InlineCache* cache);
bool set_global_slow(Thread& t, Dict* globals, Str* name, Value v, heap::InlineCache* cache);
Value get_name(Thread& t, Function* f, Value scope, Str* name);
Value name_error(Thread& t, Str* name);
Value unbound_error(Thread& t, Function* f, unsigned reg);
Value free_unbound_error(Thread& t, Function* f, unsigned index);
Value binary_slow(Thread& t, Value a, Value b, bytecode::Op op);
Value compare_slow(Thread& t, Value a, Value b, CompareOp op);
bool unpack(Thread& t, Value iterable, Value* to, unsigned n);
bool unpack_ex(Thread& t, Value iterable, Value* to, unsigned before, unsigned after);
bool load_special(Thread& t, Value o, unsigned which, Value* window);
Value call_keywords_window(Thread& t, Value f, Value* arguments, unsigned n, Value names);
Value call_ex(Thread& t, Value f, Value positional, Value keywords);
/// How error messages name a callable: `module.qualname()`.
Value callable_text(Thread& t, Value f);
Value exception_matches(Thread& t, Value exception, Value type);
bool split_exception_group(Thread& t, Value* window, Value type);
Value finish_except_star(Thread& t, Value list, Value original);
Value get_awaitable(Thread& t, Value o, unsigned context);
Value get_anext(Thread& t, Value o);
Value get_yield_from(Thread& t, Value o);
/// SEND into anything but a running generator: `returned` true when it ended.
Value send_slow(Thread& t, Value iterator, Value v, bool& returned);
Value match_keys(Thread& t, Value subject, Value keys);
Value match_class(Thread& t, Value subject, Value type, unsigned positional, Value names);
Value import_name(Thread& t, Str* name, Value from_list, unsigned level);
Value import_from(Thread& t, Value module, Str* name);
bool import_star(Thread& t, Value module, Value scope);
Value intrinsic(Thread& t, bytecode::Intrinsic which, Value* window);
Value make_function(Thread& t, Value code, unsigned flags, Value* window, Value globals);
Value build_str(Thread& t, Value* parts, unsigned n);
Value build_set(Thread& t, Value* items, unsigned n);
Value build_dict(Thread& t, Value* items, unsigned n);
bool dict_merge(Thread& t, Value dict, Value mapping, Value function);
bool dict_display_update(Thread& t, Value dict, Value mapping);
bool list_extend_display(Thread& t, Value list, Value iterable);
Value format_value(Thread& t, Value v, Value spec, unsigned conversion);
Value build_template(Thread& t, Value strings, Value interpolations);
Value build_interpolation(Thread& t, Value* window);
Value super_for(Thread& t, Value type, Value object);
Value call_class_window(Thread& t, const Type* type, Value* arguments, unsigned n);
Value exception_type_of(Value exception);
/// Issues a warning of class `category` through the filters of the module warnings, if that is there, or to stderr. False:
/// a filter makes it an error, which the caller raises as suits it (nothing is pending). Defined by modules/.
bool show_warning(Thread& t, TypeNumber category, Value filename, uint32_t line, std::string_view message);

}  // namespace ts::vm
