#pragma once
// locarno/study/zone_of.hpp -- from red lines and silences to the settle room's question, and who still blocks.
#include <vector>

#include "base/result.hpp"
#include "base/run.hpp"
#include "study/brief.hpp"

namespace locarno::study {

/// The zone question of a case at one day. Lines stand in the order of `red_lines`, those of signatories only: the
/// caller passes red lines of signatories.
settle::ZoneQuestion zone_question(const CheckedCase& the_case, const StanceTable& stances,
                                   const std::vector<RedLine>& red_lines);

/// For each opening: how many of the opened settlements also pass the silence of the signatories, whose silence it is,
/// and which other lines on the same issues they still have to meet.
Result<std::vector<OpeningView>> view_openings(const settle::ZoneQuestion& question, const settle::ZoneAnswer& answer,
                                               Run& run);

}  // namespace locarno::study
