#pragma once
// locarno/study/review_export.hpp -- what people have confirmed, for use elsewhere: one record a line, as `read --json`
// prints it, by report and place. A record split or merged from others also carries "parents".
#include <string>

#include "ledger/replay.hpp"
#include "study/review.hpp"

namespace locarno::study {

/// Accepted and edited records only. Text slices back to the report the record names.
std::string export_accepted(const ReviewDesk& desk);
/// One record's line, with its parents.
std::string record_line(const ledger::Reviewed& one, const CharIndex& chars);

}  // namespace locarno::study
