// Scope analysis: which scopes a piece of the tree has, which names each of them binds and uses,
// and where a name is therefore found. Follows chapter 4.2 of the Language Reference, PEP 572, 649,
// 695, 709. It reports the errors that belong to it ("no binding for nonlocal ..."). No code is
// made here.
//
// A unit is what is analysed at once: a top-level statement, or a function whose enclosing scopes
// are the module and classes only. Nothing is kept from one unit to the next: a module's names are
// looked up at run time, and a class's names are invisible to its methods.

#pragma once

#include <cstdint>

#include "lang/ast.h"
#include "lang/id_map.h"
#include "lang/reporter.h"

namespace ts::lang {

using ScopeId = uint32_t;
inline constexpr ScopeId kNoScope = UINT32_MAX;

enum class ScopeKind : uint8_t {
  kModule,
  kClass,
  kFunction,
  kLambda,
  kGenerator,       // a generator expression: a function
  kComprehension,   // list, set or dict comprehension: part of the function around it (PEP 709)
  kAnnotations,     // function that evaluates annotations (PEP 649)
  kTypeParameters,  // function that makes the type parameters of a def, class or type statement
  kTypeVariable,    // function that evaluates a bound, constraints or a default
  kTypeAlias,       // function that evaluates the value of a type statement
};

/// Distinguishes the scopes that one node may have.
enum class ScopeRole : uint8_t { kOwn, kAnnotations, kTypeParameters, kBound, kDefault };

enum SymbolFlags : uint16_t {
  kSymbolGlobal = 1,    // `global`
  kSymbolNonlocal = 2,  // `nonlocal`
  kSymbolParameter = 4,
  kSymbolAssigned = 8,  // bound in any other way
  kSymbolUsed = 16,
  kSymbolAnnotated = 32,
  kSymbolIteration = 64,  // target of a comprehension's `for`
  kSymbolTypeParameter = 128,
  kSymbolWalrus = 256,     // bound by `:=`: may change inside an expression
  kSymbolUnbound = 512,    // unbound somewhere: `del`, `except ... as`
  kSymbolCaptured = 1024,  // lives in a cell
  kSymbolImported = 2048,  // bound by an import: a later `global` is no error
};
inline constexpr uint16_t kSymbolBound =
    kSymbolParameter | kSymbolAssigned | kSymbolIteration | kSymbolTypeParameter | kSymbolImported;

enum class Resolution : uint8_t {
  kLocal,           // a register
  kCell,            // a register that holds a cell
  kFree,            // a cell of the closure
  kGlobalExplicit,  // declared `global` here
  kGlobalImplicit,
  kName,  // module or class body: its namespace first
};

struct Symbol {
  NameId name;
  uint16_t flags;
  uint16_t place;  // the generator's: its register
  uint32_t next;   // of the same scope, in order of appearance
};

enum ScopeFlags : uint16_t {
  kScopeAsync = 1,  // `async def`, or a comprehension that awaits
  kScopeYields = 2,
  kScopeSeesClass = 4,       // annotation scope directly in a class: sees its names
  kScopeClassCell = 8,       // class: some function needs __class__
  kScopeClassdictCell = 16,  // class: some annotation scope needs its names
  kScopeVarArgs = 32,
  kScopeVarKeywords = 64,
  kScopeNested = 128,
  kScopeConditionalAnnotations = 256,  // class or module: see PEP 649
  kScopeUnevaluated = 512,             // annotation of a local variable: no code is made
  kScopeAnnotations = 1024,            // class or module: has annotations to evaluate
  kScopeShowsLocals = 4096,            // comprehension: something in it may look at locals()
  kScopeDefaultSeen = 2048,            // type parameters: one with a default was met
};

struct Scope {
  NodeId node;
  ScopeKind kind;
  ScopeRole role;
  uint16_t flags;
  ScopeId parent;
  uint32_t first;  // symbol
  uint32_t last;
  NameId class_name;  // for private names, or kNoName
};

inline constexpr uint32_t kNoSymbol = UINT32_MAX;

/// What a name means at some place.
struct Binding {
  Resolution resolution;
  uint32_t symbol;  // kNoSymbol for globals
};

/// A name stored as `self.NAME =` in a method of the class `owner`.
struct AttributeSeed {
  NodeId owner;
  NameId name;
};

/// What the generator knows of a function that it compiled before its statement was complete.
struct CompiledFunction {
  ConstId code;
  bool needs_class_cell;
};

class Scopes {
 public:
  struct Options {
    bool future_annotations = false;
    bool top_level_await = false;
    bool future_allowed = false;  // `from __future__ import` may stand here
    WarningHandler warnings;
  };

  Scopes(base::Workspace& workspace, Sink& sink, Tree& tree, Reporter& reporter);

  Options options;

  /// Analyses a top-level statement. Scope 0 is the module. False after an error.
  bool analyze_statement(NodeId statement, const base::Array<CompiledFunction>& compiled);
  /// Analyses a function inside `classes` (outermost first): they become scopes 1, 2 ...
  bool analyze_function(NodeId function, const NodeId* classes, uint32_t class_count,
                        const base::Array<CompiledFunction>& compiled);
  /// Forgets the unit, but for the seeds of classes that are still open.
  void clear();
  void clear_seeds() { seeds_.clear(); }

  ScopeId find(NodeId node, ScopeRole role) const {
    return scope_of_.find(node, static_cast<uint32_t>(role));
  }
  Scope& scope(ScopeId id) { return scopes_[id]; }
  uint32_t scope_count() const { return scopes_.size(); }
  Symbol& symbol(uint32_t id) { return symbols_[id]; }
  const base::Array<AttributeSeed>& seeds() const { return seeds_; }

  /// What `name` (mangled already) means in `scope`.
  Binding resolve(ScopeId scope, NameId name) const;
  /// The symbol that `scope` itself has for `name`, or kNoSymbol.
  uint32_t own_symbol(ScopeId scope, NameId name) const {
    return symbol_of_.find(scope, static_cast<uint32_t>(name));
  }
  /// `name` as a private name of the class around `scope`, if it is one.
  NameId mangle(ScopeId scope, NameId name);
  NameId mangle_in(NameId class_name, NameId name);
  /// The scope whose code object holds `scope`'s code: itself but for comprehensions.
  ScopeId home(ScopeId scope) const;

 private:
  enum class Action : uint8_t {
    kVisit,
    kSiblings,     // visits the node and those behind it
    kDefaults,     // of the parameters from this one on
    kAnnotations,  // of the parameters from this one on
    kEnterFunction,
    kEnterLambda,
    kEnterClass,
    kEnterComprehension,
    kClauses,       // the second and later `for` of a comprehension
    kBindTargets,   // detail: whether names stored now are iteration variables
    kIterable,      // detail: whether a comprehension's iterable is being visited
    kSurroundings,  // detail: see surroundings_
    kLeaveComprehension,
    kLeave,
    kEnterAnnotations,
    kEnterTypeParameters,
    kEnterBound,
    kEnterDefault,
    kEnterAlias,
  };
  struct Work {
    Action action;
    uint8_t detail;
    NodeId node;
  };

  struct Declared {
    uint32_t symbol;
    NodeId statement;
  };

  bool run(const base::Array<CompiledFunction>& compiled);
  void later(Action action, NodeId node = kNoNode, uint8_t detail = 0) {
    work_.push({action, detail, node});
  }
  void perform(const Work& work);
  void visit(NodeId node);
  void visit_statement_with_blocks(NodeId node);
  void visit_loop(NodeId node);
  void visit_try(NodeId node);
  void check_exit_from_finally(NodeId node);
  void visit_function(NodeId node);
  void enter_function(NodeId node);
  void visit_class(NodeId node);
  void enter_class(NodeId node);
  void enter_lambda(NodeId node);
  void visit_comprehension(NodeId node);
  void enter_comprehension(NodeId node);
  void visit_clauses(NodeId clause);
  void leave_comprehension(NodeId node);
  void visit_named_expression(NodeId node);
  void visit_annotated_assignment(NodeId node);
  void visit_type_alias(NodeId node);
  void visit_type_parameter(NodeId node);
  void visit_declaration(NodeId node, SymbolFlags flag);
  void visit_imports(NodeId node);
  void visit_future_import(NodeId node);
  void visit_yield(NodeId node);
  void visit_await(NodeId node);
  void visit_attribute(NodeId node);
  void declare_parameters(NodeId arguments);
  void declare_defaults(NodeId arguments);
  bool effect_allowed(NodeId node, std::string_view what);

  void enter(NodeId node, ScopeKind kind, ScopeRole role = ScopeRole::kOwn);
  void leave() { current_ = scopes_[current_].parent; }
  Scope& here() { return scopes_[current_]; }
  void use(NameId name);
  void note_builtin(NameId name);
  uint32_t add(ScopeId scope, NameId name, uint32_t flags);
  void bind(NodeId node, NameId name, uint32_t flags = kSymbolAssigned);
  uint32_t flags_of(ScopeId scope, NameId name) const;
  ScopeId class_seen_from(ScopeId scope) const;
  bool resolve_all();
  void nonlocal_error(uint32_t symbol, Binding binding);
  bool resolve_use(ScopeId scope, uint32_t symbol);
  void error(NodeId node, std::initializer_list<Piece> pieces);
  std::string_view text(NameId name) { return sink_.name_text(name); }

  Sink& sink_;
  Tree& tree_;
  Reporter& reporter_;
  const base::Array<CompiledFunction>* compiled_ = nullptr;
  base::Array<Scope> scopes_;
  base::Array<Symbol> symbols_;
  base::Array<Work> work_;
  base::Array<Declared> declared_;  // `global` and `nonlocal` names
  base::Array<AttributeSeed> seeds_;
  base::Array<char> scratch_;  // a private name in the making
  IdMap scope_of_;
  IdMap symbol_of_;
  ScopeId current_ = 0;
  // What compound statements the walk is in, within a function, class or module.
  enum : uint8_t { kInBlock = 1, kInFinally = 2 };
  uint8_t surroundings_ = 0;
  bool in_iterable_ = false;      // inside a comprehension's iterable
  bool binds_iteration_ = false;  // names stored are a comprehension's targets
};

}  // namespace ts::lang
