// What Tab completes at the prompt: names, attributes, keywords, and modules in import statements.
// Looks only at what is there: nothing is called or imported, properties are not asked, no class's
// __getattr__ runs (its __dir__ does).

#pragma once

#include "object/runtime.h"
#include "repl/line_editor.h"

namespace ts::repl {

/// Completes the text before the cursor: inserts what all candidates have in common, or else lists
/// them. Leaves no exception pending.
void complete(heap::Thread& t, LineEditor& editor);

}  // namespace ts::repl
