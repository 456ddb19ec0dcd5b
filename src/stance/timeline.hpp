#pragma once
// locarno/stance/timeline.hpp -- the claims of a case, day after day, into the table of one day.
#include <optional>

#include "stance/claims.hpp"
#include "stance/stances.hpp"

namespace locarno::stance {

/// The table as of `as_of` (none = everything that was said).
StanceTable table_at(const Question& question, const Claims& claims, std::optional<Date> as_of);

/// Needs as a condition of the case, with the words it prints as.
Condition to_condition(const Case& c, const Needs& needs);

/// Does an entry set by hand hold on that day?
bool holds_on(std::optional<Date> since, std::optional<Date> until, std::optional<Date> as_of);

}  // namespace locarno::stance
