#pragma once
// locarno/ledger/edit.hpp -- which fields of a record a person may set, and to what.
//
// The words and their place are never among them: a record keeps pointing at what the report says.
#include <string>
#include <string_view>
#include <vector>

#include "base/result.hpp"
#include "model/record.hpp"

namespace locarno::ledger {

/// JSON names of the fields that can be set, in alphabetical order.
const std::vector<std::string_view>& settable_fields();
/// One line on what a settable field may hold, for help and errors.
std::string_view allowed_values(std::string_view field);
/// Sets one field. "" or "null" empties what may be empty. Lists (via, participants, issues_other) are parted by ';'.
/// Errors: bad_input naming the field, what was found and what is allowed.
Result<void> set_field(Record& record, std::string_view field, std::string_view value);

}  // namespace locarno::ledger
