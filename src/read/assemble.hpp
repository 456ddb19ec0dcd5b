#pragma once
// locarno/read/assemble.hpp -- propositions -> records: slices, offsets, dates with their basis, ids, confidence.
#include <vector>

#include "model/record.hpp"
#include "read/attribution.hpp"

namespace locarno::read {

/// The day the report is about, for statements that give no day of their own: the day most named near its begin, not
/// after publication; else the publication day; nullopt when there is neither.
std::optional<Date> event_day(const Document& document, const std::vector<TimeFact>& times);

/// Records ascending by begin, then kind; exact doubles dropped.
std::vector<Record> assemble(const Report& report, std::vector<Proposition> propositions);

}  // namespace locarno::read
