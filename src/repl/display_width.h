// How many columns of a terminal a character takes. Follows Unicode Standard Annex 11 (East Asian
// Width: W and F take two) in ranges coarse enough for a small table; combining marks and other
// invisible characters take none.

#pragma once

namespace ts::repl {

/// 0, 1 or 2. Control characters count as 0.
unsigned display_width(char32_t c);

}  // namespace ts::repl
