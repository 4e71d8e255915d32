// Code objects in the making, and how names are reached from them: registers, cells, closures,
// namespaces. See codegen.h.

#include <new>

#include "lang/codegen.h"

namespace ts::lang {

using bytecode::Op;

// --- opening and closing

Unit* Generator::open_unit(ScopeId scope, NameId name, uint32_t first_line) {
  void* memory = workspace_.resize(nullptr, 0, sizeof(Unit));
  if (memory == nullptr) return nullptr;
  Unit* unit = new (memory) Unit(workspace_, sink_, first_line, options_.columns);
  unit->outer = unit_;
  unit->name = name;
  unit->scope = scope;
  if (scope != kNoScope) {
    const Scope& s = scopes_.scope(scope);
    unit->kind = s.kind;
    if ((s.flags & kScopeNested) != 0) unit->flags |= bytecode::kCodeNested;
    if (s.kind == ScopeKind::kClass) {
      unit->flags |= bytecode::kCodeNamespace | bytecode::kCodeClassBody;
    } else {
      unit->flags |= bytecode::kCodeOptimizedLocals;
    }
    if (options_.future_annotations || parser_.future_annotations()) {
      unit->flags |= bytecode::kCodeFutureAnnotations;
    }
    set_qualname(*unit);
  }
  unit_ = unit;
  if (scope != kNoScope) assign_registers(*unit);
  unit->code.at({static_cast<int32_t>(first_line), static_cast<int32_t>(first_line), -1, -1});
  if (failed()) return nullptr;  // it stays the current unit and dies with the generator
  return unit;
}

void Generator::drop_unit() {
  Unit* unit = unit_;
  unit_ = unit->outer;
  if (unit->annotations != nullptr) {
    unit->annotations->~Unit();
    workspace_.resize(unit->annotations, sizeof(Unit), 0);
  }
  unit->~Unit();
  workspace_.resize(unit, sizeof(Unit), 0);
}

// Completes the innermost unit: closed_code_ is its code, closure_ the names that its closure
// needs.
ConstId Generator::close_unit() {
  Unit& unit = *unit_;
  CodeSpec spec{};
  unit.code.finish(spec);
  closed_code_ = kNoConst;
  closure_.clear();
  base::Array<ConstId> names(workspace_);  // locals, free names, seeds
  for (const NameId name : unit.locals) names.push(sink_.name_constant(name));
  for (const NameId name : unit.free_names) {
    names.push(sink_.name_constant(name));
    closure_.push(name);
  }
  if (unit.kind == ScopeKind::kClass) {
    const Scope& scope = scopes_.scope(unit.scope);
    for (const AttributeSeed& seed : scopes_.seeds()) {
      if (seed.owner != scope.node) continue;
      names.push(sink_.name_constant(scopes_.mangle_in(scope.class_name, seed.name)));
    }
  }
  if (unit.code.registers() > UINT16_MAX - 8) workspace_.fail();
  if (!failed()) {
    const uint32_t locals = unit.locals.size();
    const uint32_t free = unit.free_names.size();
    spec.name = sink_.name_constant(unit.name);
    spec.qualname = unit.qualname.empty()
                        ? spec.name
                        : sink_.string({unit.qualname.data(), unit.qualname.size()});
    spec.flags = unit.flags;
    spec.parameters = unit.parameters;
    spec.positional_only = unit.positional_only;
    spec.keyword_only = unit.keyword_only;
    spec.locals = static_cast<uint16_t>(locals);
    spec.local_names = names.span().first(locals);
    spec.free_names = names.span().subspan(locals, free);
    spec.attribute_seeds = names.span().subspan(locals + free);
    spec.cell_locals = unit.cells.span();
    if (!failed()) closed_code_ = sink_.code(spec);
  }
  drop_unit();
  return closed_code_;
}

// PEP 3155. Type parameter scopes do not show; a name declared global has no prefix.
void Generator::set_qualname(Unit& unit) {
  const Scope& scope = scopes_.scope(unit.scope);
  ScopeId parent = scope.parent;
  while (scopes_.scope(parent).kind == ScopeKind::kTypeParameters ||
         scopes_.scope(parent).kind == ScopeKind::kComprehension) {
    parent = scopes_.scope(parent).parent;
  }
  const ScopeKind parent_kind = scopes_.scope(parent).kind;
  const bool declares = scope.kind == ScopeKind::kFunction || scope.kind == ScopeKind::kClass;
  const NameId mangled = scopes_.mangle(parent, unit.name);
  const uint32_t symbol = scopes_.own_symbol(parent, mangled);
  const bool global =
      declares && symbol != kNoSymbol && (scopes_.symbol(symbol).flags & kSymbolGlobal) != 0;
  if (parent_kind != ScopeKind::kModule && !global) {
    const Unit* outer = unit.outer;
    while (outer != nullptr && outer->kind == ScopeKind::kTypeParameters) outer = outer->outer;
    if (outer != nullptr && outer->kind != ScopeKind::kModule) {
      unit.qualname.append(outer->qualname.data(), outer->qualname.size());
    } else {
      // A function compiled early: its classes have no units yet.
      for (ScopeId id = 1; id <= parent; id++) {
        if (scopes_.scope(id).kind != ScopeKind::kClass) break;
        if (id > 1) unit.qualname.push('.');
        const std::string_view name = sink_.name_text(tree_.name(scopes_.scope(id).node));
        unit.qualname.append(name.data(), name.size());
      }
    }
    const std::string_view join = parent_kind == ScopeKind::kClass ? "." : ".<locals>.";
    unit.qualname.append(join.data(), join.size());
  }
  const std::string_view name = sink_.name_text(unit.name);
  unit.qualname.append(name.data(), name.size());
}

void Generator::add_local(Unit& unit, NameId name) {
  unit.locals.push(name);
  unit.bound.push(0);
}

// Registers for the names that the scope binds: parameters first, in order of their declaration.
void Generator::assign_registers(Unit& unit) {
  const Scope scope = scopes_.scope(unit.scope);
  if (scope.kind == ScopeKind::kClass) {
    add_local(unit, known_name(known::kDotZero));  // the namespace
    const auto add_cell = [&](Register& place, uint32_t name) {
      place = unit.locals.size();
      unit.cells.push(static_cast<uint16_t>(place));
      add_local(unit, known_name(name));
    };
    if ((scope.flags & kScopeClassCell) != 0) add_cell(unit.class_cell, known::kDunderClass);
    if ((scope.flags & kScopeClassdictCell) != 0) {
      add_cell(unit.classdict_cell, known::kDunderClassdict);
    }
    if ((scope.flags & kScopeConditionalAnnotations) != 0) {
      add_cell(unit.conditional_cell, known::kDunderConditionalAnnotations);
    }
    if (unit.cells.empty()) unit.locals.clear();
    unit.code.set_top(unit.cells.empty() ? 1 : unit.locals.size());
    for (const uint16_t cell : unit.cells) {
      unit.code.emit(Op::LOADS, cell, bytecode::Special::kUnbound);
      unit.code.emit(Op::MAKECELL, cell);
    }
    return;
  }
  const bool evaluator = scope.kind == ScopeKind::kAnnotations ||
                         scope.kind == ScopeKind::kTypeVariable ||
                         scope.kind == ScopeKind::kTypeAlias;
  if (evaluator) {
    add_local(unit, sink_.name("format"));
    unit.parameters = unit.positional_only = 1;
  }
  for (uint32_t s = scope.first; s != kNoSymbol; s = scopes_.symbol(s).next) {
    Symbol& symbol = scopes_.symbol(s);
    if ((symbol.flags & kSymbolNonlocal) != 0 &&
        scopes_.resolve(unit.scope, symbol.name).resolution == Resolution::kFree) {
      unit.free_names.push(symbol.name);  // free_index finds it: a cell even if never used
    }
    if ((symbol.flags & kSymbolBound) == 0) continue;
    if ((symbol.flags & (kSymbolGlobal | kSymbolNonlocal)) != 0) continue;
    symbol.place = static_cast<uint16_t>(unit.locals.size());
    add_local(unit, symbol.name);
    if ((symbol.flags & kSymbolCaptured) != 0) unit.cells.push(symbol.place);
    if ((symbol.flags & kSymbolParameter) != 0) mark_bound(symbol.place);
  }
  for (const uint16_t cell : unit.cells) unit.code.emit(Op::MAKECELL, cell);
  add_visible_comprehension_locals(unit);
  unit.code.set_top(unit.locals.size());
}

// The variables of comprehensions that may look at locals() are locals too; those of others are
// temporaries.
void Generator::add_visible_comprehension_locals(Unit& unit) {
  for (ScopeId id = unit.scope + 1; id < scopes_.scope_count(); id++) {
    if ((scopes_.scope(id).flags & kScopeShowsLocals) == 0 || scopes_.home(id) != unit.scope)
      continue;
    for (uint32_t s = scopes_.scope(id).first; s != kNoSymbol; s = scopes_.symbol(s).next) {
      Symbol& symbol = scopes_.symbol(s);
      if ((symbol.flags & kSymbolIteration) == 0) continue;
      symbol.place = static_cast<uint16_t>(unit.locals.size());
      add_local(unit, symbol.name);
      if ((symbol.flags & kSymbolCaptured) != 0) unit.cells.push(symbol.place);
    }
  }
}

// --- names

uint32_t Generator::free_index(NameId name) {
  base::Array<NameId>& names = unit_->free_names;
  for (uint32_t i = 0; i < names.size(); i++) {
    if (names[i] == name) return i;
  }
  names.push(name);
  return names.empty() ? 0 : names.size() - 1;
}

Register Generator::cell_register(const Binding& binding, NameId name) {
  if (binding.symbol != kNoSymbol) return scopes_.symbol(binding.symbol).place;
  if (name == known_name(known::kDunderClass)) return unit_->class_cell;
  if (name == known_name(known::kDunderClassdict)) return unit_->classdict_cell;
  if (name == known_name(known::kDunderConditionalAnnotations)) return unit_->conditional_cell;
  return kAny;
}

void Generator::push_closure_cell(NameId name) {
  Binding binding = scopes_.resolve(unit_->scope, name);
  // A class body does not see its own cells under their names, but hands them on.
  const Register own = cell_register({Resolution::kCell, kNoSymbol}, name);
  if (scopes_.scope(unit_->scope).kind == ScopeKind::kClass && own != kAny) {
    binding = {Resolution::kCell, kNoSymbol};
  }
  if (binding.resolution == Resolution::kCell) {
    code().emit(Op::MOVE, code().push(), cell_register(binding, name));
  } else {
    code().emit(Op::LOADCLOSURE, code().push(), free_index(name));
  }
}

// Pushes the tuple of cells that the unit closed last needs. False when it needs none.
bool Generator::push_closure() {
  if (closure_.empty()) return false;
  const Register first = code().top();
  for (const NameId name : closure_) push_closure_cell(name);
  code().set_top(first + 1);
  code().emit(Op::BUILDTUPLE, first, first, closure_.size());
  return true;
}

bool Generator::in_function() const {
  return unit_->kind != ScopeKind::kModule && unit_->kind != ScopeKind::kClass;
}

void Generator::load_name(NameId name, Register want) {
  if (name == known_name(known::kDunderDebug)) {
    return load_special(
        options_.optimize == 0 ? bytecode::Special::kTrue : bytecode::Special::kFalse, want);
  }
  const NameId mangled = mangle(name);
  const Binding binding = scopes_.resolve(unit_->scope, mangled);
  if (binding.resolution == Resolution::kLocal) {
    const Symbol& symbol = scopes_.symbol(binding.symbol);
    if (want == kAny && (symbol.flags & kSymbolWalrus) == 0) {
      result_ = symbol.place;
      return;
    }
    result_ = destination(want);
    const bool checked = !is_bound(symbol.place) || (symbol.flags & kSymbolIteration) != 0;
    code().emit(checked ? Op::MOVEC : Op::MOVE, result_, symbol.place);
    return;
  }
  result_ = destination(want);
  load_mangled(mangled, result_);
}

void Generator::load_mangled(NameId name, Register to) {
  const Binding binding = scopes_.resolve(unit_->scope, name);
  const Scope& scope = scopes_.scope(unit_->scope);
  const bool namespaced = scope.kind == ScopeKind::kClass;
  switch (binding.resolution) {
    case Resolution::kLocal:
      code().emit(Op::MOVEC, to, scopes_.symbol(binding.symbol).place);
      return;
    case Resolution::kCell:
      code().emit(Op::LOADCELL, to, cell_register(binding, name));
      return;
    case Resolution::kFree:
      if (namespaced || (scope.flags & kScopeSeesClass) != 0) {
        code().emit(Op::GETNAMEFREE, to, code().name(name), free_index(name));
      } else {
        code().emit(Op::LOADFREE, to, free_index(name));
      }
      return;
    case Resolution::kGlobalImplicit:
    case Resolution::kName: {
      Op op = Op::GETGLOBAL;
      if (namespaced) op = Op::GETNAME;
      if ((scope.flags & kScopeSeesClass) != 0) op = Op::GETNAMEGLOBAL;
      code().emit(op, to, code().name(name), code().shared_cache(op, name));
      return;
    }
    case Resolution::kGlobalExplicit:
      code().emit(Op::GETGLOBAL, to, code().name(name), code().shared_cache(Op::GETGLOBAL, name));
      return;
  }
}

void Generator::store_name(NameId name, Register value) { store_mangled(mangle(name), value); }

void Generator::store_mangled(NameId name, Register value) {
  const Binding binding = scopes_.resolve(unit_->scope, name);
  switch (binding.resolution) {
    case Resolution::kLocal: {
      const Register local = scopes_.symbol(binding.symbol).place;
      if (local != value) move(local, value);
      return mark_bound(local);
    }
    case Resolution::kCell:
      code().emit(Op::STORECELL, cell_register(binding, name), value);
      return;
    case Resolution::kFree:
      code().emit(Op::STOREFREE, free_index(name), value);
      return;
    case Resolution::kName:
    case Resolution::kGlobalImplicit:
    case Resolution::kGlobalExplicit: {
      const bool own = binding.resolution == Resolution::kName && unit_->kind == ScopeKind::kClass;
      const Op op = own ? Op::SETNAME : Op::SETGLOBAL;
      code().emit(op, code().name(name), value, code().shared_cache(op, name));
      return;
    }
  }
}

void Generator::delete_name(NameId plain) {
  const NameId name = mangle(plain);
  const Binding binding = scopes_.resolve(unit_->scope, name);
  switch (binding.resolution) {
    case Resolution::kLocal:
      code().emit(Op::DELLOCAL, scopes_.symbol(binding.symbol).place);
      return;
    case Resolution::kCell:
      code().emit(Op::DELCELL, cell_register(binding, name));
      return;
    case Resolution::kFree:
      code().emit(Op::DELFREE, free_index(name));
      return;
    case Resolution::kName:
    case Resolution::kGlobalImplicit:
    case Resolution::kGlobalExplicit: {
      const bool own = binding.resolution == Resolution::kName && unit_->kind == ScopeKind::kClass;
      code().emit(own ? Op::DELNAME : Op::DELGLOBAL, code().name(name), 0, 0);
      return;
    }
  }
}

Register Generator::local_register(NodeId node) {
  return tree_.is(node, NodeKind::kName) ? local_register(tree_.name(node)) : kAny;
}

Register Generator::local_register(NameId name) {
  const Binding binding = scopes_.resolve(unit_->scope, mangle(name));
  return binding.resolution == Resolution::kLocal ? scopes_.symbol(binding.symbol).place : kAny;
}

// --- what is certainly bound. A local that is unbound anywhere never counts, nor does anything
// bound inside a statement that may not run: undo_bound() forgets it at the end of the branch.

bool Generator::is_bound(Register local) const {
  return local >= unit_->bound.size() || unit_->bound[local] != 0;
}

void Generator::mark_bound(Register local) {
  if (local >= unit_->bound.size() || unit_->bound[local] != 0) return;
  if (local >= unit_->locals.size()) return;
  const uint32_t symbol = scopes_.own_symbol(scopes_.home(unit_->scope), unit_->locals[local]);
  if (symbol == kNoSymbol || (scopes_.symbol(symbol).flags & kSymbolUnbound) != 0) return;
  unit_->bound[local] = 1;
  unit_->trail.push(static_cast<uint16_t>(local));
}

void Generator::undo_bound(uint32_t mark) {
  base::Array<uint16_t>& trail = unit_->trail;
  while (trail.size() > mark) {
    unit_->bound[trail.back()] = 0;
    trail.pop();
  }
}

Register Generator::settle(Register value, NodeId next) {
  if (!is_bound(value) && !is_leaf(next)) code().emit(Op::CHECK, value);
  return value;
}

void Generator::move(Register to, Register from) {
  code().emit(is_bound(from) ? Op::MOVE : Op::MOVEC, to, from);
}

// In code that runs once, instructions on the same name may share a cache.
uint32_t Generator::attribute_cache(Op op, NameId name) {
  const bool once = unit_->cold == 0 && !in_function();
  return once ? code().shared_cache(op, name) : code().new_cache();
}

}  // namespace ts::lang
