// Identifiers with characters beyond ASCII (Language Reference 2.3, PEP 3131): which are valid,
// and their normal form. The only place of the compiler that asks the Unicode tables.

#pragma once

#include <string_view>

#include "base/workspace.h"

namespace ts::lang {

/// The offset of the first character that may not stand where it does, or npos.
size_t invalid_identifier_character(std::string_view name);
bool is_printable_character(char32_t c);
/// The name in normal form NFKC: `name` itself, or text put into `storage`.
std::string_view normal_form(std::string_view name, base::Array<char>& storage);
/// "20AC": at least four hexadecimal digits, written to `digits`.
std::string_view code_point_text(char32_t c, char (&digits)[8]);

}  // namespace ts::lang
