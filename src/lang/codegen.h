// The code generator: from the syntax tree and its scopes to register bytecode. What an instruction
// does stands in bytecode/opcodes.def, how it is encoded in code_builder.h; this header has the
// machinery that codegen_*.cpp share.
//
// Nothing here recurses in C++: a handler ("step") that needs a subtree compiled says
// TS_AWAIT(expression(node, want)), which puts a frame for it on a stack in the workspace and
// returns to the loop in run(); once the subtree is done, the step is entered again behind that
// line. So a step reads like a recursive function whose locals live in its Task. A leaf is compiled
// on the spot.
//
// Registers: the locals of a function (or the namespace in register 0), then a stack of
// temporaries. An expression is asked for its value in one of three ways: in a given register
// (which only its last instruction writes), pushed (in the lowest free temporary), or anywhere
// (kAny: also a local that nothing evaluated in the meantime can rebind). The register comes back
// in result_.

#pragma once

#include "lang/code_builder.h"
#include "lang/compile.h"
#include "lang/scopes.h"

namespace ts::lang {

inline constexpr Register kAny = 0xFFFF;
inline constexpr Register kPush = 0xFFFE;

#define TS_BEGIN     \
  switch (f.state) { \
    case 0:
#define TS_AWAIT(call)   \
  do {                   \
    f.state = __LINE__;  \
    if (!(call)) return; \
    [[fallthrough]];     \
    case __LINE__:;      \
  } while (false)
#define TS_END \
  }            \
  tasks_.pop()

// Every step of the generator: the member function of that name.
#define TS_STEPS(S)                                                                                \
  S(block)                                                                                         \
  S(expression_statement)                                                                          \
  S(assign) S(augmented_assign) S(annotated_assign) S(delete_targets) S(delete_item) S(            \
      return_statement) S(raise_statement) S(assert_statement) S(if_statement) S(while_statement)  \
      S(for_statement) S(async_for_statement) S(import_names) S(import_from) S(unwind) S(          \
          try_finally) S(try_except) S(try_star) S(with_items) S(async_exit) S(except_handler)     \
          S(star_handler) S(leave_loop) S(store_attribute) S(store_item) S(store_unpacked) S(      \
              binary) S(unary) S(logical) S(comparison) S(conditional) S(walrus) S(attribute)      \
              S(subscript) S(slice) S(sequence) S(set_display) S(dict_display) S(await_value) S(   \
                  await_register) S(yield_value) S(yield_from) S(jump_logical) S(jump_comparison)  \
                  S(jump_conditional) S(jump_value) S(call) S(arguments) S(call_unpacked) S(       \
                      format_value) S(joined_string) S(template_string) S(comprehension)           \
                      S(clauses) S(generator_expression) S(function_statement) S(function_object)  \
                          S(function_body) S(lambda_body) S(class_statement) S(class_object)       \
                              S(class_body) S(type_parameters) S(type_parameter) S(evaluator)      \
                                  S(type_alias) S(annotations) S(deferred_annotation)              \
                                      S(generator_body) S(positional_defaults) S(keyword_defaults) \
                                          S(starred_type) S(generic_function) S(alias_value)       \
                                              S(match_statement) S(match_pattern)                  \
                                                  S(pattern_sequence) S(pattern_mapping)           \
                                                      S(pattern_class) S(pattern_or)               \
                                                          S(pattern_alternative) S(pattern_names)

enum class Step : uint8_t {
#define S(name) name,
  TS_STEPS(S)
#undef S
};

/// A step under way.
struct Task {
  Step step;
  uint8_t flag;
  uint16_t state;  // where it goes on; 0 at first
  uint16_t want;   // register for the value, kPush or kAny
  uint16_t mark;   // the lowest temporary that is free to it
  NodeId node;
  uint32_t a, b, c, d;
};

enum class BlockKind : uint8_t {
  kLoop,     // break and continue end here
  kTry,      // protected code of try-except: nothing to do on the way out
  kFinally,  // protected code of try-finally: node's finalbody runs on the way out
  kWith,     // body of a with item: R[base] is its exit window
  kAsyncWith,
  kHandler,       // an exception is handled: UNCATCH base
  kNamedHandler,  // the same, and node (ExceptHandler)'s name is deleted
  kStarHandler,   // except*: break, continue and return are errors
};

/// What encloses the code being made, within one code object.
struct Block {
  BlockKind kind;
  uint8_t suspended;
  uint16_t base;
  uint32_t parent;
  NodeId node;
  Label handler;   // of the protected range, or `break`
  Label again;     // `continue`
  uint32_t start;  // of the protected range now open
};
inline constexpr uint32_t kNoBlock = UINT32_MAX;
inline constexpr Label kNoLabel{UINT32_MAX};

/// One code object in the making.
struct Unit {
  Unit(base::Workspace& workspace, Sink& sink, uint32_t first_line, bytecode::Columns columns)
      : code(workspace, sink, first_line, columns),
        free_names(workspace),
        locals(workspace),
        cells(workspace),
        bound(workspace),
        trail(workspace),
        blocks(workspace),
        qualname(workspace) {}

  Unit* outer = nullptr;
  CodeBuilder code;
  ScopeId scope = 0;  // changes inside comprehensions
  ScopeKind kind = ScopeKind::kModule;
  uint16_t flags = 0;  // bytecode::CodeFlags
  uint16_t parameters = 0;
  uint16_t positional_only = 0;
  uint16_t keyword_only = 0;
  NameId name = kNoName;
  base::Array<NameId> free_names;
  base::Array<NameId> locals;
  base::Array<uint16_t> cells;
  base::Array<uint8_t> bound;   // by register: definitely bound here
  base::Array<uint16_t> trail;  // registers in the order they became bound
  base::Array<Block> blocks;
  base::Array<char> qualname;
  uint32_t block = kNoBlock;
  Register class_cell = kAny;
  Register classdict_cell = kAny;
  Register conditional_cell = kAny;
  Unit* annotations = nullptr;    // module and class: the annotate function in the making
  uint32_t annotation_count = 0;  // conditional ones
  Register first_parameter = kAny;
  uint8_t cold = 0;  // nesting of loops; 0 in a module: runs once
};

class Generator {
 public:
  Generator(base::Workspace& workspace, Sink& sink, Parser& parser, Reporter& reporter,
            const CompileOptions& options);
  ~Generator();
  Generator(const Generator&) = delete;
  Generator& operator=(const Generator&) = delete;

  /// Opens the module's code object.
  void begin_module();
  /// Compiles one top-level statement into it. False after an error.
  bool statement_of_module(NodeId statement);
  /// Compiles a function inside the parser's enclosing classes and replaces its body in the tree.
  bool compile_early(NodeId function);
  /// Completes the module.
  ConstId finish_module();

 private:
  using Op = bytecode::Op;

  // --- the machine (codegen.cpp)
  bool run(uint32_t depth);
  bool begin(Step step, NodeId node, Register want = kAny, uint32_t a = 0);
  Task& task() { return tasks_.back(); }
  bool failed() const { return workspace_.failed() || sink_.failed() || reporter_.failed(); }
  CodeBuilder& code() { return unit_->code; }
  void finish(Register value) {
    result_ = value;
    tasks_.pop();
  }
  /// The register that a step's value goes to; frees its temporaries.
  Register target(const Task& f) {
    code().set_top(f.mark);
    return f.want >= kPush ? code().push() : f.want;
  }
  /// Hands over a value that was computed in the temporary f.mark.
  void finish_in_mark(const Task& f);
  void at(NodeId node);
  void at_line(NodeId node);
  void error(NodeId node, std::initializer_list<Piece> pieces);
  bool warn(NodeId node, std::string_view message);

  // --- units and names (codegen_units.cpp)
  Unit* open_unit(ScopeId scope, NameId name, uint32_t first_line);
  ConstId close_unit();
  void drop_unit();
  void set_qualname(Unit& unit);
  void assign_registers(Unit& unit);
  void add_local(Unit& unit, NameId name);
  void add_visible_comprehension_locals(Unit& unit);
  uint32_t free_index(NameId name);
  Register cell_register(const Binding& binding, NameId name);
  void push_closure_cell(NameId name);
  bool push_closure();
  NameId mangle(NameId name) { return scopes_.mangle(unit_->scope, name); }
  void load_name(NameId name, Register want);
  void load_mangled(NameId name, Register destination);
  void store_name(NameId name, Register value);
  void store_mangled(NameId name, Register value);
  void delete_name(NameId name);
  /// The register of a plain local, or kAny.
  Register local_register(NodeId name_node);
  Register local_register(NameId name);
  bool is_bound(Register local) const;
  void mark_bound(Register local);
  uint32_t bound_mark() const { return unit_->trail.size(); }
  void undo_bound(uint32_t mark);
  /// Keeps CPython's order of errors: `value` is checked before `next` is evaluated.
  Register settle(Register value, NodeId next);
  void move(Register to, Register from);
  bool in_function() const;
  uint32_t attribute_cache(Op op, NameId name);
  bool check_module_global(NodeId statement);

  // --- statements (codegen_statements.cpp)
  bool statement(NodeId node);
  bool body(NodeId list);
  bool store(NodeId target, Register value);
  bool remove(NodeId target);
  bool jump_out(NodeId node);
  Label plain_jump(NodeId list) const;

  // --- exceptions (codegen_exceptions.cpp)
  uint32_t push_block(BlockKind kind, NodeId node, Label handler);
  void pop_block();
  void suspend(uint32_t block);
  void resume(uint32_t block);
  /// Leaves all blocks inside `outer`, running what must run.
  bool unwind_to(uint32_t outer, NodeId position);
  bool must_unwind(uint32_t outer) const;
  void emit_cleanup(Label cleanup, Register saved);
  void emit_exit_call(Register window);
  void unbind_handler_name(NodeId handler);

  // --- expressions (codegen_expressions.cpp, codegen_conditions.cpp)
  bool expression(NodeId node, Register want);
  void load_constant(NodeId node, Register want);
  void load_special(bytecode::Special special, Register want);
  void load_integer(int32_t value, Register want);
  void load_const_id(ConstId constant, Register want);
  Register destination(Register want) { return want >= kPush ? code().push() : want; }
  bool fold(NodeId node, ConstId* constant, int depth = 0);
  bool fold_container(NodeId node, ConstId* constant);
  bool container(NodeId node, Register want);
  bool comparand(NodeId node);
  bool small_integer(NodeId node, int32_t* value);
  enum class Truth : uint8_t { kFalse, kTrue, kUnknown };
  Truth truth(NodeId node);
  bool is_leaf(NodeId node) const;
  bool condition(NodeId node, Label target, bool sense);
  void emit_compare(CompareOp op, Register destination, Register left, Register right);
  void emit_compare_jump(CompareOp op, Register left, Register right, Label label, bool sense);
  void push_comprehension_locals(bool several_clauses);
  void hide_comprehension_locals();
  void warn_about_comparison(NodeId node);
  void warn_about_call(NodeId node);
  void warn_about_subscript(NodeId node);

  // --- calls (codegen_calls.cpp)
  bool begin_arguments(NodeId call, Register window, NodeId first, uint32_t given, bool method);
  bool has_unpacking(NodeId first_argument) const;
  bool check_keywords(NodeId first_argument);
  bool sole_positional(NodeId argument) const;
  bool is_super_call(NodeId node);
  void emit_super(Register window);
  void at_call(NodeId call);
  void at_attribute(NodeId node, NodeId attribute);

  // --- functions and classes (codegen_functions.cpp, codegen_types.cpp)
  void set_parameters(Unit& unit, NodeId arguments);
  void set_function_kind(Unit& unit);
  bool is_docstring(NodeId statement) const;
  bool docstring(NodeId statement, ConstId* text);
  void emit_implicit_return();
  void make_function(uint32_t code_constant, uint32_t flags, Register destination, Register window);
  void call_decorators(NodeId decorators, Register first);
  uint32_t first_line(NodeId definition) const;
  bool has_defaults(NodeId arguments, bool keyword_only) const;
  void begin_class_body(NodeId node);
  void set_up_annotations();
  void end_class_body();
  void store_class_name(uint32_t known_name, Register value);
  void store_module_name(uint32_t known_name, Register value);
  bool open_evaluator(ScopeId scope, NameId name, NodeId at);
  bool open_deferred(ScopeId scope, NodeId at);
  void finish_annotations();
  bool open_text_annotations(NodeId node);
  bool open_type_parameters(NodeId node);
  void finish_evaluator(Register destination);
  bool begin_evaluator(NodeId value, NodeId owner, ScopeRole role, NameId name);
  bool type_value(NodeId node, Register want);
  bool annotation_value(NodeId node);
  bool has_annotations(NodeId function) const;
  bool future_annotations() const;
  void load_unsigned(uint32_t value, Register want);

  // --- patterns (codegen_patterns.cpp)
  struct Capture {
    NameId name;
    Register place;
    NodeId node;
    bool hidden;  // while another alternative is checked
  };
  void capture_name(NodeId node, NameId name);
  bool same_names(uint32_t first, uint32_t second) const;
  void emit_capture(NameId name, Register value);
  bool pattern(NodeId node, Register subject, Label fail);
  void get_sequence_item(NodeId node, Register subject, uint32_t index, Register d);
  bool begin_alternative(NodeId node, Register subject, Label matched);
  bool check_keys(NodeId node);

  void append_empty(Register list);  // codegen_strings.cpp

  // Steps.
#define S(name) void name(Task& f);
  TS_STEPS(S)
#undef S

  base::Workspace& workspace_;
  Sink& sink_;
  Parser& parser_;
  Tree& tree_;
  Reporter& reporter_;
  const CompileOptions& options_;
  Scopes scopes_;
  base::Array<Task> tasks_;
  base::Array<CompiledFunction> compiled_;
  base::Array<ConstId> items_;     // constants being gathered into a tuple
  base::Array<Capture> captures_;  // of the patterns under way
  base::Array<NameId> closure_;    // free names of the unit closed last
  base::Array<char> text_;         // scratch
  Unit* unit_ = nullptr;
  Register result_ = kAny;
  ConstId closed_code_ = kNoConst;
  bool docstring_seen_ = false;  // the module's
  bool future_allowed_ = true;   // `from __future__ import` may still come
};

}  // namespace ts::lang
