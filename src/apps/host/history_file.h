// The lines typed at the prompt, kept between runs in ~/.threadsnake_history.

#pragma once

#include <string>

#include "repl/history.h"

namespace ts::host {

/// Where it is; empty when there is no home.
std::string history_path();
/// Adds the file's lines to the history. A missing or odd file is no error.
void load_history(const std::string& path, repl::History& history);
/// Writes the history so that the file is either the old or the new one, readable by its owner
/// alone. Errors are dropped.
void save_history(const std::string& path, const repl::History& history);

}  // namespace ts::host
