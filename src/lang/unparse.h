// An expression's text from its tree, as CPython's ast.unparse() normalises it: what annotations
// become under `from __future__ import annotations` (PEP 563).

#pragma once

#include "lang/ast.h"

namespace ts::lang {

/// Appends the text of expression `node` to `out`.
void unparse(const Tree& tree, Sink& sink, NodeId node, base::Array<char>* out);

}  // namespace ts::lang
