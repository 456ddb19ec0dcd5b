#pragma once
// Inside of study: what decisions mean to the workbench.
#include <map>
#include <string>
#include <vector>

#include "study/workbench.hpp"

namespace locarno::study {

/// Adds the record ids a decision is about; an undone one is about those of what it undoes.
void concerns(const ledger::Decision& decision, const std::map<std::int64_t, const ledger::Decision*>& by_number, std::vector<std::string>& out);
/// The last decision about each record, by its id.
std::map<std::string, std::int64_t, std::less<>> last_decisions(const std::vector<ledger::Decision>& decisions);
/// Errors: not_found, bad_use; as the functions of review.hpp.
Result<Made> do_act(ReviewDesk& desk, const Act& act);

}  // namespace locarno::study
