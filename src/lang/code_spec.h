// What the code generator hands over for one code object. The owner of the sink turns it into a code
// object in the heap (on a running machine) or into a piece of an image (in the cross compiler).
// All spans are valid only during the call.

#pragma once

#include <cstdint>
#include <span>

#include "lang/sink.h"

namespace ts::lang {

/// A code object, complete but for its home.
struct CodeSpec {
  ConstId name;                     ///< `f`, `<lambda>`, `<module>` ...
  ConstId qualname;                 ///< `C.method`, `outer.<locals>.inner`
  uint32_t first_line;              ///< line of the `def` or of its first decorator (CPython's co_firstlineno)
  uint16_t flags;                   ///< bytecode::CodeFlags
  uint16_t parameters;              ///< positional parameters, positional-only ones included
  uint16_t positional_only;         ///< how many of them are positional-only
  uint16_t keyword_only;            ///< keyword-only parameters; they follow the positional ones
  uint16_t locals;                  ///< named registers: parameters, *args, **kwargs, then other locals
  uint16_t registers;               ///< registers in all; call windows included
  uint16_t caches;                  ///< inline caches used
  std::span<const uint8_t> code;    ///< instructions
  std::span<const ConstId> constants;  ///< what `k` operands index: constants and names alike
  std::span<const ConstId> local_names;   ///< names of the first `locals` registers
  std::span<const uint16_t> cell_locals;  ///< which of those registers hold cells, ascending
  std::span<const ConstId> free_names;    ///< names of the closure cells, in order
  std::span<const uint8_t> exception_table;  ///< see bytecode/tables.h
  std::span<const uint8_t> line_table;       ///< see bytecode/tables.h
  std::span<const ConstId> attribute_seeds;  ///< class bodies: names that methods store as `self.NAME =`
};

}  // namespace ts::lang
