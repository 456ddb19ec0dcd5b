#pragma once
// locarno/study/draft_scores.hpp -- what a draft is worth to a party that has scores (level 3). Inside study only.
#include <optional>

#include "model/draft.hpp"
#include "study/drafts.hpp"

namespace locarno::study {

/// From the least to the most that one of these options scores for the party, over the ranges of its numbers; 0 where it
/// has no row for the issue. none: the party has no scores at all.
std::optional<Amount> score_of(const Case& c, PartyId party, IssueId issue, OptionSet options);

/// The same summed over all issues: an issue the draft leaves open counts from its least to its most.
std::optional<Amount> worth_of(const Case& c, PartyId party, const IdVec<IssueId, OptionSet>& allowed);

/// From what stood to what stands: better when every reading of the new scores more than every reading of the old.
Shift score_shift(const Case& c, PartyId party, IssueId issue, OptionSet was, OptionSet now);

}  // namespace locarno::study
