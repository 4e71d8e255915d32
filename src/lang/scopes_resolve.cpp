// The second half of scope analysis: every use of a name is followed outwards to what binds it. See
// scopes.h; Language Reference 4.2.2, PEP 227, 649, 695.

#include "lang/scopes.h"

namespace ts::lang {

// The class whose names an annotation scope sees, or kNoScope.
ScopeId Scopes::class_seen_from(ScopeId scope) const {
  if ((scopes_[scope].flags & kScopeSeesClass) == 0) return kNoScope;
  while (scopes_[scope].kind != ScopeKind::kClass) scope = scopes_[scope].parent;
  return scope;
}

Binding Scopes::resolve(ScopeId start, NameId name) const {
  bool crossed = false;  // left the code object that `start` belongs to
  for (ScopeId id = start; id != kNoScope; id = scopes_[id].parent) {
    const Scope& scope = scopes_[id];
    const uint32_t symbol = own_symbol(id, name);
    const uint32_t flags = symbol == kNoSymbol ? 0 : symbols_[symbol].flags;
    if (scope.kind == ScopeKind::kModule) {
      if (id == start) return {Resolution::kName, kNoSymbol};
      break;
    }
    const bool bound = (flags & kSymbolBound) != 0 && (flags & kSymbolNonlocal) == 0;
    if (scope.kind == ScopeKind::kClass && id != start) {
      const bool cell =
          name == known_name(known::kDunderClass)       ? (scope.flags & kScopeClassCell) != 0
          : name == known_name(known::kDunderClassdict) ? (scope.flags & kScopeClassdictCell) != 0
          : name == known_name(known::kDunderConditionalAnnotations)
              ? (scope.flags & kScopeConditionalAnnotations) != 0
              : false;
      if (cell) return {crossed ? Resolution::kFree : Resolution::kCell, symbol};
    } else if ((flags & kSymbolGlobal) != 0) {
      return {crossed ? Resolution::kGlobalImplicit : Resolution::kGlobalExplicit, kNoSymbol};
    } else if (bound) {
      if (scope.kind == ScopeKind::kClass) return {Resolution::kName, symbol};
      if (crossed) return {Resolution::kFree, symbol};
      const bool cell = (flags & kSymbolCaptured) != 0;
      return {cell ? Resolution::kCell : Resolution::kLocal, symbol};
    }
    if (id == start && (scope.flags & kScopeSeesClass) != 0) {
      const uint32_t seen = flags_of(class_seen_from(id), name);
      if ((seen & kSymbolGlobal) != 0) return {Resolution::kGlobalExplicit, kNoSymbol};
      if ((seen & kSymbolBound) != 0 && (seen & kSymbolNonlocal) == 0) break;
    }
    if (scope.kind != ScopeKind::kComprehension) crossed = true;
  }
  return {Resolution::kGlobalImplicit, kNoSymbol};
}

// Marks what a use of `symbol` in `scope` needs from the scopes around.
bool Scopes::resolve_use(ScopeId scope, uint32_t symbol) {
  const NameId name = symbols_[symbol].name;
  const bool declared_nonlocal = (symbols_[symbol].flags & kSymbolNonlocal) != 0 &&
                                 scopes_[scope].kind != ScopeKind::kComprehension &&
                                 scopes_[scope].kind != ScopeKind::kGenerator;
  const ScopeId seen = class_seen_from(scope);
  if (seen != kNoScope) scopes_[seen].flags |= kScopeClassdictCell;
  if (name == known_name(known::kDunderClass) || name == known_name(known::kDunderClassdict)) {
    // The nearest class provides it, unless a function in between binds the name itself.
    ScopeId id = scopes_[scope].parent;
    for (; id != kNoScope && scopes_[id].kind != ScopeKind::kClass; id = scopes_[id].parent) {
      if ((flags_of(id, name) & kSymbolBound) != 0) break;
    }
    if (id != kNoScope && scopes_[id].kind == ScopeKind::kClass &&
        scopes_[scope].kind != ScopeKind::kClass) {
      const bool is_class = name == known_name(known::kDunderClass);
      scopes_[id].flags |= is_class ? kScopeClassCell : kScopeClassdictCell;
    }
  }
  const Binding binding = resolve(scope, name);
  if (binding.resolution == Resolution::kFree) {
    if (binding.symbol != kNoSymbol) {
      Symbol& found = symbols_[binding.symbol];
      if (declared_nonlocal && (found.flags & kSymbolTypeParameter) != 0) return false;
      found.flags |= kSymbolCaptured;
    }
    return true;
  }
  return !declared_nonlocal;
}

bool Scopes::resolve_all() {
  for (ScopeId id = 0; id < scopes_.size(); id++) {
    const Scope& scope = scopes_[id];
    if (scope.kind == ScopeKind::kModule || (scope.flags & kScopeUnevaluated) != 0) continue;
    for (uint32_t s = scope.first; s != kNoSymbol; s = symbols_[s].next) {
      const uint32_t flags = symbols_[s].flags;
      const bool bound = (flags & kSymbolBound) != 0 && (flags & kSymbolNonlocal) == 0;
      if (bound || (flags & kSymbolGlobal) != 0) continue;
      if (resolve_use(id, s)) continue;
      nonlocal_error(s, resolve(id, symbols_[s].name));
      return false;
    }
  }
  return true;
}

void Scopes::nonlocal_error(uint32_t symbol, Binding binding) {
  const std::string_view name = text(symbols_[symbol].name);
  for (const Declared& declared : declared_) {
    if (declared.symbol != symbol) continue;
    if (binding.resolution == Resolution::kFree) {
      return error(declared.statement,
                   {"nonlocal binding not allowed for type parameter '", name, "'"});
    }
    return error(declared.statement, {"no binding for nonlocal '", name, "' found"});
  }
}

}  // namespace ts::lang
