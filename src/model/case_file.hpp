#pragma once
// locarno/model/case_file.hpp -- case.toml <-> Case. TOML with line and column in every error; unknown keys are errors
// with the nearest known key. Format: docs/case-file.md.
#include <string>
#include <string_view>

#include "base/result.hpp"
#include "model/case.hpp"

namespace locarno {

/// Reads `FOLDER/case.toml`. Errors: io (cannot open), bad_input (file:line:column).
Result<CheckedCase> load_case(const std::string& folder);
/// The same from text; `file` is used in error places, `id` names the case.
Result<CheckedCase> parse_case(std::string_view toml, const std::string& file, const std::string& id);
/// A case.toml a person can edit. For a checked case whose names are not empty, parse_case(write_case(c)) == c but for
/// the places (`where`) of the rows and the layout of conditions that carry no words of their own.
std::string write_case(const Case& c);

}  // namespace locarno
