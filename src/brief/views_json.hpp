#pragma once
// locarno/brief/views_json.hpp -- the ladder, who speaks for whom, contacts, what the analyst has set: as JSON (docs/api.md).
#include <string>

#include "study/ladder.hpp"
#include "study/voices.hpp"
#include "study/workbench.hpp"

namespace locarno::brief {

/// `course`: of brief.records on this issue.
std::string ladder_json(const study::Shelf& shelf, const study::Brief& brief, IssueId issue, const std::vector<stance::PartyCourse>& course);
std::string voices_json(const study::Brief& brief, const study::Voices& voices);
std::string meetings_json(const study::Shelf& shelf, const study::Brief& brief, const study::MeetingTable& table);
/// Everything in the case that nobody read but somebody wrote: stances, red lines, costs, scores, chances, levers; with its source.
std::string assumptions_json(const study::Shelf& shelf);

}  // namespace locarno::brief
