#pragma once
// locarno/study/notes.hpp -- what the page notes beside the stances: gates, promises, counts a report claims, lint.
#include <vector>

#include "study/brief.hpp"

namespace locarno::study {

/// The gates and promises of the case that some record names (a gate set by the analyst alone is kept, without records).
std::vector<Noted> find_gates(const CheckedCase& the_case, const std::vector<Record>& records);
std::vector<Noted> find_promises(const CheckedCase& the_case, const std::vector<Record>& records);
/// Statements that claim a share of agreement in numbers ("90% agreed"): a claim with a quote, never our count.
std::vector<Noted> find_claims(const std::vector<Record>& records);

/// Holds every non-silent stance and every red line against its evidence. In the order of the page's table.
std::vector<LintFinding> lint(const Brief& brief);

}  // namespace locarno::study
