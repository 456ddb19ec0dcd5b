#pragma once
// locarno/model/draft_file.hpp -- drafts/*.toml of a case folder -> drafts. TOML with line and column in every error;
// unknown keys, issues, options and drafts are errors with the nearest known name. Format: docs/drafts.md.
#include <string>
#include <string_view>
#include <vector>

#include "base/result.hpp"
#include "model/draft.hpp"

namespace locarno {

/// Every FOLDER/drafts/*.toml, by date (undated first), then id; a parent stands before its children of the same day.
/// Errors: io, bad_input (file:line:column), more than most_drafts files, a parent that is missing or comes back to itself.
/// Not an error: no folder "drafts" (no drafts).
Result<std::vector<Draft>> load_drafts(const std::string& folder, const CheckedCase& the_case);

/// One file. `file` is used in error places, `id` names the draft. Parents are not looked up.
Result<Draft> parse_draft(std::string_view toml, const std::string& file, const std::string& id, const CheckedCase& the_case);

/// Sorts, and holds `parent` and `from` of every draft against the others. Errors: as load_drafts.
Result<std::vector<Draft>> check_drafts(std::vector<Draft> drafts);

}  // namespace locarno
